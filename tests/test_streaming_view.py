"""The streaming view: a context manager around a response whose body is read only when it is asked for."""

from __future__ import annotations

import json
from typing import Any, List

import httpx
import pytest

import groq
from groq._response import (
    APIResponse,
    AsyncAPIResponse,
    AsyncResponseContextManager,
    ResponseContextManager,
    StreamAlreadyConsumed,
)
from groq.types.chat import ChatCompletion
from twin import CHAT, Body, Twin, sse

PIECES = (b'{"id"', b": ", b'"a"}')
CONTENT = b"".join(PIECES)


def streamed(client: Any, **arguments: Any) -> Any:
    return client.chat.completions.with_streaming_response.create(**CHAT, **arguments)


def answered(twin: Twin, body: Body, **headers: str) -> Any:
    """The view of an answer with this body; an underscore in the name of a header stands for a hyphen."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return streamed(twin.client(httpx.Response(200, headers=fields, stream=body)))


# When what happens


def test_the_body_is_read_only_when_it_is_asked_for(twin: Twin) -> None:
    body = Body(*PIECES)
    with twin.opened(answered(twin, body, x_a="1")) as response:
        assert type(response) is twin.pick(APIResponse, AsyncAPIResponse)
        assert (response.status_code, response.headers["X-A"], response.is_closed) == (200, "1", False)
        assert (body.taken, body.closed) == (0, False)
        assert twin.call(response.read()) == CONTENT
        assert (body.taken, body.closed, response.is_closed) == (3, True, True)


def test_leaving_closes_a_response_that_was_not_read(twin: Twin) -> None:
    body = Body(*PIECES)
    with twin.opened(answered(twin, body)) as response:
        pass
    assert (body.taken, body.closed, response.is_closed) == (0, True, True)


def test_an_exception_inside_closes_the_response_and_goes_on(twin: Twin) -> None:
    body = Body(*PIECES)
    with pytest.raises(LookupError, match="mine"), twin.opened(answered(twin, body)):
        raise LookupError("mine")
    assert body.closed is True


def test_nothing_is_sent_before_the_view_is_entered(twin: Twin) -> None:
    manager = streamed(twin.local_client())
    assert type(manager) is twin.pick(ResponseContextManager, AsyncResponseContextManager)
    assert twin.local.requests == []
    with twin.opened(manager):
        assert [request.headers["x-stainless-raw-response"] for request in twin.local.requests] == ["stream"]


def test_a_blocking_view_that_is_entered_again_sends_again() -> None:
    twin = Twin("sync")
    manager = streamed(twin.local_client())
    twin.local.reply("one")
    twin.local.reply("two")
    for text in ("one", "two"):
        with twin.opened(manager) as response:
            assert response.parse().choices[0].message.content == text
    assert len(twin.local.requests) == 2
    twin.close()


@pytest.mark.parametrize("value", ["raw", "true"])
def test_the_view_wins_over_a_header_of_the_callers(twin: Twin, value: str) -> None:
    body = Body(*PIECES)
    client = twin.client(httpx.Response(200, stream=body))
    with twin.opened(streamed(client, extra_headers={"X-Stainless-Raw-Response": value})):
        assert body.taken == 0
    assert twin.requests[0].headers["x-stainless-raw-response"] == "stream"


def test_the_whole_client_has_a_streaming_view(twin: Twin) -> None:
    client = twin.local_client()
    with twin.opened(client.with_streaming_response.models.list()) as response:
        assert response.is_closed is False
        assert twin.call(response.parse()).data == twin.call(client.models.list()).data


# What can be read, and when no more


def test_a_response_that_was_read_is_read_again_in_any_form(twin: Twin) -> None:
    with twin.opened(answered(twin, Body(*PIECES))) as response:
        parsed = twin.call(response.parse())
        assert parsed == ChatCompletion.construct(id="a")
        assert twin.call(response.parse()) is parsed
        assert twin.call(response.read()) == twin.call(response.read()) == CONTENT
        assert twin.call(response.text()) == CONTENT.decode()
        assert twin.call(response.json()) == {"id": "a"}
        assert twin.items(response.iter_bytes()) == [CONTENT]
    assert twin.call(response.read()) == CONTENT
    assert twin.call(response.parse(to=str)) == CONTENT.decode()


@pytest.mark.parametrize("first", ["iter_bytes", "iter_text", "iter_lines"])
@pytest.mark.parametrize("second", ["read", "json", "text", "parse"])
def test_a_response_that_was_streamed_cannot_be_read(twin: Twin, first: str, second: str) -> None:
    with twin.opened(answered(twin, Body(*PIECES))) as response:
        twin.items(getattr(response, first)())
        with pytest.raises(StreamAlreadyConsumed, match="has been streamed already") as caught:
            twin.call(getattr(response, second)())
    assert isinstance(caught.value, groq.GroqError)
    assert isinstance(caught.value.__cause__, httpx.StreamConsumed)


def test_a_response_is_streamed_once(twin: Twin) -> None:
    with twin.opened(answered(twin, Body(*PIECES))) as response:
        assert twin.items(response.iter_bytes()) == list(PIECES)
        with pytest.raises(httpx.StreamConsumed):
            twin.items(response.iter_bytes())


@pytest.mark.parametrize("read", ["read", "json", "text", "parse"])
def test_a_response_that_was_closed_unread_cannot_be_read(twin: Twin, read: str) -> None:
    with twin.opened(answered(twin, Body(*PIECES))) as response:
        twin.call(response.close())
        assert response.is_closed is True
        with pytest.raises(httpx.StreamClosed):
            twin.call(getattr(response, read)())
    with pytest.raises(httpx.StreamClosed):
        twin.call(getattr(response, read)())


def test_the_time_it_took_is_known_when_the_body_was_read(twin: Twin) -> None:
    with twin.opened(answered(twin, Body(*PIECES))) as response:
        with pytest.raises(RuntimeError):
            response.elapsed  # noqa: B018  # a property that may raise
        twin.call(response.read())
        assert response.elapsed.total_seconds() >= 0


# How it is read piece by piece


def test_bytes_come_as_they_arrive(twin: Twin) -> None:
    body = Body(*PIECES)
    with twin.opened(answered(twin, body)) as response:
        iterator = twin.iter(response.iter_bytes())
        assert (twin.next(iterator), body.taken) == (PIECES[0], 1)
        assert (twin.next(iterator), body.taken) == (PIECES[1], 2)


@pytest.mark.parametrize(
    ("method", "arguments", "pieces", "expected"),
    [
        ("iter_bytes", (), [b"ab", b"c"], [b"ab", b"c"]),
        ("iter_bytes", (2,), [b"abcd", b"e"], [b"ab", b"cd", b"e"]),
        ("iter_text", (), [b"a\xc3", b"\xa9b"], ["a", "éb"]),
        ("iter_text", (2,), ["aéb".encode()], ["aé", "b"]),
        ("iter_lines", (), [b"a\nb", b"c\r\n", b"\nd"], ["a", "bc", "", "d"]),
    ],
)
def test_a_body_is_iterated_over(
    twin: Twin, method: str, arguments: Any, pieces: List[bytes], expected: List[Any]
) -> None:
    with twin.opened(answered(twin, Body(*pieces))) as response:
        assert twin.items(getattr(response, method)(*arguments)) == expected


def test_a_fault_while_reading_is_one_of_httpx_and_of_the_library(twin: Twin) -> None:
    fault = httpx.ReadError("cut")
    with twin.opened(answered(twin, Body(PIECES[0], fault))) as response, pytest.raises(httpx.ReadError) as caught:
        twin.call(response.read())
    assert isinstance(caught.value, groq.APIConnectionError)
    assert str(caught.value) == "The connection broke while the answer arrived: cut"
    assert caught.value.__cause__ is fault


def test_a_body_that_breaks_off_while_it_is_read_is_not_asked_for_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.cut_stream(after_bytes=9)
    with twin.opened(streamed(twin.local_client())) as response:
        received, error = twin.collect(response.iter_bytes())
    assert (received, response.is_closed, len(twin.local.requests)) == ([b'{"id":"ch'], True, 1)
    assert isinstance(error, httpx.RemoteProtocolError)
    assert isinstance(error, groq.APIConnectionError)
    assert "received 9 bytes, expected" in str(error)


# Together with stream=True


def test_a_streamed_answer_is_parsed_as_a_stream(twin: Twin) -> None:
    body = Body(sse({"id": "a"}, {"id": "b"}))
    client = twin.client(httpx.Response(200, stream=body))
    with twin.opened(streamed(client, stream=True)) as response:
        assert body.taken == 0
        stream = twin.call(response.parse())
        assert type(stream) is twin.pick(groq.Stream, groq.AsyncStream)
        assert [chunk.id for chunk in twin.items(stream)] == ["a", "b"]
    assert body.closed is True


def test_a_streamed_answer_is_read_as_lines(twin: Twin) -> None:
    twin.local.reply_stream(["a", "b"])
    with twin.opened(streamed(twin.local_client(), stream=True)) as response:
        lines = twin.items(response.iter_lines())
    assert [line[:6] for line in lines] == ["data: ", ""] * 5
    assert [json.loads(line[6:])["choices"][0]["delta"].get("content") for line in lines[:8:2]] == ["", "a", "b", None]
    assert lines[8] == "data: [DONE]"


# Strict clients


def test_a_strict_client_is_strict_here_too(twin: Twin) -> None:
    client = twin.client(httpx.Response(200, stream=Body(b'{"id": 5}')), _strict_response_validation=True)
    with twin.opened(streamed(client)) as response:
        with pytest.raises(groq.APIResponseValidationError):
            twin.call(response.parse())
        assert twin.call(response.json()) == {"id": 5}
