"""Hooks: who is told what of a call, when, and that nobody else notices."""

from __future__ import annotations

import asyncio
import copy
import functools
import gc
import json
import logging
import pickle
import subprocess
import sys
import threading
from dataclasses import FrozenInstanceError, fields
from typing import Any, Dict, Iterator, List, Optional, Tuple

import anyio
import httpx
import pytest

import groq
from backends import under_trio
from groq import Hooks, RetryPolicy, TimeLimits, TokenUsage
from groq._core.hooks import HOOKS, operation_of, token_usage
from groq.testing import OPERATIONS
from groq.types import CreateEmbeddingResponse
from groq.types.chat import ChatCompletion
from twin import CHAT, Body, Twin, sse

KEY = "gsk_0123456789abcdefghijklmnop"
USAGE = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18, "total_time": 0.5}
ANSWER: Dict[str, Any] = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}],
    "usage": USAGE,
}
SPENT = TokenUsage(input_tokens=11, output_tokens=7, total_tokens=18, total_time=0.5)


def chunk(delta: Dict[str, Any], reason: Optional[str] = None, **more: Any) -> Dict[str, Any]:
    choices = [{"index": 0, "delta": delta, "finish_reason": reason}]
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices, **more}


STREAM = [
    chunk({"role": "assistant", "content": ""}),
    chunk({"content": "Hel"}),
    chunk({"content": "lo"}),
    chunk({}, "stop", x_groq={"id": "req_1", "usage": USAGE}),
]
BYTES = sse(*STREAM)


class Heard:
    """What hooks were told: `names` of those called, in turn, and their `notices`."""

    def __init__(self) -> None:
        self.told: List[Tuple[str, Any]] = []
        self.hooks = Hooks(**{name: functools.partial(self._hear, name) for name in HOOKS})

    def _hear(self, name: str, notice: Any) -> None:
        self.told.append((name, notice))

    @property
    def names(self) -> List[str]:
        return [name for name, _ in self.told]

    def all(self, name: str) -> List[Any]:
        return [notice for told, notice in self.told if told == name]

    def __getitem__(self, name: str) -> Any:
        (notice,) = self.all(name)
        return notice


@pytest.fixture
def heard() -> Heard:
    return Heard()


def streamed(twin: Twin, heard: Heard, *answers: Any, **options: Any) -> Any:
    client = twin.client(*answers, hooks=heard.hooks, **options)
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


# What is told of a call


