"""Functions and models to tools, and the loop that runs what a model calls."""

from __future__ import annotations

from ._definition_error import ToolDefinitionError
from ._tool import Tool, as_tool

__all__ = ["Tool", "ToolDefinitionError", "as_tool"]
