"""Which clock ran out: those of httpx, and those of first tokens, further tokens and whole calls."""

from __future__ import annotations

import copy
import inspect
import pickle
import socket
from typing import Any, AsyncIterator, Callable, Dict, Iterator, List, Tuple, Union

import anyio
import httpx
import pytest
import trio
import trio.testing

import groq
from backends import under_trio
from groq import RetryPolicy, TimeLimits
from groq._core import clocks
from twin import CHAT, Body, Twin, said, sse


def chunk(**delta: Any) -> Dict[str, Any]:
    finish = delta.pop("finish_reason", None)
    return {"id": "c", "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


def event(**delta: Any) -> bytes:
    return sse(chunk(**delta), done=False)


ROLE = event(role="assistant", content="")
A, B = event(content="A"), event(content="B")
END = event(finish_reason="stop") + b"data: [DONE]\n\n"
ANSWER = b'{"id": "fine", "choices": []}'


class Clock:
    """Seconds that only pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Slow(Body):
    """A body between whose pieces time passes: as many seconds as the numbers among them say."""

    def __init__(self, clock: Clock, *pieces: Union[float, bytes, BaseException]) -> None:
        super().__init__(*[piece for piece in pieces if not isinstance(piece, (int, float))])
        self.clock = clock
        self.script = pieces

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.script:
            if isinstance(piece, (int, float)):
                self.clock.now += piece
            elif isinstance(piece, BaseException):
                raise piece
            else:
                yield piece


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, no_sleep: List[float]) -> Clock:
    """The clock of calls; waits between attempts take no time of it."""
    made = Clock()
    monkeypatch.setattr(clocks, "monotonic", made)
    return made


def late(clock: Clock, seconds: float, answer: Any) -> Callable[[httpx.Request], Any]:
    """An answer whose head takes a while."""

    def answered(request: httpx.Request) -> Any:
        clock.now += seconds
        return answer() if callable(answer) else answer

    return answered


def failed(twin: Twin, client: Any, **options: Any) -> Any:
    with pytest.raises(groq.APIError) as caught:
        twin.call(client.chat.completions.create(**CHAT, **options))
    return caught.value


def streamed(twin: Twin, client: Any) -> Tuple[List[str], Any]:
    """What a stream says, and the error that ended it or `None`."""
    try:
        stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
    except groq.APIError as error:
        return [], error
    chunks, error = twin.collect(stream)
    return said(chunks), error


def ran_out(error: Any) -> Tuple[Any, Any]:
    assert isinstance(error, groq.APITimeoutError)
    assert isinstance(error, TimeoutError)
    return error.clock, error.seconds


# The clocks of httpx


@pytest.mark.parametrize(
    ("fault", "clock_name", "seconds", "told"),
    [
        (httpx.ConnectTimeout("t"), "connect", 1, "No connection within 1 second."),
        (httpx.WriteTimeout("t"), "write", 2.5, "The request could not be sent on for 2.5 seconds."),
        (httpx.PoolTimeout("t"), "pool", 3, "No connection was free within 3 seconds."),
        (httpx.ReadTimeout("t"), "read", 4, "Nothing came for 4 seconds."),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_timeout_of_httpx_names_its_phase_and_limit(
    twin: Twin, no_sleep: List[float], fault: Exception, clock_name: str, seconds: float, told: str, stream: bool
) -> None:
    limits = httpx.Timeout(connect=1, write=2.5, pool=3, read=4)
    error = failed(twin, twin.client(fault, timeout=limits), stream=stream)
    assert ran_out(error) == (clock_name, seconds)
    assert str(error) == error.message == "Request timed out. " + told
    assert error.__cause__ is fault
    assert len(twin.requests) == 3


@pytest.mark.parametrize("timeout", [7, 7.0, httpx.Timeout(7), TimeLimits(7)])
def test_a_timeout_of_a_single_call_is_the_one_that_is_named(twin: Twin, no_sleep: List[float], timeout: Any) -> None:
    error = failed(twin, twin.client(httpx.ReadTimeout("t")), timeout=timeout)
    assert ran_out(error) == ("read", 7)


def test_a_timeout_that_nobody_set_names_its_phase_alone(twin: Twin, no_sleep: List[float]) -> None:
    error = failed(twin, twin.client(httpx.ReadTimeout("t"), timeout=None))
    assert (ran_out(error), str(error)) == (("read", None), "Request timed out.")


def test_a_timeout_of_another_kind_names_nothing(twin: Twin, no_sleep: List[float]) -> None:
    error = failed(twin, twin.client(httpx.TimeoutException("t")))
    assert (ran_out(error), str(error)) == ((None, None), "Request timed out.")


def test_a_read_that_times_out_in_a_stream_names_its_limit(twin: Twin) -> None:
    client = twin.client(Body(A, httpx.ReadTimeout("t")), timeout=30, max_retries=0)
    said_so_far, error = streamed(twin, client)
    assert (said_so_far, ran_out(error)) == (["A"], ("read", 30))
    assert str(error) == "Timed out while the answer arrived: Nothing came for 30 seconds."
    assert isinstance(error, httpx.ReadTimeout)


def test_timeouts_as_ever_are_handed_on_as_ever(twin: Twin) -> None:
    for timeout in (3, httpx.Timeout(3), None):
        client = twin.client({}, timeout=timeout)
        twin.call(client.chat.completions.create(**CHAT))
        assert type(twin.requests[-1].extensions["timeout"]) is dict
        assert twin.requests[-1].extensions["timeout"] == dict.fromkeys(
            ("connect", "read", "write", "pool"), timeout and 3
        )


def test_a_call_without_limits_has_no_clocks(twin: Twin) -> None:
    options = groq._models.FinalRequestOptions.construct(method="post", url="/x")
    assert twin.client()._fixed(options)[0]._course is None
    assert twin.client(timeout=TimeLimits(total=1))._fixed(options)[0]._course is not None


# The first token


def limited(twin: Twin, *answers: Any, **limits: Any) -> Any:
    return twin.client(*answers, timeout=TimeLimits(**limits), max_retries=0)


@pytest.mark.parametrize(
    "pieces",
    [
        (5.0, A),
        (ROLE, 5.0, A),
        (3.0, ROLE, 2.0, A),
        (b": keep-alive\n\n", 2.0, b": keep-alive\n\n", 2.0, b": keep-alive\n\n", 2.0),
        (event(role="assistant"), 4.9, event(content=""), 0.1, A),
        (event(content=None, tool_calls=[]), 6.0, A),
        (sse({"id": "c", "choices": []}, done=False), 5.0, A),
        (b"data: ", 5.0, A[6:]),
    ],
)
def test_a_first_token_has_to_come_in_time(twin: Twin, clock: Clock, pieces: Any) -> None:
    words, error = streamed(twin, limited(twin, Slow(clock, *pieces, END), first_token=5))
    assert (words, ran_out(error)) == ([], ("first_token", 5))
    assert str(error) == "Timed out while the answer arrived: No first token within 5 seconds."
    assert isinstance(error, httpx.ReadTimeout)
    assert type(error.__cause__) is clocks.OutOfTime


@pytest.mark.parametrize(
    "first",
    [
        A,
        event(reasoning="Hm"),
        event(tool_calls=[{"index": 0, "function": {"name": "f"}}]),
        event(function_call={"name": "f"}),
        event(executed_tools=[{"index": 0}]),
        event(of_tomorrow="x"),
        event(finish_reason="stop"),
    ],
)
def test_whatever_a_model_has_to_tell_is_a_token(twin: Twin, clock: Clock, first: bytes) -> None:
    body = Slow(clock, 2.0, ROLE, 2.9, first, 50.0, END)
    assert streamed(twin, limited(twin, body, first_token=5))[1] is None


def test_the_head_of_a_streamed_answer_counts_for_its_first_token(twin: Twin, clock: Clock) -> None:
    client = limited(twin, late(clock, 3, Slow(clock, 2.0, A, END)), first_token=5)
    _, error = streamed(twin, client)
    assert ran_out(error) == ("first_token", 5)
    client = limited(twin, late(clock, 5, Slow(clock, A, END)), first_token=5)
    _, error = streamed(twin, client)
    assert (ran_out(error), str(error)) == (("first_token", 5), "Request timed out. No first token within 5 seconds.")


def test_a_timeout_of_the_transport_when_a_clock_has_run_out_is_that_clocks(twin: Twin, clock: Clock) -> None:
    fault = httpx.ReadTimeout("t")

    def head(request: httpx.Request) -> None:
        clock.now += 5
        raise fault

    _, error = streamed(twin, limited(twin, head, first_token=5))
    assert (ran_out(error), error.__cause__.__cause__) == (("first_token", 5), fault)
    _, error = streamed(twin, limited(twin, Slow(clock, ROLE, 5, fault), first_token=5))
    assert (ran_out(error), error.__cause__.__cause__) == (("first_token", 5), fault)
    _, error = streamed(twin, limited(twin, Slow(clock, ROLE, 4, fault), first_token=5))
    assert (ran_out(error), error.__cause__) == (("read", 60), fault)


def test_the_time_that_the_reader_takes_is_not_that_of_tokens(twin: Twin, clock: Clock) -> None:
    client = limited(twin, Slow(clock, 4.0, ROLE, 0.5, A, 4.0, B, END), first_token=5, between_tokens=5)
    stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
    clock.now += 60
    words = []
    iterator = twin.iter(stream)
    for _ in range(3):
        words += said([twin.next(iterator)])
        clock.now += 60
    twin.call(stream.close())
    assert words == ["A", "B"]


def test_a_late_first_token_is_tried_again(twin: Twin, clock: Clock) -> None:
    slow = [lambda _: Slow(clock, ROLE, 5.0, A, END), late(clock, 5, lambda: Slow(clock, A, END))]
    client = twin.client(*slow, lambda _: Slow(clock, ROLE, 4.0, A, END), timeout=TimeLimits(first_token=5))
    assert streamed(twin, client) == (["A"], None)
    counts = [request.headers["x-stainless-retry-count"] for request in twin.requests]
    assert counts == ["0", "1", "2"]


def test_the_wait_between_attempts_is_not_that_for_a_token(
    twin: Twin, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slept(seconds: float) -> None:
        clock.now += 100

    async def awaited_slept(seconds: float) -> None:
        slept(seconds)

    monkeypatch.setattr("groq._http.sleep", slept)
    monkeypatch.setattr("groq._http.async_sleep", awaited_slept)
    client = twin.client(httpx.ReadError("r"), Slow(clock, 4, A, END), timeout=TimeLimits(first_token=5))
    assert streamed(twin, client) == (["A"], None)


def test_first_tokens_are_those_of_streams(twin: Twin, clock: Clock) -> None:
    client = limited(twin, late(clock, 30, Slow(clock, 30, ANSWER)), first_token=5, between_tokens=1)
    assert twin.call(client.chat.completions.create(**CHAT)).id == "fine"
    raw = twin.call(client.chat.completions.with_raw_response.create(**CHAT))
    assert twin.call(raw.parse()).id == "fine"


def test_who_reads_the_bytes_of_a_stream_has_no_clock_of_tokens(twin: Twin, clock: Clock) -> None:
    client = limited(twin, Slow(clock, 20, A, 20, B, END), first_token=5, between_tokens=1)
    create = client.chat.completions.with_streaming_response.create
    with twin.opened(create(**CHAT, stream=True)) as response:
        assert b"".join(twin.items(response.iter_bytes())) == A + B + END


# Further tokens


@pytest.mark.parametrize(
    "pieces", [(A, 2.0, B), (A, 1.0, ROLE, 1.0, B), (A, 1.0, b": keep-alive\n\n", 1.0, B), (A, B, 3.0), (A + B, 2.0)]
)
def test_further_tokens_have_to_come_in_time(twin: Twin, clock: Clock, pieces: Any) -> None:
    words, error = streamed(twin, limited(twin, Slow(clock, 30, *pieces, END), between_tokens=2))
    assert [word for word in words if word] == (["A", "B"] if pieces[1:2] == (B,) or A + B in pieces else ["A"])
    assert ran_out(error) == ("between_tokens", 2)
    assert str(error) == "Timed out while the answer arrived: No further token for 2 seconds."
    assert error.partial.choices[0].message.content == "".join(words)


def test_tokens_in_time_reset_their_clock(twin: Twin, clock: Clock) -> None:
    pieces = [piece for _ in range(50) for piece in (1.9, A)]
    words, error = streamed(twin, limited(twin, Slow(clock, 9, *pieces, 1.9, END), first_token=20, between_tokens=2))
    assert (words, error) == (["A"] * 50, None)


def test_what_broke_after_its_first_token_is_not_asked_for_again(twin: Twin, clock: Clock) -> None:
    client = twin.client(Slow(clock, A, 2, B, END), timeout=TimeLimits(between_tokens=2))
    assert ran_out(streamed(twin, client)[1]) == ("between_tokens", 2)
    assert len(twin.requests) == 1


def test_every_chunk_of_another_kind_is_a_token(twin: Twin, clock: Clock) -> None:
    client = limited(twin, Slow(clock, 4, sse({"n": 1}, done=False), 1, sse({"n": 2})), first_token=5, between_tokens=2)
    stream = twin.call(
        client.post("/x", cast_to=object, stream=True, stream_cls=twin.pick(groq.Stream, groq.AsyncStream)[object])
    )
    assert twin.items(stream) == [{"n": 1}, {"n": 2}]


def test_events_that_a_subclass_decodes_are_timed_too(twin: Twin, clock: Clock) -> None:
    base = twin.pick(groq.Stream, groq.AsyncStream)

    class Mine(base[groq.types.chat.ChatCompletionChunk]):  # type: ignore[misc]
        if twin.is_async:

            async def _iter_events(self) -> AsyncIterator[Any]:
                async for found in super()._iter_events():
                    yield found
        else:

            def _iter_events(self) -> Iterator[Any]:  # type: ignore[misc]
                yield from super()._iter_events()

    client = limited(twin, Slow(clock, A, 2, B, END), between_tokens=2)
    stream = twin.call(client.post("/x", cast_to=object, body={}, stream=True, stream_cls=Mine))
    chunks, error = twin.collect(stream)
    assert (said(chunks), error.clock) == (["A"], "between_tokens")


# The whole call


TOTALS = [{"timeout": TimeLimits(total=10)}, {"retry_policy": RetryPolicy(deadline=10)}]
EITHER = pytest.mark.parametrize("options", TOTALS, ids=["total", "deadline"])


@EITHER
def test_a_whole_call_has_to_end_in_time(twin: Twin, clock: Clock, options: Any) -> None:
    for slow in (late(clock, 10, {}), Slow(clock, b"{", 10, b"}"), late(clock, 6, lambda: Slow(clock, b"{", 4, b"}"))):
        error = failed(twin, twin.client(slow, **options))
        assert ran_out(error) == ("total", 10)
        assert str(error) == "Request timed out. The whole call may take 10 seconds."
    assert len(twin.requests) == 3  # none of which was sent again


@EITHER
def test_a_stream_is_part_of_its_call(twin: Twin, clock: Clock, options: Any) -> None:
    body = Slow(clock, 4, A, 4, B, 2, event(content="C"), END)
    words, error = streamed(twin, twin.client(body, **options))
    assert (words, ran_out(error)) == (["A", "B"], ("total", 10))
    assert str(error) == "Timed out while the answer arrived: The whole call may take 10 seconds."
    assert error.partial.choices[0].message.content == "AB"
    assert body.closed


@EITHER
def test_so_is_the_time_that_its_reader_takes(twin: Twin, clock: Clock, options: Any) -> None:
    stream = twin.call(twin.client(Slow(clock, A, B, END), **options).chat.completions.create(**CHAT, stream=True))
    iterator = twin.iter(stream)
    assert said([twin.next(iterator)]) == ["A"]
    clock.now += 10
    with pytest.raises(groq.APITimeoutError, match="The whole call may take 10 seconds"):
        twin.next(iterator)


@EITHER
def test_attempts_share_the_time_of_their_call(twin: Twin, clock: Clock, options: Any) -> None:
    reset = httpx.ReadError("reset")

    def broken(request: httpx.Request) -> None:
        clock.now += 4
        raise reset

    error = failed(twin, twin.client(broken, broken, late(clock, 2, {}), **options))
    assert (ran_out(error), len(twin.requests)) == (("total", 10), 3)


@EITHER
def test_a_stream_is_not_opened_again_past_the_end_of_its_call(twin: Twin, clock: Clock, options: Any) -> None:
    client = twin.client(Slow(clock, ROLE, 9.8, httpx.ReadError("reset")), Slow(clock, A, END), **options)
    _, error = streamed(twin, client)
    assert (type(error).__name__, len(twin.requests)) == ("APIConnectionError", 1)


@EITHER
def test_raw_and_streamed_responses_end_in_time(twin: Twin, clock: Clock, options: Any) -> None:
    client = twin.client(lambda _: Slow(clock, b"{", 10, b"}"), **options)
    with pytest.raises(groq.APITimeoutError):
        twin.call(client.chat.completions.with_raw_response.create(**CHAT))
    create = client.chat.completions.with_streaming_response.create
    told = "The whole call may take 10 seconds"
    with twin.opened(create(**CHAT)) as response, pytest.raises(httpx.ReadTimeout, match=told) as caught:
        twin.call(response.read())
    assert ran_out(caught.value) == ("total", 10)


@EITHER
def test_what_comes_in_time_is_as_ever(twin: Twin, clock: Clock, options: Any) -> None:
    client = twin.client(late(clock, 5, lambda: Slow(clock, 4, ANSWER)), Slow(clock, 9, A, END), **options)
    assert twin.call(client.chat.completions.create(**CHAT)).id == "fine"
    assert streamed(twin, client) == (["A"], None)


def test_the_shorter_of_total_and_deadline_holds(twin: Twin, clock: Clock) -> None:
    for total, deadline in ((3, 5), (5, 3)):
        client = twin.client(
            late(clock, 3, {}), timeout=TimeLimits(total=total), retry_policy=RetryPolicy(deadline=deadline)
        )
        assert ran_out(failed(twin, client)) == ("total", 3)


def test_a_call_may_have_limits_of_its_own(twin: Twin, clock: Clock) -> None:
    client = twin.client(late(clock, 3, {}), timeout=TimeLimits(total=9))
    assert ran_out(failed(twin, client, timeout=TimeLimits(total=2))) == ("total", 2)
    assert ran_out(failed(twin, client.with_options(timeout=TimeLimits(total=1)))) == ("total", 1)
    twin.call(client.chat.completions.create(**CHAT, timeout=1))  # which are not those of its client


def test_a_bad_status_whose_body_comes_too_late_is_told_all_the_same(twin: Twin, clock: Clock) -> None:
    def refused(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500, stream=Slow(clock, b"{", 10, b"}"))

    error = failed(twin, twin.client(refused, timeout=TimeLimits(total=10)), stream=True)
    assert (type(error), len(twin.requests)) == (groq.InternalServerError, 1)


# Timeouts are cut to what is left


def test_the_timeouts_of_an_attempt_are_cut_to_what_is_left(twin: Twin, clock: Clock) -> None:
    seen: List[Any] = []

    def slow(request: httpx.Request) -> httpx.Response:
        timeouts = request.extensions["timeout"]
        seen.append((dict(timeouts), timeouts.get("read"), timeouts.get("none")))
        clock.now += 4
        seen.append(timeouts.get("read"))
        return httpx.Response(500)

    policy = RetryPolicy(deadline=10, attempts=2)
    error = failed(twin, twin.client(slow, timeout=httpx.Timeout(60, connect=5, pool=None), retry_policy=policy))
    assert seen == [
        ({"connect": 5, "read": 10, "write": 10, "pool": 10}, 10, 10),
        6,
        ({"connect": 5, "read": 6, "write": 6, "pool": 6}, 6, 6),
        2,
    ]
    assert type(error.request.extensions["timeout"]) is dict
    assert error.request.extensions["timeout"] == {"connect": 5, "read": 60, "write": 60, "pool": None}


def test_a_cut_timeout_is_never_none_at_all(clock: Clock) -> None:
    course = clocks.Course(None, TimeLimits(total=1), now=clock)
    assert course.cut(None) == 1
    clock.now += 0.991
    assert course.cut(60) == 0.01
    clock.now += 1
    assert course.cut(60) == 0.01


class Connection:
    """A connection of httpcore's, which is asked for bytes with the time that they may take."""

    def __init__(self) -> None:
        self.asked: List[Any] = []

    def read(self, max_bytes: int, timeout: Any = None) -> bytes:
        self.asked.append(timeout)
        return b""


def test_each_read_of_a_connection_is_cut_to_what_is_left_by_then(clock: Clock) -> None:
    connection = Connection()

    class Reads(Slow):
        def __iter__(self) -> Iterator[bytes]:
            for piece in super().__iter__():
                connection.read(9, 60)
                yield piece

    extensions = {"network_stream": connection, "http_version": b"HTTP/1.1"}
    body = Reads(clock, 1, ROLE, 1, A, 3, B, 0.5, END)
    twin = Twin("sync")
    try:
        client = limited(
            twin,
            lambda _: httpx.Response(200, stream=body, extensions=extensions),
            first_token=5,
            between_tokens=4,
            total=9,
        )
        assert streamed(twin, client) == (["A", "B"], None)
    finally:
        twin.close()
    assert connection.asked == [4, 3, 1, 3.5]
    assert "read" not in vars(connection)


@pytest.mark.parametrize("connection", [None, Connection()])
def test_reads_that_cannot_be_cut_one_by_one_are_cut_to_the_total(clock: Clock, connection: Any) -> None:
    course = clocks.Course(None, TimeLimits(first_token=1, total=9), now=clock)
    course.begin(streamed=True)
    timeouts = clocks.Timeouts({"read": 60}, course)
    assert timeouts.get("read") == 1
    course.answered()
    timeouts.settle(cut=connection is None)
    course.follow()
    assert timeouts.get("read") == (9 if connection is None else 60)


def test_connections_are_given_back(twin: Twin) -> None:
    client = twin.served_client(timeout=TimeLimits(first_token=50, between_tokens=50, total=50))
    for _ in range(3):
        assert twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
        assert twin.call(client.chat.completions.create(**CHAT)).choices
    (connection,) = client._client._transport._pool.connections
    assert connection.is_idle()
    assert "Request Count: 6" in repr(connection)


def test_a_server_that_is_silent_is_given_up(twin: Twin) -> None:
    client = twin.served_client(timeout=TimeLimits(total=0.05), max_retries=0)
    twin.local.stall(50)
    assert ran_out(failed(twin, client)) == ("total", 0.05)
    twin.local.slow(chunk_size=40, pause=50)
    client = client.with_options(timeout=TimeLimits(first_token=0.05))
    assert ran_out(streamed(twin, client)[1]) == ("first_token", 0.05)
    assert client._client._transport._pool.connections == []


# Waits that nothing ends but the clock


async def endless(request: httpx.Request) -> httpx.Response:
    await anyio.sleep_forever()
    raise AssertionError


class Endless(httpx.AsyncByteStream):
    """A body that says a little and then nothing, for ever."""

    closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield A
        await anyio.sleep_forever()

    async def aclose(self) -> None:
        self.closed = True


@under_trio
@pytest.mark.parametrize(
    ("limits", "clock_name", "after"),
    [
        ({"total": 7}, "total", 7),
        ({"first_token": 3, "total": 7}, "first_token", 3),
        ({"between_tokens": 3, "total": 7}, "total", 7),
    ],
)
def test_a_head_that_never_comes_is_given_up(
    monkeypatch: pytest.MonkeyPatch, limits: Dict[str, float], clock_name: str, after: float
) -> None:
    async def main() -> None:
        began = trio.current_time()
        async with limited_by(limits, endless) as client:
            with pytest.raises(groq.APITimeoutError) as caught:
                await client.chat.completions.create(**CHAT, stream=True)
        assert caught.value.clock == clock_name
        assert trio.current_time() - began == pytest.approx(after)

    monkeypatch.setattr(clocks, "monotonic", trio.current_time)
    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))


