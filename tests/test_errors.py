"""Errors: one class for each thing that can go wrong, with what the server said."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, List, Optional, Tuple
from unittest.mock import MagicMock, Mock

import httpx
import pytest

import groq
from groq import _exceptions
from groq._core import limits
from groq._core.errors import connection_error, described, status_error, status_error_class
from groq.testing import LocalGroq
from twin import Body, Twin

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
KNOWN = {**CALL, "model": "openai/gpt-oss-20b"}
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
    (413, groq.RequestTooLargeError),
    (422, groq.UnprocessableEntityError),
    (424, groq.FailedDependencyError),
    (429, groq.RateLimitError),
    (498, groq.CapacityExceededError),
    (499, groq.RequestCancelledError),
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
    by_status += ["RequestTooLarge", "FailedDependency", "CapacityExceeded", "RequestCancelled"]
    by_code = ["ToolUseFailed", "JSONValidateFailed", "ModelDecommissioned", "ContextLengthExceeded"]
    expected = {
        "GroqError": ["Exception"],
        "APIError": ["GroqError"],
        "APIStatusError": ["APIError"],
        **{"%sError" % name: ["APIStatusError"] for name in [*by_status, "RateLimit", "InternalServer"]},
        "APIConnectionError": ["APIError"],
        "APITimeoutError": ["APIConnectionError", "TimeoutError"],
        "ClientClosedError": ["APIConnectionError", "RuntimeError"],
        **{"%sError" % name: ["BadRequestError"] for name in by_code},
        "APIResponseValidationError": ["APIError"],
        "APIStreamError": ["APIError"],
        "IncompleteStreamError": ["APIConnectionError"],
        "IncompleteStreamWarning": ["UserWarning"],
    }
    assert parents == expected
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


BY_CODE: List[Tuple[str, Any]] = [
    ("tool_use_failed", groq.ToolUseFailedError),
    ("json_validate_failed", groq.JSONValidateFailedError),
    ("model_decommissioned", groq.ModelDecommissionedError),
    ("context_length_exceeded", groq.ContextLengthExceededError),
    ("invalid_value", groq.BadRequestError),
]


@pytest.mark.parametrize(("code", "cls"), BY_CODE)
def test_a_code_narrows_the_class_of_its_status(twin: Twin, code: str, cls: Any) -> None:
    local = LocalGroq()
    local.fail(400, code=code)
    client = twin.closing(twin.pick(local.client, local.async_client)())
    with pytest.raises(groq.BadRequestError) as caught:
        parsed(client, twin)
    assert (type(caught.value), caught.value.status_code, caught.value.code) == (cls, 400, code)


@pytest.mark.parametrize(("code", "_cls"), BY_CODE)
@pytest.mark.parametrize(("status", "cls"), [row for row in BY_STATUS if row[0] != 400])
def test_with_another_status_a_code_gives_the_class_of_that_status(status: int, cls: Any, code: str, _cls: Any) -> None:
    body = {"error": {"message": "No.", "code": code}}
    error = status_error("m", body=body, response=httpx.Response(status, request=REQUEST))
    assert (type(error), error.code) == (cls, code)


@pytest.mark.parametrize("body", [None, "tool_use_failed", [], {"error": "tool_use_failed"}, {"error": {"code": []}}])
def test_what_is_no_code_narrows_nothing(body: Any) -> None:
    error = status_error("m", body=body, response=httpx.Response(400, request=REQUEST))
    assert (type(error), error.code) == (groq.BadRequestError, None)


# What an error tells

WORDS = {
    "message": "Failed to call a function.",
    "type": "invalid_request_error",
    "code": "tool_use_failed",
    "param": "tools",
    "failed_generation": "<function=look_up{",
}
NUMBERED = (
    "Rate limit reached for model `m` in organization `org_a` service tier `on_demand` on tokens per minute (TPM): "
    "Limit 15000, Used 11972, Requested 4351. Please try again in 5.289s. Need more tokens? See (URL)."
)
TOO_LARGE = (
    "Request too large for model `m` in organization `org_a` on tokens per minute (TPM): Limit 6000, Requested 8012, "
    "please reduce your message size and try again."
)


def told(error: Any) -> Dict[str, Any]:
    names = ["code", "type", "param", "request_id", "failed_generation", "retry_after", "limit", "requested"]
    return {name: getattr(error, name) for name in names if getattr(error, name) is not None}


def made(body: object, status: int = 400, headers: Optional[Dict[str, str]] = None) -> Any:
    """An error as an application's tests make it."""
    response = httpx.Response(status, headers=headers, request=REQUEST)
    return groq.APIStatusError("m", response=response, body=body)


