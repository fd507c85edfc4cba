"""One HTTP connection: the requests that come over it to their answers, written as they are to go out."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Any, Callable, List, Optional, Tuple

import httpx

from ._delivery import Break, Opening, Pause, steps
from ._errors import Refusal, invalid
from ._exchange import Answer, Request
from ._respond import respond
from ._state import State

__all__ = ["Connection", "Log"]

Log = Callable[[str, str, int, float], None]
"""Is told of each request, when its answer is out: the method, the path, the status (0 where it got no answer) and the
seconds it took."""

_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class Connection(BaseHTTPRequestHandler):
    """Reads requests off a socket and writes their answers. Pauses end, as an OSError, when `closing` is set."""

    protocol_version = "HTTP/1.1"
    server_version = "local-groq"
    disable_nagle_algorithm = True

    # The base class would do all it has to do here, for as long as the connection lasts.
    def __init__(
        self,
        state: State,
        connection: socket.socket,
        address: Any,
        closing: threading.Event,
        log: Optional[Log] = None,
    ) -> None:
        self.request = connection
        self.client_address = address
        self._state = state
        self._log = log
        self._closing = closing
        self._broken = False
        self.setup()

    def serve(self) -> bool:
        """Answer what has come, waiting for what is under way; whether the connection stays open for more."""
        while True:
            self.close_connection = True
            self.handle_one_request()
            if self.close_connection:
                return False
            if not self._has_more():
                return True

    def close(self) -> None:
        with suppress(OSError):  # the client may have gone
            self.finish()
            if not self._broken:
                self.connection.shutdown(socket.SHUT_WR)
        self.connection.close()

    def abort(self) -> None:
        """End what another thread reads or writes."""
        with suppress(OSError):  # closed already
            self.connection.shutdown(socket.SHUT_RDWR)

    def answer(self) -> None:
        began = time.perf_counter()
        path, _, query = self.path.partition("?")
        headers = httpx.Headers([(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()])
        body, whole = self._body()
        request = Request(self.command, path, headers, httpx.QueryParams(query), body)
        answer = respond(request, self._state) if whole else _UNREADABLE
        try:
            self._deliver(answer)
        finally:
            if self._log is not None:
                self._log(self.command, self.path, answer.status, time.perf_counter() - began)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test's standard error is the test's."""

    def send_error(self, code: int, message: Optional[str] = None, explain: Optional[str] = None) -> None:
        """Refuse what is not HTTP in the words of the API."""
        self.close_connection = True
        self._deliver(Refusal(int(code), message or explain or "Bad request", "bad_request").answer())

    def _has_more(self) -> bool:
        """Whether a part of the next request was read along with the last one, where nobody would look for it."""
        self.connection.setblocking(False)
        try:
            return bool(self.rfile.peek(1))  # type: ignore[attr-defined] # a BufferedReader, typed as any file
        finally:
            self.connection.setblocking(True)

    def _body(self) -> Tuple[bytes, bool]:
        """The body, and whether it could be told where it ends. Where not, the connection cannot be used again."""
        try:
            if "chunked" in self.headers.get("transfer-encoding", "").lower():
                return self._chunked(), True
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length) if length >= 0 else b""
            if len(body) == length:
                return body, True
        except ValueError:
            pass
        self.close_connection = True
        return b"", False

    def _chunked(self) -> bytes:
        """A body in chunks (RFC 9112, 7.1), its extensions and trailers dropped."""
        chunks: List[bytes] = []
        while True:
            size = int(self.rfile.readline(1024).partition(b";")[0], 16)
            if size == 0:
                break
            chunks.append(self.rfile.read(size))
            self.rfile.readline(1024)
        while self.rfile.readline(65536).strip():
            pass
        return b"".join(chunks)

    def _deliver(self, answer: Answer) -> None:
        """Send an answer in the way it goes out; where that breaks off, the connection ends."""
        self._pause(answer.delivery.delay)
        if answer.delivery.opening is not Opening.ANSWERED:
            self.wfile.write(answer.delivery.head)
            self._end(reset=answer.delivery.opening is Opening.REFUSED)
            return
        chunked = answer.chunks is not None and self.request_version == "HTTP/1.1"
        self._send_head(answer, chunked)
        last = b""  # goes out together with the end of the body, which whoever reads it then need not wait for
        for step in steps(answer.pieces(self.command), answer.delivery):
            self.wfile.write(last)
            last = b""
            if isinstance(step, Pause):
                self._pause(step.seconds)
            elif isinstance(step, bytes):
                last = b"%x\r\n%s\r\n" % (len(step), step) if chunked else step
            else:
                self._end(reset=step is Break.RESET)
                return
        self.wfile.write(last + b"0\r\n\r\n" if chunked and self.command != "HEAD" else last)

    def _send_head(self, answer: Answer, chunked: bool) -> None:
        self.send_response_only(answer.status)
        usual = (("server", self.server_version), ("date", self.date_time_string()))
        for name, value in answer.with_defaults(usual).headers:
            self.send_header(name, value)
        if chunked:
            self.send_header("transfer-encoding", "chunked")
        elif answer.status not in (204, 304):
            self.send_header("content-length", str(len(answer.content)))
        self.end_headers()

    def _end(self, *, reset: bool) -> None:
        """Let the connection end here."""
        self.close_connection = True
        if reset:  # closed with nothing to linger for, it is
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
            self._broken = True

    def _pause(self, seconds: float) -> None:
        if seconds and self._closing.wait(seconds):
            raise ConnectionAbortedError("The server was closed.")


_UNREADABLE = invalid("The request body does not end where its headers say.", "invalid_body").answer()
