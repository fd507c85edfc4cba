"""What is scripted, in order: each reply as often as it was asked for."""

from __future__ import annotations

from collections import deque
from typing import Callable, Deque, List, Optional, Tuple

from ._exchange import Request
from ._reply import Reply

__all__ = ["Script", "Source"]

Source = Callable[[Request], Optional[Reply]]


class Script:
    """Sources of replies: those that are used a number of times, in turn, and the one that stands in ever after.

    Whoever reads or changes it holds the lock of the state it belongs to.
    """

    def __init__(self) -> None:
        self._queue: Deque[Tuple[Source, str, int]] = deque()
        self._standing: Optional[Tuple[Source, str]] = None
        self._stood = False

    def add(self, source: Source, label: str, times: Optional[int]) -> None:
        """Use `source` after the others, `times` times; None for whenever nothing else is scripted."""
        if times is None:
            self._standing, self._stood = (source, label), False
        else:
            self._queue.append((source, label, times))

    def next(self) -> Optional[Source]:
        """The source of the next reply, or None where nothing is scripted."""
        if not self._queue:
            self._stood = True
            return self._standing[0] if self._standing else None
        source, label, times = self._queue.popleft()
        if times > 1:
            self._queue.appendleft((source, label, times - 1))
        return source

    @property
    def unused(self) -> List[str]:
        """What was scripted and has not been said yet."""
        waiting = [label if times == 1 else "%s %d times" % (label, times) for _, label, times in self._queue]
        standing = [self._standing[1]] if self._standing and not self._stood else []
        return [*waiting, *standing]
