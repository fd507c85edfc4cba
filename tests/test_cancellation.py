"""Awaited calls and streams that are cancelled: nothing is retried, and no connection is left behind."""

from __future__ import annotations

import asyncio
import threading
from typing import Any, Dict, Iterator, List

import pytest

from loopback import CLOSE, http_answer
from pieces import LAST_CHUNK, chunk, event_stream
from twin import Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
FIRST, END = sse({"id": "a"}, done=False), sse()


@pytest.fixture
def awaited() -> Iterator[Twin]:
    twin = Twin("async")
    yield twin
    twin.close()


def client_of(twin: Twin, server: Any) -> Any:
    return twin.client(base_url=server.url, http_client=None)


def pool_of(client: Any) -> List[Any]:
    pool = client._client._transport._pool
    return [*pool.connections, *pool._requests]


def test_a_cancelled_call_is_not_retried(awaited: Twin, no_sleep: List[float]) -> None:
    never = threading.Event()
    server = awaited.serve([never, CLOSE], http_answer(b'{"id": "fine"}'))
    client = client_of(awaited, server)

    async def cancelled() -> None:
        await asyncio.wait_for(client.chat.completions.create(**CALL), 0.1)

    with pytest.raises(asyncio.TimeoutError):
        awaited.call(cancelled())
    assert (len(server.requests), no_sleep, pool_of(client)) == (1, [], [])
    assert awaited.call(client.chat.completions.create(**CALL)).id == "fine"
    never.set()


def test_a_cancelled_wait_for_a_retry_ends_the_call(awaited: Twin) -> None:
    server = awaited.serve(http_answer(b"", "429 Slow", retry_after="50"))
    client = client_of(awaited, server)

    async def cancelled() -> None:
        await asyncio.wait_for(client.chat.completions.create(**CALL), 0.1)

    with pytest.raises(asyncio.TimeoutError):
        awaited.call(cancelled())
    assert (len(server.requests), client._client._transport._pool._requests) == (1, [])


def test_a_cancelled_stream_ends_its_connection(awaited: Twin) -> None:
    never = threading.Event()
    server = awaited.serve([event_stream(FIRST), never], event_stream(FIRST, END) + LAST_CHUNK)
    client = client_of(awaited, server)
    seen: List[str] = []

    async def cancelled() -> None:
        async for item in await client.chat.completions.create(**CALL, stream=True):
            seen.append(item.id)

    async def limited() -> None:
        await asyncio.wait_for(cancelled(), 0.2)

    with pytest.raises(asyncio.TimeoutError):
        awaited.call(limited())
    assert (seen, pool_of(client)) == (["a"], [])
    stream = awaited.call(client.chat.completions.create(**CALL, stream=True))
    assert [item.id for item in awaited.items(stream)] == ["a"]
    assert server.connections == [0, 1]
    never.set()
    assert server.ended(0) is True


def test_streams_of_one_client_do_not_disturb_each_other(awaited: Twin) -> None:
    more = threading.Event()
    slow_answer = [event_stream(FIRST), more, chunk(FIRST + END) + LAST_CHUNK]
    server = awaited.serve(slow_answer, event_stream(FIRST, END) + LAST_CHUNK)
    client = client_of(awaited, server)

    async def both() -> List[str]:
        slow = await client.chat.completions.create(**CALL, stream=True)
        seen = ["slow " + (await slow.__anext__()).id]
        async for item in await client.chat.completions.create(**CALL, stream=True):
            seen.append("quick " + item.id)
        more.set()
        return seen + ["slow " + item.id async for item in slow]

    assert awaited.call(both()) == ["slow a", "quick a", "slow a"]
    assert server.connections == [0, 1]
