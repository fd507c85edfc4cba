"""The faults that are to come: for each request, which one it meets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Callable, List, Optional, Protocol

from ._exchange import Answer

__all__ = ["Chance", "Fault", "Faults", "Scope", "Scripted", "Target"]


class Scope(Enum):
    """The requests that a fault can happen to."""

    ANY = "any"
    STREAMED = "streamed"
    WHOLE = "whole"


@dataclass(frozen=True)
class Target:
    """What a request asks for: the name of its operation, if it has one, and whether it wants a stream."""

    operation: Optional[str]
    streamed: bool


@dataclass(frozen=True)
class Fault:
    """One thing to go wrong: an answer `instead`, or a `bend` of what is answered where that is a success.

    `text` is how it was scripted. An answer of the `edge` comes from before Groq: it lacks Groq's headers.
    """

    text: str
    instead: Optional[Answer] = None
    bend: Optional[Callable[[Answer], Answer]] = None
    scope: Scope = Scope.ANY
    edge: bool = False
    operation: Optional[str] = None

    def meets(self, target: Target) -> bool:
        """Whether a request is one that this can happen to."""
        if self.operation is not None and self.operation != target.operation:
            return False
        return self.scope is Scope.ANY or target.streamed is (self.scope is Scope.STREAMED)

    def limited_to(self, operation: Optional[str]) -> Fault:
        """The same, for the requests of one operation only; None: of all."""
        return (
            self if operation is None else replace(self, operation=operation, text="%s on %s" % (self.text, operation))
        )

    def bent(self, answer: Answer) -> Optional[Answer]:
        """The answer as this bends it; None where it is none that can be."""
        if self.bend is None or not 200 <= answer.status < 300 or not answer.content:
            return None
        return None if self.scope is Scope.STREAMED and answer.chunks is None else self.bend(answer)


class Chance(Protocol):
    """What goes wrong by chance."""

    def draw(self, target: Target) -> Optional[Fault]: ...


@dataclass
class Scripted:
    """A fault, and how many requests are still to meet it."""

    fault: Fault
    left: int


class Faults:
    """The scripted faults, oldest first, and those of chance. Whoever uses them holds the lock of the state.

    A request meets the oldest fault that can happen to it, and at most one: else the newest of those that last, else
    one by chance.
    """

    def __init__(self) -> None:
        self._scripted: List[Scripted] = []
        self._lasting: List[Fault] = []
        self.chance: Optional[Chance] = None
        self.latency: Callable[[], float] = float

    @property
    def any(self) -> bool:
        """Whether a request may meet one."""
        return bool(self.chance or self._lasting or any(entry.left for entry in self._scripted))

    @property
    def pending(self) -> List[str]:
        """The scripted faults that are left, as they were scripted, oldest first."""
        left = [entry for entry in self._scripted if entry.left]
        return [entry.fault.text + (" %d times" % entry.left) * (entry.left > 1) for entry in left]

    def add(self, fault: Fault, times: Optional[int]) -> None:
        """Script a fault for so many requests; None: for all that meet no other."""
        if times is None:
            self._lasting.insert(0, fault)
        else:
            self._scripted.append(Scripted(fault, times))

    def take(self, target: Target) -> Optional[Scripted]:
        """The fault that a request meets, which is to happen once less now; see `put_back`."""
        for entry in self._scripted:
            if entry.left and entry.fault.meets(target):
                entry.left -= 1
                return entry
        other = next((fault for fault in self._lasting if fault.meets(target)), None)
        if other is None and self.chance is not None:
            other = self.chance.draw(target)
        return None if other is None else Scripted(other, 0)

    def put_back(self, entry: Scripted) -> None:
        """Keep a fault for another request: the answer to this one was none that it could happen to."""
        entry.left += 1
