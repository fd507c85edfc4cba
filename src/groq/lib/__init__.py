"""What stands on the client's public API: parsed answers, live streams, tools that run, messages, moderation."""

from __future__ import annotations

from typing import Any, List

__all__: List[Any] = []
