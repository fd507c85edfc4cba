"""What subclasses of the clients override: each is asked for every call, or for every attempt of it."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq._models import FinalRequestOptions
from groq._qs import Querystring
from twin import Twin

CALL: Dict[str, Any] = {"messages": [], "model": "m"}


def made(twin: Twin, *answers: Any, **members: Any) -> Any:
    """A client of a subclass with `members`, which get these answers."""
    cls = type("Mine", (twin.client_class,), members)
    return twin.client(*(answers or [{}]), client_class=cls)


def in_colour(twin: Twin, function: Any) -> Any:
    """`function`, as a coroutine function where that is what the colour calls for."""

    async def awaited(*args: Any) -> Any:
        return function(*args)

    return twin.pick(function, awaited)


def test_headers_and_query_come_from_properties(twin: Twin) -> None:
    client = made(
        twin,
        auth_headers=property(lambda self: {"X-Key": self.api_key}),
        user_agent=property(lambda self: "mine/1"),
        default_query=property(lambda self: {"a": [1, 2]}),
        qs=property(lambda self: Querystring(array_format="repeat")),
        platform_headers=lambda self: {"X-Platform": "p"},
    )
    twin.call(client.models.list())
    (request,) = twin.requests
    assert (request.headers["x-key"], request.headers["user-agent"], request.headers["x-platform"]) == (
        "test-key",
        "mine/1",
        "p",
    )
    assert {"authorization", "x-stainless-os"} & {*request.headers} == set()
    assert request.url.query == b"a=1&a=2"


def test_a_form_is_written_by_the_client(twin: Twin) -> None:
    client = made(twin, _serialize_multipartform=lambda self, data: {"fields": "+".join(data)})
    twin.call(client.audio.transcriptions.create(model="m", language="en", file=b"x"))
    assert b'name="fields"\r\n\r\nmodel+language\r\n' in twin.requests[0].content


def test_default_headers_may_be_replaced_as_a_whole(twin: Twin) -> None:
    base = twin.client_class.default_headers.fget
    client = made(twin, default_headers=property(lambda self: {**base(self), "X-A": "1", "Accept": groq.Omit()}))
    twin.call(client.models.list())
    assert (twin.requests[0].headers["x-a"], twin.requests[0].headers["accept"]) == ("1", "*/*")


def test_an_authentication_flow_takes_the_place_of_the_key(twin: Twin) -> None:
    client = made(twin, custom_auth=property(lambda self: httpx.BasicAuth("user", "pass")))
    twin.call(client.models.list())
    assert twin.requests[0].headers.get_list("authorization") == ["Basic dXNlcjpwYXNz"]


def test_options_and_requests_are_prepared_for_each_attempt(twin: Twin, no_sleep: List[float]) -> None:
    seen: List[Any] = []

    def prepare_options(self: Any, options: FinalRequestOptions) -> FinalRequestOptions:
        seen.append((options.method, options.url, options.json_data, options.idempotency_key))
        options.headers = {"X-Attempt": str(len(seen))}
        return options

    def prepare_request(self: Any, request: httpx.Request) -> None:
        request.headers["X-Prepared"] = request.headers["x-attempt"]

    client = made(
        twin,
        httpx.Response(500),
        {},
        _prepare_options=in_colour(twin, prepare_options),
        _prepare_request=in_colour(twin, prepare_request),
    )
    twin.call(client.chat.completions.create(**CALL))
    key = seen[0][3]
    assert seen == [("post", "/openai/v1/chat/completions", CALL, key)] * 2
    assert key.startswith("stainless-python-retry-")
    assert [request.headers["x-prepared"] for request in twin.requests] == ["1", "2"]


def test_a_get_has_no_idempotency_key(twin: Twin) -> None:
    seen: List[Any] = []

    def prepare_options(self: Any, options: FinalRequestOptions) -> FinalRequestOptions:
        seen.append(options.idempotency_key)
        return options

    twin.call(made(twin, _prepare_options=in_colour(twin, prepare_options)).models.list())
    assert seen == [None]


def test_requests_are_built_with_the_number_of_retries(twin: Twin, no_sleep: List[float]) -> None:
    base = twin.client_class._build_request
    seen: List[int] = []

    def build_request(self: Any, options: FinalRequestOptions, *, retries_taken: int = 0) -> httpx.Request:
        seen.append(retries_taken)
        request: httpx.Request = base(self, options, retries_taken=retries_taken)
        request.headers["X-Built"] = "1"
        return request

    twin.call(made(twin, httpx.Response(500), {}, _build_request=build_request).models.list())
    assert seen == [0, 1]
    assert [request.headers["x-built"] for request in twin.requests] == ["1", "1"]


def test_a_subclass_decides_what_is_retried_and_when(twin: Twin, no_sleep: List[float]) -> None:
    seen: List[Any] = []

    def should_retry(self: Any, response: httpx.Response) -> bool:
        return response.status_code == 418

    def calculate(self: Any, remaining: int, options: FinalRequestOptions, headers: Any = None) -> float:
        seen.append((remaining, options.url, headers["x-a"]))
        return 1.25

    client = made(
        twin,
        httpx.Response(418, headers={"x-a": "1"}),
        httpx.Response(500),
        _should_retry=should_retry,
        _calculate_retry_timeout=calculate,
    )
    with pytest.raises(groq.InternalServerError):
        twin.call(client.models.list())
    assert seen == [(2, "/openai/v1/models", "1")]
    assert no_sleep == [1.25]


def test_a_subclass_chooses_the_error(twin: Twin) -> None:
    class MineError(groq.APIStatusError):
        pass

    def make(self: Any, err_msg: str, *, body: object, response: httpx.Response) -> groq.APIStatusError:
        return MineError("mine: " + err_msg, response=response, body=body)

    client = made(twin, httpx.Response(400, json={"a": 1}), _make_status_error=make)
    with pytest.raises(MineError) as caught:
        twin.call(client.models.list())
    assert (str(caught.value), caught.value.body) == ("mine: Error code: 400 - {'a': 1}", {"a": 1})


@pytest.mark.parametrize("verb", ["get", "post", "delete"])
def test_operations_go_through_the_verbs(twin: Twin, verb: str) -> None:
    seen: List[Any] = []

    def call(self: Any, path: str, **options: Any) -> str:
        seen.append(path)
        return "mine"

    client = made(twin, **{verb: in_colour_with_keywords(twin, call)})
    operations = {"get": client.models.list, "post": client.batches.cancel, "delete": client.files.delete}
    assert twin.call(operations[verb](*([] if verb == "get" else ["x"]))) == "mine"
    assert len(seen) == 1


def in_colour_with_keywords(twin: Twin, function: Any) -> Any:
    async def awaited(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return twin.pick(function, awaited)


def test_every_call_goes_through_request(twin: Twin) -> None:
    seen: List[Any] = []

    def request(self: Any, cast_to: Any, options: FinalRequestOptions, **rest: Any) -> str:
        seen.append((cast_to, options.method, options.url, rest))
        return "mine"

    client = made(twin, request=in_colour_with_keywords(twin, request))
    for call in (client.models.list(), client.files.delete("f"), client.post("/x", cast_to=object)):
        assert twin.call(call) == "mine"
    assert [(method, url) for _, method, url, _ in seen] == [
        ("get", "/openai/v1/models"),
        ("delete", "/openai/v1/files/f"),
        ("post", "/x"),
    ]


def test_a_url_is_prepared_by_the_client(twin: Twin) -> None:
    client = made(twin, _prepare_url=lambda self, url: httpx.URL("http://mine" + url))
    twin.call(client.models.list())
    assert str(twin.requests[0].url) == "http://mine/openai/v1/models"


def test_headers_are_validated_by_the_client(twin: Twin) -> None:
    seen: List[Any] = []

    def validate(self: Any, headers: Any, custom_headers: Any) -> None:
        seen.append((headers["Accept"], dict(custom_headers)))

    twin.call(made(twin, _validate_headers=validate).models.list(extra_headers={"X-A": "1"}))
    assert seen == [("application/json", {"X-A": "1"})]


def test_old_helpers_of_the_base_client_still_answer(twin: Twin) -> None:
    client = twin.client()
    assert client._idempotency_key().startswith("stainless-python-retry-")
    assert client._serialize_multipartform({"a": [1, 2], "b": {"c": True}}) == {"a[]": ["1", "2"], "b[c]": "true"}
    assert str(client._prepare_url("/x")) == "https://api.groq.com/x"
    assert type(client._make_sse_decoder()) is groq._streaming.SSEDecoder
    assert client._parse_retry_after_header(httpx.Headers({"retry-after": "2"})) == 2
    options = FinalRequestOptions.construct(method="post", url="/x", headers={"X-A": "1"})
    assert client._build_headers(options, retries_taken=3)["x-stainless-retry-count"] == "3"
    assert client._should_stream_response_body(httpx.Request("GET", "http://x")) is False
    response = httpx.Response(200, json={"id": "1"}, request=httpx.Request("GET", "http://x"))
    found = client._process_response_data(data={"id": "1"}, cast_to=groq.types.Model, response=response)
    assert (type(found), found.id) == (groq.types.Model, "1")
    error = client._make_status_error_from_response(httpx.Response(404, request=response.request))
    assert (type(error), str(error)) == (groq.NotFoundError, "Error code: 404")


def test_a_body_may_be_changed_in_place_for_each_attempt(twin: Twin, no_sleep: List[float]) -> None:
    def count(options: Any) -> Any:
        options.json_data["attempt"] = options.json_data.get("attempt", 0) + 1
        return options

    client = twin.client(httpx.Response(500), httpx.Response(500), {})
    client._prepare_options = in_colour(twin, count)
    twin.call(client.post("/x", cast_to=object, body={"a": 1}))
    assert [json.loads(request.content)["attempt"] for request in twin.requests] == [1, 2, 3]


def test_options_can_be_used_again_with_another_body(twin: Twin) -> None:
    client = twin.client({})
    body: Dict[str, Any] = {"page": 1}
    options = FinalRequestOptions(method="post", url="/x", json_data=body)
    twin.call(client.request(object, options))
    body["page"] = 2
    twin.call(client.request(object, options))
    assert [request.content for request in twin.requests] == [b'{"page":1}', b'{"page":2}']
