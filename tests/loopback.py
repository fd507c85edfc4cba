"""Scripted bytes to a server on a loopback socket, where a fake transport cannot show what matters."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import List, Optional, Sequence, Tuple, Union

__all__ = ["CLOSE", "Answer", "Server", "http_answer"]

CLOSE = None  # as a step of an answer: close the connection

Step = Union[bytes, threading.Event, None]
Answer = Union[bytes, Sequence[Step]]

_PATIENCE = 10.0  # seconds; no test waits that long unless something is wrong


def http_answer(body: bytes = b"{}", status: str = "200 OK", **headers: str) -> bytes:
    """The bytes of a whole response; an underscore in the name of a header stands for a hyphen."""
    fields = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    fields.update({name.replace("_", "-").title(): value for name, value in headers.items()})
    lines = ["HTTP/1.1 " + status, *("%s: %s" % field for field in fields.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


class Server:
    """Answers each request with the next of `answers`, the last one ever after.

    An answer is bytes, or steps: bytes to send, an event to wait for, `CLOSE`. `requests` holds the bytes of each
    request, `connections` for each request the number of the connection it came over, counted from 0.
    """

    def __init__(self, *answers: Answer) -> None:
        self.requests: List[bytes] = []
        self.connections: List[int] = []
        self._answers = list(answers) or [http_answer()]
        self._lock = threading.Lock()
        self._sockets: List[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return "http://127.0.0.1:%d" % self._listener.getsockname()[1]

    def answer(self, request: bytes) -> Answer:
        """The answer to a request; for subclasses that look at it."""
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def ended(self, connection: int) -> bool:
        """Whether the client closed the connection; waits for it."""
        thread = self._threads[1 + connection]
        thread.join(_PATIENCE)
        return not thread.is_alive()

    def close(self) -> None:
        with suppress(OSError):  # not every system lets go of a listening socket in this way
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            sockets = list(self._sockets)
        for connection in sockets:
            with suppress(OSError):  # closed already
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(_PATIENCE)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return  # closed
            connection.settimeout(_PATIENCE)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # each piece goes out as it is sent
            with self._lock:
                self._sockets.append(connection)
                number = len(self._sockets) - 1
            thread = threading.Thread(target=self._serve, args=(connection, number), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        with connection, suppress(OSError):  # the client may go away: some tests mean it to
            while self._exchange(connection, number):
                pass

    def _exchange(self, connection: socket.socket, number: int) -> bool:
        """Whether the connection stays open after one more request."""
        request = _read_request(connection)
        if request is None:
            return False
        with self._lock:
            self.requests.append(request)
            self.connections.append(number)
            answer = self.answer(request)
        for step in [answer] if isinstance(answer, bytes) else answer:
            if step is CLOSE:
                return False
            if isinstance(step, threading.Event):
                step.wait(_PATIENCE)
            else:
                connection.sendall(step)
        return True


def _read_request(connection: socket.socket) -> Optional[bytes]:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return None
        received += piece
    head, body = received.split(b"\r\n\r\n", 1)
    complete, length = _end_of_body(head)
    while not (body.endswith(b"0\r\n\r\n") if complete else len(body) >= length):
        piece = connection.recv(65536)
        if not piece:
            return None
        body += piece
    return head + b"\r\n\r\n" + body


def _end_of_body(head: bytes) -> Tuple[bool, int]:
    """Whether the body comes in chunks, else its length."""
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    return fields.get(b"transfer-encoding") == b"chunked", int(fields.get(b"content-length", b"0"))
