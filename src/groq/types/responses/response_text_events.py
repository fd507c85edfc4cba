"""The events of a streamed response that bring words, piece by piece."""

from __future__ import annotations

from typing import List, Optional

from typing_extensions import Literal

from ..._models import BaseModel
from .response_output_message import ResponseAnnotation

__all__ = [
    "ResponseOutputTextAnnotationAddedEvent",
    "ResponseReasoningSummaryTextDeltaEvent",
    "ResponseReasoningSummaryTextDoneEvent",
    "ResponseReasoningTextDeltaEvent",
    "ResponseReasoningTextDoneEvent",
    "ResponseRefusalDeltaEvent",
    "ResponseRefusalDoneEvent",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
]


class _OfContent(BaseModel):
    """An event of one part of an item."""

    content_index: int
    """The place of the part in the item's content."""

    item_id: str

    output_index: int
    """The place of the item in `response.output`."""

    sequence_number: Optional[int] = None
    """The place of the event in the stream, counted from 0."""


class ResponseTextDeltaEvent(_OfContent):
    """The next piece of the text."""

    delta: str

    type: Literal["response.output_text.delta"]

    logprobs: Optional[List[object]] = None


class ResponseTextDoneEvent(_OfContent):
    """The text of a part as a whole."""

    text: str

    type: Literal["response.output_text.done"]

    logprobs: Optional[List[object]] = None


class ResponseOutputTextAnnotationAddedEvent(_OfContent):
    """A source of the text."""

    annotation: ResponseAnnotation

    annotation_index: int

    type: Literal["response.output_text.annotation.added"]


class ResponseRefusalDeltaEvent(_OfContent):
    """The next piece of a refusal."""

    delta: str

    type: Literal["response.refusal.delta"]


class ResponseRefusalDoneEvent(_OfContent):
    """A refusal as a whole."""

    refusal: str

    type: Literal["response.refusal.done"]


class ResponseReasoningTextDeltaEvent(_OfContent):
    """The next piece of what the model thinks."""

    delta: str

    type: Literal["response.reasoning_text.delta"]


class ResponseReasoningTextDoneEvent(_OfContent):
    """What the model thought, as a whole."""

    text: str

    type: Literal["response.reasoning_text.done"]


class _OfSummary(BaseModel):
    """An event of a summary of the reasoning."""

    item_id: str

    output_index: int

    summary_index: int

    sequence_number: Optional[int] = None


class ResponseReasoningSummaryTextDeltaEvent(_OfSummary):
    """The next piece of a summary of the reasoning."""

    delta: str

    type: Literal["response.reasoning_summary_text.delta"]


class ResponseReasoningSummaryTextDoneEvent(_OfSummary):
    """A part of a summary of the reasoning as a whole."""

    text: str

    type: Literal["response.reasoning_summary_text.done"]
