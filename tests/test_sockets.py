"""Calls over a loopback socket: kept connections, refused ones, silent servers, and a pool that is clean afterwards."""

from __future__ import annotations

import socket
import threading
from typing import Any, Callable, Dict, List
from unittest import mock

import httpx
import pytest

import groq
from loopback import CLOSE, http_answer
from twin import Twin

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
FINE = http_answer(b'{"id": "fine"}')
CUT = FINE[:-3]


def client_of(twin: Twin, url: str, **options: Any) -> Any:
    """A client with the connections of the library's own."""
    return twin.client(base_url=url, http_client=None, **options)


def parsed(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CALL))


def parsed_stream(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CALL, stream=True))


def raw(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.with_raw_response.create(**CALL))


def streamed(twin: Twin, client: Any) -> Any:
    with twin.opened(client.chat.completions.with_streaming_response.create(**CALL)) as response:
        return twin.call(response.read())


WAYS = [parsed, parsed_stream, raw, streamed]
Way = Callable[[Twin, Any], Any]


def failed(way: Way, twin: Twin, client: Any) -> groq.APIError:
    """The error of a call, after which the pool of the client holds no request."""
    with pytest.raises(groq.APIError) as caught:
        way(twin, client)
    assert client._client._transport._pool._requests == []
    return caught.value


def test_calls_share_a_connection(twin: Twin) -> None:
    server = twin.serve(FINE)
    client = client_of(twin, server.url)
    assert [parsed(twin, client).id for _ in range(3)] == ["fine"] * 3
    assert parsed(twin, client.with_options(max_retries=0)).id == "fine"
    assert server.connections == [0, 0, 0, 0]


def test_a_connection_that_the_server_closed_meanwhile_is_replaced(twin: Twin) -> None:
    server = twin.serve([FINE, CLOSE], FINE)
    client = client_of(twin, server.url, max_retries=0)
    assert parsed(twin, client).id == "fine"
    assert server.ended(0) is True
    assert parsed(twin, client).id == "fine"
    assert server.connections == [0, 1]


# Servers that do not answer


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_connection_is_a_connection_error(twin: Twin, no_sleep: List[float], way: Way) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = failed(way, twin, client_of(twin, "http://127.0.0.1:%d" % port))
    assert (type(error), str(error)) == (groq.APIConnectionError, "Connection error.")
    assert (type(error.__cause__), len(no_sleep)) == (httpx.ConnectError, 2)


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_closes_without_an_answer_is_a_connection_error(
    twin: Twin, no_sleep: List[float], way: Way
) -> None:
    server = twin.serve([CLOSE])
    error = failed(way, twin, client_of(twin, server.url))
    assert type(error) is groq.APIConnectionError
    assert isinstance(error.__cause__, httpx.RemoteProtocolError)
    assert (server.connections, len(no_sleep)) == ([0, 1, 2], 2)


def test_a_server_that_closes_once_is_asked_again(twin: Twin, no_sleep: List[float]) -> None:
    server = twin.serve([CLOSE], FINE)
    assert parsed(twin, client_of(twin, server.url)).id == "fine"
    assert [b"x-stainless-retry-count: %d" % count in request for count, request in enumerate(server.requests)] == [
        True,
        True,
    ]


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_is_silent_is_a_timeout_error(twin: Twin, way: Way) -> None:
    never = threading.Event()
    server = twin.serve([never, CLOSE])
    client = client_of(twin, server.url, timeout=0.05, max_retries=0)
    error = failed(way, twin, client)
    assert (type(error), str(error)) == (groq.APITimeoutError, "Request timed out.")
    assert isinstance(error, TimeoutError)
    assert type(error.__cause__) is httpx.ReadTimeout
    never.set()


