"""Applications that fake Groq with respx, which answers below the connection pool of the library's own HTTP client."""

from __future__ import annotations

from typing import Any, Callable, Dict, List
from unittest import mock

import httpx
import pytest
import respx

import groq
from groq import BaseModel
from groq.types.chat import ChatCompletion
from twin import Twin, sse

URL = "http://127.0.0.1:4010"
PATH = "/openai/v1/chat/completions"
CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}


def client_of(twin: Twin, **options: Any) -> Any:
    return twin.client(base_url=URL, http_client=None, **options)


def pooled(client: Any) -> List[Any]:
    return list(client._client._transport._pool._requests)


@pytest.mark.respx(base_url=URL)
def test_a_route_answers(twin: Twin, respx_mock: respx.MockRouter) -> None:
    route = respx_mock.post(PATH).mock(return_value=httpx.Response(200, json={"id": "a"}))
    assert twin.call(client_of(twin).chat.completions.create(**CALL)) == ChatCompletion.construct(id="a")
    assert route.call_count == 1
    assert route.calls.last.request.headers["authorization"] == "Bearer test-key"


@pytest.mark.respx(base_url=URL)
def test_a_route_streams(twin: Twin, respx_mock: respx.MockRouter) -> None:
    respx_mock.post(PATH).mock(return_value=httpx.Response(200, content=sse({"id": "a"}, {"id": "b"})))
    stream = twin.call(client_of(twin).chat.completions.create(**CALL, stream=True))
    assert [chunk.id for chunk in twin.items(stream)] == ["a", "b"]


def raw(twin: Twin, client: Any) -> None:
    twin.call(client.chat.completions.with_raw_response.create(**CALL))


def streamed(twin: Twin, client: Any) -> None:
    with twin.opened(client.chat.completions.with_streaming_response.create(**CALL)):
        pytest.fail("there was no answer")


@mock.patch("groq._base_client.BaseClient._calculate_retry_timeout", return_value=0.1)
@pytest.mark.respx(base_url=URL)
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"side_effect": httpx.TimeoutException("slow")}, groq.APITimeoutError),
        ({"side_effect": httpx.ConnectError("down")}, groq.APIConnectionError),
        ({"return_value": httpx.Response(500)}, groq.InternalServerError),
    ],
)
@pytest.mark.parametrize("way", [raw, streamed])
def test_failures_leave_nothing_in_the_pool(
    calculate: mock.MagicMock,
    twin: Twin,
    no_sleep: List[float],
    respx_mock: respx.MockRouter,
    answer: Dict[str, Any],
    error: Any,
    way: Callable[[Twin, Any], None],
) -> None:
    route = respx_mock.post(PATH).mock(**answer)
    client = client_of(twin)
    with pytest.raises(error):
        way(twin, client)
    assert (route.call_count, no_sleep, pooled(client)) == (3, [0.1, 0.1], [])


@pytest.mark.respx(base_url=URL)
@pytest.mark.parametrize("failures", [0, 2, 4])
def test_a_side_effect_counts_retries(
    twin: Twin, no_sleep: List[float], respx_mock: respx.MockRouter, failures: int
) -> None:
    seen: List[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["x-stainless-retry-count"])
        return httpx.Response(500 if len(seen) <= failures else 200, json={})

    respx_mock.post(PATH).mock(side_effect=answer)
    raw = twin.call(client_of(twin, max_retries=4).chat.completions.with_raw_response.create(**CALL))
    assert (raw.retries_taken, len(no_sleep)) == (failures, failures)
    assert seen == [str(count) for count in range(failures + 1)]


class Model(BaseModel):
    foo: str


@pytest.mark.respx(base_url=URL)
def test_a_strict_client_refuses_what_a_route_gives(twin: Twin, respx_mock: respx.MockRouter) -> None:
    respx_mock.get("/foo").mock(return_value=httpx.Response(200, json={"foo": {"invalid": True}}))
    with pytest.raises(groq.APIResponseValidationError):
        twin.call(client_of(twin, _strict_response_validation=True).get("/foo", cast_to=Model))


@pytest.mark.respx(base_url=URL)
def test_a_strict_client_refuses_text(twin: Twin, respx_mock: respx.MockRouter) -> None:
    respx_mock.get("/foo").mock(return_value=httpx.Response(200, text="my-custom-format"))
    with pytest.raises(groq.APIResponseValidationError):
        twin.call(client_of(twin, _strict_response_validation=True).get("/foo", cast_to=Model))
    assert twin.call(client_of(twin).get("/foo", cast_to=Model)) == "my-custom-format"


@pytest.mark.respx(base_url=URL)
@pytest.mark.parametrize("method", ["write_to_file", "stream_to_file"])
def test_a_route_gives_a_file(twin: Twin, respx_mock: respx.MockRouter, tmp_path: Any, method: str) -> None:
    respx_mock.get("/openai/v1/files/f/content").mock(return_value=httpx.Response(200, content=b"\x00\xff"))
    files = client_of(twin).files
    if method == "write_to_file":
        twin.call(twin.call(files.content("f")).write_to_file(tmp_path / "out"))
    else:
        with twin.opened(files.with_streaming_response.content("f")) as response:
            twin.call(response.stream_to_file(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == b"\x00\xff"
