"""What has arrived of a stream: on the stream while it is read, and on whatever error ends it."""

from __future__ import annotations

import copy
import json
import pickle
import tracemalloc
from typing import Any, Dict, List, Optional, Tuple

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import groq
from groq._partial import MOST_PIECES, Pieces, Received
from groq.types.chat import ChatCompletion
from twin import CHAT, Body, Twin, said, sse

USAGE = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}


def chunk(delta: Any, finish_reason: Optional[str] = None, **more: Any) -> Dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return {"id": "c", "object": "chat.completion.chunk", "created": 5, "model": "m", "choices": [choice], **more}


def stream_of(twin: Twin, *pieces: Any, **options: Any) -> Any:
    client = twin.client(lambda request: httpx.Response(200, stream=Body(*pieces)), **{"max_retries": 0, **options})
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


def content(partial: Any) -> Any:
    return partial.choices[0].message.content


# On a stream


def test_a_stream_tells_what_its_chunks_add_up_to_so_far(twin: Twin) -> None:
    twin.local.reply("Grüße aus der Küche.", times=2)
    client = twin.local_client()
    stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
    assert stream.partial is None
    texts = []
    for _ in range(3):
        texts += said([twin.next(stream)])
        assert (type(stream.partial), content(stream.partial)) == (ChatCompletion, "".join(texts))
        assert stream.partial.choices[0].finish_reason is None
    twin.items(stream)
    whole, streamed = twin.call(client.chat.completions.create(**CHAT)), stream.partial
    assert (whole.choices, whole.usage, whole.model) == (streamed.choices, streamed.usage, streamed.model)
    assert content(streamed) == "Grüße aus der Küche."
    assert pickle.loads(pickle.dumps(streamed)) == copy.deepcopy(streamed) == streamed


def test_chunks_that_arrived_but_were_not_given_do_not_count(twin: Twin) -> None:
    stream = stream_of(twin, sse(*[chunk({"content": letter}) for letter in "ABC"]))
    assert said([twin.next(stream), twin.next(stream)]) == ["A", "B"]
    assert content(stream.partial) == "AB"
    twin.call(stream.close())
    assert content(stream.partial) == "AB"


@pytest.mark.parametrize("cast_to", [object, Dict[str, int]])
def test_other_chunks_add_up_to_nothing(twin: Twin, cast_to: Any) -> None:
    stream_cls: Any = twin.pick(groq.Stream, groq.AsyncStream)[cast_to]
    client = twin.client(Body(sse({"a": 1}, done=False), httpx.ReadError("cut")))
    stream = twin.call(client.post("/x", cast_to=cast_to, stream=True, stream_cls=stream_cls))
    items, error = twin.collect(stream)
    assert (items, stream.partial, error.partial) == ([{"a": 1}], None, None)


def test_what_comes_in_other_events_does_not_count(twin: Twin) -> None:
    stream = stream_of(twin, b"event: ping\ndata: {}\n\n: note\n\nid: 5\n\n" + sse(chunk({"content": "A"})))
    assert len(twin.items(stream)) == 2
    assert content(stream.partial) == "A"


def test_events_of_a_decoder_of_ones_own_add_up(twin: Twin) -> None:
    class Decoder(groq._streaming.SSEDecoder):
        pass

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _make_sse_decoder(self) -> Decoder:
            return Decoder()

    events = b'event: x\ndata: {"a":\ndata: 1}\n\n' + sse(chunk({"content": "é"}), chunk({"content": "\u2028"}))
    stream = stream_of(twin, events, client_class=Client)
    assert len(twin.items(stream)) == 3
    assert content(stream.partial) == "é\u2028"


# On an error


def test_an_error_before_the_first_chunk_has_nothing(twin: Twin) -> None:
    _, error = twin.collect(stream_of(twin, httpx.ReadError("cut")))
    assert error.partial is None


def test_an_error_outside_of_streams_has_nothing(twin: Twin) -> None:
    with pytest.raises(groq.APIConnectionError) as caught:
        twin.call(twin.client(httpx.ReadError("cut"), max_retries=0).chat.completions.create(**CHAT))
    assert caught.value.partial is None
    assert groq.BadRequestError("m", response=httpx.Response(400, request=twin.requests[0]), body=None).partial is None


