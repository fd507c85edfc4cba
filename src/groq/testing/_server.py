"""A local Groq as an HTTP server on a loopback socket, made of the standard library."""

from __future__ import annotations

import os
import socket
import socketserver
import threading
import time
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional, Tuple

import httpx

from ._errors import Refusal, invalid
from ._exchange import Answer, Request
from ._respond import respond
from ._state import State

if TYPE_CHECKING:
    from typing_extensions import Self

    from groq import AsyncGroq, Groq

__all__ = ["LocalServer", "Log"]

Log = Callable[[str, str, int, float], None]
"""Is told of each request, when its answer is out: the method, the path, the status and the seconds it took."""

_PATIENCE = 5  # seconds that closing waits for a thread


class LocalServer:
    """A running server: `url` is where. Close it, or use it as a context manager."""

    def __init__(self, state: State, host: str, port: int, log: Optional[Log] = None) -> None:
        self._state = state
        self._listener = _Listener(state, host, port, log)
        self._thread = threading.Thread(target=self._listener.run, name="local-groq", daemon=True)
        self._thread.start()

    @property
    def api_key(self) -> str:
        """The key it lets in."""
        return self._state.api_key

    @property
    def url(self) -> str:
        """Its base URL, such as `http://127.0.0.1:49152`."""
        return "http://%s:%d" % self._listener.reachable

    @property
    def requests(self) -> List[Request]:
        """The requests so far, refused ones too, oldest first: a copy."""
        return self._state.recorded()

    def client(self, **options: Any) -> Groq:
        """A `Groq` that talks to it; `options` are those of `Groq`. Proxies of the environment are not asked."""
        from groq import DefaultHttpxClient, Groq

        if "http_client" not in options:
            options["http_client"] = DefaultHttpxClient(trust_env=False)
        return Groq(**self._options(options))

    def async_client(self, **options: Any) -> AsyncGroq:
        """An `AsyncGroq` that talks to it; `options` are those of `AsyncGroq`."""
        from groq import AsyncGroq, DefaultAsyncHttpxClient

        if "http_client" not in options:
            options["http_client"] = DefaultAsyncHttpxClient(trust_env=False)
        return AsyncGroq(**self._options(options))

    def close(self) -> None:
        """Stop listening, cut what is open and wait for its threads. Closing twice is once."""
        self._listener.stop()
        self._thread.join(_PATIENCE)
        self._listener.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _options(self, options: Mapping[str, Any]) -> Dict[str, Any]:
        return {"api_key": self.api_key, "base_url": self.url, **options}


class _Listener(socketserver.TCPServer):
    """Accepts connections and gives each a thread."""

    allow_reuse_address = os.name == "posix"  # elsewhere it would share a port that is taken
    request_queue_size = 128

    def __init__(self, state: State, host: str, port: int, log: Optional[Log]) -> None:
        self._closing = False
        self._open: Dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        super().__init__((host, port), partial(_Connection, state, log))

    def run(self) -> None:
        while not self._closing:
            self.handle_request()

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._closing:
            self.shutdown_request(request)
            return
        thread = threading.Thread(target=self._serve, args=(request, client_address), name="local-groq", daemon=True)
        with self._lock:
            self._open[thread] = request
        thread.start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: the connection is closed, which the client sees."""

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        except (OSError, ValueError):
            pass  # the client went away, or the server is closing: nobody is left to tell
        finally:
            self.shutdown_request(request)
            with self._lock:
                self._open.pop(threading.current_thread(), None)

    def stop(self) -> None:
        """Let `run` see that it is over: it waits for a connection, so it gets one."""
        if not self._closing:
            self._closing = True
            with suppress(OSError):  # where nobody can connect, nobody is waited for
                socket.create_connection(self.reachable, timeout=_PATIENCE).close()

    def server_close(self) -> None:
        """Close the listening socket and, where `run` has ended, every connection."""
        super().server_close()
        with self._lock:
            connections = list(self._open.items())
        for thread, connection in connections:
            with suppress(OSError):  # already closed by the other side
                connection.shutdown(socket.SHUT_RDWR)
            thread.join(_PATIENCE)

    @property
    def reachable(self) -> Tuple[str, int]:
        """Where to connect to: the address listened on, or the loopback one where that is all of them."""
        host, port = self.server_address[:2]
        return ("127.0.0.1" if host == "0.0.0.0" else str(host)), port


class _Connection(BaseHTTPRequestHandler):
    """Reads requests off one connection and writes their answers."""

    protocol_version = "HTTP/1.1"
    server_version = "local-groq"
    sys_version = ""
    disable_nagle_algorithm = True

    def __init__(self, state: State, log: Optional[Log], *args: Any) -> None:
        self._state = state
        self._log = log
        super().__init__(*args)

    def answer(self) -> None:
        began = time.perf_counter()
        path, _, query = self.path.partition("?")
        headers = httpx.Headers([(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()])
        body, whole = self._body()
        request = Request(self.command, path, headers, httpx.QueryParams(query), body)
        answer = respond(request, self._state) if whole else _UNREADABLE
        try:
            self._write(answer)
        finally:
            if self._log:
                self._log(self.command, self.path, answer.status, time.perf_counter() - began)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test's standard error is the test's."""

    def send_error(self, code: int, message: Optional[str] = None, explain: Optional[str] = None) -> None:
        """Refuse what is not HTTP in the words of the API."""
        self.close_connection = True
        self._write(Refusal(int(code), message or explain or "Bad request", "bad_request").answer())

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

    def _write(self, answer: Answer) -> None:
        chunked = answer.chunks is not None and self.request_version == "HTTP/1.1"
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if chunked:
            self.send_header("transfer-encoding", "chunked")
        else:
            self.send_header("content-length", str(len(answer.content)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if not chunked:
            self.wfile.write(answer.content)
            return
        for chunk in answer.chunks or ():
            self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        self.wfile.write(b"0\r\n\r\n")


_UNREADABLE = invalid("The request body does not end where its headers say.", "invalid_body").answer()
