"""The parameters of `client.responses.create`."""

from __future__ import annotations

from typing import Dict, Iterable, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..chat.chat_model import ChatModel
from .response_input_param import ResponseInputItemParam
from .response_tool_param import ResponseToolChoiceParam, ResponseToolParam

__all__ = [
    "ResponseCreateParams",
    "ResponseFormatJsonObjectParam",
    "ResponseFormatJsonSchemaParam",
    "ResponseFormatTextParam",
    "ResponseReasoningParam",
    "ResponseTextConfigParam",
    "ResponseTextFormatParam",
]


class ResponseFormatTextParam(TypedDict, total=False):
    """Any text, the default."""

    type: Required[Literal["text"]]


class ResponseFormatJsonObjectParam(TypedDict, total=False):
    """Any JSON object. The input has to ask for JSON itself."""

    type: Required[Literal["json_object"]]


class ResponseFormatJsonSchemaParam(TypedDict, total=False):
    """JSON that follows a schema. Its members stand beside its `type`, not in an object of their own."""

    name: Required[str]

    schema: Required[Dict[str, object]]
    """With `strict`, every property has to be required and `additionalProperties` false."""

    type: Required[Literal["json_schema"]]

    description: str
    """What it is for; the model reads this."""

    strict: Optional[bool]
    """Make other JSON impossible (gpt-oss models only)."""


ResponseTextFormatParam: TypeAlias = Union[
    ResponseFormatTextParam, ResponseFormatJsonObjectParam, ResponseFormatJsonSchemaParam
]
"""Told apart by their `type`."""


class ResponseTextConfigParam(TypedDict, total=False):
    """What the text has to be."""

    format: ResponseTextFormatParam


class ResponseReasoningParam(TypedDict, total=False):
    """How the model thinks."""

    effort: Optional[Literal["low", "medium", "high"]]
    """How long; `"medium"` by default."""


class ResponseCreateParams(TypedDict, total=False):
    """An input, the model to answer it, and how."""

    input: Required[Union[str, Iterable[ResponseInputItemParam]]]
    """A text, or the items of a conversation, oldest first."""

    model: Required[Union[str, ChatModel]]

    instructions: Optional[str]
    """What the model has to keep to, before all else."""

    max_output_tokens: Optional[int]
    """The most tokens to generate, reasoning included."""

    metadata: Optional[Dict[str, str]]
    """Up to 16 texts of your own, which the response has again."""

    parallel_tool_calls: Optional[bool]
    """Whether one response may call several tools. `True` by default."""

    reasoning: Optional[ResponseReasoningParam]

    service_tier: Optional[Literal["auto", "default", "flex"]]

    store: Optional[bool]
    """Groq keeps no responses: `False` or `None`."""

    stream: Optional[bool]
    """Answer with events as they come. `False` by default."""

    temperature: Optional[float]
    """0 to 2, 1 by default: higher is more random. Change this or `top_p`, not both."""

    text: ResponseTextConfigParam
    """What the text has to be: words, or JSON."""

    tool_choice: Optional[ResponseToolChoiceParam]
    """Which tools the model may or must call."""

    tools: Optional[Iterable[ResponseToolParam]]
    """Up to 128 tools: functions of yours, remote MCP servers, and those that Groq runs."""

    top_p: Optional[float]
    """0 to 1, 1 by default: only the likeliest tokens that make up this share of probability are considered."""

    truncation: Optional[Literal["auto", "disabled"]]
    """Whether to leave out the middle of an input that is too long, or to refuse it (`"disabled"`, the default)."""

    user: str
    """A name for your end user, for tracing abuse."""
