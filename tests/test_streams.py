"""Streams as a caller meets them: iterated over lazily, ended, closed, broken off, in either colour."""

from __future__ import annotations

import gzip
import json
from typing import Any, AsyncIterator, Dict, Iterator, List

import httpx
import pytest

import groq
from groq import BaseModel
from groq._streaming import AsyncStream, Stream, extract_stream_chunk_type, is_stream_class_type
from groq.types.chat import ChatCompletionChunk
from twin import Body, Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
FIRST, SECOND, END = sse({"id": "a"}, done=False), sse({"id": "b"}, done=False), sse()


def streamed(twin: Twin, *pieces: Any, **options: Any) -> Any:
    """A chat completion that arrives in these pieces, or as this body."""
    body = pieces[0] if pieces and isinstance(pieces[0], Body) else Body(*pieces)
    client = twin.client(lambda request: httpx.Response(200, stream=body), **options)
    return twin.call(client.chat.completions.create(**CALL, stream=True))


def ids(chunks: List[Any]) -> List[str]:
    return [chunk.id for chunk in chunks]


# Iterating


def test_a_streamed_call_gives_a_stream_of_chunks(twin: Twin) -> None:
    stream = streamed(twin, FIRST, SECOND, END)
    assert type(stream) is twin.pick(Stream, AsyncStream)
    assert isinstance(stream.response, httpx.Response)
    assert b'"stream":true' in twin.requests[0].content
    assert twin.requests[0].headers["accept"] == "application/json"
    assert twin.items(stream) == [ChatCompletionChunk.construct(id="a"), ChatCompletionChunk.construct(id="b")]


def test_a_stream_that_comes_packed_is_unpacked(twin: Twin) -> None:
    packed = gzip.compress(FIRST + SECOND + END)
    body = Body(packed[:20], packed[20:])
    client = twin.client(lambda request: httpx.Response(200, stream=body, headers={"Content-Encoding": "gzip"}))
    assert ids(twin.items(twin.call(client.chat.completions.create(**CALL, stream=True)))) == ["a", "b"]


def test_a_stream_that_a_hook_has_read_already_is_given_all_the_same(twin: Twin) -> None:
    async def read_awaited(response: httpx.Response) -> None:
        await response.aread()

    hooks = {"response": [twin.pick(httpx.Response.read, read_awaited)]}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=Body(FIRST, SECOND, END)))
    http_client = twin.closing_http(twin.default_http_class(transport=transport, event_hooks=hooks))
    client = twin.client(http_client=http_client)
    assert ids(twin.items(twin.call(client.chat.completions.create(**CALL, stream=True)))) == ["a", "b"]


def test_nothing_is_read_before_it_is_asked_for(twin: Twin) -> None:
    body = Body(FIRST, SECOND, END)
    stream = streamed(twin, body)
    assert body.taken == 0
    assert (twin.next(stream).id, body.taken) == ("a", 1)
    assert (twin.next(stream).id, body.taken) == ("b", 2)
    assert body.closed is False
    with pytest.raises(twin.pick(StopIteration, StopAsyncIteration)):
        twin.next(stream)
    assert (body.taken, body.closed) == (3, True)


def test_an_iteration_goes_on_where_the_one_before_stopped(twin: Twin) -> None:
    stream = streamed(twin, FIRST, SECOND, END)
    assert twin.next(twin.iter(stream)).id == "a"
    assert twin.next(stream).id == "b"
    assert twin.items(stream) == []
    assert twin.items(stream) == []


@pytest.mark.parametrize("content_type", ["text/event-stream", "application/json", "text/plain", ""])
def test_the_content_type_of_a_stream_is_not_looked_at(twin: Twin, content_type: str) -> None:
    answer = httpx.Response(200, headers={"content-type": content_type}, content=FIRST + END)
    stream = twin.call(twin.client(answer).chat.completions.create(**CALL, stream=True))
    assert ids(twin.items(stream)) == ["a"]


@pytest.mark.parametrize("content", [b"", b'{"id": "a"}', b"<html></html>", b": note\n\n"])
def test_an_answer_that_is_no_stream_is_an_empty_one(twin: Twin, content: bytes) -> None:
    assert twin.items(streamed(twin, content)) == []


