"""What goes wrong to the answer Groq gives then: error bodies by status and code, error pages, broken JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http import HTTPStatus
from typing import Dict, Mapping, Optional, Sequence, Tuple, Union

from ._delivery import Delivery, Opening
from ._exchange import Answer, json_bytes
from ._limits import duration

__all__ = [
    "BROKEN_JSON",
    "DROPPED",
    "GARBLED",
    "REFUSED",
    "Body",
    "RetryAfter",
    "dropped",
    "error_of",
    "failure",
    "page",
]

Body = Union[Mapping[str, object], Sequence[object], str, bytes]
RetryAfter = Union[float, str, timedelta, datetime]

_INVALID = "invalid_request_error"
_INTERNAL = "internal_server_error"
_TOKENS_PER_MINUTE = 18000


@dataclass(frozen=True)
class _Error:
    """What Groq says with a status or a code."""

    message: str
    type: str
    code: Optional[str] = None
    more: Tuple[Tuple[str, str], ...] = ()


_BY_STATUS: Dict[int, _Error] = {
    400: _Error("The request is not valid.", _INVALID, "invalid_value"),
    401: _Error("Invalid API Key", _INVALID, "invalid_api_key"),
    403: _Error("This is not available on your current plan.", "permissions_error", "not_available_for_plan"),
    404: _Error("The requested resource does not exist.", _INVALID, "not_found"),
    408: _Error("The request was not complete in time.", _INVALID, "request_timeout"),
    409: _Error("The resource was changed at the same time.", _INVALID, "conflict"),
    413: _Error("The request is too large for this model: send less of it.", _INVALID, "request_too_large"),
    422: _Error("The request is well-formed, but cannot be followed.", _INVALID, "unprocessable_entity"),
    424: _Error("A request that this one depends on failed.", _INVALID, "failed_dependency"),
    429: _Error("Rate limit reached on tokens per minute (TPM)", "tokens", "rate_limit_exceeded"),
    498: _Error("The flex tier has no capacity left: try again later.", "capacity_exceeded", "capacity_exceeded"),
    499: _Error("The request was cancelled.", _INVALID, "request_cancelled"),
    500: _Error("Internal Server Error", _INTERNAL),
    502: _Error("Bad Gateway", _INTERNAL),
    503: _Error("The model is over capacity: try again and back off exponentially.", _INTERNAL),
    504: _Error("Gateway Timeout", _INTERNAL),
}
_SEE = "Please adjust your prompt. See 'failed_generation' for more details."
_BY_CODE: Dict[str, _Error] = {
    "context_length_exceeded": _Error(
        "Please reduce the length of the messages or completion.", _INVALID, more=(("param", "messages"),)
    ),
    "json_validate_failed": _Error(
        "Failed to generate JSON. " + _SEE, _INVALID, more=(("failed_generation", '{"answer": '),)
    ),
    "model_decommissioned": _Error("The model has been decommissioned and is no longer supported.", _INVALID),
    "model_not_found": _Error("The model does not exist or you do not have access to it.", _INVALID),
    "tool_use_failed": _Error(
        "Failed to call a function. " + _SEE, _INVALID, more=(("failed_generation", "<function=look_up{"),)
    ),
}


def error_of(
    status: int,
    message: Optional[str] = None,
    code: Optional[str] = None,
    type: Optional[str] = None,
    param: Optional[str] = None,
    retry_after: Optional[RetryAfter] = None,
) -> Dict[str, str]:
    """The error that goes with a status, or with a code of its own; what is given wins."""
    usual = _BY_STATUS.get(status) or _Error(_phrase(status), _INVALID if status < 500 else _INTERNAL)
    known = _BY_CODE.get(code or "", usual)
    words = known.message if known is not _BY_STATUS[429] else _limited(known.message, retry_after)
    given = {"message": message, "type": type, "param": param, "code": code}
    error = {"message": words, "type": known.type, **dict(known.more)}
    if known.code is not None:
        error["code"] = known.code
    return {**error, **{name: value for name, value in given.items() if value is not None}}


def failure(
    status: int,
    body: Body,
    headers: Mapping[str, str],
    retry_after: Optional[RetryAfter] = None,
    retry_after_ms: Optional[float] = None,
) -> Answer:
    """The answer with a status and a body; that of a rate limit tells that nothing is left."""
    content_type, content = _encoded(body)
    fields = {"content-type": content_type}
    if retry_after is not None:
        fields["retry-after"] = _retry_after(retry_after)
    if retry_after_ms is not None:
        fields["retry-after-ms"] = "%g" % retry_after_ms
    if status == 429:
        fields["x-ratelimit-remaining-tokens"] = "0"
        fields["x-ratelimit-reset-tokens"] = duration(_seconds(retry_after))
    fields.update({name.lower(): value for name, value in headers.items()})
    return Answer(status, tuple(fields.items()), b"" if status in (204, 304) else content)


def page(status: int) -> Answer:
    """An error page of the proxy before Groq, which knows nothing of Groq's bodies and headers."""
    title = "%d %s" % (status, _phrase(status))
    html = "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n" % (title, title)
    html += "<hr><center>cloudflare</center>\r\n</body>\r\n</html>\r\n"
    headers = (
        ("content-type", "text/html; charset=UTF-8"),
        ("server", "cloudflare"),
        ("cf-ray", "9a1b2c3d4e5f6071-LAX"),
    )
    return Answer(status, headers, html.encode())


