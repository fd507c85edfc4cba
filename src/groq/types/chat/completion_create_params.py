"""The parameters of `client.chat.completions.create`."""

from __future__ import annotations

from typing import Dict, Iterable, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..._types import SequenceNotStr
from ..shared_params.function_parameters import FunctionParameters as FunctionParameters
from .chat_completion_function_call_option_param import ChatCompletionFunctionCallOptionParam
from .chat_completion_message_param import ChatCompletionMessageParam as ChatCompletionMessageParam
from .chat_completion_tool_choice_option_param import (
    ChatCompletionToolChoiceOptionParam as ChatCompletionToolChoiceOptionParam,
)
from .chat_completion_tool_param import ChatCompletionToolParam
from .chat_model import ChatModel
from .reasoning import ReasoningEffort, ReasoningFormat
from .response_format_param import (
    ResponseFormat,
    ResponseFormatResponseFormatJsonObject,
    ResponseFormatResponseFormatJsonSchema,
    ResponseFormatResponseFormatJsonSchemaJsonSchema,
    ResponseFormatResponseFormatText,
)
from .service_tier import ServiceTier

__all__ = [
    "CitationOptions",
    "CompletionCreateParams",
    "CompoundCustom",
    "CompoundCustomModels",
    "CompoundCustomTools",
    "CompoundCustomToolsWolframSettings",
    "Document",
    "DocumentSource",
    "DocumentSourceChatCompletionDocumentSourceJson",
    "DocumentSourceChatCompletionDocumentSourceText",
    "Function",
    "FunctionCall",
    "ResponseFormat",
    "ResponseFormatResponseFormatJsonObject",
    "ResponseFormatResponseFormatJsonSchema",
    "ResponseFormatResponseFormatJsonSchemaJsonSchema",
    "ResponseFormatResponseFormatText",
    "SearchSettings",
    "StreamOptions",
]

CitationOptions: TypeAlias = Literal["enabled", "disabled"]


class CompletionCreateParams(TypedDict, total=False):
    """A conversation, the model to continue it, and how."""

    messages: Required[Iterable[ChatCompletionMessageParam]]
    """The conversation so far, oldest message first, at least one."""

    model: Required[Union[str, ChatModel]]

    citation_options: Optional[CitationOptions]
    """Whether the answer cites `documents` and tool results in `message.annotations`. `"enabled"` by default."""

    compound_custom: Optional[CompoundCustom]
    """Compound systems only: which models and tools they may use."""

    disable_tool_validation: bool
    """Let the model call tools that are not in `tools`, instead of refusing its answer. `False` by default."""

    documents: Optional[Iterable[Document]]
    """Texts and data for the model to draw on."""

    exclude_domains: Optional[SequenceNotStr[str]]
    """Deprecated: see `search_settings`."""

    frequency_penalty: Optional[float]
    """-2 to 2, 0 by default. No model heeds it yet."""

    function_call: Optional[FunctionCall]
    """Deprecated: see `tool_choice`."""

    functions: Optional[Iterable[Function]]
    """Deprecated: see `tools`. At most 128."""

    include_domains: Optional[SequenceNotStr[str]]
    """Deprecated: see `search_settings`."""

    include_reasoning: Optional[bool]
    """Whether the answer has `message.reasoning`. Not together with `reasoning_format`."""

    logit_bias: Optional[Dict[str, int]]
    """Refused by the API with status 400."""

    logprobs: Optional[bool]
    """Refused by the API with status 400."""

    max_completion_tokens: Optional[int]
    """The most tokens to generate. Prompt and answer together have to fit into the model's context window."""

    max_tokens: Optional[int]
    """Deprecated: see `max_completion_tokens`."""

    metadata: Optional[Dict[str, str]]
    """No model supports it yet."""

    n: Optional[int]
    """Only 1 is taken, the default."""

    parallel_tool_calls: Optional[bool]
    """Whether one answer may ask for several tools. `True` by default."""

    presence_penalty: Optional[float]
    """-2 to 2, 0 by default. No model heeds it yet."""

    reasoning_effort: Optional[ReasoningEffort]
    """How much the model thinks. See `ReasoningEffort` for what each model takes."""

    reasoning_format: Optional[ReasoningFormat]
    """Where the answer has its reasoning. Not together with `include_reasoning`."""

    response_format: Optional[ResponseFormat]
    """What the content has to be. A JSON schema goes neither with `stream` nor with `tools`."""

    search_settings: Optional[SearchSettings]
    """Compound systems only: where web searches look."""

    seed: Optional[int]
    """Makes answers repeat as far as possible: same seed, same parameters, same `system_fingerprint`."""

    service_tier: Optional[ServiceTier]
    """How urgently to serve the request. See `ServiceTier`."""

    stop: Union[Optional[str], SequenceNotStr[str], None]
    """Up to 4 texts; the answer ends before the first of them."""

    store: Optional[bool]
    """No model supports it yet."""

    stream: Optional[bool]
    """Answer with chunks as they are generated. `False` by default."""

    temperature: Optional[float]
    """0 to 2, 1 by default: higher is more random. 0 is taken as 1e-8. Change this or `top_p`, not both."""

    tool_choice: Optional[ChatCompletionToolChoiceOptionParam]
    """Which tools the model may or must call."""

    tools: Optional[Iterable[ChatCompletionToolParam]]
    """The tools the model may use, at most 128."""

    top_logprobs: Optional[int]
    """0 to 20. Refused by the API with status 400."""

    top_p: Optional[float]
    """0 to 1, 1 by default: only the likeliest tokens that make up this share of probability are considered."""

    user: Optional[str]
    """A name for your end user, for tracing abuse."""

    stream_options: Optional[StreamOptions]
    """With `stream=True` only: what the stream carries beside the answer."""


