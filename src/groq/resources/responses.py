"""Inputs to responses: the Responses API, with remote MCP servers among its tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Final, Iterable, Optional, Type, TypeVar, Union, overload

import httpx
from typing_extensions import Literal, Unpack

from .._base_client import make_request_options
from .._compat import cached_property
from .._exceptions import JSONValidateFailedError, ToolUseFailedError
from .._lazy import lazy_module
from .._resource import AsyncAPIResource, SyncAPIResource
from .._streaming import AsyncStream, Stream
from .._types import NOT_GIVEN, Body, Headers, NotGiven, Omit, Query, given, omit
from .._views import (
    async_raw_response,
    async_streamed_response,
    raw_response,
    streamed_response,
)
from ..types.chat.chat_model import ChatModel
from ..types.responses.parsed_response import ParsedResponse
from ..types.responses.response import Response
from ..types.responses.response_create_params import ResponseReasoningParam, ResponseTextConfigParam
from ..types.responses.response_input_param import ResponseInput
from ..types.responses.response_stream_event import ResponseStreamEvent
from ..types.responses.response_tool_param import ResponseToolChoiceParam, ResponseToolParam

if TYPE_CHECKING:
    from ..lib import _response_options as response_options
    from ..lib import _response_parsing as response_parsing
else:
    response_options = lazy_module("groq.lib._response_options")
    response_parsing = lazy_module("groq.lib._response_parsing")

__all__ = [
    "AsyncResponses",
    "AsyncResponsesWithRawResponse",
    "AsyncResponsesWithStreamingResponse",
    "Responses",
    "ResponsesWithRawResponse",
    "ResponsesWithStreamingResponse",
]

_AnswerT = TypeVar("_AnswerT")


class AsyncResponses(AsyncAPIResource):
    """Responses to inputs, as `client.responses`."""

    @cached_property
    def with_raw_response(self) -> AsyncResponsesWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncResponsesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncResponsesWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncResponsesWithStreamingResponse(self)

    @overload
    async def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Response: ...
    @overload
    async def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Literal[True],
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> AsyncStream[ResponseStreamEvent]: ...
    @overload
    async def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: bool,
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[Response, AsyncStream[ResponseStreamEvent]]: ...
    async def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Literal[True], Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[Response, AsyncStream[ResponseStreamEvent]]:
        """Have the model respond to an input, with functions of yours, remote MCP servers and Groq's own tools.

        Groq keeps no responses: to go on from one, send its `output` back as part of the next `input`.

        Args:
            input: a text, or the items of a conversation, oldest first.
            model: the id of the model.
            instructions: what the model has to keep to, before all else.
            max_output_tokens: the most tokens to generate, reasoning included.
            metadata: up to 16 texts of your own, which the response has again.
            parallel_tool_calls: whether the model may call several tools at once; true when left out.
            reasoning: `{"effort": "low"}` to `"high"`: how long to think.
            service_tier: `auto`, `default` or `flex`.
            store: Groq keeps no responses: false, or left out.
            stream: give a stream of events, the response piece by piece as it is made.
            temperature: 0 to 2: how much chance there is in the choice of words.
            text: `{"format": {"type": "json_object"}}` for JSON, `json_schema` for JSON of a given shape.
            tool_choice: `none`, `auto`, `required`, or the one function to call.
            tools: up to 128 functions of yours, remote MCP servers, and tools that Groq runs.
            top_p: 0 to 1: only the likeliest words that make up this share are chosen from.
            truncation: `auto` to leave out the middle of an input that is too long.
            user: a name for your end user, for tracing abuse.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            TypeError: a required argument is missing, or the body holds what JSON cannot carry.
            ValueError: the body holds NaN or an infinity.
            FailedDependencyError: a remote MCP server could not be asked, mostly for want of an authorization.
            APIStatusError: the API refused the request; the subclasses say why.
            APIConnectionError: the API could not be reached, or did not answer in time.
        """
        return await self._post(
            "/openai/v1/responses",
            body=given(
                {
                    "input": input,
                    "model": model,
                    "instructions": instructions,
                    "max_output_tokens": max_output_tokens,
                    "metadata": metadata,
                    "parallel_tool_calls": parallel_tool_calls,
                    "reasoning": reasoning,
                    "service_tier": service_tier,
                    "store": store,
                    "stream": stream,
                    "temperature": temperature,
                    "text": text,
                    "tool_choice": tool_choice,
                    "tools": tools,
                    "top_p": top_p,
                    "truncation": truncation,
                    "user": user,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Response,
            stream=stream or False,
            stream_cls=AsyncStream[ResponseStreamEvent],
        )

    @overload
    async def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: Type[_AnswerT],
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[_AnswerT]: ...
    @overload
    async def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: Omit = omit,
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[None]: ...
    @overload
    async def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: object,
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[Any]: ...
    async def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: object = omit,
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[Any]:
        """Have the model respond in a type, and give the response with `output_parsed` of that type.

        It works as `client.chat.completions.parse` does: by the type's strict schema where the model can keep to one,
        else by validating; an answer that does not fit is mended where that is a matter of form.

        Args:
            input: a text, or the items of a conversation, oldest first. It is not changed.
            model: the id of the model.
            text_format: a pydantic model, a dataclass, a TypedDict, or any type of JSON such as `List[int]`.
            tools: pydantic models, functions with hints, or tools as in `create`, which the model may call in place of
                an answer; `output_parsed` is `None` then, and the `parsed_arguments` of calls are validated. With
                tools, the type is asked for in words, for Groq takes no schema together with them.
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
            ParseError: the response failed.
            APIError: a request failed; see `create`.
        """
        run = response_parsing.ResponseParsing(
            input,
            str(model),
            response_parsing.checked_response_options(options),
            text_format=text_format,
            tools=tools,
            retries=retries,
            strict=strict,
        )
        while True:
            try:
                response: Response = await self.create(**run.request, stream=omit)
            except (JSONValidateFailedError, ToolUseFailedError) as error:
                parsed = run.refused(error)
            else:
                parsed = run.answered(response)
            if parsed is not None:
                return parsed


class Responses(SyncAPIResource):
    """Responses to inputs, as `client.responses`."""

    @cached_property
    def with_raw_response(self) -> ResponsesWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return ResponsesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ResponsesWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return ResponsesWithStreamingResponse(self)

    @overload
    def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Response: ...
    @overload
    def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Literal[True],
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Stream[ResponseStreamEvent]: ...
    @overload
    def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: bool,
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[Response, Stream[ResponseStreamEvent]]: ...
    def create(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        instructions: Union[str, Omit, None] = omit,
        max_output_tokens: Union[int, Omit, None] = omit,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        parallel_tool_calls: Union[bool, Omit, None] = omit,
        reasoning: Union[ResponseReasoningParam, Omit, None] = omit,
        service_tier: Union[Literal["auto", "default", "flex"], Omit, None] = omit,
        store: Union[bool, Omit, None] = omit,
        stream: Union[Literal[False], Literal[True], Omit, None] = omit,
        temperature: Union[float, Omit, None] = omit,
        text: Union[ResponseTextConfigParam, Omit] = omit,
        tool_choice: Union[ResponseToolChoiceParam, Omit, None] = omit,
        tools: Union[Iterable[ResponseToolParam], Omit, None] = omit,
        top_p: Union[float, Omit, None] = omit,
        truncation: Union[Literal["auto", "disabled"], Omit, None] = omit,
        user: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Union[Response, Stream[ResponseStreamEvent]]:
        """Have the model respond to an input, with functions of yours, remote MCP servers and Groq's own tools.

        Groq keeps no responses: to go on from one, send its `output` back as part of the next `input`.

        Args:
            input: a text, or the items of a conversation, oldest first.
            model: the id of the model.
            instructions: what the model has to keep to, before all else.
            max_output_tokens: the most tokens to generate, reasoning included.
            metadata: up to 16 texts of your own, which the response has again.
            parallel_tool_calls: whether the model may call several tools at once; true when left out.
            reasoning: `{"effort": "low"}` to `"high"`: how long to think.
            service_tier: `auto`, `default` or `flex`.
            store: Groq keeps no responses: false, or left out.
            stream: give a stream of events, the response piece by piece as it is made.
            temperature: 0 to 2: how much chance there is in the choice of words.
            text: `{"format": {"type": "json_object"}}` for JSON, `json_schema` for JSON of a given shape.
            tool_choice: `none`, `auto`, `required`, or the one function to call.
            tools: up to 128 functions of yours, remote MCP servers, and tools that Groq runs.
            top_p: 0 to 1: only the likeliest words that make up this share are chosen from.
            truncation: `auto` to leave out the middle of an input that is too long.
            user: a name for your end user, for tracing abuse.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            TypeError: a required argument is missing, or the body holds what JSON cannot carry.
            ValueError: the body holds NaN or an infinity.
            FailedDependencyError: a remote MCP server could not be asked, mostly for want of an authorization.
            APIStatusError: the API refused the request; the subclasses say why.
            APIConnectionError: the API could not be reached, or did not answer in time.
        """
        return self._post(
            "/openai/v1/responses",
            body=given(
                {
                    "input": input,
                    "model": model,
                    "instructions": instructions,
                    "max_output_tokens": max_output_tokens,
                    "metadata": metadata,
                    "parallel_tool_calls": parallel_tool_calls,
                    "reasoning": reasoning,
                    "service_tier": service_tier,
                    "store": store,
                    "stream": stream,
                    "temperature": temperature,
                    "text": text,
                    "tool_choice": tool_choice,
                    "tools": tools,
                    "top_p": top_p,
                    "truncation": truncation,
                    "user": user,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Response,
            stream=stream or False,
            stream_cls=Stream[ResponseStreamEvent],
        )

    @overload
    def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: Type[_AnswerT],
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[_AnswerT]: ...
    @overload
    def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: Omit = omit,
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[None]: ...
    @overload
    def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: object,
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[Any]: ...
    def parse(
        self,
        *,
        input: ResponseInput,
        model: Union[str, ChatModel],
        text_format: object = omit,
        tools: Union[Iterable[response_options.ResponseToolLike], Omit, None] = omit,
        retries: int = 0,
        strict: Union[bool, Omit] = omit,
        **options: Unpack[response_options.ResponseParseOptions],
    ) -> ParsedResponse[Any]:
        """Have the model respond in a type, and give the response with `output_parsed` of that type.

        It works as `client.chat.completions.parse` does: by the type's strict schema where the model can keep to one,
        else by validating; an answer that does not fit is mended where that is a matter of form.

        Args:
            input: a text, or the items of a conversation, oldest first. It is not changed.
            model: the id of the model.
            text_format: a pydantic model, a dataclass, a TypedDict, or any type of JSON such as `List[int]`.
            tools: pydantic models, functions with hints, or tools as in `create`, which the model may call in place of
                an answer; `output_parsed` is `None` then, and the `parsed_arguments` of calls are validated. With
                tools, the type is asked for in words, for Groq takes no schema together with them.
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
            ParseError: the response failed.
            APIError: a request failed; see `create`.
        """
        run = response_parsing.ResponseParsing(
            input,
            str(model),
            response_parsing.checked_response_options(options),
            text_format=text_format,
            tools=tools,
            retries=retries,
            strict=strict,
        )
        while True:
            try:
                response: Response = self.create(**run.request, stream=omit)
            except (JSONValidateFailedError, ToolUseFailedError) as error:
                parsed = run.refused(error)
            else:
                parsed = run.answered(response)
            if parsed is not None:
                return parsed


class AsyncResponsesWithRawResponse:
    """The operations of `AsyncResponses`, giving raw responses."""

    def __init__(self, responses: AsyncResponses) -> None:
        self._resource = responses

    create: Final = async_raw_response(AsyncResponses.create)


class ResponsesWithRawResponse:
    """The operations of `Responses`, giving raw responses."""

    def __init__(self, responses: Responses) -> None:
        self._resource = responses

    create: Final = raw_response(Responses.create)


class AsyncResponsesWithStreamingResponse:
    """The operations of `AsyncResponses`, giving responses whose body is still on the wire."""

    def __init__(self, responses: AsyncResponses) -> None:
        self._resource = responses

    create: Final = async_streamed_response(AsyncResponses.create)


class ResponsesWithStreamingResponse:
    """The operations of `Responses`, giving responses whose body is still on the wire."""

    def __init__(self, responses: Responses) -> None:
        self._resource = responses

    create: Final = streamed_response(Responses.create)
