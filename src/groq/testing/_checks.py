"""What came in a request's body: JSON to an object, a form to its parts, or a refusal that says what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, List, NoReturn

from ._errors import invalid, unsupported_media_type
from ._exchange import Request
from ._form import Part
from ._multipart import boundary_of, parts_of

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

__all__ = ["form_parts", "is_list", "is_object", "json_object", "object_in"]


def is_object(value: object) -> TypeGuard[Dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[List[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def json_object(request: Request) -> Dict[str, Any]:
    """The JSON object in a request's body."""
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise unsupported_media_type(content_type, "application/json")
    return object_in(request.body, "The request body")


def object_in(data: bytes, what: str) -> Dict[str, Any]:
    """The JSON object that bytes hold; `what` is their name in a refusal."""
    try:
        found: Any = json.loads(data.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise invalid("%s is not valid JSON: %s" % (what, error), "invalid_json") from None
    if not is_object(found):
        raise invalid("%s must be a JSON object." % what, "invalid_type")
    return found


def form_parts(request: Request) -> List[Part]:
    """The parts of the multipart form in a request's body."""
    return parts_of(request.body, boundary_of(request.headers.get("content-type", "")))


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError("%s is not a JSON value" % name)
