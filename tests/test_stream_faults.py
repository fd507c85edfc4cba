"""Streams and bodies that break: what is raised is an error of this library and the one of httpx it used to be."""

from __future__ import annotations

import asyncio
import json
import pickle
import socket
from typing import Any, AsyncIterator, Dict, Iterator, List

import httpx
import pytest

import groq
from groq._streaming import ServerSentEvent, SSEDecoder
from twin import CHAT, Body, Twin, said, sse

FIRST = sse({"id": "1", "choices": [{"index": 0, "delta": {"role": "assistant", "content": "A"}}]}, done=False)
TIMEOUTS: List[Any] = [
    httpx.ReadTimeout("late"),
    httpx.PoolTimeout("late"),
    TimeoutError("late"),
    socket.timeout("late"),
    asyncio.TimeoutError("late"),
]
FAULTS: List[Any] = [
    httpx.ReadError("cut"),
    httpx.CloseError("cut"),
    httpx.RemoteProtocolError("peer closed connection (incomplete chunked read)"),
    httpx.LocalProtocolError("cut"),
    httpx.DecodingError("not gzip"),
    ConnectionResetError(104, "reset"),
    OSError("cut"),
    EOFError(),
    RuntimeError("of some transport"),
    UnicodeDecodeError("utf-8", b"", 0, 1, "odd arguments"),
]


def stream_of(twin: Twin, *pieces: Any, **options: Any) -> Any:
    client = twin.client(lambda request: httpx.Response(200, stream=Body(*pieces)), **{"max_retries": 0, **options})
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


def kind(error: Any) -> str:
    return type(error).__name__


# Faults of the transport


@pytest.mark.parametrize("fault", FAULTS, ids=kind)
def test_a_fault_is_a_connection_error_and_what_the_transport_raised(twin: Twin, fault: Any) -> None:
    chunks, error = twin.collect(stream_of(twin, FIRST, fault))
    assert (said(chunks), type(error).__name__, type(error).__module__) == (["A"], "APIConnectionError", "groq")
    assert isinstance(error, groq.APIConnectionError)
    assert isinstance(error, type(fault))
    assert not isinstance(error, groq.APITimeoutError)
    assert (error.__cause__, error.body) == (fault, None)
    assert error.request is twin.requests[0]
    assert (
        str(error) == error.message == "The connection broke while the answer arrived: %s" % (str(fault) or "EOFError")
    )


@pytest.mark.parametrize("fault", TIMEOUTS, ids=kind)
def test_a_timeout_is_a_timeout_error_and_what_the_transport_raised(twin: Twin, fault: Any) -> None:
    _, error = twin.collect(stream_of(twin, FIRST, fault))
    assert isinstance(error, groq.APITimeoutError)
    assert isinstance(error, TimeoutError)
    assert isinstance(error, type(fault))
    assert (error.__cause__, error.request) == (fault, twin.requests[0])
    told = {"ReadTimeout": "Nothing came for 60 seconds.", "PoolTimeout": "No connection was free within 60 seconds."}
    assert str(error) == "Timed out while the answer arrived: " + told.get(type(fault).__name__, "late")


@pytest.mark.parametrize("fault", [*FAULTS, *TIMEOUTS], ids=kind)
def test_the_error_of_a_fault_can_be_pickled(twin: Twin, fault: Any) -> None:
    _, error = twin.collect(stream_of(twin, FIRST, fault))
    for protocol in range(3, pickle.HIGHEST_PROTOCOL + 1):  # older ones take all errors of the system for OSError
        arrived = pickle.loads(pickle.dumps(error, protocol))
        assert (type(arrived), str(arrived), repr(arrived)) == (type(error), str(error), repr(error))
        assert (arrived.request.url, arrived.partial) == (error.request.url, error.partial)
        assert arrived.partial.choices[0].message.content == "A"


def test_faults_of_a_kind_are_errors_of_one_class(twin: Twin) -> None:
    errors = [twin.collect(stream_of(twin, FIRST, httpx.ReadError("cut")))[1] for _ in range(2)]
    assert type(errors[0]) is type(errors[1])


def test_an_exception_that_can_be_nothing_else_is_the_cause(twin: Twin) -> None:
    class Closed(Exception):
        def __init_subclass__(cls) -> None:
            raise TypeError("this class is final")

    fault = Closed()
    _, error = twin.collect(stream_of(twin, FIRST, fault))
    assert (type(error), error.__cause__) == (groq.APIConnectionError, fault)


