"""What a server sees on its socket, and clients under the other event loop."""

from __future__ import annotations

from typing import Any, Dict, List

import httpx
import pytest
import trio

import groq
from backends import under_trio
from groq.types.chat import ChatCompletion, ChatCompletionChunk
from loopback import CLOSE, http_answer
from twin import Body, Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "é"}], "model": "m"}


def test_a_request_arrives_as_one_head_and_one_body(twin: Twin) -> None:
    server = twin.serve(http_answer(b'{"id":"1"}'))
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url + "/base"))
    answer = twin.call(client.chat.completions.create(**CALL))
    assert (type(answer), answer.id) == (ChatCompletion, "1")
    head, body = server.requests[0].split(b"\r\n\r\n", 1)
    first, *fields = head.decode().split("\r\n")
    assert (first, body.decode()) == (
        "POST /base/openai/v1/chat/completions HTTP/1.1",
        '{"messages":[{"role":"user","content":"é"}],"model":"m"}',
    )
    names = [field.partition(": ")[0] for field in fields]
    assert names == [
        "Host",
        "Accept-Encoding",
        "Connection",
        "Accept",
        "Content-Type",
        "User-Agent",
        "X-Stainless-Lang",
        "X-Stainless-Package-Version",
        "X-Stainless-OS",
        "X-Stainless-Arch",
        "X-Stainless-Runtime",
        "X-Stainless-Runtime-Version",
        "Authorization",
        "X-Stainless-Async",
        "x-stainless-retry-count",
        "x-stainless-read-timeout",
        "Content-Length",
    ]


def test_one_connection_serves_many_calls_of_all_kinds(twin: Twin) -> None:
    stream = http_answer(sse({"id": "1"}), content_type="text/event-stream")
    server = twin.serve(http_answer(), stream, http_answer(b"bytes"), http_answer(b"{}", status="400 Bad Request"))
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url))
    twin.call(client.models.list())
    assert [chunk.id for chunk in twin.items(twin.call(client.chat.completions.create(**CALL, stream=True)))] == ["1"]
    assert twin.call(twin.call(client.files.content("f")).read()) == b"bytes"
    with pytest.raises(groq.BadRequestError):
        twin.call(client.files.create(file=b"x", purpose="batch"))
    assert server.connections == [0, 0, 0, 0]


def test_a_connection_that_the_server_closed_is_replaced(twin: Twin, no_sleep: List[float]) -> None:
    server = twin.serve([http_answer(), CLOSE], http_answer(b'{"object":"list"}'))
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url))
    twin.call(client.models.list())
    assert twin.call(client.models.list()).object == "list"
    assert server.connections == [0, 1]


def test_a_server_that_hangs_up_is_asked_again(twin: Twin, no_sleep: List[float]) -> None:
    server = twin.serve([CLOSE], http_answer(b'{"object":"list"}'))
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url))
    assert twin.call(client.models.list()).object == "list"
    assert [b"x-stainless-retry-count: %d" % n in request for n, request in enumerate(server.requests)] == [True, True]


@pytest.mark.parametrize("verb", ["get", "post"])
def test_undocumented_endpoints_can_be_streamed(twin: Twin, verb: str) -> None:
    client = twin.client(Body(sse({"id": "1"}, {"id": "2"})))
    stream_cls = twin.pick(groq.Stream, groq.AsyncStream)[ChatCompletionChunk]
    call = getattr(client, verb)("/x", cast_to=ChatCompletion, stream=True, stream_cls=stream_cls)
    chunks = twin.items(twin.call(call))
    assert [(type(chunk), chunk.id) for chunk in chunks] == [(ChatCompletionChunk, "1"), (ChatCompletionChunk, "2")]


@under_trio
def test_an_awaited_client_says_that_trio_runs_it() -> None:
    sent: List[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(500 if len(sent) == 1 else 200, json={"object": "list"}, headers={"retry-after-ms": "1"})

    async def call() -> Any:
        http_client = groq.DefaultAsyncHttpxClient(transport=httpx.MockTransport(answer))
        async with groq.AsyncGroq(api_key="k", http_client=http_client) as client:
            return await client.models.list()

    assert trio.run(call).object == "list"
    assert [request.headers["x-stainless-async"] for request in sent] == ["async:trio"] * 2


@under_trio
def test_an_awaited_client_works_over_a_socket_under_trio() -> None:
    twin = Twin("sync")
    server = twin.serve(http_answer(b'{"object":"list"}'))

    async def call() -> Any:
        async with groq.AsyncGroq(api_key="k", base_url=server.url) as client:
            await client.files.create(file=__file__, purpose="batch")
            return await client.models.list()

    assert trio.run(call).object == "list"
    assert b"What a server sees on its socket" in server.requests[0]
    twin.close()
