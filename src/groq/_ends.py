"""Connections whose event loop or whose client is over: closed in their loop if it still runs, else let go quietly."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import Any, AsyncGenerator, Dict, Iterable, Protocol, Tuple, TypeVar, Union

__all__ = ["Connections", "End", "LoopEnd", "TrioEnd", "abort", "abort_lost", "end_of", "forsake", "running_loop"]


class Connections(Protocol):
    """The connections of one event loop."""

    def streams(self) -> Iterable[Any]: ...

    def forget(self) -> None: ...

    async def aclose(self) -> None: ...


_ConnectionsT = TypeVar("_ConnectionsT", bound=Connections)


class LoopEnd:
    """Closes connections when their event loop ends: one of asyncio closes its generators then."""

    def __init__(self, connections: Connections, loops: Dict[Any, Any], loop: asyncio.AbstractEventLoop) -> None:
        self._connections = connections
        self._loop = loop
        self._generator = _until_end(connections, loops, loop)

    async def await_it(self) -> None:
        await self._generator.__anext__()

    def has_come(self) -> bool:
        return self._loop.is_closed()

    def is_far(self) -> bool:
        """Whether the loop runs, in whichever thread."""
        return self._loop.is_running()

    def forsake(self) -> None:
        """Close the connections, which nobody needs any more. To be called from anywhere."""
        if self.is_far():
            with suppress(RuntimeError):  # over since
                self._loop.call_soon_threadsafe(self._close)
                return
        for stream in self._connections.streams():
            _release(stream)
        self.disown()

    def disown(self) -> None:
        """Forget the connections, with nothing left to do when the loop ends."""
        self._connections.forget()
        with suppress(StopIteration, RuntimeError):
            self._generator.aclose().__await__().send(None)  # does not wait where there is nothing to close

    def _close(self) -> None:
        self._closing = self._loop.create_task(_closed(self._generator, self._connections))


async def _until_end(connections: Connections, loops: Dict[Any, Any], loop: Any) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        loops.pop(loop, None)
        await connections.aclose()


async def _closed(generator: AsyncGenerator[None, None], connections: Connections) -> None:
    await generator.aclose()
    await connections.aclose()  # where it never began


class TrioEnd:
    """`LoopEnd` for trio, which cancels its system tasks when it ends."""

    def __init__(self, connections: Connections, loops: Dict[Any, Any], token: Any) -> None:
        self._connections = connections
        self._loops = loops
        self._token = token
        self._trio: Any = sys.modules["trio"]
        self._forsaken = self._trio.Event()

    async def await_it(self) -> None:
        self._trio.lowlevel.spawn_system_task(
            _until_end_or, self._forsaken, self._trio.CancelScope, self._connections, self._loops, self._token
        )

    def has_come(self) -> bool:
        return False  # it leaves the loops by itself

    def is_far(self) -> bool:
        try:
            self._token.run_sync_soon(int)
        except self._trio.RunFinishedError:
            return False
        return True

    def forsake(self) -> None:
        try:
            self._token.run_sync_soon(self._forsaken.set)
        except self._trio.RunFinishedError:
            for stream in self._connections.streams():
                _release(stream)
            self.disown()

    def disown(self) -> None:
        self._connections.forget()


async def _until_end_or(
    forsaken: Any, shield: Any, connections: Connections, loops: Dict[Any, Any], token: Any
) -> None:
    try:
        await forsaken.wait()
    finally:
        loops.pop(token, None)
        with shield(shield=True):
            await connections.aclose()


End = Union[LoopEnd, TrioEnd]


def end_of(connections: Connections, loops: Dict[Any, Any], loop: Any) -> End:
    """The end of an event loop, asyncio's or trio's, from whose `loops` it takes its connections then."""
    known = LoopEnd if isinstance(loop, asyncio.AbstractEventLoop) else TrioEnd
    return known(connections, loops, loop)


def forsake(loops: Dict[Any, Tuple[_ConnectionsT, End]]) -> None:
    """Close the connections of all these event loops, each in its own way."""
    with suppress(KeyError):  # a loop in another thread may end meanwhile
        while loops:
            _, (_, end) = loops.popitem()
            end.forsake()


def running_loop() -> Any:
    """What stands for the event loop that runs: asyncio's, or the token of trio's."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return sys.modules["trio"].lowlevel.current_trio_token()


def _inner(stream: Any) -> Any:
    """The stream of anyio or trio, below TLS, inside of one of httpcore."""
    inner = stream._stream
    while hasattr(inner, "transport_stream"):
        inner = inner.transport_stream
    return inner


def abort(stream: Any) -> None:
    """Close a connection of the loop that runs, without waiting."""
    with suppress(Exception):
        transport = _inner(stream)._transport
        if not transport.is_closing():
            transport.abort()


def abort_lost(error: BaseException) -> None:
    """Close the connection that was opened in the very moment its request was cancelled.

    `anyio.connect_tcp` forgets it then (seen up to 4.12), and asyncio would complain when it is collected.
    """
    traceback = error.__traceback__
    while traceback is not None:
        frame, traceback = traceback.tb_frame, traceback.tb_next
        if frame.f_code.co_name == "connect_tcp" and "connected_stream" in frame.f_code.co_cellvars:
            with suppress(Exception):
                frame.f_locals["connected_stream"]._transport.abort()


def _release(stream: Any) -> None:
    """Close a connection whose loop does not run, and may never run again.

    To close it in the way of the loop would have to be waited for there, and to leave it means a warning.
    """
    with suppress(Exception):
        inner = _inner(stream)
        transport = getattr(inner, "_transport", None)
        if transport is None:
            inner.socket._sock.close()  # trio's own would have to run
            return
        with suppress(Exception):  # a loop that is closed watches nothing
            transport._loop._remove_reader(transport._sock_fd)
            transport._loop._remove_writer(transport._sock_fd)
        transport._closing, transport._conn_lost = True, 1
        transport._call_connection_lost(None)