def test_what_is_no_exception_passes_as_it_is(twin: Twin) -> None:
    stream = stream_of(twin, FIRST, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        twin.items(stream)


def test_the_headers_of_an_answer_that_breaks_are_known(twin: Twin) -> None:
    headers = {"x-request-id": "req_1", "x-ratelimit-remaining-tokens": "5"}

    def create(*pieces: Any, view: bool = False, **options: Any) -> Any:
        client = twin.client(httpx.Response(200, headers=headers, stream=Body(*pieces)), max_retries=0, **options)
        chat = client.chat.completions
        return chat.with_streaming_response.create(**CHAT) if view else twin.call(chat.create(**CHAT, stream=True))

    found = [twin.collect(create(*pieces, stream_check="raise"))[1] for pieces in ((FIRST, FAULTS[0]), (FIRST,))]
    with twin.opened(create(b"{", FAULTS[0], view=True)) as response, pytest.raises(groq.APIConnectionError) as caught:
        twin.call(response.read())
    for error in [*found, caught.value]:
        assert isinstance(error, groq.APIConnectionError)
        for each in (error, pickle.loads(pickle.dumps(error))):
            assert (each.request_id, each.rate_limit.tokens.remaining) == ("req_1", 5)
            assert (hasattr(each, "response"), hasattr(each, "status_code")) == (False, False)


def test_a_response_without_a_request_breaks_as_it_did(twin: Twin) -> None:
    response = httpx.Response(200, stream=Body(FIRST, httpx.ReadError("cut")))
    _, error = twin.collect(
        twin.pick(groq.Stream, groq.AsyncStream)(cast_to=object, client=twin.client(), response=response)
    )
    assert type(error) is httpx.ReadError
    response = httpx.Response(200, stream=Body(b"data: {bad\n\n"))
    _, error = twin.collect(
        twin.pick(groq.Stream, groq.AsyncStream)(cast_to=object, client=twin.client(), response=response)
    )
    assert type(error) is json.JSONDecodeError


class Decoder(SSEDecoder):
    """Finds fault with what it reads."""

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        for _ in iterator:
            raise ValueError("mine")
        yield ServerSentEvent()

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        async for _ in iterator:
            raise ValueError("mine")
        yield ServerSentEvent()


@pytest.mark.parametrize(
    ("piece", "expected"), [(FIRST, ValueError), (httpx.ReadError("cut"), groq.APIConnectionError)]
)
def test_the_errors_of_a_decoder_of_ones_own_are_its_own(twin: Twin, piece: Any, expected: Any) -> None:
    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _make_sse_decoder(self) -> Decoder:
            return Decoder()

    _, error = twin.collect(stream_of(twin, piece, client_class=Client))
    assert isinstance(error, expected)
    assert isinstance(error, groq.APIError) is (expected is not ValueError)


# Over every transport


def over(twin: Twin, transport: str, **options: Any) -> Any:
    if transport == "memory":
        return twin.local_client(**options)
    if transport == "aiohttp":
        pytest.importorskip("httpx_aiohttp")
        if not twin.is_async:
            pytest.skip("it is for awaited clients")
        options["http_client"] = groq.DefaultAioHttpClient()
    return twin.served_client(**options)


@pytest.mark.parametrize("transport", ["memory", "socket", "aiohttp"])
def test_a_stream_that_is_cut_is_a_connection_error_over_every_transport(twin: Twin, transport: str) -> None:
    client = over(twin, transport, max_retries=0)
    twin.local.reply_stream(["A", "B", "C"])
    twin.local.cut_stream(after_chunks=3)
    chunks, error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert isinstance(error, groq.APIConnectionError)
    assert isinstance(error, httpx.TransportError)
    assert isinstance(error.__cause__, httpx.TransportError)
    if transport != "aiohttp":  # which forgets what it has of an answer when the rest does not come
        assert said(chunks) == ["A", "B"]
    assert (error.partial.choices[0].message.content if chunks else "") == "".join(said(chunks))
    assert len(twin.local.requests) == 1


@pytest.mark.parametrize("transport", ["memory", "socket", "aiohttp"])
def test_a_stream_that_falls_silent_is_a_timeout_error_over_every_transport(twin: Twin, transport: str) -> None:
    client = over(twin, transport, timeout=httpx.Timeout(5, read=0.2))
    twin.local.reply_stream(["A", "B", "C"])
    twin.local.stall(20, after_chunks=3)
    chunks, error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert said(chunks) == ["A", "B"]
    assert isinstance(error, groq.APITimeoutError)
    assert isinstance(error, TimeoutError)
    assert isinstance(error, httpx.ReadTimeout)
    assert error.partial.choices[0].message.content == "AB"


# Events that are none


@pytest.mark.parametrize(
    ("event", "data"),
    [
        (b"data: {bad", "{bad"),
        (b'data: {"error": 1', '{"error": 1'),
        (b'data: {"x_groq": 1', '{"x_groq": 1'),
        (b"event: ping\ndata: text", "text"),
        (b"data: {\ndata: bad", "{\nbad"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_an_event_that_is_no_json_is_named(twin: Twin, event: bytes, data: str, strict: bool) -> None:
    known = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    first = sse({**known, "choices": [{"index": 0, "delta": {"content": "A"}}]}, done=False)
    pieces = (first, event + b"\n\n", FIRST)
    chunks, error = twin.collect(stream_of(twin, *pieces, _strict_response_validation=strict))
    assert (said(chunks), type(error).__name__) == (["A"], "APIResponseValidationError")
    assert isinstance(error, groq.APIResponseValidationError)
    assert isinstance(error, json.JSONDecodeError)  # as ever
    assert (error.body, error.doc, error.status_code, error.request) == (data, data, 200, twin.requests[0])
    assert (error.pos, error.lineno) == (error.__cause__.pos, error.__cause__.lineno)
    assert str(error) == "An event of the stream is no JSON: %r (%s)" % (data, error.__cause__)
    assert error.partial.choices[0].message.content == "A"
    arrived = pickle.loads(pickle.dumps(error))
    assert (type(arrived), str(arrived), arrived.body, arrived.pos) == (type(error), str(error), data, error.pos)


def test_the_message_shows_the_beginning_of_a_long_event(twin: Twin) -> None:
    _, error = twin.collect(stream_of(twin, b"data: {" + b"x" * 5000 + b"\n\n"))
    assert (len(error.body), len(str(error)) < 400) == (5001, True)


def test_json_that_goes_too_deep_is_an_event_that_cannot_be_read(twin: Twin) -> None:
    _, error = twin.collect(stream_of(twin, b"data: " + b"[" * 100_000 + b"\n\n"))
    assert isinstance(error, groq.APIResponseValidationError)


def test_an_event_that_breaks_off_ends_the_stream_of_the_local_groq(twin: Twin) -> None:
    twin.local.reply_stream(["A", "B"])
    twin.local.malformed_event(after_chunks=2)
    client = twin.local_client()
    chunks, error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert (said(chunks), isinstance(error, groq.APIResponseValidationError)) == (["A"], True)
    assert (error.partial.choices[0].message.content, len(twin.local.requests)) == ("A", 1)


# Errors that the server reports


@pytest.mark.parametrize("form", ["event", "data", "x_groq"])
def test_an_error_that_the_server_reports_has_what_had_arrived(twin: Twin, form: Any) -> None:
    twin.local.reply_stream(["A", "B"])
    twin.local.stream_error("No.", form=form, after_chunks=2)
    client = twin.local_client()
    chunks, error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert (said(chunks), type(error), str(error)) == (["A"], groq.APIStreamError, "No.")
    assert error.partial.choices[0].message.content == "A"
    assert pickle.loads(pickle.dumps(error)).partial == error.partial


# Bodies that a view leaves on the wire


READERS: Dict[str, Any] = {
    "read": lambda twin, response: twin.call(response.read()),
    "text": lambda twin, response: twin.call(response.text()),
    "json": lambda twin, response: twin.call(response.json()),
    "parse": lambda twin, response: twin.call(response.parse()),
    "iter_bytes": lambda twin, response: twin.items(response.iter_bytes()),
    "iter_text": lambda twin, response: twin.items(response.iter_text()),
    "iter_lines": lambda twin, response: twin.items(response.iter_lines()),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("fault", [httpx.ReadError("cut"), httpx.ReadTimeout("late")], ids=kind)
def test_a_body_that_breaks_under_a_streaming_view_is_named(twin: Twin, reader: Any, fault: Any) -> None:
    client = twin.client(httpx.Response(200, stream=Body(b'{"id": ', fault)))
    view = client.chat.completions.with_streaming_response.create(**CHAT)
    with twin.opened(view) as response, pytest.raises(groq.APIConnectionError) as caught:
        reader(twin, response)
    assert isinstance(caught.value, type(fault))
    assert isinstance(caught.value, groq.APITimeoutError) is isinstance(fault, httpx.ReadTimeout)
    assert (caught.value.__cause__, caught.value.request, caught.value.partial) == (fault, twin.requests[0], None)


def test_a_file_that_breaks_off_is_named(twin: Twin, tmp_path: Any) -> None:
    client = twin.client(httpx.Response(200, stream=Body(b"abc", httpx.ReadError("cut"))))
    view = client.files.with_streaming_response.content("f")
    with twin.opened(view) as response, pytest.raises(groq.APIConnectionError) as caught:
        twin.call(response.stream_to_file(tmp_path / "f"))
    assert isinstance(caught.value, httpx.ReadError)
