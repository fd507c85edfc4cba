"""Streams that break before they say anything: opened again while retries remain; after it, nothing is said twice."""

from __future__ import annotations

from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq._core.faults import may_pass
from twin import CHAT, Body, Twin, said, sse

REQUEST = httpx.Request("POST", "http://host/x")


def chunk(delta: Any, id: str = "c", **more: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": None}
    return sse({"id": id, "object": "chat.completion.chunk", "choices": [choice], **more}, done=False)


CUT = httpx.ReadError("cut")
ROLE = chunk({"role": "assistant", "content": ""}, "first", x_groq={"id": "req_1"})
WHOLE = chunk({"role": "assistant", "content": ""}, "second") + chunk({"content": "A"}, "second") + sse()


def stream_of(twin: Twin, *bodies: Any, **options: Any) -> Any:
    """A stream whose attempts are answered with these bodies in turn."""
    answers = [body if isinstance(body, (httpx.Response, Exception)) else Body(*body) for body in bodies]
    create = twin.client(*answers, **options).chat.completions.create
    return twin.call(create(**CHAT, stream=True))


def counts(twin: Twin) -> List[str]:
    return [request.headers["x-stainless-retry-count"] for request in twin.requests]


# What is opened again


@pytest.mark.parametrize("before", [(), (ROLE,), (ROLE, ROLE), (b": hello\n\n",), (ROLE, b"data: {"), (b"id: 1\n\n",)])
@pytest.mark.parametrize("fault", [CUT, httpx.ReadTimeout("late"), httpx.RemoteProtocolError("cut"), OSError("cut")])
def test_a_stream_that_breaks_before_it_says_anything_is_opened_again(
    twin: Twin, no_sleep: List[float], before: Any, fault: Any
) -> None:
    stream = stream_of(twin, (*before, fault), (WHOLE,))
    first = stream.response
    chunks = twin.items(stream)
    assert (said(chunks), chunks[-1].id) == (["A"], "second")
    assert (counts(twin), stream.retries_taken) == (["0", "1"], 1)
    assert [0.375 < wait <= 0.5 for wait in no_sleep] == [True]
    assert (first.is_closed, stream.response.is_closed, stream.response is first) == (True, True, False)
    assert stream.response.request is twin.requests[1]
    assert (stream.partial.id, stream.partial.choices[0].message.content, stream.partial.x_groq) == (
        "second",
        "A",
        None,
    )


def test_the_second_attempt_is_the_same_request(twin: Twin, no_sleep: List[float]) -> None:
    twin.items(stream_of(twin, (CUT,), (WHOLE,)))
    first, second = twin.requests
    assert (first.content, first.url, first.method) == (second.content, second.url, second.method)
    drop = "x-stainless-retry-count"
    assert [item for item in first.headers.items() if item[0] != drop] == [
        item for item in second.headers.items() if item[0] != drop
    ]


def test_the_first_response_is_closed_before_the_wait(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    body, states = Body(ROLE, CUT), []

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _calculate_retry_timeout(self, *arguments: Any) -> float:
            states.append((body.closed, len(twin.requests)))
            return 0.0

    client = twin.client(body, Body(WHOLE), client_class=Client)
    assert said(twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))) == ["A"]
    assert states == [(True, 1)]


def test_retries_before_the_stream_and_in_it_are_counted_together(twin: Twin, no_sleep: List[float]) -> None:
    stream = stream_of(twin, httpx.Response(503), (ROLE, CUT), httpx.ConnectError("no"), (WHOLE,), max_retries=3)
    assert stream.retries_taken == 1
    assert said(twin.items(stream)) == ["A"]
    assert (counts(twin), stream.retries_taken, len(no_sleep)) == (["0", "1", "2", "3"], 3, 3)


