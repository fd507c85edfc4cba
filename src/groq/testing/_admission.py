"""Whether a request may: which operation it asks for, who asks, and whether it asks properly."""

from __future__ import annotations

from typing import Dict, Tuple

from ._errors import invalid_api_key, method_not_allowed, unknown_url
from ._exchange import Call, Request
from ._operation import Operation
from ._operations import OPERATIONS
from ._state import State

__all__ = ["admitted"]


def admitted(request: Request, request_id: str, state: State) -> Tuple[Operation, Call]:
    """The operation that a request asks for, and the call for its handler; raises `Refusal` where it may not."""
    operation, parameters = _routed(request)
    if request.headers.get("authorization") != "Bearer %s" % state.api_key:
        raise invalid_api_key()
    return operation, Call(request, parameters, request_id, state.now())


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
