"""One connection pool to many small ones side by side, those of each event loop by themselves.

httpcore's pool looks at all its connections and requests whenever one of either comes or goes, so that each of 500
requests at once costs several times what each of ten does. Small pools have little to look at. And connections belong
to the event loop that opened them: where another one takes over, as with `asyncio.run` twice, it gets pools of its own.
"""

from __future__ import annotations

import atexit
import sys
import weakref
from collections import deque
from contextlib import suppress
from typing import Any, AsyncIterator, Callable, Deque, Dict, Iterator, List, Optional, Tuple

import anyio
import httpx

from ._ends import End, abort, abort_lost, end_of, forsake, running_loop
from ._forks import leave, renew_in_children, streams_of

__all__ = ["PooledTransport"]

_POOLS = 50
"""The most pools that an event loop gets; one is added when all those there are busy."""


class _Pool:
    """One of the pools: how many requests it has, and how many idle connections it had when last looked at."""

    __slots__ = ("idle", "load", "transport")

    def __init__(self, transport: httpx.AsyncHTTPTransport) -> None:
        self.transport = transport
        self.load = 0
        self.idle = 0

    @property
    def connections(self) -> List[Any]:
        return self.transport._pool.connections


class _Pools:
    """The pools of one event loop, which together keep to the limits of one."""

    def __init__(
        self, make: Callable[[httpx.Limits], httpx.AsyncHTTPTransport], limits: httpx.Limits, most_pools: int
    ) -> None:
        self.pools: List[_Pool] = []
        self.waiting: Deque[anyio.Event] = deque()
        self._make = make
        self._most_pools = most_pools
        self._load = self._idle = 0
        self._limits = limits
        self._most = self._most_idle = sys.maxsize
        if most_pools > 1:  # a single one keeps to its limits by itself
            self._share(limits)

    def _share(self, limits: httpx.Limits) -> None:
        """Keep to the `limits` for all pools together."""
        if limits.max_connections:
            self._most = limits.max_connections
        if limits.max_keepalive_connections is not None:
            self._most_idle = limits.max_keepalive_connections
        # All may be busy in one pool as in another; which of the idle ones are kept is decided for all of them at once.
        each = -(-self._most // self._most_pools) if limits.max_connections else None
        self._limits = httpx.Limits(
            max_connections=each, max_keepalive_connections=each, keepalive_expiry=limits.keepalive_expiry
        )

    async def send(self, request: httpx.Request) -> httpx.Response:
        if self._load < self._most:
            self._load += 1
        else:
            await self._turn(request)
        pool = self._least_loaded()
        pool.load += 1
        if pool.idle:
            self._saw(pool, pool.idle - 1)
        try:
            response = await pool.transport.handle_async_request(request)
        except BaseException as error:
            self._leave(pool)
            abort_lost(error)
            raise
        response.stream = _Body(response.stream, self, pool)
        return response

    def _least_loaded(self) -> _Pool:
        """The first pool that is free; the least busy one where all are, and there are enough of them."""
        least = None
        for pool in self.pools:
            if not pool.load:
                return pool
            if least is None or pool.load < least.load:
                least = pool
        if least is None or len(self.pools) < self._most_pools:
            least = _Pool(self._make(self._limits))
            self.pools.append(least)
        return least

    async def _turn(self, request: httpx.Request) -> None:
        """Wait in line for the place of another request, for as long as this one may."""
        place = anyio.Event()
        self.waiting.append(place)
        try:
            with anyio.fail_after(request.extensions.get("timeout", {}).get("pool")):
                await place.wait()
        except BaseException as error:
            if place.is_set():
                self._pass_on()
            else:
                self.waiting.remove(place)
            if isinstance(error, TimeoutError):
                raise httpx.PoolTimeout("", request=request) from error
            raise

    def _leave(self, pool: _Pool) -> None:
        pool.load -= 1
        self._pass_on()

    def _pass_on(self) -> None:
        """Give a place to the request that waits longest, if there is one."""
        if self.waiting:
            self.waiting.popleft().set()
        else:
            self._load -= 1

    async def release(self, pool: _Pool) -> None:
        """Take note that a request of `pool` is over; close connections that are idle beyond the limit."""
        self._leave(pool)
        idle = [connection for connection in pool.connections if connection.is_idle()]
        self._saw(pool, len(idle))
        while idle and self._idle > self._most_idle:
            connection = idle.pop()
            if connection.is_idle():  # a request may have taken it while another was being closed
                self._saw(pool, pool.idle - 1)
                await connection.aclose()

    def _saw(self, pool: _Pool, idle: int) -> None:
        self._idle += idle - pool.idle
        pool.idle = idle

    def streams(self) -> Iterator[Any]:
        """The network streams of all connections."""
        return (stream for pool in self.pools for stream in streams_of(pool.transport._pool))

    def forget(self) -> None:
        """Give the connections up as they are."""
        self.pools = []

    async def aclose(self) -> None:
        pools, streams = self.pools, [*self.streams()]
        self.forget()
        try:
            for pool in pools:
                with suppress(Exception):  # a connection that cannot be closed well is aborted
                    await pool.transport.aclose()
        finally:
            for stream in streams:  # what is left where the closing is cancelled
                abort(stream)


class _Body(httpx.AsyncByteStream):
    """A response body that takes note of its end."""

    def __init__(self, body: Any, pools: _Pools, pool: _Pool) -> None:
        self._body: httpx.AsyncByteStream = body
        self._pools: Optional[_Pools] = pools
        self._pool = pool

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._body.__aiter__()

    async def aclose(self) -> None:
        pools, self._pools = self._pools, None
        try:
            await self._body.aclose()
        finally:
            if pools is not None:
                await pools.release(self._pool)


class PooledTransport(httpx.AsyncBaseTransport):
    """Sends requests over pools that `make` gives for their share of `limits`, as `httpx.AsyncHTTPTransport` does.

    Each event loop has its own. They are closed with their loop, and when nobody holds the transport any more.
    """

    def __init__(
        self,
        make: Callable[[httpx.Limits], httpx.AsyncHTTPTransport],
        limits: httpx.Limits,
        most_pools: int = _POOLS,
    ) -> None:
        self._make = make
        self._limits = limits
        self._most_pools = most_pools
        self._loops: Dict[Any, Tuple[_Pools, End]] = {}
        renew_in_children(self)
        # Not `__del__`: in a cycle, such as an error's traceback makes, the sockets' own finalizers may run before it.
        weakref.finalize(self, forsake, self._loops).atexit = False
        _living.add(self)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        loop = running_loop()
        entry = self._loops.get(loop)
        pools = entry[0] if entry is not None else await self._opened(loop)
        return await pools.send(request)

    async def aclose(self) -> None:
        """Close the connections of this event loop, and have the others close theirs."""
        entry = self._loops.pop(running_loop(), None)
        forsake(self._loops)
        if entry is not None:
            pools, end = entry
            await pools.aclose()
            end.disown()

    def after_fork(self) -> None:
        """Leave all connections to the parent process."""
        for pools, end in [*self._loops.values()]:
            for stream in pools.streams():
                leave(stream)
            end.disown()
        self._loops.clear()

    @property
    def _pool(self) -> _Overview:
        """What httpx's own transport keeps there: monitoring counts connections and requests by it."""
        return _Overview(self)

    async def _opened(self, loop: Any) -> _Pools:
        """New pools for an event loop, which are closed when it ends."""
        for other, (_, end) in [*self._loops.items()]:
            if end.has_come():
                self._loops.pop(other, None)
                end.forsake()
        pools = _Pools(self._make, self._limits, self._most_pools)
        end = end_of(pools, self._loops, loop)
        self._loops[loop] = (pools, end)
        await end.await_it()
        return pools


_living: weakref.WeakSet[PooledTransport] = weakref.WeakSet()


@atexit.register
def _let_go() -> None:
    """Close what is left when the interpreter exits; event loops of other threads may still be at work."""
    for transport in [*_living]:
        for _, end in [*transport._loops.values()]:
            if not end.is_far():
                end.forsake()


class _Overview:
    """All pools of a transport as one."""

    def __init__(self, transport: PooledTransport) -> None:
        self._transport = transport

    @property
    def connections(self) -> List[Any]:
        return [connection for pool in self._all() for connection in pool.connections]

    @property
    def _requests(self) -> List[Any]:
        return [request for pool in self._all() for request in pool.transport._pool._requests]

    def _all(self) -> List[_Pool]:
        return [pool for pools, _ in [*self._transport._loops.values()] for pool in pools.pools]

    def __getattr__(self, name: str) -> Any:
        """What the pools are made with, such as their SSL context."""
        return getattr(self._transport._make(self._transport._limits)._pool, name)
