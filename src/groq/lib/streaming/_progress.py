"""What happens to a stream to its events, and to what it comes to in the end."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import Deque, Generic, Optional, TypeVar

from pydantic import ValidationError

from ..._exceptions import GroqError
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ._answers import Answers
from ._events import ChatCompletionStreamEvent, ErrorEvent
from ._live import LiveAnswer

__all__ = ["Progress"]

CompletionT = TypeVar("CompletionT", bound=ChatCompletion)
ParsedT = TypeVar("ParsedT")


class Progress(Generic[CompletionT, ParsedT]):
    """Is told what happens to a stream. `events` are those that are still to be handed out."""

    def __init__(self, answers: Answers[CompletionT, ParsedT]) -> None:
        self.events: Deque[ChatCompletionStreamEvent[ParsedT]] = deque()
        self._answers = answers
        self._closed = False
        self._ended = False
        self._error: Optional[Exception] = None
        self._final: Optional[CompletionT] = None
        self._refused: Optional[GroqError] = None
        self._live = LiveAnswer(answers)

    def add(self, chunk: ChatCompletionChunk) -> None:
        """A chunk has come."""
        self.events.extend(self._live.add(chunk))

    def end(self) -> None:
        """There are no more chunks, for it is over or closed."""
        if not self._closed:
            self._ended = True
            self.events.extend(self._live.end())

    def fail(self, error: Exception) -> None:
        """It broke."""
        self._ended, self._error = True, error
        self.events.append(ErrorEvent(error))

    def close(self) -> None:
        """The reader gave it up, if it was not over."""
        self._closed = True
        self.events.clear()

    def is_over(self) -> bool:
        """Whether nothing will come after `events`. Raises the error of a stream that broke."""
        if self._error is not None and not self._closed:
            raise self._error
        return self._ended or self._closed

    @property
    def current(self) -> Optional[ChatCompletion]:
        """What has come so far."""
        return self._live.completion()

    @property
    def parsed(self) -> Optional[ParsedT]:
        """The value of the text of the first choice, as far as it goes."""
        text = self._live.text()
        if text and self._ended and self._error is None:
            with suppress(ValidationError):  # where it does not fit, there is what there is
                return self._answers.parse(text)
        return self._answers.so_far(text)

    def completion(self) -> CompletionT:
        """What it came to. Raises the error of a stream that broke, and `GroqError` for one that was given up."""
        for error in (self._error, self._refused):
            if error is not None:
                raise error
        if self._final is None:
            self._final = self._completed()
        return self._final

    def _completed(self) -> CompletionT:
        completion = self.current
        if completion is None or not self._ended:
            raise GroqError(
                "The stream was closed before the answer was complete: `current` is what had arrived"
                if completion is not None
                else "The stream ended without an answer: it had no chunks"
            )
        try:
            return self._answers.complete(completion)
        except GroqError as error:
            self._refused = error
            raise
