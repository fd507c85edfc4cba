"""Why a model stopped writing."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["FinishReason"]

FinishReason: TypeAlias = Literal["stop", "length", "tool_calls", "content_filter", "function_call"]
"""`stop`: it was done, or met a stop sequence. `length`: the token limit. `tool_calls`: it wants tools called.
`content_filter`: content was held back. `function_call`: the deprecated form of `tool_calls`."""
