"""A tool the model may use."""

from __future__ import annotations

from typing import Dict, Optional, Union

from typing_extensions import Literal, Required, TypedDict

from ..._types import SequenceNotStr
from ..shared_params.function_definition import FunctionDefinition

__all__ = ["ChatCompletionToolParam"]


class ChatCompletionToolParam(TypedDict, total=False):
    """A function of yours, a tool that Groq runs, or a remote MCP server, as `type` says."""

    type: Required[Union[Literal["function", "browser_search", "code_interpreter"], str]]

    function: FunctionDefinition
    """Needed where the type is `"function"`."""

    server_label: str
    """MCP: a name for the server; needed where the type is `"mcp"`."""

    server_url: str
    """MCP: the server's address; needed where the type is `"mcp"`."""

    server_description: Optional[str]
    """MCP: what the server is good for."""

    headers: Optional[Dict[str, str]]
    """MCP: headers to send to the server, such as its authorization."""

    require_approval: Optional[Literal["never", "always"]]
    """MCP: whether its tools wait for approval before they run."""

    allowed_tools: Optional[SequenceNotStr[str]]
    """MCP: the only tools of the server to be used; all by default."""
