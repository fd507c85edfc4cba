"""The answer to a chat request."""

from __future__ import annotations

from typing import Dict, List, Optional

from typing_extensions import Literal

from ..._models import BaseModel
from ..completion_usage import CompletionUsage as CompletionUsage
from ..completion_usage import UsageBreakdown, UsageBreakdownModel
from ..shared.debug_data import XGroqDebug
from .chat_completion_message import ChatCompletionMessage as ChatCompletionMessage
from .chat_completion_token_logprob import ChatCompletionTokenLogprob as ChatCompletionTokenLogprob
from .chat_completion_token_logprob import ChoiceLogprobs
from .service_tier import ServiceTier

__all__ = [
    "ChatCompletion",
    "Choice",
    "ChoiceLogprobs",
    "McpListTool",
    "McpListToolTool",
    "UsageBreakdown",
    "UsageBreakdownModel",
    "XGroq",
    "XGroqDebug",
    "XGroqUsage",
]


class Choice(BaseModel):
    """One answer; Groq gives exactly one for each request."""

    finish_reason: Literal["stop", "length", "tool_calls", "function_call"]
    """Why the model stopped. See `FinishReason`."""

    index: int
    """Its place among the choices, counted from 0."""

    logprobs: Optional[ChoiceLogprobs] = None

    message: ChatCompletionMessage


class McpListToolTool(BaseModel):
    """A tool of an MCP server."""

    annotations: Optional[object] = None

    description: Optional[str] = None

    input_schema: Optional[Dict[str, object]] = None
    """A JSON Schema of its parameters."""

    name: Optional[str] = None


class McpListTool(BaseModel):
    """The tools an MCP server offered for this request."""

    id: Optional[str] = None

    server_label: Optional[str] = None
    """The label the server had in the request."""

    tools: Optional[List[McpListToolTool]] = None

    type: Optional[str] = None


class XGroqUsage(BaseModel):
    """Where cached prompt tokens were found."""

    dram_cached_tokens: Optional[int] = None

    sram_cached_tokens: Optional[int] = None


class XGroq(BaseModel):
    """Groq's own part of the answer."""

    id: str
    """The id of the request, to be named when asking for support."""

    debug: Optional[XGroqDebug] = None

    seed: Optional[int] = None
    """The seed that was used."""

    usage: Optional[XGroqUsage] = None


class ChatCompletion(BaseModel):
    """A whole answer; streamed ones arrive as `ChatCompletionChunk`."""

    id: str

    choices: List[Choice]
    """The answers: exactly one."""

    created: int
    """When it was made, in seconds since 1970 (Unix time)."""

    model: str
    """The model that answered."""

    object: Literal["chat.completion"]

    mcp_list_tools: Optional[List[McpListTool]] = None
    """What the MCP servers of the request offered."""

    service_tier: Optional[ServiceTier] = None
    """The tier that served the request."""

    system_fingerprint: Optional[str] = None
    """Names the configuration that answered: with the same `seed`, answers repeat only while it stays the same."""

    usage: Optional[CompletionUsage] = None

    usage_breakdown: Optional[UsageBreakdown] = None
    """The usage of each model, where a compound system asked several."""

    x_groq: Optional[XGroq] = None
