"""Whether a request may: which operation it asks for, who asks, and whether it asks properly.

All of that is decided here, before an operation's handler sees the call: the path, the key, the media type, the types
of the parameters (`Operation.params`) and what types cannot say (`Operation.rules`). A handler finds what was sent in
`call.body`: JSON values in the SDK's own parameter types, and in a form the files as `Part`.

A handler that performs another request, as a batch does for each of its lines, says
`call.perform(method, url, body, request_id)`: the body is taken through the same checks as if it had been sent,
then the operation's handler answers. It raises `Refusal` where a request like that would be refused.
"""

from __future__ import annotations

from typing import Any, Dict, Mapping, Tuple

from ._checks import form_parts, json_object
from ._errors import invalid, invalid_api_key, method_not_allowed, unknown_url
from ._exchange import Answer, Call, Request
from ._operation import Operation
from ._operations import OPERATIONS
from ._parameter_types import check, form_values
from ._state import State

__all__ = ["admitted"]

_BATCHED = ("audio.transcriptions.create", "audio.translations.create", "chat.completions.create")


def admitted(request: Request, request_id: str, state: State) -> Tuple[Operation, Call]:
    """The operation that a request asks for, and the call for its handler; raises `Refusal` where it may not."""
    operation, parameters = _routed(request.method, request.path)
    if request.headers.get("authorization") != "Bearer %s" % state.api_key:
        raise invalid_api_key()
    body = _checked(operation, _body(operation, request), state)
    return operation, _call(request, parameters, request_id, body, state)


def _call(
    request: Request, parameters: Mapping[str, str], request_id: str, body: Mapping[str, Any], state: State
) -> Call:
    def perform(method: str, url: str, body: Mapping[str, Any], request_id: str) -> Answer:
        operation, parameters = _routed(method, url if url.startswith("/openai/") else "/openai" + url)
        if operation.name not in _BATCHED:
            raise invalid("'url' : the operation at `%s` cannot be batched" % url, param="url")
        checked = _checked(operation, body, state)
        return operation.handler(_call(request, parameters, request_id, checked, state), state)

    return Call(request, parameters, request_id, state.now(), body, perform)


def _routed(method: str, path: str) -> Tuple[Operation, Dict[str, str]]:
    """The operation at a path and its path parameters; refuses an unknown path and a method the path has not."""
    matches = [(operation, operation.match(path)) for operation in OPERATIONS]
    fitting = [(operation, parameters) for operation, parameters in matches if parameters is not None]
    for operation, parameters in fitting:
        if operation.method == method:
            return operation, parameters
    if not fitting:
        raise unknown_url(method, path)
    raise method_not_allowed(method, path, tuple(operation.method for operation, _ in fitting))


def _body(operation: Operation, request: Request) -> Dict[str, Any]:
    """What was sent, as JSON values; nothing where the operation takes nothing."""
    if operation.params is None:
        return {}
    return json_object(request) if operation.form is None else form_values(operation.params, form_parts(request))


def _checked(operation: Operation, body: Mapping[str, Any], state: State) -> Mapping[str, Any]:
    if operation.params is not None:
        check(operation.params, body, state.strict)
    for rule in operation.rules:
        rule(body, state)
    return body
