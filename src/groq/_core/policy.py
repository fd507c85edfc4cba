"""What a caller wants of retries to whether there is one, and after how long."""

# No `from __future__ import annotations`: pydantic would look for the types of the fields in the package, which is
# where the class says it is from.

import math
import random
from dataclasses import dataclass
from typing import Any, Callable, Collection, Dict, Iterable, Mapping, Optional, Tuple, Union, cast

from typing_extensions import Literal

from .. import _exceptions
from .._constants import INITIAL_RETRY_DELAY, MAX_RETRY_DELAY
from .retry import LONGEST_ORDERED_WAIT, retry_after, should_retry

__all__ = ["ATTACHED", "RetryPolicy", "attached", "checked_policy"]

ATTACHED = "groq.retry_policy"
"""The extension of a response under which the client finds the policy of the call while it judges the response."""

_Longer = Literal["backoff", "raise", "wait"]


_RANGES: Dict[str, Tuple[float, float, str]] = {
    "max_wait": (0, math.inf, "seconds, 0 or more"),
    "initial_delay": (0, math.inf, "seconds, 0 or more"),
    "factor": (1, math.inf, "a number of 1 or more"),
    "max_delay": (0, math.inf, "seconds, 0 or more"),
    "jitter": (0, 1, "a number from 0 to 1"),
}


@dataclass(frozen=True)
class RetryPolicy:
    """What is tried again, how often, after which waits, and for how long in all. By default all as without a policy.

    Whatever it says, the server's own word comes first where there is one (`x-should-retry`); and a request that is
    larger than its whole rate limit is not sent again, as it can never fit. Faults of the connection and timeouts are
    always tried again while attempts are left.

    Args:
        statuses: the statuses to try again, in place of 408, 409, 429 and all from 500.
        also: statuses to try again besides those. Groq answers 498 when the flex tier is full, and advises to try
            later: `also=[498]` does. A 424 says that something the request depends on refused, such as the log-in to
            an MCP server, which another attempt seldom helps.
        attempts: how many requests a call may take, the first one included; `math.inf` for no limit. It is another way
            to say `max_retries`, and counts where both are said at once. `max_retries` of a copy or of a single call
            still overrides that of a client's policy.
        max_wait: the longest wait that a server may ask for, in seconds.
        on_longer_wait: what to do where it asks for a longer one. "backoff" waits as if it had not asked, "raise"
            raises the error at once, "wait" waits as long as it asks.
        initial_delay: seconds before the first retry, where the server does not ask for a wait.
        factor: what that delay is multiplied by for each further retry.
        max_delay: seconds at which it stops growing.
        jitter: the part of the delay that is left to chance, so that clients do not all come back at once: with 0.25
            a delay is between three quarters and all of it, with 1.0 between none and all of it.
        deadline: seconds for the whole call, from its start: all attempts, the waits between them and the stream.
            What would begin after it is not begun, the last error is raised instead. What runs then is given up with
            an `APITimeoutError` whose `clock` is "total".
        on_retry: called before each wait with the number of the attempt that failed, counted from 1, the wait in
            seconds, and the error that would have been raised. It may be a coroutine function with `AsyncGroq`. What
            it raises is logged and changes nothing.

    Raises:
        TypeError, ValueError: one of these makes no sense.
    """

    statuses: Optional[Collection[int]] = None
    also: Collection[int] = ()
    attempts: Optional[float] = None
    max_wait: float = LONGEST_ORDERED_WAIT
    on_longer_wait: _Longer = "backoff"
    initial_delay: float = INITIAL_RETRY_DELAY
    factor: float = 2.0
    max_delay: float = MAX_RETRY_DELAY
    jitter: float = 0.25
    deadline: Optional[float] = None
    on_retry: Optional[Callable[[int, float, _exceptions.APIError], object]] = None

    def __post_init__(self) -> None:
        if self.statuses is not None:
            object.__setattr__(self, "statuses", _statuses("statuses", self.statuses))
        object.__setattr__(self, "also", _statuses("also", self.also))
        for name, (low, high, wanted) in _RANGES.items():
            number = _number(name, getattr(self, name), wanted)
            if not low <= number <= high:
                raise ValueError("`%s` is %r: pass %s" % (name, number, wanted))
        if self.on_longer_wait not in ("backoff", "raise", "wait"):
            raise ValueError('`on_longer_wait` is %r: pass "backoff", "raise" or "wait"' % (self.on_longer_wait,))
        if self.initial_delay > self.max_delay:
            message = "`initial_delay` is %r, more than the `max_delay` of %r: pass a larger `max_delay`"
            raise ValueError(message % (self.initial_delay, self.max_delay))
        _check_attempts(self.attempts)
        if self.deadline is not None and not _number("deadline", self.deadline, _SECONDS) > 0:
            raise ValueError("`deadline` is %r: pass %s" % (self.deadline, _SECONDS))
        if self.on_retry is not None and not callable(self.on_retry):
            raise TypeError("`on_retry` is %r: pass a function of the attempt, the wait and the error" % self.on_retry)

    def retries(self, max_retries: int) -> int:
        """How many retries there are, `max_retries` where the policy leaves it open."""
        return max_retries if self.attempts is None else cast(int, self.attempts - 1)

    def tries_again(self, status_code: int, headers: Mapping[str, str]) -> bool:
        """Whether an answer is one to try again after: the server's own word first, then `statuses` and `also`."""
        if headers.get("x-should-retry") in ("true", "false"):
            return headers["x-should-retry"] == "true"
        usual = should_retry(status_code, {}) if self.statuses is None else status_code in self.statuses
        return usual or status_code in self.also

    def gives_up(self, headers: Mapping[str, str], *, never_fits: bool) -> bool:
        """Whether no retry makes sense, whatever the status: the request never fits, or only after too long a wait."""
        ordered = retry_after(headers) if self.on_longer_wait == "raise" else None
        return never_fits or (ordered is not None and ordered > self.max_wait)

    def delay(
        self,
        retries_taken: int,
        headers: Optional[Mapping[str, str]] = None,
        *,
        now: Optional[Callable[[], float]] = None,
        chance: Callable[[], float] = random.random,
    ) -> float:
        """Seconds to wait before the next attempt: what the server asks for if that is to be kept, else the backoff."""
        ordered = retry_after(headers, now=now)
        longest = _FOREVER if self.on_longer_wait == "wait" else self.max_wait
        if ordered is not None and 0 < ordered <= longest:
            return min(ordered, _FOREVER)
        return self.backoff(retries_taken, chance=chance)

    def backoff(self, retries_taken: int, *, chance: Callable[[], float] = random.random) -> float:
        """Seconds before retry number `retries_taken` + 1 where the server does not ask for a wait."""
        try:
            delay = min(self.initial_delay * self.factor**retries_taken, self.max_delay)
        except OverflowError:
            delay = self.max_delay if self.initial_delay else 0.0
        return min(delay, _FOREVER) * (1 - self.jitter * chance())


