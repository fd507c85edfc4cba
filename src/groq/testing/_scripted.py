"""What a test wants limits to be and recordings to say."""

from __future__ import annotations

from typing import Optional

from ._given import checked_whole
from ._heard import Heard
from ._limits import Budget
from ._models import key_of
from ._state import State

__all__ = ["RateLimits", "ScriptedRecordings"]


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
