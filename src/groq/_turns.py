"""Coroutines of pyreqwest to what they come to, without an event loop; and the end of its thread."""

from __future__ import annotations

import asyncio
import atexit
import operator
import os
from collections import deque
from contextlib import suppress
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any, Callable, Coroutine, Dict, Optional, TypeVar

__all__ = ["rest_at_exit", "resume", "waited_for"]

T = TypeVar("T")


class _Turn:
    """What pyreqwest waits with: a future of asyncio, as far as it uses one.

    Its own blocking client waits in Rust, where Ctrl-C is not heard until the server says something, and may abort the
    process then.
    """

    __slots__ = ("_asked", "set_result", "wait")

    done = bool  # false: to be told twice does no harm

    def __init__(self) -> None:
        queue: SimpleQueue[None] = SimpleQueue()
        self.set_result: Callable[[None], object] = queue.put
        self.wait: Callable[..., None] = queue.get
        self._asked = False

    def __iter__(self) -> _Turn:
        return self

    def __next__(self) -> _Turn:
        if self._asked:
            raise StopIteration
        self._asked = True
        return self


_call: Any = getattr(operator, "call", None)  # from Python 3.11 on, as pyreqwest is


class _Turns:
    """An event loop, as far as pyreqwest uses one."""

    create_future = _Turn

    call_soon_threadsafe = staticmethod(_call)


_TURNS: Any = _Turns()


def waited_for(coroutine: Coroutine[Optional[_Turn], None, T]) -> T:
    """What a coroutine that waits for nothing but pyreqwest comes to."""
    around = asyncio._get_running_loop()
    asyncio._set_running_loop(_TURNS)
    try:
        while True:
            turn = coroutine.send(None)
            if turn is not None:  # it may be its turn again already
                turn.wait()
    except StopIteration as end:
        value: T = end.value
        return value
    finally:
        asyncio._set_running_loop(around)
        coroutine.close()


# Until Python 3.14 a thread that asks for the interpreter while this one is ending is ended itself; Rust does not stand
# that, and the process is aborted. What was cancelled, or left in the middle, makes pyreqwest's thread ask at any time.

_PATIENCE = 1.0
"""Seconds for that thread to finish what it is at."""

_TRIES = 100
"""Most requests until one of them is waited for."""

_asleep = Lock()
_wakers: Dict[int, Callable[[], Coroutine[Optional[_Turn], None, object]]] = {}
"""Process ids to what makes the thread of pyreqwest say something there."""


class _LastTurn(_Turn):
    """One that who tells it anything does not come back from.

    It takes both steps without running Python code, amid which another thread might take over.
    """

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        steps = partial(self.set_result, None), _asleep.acquire
        self.set_result = partial(deque, map(_call, steps))


class _LastTurns(_Turns):
    create_future = _LastTurn


_LAST_TURNS: Any = _LastTurns()


def rest_at_exit(waker: Callable[[], Coroutine[Optional[_Turn], None, object]]) -> None:
    """Let the thread of pyreqwest do nothing more once this process exits. `waker` asks it for something that fails."""
    _wakers.setdefault(os.getpid(), waker)


def resume() -> None:
    """Wake the thread again, for what is asked by functions that run at exit still later."""
    if _asleep.locked():
        with suppress(RuntimeError):  # another thread did
            _asleep.release()


@atexit.register
def _rest() -> None:
    waker = _wakers.get(os.getpid())
    if waker is None or not _asleep.acquire(blocking=False):
        return
    asyncio._set_running_loop(_LAST_TURNS)
    for _ in range(_TRIES):
        request = waker()
        with suppress(Exception):  # it is over already
            turn = request.send(None)
            if turn is not None:
                with suppress(Empty):
                    turn.wait(timeout=_PATIENCE)
                break
    asyncio._set_running_loop(None)
