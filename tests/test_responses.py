"""The raw view: a response with its body read, parsed when asked, as often and as whatever is wanted."""

from __future__ import annotations

import datetime
import json
from typing import Any, Dict, List, Optional, Union, cast

import httpx
import pydantic
import pytest
from typing_extensions import Annotated

import groq
from groq import BaseModel
from groq._models import FinalRequestOptions
from groq._response import (
    APIResponse,
    AsyncAPIResponse,
    AsyncBinaryAPIResponse,
    BaseAPIResponse,
    BinaryAPIResponse,
    extract_response_type,
)
from groq.types.chat import ChatCompletion, ChatCompletionChunk
from twin import CHAT, Body, Twin, said, sse

CONTENT = b'{"id": "a", "extra": [1]}'


class Model(BaseModel):
    foo: str
    bar: int


class Other(BaseModel):
    a: str


def raw_answer(twin: Twin, *answers: Any, **arguments: Any) -> Any:
    client = twin.client(*answers)
    return twin.call(client.chat.completions.with_raw_response.create(**CHAT, **arguments))


# The raw view of an operation


def local_raw(twin: Twin, **arguments: Any) -> Any:
    return twin.call(twin.local_client().chat.completions.with_raw_response.create(**CHAT, **arguments))


def test_a_raw_response_tells_all_about_itself(twin: Twin) -> None:
    raw = local_raw(twin)
    assert type(raw) is twin.pick(APIResponse, AsyncAPIResponse)
    assert isinstance(raw, BaseAPIResponse)
    assert (raw.status_code, raw.method, raw.retries_taken, raw.is_closed) == (200, "POST", 0, True)
    assert raw.url == httpx.URL("https://api.groq.com/openai/v1/chat/completions")
    assert (raw.headers["X-Request-Id"], raw.headers.get("x-nothing")) == (twin.call(raw.parse()).x_groq.id, None)
    assert isinstance(raw.headers, httpx.Headers)
    assert raw.http_request is raw.http_response.request
    assert raw.http_request.headers["authorization"] == "Bearer local-groq-key"
    assert isinstance(raw.http_response, httpx.Response)
    assert isinstance(raw.elapsed, datetime.timedelta)
    assert raw.http_version == "HTTP/1.1"
    assert repr(raw) == str(raw) == "<%s [200 OK] type=%s>" % (type(raw).__name__, ChatCompletion)


def test_a_raw_response_tells_another_status_and_version_of_http(twin: Twin) -> None:
    raw = raw_answer(twin, httpx.Response(201, stream=Body(CONTENT), extensions={"http_version": b"HTTP/2"}))
    assert (raw.http_version, raw.status_code) == ("HTTP/2", 201)
    assert repr(raw) == "<%s [201 Created] type=%s>" % (type(raw).__name__, ChatCompletion)


def test_a_raw_response_is_read_as_often_as_one_likes(twin: Twin) -> None:
    raw = raw_answer(twin, httpx.Response(200, content=CONTENT))
    for _ in range(2):
        assert twin.call(raw.read()) == CONTENT
        assert twin.call(raw.text()) == CONTENT.decode()
        assert twin.call(raw.json()) == {"id": "a", "extra": [1]}
        assert b"".join(twin.items(raw.iter_bytes())) == CONTENT
    twin.call(raw.close())
    assert twin.call(raw.read()) == CONTENT
    assert twin.items(raw.iter_bytes(10)) == [CONTENT[:10], CONTENT[10:20], CONTENT[20:]]
    assert twin.items(raw.iter_text(10)) == [piece.decode() for piece in (CONTENT[:10], CONTENT[10:20], CONTENT[20:])]
    assert twin.items(raw.iter_lines()) == [CONTENT.decode()]


def test_a_raw_response_is_parsed_once_for_each_type(twin: Twin) -> None:
    raw = raw_answer(twin, httpx.Response(200, content=CONTENT))
    parsed = twin.call(raw.parse())
    assert parsed == ChatCompletion.construct(id="a", extra=[1])
    assert type(parsed) is ChatCompletion
    assert twin.call(raw.parse()) is parsed
    other = twin.call(raw.parse(to=Other))
    assert (type(other), other.id) == (Other, "a")
    assert twin.call(raw.parse(to=Other)) is other
    assert twin.call(raw.parse()) is parsed
    assert twin.call(raw.parse(to=ChatCompletion)) is parsed


def test_a_raw_response_without_json_is_parsed_as_text(twin: Twin) -> None:
    raw = raw_answer(twin, httpx.Response(200, text="busy"))
    assert (twin.call(raw.parse()), twin.call(raw.text())) == ("busy", "busy")


def test_a_raw_response_of_a_stream_is_parsed_as_a_stream(twin: Twin) -> None:
    twin.local.reply_stream(["a", "b"])
    raw = local_raw(twin, stream=True)
    stream = twin.call(raw.parse())
    assert type(stream) is twin.pick(groq.Stream, groq.AsyncStream)
    assert twin.call(raw.parse()) is stream
    chunks = twin.items(stream)
    assert ({type(chunk) for chunk in chunks}, said(chunks)) == ({ChatCompletionChunk}, ["a", "b"])


def test_a_raw_response_of_a_stream_is_parsed_as_a_stream_of_another_type(twin: Twin) -> None:
    raw = raw_answer(twin, sse({"a": "x"}), stream=True)
    stream_of = twin.pick(groq.Stream, groq.AsyncStream)[Other]
    assert twin.items(twin.call(raw.parse(to=stream_of))) == [Other.construct(a="x")]


