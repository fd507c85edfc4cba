"""Awaited calls and streams that are cancelled: nothing is retried, and no connection is left behind."""

from __future__ import annotations

import asyncio
from typing import Any, Iterator, List

import pytest

from twin import CHAT, Twin, said


@pytest.fixture
def awaited() -> Iterator[Twin]:
    twin = Twin("async")
    yield twin
    twin.close()


def pool_of(client: Any) -> List[Any]:
    pool = client._client._transport._pool
    return [*pool.connections, *pool._requests]


async def until(condition: Any) -> None:
    """Wait until something is so; it is within a moment unless something is wrong."""
    for _ in range(5000):
        if condition():
            return
        await asyncio.sleep(0.001)
    pytest.fail("it did not come to be so")


async def cancelled(awaitable: Any, condition: Any) -> None:
    """Cancel what is awaited once something is so."""
    task = asyncio.ensure_future(awaitable)
    await until(condition)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_a_cancelled_call_is_not_retried(awaited: Twin, no_sleep: List[float]) -> None:
    awaited.local.reply("Fine.", times=None)
    awaited.local.stall(50)
    client = awaited.served_client()
    call = client.chat.completions.create(**CHAT)
    awaited.call(cancelled(call, lambda: awaited.local.pending == []))
    assert (len(awaited.local.requests), no_sleep, pool_of(client)) == (1, [], [])
    answer = awaited.call(client.chat.completions.create(**CHAT))
    assert answer.choices[0].message.content == "Fine."


def test_a_call_that_takes_longer_than_it_may_is_cancelled(awaited: Twin, no_sleep: List[float]) -> None:
    awaited.local.stall(50)
    client = awaited.served_client()

    async def limited() -> None:
        await asyncio.wait_for(client.chat.completions.create(**CHAT), 0.1)

    with pytest.raises(asyncio.TimeoutError):
        awaited.call(limited())
    assert (no_sleep, pool_of(client)) == ([], [])


def test_a_cancelled_wait_for_a_retry_ends_the_call(awaited: Twin) -> None:
    awaited.local.fail(429, retry_after=50)
    client = awaited.served_client()
    pool = client._client._transport._pool

    def waits() -> bool:
        return awaited.local.statuses == [429] and pool._requests == []

    awaited.call(cancelled(client.chat.completions.create(**CHAT), waits))
    assert (len(awaited.local.requests), pool._requests) == (1, [])


def test_a_cancelled_stream_ends_its_connection(awaited: Twin) -> None:
    awaited.local.reply_stream(["é", "b"], times=2)
    awaited.local.stall(50, after_chunks=2)
    client = awaited.served_client()
    seen: List[Any] = []

    async def read() -> None:
        async for item in await client.chat.completions.create(**CHAT, stream=True):
            seen.append(item)

    awaited.call(cancelled(read(), lambda: len(seen) == 2))
    assert (said(seen), pool_of(client)) == (["é"], [])
    stream = awaited.call(client.chat.completions.create(**CHAT, stream=True))
    assert said(awaited.items(stream)) == ["é", "b"]
    assert len(awaited.local.requests) == 2


def test_streams_of_one_client_do_not_disturb_each_other(awaited: Twin) -> None:
    awaited.local.reply_stream(["a", "b", "c"])
    awaited.local.reply_stream(["x", "y"])
    awaited.local.stall(0.1, after_chunks=2)
    client = awaited.served_client()

    async def both() -> List[str]:
        slow = await client.chat.completions.create(**CHAT, stream=True)
        seen = [await slow.__anext__(), await slow.__anext__()]
        seen += [item async for item in await client.chat.completions.create(**CHAT, stream=True)]
        return said([*seen, *[item async for item in slow]])

    assert awaited.call(both()) == ["a", "x", "y", "b", "c"]
