"""The messages of a chat request, and what an answer depends on in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, List, Mapping, Sequence, Tuple

from ._checks import is_list
from ._text import text_of, tokens

__all__ = ["Conversation"]

_IMAGE = 256  # tokens that an image counts as


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

    def parts(self, kind: str) -> List[Mapping[str, Any]]:
        """The parts of that type in the last user message, such as its images."""
        content: Any = self._last_question.get("content")
        return [part for part in content if part["type"] == kind] if is_list(content) else []

    @property
    def called(self) -> Tuple[str, ...]:
        """The names of the tools called since the last user message."""
        start = self._users[-1] if self._users else 0
        calls = [call for message in self.messages[start:] for call in message.get("tool_calls") or ()]
        return tuple(str(call["function"].get("name")) for call in calls)

    @property
    def tokens(self) -> int:
        """What the messages count as, a few for the frame of each included."""
        return len(self.text_tokens())

    def text_tokens(self) -> List[str]:
        """The tokens themselves, with stand-ins for frames and images."""
        return [token for message in self.messages for token in _tokens(message)]

    @property
    def _users(self) -> List[int]:
        return [number for number, message in enumerate(self.messages) if message["role"] == "user"]

    @property
    def _last_question(self) -> Mapping[str, Any]:
        return self.messages[self._users[-1]] if self._users else self.last


def _tokens(message: Mapping[str, Any]) -> List[str]:
    content: Any = message.get("content")
    images = [part["image_url"] for part in content if part["type"] == "image_url"] if is_list(content) else []
    seen = [token for image in images for token in [str(image.get("url")), *["<|image|>"] * (_IMAGE - 1)]]
    return ["<|start|>", message["role"], "<|message|>", *seen, *tokens(_all_text(message)), "<|end|>"]


def _all_text(message: Mapping[str, Any]) -> str:
    content: Any = message.get("content")
    documents = [part["document"] for part in content if part["type"] == "document"] if is_list(content) else []
    calls = [call["function"] for call in message.get("tool_calls") or ()]
    calls += [message["function_call"]] if message.get("function_call") else []
    texts = [
        text_of(content),
        message.get("reasoning"),
        *("%s %s" % (call.get("name"), call.get("arguments")) for call in calls),
        *(json.dumps(document, ensure_ascii=False) for document in documents),
    ]
    return " ".join(filter(None, texts))
