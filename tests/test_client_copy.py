"""Clients made from clients, and the end of both: `copy`, `with_options`, `close`, collection."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import Any, Dict

import httpx
import pytest

import groq
from twin import Twin

# Copies


def test_with_options_is_copy(twin: Twin) -> None:
    assert twin.client_class.with_options is twin.client_class.copy


def test_a_copy_has_what_was_not_changed(twin: Twin) -> None:
    client = twin.client(
        {},
        base_url="http://host/p",
        timeout=3,
        max_retries=7,
        default_headers={"X-A": "a"},
        default_query={"q": 1},
        _strict_response_validation=True,
    )
    copied = client.copy()
    assert type(copied) is twin.client_class
    assert copied is not client
    assert (copied.api_key, str(copied.base_url), copied.timeout, copied.max_retries) == (
        "test-key",
        "http://host/p/",
        3,
        7,
    )
    assert copied.default_headers == client.default_headers
    assert (copied.default_query, copied._custom_headers) == ({"q": 1}, {"X-A": "a"})
    assert copied._strict_response_validation is True


def test_a_copy_has_what_was_changed_and_the_original_has_not(twin: Twin) -> None:
    client = twin.client({})
    copied = client.with_options(api_key="other", base_url="http://other", timeout=None, max_retries=0)
    assert (copied.api_key, str(copied.base_url), copied.timeout, copied.max_retries) == (
        "other",
        "http://other",
        None,
        0,
    )
    twin.call(copied.models.list())
    twin.call(client.models.list())
    changed, original = twin.requests
    assert (str(changed.url), changed.headers["authorization"]) == ("http://other/openai/v1/models", "Bearer other")
    assert "x-stainless-read-timeout" not in changed.headers
    assert (str(original.url), original.headers["authorization"]) == (
        "https://api.groq.com/openai/v1/models",
        "Bearer test-key",
    )
    assert original.headers["x-stainless-read-timeout"] == "60"


@pytest.mark.parametrize(
    ("options", "headers", "query"),
    [
        ({}, {"a": "1", "b": "1"}, {"c": "1", "d": "1"}),
        ({"default_headers": {"b": "2", "e": "2"}}, {"a": "1", "b": "2", "e": "2"}, {"c": "1", "d": "1"}),
        ({"set_default_headers": {"e": "2"}}, {"e": "2"}, {"c": "1", "d": "1"}),
        ({"set_default_headers": {}}, {}, {"c": "1", "d": "1"}),
        ({"default_query": {"d": "2", "f": "2"}}, {"a": "1", "b": "1"}, {"c": "1", "d": "2", "f": "2"}),
        ({"set_default_query": {"f": "2"}}, {"a": "1", "b": "1"}, {"f": "2"}),
        ({"set_default_query": {}}, {"a": "1", "b": "1"}, {}),
    ],
)
def test_defaults_are_added_to_and_set_defaults_replace(
    twin: Twin, options: Dict[str, Any], headers: Dict[str, str], query: Dict[str, str]
) -> None:
    client = twin.client({}, default_headers={"a": "1", "b": "1"}, default_query={"c": "1", "d": "1"})
    copied = client.with_options(**options)
    assert (copied._custom_headers, copied.default_query) == (headers, query)
    twin.call(copied.models.list())
    sent = twin.requests[0]
    assert {name: sent.headers[name] for name in "abe" if name in sent.headers} == headers
    assert dict(sent.url.params) == query
    assert (client._custom_headers, client.default_query) == ({"a": "1", "b": "1"}, {"c": "1", "d": "1"})


@pytest.mark.parametrize("what", ["headers", "query"])
@pytest.mark.parametrize("value", [{}, {"a": "1"}])
def test_adding_to_and_replacing_defaults_at_once_is_refused(twin: Twin, what: str, value: Dict[str, str]) -> None:
    options: Dict[str, Any] = {"default_" + what: value, "set_default_" + what: value}
    message = "The `default_%s` and `set_default_%s` arguments are mutually exclusive" % (what, what)
    with pytest.raises(ValueError, match=message):
        twin.client().copy(**options)


def test_replacing_the_headers_of_a_copy_leaves_those_of_the_environment(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_CUSTOM_HEADERS", "X-A: environment")
    client = twin.client({}, default_headers={"X-B": "given"})
    assert client.copy(set_default_headers={})._custom_headers == {"X-A": "environment"}


def test_a_copy_shares_the_connections(twin: Twin) -> None:
    client = twin.client({})
    copied = client.with_options(timeout=1)
    assert copied._client is client._client
    lazy = twin.closing(twin.client_class(api_key="k"))
    copied = lazy.with_options(timeout=1)  # before there is an HTTP client
    assert copied._client is lazy._client


def test_a_copy_may_bring_an_http_client_of_its_own(twin: Twin) -> None:
    client = twin.client({}, timeout=3)
    own = twin.http_class(transport=twin.transport({"from": "own"}), timeout=7)
    copied = twin.closing(client.with_options(http_client=own))
    assert (copied._client is own, client._client is own) == (True, False)
    assert (copied.timeout, client.timeout) == (3, 3)
    assert client.copy(_extra_kwargs={"http_client": own})._client is own


def test_extra_kwargs_reach_the_constructor(twin: Twin) -> None:
    copied = twin.client().with_options(http_client=None, max_retries=1, _extra_kwargs={})
    assert copied.max_retries == 1
    assert twin.client().copy(_extra_kwargs={"max_retries": 9}).max_retries == 9
    with pytest.raises(TypeError, match="unexpected keyword argument 'foo'"):
        twin.client().copy(_extra_kwargs={"foo": 1})


def test_a_subclass_with_options_of_its_own_is_copied_as_itself(twin: Twin) -> None:
    base: Any = twin.client_class

    class Tenant(base):
        def __init__(self, *, tenant: str = "none", **options: Any) -> None:
            super().__init__(**options)
            self.tenant = tenant

    copied = twin.client(client_class=Tenant, tenant="a").copy(_extra_kwargs={"tenant": "b"})
    assert (type(copied), copied.tenant, copied.user_agent) == (Tenant, "b", "Tenant/Python " + groq.__version__)


def test_a_copy_has_resources_of_its_own(twin: Twin) -> None:
    client = twin.client({})
    assert client.copy().chat is not client.chat
    assert client.copy().chat.completions._client is not client


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"api_key": " other "},
        {"timeout": None, "max_retries": 0},
        {"default_headers": {"b": "2"}, "default_query": {"d": "2"}},
    ],
)
def test_a_copy_made_without_a_constructor_is_like_one_made_with_it(twin: Twin, options: Dict[str, Any]) -> None:
    client = twin.client({}, timeout=7, max_retries=3, default_headers={"a": "1"}, default_query={"c": "1"})
    subclass = type("Sub", (twin.client_class,), {})
    same = twin.client(
        http_client=client._client,
        client_class=subclass,
        timeout=7,
        max_retries=3,
        default_headers={"a": "1"},
        default_query={"c": "1"},
    )
    assert client.chat is not None
    assert client.copy(**options)._transport is client._transport
    made, constructed = [{**vars(c.copy(**options)), "_transport": None} for c in (client, same)]
    assert [*made] == [*constructed]
    assert made == constructed


@pytest.mark.parametrize("options", [{"max_retries": -1}, {"max_retries": "2"}, {"max_retries": None}])
def test_a_copy_refuses_what_a_client_refuses(twin: Twin, options: Dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError), match="max_retries"):
        twin.client().copy(**options)
    with pytest.raises(groq.GroqError, match="not printable ASCII"):
        twin.client().copy(api_key="a\nb")


def test_a_constructor_that_a_tool_has_wrapped_is_called(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    client = twin.client()
    original, seen = twin.client_class.__init__, []

    def constructor(self: Any, **options: Any) -> None:
        seen.append(options["max_retries"])
        original(self, **options)

    monkeypatch.setattr(twin.client_class, "__init__", constructor)
    assert client.with_options(max_retries=5).max_retries == 5
    assert seen == [5]


# Closing


def test_closing_one_closes_both(twin: Twin) -> None:
    client = twin.client({})
    copied = client.with_options(timeout=1)
    assert (client.is_closed(), copied.is_closed()) == (False, False)
    twin.call(copied.close())
    assert (client.is_closed(), copied.is_closed()) == (True, True)
    twin.call(client.close())


def test_a_context_manager_closes_the_http_client(twin: Twin) -> None:
    client = twin.client({})
    with twin.opened(client) as entered:
        assert entered is client
        twin.call(client.models.list())
        assert not client.is_closed()
    assert client.is_closed()
    assert client._client.is_closed


def test_a_context_manager_closes_after_an_error(twin: Twin) -> None:
    client = twin.client({})
    with pytest.raises(KeyError), twin.opened(client):
        raise KeyError
    assert client.is_closed()


def test_a_client_that_was_never_used_can_be_closed(twin: Twin) -> None:
    client = twin.client_class(api_key="k")
    assert not client.is_closed()
    twin.call(client.close())
    assert client.is_closed()


def test_a_call_on_a_closed_client_is_a_connection_error(twin: Twin) -> None:
    client = twin.client({}, max_retries=0)
    twin.call(client.close())
    with pytest.raises(groq.APIConnectionError) as caught:
        twin.call(client.models.list())
    assert str(caught.value.__cause__) == "Cannot send a request, as the client has been closed."


def test_connections_are_kept_and_closed_with_the_client(twin: Twin) -> None:
    server = twin.serve()
    client = twin.client_class(api_key="k", base_url=server.url)
    for _ in range(3):
        twin.call(client.models.list())
    twin.call(client.with_options(timeout=1).models.list())
    assert server.connections == [0, 0, 0, 0]
    twin.call(client.close())
    assert server.ended(0)


def test_a_collected_client_frees_its_socket_quietly() -> None:
    twin = Twin("sync")
    server = twin.serve()
    client = groq.Groq(api_key="k", base_url=server.url)
    client.models.list()
    del client
    gc.collect()
    assert server.ended(0)
    twin.close()


def test_a_collected_client_leaves_an_http_client_of_ones_own_open(twin: Twin) -> None:
    own = twin.http_class(transport=twin.transport({}))
    client = twin.client_class(api_key="k", http_client=own)
    twin.call(client.models.list())
    del client
    gc.collect()
    assert not own.is_closed
    twin.closing_http(own)


COLLECTED = """
import asyncio, gc
from groq import AsyncGroq