def test_a_call_is_told_of_before_it_is_sent_when_it_is_answered_and_when_it_is_over(twin: Twin, heard: Heard) -> None:
    headers = {"x-request-id": "req_7", "x-ratelimit-remaining-tokens": "5", "x-ratelimit-limit-tokens": "6000"}
    seen: List[List[str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(heard.names)
        return httpx.Response(200, json=ANSWER, headers=headers)

    client = twin.client(answer, hooks=heard.hooks)
    completion = twin.call(client.chat.completions.create(**CHAT, temperature=0.5))
    assert seen == [["on_request"]]
    assert heard.names == ["on_request", "on_response", "on_end"]
    asked, answered, over = (heard[name] for name in heard.names)
    for notice in (asked, answered, over):
        assert (notice.operation, notice.method, notice.path, notice.model, notice.attempt, notice.call) == (
            "chat.completions",
            "POST",
            "/openai/v1/chat/completions",
            "llama-3.1-8b-instant",
            1,
            asked.call,
        )
    assert (asked.stream, asked.url) == (False, "https://api.groq.com/openai/v1/chat/completions")
    assert asked.headers["content-type"] == "application/json"
    assert asked.parameters["temperature"] == 0.5
    assert asked.body == {**CHAT, "temperature": 0.5}
    assert (answered.status, answered.request_id, answered.usage) == (200, "req_7", SPENT)
    assert answered.headers["X-Request-ID"] == "req_7"
    assert answered.rate_limit.tokens.remaining == 5
    assert answered.result is completion
    assert (over.outcome, over.error, over.chunks, over.first_chunk, over.first_token, over.usage, over.request_id) == (
        "complete",
        None,
        0,
        None,
        None,
        SPENT,
        "req_7",
    )
    assert 0 <= asked.seconds <= answered.seconds <= over.seconds


def test_a_retry_is_told_of_before_its_wait(twin: Twin, heard: Heard, no_sleep: List[float]) -> None:
    busy = httpx.Response(429, json={"error": {"message": "slow down"}}, headers={"x-request-id": "req_1"})
    client = twin.client(httpx.ConnectError("no"), busy, ANSWER, hooks=heard.hooks)
    twin.call(client.chat.completions.create(**CHAT))
    assert heard.names == ["on_request", "on_retry"] * 2 + ["on_request", "on_response", "on_end"]
    first, second = heard.all("on_retry")
    assert (type(first.error), first.status, first.request_id) == (groq.APIConnectionError, None, None)
    assert (type(second.error), second.status, second.request_id) == (groq.RateLimitError, 429, "req_1")
    assert [first.wait, second.wait] == no_sleep
    assert [notice.attempt for _, notice in heard.told] == [1, 1, 2, 2, 3, 3, 3]
    assert heard["on_end"].outcome == "complete"
    assert [request.headers["x-stainless-retry-count"] for request in twin.requests] == ["0", "1", "2"]


@pytest.mark.parametrize("failure", [httpx.Response(400, json={"error": {"message": "no"}}), httpx.ReadTimeout("late")])
def test_an_error_is_told_of_once_when_no_attempt_is_left(
    twin: Twin, heard: Heard, no_sleep: List[float], failure: Any
) -> None:
    client = twin.client(failure, hooks=heard.hooks, max_retries=1)
    with pytest.raises(groq.APIError) as raised:
        twin.call(client.chat.completions.create(**CHAT))
    retried = len(heard.all("on_retry"))
    assert heard.names[-2:] == ["on_error", "on_end"]
    told, over = heard["on_error"], heard["on_end"]
    assert told.error is over.error is raised.value
    assert (told.status, told.attempt) == (getattr(raised.value, "status_code", None), retried + 1)
    assert over.outcome == "failed"


def test_an_answer_that_cannot_be_parsed_is_an_error(twin: Twin, heard: Heard) -> None:
    client = twin.client({"id": 5}, hooks=heard.hooks, _strict_response_validation=True)
    with pytest.raises(groq.APIResponseValidationError) as raised:
        twin.call(client.chat.completions.create(**CHAT))
    assert heard.names == ["on_request", "on_error", "on_end"]
    assert heard["on_error"].error is raised.value


def test_what_cannot_be_sent_is_an_error_without_an_attempt(twin: Twin, heard: Heard) -> None:
    client = twin.client(ANSWER, hooks=heard.hooks)
    with pytest.raises(ValueError, match="float"):
        twin.call(client.chat.completions.create(**CHAT, temperature=float("nan")))
    assert heard.names == ["on_error", "on_end"]
    assert heard["on_error"].attempt == 0


def test_each_call_has_a_number(twin: Twin, heard: Heard) -> None:
    client = twin.client(ANSWER, hooks=heard.hooks)
    for _ in range(2):
        twin.call(client.chat.completions.create(**CHAT))
    numbers = [notice.call for _, notice in heard.told]
    assert numbers[:3] == numbers[:1] * 3
    assert numbers[3:] == numbers[3:4] * 3
    assert numbers[0] < numbers[3]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_operation_is_told_of(twin: Twin, heard: Heard, operation: Any) -> None:
    client = twin.client({}, hooks=heard.hooks)
    method: Any = client
    for part in operation.name.split("."):
        method = getattr(method, part)
    twin.call(method(**operation.arguments()) if callable(operation.arguments) else method(**operation.arguments))
    assert heard.names == ["on_request", "on_response", "on_end"]
    assert heard["on_request"].method == operation.method
    assert operation.name.startswith(heard["on_request"].operation.split(".")[0])


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/openai/v1/chat/completions", "chat.completions"),
        ("/openai/v1/audio/speech", "audio.speech"),
        ("/openai/v1/models/openai%2Fgpt-oss-20b", "models"),
        ("/openai/v1/files/file_1/content", "files.content"),
        ("/openai/v1/batches/b_1/cancel", "batches.cancel"),
        ("/openai/v1/responses/resp_1", "responses"),
        ("/mine/of/one", "mine"),
        ("/", ""),
    ],
)
def test_an_operation_is_the_path_without_the_names_of_single_things(path: str, operation: str) -> None:
    assert operation_of(path) == operation


