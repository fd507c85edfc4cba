"""What a call sends as its body: parameters, merged extras, models, dates; and what undocumented endpoints take."""

from __future__ import annotations

import collections
import enum
import io
import json
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, AsyncIterator, Dict, List, Mapping, Optional

import httpx
import pydantic
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import groq
from groq import NOT_GIVEN, BaseModel, not_given, omit
from groq._core.encode import EncodedBody
from groq.types import CreateEmbeddingResponse
from groq.types.chat import ChatCompletion, ChatCompletionUserMessageParam
from twin import Twin

CALL: Dict[str, Any] = {"messages": [], "model": "m"}


class Text(str):
    """Text of a class of its own, as the members of many enumerations are."""


def create(twin: Twin, **arguments: Any) -> str:
    """The body of a chat completion, as text."""
    twin.call(twin.client({}).chat.completions.create(**{**CALL, **arguments}))
    return twin.requests[-1].content.decode()


def posted(twin: Twin, body: Any) -> str:
    """The body of a call to an undocumented endpoint, as text."""
    twin.call(twin.client({}).post("/x", body=body, cast_to=object))
    return twin.requests[-1].content.decode()


# Parameters


def test_parameters_come_in_the_order_of_the_signature(twin: Twin) -> None:
    sent = create(twin, temperature=0.5, stop=None, n=1, stream=False, model="m", messages=[])
    assert sent == '{"messages":[],"model":"m","n":1,"stop":null,"stream":false,"temperature":0.5}'


@pytest.mark.parametrize("absent", [omit, NOT_GIVEN, not_given, groq.Omit()])
def test_what_was_left_out_is_dropped_and_none_is_null(twin: Twin, absent: Any) -> None:
    messages = [{"role": "user", "content": None, "name": absent}]
    sent = create(twin, messages=messages, seed=absent, user=None, stream=absent, extra_body={"a": None, "b": absent})
    assert sent == '{"messages":[{"role":"user","content":null}],"model":"m","user":null,"a":null}'


def test_json_is_compact_and_not_escaped(twin: Twin) -> None:
    sent = create(twin, messages=[{"role": "user", "content": 'é 漢 😀 "\n\u2028\x7f'}], stop=["a", "b"])
    assert sent == ('{"messages":[{"role":"user","content":"é 漢 😀 \\"\\n\u2028\x7f"}],"model":"m","stop":["a","b"]}')
    assert twin.requests[0].headers["content-length"] == str(len(sent.encode()))


@pytest.mark.parametrize("as_type", [list, tuple, iter, collections.deque, lambda items: (item for item in items)])
def test_iterables_become_lists(twin: Twin, as_type: Any) -> None:
    messages = as_type([{"role": "user", "content": as_type([{"type": "text", "text": "x"}])}])
    sent = create(twin, messages=messages, stop=as_type(["a"]))
    assert sent == ('{"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}],"model":"m","stop":["a"]}')


def test_an_iterator_with_something_left_out_inside_is_sent_whole(twin: Twin) -> None:
    messages = ({"role": "user", "content": text, "name": omit} for text in "ab")
    sent = create(twin, messages=messages)
    assert sent == '{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}],"model":"m"}'


def test_an_iterator_is_sent_again_at_a_retry(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500), RuntimeError(), {})
    twin.call(client.chat.completions.create(messages=iter([{"role": "user", "content": "x"}]), model="m"))
    bodies = [request.content for request in twin.requests]
    assert bodies == [b'{"messages":[{"role":"user","content":"x"}],"model":"m"}'] * 3


def test_a_parameter_class_is_called_as_a_constructor(twin: Twin) -> None:
    message = ChatCompletionUserMessageParam(role="user", content="x")
    assert create(twin, messages=[message]) == '{"messages":[{"role":"user","content":"x"}],"model":"m"}'


class Colour(str, enum.Enum):
    RED = "red"


class Number(enum.IntEnum):
    ONE = 1


class Point(pydantic.BaseModel):
    x: int
    y: int = 0
    long_name: Optional[str] = pydantic.Field(default=None, alias="longName")
    when: Optional[datetime] = None


