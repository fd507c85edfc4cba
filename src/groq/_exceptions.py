"""The errors a caller may meet, one class for each thing that can go wrong."""

# pyright: reportIncompatibleVariableOverride=false
# The classes of one status declare it, which is narrower than the `int` of their base on purpose.

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Callable, Literal, Optional, Type, TypeVar, cast

from ._lazy import lazy_module

if TYPE_CHECKING:
    import httpx
    import typing_extensions

    from ._core import clocks, details, limits, portable
    from .types import chat
else:
    httpx = lazy_module("httpx")
    typing_extensions = lazy_module("typing_extensions")
    clocks = lazy_module("groq._core.clocks")
    details = lazy_module("groq._core.details")
    limits = lazy_module("groq._core.limits")
    portable = lazy_module("groq._core.portable")
    chat = lazy_module("groq.types.chat")

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APIStreamError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "CapacityExceededError",
    "ClientClosedError",
    "ConflictError",
    "ContextLengthExceededError",
    "FailedDependencyError",
    "GroqError",
    "IncompleteStreamError",
    "IncompleteStreamWarning",
    "InternalServerError",
    "JSONValidateFailedError",
    "ModelDecommissionedError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestCancelledError",
    "RequestTooLargeError",
    "ToolUseFailedError",
    "UnprocessableEntityError",
]

_T = TypeVar("_T")
_Clock = Literal["connect", "write", "pool", "read", "first_token", "between_tokens", "total"]


class _Told:
    """Something that an error tells, found out each time it is asked for. An error may be given a value of its own."""

    def __init__(self, find: Callable[[Any], object]) -> None:
        self._find = find

    def __get__(self, error: Optional[APIError], owner: Any) -> object:
        return self if error is None else self._find(error)


def _told(find: Callable[[APIError], _T]) -> _T:
    return cast(_T, _Told(find))


class GroqError(Exception):
    """Whatever this library raises on purpose. Pickles and copies, without the secrets of its request."""

    def __reduce__(self) -> Any:
        state = {name: portable.portable(value) for name, value in vars(self).items()}
        return _rebuilt, (type(self), self.args), state

    def __copy__(self) -> typing_extensions.Self:
        copied = _rebuilt(type(self), self.args)
        copied.__dict__.update(vars(self))
        return cast("typing_extensions.Self", copied)


def _rebuilt(cls: Type[GroqError], args: Any) -> GroqError:
    """An error with some `args`, not through a constructor, whose arguments nobody knows."""
    error = cls.__new__(cls, *args)
    error.args = args  # which OSError, a base of one of them, leaves to its constructor
    return error


class APIError(GroqError):
    """A call that did not come to a good end.

    `request` is the request that was sent. `body` is what the server answered: the whole decoded JSON where it is
    JSON, the text where it is not, `None` where nothing came.

    What follows is found out when it is asked for, and `None` where the server did not tell.
    """

    message: str
    request: httpx.Request
    body: Optional[object]

    code: Optional[str] = _told(lambda error: _word(error, "code"))
    """What went wrong, as a word for programs, such as "model_not_found"."""
    type: Optional[str] = _told(lambda error: _word(error, "type"))
    """The kind of error, such as "invalid_request_error"."""
    param: Optional[str] = _told(lambda error: _word(error, "param"))
    """The parameter that is to blame."""
    failed_generation: Optional[str] = _told(lambda error: _word(error, "failed_generation"))
    """What the model wrote where that was no tool call, or no JSON, as it should have been."""
    request_id: Optional[str] = _told(lambda error: details.header(_response_of(error), "x-request-id"))
    """By what Groq's support finds the request."""
    rate_limit: Optional[limits.RateLimits] = _told(
        lambda error: details.limits_of(_response_of(error), _refusal(error), error._received_at)
    )
    """The rate limits of the model, and what is left of them."""
    retry_after: Optional[float] = _told(lambda error: getattr(error.rate_limit, "retry_after", None))
    """Seconds that the server asks to wait."""
    limit: Optional[float] = _told(lambda error: _refusal(error).limit)
    """The size of the rate limit that refused the request, in tokens for example: see `rate_limit.kind`."""
    requested: Optional[float] = _told(lambda error: _refusal(error).requested)
    """What the request would have taken of that limit."""
    partial: Optional[chat.ChatCompletion] = _told(lambda error: error._received and error._received.completion())
    """What had arrived of a streamed chat completion, made when it is asked for; no `finish_reason` if it is cut."""

    _received: Any = None
    _received_at: float
    _response: Optional[httpx.Response] = None
    """The answer that the error came out of, where that is not for everybody to see as `response`."""

    def __init__(self, message: str, request: httpx.Request, *, body: Optional[object]) -> None:
        super().__init__(message)
        self.request = request
        self.message = message
        self.body = body
        self._received_at = time.time()

    @property
    def never_fits(self) -> bool:
        """Whether the request asked for more than its whole rate limit: no wait will help, a smaller request may."""
        limit, requested = self.limit, self.requested
        return limit is not None and requested is not None and requested > limit


def _response_of(error: APIError) -> Optional[httpx.Response]:
    return getattr(error, "response", None) or error._response


def _word(error: APIError, name: str) -> Optional[str]:
    # The body of an answer that is no error may have such names, which mean other things.
    return None if isinstance(error, APIResponseValidationError) else details.word(error.body, name)


