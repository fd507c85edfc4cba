"""Commands to what they print: in processes of their own, and against servers that give fixed answers."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from typing import Any, Callable, Dict, Iterator, List, Optional

__all__ = ["NOTICE", "SECRET", "Terminal", "answering", "run", "serving", "text_of"]

SECRET = "gsk_verysecretkey0123456789"
NOTICE = "groq: GROQ_API_KEY is not set: the built-in local Groq answers.\n"


def take_request(connection: socket.socket) -> None:
    """Read a request to its end: closing a connection with bytes unread on it would reset it."""
    with connection.makefile("rb") as incoming:
        length = 0
        for line in iter(incoming.readline, b"\r\n"):
            if not line:
                return
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        incoming.read(length)


@contextmanager
def serving(serve: Callable[[socket.socket], object]) -> Iterator[int]:
    """A port of the loopback interface; each connection to it is served in its turn, and then closed."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with closing(connection), suppress(OSError):  # a client may have heard enough
                    serve(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            with closing(socket.create_connection(listener.getsockname()[:2])):  # what else would end the wait?
                listener.close()
            thread.join(10)


@contextmanager
def answering(*answers: bytes, hold: Optional[threading.Event] = None) -> Iterator[str]:
    """A server that gives each connection the same bytes; it closes it then, or when `hold` is set."""

    def answer_all(connection: socket.socket) -> None:
        take_request(connection)
        for answer in answers:
            connection.sendall(answer)
        if hold is not None:
            hold.wait(30)

    with serving(answer_all) as port:
        try:
            yield "http://127.0.0.1:%d" % port
        finally:
            if hold is not None:
                hold.set()


def run(*arguments: str, env: Optional[Dict[str, str]] = None, stdin: bytes = b"") -> Any:
    return subprocess.run(
        [sys.executable, "-m", "groq", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        input=stdin,
        timeout=60,
    )


def text_of(data: bytes) -> str:
    return data.decode().replace(os.linesep, "\n")


class Terminal(io.StringIO):
    """Standard output that notes what was there at each flush."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: List[str] = []

    def flush(self) -> None:
        self.seen.append(self.getvalue())
