"""The body of an answer to the type that was asked for: scalars, containers, models, and what is refused."""

from __future__ import annotations

import json
import pickle
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

import httpx
import pydantic
import pytest
from typing_extensions import Annotated, Literal

import groq
from groq import BaseModel
from groq._core.decode import is_json
from groq._models import FinalRequestOptions
from groq._response import APIResponse, AsyncAPIResponse, BinaryAPIResponse, MissingStreamClassError
from groq.types.chat import ChatCompletionUserMessageParam
from twin import Twin


class Model(BaseModel):
    foo: str
    bar: Optional[int] = None


class Other(BaseModel):
    other: int


class Plain(pydantic.BaseModel):
    foo: str


class Sub(httpx.Response):
    pass


JSON = "application/json"


def answer(twin: Twin, cast_to: Any, content: Any, content_type: Optional[str] = JSON, **options: Any) -> Any:
    """What a call gives for a body."""
    headers = {} if content_type is None else {"content-type": content_type}
    raw = content if isinstance(content, bytes) else content.encode()
    client = twin.client(httpx.Response(200, headers=headers, content=raw), **options)
    return twin.call(client.get("/x", cast_to=cast_to))


# Scalars


@pytest.mark.parametrize("content_type", [JSON, "text/plain", None])
@pytest.mark.parametrize(
    ("cast_to", "content", "expected"),
    [
        (str, "a é", "a é"),
        (str, '{"a": 1}', '{"a": 1}'),
        (str, "", ""),
        (bytes, b"\xff\x00", b"\xff\x00"),
        (int, "5", 5),
        (int, " 5\n", 5),
        (float, "5", 5.0),
        (float, "1.5", 1.5),
        (bool, "true", True),
        (bool, "True", True),
        (bool, "TRUE", True),
        (bool, "false", False),
        (bool, "False", False),
        (bool, "1", False),
        (bool, "", False),
        (type(None), "anything", None),
        (None, "anything", None),
    ],
)
def test_a_scalar_is_read_from_the_text_whatever_its_content_type(
    twin: Twin, cast_to: Any, content: Any, expected: Any, content_type: Optional[str]
) -> None:
    found = answer(twin, cast_to, content, content_type)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(("cast_to", "content"), [(int, "1.5"), (int, "x"), (int, ""), (float, "x")])
def test_a_number_that_is_none_is_a_value_error(twin: Twin, cast_to: Any, content: str) -> None:
    with pytest.raises(ValueError, match=r"convert|invalid literal"):
        answer(twin, cast_to, content)


# Containers, unions and models

OBJECT = '{"foo": "hello", "bar": 2, "more": [1]}'
BUILT = Model.construct(foo="hello", bar=2, more=[1])


@pytest.mark.parametrize(
    ("cast_to", "content", "expected"),
    [
        (object, OBJECT, {"foo": "hello", "bar": 2, "more": [1]}),
        (object, "5", 5),
        (dict, OBJECT, {"foo": "hello", "bar": 2, "more": [1]}),
        (list, "[1, 2]", [1, 2]),
        (Dict[str, object], OBJECT, {"foo": "hello", "bar": 2, "more": [1]}),
        (Dict[str, Model], '{"a": {"foo": "b"}}', {"a": Model.construct(foo="b")}),
        (List[int], "[1, 2]", [1, 2]),
        (List[Model], "[%s]" % OBJECT, [BUILT]),
        (Optional[Plain], '{"foo": "b"}', Plain(foo="b")),
        (List[Plain], '[{"foo": "b"}]', [{"foo": "b"}]),
        (Optional[Model], OBJECT, BUILT),
        (Optional[Model], "null", None),
        (Union[Model, Other], '{"other": 1}', Other.construct(other=1)),
        (Union[Model, Other], OBJECT, BUILT),
        (Union[Model, List[Model]], "[%s]" % OBJECT, [BUILT]),
        (Annotated[Model, "note"], OBJECT, BUILT),
        (Model, OBJECT, BUILT),
        # What has another shape is given as it is.
        (Dict[str, int], "[1]", [1]),
        (List[int], "{}", {}),
        (Model, "[1]", [1]),
        (Model, "5", 5),
        (Model, '"s"', "s"),
        (Model, "null", None),
        (Model, "{}", Model.construct()),
        (Model, '{"foo": 1, "bar": "x"}', Model.construct(foo=1, bar="x")),
    ],
)
def test_json_becomes_the_type_that_was_asked_for(twin: Twin, cast_to: Any, content: str, expected: Any) -> None:
    found = answer(twin, cast_to, content)
    assert (found, type(found)) == (expected, type(expected))


