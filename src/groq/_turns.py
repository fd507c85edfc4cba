"""Coroutines of pyreqwest to what they come to, without an event loop."""

from __future__ import annotations

import asyncio
import operator
from queue import SimpleQueue
from typing import Any, Coroutine, Optional, TypeVar

__all__ = ["waited_for"]

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
        self.set_result, self.wait = queue.put, queue.get
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
