"""How streams end: in the middle of an answer, given up early, closed by somebody else, forgotten."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import warnings
from contextlib import suppress
from typing import Any, Callable, Iterator, List

import httpx
import pytest
import trio

import groq
import tls
from backends import under_trio
from groq.testing import LocalGroq
from loopback import Server
from pieces import LAST_CHUNK, event_stream
from pieces import chunk as piece
from twin import CHAT, Body, Twin, said, sse

FIRST = sse({"id": "1", "choices": [{"index": 0, "delta": {"content": "A"}, "finish_reason": None}]}, done=False)
SECOND = FIRST.replace(b'"A"', b'"B"')
LAST = sse({"id": "1", "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}, done=False)
DONE = sse()


def stream_of(twin: Twin, *pieces: Any, **options: Any) -> Any:
    body = pieces[0] if isinstance(pieces[0], Body) else Body(*pieces)
    return opened(twin, twin.client(lambda request: httpx.Response(200, stream=body), **options))


def opened(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


def pool_of(client: Any) -> List[Any]:
    pool = client._client._transport._pool
    return [*pool.connections, *pool._requests]


# An answer that stops in the middle while the connection tells nothing of it


def test_an_answer_that_stops_in_the_middle_ends_as_ever(twin: Twin) -> None:
    assert said(twin.items(stream_of(twin, FIRST))) == ["A"]


def test_an_answer_that_stops_in_the_middle_is_warned_of(twin: Twin) -> None:
    with pytest.warns(groq.IncompleteStreamWarning, match="without a `finish_reason` and without") as caught:
        assert said(twin.items(stream_of(twin, FIRST, stream_check="warn"))) == ["A"]
    (warning,) = caught
    assert warning.filename == __file__.replace("test_stream_ends", "twin")  # where the stream is iterated over


def test_an_answer_that_stops_in_the_middle_is_an_error(twin: Twin) -> None:
    body = Body(FIRST)
    chunks, error = twin.collect(stream_of(twin, body, stream_check="raise"))
    assert (said(chunks), type(error), body.closed) == (["A"], groq.IncompleteStreamError, True)
    assert isinstance(error, groq.APIConnectionError)
    assert (error.request, error.partial.choices[0].message.content) == (twin.requests[0], "A")
    assert str(error) == "The stream ended without a `finish_reason` and without [DONE]: the answer may be cut short"


@pytest.mark.parametrize("check", ["warn", "raise"])
@pytest.mark.parametrize(
    "pieces", [(FIRST, DONE), (FIRST, LAST), (FIRST, LAST, DONE), (FIRST, b"data: [DONE]"), (DONE,)]
)
def test_an_answer_that_is_complete_ends_quietly(twin: Twin, check: Any, pieces: Any) -> None:
    _, error = twin.collect(stream_of(twin, *pieces, stream_check=check))
    assert error is None


@pytest.mark.parametrize("read", [0, 1, 2])
def test_a_stream_that_is_given_up_is_not_checked(twin: Twin, read: int) -> None:
    stream = stream_of(twin, FIRST, SECOND, stream_check="raise")
    for _ in range(read):
        twin.next(stream)
    twin.call(stream.close())
    if read:
        assert twin.items(stream) == []


def test_an_answer_that_stops_before_it_says_anything_is_asked_for_again(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(Body(b": hello\n\n"), Body(FIRST, DONE), stream_check="raise")
    assert (said(twin.items(opened(twin, client))), len(twin.requests)) == (["A"], 2)


def test_other_streams_have_to_say_that_they_are_done(twin: Twin) -> None:
    def collect(body: bytes) -> Any:
        stream_cls: Any = twin.pick(groq.Stream, groq.AsyncStream)[object]
        client = twin.client(body, stream_check="raise")
        return twin.collect(twin.call(client.post("/x", cast_to=object, stream=True, stream_cls=stream_cls)))

    assert collect(sse(1)) == ([1], None)
    items, error = collect(sse(1, done=False))
    assert (items, type(error), error.partial) == ([1], groq.IncompleteStreamError, None)


def test_the_check_is_an_option_of_clients_and_copies(twin: Twin) -> None:
    client = twin.client()
    assert (client.stream_check, client.copy().stream_check) == (None, None)
    checking = client.with_options(stream_check="raise")
    assert (checking.stream_check, client.stream_check) == ("raise", None)
    assert (checking.copy(timeout=3).stream_check, checking.copy(set_default_headers={}).stream_check) == ("raise",) * 2
    assert (checking.copy(stream_check="warn").stream_check, checking.copy(stream_check=None).stream_check) == (
        "warn",
        None,
    )
    assert client.copy(_extra_kwargs={"stream_check": "warn"}).stream_check == "warn"
    assert twin.client(stream_check="warn").stream_check == "warn"


@pytest.mark.parametrize("wrong", ["ignore", True, ""])
def test_another_check_is_refused(twin: Twin, wrong: Any) -> None:
    for make in (twin.client, twin.client().with_options):
        with pytest.raises(ValueError, match=r'^`stream_check` is .*: pass "warn", "raise" or None$'):
            make(stream_check=wrong)


def test_a_subclass_with_a_constructor_of_its_own_is_copied(twin: Twin) -> None:
    base: Any = twin.client_class

    class Tenant(base):
        def __init__(self, *, api_key: Any = None, base_url: Any = None, timeout: Any = None, max_retries: int = 2,
                     http_client: Any = None, default_headers: Any = None, default_query: Any = None,
                     _strict_response_validation: bool = False) -> None:  # fmt: skip
            super().__init__(api_key=api_key, base_url=base_url, http_client=http_client)

    client = twin.closing(
        Tenant(api_key="k", http_client=twin.default_http_class(transport=twin.transport(Body(FIRST))))
    )
    _, error = twin.collect(opened(twin, client.with_options(stream_check="raise")))
    assert isinstance(error, groq.IncompleteStreamError)


# Given up early


@pytest.mark.parametrize("read", [0, 1])
def test_a_stream_that_is_forgotten_closes_its_response_at_once(twin: Twin, read: int) -> None:
    body = Body(FIRST, SECOND, DONE)
    client = twin.client(body)
    gc.disable()  # it is not garbage that waits for its collector
    try:
        stream = opened(twin, client)
        for _ in range(read):
            twin.next(stream)
        assert body.closed is False
        del stream
        twin.call(asyncio.sleep(0) if twin.is_async else None)
        twin.call(asyncio.sleep(0) if twin.is_async else None)
        assert body.closed is True
    finally:
        gc.enable()


def test_leaving_the_loop_early_gives_the_connection_up(twin: Twin) -> None:
    twin.local.reply_stream(["A", "B", "C"])
    twin.local.stall(20, after_chunks=3)
    client = twin.served_client()

    async def awaited() -> None:
        async for item in await client.chat.completions.create(**CHAT, stream=True):
            if said([item]):
                break
        for _ in range(100):
            if not pool_of(client):
                break
            await asyncio.sleep(0.01)

    def blocking() -> None:
        for item in client.chat.completions.create(**CHAT, stream=True):
            if said([item]):
                break

    gc.disable()
    try:
        twin.call(twin.pick(blocking, awaited)())
        assert pool_of(client) == []
    finally:
        gc.enable()


def test_a_forgotten_stream_whose_response_was_taken_is_left_alone(twin: Twin) -> None:
    body = Body(FIRST, DONE)
    stream = stream_of(twin, body)
    response = stream.response
    del stream
    twin.call(asyncio.sleep(0) if twin.is_async else None)
    assert body.closed is False
    pieces = response.aiter_bytes() if twin.is_async else response.iter_bytes()
    assert twin.items(pieces) == [FIRST, DONE]


def test_a_forgotten_stream_leaves_a_raw_response_alone(twin: Twin) -> None:
    body = Body(FIRST, DONE)
    client = twin.client(body)
    raw = twin.call(client.chat.completions.with_raw_response.create(**CHAT, stream=True))
    twin.call(raw.parse(to=twin.pick(groq.Stream, groq.AsyncStream)[object]))
    raw._parsed_by_type.clear()
    twin.call(asyncio.sleep(0) if twin.is_async else None)
    assert body.closed is False
    assert twin.items(raw.iter_bytes()) == [FIRST, DONE]


def test_a_stream_that_is_forgotten_without_a_loop_makes_no_noise() -> None:
    twin = Twin("async")
    stream = stream_of(twin, FIRST, DONE)
    assert stream.partial is None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del stream
    twin.close()


def test_aclose_is_close() -> None:
    twin = Twin("async")
    body = Body(FIRST, DONE)
    stream = stream_of(twin, body)
    twin.call(stream.aclose())
    assert body.closed is True
    assert not hasattr(groq.Stream, "aclose")
    twin.close()


# Closed by another task or thread


class Waiting:
    """A reader of a stream in a task or thread of its own."""

    def __init__(self, twin: Twin, stream: Any) -> None:
        self._twin = twin
        self._stream = stream
        self.texts: List[str] = []
        self.error: Any = None

    def read(self) -> None:
        try:
            for item in self._stream:
                self.texts += said([item])
        except BaseException as error:
            self.error = error

    async def read_awaited(self) -> None:
        try:
            async for item in self._stream:
                self.texts += said([item])
        except BaseException as error:
            self.error = error

    def closed(self) -> float:
        """Close the stream once its reader waits for the second chunk; the seconds until the reader is done."""
        started = time.monotonic()
        self._twin.call(self._twin.pick(self._closed, self._closed_awaited)())
        return time.monotonic() - started

    def _closed(self) -> None:
        reader = threading.Thread(target=self.read, daemon=True)
        reader.start()
        until(lambda: bool(self.texts))
        time.sleep(0.05)
        self._stream.close()
        reader.join(10)
        assert not reader.is_alive()

    async def _closed_awaited(self) -> None:
        task = asyncio.ensure_future(self.read_awaited())
        for _ in range(1000):
            if self.texts:
                break
            await asyncio.sleep(0.01)
        await self._stream.close()
        await asyncio.wait_for(task, 10)


def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it did not come to be so")


def test_a_reader_whose_stream_is_closed_by_another_is_done(twin: Twin) -> None:
    never = threading.Event()
    server = twin.serve([event_stream(FIRST), never])
    client = twin.client(base_url=server.url, http_client=None)
    stream = opened(twin, client)
    reader = Waiting(twin, stream)
    assert reader.closed() < 5
    assert (reader.texts, reader.error) == (["A"], None)
    assert (stream.partial.choices[0].message.content, stream.response.is_closed) == ("A", True)
    assert pool_of(client) == []
    never.set()
    assert server.ended(0) is True


def test_a_reader_over_aiohttp_whose_stream_is_closed_by_another_is_done() -> None:
    pytest.importorskip("httpx_aiohttp")
    twin, never = Twin("async"), threading.Event()
    server = twin.serve([event_stream(FIRST), never])
    reader = Waiting(twin, opened(twin, twin.client(base_url=server.url, http_client=groq.DefaultAioHttpClient())))
    assert reader.closed() < 5
    assert (reader.texts, reader.error) == (["A"], None)
    never.set()
    twin.close()


def test_a_reader_over_tls_whose_stream_is_closed_by_another_is_done(twin: Twin) -> None:
    never = threading.Event()
    server = tls.TLSServer([event_stream(FIRST), never])
    http_client = twin.default_http_class(verify=tls.trusting())
    reader = Waiting(twin, opened(twin, twin.client(base_url=server.url, http_client=http_client)))
    assert reader.closed() < 5
    assert (reader.texts, reader.error) == (["A"], None)
    never.set()
    server.close()


def test_closing_a_finished_stream_takes_nothing_from_the_next_call(twin: Twin) -> None:
    more = threading.Event()
    server = twin.serve(
        event_stream(FIRST + DONE) + LAST_CHUNK, [event_stream(FIRST), more, piece(SECOND + DONE) + LAST_CHUNK]
    )
    client = twin.client(base_url=server.url, http_client=None)
    stream = opened(twin, client)
    assert said(twin.items(stream)) == ["A"]
    following = opened(twin, client)
    assert said([twin.next(following)]) == ["A"]
    twin.call(stream.close())
    more.set()
    assert said(twin.items(following)) == ["B"]
    assert server.connections == [0, 0]


class Slow(httpx.SyncByteStream):
    """A body of a transport without sockets, whose second piece comes late."""

    def __init__(self) -> None:
        self.more = threading.Event()
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield FIRST
        self.more.wait(10)
        yield SECOND

    def close(self) -> None:
        self.closed = True


def test_a_thread_without_a_socket_finds_out_with_the_next_piece() -> None:
    twin, body = Twin("sync"), Slow()
    stream = opened(twin, twin.client(httpx.Response(200, stream=body)))
    found: List[str] = []
    reader = threading.Thread(target=lambda: found.extend(said(stream)), daemon=True)
    reader.start()
    until(lambda: stream.partial is not None)
    stream.close()
    assert body.closed is True
    body.more.set()
    reader.join(10)
    assert (reader.is_alive(), found) == (False, ["A"])
    twin.close()


def test_a_stream_is_closed_by_its_own_reader_in_the_middle(twin: Twin) -> None:
    never = threading.Event()
    server: Server = twin.serve([event_stream(FIRST + SECOND), never])
    client = twin.client(base_url=server.url, http_client=None)
    stream = opened(twin, client)
    assert said([twin.next(stream)]) == ["A"]
    twin.call(stream.close())
    assert said(twin.items(stream)) == ["B"]  # it had arrived
    assert pool_of(client) == []
    never.set()


def test_a_cancelled_reader_gives_the_connection_up() -> None:
    twin, never = Twin("async"), threading.Event()
    server = twin.serve([event_stream(FIRST), never])
    client = twin.client(base_url=server.url, http_client=None)
    reader = Waiting(twin, opened(twin, client))

    async def cancelled() -> None:
        task = asyncio.ensure_future(reader.read_awaited())
        for _ in range(1000):
            if reader.texts:
                break
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait_for(task, 10)

    twin.call(cancelled())
    assert (type(reader.error), pool_of(client)) == (asyncio.CancelledError, [])
    never.set()
    twin.close()


@under_trio
def test_a_reader_under_trio_whose_stream_is_closed_by_another_is_done() -> None:
    never, texts = threading.Event(), []
    server = Server([event_stream(FIRST), never])

    async def main() -> None:
        async with groq.AsyncGroq(api_key="k", base_url=server.url) as client:
            stream: Any = await client.chat.completions.create(**CHAT, stream=True)

            async def read() -> None:
                async for item in stream:
                    texts.extend(said([item]))

            with trio.fail_after(10):
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(read)
                    while not texts:
                        await trio.sleep(0.01)
                    await stream.close()

    trio.run(main)
    never.set()
    server.close()
    assert texts == ["A"]


LEAVING = ["read to its end", "left and closed", "left by its context", "cancelled", "broken", "no JSON", "reported"]


@under_trio
@pytest.mark.thorough
@pytest.mark.filterwarnings("always::ResourceWarning")
@pytest.mark.parametrize("over", ["memory", "socket"])
@pytest.mark.parametrize("way", LEAVING)
def test_a_stream_under_trio_leaves_no_generator_behind(over: str, way: str) -> None:
    with LocalGroq() as local, local.serve() as server:
        faults = {"cancelled": local.stall, "broken": local.cut_stream, "no JSON": local.malformed_event}
        if way in faults:
            faults[way](after_chunks=2)
        if way == "reported":
            local.stream_error(after_chunks=2)

        async def main() -> None:
            async with (server if over == "socket" else local).async_client(max_retries=0) as client:
                stream: Any = await client.chat.completions.create(**CHAT, stream=True)
                if way == "left by its context":
                    async with stream:
                        await stream.__anext__()
                elif way == "left and closed":
                    await stream.__anext__()
                    await stream.close()
                    assert [item async for item in stream] == []
                else:
                    with trio.move_on_after(0.1 if way == "cancelled" else 10), suppress(groq.APIError):
                        async for _ in stream:
                            pass
                del stream
                gc.collect()

        with warnings.catch_warnings(record=True) as told:
            trio.run(main)
            gc.collect()
    assert [str(warning.message) for warning in told] == []
    assert local.pending_faults == []
