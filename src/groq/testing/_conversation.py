"""The messages of a chat request, and what an answer depends on in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ._checks import ARRAY, OBJECT, STRING, STRING_OR_ARRAY, Properties, check, is_list, is_object, required
from ._errors import invalid
from ._text import text_of, tokens

__all__ = ["Conversation", "check_messages"]

_ROLES: Mapping[str, Properties] = {
    "system": {"content": required(STRING_OR_ARRAY)},
    "developer": {"content": required(STRING_OR_ARRAY)},
    "user": {"content": required(STRING_OR_ARRAY)},
    "assistant": {"content": STRING_OR_ARRAY, "reasoning": STRING, "tool_calls": ARRAY, "function_call": OBJECT},
    "tool": {"content": required(STRING_OR_ARRAY), "tool_call_id": required(STRING)},
    "function": {"content": STRING, "name": required(STRING)},
}
_PARTS: Mapping[str, Properties] = {
    "text": {"text": required(STRING)},
    "image_url": {"image_url": required(OBJECT)},
    "document": {"document": required(OBJECT)},
}
_CALL: Properties = {"id": required(STRING), "type": required(STRING), "function": required(OBJECT)}


def check_messages(messages: List[Any]) -> None:
    """Refuse messages that are not what their role or their parts' type asks for."""
    if not messages:
        raise invalid("'messages' : minimum number of items is 1", param="messages")
    for number, message in enumerate(messages):
        within = "messages.%d" % number
        _check_object(message, within, "role", _ROLES)
        content: Any = message.get("content")
        for position, part in enumerate(content if is_list(content) else ()):
            _check_object(part, "%s.content.%d" % (within, position), "type", _PARTS)
        for position, call in enumerate(message.get("tool_calls") or ()):
            path = "%s.tool_calls.%d" % (within, position)
            check(_object(call, path), _CALL, path + ".")


def _check_object(value: Any, path: str, tag: str, kinds: Mapping[str, Properties]) -> None:
    found = _object(value, path)
    check(found, {tag: required(STRING, *kinds)}, path + ".")
    check(found, kinds[found[tag]], path + ".")


def _object(value: Any, path: str) -> Dict[str, Any]:
    if not is_object(value):
        raise invalid("'%s' : value must be an object" % path, "invalid_type", path)
    return value


@dataclass(frozen=True)
class Conversation:
    """Checked messages, oldest first."""

    messages: Sequence[Mapping[str, Any]]

    @property
    def last(self) -> Mapping[str, Any]:
        return self.messages[-1]

    @property
    def prompt(self) -> str:
        """The text of the last user message; of the last message where no user spoke."""
        return text_of(self._last_question.get("content"))

    @property
    def images(self) -> int:
        """How many images came with the last user message."""
        content: Any = self._last_question.get("content")
        return sum(part["type"] == "image_url" for part in content) if is_list(content) else 0

    @property
    def called(self) -> Tuple[str, ...]:
        """The names of the tools called since the last user message."""
        start = self._users[-1] if self._users else 0
        calls = [call for message in self.messages[start:] for call in message.get("tool_calls") or ()]
        return tuple(str(call["function"].get("name")) for call in calls)

    @property
    def tokens(self) -> int:
        """What the messages count as, a few for the frame of each included."""
        return sum(len(tokens(_all_text(message))) + 4 for message in self.messages)

    @property
    def _users(self) -> List[int]:
        return [number for number, message in enumerate(self.messages) if message["role"] == "user"]

    @property
    def _last_question(self) -> Mapping[str, Any]:
        return self.messages[self._users[-1]] if self._users else self.last


def _all_text(message: Mapping[str, Any]) -> str:
    calls = [call["function"] for call in message.get("tool_calls") or ()]
    arguments = " ".join("%s %s" % (call.get("name"), call.get("arguments")) for call in calls)
    return " ".join(filter(None, (text_of(message.get("content")), message.get("reasoning"), arguments)))
