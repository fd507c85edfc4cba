"""Calls with a retry policy or time limits: what each colour does to keep to them."""

from __future__ import annotations

import inspect
from contextlib import contextmanager
from functools import partial
from typing import Any, AsyncIterator, Awaitable, Callable, Generator, Iterator, Optional, TypeVar, cast

import anyio
import httpx

from . import _http
from ._core.clocks import Course, Timeouts
from ._core.policy import RetryPolicy, checked_policy
from ._exceptions import APIError

__all__ = ["AsyncTimedBody", "TimedBody", "async_checked", "async_sending", "async_tell", "checked", "sending", "tell"]


def async_checked(policy: Any) -> RetryPolicy:
    """A retry policy as it is, if a client that awaits can keep to it."""
    return checked_policy(policy)


def checked(policy: Any) -> RetryPolicy:
    """A retry policy as it is, if a client that blocks can keep to it."""
    if inspect.iscoroutinefunction(checked_policy(policy).on_retry):
        raise TypeError("`on_retry` is a coroutine function, which this client cannot await: pass a plain function")
    return cast(RetryPolicy, policy)


_T = TypeVar("_T")

# Who wants to know of retries.


def tell(course: Course, attempt: int, wait: float, error: APIError) -> None:
    """Call the `on_retry` of the hooks, and that of the policy, if there are such."""
    if course.told is not None:
        course.told.retrying(wait, error)
    if course.policy is None or course.policy.on_retry is None:
        return
    try:
        said = course.policy.on_retry(attempt, wait, error)
        if inspect.iscoroutine(said):
            said.close()
            raise TypeError("on_retry gave a coroutine, which this client cannot await")
    except Exception:
        _http.log.warning("on_retry failed", exc_info=True)


async def async_tell(course: Course, attempt: int, wait: float, error: APIError) -> None:
    """`tell`, awaiting what can be awaited."""
    if course.told is not None:
        await course.told.retrying(wait, error)
    if course.policy is None or course.policy.on_retry is None:
        return
    try:
        said = course.policy.on_retry(attempt, wait, error)
        if inspect.isawaitable(said):
            await said
    except Exception:
        _http.log.warning("on_retry failed", exc_info=True)


# Sending in time.

_Send = Callable[..., httpx.Response]
_AsyncSend = Callable[..., Awaitable[httpx.Response]]


def sending(send: _Send, course: Course, streamed: bool) -> _Send:
    """`send` of an HTTP client, kept to the clocks of a call; `streamed` says whether chunks are to come."""
    return partial(_sent, send, course, streamed) if course.is_timed else send


def _sent(
    send: _Send, course: Course, streamed: bool, request: httpx.Request, *, stream: bool, **arguments: Any
) -> httpx.Response:
    with _timed(request, course, streamed) as timeouts:
        try:
            response = send(request, stream=True, **arguments)
        except httpx.TimeoutException as error:
            course.check(error)
            raise
    try:
        course.check()
        course.answered()
        response.stream = TimedBody(response, course, timeouts)
        if not stream:
            response.read()
    except BaseException:
        response.close()
        raise
    return response


@contextmanager
def _timed(request: httpx.Request, course: Course, streamed: bool) -> Generator[Timeouts, None, None]:
    """The timeouts of a request that goes by the clocks of a call, for as long as it is sent."""
    course.begin(streamed=streamed)
    course.check()
    full = request.extensions.get("timeout", {})
    request.extensions["timeout"] = timeouts = Timeouts(full, course)
    try:
        yield timeouts
    finally:
        request.extensions["timeout"] = full


def async_sending(send: _AsyncSend, course: Course, streamed: bool) -> _AsyncSend:
    """`sending` for a client that awaits."""
    return partial(_async_sent, send, course, streamed) if course.is_timed else send


async def _async_sent(
    send: _AsyncSend, course: Course, streamed: bool, request: httpx.Request, *, stream: bool, **arguments: Any
) -> httpx.Response:
    with _timed(request, course, streamed) as timeouts:
        response = await _in_time(partial(send, request, stream=True, **arguments), course)
    try:
        course.check()
        course.answered()
        timeouts.settle(cut=False)
        response.stream = AsyncTimedBody(response, course)
        if not stream:
            await response.aread()
    except BaseException:
        await response.aclose()
        raise
    return response


async def _in_time(wait: Callable[[], Awaitable[_T]], course: Course) -> _T:
    """What is waited for, unless a clock runs out first."""
    try:
        with anyio.move_on_after(course.left()):
            return await wait()
    except httpx.TimeoutException as error:
        course.check(error)
        raise
    raise course.out_of_time()


class TimedBody(httpx.SyncByteStream):
    """The body of a response, read in time.

    Over HTTP/1 each read of the connection is cut to what is left. Elsewhere one that has begun may take as long as the
    read timeout and the total allow, and is found to be late afterwards.
    """

    def __init__(self, response: httpx.Response, course: Course, timeouts: Timeouts) -> None:
        self._body = cast(httpx.SyncByteStream, response.stream)
        self._course = course
        self._connection = _http._connection_of(response)
        timeouts.settle(cut=self._connection is None)
        if self._connection is not None:
            read = self._connection.read

            def read_in_time(max_bytes: int, timeout: Optional[float] = None) -> bytes:
                return cast(bytes, read(max_bytes, course.cut(timeout)))

            self._connection.read = self._read = read_in_time

    def __iter__(self) -> Iterator[bytes]:
        self._pieces = iter(self._body)
        return self

    def __next__(self) -> bytes:
        course = self._course
        course.check()
        course.wait()
        try:
            piece = next(self._pieces)
        except httpx.TimeoutException as error:
            course.check(error)
            raise
        finally:
            course.rest()
        course.check()
        return piece

    def close(self) -> None:
        if self._connection is not None and self._connection.__dict__.get("read") is self._read:
            del self._connection.read  # before another request gets the connection
        self._body.close()


class AsyncTimedBody(httpx.AsyncByteStream):
    """`TimedBody` for a client that awaits; it gives up a read when the time is over."""

    def __init__(self, response: httpx.Response, course: Course) -> None:
        self._body = cast(httpx.AsyncByteStream, response.stream)
        self._course = course

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._pieces = self._body.__aiter__()
        return self

    async def __anext__(self) -> bytes:
        course = self._course
        course.check()
        course.wait()
        try:
            piece = await _in_time(self._pieces.__anext__, course)
        finally:
            course.rest()
        course.check()
        return piece

    async def aclose(self) -> None:
        await self._body.aclose()
