"""What pyreqwest answers to the responses, bodies and errors of httpx."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterator, Iterator, List, Optional, Set, Tuple, Type

import httpx

from ._lazy import load
from ._turns import waited_for

__all__ = ["Body", "response", "translated"]


def response(answer: Any, body: Any) -> httpx.Response:
    extensions = {"http_version": answer.version.encode()}
    return httpx.Response(answer.status, headers=_fields(answer.headers), stream=body, extensions=extensions)


def _fields(headers: Any) -> List[Tuple[str, str]]:
    try:
        return list(headers.items())
    except ValueError:  # one that is not ASCII: pyreqwest does not tell what it says
        return [(name, value) for name in dict.fromkeys(headers) for value in _readable(headers, name)]


def _readable(headers: Any, name: str) -> List[str]:
    try:
        return list(headers.getall(name))
    except ValueError:
        return []


def translated(error: Any, request: httpx.Request) -> httpx.TransportError:
    """What httpx would have raised."""
    causes = [cause["message"] for cause in error.details["causes"] or ()]
    return _meant(error, causes)(causes[-1] if causes else error.message, request=request)


def _meant(error: Any, causes: List[str]) -> Type[httpx.TransportError]:
    known = load("pyreqwest.exceptions")
    connecting = "client error (Connect)" in causes
    if isinstance(error, known.PoolTimeoutError):
        return httpx.PoolTimeout
    if isinstance(error, known.RequestTimeoutError):
        return httpx.ConnectTimeout if connecting else httpx.ReadTimeout
    if connecting:
        return httpx.ConnectError
    broken = not causes or any("(os error " in cause for cause in causes)  # by us, or by the system
    return httpx.ReadError if broken else httpx.RemoteProtocolError


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a response as it arrives."""

    def __init__(self, exchange: Any, answer: Any, request: httpx.Request, waiting: Set[object]) -> None:
        self._exchange = exchange
        self._waiting = waiting
        self._reader = answer.body_reader
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            piece = await self._piece()
            if piece is None:
                return
            yield piece

    def __iter__(self) -> Iterator[bytes]:
        while True:
            piece = waited_for(self._piece())
            if piece is None:
                return
            yield piece

    async def _piece(self) -> Optional[bytes]:
        self._waiting.add(self)
        try:
            piece = await self._reader.read_chunk()
        except load("pyreqwest.exceptions").PyreqwestError as error:
            raise translated(error, self._request) from error
        except asyncio.CancelledError as error:
            if _is_cancelled():
                raise
            raise httpx.ReadError("the client was closed", request=self._request) from error
        finally:
            self._waiting.discard(self)
        return None if piece is None else bytes(piece)

    async def aclose(self) -> None:
        exchange, self._exchange = self._exchange, None
        if exchange is not None:
            await exchange.__aexit__(None, None, None)

    def close(self) -> None:
        waited_for(self.aclose())


def _is_cancelled() -> bool:
    """Whether somebody cancelled the task that runs; if nobody did, it is told so as the client was closed."""
    task: Any = asyncio.current_task()  # it tells so from Python 3.11 on, as pyreqwest is
    return task is not None and bool(task.cancelling())
