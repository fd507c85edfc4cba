"""What a request for an answer of one type may be told besides its messages, model, type and tools."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Mapping, Optional, Union

import httpx
from typing_extensions import TypedDict

from .._types import Body, Headers, NotGiven, Omit, Query, SequenceNotStr
from ..types.chat import completion_create_params
from ..types.chat.chat_completion_tool_choice_option_param import ChatCompletionToolChoiceOptionParam
from ..types.chat.completion_create_params import CitationOptions
from ..types.chat.reasoning import ReasoningEffort, ReasoningFormat
from ..types.chat.service_tier import ServiceTier

__all__ = ["ParseOptions", "checked_options"]


class ParseOptions(TypedDict, total=False):
    """What each request is sent with: as the arguments of `create` that have these names."""

    citation_options: Union[CitationOptions, Omit, None]
    compound_custom: Union[completion_create_params.CompoundCustom, Omit, None]
    disable_tool_validation: Union[bool, Omit, None]
    documents: Union[Iterable[completion_create_params.Document], Omit, None]
    exclude_domains: Union[SequenceNotStr[str], Omit, None]
    frequency_penalty: Union[float, Omit, None]
    include_domains: Union[SequenceNotStr[str], Omit, None]
    include_reasoning: Union[bool, Omit, None]
    logit_bias: Union[Dict[str, int], Omit, None]
    logprobs: Union[bool, Omit, None]
    max_completion_tokens: Union[int, Omit, None]
    max_tokens: Union[int, Omit, None]
    metadata: Union[Dict[str, str], Omit, None]
    parallel_tool_calls: Union[bool, Omit, None]
    presence_penalty: Union[float, Omit, None]
    reasoning_effort: Union[ReasoningEffort, Omit, None]
    reasoning_format: Union[ReasoningFormat, Omit, None]
    search_settings: Union[completion_create_params.SearchSettings, Omit, None]
    seed: Union[int, Omit, None]
    service_tier: Union[ServiceTier, Omit, None]
    stop: Union[str, SequenceNotStr[str], Omit, None]
    store: Union[bool, Omit, None]
    temperature: Union[float, Omit, None]
    tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None]
    top_logprobs: Union[int, Omit, None]
    top_p: Union[float, Omit, None]
    user: Union[str, Omit, None]
    extra_headers: Optional[Headers]
    extra_query: Optional[Query]
    extra_body: Optional[Body]
    timeout: Union[float, httpx.Timeout, None, NotGiven]


def checked_options(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options, of which there is none that `parse` does not take."""
    for name in options:
        if name not in ParseOptions.__annotations__:
            hint = ": an answer is parsed when it is whole; see `stream`" if name == "stream" else ""
            raise TypeError("`parse` takes no `%s`%s" % (name, hint))
    return options
