"""The pools side by side below an `AsyncGroq`: they keep to the limits of one, and every event loop has its own."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import textwrap
from typing import Any, List

import anyio
import httpx
import pytest

import groq
from backends import under_trio
from groq._pools import PooledTransport
from groq.testing import LocalGroq, LocalServer
from loopback import CLOSE, Server, http_answer


def transport(most: int, most_idle: int = 100) -> PooledTransport:
    limits = httpx.Limits(max_connections=most, max_keepalive_connections=most_idle)
    return PooledTransport(lambda share: httpx.AsyncHTTPTransport(limits=share, verify=False), limits)


def open_connections(client: httpx.AsyncClient) -> List[Any]:
    return [connection for connection in client._transport._pool.connections if not connection.is_closed()]


async def gathered(client: httpx.AsyncClient, url: str, count: int) -> List[int]:
    return [answer.status_code for answer in await asyncio.gather(*(client.get(url) for _ in range(count)))]


async def test_requests_at_once_are_spread_and_later_ones_take_the_same_connections() -> None:
    server = Server(http_answer())
    async with httpx.AsyncClient(transport=transport(1000)) as client:
        await client.get(server.url)
        for _ in range(2):
            assert await gathered(client, server.url, 5) == [200] * 5
        ((pools, _),) = client._transport._loops.values()
        assert [len(pool.connections) for pool in pools.pools] == [1] * 5
        await client.get(server.url)
    server.close()
    assert set(server.connections) == {0, 1, 2, 3, 4}
    assert (server.connections[0], server.connections[-1]) == (0, 0)


async def test_no_more_connections_are_open_than_the_limit() -> None:
    server = Server(http_answer())
    async with httpx.AsyncClient(transport=transport(60)) as client:
        assert await gathered(client, server.url, 200) == [200] * 200
        assert len(open_connections(client)) <= 60
    server.close()
    assert max(server.connections) < 60


async def test_idle_connections_beyond_the_limit_are_closed() -> None:
    server = Server(http_answer())
    async with httpx.AsyncClient(transport=transport(100, most_idle=7)) as client:
        await gathered(client, server.url, 40)
        assert len(open_connections(client)) <= 7
    server.close()


async def test_no_request_loses_its_connection_to_the_limit_on_idle_ones() -> None:
    with LocalGroq() as local, local.serve() as server:
        async with httpx.AsyncClient(transport=transport(100, most_idle=1)) as http_client:
            client = groq.AsyncGroq(base_url=server.url, api_key=server.api_key, http_client=http_client, max_retries=0)
            for _ in range(5):
                await asyncio.gather(*(client.models.list() for _ in range(60)))
        assert local.statuses == [200] * 300


async def test_requests_beyond_the_limit_are_sent_in_the_order_they_came() -> None:
    server = Server(http_answer())
    async with httpx.AsyncClient(transport=transport(1)) as client:
        async with client.stream("GET", server.url + "/first"):
            others = [asyncio.ensure_future(client.get("%s/%d" % (server.url, number))) for number in range(5)]
            await asyncio.sleep(0.01)
            assert len(server.requests) == 1
        await asyncio.gather(*others)
    server.close()
    assert [request.split(b" ")[1] for request in server.requests] == [b"/first", b"/0", b"/1", b"/2", b"/3", b"/4"]


async def test_a_request_waits_for_a_connection_no_longer_than_it_may() -> None:
    server = Server(http_answer())
    async with httpx.AsyncClient(transport=transport(1), timeout=httpx.Timeout(5, pool=0.01)) as client:
        async with client.stream("GET", server.url):
            with pytest.raises(httpx.PoolTimeout):
                await client.get(server.url)
        assert (await client.get(server.url)).status_code == 200
    server.close()


@pytest.mark.parametrize("granted", [False, True])
async def test_a_request_cancelled_in_line_leaves_its_place_to_the_next(granted: bool) -> None:
    server = Server(http_answer())
    async with httpx.AsyncClient(transport=transport(1)) as client:
        async with client.stream("GET", server.url):
            first, second = (asyncio.ensure_future(client.get(server.url)) for _ in range(2))
            await asyncio.sleep(0.01)
            if not granted:
                first.cancel()
        first.cancel()  # by now its turn has come, but it does not know yet
        assert (await asyncio.wait_for(second, 5)).status_code == 200
        assert first.cancelled()
        assert (await client.get(server.url)).status_code == 200
    server.close()


async def test_requests_that_fail_give_their_place_back() -> None:
    server = Server([CLOSE])
    async with httpx.AsyncClient(transport=transport(2)) as client:
        for _ in range(6):
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get(server.url)
        assert client._transport._pool._requests == []
    server.close()


def test_one_client_serves_several_event_loops_one_after_the_other() -> None:
    with LocalGroq().serve() as server:
        client = groq.AsyncGroq(base_url=server.url, api_key=server.api_key)

        async def ask() -> int:
            models = await asyncio.gather(*(client.models.list() for _ in range(3)))
            return len(client._client._transport._pool.connections) if all(models) else -1

        assert [asyncio.run(ask()) for _ in range(3)] == [3, 3, 3]
        assert client._client._transport._loops == {}


def test_a_loop_that_was_just_dropped_takes_its_connections_along() -> None:
    with LocalGroq().serve() as server:
        client = groq.AsyncGroq(base_url=server.url, api_key=server.api_key)
        for _ in range(2):
            loop = asyncio.new_event_loop()
            loop.run_until_complete(client.models.list())
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
        assert client._client._transport._loops == {}


@under_trio
def test_trio_is_served_too() -> None:
    with LocalGroq().serve() as server:

        async def ask() -> int:
            async with groq.AsyncGroq(base_url=server.url, api_key=server.api_key) as client:
                return len((await client.models.list()).data)

        assert anyio.run(ask, backend="trio") > 0


async def test_a_collected_client_closes_its_connections(local_server: LocalServer) -> None:
    client = groq.AsyncGroq(base_url=local_server.url, api_key=local_server.api_key)
    await client.models.list()
    (connection,) = client._client._transport._pool.connections
    del client
    gc.collect()
    for _ in range(100):
        if connection.is_closed():
            break
        await asyncio.sleep(0.01)
    assert connection.is_closed()


def test_nothing_is_said_when_a_loop_ends_with_connections_open(local_server: LocalServer) -> None:
    program = """
        import asyncio, groq

        client = groq.AsyncGroq(base_url=%r, api_key=%r)

        async def main():
            await asyncio.gather(*(client.models.list() for _ in range(4)))

        asyncio.run(main())
        asyncio.run(main())
    """
    source = textwrap.dedent(program) % (local_server.url, local_server.api_key)
    ran = subprocess.run([sys.executable, "-W", "always", "-c", source], capture_output=True, timeout=50)
    assert (ran.returncode, ran.stderr.decode()) == (0, "")


@pytest.fixture
def local_server() -> Any:
    with LocalGroq().serve() as server:
        yield server