@pytest.mark.parametrize("way", WAYS)
def test_an_error_tells_what_the_server_said(twin: Twin, way: Way) -> None:
    answer = httpx.Response(400, headers={"x-request-id": "req_1"}, json={"error": WORDS})
    words = {name: text for name, text in WORDS.items() if name != "message"}
    assert told(refused(twin, answer, way)) == {**words, "request_id": "req_1"}


@pytest.mark.parametrize("body", [{"error": WORDS}, WORDS])
def test_an_error_made_by_hand_tells_what_its_body_says(body: object) -> None:
    assert told(made(body)) == {name: text for name, text in WORDS.items() if name != "message"}
    assert told(groq.APIError("m", REQUEST, body=body)) == told(made(body))


@pytest.mark.parametrize(
    "body",
    [
        *(None, "", "text", 5, [], {}, {"error": None}, {"error": "text"}),
        {"error": {"code": None, "type": 1.5, "param": []}},
        {"error": {"code": True, "failed_generation": {"a": 1}}},
    ],
)
def test_what_the_server_did_not_say_is_none(body: object) -> None:
    error = made(body)
    assert (told(error), error.rate_limit, error.never_fits) == ({}, None, False)


def test_a_code_may_be_a_number() -> None:
    assert made({"error": {"code": 429}}).code == "429"


def test_an_error_without_an_answer_tells_nothing() -> None:
    for error in (groq.APIConnectionError(request=REQUEST), groq.APITimeoutError(REQUEST)):
        assert (told(error), error.rate_limit, error.never_fits) == ({}, None, False)


def test_an_answer_that_does_not_fit_has_a_request_id_and_no_words() -> None:
    response = httpx.Response(200, headers={"x-request-id": "req_1"}, request=REQUEST)
    error = groq.APIResponseValidationError(response, {"type": "list", "code": "x", "message": NUMBERED})
    assert told(error) == {"request_id": "req_1"}


def test_a_rate_limit_is_told_in_numbers(twin: Twin) -> None:
    headers = {
        "retry-after": "6",
        "x-ratelimit-limit-tokens": "15000",
        "x-ratelimit-remaining-tokens": "3028",
        "x-ratelimit-reset-tokens": "47.888s",
    }
    error = refused(twin, httpx.Response(429, headers=headers, json={"error": {"message": NUMBERED}}))
    assert told(error) == {"retry_after": 6, "limit": 15000, "requested": 4351}
    assert error.rate_limit == groq.RateLimits(
        requests=groq.RateLimit(),
        tokens=groq.RateLimit(15000, 3028, 47.888, error.rate_limit.received_at + 47.888),
        retry_after=6,
        kind="TPM",
        received_at=error.rate_limit.received_at,
    )
    assert 0 <= time.time() - error.rate_limit.received_at < 60
    assert not error.never_fits


def test_the_wait_is_read_from_the_message_where_no_header_has_it() -> None:
    assert made({"error": {"message": NUMBERED}}, 429).retry_after == 5.289
    assert groq.RateLimitError(NUMBERED, response=httpx.Response(429, request=REQUEST), body=None).retry_after == 5.289
    assert made({"error": {"message": NUMBERED}}, 429, {"retry-after": "soon"}).retry_after == 5.289
    assert made({"error": {"message": NUMBERED}}, 429, {"retry-after-ms": "1500"}).retry_after == 1.5


def test_a_request_that_can_never_fit_says_so_and_is_sent_once(twin: Twin, no_sleep: List[float]) -> None:
    with LocalGroq() as local:
        local.limit(tokens=20)
        client = twin.closing(twin.pick(local.client, local.async_client)(max_retries=5))
        with pytest.raises(groq.RequestTooLargeError) as caught:
            twin.call(client.chat.completions.create(**KNOWN, max_completion_tokens=500))
        assert (len(local.requests), no_sleep) == (1, [])
    error = caught.value
    assert (error.never_fits, error.limit, error.code) == (True, 20, "rate_limit_exceeded")
    assert error.rate_limit is not None
    assert error.rate_limit.kind == "TPM"
    assert str(error).startswith("Error code: 413 - {")
    assert vars(error)["__notes__"] == [
        "The request counts as %d where the rate limit is 20: it can never fit, however long you wait. Send less, or "
        "ask for a higher limit." % error.requested
    ]


def test_only_numbers_say_that_a_request_never_fits() -> None:
    assert made({"error": {"message": TOO_LARGE}}, 413).never_fits
    for body in ({"error": {"message": "The request is too large."}}, {"error": {"message": NUMBERED}}, None):
        error = status_error("m", body=body, response=httpx.Response(413, request=REQUEST))
        assert (error.never_fits, hasattr(error, "__notes__")) == (False, False)