class Note(BaseModel):
    text: Optional[str] = None
    wrong: Optional[int] = None


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone.utc), '"2020-01-02T03:04:05+00:00"'),
        (datetime(2020, 1, 2, 3, 4, 5, 6), '"2020-01-02T03:04:05.000006"'),
        (date(2020, 1, 2), '"2020-01-02"'),
        (Colour.RED, '"red"'),
        (Number.ONE, "1"),
        (5.0, "5.0"),
        (10**30, "1" + "0" * 30),
        ({1: 1, None: 2, False: 3, 4.5: 4}, '{"1":1,"null":2,"false":3,"4.5":4}'),
        (collections.UserDict({"a": 1}), '{"a":1}'),
        (Point(x=1), '{"x":1}'),
        ([{"p": Point(x=1, longName="n")}], '[{"p":{"x":1,"longName":"n"}}]'),
        (Point(x=1, when=datetime(2020, 1, 2, tzinfo=timezone.utc)), '{"x":1,"when":"2020-01-02T00:00:00Z"}'),
        (Note.construct(text=None, new=[1], wrong="text"), '{"text":null,"wrong":"text","new":[1]}'),
    ],
)
def test_values_are_sent_as_json_has_them(twin: Twin, value: Any, sent: str) -> None:
    assert create(twin, extra_body={"v": value}) == '{"messages":[],"model":"m","v":%s}' % sent
    assert posted(twin, value) == sent


def test_a_message_of_an_answer_goes_back_as_it_came(twin: Twin) -> None:
    message = {"role": "assistant", "content": "Hi", "reasoning": None, "new_field": {"a": [1]}}
    client = twin.client({"choices": [{"index": 0, "finish_reason": "stop", "message": message}]})
    answer = twin.call(client.chat.completions.create(**CALL))
    twin.call(client.chat.completions.create(messages=[answer.choices[0].message], model="m"))
    assert twin.requests[1].content == (
        b'{"messages":[{"content":"Hi","role":"assistant","reasoning":null,"new_field":{"a":[1]}}],"model":"m"}'
    )


# extra_body


def test_extra_body_goes_over_the_body_one_level_deep(twin: Twin) -> None:
    extra = {"response_format": {"b": 2}, "model": "other", "new": {"c": 3}}
    sent = create(twin, response_format={"type": "json_object"}, seed=1, extra_body=extra)
    assert sent == '{"messages":[],"model":"other","response_format":{"b":2},"seed":1,"new":{"c":3}}'
    assert extra == {"response_format": {"b": 2}, "model": "other", "new": {"c": 3}}


@pytest.mark.parametrize("extra", [None, {}])
def test_an_empty_extra_body_changes_nothing(twin: Twin, extra: Optional[Mapping[str, object]]) -> None:
    assert create(twin, extra_body=extra) == '{"messages":[],"model":"m"}'


# Undocumented endpoints


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_the_verbs_reach_undocumented_endpoints(twin: Twin, method: str) -> None:
    client = twin.client({"id": "1"}, default_query={"a": 1})
    arguments: Dict[str, Any] = {} if method == "get" else {"body": {"b": 1}}
    options = {"params": {"q": [1, 2]}, "headers": {"X-A": "1"}, "timeout": 3}
    answer = twin.call(getattr(client, method)("/new/path", cast_to=ChatCompletion, options=options, **arguments))
    (request,) = twin.requests
    assert isinstance(answer, ChatCompletion)
    assert (request.method, str(request.url)) == (method.upper(), "https://api.groq.com/new/path?a=1&q=1%2C2")
    assert request.content == (b"" if method == "get" else b'{"b":1}')
    assert (request.headers["x-a"], request.headers["x-stainless-read-timeout"]) == ("1", "3")


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("foo", "http://host/p/foo"),
        ("/foo", "http://host/p/foo"),
        ("/foo?x=1&y=a b", "http://host/p/foo?x=1&y=a%20b"),
        ("/foo%2Fbar/é", "http://host/p/foo%2Fbar/%C3%A9"),
        ("https://other/x/y?z=1", "https://other/x/y?z=1"),
    ],
)
def test_a_path_is_appended_and_an_absolute_url_used_as_it_is(twin: Twin, path: str, url: str) -> None:
    client = twin.client({}, base_url="http://host/p")
    twin.call(client.get(path, cast_to=object))
    assert str(twin.requests[0].url) == url


def test_params_go_over_the_query_of_a_path(twin: Twin) -> None:
    client = twin.client({}, default_query={"d": 1})
    twin.call(client.get("/foo?x=1&y=1&z=1&z=2", cast_to=object, options={"params": {"y": [2, 3], "x": 4}}))
    assert twin.requests[0].url.query == b"x=4&y=2%2C3&z=1&z=2&d=1"


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (None, ""),
        (omit, ""),
        (not_given, ""),
        ({}, "{}"),
        ([1], "[1]"),
        ("text", '"text"'),
        (5, "5"),
        (False, "false"),
    ],
)
def test_any_json_value_may_be_a_body(twin: Twin, body: Any, sent: str) -> None:
    assert posted(twin, body) == sent
    assert twin.requests[0].headers["content-type"] == "application/json"


