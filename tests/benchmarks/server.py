"""Requests over loopback to answers prepared beforehand: `server.py` serves until its standard input ends.

It prints the ports for HTTP and HTTPS, then runs in a process of its own, so that what is measured is the client. The
first part of a request's path names the answer and the delay before its first byte: `/chat-20/...` is the chat answer
after 20 milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import sys
from pathlib import Path
from typing import Any, Dict, Optional, Sequence, Tuple

import bodies

__all__ = ["CERTIFICATE", "main"]

CERTIFICATE = Path(__file__).resolve().parent.parent / "loopback.pem"

_PACE = 0.00025  # seconds between two events that shall come in segments of their own
_BLOCK = bodies.payload(100_000)

_HEADERS = """\
Date: Thu, 09 Oct 2025 08:00:00 GMT
Content-Type: %s
Connection: keep-alive
Cache-Control: private, max-age=0, no-store, no-cache, must-revalidate
Vary: Origin
X-Groq-Region: fra
X-Ratelimit-Limit-Requests: 14400
X-Ratelimit-Limit-Tokens: 250000
X-Ratelimit-Remaining-Requests: 14399
X-Ratelimit-Remaining-Tokens: 249451
X-Ratelimit-Reset-Requests: 6s
X-Ratelimit-Reset-Tokens: 131.76ms
X-Request-Id: req_01k6vq8dc4e6ta0zq6w5a2j8ne
Via: 1.1 google
Cf-Cache-Status: DYNAMIC
Server: cloudflare
Cf-Ray: 98bd4e5cafb1d2f0-FRA
"""


def _head(kind: str, length: Optional[int] = None) -> bytes:
    """The head of an answer; a body without a length comes in chunks."""
    framing = "Transfer-Encoding: chunked" if length is None else "Content-Length: %d" % length
    lines = ["HTTP/1.1 200 OK", *(_HEADERS % kind).splitlines(), framing, "", ""]
    return "\r\n".join(lines).encode()


def _whole(body: bytes) -> Tuple[bytes]:
    return (_head("application/json", len(body)) + body,)


def _answers() -> Dict[str, Sequence[bytes]]:
    """For each name the segments of its answer, one after the other."""
    framed = [b"%x\r\n%s\r\n" % (len(event), event) for event in bodies.events()]
    framed[0] = _head("text/event-stream") + framed[0]
    framed[-1] += b"0\r\n\r\n"
    return {
        "chat": _whole(bodies.chat()),
        "stream": (b"".join(framed),),
        "segments": framed,
        "float": _whole(bodies.embeddings("float")),
        "base64": _whole(bodies.embeddings("base64")),
        "transcription": _whole(bodies.transcription()),
        "sink": _whole(bodies.file()),
        "source": (_head("application/octet-stream", bodies.SIZE), *[_BLOCK] * (bodies.SIZE // len(_BLOCK))),
    }


class _Connection(asyncio.Protocol):
    """One connection: understands just enough of HTTP to know where a request ends and what it wants."""

    _LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
    _CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)

    def __init__(self, answers: Dict[str, Sequence[bytes]]) -> None:
        self._answers = answers
        self._loop = asyncio.get_running_loop()
        self._head = b""
        self._tail: Optional[bytes] = None  # the last bytes of a body in chunks
        self._missing = 0  # bytes of a body with a length
        self._wanted = ""
        self._writable = asyncio.Event()
        self._writable.set()
        self._writer: Optional[asyncio.Future[None]] = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def connection_lost(self, _error: Optional[Exception]) -> None:
        self._writable.set()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    def data_received(self, data: bytes) -> None:
        if not self._wanted:
            self._head += data
            head, found, data = self._head.partition(b"\r\n\r\n")
            if not found:
                return
            self._begin(head)
        if self._tail is not None:  # only the end of a body is looked at, whatever its size
            self._tail = (self._tail + data[-5:])[-5:]
            complete = self._tail == b"0\r\n\r\n"
        else:
            self._missing -= len(data)
            complete = self._missing <= 0
        if complete:
            self._answer()

    def _begin(self, head: bytes) -> None:
        self._wanted = head.split(b"/", 2)[1].decode("latin-1")
        length = self._LENGTH.search(head)
        self._missing = int(length.group(1)) if length else 0
        self._tail = b"" if self._CHUNKED.search(head) else None

    def _answer(self) -> None:
        name, _, delay = self._wanted.partition("-")
        self._head, self._wanted, self._tail = b"", "", None
        segments = self._answers[name]
        if len(segments) > 1:
            self._writer = asyncio.ensure_future(self._write(segments, _PACE if name == "segments" else 0))
        elif delay != "0":
            self._loop.call_later(int(delay) / 1000, self._transport.write, segments[0])
        else:
            self._transport.write(segments[0])

    async def _write(self, segments: Sequence[bytes], pace: float) -> None:
        for segment in segments:
            await self._writable.wait()
            if self._transport.is_closing():
                return
            self._transport.write(segment)
            due = self._loop.time() + pace
            while pace and self._loop.time() < due:  # timers are too coarse
                await asyncio.sleep(0)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    answers = _answers()
    ports = {}
    servers = []
    for scheme, tls in (("http", None), ("https", context)):
        server = await loop.create_server(lambda: _Connection(answers), "127.0.0.1", 0, ssl=tls, backlog=1024)
        ports[scheme] = server.sockets[0].getsockname()[1]
        servers.append(server)
    print(json.dumps(ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


def main() -> None:
    """Serve until standard input ends: when whoever started this closes it, or is gone."""
    asyncio.run(_serve())


if __name__ == "__main__":
    main()
