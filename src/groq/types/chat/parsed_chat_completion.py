"""The answer to a chat request together with the value that its text stands for."""

# pyright: reportIncompatibleVariableOverride=false
# Fields are narrower here than in the base classes on purpose: what comes from the API is only read.

from __future__ import annotations

from typing import Generic, List, Optional, TypeVar

from .chat_completion import ChatCompletion, Choice
from .chat_completion_message import ChatCompletionMessage
from .chat_completion_message_tool_call import ChatCompletionMessageToolCall, Function

__all__ = [
    "ParsedChatCompletion",
    "ParsedChatCompletionMessage",
    "ParsedChoice",
    "ParsedFunction",
    "ParsedFunctionToolCall",
]

ParsedT = TypeVar("ParsedT")


class ParsedFunction(Function):
    """The function to call, and what to call it with."""

    parsed_arguments: Optional[object] = None
    """The arguments as an instance of the pydantic model that was given as the tool; `None` for other tools."""


class ParsedFunctionToolCall(ChatCompletionMessageToolCall):
    """A call whose arguments were validated. Answered by a message of role `tool` that carries this `id`."""

    function: ParsedFunction


class ParsedChatCompletionMessage(ChatCompletionMessage, Generic[ParsedT]):
    """A model's answer, and what it means. It can go back into `messages` as it is."""

    parsed: Optional[ParsedT] = None
    """The value that `content` stands for; `None` where the model calls tools instead."""

    tool_calls: Optional[List[ParsedFunctionToolCall]] = None  # type: ignore[assignment]  # narrower than that of the base class
    """The tools that you are asked to run."""


class ParsedChoice(Choice, Generic[ParsedT]):
    """One answer; Groq gives exactly one for each request."""

    message: ParsedChatCompletionMessage[ParsedT]


class ParsedChatCompletion(ChatCompletion, Generic[ParsedT]):
    """An answer whose text was validated: `completion.choices[0].message.parsed` is the value.

    `usage` is that of all the attempts it took.
    """

    choices: List[ParsedChoice[ParsedT]]  # type: ignore[assignment]  # narrower than that of the base class
    """The answers: exactly one."""
