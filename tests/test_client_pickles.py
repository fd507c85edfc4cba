"""Clients and responses through pickle and copy: what arrives, what stays behind, and what says that it cannot go."""

from __future__ import annotations

import concurrent.futures
import copy
import multiprocessing
import pickle
from typing import Any, Callable, Iterator, List

import httpx
import pytest

import groq
from groq.testing import LocalGroq, LocalServer
from groq.types.chat import ChatCompletion
from programs import said_by
from twin import CHAT, Twin, said

KEY = "gsk_this_is_a_secret"
AUTHORIZED = {"Authorization": "Bearer " + KEY, "X-Api-Key": KEY, "X-Number": "1"}


def through_every_pickle(value: Any) -> Any:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        value = pickle.loads(pickle.dumps(value, protocol))
    return value


WAYS = [through_every_pickle, copy.deepcopy]
Way = Callable[[Any], Any]


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalGroq() as local, local.serve() as served:
        yield served


# Clients


OPTIONS: Any = {
    "api_key": "test-key",
    "base_url": "http://host/path?a=1",
    "timeout": httpx.Timeout(3, connect=None),
    "max_retries": 7,
    "default_headers": {"X-A": "b", "User-Agent": groq.Omit()},
    "default_query": {"a": ["b"]},
    "stream_check": "raise",
    "sanitize_history": True,
    "_strict_response_validation": True,
}


def settings(client: Any) -> List[Any]:
    return [
        type(client),
        client.api_key,
        client.base_url,
        client.timeout,
        client.max_retries,
        {name: value for name, value in client._custom_headers.items() if isinstance(value, str)},
        client._custom_query,
        client.stream_check,
        client.sanitize_history,
        client._strict_response_validation,
    ]


@pytest.mark.parametrize("way", [*WAYS, copy.copy])
def test_a_client_arrives_with_all_its_settings(twin: Twin, way: Way) -> None:
    client = twin.closing(twin.client_class(**OPTIONS))
    arrived = twin.closing(way(client))
    assert settings(arrived) == settings(client)
    assert isinstance(arrived._custom_headers["User-Agent"], groq.Omit)


@pytest.mark.parametrize("way", WAYS)
def test_a_client_arrives_with_connections_of_its_own(twin: Twin, server: LocalServer, way: Way) -> None:
    client = twin.client_class(api_key=server.api_key, base_url=server.url)
    twin.call(client.models.list())  # whatever it has opened by now
    arrived = twin.closing(way(client))
    assert arrived._client is not client._client
    assert (arrived.models._client, arrived.chat.completions._client) == (arrived, arrived)
    twin.call(client.close())
    assert twin.call(arrived.models.list()).data
    assert twin.call(twin.closing(way(client)).models.list()).data  # a closed one arrives open


def test_a_copy_shares_the_connections_and_has_resources_of_its_own(twin: Twin) -> None:
    client = twin.client({})
    assert client.models
    copied = copy.copy(client)
    copied.api_key = "other"
    assert (copied._client, copied.models._client) == (client._client, copied)
    twin.call(copied.models.list())
    twin.call(client.models.list())
    assert [request.headers["authorization"] for request in twin.requests] == ["Bearer other", "Bearer test-key"]


def test_what_a_client_holds_is_not_shared_by_a_deep_copy() -> None:
    client = groq.Groq(api_key="k", default_headers={"a": "b"})
    copied = copy.deepcopy(client)
    copied._custom_headers["a"] = "c"  # type: ignore[index]  # a dictionary, in fact
    assert client._custom_headers == {"a": "b"}


@pytest.mark.parametrize("way", WAYS)
def test_a_key_given_in_code_arrives(monkeypatch: pytest.MonkeyPatch, way: Way) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "of the environment")
    assert [way(groq.Groq(api_key=key)).api_key for key in ("given", None)] == ["given", "of the environment"]


@pytest.mark.parametrize("way", WAYS)
def test_resources_and_what_holds_a_client_arrive(twin: Twin, way: Way) -> None:
    client = twin.closing(twin.client_class(api_key="k"))
    client.mine = {"itself": client}
    arrived = twin.closing(way(client))
    assert arrived.mine["itself"] is arrived
    assert way(client.chat.completions)._client.api_key == "k"


class Mine(groq.Groq):
    """What an application derives: with a constructor of its own."""

    def __init__(self, team: str) -> None:
        super().__init__(api_key="k of " + team)
        self.team = team


@pytest.mark.parametrize("way", [*WAYS, copy.copy])
def test_a_client_derived_by_an_application_arrives_too(way: Way) -> None:
    arrived = way(Mine("a"))
    assert (type(arrived), arrived.team, arrived.api_key) == (Mine, "a", "k of a")


