"""A process to its forked children: connections stay with the parent, and a child opens its own.

Two processes that read from one socket rob each other, and what one says in farewell ends the other's connection too.
"""

from __future__ import annotations

import os
import weakref
from contextlib import suppress
from typing import Any, Callable, Iterator, Protocol, TypeVar

import httpx

__all__ = ["ForkSafeTransport", "Renewed", "in_child", "leave", "renew_in_children", "streams_of"]


_WorkT = TypeVar("_WorkT", bound=Callable[[], object])


class Renewed(Protocol):
    """What begins anew in a forked child."""

    def after_fork(self) -> None: ...


_renewed: weakref.WeakSet[Renewed] = weakref.WeakSet()


def in_child(work: _WorkT) -> _WorkT:
    """Have `work` done first of all in each forked child, on systems that fork."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=work)
    return work


def renew_in_children(holder: Renewed) -> None:
    """Have `holder` begin anew in each forked child, as long as somebody holds it."""
    _renewed.add(holder)


@in_child
def _renew() -> None:
    for holder in [*_renewed]:
        holder.after_fork()


def streams_of(pool: Any) -> Iterator[Any]:
    """The network streams of the connections that one of httpcore's pools has opened."""
    for connection in pool.connections:
        while connection is not None and not hasattr(connection, "_network_stream"):
            connection = getattr(connection, "_connection", None)
        if connection is not None:
            yield connection._network_stream


class ForkSafeTransport(httpx.HTTPTransport):
    """httpx's own transport, with new connections in a forked child."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._settings = settings
        renew_in_children(self)

    def after_fork(self) -> None:
        for stream in streams_of(self._pool):
            with suppress(Exception):
                stream.get_extra_info("socket").close()  # says nothing to the server, not over TLS either
        super().__init__(**self._settings)


def leave(stream: Any) -> None:
    """Leave the connection of an awaited stream to the parent process.

    Its event loop may be in use here, too, and watches the socket by its number. The loop is not told, because loops
    of parent and child share what they watch with: the number leads to nowhere from now on.
    """
    with suppress(Exception):
        watched = stream.get_extra_info("socket")
        opened = getattr(watched, "_sock", watched)  # inside of what event loops wrap it in
        nowhere = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nowhere, opened.fileno(), inheritable=False)
        os.close(nowhere)
        opened.detach()
        transport = stream._stream
        while hasattr(transport, "transport_stream"):
            transport = transport.transport_stream
        transport._transport._sock, transport._transport._conn_lost, transport._transport._closing = None, 1, True
