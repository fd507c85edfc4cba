"""The short way to a request, which must lead to what httpx builds itself; and cookies, which are seldom there."""

from __future__ import annotations

from http.cookiejar import CookieJar
from typing import Any, Dict, List

import httpx
import pytest

from groq import _http
from groq._core.template import HeadTemplate, posted
from twin import Twin

CALL: Dict[str, Any] = {"messages": [], "model": "m"}


def wire(request: httpx.Request) -> Any:
    return (
        request.method,
        request.url,
        request.headers.raw,
        request.content,
        b"".join(request.stream),  # type: ignore[arg-type]
        request.extensions,
    )


@pytest.mark.parametrize("http", [{}, {"headers": {"User-Agent": "own", "X-Own": b"\xe9"}}, {"cookies": {"a": "1"}}])
@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"url": httpx.URL("https://user:pass@host:8443/p?q=1")},
        {"headers": {"user-agent": "a", "Accept": "b"}},
        {"headers": {"Host": "other", "X-Bytes": b"c"}},
        {"timeout": None},
        {"timeout": httpx.Timeout(5, read=7)},
        {"extensions": {"sni_hostname": "a-b"}},
    ],
)
def test_the_short_way_leads_to_what_httpx_builds(http: Dict[str, Any], arguments: Dict[str, Any]) -> None:
    call = {"method": "post", "url": httpx.URL("http://host/p"), "headers": {}, "timeout": 3, "content": b"{}"}
    template = HeadTemplate()
    with httpx.Client(**http) as client:
        for content in (b"{}", b"longer"):
            wanted = {**call, **arguments, "content": content}
            request = posted(wanted, client, template)
            assert request is not None
            assert wire(request) == wire(client.build_request(**wanted))


@pytest.mark.parametrize(
    "arguments",
    [
        {"content": b""},
        {"content": iter([b"x"])},
        {"content": None},
        {"content": b"x", "headers": {"content-length": "1"}},
        {"content": b"x", "headers": {"Transfer-Encoding": "chunked"}},
    ],
)
def test_what_is_more_than_parts_is_left_to_httpx(arguments: Dict[str, Any]) -> None:
    call = {"method": "post", "url": httpx.URL("http://host/p"), "headers": {}, "timeout": 3}
    with httpx.Client() as client, httpx.Client(params={"a": "1"}) as asking:
        assert posted({**call, **arguments}, client, HeadTemplate()) is None
        assert posted({**call, "content": b"x"}, asking, HeadTemplate()) is None


def test_a_change_of_either_side_is_seen_by_the_next_request(twin: Twin) -> None:
    client = twin.client({}, http_client=twin.closing_http(twin.http_class(transport=twin.transport({}))))
    create = client.chat.completions.create
    twin.call(create(**CALL))
    client._client.headers["X-Own"] = "1"
    twin.call(create(**CALL))
    client.api_key = "other"
    twin.call(create(**CALL))
    twin.call(create(**CALL, extra_headers={"x-a": "1", "x-b": "1"}))
    twin.call(create(**CALL, extra_headers={"x-b": "1", "x-a": "1"}))
    sent = [request.headers for request in twin.requests]
    assert [headers.get("x-own") for headers in sent] == [None, "1", "1", "1", "1"]
    assert [headers["authorization"] for headers in sent] == ["Bearer test-key"] * 2 + ["Bearer other"] * 3
    ordered: List[List[str]] = [[name for name in headers if name in ("x-a", "x-b")] for headers in sent]
    assert ordered == [[], [], [], ["x-a", "x-b"], ["x-b", "x-a"]]


def test_a_hook_that_changes_a_request_changes_no_other(twin: Twin) -> None:
    def change(request: httpx.Request) -> None:
        request.headers["X-Number"] = str(len(twin.requests))

    async def awaited_change(request: httpx.Request) -> None:
        change(request)

    cls = type("Mine", (twin.client_class,), {"_prepare_request": lambda self, r: twin.pick(change, awaited_change)(r)})
    client = twin.client({}, client_class=cls)
    for _ in range(2):
        twin.call(client.chat.completions.create(**CALL))
        twin.call(client.copy().chat.completions.create(**CALL))
    assert [request.headers.get_list("x-number") for request in twin.requests] == [["0"], ["1"], ["2"], ["3"]]


def test_an_http_client_with_another_way_to_build_requests_is_asked(twin: Twin) -> None:
    def build_request(self: Any, *args: Any, **kwargs: Any) -> httpx.Request:
        request: httpx.Request = twin.http_class.build_request(self, *args, **kwargs)
        request.headers["X-Built"] = "1"
        return request

    cls = type("Mine", (twin.http_class,), {"build_request": build_request})
    twin.call(twin.client(http_client=cls(transport=twin.transport({}))).chat.completions.create(**CALL))
    assert twin.requests[0].headers["x-built"] == "1"


# Cookies


def test_cookies_that_a_server_sets_are_sent_from_then_on(twin: Twin) -> None:
    client = twin.client(httpx.Response(200, json={}, headers={"Set-Cookie": "a=1; Path=/"}), {})
    for _ in range(3):
        twin.call(client.chat.completions.create(**CALL))
    assert [request.headers.get("cookie") for request in twin.requests] == [None, "a=1", "a=1"]
    assert dict(client._client.cookies) == {"a": "1"}


def test_cookies_can_be_given_and_replaced(twin: Twin) -> None:
    http = twin.default_http_class(cookies={"a": "1"}, transport=twin.transport({}))
    client = twin.client(http_client=http)
    twin.call(client.chat.completions.create(**CALL))
    http.cookies = {"b": "2"}
    twin.call(client.models.list())
    assert [request.headers["cookie"] for request in twin.requests] == ["a=1", "b=2"]


class Watching(CookieJar):
    """A jar that counts the responses it is shown."""

    seen = 0

    def extract_cookies(self, response: Any, request: Any) -> None:
        self.seen += 1


def test_a_jar_of_ones_own_sees_every_response(twin: Twin) -> None:
    jar = Watching()
    client = twin.client(http_client=twin.default_http_class(cookies=jar, transport=twin.transport({})))
    twin.call(client.chat.completions.create(**CALL))
    assert jar.seen == 1


def test_the_clients_of_this_library_look_for_cookies_in_few_responses(twin: Twin) -> None:
    http = twin.closing_http(twin.default_http_class())
    assert isinstance(http.cookies, _http.SparingCookies)
