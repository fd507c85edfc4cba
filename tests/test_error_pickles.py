"""Errors through pickle and copy: the same error on the other side, without what nobody there may see."""

from __future__ import annotations

import concurrent.futures
import copy
import json
import multiprocessing
import pickle
from typing import Any, Callable, Iterator, List, Optional

import httpx
import pytest

import groq
from groq import _exceptions
from groq._casting import MissingStreamClassError
from groq._core.errors import status_error_class
from groq._response import StreamAlreadyConsumed
from groq.testing import CassetteError
from twin import Body, Twin

KEY = "gsk_this_is_a_secret"
CALL: Any = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
BODY = {"error": {"message": "No.", "code": "x", "type": "t", "param": "p", "failed_generation": "{"}}
HEADERS = {"x-request-id": "req_1", "retry-after": "3", "x-ratelimit-limit-tokens": "6000"}
FACTS = ["code", "type", "param", "failed_generation", "request_id", "retry_after", "rate_limit", "limit", "requested"]
REQUEST = httpx.Request("POST", "http://host/x", headers={"Authorization": "Bearer " + KEY}, json={"a": 1})


def response(status: int = 429) -> httpx.Response:
    return httpx.Response(status, request=REQUEST, headers=HEADERS, json=BODY)


def made() -> Iterator[Any]:
    """One error of each class."""
    yield groq.GroqError("m")
    yield groq.GroqError()
    yield groq.APIError("m", REQUEST, body=BODY)
    yield groq.APIStreamError("m", REQUEST, body=BODY["error"], response=response(200))
    yield groq.APIConnectionError(request=REQUEST)
    yield groq.APIConnectionError(message="m", request=REQUEST)
    yield groq.APITimeoutError(REQUEST)
    yield groq.ClientClosedError(request=REQUEST)
    yield groq.IncompleteStreamError(request=REQUEST)
    yield groq.IncompleteStreamWarning()
    yield groq.APIResponseValidationError(response(200), BODY)
    yield StreamAlreadyConsumed()
    yield CassetteError("m")
    by_status = [cls for cls in vars(_exceptions).values() if isinstance(cls, type)]
    for cls in by_status:
        if issubclass(cls, groq.APIStatusError):
            yield cls("m", response=response(getattr(cls, "status_code", 418)), body=BODY)


MADE = [pytest.param(error, id=type(error).__name__) for error in made()]


def through_pickle(error: Any) -> Any:
    return pickle.loads(pickle.dumps(error))


def through_every_pickle(error: Any) -> Any:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        error = pickle.loads(pickle.dumps(error, protocol))
    return error


WAYS = [through_pickle, through_every_pickle, copy.copy, copy.deepcopy]


def test_each_public_error_is_tried() -> None:
    assert {*_exceptions.__all__} <= {type(error).__name__ for error in made()}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("error", MADE)
def test_an_error_is_the_same_on_the_other_side(error: Any, way: Callable[[Any], Any]) -> None:
    arrived = way(error)
    assert arrived is not error
    assert type(arrived) is type(error)
    assert (str(arrived), repr(arrived), arrived.args) == (str(error), repr(error), error.args)
    if isinstance(error, groq.APIError):
        assert (arrived.message, arrived.body) == (error.message, error.body)
        assert [getattr(arrived, name) for name in FACTS] == [getattr(error, name) for name in FACTS]
        assert (arrived.request.method, arrived.request.url) == ("POST", "http://host/x")
        assert arrived.request.content == REQUEST.content
    if hasattr(error, "response"):
        assert (arrived.status_code, arrived.response.status_code) == (error.status_code, error.status_code)
        assert (arrived.response.headers, arrived.response.json()) == (error.response.headers, BODY)


@pytest.mark.parametrize("error", MADE)
def test_no_key_is_pickled_or_shown(error: Any) -> None:
    assert KEY.encode() not in pickle.dumps(error)
    shown = [repr(error), str(error), repr(vars(error)), repr(getattr(error, "request", None))]
    assert [text for text in shown if KEY in text] == []


def test_a_copy_shares_what_the_error_holds() -> None:
    error = groq.RateLimitError("m", response=response(), body=BODY)
    copied = copy.copy(error)
    assert vars(copied) == vars(error)
    assert (copied.request, copied.response) == (REQUEST, error.response)
    assert copied.request.headers["Authorization"] == "Bearer " + KEY


