"""How far a response, or an item of it, has come."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["ResponseItemStatus", "ResponseStatus"]

ResponseStatus: TypeAlias = Literal["completed", "failed", "in_progress", "incomplete", "queued"]
"""How far a response has come. `incomplete_details` and `error` say why one is not completed."""

ResponseItemStatus: TypeAlias = Literal["in_progress", "completed", "incomplete"]
"""How far an item of a response has come."""
