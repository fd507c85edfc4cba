"""The parts a message can have."""

from __future__ import annotations

from typing import Dict, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from .chat_completion_content_part_image_param import ChatCompletionContentPartImageParam
from .chat_completion_content_part_text_param import ChatCompletionContentPartTextParam

__all__ = [
    "ChatCompletionContentPartParam",
    "ChatCompletionRequestMessageContentPartDocument",
    "ChatCompletionRequestMessageContentPartDocumentDocument",
]


class ChatCompletionRequestMessageContentPartDocumentDocument(TypedDict, total=False):
    """A document's content."""

    data: Required[Dict[str, object]]
    """Any JSON object."""

    id: Optional[str]
    """A name to cite it by."""


class ChatCompletionRequestMessageContentPartDocument(TypedDict, total=False):
    """A document for the model to draw on."""

    document: Required[ChatCompletionRequestMessageContentPartDocumentDocument]

    type: Required[Literal["document"]]


ChatCompletionContentPartParam: TypeAlias = Union[
    ChatCompletionContentPartTextParam,
    ChatCompletionContentPartImageParam,
    ChatCompletionRequestMessageContentPartDocument,
]
