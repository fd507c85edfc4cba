"""Streams over a loopback socket: cut anywhere, ended by the server or by its word, and the connection afterwards."""

from __future__ import annotations

import threading
from typing import Any, List

import httpx
import pytest

import groq
from loopback import CLOSE, http_answer
from pieces import LAST_CHUNK, chunk, cut, event_stream
from twin import CHAT, Twin, said, sse

FIRST, SECOND, END = sse({"id": "é"}, done=False), sse({"id": "b"}, done=False), sse()
WHOLE = event_stream(FIRST, SECOND, END) + LAST_CHUNK


def client_of(twin: Twin, server: Any, **options: Any) -> Any:
    """A client of scripted bytes with the connections of the library's own."""
    return twin.client(base_url=server.url, http_client=None, **options)


def stream_of(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


def ids_of(twin: Twin, client: Any) -> List[str]:
    """The ids of the chunks of one more call."""
    return [item.id for item in twin.items(stream_of(twin, client))]


def texts_of(twin: Twin, client: Any) -> List[str]:
    """The texts of the chunks of one more call."""
    return said(twin.items(stream_of(twin, client)))


def connections_of(client: Any) -> List[Any]:
    """The connections in the pool of a client."""
    return list(client._client._transport._pool.connections)


# Cut anywhere


def test_an_answer_cut_in_two_anywhere_is_the_same(twin: Twin) -> None:
    places = range(1, len(WHOLE))
    client = client_of(twin, twin.serve(*[cut(WHOLE, place) for place in places]))
    found = [ids_of(twin, client) for _ in places]
    assert found == [["é", "b"]] * len(places)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_an_answer_in_single_bytes_is_the_same(twin: Twin, ends: bytes) -> None:
    events = [content.replace(b"\n", ends) for content in (FIRST, SECOND, END)]
    answer = event_stream(*events) + LAST_CHUNK
    client = client_of(twin, twin.serve(cut(answer, *range(1, len(answer)))))
    assert ids_of(twin, client) == ["é", "b"]


def test_a_chunk_is_given_as_soon_as_it_has_arrived(twin: Twin) -> None:
    more = threading.Event()
    server = twin.serve([event_stream(FIRST), more, chunk(SECOND + END) + LAST_CHUNK])
    stream = stream_of(twin, client_of(twin, server))
    assert twin.next(stream).id == "é"
    more.set()
    assert twin.next(stream).id == "b"
    assert twin.items(stream) == []


# Afterwards the connection is used again


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        event_stream(FIRST + SECOND + END) + LAST_CHUNK,
        event_stream(FIRST, SECOND, END, b": more\n\n") + LAST_CHUNK,
        event_stream(FIRST, SECOND) + LAST_CHUNK,
        event_stream(FIRST, SECOND, b"data: [DONE]") + LAST_CHUNK,
        http_answer(FIRST + SECOND + END, content_type="text/event-stream"),
    ],
)
def test_a_finished_stream_leaves_its_connection_to_the_next_call(twin: Twin, answer: bytes) -> None:
    server = twin.serve(answer)
    client = client_of(twin, server)
    assert [ids_of(twin, client) for _ in range(3)] == [["é", "b"]] * 3
    assert server.connections == [0, 0, 0]


def test_a_refused_stream_leaves_its_connection_to_the_next_call(twin: Twin) -> None:
    twin.local.fail(400)
    client = twin.served_client()
    with pytest.raises(groq.BadRequestError):
        stream_of(twin, client)
    (connection,) = connections_of(client)
    assert twin.call(client.models.list()).data
    assert connections_of(client) == [connection]


def test_a_stream_whose_connection_the_server_ends_is_complete(twin: Twin) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    server = twin.serve([head + FIRST, SECOND + END, CLOSE])
    client = client_of(twin, server)
    assert [ids_of(twin, client) for _ in range(2)] == [["é", "b"]] * 2
    assert server.connections == [0, 1]


# A server that lingers