def test_a_stream_breaks_for_good_when_no_retries_are_left(twin: Twin, no_sleep: List[float]) -> None:
    stream = stream_of(twin, (ROLE, CUT))
    chunks, error = twin.collect(stream)
    assert ([each.id for each in chunks], counts(twin), len(no_sleep)) == (["first"] * 3, ["0", "1", "2"], 2)
    assert isinstance(error, httpx.ReadError)
    assert isinstance(error, groq.APIConnectionError)
    assert error.request is twin.requests[2]
    assert (error.partial.id, error.partial.choices[0].message.content) == ("first", "")
    assert twin.items(stream) == []


@pytest.mark.parametrize(
    ("answer", "expected"), [(httpx.Response(400, json={}), groq.BadRequestError), (CUT, groq.APIConnectionError)]
)
def test_an_attempt_that_fails_in_another_way_ends_the_stream_with_its_error(
    twin: Twin, no_sleep: List[float], answer: Any, expected: Any
) -> None:
    chunks, error = twin.collect(stream_of(twin, (ROLE, CUT), answer, max_retries=1))
    assert (len(chunks), type(error), counts(twin)) == (1, expected, ["0", "1"])
    assert error.partial.id == "first"


def test_over_a_socket_the_broken_connection_is_given_up(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.reply_stream(["A", "B"], times=2)
    twin.local.cut_stream(after_chunks=1)
    client = twin.served_client()
    chunks = twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert said(chunks) == ["A", "B"]
    assert [request.headers["x-stainless-retry-count"] for request in twin.local.requests] == ["0", "1"]
    # The second one is kept, if its end came along with the last event.
    assert [each.is_idle() for each in client._client._transport._pool.connections] in ([True], [])


# What is not


@pytest.mark.parametrize(
    "delta",
    [
        {"content": "A"},
        {"content": " "},
        {"reasoning": "A"},
        {"tool_calls": [{"index": 0, "id": "t", "function": {"name": "f", "arguments": ""}}]},
        {"executed_tools": [{"index": 0}]},
        {"unknown": 1},
    ],
)
def test_nothing_is_said_twice(twin: Twin, no_sleep: List[float], delta: Any) -> None:
    chunks, error = twin.collect(stream_of(twin, (ROLE, chunk(delta), CUT), (WHOLE,)))
    assert (len(chunks), isinstance(error, httpx.ReadError)) == (2, True)
    assert (counts(twin), no_sleep) == (["0"], [])


@pytest.mark.parametrize("first", [sse({"id": "1"}, done=False), b"event: ping\ndata: {}\n\n"])
def test_a_chunk_that_nobody_knows_counts_as_said(twin: Twin, no_sleep: List[float], first: bytes) -> None:
    chunks, error = twin.collect(stream_of(twin, (first, CUT), (WHOLE,)))
    assert (len(chunks), isinstance(error, httpx.ReadError), counts(twin)) == (1, True, ["0"])


def test_any_chunk_of_another_stream_counts_as_said(twin: Twin, no_sleep: List[float]) -> None:
    stream_cls: Any = twin.pick(groq.Stream, groq.AsyncStream)[object]

    def collect(*bodies: Body) -> Any:
        client = twin.client(*bodies)
        return twin.collect(twin.call(client.post("/x", cast_to=object, stream=True, stream_cls=stream_cls)))

    assert collect(Body(CUT), Body(sse(1))) == ([1], None)
    items, error = collect(Body(sse({}, done=False), CUT), Body(sse(1)))
    assert (items, isinstance(error, groq.APIConnectionError), len(twin.requests)) == ([{}], True, 3)


@pytest.mark.parametrize("options", [{"max_retries": 0}, {"max_retries": 5}])
def test_retries_of_the_call_count(twin: Twin, no_sleep: List[float], options: Dict[str, Any]) -> None:
    client = twin.client(Body(CUT), Body(CUT), Body(CUT), Body(CUT), Body(WHOLE), max_retries=1)
    stream = twin.call(client.with_options(**options).chat.completions.create(**CHAT, stream=True))
    chunks, error = twin.collect(stream)
    assert (said(chunks), error is None, len(twin.requests)) == (
        (["A"], True, 5) if options["max_retries"] else ([], False, 1)
    )


def test_an_event_that_is_no_json_is_not_tried_again(twin: Twin, no_sleep: List[float]) -> None:
    _, error = twin.collect(stream_of(twin, (ROLE, b"data: {bad\n\n"), (WHOLE,)))
    assert (isinstance(error, groq.APIResponseValidationError), counts(twin)) == (True, ["0"])


def test_a_stream_made_by_hand_is_not_opened_again(twin: Twin, no_sleep: List[float]) -> None:
    response = httpx.Response(200, stream=Body(CUT), request=REQUEST)
    stream = twin.pick(groq.Stream, groq.AsyncStream)(cast_to=object, client=twin.client(), response=response)
    _, error = twin.collect(stream)
    assert (isinstance(error, groq.APIConnectionError), twin.requests, stream.retries_taken) == (True, [], 0)


# Errors that the server reports


@pytest.mark.parametrize("form", ["event", "data"])
@pytest.mark.parametrize(("status", "again"), [(500, True), (503, True), (429, True), (400, False), (498, False)])
def test_an_error_of_the_server_is_tried_again_as_its_status_would_be(
    twin: Twin, no_sleep: List[float], form: Any, status: int, again: bool
) -> None:
    twin.local.reply_stream(["A"], times=2 if again else 1)
    twin.local.stream_error(status=status, form=form, after_chunks=1)
    client = twin.local_client()
    chunks, error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    assert (said(chunks), type(error)) == ((["A"], type(None)) if again else ([], groq.APIStreamError))
    assert len(twin.local.requests) == 1 + again


@pytest.mark.parametrize(
    ("body", "again"),
    [
        ({"code": 503}, True),
        ({"code": "503"}, True),
        ({"status_code": 500}, True),
        ({"status": 429}, True),
        ({"type": "internal_server_error"}, True),
        ({"type": "server_error", "code": "x"}, True),
        ({"code": "rate_limit_exceeded"}, True),
        ({"code": "capacity_exceeded"}, False),
        ({"code": 498}, False),
        ({"code": 400}, False),
        ({"code": "\u0665\u0660\u0660"}, False),
        ({"type": "invalid_request_error"}, False),
        ({"message": "Busy."}, False),
        ("Busy.", False),
        (None, False),
        ({"code": True, "type": []}, False),
    ],
)
def test_what_an_error_says_decides_whether_it_may_pass(body: Any, again: bool) -> None:
    assert may_pass(groq.APIStreamError("m", REQUEST, body=body)) is again


# Views


def test_a_stream_parsed_from_a_raw_response_is_opened_again(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500), Body(ROLE, CUT), Body(WHOLE))
    raw = twin.call(client.chat.completions.with_raw_response.create(**CHAT, stream=True))
    stream = twin.call(raw.parse())
    assert (raw.retries_taken, stream.retries_taken) == (1, 1)
    assert said(twin.items(stream)) == ["A"]
    assert (stream.retries_taken, raw.retries_taken, counts(twin)) == (2, 1, ["0", "1", "2"])


def test_under_a_streaming_view_the_response_stays_the_one_that_is_closed_in_the_end(
    twin: Twin, no_sleep: List[float]
) -> None:
    client = twin.client(Body(ROLE, CUT), Body(WHOLE))
    with twin.opened(client.chat.completions.with_streaming_response.create(**CHAT, stream=True)) as response:
        chunks, error = twin.collect(twin.call(response.parse()))
    assert (len(chunks), isinstance(error, groq.APIConnectionError), counts(twin)) == (1, True, ["0"])


# Closing in between


def test_a_stream_that_is_closed_while_it_waits_is_not_read(twin: Twin) -> None:
    answer = Body(WHOLE)
    stream: Any = None

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _calculate_retry_timeout(self, *arguments: Any) -> float:
            stream._reading.closed = True  # as by another task
            return 0.0

    client = twin.client(Body(ROLE, CUT), answer, client_class=Client)
    stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
    assert len(twin.items(stream)) == 1
    assert (answer.closed, answer.taken) == (True, 0)