BROKEN_JSON = Answer(
    200, (("content-type", "application/json"),), b'{"id":"local-groq","object":"list","data":[{"id":"lo'
)
DROPPED = Answer(0, delivery=Delivery(Opening.DROPPED))
REFUSED = Answer(0, delivery=Delivery(Opening.REFUSED))
GARBLED = Answer(0, delivery=Delivery(Opening.GARBLED, b"HTTP/1.1 OK\r\n\r\n"))
_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n"


def dropped(after_bytes: int) -> Answer:
    """A connection that is closed after so many bytes of the head of an answer, which never is whole."""
    return Answer(0, delivery=Delivery(Opening.DROPPED, _HEAD[:after_bytes]))


def _encoded(body: Body) -> Tuple[str, bytes]:
    """The content type and the bytes of a body."""
    if isinstance(body, bytes):
        return "application/octet-stream", body
    if isinstance(body, str):
        kind = "html" if body.lstrip().startswith("<") else "plain"
        return "text/%s; charset=utf-8" % kind, body.encode("utf-8", "replace")
    return "application/json", json_bytes(body)


def _limited(message: str, retry_after: Optional[RetryAfter]) -> str:
    """The message of a rate limit in Groq's form, with figures that add up."""
    wait = _seconds(retry_after)
    requested = max(1, round(wait * _TOKENS_PER_MINUTE / 60))
    figures = "Limit %d, Used %d, Requested %d" % (_TOKENS_PER_MINUTE, _TOKENS_PER_MINUTE, requested)
    return "%s: %s. Please try again in %s." % (message, figures, duration(wait))


def _seconds(retry_after: Optional[RetryAfter]) -> float:
    """The seconds that a retry-after comes to; half a second where none is said, or in words."""
    if isinstance(retry_after, timedelta):
        return retry_after.total_seconds()
    if isinstance(retry_after, datetime):
        return max(0.0, (retry_after - datetime.now(timezone.utc)).total_seconds())
    return 0.5 if retry_after is None or isinstance(retry_after, str) else retry_after


def _retry_after(value: RetryAfter) -> str:
    """The header of that name: seconds, or an HTTP date."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return format_datetime(value.astimezone(timezone.utc), usegmt=True)
    return "%g" % (value.total_seconds() if isinstance(value, timedelta) else value)


def _phrase(status: int) -> str:
    """What a status is called; Groq's own have no name in HTTP."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Status %d" % status
