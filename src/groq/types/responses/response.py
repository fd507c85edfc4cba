"""An answer of the Responses API."""

from __future__ import annotations

import builtins
from typing import Dict, List, Optional, Union

from typing_extensions import Literal

from ..._models import BaseModel
from .response_output_item import ResponseOutputItem
from .response_output_message import ResponseOutputMessage, ResponseOutputText
from .response_status import ResponseStatus
from .response_tool import ResponseTool
from .response_usage import ResponseUsage

__all__ = ["IncompleteDetails", "Response", "ResponseError", "ResponseReasoning", "ResponseTextConfig"]


class ResponseError(BaseModel):
    """Why a response failed."""

    code: str

    message: str


class IncompleteDetails(BaseModel):
    """Why a response is not complete."""

    reason: Optional[str] = None
    """`max_output_tokens` where it was cut."""


class ResponseReasoning(BaseModel):
    """How the model was to think."""

    effort: Optional[str] = None

    summary: Optional[str] = None


class ResponseTextConfig(BaseModel):
    """What the text had to be."""

    format: Optional[Dict[str, object]] = None


class Response(BaseModel):
    """An answer of the Responses API: what the model said, called and thought, in order."""

    id: str

    created_at: int
    """When it was begun, in seconds since 1970 (Unix time)."""

    model: str

    object: Literal["response"]

    output: List[ResponseOutputItem]
    """What the model made, in order: messages, calls of functions and tools, reasoning."""

    parallel_tool_calls: bool

    tool_choice: Union[Literal["none", "auto", "required"], Dict[str, builtins.object]]

    tools: List[ResponseTool]

    background: Optional[bool] = None

    error: Optional[ResponseError] = None
    """Why it failed, where `status` is `"failed"`."""

    incomplete_details: Optional[IncompleteDetails] = None
    """Why it was cut short, where `status` is `"incomplete"`."""

    instructions: Optional[str] = None

    max_output_tokens: Optional[int] = None

    max_tool_calls: Optional[int] = None

    metadata: Optional[Dict[str, str]] = None

    previous_response_id: Optional[str] = None
    """`None`: Groq keeps no responses. Send `output` back as part of the next input."""

    reasoning: Optional[ResponseReasoning] = None

    service_tier: Optional[str] = None

    status: Optional[ResponseStatus] = None

    store: Optional[bool] = None

    temperature: Optional[float] = None

    text: Optional[ResponseTextConfig] = None

    top_logprobs: Optional[int] = None

    top_p: Optional[float] = None

    truncation: Optional[Literal["auto", "disabled"]] = None

    usage: Optional[ResponseUsage] = None

    user: Optional[str] = None

    @property
    def output_text(self) -> str:
        """All that the model said in words, joined; empty where it said nothing."""
        messages = [item for item in self.output or () if isinstance(item, ResponseOutputMessage)]
        parts = [part for message in messages for part in message.content or ()]
        return "".join(part.text or "" for part in parts if isinstance(part, ResponseOutputText))
