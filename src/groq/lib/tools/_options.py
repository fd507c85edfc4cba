"""What a run of tools may be told besides its messages, model and tools."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Dict, Iterable, Mapping, Optional, Union, cast

from typing_extensions import Literal, TypedDict

from ..._types import Body, Headers, NotGiven, Omit, Query, SequenceNotStr
from ...types.chat import completion_create_params
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ...types.chat.chat_completion_tool_choice_option_param import ChatCompletionToolChoiceOptionParam
from ...types.chat.completion_create_params import CitationOptions
from ...types.chat.reasoning import ReasoningEffort, ReasoningFormat
from ...types.chat.service_tier import ServiceTier
from .._listed import listed
from ._loop import Limits, Loop
from ._running import check_approve
from ._toolset import ToolLike, toolset

__all__ = ["ToolRunOptions", "async_tool_loop", "tool_loop"]


class ToolRunOptions(TypedDict, total=False):
    """What each request of a run is sent with: as the arguments of `create` that have these names."""

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
    response_format: Union[completion_create_params.ResponseFormat, Omit, None]
    search_settings: Union[completion_create_params.SearchSettings, Omit, None]
    seed: Union[int, Omit, None]
    service_tier: Union[ServiceTier, Omit, None]
    stop: Union[str, SequenceNotStr[str], Omit, None]
    store: Union[bool, Omit, None]
    stream_options: Union[completion_create_params.StreamOptions, Omit, None]
    temperature: Union[float, Omit, None]
    tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None]
    top_logprobs: Union[int, Omit, None]
    top_p: Union[float, Omit, None]
    user: Union[str, Omit, None]
    extra_headers: Optional[Headers]
    extra_query: Optional[Query]
    extra_body: Optional[Body]


def _loop(
    messages: Iterable[ChatCompletionMessageParam],
    tools: Iterable[ToolLike],
    options: Mapping[str, Any],
    *,
    awaits: bool,
    max_turns: Optional[int],
    max_tool_calls: Optional[int],
    timeout: Optional[float],
    request_timeout: object,
    client_timeout: object,
    approve: object,
    on_error: Literal["return", "raise"],
) -> Loop:
    """A run of tools that has not begun; raises what is wrong with it. `awaits`: whether async functions can run."""
    for name in options:
        if name not in ToolRunOptions.__annotations__ and name != "model":
            raise TypeError("`run_tools` takes no `%s`" % name)
    if cast(object, on_error) not in ("return", "raise"):
        raise ValueError("`on_error` is %r: pass 'return' to tell the model of errors, or 'raise'" % (on_error,))
    _check_count("max_turns", max_turns, 1)
    _check_count("max_tool_calls", max_tool_calls, 0)
    _check_seconds(timeout)
    check_approve(approve, awaits=awaits)
    if not isinstance(request_timeout, NotGiven):
        options = {**options, "timeout": request_timeout}
    limits = Limits(max_turns, max_tool_calls, timeout)
    return Loop(
        listed("messages", messages),
        toolset(tools, awaits=awaits),
        options,
        limits,
        on_error,
        client_timeout=client_timeout,
    )


tool_loop: Callable[..., Loop] = partial(_loop, awaits=False)
async_tool_loop: Callable[..., Loop] = partial(_loop, awaits=True)


def _check_count(name: str, value: object, least: int) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("`%s` is %r: pass a whole number, or None for no limit" % (name, value))
    if value < least:
        raise ValueError("`%s` is %d: pass %d or more, or None for no limit" % (name, value, least))


def _check_seconds(timeout: object) -> None:
    if timeout is None:
        return
    wanted = "pass the seconds that the whole run may take, or None; `request_timeout` is for each request"
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)):
        raise TypeError("`timeout` is %r: %s" % (timeout, wanted))
    if not timeout > 0:
        raise ValueError("`timeout` is %r: %s" % (timeout, wanted))
