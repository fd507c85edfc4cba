"""A port to connections, and each to a thread for as long as it has something to do."""

from __future__ import annotations

import errno
import selectors
import socket
import threading
from collections import deque
from contextlib import suppress
from functools import partial
from typing import Deque, Optional, Set

from ._connection import Connection, Log
from ._state import State
from ._workers import Workers

__all__ = ["Listener"]

_PATIENCE = 5.0  # seconds that closing waits for threads, all in all

# One thread watches every connection that is idle, so those that are kept alive cost none; a connection on which a
# request arrives gets a worker until it is answered. That bounds the threads by the requests under way, which all wait
# for nothing but their client or a scripted pause: those beyond the bound are answered a little later.
_MOST_WORKERS = 256


class Listener:
    """Accepts connections and lets workers serve them."""

    def __init__(self, state: State, host: str, port: int, log: Optional[Log] = None) -> None:
        self._socket = _bound(host, port)
        self.host: str = self._socket.getsockname()[0]
        self.port: int = self._socket.getsockname()[1]
        self._state = state
        self._log = log
        self._closing = threading.Event()
        self._connections: Set[Connection] = set()
        self._returned: Deque[Connection] = deque()
        self._workers = Workers(_MOST_WORKERS, "local-groq")
        self._bell, self._heard = socket.socketpair()
        self._bell.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(self._heard, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="local-groq", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, cut what is open and wait for the threads."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._ring()
        self._thread.join(_PATIENCE)
        for connection in list(self._connections):
            connection.abort()
        self._workers.close(_PATIENCE)
        for connection in list(self._connections):
            connection.close()
        self._connections.clear()
        for end in (self._bell, self._heard, self._socket, self._selector):
            end.close()

    def _run(self) -> None:
        while not self._closing.is_set():
            for key, _ in self._selector.select():
                if key.fileobj is self._socket:
                    self._accept()
                elif key.fileobj is self._heard:
                    self._take_back()
                else:
                    self._selector.unregister(key.fileobj)
                    self._workers.submit(partial(self._serve, key.data))

    def _accept(self) -> None:
        try:
            accepted, address = self._socket.accept()
        except BlockingIOError:
            return  # the client went away again
        except OSError:
            self._closing.wait(0.01)  # no more sockets: some are closed, in time
            return
        try:
            accepted.setblocking(True)
            connection = Connection(self._state, accepted, address, self._closing, self._log)
        except OSError:
            accepted.close()  # on some systems it cannot be set up once the client has gone
            return
        self._connections.add(connection)
        self._watch(connection)

    def _serve(self, connection: Connection) -> None:
        """Answer what has come over a connection, in a worker; watch it again, or close it."""
        kept = False
        try:
            kept = connection.serve()
        except (OSError, ValueError):
            pass  # the client went away, or the server is closing: nobody is left to tell
        finally:
            if kept:
                self._returned.append(connection)
                self._ring()
            else:
                connection.close()
                self._connections.discard(connection)

    def _take_back(self) -> None:
        self._heard.recv(4096)
        while self._returned:
            self._watch(self._returned.popleft())

    def _watch(self, connection: Connection) -> None:
        self._selector.register(connection.connection, selectors.EVENT_READ, connection)

    def _ring(self) -> None:
        with suppress(BlockingIOError):  # it rings already
            self._bell.send(b"\0")


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket; raises OSError with what is wrong where there can be none."""
    if not 0 <= port <= 65535:
        raise ValueError("The port is %d: it must be from 1 to 65535, or 0 for a free one" % port)
    try:
        socket.getaddrinfo(host, port)  # what is wrong with a name is told as such here only
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise type(error)(error.errno, _what_is_wrong(error, host, port)) from error
    listening.setblocking(False)
    return listening


def _what_is_wrong(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return "Port %d of %s is in use: pass another one, or 0 for a free one" % (port, host)
    if error.errno == errno.EACCES:
        return "Port %d of %s is not for this user: pass one above 1023, or 0 for a free one" % (port, host)
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "Host %r is not an address of this machine: pass '127.0.0.1', or '0.0.0.0' for all of them" % host
    return "Port %d of %s cannot be listened on: %s" % (port, host, error.strerror or error)
