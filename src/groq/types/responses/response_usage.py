"""What a response cost."""

from __future__ import annotations

from typing import Optional

from ..._models import BaseModel

__all__ = ["InputTokensDetails", "OutputTokensDetails", "ResponseUsage"]


class InputTokensDetails(BaseModel):
    """What the input was made of."""

    cached_tokens: int
    """Those that were in the cache: they cost half, and do not count towards the rate limits."""

    reasoning_tokens: Optional[int] = None


class OutputTokensDetails(BaseModel):
    """What the output was made of."""

    reasoning_tokens: int
    """What the model thought before it answered."""

    cached_tokens: Optional[int] = None


class ResponseUsage(BaseModel):
    """The tokens of a response."""

    input_tokens: int

    input_tokens_details: InputTokensDetails

    output_tokens: int
    """Reasoning included."""

    output_tokens_details: OutputTokensDetails

    total_tokens: int
