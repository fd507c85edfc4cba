"""Blocking functions to awaitable ones."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Awaitable, Callable, TypeVar

from anyio import to_thread as _threads

if TYPE_CHECKING:
    from typing_extensions import ParamSpec

    P = ParamSpec("P")

__all__ = ["asyncify", "to_thread"]

T = TypeVar("T")


async def to_thread(func: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call `func` in a worker thread and wait for its result."""
    return await _threads.run_sync(functools.partial(func, *args, **kwargs))


def asyncify(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """A function to await that runs `function` in a worker thread, with the context variables of its caller."""

    @functools.wraps(function)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return await to_thread(function, *args, **kwargs)

    return call
