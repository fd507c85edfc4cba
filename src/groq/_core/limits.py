"""Rate-limit headers and messages to numbers and seconds."""

# No `from __future__ import annotations`: pydantic would look for the types of the fields in the package, where the
# classes say they are from.

import math
import re
from dataclasses import dataclass
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Optional, Pattern, Tuple

from .retry import retry_after as ordered_wait

__all__ = ["LastSeen", "RateLimit", "RateLimits", "Refusal", "duration", "rate_limits", "refusal"]


@dataclass(frozen=True)
class RateLimit:
    """How much of one thing an organisation may use, and how much of it is left; `None` where the server did not say.

    Attributes:
        limit: how many there are: of requests per day, of tokens per minute.
        remaining: how many of them are left.
        reset: seconds from the receipt of the answer until all of them are back.
        reset_at: the same as a deadline, in seconds since the epoch by this machine's clock, as `time.time()` counts.
    """

    limit: Optional[int] = None
    remaining: Optional[int] = None
    reset: Optional[float] = None
    reset_at: Optional[float] = None


@dataclass(frozen=True)
class RateLimits:
    """What an answer tells of the limits of its model; `None` where it does not tell.

    Attributes:
        requests: the requests per day.
        tokens: the tokens per minute.
        retry_after: seconds that the server asks to wait; only told with a refusal.
        kind: which limit refused the request, as the message names it: RPM, RPD, TPM, TPD, ASH, ASD, ITPM, OTPM...
        received_at: when the answer was received, in seconds since the epoch by this machine's clock.
    """

    requests: RateLimit
    tokens: RateLimit
    retry_after: Optional[float] = None
    kind: Optional[str] = None
    received_at: Optional[float] = None


class Refusal(NamedTuple):
    """What the message of a rate limit tells: which one it is, how large, how much was asked for, how long to wait."""

    kind: Optional[str] = None
    limit: Optional[float] = None
    requested: Optional[float] = None
    retry_after: Optional[float] = None


class LastSeen(Mapping[str, RateLimits]):
    """Models to the rate limits that their last answers told of; parses what is asked for."""

    def __init__(self, seen: Mapping[str, Tuple[Any, float]]) -> None:
        self._seen = seen

    def __getitem__(self, model: str) -> RateLimits:
        found = rate_limits(*self._seen[model])
        if found is None:
            raise KeyError(model)
        return found

    def __iter__(self) -> Iterator[str]:
        return (model for model, seen in self._seen.items() if rate_limits(*seen) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


def rate_limits(headers: Any, received_at: float, told: Refusal = Refusal()) -> Optional[RateLimits]:  # noqa: B008 - immutable
    """What headers, and perhaps a message, tell of rate limits; `None` where that is nothing.

    `received_at` is in seconds since the epoch.
    """
    requests, tokens = _limit(headers, "requests", received_at), _limit(headers, "tokens", received_at)
    wait = _wait(headers, received_at)
    wait = told.retry_after if wait is None else wait
    if (requests, tokens, wait, told.kind) == (_UNKNOWN, _UNKNOWN, None, None):
        return None
    return RateLimits(requests, tokens, wait, told.kind, received_at)


def _limit(headers: Any, unit: str, received_at: float) -> RateLimit:
    reset = duration(_text(headers, "x-ratelimit-reset-" + unit))
    return RateLimit(
        limit=_count(_text(headers, "x-ratelimit-limit-" + unit)),
        remaining=_count(_text(headers, "x-ratelimit-remaining-" + unit)),
        reset=reset,
        reset_at=None if reset is None else received_at + reset,
    )


_UNKNOWN = RateLimit()
_COUNT = re.compile(r"[0-9]{1,18}")


def _count(text: Optional[str]) -> Optional[int]:
    return int(text) if text is not None and _COUNT.fullmatch(text) else None


def _text(headers: Any, name: str) -> Optional[str]:
    """A header; `None` where there is none, or a stand-in of a test answers with something else."""
    value: object = headers.get(name)
    return value.strip() if isinstance(value, str) else None


def _wait(headers: Any, received_at: float) -> Optional[float]:
    """The seconds that headers ask to wait: none for a date that is past, `None` for what is no time at all."""
    texts = {name: _text(headers, name) for name in ("retry-after-ms", "retry-after")}
    given = {name: text for name, text in texts.items() if text is not None}
    seconds = ordered_wait(given, now=lambda: received_at)
    return max(seconds, 0.0) if seconds is not None and math.isfinite(seconds) else None


_NUMBER = r"([0-9]{1,18})(?:\.([0-9]{1,18}))?"
# The units of Go's durations, in whose form Groq writes them, and days; largest first, each at most once.
_NANOSECONDS = {
    "d": 86_400 * 10**9,
    "h": 3_600 * 10**9,
    "m": 60 * 10**9,
    "s": 10**9,
    "ms": 10**6,
    "[uµμ]s": 10**3,
    "ns": 1,
}
_DURATION = re.compile("".join(r"(?:%s%s(?![a-zµμ]))?" % (_NUMBER, unit) for unit in _NANOSECONDS))


def duration(text: Optional[str]) -> Optional[float]:
    """A duration such as `172ms`, `7.66s`, `2m59.56s` or `1h2m3s` in seconds; `None` for anything else.

    The result is the float nearest to the exact value: what is written in decimals is added up in whole numbers.
    """
    match = _DURATION.fullmatch(text) if text else None
    if match is None:
        return None
    parts = match.groups()
    total = sum(
        unit * int(whole + (fraction or "").ljust(18, "0"))
        for unit, whole, fraction in zip(_NANOSECONDS.values(), parts[::2], parts[1::2])
        if whole
    )
    return total / 10**27


_KIND = re.compile(r"\bper [a-z]+ \(([A-Z]{2,6})\)")
_LIMIT = re.compile(r"\bLimit:? ([0-9]{1,18}(?:\.[0-9]{1,18})?)\b")
_REQUESTED = re.compile(r"\bRequested:? ([0-9]{1,18}(?:\.[0-9]{1,18})?)\b")
_AGAIN = re.compile(r"\btry again in ([0-9][0-9.a-zµμ]*)")


def refusal(message: str) -> Refusal:
    """What a message such as this tells, each part on its own.

    "Rate limit reached for model `m` on tokens per minute (TPM): Limit 15000, Used 11972, Requested 4351. Please try
    again in 5.289s."
    """
    return Refusal(
        kind=_found(_KIND, message, str),
        limit=_found(_LIMIT, message, _amount),
        requested=_found(_REQUESTED, message, _amount),
        retry_after=_found(_AGAIN, message, lambda text: duration(text.rstrip("."))),
    )


def _found(pattern: Pattern[str], message: str, meaning: Callable[[str], Any]) -> Any:
    match = pattern.search(message)
    return None if match is None else meaning(match.group(1))


def _amount(text: str) -> float:
    """Seconds of audio come with fractions; tokens and requests are whole."""
    return float(text) if "." in text else int(text)


RateLimit.__module__ = RateLimits.__module__ = "groq"
