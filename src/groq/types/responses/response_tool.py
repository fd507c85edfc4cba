"""A tool, as a response tells which ones it had."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Optional, Tuple, Union

from typing_extensions import Annotated, Literal, TypeAlias

from ..._core.annotations import Tagged
from ..._core.secret import shown_tool
from ..._models import BaseModel
from .response_unknown import ResponseUnknownItem

__all__ = ["ResponseBuiltInTool", "ResponseFunctionTool", "ResponseMcpTool", "ResponseTool"]


class ResponseFunctionTool(BaseModel):
    """A function of yours."""

    name: str

    type: Literal["function"]

    description: Optional[str] = None

    parameters: Optional[Dict[str, object]] = None

    strict: Optional[bool] = None


class ResponseMcpTool(BaseModel):
    """A remote MCP server. Its `repr` shows neither what its headers hold nor secrets in its address."""

    server_label: str

    type: Literal["mcp"]

    allowed_tools: Optional[object] = None

    headers: Optional[Dict[str, str]] = None

    require_approval: Optional[object] = None

    server_description: Optional[str] = None

    server_url: Optional[str] = None

    def __repr_args__(self) -> Iterable[Tuple[Optional[str], Any]]:
        shown = {name or "": value for name, value in super().__repr_args__()}
        return [*shown_tool(shown).items()]


class ResponseBuiltInTool(BaseModel):
    """A tool that Groq runs itself."""

    type: Literal["browser_search", "code_interpreter"]


ResponseTool: TypeAlias = Annotated[
    Union[ResponseUnknownItem, ResponseFunctionTool, ResponseMcpTool, ResponseBuiltInTool], Tagged("type")
]
"""Told apart by their `type`."""