def test_the_timeout_of_a_call_is_kept(twin: Twin) -> None:
    never = threading.Event()
    server = twin.serve([never, CLOSE])
    client = client_of(twin, server.url, max_retries=0)
    with pytest.raises(TimeoutError):
        twin.call(client.chat.completions.create(**CALL, timeout=0.05))
    with pytest.raises(TimeoutError):
        twin.call(client.chat.completions.create(**CALL, timeout=httpx.Timeout(5, read=0.05)))
    with pytest.raises(TimeoutError):
        twin.call(client.with_options(timeout=0.05).chat.completions.create(**CALL))
    never.set()


def test_a_silent_server_is_asked_again(twin: Twin, no_sleep: List[float]) -> None:
    never = threading.Event()
    server = twin.serve([never, CLOSE], FINE)
    assert parsed(twin, client_of(twin, server.url, timeout=0.3)).id == "fine"
    assert (server.connections, len(no_sleep)) == ([0, 1], 1)
    never.set()


# Answers that break off


def test_a_body_that_breaks_off_is_asked_for_again(twin: Twin, no_sleep: List[float]) -> None:
    server = twin.serve([CUT, CLOSE], FINE)
    assert parsed(twin, client_of(twin, server.url)).id == "fine"
    assert server.connections == [0, 1]


def test_a_body_that_always_breaks_off_is_a_connection_error(twin: Twin, no_sleep: List[float]) -> None:
    server = twin.serve([CUT, CLOSE])
    error = failed(parsed, twin, client_of(twin, server.url))
    assert type(error) is groq.APIConnectionError
    assert isinstance(error.__cause__, httpx.RemoteProtocolError)
    assert len(server.requests) == 3


def test_a_body_that_falls_silent_is_a_timeout_error(twin: Twin) -> None:
    never = threading.Event()
    server = twin.serve([CUT, never])
    error = failed(parsed, twin, client_of(twin, server.url, timeout=0.05, max_retries=0))
    assert (type(error), type(error.__cause__)) == (groq.APITimeoutError, httpx.ReadTimeout)
    never.set()


# The pool after failures


@mock.patch("groq._base_client.BaseClient._calculate_retry_timeout", return_value=0.1)
@pytest.mark.parametrize("way", WAYS)
def test_retried_statuses_leave_nothing_in_the_pool(
    calculate: mock.MagicMock, twin: Twin, no_sleep: List[float], way: Way
) -> None:
    server = twin.serve(http_answer(b"busy", "500 Busy"))
    error = failed(way, twin, client_of(twin, server.url))
    assert (type(error), str(error), no_sleep) == (groq.InternalServerError, "busy", [0.1, 0.1])
    assert (len(server.requests), calculate.call_count) == (3, 2)


@mock.patch("groq._base_client.BaseClient._calculate_retry_timeout", return_value=0.1)
def test_retried_timeouts_leave_nothing_in_the_pool(
    calculate: mock.MagicMock, twin: Twin, no_sleep: List[float]
) -> None:
    never = threading.Event()
    server = twin.serve([never, CLOSE])
    error = failed(parsed, twin, client_of(twin, server.url, timeout=0.05))
    assert (type(error), no_sleep) == (groq.APITimeoutError, [0.1, 0.1])
    never.set()


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_call_leaves_its_connection_to_the_next(twin: Twin, way: Way) -> None:
    server = twin.serve(http_answer(b"{}", "404 Not Found"), FINE)
    client = client_of(twin, server.url)
    assert type(failed(way, twin, client)) is groq.NotFoundError
    assert parsed(twin, client).id == "fine"
    assert server.connections == [0, 0]


def test_a_redirect_leaves_its_connection_to_the_next(twin: Twin) -> None:
    server = twin.serve(http_answer(b"", "307 Elsewhere", location="/elsewhere"), FINE)
    assert parsed(twin, client_of(twin, server.url)).id == "fine"
    assert [request.split(b" HTTP")[0] for request in server.requests] == [
        b"POST /openai/v1/chat/completions",
        b"POST /elsewhere",
    ]
    assert server.connections == [0, 0]
