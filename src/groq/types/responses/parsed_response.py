"""A response together with the value that its text stands for."""

# pyright: reportIncompatibleVariableOverride=false
# Fields are narrower here than in the base classes on purpose: what comes from the API is only read.

from __future__ import annotations

from typing import Generic, List, Optional, TypeVar, Union

from typing_extensions import Annotated

from ..._core.annotations import Tagged
from .response import Response
from .response_built_in_calls import ResponseCodeInterpreterToolCall, ResponseWebSearchToolCall
from .response_function_tool_call import ResponseFunctionToolCall
from .response_mcp import ResponseMcpApprovalRequest, ResponseMcpCall, ResponseMcpListTools
from .response_output_message import ResponseOutputMessage, ResponseOutputRefusal, ResponseOutputText
from .response_reasoning_item import ResponseReasoningItem
from .response_unknown import ResponseUnknownItem, ResponseUnknownPart

__all__ = [
    "ParsedResponse",
    "ParsedResponseFunctionToolCall",
    "ParsedResponseOutputMessage",
    "ParsedResponseOutputText",
]

ParsedT = TypeVar("ParsedT")


class ParsedResponseFunctionToolCall(ResponseFunctionToolCall):
    """A call of a function whose arguments were validated."""

    parsed_arguments: Optional[object] = None
    """What the tool takes: an instance of the model, or the keyword arguments of the function; `None` for a tool that
    is only described by a schema."""


class ParsedResponseOutputText(ResponseOutputText, Generic[ParsedT]):
    """A text, and what it means."""

    parsed: Optional[ParsedT] = None
    """The value that the text stands for."""


class ParsedResponseOutputMessage(ResponseOutputMessage, Generic[ParsedT]):
    """A message of the model, and what it means."""

    content: List[  # type: ignore[assignment]  # narrower than that of the base class
        Annotated[Union[ResponseUnknownPart, ParsedResponseOutputText[ParsedT], ResponseOutputRefusal], Tagged("type")]
    ]


class ParsedResponse(Response, Generic[ParsedT]):
    """A response whose text was validated: `output_parsed` is the value.

    `usage` is that of all the attempts it took.
    """

    output: List[  # type: ignore[assignment]  # narrower than that of the base class
        Annotated[
            Union[
                ResponseUnknownItem,
                ParsedResponseOutputMessage[ParsedT],
                ParsedResponseFunctionToolCall,
                ResponseReasoningItem,
                ResponseMcpCall,
                ResponseMcpListTools,
                ResponseMcpApprovalRequest,
                ResponseCodeInterpreterToolCall,
                ResponseWebSearchToolCall,
            ],
            Tagged("type"),
        ]
    ]

    @property
    def output_parsed(self) -> Optional[ParsedT]:
        """The value that the text stands for; `None` where the model calls tools instead."""
        for item in self.output or ():
            if isinstance(item, ParsedResponseOutputMessage):
                for part in item.content or ():
                    if isinstance(part, ParsedResponseOutputText) and part.parsed is not None:
                        return part.parsed
        return None
