"""Responses to parsed ones: the same with the values that texts and arguments stand for."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, cast

from ..types.responses.parsed_response import (
    ParsedResponse,
    ParsedResponseFunctionToolCall,
    ParsedResponseOutputMessage,
    ParsedResponseOutputText,
)
from ..types.responses.response import Response
from ..types.responses.response_function_tool_call import ResponseFunctionToolCall
from ..types.responses.response_output_message import ResponseOutputMessage, ResponseOutputText
from ..types.responses.response_usage import ResponseUsage
from ._parsed import narrowed

__all__ = ["parsed_response"]


def parsed_response(
    response: Response, value: Any, arguments: Mapping[str, object], *, usage: Optional[ResponseUsage]
) -> ParsedResponse[Any]:
    """The response whose text means `value`, with the `arguments` of its calls by their `call_id`.

    What was parsed is not among the fields that are set, and so is not sent to the API when the output goes back to it.
    """
    output: List[Any] = []
    left = value
    for item in response.output or ():
        made: Any = item
        if isinstance(item, ResponseOutputMessage):
            made = _message(item, left)
            left = None if _has_text(item) else left
        elif isinstance(item, ResponseFunctionToolCall):
            parsed = arguments.get(item.call_id)
            made = narrowed(ParsedResponseFunctionToolCall, item, parsed_arguments=parsed)
        output.append(made)
    return cast("ParsedResponse[Any]", narrowed(ParsedResponse, response, output=output, usage=usage))


def _message(message: ResponseOutputMessage, value: Any) -> Any:
    content: List[Any] = []
    for part in message.content or ():
        if isinstance(part, ResponseOutputText):
            content.append(narrowed(ParsedResponseOutputText, part, parsed=value))
            value = None
        else:
            content.append(part)
    return narrowed(ParsedResponseOutputMessage, message, content=content)


def _has_text(message: ResponseOutputMessage) -> bool:
    return any(isinstance(part, ResponseOutputText) for part in message.content or ())
