"""Traces and metrics of calls, as OpenTelemetry's own exporters in memory get them."""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
from typing import Any, Dict, Iterator, List, Optional

import httpx
import pytest

import groq
from groq._base_client import BaseClient
from twin import CHAT, Body, Twin, sse

pytest.importorskip("opentelemetry.sdk", reason='the extra "tests" is not installed')

from opentelemetry import context, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from groq.lib import otel

ANSWER: Dict[str, Any] = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1,
    "model": "llama-3.1-8b-instant-0125",
    "system_fingerprint": "fp_1",
    "service_tier": "flex",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}],
    "usage": {
        "prompt_tokens": 11,
        "completion_tokens": 7,
        "total_tokens": 18,
        "queue_time": 0.01,
        "prompt_time": 0.02,
        "completion_time": 0.03,
        "total_time": 0.05,
        "prompt_tokens_details": {"cached_tokens": 5},
        "completion_tokens_details": {"reasoning_tokens": 3},
    },
}
LOOK = {"name": "look", "arguments": '{"at": "sky"}'}
HEAD: Dict[str, Any] = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "served"}


def chunk(delta: Dict[str, Any], reason: Optional[str] = None, **more: Any) -> Dict[str, Any]:
    return {**HEAD, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}], **more}


STREAM = [
    chunk({"role": "assistant", "content": ""}),
    chunk({"content": "Hel"}),
    chunk({"content": "lo"}),
    chunk({}, "stop", x_groq={"id": "req_1", "usage": ANSWER["usage"]}),
]


