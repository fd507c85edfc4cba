"""An answer with a bad status to the error that names it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, Tuple, Type

from .. import _exceptions as exceptions

if TYPE_CHECKING:
    import httpx

__all__ = ["connection_error", "described", "status_error", "status_error_class"]

_CLASSES: Dict[int, Type[exceptions.APIStatusError]] = {
    400: exceptions.BadRequestError,
    401: exceptions.AuthenticationError,
    403: exceptions.PermissionDeniedError,
    404: exceptions.NotFoundError,
    409: exceptions.ConflictError,
    422: exceptions.UnprocessableEntityError,
    429: exceptions.RateLimitError,
}


def status_error_class(status_code: int) -> Type[exceptions.APIStatusError]:
    """The class for a status; `APIStatusError` itself where it has none of its own."""
    if status_code >= 500:
        return exceptions.InternalServerError
    return _CLASSES.get(status_code, exceptions.APIStatusError)


def connection_error(error: Exception, request: httpx.Request) -> exceptions.APIConnectionError:
    """The error for what a transport, or a hook of the caller's, raised instead of giving an answer."""
    from httpx import TimeoutException  # the exceptions of httpx are data; its clients stay above

    if isinstance(error, TimeoutException):
        return exceptions.APITimeoutError(request=request)
    return exceptions.APIConnectionError(request=request)


def status_error(message: str, *, body: Any, response: httpx.Response) -> exceptions.APIStatusError:
    """The error of the response's status."""
    return status_error_class(response.status_code)(message, response=response, body=body)


def described(response: httpx.Response) -> Tuple[str, Any]:
    """The message and the body of the error for a response: its decoded JSON, else its text, else nothing."""
    code = "Error code: %d" % response.status_code
    try:
        text = response.text
    except (
        Exception
    ):  # its body was not read: a hook closed it, or the connection broke; or its charset is none of text
        return code, None
    try:
        body = json.loads(text.strip())
    except (ValueError, RecursionError):
        return text.strip() or code, text.strip()
    return "%s - %s" % (code, body), body