def test_tokens_are_told_alike_whatever_the_operation() -> None:
    embedded = CreateEmbeddingResponse.construct(usage={"prompt_tokens": 3, "total_tokens": 3})
    assert token_usage(embedded) == TokenUsage(input_tokens=3, total_tokens=3)
    details = {"prompt_tokens_details": {"cached_tokens": 2}, "completion_tokens_details": {"reasoning_tokens": 1}}
    chat = ChatCompletion.construct(usage={**USAGE, **details, "queue_time": 0.25})
    assert token_usage(chat) == TokenUsage(11, 7, 18, 2, 1, 0.25, None, None, 0.5)
    response = groq.BaseModel.construct(
        usage={
            "input_tokens": 4,
            "output_tokens": 5,
            "total_tokens": 9,
            "input_tokens_details": {"cached_tokens": 1},
            "output_tokens_details": {"reasoning_tokens": 2},
        }
    )
    assert token_usage(response) == TokenUsage(4, 5, 9, 1, 2)
    for odd in (None, {}, groq.BaseModel.construct(usage="much"), groq.BaseModel.construct(usage={"a": 1})):
        assert token_usage(odd) is None


def test_the_body_is_what_is_sent_also_of_what_can_be_walked_once(twin: Twin, heard: Heard) -> None:
    client = twin.client(ANSWER, hooks=heard.hooks)
    twin.call(client.chat.completions.create(messages=iter(CHAT["messages"]), model="m", extra_body={"more": 1}))
    body = heard["on_request"].body
    assert body == json.loads(twin.requests[0].content) == {"messages": CHAT["messages"], "model": "m", "more": 1}
    assert heard["on_request"].body is body


def test_uploads_and_plain_requests_have_no_body(twin: Twin, heard: Heard) -> None:
    client = twin.client({}, hooks=heard.hooks)
    twin.call(client.audio.transcriptions.create(file=("a.wav", b"RIFF"), model="w"))
    twin.call(client.models.list())
    upload, plain = heard.all("on_request")
    assert (upload.body, upload.model, upload.parameters["model"]) == (None, "w", "w")
    assert (plain.body, plain.model, dict(plain.parameters)) == (None, None, {})


# Streams


def test_a_stream_is_told_of_chunk_by_chunk_before_its_reader_gets_them(twin: Twin, heard: Heard) -> None:
    stream = streamed(twin, heard, sse(*STREAM))
    assert heard.names == ["on_request", "on_response"]
    assert heard["on_request"].stream is True
    assert (heard["on_response"].result, heard["on_response"].usage) == (None, None)
    iterator, read = twin.iter(stream), []
    for number in range(4):
        read.append(twin.next(iterator))
        assert heard.names == ["on_request", "on_response"] + ["on_chunk"] * (number + 1)
    assert twin.items(stream) == []
    assert heard.names[-2:] == ["on_chunk", "on_end"]
    chunks = heard.all("on_chunk")
    assert [notice.chunk for notice in chunks] == read
    assert [notice.index for notice in chunks] == [0, 1, 2, 3]
    over = heard["on_end"]
    assert (over.outcome, over.chunks, over.usage) == ("complete", 4, SPENT)
    assert 0 < over.first_chunk < over.first_token < over.seconds


def test_a_fault_in_the_middle_is_an_error(twin: Twin, heard: Heard) -> None:
    stream = streamed(twin, heard, Body(sse(*STREAM[:2], done=False), httpx.ReadError("gone")))
    _, error = twin.collect(stream)
    assert heard.names == ["on_request", "on_response", "on_chunk", "on_chunk", "on_error", "on_end"]
    assert heard["on_error"].error is heard["on_end"].error is error
    assert isinstance(error, groq.APIConnectionError)
    assert (heard["on_end"].outcome, heard["on_end"].chunks) == ("failed", 2)