def test_a_chunk_that_does_not_fit_ends_a_strict_stream_with_what_had_arrived(twin: Twin) -> None:
    pieces = (sse(chunk({"content": "A"}), done=False), sse({"id": 5}))
    chunks, error = twin.collect(stream_of(twin, *pieces, _strict_response_validation=True))
    assert (said(chunks), type(error), content(error.partial)) == (["A"], groq.APIResponseValidationError, "A")


# A recorded answer, cut at every byte

RECORDED = [
    chunk({"role": "assistant", "content": ""}, x_groq={"id": "req_1"}),
    chunk({"reasoning": "Hm"}),
    chunk({"content": "Grüße"}),
    chunk({"content": " 🐸"}),
    chunk({"tool_calls": [{"index": 0, "id": "t", "type": "function", "function": {"name": "f", "arguments": "{"}}]}),
    chunk({"tool_calls": [{"index": 0, "function": {"arguments": "}"}}]}),
    chunk({}, "stop", x_groq={"id": "req_1", "usage": USAGE}),
]
BYTES = sse(*[json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in RECORDED])


def arrived(sent: bytes) -> List[Any]:
    """The chunks that are complete in the bytes, by the plainest means."""
    return [json.loads(event[len(b"data: ") :]) for event in sent.split(b"\n\n")[:-1] if event != b"data: [DONE]"]


def told(chunks: List[Any]) -> Optional[Dict[str, Any]]:
    """What chunks say, by the plainest means."""
    if not chunks:
        return None
    deltas = [each["choices"][0]["delta"] for each in chunks]
    calls = [call["function"]["arguments"] for delta in deltas for call in delta.get("tool_calls", [])]
    return {
        "id": "c",
        "content": "".join(delta.get("content", "") for delta in deltas),
        "reasoning": "".join(delta.get("reasoning", "") for delta in deltas) or None,
        "calls": [("t", "f", "".join(calls))] if calls else [],
        "finish_reason": chunks[-1]["choices"][0]["finish_reason"],
        "usage": USAGE if len(chunks) == len(RECORDED) else None,
        "x_groq": {"id": "req_1"},
    }


def shown(partial: Optional[ChatCompletion]) -> Optional[Dict[str, Any]]:
    """What a completion says, in the same form."""
    if partial is None:
        return None
    (choice,) = partial.choices
    calls = choice.message.tool_calls or []
    return {
        "id": partial.id,
        "content": choice.message.content,
        "reasoning": choice.message.reasoning,
        "calls": [(call.id, call.function.name, call.function.arguments) for call in calls],
        "finish_reason": choice.finish_reason,
        "usage": partial.usage.to_dict() if partial.usage else None,
        "x_groq": partial.x_groq.to_dict() if partial.x_groq else None,
    }


def endings(twin: Twin, bodies: List[Tuple[Any, ...]], **options: Any) -> List[Any]:
    """The stream that each of the bodies makes, the number of its chunks, and the error that ends it or `None`."""
    script = iter(bodies)
    client = twin.client(lambda request: httpx.Response(200, stream=Body(*next(script))), max_retries=0, **options)

    async def awaited() -> List[Any]:
        found = []
        for _ in bodies:
            stream = await client.chat.completions.create(**CHAT, stream=True)
            number, error = 0, None
            try:
                async for _ in stream:
                    number += 1
            except groq.APIError as raised:
                error = raised
            found.append((stream, number, error))
        return found

    def blocking() -> List[Any]:
        found = []
        for _ in bodies:
            stream = client.chat.completions.create(**CHAT, stream=True)
            found.append((stream, *twin.collect(stream)))
        return [(stream, len(items), error) for stream, items, error in found]

    return twin.call(twin.pick(blocking, awaited)())


@pytest.mark.thorough
@pytest.mark.parametrize("fault", [httpx.ReadError("cut"), httpx.ReadTimeout("late")], ids=["cut", "silent"])
def test_an_answer_that_breaks_at_any_byte_is_complete_or_an_error_with_what_arrived(twin: Twin, fault: Any) -> None:
    places = range(len(BYTES) + 1)
    found = endings(twin, [(BYTES[:place], fault) for place in places])
    for place, (stream, number, error) in zip(places, found):
        chunks = arrived(BYTES[:place])
        assert number == len(chunks)
        assert shown(stream.partial) == told(chunks)
        assert (error is None) is (place == len(BYTES)), place
        if error is not None:
            assert isinstance(error, groq.APIConnectionError)
            assert isinstance(error, type(fault))
            assert shown(error.partial) == told(chunks)


