"""The wrappers that applications put around methods of their own to get raw and streamed responses from them."""

from __future__ import annotations

import inspect
from typing import Any, Dict, List

import httpx
import pytest

from groq import _response
from groq._response import APIResponse, AsyncAPIResponse, AsyncResponseContextManager, ResponseContextManager
from groq.types.chat import ChatCompletion
from twin import Body, Twin

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}


class Mine(APIResponse[bytes]):
    """A response class of an application."""


class AsyncMine(AsyncAPIResponse[bytes]):
    """A response class of an application."""


def wrapper(twin: Twin, name: str) -> Any:
    return getattr(_response, twin.pick(name, "async_" + name))


def client_of(twin: Twin, body: Body) -> Any:
    return twin.client(lambda request: httpx.Response(200, stream=body))


def test_a_method_gives_its_raw_response(twin: Twin) -> None:
    create = client_of(twin, Body(b'{"id": "a"}')).chat.completions.create
    raw = twin.call(wrapper(twin, "to_raw_response_wrapper")(create)(**CALL, extra_headers={"X-A": "1"}))
    assert type(raw) is twin.pick(APIResponse, AsyncAPIResponse)
    assert twin.call(raw.parse()) == ChatCompletion.construct(id="a")
    headers = twin.requests[0].headers
    assert (headers["x-stainless-raw-response"], headers["x-a"]) == ("raw", "1")


def test_a_method_gives_its_streamed_response(twin: Twin) -> None:
    body = Body(b'{"id"', b': "a"}')
    create = client_of(twin, body).chat.completions.create
    manager = wrapper(twin, "to_streamed_response_wrapper")(create)(**CALL)
    assert type(manager) is twin.pick(ResponseContextManager, AsyncResponseContextManager)
    assert twin.requests == []
    with twin.opened(manager) as response:
        assert (type(response), body.taken) == (twin.pick(APIResponse, AsyncAPIResponse), 0)
        assert twin.call(response.parse()) == ChatCompletion.construct(id="a")
    assert (twin.requests[0].headers["x-stainless-raw-response"], body.closed) == ("stream", True)


def test_a_method_gives_a_raw_response_of_another_class(twin: Twin) -> None:
    content = client_of(twin, Body(b"\x00\xff")).files.content
    wrapped = wrapper(twin, "to_custom_raw_response_wrapper")(content, twin.pick(Mine, AsyncMine))
    raw = twin.call(wrapped("file_1"))
    assert (type(raw), twin.call(raw.parse())) == (twin.pick(Mine, AsyncMine), b"\x00\xff")
    assert "____stainless_override_cast_to" not in twin.requests[0].headers


def test_a_method_gives_a_streamed_response_of_another_class(twin: Twin) -> None:
    body = Body(b"\x00", b"\xff")
    content = client_of(twin, body).files.content
    wrapped = wrapper(twin, "to_custom_streamed_response_wrapper")(content, twin.pick(Mine, AsyncMine))
    with twin.opened(wrapped("file_1")) as response:
        assert (type(response), body.taken) == (twin.pick(Mine, AsyncMine), 0)
        assert twin.items(response.iter_bytes()) == [b"\x00", b"\xff"]


NAMES = ["to_raw_response_wrapper", "to_streamed_response_wrapper"]
CUSTOM: List[str] = ["to_custom_raw_response_wrapper", "to_custom_streamed_response_wrapper"]


@pytest.mark.parametrize("name", [*NAMES, *CUSTOM])
def test_a_wrapped_method_looks_like_the_method(twin: Twin, name: str) -> None:
    content = twin.client().files.content
    wrapped = wrapper(twin, name)(content, *([Mine] if name in CUSTOM else []))
    assert (wrapped.__name__, wrapped.__doc__) == (content.__name__, content.__doc__)
    assert inspect.signature(wrapped) == inspect.signature(content)