def test_an_error_that_the_server_reports_inside_is_one_too(twin: Twin, heard: Heard) -> None:
    stream = streamed(twin, heard, sse(STREAM[1], {"error": {"message": "broken", "code": "x"}}))
    _, error = twin.collect(stream)
    assert type(error) is groq.APIStreamError
    assert heard["on_error"].error is error


def test_a_new_beginning_is_told_of_as_a_retry(twin: Twin, heard: Heard, no_sleep: List[float]) -> None:
    stream = streamed(twin, heard, Body(sse(STREAM[0], done=False), httpx.ReadError("gone")), sse(*STREAM))
    twin.items(stream)
    assert heard.names == [
        *("on_request", "on_response", "on_chunk", "on_retry"),
        *("on_request", "on_response", "on_chunk", "on_chunk", "on_chunk", "on_chunk", "on_end"),
    ]
    assert heard["on_retry"].attempt == 1
    assert (heard["on_end"].attempt, heard["on_end"].outcome, heard["on_end"].chunks) == (2, "complete", 5)


def test_a_new_beginning_that_fails_is_an_error(twin: Twin, heard: Heard, no_sleep: List[float]) -> None:
    broken = Body(sse(STREAM[0], done=False), httpx.ReadError("gone"))
    stream = streamed(twin, heard, broken, httpx.Response(401))
    _, error = twin.collect(stream)
    assert type(error) is groq.AuthenticationError
    assert heard.names[3:] == ["on_retry", "on_request", "on_error", "on_end"]
    assert heard["on_error"].status == 401


def test_a_stream_that_is_closed_is_over(twin: Twin, heard: Heard) -> None:
    stream = streamed(twin, heard, sse(*STREAM))
    twin.next(twin.iter(stream))
    twin.call(stream.close())
    twin.call(stream.close())
    assert heard.names[2:] == ["on_chunk", "on_end"]
    assert heard["on_end"].outcome == "closed"
    with twin.opened(streamed(twin, heard, sse(*STREAM))):
        pass
    assert heard.all("on_end")[1].outcome == "closed"


def test_a_stream_that_was_read_to_its_end_is_complete_and_closed_to_no_effect(twin: Twin, heard: Heard) -> None:
    with twin.opened(streamed(twin, heard, sse(*STREAM))) as stream:
        twin.items(stream)
    assert heard["on_end"].outcome == "complete"


@pytest.mark.parametrize("read", [0, 1])
def test_a_stream_that_is_dropped_is_abandoned(twin: Twin, heard: Heard, read: int) -> None:
    stream = streamed(twin, heard, sse(*STREAM))
    if read:
        twin.next(twin.iter(stream))
    assert heard.all("on_end") == []
    del stream
    gc.collect()
    twin.call(asyncio.sleep(0.01) if twin.is_async else None)
    assert (heard["on_end"].outcome, heard["on_end"].chunks) == ("abandoned", read)
    assert heard.all("on_error") == []


class Slow(httpx.SyncByteStream):
    """A body whose second piece waits for the end."""

    def __init__(self) -> None:
        self.waits, self.closed = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield sse(STREAM[1], done=False)
        self.waits.set()
        self.closed.wait(5)

    def close(self) -> None:
        self.closed.set()


def test_a_stream_that_another_thread_closes_is_told_of_once(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groq._http._PATIENCE", 0.01)  # there is no socket to hang up
    body = Slow()
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=body))
    with groq.Groq(api_key="k", http_client=httpx.Client(transport=transport), hooks=heard.hooks) as client:
        stream = client.chat.completions.create(**CHAT, stream=True)
        reader = threading.Thread(target=list, args=(stream,))
        reader.start()
        assert body.waits.wait(5)
        stream.close()
        reader.join(5)
    assert heard["on_end"].outcome == "closed"


def test_a_warning_points_at_the_reader_of_the_stream(twin: Twin, heard: Heard) -> None:
    stream = streamed(twin, heard, sse(*STREAM[:2], done=False), stream_check="warn")
    with pytest.warns(groq.IncompleteStreamWarning) as caught:
        twin.items(stream)
    assert [warning.filename.rpartition("/")[2] for warning in caught] == ["twin.py"]
    assert heard["on_end"].outcome == "complete"


