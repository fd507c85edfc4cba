"""What a client is made with: key, address, timeout, retries, default headers and query."""

from __future__ import annotations

import inspect
from typing import Any, Dict

import httpx
import pytest

import groq
from groq import AsyncGroq, Groq, GroqError
from twin import Twin


def sent(twin: Twin, **options: Any) -> httpx.Request:
    """The request that a client with these options sends."""
    twin.call(twin.client({}, **options).models.list())
    return twin.requests[-1]


# Signatures


def test_the_options_have_their_names_and_defaults(twin: Twin) -> None:
    parameters = list(inspect.signature(twin.client_class.__init__).parameters.values())[1:]
    assert [(parameter.name, parameter.default) for parameter in parameters] == [
        ("api_key", None),
        ("base_url", None),
        ("timeout", groq.NOT_GIVEN),
        ("max_retries", 2),
        ("default_headers", None),
        ("default_query", None),
        ("http_client", None),
        ("_strict_response_validation", False),
        ("stream_check", None),
        ("retry_policy", None),
        ("hooks", None),
        ("sanitize_history", False),
    ]
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}


def test_every_option_is_one_of_copy_too(twin: Twin) -> None:
    options = set(inspect.signature(twin.client_class.__init__).parameters) - {"_strict_response_validation"}
    copied = set(inspect.signature(twin.client_class.copy).parameters)
    assert copied - options == {"set_default_headers", "set_default_query", "_extra_kwargs"}
    assert options <= copied


def test_the_clients_have_a_second_name_each() -> None:
    assert groq.Client is Groq
    assert groq.AsyncClient is AsyncGroq


def test_the_defaults_are_those_people_know(twin: Twin) -> None:
    client = twin.closing(twin.client_class(api_key="k"))
    assert client.max_retries == groq.DEFAULT_MAX_RETRIES == 2
    assert client.timeout == groq.DEFAULT_TIMEOUT == httpx.Timeout(60, connect=5)
    assert str(client.base_url) == "https://api.groq.com"
    assert (client.default_query, client._custom_headers) == ({}, {})


# The key


def test_the_key_comes_from_the_argument_then_from_the_environment(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "from-environment")
    assert sent(twin, api_key=None).headers["authorization"] == "Bearer from-environment"
    assert sent(twin, api_key="given").headers["authorization"] == "Bearer given"


def test_no_key_at_all_is_an_error_that_names_both_places(twin: Twin) -> None:
    with pytest.raises(GroqError) as caught:
        twin.client_class()
    assert str(caught.value) == (
        "The api_key client option must be set either by passing api_key to the client or by setting the "
        "GROQ_API_KEY environment variable"
    )


def test_white_space_around_the_key_is_dropped(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sent(twin, api_key="  key\r\n").headers["authorization"] == "Bearer key"
    monkeypatch.setenv("GROQ_API_KEY", "\tfrom-file\n")
    assert sent(twin, api_key=None).headers["authorization"] == "Bearer from-file"


@pytest.mark.parametrize("key", ["a\nb", "a\x00b", "a\x7fb", "kéy", "a\u200bb"])
def test_a_key_that_no_header_may_carry_is_refused_without_being_shown(twin: Twin, key: str) -> None:
    with pytest.raises(GroqError, match="`api_key` holds characters that are not printable ASCII") as caught:
        twin.client_class(api_key=key)
    assert key not in str(caught.value)


def test_a_new_key_is_used_from_the_next_request_on(twin: Twin) -> None:
    client = twin.client({})
    twin.call(client.models.list())
    client.api_key = "new"
    twin.call(client.models.list())
    assert [request.headers["authorization"] for request in twin.requests] == ["Bearer test-key", "Bearer new"]


# The address


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        (None, "https://api.groq.com/openai/v1/models"),
        ("http://host", "http://host/openai/v1/models"),
        ("http://host/", "http://host/openai/v1/models"),
        ("http://host:8080/a/b", "http://host:8080/a/b/openai/v1/models"),
        ("http://host/a/b/", "http://host/a/b/openai/v1/models"),
        (httpx.URL("http://host/a%2Fb"), "http://host/a%2Fb/openai/v1/models"),
        ("HTTP://HOST/A", "http://host/A/openai/v1/models"),
        ("http://[::1]:8080", "http://[::1]:8080/openai/v1/models"),
    ],
)
def test_paths_are_appended_to_the_base_url(twin: Twin, base_url: Any, url: str) -> None:
    assert str(sent(twin, base_url=base_url).url) == url