def test_extra_json_is_merged_into_the_body_of_a_call(twin: Twin) -> None:
    client = twin.client({})
    twin.call(client.post("/x", body={"a": 1, "b": 1}, cast_to=object, options={"extra_json": {"b": 2}}))
    twin.call(client.post("/x", cast_to=object, options={"extra_json": {"b": 2}}))
    assert [request.content for request in twin.requests] == [b'{"a":1,"b":2}', b'{"b":2}']


def test_content_is_sent_as_it_is(twin: Twin) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"pie"
        yield b"ces"

    client = twin.client({})
    for content in (b"\x00raw", "text", twin.pick(io.BytesIO(b"pieces"), pieces())):
        twin.call(client.post("/x", content=content, cast_to=object, options={"headers": {"content-type": "a/b"}}))
    assert [request.content for request in twin.requests] == [b"\x00raw", b"text", b"pieces"]
    assert {request.headers["content-type"] for request in twin.requests} == {"a/b"}


def test_bytes_as_a_body_are_deprecated_and_still_sent(twin: Twin) -> None:
    with pytest.warns(DeprecationWarning, match="pass them as `content`"):
        assert posted(twin, b"raw") == "raw"


@pytest.mark.parametrize("other", ["body", "files"])
def test_content_goes_with_nothing_else(twin: Twin, other: str) -> None:
    arguments: Dict[str, Any] = {other: {"a": b"1"}}
    client = twin.client({})
    with pytest.raises(TypeError, match="`content` and `%s`" % other):
        twin.call(client.post("/x", content=b"x", cast_to=object, **arguments))
    assert twin.requests == []


def test_the_options_of_a_call_limit_its_retries(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500))
    with pytest.raises(groq.InternalServerError):
        twin.call(client.post("/x", cast_to=object, options={"max_retries": 4}))
    assert (len(twin.requests), len(no_sleep)) == (5, 4)


def test_the_options_of_a_call_may_keep_redirects_from_being_followed(twin: Twin) -> None:
    moved = httpx.Response(307, headers={"location": "/elsewhere"})
    client = twin.client(moved, {"ok": True}, moved)
    assert twin.call(client.get("/x", cast_to=object)) == {"ok": True}
    with pytest.raises(groq.APIStatusError) as caught:
        twin.call(client.get("/x", cast_to=object, options={"follow_redirects": False}))
    assert caught.value.status_code == 307


def test_the_embeddings_body_has_the_order_of_its_signature(twin: Twin) -> None:
    client = twin.client({})
    answer = twin.call(client.embeddings.create(user="u", model="m", encoding_format="float", input=["a", "b"]))
    assert isinstance(answer, CreateEmbeddingResponse)
    assert twin.requests[0].content == b'{"input":["a","b"],"model":"m","encoding_format":"float","user":"u"}'


# The fast way to JSON is the same as the slow one, to the byte.

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@given(value=_VALUES)
@example(
    value=[0.0, -0.0, 1e-4, 9.99e-5, 1e16, 123456789012345680.0, 2**70, -(2**63), '\x7f\u2028\x1f\0"\\/\U0001f600']
)
def test_plain_values_are_written_as_json_writes_them(value: Any) -> None:
    expected = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    assert EncodedBody().encode(value, None) == expected


@pytest.mark.parametrize("value", [{1: "a"}, {None: True}, {True: 1}, {"a": [Text("b")]}, {Text("a"): 1}])
def test_keys_and_texts_that_json_converts_are_converted(value: Any) -> None:
    assert EncodedBody().encode(value, None) == json.dumps(value, separators=(",", ":")).encode()


@pytest.mark.parametrize("value", [{"a"}, b"a", [bytearray(b"a")], object(), [{"a": Path()}], {("a",): 1}])
def test_what_only_compiled_code_could_write_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        EncodedBody().encode(value, None)


def test_a_list_in_itself_and_half_a_character_are_refused() -> None:
    ring: List[Any] = []
    ring.append(ring)
    with pytest.raises((ValueError, RecursionError)):
        EncodedBody().encode(ring, None)
    with pytest.raises(ValueError, match="surrogates not allowed"):
        EncodedBody().encode(["\ud800"], None)