def _refusal(error: APIError) -> limits.Refusal:
    return limits.refusal(_word(error, "message") or error.message)


class APIResponseValidationError(APIError):
    """An answer with a good status whose content is not what was asked for."""

    response: httpx.Response
    status_code: int

    def __init__(self, response: httpx.Response, body: Optional[object], *, message: Optional[str] = None) -> None:
        super().__init__(message or "Data returned by API invalid for expected schema.", response.request, body=body)
        self.response = response
        self.status_code = response.status_code


class APIStreamError(APIError):
    """An error that the server reported inside of a stream that had begun well; it has no status of its own.

    `body` is the error as it was reported, without the event around it.
    """

    def __init__(
        self,
        message: str,
        request: httpx.Request,
        *,
        body: Optional[object],
        response: Optional[httpx.Response] = None,
    ) -> None:
        super().__init__(message, request, body=body)
        self._response = response  # not `response`, by which programs know the errors that have a status


class APIStatusError(APIError):
    """An answer with a status of 400 or above."""

    response: httpx.Response
    status_code: int

    def __init__(self, message: str, *, response: httpx.Response, body: Optional[object]) -> None:
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code


class APIConnectionError(APIError):
    """No answer came: the server could not be reached, or the connection broke. `__cause__` is httpx's own error."""

    def __init__(self, *, message: str = "Connection error.", request: httpx.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError, TimeoutError):
    """No answer came in time. Also a built-in `TimeoutError`.

    `clock` is the limit that was reached, and `seconds` what it was set to; `None` where that is not known. The first
    four are those of `httpx.Timeout`, the others those of `TimeLimits` and, for "total", of a retry policy.
    """

    clock: Optional[_Clock] = None
    seconds: Optional[float] = None

    def __init__(
        self,
        request: httpx.Request,
        *,
        clock: Optional[_Clock] = None,
        seconds: Optional[float] = None,
    ) -> None:
        told = clocks.timeout_message(clock, seconds) if clock is not None else ""
        super().__init__(message=" ".join(["Request timed out.", *filter(None, [told])]), request=request)
        self.clock = clock
        self.seconds = seconds


class ClientClosedError(APIConnectionError, RuntimeError):
    """The client, or a copy over the same connections, was closed before the call came to its end."""

    def __init__(
        self,
        *,
        message: str = "The client is closed, as are all copies over its connections: make a new one",
        request: httpx.Request,
    ) -> None:
        super().__init__(message=message, request=request)


_CUT_SHORT = "The stream ended without a `finish_reason` and without [DONE]: the answer may be cut short"


class IncompleteStreamError(APIConnectionError):
    """A stream that ended in the middle of an answer without a fault; see `stream_check` of the client."""

    def __init__(self, *, message: str = _CUT_SHORT, request: httpx.Request) -> None:
        super().__init__(message=message, request=request)


class IncompleteStreamWarning(UserWarning):
    """A stream that ended in the middle of an answer without a fault; see `stream_check` of the client."""

    def __init__(self, message: str = _CUT_SHORT) -> None:
        super().__init__(message)


class BadRequestError(APIStatusError):
    """400: the request is malformed, or the model cannot do what it asks for."""

    status_code: Literal[400] = 400


class ToolUseFailedError(BadRequestError):
    """400 `tool_use_failed`: the model wrote a tool call that is none. `failed_generation` is what it wrote."""


class JSONValidateFailedError(BadRequestError):
    """400 `json_validate_failed`: the model wrote no JSON of the form asked for. `failed_generation` is its text."""


class ModelDecommissionedError(BadRequestError):
    """400 `model_decommissioned`: the model is out of service for good."""


class ContextLengthExceededError(BadRequestError):
    """400 `context_length_exceeded`: the messages and the answer asked for are too long for the model."""


class AuthenticationError(APIStatusError):
    """401: the API key is missing, wrong or revoked."""

    status_code: Literal[401] = 401


class PermissionDeniedError(APIStatusError):
    """403: the key is good, but the organisation or its plan may not do this."""

    status_code: Literal[403] = 403


class NotFoundError(APIStatusError):
    """404: no such model, file, batch or path."""

    status_code: Literal[404] = 404


class ConflictError(APIStatusError):
    """409: another change got in between; retried by default."""

    status_code: Literal[409] = 409


class RequestTooLargeError(APIStatusError):
    """413: more than the API takes, or than the rate limit allows at a time (`never_fits`): send less."""

    status_code: Literal[413] = 413


class UnprocessableEntityError(APIStatusError):
    """422: well formed, but not to be processed as it is."""

    status_code: Literal[422] = 422


class FailedDependencyError(APIStatusError):
    """424: a request that this one depends on failed, such as the log-in to a remote MCP server."""

    status_code: Literal[424] = 424


class RateLimitError(APIStatusError):
    """429: a limit on requests or tokens is used up; retried by default, after the wait the server names."""

    status_code: Literal[429] = 429


class CapacityExceededError(APIStatusError):
    """498: the flex tier is full for the moment: try again later, or with another `service_tier`."""

    status_code: Literal[498] = 498


class RequestCancelledError(APIStatusError):
    """499: the request was cancelled before it was answered."""

    status_code: Literal[499] = 499


class InternalServerError(APIStatusError):
    """500 and above: the fault is the server's; retried by default."""


for _name in __all__:
    globals()[_name].__module__ = "groq"