def test_every_cut_gives_the_same_chunks(twin: Twin) -> None:
    content = sse({"id": "é🐸"}, {"id": "b"}).replace(b"\n", b"\r\n")
    expected = twin.items(streamed(twin, content))
    assert ids(expected) == ["é🐸", "b"]
    assert all(twin.items(streamed(twin, content[:at], content[at:])) == expected for at in range(0, len(content), 7))


def test_an_answer_that_was_not_asked_to_stream_is_text(twin: Twin) -> None:
    client = twin.client(httpx.Response(200, headers={"content-type": "text/event-stream"}, content=FIRST + END))
    assert twin.call(client.chat.completions.create(**CALL)) == (FIRST + END).decode()


# The end


@pytest.mark.parametrize(
    "pieces",
    [
        (FIRST, END),
        (FIRST + END,),
        (FIRST, END, SECOND),
        (FIRST, END + SECOND, httpx.ReadError("late")),
        (FIRST, END, httpx.ReadError("late")),
        (FIRST, b"data: [DONE]"),
        (FIRST,),
        (FIRST, b'data: {"id": "lost"}\n'),
    ],
)
def test_a_stream_ends_and_is_closed(twin: Twin, pieces: Any) -> None:
    body = Body(*pieces)
    stream = streamed(twin, body)
    assert ids(twin.items(stream)) == ["a"]
    assert (body.closed, stream.response.is_closed) == (True, True)


def test_nothing_is_read_after_the_end(twin: Twin) -> None:
    body = Body(FIRST, END, SECOND, SECOND)
    assert ids(twin.items(streamed(twin, body))) == ["a"]
    assert body.taken == 2


# Errors


def test_an_error_in_between_closes_the_stream(twin: Twin) -> None:
    body = Body(FIRST, sse({"error": {"message": "Busy.", "code": "x"}}, done=False), SECOND, END)
    stream = streamed(twin, body)
    chunks, error = twin.collect(stream)
    assert (ids(chunks), str(error), error.body) == (["a"], "Busy.", {"message": "Busy.", "code": "x"})
    assert isinstance(error, groq.APIError)
    assert error.request is twin.requests[0]
    assert (body.taken, body.closed, twin.items(stream)) == (2, True, [])


def test_an_error_event_closes_the_stream(twin: Twin) -> None:
    body = Body(FIRST, b'event: error\ndata: {"message": "Busy."}\n\n', SECOND)
    chunks, error = twin.collect(streamed(twin, body))
    assert (ids(chunks), str(error), error.body, body.closed) == (["a"], "Busy.", {"message": "Busy."}, True)


def test_a_chunk_that_is_no_json_closes_the_stream(twin: Twin) -> None:
    body = Body(FIRST, b"data: {bad\n\n", SECOND)
    chunks, error = twin.collect(streamed(twin, body))
    assert (ids(chunks), isinstance(error, json.JSONDecodeError), body.closed) == (["a"], True, True)


def test_a_strict_client_refuses_a_chunk_that_does_not_fit(twin: Twin) -> None:
    body = Body(FIRST, END)
    chunks, error = twin.collect(streamed(twin, body, _strict_response_validation=True))
    assert (chunks, type(error), body.closed) == ([], groq.APIResponseValidationError, True)
    assert (error.body, error.status_code, error.response.status_code) == ({"id": "a"}, 200, 200)


@pytest.mark.parametrize("fault", [httpx.ReadError, httpx.ReadTimeout, httpx.RemoteProtocolError])
def test_a_fault_while_iterating_is_one_of_httpx_and_is_not_retried(
    twin: Twin, no_sleep: List[float], fault: Any
) -> None:
    body = Body(FIRST, fault("cut"), SECOND)
    stream = streamed(twin, body)
    chunks, error = twin.collect(stream)
    assert (ids(chunks), isinstance(error, fault), body.closed) == (["a"], True, True)
    assert (len(twin.requests), no_sleep, twin.items(stream)) == (1, [], [])


def test_a_cancellation_while_iterating_closes_the_stream(twin: Twin) -> None:
    body = Body(FIRST, KeyboardInterrupt())
    stream = streamed(twin, body)
    assert twin.next(stream).id == "a"
    with pytest.raises(KeyboardInterrupt):
        twin.next(stream)
    assert body.closed is True


# Closing


def test_a_stream_is_closed_by_its_context(twin: Twin) -> None:
    body = Body(FIRST, SECOND, END)
    stream = streamed(twin, body)
    with twin.opened(stream) as entered:
        assert entered is stream
        assert twin.next(stream).id == "a"
    assert (body.taken, body.closed, stream.response.is_closed) == (1, True, True)


