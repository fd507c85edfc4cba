"""Whether to try a request again, and after how long."""

from __future__ import annotations

import random
import time
from typing import Callable, Mapping, Optional

from .._constants import INITIAL_RETRY_DELAY, MAX_RETRY_DELAY

__all__ = ["backoff", "retry_after", "retry_delay", "should_retry"]

LONGEST_ORDERED_WAIT = 60.0
"""Seconds: a longer wait that a server asks for is not waited, the usual backoff is used instead."""


def should_retry(status_code: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer invites another attempt: the server's own word first, else 408, 409, 429 and 5xx."""
    word = headers.get("x-should-retry")
    if word in ("true", "false"):
        return word == "true"
    return status_code in (408, 409, 429) or status_code >= 500


def retry_after(headers: Optional[Mapping[str, str]], *, now: Optional[Callable[[], float]] = None) -> Optional[float]:
    """The seconds a server asks to wait, from `retry-after-ms` or `retry-after`; `None` if it does not say.

    `retry-after` is seconds, fractions too, or an HTTP date (RFC 9110, section 10.2.3).
    """
    if headers is None:
        return None
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    return seconds if seconds is not None or value is None else _seconds_until(value, now)


def _number(value: Optional[str]) -> Optional[float]:
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None


def _seconds_until(value: str, now: Optional[Callable[[], float]]) -> Optional[float]:
    from email.utils import mktime_tz, parsedate_tz  # only a date needs it

    parsed = parsedate_tz(value)
    try:
        return mktime_tz(parsed) - (now or time.time)() if parsed is not None else None
    except (ValueError, OverflowError):  # of a year that no calendar has
        return None


def backoff(retries_taken: int, *, jitter: Callable[[], float] = random.random) -> float:
    """Seconds before retry number `retries_taken` + 1: doubled each time, capped, less up to a quarter of it."""
    delay = min(INITIAL_RETRY_DELAY * 2.0 ** min(retries_taken, 1000), MAX_RETRY_DELAY)
    return delay * (1 - 0.25 * jitter())


def retry_delay(
    retries_taken: int,
    headers: Optional[Mapping[str, str]] = None,
    *,
    now: Optional[Callable[[], float]] = None,
    jitter: Callable[[], float] = random.random,
) -> float:
    """Seconds to wait before the next attempt: what the server asks for if that is reasonable, else the backoff."""
    ordered = retry_after(headers, now=now)
    if ordered is not None and 0 < ordered <= LONGEST_ORDERED_WAIT:
        return ordered
    return backoff(retries_taken, jitter=jitter)
