"""Who says a message."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["ChatCompletionRole"]

ChatCompletionRole: TypeAlias = Literal["system", "user", "assistant", "tool", "function"]
"""`function` is the deprecated form of `tool`."""
