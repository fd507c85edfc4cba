"""Redirects: followed as httpx follows them, with the key for the same host only."""

from __future__ import annotations

from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq.types.chat import ChatCompletion
from twin import Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
SENT = b'{"messages":[{"role":"user","content":"Hi"}],"model":"m"}'
FINE = {"id": "fine"}
PATH = "/openai/v1/chat/completions"


def redirect(status: int, location: str = "/elsewhere") -> httpx.Response:
    return httpx.Response(status, headers={"Location": location})


@pytest.mark.parametrize(
    ("status", "method", "content"),
    [(301, "GET", b""), (302, "GET", b""), (303, "GET", b""), (307, "POST", SENT), (308, "POST", SENT)],
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_post_is_redirected_as_httpx_does(twin: Twin, status: int, method: str, content: bytes, stream: bool) -> None:
    client = twin.client(redirect(status), sse(FINE) if stream else FINE, base_url="http://host")
    answer = twin.call(client.chat.completions.create(**CALL, stream=stream))
    assert [item.id for item in (twin.items(answer) if stream else [answer])] == ["fine"]
    first, second = twin.requests
    assert (first.method, first.url) == ("POST", "http://host" + PATH)
    assert (second.method, second.url) == (method, "http://host/elsewhere")
    assert second.content == (content and first.content)
    assert ("content-type" in second.headers, "content-length" in second.headers) == (True, bool(content))


def test_a_redirect_is_no_retry(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(redirect(307), FINE)
    raw = twin.call(client.chat.completions.with_raw_response.create(**CALL))
    assert [request.headers["x-stainless-retry-count"] for request in twin.requests] == ["0", "0"]
    assert (raw.retries_taken, str(raw.url), no_sleep) == (0, "https://api.groq.com/elsewhere", [])
    assert [response.status_code for response in raw.http_response.history] == [307]


@pytest.mark.parametrize(
    ("location", "keeps"),
    [
        ("/elsewhere", True),
        ("http://host/elsewhere", True),
        ("http://host:80/elsewhere", True),
        ("https://host/elsewhere", True),  # the same host, upgraded
        ("http://other/elsewhere", False),
        ("http://sub.host/elsewhere", False),
        ("http://host:8080/elsewhere", False),
        ("https://host:8443/elsewhere", False),
    ],
)
@pytest.mark.parametrize("status", [303, 307])
def test_the_key_goes_to_the_same_host_only(twin: Twin, status: int, location: str, keeps: bool) -> None:
    client = twin.client(redirect(status, location), FINE, base_url="http://host")
    assert twin.call(client.chat.completions.create(**CALL)).id == "fine"
    first, second = twin.requests
    assert first.headers["authorization"] == "Bearer test-key"
    assert second.headers.get("authorization") == ("Bearer test-key" if keeps else None)


def test_a_redirected_call_that_is_refused_is_retried_from_the_start(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(redirect(307), httpx.Response(500), FINE, base_url="http://host")
    assert twin.call(client.chat.completions.create(**CALL)).id == "fine"
    assert [request.url.path for request in twin.requests] == [PATH, "/elsewhere", PATH]
    assert [request.content for request in twin.requests] == [twin.requests[0].content] * 3


def test_redirects_without_end_are_a_connection_error(twin: Twin) -> None:
    client = twin.client(redirect(307), max_retries=0)
    with pytest.raises(groq.APIConnectionError) as caught:
        twin.call(client.chat.completions.create(**CALL))
    assert isinstance(caught.value.__cause__, httpx.TooManyRedirects)


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
def test_a_redirect_to_nowhere_is_a_status_error(twin: Twin, status: int) -> None:
    with pytest.raises(groq.APIStatusError) as caught:
        twin.call(twin.client(httpx.Response(status)).chat.completions.create(**CALL))
    assert (type(caught.value), str(caught.value)) == (groq.APIStatusError, "Error code: %d" % status)


def test_a_redirect_that_is_not_to_be_followed_is_a_status_error(twin: Twin) -> None:
    client = twin.client(redirect(302), FINE)
    with pytest.raises(groq.APIStatusError, match=r"^Error code: 302$") as caught:
        twin.call(client.post("/x", cast_to=ChatCompletion, options={"follow_redirects": False}))
    assert (caught.value.status_code, caught.value.response.headers["location"]) == (302, "/elsewhere")
    assert len(twin.requests) == 1


def test_an_http_client_that_follows_none_keeps_to_it_unless_the_call_says_otherwise(twin: Twin) -> None:
    http_client = twin.http_class(transport=twin.transport(redirect(307), redirect(307), FINE))
    client = twin.client(http_client=http_client)
    with pytest.raises(groq.APIStatusError, match=r"^Error code: 307$"):
        twin.call(client.post("/x", cast_to=ChatCompletion))
    assert twin.call(client.post("/x", cast_to=ChatCompletion, options={"follow_redirects": True})).id == "fine"
