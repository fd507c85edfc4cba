"""What Groq itself ran for a response."""

from __future__ import annotations

from typing import Dict, List, Optional

from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["CodeInterpreterOutput", "ResponseCodeInterpreterToolCall", "ResponseWebSearchToolCall"]


class CodeInterpreterOutput(BaseModel):
    """What a program wrote."""

    type: Literal["logs", "image"]

    logs: Optional[str] = None

    url: Optional[str] = None
    """Where the image is."""


class ResponseCodeInterpreterToolCall(BaseModel):
    """A program that was run."""

    id: str

    type: Literal["code_interpreter_call"]

    code: Optional[str] = None

    container_id: Optional[str] = None

    outputs: Optional[List[CodeInterpreterOutput]] = None

    status: Optional[Literal["in_progress", "completed", "incomplete", "interpreting", "failed"]] = None


class ResponseWebSearchToolCall(BaseModel):
    """A search of the web, or a visit to a page."""

    id: str

    type: Literal["web_search_call"]

    action: Optional[Dict[str, object]] = None
    """What was done, such as `{"type": "search", "query": "..."}`."""

    status: Optional[Literal["in_progress", "searching", "completed", "failed"]] = None