def limited_by(limits: Dict[str, float], handler: Any) -> groq.AsyncGroq:
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    return groq.AsyncGroq(api_key="k", http_client=http_client, timeout=TimeLimits(**limits), max_retries=0)


@under_trio
@pytest.mark.parametrize(
    ("limits", "clock_name", "after"),
    [({"total": 7}, "total", 7), ({"between_tokens": 3, "total": 7}, "between_tokens", 3)],
)
def test_a_token_that_never_comes_is_given_up(
    monkeypatch: pytest.MonkeyPatch, limits: Dict[str, float], clock_name: str, after: float
) -> None:
    body = Endless()

    async def answered(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=body)

    async def main() -> None:
        began = trio.current_time()
        async with limited_by(limits, answered) as client:
            stream = await client.chat.completions.create(**CHAT, stream=True)
            assert said([await stream.__anext__()]) == ["A"]
            with pytest.raises(groq.APITimeoutError) as caught:
                await stream.__anext__()
        assert (caught.value.clock, body.closed) == (clock_name, True)
        assert trio.current_time() - began == pytest.approx(after)

    monkeypatch.setattr(clocks, "monotonic", trio.current_time)
    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))


@under_trio
def test_who_cancels_a_call_with_limits_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        async with limited_by({"total": 7}, endless) as client:
            with trio.move_on_after(2) as scope:
                await client.chat.completions.create(**CHAT)
        assert scope.cancelled_caught

    monkeypatch.setattr(clocks, "monotonic", trio.current_time)
    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))