class StreamOptions(TypedDict, total=False):
    """What a stream carries beside the answer."""

    include_usage: Optional[bool]
    """Send the usage in a chunk at the end."""


class CompoundCustomModels(TypedDict, total=False):
    """The models a compound system asks."""

    answering_model: Optional[str]
    """Writes the answer."""

    reasoning_model: Optional[str]
    """Decides which tools to use."""


class CompoundCustomToolsWolframSettings(TypedDict, total=False):
    """Access to Wolfram Alpha."""

    authorization: Optional[str]
    """Your own key."""


class CompoundCustomTools(TypedDict, total=False):
    """The tools a compound system uses."""

    enabled_tools: Optional[SequenceNotStr[str]]
    """Of `web_search`, `visit_website`, `browser_automation` (with `web_search` only), `code_interpreter` and
    `wolfram_alpha`. Some need the header `Groq-Model-Version: latest`."""

    wolfram_settings: Optional[CompoundCustomToolsWolframSettings]


class CompoundCustom(TypedDict, total=False):
    """What a compound system may use."""

    models: Optional[CompoundCustomModels]

    tools: Optional[CompoundCustomTools]


class DocumentSourceChatCompletionDocumentSourceText(TypedDict, total=False):
    """A document that is a text."""

    text: Required[str]

    type: Required[Literal["text"]]


class DocumentSourceChatCompletionDocumentSourceJson(TypedDict, total=False):
    """A document that is a JSON object."""

    data: Required[Dict[str, object]]

    type: Required[Literal["json"]]


DocumentSource: TypeAlias = Union[
    DocumentSourceChatCompletionDocumentSourceText, DocumentSourceChatCompletionDocumentSourceJson
]


class Document(TypedDict, total=False):
    """A document for the model to draw on."""

    source: Required[DocumentSource]

    id: Optional[str]
    """A name to cite it by."""


FunctionCall: TypeAlias = Union[Literal["none", "auto", "required"], ChatCompletionFunctionCallOptionParam]
"""Deprecated: see `ChatCompletionToolChoiceOptionParam`."""


class Function(TypedDict, total=False):
    """Deprecated: see `ChatCompletionToolParam`."""

    name: Required[str]

    description: str

    parameters: FunctionParameters


class SearchSettings(TypedDict, total=False):
    """Where web searches look."""

    country: Optional[str]
    """Prefer results of this country."""

    exclude_domains: Optional[SequenceNotStr[str]]
    """Domains to leave out."""

    include_domains: Optional[SequenceNotStr[str]]
    """The only domains to search."""

    include_images: Optional[bool]
    """Find images too."""
