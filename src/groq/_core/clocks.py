"""The limits of one call to the one that runs out first, and when."""

from __future__ import annotations

import math
from time import monotonic
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    Dict,
    Iterable,
    Iterator,
    List,
    Literal,
    Optional,
    Tuple,
    Type,
    TypeVar,
    Union,
)

import httpx

from .._constants import DEFAULT_TIMEOUT
from .._types import NotGiven, not_given

if TYPE_CHECKING:
    from .policy import RetryPolicy

__all__ = ["Course", "OutOfTime", "TimeLimits", "Timeouts", "has_content", "ran_out", "timeout_message"]

_T = TypeVar("_T")
_Clock = Literal["connect", "write", "pool", "read", "first_token", "between_tokens", "total"]
_Seconds = Union[float, None, NotGiven]


class TimeLimits(httpx.Timeout):
    """An `httpx.Timeout` with three more limits, in seconds, for whatever takes a timeout; `None` is no limit.

    Args:
        timeout: seconds for each of the four phases that are not named, or an `httpx.Timeout`; where it is left out,
            they are as by default: 5 for connecting, 60 for the rest.
        connect, read, write, pool: as those of `httpx.Timeout`.
        first_token: from the start of an attempt to the first chunk of a stream with any content. Chunks that only
            tell whose turn it is do not count, nor do comments that keep the connection alive.
        between_tokens: from then on, from one chunk with content to the next. The time that you take for a chunk does
            not count.
        total: for the whole call, from its start: all attempts, the waits between them and the stream. Of this and the
            `deadline` of a retry policy the shorter holds.
    """

    def __init__(
        self,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = not_given,
        *,
        connect: _Seconds = not_given,
        read: _Seconds = not_given,
        write: _Seconds = not_given,
        pool: _Seconds = not_given,
        first_token: Optional[float] = None,
        between_tokens: Optional[float] = None,
        total: Optional[float] = None,
    ) -> None:
        phases = httpx.Timeout(DEFAULT_TIMEOUT if isinstance(timeout, NotGiven) else timeout).as_dict()
        named = {"connect": connect, "read": read, "write": write, "pool": pool}
        phases.update({name: value for name, value in named.items() if not isinstance(value, NotGiven)})
        super().__init__(**phases)
        self.first_token: Optional[float] = _limit("first_token", first_token)
        self.between_tokens: Optional[float] = _limit("between_tokens", between_tokens)
        self.total: Optional[float] = _limit("total", total)

    def _all(self) -> Dict[str, Optional[float]]:
        return {
            **self.as_dict(),
            "first_token": self.first_token,
            "between_tokens": self.between_tokens,
            "total": self.total,
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TimeLimits) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash(tuple(self._all().values()))

    def __repr__(self) -> str:
        return "TimeLimits(%s)" % ", ".join("%s=%r" % limit for limit in self._all().items())


TimeLimits.__module__ = "groq"


def _limit(name: str, value: Any) -> Optional[float]:
    if value is None:
        return None
    wanted = "pass seconds, more than 0, or None for no limit"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("`%s` is %r: %s" % (name, value, wanted))
    if not value > 0:
        raise ValueError("`%s` is %r: %s" % (name, value, wanted))
    return value


_WHAT = {
    "connect": "No connection within %s.",
    "pool": "No connection was free within %s.",
    "write": "The request could not be sent on for %s.",
    "read": "Nothing came for %s.",
    "first_token": "No first token within %s.",
    "between_tokens": "No further token for %s.",
    "total": "The whole call may take %s.",
}


def timeout_message(clock: Optional[str], seconds: Optional[float]) -> str:
    """What there is to say of a clock that ran out; nothing where it is not known."""
    if clock is None or seconds is None:
        return ""
    return _WHAT[clock] % ("%g second%s" % (seconds, "" if seconds == 1 else "s"))


class OutOfTime(httpx.ReadTimeout):
    """What a transport would raise if it knew of all `clock`s. `seconds` is the limit that was reached."""

    clock: _Clock
    seconds: float

    def __init__(self, message: str, *, clock: _Clock = "total", seconds: float = 0.0) -> None:
        super().__init__(message)
        self.clock = clock
        self.seconds = seconds


_PHASES: List[Tuple[Type[Exception], _Clock]] = [
    (httpx.ConnectTimeout, "connect"),
    (httpx.WriteTimeout, "write"),
    (httpx.PoolTimeout, "pool"),
    (httpx.ReadTimeout, "read"),
]


def ran_out(error: Exception, request: Any) -> Tuple[Optional[_Clock], Optional[float]]:
    """The clock that a timeout of a transport tells of, and the seconds it was set to; `None` for what is unknown."""
    if isinstance(error, OutOfTime):
        return error.clock, error.seconds
    for kind, clock in _PHASES:
        if isinstance(error, kind):
            seconds = request.extensions.get("timeout", {}).get(clock)
            return clock, seconds if isinstance(seconds, (int, float)) else None
    return None, None