# The error


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_keeps_its_clock(twin: Twin, clock: Clock, way: Any) -> None:
    waiting = failed(twin, limited(twin, late(clock, 3, {}), total=3))
    _, reading = streamed(twin, limited(twin, Slow(clock, A, 2, B), between_tokens=2))
    for error, expected in ((waiting, ("total", 3)), (reading, ("between_tokens", 2))):
        arrived = way(error)
        assert (ran_out(arrived), str(arrived)) == (expected, str(error))


def test_an_error_may_be_made_without_a_clock() -> None:
    error = groq.APITimeoutError(httpx.Request("GET", "http://a.example"))
    assert (error.clock, error.seconds, str(error)) == (None, None, "Request timed out.")


def test_a_built_in_timeout_while_a_stream_is_read_has_no_clock(twin: Twin) -> None:
    for fault in (TimeoutError("late"), socket.timeout("late")):
        _, error = streamed(twin, twin.client(Body(A, fault), max_retries=0))
        assert (ran_out(error), error.__cause__) == ((None, None), fault)


# What limits are


def test_limits_are_timeouts_of_httpx() -> None:
    limits = TimeLimits(first_token=3, between_tokens=0.5, total=90)
    assert isinstance(limits, httpx.Timeout)
    assert httpx.Timeout(limits).as_dict() == groq.DEFAULT_TIMEOUT.as_dict()
    assert groq.Timeout is httpx.Timeout
    assert (limits.first_token, limits.between_tokens, limits.total) == (3, 0.5, 90)
    assert TimeLimits.__module__ == "groq"


