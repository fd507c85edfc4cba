"""Completions to parsed ones: the same with the values that texts and arguments stand for."""

from __future__ import annotations

from typing import Any, Dict, Mapping, cast

from .._models import BaseModel
from ..types.chat.chat_completion import ChatCompletion, Choice
from ..types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from ..types.chat.parsed_chat_completion import (
    ParsedChatCompletion,
    ParsedChatCompletionMessage,
    ParsedChoice,
    ParsedFunction,
    ParsedFunctionToolCall,
)

__all__ = ["narrowed", "parsed_completion"]


def parsed_completion(
    completion: ChatCompletion, value: Any, arguments: Mapping[int, object] = {}, **changes: Any
) -> ParsedChatCompletion[Any]:
    """The completion whose first choice means `value`, with the `arguments` of its tool calls by their place.

    `changes` are other values for fields of the completion. What was parsed is not among the fields that are set, and
    so is not sent to the API when the message goes back to it.
    """
    choices = [
        narrowed(
            ParsedChoice,
            choice,
            message=_message(choice, value, arguments) if place == 0 else _message(choice, None, {}),
        )
        for place, choice in enumerate(completion.choices or ())
    ]
    return cast("ParsedChatCompletion[Any]", narrowed(ParsedChatCompletion, completion, choices=choices, **changes))


def _message(choice: Choice, value: Any, arguments: Mapping[int, object]) -> ParsedChatCompletionMessage[Any]:
    calls = choice.message.tool_calls
    changes: Dict[str, Any] = {"parsed": value}
    if calls is not None:
        changes["tool_calls"] = [_call(call, arguments.get(place)) for place, call in enumerate(calls)]
    return cast("ParsedChatCompletionMessage[Any]", narrowed(ParsedChatCompletionMessage, choice.message, **changes))


def _call(call: ChatCompletionMessageToolCall, arguments: object) -> ParsedFunctionToolCall:
    function = narrowed(ParsedFunction, call.function, parsed_arguments=arguments)
    return cast(ParsedFunctionToolCall, narrowed(ParsedFunctionToolCall, call, function=function))


def narrowed(cls: Any, model: BaseModel, **changes: Any) -> Any:
    """The same model as one of a class below its own; what is changed counts as set only where it was set before."""
    made = cls.__new__(cls)
    object.__setattr__(made, "__dict__", {**model.__dict__, **changes})
    for name in ("__pydantic_fields_set__", "__pydantic_extra__"):
        value = getattr(model, name)
        object.__setattr__(made, name, None if value is None else value.copy())
    object.__setattr__(made, "__pydantic_private__", getattr(model, "__pydantic_private__", None))
    return made
