"""What a model has said before."""

from __future__ import annotations

from typing import Iterable, Optional, Union

from typing_extensions import Literal, Required, TypedDict

from .chat_completion_content_part_text_param import ChatCompletionContentPartTextParam
from .chat_completion_message_tool_call_param import ChatCompletionMessageToolCallParam

__all__ = ["ChatCompletionAssistantMessageParam", "FunctionCall"]


class FunctionCall(TypedDict, total=False):
    """Deprecated: the older form of a tool call."""

    arguments: str

    name: str


class ChatCompletionAssistantMessageParam(TypedDict, total=False):
    """An earlier answer. A `ChatCompletionMessage` can be given in its place."""

    role: Required[Literal["assistant"]]

    content: Union[str, Iterable[ChatCompletionContentPartTextParam], None]
    """The text; needed unless the answer was tool calls."""

    function_call: FunctionCall
    """Deprecated: see `tool_calls`."""

    name: str
    """Refused by the API with status 400."""

    reasoning: Optional[str]
    """What the model thought then."""

    tool_calls: Iterable[ChatCompletionMessageToolCallParam]
    """The tools it asked for."""
