"""A call of a tool that the model has asked for, given back to it."""

from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ChatCompletionMessageToolCallParam", "Function"]


class Function(TypedDict, total=False):
    """The function that was to be called."""

    arguments: Required[str]
    """The JSON text as the model wrote it."""

    name: Required[str]


class ChatCompletionMessageToolCallParam(TypedDict, total=False):
    """A tool call of an earlier answer, answered by a message of role `tool` with the same id."""

    id: Required[str]

    function: Required[Function]

    type: Required[Literal["function"]]
