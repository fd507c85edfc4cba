"""The messages of a chat request, and what an answer depends on in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Sequence, Tuple

from ._checks import is_list
from ._text import text_of, tokens

__all__ = ["Conversation"]


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
