"""A model that can be asked."""

from __future__ import annotations

import builtins
from typing import Optional

from typing_extensions import Literal

from .._models import BaseModel

__all__ = ["Model"]


class Model(BaseModel):
    """What the API tells about a model."""

    id: str
    """What to pass as `model` in requests."""

    created: int
    """When it was added, in seconds since 1970 (Unix time)."""

    object: Literal["model"]

    owned_by: str
    """The organisation it comes from."""

    active: Optional[bool] = None
    """Whether it takes requests at the moment."""

    context_window: Optional[int] = None
    """How many tokens prompt and answer may have together."""

    max_completion_tokens: Optional[int] = None
    """How many tokens one answer may have at most."""

    public_apps: Optional[builtins.object] = None
    """Sent by the API without a description; `None` so far."""
