"""The body of a response to the value a caller asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Callable, Dict, Optional

from .._constants import OVERRIDE_CAST_TO_HEADER
from .._exceptions import APIResponseValidationError
from .parse import parser

if TYPE_CHECKING:
    import httpx

__all__ = ["Validate", "constructed", "decoded", "is_json", "overridden"]

Validate = Callable[[Any, Any], Any]
"""Takes a type and decoded JSON and gives the validated value, or raises `ValueError`."""

_SCALARS: Dict[Any, Callable[[Any], Any]] = {
    None: lambda _: None,
    type(None): lambda _: None,
    str: lambda response: response.text,
    bytes: lambda response: response.content,
    int: lambda response: int(response.text),
    float: lambda response: float(response.text),
    bool: lambda response: response.text.lower() == "true",
}


def overridden(cast_to: Any, headers: object) -> Any:
    """`cast_to`, or the type that a view put in its place."""
    find: Any = getattr(headers, "get", None)  # headers that were not given have none
    return cast_to if find is None else find(OVERRIDE_CAST_TO_HEADER, cast_to)


def is_json(content_type: str) -> bool:
    """Whether a media type is JSON or one of its relatives, such as `application/problem+json`."""
    return content_type.partition(";")[0].strip().lower().endswith("json")


def decoded(response: httpx.Response, cast_to: Any, *, is_model: bool, validate: Optional[Validate] = None) -> Any:
    """The body of a read response as a `cast_to`.

    Without `validate` nothing is wrong enough to raise, but for JSON that is none under a JSON content type: an
    `APIResponseValidationError` that is a `json.JSONDecodeError` as well. A model is read from JSON under any content
    type; what is no JSON is given as text.
    """
    scalar = _SCALARS.get(cast_to) if cast_to.__hash__ is not None else None
    if scalar is not None:
        return scalar(response)
    content_type = response.headers.get("content-type", "")
    if not is_json(content_type) and not (is_model and _looks_like_json(response.content)):
        return _text(response, cast_to, content_type, validate)
    if validate is not None:
        return constructed(_json(response), cast_to, response, validate=validate)
    try:
        return parser(cast_to).json(response.content)
    except ValueError:
        # httpx finds out other encodings of JSON, and json says where a text stops being any.
        return parser(cast_to).python(_json(response))


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except (ValueError, RecursionError) as error:
        from .faults import invalid_body  # hardly any answer needs it

        raise invalid_body(error, response) from error


def constructed(data: object, cast_to: Any, response: httpx.Response, *, validate: Optional[Validate] = None) -> Any:
    """Decoded JSON as a `cast_to`; with `validate` only if it fits, else `APIResponseValidationError`."""
    if data is None:
        return None
    if validate is None:
        return parser(cast_to).python(data)
    try:
        return validate(cast_to, data)
    except ValueError as error:
        raise APIResponseValidationError(response, body=data) from error


def _looks_like_json(content: bytes) -> bool:
    """Whether a body under another content type is JSON: an answer of text may well be a number, or `true`."""
    if content.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _text(response: httpx.Response, cast_to: Any, content_type: str, validate: Optional[Validate]) -> Any:
    if validate is not None:
        raise APIResponseValidationError(
            response,
            body=response.text,
            message="Expected the content type `application/json`, received `%s`" % (content_type or "none"),
        )
    return getattr(cast_to, "__text_type__", str)(response.text)
