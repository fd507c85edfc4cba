"""What goes over the wire besides the body: headers, their precedence, queries and paths."""

from __future__ import annotations

import json
import platform
from typing import Any, Dict, List, Tuple

import httpx
import pytest

import groq
from groq import NOT_GIVEN, Omit, not_given, omit
from groq.types.chat import ChatCompletion
from twin import Twin

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
HIDDEN = "<absent>"


def create(twin: Twin, options: Any = None, **arguments: Any) -> httpx.Request:
    """The request of a chat completion."""
    client = twin.client({}, **(options or {}))
    twin.call(client.chat.completions.create(**{**CALL, **arguments}))
    return twin.requests[-1]


def fields(request: httpx.Request) -> List[Tuple[str, str]]:
    """The header fields as they go over the wire."""
    return [(name.decode(), value.decode()) for name, value in request.headers.raw]


def platform_fields() -> List[Tuple[str, str]]:
    found = groq._base_client.platform_headers(groq.__version__, platform=None)
    assert found["X-Stainless-Runtime-Version"] == platform.python_version()
    return list(found.items())


# Headers


def test_a_request_with_a_body_has_these_headers_in_this_order(twin: Twin) -> None:
    request = create(twin, {"default_headers": {"X-Default": "d"}}, extra_headers={"X-Extra": "e"})
    assert fields(request) == [
        ("Host", "api.groq.com"),
        ("Accept-Encoding", request.headers["accept-encoding"]),  # what httpx can decode here
        ("Connection", "keep-alive"),
        ("Accept", "application/json"),
        ("Content-Type", "application/json"),
        ("User-Agent", "%s/Python %s" % (twin.client_class.__name__, groq.__version__)),
        *platform_fields(),
        ("Authorization", "Bearer test-key"),
        ("X-Default", "d"),
        ("X-Stainless-Async", twin.pick("false", "async:asyncio")),
        ("X-Extra", "e"),
        ("x-stainless-retry-count", "0"),
        ("x-stainless-read-timeout", "60"),
        ("Content-Length", "57"),
    ]
    assert [name for name, _ in platform_fields()] == [
        "X-Stainless-Lang",
        "X-Stainless-Package-Version",
        "X-Stainless-OS",
        "X-Stainless-Arch",
        "X-Stainless-Runtime",
        "X-Stainless-Runtime-Version",
    ]


def test_a_get_has_neither_a_body_nor_a_content_type(twin: Twin) -> None:
    twin.call(twin.client({}).models.list(extra_body={"a": 1}))
    (request,) = twin.requests
    assert request.content == b""
    assert {"content-type", "content-length", "transfer-encoding"} & {*request.headers} == set()


@pytest.mark.parametrize("name", ["models.delete", "files.delete", "batches.cancel"])
def test_other_requests_without_a_body_keep_their_content_type(twin: Twin, name: str) -> None:
    resource, method = name.split(".")
    twin.call(getattr(getattr(twin.client({}), resource), method)("x"))
    twin.call(getattr(getattr(twin.client({}), resource), method)("x", extra_body={"a": 1}))
    bare, extra = twin.requests
    assert (bare.headers["content-type"], bare.content) == ("application/json", b"")
    assert bare.headers.get("content-length") == ("0" if name == "batches.cancel" else None)
    assert (extra.headers["content-type"], extra.content) == ("application/json", b'{"a":1}')


def test_an_operation_asks_for_the_media_type_it_gives(twin: Twin) -> None:
    client = twin.client(b"RIFF")
    twin.call(client.audio.speech.create(input="x", model="m", voice="v"))
    twin.call(client.files.content("f"))
    twin.call(client.files.content("f", extra_headers={"accept": "text/csv"}))
    assert [request.headers["accept"] for request in twin.requests] == [
        "audio/wav",
        "application/octet-stream",
        "text/csv",
    ]


def test_the_user_agent_is_the_name_of_the_class(twin: Twin) -> None:
    class Mine(twin.client_class):  # type: ignore[name-defined,misc]  # the colour is known at run time
        pass

    request = create(twin, {"client_class": Mine})
    assert request.headers["user-agent"] == "Mine/Python " + groq.__version__