def test_the_servers_word_on_another_attempt_holds_for_413_too(twin: Twin, no_sleep: List[float]) -> None:
    answer = httpx.Response(413, headers={"x-should-retry": "true"}, json={"error": {"message": TOO_LARGE}})
    with pytest.raises(groq.RequestTooLargeError):
        parsed(twin.client(answer, max_retries=1), twin)
    assert len(twin.requests) == 2


def test_nothing_is_looked_at_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("parsed too early")

    monkeypatch.setattr(limits, "rate_limits", fail)
    monkeypatch.setattr(limits, "refusal", fail)
    error = made({"error": {"message": NUMBERED}}, 429, {"retry-after": "6"})
    with pytest.raises(AssertionError, match="too early"):
        _ = error.limit


def test_an_application_may_have_attributes_of_these_names_of_its_own() -> None:
    class Mine(groq.APIStatusError):
        param = "a"

        def __init__(self, message: str, *, response: httpx.Response, body: Optional[object]) -> None:
            super().__init__(message, response=response, body=body)
            self.code = "b"
            self.request_id = "c"

    error = Mine("m", response=httpx.Response(400, request=REQUEST), body={"error": WORDS})
    assert (error.param, error.code, error.request_id, error.type) == ("a", "b", "c", "invalid_request_error")


def test_a_stand_in_for_a_response_tells_nothing() -> None:
    for response in (Mock(), MagicMock(), Mock(headers={})):
        error = groq.RateLimitError("m", response=response, body=None)
        assert (told(error), error.rate_limit) == ({}, None)


# Errors inside of a stream


@pytest.mark.parametrize("form", ["event", "data", "x_groq"])
def test_an_error_in_a_stream_tells_what_the_server_said(twin: Twin, form: Any) -> None:
    with LocalGroq() as local:
        local.stream_error("Over capacity.", status=498, form=form)
        client = twin.closing(twin.pick(local.client, local.async_client)())
        items, error = twin.collect(twin.call(client.chat.completions.create(**KNOWN, stream=True)))
    assert (len(items), type(error), str(error)) == (1, groq.APIStreamError, "Over capacity.")
    assert not isinstance(error, groq.APIStatusError)
    assert not hasattr(error, "status_code")
    words = {} if form == "x_groq" else {"code": "capacity_exceeded", "type": "capacity_exceeded"}
    assert told(error) == {**words, "request_id": items[0].x_groq.id}
    assert error.rate_limit.requests.limit == 14400


# Message and body

PAGE = """<!DOCTYPE html>
<!--[if lt IE 7]> <html class="no-js ie6 oldie" lang="en-US"> <![endif]-->
<html lang="en-US"><head>
<title>groq.com | 502:
  Bad &amp; ugly gateway</title></head><body>%s</body></html>""" % ("words " * 1000)

PAGES: List[Tuple[str, str, str]] = [
    (PAGE, "text/html; charset=UTF-8", "Error code: 502 - groq.com | 502: Bad & ugly gateway"),
    (PAGE, "", "Error code: 502 - groq.com | 502: Bad & ugly gateway"),
    ("<HTML><HEAD><TITLE lang='en'>Busy</TITLE>", "", "Error code: 502 - Busy"),
    ("<!-- by a proxy -->\n<html><title>Busy</title></html>", "", "Error code: 502 - Busy"),
    ("<h1>Busy</h1>", "text/html", "Error code: 502"),
    ("<html><title></title></html>", "text/html", "Error code: 502"),
    ("<html><title>" * 10_000, "text/html", "Error code: 502"),
    ("<html>" + "<title " * 10_000, "text/html", "Error code: 502"),
    ("<h1>Busy</h1>", "text/plain", "<h1>Busy</h1>"),
    ("<title>Busy</title>", "", "<title>Busy</title>"),
    ("Busy, see <html>", "text/html", "Busy, see <html>"),
]


@pytest.mark.parametrize(("text", "content_type", "message"), PAGES)
def test_a_page_is_its_title_in_the_message_and_whole_in_the_body(
    twin: Twin, text: str, content_type: str, message: str
) -> None:
    error = refused(twin, httpx.Response(502, headers={"content-type": content_type}, content=text.encode()))
    assert (type(error), str(error), error.body) == (groq.InternalServerError, message, text.strip())


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
    assert (type(caught.value), str(caught.value)) == (
        groq.APITimeoutError,
        "Request timed out. Nothing came for 60 seconds.",
    )
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
