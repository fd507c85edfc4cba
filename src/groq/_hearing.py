"""Hooks that were given, and what they give, to what a client of either colour can do with them."""

from __future__ import annotations

import inspect
from typing import Any, Awaitable, Tuple

from ._core.hooks import HOOKS, Hooks, checked_hooks
from ._story import Story

__all__ = ["async_checked", "async_heard", "async_leave", "checked", "heard", "leave"]

_CALL = "__call__"
"""What an object is called by, which may be a coroutine function, too."""


def async_checked(given: Any) -> Tuple[Hooks, ...]:
    """Hooks as a tuple, if a client that awaits can call them."""
    return checked_hooks(given)


def checked(given: Any) -> Tuple[Hooks, ...]:
    """Hooks as a tuple, if a client that blocks can call them."""
    several = checked_hooks(given)
    for hooks in several:
        for name in HOOKS:
            hook: Any = getattr(hooks, name)
            if any(map(inspect.iscoroutinefunction, (hook, getattr(hook, _CALL, None)))):
                raise TypeError(
                    "`%s` of `hooks` is a coroutine function, which this client cannot await: pass a plain function, "
                    "or use AsyncGroq" % name
                )
    return several


def heard(said: object) -> None:
    """Let a hook have its say; what would have to be awaited for it is refused."""
    if inspect.iscoroutine(said):
        said.close()
        raise TypeError("The hook gave a coroutine, which this client cannot await: pass a plain function")


async def async_heard(said: object) -> None:
    """Let a hook have its say, awaiting what can be awaited."""
    if inspect.isawaitable(said):
        await said


def leave(said: object, _home: object, _story: Story) -> None:
    """`heard`, where an object is collected."""
    heard(said)


def async_leave(said: object, home: Any, story: Story) -> None:
    """`async_heard`, where an object is collected: in its event loop, if that is not over."""
    if not inspect.isawaitable(said):
        return
    if home is not None and not home.is_closed():
        home.call_soon_threadsafe(lambda: home.create_task(_late(said, story)))
    elif inspect.iscoroutine(said):
        said.close()


async def _late(said: Awaitable[object], story: Story) -> None:
    try:
        await said
    except Exception:
        story.complain("on_end")