def test_a_response_is_given_as_it_is(twin: Twin) -> None:
    found = answer(twin, httpx.Response, '{"a": 1}')
    assert (type(found), found.json(), found.is_closed) == (httpx.Response, {"a": 1}, True)


def test_a_response_class_wraps_the_response(twin: Twin) -> None:
    cls = twin.pick(APIResponse, AsyncAPIResponse)
    found = answer(twin, cls[Model], OBJECT)
    assert (type(found), twin.call(found.parse())) == (cls, BUILT)
    with pytest.raises(RuntimeError, match="argument at index 0"):
        answer(twin, cls, OBJECT)
    assert type(answer(twin, BinaryAPIResponse, OBJECT)) is BinaryAPIResponse


# Types that are refused


@pytest.mark.parametrize(
    ("cast_to", "error", "message"),
    [
        (Plain, TypeError, "Pydantic models must subclass our base model type, e.g. `from groq import BaseModel`"),
        (Sub, ValueError, "pass `httpx.Response` itself"),
        (tuple, RuntimeError, "Unsupported type, expected <class 'tuple'> to be a subclass of"),
        (set, RuntimeError, "Unsupported type"),
        (ChatCompletionUserMessageParam, RuntimeError, "Unsupported type"),
        (Mapping[str, int], RuntimeError, "Unsupported type"),
        (Tuple[int, int], RuntimeError, "Unsupported type"),
        (groq.Stream[Model], RuntimeError, "Unsupported type"),
        (Literal["a"], TypeError, "Literal"),
        ("str", TypeError, "'str'"),
        (5, TypeError, "5"),
    ],
)
def test_a_type_that_cannot_be_built_is_refused(twin: Twin, cast_to: Any, error: Any, message: str) -> None:
    with pytest.raises(error) as caught:
        answer(twin, cast_to, OBJECT)
    assert type(caught.value) is error
    assert message in str(caught.value)


def test_a_stream_without_the_class_of_a_stream_is_refused(twin: Twin) -> None:
    with pytest.raises(MissingStreamClassError, match="`stream` argument was set to `True`"):
        twin.call(twin.client(b"").get("/x", cast_to=Model, stream=True))
    assert issubclass(MissingStreamClassError, TypeError)


# Content types


@pytest.mark.parametrize(
    ("content_type", "answer"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ("APPLICATION/JSON", True),
        ("application/json ;x", True),
        ("application/problem+json", True),
        ("application/vnd.api+json", True),
        ("text/json", True),
        ("text/plain", False),
        ("text/html; a=json", False),
        ("application/jsonl", False),
        ("", False),
    ],
)
def test_json_and_its_relatives_are_told_from_the_rest(content_type: str, answer: bool) -> None:
    assert is_json(content_type) is answer


OTHERS = ["text/plain", "text/html", "application/jsonl", "application/octet-stream", "text/event-stream", None]


@pytest.mark.parametrize("content_type", [JSON, "application/problem+json", *OTHERS])
def test_a_model_is_read_from_json_under_any_content_type(twin: Twin, content_type: Optional[str]) -> None:
    assert answer(twin, Model, OBJECT, content_type) == BUILT
    assert answer(twin, Model, "\n " + OBJECT, content_type) == BUILT


@pytest.mark.parametrize("content_type", OTHERS)
@pytest.mark.parametrize("content", ["abc", "", "{bad", '{"foo": ', "[1", "<html>", "5", "true"])
def test_text_is_given_as_text_where_a_model_was_expected(
    twin: Twin, content: str, content_type: Optional[str]
) -> None:
    found = answer(twin, Model, content, content_type)
    assert (found, type(found)) == (content, str)


@pytest.mark.parametrize("cast_to", [dict, List[int], object, Union[Model, Other], Optional[Model]])
def test_what_is_no_model_is_read_from_json_types_only(twin: Twin, cast_to: Any) -> None:
    assert answer(twin, cast_to, OBJECT, "text/plain") == OBJECT


