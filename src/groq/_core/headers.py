"""The default, per-call and per-attempt headers to the headers of one request."""

from __future__ import annotations

import re
from typing import Any, Dict, Mapping, Optional, Tuple

from .._exceptions import GroqError
from .._types import NotGiven, Omit
from .secret import HeaderFields

__all__ = ["dropped", "merged", "request_headers"]

_ABSENT = (Omit, NotGiven)
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")  # a tab is none here (RFC 9110, section 5.5)


def merged(*layers: Mapping[str, Any]) -> Dict[str, Any]:
    """The layers as one mapping, later ones winning whatever their case; a header keeps its first position.

    Values that remove a header (`Omit()`) are still in it: see `dropped`.
    """
    found: Dict[str, Tuple[str, Any]] = {}
    for layer in layers:
        for name, value in layer.items():
            found[name.lower()] = (name, value)
    return HeaderFields(found.values())


def dropped(headers: Mapping[str, Any]) -> Dict[str, Any]:
    """The headers that are to be sent. Raises `TypeError` for a value that is no text, `GroqError` for a bad text."""
    sent = HeaderFields([field for field in headers.items() if not isinstance(field[1], _ABSENT)])
    try:  # all at once, because nearly always there is nothing to object to
        text = "|%s|" % "|".join(sent.values())
        if text.isprintable() and "| " not in text and " |" not in text:
            return sent
        del text  # not for a traceback to show
    except TypeError:  # bytes, or what is no text
        pass
    return _checked(sent)


def _checked(headers: HeaderFields) -> HeaderFields:
    """The headers, if they can be sent, without white space around their values. No error shows a value."""
    for name, value in headers.items():
        if not isinstance(value, (str, bytes)):
            raise TypeError("Header value must be str or bytes, not %s (header %r)" % (type(value), name))
        text = value if isinstance(value, str) else value.decode("latin-1")
        if _CONTROL.search(text):
            raise GroqError("The value of the header %r has a control character, such as a line break, in it" % name)
        headers[name] = value.strip()
    return headers


def request_headers(
    defaults: Mapping[str, Any],
    extra: Mapping[str, Any],
    *,
    retries_taken: int,
    read_timeout: Optional[object],
    idempotency: Optional[Tuple[str, str]] = None,
) -> Dict[str, Any]:
    """All headers of one attempt.

    `read_timeout` is in seconds, `None` for no limit. `idempotency` is the name and value of the client's idempotency
    header, if it has one. Whatever a caller set or removed is left alone.
    """
    headers = merged(defaults, extra)
    present = {name.lower() for name in headers}
    if idempotency is not None and idempotency[0].lower() not in present:
        headers[idempotency[0]] = idempotency[1]
    if "x-stainless-retry-count" not in present:
        headers["x-stainless-retry-count"] = str(retries_taken)
    if read_timeout is not None and "x-stainless-read-timeout" not in present:
        headers["x-stainless-read-timeout"] = str(read_timeout)
    return dropped(headers)
