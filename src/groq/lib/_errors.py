"""What can go wrong with answers of a given type: the type, the answer, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional, Sequence, Tuple

from .._exceptions import GroqError
from .._lazy import lazy_module

if TYPE_CHECKING:
    from .. import types
    from ..types import chat, responses
else:
    types = lazy_module("groq.types")
    chat = lazy_module("groq.types.chat")
    responses = lazy_module("groq.types.responses")

__all__ = [
    "ParseAttempt",
    "ParseError",
    "ParseLengthError",
    "ParseRefusalError",
    "ParseToolCallError",
    "ParseValidationError",
    "SchemaNotStrictError",
]


class SchemaNotStrictError(GroqError):
    """A type has something that Groq's strict JSON Schema cannot express.

    `path` leads to it: the names of the fields, with `[]` for the items of a list, such as `address.labels[]`; it is
    empty for the type as a whole. `reason` says what is there, `type_name` which type was asked for.
    """

    path: str
    reason: str
    type_name: str

    def __init__(self, path: str, reason: str, *, type_name: str = "") -> None:
        self.path, self.reason, self.type_name = path, reason, type_name
        whole = "`%s`" % type_name if type_name else "the type"
        where = "`%s`%s" % (path, " of %s" % whole if type_name else "") if path else whole
        super().__init__("%s cannot be expressed in a strict schema: %s" % (where, reason))


@dataclass(frozen=True)
class ParseAttempt:
    """An answer that could not be used."""

    content: Optional[str]
    """What the model wrote, also where the server refused it; `None` where nobody tells."""
    problem: str
    """What is wrong with it, as the model was told if it was asked again."""
    completion: Optional[chat.ChatCompletion]
    """The whole answer; `None` where the server refused it, and for the Responses API."""
    response: Optional[responses.Response] = None
    """The whole answer, where it is one of the Responses API."""


class ParseError(GroqError):
    """There is no answer of the type that was asked for; the subclasses say why.

    `attempts` are the answers, the last one at the end, and `usage` is what they took together, as far as it is known:
    the server does not tell what an answer took that it refuses.
    """

    attempts: Tuple[ParseAttempt, ...]
    usage: Optional[types.CompletionUsage]

    def __init__(
        self, message: str, *, attempts: Sequence[ParseAttempt] = (), usage: Optional[types.CompletionUsage] = None
    ) -> None:
        super().__init__(message)
        self.attempts = tuple(attempts)
        self.usage = usage

    @property
    def completion(self) -> Optional[chat.ChatCompletion]:
        """The last answer; `None` where the server refused it."""
        return self.attempts[-1].completion if self.attempts else None


class ParseRefusalError(ParseError):
    """The model will not answer. `refusal` is what it said."""

    refusal: str = ""


class ParseLengthError(ParseError):
    """The answer was cut off at the most tokens it may have. `partial` is what it says so far, as plain data."""

    partial: Any = None


class ParseToolCallError(ParseError):
    """The model calls a tool that it was not offered, in place of an answer. `tool_name` is what it is called."""

    tool_name: str = ""


class ParseValidationError(ParseError):
    """No answer was of the type, nor could be made so. `__cause__` is what was wrong with the last one."""


for _name in __all__:
    globals()[_name].__module__ = "groq"
