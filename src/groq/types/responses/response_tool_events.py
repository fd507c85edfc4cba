"""The events of a streamed response that tell of tools."""

from __future__ import annotations

from typing import Optional

from typing_extensions import Literal

from ..._models import BaseModel

__all__ = [
    "ResponseCodeInterpreterCallCodeDeltaEvent",
    "ResponseCodeInterpreterCallCodeDoneEvent",
    "ResponseCodeInterpreterCallEvent",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseFunctionCallArgumentsDoneEvent",
    "ResponseMcpCallArgumentsDeltaEvent",
    "ResponseMcpCallArgumentsDoneEvent",
    "ResponseMcpCallEvent",
    "ResponseMcpListToolsEvent",
    "ResponseWebSearchCallEvent",
]


class _OfItem(BaseModel):
    """An event of one item."""

    item_id: str

    output_index: int
    """The place of the item in `response.output`."""

    sequence_number: Optional[int] = None
    """The place of the event in the stream, counted from 0."""


class ResponseFunctionCallArgumentsDeltaEvent(_OfItem):
    """The next piece of the arguments of a call."""

    delta: str

    type: Literal["response.function_call_arguments.delta"]


class ResponseFunctionCallArgumentsDoneEvent(_OfItem):
    """The arguments of a call as a whole; the item has the name of the function."""

    arguments: str

    type: Literal["response.function_call_arguments.done"]

    name: Optional[str] = None


class ResponseMcpCallArgumentsDeltaEvent(_OfItem):
    """The next piece of what a tool of a remote MCP server is called with."""

    delta: str

    type: Literal["response.mcp_call_arguments.delta"]


class ResponseMcpCallArgumentsDoneEvent(_OfItem):
    """What a tool of a remote MCP server is called with, as a whole."""

    arguments: str

    type: Literal["response.mcp_call_arguments.done"]


class ResponseMcpCallEvent(_OfItem):
    """How far a call of a tool of a remote MCP server has come."""

    type: Literal["response.mcp_call.in_progress", "response.mcp_call.completed", "response.mcp_call.failed"]


class ResponseMcpListToolsEvent(_OfItem):
    """How far a remote MCP server has been asked for its tools."""

    type: Literal[
        "response.mcp_list_tools.in_progress", "response.mcp_list_tools.completed", "response.mcp_list_tools.failed"
    ]


class ResponseCodeInterpreterCallEvent(_OfItem):
    """How far the running of a program has come."""

    type: Literal[
        "response.code_interpreter_call.in_progress",
        "response.code_interpreter_call.interpreting",
        "response.code_interpreter_call.completed",
    ]


class ResponseCodeInterpreterCallCodeDeltaEvent(_OfItem):
    """The next piece of a program."""

    delta: str

    type: Literal["response.code_interpreter_call_code.delta"]


class ResponseCodeInterpreterCallCodeDoneEvent(_OfItem):
    """A program as a whole."""

    code: str

    type: Literal["response.code_interpreter_call_code.done"]


class ResponseWebSearchCallEvent(_OfItem):
    """How far a search of the web has come."""

    type: Literal[
        "response.web_search_call.in_progress",
        "response.web_search_call.searching",
        "response.web_search_call.completed",
    ]
