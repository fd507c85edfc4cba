"""The API's description of an error."""

from __future__ import annotations

from typing import List, Optional

from ..._models import BaseModel
from .debug_data import XGroqDebug as Debug

__all__ = ["Debug", "ErrorObject"]


class ErrorObject(BaseModel):
    """What stands under `error` in the body of a refused request."""

    message: str
    """What went wrong, for people."""

    type: str
    """The class of errors it belongs to, such as `"invalid_request_error"`."""

    code: Optional[str] = None
    """The error itself, for programs, such as `"tool_use_failed"`."""

    debug: Optional[Debug] = None

    failed_generation: Optional[str] = None
    """What the model wrote, where that was no valid JSON or tool call."""

    param: Optional[str] = None
    """The parameter at fault."""

    schema_code: Optional[str] = None
    """What is wrong with the schema at `schema_path`, for programs."""

    schema_kind: Optional[str] = None
    """Which schema of the request is meant."""

    schema_path: Optional[str] = None
    """Where in that schema the fault is."""

    schema_path_segments: Optional[List[str]] = None
    """`schema_path` in its parts."""
