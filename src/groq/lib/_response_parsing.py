"""A request for a response of one type, and what came of it, to the parsed response or the next request."""

from __future__ import annotations

import time
from typing import Any, Dict, Iterable, List, Mapping, Optional, Union, cast

from pydantic import ValidationError

from .._core.parse import parser
from .._exceptions import APIStatusError, JSONValidateFailedError
from .._types import Omit
from ..types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from ..types.completion_usage import CompletionUsage
from ..types.responses.parsed_response import ParsedResponse
from ..types.responses.response import Response
from ..types.responses.response_function_tool_call import ResponseFunctionToolCall
from ..types.responses.response_output_message import ResponseOutputMessage, ResponseOutputRefusal
from ..types.responses.response_usage import ResponseUsage
from ._errors import (
    ParseAttempt,
    ParseError,
    ParseLengthError,
    ParseRefusalError,
    ParseToolCallError,
    ParseValidationError,
    SchemaNotStrictError,
)
from ._formats import Format, format_of
from ._offered import Offered
from ._parsed_response import parsed_response
from ._parsing import checked_number
from ._repair import validated
from ._response_options import checked_response_options
from ._support import is_strict
from ._usage import summed
from ._wording import again, problems

__all__ = ["ResponseParsing", "checked_response_options"]

_Parsed = Optional[ParsedResponse[Any]]
_FINE = "Nothing is wrong with this call, but with another one: make all of them again."


class ResponseParsing:
    """One call of `parse`: says what to send, and is told what came; that gives the response, or `None` to go on."""

    def __init__(
        self,
        input: Union[str, Iterable[Any]],
        model: str,
        options: Mapping[str, Any],
        *,
        text_format: Any,
        tools: Any,
        strict: Union[bool, Omit],
        retries: int,
    ) -> None:
        self._model = model
        self._options = dict(options)
        self._format: Optional[Format[Any]] = None if isinstance(text_format, Omit) else format_of(text_format)
        self._tools = Offered(_nested(tools))
        self._left = checked_number(retries)
        self._input: List[Any] = [{"role": "user", "content": input}] if isinstance(input, str) else [*input]
        self._attempts: List[ParseAttempt] = []
        self._wanted = self._formatted(strict)

    @property
    def request(self) -> Dict[str, Any]:
        """The arguments of `create`."""
        offered = {name: [_flat(tool) for tool in tools] for name, tools in self._tools.request.items()}
        return {**self._options, **self._wanted, **offered, "input": self._input, "model": self._model}

    def answered(self, response: Response) -> _Parsed:
        """Take a response. Raises a ParseError where it is no use, and another would be none either."""
        self._check_end(response)
        calls = [item for item in response.output or () if isinstance(item, ResponseFunctionToolCall)]
        if calls:
            return self._called(response, calls)
        said = any(isinstance(item, ResponseOutputMessage) for item in response.output or ())
        waits = any(item.type == "mcp_approval_request" for item in response.output or ())
        if self._format is None or (waits and not said):
            return self._done(response, None, {})
        try:
            value, _ = validated(response.output_text, self._format.validate)
        except ValidationError as error:
            return self._go_on(response.output_text, problems(error), error, response)
        return self._done(response, value, {})

    def refused(self, error: APIStatusError) -> _Parsed:
        """Take the server's word that what the model wrote is no JSON, or no call of a tool."""
        written = error.failed_generation
        if self._format is not None and written and isinstance(error, JSONValidateFailedError):
            try:
                value, text = validated(written, self._format.validate)
            except ValidationError as invalid:
                return self._go_on(written, problems(invalid), error)
            return parsed_response(_response(self._model, error, text), value, {}, usage=self._usage())
        return self._go_on(written, error.message, error)

    def _formatted(self, strict: Union[bool, Omit]) -> Dict[str, Any]:
        """How a request asks for the type: by its schema, or in words where there are tools, which take no schema."""
        wanted = self._format
        if wanted is None:
            return {}
        if self._tools:
            told = self._options.get("instructions")
            words = wanted.instructions()
            return {"instructions": "%s\n\n%s" % (told, words) if isinstance(told, str) and told else words}
        held = strict is True or (isinstance(strict, Omit) and is_strict(self._model))
        try:
            asked: Any = wanted.response_format(strict=held)
        except SchemaNotStrictError as error:
            hint = error.reason + "; or pass `strict=False`, so that answers are only validated"
            raise SchemaNotStrictError(error.path, hint, type_name=error.type_name) from None
        return {"text": {"format": {"type": "json_schema", **asked["json_schema"]}}}

    def _check_end(self, response: Response) -> None:
        """Raise where the model would not answer, or did not come to an end."""
        messages = [item for item in response.output or () if isinstance(item, ResponseOutputMessage)]
        parts = [part for message in messages for part in message.content or ()]
        for part in parts:
            if isinstance(part, ResponseOutputRefusal):
                refusal = self._error(ParseRefusalError, "The model will not answer: %s" % part.refusal, response)
                refusal.refusal = str(part.refusal)
                raise refusal
        if response.status == "incomplete":
            reason = response.incomplete_details.reason if response.incomplete_details else None
            if reason not in (None, "max_output_tokens", "max_tokens"):
                raise self._error(ParseError, "The answer was cut off: %s" % reason, response)
            text = "The answer was cut off at the most tokens it may have: allow for more, or ask for less"
            cut = self._error(ParseLengthError, text, response)
            cut.partial = self._format.partial(response.output_text) if self._format else None
            raise cut
        if response.status == "failed" or response.error is not None:
            told = "%s: %s" % (response.error.code, response.error.message) if response.error else "no reason is told"
            raise self._error(ParseError, "The response failed: %s" % told, response)

    def _called(self, response: Response, calls: List[ResponseFunctionToolCall]) -> _Parsed:
        arguments: Dict[str, object] = {}
        wrong: Dict[str, str] = {}
        cause: Optional[ValidationError] = None
        for call in calls:
            if call.name not in self._tools:
                text = "The model calls the tool `%s`, which it was not offered" % call.name
                stopped = self._error(ParseToolCallError, text, response)
                stopped.tool_name = call.name
                raise stopped
            function = {"name": call.name, "arguments": call.arguments}
            try:
                arguments[call.call_id] = self._tools.parsed(ChatCompletionMessageToolCall.construct(function=function))
            except ValidationError as error:
                wrong[call.call_id], cause = "The arguments do not fit.\n%s" % problems(error), error
        if cause is None:
            return self._done(response, None, arguments)
        told = [
            {"type": "function_call_output", "call_id": call.call_id, "output": wrong.get(call.call_id, _FINE)}
            for call in calls
        ]
        return self._go_on(response.output_text, "\n".join(wrong.values()), cause, response, [*response.output, *told])

    def _done(self, response: Response, value: Any, arguments: Mapping[str, object]) -> ParsedResponse[Any]:
        return parsed_response(response, value, arguments, usage=self._usage(response))

    def _go_on(
        self,
        content: Optional[str],
        problem: str,
        cause: Exception,
        response: Optional[Response] = None,
        told: Optional[List[Any]] = None,
    ) -> _Parsed:
        """Have the model asked again, with what was wrong; raises a ParseValidationError after the last time."""
        attempt = ParseAttempt(content, problem, None, response)
        self._attempts.append(attempt)
        if self._left == 0:
            text = "No answer was usable, after %d: %s" % (len(self._attempts), problem)
            raise ParseValidationError(text, attempts=self._attempts, usage=_as_of_chats(self._usage())) from cause
        self._left -= 1
        self._input += again(attempt, self._format is not None) if told is None else told
        return None

    def _error(self, kind: Any, text: str, response: Response) -> Any:
        self._attempts.append(ParseAttempt(response.output_text, text, None, response))
        return kind(text, attempts=self._attempts, usage=_as_of_chats(self._usage()))

    def _usage(self, last: Optional[Response] = None) -> Optional[ResponseUsage]:
        responses = [*(attempt.response for attempt in self._attempts), last]
        return summed((response.usage for response in responses if response is not None), ResponseUsage)


