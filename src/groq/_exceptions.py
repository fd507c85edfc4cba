"""The errors a caller may meet, one class for each thing that can go wrong."""

# pyright: reportIncompatibleVariableOverride=false
# The classes of one status declare it, which is narrower than the `int` of their base on purpose.

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Optional

from ._lazy import lazy_module

if TYPE_CHECKING:
    import httpx
else:
    httpx = lazy_module("httpx")

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "GroqError",
    "InternalServerError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
]


class GroqError(Exception):
    """Whatever this library raises on purpose."""


class APIError(GroqError):
    """A call that did not come to a good end.

    `request` is the request that was sent. `body` is what the server answered: the whole decoded JSON where it is
    JSON, the text where it is not, `None` where nothing came.
    """

    message: str
    request: httpx.Request
    body: Optional[object]

    def __init__(self, message: str, request: httpx.Request, *, body: Optional[object]) -> None:
        super().__init__(message)
        self.request = request
        self.message = message
        self.body = body


class APIResponseValidationError(APIError):
    """An answer with a good status whose content is not what was asked for."""

    response: httpx.Response
    status_code: int

    def __init__(self, response: httpx.Response, body: Optional[object], *, message: Optional[str] = None) -> None:
        super().__init__(message or "Data returned by API invalid for expected schema.", response.request, body=body)
        self.response = response
        self.status_code = response.status_code


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
    """No answer came in time. Also a built-in `TimeoutError`."""

    def __init__(self, request: httpx.Request) -> None:
        super().__init__(message="Request timed out.", request=request)


class BadRequestError(APIStatusError):
    """400: the request is malformed, or the model cannot do what it asks for."""

    status_code: Literal[400] = 400


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


class UnprocessableEntityError(APIStatusError):
    """422: well formed, but not to be processed as it is."""

    status_code: Literal[422] = 422


class RateLimitError(APIStatusError):
    """429: a limit on requests or tokens is used up; retried by default, after the wait the server names."""

    status_code: Literal[429] = 429


class InternalServerError(APIStatusError):
    """500 and above: the fault is the server's; retried by default."""


for _name in __all__:
    globals()[_name].__module__ = "groq"
