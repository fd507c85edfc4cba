"""What a test wants limits to be, recordings to say and batches to do."""

from __future__ import annotations

from typing import Optional

from ._arguments import checked_whole
from ._batch import Pace
from ._limits import Budget
from ._models import key_of
from ._state import State
from ._transcript import Heard

__all__ = ["RateLimits", "ScriptedBatches", "ScriptedRecordings"]


class RateLimits:
    """The part of a local Groq that limits what may be asked for."""

    _state: State

    def limit(
        self, *, requests: Optional[int] = None, tokens: Optional[int] = None, model: Optional[str] = None
    ) -> None:
        """Refuse with 429, from now on, what goes over so many `requests` per day or `tokens` per minute.

        The budget is full at first and refills continuously. It is one for all requests or, where a `model` is named,
        one of its own for the requests that name this model. Without this, the headers tell of Groq's usual limits, and
        nothing is refused.
        """
        if requests is None and tokens is None:
            raise ValueError("there is nothing to limit: pass `requests` per day, `tokens` per minute, or both")
        for name, size in (("requests", requests), ("tokens", tokens)):
            if size is not None:
                checked_whole(name, size, 1)
        with self._state.lock:
            if model is not None and key_of(model) not in self._state.models:
                raise ValueError("`model` is %r, which the local Groq does not know: pass the id of a model" % model)
            self._state.budgets[key_of(model or "")] = Budget(requests, tokens)


class ScriptedBatches:
    """The part of a local Groq that scripts how batches get on.

    By itself a batch is `validating` when it is created, and done when it is first retrieved.
    """

    _state: State

    def step_batches(self, requests: int = 1) -> None:
        """Take a batch one step each time it is retrieved.

        The steps are `in_progress`, `requests` more of its requests each until all are done, which is `finalizing`, and
        `completed`. It expires where the clock of this local Groq is past its window before that.
        """
        checked_whole("requests", requests, 1)
        self._pace(Pace(step=requests))

    def hold_batches(self) -> None:
        """Leave batches as they are, whoever retrieves them, until `release_batches`.

        They can be cancelled; and they expire where the clock of this local Groq is past their window.
        """
        self._pace(Pace(held=True))

    def release_batches(self) -> None:
        """Let batches be done, again, when they are next retrieved."""
        self._pace(Pace())

    def expire_batches(self) -> None:
        """Expire all batches that are not done, as if their window was over now."""
        with self._state.lock:
            for batch in self._state.batches.values():
                if not batch.is_final:
                    batch.expire(self._state.now(), self._state.write_output, self._state.new_id)

    def _pace(self, pace: Pace) -> None:
        with self._state.lock:
            self._state.pace = pace


class ScriptedRecordings:
    """The part of a local Groq that scripts what is said in recordings."""

    _state: State

    def hear(self, text: str, *, language: str = "en", times: Optional[int] = 1) -> None:
        """Hear `text` in the next recording that is transcribed or translated, whatever was sent.

        Its sentences become segments, and its words share the time that the recording lasts. A `times` of None stands
        for whenever nothing else is scripted; `language` is what verbose answers tell unless the request names another.
        """
        _check("text", text)
        _check("language", language)
        if times is not None:
            checked_whole("times", times, 1)
        with self._state.lock:
            self._state.heard.add(Heard(text, language), times)


def _check(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise TypeError("`%s` is %r: it must be a string" % (name, value))
