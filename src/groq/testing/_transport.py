"""A local Groq as httpx transports: requests are answered in memory, no socket is opened.

What a network would do is done here as the client sees it: with the exceptions of httpx, within the read timeout of
the request.
"""

from __future__ import annotations

import os
import time
from errno import ECONNREFUSED, ECONNRESET
from typing import AsyncIterator, Iterator, List, Optional, Tuple

import anyio
import httpx

from ._delivery import Break, Opening, Pause, Step, steps
from ._exchange import Answer, Request
from ._respond import respond, respond_async
from ._state import State

__all__ = ["AsyncLocalTransport", "LocalTransport"]


class LocalTransport(httpx.BaseTransport):
    """Answers an `httpx.Client`. Without `wait`, pauses take no time."""

    def __init__(self, state: State, wait: bool = True) -> None:
        self._state = state
        self._wait = wait

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = respond(_request(request, request.read()), self._state)
        patience = _Patience(request, self._wait)
        patience.sleep(answer.delivery.delay)
        return _response(answer, request.method, patience)


class AsyncLocalTransport(httpx.AsyncBaseTransport):
    """Answers an `httpx.AsyncClient`. Without `wait`, pauses take no time."""

    def __init__(self, state: State, wait: bool = True) -> None:
        self._state = state
        self._wait = wait

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await respond_async(_request(request, await request.aread()), self._state)
        patience = _Patience(request, self._wait)
        await patience.sleep_async(answer.delivery.delay)
        return _response(answer, request.method, patience)


class _Patience:
    """Waits for the next bytes, for no longer than the read timeout of a request."""

    def __init__(self, request: httpx.Request, wait: bool) -> None:
        self._most: Optional[float] = request.extensions.get("timeout", {}).get("read")
        self._wait = wait

    def sleep(self, seconds: float) -> None:
        if self._wait and seconds:
            time.sleep(self._bounded(seconds))
        self._check(seconds)

    async def sleep_async(self, seconds: float) -> None:
        if self._wait and seconds:
            await anyio.sleep(self._bounded(seconds))
        self._check(seconds)

    def _bounded(self, seconds: float) -> float:
        return seconds if self._most is None else min(seconds, self._most)

    def _check(self, seconds: float) -> None:
        if self._most is not None and seconds > self._most:
            raise httpx.ReadTimeout("timed out")


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream, Iterator[bytes], AsyncIterator[bytes]):
    """A body as it arrives, for either colour."""

    def __init__(self, plan: Iterator[Step], broken: str, patience: _Patience) -> None:
        self._plan = plan
        self._broken = broken
        self._patience = patience

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        for step in self._plan:
            if not isinstance(step, Pause):
                return self._bytes(step)
            self._patience.sleep(step.seconds)
        raise StopIteration

    # No asynchronous generator: one that is dropped half-way is cleaned up late, and warned of by trio.
    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        for step in self._plan:
            if not isinstance(step, Pause):
                return self._bytes(step)
            await self._patience.sleep_async(step.seconds)
        raise StopAsyncIteration

    def _bytes(self, step: Step) -> bytes:
        if isinstance(step, bytes):
            return step
        if step is Break.RESET:
            raise httpx.ReadError("[Errno %d] %s" % (ECONNRESET, os.strerror(ECONNRESET)))
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body " + self._broken)


def _request(request: httpx.Request, body: bytes) -> Request:
    path = request.url.raw_path.partition(b"?")[0].decode("ascii")
    return Request(request.method, path, httpx.Headers(request.headers), request.url.params, body)


def _response(answer: Answer, method: str, patience: _Patience) -> httpx.Response:
    """The response to an answer, once it was waited for; raises what there is in place of one."""
    if answer.delivery.opening is Opening.REFUSED:
        raise httpx.ConnectError("[Errno %d] %s" % (ECONNREFUSED, os.strerror(ECONNREFUSED)))
    if answer.delivery.opening is Opening.DROPPED:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
    if answer.delivery.opening is Opening.GARBLED:
        raise httpx.RemoteProtocolError("illegal status line: %r" % bytearray(answer.delivery.head.strip()))
    plan = list(steps(answer.pieces(method), answer.delivery))
    return httpx.Response(
        answer.status,
        headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in _headers(answer)],
        stream=_Body(iter(plan), _lacking(answer, plan), patience),
        extensions={"http_version": b"HTTP/1.1"},
    )


def _headers(answer: Answer) -> List[Tuple[str, str]]:
    return [*answer.headers] if answer.length is None else [*answer.headers, ("content-length", str(answer.length))]


def _lacking(answer: Answer, plan: List[Step]) -> str:
    """What is missing of a body that breaks off, in the words of h11."""
    if answer.length is None:
        return "(incomplete chunked read)"
    received = sum(len(step) for step in plan if isinstance(step, bytes))
    return "(received %d bytes, expected %d)" % (received, answer.length)
