"""Values with models and datetimes in them to JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pydantic

__all__ = ["openapi_dumps"]


def openapi_dumps(obj: Any) -> bytes:
    """`obj` as compact UTF-8 JSON; of a model the fields that were set, by alias.

    Raises:
        TypeError: there is an object in it that JSON cannot carry.
        ValueError: there is a NaN or an infinity in it.
    """
    text = json.dumps(obj, default=_jsonable, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _jsonable(obj: object) -> object:
    if isinstance(obj, datetime):
        return obj.isoformat()
    if isinstance(obj, pydantic.BaseModel):
        return obj.model_dump(mode="json", by_alias=True, exclude_unset=True)
    raise TypeError("Object of type %s is not JSON serializable" % type(obj).__name__)
