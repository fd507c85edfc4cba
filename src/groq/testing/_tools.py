"""The tools of a chat request to the one the answer calls, if any."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional

from ._checks import is_object
from ._conversation import Conversation
from ._errors import invalid
from ._schema import instance
from ._text import words

__all__ = ["ToolCall", "tool_call"]

_COMMON = frozenset(
    words(
        "about after also and any are can current does each find for from function get give given has have how into "
        "its list make more not one only other result return returns set some that the their them then there these "
        "they this tool use used uses user using value want was were what when where which will with would you your"
    )
)


@dataclass(frozen=True)
class ToolCall:
    """A call of a function, its arguments as JSON text."""

    id: str
    name: str
    arguments: str

    def as_json(self) -> Dict[str, Any]:
        function = {"name": self.name, "arguments": self.arguments}
        return {"id": self.id, "type": "function", "function": function}


def tool_call(body: Mapping[str, Any], conversation: Conversation) -> Optional[ToolCall]:
    """The call that answers the conversation, or None where it is answered in words."""
    functions = _functions(body.get("tools") or [])
    choice: Any = body.get("tool_choice") or ("auto" if functions else "none")
    if choice == "none":
        return None
    chosen = _auto(functions, conversation) if choice == "auto" else _forced(choice, functions, conversation)
    if chosen is None:
        return None
    schema = chosen.get("parameters") or {"type": "object"}
    arguments = instance(schema, conversation.prompt, "tools.%s.parameters" % chosen["name"])
    seed = "%s %s %d" % (chosen["name"], conversation.prompt, len(conversation.messages))
    call_id = "call_" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:24]
    return ToolCall(call_id, chosen["name"], json.dumps(arguments, ensure_ascii=False, separators=(",", ":")))


def _functions(tools: List[Any]) -> List[Mapping[str, Any]]:
    """The functions among the tools; built-in tools are not called by their client."""
    return [tool["function"] for tool in tools if tool["type"] == "function"]


def _auto(functions: List[Mapping[str, Any]], conversation: Conversation) -> Optional[Mapping[str, Any]]:
    """The first function that the prompt has a telling word of; none once a tool has answered."""
    if conversation.last["role"] in ("tool", "function"):
        return None
    return next((function for function in functions if _mentions(conversation.prompt, function)), None)


def _forced(choice: Any, functions: List[Mapping[str, Any]], conversation: Conversation) -> Optional[Mapping[str, Any]]:
    """The function that is named, or for `required` the fittest, those not called yet first."""
    if not functions:
        raise invalid("`tool_choice` is given, but no `tools` to choose from", param="tool_choice")
    if choice == "required":
        fresh = [function for function in functions if function["name"] not in conversation.called] or functions
        return next((function for function in fresh if _mentions(conversation.prompt, function)), fresh[0])
    wanted = choice.get("function") if is_object(choice) else None
    named = [function for function in functions if wanted == {"name": function["name"]}]
    if not named:
        raise invalid("`tool_choice` names no function of `tools`: %s" % json.dumps(choice), param="tool_choice")
    return named[0]


def _mentions(prompt: str, function: Mapping[str, Any]) -> bool:
    told = words("%s %s" % (function["name"].replace("_", " "), function.get("description") or ""))
    telling = {word for word in told if len(word) > 2 and not word.isdigit()} - _COMMON
    return not telling.isdisjoint(words(prompt))
