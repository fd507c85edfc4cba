"""A request and a state to an answer."""

from __future__ import annotations

from typing import List, Optional, Tuple, Union

import anyio.to_thread

from ._admission import admitted
from ._bends import in_events
from ._checks import is_object
from ._delivery import Opening
from ._errors import Refusal, internal
from ._exchange import Answer, Request
from ._fault import Fault, Scripted, Target
from ._limits import Meter
from ._operations import OPERATIONS
from ._state import Source, State

__all__ = ["respond", "respond_async"]


def respond(request: Request, state: State) -> Answer:
    """The answer to a request, which is recorded in the state; with what was scripted to go wrong with it."""
    with state.lock:
        place, statuses = len(state.requests), state.statuses
        state.requests.append(request)
        statuses.append(None)
        met = state.faults.take(_target(request)) if state.faults.any else None
        delay = state.faults.latency()
        answered = _at_once(request, met, state)
    answer = answered if isinstance(answered, Answer) else answered.answer(request)
    answer = _delivered(answer, met, delay, state)
    statuses[place] = answer.status if answer.delivery.opening is Opening.ANSWERED else None
    return answer


async def respond_async(request: Request, state: State) -> Answer:
    """`respond`, in a thread where the answer takes time."""
    if state.source is not None and state.source.waits:
        return await anyio.to_thread.run_sync(respond, request, state)
    return respond(request, state)


def _at_once(request: Request, met: Optional[Scripted], state: State) -> Union[Answer, Source]:
    """The answer, or the source that gives it, for which nobody is kept waiting."""
    if met is not None and met.fault.instead is not None:
        return _failed(met.fault, met.fault.instead, state)
    return _operated(request, state) if state.source is None else state.source


def _target(request: Request) -> Target:
    """What a request asks for, as far as faults go by it, whether or not it will be let in."""
    for operation in OPERATIONS:
        if operation.method == request.method and operation.match(request.path) is not None:
            body = request.json if operation.stream is not None else None
            return Target(operation.name, is_object(body) and body.get("stream") is True)
    return Target(None, False)


def _failed(fault: Fault, answer: Answer, state: State) -> Answer:
    """The answer of a fault; with Groq's usual headers where it is Groq's."""
    if fault.edge or answer.delivery.opening is not Opening.ANSWERED:
        return answer
    return answer.with_defaults(_headers(state.new_id("req"), Meter(state), answer))


def _delivered(answer: Answer, met: Optional[Scripted], delay: float, state: State) -> Answer:
    """The answer as it goes out. A fault that cannot happen to it is kept for the next one."""
    if met is not None and met.fault.instead is None:
        bent = met.fault.bent(in_events(answer))
        if bent is None:
            with state.lock:
                state.faults.put_back(met)
        else:
            answer = bent
    return answer.delivered(delay=answer.delivery.delay + delay) if delay else answer


def _operated(request: Request, state: State) -> Answer:
    request_id, meter = state.new_id("req"), Meter(state)
    answer = _answer(request, request_id, state, meter)
    return answer.with_headers(_headers(request_id, meter, answer))


def _headers(request_id: str, meter: Meter, answer: Answer) -> List[Tuple[str, str]]:
    """What every answer of Groq's tells."""
    return [("x-request-id", request_id), ("x-groq-region", "local"), *meter.headers(answer)]


def _answer(request: Request, request_id: str, state: State, meter: Meter) -> Answer:
    try:
        operation, call = admitted(request, request_id, state)
        meter.admit(call)
        return operation.handler(call, state)
    except Refusal as refusal:
        return refusal.answer()
    except Exception as error:  # what a server does with its own faults: the client is not to blame
        return internal(error).answer()