@pytest.mark.parametrize("way", [pickle.dumps, copy.deepcopy])
def test_a_client_with_an_http_client_of_the_callers_says_that_it_cannot(twin: Twin, way: Way) -> None:
    replaced = twin.closing(twin.client_class(api_key="k"))
    replaced._client = twin.closing_http(twin.http_class())
    for client in (twin.client(), twin.client().with_options(timeout=3), replaced):
        with pytest.raises(TypeError, match=r"^This \w+ was given an `http_client`, which cannot be pickled"):
            way(client)
    assert copy.copy(replaced)._client is replaced._client


def in_other_process(client: groq.Groq) -> int:
    """The work of another process."""
    return len(client.models.list().data)


def test_a_client_works_in_another_process(server: LocalServer) -> None:
    client = groq.Groq(api_key=server.api_key, base_url=server.url)
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, context) as pool:
        assert pool.submit(in_other_process, client).result(timeout=50) == len(client.models.list().data)
    client.close()


def test_an_awaited_client_arrives_ready_to_be_awaited(server: LocalServer) -> None:
    data = pickle.dumps(groq.AsyncGroq(api_key=server.api_key, base_url=server.url))
    program = """
import pickle
client = pickle.loads(%r)
print(*[name in sys.modules for name in ("groq._pools", "groq._streaming", "groq._reading", "httpcore")])
asyncio.run(client.models.list())
"""
    assert said_by(program % data, server.url) == "True True True True\n"


# Responses


def raw(twin: Twin, **options: Any) -> Any:
    return twin.call(twin.local_client().chat.completions.with_raw_response.create(**CHAT, **options))


@pytest.mark.parametrize("way", [*WAYS, copy.copy])
def test_a_raw_response_arrives_with_all_that_was_read(twin: Twin, way: Way) -> None:
    response = raw(twin)
    arrived = way(response)
    assert (type(arrived), repr(arrived)) == (type(response), repr(response))
    for name in ("status_code", "headers", "url", "method", "http_version", "elapsed", "retries_taken", "is_closed"):
        assert getattr(arrived, name) == getattr(response, name)
    assert arrived.rate_limit == response.rate_limit
    assert twin.call(arrived.text()) == twin.call(response.text())
    answer = twin.call(arrived.parse())
    assert (type(answer), answer) == (ChatCompletion, twin.call(response.parse()))
    assert twin.call(arrived.parse(to=httpx.Response)).status_code == 200


@pytest.mark.parametrize("way", [pickle.dumps, lambda response: repr(vars(copy.deepcopy(response))).encode()])
def test_a_raw_response_takes_no_secret_along(twin: Twin, way: Way) -> None:
    twin.local_with(api_key=KEY)
    response = raw(twin, extra_headers=AUTHORIZED)
    assert KEY.encode() not in way(response)
    assert response.http_request.headers["X-Api-Key"] == KEY
    arrived = pickle.loads(pickle.dumps(response))
    assert arrived._options.headers["X-Number"] == arrived.http_request.headers["X-Number"] == "1"


@pytest.mark.parametrize("way", WAYS)
def test_content_arrives(twin: Twin, way: Way) -> None:
    body = b"\x00\x01"
    content = twin.call(twin.client(body).files.content("f"))
    twin.call(content.read())
    arrived = way(content)
    assert twin.call(arrived.read()) == body


def test_a_response_that_was_not_read_arrives_without_its_body(twin: Twin) -> None:
    with twin.opened(twin.local_client().chat.completions.with_streaming_response.create(**CHAT)) as response:
        arrived = pickle.loads(pickle.dumps(response))
    assert (arrived.status_code, arrived.headers["content-type"]) == (200, "application/json")
    with pytest.raises(httpx.StreamError):
        twin.call(arrived.read())


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_stream_stays_and_what_arrived_of_it_goes(twin: Twin, way: Way) -> None:
    twin.local.reply("one two three")
    stream = twin.call(twin.local_client().chat.completions.create(**CHAT, stream=True))
    chunks = twin.items(stream)
    with pytest.raises(TypeError, match="A stream cannot be pickled or copied"):
        way(stream)
    for go in WAYS:
        assert go(stream.partial) == stream.partial
        assert said(go(chunks)) == said(chunks)


@pytest.mark.parametrize("way", WAYS)
def test_answers_arrive(twin: Twin, way: Way) -> None:
    client = twin.local_client()
    listed = twin.call(client.models.list())
    answer = twin.call(client.chat.completions.create(**CHAT))
    for value in (listed, listed.data[0], answer, answer.choices[0]):
        arrived = way(value)
        assert (type(arrived), arrived, arrived.model_fields_set) == (type(value), value, value.model_fields_set)
        assert (arrived.model_extra, arrived.to_json()) == (value.model_extra, value.to_json())
