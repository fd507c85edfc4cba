"""The tokens and seconds one completion took."""

from __future__ import annotations

from typing import List, Optional

from .._models import BaseModel

__all__ = [
    "CompletionTokensDetails",
    "CompletionUsage",
    "PromptTokensDetails",
    "UsageBreakdown",
    "UsageBreakdownModel",
]


class CompletionTokensDetails(BaseModel):
    """What the generated tokens were spent on."""

    reasoning_tokens: int
    """Tokens of the model's reasoning; part of `completion_tokens`."""


class PromptTokensDetails(BaseModel):
    """How the prompt was served."""

    cached_tokens: int
    """Prompt tokens taken from the prompt cache; part of `prompt_tokens`. They cost half and count towards no limit."""


class CompletionUsage(BaseModel):
    """Token counts and timings of one completion. All times are in seconds."""

    completion_tokens: int
    """Tokens generated, reasoning included."""

    prompt_tokens: int
    """Tokens in the prompt, cached ones included."""

    total_tokens: int
    """`prompt_tokens` and `completion_tokens` together."""

    completion_time: Optional[float] = None
    """Seconds spent generating."""

    completion_tokens_details: Optional[CompletionTokensDetails] = None

    prompt_time: Optional[float] = None
    """Seconds spent on the prompt."""

    prompt_tokens_details: Optional[PromptTokensDetails] = None

    queue_time: Optional[float] = None
    """Seconds the request waited before work on it began."""

    total_time: Optional[float] = None
    """Seconds spent on prompt and completion together, without the wait in the queue."""


class UsageBreakdownModel(BaseModel):
    """What one of several models used."""

    model: str

    usage: CompletionUsage


class UsageBreakdown(BaseModel):
    """The usage of each model, where one request was answered by several (compound systems)."""

    models: List[UsageBreakdownModel]
