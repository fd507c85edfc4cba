"""What a user says."""

from __future__ import annotations

from typing import Iterable, Union

from typing_extensions import Literal, Required, TypedDict

from .chat_completion_content_part_param import ChatCompletionContentPartParam as ChatCompletionContentPartParam

__all__ = ["ChatCompletionUserMessageParam"]


class ChatCompletionUserMessageParam(TypedDict, total=False):
    """A question or an order, with images and documents if need be."""

    content: Required[Union[str, Iterable[ChatCompletionContentPartParam]]]

    role: Required[Literal["user"]]

    name: str
    """Refused by the API with status 400."""
