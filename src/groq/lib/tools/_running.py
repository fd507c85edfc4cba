"""Calls to what came of them, in the two colours: one after the other, or all at the same time."""

from __future__ import annotations

import contextvars
import inspect
import threading
from functools import lru_cache, partial
from typing import Any, Awaitable, Callable, Dict, List, Optional, Sequence, Tuple, Union, cast

import anyio
import anyio.to_thread
from typing_extensions import TypeAlias

from ._loop import Loop
from ._run import ToolCall
from ._told import fail, finish, refuse

__all__ = ["Approve", "AsyncApprove", "async_settle", "check_approve", "settle"]

Approve: TypeAlias = Callable[[ToolCall], bool]
AsyncApprove: TypeAlias = Callable[[ToolCall], Union[bool, Awaitable[bool]]]
_Outcome = Tuple[Any, Optional[Exception]]


def check_approve(approve: Any, *, awaits: bool) -> None:
    """Refuse what cannot be asked for approval."""
    if approve is not None and not callable(approve):
        raise TypeError("`approve` is %r: pass a function that takes a call and gives True or False" % (approve,))
    if not awaits and _is_async(approve):
        raise TypeError("`approve` is async, which a `Groq` client cannot wait for: use `AsyncGroq`")


def _decide(call: ToolCall, answer: object) -> None:
    if not isinstance(answer, bool):
        raise TypeError("`approve` gave %r for the call of `%s`: it must give True or False" % (answer, call.name))
    if not answer:
        refuse(call)


def _is_async(function: Any) -> bool:
    return callable(function) and any(map(inspect.iscoroutinefunction, (function, type(function).__call__)))


def _asked(calls: Sequence[ToolCall]) -> List[ToolCall]:
    return [call for call in calls if call.status == "asked"]


def _begun(loop: Loop, call: ToolCall) -> Callable[[], object]:
    """What is to be run for a call, which from now on counts as running."""
    call.status = "running"
    return partial(cast("Callable[[Any], object]", loop.tools.by_name[call.name].run), call.parsed)


# Awaited.


async def async_settle(loop: Loop, calls: Sequence[ToolCall], approve: Optional[AsyncApprove]) -> None:
    """Ask whether the calls may run, then run those that may at the same time, sync functions in threads."""
    in_time = False
    with anyio.move_on_after(loop.remaining()):
        if approve is not None:
            for call in _asked(calls):
                answer, error = await _tried(partial(approve, call), _is_async(approve))
                if error is not None:
                    raise error
                _decide(call, answer)
        if loop.remaining() == 0.0:
            raise loop.out_of_time()
        await _run_all(loop, _asked(calls))
        in_time = True
    for call in calls:
        loop.check(call)
    running = [call.name for call in calls if call.status == "running"]
    if running or not in_time:
        raise loop.out_of_time(running)


async def _run_all(loop: Loop, calls: Sequence[ToolCall]) -> None:
    if len(calls) == 1:  # without a group, which would put what a tool must not catch into one of its own
        await _run_one(loop, calls[0], None)
        return
    async with anyio.create_task_group() as group:
        for call in calls:
            group.start_soon(_run_one, loop, call, group.cancel_scope)


async def _run_one(loop: Loop, call: ToolCall, scope: Optional[anyio.CancelScope]) -> None:
    is_async, remaining = loop.tools.by_name[call.name].is_async, loop.remaining()
    work = _begun(loop, call)
    if remaining is not None and not is_async:
        # Interpreters wait for the threads of anyio when they exit: this one goes on for hardly longer than we do.
        work = partial(_within, remaining + 0.1, work)
    try:
        result, error = await _tried(work, is_async)
    except _NeverEnding:
        return
    if error is not None:
        fail(call, error)
    else:
        finish(call, result)
    if scope is not None and loop.ends_with(call):
        scope.cancel()


async def _tried(work: Callable[[], object], is_async: bool) -> _Outcome:
    result, error = _outcome(work) if is_async else await anyio.to_thread.run_sync(_outcome, work, **_abandoning())
    if error is None and inspect.isawaitable(result):
        try:
            return await result, None
        except Exception as raised:
            return None, raised
    return result, error


def _outcome(work: Callable[[], object]) -> _Outcome:
    """What came of some work: exceptions as values, since a StopIteration passes through no thread and no coroutine."""
    try:
        return work(), None
    except Exception as error:
        return None, error


@lru_cache(maxsize=None)
def _abandoning() -> Dict[str, Any]:
    """What has a thread left to itself when nobody waits for it any more; the word for it changed with anyio 4.1."""
    known = inspect.signature(anyio.to_thread.run_sync).parameters
    return {"abandon_on_cancel" if "abandon_on_cancel" in known else "cancellable": True}


# Blocking.


def settle(loop: Loop, calls: Sequence[ToolCall], approve: Optional[Approve]) -> None:
    """Ask whether the calls may run, then run those that may, one after the other."""
    if approve is not None:
        for call in _asked(calls):
            _decide(call, approve(call))
    for call in _asked(calls):
        remaining = loop.remaining()
        if remaining == 0.0:
            raise loop.out_of_time()
        work = _begun(loop, call)
        try:
            result, error = _outcome(work if remaining is None else partial(_within, remaining, work))
        except _NeverEnding:
            raise loop.out_of_time([call.name]) from None
        if error is not None:
            fail(call, error)
        else:
            finish(call, _plain(result))
        loop.check(call)


class _NeverEnding(BaseException):
    """A function has not come to its end in time. No Exception, which a function may raise itself."""


def _plain(result: Any) -> object:
    """The result, which nothing can be if it has to be awaited."""
    if inspect.iscoroutine(result):
        result.close()  # which would else warn that nobody awaited it
    return result


def _within(seconds: float, work: Callable[[], object]) -> object:
    """What the work gives within so many seconds; it runs in a thread, which is left to itself when they are over."""
    outcome: List[Any] = []

    def run() -> None:
        try:
            outcome.append((work(), None))
        except BaseException as error:  # raised again by who waits
            outcome.append((None, error))

    thread = threading.Thread(target=contextvars.copy_context().run, args=(run,), name="groq tool", daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise _NeverEnding
    result, error = outcome[0]
    if error is not None:
        raise error
    return result
