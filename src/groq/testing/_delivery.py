"""How an answer goes out: its pieces to what is sent, waited for and broken off, in order.

What to do is decided here, for both faces: `_transport` raises what a client would see of it, `_connection` does it on
a socket.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Iterable, Iterator, List, Optional, Sequence, Tuple, Union

__all__ = ["PROMPT", "Break", "Delivery", "Opening", "Pause", "Slowness", "Step", "steps"]


class Opening(Enum):
    """What becomes of a request before any of its answer is sent."""

    ANSWERED = "answered"
    DROPPED = "dropped"
    """The connection is closed in the usual way."""
    REFUSED = "refused"
    """There is no connection; where there is one already, it is reset."""
    GARBLED = "garbled"
    """What is sent is no HTTP; then the connection is closed."""


@dataclass(frozen=True)
class Pause:
    """Seconds in which nothing is sent."""

    seconds: float


class Break(Enum):
    """The end of a connection in the middle of a body."""

    CUT = "cut"
    RESET = "reset"


Step = Union[bytes, Pause, Break]


@dataclass(frozen=True)
class Slowness:
    """A body in pieces of so many bytes, with seconds between them."""

    piece: int
    pause: float


@dataclass(frozen=True)
class Delivery:
    """How an answer goes out; by default at once and whole.

    Arguments:
        head: what is sent in place of an answer, before the connection is closed.
        delay: seconds before the head.
        cut_chunks: the connection breaks after so many chunks of the body.
        cut_bytes: the connection breaks after so many bytes of the body.
        reset: it is reset there, not closed.
        stall_chunks: the body pauses for `stall` seconds after so many of its chunks.
        stall_bytes: the body pauses for `stall` seconds after so many of its bytes.
        slowness: the pieces that the body is sent in.
    """

    opening: Opening = Opening.ANSWERED
    head: bytes = b""
    delay: float = 0.0
    cut_chunks: Optional[int] = None
    cut_bytes: Optional[int] = None
    reset: bool = False
    stall_chunks: Optional[int] = None
    stall_bytes: Optional[int] = None
    stall: float = 0.0
    slowness: Optional[Slowness] = None


PROMPT = Delivery()


def steps(chunks: Sequence[bytes], delivery: Delivery) -> Iterator[Step]:
    """What to do, in order, to send a body that comes in `chunks`."""
    plan: List[Step] = list(chunks)
    if delivery.stall_chunks is not None:
        plan.insert(delivery.stall_chunks, Pause(delivery.stall))
    if delivery.stall_bytes is not None:
        before, after = _parted(plan, delivery.stall_bytes)
        plan = [*before, Pause(delivery.stall), *after]
    end = Break.RESET if delivery.reset else Break.CUT
    if delivery.cut_chunks is not None:
        plan[delivery.cut_chunks :] = [end]
    if delivery.cut_bytes is not None:
        plan = [*_parted(plan, delivery.cut_bytes)[0], end]
    return iter(plan) if delivery.slowness is None else _slowed(plan, delivery.slowness)


def _parted(plan: List[Step], size: int) -> Tuple[List[Step], List[Step]]:
    """The steps of the first `size` bytes, and the others."""
    left = size
    for place, step in enumerate(plan):
        if not isinstance(step, bytes):
            continue
        if len(step) >= left:
            first, rest = step[:left], step[left:]
            return [*plan[:place], *filter(None, [first])], [*filter(None, [rest]), *plan[place + 1 :]]
        left -= len(step)
    return plan, []


def _slowed(plan: Iterable[Step], slowness: Slowness) -> Iterator[Step]:
    """The steps with their bytes in pieces, and a pause before every piece but the first."""
    first = True
    for step in plan:
        if not isinstance(step, bytes):
            yield step
            continue
        for start in range(0, len(step), slowness.piece):
            if slowness.pause and not first:
                yield Pause(slowness.pause)
            first = False
            yield step[start : start + slowness.piece]