async def use():
    client = AsyncGroq(api_key="k", base_url={url!r})
    await client.models.list()
    {inside}
    return client

kept = asyncio.run(use())
del kept
gc.collect()
"""


@pytest.mark.parametrize(
    "inside",
    ["return None", "del client; gc.collect(); await asyncio.sleep(0.01); return None", "pass"],
    ids=["with the coroutine", "inside the loop", "after the loop"],
)
def test_an_awaited_client_that_was_never_closed_is_collected_quietly(inside: str) -> None:
    twin = Twin("sync")
    server = twin.serve()
    program = COLLECTED.format(url=server.url, inside=inside)
    # The interpreter's own word on sockets that are collected open (ResourceWarning) is off by default.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONWARNINGS", "PYTHONDEVMODE")}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=50, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert server.ended(0)
    twin.close()


def test_the_resource_keeps_its_client_alive(twin: Twin) -> None:
    completions = twin.client({"id": "1"}).chat.completions
    twin._clients.clear()
    gc.collect()
    answer = twin.call(completions.create(messages=[], model="m"))
    assert answer.id == "1"
    twin.call(completions._client.close())


def test_the_http_client_may_be_assigned(twin: Twin) -> None:
    client = twin.client({"id": "first"})
    previous = client._client
    other = twin.http_class(transport=twin.transport({"id": "other"}))
    client._client = other
    assert client._client is other
    assert twin.call(client.chat.completions.create(messages=[], model="m")).id == "other"
    assert isinstance(previous, httpx.Client if not twin.is_async else httpx.AsyncClient)
    twin.closing_http(previous)