@pytest.mark.parametrize(
    ("timeout", "sent"),
    [
        (2.5, "2.5"),
        (60, "60"),
        (60.0, "60.0"),
        (httpx.Timeout(10, read=7.25), "7.25"),
        (httpx.Timeout(10, read=None), HIDDEN),
        (None, HIDDEN),
        (NOT_GIVEN, "60"),
        (not_given, "60"),
    ],
)
def test_the_read_timeout_is_sent_in_seconds(twin: Twin, timeout: Any, sent: str) -> None:
    assert create(twin, timeout=timeout).headers.get("x-stainless-read-timeout", HIDDEN) == sent


def test_the_timeout_of_a_call_wins(twin: Twin) -> None:
    request = create(twin, {"timeout": 3}, timeout=1.5)
    assert request.extensions["timeout"] == {"connect": 1.5, "read": 1.5, "write": 1.5, "pool": 1.5}
    assert create(twin, {"timeout": 3}, timeout=None).extensions["timeout"]["read"] is None


def test_retries_are_counted_in_a_header(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500), httpx.Response(500), {})
    twin.call(client.models.list())
    assert [request.headers["x-stainless-retry-count"] for request in twin.requests] == ["0", "1", "2"]
    assert len(no_sleep) == 2


@pytest.mark.parametrize(("given", "sent"), [("42", "42"), (Omit(), HIDDEN)])
@pytest.mark.parametrize("name", ["X-Stainless-Retry-Count", "x-stainless-retry-count"])
@pytest.mark.parametrize("layer", ["default_headers", "extra_headers"])
def test_a_retry_count_of_the_caller_stays(
    twin: Twin, no_sleep: List[float], given: Any, sent: str, name: str, layer: str
) -> None:
    headers = {layer: {name: given}}
    client = twin.client(httpx.Response(500), {}, **(headers if layer == "default_headers" else {}))
    twin.call(client.models.list(**(headers if layer == "extra_headers" else {})))
    assert [request.headers.get("x-stainless-retry-count", HIDDEN) for request in twin.requests] == [sent, sent]


SETTABLE = [
    "Authorization",
    "Accept",
    "Content-Type",
    "User-Agent",
    "X-Stainless-Lang",
    "X-Stainless-Package-Version",
    "X-Stainless-OS",
    "X-Stainless-Arch",
    "X-Stainless-Runtime",
    "X-Stainless-Runtime-Version",
    "X-Stainless-Async",
    "x-stainless-retry-count",
    "x-stainless-read-timeout",
]


def create_with(twin: Twin, layer: str, headers: Dict[str, Any]) -> httpx.Request:
    """The request of a chat completion with headers of the client's or of the call's."""
    if layer == "default_headers":
        return create(twin, {"default_headers": headers})
    return create(twin, extra_headers=headers)


@pytest.mark.parametrize("name", SETTABLE)
@pytest.mark.parametrize("layer", ["default_headers", "extra_headers"])
def test_a_caller_who_sets_a_header_wins_whatever_its_case(twin: Twin, name: str, layer: str) -> None:
    for spelt in (name, name.lower(), name.upper()):
        assert create_with(twin, layer, {spelt: "mine"}).headers.get_list(name) == ["mine"]


@pytest.mark.parametrize("name", SETTABLE)
@pytest.mark.parametrize("layer", ["default_headers", "extra_headers"])
def test_a_caller_who_removes_a_header_wins_whatever_its_case(twin: Twin, name: str, layer: str) -> None:
    # httpx sends two headers of its own where nobody says otherwise.
    instead = {"Accept": "*/*", "User-Agent": "python-httpx/" + httpx.__version__}.get(name)
    for spelt in (name, name.lower()):
        for absent in (Omit(), omit, NOT_GIVEN):
            assert create_with(twin, layer, {spelt: absent}).headers.get(name) == instead


def test_later_layers_of_headers_win(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_CUSTOM_HEADERS", "X-A: environment\nX-B: environment\nX-C: environment")
    request = create(
        twin, {"default_headers": {"x-b": "default", "X-C": "default"}}, extra_headers={"X-c": "extra", "X-D": "extra"}
    )
    assert [request.headers.get_list("x-" + name) for name in "abcd"] == [
        ["environment"],
        ["default"],
        ["extra"],
        ["extra"],
    ]


def test_a_header_that_was_removed_by_default_can_be_set_for_a_call(twin: Twin) -> None:
    request = create(twin, {"default_headers": {"X-A": Omit()}}, extra_headers={"x-a": "1"})
    assert request.headers.get_list("x-a") == ["1"]


def test_no_idempotency_key_is_sent_unless_the_client_names_a_header(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500), {}, httpx.Response(500), {})
    twin.call(client.post("/x", cast_to=object, options={"idempotency_key": "k"}))
    assert [name for request in twin.requests for name in request.headers if "idempot" in name] == []