def test_a_subclass_that_reads_events_in_its_own_way_is_told_of_too(twin: Twin, heard: Heard) -> None:
    base: Any = twin.pick(groq.Stream, groq.AsyncStream)

    class Own(base[groq.BaseModel]):  # type: ignore[misc]
        def _iter_events(self) -> Any:
            return super()._iter_events()

    client = twin.client(sse(*STREAM), hooks=heard.hooks)
    stream = twin.call(client.post("/x", cast_to=object, body={}, stream=True, stream_cls=Own))
    assert len(twin.items(stream)) == len(heard.all("on_chunk")) == 4


# Raw answers


def test_a_raw_answer_is_told_of_like_one_that_is_parsed(twin: Twin, heard: Heard) -> None:
    client = twin.client(ANSWER, hooks=heard.hooks)
    twin.call(client.chat.completions.with_raw_response.create(**CHAT))
    assert heard.names == ["on_request", "on_response", "on_end"]
    result = heard["on_response"].result
    assert (type(result), result.choices[0].message.content) == (ChatCompletion, "Hello")
    assert heard["on_end"].usage == SPENT


@pytest.mark.parametrize(("read", "outcome"), [(True, "complete"), (False, "closed")])
def test_an_answer_in_pieces_is_over_when_it_is_read_or_closed(
    twin: Twin, heard: Heard, read: bool, outcome: str
) -> None:
    client = twin.client(ANSWER, hooks=heard.hooks)
    with twin.opened(client.chat.completions.with_streaming_response.create(**CHAT)) as response:
        assert heard.names == ["on_request", "on_response"]
        if read:
            twin.call(response.read())
    assert heard["on_end"].outcome == outcome


def test_a_fault_while_bytes_are_read_is_an_error(twin: Twin, heard: Heard) -> None:
    client = twin.client(Body(b"RI", httpx.ReadError("gone")), hooks=heard.hooks)
    speak = client.audio.speech.with_streaming_response.create
    with twin.opened(speak(input="Hi", model="t", voice="v")) as response:
        _, error = twin.collect(response.iter_bytes())
    assert type(error) is type(heard["on_error"].error)
    assert isinstance(error, groq.APIConnectionError)
    assert heard["on_end"].outcome == "failed"


@pytest.mark.parametrize("view", ["with_raw_response", "with_streaming_response"])
def test_a_stream_below_a_raw_answer_is_told_of_once(twin: Twin, heard: Heard, view: str) -> None:
    create = getattr(twin.client(sse(*STREAM), hooks=heard.hooks).chat.completions, view).create
    if view == "with_raw_response":
        response = twin.call(create(**CHAT, stream=True))
        twin.items(twin.call(response.parse()))
    else:
        with twin.opened(create(**CHAT, stream=True)) as response:
            twin.items(twin.call(response.parse()))
    assert heard.names == ["on_request", "on_response", *["on_chunk"] * 4, "on_end"]
    assert heard["on_end"].outcome == "complete"


def test_a_raw_answer_that_is_dropped_is_abandoned(twin: Twin, heard: Heard) -> None:
    response = twin.call(
        twin.client(sse(*STREAM), hooks=heard.hooks).chat.completions.with_raw_response.create(**CHAT, stream=True)
    )
    assert heard.all("on_end") == []
    del response
    gc.collect()
    assert heard["on_end"].outcome == "abandoned"


# Hooks that wait, fail, or are none


def test_coroutine_functions_are_awaited() -> None:
    told: List[str] = []

    async def hear(notice: Any) -> None:
        await asyncio.sleep(0)
        told.append(type(notice).__name__)

    async def main() -> None:
        http_client = httpx.AsyncClient(
            transport=httpx.MockTransport(lambda _: httpx.Response(200, content=sse(*STREAM)))
        )
        hooks = Hooks(**dict.fromkeys(HOOKS, hear))
        async with groq.AsyncGroq(api_key="k", http_client=http_client, hooks=hooks) as client:
            async for _ in await client.chat.completions.create(**CHAT, stream=True):
                pass
            stream = await client.chat.completions.create(**CHAT, stream=True)
            del stream  # in a loop that goes on
            await asyncio.sleep(0.01)

    asyncio.run(main())
    begin = ["RequestNotice", "ResponseNotice"]
    assert told == [*begin, *["ChunkNotice"] * 4, "EndNotice", *begin, "EndNotice"]


