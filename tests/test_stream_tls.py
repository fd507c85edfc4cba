"""Streams over TLS, as they come from Groq: the connection is used again, and a lingering server is not waited for."""

from __future__ import annotations

import threading
from typing import Any, Dict, Iterator, List

import pytest

from loopback import http_answer
from pieces import LAST_CHUNK, event_stream
from tls import TLSServer, trusting
from twin import Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
FIRST, SECOND, END = sse({"id": "a"}, done=False), sse({"id": "b"}, done=False), sse()


@pytest.fixture
def serve() -> Iterator[Any]:
    servers: List[TLSServer] = []

    def start(*answers: Any) -> TLSServer:
        servers.append(TLSServer(*answers))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def client_of(twin: Twin, server: TLSServer) -> Any:
    return twin.client(base_url=server.url, http_client=twin.default_http_class(verify=trusting()), max_retries=0)


def ids_of(twin: Twin, client: Any) -> List[str]:
    stream = twin.call(client.chat.completions.create(**CALL, stream=True))
    return [chunk.id for chunk in twin.items(stream)]


@pytest.mark.parametrize(
    "answer",
    [
        event_stream(FIRST, SECOND, END) + LAST_CHUNK,
        event_stream(FIRST, SECOND) + LAST_CHUNK,
        http_answer(FIRST + SECOND + END, content_type="text/event-stream"),
    ],
)
def test_a_finished_stream_leaves_its_connection_to_the_next_call(twin: Twin, serve: Any, answer: bytes) -> None:
    server = serve(answer)
    client = client_of(twin, server)
    assert [ids_of(twin, client) for _ in range(3)] == [["a", "b"]] * 3
    assert server.connections == [0, 0, 0]


def test_the_end_is_not_waited_for_after_done(twin: Twin, serve: Any) -> None:
    never = threading.Event()
    server = serve([event_stream(FIRST, SECOND, END), never], event_stream(FIRST, END) + LAST_CHUNK)
    client = client_of(twin, server)
    assert [ids_of(twin, client), ids_of(twin, client)] == [["a", "b"], ["a"]]
    assert server.connections == [0, 1]
    never.set()
    assert server.ended(0) is True
