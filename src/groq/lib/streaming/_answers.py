"""Texts and completions to what the caller asked for: as they are."""

from __future__ import annotations

from typing import Optional, Protocol, TypeVar

from ...types.chat.chat_completion import ChatCompletion

__all__ = ["Answers", "PlainAnswers"]

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
