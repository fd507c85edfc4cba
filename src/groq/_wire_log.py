"""Requests and answers to lines of the log; their bodies only where the environment says `GROQ_LOG_BODIES=1`."""

from __future__ import annotations

import logging
import os
from typing import Any, AsyncIterator, Iterator, List

import httpx

from ._core.secret import scrubbed, shown_url

__all__ = ["answered", "log", "sending"]

log = logging.getLogger("groq._base_client")  # the name that applications know


def sending(request: httpx.Request) -> None:
    """Log a request that is about to be sent."""
    log.debug("Sending HTTP Request: %s %s", request.method, shown_url(request.url))
    if _with_bodies() and request.headers.get("content-type"):
        whole = isinstance(request.stream, httpx.ByteStream)
        text = _text(httpx.Response(200, headers=_kind(request), content=request.read())) if whole else "(a stream)"
        log.debug("Request body: %s", _safe(text, request))


def answered(request: httpx.Request, response: httpx.Response) -> None:
    """Log an answer; of a streamed one the body when it has ended."""
    line = (request.method, shown_url(request.url), response.status_code, response.reason_phrase)
    log.debug('HTTP Response: %s %s "%i %s"', *line)
    if not _with_bodies():
        return
    if response.is_closed:
        _log_answer(response)
    else:
        response.stream = _Logged(response)


def _with_bodies() -> bool:
    return os.environ.get("GROQ_LOG_BODIES") == "1"


def _kind(request: httpx.Request) -> Any:
    return {"Content-Type": request.headers["content-type"]}


def _log_answer(response: httpx.Response) -> None:
    log.debug("Response body: %s", _safe(_text(response), response.request))


def _text(read: httpx.Response) -> str:
    kind = read.headers.get("content-type", "")
    if kind.split(";")[0].startswith(("text/", "application/json")):
        return read.text
    return "(%d bytes of %s)" % (len(read.content), kind or "no type")


def _safe(text: str, request: httpx.Request) -> str:
    return scrubbed(text, request.headers.get("authorization", "").rpartition(" ")[2])


class _Logged(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that is logged, as far as it came, when it is closed."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._stream: Any = response.stream
        self._pieces: List[bytes] = []

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            self._pieces.append(piece)
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            self._pieces.append(piece)
            yield piece

    def close(self) -> None:
        self._stream.close()
        self._log()

    async def aclose(self) -> None:
        await self._stream.aclose()
        self._log()

    def _log(self) -> None:
        headers = self._response.headers
        content = b"".join(self._pieces)
        try:
            read = httpx.Response(200, headers=headers, content=content, request=self._response.request)
        except httpx.DecodingError:  # it was cut, and is compressed
            read = httpx.Response(200, headers={"content-type": "compressed data"}, content=content)
            read.request = self._response.request
        _log_answer(read)