class Recorded:
    """What the exporters have."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.reader = InMemoryMetricReader()
        self.tracer_provider = TracerProvider()
        self.tracer_provider.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.meter_provider = MeterProvider(metric_readers=[self.reader])

    @property
    def spans(self) -> List[ReadableSpan]:
        return list(self._exporter.get_finished_spans())

    @property
    def span(self) -> ReadableSpan:
        (span,) = self.spans
        return span

    def figures(self) -> Dict[str, List[Any]]:
        data = self.reader.get_metrics_data()
        scopes = [scope for resource in (data.resource_metrics if data else []) for scope in resource.scope_metrics]
        return {metric.name: list(metric.data.data_points) for scope in scopes for metric in scope.metrics}


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    found = Recorded()
    otel.instrument(tracer_provider=found.tracer_provider, meter_provider=found.meter_provider)
    yield found
    otel.uninstrument()
    found.tracer_provider.shutdown()
    found.meter_provider.shutdown()


def captured(recorded: Recorded) -> None:
    """Have contents recorded, too."""
    otel.instrument(
        tracer_provider=recorded.tracer_provider, meter_provider=recorded.meter_provider, capture_content=True
    )


def attributes(span: ReadableSpan) -> Dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in (span.attributes or {}).items()}


# Spans


def test_a_chat_makes_a_span_by_the_conventions(twin: Twin, recorded: Recorded) -> None:
    answer = httpx.Response(200, json=ANSWER, headers={"x-request-id": "req_7"})
    twin.call(
        twin.client(answer).chat.completions.create(
            **CHAT,
            temperature=0.5,
            top_p=1,
            max_completion_tokens=100,
            seed=4,
            stop=["a", "b"],
            n=2,
            frequency_penalty=0,
            presence_penalty=0.5,
            reasoning_effort="low",
            response_format={"type": "json_object"},
        )
    )
    span = recorded.span
    assert (span.name, span.kind, span.status.status_code) == (
        "chat llama-3.1-8b-instant",
        trace.SpanKind.CLIENT,
        trace.StatusCode.UNSET,
    )
    assert attributes(span) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "groq",
        "gen_ai.system": "groq",
        "server.address": "api.groq.com",
        "server.port": 443,
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "gen_ai.request.model": "llama-3.1-8b-instant",
        "gen_ai.request.temperature": 0.5,
        "gen_ai.request.top_p": 1.0,
        "gen_ai.request.max_tokens": 100,
        "gen_ai.request.seed": 4,
        "gen_ai.request.stop_sequences": ["a", "b"],
        "gen_ai.request.choice.count": 2,
        "gen_ai.request.frequency_penalty": 0.0,
        "gen_ai.request.presence_penalty": 0.5,
        "groq.request.reasoning_effort": "low",
        "gen_ai.output.type": "json",
        "gen_ai.response.id": "chatcmpl-1",
        "gen_ai.response.model": "llama-3.1-8b-instant-0125",
        "gen_ai.response.finish_reasons": ["stop"],
        "groq.response.system_fingerprint": "fp_1",
        "groq.response.service_tier": "flex",
        "gen_ai.usage.input_tokens": 11,
        "gen_ai.usage.output_tokens": 7,
        "gen_ai.usage.cache_read.input_tokens": 5,
        "gen_ai.usage.reasoning.output_tokens": 3,
        "groq.usage.queue_time": 0.01,
        "groq.usage.prompt_time": 0.02,
        "groq.usage.completion_time": 0.03,
        "groq.usage.total_time": 0.05,
        "groq.request_id": "req_7",
    }


def test_what_was_said_is_only_told_where_that_is_wanted(twin: Twin, recorded: Recorded) -> None:
    client = twin.client(ANSWER)
    messages: List[Any] = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "Is it cold?"}]},
        {
            "role": "assistant",
            "tool_calls": [
                {"id": "c1", "type": "function", "function": {"name": "look", "arguments": '{"at": "sky"}'}}
            ],
        },
        {"role": "tool", "tool_call_id": "c1", "content": "grey"},
    ]
    call = {"messages": messages, "model": "m", "tools": [{"type": "function", "function": {"name": "look"}}]}
    twin.call(client.chat.completions.create(**call))
    assert not any(word in str(attributes(recorded.span)) for word in ("brief", "cold", "sky", "Hello", "look"))
    captured(recorded)
    twin.call(client.chat.completions.create(**call))
    told = attributes(recorded.spans[1])
    assert json.loads(told["gen_ai.input.messages"]) == [
        {"role": "system", "parts": [{"type": "text", "content": "Be brief."}]},
        {"role": "user", "parts": [{"type": "text", "content": "Is it cold?"}]},
        {"role": "assistant", "parts": [{"type": "tool_call", "id": "c1", "name": "look", "arguments": {"at": "sky"}}]},
        {"role": "tool", "parts": [{"type": "tool_call_response", "id": "c1", "response": "grey"}]},
    ]
    assert json.loads(told["gen_ai.tool.definitions"]) == call["tools"]
    assert json.loads(told["gen_ai.output.messages"]) == [
        {"role": "assistant", "parts": [{"type": "text", "content": "Hello"}], "finish_reason": "stop"}
    ]


def test_what_proves_to_a_server_who_is_calling_is_never_told(twin: Twin, recorded: Recorded) -> None:
    captured(recorded)
    server = {"type": "mcp", "server_label": "hf", "server_url": "https://me:pass@host/mcp?token=query"}
    asked = {"model": "openai/gpt-oss-20b", "tools": [{**server, "headers": {"Authorization": "Bearer head"}}]}
    twin.call(twin.local_client().responses.create(input="Hi", **asked))
    twin.call(twin.local_client().chat.completions.create(messages=[{"role": "user", "content": "Hi"}], **asked))
    shown = {**server, "server_url": "https://***@host/mcp?***", "headers": {"Authorization": "***"}}
    for span in recorded.spans:
        assert json.loads(attributes(span)["gen_ai.tool.definitions"]) == [shown]
        assert not any(secret in span.to_json() for secret in ("me:pass", "token=", "Bearer"))


def test_what_a_stream_said_is_told_in_one_piece(twin: Twin, recorded: Recorded) -> None:
    captured(recorded)
    twin.items(twin.call(twin.client(sse(*STREAM)).chat.completions.create(**CHAT, stream=True)))
    assert json.loads(attributes(recorded.span)["gen_ai.output.messages"]) == [
        {"role": "assistant", "parts": [{"type": "text", "content": "Hello"}], "finish_reason": "stop"}
    ]


def test_the_span_of_a_stream_lasts_to_its_end(twin: Twin, recorded: Recorded) -> None:
    stream = twin.call(twin.client(sse(*STREAM)).chat.completions.create(**CHAT, stream=True))
    iterator = twin.iter(stream)
    twin.next(iterator)
    assert recorded.spans == []
    twin.items(stream)
    told = attributes(recorded.span)
    first, token = told.pop("gen_ai.response.time_to_first_chunk"), told.pop("groq.response.time_to_first_token")
    seconds = ((recorded.span.end_time or 0) - (recorded.span.start_time or 0)) / 1e9
    assert 0 < first < token < seconds + 0.01  # by another clock
    assert told["gen_ai.request.stream"] is True
    assert told["gen_ai.response.finish_reasons"] == ["stop"]
    assert (told["gen_ai.response.id"], told["gen_ai.response.model"]) == ("chatcmpl-1", "served")
    assert (told["gen_ai.usage.input_tokens"], told["gen_ai.usage.output_tokens"]) == (11, 7)
    assert "groq.outcome" not in told


def test_the_span_of_a_stream_ends_when_it_is_closed_or_dropped(twin: Twin, recorded: Recorded) -> None:
    create = twin.client(sse(*STREAM)).chat.completions.create
    stream = twin.call(create(**CHAT, stream=True))
    twin.next(twin.iter(stream))
    twin.call(stream.close())
    assert attributes(recorded.spans[0])["groq.outcome"] == "closed"
    stream = twin.call(create(**CHAT, stream=True))
    assert len(recorded.spans) == 1
    del stream
    gc.collect()
    assert attributes(recorded.spans[1])["groq.outcome"] == "abandoned"
    assert {span.status.status_code for span in recorded.spans} == {trace.StatusCode.UNSET}


def test_one_span_covers_all_attempts(twin: Twin, recorded: Recorded, no_sleep: List[float]) -> None:
    busy = httpx.Response(429, json={"error": {"message": "slow down", "code": "rate_limit_exceeded"}})
    client = twin.client(httpx.ConnectError("no"), busy, httpx.Response(200, json=ANSWER))
    twin.call(client.chat.completions.create(**CHAT))
    assert attributes(recorded.span)["http.request.resend_count"] == 2
    first, second = recorded.span.events
    assert (first.name, second.name) == ("groq.retry", "groq.retry")
    assert dict(first.attributes or {}) == {
        "groq.retry.attempt": 1,
        "groq.retry.wait": no_sleep[0],
        "error.type": "APIConnectionError",
    }
    assert dict(second.attributes or {}) == {
        "groq.retry.attempt": 2,
        "groq.retry.wait": no_sleep[1],
        "error.type": "RateLimitError",
        "http.response.status_code": 429,
    }


def test_a_stream_that_begins_anew_stays_one_span(twin: Twin, recorded: Recorded, no_sleep: List[float]) -> None:
    broken = Body(sse(STREAM[0], done=False), httpx.ReadError("gone"))
    stream = twin.call(twin.client(broken, sse(*STREAM)).chat.completions.create(**CHAT, stream=True))
    twin.items(stream)
    assert attributes(recorded.span)["http.request.resend_count"] == 1
    assert [event.name for event in recorded.span.events] == ["groq.retry"]


def test_an_error_is_told_without_what_was_said(twin: Twin, recorded: Recorded) -> None:
    body = {"error": {"message": "I wrote: secret words", "type": "invalid_request_error", "code": "tool_use_failed"}}
    client = twin.client(httpx.Response(400, json=body, headers={"x-request-id": "req_3"}))
    with pytest.raises(groq.ToolUseFailedError):
        twin.call(client.chat.completions.create(**CHAT))
    told = attributes(recorded.span)
    assert (recorded.span.status.status_code, recorded.span.status.description) == (
        trace.StatusCode.ERROR,
        "tool_use_failed",
    )
    assert (told["error.type"], told["http.response.status_code"], told["groq.outcome"]) == (
        "ToolUseFailedError",
        400,
        "failed",
    )
    assert told["groq.request_id"] == "req_3"
    assert "secret words" not in recorded.span.to_json()
    captured(recorded)
    with pytest.raises(groq.ToolUseFailedError):
        twin.call(client.chat.completions.create(**CHAT))
    assert "secret words" in str(recorded.spans[1].status.description)


def test_a_stream_that_breaks_is_an_error(twin: Twin, recorded: Recorded) -> None:
    broken = Body(sse(*STREAM[:2], done=False), httpx.ReadError("gone"))
    stream = twin.call(twin.client(broken).chat.completions.create(**CHAT, stream=True))
    _, error = twin.collect(stream)
    assert isinstance(error, groq.APIConnectionError)
    assert attributes(recorded.span)["error.type"] == "APIConnectionError"
    assert recorded.span.status.status_code is trace.StatusCode.ERROR


def test_a_cancelled_call_ends_its_span(recorded: Recorded) -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(50)
        raise AssertionError

    async def main() -> None:
        transport = httpx.MockTransport(never)
        async with groq.AsyncGroq(api_key="k", http_client=httpx.AsyncClient(transport=transport)) as client:
            task = asyncio.ensure_future(client.chat.completions.create(**CHAT))
            await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
    told = attributes(recorded.span)
    assert (told["groq.outcome"], told["error.type"]) == ("cancelled", "CancelledError")


@pytest.mark.parametrize(
    ("path", "arguments", "name"),
    [
        ("embeddings.create", {"input": "Hi", "model": "e", "encoding_format": "float"}, "embeddings e"),
        ("audio.transcriptions.create", {"file": ("a.wav", b"RIFF"), "model": "w"}, "audio.transcriptions w"),
        ("audio.translations.create", {"file": ("a.wav", b"RIFF"), "model": "w"}, "audio.translations w"),
        ("audio.speech.create", {"input": "Hi", "model": "t", "voice": "v"}, "audio.speech t"),
        ("models.list", {}, "models"),
        ("models.retrieve", {"model": "a/b"}, "models"),
        ("files.content", {"file_id": "file_1"}, "files.content"),
        ("files.create", {"file": ("a.jsonl", b"{}"), "purpose": "batch"}, "files"),
        ("batches.cancel", {"batch_id": "b1"}, "batches.cancel"),
    ],
)
def test_every_operation_makes_a_span(
    twin: Twin, recorded: Recorded, path: str, arguments: Dict[str, Any], name: str
) -> None:
    captured(recorded)
    method: Any = twin.client({"object": "list", "data": [], "text": "words"})
    for part in path.split("."):
        method = getattr(method, part)
    twin.call(method(**arguments))
    assert recorded.span.name == name
    told = attributes(recorded.span)
    assert told["gen_ai.operation.name"] == name.split()[0]
    assert told.get("gen_ai.request.model") == arguments.get("model") or path == "models.retrieve"


def test_embeddings_and_transcriptions_tell_what_there_is_to_tell(twin: Twin, recorded: Recorded) -> None:
    captured(recorded)
    answer = {"object": "list", "data": [], "model": "served", "usage": {"prompt_tokens": 3, "total_tokens": 3}}
    twin.call(twin.client(answer).embeddings.create(input="Hi", model="e", encoding_format="float"))
    told = attributes(recorded.span)
    assert (told["gen_ai.usage.input_tokens"], told["gen_ai.response.model"]) == (3, "served")
    assert told["gen_ai.request.encoding_formats"] == ["float"]
    assert json.loads(told["gen_ai.input.messages"]) == [{"role": "user", "parts": [{"type": "text", "content": "Hi"}]}]
    twin.call(twin.client({"text": "words"}).audio.transcriptions.create(file=("a", b"a"), model="w"))
    assert json.loads(attributes(recorded.spans[1])["gen_ai.output.messages"]) == [
        {"role": "assistant", "parts": [{"type": "text", "content": "words"}]}
    ]


def test_raw_answers_make_the_same_span(twin: Twin, recorded: Recorded) -> None:
    completions = twin.client(ANSWER).chat.completions
    twin.call(completions.create(**CHAT))
    twin.call(completions.with_raw_response.create(**CHAT))
    one, other = map(attributes, recorded.spans)
    assert one == other
    with twin.opened(completions.with_streaming_response.create(**CHAT)) as response:
        assert len(recorded.spans) == 2
        twin.call(response.read())
    assert len(recorded.spans) == 3
    assert "groq.outcome" not in attributes(recorded.spans[2])


# Contexts


def test_what_the_http_client_records_is_part_of_the_span(
    twin: Twin, recorded: Recorded, no_sleep: List[float]
) -> None:
    tracer = recorded.tracer_provider.get_tracer("http")
    current: List[Any] = []

    def handle(request: httpx.Request) -> httpx.Response:
        with tracer.start_as_current_span("POST"):
            current.append(trace.get_current_span())
        return httpx.Response(500) if len(current) == 1 else httpx.Response(200, json=ANSWER)

    client = twin.client(handle)
    with tracer.start_as_current_span("around") as around:
        twin.call(client.chat.completions.create(**CHAT))
        assert trace.get_current_span() is around
    names = [span.name for span in recorded.spans]
    assert names == ["POST", "POST", "chat llama-3.1-8b-instant", "around"]
    chat = recorded.spans[2]
    for post in recorded.spans[:2]:
        assert post.parent is not None
        assert post.parent.span_id == chat.context.span_id
    assert chat.parent is not None
    assert chat.parent.span_id == around.get_span_context().span_id


def test_nothing_is_recorded_where_instrumentation_is_suppressed(twin: Twin, recorded: Recorded) -> None:
    token = context.attach(context.set_value("suppress_instrumentation", True))
    try:
        twin.items(twin.call(twin.client(sse(*STREAM)).chat.completions.create(**CHAT, stream=True)))
    finally:
        context.detach(token)
    assert (recorded.spans, recorded.figures()) == ([], {})


async def test_calls_at_the_same_time_keep_their_spans_apart(recorded: Recorded) -> None:
    tracer = recorded.tracer_provider.get_tracer("http")

    async def handle(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.001)
        with tracer.start_as_current_span(json.loads(request.content)["model"]):
            await asyncio.sleep(0.001)
        return httpx.Response(200, json=ANSWER)

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    async with groq.AsyncGroq(api_key="k", http_client=http_client) as client:
        calls = [client.chat.completions.create(messages=[], model="m%d" % number) for number in range(20)]
        await asyncio.gather(*calls)
    names = {span.context.span_id: span.name for span in recorded.spans if span.context}
    inner = [span for span in recorded.spans if not span.name.startswith("chat ")]
    assert len(inner) == 20
    assert {"chat " + span.name == names[span.parent.span_id] for span in inner if span.parent} == {True}


# Figures


def test_durations_and_tokens_are_counted(twin: Twin, recorded: Recorded) -> None:
    client = twin.client(ANSWER, sse(*STREAM), httpx.Response(400, json={"error": {"message": "no"}}))
    twin.call(client.chat.completions.create(**CHAT))
    twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    with pytest.raises(groq.BadRequestError):
        twin.call(client.chat.completions.create(**CHAT))
    figures = recorded.figures()
    assert set(figures) == {
        "gen_ai.client.operation.duration",
        "gen_ai.client.operation.time_to_first_chunk",
        "gen_ai.client.token.usage",
    }
    common = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "groq",
        "gen_ai.system": "groq",
        "gen_ai.request.model": "llama-3.1-8b-instant",
        "server.address": "api.groq.com",
        "server.port": 443,
    }
    whole, streamed = "llama-3.1-8b-instant-0125", "served"
    durations = {
        str(point.attributes.get("gen_ai.response.model")): point
        for point in figures["gen_ai.client.operation.duration"]
    }
    assert {name: (point.count, dict(point.attributes)) for name, point in durations.items()} == {
        whole: (1, {**common, "gen_ai.response.model": whole}),
        streamed: (1, {**common, "gen_ai.response.model": streamed}),
        "None": (1, {**common, "error.type": "BadRequestError"}),
    }
    assert durations[whole].sum > 0
    tokens = figures["gen_ai.client.token.usage"]
    assert {
        (point.attributes["gen_ai.response.model"], point.attributes["gen_ai.token.type"]): point.sum
        for point in tokens
    } == {(whole, "input"): 11, (whole, "output"): 7, (streamed, "input"): 11, (streamed, "output"): 7}


# Instrumenting


def test_a_single_client_may_be_instrumented_with_its_copies(twin: Twin) -> None:
    found = Recorded()
    client, other = twin.client(ANSWER), twin.client(ANSWER)
    earlier = client.with_options(timeout=3)
    otel.instrument(client, tracer_provider=found.tracer_provider)
    for each in (client, earlier, client.with_options(timeout=4), client.with_options(base_url="http://host"), other):
        twin.call(each.chat.completions.create(**CHAT))
    assert len(found.spans) == 4
    moved = client.with_options(
        http_client=twin.closing_http(twin.default_http_class(transport=twin.transport(ANSWER)))
    )
    twin.call(moved.chat.completions.create(**CHAT))
    assert len(found.spans) == 5
    otel.uninstrument(client)
    twin.call(client.chat.completions.create(**CHAT))
    twin.call(earlier.chat.completions.create(**CHAT))
    assert len(found.spans) == 5


def test_to_instrument_twice_makes_one_span(twin: Twin, recorded: Recorded) -> None:
    captured(recorded)
    client = twin.client(ANSWER)
    otel.instrument(client, tracer_provider=recorded.tracer_provider)
    twin.call(client.chat.completions.create(**CHAT))
    assert len(recorded.spans) == 1


def test_uninstrument_undoes_it_also_for_clients_that_are_there(twin: Twin, recorded: Recorded) -> None:
    client = twin.client(ANSWER)
    otel.uninstrument()
    twin.call(client.chat.completions.create(**CHAT))
    assert recorded.spans == []
    assert BaseClient._instruments == ()


def test_hooks_of_the_user_go_on_beside_it(twin: Twin, recorded: Recorded) -> None:
    seen: List[Any] = []
    client = twin.client(ANSWER, hooks=groq.Hooks(on_end=seen.append))
    twin.call(client.chat.completions.create(**CHAT))
    twin.call(client.with_options(hooks=None).chat.completions.create(**CHAT))
    assert (len(seen), len(recorded.spans)) == (1, 2)


def test_what_is_no_client_is_refused() -> None:
    with pytest.raises(TypeError, match="`client` is 5: pass a Groq or AsyncGroq"):
        otel.instrument(5)  # type: ignore[arg-type]


def test_without_the_package_a_sentence_says_what_to_install() -> None:
    program = """
