"""The bytes of a streamed answer to its chunks: typed items, the end, and errors that the server sends in between."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Tuple

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import groq
from groq._construct import validated
from groq._core.chunks import Chunks
from groq.types.chat import ChatCompletionChunk
from twin import sse

REQUEST = httpx.Request("POST", "http://host/x")
RESPONSE = httpx.Response(200, request=REQUEST)

USAGE = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}

# An answer as it is recorded from Groq.
RECORDED = [
    {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1700000000,
        "model": "m",
        "system_fingerprint": "fp_1",
        "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}],
        **extra,
    }
    for delta, reason, extra in [
        ({"role": "assistant", "content": ""}, None, {"x_groq": {"id": "req_1", "seed": 7}}),
        ({"content": "Grüße"}, None, {}),
        ({"content": " 🐸\u2028"}, None, {}),
        ({"tool_calls": [{"index": 0, "id": "t", "function": {"name": "f", "arguments": "{}"}}]}, None, {}),
        ({}, "stop", {"x_groq": {"id": "req_1", "usage": USAGE}}),
    ]
]  # fmt: skip
BYTES = sse(*[json.dumps(chunk, ensure_ascii=False) for chunk in RECORDED])


def chunks_of(*pieces: bytes, type_: Any = ChatCompletionChunk, strict: bool = False) -> List[Any]:
    chunks = Chunks(type_, RESPONSE, validated if strict else None)
    return [chunk for piece in pieces for chunk in chunks.feed(piece)]


def values_of(*pieces: bytes) -> List[Any]:
    """The chunks as plain values."""
    return chunks_of(*pieces, type_=object)


# What is delivered


def test_events_become_typed_chunks() -> None:
    found = chunks_of(BYTES)
    assert [type(chunk) for chunk in found] == [ChatCompletionChunk] * 5
    assert [chunk.to_dict() for chunk in found[:-1]] == RECORDED[:-1]
    assert [chunk.choices[0].delta.content for chunk in found] == ["", "Grüße", " 🐸\u2028", None, None]
    assert found[3].choices[0].delta.tool_calls[0].function.name == "f"


@given(st.lists(st.integers(0, len(BYTES)), max_size=6).map(sorted))
def test_any_split_gives_the_same_chunks(cuts: List[int]) -> None:
    pieces = [BYTES[start:end] for start, end in zip([0, *cuts], [*cuts, len(BYTES)])]
    assert chunks_of(*pieces) == chunks_of(BYTES)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("strict", [False, True])
def test_one_byte_at_a_time_gives_the_same_chunks(ends: str, strict: bool) -> None:
    sent = BYTES.replace(b"\n", ends.encode())
    pieces = [sent[i : i + 1] for i in range(len(sent))]
    assert chunks_of(*pieces, strict=strict) == chunks_of(BYTES, strict=strict)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"data: [1]\n\n", [[1]]),
        (b'data: "x"\n\n', ["x"]),
        (b"data: null\n\n", [None]),
        (b"data: {}\n\n", [{}]),
        (b'data: {"a":\ndata: 1}\n\n', [{"a": 1}]),
        (b': note\n\nid: 1\nretry: 5\ndata: {"a": 1}\n\n', [{"a": 1}]),
        (b'\xef\xbb\xbfdata: {"a": 1}\n\n', [{"a": 1}]),
        # An event without data says nothing.
        (b"id: 1\n\nevent: ping\n\ndata:\n\nretry: 5\n\n", []),
        # An event with a name is delivered with it.
        (b'event: ping\ndata: {"a": 1}\n\n', [{"event": "ping", "data": {"a": 1}}]),
        (b"event: message\ndata: 5\n\n", [{"event": "message", "data": 5}]),
        (b'event: thread.x\ndata: {"error": {"message": "m"}}\n\n',
         [{"event": "thread.x", "data": {"error": {"message": "m"}}}]),
        # What only looks like an error is none.
        (b'data: {"error": null}\n\n', [{"error": None}]),
        (b'data: {"error": {}}\n\n', [{"error": {}}]),
        (b'data: {"x_groq": {"error": null}}\n\n', [{"x_groq": {"error": None}}]),
        (b'data: {"x_groq": "error", "error": 0}\n\n', [{"x_groq": "error", "error": 0}]),
        (b'data: {"a": {"error": 1}}\n\n', [{"a": {"error": 1}}]),
        (b'data: "an \\"error\\""\n\n', ['an "error"']),
        (b'data: ["error"]\n\n', [["error"]]),
        # The end.
        (b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", [1]),
        (b"data: 1\n\ndata:[DONE]\n\ndata: 2\n\n", [1]),
        (b"data: 1\n\ndata: [DONE] and more\n\ndata: 2\n\n", [1]),
        (b"data: 1\n\nevent: x\ndata: [DONE]\n\ndata: 2\n\n", [1]),
        (b"data: 1\n\n", [1]),
        (b"data: 1\n\ndata: 2\n", [1]),
        (b"", []),
    ],
)  # fmt: skip
def test_events_become_values(sent: bytes, expected: List[Any]) -> None:
    assert values_of(sent) == expected


def test_a_named_event_keeps_its_name_on_a_model() -> None:
    (chunk,) = chunks_of(b'event: ping\ndata: {"a": 1}\n\n')
    assert type(chunk) is ChatCompletionChunk
    assert (chunk.id, chunk.event, chunk.data) == (None, "ping", {"a": 1})


def test_bytes_that_are_not_utf_8_are_replaced() -> None:
    assert values_of(b'data: {"a": "\xff"}\n\n') == [{"a": "\ufffd"}]


@pytest.mark.parametrize(
    "sent", [b"data: {bad\n\n", b'data: {"error": 1\n\n', b"event: x\ndata: text\n\n", b"data: <p>\n\n"]
)
@pytest.mark.parametrize("strict", [False, True])
def test_an_event_that_is_no_json_is_an_error_of_json(sent: bytes, strict: bool) -> None:
    with pytest.raises(json.JSONDecodeError):
        chunks_of(sent, strict=strict)


@pytest.mark.parametrize(
    ("sent", "done"),
    [
        (b"data: 1\n\n", False),
        (b"data: 1\n\ndata: [DONE]\n\n", True),
        (b"data: [DONE]\n", True),
        (b"data: [DONE]", True),
        (b"data: [DO", False),
    ],
)
def test_the_end_is_known_also_where_its_empty_line_is_missing(sent: bytes, done: bool) -> None:
    chunks: Chunks[object] = Chunks(object, RESPONSE)
    list(chunks.feed(sent))
    chunks.close()
    assert chunks.done is done


# Errors in between

GENERIC = "An error occurred during streaming"

ERRORS: List[Tuple[Optional[str], Any, str, Any]] = [
    (None, {"error": {"message": "Busy.", "code": "x"}}, "Busy.", {"message": "Busy.", "code": "x"}),
    (None, {"error": {"message": ""}}, GENERIC, {"message": ""}),
    (None, {"error": {"message": 5}}, GENERIC, {"message": 5}),
    (None, {"error": {"code": "x"}}, GENERIC, {"code": "x"}),
    (None, {"error": 5}, GENERIC, 5),
    (None, {"error": "Busy."}, "Busy.", "Busy."),
    (None, {"id": "a", "choices": [], "error": {"message": "Busy."}}, "Busy.", {"message": "Busy."}),
    ("error", {"error": {"message": "Busy."}}, "Busy.", {"message": "Busy."}),
    ("error", {"message": "Busy."}, "Busy.", {"message": "Busy."}),
    ("error", {"error": None, "message": "Busy."}, "Busy.", {"error": None, "message": "Busy."}),
    ("error", [1], GENERIC, [1]),
    (None, {"id": "a", "choices": [], "x_groq": {"id": "req_1", "error": "Busy."}}, "Busy.", "Busy."),
    (None, {"x_groq": {"error": {"message": "Busy.", "code": "x"}}}, "Busy.", {"message": "Busy.", "code": "x"}),
]


@pytest.mark.parametrize(("name", "data", "message", "body"), ERRORS)
@pytest.mark.parametrize("strict", [False, True])
def test_an_error_in_between_is_raised(name: Optional[str], data: Any, message: str, body: Any, strict: bool) -> None:
    sent = b"data: {}\n\n" + ("event: %s\n" % name if name else "").encode() + sse(data)
    delivered: List[Any] = []
    with pytest.raises(groq.APIStreamError) as caught:
        delivered.extend(Chunks(object, RESPONSE, validated if strict else None).feed(sent))
    assert (str(caught.value), caught.value.message, caught.value.body) == (message, message, body)
    assert caught.value.request is REQUEST
    assert not isinstance(caught.value, (groq.APIStatusError, groq.APIConnectionError))


def test_an_error_event_of_plain_text_is_raised_with_it() -> None:
    with pytest.raises(groq.APIError) as caught:
        values_of(b"event: error\ndata: Busy.\n\n")
    assert (str(caught.value), caught.value.body) == ("Busy.", "Busy.")


def test_what_came_before_an_error_is_delivered() -> None:
    chunks: Chunks[object] = Chunks(object, RESPONSE)
    iterator = chunks.feed(sse(1, 2, {"error": {"message": "Busy."}}))
    assert [next(iterator), next(iterator)] == [1, 2]
    with pytest.raises(groq.APIError):
        next(iterator)


# Strict clients


def test_a_strict_client_refuses_a_chunk_that_does_not_fit() -> None:
    with pytest.raises(groq.APIResponseValidationError) as caught:
        chunks_of(b'data: {"id": 5}\n\n', strict=True)
    assert (caught.value.body, caught.value.status_code, caught.value.response) == ({"id": 5}, 200, RESPONSE)


# Usage


@pytest.mark.parametrize("strict", [False, True])
def test_usage_that_comes_under_x_groq_is_lifted(strict: bool) -> None:
    *before, last = chunks_of(BYTES, strict=strict)
    assert [chunk.usage for chunk in before] == [None] * 4
    assert last.usage.to_dict() == last.x_groq.usage.to_dict() == USAGE


@pytest.mark.parametrize(
    ("sent", "usage"),
    [
        ({"x_groq": {"usage": USAGE}}, USAGE),
        ({"usage": None, "x_groq": {"usage": USAGE}}, USAGE),
        ({"usage": {"total_tokens": 9}, "x_groq": {"usage": USAGE}}, {"total_tokens": 9}),
        ({"usage": USAGE}, USAGE),
        ({"x_groq": {"id": "r"}}, None),
        ({"x_groq": None}, None),
        ({"x_groq": 5}, None),
        ({}, None),
    ],
)
def test_usage_is_what_the_server_put_anywhere(sent: Dict[str, Any], usage: Any) -> None:
    (chunk,) = chunks_of(sse(sent))
    assert (chunk.usage.to_dict() if chunk.usage is not None else None) == usage


def test_usage_is_lifted_where_there_is_a_place_for_it_only() -> None:
    class Bare(groq.BaseModel):
        x_groq: Optional[Dict[str, object]] = None

    sent = {"x_groq": {"usage": USAGE}}
    assert chunks_of(sse(sent), type_=Bare) == [Bare.construct(x_groq={"usage": USAGE})]
    assert values_of(sse(sent)) == [sent]
