"""Jobs to threads: as many as are needed at once, up to a bound."""

from __future__ import annotations

import threading
import time
from queue import SimpleQueue
from typing import Callable, List, Optional

__all__ = ["Workers"]


class Workers:
    """Threads that are made when all others are busy, and kept. Jobs beyond the bound wait for their turn.

    They are daemons, unlike those of an executor: a program that forgets to close them ends all the same. Jobs are
    submitted by one thread only, and raise nothing.
    """

    def __init__(self, most: int, name: str) -> None:
        self._most = most
        self._name = name
        self._jobs: SimpleQueue[Optional[Callable[[], None]]] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads: List[threading.Thread] = []

    def submit(self, job: Callable[[], None]) -> None:
        """Let a thread do the job."""
        self._jobs.put(job)
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._most:
            thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self, patience: float) -> None:
        """Wait for the jobs that were submitted, up to so many seconds."""
        for _ in self._threads:
            self._jobs.put(None)
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            if job is None:
                return
            job()
            self._idle.release()
