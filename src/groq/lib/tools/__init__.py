"""Functions and models to tools, and the loop that runs what a model calls."""

from __future__ import annotations

from ._errors import (
    ToolArgumentsError,
    ToolCallError,
    ToolDefinitionError,
    ToolExecutionError,
    ToolLoopLimitError,
    ToolRunError,
)
from ._events import ToolCallEvent, ToolChunkEvent, ToolEvent, ToolResultEvent, ToolTurnEvent
from ._options import ToolRunOptions, async_tool_loop, tool_loop
from ._run import ToolCall, ToolCallStatus, ToolRun, ToolTurn
from ._runner import AsyncToolRunner, ToolRunner
from ._running import Approve, AsyncApprove
from ._tool import Tool, function_tool
from ._toolset import ToolLike

__all__ = [
    "Approve",
    "AsyncApprove",
    "AsyncToolRunner",
    "Tool",
    "ToolArgumentsError",
    "ToolCall",
    "ToolCallError",
    "ToolCallEvent",
    "ToolCallStatus",
    "ToolChunkEvent",
    "ToolDefinitionError",
    "ToolEvent",
    "ToolExecutionError",
    "ToolLike",
    "ToolLoopLimitError",
    "ToolResultEvent",
    "ToolRun",
    "ToolRunError",
    "ToolRunOptions",
    "ToolRunner",
    "ToolTurn",
    "ToolTurnEvent",
    "async_tool_loop",
    "function_tool",
    "tool_loop",
]