def test_an_exception_in_the_context_closes_the_stream_and_goes_on(twin: Twin) -> None:
    body = Body(FIRST, SECOND, END)
    with pytest.raises(LookupError, match="mine"), twin.opened(streamed(twin, body)):
        raise LookupError("mine")
    assert body.closed is True


def test_a_stream_is_closed_as_often_as_one_likes(twin: Twin) -> None:
    body = Body(FIRST, SECOND, END)
    stream = streamed(twin, body)
    twin.call(stream.close())
    twin.call(stream.close())
    assert (body.taken, body.closed) == (0, True)


def test_a_stream_that_was_closed_unread_says_so(twin: Twin) -> None:
    stream = streamed(twin, FIRST, SECOND, END)
    twin.call(stream.close())
    with pytest.raises(httpx.StreamClosed):
        twin.items(stream)


def test_chunks_that_arrived_before_it_was_closed_still_come(twin: Twin) -> None:
    stream = streamed(twin, FIRST + SECOND, END)
    assert twin.next(stream).id == "a"
    twin.call(stream.close())
    assert twin.next(stream).id == "b"


# Streams made by hand, of other types, with other decoders


def body_of(twin: Twin, content: bytes) -> Any:
    """An iterator of the colour over single bytes."""

    def pieces() -> Iterator[bytes]:
        for i in range(len(content)):
            yield content[i : i + 1]

    async def awaited_pieces() -> AsyncIterator[bytes]:
        for piece in pieces():
            yield piece

    return twin.pick(pieces, awaited_pieces)()


def by_hand(twin: Twin, content: bytes, cast_to: Any = object) -> Any:
    cls = twin.pick(Stream, AsyncStream)
    response = httpx.Response(200, content=body_of(twin, content))
    return cls(cast_to=cast_to, client=twin.client(), response=response)


def test_the_events_of_a_stream_can_be_read_themselves(twin: Twin) -> None:
    content = b'event: completion\ndata: {"foo":true}\n\ndata: {\ndata: "foo":\ndata: true}\n\nevent: ping\n\n'
    events = twin.items(by_hand(twin, content)._iter_events())
    assert [(event.event, event.data) for event in events] == [
        ("completion", '{"foo":true}'),
        (None, '{\n"foo":\ntrue}'),
        ("ping", ""),
    ]
    assert [event.json() for event in events[:2]] == [{"foo": True}, {"foo": True}]


def test_multi_byte_characters_are_put_together(twin: Twin) -> None:
    content = 'data: {"content":" известни"}\n\n'.encode()
    assert twin.items(by_hand(twin, content)) == [{"content": " известни"}]


def test_a_stream_is_made_of_any_type(twin: Twin) -> None:
    class Mine(BaseModel):
        a: int

    stream = twin.call(
        twin.client(sse({"a": 1})).post(
            "/x", cast_to=Mine, stream=True, stream_cls=twin.pick(Stream[Mine], AsyncStream[Mine])
        )
    )
    assert twin.items(stream) == [Mine(a=1)]
    assert twin.items(by_hand(twin, sse({"a": 1}), Dict[str, int])) == [{"a": 1}]


def test_a_decoder_of_a_subclass_is_used(twin: Twin) -> None:
    class Decoder(groq._streaming.SSEDecoder):
        def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[Any]:
            for data in iterator:
                yield groq._streaming.ServerSentEvent(data=json.dumps({"id": len(data)}))

        async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[Any]:
            async for data in iterator:
                yield groq._streaming.ServerSentEvent(data=json.dumps({"id": len(data)}))

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _make_sse_decoder(self) -> Decoder:
            return Decoder()

    assert ids(twin.items(streamed(twin, b"abc", b"de", client_class=Client))) == [3, 2]


class OfInts(Stream[int]):
    pass


def test_the_type_of_a_chunk_is_read_from_the_class_of_the_stream() -> None:
    assert [extract_stream_chunk_type(cls) for cls in (Stream[str], AsyncStream[List[int]], OfInts)] == [
        str,
        List[int],
        int,
    ]
    with pytest.raises(RuntimeError, match="argument at index 0"):
        extract_stream_chunk_type(Stream)
    found = [is_stream_class_type(cls) for cls in (Stream, Stream[str], AsyncStream, OfInts, str, List[str])]
    assert found == [True, True, True, True, False, False]