RetryPolicy.__module__ = "groq"

_FOREVER = 1e8
"""Seconds, three years: no system sleeps for infinity."""
_SECONDS = "seconds, more than 0, or None for no limit"


def checked_policy(policy: Any) -> RetryPolicy:
    """`policy` as it is, if it is one; else `TypeError`."""
    if not isinstance(policy, RetryPolicy):
        raise TypeError("`retry_policy` is %r: pass a groq.RetryPolicy, or None" % (policy,))
    return policy


def attached(response: Any) -> Optional[RetryPolicy]:
    """The policy of the call that a response belongs to, while the client judges it."""
    extensions: Any = getattr(response, "extensions", None)  # which stand-ins of tests may lack
    policy: object = cast("Dict[str, object]", extensions).get(ATTACHED) if isinstance(extensions, dict) else None
    return policy if isinstance(policy, RetryPolicy) else None


def _number(name: str, value: Any, wanted: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("`%s` is %r: pass %s" % (name, value, wanted))
    return value


def _check_attempts(attempts: Union[float, None]) -> None:
    if attempts is None:
        return
    wanted = "a whole number of 1 or more, or None for what `max_retries` says"
    number = _number("attempts", attempts, wanted)
    if not number >= 1 or number not in (math.inf, math.floor(min(number, 1e15))):
        raise ValueError("`attempts` is %r: pass %s" % (attempts, wanted))


def _statuses(name: str, given: Any) -> Collection[int]:
    if isinstance(given, (str, bytes, Mapping)) or not hasattr(given, "__iter__"):
        raise TypeError("`%s` is %r: pass the numbers of statuses, such as [429, 498]" % (name, given))
    items: Iterable[Any] = given
    statuses = frozenset(items)
    for status in statuses:
        if isinstance(status, bool) or not isinstance(status, int):
            raise TypeError("`%s` holds %r: pass the numbers of statuses, such as [429, 498]" % (name, status))
        if not 400 <= status <= 599:
            raise ValueError("`%s` holds %r: pass statuses of errors, from 400 to 599" % (name, status))
    return statuses
