"""The events of a streamed response that tell how far it has come."""

from __future__ import annotations

from typing import Optional, Union

from typing_extensions import Annotated, Literal

from ..._core.annotations import Tagged
from ..._models import BaseModel
from .response import Response
from .response_output_item import ResponseOutputItem
from .response_output_message import ResponseOutputRefusal, ResponseOutputText
from .response_reasoning_item import ReasoningSummary, ReasoningText
from .response_unknown import ResponseUnknownPart

__all__ = [
    "ResponseCompletedEvent",
    "ResponseContentPartAddedEvent",
    "ResponseContentPartDoneEvent",
    "ResponseCreatedEvent",
    "ResponseFailedEvent",
    "ResponseInProgressEvent",
    "ResponseIncompleteEvent",
    "ResponseOutputItemAddedEvent",
    "ResponseOutputItemDoneEvent",
    "ResponseQueuedEvent",
    "ResponseReasoningSummaryPartAddedEvent",
    "ResponseReasoningSummaryPartDoneEvent",
]

_Part = Annotated[Union[ResponseUnknownPart, ResponseOutputText, ResponseOutputRefusal, ReasoningText], Tagged("type")]


class _OfResponse(BaseModel):
    """An event with the response."""

    response: Response
    """The response as far as it has come."""

    sequence_number: Optional[int] = None
    """The place of the event in the stream, counted from 0."""


class ResponseCreatedEvent(_OfResponse):
    """The response was begun."""

    type: Literal["response.created"]


class ResponseQueuedEvent(_OfResponse):
    """The response waits for its turn."""

    type: Literal["response.queued"]


class ResponseInProgressEvent(_OfResponse):
    """The model is at work."""

    type: Literal["response.in_progress"]


class ResponseCompletedEvent(_OfResponse):
    """The end: the whole response, with its usage."""

    type: Literal["response.completed"]


class ResponseIncompleteEvent(_OfResponse):
    """The end of a response that was cut short: `response.incomplete_details` says why."""

    type: Literal["response.incomplete"]


class ResponseFailedEvent(_OfResponse):
    """The end of a response that failed: `response.error` says why."""

    type: Literal["response.failed"]


class _OfItem(BaseModel):
    """An event of one item."""

    item: ResponseOutputItem

    output_index: int
    """The place of the item in `response.output`."""

    sequence_number: Optional[int] = None


class ResponseOutputItemAddedEvent(_OfItem):
    """An item begins."""

    type: Literal["response.output_item.added"]


class ResponseOutputItemDoneEvent(_OfItem):
    """An item is there as a whole."""

    type: Literal["response.output_item.done"]


class _OfPart(BaseModel):
    """An event of one part of an item."""

    content_index: int
    """The place of the part in the item's content."""

    item_id: str

    output_index: int

    part: _Part

    sequence_number: Optional[int] = None


class ResponseContentPartAddedEvent(_OfPart):
    """A part of an item begins."""

    type: Literal["response.content_part.added"]


class ResponseContentPartDoneEvent(_OfPart):
    """A part of an item is there as a whole."""

    type: Literal["response.content_part.done"]


class _OfSummary(BaseModel):
    """An event of a summary of the reasoning."""

    item_id: str

    output_index: int

    part: ReasoningSummary

    summary_index: int

    sequence_number: Optional[int] = None


class ResponseReasoningSummaryPartAddedEvent(_OfSummary):
    """A part of a summary of the reasoning begins."""

    type: Literal["response.reasoning_summary_part.added"]


class ResponseReasoningSummaryPartDoneEvent(_OfSummary):
    """A part of a summary of the reasoning is there as a whole."""

    type: Literal["response.reasoning_summary_part.done"]