@under_trio
@pytest.mark.filterwarnings("ignore:Async generator 'httpx:ResourceWarning")  # httpx leaves its own to trio
def test_hooks_are_called_under_trio_too(heard: Heard) -> None:
    async def main() -> None:
        http_client = httpx.AsyncClient(
            transport=httpx.MockTransport(lambda _: httpx.Response(200, content=sse(*STREAM)))
        )
        async with groq.AsyncGroq(api_key="k", http_client=http_client, hooks=heard.hooks) as client:
            async for _ in await client.chat.completions.create(**CHAT, stream=True):
                pass

    anyio.run(main, backend="trio")
    assert heard.names == ["on_request", "on_response", *["on_chunk"] * 4, "on_end"]


async def hear_later(notice: Any) -> None:
    raise AssertionError


class Later:
    async def __call__(self, notice: Any) -> None:
        raise AssertionError


@pytest.mark.parametrize("hook", [hear_later, Later(), functools.partial(hear_later)])
@pytest.mark.parametrize("name", HOOKS)
def test_a_client_that_blocks_refuses_what_it_cannot_await(name: str, hook: Any) -> None:
    hooks = Hooks(**{name: hook})
    message = (
        "`%s` of `hooks` is a coroutine function, which this client cannot await: pass a plain function, or use "
        "AsyncGroq" % name
    )
    with groq.Groq(api_key="k") as client:
        for refuse in (
            lambda: groq.Groq(api_key="k", hooks=hooks),
            lambda: client.with_options(hooks=[hooks]),
            lambda: client.with_options(hooks=[hooks], set_default_headers={}),
            lambda: client.post("/x", cast_to=object, options={"hooks": hooks}),
        ):
            with pytest.raises(TypeError) as raised:
                refuse()
            assert str(raised.value) == message


def test_a_coroutine_that_comes_as_a_surprise_is_not_left_unawaited(caplog: pytest.LogCaptureFixture) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=ANSWER))
    hooks = Hooks(on_response=lambda notice: hear_later(notice))
    with groq.Groq(api_key="k", http_client=httpx.Client(transport=transport), hooks=hooks) as client:
        client.chat.completions.create(**CHAT)
        gc.collect()
    assert "The hook gave a coroutine, which this client cannot await" in caplog.text


@pytest.mark.parametrize("name", HOOKS)
def test_what_a_hook_raises_is_logged_and_breaks_nothing(
    twin: Twin, heard: Heard, caplog: pytest.LogCaptureFixture, no_sleep: List[float], name: str
) -> None:
    def fail(notice: Any) -> None:
        raise RuntimeError("I was given %s" % KEY)

    async def fail_later(notice: Any) -> None:
        fail(notice)

    def work(hooks: Any) -> Any:
        client = twin.client(httpx.Response(503), sse(*STREAM), httpx.Response(400), api_key=KEY, hooks=hooks)
        items, error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))
        with pytest.raises(groq.BadRequestError):
            twin.call(client.chat.completions.create(**CHAT))
        return items, error

    expected = work(None)
    for hook in twin.pick([fail], [fail, fail_later]):
        caplog.clear()
        assert work([Hooks(**{name: hook}), heard.hooks]) == expected
        assert len(heard.all("on_end")) % 2 == 0  # the others go on
        records = [record for record in caplog.records if record.levelno == logging.WARNING]
        assert records
        assert {record.name.split(".")[0] for record in records} == {"groq"}
        assert all(record.getMessage().startswith("%s failed: Traceback" % name) for record in records)
        assert "I was given ***" in caplog.text
        assert KEY not in caplog.text


