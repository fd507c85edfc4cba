"""What goes wrong while an answer arrives to the error that names it, and whether another attempt may help."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Dict, Optional, Type, cast

from httpx import StreamError, TimeoutException  # data; the clients of httpx stay above

from .. import _exceptions as exceptions
from .clocks import ran_out, timeout_message
from .details import word
from .retry import should_retry

if TYPE_CHECKING:
    import httpx

    from .policy import RetryPolicy

__all__ = ["fault", "invalid_body", "invalid_event", "may_pass"]

_TIMEOUTS = ("TimeoutError", "timeout")
"""What built-in timeouts are called: older Pythons have several of them, one of which is of the sockets."""
_LONGEST = 200
"""Characters of an event, or of an answer, that a message shows."""


class _Base(Exception):
    """Takes what an error tells its base classes, for one that has several and would confuse the others with it."""

    def __init__(self, *args: object) -> None:
        Exception.__init__(self, *args)


def fault(error: Exception, response: httpx.Response) -> Exception:
    """The error for what a transport raised in the middle of an answer; what no transport raises is given back.

    It is an `APIConnectionError` or `APITimeoutError`, and of the class of `error` as well.
    """
    if isinstance(error, (exceptions.GroqError, StreamError)) or response._request is None:  # made by hand
        return error
    cls = _fault_class(type(error))
    late = issubclass(cls, exceptions.APITimeoutError)
    clock, seconds = ran_out(error, response.request) if late else (None, None)
    reason = timeout_message(clock, seconds) or str(error) or type(error).__name__
    message = "%s while the answer arrived: %s" % ("Timed out" if late else "The connection broke", reason)
    broken = cls.__new__(cls, message)
    # Not its own constructor, which is that of whichever class comes first.
    exceptions.APIConnectionError.__init__(broken, message=message, request=response.request)
    if isinstance(broken, exceptions.APITimeoutError):
        broken.clock, broken.seconds = clock, seconds
    broken._response = response
    broken.__cause__ = error
    return broken


def invalid_event(error: Exception, data: str, response: httpx.Response) -> Exception:
    """The error for the data of an event that is no JSON: `APIResponseValidationError`, and of the class of `error`.

    Its body is the data.
    """
    return _invalid(error, "An event of the stream", data, response)


def invalid_body(error: Exception, response: httpx.Response) -> Exception:
    """The error for a whole answer that is no JSON; see `invalid_event`."""
    return _invalid(error, "The answer", response.text, response)


def _invalid(error: Exception, what: str, data: str, response: httpx.Response) -> Exception:
    if response._request is None:  # made by hand
        return error
    shown = data if len(data) <= _LONGEST else data[:_LONGEST] + "..."
    message = "%s is no JSON: %r (%s)" % (what, shown, error)
    kind: Any = type(error)
    cls = _both(exceptions.APIResponseValidationError, kind)
    invalid: exceptions.APIResponseValidationError = cls(response, data, message=message)
    vars(invalid).update(vars(error))  # such as the place where the JSON breaks off
    return invalid


def _fault_class(kind: Any) -> Type[exceptions.APIConnectionError]:

    late = issubclass(kind, TimeoutException) or any(base.__name__ in _TIMEOUTS for base in kind.__mro__)
    ours: Any = exceptions.APITimeoutError if late else exceptions.APIConnectionError
    made: Type[exceptions.APIConnectionError] = _both(ours, kind)
    return made


@lru_cache(maxsize=256)
def _both(ours: Any, kind: Any) -> Any:
    """The class of errors that are of `ours` and of `kind`; it looks like ours."""
    members = {
        "__module__": "groq",
        "__doc__": ours.__doc__,
        "__reduce__": _reduced,
        "__str__": _message,
        "_made_of": (ours, kind),
    }
    try:
        return type(ours.__name__, (ours, _Base, kind), members)
    except TypeError:  # no class can be both
        return ours


def _message(error: Any) -> str:
    return cast(str, error.message)


def _reduced(error: Any) -> Any:
    _, (_, args), state = exceptions.GroqError.__reduce__(error)
    return _restored, (*error._made_of, args), state


def _restored(ours: Any, kind: Any, args: Any) -> exceptions.GroqError:
    return exceptions._rebuilt(_both(ours, kind), args)


_STATUS: Dict[str, int] = {
    "capacity_exceeded": 498,
    "conflict": 409,
    "internal_server_error": 500,
    "rate_limit_exceeded": 429,
    "request_timeout": 408,
    "server_error": 500,
    "service_unavailable": 503,
}
"""The status that types and codes of errors come with, for those after which another attempt may help."""


def may_pass(error: exceptions.APIError, policy: Optional[RetryPolicy] = None) -> bool:
    """Whether another attempt may help: after a fault of the connection, and wherever the status would allow one.

    Which statuses do is for the `policy` to say, if there is one.
    """
    if isinstance(error, exceptions.APIStreamError):
        judge = should_retry if policy is None else policy.tries_again
        statuses = [_status(word(error.body, name)) for name in ("status", "status_code", "code", "type")]
        return not (policy and error.never_fits) and any(judge(status, {}) for status in statuses)
    return isinstance(error, exceptions.APIConnectionError)


def _status(told: Any) -> int:
    """The status that goes with a word of an error; 0 for one that nobody knows."""
    return int(told) if told and len(told) == 3 and told.isascii() and told.isdecimal() else _STATUS.get(told or "", 0)
