"""The default, per-call and per-attempt headers to the headers of one request."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional, Tuple

from .._types import NotGiven, Omit

__all__ = ["dropped", "merged", "request_headers"]

_ABSENT = (Omit, NotGiven)


def merged(*layers: Mapping[str, Any]) -> Dict[str, Any]:
    """The layers as one mapping, later ones winning whatever their case; a header keeps its first position.

    Values that remove a header (`Omit()`) are still in it: see `dropped`.
    """
    found: Dict[str, Tuple[str, Any]] = {}
    for layer in layers:
        for name, value in layer.items():
            found[name.lower()] = (name, value)
    return dict(found.values())


def dropped(headers: Mapping[str, Any]) -> Dict[str, Any]:
    """The headers that are to be sent. Raises `TypeError` for a value that is no text."""
    sent = {name: value for name, value in headers.items() if not isinstance(value, _ABSENT)}
    for name, value in sent.items():
        if not isinstance(value, (str, bytes)):
            raise TypeError("Header value must be str or bytes, not %s (header %r)" % (type(value), name))
    return sent


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