def test_the_base_url_comes_from_the_argument_then_from_the_environment(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_BASE_URL", "http://environment/p")
    assert str(twin.client().base_url) == "http://environment/p/"
    assert str(sent(twin).url) == "http://environment/p/openai/v1/models"
    assert str(sent(twin, base_url="http://given").url) == "http://given/openai/v1/models"


def test_a_base_url_may_be_replaced(twin: Twin) -> None:
    client = twin.client({})
    client.base_url = "http://other/p"
    twin.call(client.models.list())
    assert isinstance(client.base_url, httpx.URL)
    assert (str(client.base_url), str(client._base_url)) == ("http://other/p/", "http://other/p/")
    assert str(client.models._client._base_url) == "http://other/p/"
    assert str(twin.requests[0].url) == "http://other/p/openai/v1/models"


@pytest.mark.parametrize("base_url", ["http://host/p/openai/v1", "http://host/p/openai/v1/"])
def test_a_base_url_that_already_has_the_path_of_the_api_does_not_double_it(twin: Twin, base_url: str) -> None:
    with pytest.warns(UserWarning, match="ends in /openai/v1") as warned:
        request = sent(twin, base_url=base_url)
    assert [warning.filename for warning in warned] == [__file__.replace("test_client_options", "twin")]
    assert str(request.url) == "http://host/p/openai/v1/models"


def test_the_path_of_the_api_in_the_environment_does_not_double_either(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_BASE_URL", "http://host/openai/v1")
    with pytest.warns(UserWarning, match="using http://host$"):
        client = twin.client({})
    twin.call(client.with_options(timeout=3).models.list())  # the copy does not warn again
    assert str(twin.requests[0].url) == "http://host/openai/v1/models"


@pytest.mark.parametrize(("base_url", "error"), [("http://x:abc", httpx.InvalidURL), (5, TypeError)])
def test_an_address_that_is_none_is_refused_at_once(twin: Twin, base_url: Any, error: Any) -> None:
    with pytest.raises(error):
        twin.client_class(api_key="k", base_url=base_url)


# Default headers and query


@pytest.mark.parametrize(
    ("lines", "headers"),
    [
        ("X-A: a", {"X-A": "a"}),
        ("X-A: a\nX-B:b:c \r\n  X-C  :  d e", {"X-A": "a", "X-B": "b:c", "X-C": "d e"}),
        ("X-A:\nnot a header\n", {"X-A": ""}),
        ("", {}),
    ],
)
def test_lines_of_the_environment_become_default_headers(
    twin: Twin, monkeypatch: pytest.MonkeyPatch, lines: str, headers: Dict[str, str]
) -> None:
    monkeypatch.setenv("GROQ_CUSTOM_HEADERS", lines)
    request = sent(twin)
    assert {name: request.headers.get(name) for name in ("X-A", "X-B", "X-C") if name in request.headers} == headers
    assert twin.client()._custom_headers == headers


def test_explicit_default_headers_win_over_those_of_the_environment(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_CUSTOM_HEADERS", "X-A: environment\nX-B: environment\nX-C: environment")
    request = sent(twin, default_headers={"X-A": "given", "x-b": "given"})
    names = ("x-a", "x-b", "x-c")
    assert [request.headers.get_list(name) for name in names] == [["given"], ["given"], ["environment"]]


def test_a_default_query_is_sent_with_every_request(twin: Twin) -> None:
    client = twin.client({}, default_query={"a": 1, "b": [1, 2]})
    twin.call(client.models.list())
    twin.call(client.files.list())
    assert [request.url.query for request in twin.requests] == [b"a=1&b=1%2C2"] * 2
    assert client.default_query == {"a": 1, "b": [1, 2]}


def test_default_headers_are_a_new_dictionary_each_time(twin: Twin) -> None:
    client = twin.client({})
    client.default_headers["X-A"] = "b"
    client.default_query["a"] = "b"
    twin.call(client.models.list())
    assert "X-A" not in twin.requests[0].headers
    assert twin.requests[0].url.query == b""


# Timeouts


@pytest.mark.parametrize(
    ("timeout", "phases"),
    [
        (groq.NOT_GIVEN, (5.0, 60, 60, 60)),
        (2.5, (2.5, 2.5, 2.5, 2.5)),
        (None, (None, None, None, None)),
        (httpx.Timeout(10, read=7.25), (10, 7.25, 10, 10)),
    ],
)
def test_a_timeout_is_seconds_nothing_or_a_limit_per_phase(twin: Twin, timeout: Any, phases: Any) -> None:
    expected = dict(zip(("connect", "read", "write", "pool"), phases))
    assert sent(twin, timeout=timeout).extensions["timeout"] == expected


def test_the_timeout_of_a_client_reads_as_it_was_given(twin: Twin) -> None:
    assert [twin.client(timeout=timeout).timeout for timeout in (5, 2.5, None)] == [5, 2.5, None]


@pytest.mark.parametrize(
    ("own", "given", "timeout"),
    [
        ({}, groq.NOT_GIVEN, httpx.Timeout(60, connect=5)),
        ({"timeout": 5}, groq.NOT_GIVEN, httpx.Timeout(60, connect=5)),  # httpx's own default
        ({"timeout": 7}, groq.NOT_GIVEN, httpx.Timeout(7)),
        ({"timeout": None}, groq.NOT_GIVEN, httpx.Timeout(None)),
        ({"timeout": 7}, 3, 3),
        ({"timeout": 7}, None, None),
    ],
)
def test_the_timeout_of_an_http_client_counts_where_its_maker_chose_one(
    twin: Twin, own: Any, given: Any, timeout: Any
) -> None:
    client = twin.client(http_client=twin.http_class(**own), timeout=given)
    assert client.timeout == timeout


def test_timeout_is_that_of_httpx() -> None:
    assert groq.Timeout is httpx.Timeout
    assert groq._types.Timeout is httpx.Timeout
    assert groq._types.Transport is httpx.BaseTransport


# Retries


@pytest.mark.parametrize("given_to", ["the client", "a copy", "a call"])
def test_max_retries_of_none_says_what_to_pass_instead(twin: Twin, given_to: str) -> None:
    client = twin.client({})
    wrong: Dict[str, Any] = {"max_retries": None}
    ways = {
        "the client": lambda: twin.client_class(api_key="k", **wrong),
        "a copy": lambda: client.copy(**wrong),
        "a call": lambda: twin.call(client.post("/x", cast_to=object, options=wrong)),
    }
    with pytest.raises(TypeError) as caught:
        ways[given_to]()
    assert str(caught.value) == (
        "max_retries cannot be None. If you want to disable retries, pass `0`; if you want unlimited retries, pass "
        "`math.inf` or a very high number; if you want the default behavior, pass `groq.DEFAULT_MAX_RETRIES`"
    )
    assert twin.requests == []


@pytest.mark.parametrize(("max_retries", "error"), [(-1, ValueError), ("2", TypeError)])
def test_max_retries_that_mean_nothing_are_refused_at_construction(twin: Twin, max_retries: Any, error: Any) -> None:
    with pytest.raises(error, match="`max_retries` is %r" % (max_retries,)):
        twin.client_class(api_key="k", max_retries=max_retries)


def test_a_client_shows_neither_its_key_nor_the_password_of_its_address(twin: Twin) -> None:
    client = twin.client(api_key="gsk_abcdefghijklmnopqrstuvwxyz", base_url="http://user:secret@host/path")
    shown = "%s(base_url='http://user:...@host/path/', api_key='gsk_...wxyz')" % twin.client_class.__name__
    assert (repr(client), str(client)) == (shown, shown)