def test_a_raw_response_of_a_stream_is_read_as_text(twin: Twin) -> None:
    twin.local.reply_stream(["a", "b"])
    raw = local_raw(twin, stream=True)
    assert raw.is_closed is False
    events = twin.call(raw.text()).split("\n\n")
    assert raw.is_closed is True
    assert [event[:6] for event in events] == ["data: "] * 5 + [""]
    assert (json.loads(events[1][6:])["choices"][0]["delta"], events[4]) == ({"content": "a"}, "data: [DONE]")


@pytest.mark.parametrize("name", ["X-Stainless-Raw-Response", "x-stainless-raw-response"])
@pytest.mark.parametrize("value", ["raw", "true", "zzz"])
def test_the_header_for_a_raw_response_may_be_set_by_hand(twin: Twin, name: str, value: str) -> None:
    raw = twin.call(twin.local_client().chat.completions.create(**CHAT, extra_headers={name: value}))
    assert (type(raw), raw.is_closed) == (twin.pick(APIResponse, AsyncAPIResponse), True)
    assert twin.local.requests[0].headers["x-stainless-raw-response"] == value


def test_the_whole_client_has_a_raw_view(twin: Twin) -> None:
    client = twin.local_client()
    assert client.with_raw_response is client.with_raw_response
    raw = twin.call(client.with_raw_response.models.list())
    assert (raw.status_code, twin.call(raw.parse()).data) == (200, twin.call(client.models.list()).data)
    assert twin.local.requests[0].headers["x-stainless-raw-response"] == "raw"


# parse(to=...), on a response made by hand as tests of frameworks do


def response(twin: Twin, content: bytes, cast_to: Any = str, **options: Any) -> Any:
    client = twin.client(**options)
    cls = twin.pick(APIResponse, AsyncAPIResponse)
    return cls(
        raw=httpx.Response(200, content=content),
        client=client,
        stream=False,
        stream_cls=None,
        cast_to=cast_to,
        options=FinalRequestOptions.construct(method="get", url="/foo"),
    )


@pytest.mark.parametrize(
    ("to", "content", "expected"),
    [
        (str, b"hello", "hello"),
        (bytes, b"hello", b"hello"),
        (int, b"4", 4),
        (float, b"1.5", 1.5),
        (bool, b"true", True),
        (bool, b"True", True),
        (bool, b"false", False),
        (bool, b"FALSE", False),
        (Model, b'{"foo": "hello!", "bar": 2}', Model(foo="hello!", bar=2)),
        (Optional[Model], b'{"foo": "hello!", "bar": 2}', Model(foo="hello!", bar=2)),
        (Union[Model, Other], b'{"a": "x"}', Other(a="x")),
        (Annotated[Model, "note"], b'{"foo": "hello!", "bar": 2}', Model(foo="hello!", bar=2)),
        (dict, b'{"a": 1}', {"a": 1}),
        (list, b"[1]", [1]),
        (Dict[str, int], b'{"a": 1}', {"a": 1}),
        (List[Other], b'[{"a": "x"}]', [Other(a="x")]),
    ],
)
def test_a_response_is_parsed_as_another_type(twin: Twin, to: Any, content: bytes, expected: Any) -> None:
    raw = response(twin, content)
    raw.http_response.headers["content-type"] = "application/json"
    parsed = twin.call(raw.parse(to=to))
    assert (parsed, type(parsed)) == (expected, type(expected))


def test_a_response_is_parsed_as_the_response_itself(twin: Twin) -> None:
    raw = response(twin, b"foo")
    assert twin.call(raw.parse(to=httpx.Response)) is raw.http_response


def test_a_plain_pydantic_model_is_refused(twin: Twin) -> None:
    class Plain(pydantic.BaseModel):
        pass

    with pytest.raises(TypeError) as caught:
        twin.call(response(twin, b"foo").parse(to=Plain))
    assert str(caught.value) == ("Pydantic models must subclass our base model type, e.g. `from groq import BaseModel`")


@pytest.mark.parametrize("strict", [False, True])
def test_a_union_in_an_annotation_picks_its_variant(twin: Twin, strict: bool) -> None:
    raw = response(twin, b'{"foo": "hello!", "bar": 2}', _strict_response_validation=strict)
    raw.http_response.headers["content-type"] = "application/json"
    assert twin.call(raw.parse(to=cast(Any, Annotated[Union[Model, Other], "note"]))) == Model(foo="hello!", bar=2)


# The type of a response


class OfBytes(APIResponse[bytes]):
    pass


class OfText(AsyncAPIResponse[str]):
    pass


@pytest.mark.parametrize(
    ("cls", "type_"),
    [
        (BaseAPIResponse[str], str),
        (APIResponse[str], str),
        (APIResponse[List[int]], List[int]),
        (AsyncAPIResponse[Model], Model),
        (OfBytes, bytes),
        (OfText, str),
        (BinaryAPIResponse, bytes),
        (AsyncBinaryAPIResponse, bytes),
    ],
)
def test_the_type_of_a_response_is_read_from_its_class(cls: Any, type_: Any) -> None:
    assert extract_response_type(cls) == type_


@pytest.mark.parametrize("cls", [BaseAPIResponse, APIResponse, AsyncAPIResponse])
def test_a_response_class_without_a_type_is_refused(cls: Any) -> None:
    with pytest.raises(RuntimeError) as caught:
        extract_response_type(cls)
    assert str(caught.value) == ("Expected type %s to have a type argument at index 0 but it did not" % cls)
