"""Errors: one class for each thing that can go wrong, with what the server said."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Tuple

import httpx
import pytest

import groq
from groq import _exceptions
from groq._core.errors import connection_error, described, status_error_class
from twin import Body, Twin

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
REQUEST = httpx.Request("POST", "http://host/x")

BY_STATUS: List[Tuple[int, Any]] = [
    (300, groq.APIStatusError),
    (400, groq.BadRequestError),
    (401, groq.AuthenticationError),
    (402, groq.APIStatusError),
    (403, groq.PermissionDeniedError),
    (404, groq.NotFoundError),
    (405, groq.APIStatusError),
    (408, groq.APIStatusError),
    (409, groq.ConflictError),
    (413, groq.APIStatusError),
    (422, groq.UnprocessableEntityError),
    (424, groq.APIStatusError),
    (429, groq.RateLimitError),
    (498, groq.APIStatusError),
    (500, groq.InternalServerError),
    (503, groq.InternalServerError),
    (529, groq.InternalServerError),
    (600, groq.InternalServerError),
]

# How a call is made, each of which must raise the same error.


def parsed(client: Any, twin: Twin) -> None:
    twin.call(client.chat.completions.create(**CALL))


def parsed_stream(client: Any, twin: Twin) -> None:
    twin.call(client.chat.completions.create(**CALL, stream=True))


def raw(client: Any, twin: Twin) -> None:
    twin.call(client.chat.completions.with_raw_response.create(**CALL))


def streamed(client: Any, twin: Twin) -> None:
    with twin.opened(client.chat.completions.with_streaming_response.create(**CALL)):
        pytest.fail("the request was refused")


def binary(client: Any, twin: Twin) -> None:
    twin.call(client.files.content("f"))


def verb(client: Any, twin: Twin) -> None:
    twin.call(client.post("/x", cast_to=httpx.Response))


WAYS = [parsed, parsed_stream, raw, streamed, binary, verb]
Way = Callable[[Any, Twin], None]


def refused(twin: Twin, answer: Any, way: Way = parsed) -> Any:
    """The error that an answer makes."""
    client = twin.client(answer, max_retries=0)
    with pytest.raises(groq.APIError) as caught:
        way(client, twin)
    assert len(twin.requests) == 1
    return caught.value


# The tree


def test_each_error_has_its_place_in_the_tree() -> None:
    classes = [getattr(_exceptions, name) for name in _exceptions.__all__]
    parents = {cls.__name__: [base.__name__ for base in cls.__bases__] for cls in classes}
    by_status = ["BadRequest", "Authentication", "PermissionDenied", "NotFound", "Conflict", "UnprocessableEntity"]
    expected = {
        "GroqError": ["Exception"],
        "APIError": ["GroqError"],
        "APIStatusError": ["APIError"],
        **{"%sError" % name: ["APIStatusError"] for name in [*by_status, "RateLimit", "InternalServer"]},
        "APIConnectionError": ["APIError"],
        "APITimeoutError": ["APIConnectionError", "TimeoutError"],
        "APIResponseValidationError": ["APIError"],
    }
    assert {name: parents[name] for name in expected} == expected
    assert {getattr(groq, name).__module__ for name in expected} == {"groq"}


@pytest.mark.parametrize(("status", "cls"), BY_STATUS)
def test_a_status_has_its_class(status: int, cls: Any) -> None:
    assert status_error_class(status) is cls


@pytest.mark.parametrize(("status", "cls"), BY_STATUS)
def test_a_bad_status_raises_its_class(twin: Twin, status: int, cls: Any) -> None:
    error = refused(twin, httpx.Response(status, json={"error": {"message": "No."}}))
    assert type(error) is cls
    assert (error.status_code, error.response.status_code) == (status, status)
    assert str(error) == error.message == "Error code: %d - {'error': {'message': 'No.'}}" % status
    assert error.body == {"error": {"message": "No."}}
    assert error.request is error.response.request
    assert (error.request.method, error.request.url.path) == ("POST", "/openai/v1/chat/completions")


def test_a_class_of_one_status_names_it() -> None:
    of_one = [(status, cls) for status, cls in BY_STATUS if status < 500 and cls is not groq.APIStatusError]
    assert [cls.status_code for _, cls in of_one] == [status for status, _ in of_one]


# Message and body

HTML = "<html><head><title>502 Bad Gateway</title></head></html>"

BODIES: List[Tuple[bytes, str, Any]] = [
    (b'{"error": {"message": "boo", "param": null}}', "Error code: 400 - {'error': {'message': 'boo', 'param': None}}",
     {"error": {"message": "boo", "param": None}}),
    ('{"error": "é"}'.encode(), "Error code: 400 - {'error': 'é'}", {"error": "é"}),
    (b"[1, 2]", "Error code: 400 - [1, 2]", [1, 2]),
    (b"{}", "Error code: 400 - {}", {}),
    (b'"no"', "Error code: 400 - no", "no"),
    (b"null", "Error code: 400 - None", None),
    (b"0", "Error code: 400 - 0", 0),
    (b"  {} \n", "Error code: 400 - {}", {}),
    (b"oops", "oops", "oops"),
    (b"\n oops \n", "oops", "oops"),
    (b'{"a":', '{"a":', '{"a":'),
    (b"\xffoops", "\ufffdoops", "\ufffdoops"),
    (b"", "Error code: 400", ""),
    (b"  \n", "Error code: 400", ""),
]  # fmt: skip


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "text/html; charset=utf-8", ""])
@pytest.mark.parametrize(("content", "message", "body"), BODIES)
def test_message_and_body_say_what_the_server_said(content: bytes, message: str, body: Any, content_type: str) -> None:
    response = httpx.Response(400, headers={"content-type": content_type}, content=content)
    assert described(response) == (message, body)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("content", "message", "body"), [BODIES[0], BODIES[8], BODIES[12]])
def test_an_error_is_the_same_whatever_face_was_asked_for(
    twin: Twin, way: Way, content: bytes, message: str, body: Any
) -> None:
    stream = Body(content)
    error = refused(twin, lambda request: httpx.Response(400, stream=stream), way)
    assert (type(error), str(error), error.body) == (groq.BadRequestError, message, body)
    assert (error.response.content, error.response.is_closed, stream.closed) == (content, True, True)
    assert (error.__cause__, error.args) == (None, (message,))


def test_a_body_in_the_encoding_of_its_content_type_is_read(twin: Twin) -> None:
    headers = {"content-type": "text/plain; charset=latin-1"}
    assert str(refused(twin, httpx.Response(400, headers=headers, content="né".encode("latin-1")))) == "né"


@pytest.mark.parametrize("way", [parsed_stream, streamed])
@pytest.mark.parametrize("fault", [httpx.ReadError("cut"), httpx.ReadTimeout("silent")])
def test_a_body_that_breaks_off_does_not_hide_the_status(twin: Twin, way: Way, fault: Exception) -> None:
    stream = Body(b'{"error"', fault)
    error = refused(twin, lambda request: httpx.Response(429, stream=stream), way)
    assert (type(error), str(error), error.body) == (groq.RateLimitError, "Error code: 429", None)
    assert (error.response.is_closed, stream.closed) == (True, True)


def test_a_body_that_a_hook_of_the_callers_closed_is_not_read() -> None:
    response = httpx.Response(400, stream=Body(b"{}"))
    response.close()
    assert described(response) == ("Error code: 400", None)


# Connection faults


@pytest.mark.parametrize("way", WAYS)
def test_a_connection_fault_is_the_same_whatever_face_was_asked_for(twin: Twin, way: Way) -> None:
    fault = httpx.ConnectError("All connection attempts failed")
    error = refused(twin, fault, way)
    assert (type(error), str(error)) == (groq.APIConnectionError, "Connection error.")
    assert (error.message, error.body, error.__cause__) == ("Connection error.", None, fault)
    assert isinstance(error.request, httpx.Request)


@pytest.mark.parametrize("way", WAYS)
def test_a_timeout_is_caught_by_the_built_in_name(twin: Twin, way: Way) -> None:
    client = twin.client(httpx.ReadTimeout("t"), max_retries=0)
    with pytest.raises(TimeoutError) as caught:
        way(client, twin)
    assert (type(caught.value), str(caught.value)) == (groq.APITimeoutError, "Request timed out.")
    assert isinstance(caught.value, groq.APIConnectionError)


@pytest.mark.parametrize(
    ("fault", "cls"),
    [
        (httpx.ConnectTimeout("t"), groq.APITimeoutError),
        (httpx.PoolTimeout("t"), groq.APITimeoutError),
        (httpx.ReadError("r"), groq.APIConnectionError),
        (TimeoutError("t"), groq.APIConnectionError),
        (ValueError("v"), groq.APIConnectionError),
    ],
)
def test_a_fault_has_its_class(fault: Exception, cls: Any) -> None:
    error = connection_error(fault, REQUEST)
    assert (type(error), error.request) == (cls, REQUEST)


def test_a_closed_client_is_a_connection_error(twin: Twin) -> None:
    client = twin.client({}, max_retries=0)
    twin.call(client.close())
    with pytest.raises(groq.APIConnectionError) as caught:
        parsed(client, twin)
    assert isinstance(caught.value.__cause__, RuntimeError)


# Made by hand, as tests of applications do


def test_errors_are_made_from_these_arguments() -> None:
    response = httpx.Response(429, request=REQUEST)
    plain = groq.APIError("m", REQUEST, body={"a": 1})
    status = groq.RateLimitError("m", response=response, body=None)
    connection = groq.APIConnectionError(request=REQUEST)
    named = groq.APIConnectionError(message="m", request=REQUEST)
    timeout = groq.APITimeoutError(REQUEST)
    invalid = groq.APIResponseValidationError(response, {"a": 1})
    made = [plain, status, connection, named, timeout, invalid]
    assert [(str(error), error.body, error.request) for error in made] == [
        ("m", {"a": 1}, REQUEST),
        ("m", None, REQUEST),
        ("Connection error.", None, REQUEST),
        ("m", None, REQUEST),
        ("Request timed out.", None, REQUEST),
        ("Data returned by API invalid for expected schema.", {"a": 1}, REQUEST),
    ]
    assert [(error.response, error.status_code) for error in (status, invalid)] == [(response, 429)] * 2
    assert str(groq.APIResponseValidationError(response, None, message="m")) == "m"


def test_a_client_makes_status_errors_and_a_subclass_may_make_its_own(twin: Twin) -> None:
    class Mine(groq.APIStatusError):
        pass

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _make_status_error(self, err_msg: str, *, body: object, response: httpx.Response) -> groq.APIStatusError:
            return Mine("mine: " + err_msg, body=body, response=response)

    client = twin.client(httpx.Response(404, json={}), client_class=Client)
    with pytest.raises(Mine, match=r"^mine: Error code: 404 - {}$"):
        parsed(client, twin)
    error = twin.client()._make_status_error_from_response(httpx.Response(409, text="held", request=REQUEST))
    assert (type(error), str(error), error.body) == (groq.ConflictError, "held", "held")


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_json_too_deep_to_be_read_is_taken_as_text(twin: Twin, content_type: str) -> None:
    deep = "[" * 200_000
    answer = httpx.Response(400, content=deep, headers={"content-type": content_type})
    with pytest.raises(groq.BadRequestError) as caught:
        twin.call(twin.client(answer).models.list())
    assert caught.value.body == deep


@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-16"])
def test_a_charset_that_cannot_be_read_hides_no_status(twin: Twin, charset: str) -> None:
    answer = httpx.Response(403, content=b"no!", headers={"content-type": "text/plain; charset=" + charset})
    with pytest.raises(groq.PermissionDeniedError) as caught:
        twin.call(twin.client(answer).models.list())
    assert (str(caught.value), caught.value.body) == ("Error code: 403", None)