def _nested(tools: Any) -> Any:
    """Tools as chats have them: a function's members in an object of their own."""
    given: Any = tools
    if tools is None or isinstance(tools, (str, Mapping, type, Omit)):
        return given
    return [_with_function(each) if isinstance(each, Mapping) else each for each in given]


def _with_function(tool: Any) -> Any:
    if tool.get("type") != "function" or "function" in tool:
        return tool
    return {"type": "function", "function": {name: value for name, value in tool.items() if name != "type"}}


def _flat(tool: Mapping[str, Any]) -> Dict[str, Any]:
    """A tool as the Responses API has it."""
    return {"type": "function", **tool["function"]} if tool.get("type") == "function" else dict(tool)


def _as_of_chats(usage: Optional[ResponseUsage]) -> Optional[CompletionUsage]:
    if usage is None:
        return None
    told = {
        "prompt_tokens": usage.input_tokens,
        "completion_tokens": usage.output_tokens,
        "total_tokens": usage.total_tokens,
    }
    return cast(CompletionUsage, parser(CompletionUsage).python(told))


def _response(model: str, error: APIStatusError, text: str) -> Response:
    """The response that the server refused, as if it had not."""
    part: Dict[str, Any] = {"type": "output_text", "text": text, "annotations": []}
    message: Dict[str, Any] = {
        "type": "message",
        "id": "",
        "role": "assistant",
        "status": "completed",
        "content": [part],
    }
    made: Dict[str, Any] = {
        "id": error.request_id or "",
        "object": "response",
        "status": "completed",
        "created_at": int(time.time()),
        "model": model,
        "output": [message],
    }
    return cast(Response, parser(Response).python(made))
