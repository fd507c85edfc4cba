"""What the model thought before it answered."""

from __future__ import annotations

from typing import List, Optional

from typing_extensions import Literal

from ..._models import BaseModel
from .response_status import ResponseItemStatus

__all__ = ["ReasoningSummary", "ReasoningText", "ResponseReasoningItem"]


class ReasoningSummary(BaseModel):
    """A part of the summary."""

    text: str

    type: Literal["summary_text"]


class ReasoningText(BaseModel):
    """A part of the reasoning itself."""

    text: str

    type: Literal["reasoning_text"]


class ResponseReasoningItem(BaseModel):
    """What the model thought before it answered."""

    id: str

    summary: List[ReasoningSummary]

    type: Literal["reasoning"]

    content: Optional[List[ReasoningText]] = None

    encrypted_content: Optional[str] = None

    status: Optional[ResponseItemStatus] = None
