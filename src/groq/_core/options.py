"""What one call asks for, beyond the parameters of its operation."""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, Mapping, Optional, Protocol, Union

import httpx

from .._constants import OVERRIDE_CAST_TO_HEADER, RAW_RESPONSE_HEADER
from .._types import NotGiven, Omit
from .secret import HeaderFields

__all__ = ["CallOptions", "ResponseMode", "cast_to_override", "response_mode", "without_override"]


class CallOptions(Protocol):
    """What the core reads of a `FinalRequestOptions`."""

    method: str
    url: str
    headers: Any
    params: Any
    files: Any
    content: Any
    json_data: Any
    extra_json: Any

    def encoded_body(self) -> bytes: ...


class ResponseMode(Enum):
    """The face in which the answer is handed to the caller."""

    PARSED = "parsed"
    RAW = "raw"
    """The response with its body read, not yet parsed."""
    STREAMED = "stream"
    """The response with its body still on the wire."""


HeaderMapping = Union[Mapping[str, Any], NotGiven, None]


def _find(headers: HeaderMapping, name: str) -> Optional[Any]:
    if not headers:
        return None
    if name in headers:
        return headers[name]
    if isinstance(headers, httpx.Headers):  # which ignore case by themselves
        return None
    wanted = name.lower()
    return next((value for key, value in headers.items() if key.lower() == wanted), None)


def response_mode(headers: HeaderMapping) -> ResponseMode:
    """The mode that a view, or a tracing tool in its place, asked for in the headers of a call.

    The one place where that header is read. Any value but "stream" means raw.
    """
    value = _find(headers, RAW_RESPONSE_HEADER)
    if value is None or isinstance(value, (NotGiven, Omit)):
        return ResponseMode.PARSED
    return ResponseMode.STREAMED if value == ResponseMode.STREAMED.value else ResponseMode.RAW


def cast_to_override(headers: HeaderMapping) -> Optional[Any]:
    """The type that a view of a binary operation wants instead of the operation's own, `None` for no wish."""
    return headers.get(OVERRIDE_CAST_TO_HEADER) if headers else None


def without_override(headers: Mapping[str, Any]) -> Dict[str, Any]:
    """The headers less the one that never goes over the wire."""
    return HeaderFields([field for field in headers.items() if field[0] != OVERRIDE_CAST_TO_HEADER])
