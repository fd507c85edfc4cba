"""Answers that nobody meant to send: whatever the bytes, a value or an error of this library, and nothing else."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any, Iterator, List, Tuple

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import groq
from groq.testing import OPERATIONS, LocalGroq
from test_operations import BINARY, method
from twin import CHAT, Body, Twin

ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["stop", "assistant", "function", "\ud800", "1", "list"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
WHOLE = [operation for operation in OPERATIONS if operation.result != BINARY]


def _stream() -> bytes:
    with LocalGroq() as local, local.client() as client:
        local.reply_tool_call("look_up", {"q": "Grüße"})
        with client.chat.completions.with_streaming_response.create(
            **CHAT, stream=True, tools=[{"type": "function", "function": {"name": "look_up", "parameters": {}}}]
        ) as response:
            return bytes(response.read())


STREAM = _stream()


@pytest.fixture(scope="module", params=["sync", "async"])
def shared(request: pytest.FixtureRequest) -> Iterator[Twin]:
    """A colour for many examples."""
    current = Twin(request.param)
    yield current
    current.close()


def _places(document: Any) -> Iterator[Tuple[Any, Any]]:
    """Every container in a document with every key or index in it."""
    items: Any = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(items):
        yield document, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


@st.composite
def mutated_documents(draw: st.DrawFn) -> Tuple[Any, bytes]:
    """An operation, and its answer with values replaced, added and removed."""
    operation = draw(st.sampled_from(WHOLE))
    holder = [json.loads(operation.answer.content)]
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(holder))
        container, key = places[draw(st.integers(0, len(places) - 1))]
        if container is not holder and draw(st.booleans()):
            del container[key]
        else:
            container[key] = copy.deepcopy(draw(ODD))
    return operation, json.dumps(holder[0]).encode()


@st.composite
def mutated_bytes(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of which some were replaced, removed, doubled or put in."""
    changed = bytearray(whole)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(changed)))
        end = start + draw(st.integers(0, 12))
        piece = draw(
            st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"}", b"\\", b"\n\n", b"data: ", b"\r", b"null"])
        )
        changed[start:end] = piece + bytes(changed[start:end]) * draw(st.integers(0, 2))
    return bytes(changed)


def _used(value: Any) -> None:
    """Look at a value in all the ways there are."""
    repr(value)
    if isinstance(value, groq.BaseModel):
        value.to_dict()
        assert pickle.loads(pickle.dumps(value)).model_fields_set == value.model_fields_set
        for name in type(value).model_fields:
            getattr(value, name)


@settings(max_examples=50)
@given(case=mutated_documents())
def test_no_document_is_too_odd_for_any_operation(shared: Twin, case: Tuple[Any, bytes]) -> None:
    operation, content = case
    client = shared.client(httpx.Response(200, headers={"content-type": "application/json"}, content=content))
    _used(shared.call(method(client, operation)(**operation.arguments)))


@settings(max_examples=50)
@given(data=st.data(), content_type=st.sampled_from(["application/json", "text/plain", "application/x+json", ""]))
def test_any_bytes_are_a_value_or_an_error_of_ours(shared: Twin, data: st.DataObject, content_type: str) -> None:
    operation = data.draw(st.sampled_from(WHOLE))
    content = data.draw(mutated_bytes(operation.answer.content))
    client = shared.client(httpx.Response(200, headers={"content-type": content_type}, content=content), max_retries=0)
    try:
        _used(shared.call(method(client, operation)(**operation.arguments)))
    except groq.APIResponseValidationError as error:
        assert isinstance(error, ValueError)  # noqa: PT017  # as it was before it was ours
        _facts(error)


@settings(max_examples=50)
@given(content=mutated_bytes(STREAM), cuts=st.lists(st.integers(0, 3000), max_size=5).map(sorted))
def test_any_bytes_of_a_stream_are_chunks_or_an_error_of_ours(shared: Twin, content: bytes, cuts: List[int]) -> None:
    pieces = [content[start:end] for start, end in zip([0, *cuts], [*cuts, len(content)])]
    client = shared.client(httpx.Response(200, stream=Body(*pieces)), max_retries=0, stream_check="raise")
    stream = shared.call(client.chat.completions.create(**CHAT, stream=True))
    chunks, error = shared.collect(stream)
    for chunk in chunks:
        _used(chunk)
    if error is not None:
        assert isinstance(error, groq.APIError)
        _facts(error)
        assert (error.partial is None) is (not chunks)
    _used(stream.partial)


@settings(max_examples=50)
@given(
    content=ODD.map(json.dumps).map(str.encode)
    | st.binary(max_size=40)
    | ODD.map(lambda odd: json.dumps({"error": odd}).encode()),
    status=st.sampled_from([400, 401, 404, 413, 418, 422, 424, 498]),
    values=st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12), min_size=3, max_size=3),
)
def test_any_body_of_a_bad_answer_is_the_error_of_its_status(
    shared: Twin, content: bytes, status: int, values: List[str]
) -> None:
    names = ["retry-after", "x-ratelimit-reset-tokens", "x-ratelimit-limit-requests"]
    answer = httpx.Response(status, headers=dict(zip(names, values)), content=content)
    client = shared.client(answer, max_retries=0)
    with pytest.raises(groq.APIStatusError) as caught:
        shared.call(client.chat.completions.create(**CHAT))
    assert caught.value.status_code == status
    _facts(caught.value)


def _facts(error: groq.APIError) -> None:
    """Ask an error for all it knows."""
    told = [error.code, error.type, error.param, error.failed_generation, error.request_id]
    assert all(each is None or isinstance(each, str) for each in told)
    assert all(
        each is None or isinstance(each, (int, float)) for each in (error.retry_after, error.limit, error.requested)
    )
    assert repr(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
