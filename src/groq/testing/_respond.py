"""A request and a state to an answer."""

from __future__ import annotations

import anyio.to_thread

from ._admission import admitted
from ._errors import Refusal
from ._exchange import Answer, Request, json_answer
from ._limits import Meter
from ._state import State

__all__ = ["respond", "respond_async"]


def respond(request: Request, state: State) -> Answer:
    """The answer to a request, which is recorded in the state."""
    with state.lock:
        state.requests.append(request)
        source = state.source
        if source is None:
            return _operated(request, state)
    return source.answer(request)


async def respond_async(request: Request, state: State) -> Answer:
    """`respond`, in a thread where the answer takes time."""
    if state.source is not None and state.source.waits:
        return await anyio.to_thread.run_sync(respond, request, state)
    return respond(request, state)


def _operated(request: Request, state: State) -> Answer:
    request_id, meter = state.new_id("req"), Meter(state)
    answer = _answer(request, request_id, state, meter)
    return answer.with_headers((("x-request-id", request_id), ("x-groq-region", "local"), *meter.headers(answer)))


def _answer(request: Request, request_id: str, state: State, meter: Meter) -> Answer:
    try:
        operation, call = admitted(request, request_id, state)
        meter.admit(call)
        return operation.handler(call, state)
    except Refusal as refusal:
        return refusal.answer()
    except Exception as error:  # what a server does with its own faults: the client is not to blame
        message = "The local Groq failed on this request: %s: %s" % (type(error).__name__, error)
        return json_answer({"error": {"message": message, "type": "internal_server_error", "code": "internal"}}, 500)
