"""One line of a batch's output or error file."""

from __future__ import annotations

from typing import Any, Optional

from .._models import BaseModel

__all__ = ["BatchRequestOutput", "Error", "Response"]


class Response(BaseModel):
    """The answer to one request of a batch."""

    status_code: Optional[int] = None
    """The HTTP status the request would have had on its own."""

    request_id: Optional[str] = None

    body: Any = None
    """The decoded JSON as it came, for a chat request the fields of a `ChatCompletion`."""


class Error(BaseModel):
    """Why a request got no answer at all."""

    code: Optional[str] = None

    message: Optional[str] = None


class BatchRequestOutput(BaseModel):
    """What became of one request: read each line with `BatchRequestOutput.model_validate_json(line)`."""

    custom_id: str
    """The name the request had in the input file."""

    id: Optional[str] = None

    response: Optional[Response] = None
    """The answer, whatever its status; `None` where there is none."""

    error: Optional[Error] = None
    """Set where there is no answer; a refused request has its reason in `response` instead."""
