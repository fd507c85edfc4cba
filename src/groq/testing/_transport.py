"""A local Groq as httpx transports: requests are answered in memory, no socket is opened."""

from __future__ import annotations

from typing import AsyncIterator, Iterator, Tuple

import httpx

from ._exchange import Answer, Request
from ._respond import respond, respond_async
from ._state import State

__all__ = ["AsyncLocalTransport", "LocalTransport"]


class LocalTransport(httpx.BaseTransport):
    """Answers an `httpx.Client`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return _response(respond(_request(request, request.read()), self._state))


class AsyncLocalTransport(httpx.AsyncBaseTransport):
    """Answers an `httpx.AsyncClient`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return _response(await respond_async(_request(request, await request.aread()), self._state))


class _Chunks(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces, for either colour."""

    def __init__(self, chunks: Tuple[bytes, ...]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk


def _request(request: httpx.Request, body: bytes) -> Request:
    path = request.url.raw_path.partition(b"?")[0].decode("ascii")
    return Request(request.method, path, httpx.Headers(request.headers), request.url.params, body)


def _response(answer: Answer) -> httpx.Response:
    headers = list(answer.headers)
    extensions = {"http_version": b"HTTP/1.1"}
    if answer.chunks is None:
        length = ("content-length", str(len(answer.body)))
        stream = httpx.ByteStream(answer.body)
        return httpx.Response(answer.status, headers=[*headers, length], stream=stream, extensions=extensions)
    return httpx.Response(answer.status, headers=headers, stream=_Chunks(answer.chunks), extensions=extensions)