@pytest.mark.parametrize(
    ("limits", "phases"),
    [
        (TimeLimits(), (5.0, 60, 60, 60)),
        (TimeLimits(7), (7, 7, 7, 7)),
        (TimeLimits(None), (None, None, None, None)),
        (TimeLimits(connect=1), (1, 60, 60, 60)),
        (TimeLimits(7, read=None), (7, None, 7, 7)),
        (TimeLimits(httpx.Timeout(3, pool=1), write=2), (3, 3, 2, 1)),
        (TimeLimits(groq.Timeout(3), connect=1, read=2, write=4, pool=5), (1, 2, 4, 5)),
    ],
)
def test_limits_have_the_phases_of_httpx(limits: TimeLimits, phases: Any) -> None:
    assert (limits.connect, limits.read, limits.write, limits.pool) == phases


def test_limits_are_values() -> None:
    limits = TimeLimits(9, total=3)
    assert limits == TimeLimits(9, total=3)
    assert limits not in (TimeLimits(9), TimeLimits(total=3), httpx.Timeout(9))
    assert hash(limits) == hash(TimeLimits(9, total=3))
    assert pickle.loads(pickle.dumps(limits)) == copy.deepcopy(limits) == limits
    assert repr(limits) == (
        "TimeLimits(connect=9, read=9, write=9, pool=9, first_token=None, between_tokens=None, total=3)"
    )
    assert eval(repr(limits)) == limits


def test_limits_go_wherever_a_timeout_goes(twin: Twin) -> None:
    limits = TimeLimits(8, total=50)
    client = twin.client({}, timeout=limits)
    assert client.timeout is limits
    assert client.copy().timeout is limits
    for options in ({}, {"timeout": limits}):
        twin.call(client.chat.completions.create(**CHAT, **options))
        assert twin.requests[-1].headers["x-stainless-read-timeout"] == "8"


def test_every_limit_is_described() -> None:
    described = inspect.getdoc(TimeLimits) or ""
    for name in ("timeout", "first_token", "between_tokens", "total", "connect, read, write, pool"):
        assert "\n    %s: " % name in described


@pytest.mark.parametrize("name", ["first_token", "between_tokens", "total"])
@pytest.mark.parametrize(
    ("value", "error"),
    [(0, ValueError), (-1, ValueError), (float("nan"), ValueError), ("3", TypeError), (True, TypeError)],
)
def test_a_bad_limit_is_refused_in_one_sentence_that_names_it(name: str, value: Any, error: Any) -> None:
    with pytest.raises(error) as caught:
        TimeLimits(**{name: value})
    assert str(caught.value) == "`%s` is %r: pass seconds, more than 0, or None for no limit" % (name, value)
