"""A request and a state to an answer: which operation it is, whether it may, what it gets."""

from __future__ import annotations

from typing import Dict, Tuple

from ._errors import Refusal, invalid_api_key, method_not_allowed, unknown_url
from ._exchange import Answer, Call, Request, json_answer
from ._operation import Operation
from ._operations import OPERATIONS
from ._state import State

__all__ = ["respond"]

_REQUESTS_PER_DAY = 14400
_TOKENS_PER_MINUTE = 18000


def respond(request: Request, state: State) -> Answer:
    """The answer to a request, which is recorded in the state."""
    with state.lock:
        state.requests.append(request)
        request_id = state.new_id("req")
        answer = _answer(request, request_id, state)
        return answer.with_headers((("x-request-id", request_id), ("x-groq-region", "local"), *_limits(state)))


def _answer(request: Request, request_id: str, state: State) -> Answer:
    try:
        operation, parameters = _routed(request)
        if request.headers.get("authorization") != "Bearer %s" % state.api_key:
            raise invalid_api_key()
        return operation.handler(Call(request, parameters, request_id, state.now()), state)
    except Refusal as refusal:
        return refusal.answer()
    except Exception as error:  # what a server does with its own faults: the client is not to blame
        message = "The local Groq failed on this request: %s: %s" % (type(error).__name__, error)
        return json_answer({"error": {"message": message, "type": "internal_server_error", "code": "internal"}}, 500)


def _routed(request: Request) -> Tuple[Operation, Dict[str, str]]:
    """The operation of a request and its path parameters; refuses an unknown path and a method the path has not."""
    matches = [(operation, operation.match(request.path)) for operation in OPERATIONS]
    fitting = [(operation, parameters) for operation, parameters in matches if parameters is not None]
    for operation, parameters in fitting:
        if operation.method == request.method:
            return operation, parameters
    if not fitting:
        raise unknown_url(request.method, request.path)
    raise method_not_allowed(request.method, request.path, tuple(operation.method for operation, _ in fitting))


def _limits(state: State) -> Tuple[Tuple[str, str], ...]:
    used = len(state.requests)
    return (
        ("x-ratelimit-limit-requests", str(_REQUESTS_PER_DAY)),
        ("x-ratelimit-limit-tokens", str(_TOKENS_PER_MINUTE)),
        ("x-ratelimit-remaining-requests", str(max(0, _REQUESTS_PER_DAY - used))),
        ("x-ratelimit-remaining-tokens", str(_TOKENS_PER_MINUTE)),
        ("x-ratelimit-reset-requests", "2m59.56s"),
        ("x-ratelimit-reset-tokens", "7.66s"),
    )
