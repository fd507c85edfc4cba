"""What was done on remote MCP servers for a response."""

from __future__ import annotations

from typing import Dict, List, Optional

from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["ResponseMcpApprovalRequest", "ResponseMcpCall", "ResponseMcpListTools", "ResponseMcpListToolsTool"]


class ResponseMcpCall(BaseModel):
    """A call of a tool of a remote MCP server: Groq has made it."""

    id: str

    arguments: str
    """A JSON text."""

    name: str
    """The tool."""

    server_label: str
    """The server, as the request named it."""

    type: Literal["mcp_call"]

    approval_request_id: Optional[str] = None

    error: Optional[object] = None
    """Why the call failed: a text, or what the server said."""

    output: Optional[str] = None
    """What the tool gave; `None` where the call failed."""

    status: Optional[Literal["in_progress", "completed", "incomplete", "calling", "failed"]] = None


class ResponseMcpListToolsTool(BaseModel):
    """A tool of a remote MCP server."""

    input_schema: Dict[str, object]

    name: str

    annotations: Optional[object] = None

    description: Optional[str] = None


class ResponseMcpListTools(BaseModel):
    """The tools that a remote MCP server says it has."""

    id: str

    server_label: str

    tools: List[ResponseMcpListToolsTool]

    type: Literal["mcp_list_tools"]

    error: Optional[object] = None
    """Why the server could not be asked."""


class ResponseMcpApprovalRequest(BaseModel):
    """A call that waits for approval: ask again, with this item and an `mcp_approval_response` in the input."""

    id: str

    arguments: str
    """A JSON text."""

    name: str
    """The tool."""

    server_label: str

    type: Literal["mcp_approval_request"]