def test_one_idempotency_key_serves_all_attempts_of_a_call(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(httpx.Response(500), httpx.Response(500), {}, httpx.Response(500), {})
    client._idempotency_header = "Idempotency-Key"
    for _ in range(2):
        twin.call(client.chat.completions.create(**CALL))
    first, second, third, fourth, fifth = (request.headers["idempotency-key"] for request in twin.requests)
    assert first == second == third != fourth == fifth
    assert first.startswith("stainless-python-retry-")


def test_an_idempotency_key_of_the_caller_is_sent_and_a_get_has_none(twin: Twin) -> None:
    client = twin.client({})
    client._idempotency_header = "Idempotency-Key"
    twin.call(client.post("/x", cast_to=object, options={"idempotency_key": "option"}))
    twin.call(client.chat.completions.create(**CALL, extra_headers={"idempotency-key": "header"}))
    twin.call(client.models.list())
    sent = [request.headers.get("idempotency-key", HIDDEN) for request in twin.requests]
    assert sent == ["option", "header", HIDDEN]


def test_a_host_with_an_underscore_works_over_tls(twin: Twin) -> None:
    request = create(twin, {"base_url": "https://my_host.example"})
    assert request.extensions["sni_hostname"] == "my-host.example"
    assert request.headers["host"] == "my_host.example"
    assert "sni_hostname" not in create(twin).extensions


# Queries


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ({"a": True, "b": False}, "a=true&b=false"),
        ({"a": None, "b": "", "c": omit, "d": not_given, "e": 0}, "e=0"),
        ({"a": [1, 2, "x y"], "b": []}, "a=1%2C2%2Cx+y&b="),
        ({"a": (1, 2), "b": [True, None, "z"]}, "a=1%2C2&b=true%2Cz"),
        ({"a": {"b": "1", "c": {"d": False}, "e": [1, 2]}}, "a%5Bb%5D=1&a%5Bc%5D%5Bd%5D=false&a%5Be%5D=1%2C2"),
        ({"a": 1.5, "é": "é&="}, "a=1.5&%C3%A9=%C3%A9%26%3D"),
        ({}, ""),
    ],
)
def test_extra_query_becomes_the_query(twin: Twin, query: Dict[str, Any], sent: str) -> None:
    assert create(twin, extra_query=query).url.query.decode() == sent


def test_extra_query_goes_over_the_default_query(twin: Twin) -> None:
    request = create(twin, {"default_query": {"a": 1, "b": 2}}, extra_query={"a": 3, "c": 4})
    assert request.url.query == b"a=3&b=2&c=4"


# Paths


@pytest.mark.parametrize(
    ("id", "segment"),
    [
        ("openai/gpt-oss-20b", "openai%2Fgpt-oss-20b"),
        ("a b?c#d%", "a%20b%3Fc%23d%25"),
        ("-._~!$&'()*+,;=:@", "-._~!$&'()*+,;=:@"),
        ("é\n", "%C3%A9%0A"),
        ("...", "..."),
        ("../x", "..%2Fx"),
    ],
)
def test_path_parameters_are_encoded(twin: Twin, id: str, segment: str) -> None:
    client = twin.client({})
    twin.call(client.models.retrieve(id))
    twin.call(client.files.content(id))
    twin.call(client.batches.cancel(id))
    assert [request.url.raw_path.decode() for request in twin.requests] == [
        "/openai/v1/models/" + segment,
        "/openai/v1/files/%s/content" % segment,
        "/openai/v1/batches/%s/cancel" % segment,
    ]


def test_the_answer_of_any_operation_may_be_cast_by_header(twin: Twin) -> None:
    client = twin.client({"id": "1"})
    answer = twin.call(client.chat.completions.create(**CALL, extra_headers={"____stainless_override_cast_to": str}))
    assert (type(answer), json.loads(answer)) == (str, {"id": "1"})
    assert [name for name in twin.requests[0].headers if "override" in name] == []
    assert isinstance(twin.call(client.chat.completions.create(**CALL)), ChatCompletion)
