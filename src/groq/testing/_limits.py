"""What was used to what is left of it: rate limits, the headers that tell of them, and the refusal over them.

Two budgets, as Groq has them: requests per day and tokens per minute. Each is a bucket that refills continuously, so
what is left depends on the clock and on what was taken, on nothing else.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, List, Mapping, Optional, Tuple

from ._checks import is_list, is_object
from ._errors import Refusal
from ._exchange import Answer, Call
from ._models import key_of
from ._text import tokens

if TYPE_CHECKING:
    from ._state import State

__all__ = ["Budget", "Meter", "duration"]

_REQUESTS_PER_DAY = 14400
_TOKENS_PER_MINUTE = 18000
_HAIR = 1e-3  # less than this is nothing: a clock that counts from 1970 is not finer
# A quote inside of a JSON string is escaped, so this is a key wherever it stands.
_USED = re.compile(rb'(?<!\\)"total_tokens":(\d+)')


@dataclass
class _Bucket:
    """So many of a `unit` per `period` seconds; `enforced` says whether a request over it is refused."""

    unit: str
    words: str
    period: int
    size: int
    enforced: bool
    _left: float = field(init=False)
    _at: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._left = float(self.size)

    def left(self, now: float) -> float:
        return min(self.size, self._left + max(0.0, now - self._at) * self.size / self.period)

    def take(self, amount: int, now: float) -> None:
        """Take `amount`, or as much as there is."""
        self._left, self._at = max(0.0, self.left(now) - amount), now

    def wait(self, amount: int, now: float) -> float:
        """The seconds until `amount` is there."""
        return max(0.0, amount - self.left(now)) * self.period / self.size


class Budget:
    """What may be asked for: requests per day and tokens per minute. Numbers that are given are enforced."""

    def __init__(self, requests: Optional[int] = None, tokens: Optional[int] = None) -> None:
        self.requests = _Bucket(
            "requests", "requests per day (RPD)", 86400, requests or _REQUESTS_PER_DAY, requests is not None
        )
        self.tokens = _Bucket("tokens", "tokens per minute (TPM)", 60, tokens or _TOKENS_PER_MINUTE, tokens is not None)

    def headers(self, now: float) -> List[Tuple[str, str]]:
        """The six headers that tell how much there is, is left, and when all of it will be back."""
        buckets = (self.requests, self.tokens)
        return [
            *(("x-ratelimit-limit-" + bucket.unit, str(bucket.size)) for bucket in buckets),
            *(("x-ratelimit-remaining-" + bucket.unit, str(int(bucket.left(now) + _HAIR))) for bucket in buckets),
            *(("x-ratelimit-reset-" + bucket.unit, duration(bucket.wait(bucket.size, now))) for bucket in buckets),
        ]


class Meter:
    """One request against the budget of its model, or against that of all models where its own has none."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._budget = state.budgets[""]
        self._estimate = 0
        self._refused = False

    def admit(self, call: Call) -> None:
        """Refuse a call that its budget does not allow, where that is enforced."""
        model = str(call.body.get("model") or "")
        self._budget = self._state.budgets.get(key_of(model), self._budget)
        self._estimate = _estimate(call.body)
        now = self._state.time()
        for bucket, amount in ((self._budget.requests, 1), (self._budget.tokens, self._estimate)):
            if bucket.enforced and amount > bucket.left(now) + _HAIR:
                self._refused = True
                raise _too_large(bucket, amount, model) if amount > bucket.size else _over(bucket, amount, model, now)

    def headers(self, answer: Answer) -> List[Tuple[str, str]]:
        """Take what the answer used, nothing for a request over the budget, and tell what is left."""
        now = self._state.time()
        if not self._refused:
            self._budget.requests.take(1, now)
            self._budget.tokens.take(_used(answer, self._estimate), now)
        return self._budget.headers(now)


def duration(seconds: float) -> str:
    """Seconds as Groq writes them, such as `1h2m3s`, `2m59.56s`, `7.66s` or `172ms`; rounded up to milliseconds."""
    milliseconds = math.ceil(round(seconds * 1000, 2))
    if 0 < milliseconds < 1000:
        return "%dms" % milliseconds
    minutes, rest = divmod(milliseconds, 60000)
    hours, minutes = divmod(minutes, 60)
    text = ("%d.%03d" % divmod(rest, 1000)).rstrip("0").rstrip(".") + "s"
    if hours:
        return "%dh%dm%s" % (hours, minutes, text)
    return "%dm%s" % (minutes, text) if minutes else text


_LIMITS = ("max_completion_tokens", "max_tokens", "max_output_tokens")


def _estimate(body: Mapping[str, Any]) -> int:
    """The tokens that a request may use: those of its prompt and the most it asks for. Audio is free of them."""
    prompt = [body[name] for name in ("messages", "tools", "input") if body.get(name) and "voice" not in body]
    most: int = next(filter(None, map(body.get, _LIMITS)), 0)
    return sum(len(tokens(text)) for part in prompt for text in _texts(part)) + most


def _texts(value: Any) -> List[str]:
    """The strings in a JSON value, not those that hold a file."""
    if isinstance(value, str):
        return [] if value.startswith("data:") else [value]
    inner = list(value.values()) if is_object(value) else value if is_list(value) else []
    return [text for item in inner for text in _texts(item)]


def _used(answer: Answer, estimate: int) -> int:
    """The tokens that an answer says it used; an error none, a stream that does not say what was asked for."""
    if answer.status >= 400:
        return 0
    for piece in reversed(answer.chunks or (answer.body,)):
        found = _USED.search(piece)
        if found is not None:
            return int(found.group(1))
    return estimate


def _over(bucket: _Bucket, amount: int, model: str, now: float) -> Refusal:
    wait = bucket.wait(amount, now)
    message = "Rate limit reached%s on %s: Limit %d, Used %d, Requested %d. Please try again in %s." % (
        _subject(model),
        bucket.words,
        bucket.size,
        bucket.size - int(bucket.left(now) + _HAIR),
        amount,
        duration(wait),
    )
    headers = (("retry-after", str(max(1, math.ceil(wait - _HAIR)))),)
    return Refusal(429, message, "rate_limit_exceeded", kind=bucket.unit, headers=headers)


def _too_large(bucket: _Bucket, amount: int, model: str) -> Refusal:
    message = "Request too large%s on %s: Limit %d, Requested %d, please reduce your message size and try again."
    told = message % (_subject(model), bucket.words, bucket.size, amount)
    return Refusal(413, told, "rate_limit_exceeded", kind=bucket.unit)


def _subject(model: str) -> str:
    return (" for model `%s`" % model if model else "") + " in organization `org_local`"
