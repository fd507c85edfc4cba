"""A piece of a streamed answer."""

from __future__ import annotations

from typing import List, Optional

from typing_extensions import Literal

from ..._models import BaseModel
from ..completion_usage import CompletionUsage as CompletionUsage
from ..completion_usage import UsageBreakdown, UsageBreakdownModel
from ..shared.debug_data import XGroqDebug
from .chat_completion_message import Annotation, ExecutedTool
from .chat_completion_token_logprob import ChatCompletionTokenLogprob as ChatCompletionTokenLogprob
from .chat_completion_token_logprob import ChoiceLogprobs
from .finish_reason import FinishReason

__all__ = [
    "ChatCompletionChunk",
    "Choice",
    "ChoiceDelta",
    "ChoiceDeltaFunctionCall",
    "ChoiceDeltaToolCall",
    "ChoiceDeltaToolCallFunction",
    "ChoiceLogprobs",
    "UsageBreakdown",
    "UsageBreakdownModel",
    "XGroq",
    "XGroqDebug",
]


class ChoiceDeltaFunctionCall(BaseModel):
    """Deprecated: the older form of a piece of a tool call."""

    arguments: Optional[str] = None

    name: Optional[str] = None


class ChoiceDeltaToolCallFunction(BaseModel):
    """A piece of the function to call."""

    arguments: Optional[str] = None
    """The next part of a JSON text: joined in order, the parts are the whole."""

    name: Optional[str] = None


class ChoiceDeltaToolCall(BaseModel):
    """A piece of a tool call."""

    index: int
    """Which of the tool calls it belongs to, counted from 0."""

    id: Optional[str] = None

    function: Optional[ChoiceDeltaToolCallFunction] = None

    type: Optional[Literal["function"]] = None


class ChoiceDelta(BaseModel):
    """What this chunk adds to the message."""

    content: Optional[str] = None
    """The next part of the text."""

    annotations: Optional[List[Annotation]] = None

    function_call: Optional[ChoiceDeltaFunctionCall] = None
    """Deprecated: see `tool_calls`."""

    reasoning: Optional[str] = None
    """The next part of what the model thinks."""

    role: Optional[Literal["system", "user", "assistant", "tool"]] = None

    tool_calls: Optional[List[ChoiceDeltaToolCall]] = None

    executed_tools: Optional[List[ExecutedTool]] = None
    """Tools that Groq has run meanwhile."""


class Choice(BaseModel):
    """What this chunk adds to one answer."""

    delta: ChoiceDelta

    finish_reason: Optional[FinishReason] = None
    """Why the model stopped; `None` in all chunks but the last one of a choice."""

    index: int
    """Its place among the choices, counted from 0."""

    logprobs: Optional[ChoiceLogprobs] = None


class XGroq(BaseModel):
    """Groq's own part: the id comes with the first chunk, the usage with the last."""

    id: Optional[str] = None
    """The id of the request, to be named when asking for support."""

    debug: Optional[XGroqDebug] = None

    seed: Optional[int] = None
    """The seed that was used."""

    usage: Optional[CompletionUsage] = None
    """Read `chunk.usage` instead: it is filled from here where the server puts the usage only here."""

    usage_breakdown: Optional[UsageBreakdown] = None
    """The usage of each model, where a compound system asked several."""

    error: Optional[str] = None
    """Why the stream breaks off."""


class ChatCompletionChunk(BaseModel):
    """One event of a stream. The chunks of one answer share their `id`."""

    id: str

    choices: List[Choice]
    """May be empty, where a chunk carries the usage only."""

    created: int
    """When the answer was begun, in seconds since 1970 (Unix time)."""

    model: str
    """The model that answers."""

    object: Literal["chat.completion.chunk"]

    system_fingerprint: Optional[str] = None
    """Names the configuration that answers: with the same `seed`, answers repeat only while it stays the same."""

    usage: Optional[CompletionUsage] = None
    """Set in the last chunk."""

    x_groq: Optional[XGroq] = None