def test_a_hook_that_is_cancelled_ends_the_call(heard: Heard) -> None:
    async def wait(notice: Any) -> None:
        await asyncio.sleep(50)

    body = Body(sse(*STREAM))

    async def main() -> None:
        http_client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=body)))
        hooks = [Hooks(on_response=wait), heard.hooks]
        async with groq.AsyncGroq(api_key="k", http_client=http_client, hooks=hooks) as client:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(client.chat.completions.create(**CHAT, stream=True), 0.02)

    asyncio.run(main())
    assert heard.names == ["on_request", "on_end"]
    assert (heard["on_end"].outcome, type(heard["on_end"].error)) == ("cancelled", asyncio.CancelledError)
    assert body.closed


def test_several_hooks_are_called_in_turn(twin: Twin) -> None:
    told: List[str] = []
    several = [Hooks(on_request=lambda _, name=name: told.append(name)) for name in ("a", "b", "c")]
    twin.call(twin.client(ANSWER, hooks=several).chat.completions.create(**CHAT))
    assert told == ["a", "b", "c"]


def test_what_is_no_hook_is_refused(twin: Twin) -> None:
    with pytest.raises(TypeError, match="`on_retry` is 5: pass a function that takes a notice"):
        Hooks(on_retry=5)  # type: ignore[arg-type]
    for given in (print, [Hooks(), 5], {"on_request": print}):
        with pytest.raises(TypeError, match=r"pass groq.Hooks\(...\), a list of them, or None"):
            twin.client_class(api_key="k", hooks=given)
    client = twin.client(ANSWER)
    with pytest.raises(TypeError, match=r"`hooks` is or holds"):
        client.with_options(hooks=print)
    with pytest.raises(TypeError, match=r"`hooks` is or holds"):
        twin.call(client.post("/x", cast_to=object, options={"hooks": print}))


# Where hooks come from


def test_copies_keep_hooks_or_take_others(twin: Twin, heard: Heard) -> None:
    other = Heard()
    client = twin.client(ANSWER, hooks=heard.hooks)
    copies: List[Tuple[Any, int, int]] = [
        (client.with_options(timeout=3), 1, 0),
        (client.with_options(set_default_headers={"a": "b"}), 1, 0),
        (client.with_options(hooks=other.hooks), 0, 1),
        (client.with_options(hooks=[heard.hooks, other.hooks]), 1, 1),
        (client.with_options(hooks=other.hooks, set_default_query={}), 0, 1),
        (client.with_options(hooks=None), 0, 0),
        (client.with_options(_extra_kwargs={"hooks": other.hooks}), 0, 1),
        (copy.copy(client), 1, 0),
    ]
    for copied, ours, others in copies:
        heard.told.clear()
        other.told.clear()
        twin.call(copied.chat.completions.create(**CHAT))
        assert (len(heard.all("on_end")), len(other.all("on_end"))) == (ours, others)
    assert client.hooks == (heard.hooks,)


def test_a_subclass_with_a_constructor_of_its_own_keeps_hooks_in_copies(twin: Twin, heard: Heard) -> None:
    class Own(twin.client_class):  # type: ignore[misc]
        def __init__(self, **options: Any) -> None:
            options.pop("hooks", None)
            super().__init__(hooks=heard.hooks, **options)

    copied = twin.client(ANSWER, client_class=Own).with_options(timeout=3)
    twin.call(copied.chat.completions.create(**CHAT))
    assert len(heard.all("on_end")) == 1
    assert twin.client(client_class=Own).with_options(hooks=None).hooks == ()


def test_a_single_call_may_have_hooks_of_its_own(twin: Twin, heard: Heard) -> None:
    other = Heard()
    client = twin.client(ANSWER, hooks=heard.hooks)
    twin.call(client.post("/x", cast_to=object, body={}, options={"hooks": other.hooks}))
    assert (heard.names, other.names) == ([], ["on_request", "on_response", "on_end"])
    twin.call(client.post("/x", cast_to=object, body={}, options={"hooks": None}))
    assert (heard.names, len(other.names)) == ([], 3)
    plain = twin.client(ANSWER)
    twin.call(plain.post("/x", cast_to=object, body={}, options={"hooks": [other.hooks]}))
    assert len(other.names) == 6


told_globally: List[Any] = []


