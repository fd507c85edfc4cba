"""What the model says in a response."""

from __future__ import annotations

from typing import List, Optional, Union

from typing_extensions import Annotated, Literal, TypeAlias

from ..._core.annotations import Tagged
from ..._models import BaseModel
from .response_status import ResponseItemStatus
from .response_unknown import ResponseUnknownPart

__all__ = [
    "ResponseAnnotation",
    "ResponseFileCitation",
    "ResponseOutputContent",
    "ResponseOutputMessage",
    "ResponseOutputRefusal",
    "ResponseOutputText",
    "ResponseUrlCitation",
]


class ResponseFileCitation(BaseModel):
    """A file that the text draws on."""

    file_id: str

    type: Literal["file_citation"]

    index: Optional[int] = None
    """Where in the text, in characters."""


class ResponseUrlCitation(BaseModel):
    """A page that the text draws on."""

    type: Literal["url_citation"]

    url: str

    end_index: Optional[int] = None
    """Where in the text the citation ends, in characters."""

    start_index: Optional[int] = None
    """Where in the text the citation begins, in characters."""

    title: Optional[str] = None


ResponseAnnotation: TypeAlias = Annotated[
    Union[ResponseUnknownPart, ResponseFileCitation, ResponseUrlCitation], Tagged("type")
]
"""A source of a text. Told apart by their `type`."""


class ResponseOutputText(BaseModel):
    """A part of a message that is text."""

    annotations: List[ResponseAnnotation]

    text: str

    type: Literal["output_text"]

    logprobs: Optional[List[object]] = None


class ResponseOutputRefusal(BaseModel):
    """Why the model does not do what it was asked for."""

    refusal: str

    type: Literal["refusal"]


ResponseOutputContent: TypeAlias = Annotated[
    Union[ResponseUnknownPart, ResponseOutputText, ResponseOutputRefusal], Tagged("type")
]
"""A part of a message. Told apart by their `type`."""


class ResponseOutputMessage(BaseModel):
    """A message of the model."""

    id: str

    content: List[ResponseOutputContent]

    role: Literal["assistant"]

    type: Literal["message"]

    status: Optional[ResponseItemStatus] = None