SECRETS = ["Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "api-key", "X-Auth-Token", "X-My-Secret"]


@pytest.mark.parametrize("name", SECRETS)
def test_headers_that_prove_who_is_calling_stay_behind(name: str) -> None:
    headers = {name: KEY, "User-Agent": "Groq/Python", "Idempotency-Key": "i", "Content-Type": "application/json"}
    request = httpx.Request("GET", "http://host/x", headers=headers)
    earlier = httpx.Response(307, request=request)
    answer = httpx.Response(500, request=request, history=[earlier])
    answer.next_request = request
    data = pickle.dumps(groq.InternalServerError("m", response=answer, body=None))
    assert KEY.encode() not in data
    arrived = pickle.loads(data)
    del headers[name]
    for found in (arrived.request, arrived.response.history[0].request, arrived.response.next_request):
        assert {**found.headers} == {name.lower(): value for name, value in [("Host", "host"), *headers.items()]}


def test_a_password_in_the_url_stays_behind() -> None:
    error = groq.APITimeoutError(httpx.Request("GET", "http://me:%s@host/x?a=1" % KEY))
    data = pickle.dumps(error)
    assert KEY.encode() not in data
    assert pickle.loads(data).request.url == "http://host/x?a=1"


@pytest.mark.parametrize("more", [{"headers": {"Authorization": "Bearer " + KEY}}, {"authorization": KEY}])
def test_what_the_body_gives_to_remote_servers_stays_behind(twin: Twin, more: Any) -> None:
    server = {"type": "mcp", "server_label": "é", "server_url": "https://me:%s@host/mcp?token=%s" % (KEY, KEY), **more}
    twin.local.fail(500)
    with pytest.raises(groq.InternalServerError) as caught:
        twin.call(twin.local_client(max_retries=0).responses.create(input="Hi", model="m", tools=[server]))
    data = pickle.dumps(caught.value)
    assert KEY.encode() not in data
    sent = json.loads(pickle.loads(data).request.content)
    assert (sent["input"], sent["tools"][0]["server_label"]) == ("Hi", "é")
    assert sent["tools"][0]["server_url"] == "https://***@host/mcp?***"
    assert KEY.encode() in caught.value.request.content


# What cannot be kept


def test_a_body_that_streams_stays_behind() -> None:
    request = httpx.Request("POST", "http://host/x", content=(part for part in [b"a"]))
    arrived = through_pickle(groq.APIConnectionError(request=request))
    assert arrived.request.headers == request.headers
    with pytest.raises(httpx.RequestNotRead):
        arrived.request.content  # noqa: B018 - what is tested


def test_a_response_that_was_not_read_stays_closed() -> None:
    unread = httpx.Response(500, request=REQUEST, stream=Body(b"a"), extensions={"network_stream": open})
    arrived = through_pickle(groq.InternalServerError("m", response=unread, body=None))
    assert (arrived.response.status_code, arrived.response.is_closed) == (500, True)
    with pytest.raises(httpx.ResponseNotRead):
        arrived.response.content  # noqa: B018 - what is tested


def test_a_guess_at_the_encoding_is_kept_without_who_made_it() -> None:
    answer = httpx.Response(500, request=REQUEST, content="né".encode("latin-1"), default_encoding=lambda _: "latin-1")
    arrived = through_pickle(groq.InternalServerError("m", response=answer, body=None))
    assert arrived.response.text == "né"


# Errors as calls raise them


@pytest.mark.parametrize(
    ("answer", "stream"),
    [
        (httpx.Response(429, headers=HEADERS, json=BODY), False),
        (httpx.Response(502, html="<html><title>Bad Gateway</title></html>"), True),
        (httpx.ReadTimeout("t"), False),
        (httpx.ConnectError("c"), False),
        (b'data: {"error": {"message": "No.", "code": "x"}}\n\n', True),
    ],
)
def test_what_a_call_raises_arrives_whole(twin: Twin, answer: Any, stream: bool) -> None:
    client = twin.client(answer, api_key=KEY, max_retries=0)
    with pytest.raises(groq.APIError) as caught:
        twin.items(twin.call(client.chat.completions.create(**CALL, stream=stream)))
    error = caught.value
    assert error.request.headers["Authorization"] == "Bearer " + KEY
    for way in (through_every_pickle, copy.deepcopy):
        arrived = way(error)
        assert (type(arrived), str(arrived), arrived.body) == (type(error), str(error), error.body)
        assert [getattr(arrived, name) for name in FACTS] == [getattr(error, name) for name in FACTS]
        assert "Authorization" not in arrived.request.headers
    assert KEY.encode() not in pickle.dumps(error)


class Mine(groq.RateLimitError):
    """What an application derives: with a constructor of its own."""

    def __init__(self, team: str, answer: httpx.Response, body: Optional[object] = None) -> None:
        super().__init__("mine", response=answer, body=body)
        self.team = team


@pytest.mark.parametrize("way", WAYS)
def test_an_error_derived_by_an_application_arrives_too(way: Callable[[Any], Any]) -> None:
    arrived = way(Mine("a", response(), BODY))
    assert (type(arrived), str(arrived), arrived.team, arrived.code) == (Mine, "mine", "a", "x")


def test_the_advice_on_a_request_that_never_fits_arrives() -> None:
    error = status_error_class(413)("m", response=response(413), body=None)
    vars(error)["__notes__"] = ["It can never fit."]
    assert vars(through_pickle(error))["__notes__"] == ["It can never fit."]


def test_a_missing_stream_class_arrives() -> None:
    arrived = through_pickle(MissingStreamClassError())
    assert (type(arrived), str(arrived)) == (MissingStreamClassError, str(MissingStreamClassError()))


def fail() -> None:
    """The work of another process."""
    raise groq.APITimeoutError(REQUEST) from ValueError("cause")


def test_an_error_comes_back_from_another_process() -> None:
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, context) as pool:
        found: List[Any] = [pool.submit(fail).exception(timeout=50)]
    assert (type(found[0]), str(found[0]), found[0].request.url) == (
        groq.APITimeoutError,
        "Request timed out.",
        REQUEST.url,
    )