import sys
sys.modules["opentelemetry"] = None
import groq
from groq.lib import otel
otel.uninstrument()
try:
    otel.instrument()
except groq.GroqError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=50, check=True
    )
    assert done.stdout == 'OpenTelemetry is not installed: pip install "groq[otel]"\n'


# The Responses API


@pytest.mark.parametrize("stream", [False, True])
def test_a_response_tells_what_a_chat_tells(twin: Twin, recorded: Recorded, stream: bool) -> None:
    captured(recorded)
    ask = twin.local_client().responses.create
    said = twin.call(ask(input="Hi", instructions="Be brief.", model="openai/gpt-oss-20b", stream=stream))
    response = twin.items(said)[-1].response if stream else said
    told = attributes(recorded.span)
    assert recorded.span.name == "chat openai/gpt-oss-20b"
    assert told["gen_ai.response.id"] == response.id
    assert told["gen_ai.response.model"] == response.model
    assert told["gen_ai.usage.input_tokens"] == response.usage.input_tokens
    assert told["gen_ai.usage.output_tokens"] == response.usage.output_tokens
    assert json.loads(told["gen_ai.input.messages"]) == [{"role": "user", "parts": [{"type": "text", "content": "Hi"}]}]
    assert json.loads(told["gen_ai.system_instructions"]) == [{"type": "text", "content": "Be brief."}]
    (message,) = json.loads(told["gen_ai.output.messages"])
    assert {"type": "text", "content": response.output_text} in message["parts"]


def test_the_first_token_of_a_response_is_its_first_word(twin: Twin, recorded: Recorded) -> None:
    events = twin.items(
        twin.call(twin.local_client().responses.create(input="Hi", model="openai/gpt-oss-20b", stream=True))
    )
    assert events[0].type == "response.created"
    told = attributes(recorded.span)
    assert told["gen_ai.response.time_to_first_chunk"] < told["groq.response.time_to_first_token"]
