"""The tools of a chat request to those that the answer calls, if any."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Tuple

from ._checks import is_object
from ._conversation import Conversation
from ._reply import ToolCall
from ._schema import instance
from ._text import words

__all__ = ["is_legacy", "tool_calls"]

_COMMON = frozenset(
    words(
        "about after also and any are can current does each find for from function get give given has have how into "
        "its list make more not one only other result return returns set some that the their them then there these "
        "they this tool use used uses user using value want was were what when where which will with would you your"
    )
)
_Function = Mapping[str, Any]


def tool_calls(body: Mapping[str, Any], conversation: Conversation) -> Tuple[ToolCall, ...]:
    """The calls that answer the conversation; none where it is answered in words."""
    functions = _functions(body)
    choice = _choice(body)
    if choice == "none" or not functions:
        return ()
    chosen = _auto(functions, conversation) if choice == "auto" else _forced(choice, functions, conversation)
    alone = is_legacy(body) or body.get("parallel_tool_calls") is False
    return tuple(_call(function, conversation) for function in chosen[: 1 if alone else None])


def is_legacy(body: Mapping[str, Any]) -> bool:
    """Whether functions are offered, and so called, in the way that came before tools."""
    return bool(body.get("functions")) and not body.get("tools")


def _choice(body: Mapping[str, Any]) -> Any:
    """`none`, `auto`, `required` or the name of a function, in brackets."""
    choice: Any = body.get("function_call" if is_legacy(body) else "tool_choice") or "auto"
    return choice.get("function", choice) if is_object(choice) else choice


def _functions(body: Mapping[str, Any]) -> List[_Function]:
    """The functions that are offered; built-in tools are not called by their client."""
    if is_legacy(body):
        return list(body["functions"])
    return [tool["function"] for tool in body.get("tools") or () if tool["type"] == "function"]


def _auto(functions: List[_Function], conversation: Conversation) -> List[_Function]:
    """The first function that the prompt has a telling word of, and those that it names; none after a tool's answer."""
    if conversation.last["role"] in ("tool", "function"):
        return []
    first = [function for function in functions if _mentions(conversation.prompt, function)][:1]
    return first + [
        function for function in functions if function not in first and _names(conversation.prompt, function)
    ]


def _forced(choice: Any, functions: List[_Function], conversation: Conversation) -> List[_Function]:
    """The function that is named, or for `required` the fittest, those not called yet first."""
    if is_object(choice):
        return [function for function in functions if function["name"] == choice.get("name")][:1]
    fresh = [function for function in functions if function["name"] not in conversation.called] or functions
    return [next((function for function in fresh if _mentions(conversation.prompt, function)), fresh[0])]


def _call(function: _Function, conversation: Conversation) -> ToolCall:
    schema: Optional[Any] = function.get("parameters")
    path = "tools.%s.parameters" % function["name"]
    arguments = instance(schema or {"type": "object"}, conversation.prompt, path)
    call = ToolCall.of(function["name"], arguments)
    return call.identified("%s %d" % (conversation.prompt, len(conversation.messages)))


def _telling(text: str) -> List[str]:
    return [word for word in words(text) if len(word) > 2 and not word.isdigit() and word not in _COMMON]


def _mentions(prompt: str, function: _Function) -> bool:
    told = "%s %s" % (function["name"].replace("_", " "), function.get("description") or "")
    return not set(_telling(told)).isdisjoint(words(prompt))


def _names(prompt: str, function: _Function) -> bool:
    """Whether the prompt has all telling words of the function's name."""
    told = _telling(function["name"].replace("_", " ").replace("-", " "))
    return bool(told) and set(told).issubset(words(prompt))
