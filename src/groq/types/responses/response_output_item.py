"""An item of the output of a response."""

from __future__ import annotations

from typing import Union

from typing_extensions import Annotated, TypeAlias

from ..._core.annotations import Tagged
from .response_built_in_calls import ResponseCodeInterpreterToolCall, ResponseWebSearchToolCall
from .response_function_tool_call import ResponseFunctionToolCall
from .response_mcp import ResponseMcpApprovalRequest, ResponseMcpCall, ResponseMcpListTools
from .response_output_message import ResponseOutputMessage
from .response_reasoning_item import ResponseReasoningItem
from .response_unknown import ResponseUnknownItem

__all__ = ["ResponseOutputItem"]

ResponseOutputItem: TypeAlias = Annotated[
    Union[
        ResponseUnknownItem,
        ResponseOutputMessage,
        ResponseFunctionToolCall,
        ResponseReasoningItem,
        ResponseMcpCall,
        ResponseMcpListTools,
        ResponseMcpApprovalRequest,
        ResponseCodeInterpreterToolCall,
        ResponseWebSearchToolCall,
    ],
    Tagged("type"),
]
"""Told apart by their `type`; one that is none of these is a `ResponseUnknownItem`."""
