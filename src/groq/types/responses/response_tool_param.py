"""A tool that the model may use in a response."""

from __future__ import annotations

from typing import Dict, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..._types import SequenceNotStr

__all__ = [
    "ResponseBrowserSearchToolParam",
    "ResponseCodeInterpreterToolParam",
    "ResponseFunctionToolParam",
    "ResponseMcpToolParam",
    "ResponseNamedToolChoice",
    "ResponseNamedToolChoiceFunction",
    "ResponseNamedToolChoiceParam",
    "ResponseToolChoiceParam",
    "ResponseToolParam",
]


class ResponseFunctionToolParam(TypedDict, total=False):
    """A function of yours. Its members stand beside its `type`, where a chat has them in an object of their own."""

    name: Required[str]

    type: Required[Literal["function"]]

    description: Optional[str]

    parameters: Optional[Dict[str, object]]
    """A JSON Schema of type `object`."""

    strict: Optional[bool]
    """Have calls keep to the schema exactly, where the model can."""


class ResponseMcpToolParam(TypedDict, total=False):
    """A remote MCP server: Groq asks it for its tools, and calls them."""

    server_label: Required[str]
    """A name for the server: what it did is told under this name."""

    server_url: Required[str]

    type: Required[Literal["mcp"]]

    allowed_tools: Optional[SequenceNotStr[str]]
    """The only tools of the server to be used; all by default."""

    headers: Optional[Dict[str, str]]
    """Sent to the server with each request, such as its authorization; neither logged nor recorded."""

    require_approval: Optional[Literal["always", "never"]]
    """Whether its tools wait for approval before they run; `"never"` by default."""

    server_description: Optional[str]
    """What the server is good for; the model reads this."""


class ResponseBrowserSearchToolParam(TypedDict, total=False):
    """A search of the web that Groq runs."""

    type: Required[Literal["browser_search"]]


class ResponseCodeInterpreterToolParam(TypedDict, total=False):
    """Python that Groq runs."""

    type: Required[Literal["code_interpreter"]]

    container: Union[str, Dict[str, object]]
    """Where to run it: `{"type": "auto"}`."""


ResponseToolParam: TypeAlias = Union[
    ResponseFunctionToolParam,
    ResponseMcpToolParam,
    ResponseBrowserSearchToolParam,
    ResponseCodeInterpreterToolParam,
]
"""Told apart by their `type`."""


class ResponseNamedToolChoiceFunction(TypedDict, total=False):
    """The function that the model has to call."""

    name: Required[str]


class ResponseNamedToolChoice(TypedDict, total=False):
    """The one function that the model has to call, as a chat names it."""

    function: Required[ResponseNamedToolChoiceFunction]

    type: Required[Literal["function"]]


class ResponseNamedToolChoiceParam(TypedDict, total=False):
    """The one function that the model has to call."""

    name: Required[str]

    type: Required[Literal["function"]]


ResponseToolChoiceParam: TypeAlias = Union[
    Literal["none", "auto", "required"], ResponseNamedToolChoiceParam, ResponseNamedToolChoice
]
"""No tool, those that the model likes, at least one, or the one that is named."""