def test_a_client_with_hooks_can_be_pickled_as_its_hooks_can(twin: Twin) -> None:
    client = twin.closing(twin.client_class(api_key="k", hooks=Hooks(on_end=told_globally.append)))
    copied = copy.deepcopy(twin.closing(twin.client_class(api_key="k", hooks=Hooks(on_end=print))))
    assert copied.hooks == (Hooks(on_end=print),)
    assert pickle.loads(pickle.dumps(twin.closing(copied))).hooks == (Hooks(on_end=print),)
    assert client.hooks


def test_hooks_go_with_policies_and_limits(twin: Twin, heard: Heard, no_sleep: List[float]) -> None:
    retries: List[Any] = []
    policy = RetryPolicy(also=[498], on_retry=lambda *told: retries.append(told))
    client = twin.client(
        httpx.Response(498), sse(*STREAM), hooks=heard.hooks, retry_policy=policy, timeout=TimeLimits(total=9)
    )
    twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert [(notice.attempt, notice.wait, notice.error) for notice in heard.all("on_retry")] == retries
    assert heard.names[-1] == "on_end"


# Secrets, and what it costs


def test_notices_show_neither_secrets_nor_what_was_said(twin: Twin, heard: Heard, no_sleep: List[float]) -> None:
    said = {"messages": [{"role": "user", "content": "very private"}], "model": "m"}
    client = twin.client(
        httpx.Response(500),
        httpx.Response(200, json=ANSWER, headers={"set-cookie": "session=private"}),
        sse(chunk({"content": "private"})),
        httpx.Response(401),
        api_key=KEY,
        hooks=heard.hooks,
        base_url="http://me:" + KEY + "@host/?token=" + KEY,
        default_headers={"X-Api-Key": KEY},
    )
    twin.call(client.chat.completions.create(**said))
    twin.items(twin.call(client.chat.completions.create(**said, stream=True)))
    with pytest.raises(groq.AuthenticationError):
        twin.call(client.chat.completions.create(**said))
    assert set(heard.names) == set(HOOKS)
    assert twin.requests[0].headers["x-api-key"] == KEY
    for _, notice in heard.told:
        assert KEY not in repr(notice)
        assert "private" not in repr(notice)
        assert KEY not in str({field.name: getattr(notice, field.name) for field in fields(notice)})


def test_notices_cannot_be_changed(twin: Twin, heard: Heard, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500), sse(*STREAM), httpx.Response(400), hooks=heard.hooks)
    twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    with pytest.raises(groq.BadRequestError):
        twin.call(client.chat.completions.create(**CHAT))
    kinds = {type(notice) for _, notice in heard.told}
    assert {kind.__name__ for kind in kinds} == {
        *("RequestNotice", "RetryNotice", "ResponseNotice", "ChunkNotice", "ErrorNotice", "EndNotice")
    }
    assert {kind.__module__ for kind in kinds} == {"groq"}
    for _, notice in heard.told:
        with pytest.raises(FrozenInstanceError):
            notice.model = "x"


def test_who_has_no_hooks_pays_nothing_for_them() -> None:
    program = """
import sys
from groq.testing import LocalGroq
call = {"messages": [{"role": "user", "content": "Hi"}], "model": "llama-3.1-8b-instant"}
with LocalGroq(wait=False) as local:
    client = local.client()
    client.with_options(timeout=3).chat.completions.create(**call)
    list(client.chat.completions.create(**call, stream=True))
    local.async_client()
loaded = [name for name in ("_core.hooks", "_story", "_hearing", "_telling", "lib") if "groq." + name in sys.modules]
print(loaded)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=50)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


@pytest.mark.thorough
def test_calls_with_hooks_leave_nothing(twin: Twin) -> None:
    client = twin.client(sse(*STREAM), hooks=Hooks(on_end=lambda notice: None))

    def stories() -> int:
        for _ in range(10):
            gc.collect()
            twin.call(asyncio.sleep(0.001) if twin.is_async else None)  # what is dropped is closed by and by
        return sum(type(found).__name__.endswith("Telling") for found in gc.get_objects())

    before = stories()
    for _ in range(20):
        twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
        twin.call(client.chat.completions.create(**CHAT, stream=True))
    assert stories() <= before
