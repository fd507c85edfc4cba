"""A call of a function of yours."""

from __future__ import annotations

from typing import Optional

from typing_extensions import Literal

from ..._models import BaseModel
from .response_status import ResponseItemStatus

__all__ = ["ResponseFunctionToolCall"]


class ResponseFunctionToolCall(BaseModel):
    """A call of a function: run it, and send what it gave as a `function_call_output` with the same `call_id`."""

    arguments: str
    """A JSON text, as the model wrote it: it may be invalid, and have what the function does not take."""

    call_id: str

    name: str

    type: Literal["function_call"]

    id: Optional[str] = None

    status: Optional[ResponseItemStatus] = None
