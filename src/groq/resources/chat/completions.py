"""Answers to conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Final, Iterable, Optional, Type, TypeVar, Union, overload

import httpx
from typing_extensions import Literal, Unpack

from ..._base_client import make_request_options
from ..._compat import cached_property
from ..._exceptions import BadRequestError
from ..._lazy import lazy_module
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._streaming import AsyncStream, Stream
from ..._types import NOT_GIVEN, Body, Headers, NotGiven, Omit, Query, SequenceNotStr, given, omit
from ..._views import (
    async_raw_response,
    async_streamed_response,
    raw_response,
    streamed_response,
)
from ...types.chat import completion_create_params
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ...types.chat.chat_completion_tool_choice_option_param import ChatCompletionToolChoiceOptionParam
from ...types.chat.chat_completion_tool_param import ChatCompletionToolParam
from ...types.chat.chat_model import ChatModel
from ...types.chat.completion_create_params import CitationOptions
from ...types.chat.parsed_chat_completion import ParsedChatCompletion
from ...types.chat.reasoning import ReasoningEffort, ReasoningFormat
from ...types.chat.service_tier import ServiceTier

if TYPE_CHECKING:
    from ...lib import _parsing as parsing
    from ...lib import streaming
    from ...lib import tools as tools_room
else:
    parsing = lazy_module("groq.lib._parsing")
    streaming = lazy_module("groq.lib.streaming")
    tools_room = lazy_module("groq.lib.tools")

__all__ = [
    "AsyncCompletions",
    "AsyncCompletionsWithRawResponse",
    "AsyncCompletionsWithStreamingResponse",
    "Completions",
    "CompletionsWithRawResponse",
    "CompletionsWithStreamingResponse",
]

_AnswerT = TypeVar("_AnswerT")


class AsyncCompletions(AsyncAPIResource):
    """Answers to conversations, as `client.chat.completions`."""

    @cached_property
    def with_raw_response(self) -> AsyncCompletionsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncCompletionsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncCompletionsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncCompletionsWithStreamingResponse(self)

    @overload
    async def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Omit, None] = omit,
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> ChatCompletion: ...
    @overload
    async def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Literal[True],
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> AsyncStream[ChatCompletionChunk]: ...
    @overload
    async def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: bool,
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[ChatCompletion, AsyncStream[ChatCompletionChunk]]: ...
    async def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Literal[True], Omit, None] = omit,
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[ChatCompletion, AsyncStream[ChatCompletionChunk]]:
        """Have the model answer a conversation.

        Args:
            messages: the conversation so far, oldest first; an answer's message can be put in as it is.
            model: the id of the model.
            citation_options: `enabled` or `disabled`: whether answers may cite documents.
            compound_custom: the models and tools that a compound system may use.
            disable_tool_validation: let the model call tools that were not declared.
            documents: texts or JSON that the answer may draw on and cite.
            exclude_domains: deprecated: see `search_settings`.
            frequency_penalty: not supported by any model yet.
            function_call: deprecated: see `tool_choice`.
            functions: deprecated: see `tools`.
            include_domains: deprecated: see `search_settings`.
            include_reasoning: whether the answer shows its reasoning; not together with `reasoning_format`.
            logit_bias: not supported by any model yet.
            logprobs: not supported by any model yet.
            max_completion_tokens: tokens the answer may have, its reasoning included.
            max_tokens: deprecated: see `max_completion_tokens`.
            metadata: not supported by any model yet.
            n: the number of answers; only 1 is supported.
            parallel_tool_calls: whether the model may call several tools at once; true when left out.
            presence_penalty: not supported by any model yet.
            reasoning_effort: how long to reason: `none` or `default` for Qwen 3, `low` to `high` for GPT-OSS.
            reasoning_format: where the reasoning goes: `parsed` into its own field, `raw` into the text, or `hidden`.
            response_format: `{"type": "json_object"}` for JSON, `json_schema` for JSON of a given shape.
            search_settings: what a web search of the model may look at.
            seed: the same seed and parameters give the same answer, as far as the server can manage.
            service_tier: `on_demand` (the default), `flex`, `performance`, or `auto` for the best available.
            stop: up to 4 texts at which the answer ends; they are not part of it.
            store: not supported by any model yet.
            stream: give a stream of chunks, the answer piece by piece as it is made.
            stream_options: for a stream alone; `{"include_usage": True}` asks for the token counts.
            temperature: 0 to 2: how much chance there is in the choice of words.
            tool_choice: `none`, `auto`, `required`, or the one function to call.
            tools: up to 128 tools that the model may call.
            top_logprobs: not supported by any model yet.
            top_p: 0 to 1: only the likeliest words that make up this share are chosen from.
            user: a name for your end user, for tracing abuse.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            TypeError: a required argument is missing, or the body holds what JSON cannot carry.
            ValueError: the body holds NaN or an infinity.
            APIStatusError: the API refused the request; the subclasses say why.
            APIConnectionError: the API could not be reached, or did not answer in time.
        """
        if getattr(self._client, "sanitize_history", False) is True:
            from ..._history import told

            messages = told(messages)
        return await self._post(
            "/openai/v1/chat/completions",
            body=given(
                {
                    "messages": messages,
                    "model": model,
                    "citation_options": citation_options,
                    "compound_custom": compound_custom,
                    "disable_tool_validation": disable_tool_validation,
                    "documents": documents,
                    "exclude_domains": exclude_domains,
                    "frequency_penalty": frequency_penalty,
                    "function_call": function_call,
                    "functions": functions,
                    "include_domains": include_domains,
                    "include_reasoning": include_reasoning,
                    "logit_bias": logit_bias,
                    "logprobs": logprobs,
                    "max_completion_tokens": max_completion_tokens,
                    "max_tokens": max_tokens,
                    "metadata": metadata,
                    "n": n,
                    "parallel_tool_calls": parallel_tool_calls,
                    "presence_penalty": presence_penalty,
                    "reasoning_effort": reasoning_effort,
                    "reasoning_format": reasoning_format,
                    "response_format": response_format,
                    "search_settings": search_settings,
                    "seed": seed,
                    "service_tier": service_tier,
                    "stop": stop,
                    "store": store,
                    "stream": stream,
                    "stream_options": stream_options,
                    "temperature": temperature,
                    "tool_choice": tool_choice,
                    "tools": tools,
                    "top_logprobs": top_logprobs,
                    "top_p": top_p,
                    "user": user,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=ChatCompletion,
            stream=stream or False,
            stream_cls=AsyncStream[ChatCompletionChunk],
        )

    @overload
    def stream(  # type: ignore[overload-overlap]  # for tools that are dictionaries, this is it
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.AsyncChatCompletionStreamManager[ChatCompletion, None]: ...
    @overload
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Type[_AnswerT],
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.AsyncChatCompletionStreamManager[ParsedChatCompletion[_AnswerT], _AnswerT]: ...
    @overload
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        tools: Iterable[tools_room.ToolLike],
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.AsyncChatCompletionStreamManager[ParsedChatCompletion[None], None]: ...
    @overload
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.AsyncChatCompletionStreamManager[Any, Any]: ...
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object = omit,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.AsyncChatCompletionStreamManager[Any, Any]:
        """Have the model answer a conversation, and follow the answer as it is written, in typed events.

        What is given back is a context manager: the request is sent when it is entered, and what is left of the answer
        is given up when it is left. In between there is a `ChatCompletionStream`, which is iterated over.

        Args:
            messages: the conversation so far, oldest first. It is not changed.
            model: the id of the model.
            response_format: as in `create`; or a type, as in `parse`, which the answer is read as while it grows.
            tools: as in `create`; or pydantic models and functions, as in `parse`, which arguments are validated by.
            strict: Groq takes no schema together with a stream, so that a type is asked for in words. With True or
                False, the schema is sent nevertheless, strict or not.
            options: the other arguments of `create`.

        Raises:
            SchemaNotStrictError: the type cannot be expressed in JSON, or with `strict` in a strict schema.
            ToolDefinitionError: a tool cannot be offered to a model, or two have one name.
            APIError: on entering, the request failed; see `create`. On iterating, the answer broke off.
        """
        call = streaming.asked(messages, model, options, response_format=response_format, tools=tools, strict=strict)
        return streaming.AsyncChatCompletionStreamManager(
            lambda: self.create(**call.request, stream=True), call.answers
        )

    @overload
    async def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.AsyncApprove] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: Literal[False] = False,
        stream: Literal[False] = False,
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> tools_room.ToolRun: ...
    @overload
    async def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.AsyncApprove] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: Literal[True],
        stream: Literal[False] = False,
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> tools_room.AsyncToolRunner[tools_room.ToolTurn]: ...
    @overload
    async def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.AsyncApprove] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: Literal[False] = False,
        stream: Literal[True],
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> tools_room.AsyncToolRunner[tools_room.ToolEvent]: ...
    async def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.AsyncApprove] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: bool = False,
        stream: bool = False,
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> Union[
        tools_room.ToolRun,
        tools_room.AsyncToolRunner[tools_room.ToolTurn],
        tools_room.AsyncToolRunner[tools_room.ToolEvent],
    ]:
        """Have the model answer a conversation with the help of your functions, which are run for it.

        The model is asked, the functions it calls are run, it is told what they gave and asked again, until its answer
        calls none. Only what is among `tools` is run. Where this is awaited, the calls of an answer run at the same
        time, functions that are not async in threads; else one after the other.

        Where the server refuses what the model wrote (`tool_use_failed`), and it names tools with arguments that fit
        them, those are run. A `tool_choice` that forces a call holds for the first answer.

        Args:
            messages: the conversation so far, oldest first. It is not changed.
            model: the id of the model.
            tools: functions with hints, pydantic models whose instances can be called, what `groq.function_tool` made
                of one, and dictionaries for what Groq runs itself, such as `{"type": "browser_search"}`.
            max_turns: answers that the model may give; `None` for no limit.
            max_tool_calls: calls that it may ask for; `None` for no limit.
            timeout: seconds for the whole run from its first step on, its requests and functions together; `None` for
                no limit. A plain function cannot be stopped: it is left to itself in its thread.
            request_timeout: seconds, or an `httpx.Timeout`, for each request, in place of the client's own.
            approve: is asked whether a call may run, one after the other, and gives True or False; of a no the model is
                told. Where this is awaited it runs in a thread, too, unless it is async.
            on_error: `return` tells the model of arguments that do not fit, and of what functions raise, so that it can
                try again; `raise` raises them.
            steps: give an iterator over the turns, which goes on as far as it is asked to.
            stream: give an iterator over events: pieces of the answers as they arrive, calls, their results, turns.
            options: the other arguments of `create`, which each request is sent with.

        Raises:
            ToolDefinitionError: a tool cannot be offered to a model or run, or two have one name; before sending.
            ToolLoopLimitError: a limit was reached; it has the conversation so far.
            ToolArgumentsError: the arguments of a call do not fit its tool, and `on_error` is `raise`.
            ToolCallError: a tool was called that is not there, and `on_error` is `raise`.
            ToolExecutionError: a function raised, and `on_error` is `raise`; or it gave what is no JSON.
            APIError: a request failed; see `create`.
        """
        loop = tools_room.async_tool_loop(
            messages,
            tools,
            given({**options, "model": model}),
            max_turns=max_turns,
            max_tool_calls=max_tool_calls,
            timeout=timeout,
            request_timeout=request_timeout,
            client_timeout=self._client.timeout,
            approve=approve,
            on_error=on_error,
        )
        if stream:
            return tools_room.AsyncToolRunner.of_events(self, loop, approve)
        runner = tools_room.AsyncToolRunner.of_turns(self, loop, approve)
        return runner if steps else await runner.until_done()

    @overload
    async def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Type[_AnswerT],
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[_AnswerT]: ...
    @overload
    async def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Omit = omit,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[None]: ...
    @overload
    async def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[Any]: ...
    async def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object = omit,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[Any]:
        """Have the model answer in a type, and give the answer with `choices[0].message.parsed` of that type.

        A model that can is held to the type's strict schema; the answers of others are asked for by the schema and
        validated. What has a default may be left out by the model. An answer that does not fit is mended where that is
        a matter of form (fences, escapes), also where the server refused it for that.

        Args:
            messages: the conversation so far, oldest first. It is not changed.
            model: the id of the model.
            response_format: a pydantic model, a dataclass, a TypedDict, or any type of JSON such as `List[int]`.
            tools: pydantic models, functions with hints, or tools as in `create`, which the model may call in place of
                an answer; `parsed` is `None` then, and `tool_calls[n].function.parsed_arguments` are validated. Groq
                takes no schema together with tools: with both, the type is asked for in words.
            retries: how often the model is asked again, with what was wrong, when an answer does not fit. `usage` is
                that of all answers.
            strict: whether the server holds the answer to the schema, in place of what is known about the model.
            options: the other arguments of `create`.

        Raises:
            SchemaNotStrictError: the type cannot be expressed in a strict schema; before sending.
            ToolDefinitionError: a tool cannot be offered to a model, or two have one name; before sending.
            ParseValidationError: no answer fits the type; it carries every attempt.
            ParseRefusalError: the model will not answer.
            ParseLengthError: the answer was cut off at the most tokens it may have.
            ParseToolCallError: the model calls a tool that it was not offered.
            APIError: a request failed; see `create`.
        """
        run = parsing.Parsing(
            messages,
            str(model),
            parsing.checked_options(options),
            response_format=response_format,
            tools=tools,
            retries=retries,
            strict=strict,
        )
        create: Any = self.create  # which of its overloads is meant can only be seen at run time
        while True:
            try:
                completion = await create(**run.request)
            except BadRequestError as error:
                parsed = run.refused(error)
            else:
                parsed = run.answered(completion)
            if parsed is not None:
                return parsed


class Completions(SyncAPIResource):
    """Answers to conversations, as `client.chat.completions`."""

    @cached_property
    def with_raw_response(self) -> CompletionsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return CompletionsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> CompletionsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return CompletionsWithStreamingResponse(self)

    @overload
    def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Omit, None] = omit,
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> ChatCompletion: ...
    @overload
    def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Literal[True],
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Stream[ChatCompletionChunk]: ...
    @overload
    def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: bool,
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[ChatCompletion, Stream[ChatCompletionChunk]]: ...
    def create(
        self,
        *,
        messages: Iterable[ChatCompletionMessageParam],
        model: Union[str, ChatModel],
        citation_options: Union[CitationOptions, Omit, None] = omit,
        compound_custom: Union[completion_create_params.CompoundCustom, Omit, None] = omit,
        disable_tool_validation: Union[bool, Omit, None] = omit,
        documents: Union[Iterable[completion_create_params.Document], Omit, None] = omit,
        exclude_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        frequency_penalty: Union[float, Omit, None] = omit,
        function_call: Union[completion_create_params.FunctionCall, Omit, None] = omit,
        functions: Union[Iterable[completion_create_params.Function], Omit, None] = omit,
        include_domains: Union[SequenceNotStr[str], Omit, None] = omit,
        include_reasoning: Union[bool, Omit, None] = omit,
        logit_bias: Union[Dict[str, int], Omit, None] = omit,
        logprobs: Union[bool, Omit, None] = omit,
        max_completion_tokens: Union[int, Omit, None] = omit,
        max_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        n: Union[int, Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        presence_penalty: Union[float, Omit, None] = omit,
        reasoning_effort: Union[ReasoningEffort, Omit, None] = omit,
        reasoning_format: Union[ReasoningFormat, Omit, None] = omit,
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        search_settings: Union[completion_create_params.SearchSettings, Omit, None] = omit,
        seed: Union[int, Omit, None] = omit,
        service_tier: Union[ServiceTier, Omit, None] = omit,
        stop: Union[str, SequenceNotStr[str], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Literal[True], Omit, None] = omit,
        stream_options: Union[completion_create_params.StreamOptions, Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        tool_choice: Union[ChatCompletionToolChoiceOptionParam, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        top_logprobs: Union[int, Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[ChatCompletion, Stream[ChatCompletionChunk]]:
        """Have the model answer a conversation.

        Args:
            messages: the conversation so far, oldest first; an answer's message can be put in as it is.
            model: the id of the model.
            citation_options: `enabled` or `disabled`: whether answers may cite documents.
            compound_custom: the models and tools that a compound system may use.
            disable_tool_validation: let the model call tools that were not declared.
            documents: texts or JSON that the answer may draw on and cite.
            exclude_domains: deprecated: see `search_settings`.
            frequency_penalty: not supported by any model yet.
            function_call: deprecated: see `tool_choice`.
            functions: deprecated: see `tools`.
            include_domains: deprecated: see `search_settings`.
            include_reasoning: whether the answer shows its reasoning; not together with `reasoning_format`.
            logit_bias: not supported by any model yet.
            logprobs: not supported by any model yet.
            max_completion_tokens: tokens the answer may have, its reasoning included.
            max_tokens: deprecated: see `max_completion_tokens`.
            metadata: not supported by any model yet.
            n: the number of answers; only 1 is supported.
            parallel_tool_calls: whether the model may call several tools at once; true when left out.
            presence_penalty: not supported by any model yet.
            reasoning_effort: how long to reason: `none` or `default` for Qwen 3, `low` to `high` for GPT-OSS.
            reasoning_format: where the reasoning goes: `parsed` into its own field, `raw` into the text, or `hidden`.
            response_format: `{"type": "json_object"}` for JSON, `json_schema` for JSON of a given shape.
            search_settings: what a web search of the model may look at.
            seed: the same seed and parameters give the same answer, as far as the server can manage.
            service_tier: `on_demand` (the default), `flex`, `performance`, or `auto` for the best available.
            stop: up to 4 texts at which the answer ends; they are not part of it.
            store: not supported by any model yet.
            stream: give a stream of chunks, the answer piece by piece as it is made.
            stream_options: for a stream alone; `{"include_usage": True}` asks for the token counts.
            temperature: 0 to 2: how much chance there is in the choice of words.
            tool_choice: `none`, `auto`, `required`, or the one function to call.
            tools: up to 128 tools that the model may call.
            top_logprobs: not supported by any model yet.
            top_p: 0 to 1: only the likeliest words that make up this share are chosen from.
            user: a name for your end user, for tracing abuse.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            TypeError: a required argument is missing, or the body holds what JSON cannot carry.
            ValueError: the body holds NaN or an infinity.
            APIStatusError: the API refused the request; the subclasses say why.
            APIConnectionError: the API could not be reached, or did not answer in time.
        """
        if getattr(self._client, "sanitize_history", False) is True:
            from ..._history import told

            messages = told(messages)
        return self._post(
            "/openai/v1/chat/completions",
            body=given(
                {
                    "messages": messages,
                    "model": model,
                    "citation_options": citation_options,
                    "compound_custom": compound_custom,
                    "disable_tool_validation": disable_tool_validation,
                    "documents": documents,
                    "exclude_domains": exclude_domains,
                    "frequency_penalty": frequency_penalty,
                    "function_call": function_call,
                    "functions": functions,
                    "include_domains": include_domains,
                    "include_reasoning": include_reasoning,
                    "logit_bias": logit_bias,
                    "logprobs": logprobs,
                    "max_completion_tokens": max_completion_tokens,
                    "max_tokens": max_tokens,
                    "metadata": metadata,
                    "n": n,
                    "parallel_tool_calls": parallel_tool_calls,
                    "presence_penalty": presence_penalty,
                    "reasoning_effort": reasoning_effort,
                    "reasoning_format": reasoning_format,
                    "response_format": response_format,
                    "search_settings": search_settings,
                    "seed": seed,
                    "service_tier": service_tier,
                    "stop": stop,
                    "store": store,
                    "stream": stream,
                    "stream_options": stream_options,
                    "temperature": temperature,
                    "tool_choice": tool_choice,
                    "tools": tools,
                    "top_logprobs": top_logprobs,
                    "top_p": top_p,
                    "user": user,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=ChatCompletion,
            stream=stream or False,
            stream_cls=Stream[ChatCompletionChunk],
        )

    @overload
    def stream(  # type: ignore[overload-overlap]  # for tools that are dictionaries, this is it
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        tools: Union[Iterable[ChatCompletionToolParam], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.ChatCompletionStreamManager[ChatCompletion, None]: ...
    @overload
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Type[_AnswerT],
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.ChatCompletionStreamManager[ParsedChatCompletion[_AnswerT], _AnswerT]: ...
    @overload
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Union[completion_create_params.ResponseFormat, Omit, None] = omit,
        tools: Iterable[tools_room.ToolLike],
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.ChatCompletionStreamManager[ParsedChatCompletion[None], None]: ...
    @overload
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.ChatCompletionStreamManager[Any, Any]: ...
    def stream(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object = omit,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[streaming.StreamingOptions],
    ) -> streaming.ChatCompletionStreamManager[Any, Any]:
        """Have the model answer a conversation, and follow the answer as it is written, in typed events.

        What is given back is a context manager: the request is sent when it is entered, and what is left of the answer
        is given up when it is left. In between there is a `ChatCompletionStream`, which is iterated over.

        Args:
            messages: the conversation so far, oldest first. It is not changed.
            model: the id of the model.
            response_format: as in `create`; or a type, as in `parse`, which the answer is read as while it grows.
            tools: as in `create`; or pydantic models and functions, as in `parse`, which arguments are validated by.
            strict: Groq takes no schema together with a stream, so that a type is asked for in words. With True or
                False, the schema is sent nevertheless, strict or not.
            options: the other arguments of `create`.

        Raises:
            SchemaNotStrictError: the type cannot be expressed in JSON, or with `strict` in a strict schema.
            ToolDefinitionError: a tool cannot be offered to a model, or two have one name.
            APIError: on entering, the request failed; see `create`. On iterating, the answer broke off.
        """
        call = streaming.asked(messages, model, options, response_format=response_format, tools=tools, strict=strict)
        return streaming.ChatCompletionStreamManager(lambda: self.create(**call.request, stream=True), call.answers)

    @overload
    def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.Approve] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: Literal[False] = False,
        stream: Literal[False] = False,
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> tools_room.ToolRun: ...
    @overload
    def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.Approve] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: Literal[True],
        stream: Literal[False] = False,
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> tools_room.ToolRunner[tools_room.ToolTurn]: ...
    @overload
    def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.Approve] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: Literal[False] = False,
        stream: Literal[True],
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> tools_room.ToolRunner[tools_room.ToolEvent]: ...
    def run_tools(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        tools: Iterable[tools_room.ToolLike],
        max_turns: Optional[int] = 10,
        max_tool_calls: Optional[int] = None,
        timeout: Optional[float] = None,
        request_timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        approve: Optional[tools_room.Approve] = None,
        on_error: Literal["return", "raise"] = "return",
        steps: bool = False,
        stream: bool = False,
        **options: Unpack[tools_room.ToolRunOptions],
    ) -> Union[
        tools_room.ToolRun,
        tools_room.ToolRunner[tools_room.ToolTurn],
        tools_room.ToolRunner[tools_room.ToolEvent],
    ]:
        """Have the model answer a conversation with the help of your functions, which are run for it.

        The model is asked, the functions it calls are run, it is told what they gave and asked again, until its answer
        calls none. Only what is among `tools` is run. Where this is awaited, the calls of an answer run at the same
        time, functions that are not async in threads; else one after the other.

        Where the server refuses what the model wrote (`tool_use_failed`), and it names tools with arguments that fit
        them, those are run. A `tool_choice` that forces a call holds for the first answer.

        Args:
            messages: the conversation so far, oldest first. It is not changed.
            model: the id of the model.
            tools: functions with hints, pydantic models whose instances can be called, what `groq.function_tool` made
                of one, and dictionaries for what Groq runs itself, such as `{"type": "browser_search"}`.
            max_turns: answers that the model may give; `None` for no limit.
            max_tool_calls: calls that it may ask for; `None` for no limit.
            timeout: seconds for the whole run from its first step on, its requests and functions together; `None` for
                no limit. A plain function cannot be stopped: it is left to itself in its thread.
            request_timeout: seconds, or an `httpx.Timeout`, for each request, in place of the client's own.
            approve: is asked whether a call may run, one after the other, and gives True or False; of a no the model is
                told. Where this is awaited it runs in a thread, too, unless it is async.
            on_error: `return` tells the model of arguments that do not fit, and of what functions raise, so that it can
                try again; `raise` raises them.
            steps: give an iterator over the turns, which goes on as far as it is asked to.
            stream: give an iterator over events: pieces of the answers as they arrive, calls, their results, turns.
            options: the other arguments of `create`, which each request is sent with.

        Raises:
            ToolDefinitionError: a tool cannot be offered to a model or run, or two have one name; before sending.
            ToolLoopLimitError: a limit was reached; it has the conversation so far.
            ToolArgumentsError: the arguments of a call do not fit its tool, and `on_error` is `raise`.
            ToolCallError: a tool was called that is not there, and `on_error` is `raise`.
            ToolExecutionError: a function raised, and `on_error` is `raise`; or it gave what is no JSON.
            APIError: a request failed; see `create`.
        """
        loop = tools_room.tool_loop(
            messages,
            tools,
            given({**options, "model": model}),
            max_turns=max_turns,
            max_tool_calls=max_tool_calls,
            timeout=timeout,
            request_timeout=request_timeout,
            client_timeout=self._client.timeout,
            approve=approve,
            on_error=on_error,
        )
        if stream:
            return tools_room.ToolRunner.of_events(self, loop, approve)
        runner = tools_room.ToolRunner.of_turns(self, loop, approve)
        return runner if steps else runner.until_done()

    @overload
    def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Type[_AnswerT],
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[_AnswerT]: ...
    @overload
    def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: Omit = omit,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[None]: ...
    @overload
    def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[Any]: ...
    def parse(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        *,
        model: Union[str, ChatModel],
        response_format: object = omit,
        tools: Union[Iterable[tools_room.ToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[parsing.ParseOptions],
    ) -> ParsedChatCompletion[Any]:
        """Have the model answer in a type, and give the answer with `choices[0].message.parsed` of that type.

        A model that can is held to the type's strict schema; the answers of others are asked for by the schema and
        validated. What has a default may be left out by the model. An answer that does not fit is mended where that is
        a matter of form (fences, escapes), also where the server refused it for that.

        Args:
            messages: the conversation so far, oldest first. It is not changed.
            model: the id of the model.
            response_format: a pydantic model, a dataclass, a TypedDict, or any type of JSON such as `List[int]`.
            tools: pydantic models, functions with hints, or tools as in `create`, which the model may call in place of
                an answer; `parsed` is `None` then, and `tool_calls[n].function.parsed_arguments` are validated. Groq
                takes no schema together with tools: with both, the type is asked for in words.
            retries: how often the model is asked again, with what was wrong, when an answer does not fit. `usage` is
                that of all answers.
            strict: whether the server holds the answer to the schema, in place of what is known about the model.
            options: the other arguments of `create`.

        Raises:
            SchemaNotStrictError: the type cannot be expressed in a strict schema; before sending.
            ToolDefinitionError: a tool cannot be offered to a model, or two have one name; before sending.
            ParseValidationError: no answer fits the type; it carries every attempt.
            ParseRefusalError: the model will not answer.
            ParseLengthError: the answer was cut off at the most tokens it may have.
            ParseToolCallError: the model calls a tool that it was not offered.
            APIError: a request failed; see `create`.
        """
        run = parsing.Parsing(
            messages,
            str(model),
            parsing.checked_options(options),
            response_format=response_format,
            tools=tools,
            retries=retries,
            strict=strict,
        )
        create: Any = self.create  # which of its overloads is meant can only be seen at run time
        while True:
            try:
                completion = create(**run.request)
            except BadRequestError as error:
                parsed = run.refused(error)
            else:
                parsed = run.answered(completion)
            if parsed is not None:
                return parsed


class AsyncCompletionsWithRawResponse:
    """The operations of `AsyncCompletions`, giving raw responses."""

    def __init__(self, completions: AsyncCompletions) -> None:
        self._resource = completions

    create: Final = async_raw_response(AsyncCompletions.create)


class CompletionsWithRawResponse:
    """The operations of `Completions`, giving raw responses."""

    def __init__(self, completions: Completions) -> None:
        self._resource = completions

    create: Final = raw_response(Completions.create)


class AsyncCompletionsWithStreamingResponse:
    """The operations of `AsyncCompletions`, giving responses whose body is still on the wire."""

    def __init__(self, completions: AsyncCompletions) -> None:
        self._resource = completions

    create: Final = async_streamed_response(AsyncCompletions.create)


class CompletionsWithStreamingResponse:
    """The operations of `Completions`, giving responses whose body is still on the wire."""

    def __init__(self, completions: Completions) -> None:
        self._resource = completions

    create: Final = streamed_response(Completions.create)
