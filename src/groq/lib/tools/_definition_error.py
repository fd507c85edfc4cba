"""The error of a tool that cannot be offered to a model."""

from __future__ import annotations

from ..._exceptions import GroqError

__all__ = ["ToolDefinitionError"]


class ToolDefinitionError(GroqError, ValueError):
    """A tool that no model can be offered: its parameters have no hints, say, or another tool has its name.

    It is found before anything is sent, and says which tool it is and what to change.
    """


ToolDefinitionError.__module__ = "groq"