@pytest.mark.parametrize("content", ["", "abc", "{bad", "{} {}"])
@pytest.mark.parametrize("strict", [False, True])
def test_what_is_called_json_and_is_none_is_an_error_of_json_and_ours(twin: Twin, content: str, strict: bool) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        answer(twin, Model, content, _strict_response_validation=strict)
    error: Any = caught.value
    assert isinstance(error, groq.APIResponseValidationError)
    assert (type(error).__name__, error.body, error.doc) == ("APIResponseValidationError", content, content)
    assert (error.status_code, error.request, error.code) == (200, twin.requests[0], None)
    assert str(error) == "The answer is no JSON: %r (%s)" % (content, error.__cause__)
    assert (type(error.__cause__), error.pos) == (json.JSONDecodeError, error.__cause__.pos)
    arrived = pickle.loads(pickle.dumps(error))
    assert (type(arrived), str(arrived), arrived.body) == (type(error), str(error), content)
    assert len(twin.requests) == 1


@pytest.mark.parametrize("content", [b"[" * 100_000, b'"\xff"', b"\xff\xfe{", b"\x80" * 300])
def test_whatever_is_called_json_and_cannot_be_read_is_an_error_of_ours(twin: Twin, content: bytes) -> None:
    with pytest.raises(groq.APIResponseValidationError) as caught:
        answer(twin, Model, content)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_is_read_in_any_of_its_encodings(twin: Twin, encoding: str) -> None:
    assert answer(twin, Model, '{"foo": "é€🐸"}'.encode(encoding)) == Model.construct(foo="é€🐸")


def test_half_a_surrogate_pair_and_numbers_beyond_json_are_kept(twin: Twin) -> None:
    assert answer(twin, Model, '{"foo": "\\ud83d"}').foo == "\ud83d"
    assert answer(twin, Model, '{"foo": Infinity}').foo == float("inf")


def test_an_answer_without_content_is_text(twin: Twin) -> None:
    assert twin.call(twin.client(httpx.Response(204)).get("/x", cast_to=Model)) == ""


# Strict clients


def strictly(twin: Twin, cast_to: Any, content: str, content_type: str = JSON) -> groq.APIResponseValidationError:
    with pytest.raises(groq.APIResponseValidationError) as caught:
        answer(twin, cast_to, content, content_type, _strict_response_validation=True)
    return caught.value


@pytest.mark.parametrize(
    ("cast_to", "content", "body"),
    [
        (Model, '{"bar": 1}', {"bar": 1}),
        (Model, '{"foo": "a", "bar": "x"}', {"foo": "a", "bar": "x"}),
        (Model, "[1]", [1]),
        (List[int], '["x"]', ["x"]),
        (Dict[str, int], "[1]", [1]),
        (Union[Model, Other], "{}", {}),
    ],
)
def test_a_strict_client_refuses_what_does_not_fit(twin: Twin, cast_to: Any, content: str, body: Any) -> None:
    error = strictly(twin, cast_to, content)
    assert str(error) == "Data returned by API invalid for expected schema."
    assert (error.body, error.status_code, error.response.json()) == (body, 200, body)
    assert isinstance(error.__cause__, pydantic.ValidationError)


def test_a_strict_client_refuses_text_where_json_was_expected(twin: Twin) -> None:
    error = strictly(twin, Model, "abc", "text/plain")
    assert "`application/json`" in str(error)
    assert "`text/plain`" in str(error)
    assert error.body == "abc"


def test_a_strict_client_takes_what_fits(twin: Twin) -> None:
    assert answer(twin, Model, OBJECT, _strict_response_validation=True) == Model(foo="hello", bar=2, more=[1])
    assert answer(twin, Model, OBJECT, "text/plain", _strict_response_validation=True) == BUILT
    assert answer(twin, Model, "null", _strict_response_validation=True) is None
    assert answer(twin, str, "abc", "text/plain", _strict_response_validation=True) == "abc"


# The methods underneath, which applications call too


def test_decoded_data_and_responses_are_processed_by_the_client(twin: Twin) -> None:
    client = twin.client()
    response = httpx.Response(200, json={"foo": "a"}, request=httpx.Request("GET", "http://host/x"))
    data = client._process_response_data(data={"foo": "a"}, cast_to=Model, response=response)
    assert data == Model.construct(foo="a")
    options = FinalRequestOptions.construct(method="get", url="/x")
    processed = client._process_response(
        cast_to=Model, options=options, response=response, stream=False, stream_cls=None
    )
    assert twin.call(processed) == Model.construct(foo="a")
