"""Calls over a loopback socket: kept connections, refused ones, silent servers, and a pool that is clean afterwards."""

from __future__ import annotations

import socket
from typing import Any, Callable, List
from unittest import mock

import httpx
import pytest

import groq
from loopback import CLOSE, http_answer
from twin import CHAT, Twin

FINE = http_answer(b'{"id": "fine"}')
SILENT = httpx.Timeout(5, read=0.05)


def client_of(twin: Twin, url: str, **options: Any) -> Any:
    """A client of scripted bytes with the connections of the library's own."""
    return twin.client(base_url=url, http_client=None, **options)


def parsed(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CHAT))


def parsed_stream(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


def raw(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.with_raw_response.create(**CHAT))


def streamed(twin: Twin, client: Any) -> Any:
    with twin.opened(client.chat.completions.with_streaming_response.create(**CHAT)) as response:
        return twin.call(response.read())


def told(twin: Twin, client: Any) -> Any:
    """The text of one more chat."""
    return parsed(twin, client).choices[0].message.content


def connections_of(client: Any) -> List[Any]:
    """The connections in the pool of a client."""
    return list(client._client._transport._pool.connections)


WAYS = [parsed, parsed_stream, raw, streamed]
Way = Callable[[Twin, Any], Any]


def failed(way: Way, twin: Twin, client: Any) -> groq.APIError:
    """The error of a call, after which the pool of the client holds no request."""
    with pytest.raises(groq.APIError) as caught:
        way(twin, client)
    pool = getattr(client._client._transport, "_pool", None)  # not every transport has one to look into
    assert pool is None or pool._requests == []
    return caught.value


def test_calls_share_a_connection(twin: Twin) -> None:
    twin.local.reply("Fine.", times=4)
    client = twin.served_client()
    assert told(twin, client) == "Fine."
    (connection,) = connections_of(client)
    assert [told(twin, client) for _ in range(2)] == ["Fine."] * 2
    assert told(twin, client.with_options(max_retries=0)) == "Fine."
    assert connections_of(client) == [connection]
    assert connection.is_idle()


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
    twin.local.drop_connection(times=3)
    error = failed(way, twin, twin.served_client())
    assert type(error) is groq.APIConnectionError
    assert isinstance(error.__cause__, httpx.RemoteProtocolError)
    assert (twin.local.statuses, len(no_sleep)) == ([None] * 3, 2)


def test_a_server_that_closes_once_is_asked_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.drop_connection()
    twin.local.reply("Fine.")
    assert told(twin, twin.served_client()) == "Fine."
    counts = [request.headers["x-stainless-retry-count"] for request in twin.local.requests]
    assert (counts, len(no_sleep)) == (["0", "1"], 1)


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_resets_the_connection_is_a_connection_error(twin: Twin, no_sleep: List[float], way: Way) -> None:
    twin.local.refuse_connection(times=3)
    error = failed(way, twin, twin.served_client())
    assert (type(error), type(error.__cause__)) == (groq.APIConnectionError, httpx.ReadError)
    assert (twin.local.statuses, len(no_sleep)) == ([None] * 3, 2)


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_is_silent_is_a_timeout_error(twin: Twin, way: Way) -> None:
    twin.local.stall(50)
    error = failed(way, twin, twin.served_client(timeout=SILENT, max_retries=0))
    assert (type(error), error.clock, error.seconds) == (groq.APITimeoutError, "read", 0.05)
    assert str(error) == "Request timed out. Nothing came for 0.05 seconds."
    assert isinstance(error, TimeoutError)
    assert type(error.__cause__) is httpx.ReadTimeout


def test_the_timeout_of_a_call_is_kept(twin: Twin) -> None:
    twin.local.stall(50, times=3)
    client = twin.served_client(max_retries=0)
    with pytest.raises(TimeoutError):
        twin.call(client.chat.completions.create(**CHAT, timeout=0.05))
    with pytest.raises(TimeoutError):
        twin.call(client.chat.completions.create(**CHAT, timeout=SILENT))
    with pytest.raises(TimeoutError):
        twin.call(client.with_options(timeout=0.05).chat.completions.create(**CHAT))


def test_a_silent_server_is_asked_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.reply("Fine.", times=None)
    twin.local.stall(50)
    client = twin.served_client(timeout=httpx.Timeout(5, read=0.3))
    assert told(twin, client) == "Fine."
    assert (twin.local.statuses, len(no_sleep), len(connections_of(client))) == ([200, 200], 1, 1)


# Answers that break off


def test_a_body_that_breaks_off_is_asked_for_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.reply("Fine.", times=None)
    twin.local.cut_stream(after_bytes=20)
    client = twin.served_client()
    assert told(twin, client) == "Fine."
    assert (len(twin.local.requests), len(no_sleep), len(connections_of(client))) == (2, 1, 1)


def test_a_body_that_always_breaks_off_is_a_connection_error(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.cut_stream(after_bytes=20, times=3)
    error = failed(parsed, twin, twin.served_client())
    assert (type(error), type(error.__cause__)) == (groq.APIConnectionError, httpx.RemoteProtocolError)
    assert (len(twin.local.requests), len(no_sleep)) == (3, 2)


def test_a_body_that_falls_silent_is_a_timeout_error(twin: Twin) -> None:
    twin.local.slow(chunk_size=20, pause=50)
    error = failed(parsed, twin, twin.served_client(timeout=SILENT, max_retries=0))
    assert (type(error), type(error.__cause__)) == (groq.APITimeoutError, httpx.ReadTimeout)


# The pool after failures


@mock.patch("groq._base_client.BaseClient._calculate_retry_timeout", return_value=0.1)
@pytest.mark.parametrize("way", WAYS)
def test_retried_statuses_leave_nothing_in_the_pool(
    calculate: mock.MagicMock, twin: Twin, no_sleep: List[float], way: Way
) -> None:
    twin.local.fail(500, body="busy", times=3)
    error = failed(way, twin, twin.served_client())
    assert (type(error), str(error), no_sleep) == (groq.InternalServerError, "busy", [0.1, 0.1])
    assert (len(twin.local.requests), calculate.call_count) == (3, 2)


@mock.patch("groq._base_client.BaseClient._calculate_retry_timeout", return_value=0.1)
def test_retried_timeouts_leave_nothing_in_the_pool(
    calculate: mock.MagicMock, twin: Twin, no_sleep: List[float]
) -> None:
    twin.local.stall(50, times=3)
    error = failed(parsed, twin, twin.served_client(timeout=SILENT))
    assert (type(error), no_sleep) == (groq.APITimeoutError, [0.1, 0.1])


@pytest.mark.parametrize("way", WAYS)
def test_a_refused_call_leaves_its_connection_to_the_next(twin: Twin, way: Way) -> None:
    twin.local.fail(404)
    twin.local.reply("Fine.")
    client = twin.served_client()
    assert type(failed(way, twin, client)) is groq.NotFoundError
    (connection,) = connections_of(client)
    assert told(twin, client) == "Fine."
    assert connections_of(client) == [connection]


def test_a_redirect_leaves_its_connection_to_the_next(twin: Twin) -> None:
    server = twin.serve(http_answer(b"", "307 Elsewhere", location="/elsewhere"), FINE)
    assert parsed(twin, client_of(twin, server.url)).id == "fine"
    assert [request.split(b" HTTP")[0] for request in server.requests] == [
        b"POST /openai/v1/chat/completions",
        b"POST /elsewhere",
    ]
    assert server.connections == [0, 0]
