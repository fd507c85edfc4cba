"""How an answer goes out: its pieces to what is sent, waited for and broken off, in order.

What to do is decided here, for both faces: `_transport` raises what a client would see of it, `_connection` does it on
a socket.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Iterable, Iterator, List, Optional, Sequence, Union

__all__ = ["PROMPT", "Break", "Delivery", "Opening", "Pause", "Slowness", "Step", "steps"]


class Opening(Enum):
    """What becomes of a request before any of its answer is sent."""

    ANSWERED = "answered"
    DROPPED = "dropped"
    """The connection is closed in the usual way."""
    REFUSED = "refused"
    """There is no connection; where there is one already, it is reset."""


@dataclass(frozen=True)
class Pause:
    """Seconds in which nothing is sent."""

    seconds: float


class Break(Enum):
    """The end of a connection in the middle of a body."""

    CUT = "cut"


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
        delay: seconds before the head.
        cut_chunks: the connection breaks after so many chunks of the body.
        cut_bytes: the connection breaks after so many bytes of the body.
        stall_chunks: the body pauses for `stall` seconds after so many of its chunks.
        slowness: the pieces that the body is sent in.
    """

    opening: Opening = Opening.ANSWERED
    delay: float = 0.0
    cut_chunks: Optional[int] = None
    cut_bytes: Optional[int] = None
    stall_chunks: Optional[int] = None
    stall: float = 0.0
    slowness: Optional[Slowness] = None


PROMPT = Delivery()


def steps(chunks: Sequence[bytes], delivery: Delivery) -> Iterator[Step]:
    """What to do, in order, to send a body that comes in `chunks`."""
    plan: List[Step] = list(chunks)
    if delivery.stall_chunks is not None:
        plan.insert(delivery.stall_chunks, Pause(delivery.stall))
    if delivery.cut_chunks is not None:
        plan[delivery.cut_chunks :] = [Break.CUT]
    if delivery.cut_bytes is not None:
        plan = list(_cut(plan, delivery.cut_bytes))
    return iter(plan) if delivery.slowness is None else _slowed(plan, delivery.slowness)


def _cut(plan: Iterable[Step], left: int) -> Iterator[Step]:
    """The steps up to `left` bytes, and the break."""
    for step in plan:
        if isinstance(step, bytes):
            if len(step) >= left:
                if left:
                    yield step[:left]
                break
            left -= len(step)
        yield step
    yield Break.CUT


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
