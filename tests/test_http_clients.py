"""The HTTP client underneath a client: ones own, or one with the defaults of the library."""

from __future__ import annotations

import importlib
import sys
from typing import Any, Dict, Optional

import httpx
import pytest

import groq
from groq.testing import LocalGroq
from twin import CHAT, Twin


@pytest.mark.parametrize("made_by", ["__init__", "copy"])
@pytest.mark.parametrize("wrong", ["other colour", 5])
def test_an_http_client_of_the_wrong_type_is_named_with_what_was_expected(twin: Twin, made_by: str, wrong: Any) -> None:
    other: Any = twin.pick(httpx.AsyncClient, httpx.Client)() if wrong == "other colour" else wrong
    make = twin.client().copy if made_by == "copy" else twin.client_class
    with pytest.raises(TypeError) as caught:
        make(api_key="k", http_client=other)
    assert str(caught.value) == "Invalid `http_client` argument; Expected an instance of `httpx.%s` but got %s" % (
        twin.http_class.__name__,
        type(other),
    )


def test_a_client_of_ones_own_is_used_as_it_is(twin: Twin) -> None:
    own = twin.http_class(transport=twin.transport({}), headers={"X-Own": "1"}, base_url="http://elsewhere")
    client = twin.client(http_client=own)
    twin.call(client.models.list())
    assert client._client is own
    assert (str(twin.requests[0].url), twin.requests[0].headers["x-own"]) == (
        "https://api.groq.com/openai/v1/models",
        "1",
    )


@pytest.mark.parametrize("own", [None, {}, {"timeout": 3, "follow_redirects": False, "limits": httpx.Limits()}])
def test_the_default_http_clients_carry_the_defaults_of_the_library(twin: Twin, own: Optional[Dict[str, Any]]) -> None:
    http_client = twin.closing_http(
        twin.closing(twin.client_class(api_key="k"))._client if own is None else twin.default_http_class(**own)
    )
    assert isinstance(http_client, twin.http_class)
    pool = http_client._transport._pool
    assert (http_client.timeout, http_client.follow_redirects, http_client.trust_env) == (
        (httpx.Timeout(3), False, True) if own else (httpx.Timeout(60, connect=5), True, True)
    )
    limits = (pool._max_connections, pool._max_keepalive_connections, pool._keepalive_expiry)
    assert limits == ((sys.maxsize,) * 2 + (5.0,) if own else (100, 20, 5.0))


def test_the_default_limits_are_public() -> None:
    assert httpx.Limits(max_connections=100, max_keepalive_connections=20) == groq.DEFAULT_CONNECTION_LIMITS


def test_an_aiohttp_client_without_its_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx_aiohttp", None)
    monkeypatch.delitem(sys.modules, "groq._aiohttp", raising=False)
    without_extra = importlib.import_module("groq._aiohttp").DefaultAioHttpClient
    sys.modules.pop("groq._aiohttp")  # not for the tests to come
    with pytest.raises(RuntimeError, match=r"pip install 'groq\[aiohttp\]'"):
        without_extra()


def test_the_query_of_a_call_joins_that_of_ones_own_client(twin: Twin) -> None:
    own = twin.http_class(transport=twin.transport({}), params={"a": "client", "z": "client"})
    client = twin.client(http_client=own, default_query={"b": "default"})
    twin.call(client.models.list(extra_query={"a": "call", "c": [1, 2]}))
    twin.call(client.copy(set_default_query={}).get("/x", cast_to=object))
    assert [dict(request.url.params) for request in twin.requests] == [
        {"a": "call", "b": "default", "c": "1,2", "z": "client"},
        {"a": "client", "z": "client"},
    ]


@pytest.mark.parametrize(
    ("fault", "cause", "own"),
    [
        ("refuse_connection", httpx.ReadError, "ClientOSError"),
        ("drop_connection", httpx.RemoteProtocolError, "ServerDisconnectedError"),
        ("closed", httpx.ConnectError, "ClientConnectorError"),
        ("stall", httpx.ReadTimeout, "SocketTimeoutError"),
    ],
)
async def test_over_aiohttp_a_connection_that_breaks_is_no_timeout(fault: str, cause: Any, own: str) -> None:
    pytest.importorskip("httpx_aiohttp")
    with LocalGroq() as local, local.serve() as server:
        if fault == "closed":
            server.close()
        else:
            getattr(local, fault)()
        async with server.async_client(http_client=groq.DefaultAioHttpClient(), max_retries=0, timeout=0.5) as client:
            with pytest.raises(groq.APIConnectionError) as caught:
                await client.chat.completions.create(**CHAT)
    assert type(caught.value) is (groq.APITimeoutError if fault == "stall" else groq.APIConnectionError)
    assert type(caught.value.__cause__) is cause
    assert type(caught.value.__cause__.__cause__).__name__.startswith(own)


async def test_over_aiohttp_a_server_that_lets_nobody_in_is_a_timeout() -> None:
    pytest.importorskip("httpx_aiohttp")
    timeouts = importlib.import_module("aiohttp").ConnectionTimeoutError

    class Silent(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectTimeout("late") from timeouts("late")

    http_client = groq.DefaultAioHttpClient(transport=Silent())
    async with groq.AsyncGroq(api_key="k", http_client=http_client, max_retries=0) as client:
        with pytest.raises(groq.APITimeoutError) as caught:
            await client.models.list()
    assert (caught.value.clock, type(caught.value.__cause__)) == ("connect", httpx.ConnectTimeout)
