"""Texts and completions to what the caller asked for: as they are, or values of a type."""

from __future__ import annotations

from typing import Any, Optional, Protocol, TypeVar, cast

from ..._exceptions import GroqError
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.parsed_chat_completion import ParsedChatCompletion
from .._formats import Format
from .._parsing import Parsing
from .._repair import validated
from ._growing import grown

__all__ = ["Answers", "PlainAnswers", "TypedAnswers"]

CompletionT = TypeVar("CompletionT", covariant=True)
ParsedT = TypeVar("ParsedT", covariant=True)


class Answers(Protocol[CompletionT, ParsedT]):
    """What to make of an answer."""

    def parse(self, text: str) -> ParsedT:
        """The value of a whole text."""
        ...

    def so_far(self, text: str) -> Optional[ParsedT]:
        """The value of a text that may go on, as far as it goes; `None` where it says nothing yet."""
        ...

    def complete(self, completion: ChatCompletion) -> CompletionT:
        """The completion of a stream that came to its end."""
        ...


class PlainAnswers:
    """Answers as they are."""

    def parse(self, text: str) -> None:
        """Nothing was asked for."""

    def so_far(self, text: str) -> None:
        """Nothing was asked for."""

    def complete(self, completion: ChatCompletion) -> ChatCompletion:
        """The completion itself."""
        return completion


class TypedAnswers:
    """Answers as values of a type, and tool calls as what their tools take. Without a format, there are only these."""

    def __init__(self, run: Parsing, format_: Optional[Format[Any]]) -> None:
        self._run = run
        self._format = format_

    def parse(self, text: str) -> Any:
        """The value of a whole text, mended where that is a matter of form; raises `pydantic.ValidationError`."""
        return None if self._format is None else validated(text, self._format.validate)[0]

    def so_far(self, text: str) -> Any:
        """The value as far as it goes, some of it not validated."""
        data = None if self._format is None else self._format.partial(text)
        return None if data is None else grown(cast("Format[Any]", self._format).type, data)

    def complete(self, completion: ChatCompletion) -> ParsedChatCompletion[Any]:
        """The parsed completion; raises a `ParseError` for one that is no use."""
        if not completion.choices:
            raise GroqError("The stream ended without an answer: it had no choices")
        return cast("ParsedChatCompletion[Any]", self._run.answered(completion))
