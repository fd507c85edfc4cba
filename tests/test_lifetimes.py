"""What is opened or kept for a call: nothing outlives its use, and nobody else is robbed of it."""

from __future__ import annotations

import gc
import weakref
from typing import Any, Dict

import httpx
import pytest
from typing_extensions import Annotated

import groq
from groq._core.parse import parser
from twin import Body, Twin, sse


def _raise(value: Any) -> Any:
    raise LookupError(value)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"cast_to": object}, TypeError),
        ({"cast_to": object, "stream_cls": "bare"}, RuntimeError),
        ({"cast_to": object, "stream_cls": "full", "options": {"post_parser": _raise}}, LookupError),
    ],
)
def test_a_stream_that_cannot_be_given_is_closed(twin: Twin, arguments: Dict[str, Any], error: Any) -> None:
    stream_cls: Any = twin.pick(groq.Stream, groq.AsyncStream)
    if "stream_cls" in arguments:
        arguments = {**arguments, "stream_cls": stream_cls[object] if arguments["stream_cls"] == "full" else stream_cls}
    body = Body(sse({}))
    with pytest.raises(error):
        twin.call(twin.client(body).post("/x", body={}, stream=True, **arguments))
    assert (body.closed, body.taken) == (True, 0)


class Connection:
    """The connection that httpcore shows under a response."""

    def get_extra_info(self, name: str) -> Any:
        raise AssertionError("nobody has to look at this connection")

    read = get_extra_info


class Slotted(Connection):
    __slots__ = ()


@pytest.mark.parametrize(("version", "connection"), [(b"HTTP/2", Connection()), (b"HTTP/1.1", object())])
def test_the_end_of_a_stream_leaves_a_connection_that_it_shares_alone(
    twin: Twin, version: bytes, connection: Any
) -> None:
    body = Body(sse({"id": "1", "choices": []}), b"not for us")
    extensions = {"http_version": version, "network_stream": connection}
    client = twin.client(httpx.Response(200, stream=body, extensions=extensions))
    stream = twin.call(client.chat.completions.create(messages=[], model="m", stream=True))
    assert [chunk.id for chunk in twin.items(stream)] == ["1"]
    assert (body.closed, body.taken) == (True, 1)


def test_types_made_for_each_call_do_not_pile_up() -> None:
    class Local(groq.BaseModel):
        a: int

    assert parser(Local) is parser(Local)
    local = weakref.ref(Local)
    del Local
    for number in range(4096):
        parser(Annotated[str, number])
    gc.collect()
    assert local() is None
