"""What can be scripted to go wrong with the local Groq: the same in memory and over a socket, blocking and awaited."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

import anyio
import httpx
import pytest

import groq
from backends import under_trio
from groq.testing import Answer, LocalGroq, Request
from groq.testing._delivery import Break, Delivery, Pause, Slowness, steps
from twin import Twin

CHAT: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hello"}], "model": "llama-3.1-8b-instant"}
INVALID = "invalid_request_error"
INTERNAL = "internal_server_error"
CUT = (
    "The connection broke while the answer arrived: "
    "peer closed connection without sending complete message body (incomplete chunked read)"
)


class Face:
    """One way to reach a local Groq, in one colour; its clients do not retry unless told to."""

    def __init__(self, twin: Twin, served: bool) -> None:
        self.twin = twin
        self.served = served
        self.local = LocalGroq()
        self._reached: Any = self.local.serve() if served else self.local
        self.client = self.make_client(max_retries=0)

    def make_client(self, **options: Any) -> Any:
        make = self.twin.pick(self._reached.client, self._reached.async_client)
        return self.twin.closing(make(**options))

    def chat(self, client: Any = None, **arguments: Any) -> Any:
        return self.twin.call((client or self.client).chat.completions.create(**CHAT, **arguments))

    def stream(self, client: Any = None) -> Tuple[List[Any], Any]:
        """The chunks of a stream, and the exception that ended it or `None`."""
        return self.twin.collect(self.chat(client, stream=True))

    def error(self, call: Optional[Callable[[], Any]] = None, **arguments: Any) -> Any:
        """What a call raises, by default a chat."""
        with pytest.raises(Exception) as raised:  # noqa: PT011 # it is looked at by the caller
            call() if call is not None else self.chat(**arguments)
        return raised.value

    def raw(self, **arguments: Any) -> bytes:
        """The bytes of the body of a chat."""
        with self.twin.opened(self.client.chat.completions.with_streaming_response.create(**CHAT, **arguments)) as got:
            return self.twin.call(got.read())  # type: ignore[no-any-return]


@pytest.fixture(params=["memory", "server"])
def face(request: pytest.FixtureRequest, twin: Twin) -> Iterator[Face]:
    current = Face(twin, request.param == "server")
    with current.local:
        yield current


# Answers with an error


@pytest.mark.parametrize(
    ("status", "error_class", "kind", "code"),
    [
        (400, groq.BadRequestError, INVALID, "invalid_value"),
        (401, groq.AuthenticationError, INVALID, "invalid_api_key"),
        (403, groq.PermissionDeniedError, "permissions_error", "not_available_for_plan"),
        (404, groq.NotFoundError, INVALID, "not_found"),
        (408, groq.APIStatusError, INVALID, "request_timeout"),
        (409, groq.ConflictError, INVALID, "conflict"),
        (413, groq.RequestTooLargeError, INVALID, "request_too_large"),
        (418, groq.APIStatusError, INVALID, None),
        (422, groq.UnprocessableEntityError, INVALID, "unprocessable_entity"),
        (424, groq.FailedDependencyError, INVALID, "failed_dependency"),
        (429, groq.RateLimitError, "tokens", "rate_limit_exceeded"),
        (498, groq.CapacityExceededError, "capacity_exceeded", "capacity_exceeded"),
        (499, groq.RequestCancelledError, INVALID, "request_cancelled"),
        (500, groq.InternalServerError, INTERNAL, None),
        (502, groq.InternalServerError, INTERNAL, None),
        (503, groq.InternalServerError, INTERNAL, None),
        (504, groq.InternalServerError, INTERNAL, None),
        (599, groq.InternalServerError, INTERNAL, None),
    ],
)
def test_a_status_comes_with_the_error_that_groq_gives(
    face: Face, status: int, error_class: type, kind: str, code: Optional[str]
) -> None:
    face.local.fail(status)
    raised = face.error()
    error = raised.body["error"]
    assert type(raised) is error_class
    assert (raised.status_code, error["type"], error.get("code")) == (status, kind, code)
    assert error["message"]
    assert raised.response.headers["content-type"] == "application/json"
    assert raised.response.headers["x-request-id"].startswith("req_")
    assert raised.response.headers["x-ratelimit-limit-requests"] == "14400"
    assert face.local.statuses == [status]


def test_the_default_is_one_internal_error(face: Face) -> None:
    face.local.fail()
    assert face.error().body == {"error": {"message": "Internal Server Error", "type": INTERNAL}}
    assert face.chat().object == "chat.completion"
    assert face.local.statuses == [500, 200]


def test_a_rate_limit_tells_when_it_ends_and_that_nothing_is_left(face: Face) -> None:
    face.local.fail(429, retry_after=2)
    raised = face.error()
    told = "Rate limit reached on tokens per minute (TPM): Limit 18000, Used 18000, Requested 600."
    assert raised.body["error"]["message"] == told + " Please try again in 2s."
    headers = raised.response.headers
    assert headers.get_list("x-ratelimit-remaining-tokens") == ["0"]
    assert headers.get_list("x-ratelimit-reset-tokens") == ["2s"]
    assert headers["retry-after"] == "2"


WHEN = datetime(2100, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("arguments", "headers"),
    [
        ({}, (None, None)),
        ({"retry_after": 0}, ("0", None)),
        ({"retry_after": 2}, ("2", None)),
        ({"retry_after": 0.25}, ("0.25", None)),
        ({"retry_after": timedelta(minutes=1, milliseconds=500)}, ("60.5", None)),
        ({"retry_after": WHEN}, ("Sat, 02 Jan 2100 02:04:05 GMT", None)),
        ({"retry_after": "Wed, 21 Oct 2015 07:28:00 GMT"}, ("Wed, 21 Oct 2015 07:28:00 GMT", None)),
        ({"retry_after": "soon"}, ("soon", None)),
        ({"retry_after_ms": 250}, (None, "250")),
        ({"retry_after": 3, "retry_after_ms": 1.5}, ("3", "1.5")),
    ],
)
def test_when_to_try_again_is_told_in_every_form(face: Face, arguments: Any, headers: Tuple[Any, Any]) -> None:
    face.local.fail(429, **arguments)
    received = face.error().response.headers
    assert (received.get("retry-after"), received.get("retry-after-ms")) == headers


@pytest.mark.parametrize(
    ("body", "content_type", "content"),
    [
        ({"odd": [1]}, "application/json", b'{"odd":[1]}'),
        ([1], "application/json", b"[1]"),
        ("<p>é</p>", "text/html; charset=utf-8", "<p>é</p>".encode()),
        ("upstream connect error", "text/plain; charset=utf-8", b"upstream connect error"),
        ("", "text/plain; charset=utf-8", b""),
        (b"\x00\xff", "application/octet-stream", b"\x00\xff"),
    ],
)
def test_a_body_can_be_anything(face: Face, body: Any, content_type: str, content: bytes) -> None:
    face.local.fail(503, body=body)
    response = face.error().response
    assert (response.headers["content-type"], response.content) == (content_type, content)


def test_headers_of_a_failure_win_over_the_usual_ones(face: Face) -> None:
    face.local.fail(503, body="x", headers={"Content-Type": "text/odd", "X-Request-Id": "mine", "X-More": "\xe9"})
    headers = face.error().response.headers
    assert [headers.get_list(name) for name in ("content-type", "x-request-id")] == [["text/odd"], ["mine"]]
    assert (b"x-more", b"\xe9") in [(name.lower(), value) for name, value in headers.raw]


def test_the_parts_of_an_error_can_be_given(face: Face) -> None:
    face.local.fail(400, message="Too hot.", type="mine", code="too_hot", param="temperature")
    error = {"message": "Too hot.", "type": "mine", "code": "too_hot", "param": "temperature"}
    assert face.error().body == {"error": error}


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("context_length_exceeded", ("param", "messages")),
        ("json_validate_failed", ("failed_generation", '{"answer": ')),
        ("model_decommissioned", ("code", "model_decommissioned")),
        ("model_not_found", ("code", "model_not_found")),
        ("tool_use_failed", ("failed_generation", "<function=look_up{")),
    ],
)
def test_a_code_brings_its_usual_error(face: Face, code: str, more: Tuple[str, str]) -> None:
    face.local.fail(400, code=code)
    error = face.error().body["error"]
    assert (error["code"], error[more[0]]) == (code, more[1])
    assert error["message"] != "The request is not valid."


def test_an_answer_that_has_no_body_ends_there(face: Face) -> None:
    face.local.fail(204, body="not sent")
    response = face.twin.call(face.client.models.with_raw_response.list())
    assert (response.status_code, face.twin.call(response.read())) == (204, b"")
    assert face.twin.call(face.client.models.list()).object == "list"


def test_an_error_page_comes_from_before_groq(face: Face) -> None:
    face.local.fail_html(502)
    response = face.error().response
    assert response.status_code == 502
    assert response.headers["content-type"] == "text/html; charset=UTF-8"
    assert response.headers.get_list("server") == ["cloudflare"]
    assert "x-request-id" not in response.headers
    assert "<h1>502 Bad Gateway</h1>" in response.text


def test_json_can_break_off(face: Face) -> None:
    face.local.malformed_json()
    error = face.error()
    assert isinstance(error, json.JSONDecodeError)
    assert isinstance(error, groq.APIResponseValidationError)
    assert face.local.statuses == [200]


# Connections


def test_a_dropped_connection_gives_no_answer(face: Face) -> None:
    face.local.drop_connection()
    raised = face.error()
    assert (type(raised), type(raised.__cause__)) == (groq.APIConnectionError, httpx.RemoteProtocolError)
    assert str(raised.__cause__) == "Server disconnected without sending a response."
    assert face.chat().object == "chat.completion"
    assert (len(face.local.requests), face.local.statuses) == (2, [None, 200])


@pytest.mark.parametrize("after_bytes", [1, 20, 1000])
def test_a_connection_can_be_dropped_in_the_head_of_an_answer(face: Face, after_bytes: int) -> None:
    face.local.drop_connection(after_bytes=after_bytes)
    assert face.local.pending_faults == ["drop_connection(after_bytes=%d)" % after_bytes]
    raised = face.error()
    assert (type(raised), type(raised.__cause__)) == (groq.APIConnectionError, httpx.RemoteProtocolError)
    assert str(raised.__cause__) == "Server disconnected without sending a response."
    assert face.local.statuses == [None]
    assert face.chat().object == "chat.completion"


def test_an_answer_can_be_no_http(face: Face) -> None:
    face.local.malformed_head()
    raised = face.error()
    assert (type(raised), type(raised.__cause__)) == (groq.APIConnectionError, httpx.RemoteProtocolError)
    assert str(raised.__cause__) == "illegal status line: bytearray(b'HTTP/1.1 OK')"
    assert face.local.statuses == [None]
    assert face.chat().object == "chat.completion"


def test_a_connection_can_be_reset_in_the_middle_of_a_body(face: Face) -> None:
    face.local.cut_stream(after_chunks=2, reset=True)
    face.local.cut_stream(after_bytes=9, reset=True)
    _, error = face.stream()
    assert isinstance(error, httpx.ReadError)
    assert type(face.error().__cause__) is httpx.ReadError
    assert face.stream()[1] is None


def test_a_refused_connection_is_a_network_error(face: Face) -> None:
    face.chat()
    face.local.refuse_connection()
    raised = face.error()
    assert type(raised) is groq.APIConnectionError
    assert type(raised.__cause__) is (httpx.ReadError if face.served else httpx.ConnectError)
    assert face.chat().object == "chat.completion"
    assert face.local.statuses == [200, None, 200]


def test_retries_get_over_a_burst(face: Face, no_sleep: List[float]) -> None:
    face.local.fail(503, times=2)
    face.local.fail(429, retry_after=7)
    face.local.drop_connection()
    assert face.chat(face.make_client(max_retries=4)).object == "chat.completion"
    assert face.local.statuses == [503, 503, 429, None, 200]
    assert no_sleep[2] == 7


# Streams


@pytest.mark.parametrize("form", ["event", "data"])
def test_an_error_in_a_stream_is_raised_after_what_came_before(face: Face, form: Any) -> None:
    face.local.stream_error("Out of luck.", code="unlucky", form=form, after_chunks=2)
    chunks, error = face.stream()
    assert len(chunks) == 2
    assert type(error) is groq.APIStreamError
    assert (error.message, error.body) == (
        "Out of luck.",
        {"message": "Out of luck.", "type": INTERNAL, "code": "unlucky"},
    )


def test_an_error_beside_the_choices_is_raised_as_the_others(face: Face) -> None:
    face.local.stream_error("Out of luck.", form="x_groq")
    chunks, error = face.stream()
    assert (len(chunks), type(error)) == (1, groq.APIStreamError)
    assert (error.message, error.body) == ("Out of luck.", "Out of luck.")
    assert error.request_id.startswith("req_")


def test_the_usual_error_of_a_stream_is_an_internal_one(face: Face) -> None:
    face.local.stream_error()
    face.local.stream_error(status=498)
    assert [face.stream()[1].body["type"] for _ in range(2)] == [INTERNAL, "capacity_exceeded"]


def test_an_event_can_break_off(face: Face) -> None:
    face.local.malformed_event(after_chunks=3)
    chunks, error = face.stream()
    assert (len(chunks), isinstance(error, groq.APIResponseValidationError)) == (3, True)


def test_faults_far_into_a_short_stream_happen_before_its_end(face: Face) -> None:
    face.local.malformed_event(after_chunks=1000)
    face.local.stream_error(after_chunks=1000)
    broken, reported = [face.stream()[1] for _ in range(2)]
    assert isinstance(broken, groq.APIResponseValidationError)
    assert isinstance(reported, groq.APIStreamError)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_stream_is_cut_after_so_many_chunks(face: Face, after: int) -> None:
    face.local.cut_stream(after_chunks=after)
    chunks, error = face.stream()
    assert (len(chunks), isinstance(error, httpx.RemoteProtocolError), str(error)) == (after, True, CUT)
    assert face.stream()[1] is None


def test_a_stream_is_cut_after_so_many_bytes(face: Face) -> None:
    whole = face.raw(stream=True)
    face.local.cut_stream(after_bytes=len(whole.partition(b"\n\n")[0]) + 9)
    chunks, error = face.stream()
    assert (len(chunks), str(error)) == (1, CUT)


def test_a_body_of_known_length_is_cut_too(face: Face) -> None:
    length = len(face.raw())
    face.local.cut_stream(after_bytes=10)
    face.local.cut_stream(after_bytes=length + 1)
    causes = [str(face.error().__cause__) for _ in range(2)]
    told = "peer closed connection without sending complete message body (received %d bytes, expected %d)"
    assert causes == [told % (10, length), told % (length - 1, length)]


def test_a_stall_before_the_head_outlasts_the_read_timeout(face: Face) -> None:
    face.local.stall(5)
    raised = face.error(timeout=0.02)
    assert (type(raised), type(raised.__cause__)) == (groq.APITimeoutError, httpx.ReadTimeout)
    assert face.chat().object == "chat.completion"


@pytest.mark.parametrize("after", [0, 2])
def test_a_stall_in_a_stream_outlasts_the_read_timeout(face: Face, after: int) -> None:
    face.local.stall(5, after_chunks=after)
    chunks, error = face.stream(face.make_client(timeout=0.05, max_retries=0))
    assert len(chunks) == after
    assert isinstance(error, httpx.ReadTimeout)


def test_any_body_can_stall_after_so_many_bytes(face: Face) -> None:
    size = len(face.raw(stream=True).partition(b"\n\n")[0]) + 9
    for _ in range(2):
        face.local.stall(5, after_bytes=size)
    client = face.make_client(timeout=0.05, max_retries=0)
    chunks, error = face.stream(client)
    assert (len(chunks), isinstance(error, httpx.ReadTimeout)) == (1, True)
    with pytest.raises(groq.APITimeoutError):
        face.chat(client)
    face.local.stall(5, after_bytes=10**6)  # the end of a stream that says it is done is not waited for
    assert face.stream(client)[1] is None


def test_a_short_stall_is_waited_for(face: Face) -> None:
    face.local.stall(0.01)
    face.local.stall(0.01, after_chunks=1000)
    whole = face.stream()
    assert (len(whole[0]) > 5, whole[1]) == (True, None)
    assert len(face.stream()[0]) == len(whole[0])
    assert face.local.pending_faults == []


@pytest.mark.parametrize(
    "slowness", [{"chunk_size": 1}, {"chunk_size": 99, "pause": 0.0001}, {"bytes_per_second": 1e6, "chunk_size": 100}]
)
def test_a_slow_body_arrives_whole(face: Face, slowness: Dict[str, Any]) -> None:
    """The ids of chats differ from request to request, the words do not."""
    expected = [chunk.choices for chunk in face.stream()[0]]
    face.local.slow(**slowness, times=2)
    chunks, error = face.stream()
    assert ([chunk.choices for chunk in chunks], error) == (expected, None)
    assert face.chat().object == "chat.completion"


def test_a_body_too_slow_for_the_read_timeout_times_out(face: Face) -> None:
    face.local.slow(0.5, times=2)
    assert type(face.error(timeout=0.05).__cause__) is httpx.ReadTimeout
    chunks, error = face.stream(face.make_client(timeout=0.05, max_retries=0))
    assert (chunks, isinstance(error, httpx.ReadTimeout)) == ([], True)


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [
        (Delivery(), [b"abc", b"de"]),
        (Delivery(cut_chunks=0), [Break.CUT]),
        (Delivery(cut_chunks=1), [b"abc", Break.CUT]),
        (Delivery(cut_chunks=9), [b"abc", b"de", Break.CUT]),
        (Delivery(cut_bytes=0), [Break.CUT]),
        (Delivery(cut_bytes=2), [b"ab", Break.CUT]),
        (Delivery(cut_bytes=3), [b"abc", Break.CUT]),
        (Delivery(cut_bytes=4), [b"abc", b"d", Break.CUT]),
        (Delivery(cut_bytes=9), [b"abc", b"de", Break.CUT]),
        (Delivery(cut_bytes=2, reset=True), [b"ab", Break.RESET]),
        (Delivery(cut_chunks=1, reset=True), [b"abc", Break.RESET]),
        (Delivery(stall_chunks=1, stall=2.0), [b"abc", Pause(2.0), b"de"]),
        (Delivery(stall_bytes=0, stall=2.0), [Pause(2.0), b"abc", b"de"]),
        (Delivery(stall_bytes=2, stall=2.0), [b"ab", Pause(2.0), b"c", b"de"]),
        (Delivery(stall_bytes=3, stall=2.0), [b"abc", Pause(2.0), b"de"]),
        (Delivery(stall_bytes=9, stall=2.0), [b"abc", b"de", Pause(2.0)]),
        (Delivery(stall_bytes=1, stall=2.0, cut_bytes=4), [b"a", Pause(2.0), b"bc", b"d", Break.CUT]),
        (Delivery(slowness=Slowness(2, 0.0)), [b"ab", b"c", b"de"]),
        (Delivery(slowness=Slowness(2, 0.5)), [b"ab", Pause(0.5), b"c", Pause(0.5), b"de"]),
        (Delivery(cut_bytes=2, slowness=Slowness(1, 0.0)), [b"a", b"b", Break.CUT]),
    ],
)
def test_a_delivery_is_a_series_of_steps(delivery: Delivery, expected: List[Any]) -> None:
    assert list(steps((b"abc", b"de"), delivery)) == expected


def test_a_rate_of_bytes_is_kept_by_pieces_and_pauses(twin: Twin, no_sleep: List[float]) -> None:
    with LocalGroq() as local:
        local.slow(1000)
        client = twin.closing(twin.pick(local.client, local.async_client)())
        with twin.opened(client.chat.completions.with_streaming_response.create(**CHAT)) as response:
            body = twin.call(response.read())
    assert no_sleep == [0.05] * ((len(body) - 1) // 50)


# What happens to whom


def test_faults_happen_in_order_each_so_many_times(face: Face) -> None:
    face.local.fail(503, times=2)
    face.local.fail_html()
    face.local.fail(498)
    assert face.local.pending_faults == ["fail(503) 2 times", "fail_html(502)", "fail(498)"]
    assert [face.error().status_code for _ in range(2)] == [503, 503]
    assert face.local.pending_faults == ["fail_html(502)", "fail(498)"]
    assert [face.error().status_code for _ in range(2)] == [502, 498]
    assert face.local.pending_faults == []
    assert face.chat().object == "chat.completion"


def test_a_fault_of_one_operation_leaves_the_others_alone(face: Face) -> None:
    face.local.fail(503, on="models.list")
    face.local.fail(500, on="chat.completions.create")
    assert face.local.pending_faults == ["fail(503) on models.list", "fail(500) on chat.completions.create"]
    assert face.error().status_code == 500
    assert face.chat().object == "chat.completion"
    assert face.error(lambda: face.twin.call(face.client.models.list())).status_code == 503


def test_a_fault_without_a_number_of_times_lasts_and_gives_way_to_others(face: Face) -> None:
    face.local.fail(500, times=None)
    face.local.fail(503, times=None, on="models.list")
    face.local.fail(418)
    assert face.local.pending_faults == ["fail(418)"]
    assert [face.error().status_code for _ in range(4)] == [418, 500, 500, 500]
    assert face.error(lambda: face.twin.call(face.client.models.list())).status_code == 503
    face.local.reset()
    assert face.chat().object == "chat.completion"


def test_faults_of_streams_wait_for_a_stream(face: Face) -> None:
    face.local.cut_stream(after_chunks=2)
    face.local.malformed_json()
    assert isinstance(face.error(), json.JSONDecodeError)
    assert face.chat().object == "chat.completion"
    assert face.local.pending_faults == ["cut_stream(after_chunks=2)"]
    assert len(face.stream()[0]) == 2


def test_a_refused_request_leaves_a_fault_of_the_delivery_for_the_next_one(face: Face) -> None:
    face.local.cut_stream(after_bytes=5, times=2)
    assert face.error(max_completion_tokens=-1).status_code == 400
    assert face.local.pending_faults == ["cut_stream(after_bytes=5) 2 times"]
    assert type(face.error()) is groq.APIConnectionError
    assert face.local.pending_faults == ["cut_stream(after_bytes=5)"]


def test_a_failure_comes_before_the_key_is_looked_at(face: Face) -> None:
    face.local.fail(503)
    stranger = face.make_client(api_key="wrong", max_retries=0)
    assert face.error(lambda: face.chat(stranger)).status_code == 503
    assert face.error(lambda: face.chat(stranger)).status_code == 401


def test_a_failure_leaves_a_scripted_reply_and_a_cut_takes_it(face: Face) -> None:
    face.local.reply("Paris.")
    face.local.reply("Rome.")
    face.local.fail(503)
    face.local.cut_stream(after_chunks=1)
    assert face.error().status_code == 503
    assert face.stream()[1] is not None
    assert face.chat().choices[0].message.content == "Rome."


def test_faults_happen_to_the_answers_of_a_cassette_too(face: Face) -> None:
    class Source:
        waits = False
        asked = 0

        def answer(self, request: Request) -> Answer:
            self.asked += 1
            return Answer(200, (("content-type", "application/json"),), b'{"object": "recorded"}')

    source = face.local._state.source = Source()
    face.local.fail(503)
    face.local.cut_stream(after_chunks=1)
    face.local.cut_stream(after_bytes=3)
    assert (face.error().status_code, source.asked) == (503, 0)
    assert type(face.error()) is groq.APIConnectionError
    assert face.stream()[0] == []
    assert (source.asked, face.local.pending_faults) == (2, ["cut_stream(after_chunks=1)"])


def test_latency_is_that_of_every_request(face: Face) -> None:
    face.local.latency(5)
    hasty = face.make_client(timeout=0.02, max_retries=0)
    assert [type(face.error(lambda: face.chat(hasty)).__cause__) for _ in range(2)] == [httpx.ReadTimeout] * 2
    face.local.latency(0)
    assert face.chat(hasty).object == "chat.completion"


@pytest.mark.parametrize(
    ("arguments", "low", "high", "mean"),
    [
        ({"seconds": 0.5}, 0.5, 0.5, 0.5),
        ({"seconds": (1, 3)}, 1, 3, 2),
        ({"seconds": 2, "distribution": "exponential"}, 0, 40, 2),
        ({"seconds": 2, "distribution": "lognormal"}, 0, 40, 2),
        ({"seconds": 2, "distribution": "normal"}, 0, 6, 2),
    ],
)
def test_latencies_follow_their_seed(
    arguments: Dict[str, Any], low: float, high: float, mean: float, no_sleep: List[float]
) -> None:
    with LocalGroq() as local, local.client(timeout=None) as client:
        for seed in (1, 1, 2):
            local.latency(**arguments, seed=seed)
            for _ in range(60):
                client.models.list()
    first, again, other = no_sleep[:60], no_sleep[60:120], no_sleep[120:]
    assert low <= min(first) <= max(first) <= high
    assert mean * 0.7 < sum(first) / 60 < mean * 1.3
    assert first == again
    assert (first == other) is (low == high)


def test_a_latency_comes_on_top_of_a_stall(twin: Twin, no_sleep: List[float]) -> None:
    with LocalGroq() as local:
        local.latency(0.5)
        local.stall(2)
        client = twin.closing(twin.pick(local.client, local.async_client)())
        twin.call(client.models.list())
    assert no_sleep == [2.5]


def outcomes(face: Face, count: int) -> List[str]:
    """How a series of chats and streams ends, in names."""
    found = []
    for number in range(count):
        if number % 2:
            try:
                error = face.stream()[1]
            except groq.APIError as raised:
                error = raised
        else:
            try:
                error = face.chat() and None
            except Exception as raised:
                error = raised
        status = getattr(error, "status_code", "")
        found.append("fine" if error is None else "%s %s" % (type(error).__name__, status))
    return found


def test_a_flaky_groq_fails_the_same_way_again(face: Face) -> None:
    face.local.flaky(0.5, seed=3)
    first = outcomes(face, 30)
    face.local.flaky(0.5, seed=3)
    assert outcomes(face, 30) == first
    face.local.flaky(0.5, seed=4)
    assert outcomes(face, 30) != first
    face.local.flaky(0)
    assert outcomes(face, 4) == ["fine"] * 4


def test_a_flaky_groq_fails_its_share_in_every_way() -> None:
    with LocalGroq(wait=False) as local, local.client(max_retries=0) as client:
        face = Face.__new__(Face)
        face.twin, face.client = Twin("sync"), client
        local.flaky(0.2, seed=1, stall=100)
        found = outcomes(face, 600)
    failed = [name for name in found if name != "fine"]
    assert 90 < len(failed) < 130
    assert {*failed} == {
        "APIConnectionError ",
        "APIStreamError ",
        "CapacityExceededError 498",
        "InternalServerError 500",
        "InternalServerError 502",
        "InternalServerError 503",
        "APIResponseValidationError 200",
        "APITimeoutError ",
        "RateLimitError 429",
    }


def test_a_flaky_operation_leaves_the_others_alone(face: Face) -> None:
    face.local.flaky(1, on="chat.completions.create")
    assert [face.twin.call(face.client.models.list()).object for _ in range(20)] == ["list"] * 20
    assert "fine" not in outcomes(face, 1)


def test_scripted_faults_come_before_those_of_chance(face: Face) -> None:
    face.local.flaky(1)
    face.local.fail(418)
    assert face.error().status_code == 418


# Waiting


def test_waits_can_take_no_time_in_memory(twin: Twin, no_sleep: List[float]) -> None:
    with LocalGroq(wait=False) as local:
        client = twin.closing(twin.pick(local.client, local.async_client)(max_retries=0, timeout=60))
        local.stall(59)
        local.stall(61)
        local.stall(61, after_chunks=1)
        assert twin.call(client.models.list()).object == "list"
        with pytest.raises(groq.APITimeoutError):
            twin.call(client.models.list())
        error = twin.collect(twin.call(client.chat.completions.create(**CHAT, stream=True)))[1]
        assert isinstance(error, httpx.ReadTimeout)
    assert no_sleep == []


def test_without_a_timeout_a_stall_is_sat_out(twin: Twin, no_sleep: List[float]) -> None:
    with LocalGroq() as local:
        client = twin.closing(twin.pick(local.client, local.async_client)(timeout=None))
        local.stall(1000)
        assert twin.call(client.models.list()).object == "list"
    assert no_sleep == [1000]


@pytest.mark.parametrize("backend", ["asyncio", pytest.param("trio", marks=under_trio)])
@pytest.mark.parametrize("streamed", [False, True])
def test_a_stall_can_be_cancelled(backend: str, streamed: bool) -> None:
    pytest.importorskip(backend)

    async def cancelled() -> bool:
        with LocalGroq() as local:
            local.stall(30, after_chunks=1) if streamed else local.stall(30)
            async with httpx.AsyncClient(transport=local.async_transport(), timeout=60) as client:
                with anyio.move_on_after(0.02) as scope:
                    await client.post(
                        "http://local.groq/openai/v1/chat/completions",
                        json={**CHAT, "stream": streamed},
                        headers={"authorization": "Bearer local-groq-key"},
                    )
                return bool(scope.cancel_called)

    assert anyio.run(cancelled, backend=backend)


# What is left behind


def test_a_fault_is_that_of_one_local_groq_only(face: Face) -> None:
    with LocalGroq() as other:
        other.fail(500, times=9)
        other.latency(99)
        other.flaky(1)
        assert face.chat().object == "chat.completion"
        assert (face.local.pending_faults, other.pending_faults) == ([], ["fail(500) 9 times"])


def test_nothing_is_left_after_a_reset(face: Face) -> None:
    face.local.fail(500, times=9)
    face.local.latency(99)
    face.local.flaky(1)
    face.local.reset()
    assert face.local.pending_faults == []
    assert face.chat(timeout=5).object == "chat.completion"
    assert face.local.statuses == [200]


# Misuse


@pytest.mark.parametrize(
    ("method", "arguments", "error", "message"),
    [
        ("fail", {"status": 99}, ValueError, "`status` is 99: it must be from 200 to 599"),
        ("fail", {"status": 600}, ValueError, "`status` is 600: it must be from 200 to 599"),
        ("fail", {"status": "500"}, TypeError, "`status` is '500': it must be a whole number"),
        ("fail", {"times": 0}, ValueError, "`times` is 0: it must be at least 1"),
        ("fail", {"times": True}, TypeError, "`times` is True: it must be a whole number"),
        ("fail", {"times": 1.5}, TypeError, "`times` is 1.5: it must be a whole number"),
        ("fail", {"retry_after": -1}, ValueError, "`retry_after` is -1: it must be a number, 0 or more"),
        ("fail", {"retry_after": [1]}, TypeError, "`retry_after` is [1]: it must be a number"),
        (
            "fail",
            {"retry_after": datetime(2100, 1, 1)},
            ValueError,
            "`retry_after` is a datetime without a time zone: make it with tz=timezone.utc",
        ),
        ("fail", {"retry_after_ms": -1}, ValueError, "`retry_after_ms` is -1: it must be a number, 0 or more"),
        (
            "fail",
            {"body": "x", "code": "y"},
            TypeError,
            "`body` replaces the whole error: pass it, or `message`, `code`, `type` and `param`",
        ),
        (
            "fail",
            {"headers": {"a": "b\nc"}},
            ValueError,
            "The header 'a': 'b\\nc' has a character that no header can have",
        ),
        (
            "fail",
            {"headers": {"a": 1}},
            TypeError,
            "The header 'a': 1 cannot be sent: names and values must be strings",
        ),
        (
            "fail",
            {"headers": {"Content-Length": "1"}},
            ValueError,
            "The header 'Content-Length' cannot be scripted: it follows from the body and the connection",
        ),
        (
            "fail",
            {"on": "chat.completion.create"},
            ValueError,
            "`on` is 'chat.completion.create', which is unknown: did you mean 'chat.completions.create'?",
        ),
        ("fail", {"on": 1}, TypeError, "`on` is 1: it must be a string"),
        ("fail_html", {"status": 200}, ValueError, "`status` is 200: it must be from 400 to 599"),
        ("malformed_json", {"times": -1}, ValueError, "`times` is -1: it must be at least 1"),
        ("drop_connection", {"times": 0}, ValueError, "`times` is 0: it must be at least 1"),
        ("refuse_connection", {"times": 0}, ValueError, "`times` is 0: it must be at least 1"),
        ("stream_error", {"after_chunks": -1}, ValueError, "`after_chunks` is -1: it must be at least 0"),
        ("stream_error", {"status": 200}, ValueError, "`status` is 200: it must be from 400 to 599"),
        (
            "stream_error",
            {"form": "events"},
            ValueError,
            "`form` is 'events', which is unknown: did you mean 'event'?",
        ),
        ("malformed_event", {"after_chunks": -1}, ValueError, "`after_chunks` is -1: it must be at least 0"),
        ("cut_stream", {"after_chunks": -1}, ValueError, "`after_chunks` is -1: it must be at least 0"),
        ("cut_stream", {"after_bytes": -1}, ValueError, "`after_bytes` is -1: it must be at least 0"),
        (
            "cut_stream",
            {"after_bytes": 1, "after_chunks": 1},
            TypeError,
            "A stream is cut once: pass `after_chunks` or `after_bytes`",
        ),
        ("drop_connection", {"after_bytes": -1}, ValueError, "`after_bytes` is -1: it must be at least 0"),
        ("malformed_head", {"times": 0}, ValueError, "`times` is 0: it must be at least 1"),
        ("stall", {"after_bytes": -1}, ValueError, "`after_bytes` is -1: it must be at least 0"),
        (
            "stall",
            {"after_bytes": 1, "after_chunks": 1},
            TypeError,
            "A body stalls once: pass `after_chunks` or `after_bytes`",
        ),
        ("stall", {"seconds": -1}, ValueError, "`seconds` is -1: it must be a number, 0 or more"),
        ("stall", {"seconds": float("nan")}, ValueError, "`seconds` is nan: it must be a number, 0 or more"),
        ("stall", {"seconds": float("inf")}, ValueError, "`seconds` is inf: it must be a number, 0 or more"),
        ("stall", {"seconds": "1"}, TypeError, "`seconds` is '1': it must be a number"),
        (
            "slow",
            {},
            TypeError,
            "How slow? Pass `bytes_per_second`, or `chunk_size` and perhaps a `pause`",
        ),
        ("slow", {"bytes_per_second": 0}, ValueError, "`bytes_per_second` is 0: it must be a number, 0.001 or more"),
        (
            "slow",
            {"bytes_per_second": 9, "pause": 1},
            TypeError,
            "`pause` follows from `bytes_per_second`: pass one of them",
        ),
        ("slow", {"chunk_size": 0}, ValueError, "`chunk_size` is 0: it must be at least 1"),
        ("slow", {"chunk_size": 1, "pause": -1}, ValueError, "`pause` is -1: it must be a number, 0 or more"),
        ("latency", {"seconds": -1}, ValueError, "`seconds` is -1: it must be a number, 0 or more"),
        (
            "latency",
            {"seconds": (2, 1)},
            ValueError,
            "`the high end of seconds` is 1: it must be a number, 2 or more",
        ),
        ("latency", {"seconds": (1, 2, 3)}, ValueError, "`seconds` is (1, 2, 3): a range is (low, high)"),
        (
            "latency",
            {"seconds": (1, 2), "distribution": "normal"},
            TypeError,
            "A range of latency is even: pass (low, high), or a mean and a `distribution`",
        ),
        (
            "latency",
            {"seconds": 1, "distribution": "normale"},
            ValueError,
            "`distribution` is 'normale', which is unknown: did you mean 'normal' or 'lognormal'?",
        ),
        ("flaky", {"rate": 1.5}, ValueError, "`rate` is 1.5: it must be a number, from 0 to 1"),
        ("flaky", {"stall": -1}, ValueError, "`stall` is -1: it must be a number, 0 or more"),
        (
            "flaky",
            {"on": "models.lst"},
            ValueError,
            "`on` is 'models.lst', which is unknown: did you mean 'models.list' or 'models.delete'?",
        ),
    ],
)
def test_misuse_is_refused_in_a_sentence(method: str, arguments: Dict[str, Any], error: Any, message: str) -> None:
    local = LocalGroq()
    with pytest.raises(error) as raised:
        getattr(local, method)(**arguments)
    assert str(raised.value) == message
    assert local.pending_faults == []
