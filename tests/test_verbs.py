"""Endpoints that the library does not know: the verbs of the client, with every type of answer, and what they build."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Union

import httpx
import pytest

import groq
from groq import BaseModel
from groq._base_client import make_request_options
from groq._models import FinalRequestOptions
from groq._response import APIResponse, AsyncAPIResponse, AsyncBinaryAPIResponse, BinaryAPIResponse
from groq._streaming import AsyncStream, Stream
from twin import Twin, sse

VERBS = ["get", "post", "put", "patch", "delete"]


class Model(BaseModel):
    foo: str


class Other(BaseModel):
    bar: int


def answer(content: bytes) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "application/json"}, content=content)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("cast_to", "content", "expected"),
    [
        (Model, b'{"foo": "a", "b": 1}', Model.construct(foo="a", b=1)),
        (Optional[Model], b'{"foo": "a"}', Model(foo="a")),
        (Union[Model, Other], b'{"bar": 1}', Other(bar=1)),
        (Union[Model, str], b'"a"', "a"),
        (List[Model], b'[{"foo": "a"}]', [Model(foo="a")]),
        (Dict[str, Model], b'{"a": {"foo": "b"}}', {"a": Model(foo="b")}),
        (Dict[str, object], b'{"a": 1}', {"a": 1}),
        (dict, b'{"a": 1}', {"a": 1}),
        (list, b"[1]", [1]),
        (object, b'{"a": 1}', {"a": 1}),
        (str, b'{"a": 1}', '{"a": 1}'),
        (bytes, b'{"a": 1}', b'{"a": 1}'),
        (int, b"5", 5),
        (float, b"1.5", 1.5),
        (bool, b"true", True),
        (type(None), b"{}", None),
    ],
)
def test_a_verb_gives_the_type_that_was_asked_for(
    twin: Twin, verb: str, cast_to: Any, content: bytes, expected: Any
) -> None:
    client = twin.client(answer(content))
    found = twin.call(getattr(client, verb)("/foo", cast_to=cast_to))
    assert (found, type(found)) == (expected, type(expected))
    (request,) = twin.requests
    assert (request.method, request.url) == (verb.upper(), "https://api.groq.com/foo")


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_gives_the_response_itself(twin: Twin, verb: str) -> None:
    client = twin.client(answer(b'{"foo": "a"}'))
    response = twin.call(getattr(client, verb)("/foo", cast_to=httpx.Response))
    assert (type(response), response.json()) == (httpx.Response, {"foo": "a"})
    raw = twin.call(getattr(client, verb)("/foo", cast_to=twin.pick(APIResponse, AsyncAPIResponse)[Model]))
    assert twin.call(raw.parse()) == Model(foo="a")
    binary = twin.call(getattr(client, verb)("/foo", cast_to=twin.pick(BinaryAPIResponse, AsyncBinaryAPIResponse)))
    assert twin.call(binary.read()) == b'{"foo": "a"}'


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_gives_a_raw_response_when_the_header_asks_for_it(twin: Twin, verb: str) -> None:
    client = twin.client(answer(b'{"foo": "a"}'))
    options = {"headers": {"X-Stainless-Raw-Response": "raw"}}
    raw = twin.call(getattr(client, verb)("/foo", cast_to=Model, options=options))
    assert isinstance(raw, twin.pick(APIResponse, AsyncAPIResponse))
    assert twin.call(raw.parse()) == Model(foo="a")


@pytest.mark.parametrize("verb", VERBS)
def test_a_type_must_be_named(twin: Twin, verb: str) -> None:
    with pytest.raises(TypeError, match="'cast_to'"):
        twin.call(getattr(twin.client(), verb)("/foo"))
    assert twin.requests == []


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_verb_streams(twin: Twin, verb: str) -> None:
    client = twin.client(sse({"foo": "a"}, {"foo": "b"}))
    stream_of = twin.pick(Stream, AsyncStream)
    stream = twin.call(getattr(client, verb)("/foo", cast_to=Model, stream=True, stream_cls=stream_of[Model]))
    assert type(stream) is stream_of
    assert twin.items(stream) == [Model(foo="a"), Model(foo="b")]


@pytest.mark.parametrize("chunk", [None, Model, int])
def test_a_subclass_may_have_a_stream_class_of_its_own_whose_chunks_are_what_is_asked_for(
    twin: Twin, chunk: Any
) -> None:
    stream_cls: Any = twin.pick(Stream, AsyncStream)

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        _default_stream_cls = stream_cls if chunk is None else stream_cls[chunk]

    client = twin.client(sse({"foo": "a"}), client_class=Client)
    assert twin.items(twin.call(client.post("/foo", cast_to=Model, stream=True))) == [Model(foo="a")]


def test_a_request_is_made_of_options(twin: Twin) -> None:
    client = twin.client(answer(b'{"foo": "a"}'))
    options = FinalRequestOptions(method="post", url="/foo", json_data={"a": 1}, params={"q": "x"})
    assert twin.call(client.request(Model, options)) == Model(foo="a")
    (request,) = twin.requests
    assert (request.method, str(request.url), request.content) == ("POST", "https://api.groq.com/foo?q=x", b'{"a":1}')


def test_a_parser_of_the_callers_has_the_last_word(twin: Twin) -> None:
    client = twin.client(answer(b'{"foo": "a"}'))
    options = make_request_options(post_parser=lambda model: [model.foo])
    assert twin.call(client.get("/foo", cast_to=Model, options=options)) == ["a"]
    raw = {**options, "headers": {"X-Stainless-Raw-Response": "raw"}}
    assert twin.call(twin.call(client.get("/foo", cast_to=Model, options=raw)).parse()) == ["a"]


def test_the_options_of_an_operation_are_only_what_was_given() -> None:
    assert make_request_options() == {}
    timeout = httpx.Timeout(3)
    assert make_request_options(
        query={"a": 1, "b": 1},
        extra_query={"b": 2},
        extra_headers={"X": "y"},
        extra_body={"c": 3},
        idempotency_key="k",
        timeout=timeout,
    ) == {
        "params": {"a": 1, "b": 2},
        "headers": {"X": "y"},
        "extra_json": {"c": 3},
        "idempotency_key": "k",
        "timeout": timeout,
    }


# Requests that are built and not sent, as tests of applications do


def built(twin: Twin, method: str = "post", **options: Any) -> httpx.Request:
    return twin.client()._build_request(FinalRequestOptions.construct(method=method, url="/foo", **options))


def test_a_request_is_built_from_nothing_but_method_and_url(twin: Twin) -> None:
    client = twin.client({}, base_url="http://host/p", timeout=5, default_headers={"X-Foo": "bar"})
    request = client._build_request(FinalRequestOptions(method="get", url="/foo"))
    assert (request.method, str(request.url), request.headers["x-foo"]) == ("GET", "http://host/p/foo", "bar")
    assert httpx.Timeout(**request.extensions["timeout"]) == httpx.Timeout(5)
    again = client._build_request(FinalRequestOptions(method="get", url="/foo"), retries_taken=2)
    assert again.headers["x-stainless-retry-count"] == "2"


def test_headers_and_timeout_of_the_options_are_built_in(twin: Twin) -> None:
    headers = {"X-Foo": "Foo", "X-Stainless-Lang": "mine", "Authorization": groq.Omit()}
    request = built(twin, headers=headers, timeout=httpx.Timeout(100.0))
    assert (request.headers["x-foo"], request.headers["x-stainless-lang"]) == ("Foo", "mine")
    assert "authorization" not in request.headers
    assert httpx.Timeout(**request.extensions["timeout"]) == httpx.Timeout(100.0)


@pytest.mark.parametrize(
    ("body", "extra", "sent"),
    [
        ({"foo": "bar"}, {"baz": False}, {"foo": "bar", "baz": False}),
        (None, {"baz": False}, {"baz": False}),
        ({"foo": "bar", "baz": True}, {"baz": None}, {"foo": "bar", "baz": None}),
    ],
)
def test_an_extra_body_is_built_in(twin: Twin, body: Any, extra: Any, sent: Any) -> None:
    assert json.loads(built(twin, json_data=body, extra_json=extra).content) == sent


def test_a_query_is_built_in(twin: Twin) -> None:
    request = built(twin, method="get", params={"a": 1, "b": ["x", "y"], "c": {"d": True}})
    assert dict(request.url.params) == {"a": "1", "b": "x,y", "c[d]": "true"}


BOUNDARY = b"6b7ba517decee4a450543ea6ae821c82"


@pytest.mark.parametrize("files", [[("foo.txt", b"hello world")], {"foo.txt": b"hello world"}])
def test_a_form_is_built_with_the_boundary_of_the_caller(twin: Twin, files: Any) -> None:
    content_type = "multipart/form-data; boundary=" + BOUNDARY.decode()
    request = built(
        twin,
        headers={"Content-Type": content_type},
        json_data={"array": ["foo", "bar"], "nested": {"a": 1}},
        files=files,
    )
    assert request.headers["content-type"] == content_type
    assert request.read().split(b"\r\n") == [
        b"--" + BOUNDARY,
        b'Content-Disposition: form-data; name="array[]"',
        b"",
        b"foo",
        b"--" + BOUNDARY,
        b'Content-Disposition: form-data; name="array[]"',
        b"",
        b"bar",
        b"--" + BOUNDARY,
        b'Content-Disposition: form-data; name="nested[a]"',
        b"",
        b"1",
        b"--" + BOUNDARY,
        b'Content-Disposition: form-data; name="foo.txt"; filename="upload"',
        b"Content-Type: application/octet-stream",
        b"",
        b"hello world",
        b"--" + BOUNDARY + b"--",
        b"",
    ]


def test_a_verb_uploads(twin: Twin) -> None:
    client = twin.client(answer(b'{"foo": "a"}'))
    for verb in ("post", "put", "patch"):
        call = getattr(client, verb)("/foo", cast_to=Model, body={"a": 1}, files={"file": ("n.txt", b"text")})
        assert twin.call(call) == Model(foo="a")
    for request in twin.requests:
        assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
        assert b'name="a"\r\n\r\n1\r\n' in request.content
        assert b'name="file"; filename="n.txt"\r\nContent-Type: text/plain\r\n\r\ntext\r\n' in request.content
