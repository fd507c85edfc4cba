"""Each operation of the table, parsed, raw and streamed, in both colours: the request it sends and what it gives."""

from __future__ import annotations

import importlib
import inspect
import json
from typing import Any, Dict

import httpx
import pytest
from typing_extensions import Annotated, get_args, get_origin

import groq
from groq import _response
from groq._response import APIResponse, AsyncAPIResponse
from groq.testing import OPERATIONS, Operation
from groq.testing._multipart import boundary_of, parts_of
from twin import Twin

BINARY = "groq._response.BinaryAPIResponse"

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.name for operation in OPERATIONS])
each_streamed = pytest.mark.parametrize(
    "operation",
    [operation for operation in OPERATIONS if operation.stream is not None],
    ids=[operation.name for operation in OPERATIONS if operation.stream is not None],
)


def named(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def variants(path: str) -> Any:
    """The types of the chunks of a stream: those of a union, or the one."""
    chunk = named(path)
    union = get_args(chunk)[0] if get_origin(chunk) is Annotated else chunk
    return set(get_args(union) or (union,))


def method(holder: Any, operation: Operation) -> Any:
    for name in operation.name.split("."):
        holder = getattr(holder, name)
    return holder


def answer(operation: Operation, *, stream: bool = False) -> httpx.Response:
    canned = operation.stream if stream else operation.answer
    assert canned is not None
    return httpx.Response(canned.status, headers=list(canned.headers), content=canned.content)


def client(twin: Twin, operation: Operation, *, stream: bool = False) -> Any:
    return twin.client(answer(operation, stream=stream))


def check_request(twin: Twin, operation: Operation, mode: Any = None, **more: Any) -> None:
    """One request was sent, and it is all that the row says; `more` are body parameters besides."""
    (request,) = twin.requests
    assert (request.method, request.url.raw_path.decode()) == (operation.method, operation.url_path)
    headers = request.headers
    assert headers["accept"] == operation.accept
    assert headers.get("x-stainless-raw-response") == mode
    assert headers["authorization"] == "Bearer test-key"
    assert headers["user-agent"] == "%s/Python %s" % (twin.client_class.__name__, groq.__version__)
    if operation.form is not None:
        assert tuple(parts_of(request.content, boundary_of(headers["content-type"]))) == operation.form
    elif operation.json is not None:
        assert headers["content-type"] == "application/json"
        assert json.loads(request.content) == {**operation.json, **more}
    else:
        assert request.content == b""


def content(value: Any) -> Any:
    """What is in a result, in a form that compares."""
    return value.to_dict() if isinstance(value, groq.BaseModel) else value


def expected(operation: Operation) -> Any:
    """What the canned answer holds."""
    return operation.answer.content if operation.result == BINARY else json.loads(operation.answer.content)


def result_type(twin: Twin, operation: Operation) -> Any:
    return named(twin.pick(operation.result, operation.async_result))


@each_operation
def test_parsed(twin: Twin, operation: Operation) -> None:
    result = twin.call(method(client(twin, operation), operation)(**operation.arguments))
    check_request(twin, operation)
    assert type(result) is result_type(twin, operation)
    got = twin.call(result.read()) if operation.result == BINARY else content(result)
    assert got == expected(operation)


@each_operation
def test_raw(twin: Twin, operation: Operation) -> None:
    raw = twin.call(method(client(twin, operation).with_raw_response, operation)(**operation.arguments))
    check_request(twin, operation, "raw")
    binary = operation.result == BINARY
    assert type(raw) is (result_type(twin, operation) if binary else twin.pick(APIResponse, AsyncAPIResponse))
    assert (raw.status_code, raw.is_closed, raw.retries_taken) == (200, True, 0)
    assert (raw.method, raw.url) == (operation.method, twin.requests[0].url)
    assert raw.headers["content-type"] == dict(operation.answer.headers)["content-type"]
    assert raw.elapsed.total_seconds() >= 0
    assert twin.call(raw.read()) == operation.answer.content
    parsed = twin.call(raw.parse())
    assert type(parsed) is (bytes if binary else named(operation.result))
    assert content(parsed) == expected(operation)


@each_operation
def test_streamed(twin: Twin, operation: Operation) -> None:
    manager = method(client(twin, operation).with_streaming_response, operation)(**operation.arguments)
    assert twin.requests == []  # nothing is sent before the block is entered
    with twin.opened(manager) as response:
        check_request(twin, operation, "stream")
        binary = _response.StreamedBinaryAPIResponse, _response.AsyncStreamedBinaryAPIResponse
        usual = APIResponse, AsyncAPIResponse
        assert type(response) is twin.pick(*(binary if operation.result == BINARY else usual))
        assert (response.status_code, response.is_closed) == (200, False)
        parsed = twin.call(response.parse())
        assert content(parsed) == expected(operation)
        assert type(parsed) is (bytes if operation.result == BINARY else named(operation.result))
    assert response.is_closed


@each_operation
def test_an_operation_takes_headers_query_body_and_timeout_of_its_own(twin: Twin, operation: Operation) -> None:
    extras: Dict[str, Any] = {
        "extra_headers": {"X-Extra": "1"},
        "extra_query": {"extra": [1, 2]},
        "extra_body": {"extra": "1"},
        "timeout": 1.5,
    }
    twin.call(method(client(twin, operation), operation)(**operation.arguments, **extras))
    (request,) = twin.requests
    assert (request.headers["x-extra"], request.url.query) == ("1", b"extra=1%2C2")
    assert request.extensions["timeout"]["read"] == 1.5
    assert (b"extra" in request.content) == (operation.method != "GET")


@each_streamed
def test_a_stream_gives_chunks(twin: Twin, operation: Operation) -> None:
    stream = twin.call(method(client(twin, operation, stream=True), operation)(**operation.arguments, stream=True))
    check_request(twin, operation, stream=True)
    assert type(stream) is twin.pick(groq.Stream, groq.AsyncStream)
    chunks = twin.items(stream)
    assert {type(chunk) for chunk in chunks} <= variants(operation.chunk or "")
    assert [content(chunk) for chunk in chunks] == events(operation)


@each_streamed
def test_a_raw_stream_parses_to_its_chunks(twin: Twin, operation: Operation) -> None:
    view = client(twin, operation, stream=True).with_raw_response
    raw = twin.call(method(view, operation)(**operation.arguments, stream=True))
    check_request(twin, operation, "raw", stream=True)
    stream = twin.call(raw.parse())
    assert type(stream) is twin.pick(groq.Stream, groq.AsyncStream)
    assert [content(chunk) for chunk in twin.items(stream)] == events(operation)


@each_streamed
def test_a_streamed_stream_parses_to_its_chunks(twin: Twin, operation: Operation) -> None:
    view = client(twin, operation, stream=True).with_streaming_response
    with twin.opened(method(view, operation)(**operation.arguments, stream=True)) as response:
        check_request(twin, operation, "stream", stream=True)
        assert [content(chunk) for chunk in twin.items(twin.call(response.parse()))] == events(operation)


def events(operation: Operation) -> Any:
    """The data of the canned stream; a chunk's usage is where people look for it."""
    assert operation.stream is not None
    lines = operation.stream.content.decode().split("\n")
    data = [line[len("data: ") :] for line in lines if line.startswith("data: ")]
    chunks = [json.loads(text) for text in data if text != "[DONE]"]
    for chunk in chunks:
        if "usage" in chunk.get("x_groq", {}):
            chunk["usage"] = chunk["x_groq"]["usage"]
    return chunks


# Signatures


@each_operation
def test_the_views_have_the_signature_of_the_operation(twin: Twin, operation: Operation) -> None:
    current = twin.client()
    signature = inspect.signature(method(current, operation))
    signature.bind(**operation.arguments)
    for view in (current.with_raw_response, current.with_streaming_response):
        viewed = method(view, operation)
        assert list(inspect.signature(viewed).parameters) == list(signature.parameters)
        assert viewed.__name__ == operation.name.rpartition(".")[2]
    assert inspect.iscoroutinefunction(method(current, operation)) is twin.is_async
    assert inspect.iscoroutinefunction(method(current.with_raw_response, operation)) is twin.is_async
    assert not inspect.iscoroutinefunction(method(current.with_streaming_response, operation))


@each_operation
def test_both_colours_take_the_same_arguments(operation: Operation) -> None:
    sync, awaited = (
        inspect.signature(method(current, operation)).parameters
        for current in (groq.Groq(api_key="k"), groq.AsyncGroq(api_key="k"))
    )
    assert dict(sync) == dict(awaited)


@pytest.mark.parametrize("listing", ["models.list", "files.list", "batches.list"])
def test_iterating_over_a_list_answer_gives_its_items(twin: Twin, listing: str) -> None:
    (operation,) = (operation for operation in OPERATIONS if operation.name == listing)
    result = twin.call(method(client(twin, operation), operation)())
    assert list(result) == list(result.data)
    assert len(result.data) == len(json.loads(operation.answer.content)["data"])


def wrong_number(text: str) -> str:
    return "about " + text


@pytest.mark.parametrize(
    "operation",
    [operation for operation in OPERATIONS if operation.result != BINARY],
    ids=[operation.name for operation in OPERATIONS if operation.result != BINARY],
)
def test_dumping_an_answer_raises_no_warning(twin: Twin, operation: Operation) -> None:
    """Warnings are errors here. In the answer, text stands where numbers are declared."""
    wrong = json.loads(operation.answer.content, parse_int=wrong_number, parse_float=wrong_number)
    result = twin.call(method(twin.client(wrong), operation)(**operation.arguments))
    assert result.to_dict() == wrong
    assert json.loads(result.model_dump_json(exclude_unset=True)) == wrong
    assert json.loads(result.to_json()) == wrong
