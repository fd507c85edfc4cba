"""The server of `loopback` behind TLS; it decides what goes into one record and what into one packet."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from typing import Any

from loopback import Server
from pieces import LAST_CHUNK

__all__ = ["TLSServer", "trusting"]

CERTIFICATE = Path(__file__).with_name("loopback.pem")


def trusting() -> ssl.SSLContext:
    """What a client needs to trust the server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(CERTIFICATE)
    return context


class TLSServer(Server):
    """Sends the last chunk of a body as a record of its own, but together with what comes before it."""

    @property
    def url(self) -> str:
        return super().url.replace("http:", "https:")

    def _serve(self, connection: Any, number: int) -> None:
        super()._serve(_Encrypted(connection), number)


class _Encrypted:
    """The parts of a socket that `Server` uses."""

    def __init__(self, connection: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self._connection = connection
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)

    def __enter__(self) -> None:
        self._connection.__enter__()

    def __exit__(self, *exception: Any) -> None:
        self._connection.__exit__(*exception)

    def recv(self, size: int) -> bytes:
        while True:
            try:
                content = self._tls.read(size)  # shakes hands first
                break
            except ssl.SSLWantReadError:
                self._flush()
                received = self._connection.recv(65536)
                if not received:
                    return b""
                self._incoming.write(received)
            except ssl.SSLZeroReturnError:
                return b""
        return content

    def sendall(self, content: bytes) -> None:
        body, last, _ = content.partition(LAST_CHUNK)
        for record in (body, last):
            if record:
                self._tls.write(record)
        self._flush()

    def _flush(self) -> None:
        if self._outgoing.pending:
            self._connection.sendall(self._outgoing.read())