def test_the_end_is_not_waited_for_after_done(twin: Twin) -> None:
    never = threading.Event()
    server = twin.serve([event_stream(FIRST, SECOND, END), never], WHOLE)
    client = client_of(twin, server)
    stream = stream_of(twin, client)
    assert [item.id for item in twin.items(stream)] == ["é", "b"]
    assert stream.response.is_closed is True
    assert connections_of(client) == []
    assert ids_of(twin, client) == ["é", "b"]
    assert server.connections == [0, 1]
    never.set()
    assert server.ended(0) is True


def test_what_comes_after_done_is_not_awaited_nor_given(twin: Twin) -> None:
    never = threading.Event()
    server = twin.serve([event_stream(FIRST, END, SECOND), never])
    client = client_of(twin, server)
    assert ids_of(twin, client) == ["é"]
    assert connections_of(client) == []
    never.set()


# Streams that are given up


@pytest.mark.parametrize("read", [0, 1])
def test_a_stream_that_is_closed_ends_its_connection(twin: Twin, read: int) -> None:
    twin.local.reply_stream(["é", "b"], times=2)
    twin.local.stall(50, after_chunks=2)
    client = twin.served_client()
    with twin.opened(stream_of(twin, client)) as stream:
        assert said(twin.next(stream) for _ in range(2 * read)) == ["é"] * read
    assert (stream.response.is_closed, connections_of(client)) == (True, [])
    assert texts_of(twin, client) == ["é", "b"]


@pytest.mark.parametrize("form", ["event", "data"])
def test_an_error_in_between_ends_the_connection(twin: Twin, form: Any) -> None:
    twin.local.reply_stream(["é", "b"])
    twin.local.stream_error("Busy.", form=form, after_chunks=2)
    client = twin.served_client()
    chunks, error = twin.collect(stream_of(twin, client))
    assert (said(chunks), str(error), error.body["message"]) == (["é"], "Busy.", "Busy.")
    assert connections_of(client) == []


def test_a_streaming_view_that_is_left_unread_ends_its_connection(twin: Twin) -> None:
    twin.local.stall(50, after_chunks=1)
    client = twin.served_client()
    with twin.opened(client.chat.completions.with_streaming_response.create(**CHAT, stream=True)) as response:
        assert twin.next(twin.iter(response.iter_bytes())).startswith(b'data: {"id":"chatcmpl-')
    assert connections_of(client) == []
    with twin.opened(client.chat.completions.with_streaming_response.create(**CHAT)) as response:
        assert twin.call(response.json())["object"] == "chat.completion"
    assert len(connections_of(client)) == 1


# Streams that break


def test_a_stream_that_breaks_off_is_a_protocol_error_of_httpx(twin: Twin) -> None:
    twin.local.reply_stream(["é", "b"])
    twin.local.cut_stream(after_chunks=2)
    client = twin.served_client()
    found, error = twin.collect(stream_of(twin, client))
    assert (len(found), said(found)) == (2, ["é"])
    assert isinstance(error, httpx.RemoteProtocolError)
    assert (len(twin.local.requests), connections_of(client)) == (1, [])


def test_a_stream_that_falls_silent_is_a_timeout_of_httpx(twin: Twin) -> None:
    twin.local.reply_stream(["é", "b"])
    twin.local.stall(50, after_chunks=2)
    client = twin.served_client(timeout=httpx.Timeout(5, read=0.2))
    chunks, error = twin.collect(stream_of(twin, client))
    assert said(chunks) == ["é"]
    assert isinstance(error, httpx.ReadTimeout)
    assert (len(twin.local.requests), connections_of(client)) == (1, [])


def test_a_stream_that_does_not_begin_is_tried_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.drop_connection()
    twin.local.fail(503)
    twin.local.reply_stream(["é", "b"])
    assert texts_of(twin, twin.served_client()) == ["é", "b"]
    assert (twin.local.statuses, len(no_sleep)) == ([None, 503, 200], 2)