@pytest.mark.thorough
def test_an_answer_that_ends_at_any_byte_is_complete_or_an_error_with_what_arrived(twin: Twin) -> None:
    places = range(len(BYTES) + 1)
    found = endings(twin, [(BYTES[:place],) for place in places], stream_check="raise")
    for place, (stream, number, error) in zip(places, found):
        chunks = arrived(BYTES[:place])
        assert number == len(chunks)
        assert (error is None) is (len(chunks) == len(RECORDED)), place
        assert type(error) in (type(None), groq.IncompleteStreamError)
        assert shown(stream.partial if error is None else error.partial) == told(chunks)


@pytest.mark.thorough
def test_an_answer_of_an_old_server_that_breaks_at_any_byte(twin: Twin) -> None:
    old = BYTES.replace(b"\n", b"\r\n")
    places = range(0, len(old) + 1, 3)
    found = endings(twin, [(old[:place], httpx.ReadError("cut")) for place in places])
    # The last LF of an event may be missing: its CR has ended it.
    expected = [told(arrived(old[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n"))) for place in places]
    assert [shown(stream.partial) for stream, _, _ in found] == expected


# What it costs


def test_a_long_stream_adds_up(twin: Twin) -> None:
    number = 3 * MOST_PIECES + 5
    pieces = [sse(chunk({"content": "%d " % at}), done=False) for at in range(number)]
    stream = stream_of(twin, *pieces, httpx.ReadError("cut"))
    _, error = twin.collect(stream)
    assert content(error.partial) == content(stream.partial) == "".join("%d " % at for at in range(number))
    assert pickle.loads(pickle.dumps(error)).partial == error.partial


def test_of_a_long_stream_little_is_kept(twin: Twin) -> None:
    number = 10_000
    pieces = (sse(chunk({"content": "word%d" % at}), done=False) for at in range(number))
    stream = stream_of(twin, *pieces)

    async def awaited() -> None:
        async for _ in stream:
            pass

    def blocking() -> None:
        for _ in stream:
            pass

    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        twin.call(twin.pick(blocking, awaited)())
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 500_000  # of some two millions of bytes
    assert content(stream.partial).endswith("word9999")


TEXTS = st.one_of(st.text(max_size=5), st.sampled_from(['"', "\\", '"}', ":"]))
SHAPES = st.sampled_from(
    [
        '{"delta":{"content":"%s"},"n":1}\n\n',
        '{"delta":{"content":"%s"},"n":2}\n\n',
        '"content":"%s',
        "%s",
        '{"reasoning":"%s"}',
    ]
)


@given(st.lists(st.builds(lambda shape, text: (shape % text).encode(), SHAPES, TEXTS), max_size=30), st.integers(1, 40))
def test_pieces_are_given_back_as_they_came(given_pieces: List[bytes], most: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("groq._partial.MOST_PIECES", most)
        pieces = Pieces()
        for piece in given_pieces:
            pieces.append(piece)
        assert b"".join(pieces) == b"".join(given_pieces)


def test_a_piece_too_short_for_both_ends_is_kept_whole() -> None:
    came = [
        b'"content":"a""content":"b"',
        b'"content":"',
        b'"content":""content":"b"',
        b"",
        b'"content":"""content":"b"',
    ]
    pieces = Pieces()
    for piece in came:
        pieces.append(piece)
    assert list(pieces) == came


def test_of_pieces_that_are_alike_only_the_text_is_kept() -> None:
    pieces = Pieces()
    tracemalloc.start()
    try:
        for at in range(MOST_PIECES):
            pieces.append(sse(chunk({"content": "word%d" % at}, id="c" * 1000), done=False))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 50_000  # of half a million bytes
    assert b"word511" in b"".join(pieces)


def test_what_is_kept_of_a_stream_that_adds_up_to_nothing() -> None:
    received = Received(Dict[str, int])
    received.pieces.append(b"data: {}\n\n")
    received.given += 1
    assert (len(received.pieces), received.has_begun, received.is_finished) == (0, True, False)
