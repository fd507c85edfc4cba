"""An answer with a bad status to the error that names it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, Optional, Tuple, Type

from .. import _exceptions as exceptions
from .details import page_title, word

if TYPE_CHECKING:
    import httpx

__all__ = ["connection_error", "described", "status_error", "status_error_class"]

_CLASSES: Dict[int, Type[exceptions.APIStatusError]] = {
    400: exceptions.BadRequestError,
    401: exceptions.AuthenticationError,
    403: exceptions.PermissionDeniedError,
    404: exceptions.NotFoundError,
    409: exceptions.ConflictError,
    413: exceptions.RequestTooLargeError,
    422: exceptions.UnprocessableEntityError,
    424: exceptions.FailedDependencyError,
    429: exceptions.RateLimitError,
    498: exceptions.CapacityExceededError,
    499: exceptions.RequestCancelledError,
}
_BY_CODE: Dict[str, Type[exceptions.BadRequestError]] = {
    "context_length_exceeded": exceptions.ContextLengthExceededError,
    "json_validate_failed": exceptions.JSONValidateFailedError,
    "model_decommissioned": exceptions.ModelDecommissionedError,
    "tool_use_failed": exceptions.ToolUseFailedError,
}


def status_error_class(status_code: int, code: Optional[str] = None) -> Type[exceptions.APIStatusError]:
    """The class for a status; `APIStatusError` itself where it has none of its own.

    A code narrows the class of the status it usually arrives with. With another status it does not: whoever catches
    the class of a status gets all errors of that status and none of others, as before there were classes for codes.
    """
    if status_code >= 500:
        return exceptions.InternalServerError
    known = _BY_CODE.get(code) if code is not None else None
    if known is not None and known.status_code == status_code:
        return known
    return _CLASSES.get(status_code, exceptions.APIStatusError)


def connection_error(error: Exception, request: httpx.Request) -> exceptions.APIConnectionError:
    """The error for what a transport, or a hook of the caller's, raised instead of giving an answer."""
    from httpx import TimeoutException  # the exceptions of httpx are data; its clients stay above

    if isinstance(error, TimeoutException):
        from .clocks import ran_out

        clock, seconds = ran_out(error, request)
        return exceptions.APITimeoutError(request=request, clock=clock, seconds=seconds)
    return exceptions.APIConnectionError(request=request)


def status_error(message: str, *, body: Any, response: httpx.Response) -> exceptions.APIStatusError:
    """The error of the response's status, and of the code in its body."""
    error = status_error_class(response.status_code, word(body, "code"))(message, response=response, body=body)
    if isinstance(error, exceptions.RequestTooLargeError) and error.never_fits:
        # Shown below the error by Python 3.11 and above; its message stays the server's.
        vars(error)["__notes__"] = [_NEVER_FITS % (error.requested, error.limit)]
    return error


_NEVER_FITS = (
    "The request counts as %s where the rate limit is %s: it can never fit, however long you wait. Send less, or ask "
    "for a higher limit."
)


def described(response: httpx.Response) -> Tuple[str, Any]:
    """The message and the body of the error for a response: its decoded JSON, else its text, else nothing.

    The message has no more of a page in HTML than its title.
    """
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
        return _text_message(code, text.strip(), response.headers.get("content-type", "")), text.strip()
    return "%s - %s" % (code, body), body


def _text_message(code: str, text: str, content_type: str) -> str:
    title = page_title(text, content_type) if text else None
    if title is None:
        return text or code
    return "%s - %s" % (code, title) if title else code
