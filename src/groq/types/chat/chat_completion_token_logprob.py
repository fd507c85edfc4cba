"""The log probabilities of generated tokens."""

from __future__ import annotations

from typing import List, Optional

from ..._models import BaseModel

__all__ = ["ChatCompletionTokenLogprob", "ChoiceLogprobs", "TopLogprob"]


class TopLogprob(BaseModel):
    """A token the model might have written at this place."""

    token: str

    bytes: Optional[List[int]] = None
    """The token in UTF-8. One character can spread over several tokens; only their bytes together decode."""

    logprob: float
    """Natural logarithm of the probability."""


class ChatCompletionTokenLogprob(BaseModel):
    """A token the model wrote, with the likeliest alternatives."""

    token: str

    bytes: Optional[List[int]] = None
    """The token in UTF-8. One character can spread over several tokens; only their bytes together decode."""

    logprob: float
    """Natural logarithm of the probability."""

    top_logprobs: List[TopLogprob]
    """The likeliest tokens at this place, as many as `top_logprobs` of the request asked for."""


class ChoiceLogprobs(BaseModel):
    """The log probabilities of one choice."""

    content: Optional[List[ChatCompletionTokenLogprob]] = None
    """Token by token."""
