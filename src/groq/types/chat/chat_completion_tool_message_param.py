"""The result of a tool."""

from __future__ import annotations

from typing import Iterable, Union

from typing_extensions import Literal, Required, TypedDict

from .chat_completion_content_part_param import ChatCompletionContentPartParam as ChatCompletionContentPartParam

__all__ = ["ChatCompletionToolMessageParam"]


class ChatCompletionToolMessageParam(TypedDict, total=False):
    """What came of a tool call."""

    content: Required[Union[str, Iterable[ChatCompletionContentPartParam]]]

    role: Required[Literal["tool"]]

    tool_call_id: Required[str]
    """The `id` of the call this answers."""