class Course:
    """How far one call has come: its policy, and the clocks that run for it.

    Two kinds of them: the total, which runs all the time, and that of the next token, which runs only while we wait.
    """

    __slots__ = ("_counts", "_ends", "_limits", "_now", "_since", "_spent", "_token", "policy", "told", "total")

    def __init__(
        self, policy: Optional[RetryPolicy], timeout: object, *, now: Optional[Callable[[], float]] = None
    ) -> None:
        self.policy = policy
        self.told: Any = None  # who tells the hooks of this call, which is no business of this layer
        self._now = now or monotonic
        self._limits = timeout if isinstance(timeout, TimeLimits) else TimeLimits()
        totals = [self._limits.total, None if policy is None else policy.deadline]
        self.total = min((total for total in totals if total is not None), default=None)
        self._ends = None if self.total is None else self._now() + self.total
        self._token: Optional[Tuple[_Clock, float]] = None
        self._counts = False
        self._spent = 0.0
        self._since: Optional[float] = None

    @property
    def is_timed(self) -> bool:
        """Whether there is any clock to look at."""
        return {self.total, self._limits.first_token, self._limits.between_tokens} != {None}

    # The clock of the next token.

    def begin(self, *, streamed: bool) -> None:
        """An attempt begins, and with it the wait for its first token."""
        self._counts = streamed
        self._await("first_token", self._limits.first_token)
        self.wait()

    def answered(self) -> None:
        """The head of the answer is here. Only who reads its chunks can tell from now on when a token comes."""
        self.rest()
        self._counts = False

    def follow(self) -> None:
        """From now on `noting` tells."""
        self._counts = True

    def noting(self, chunks: Iterable[_T]) -> Iterator[_T]:
        """The chunks; of those with content it is taken note."""
        for chunk in chunks:
            if has_content(chunk):
                self._await("between_tokens", self._limits.between_tokens)
            yield chunk

    def _await(self, clock: _Clock, seconds: Optional[float]) -> None:
        self._token = None if seconds is None else (clock, seconds)
        self._spent = 0.0

    def wait(self) -> None:
        """From now on it is the server's turn."""
        self._since = self._now()

    def rest(self) -> None:
        """From now on it is not."""
        if self._since is not None:
            self._spent += self._now() - self._since
            self._since = None

    # All clocks.

    def left(self) -> Optional[float]:
        """Seconds until the first clock runs out, less than none if it has; `None` where no clock runs."""
        clock = self._first()
        return None if clock is None else clock[0]

    def _first(self) -> Optional[Tuple[float, _Clock, float]]:
        now = self._now()
        running: List[Tuple[float, _Clock, float]] = []
        if self._ends is not None and self.total is not None:
            running.append((self._ends - now, "total", self.total))
        if self._counts and self._token is not None:
            clock, seconds = self._token
            waited = self._spent + (0.0 if self._since is None else now - self._since)
            running.append((seconds - waited, clock, seconds))
        return min(running, default=None)

    def cut(self, timeout: Optional[float]) -> Optional[float]:
        """`timeout`, shortened to what is left."""
        left = self.left()
        if left is None or (timeout is not None and timeout <= left):
            return timeout
        # Rounded up, so that a transport that has clients by timeout needs few, and never 0, which means not to wait.
        return max(math.ceil(left * 100), 1) / 100

    def check(self, error: Optional[Exception] = None) -> None:
        """Raise `OutOfTime`, because of `error`, if a clock has run out."""
        left = self.left()
        if left is not None and left <= 0:
            raise self.out_of_time() from error

    def out_of_time(self) -> OutOfTime:
        """The error for the clock that runs out first."""
        _, clock, seconds = self._first() or (0.0, "total", self.total or 0.0)
        return OutOfTime(timeout_message(clock, seconds), clock=clock, seconds=seconds)

    def is_over(self, wait: float = 0.0) -> bool:
        """Whether nothing more is to begin, `wait` seconds from now."""
        return self._ends is not None and self._now() + wait >= self._ends


class Timeouts(Dict[str, Optional[float]]):
    """The timeouts of a request as httpx hands them to its transport, each cut to what is left when it is looked up."""

    def __init__(self, timeouts: Any, course: Course) -> None:
        super().__init__({name: course.cut(seconds) for name, seconds in timeouts.items()})
        self._uncut: Dict[str, Optional[float]] = dict(timeouts)
        self._course: Optional[Course] = course

    def get(self, name: str, default: Any = None) -> Any:
        seconds = self._uncut.get(name, default)
        return seconds if self._course is None else self._course.cut(seconds)

    def settle(self, *, cut: bool) -> None:
        """Stay as they are from now on: without any cut, where somebody else looks after the clocks."""
        if cut and self._course is not None:
            self._uncut = {name: self._course.cut(seconds) for name, seconds in self._uncut.items()}
        self._course = None


def has_content(chunk: Any) -> bool:
    """Whether a chunk has more to tell than whose turn it is."""
    choices: Any = getattr(chunk, "choices", None)
    if choices.__class__ is list:
        return any(map(_says, choices))
    return getattr(chunk, "type", None) not in _OPENINGS


_OPENINGS = ("response.created", "response.queued", "response.in_progress")
"""Events of a response that nothing has been said in yet."""


def _says(choice: Any) -> bool:
    delta: Any = getattr(choice, "delta", None)
    parts: Dict[str, Any] = {**getattr(delta, "__dict__", {}), **(getattr(delta, "model_extra", None) or {})}
    ended = getattr(choice, "finish_reason", None) is not None
    return ended or any(value and name != "role" for name, value in parts.items())
