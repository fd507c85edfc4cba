"""What a request for a response of one type may be told besides its input, model, type and tools."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional, Type, Union

import httpx
import pydantic
from typing_extensions import Literal, TypeAlias, TypedDict

from .._types import Body, Headers, NotGiven, Omit, Query
from ..types.responses.response_create_params import ResponseReasoningParam
from ..types.responses.response_tool_param import ResponseToolChoiceParam, ResponseToolParam
from .tools import Tool

__all__ = ["ResponseParseOptions", "ResponseToolLike", "checked_response_options"]

ResponseToolLike: TypeAlias = Union[Callable[..., object], Type[pydantic.BaseModel], Tool[Any], ResponseToolParam]


class ResponseParseOptions(TypedDict, total=False):
    """What each request is sent with: as the arguments of `create` that have these names."""

    instructions: Union[str, Omit, None]
    max_output_tokens: Union[int, Omit, None]
    metadata: Union[Dict[str, str], Omit, None]
    parallel_tool_calls: Union[bool, Omit, None]
    reasoning: Union[ResponseReasoningParam, Omit, None]
    service_tier: Union[Literal["auto", "default", "flex"], Omit, None]
    store: Union[bool, Omit, None]
    temperature: Union[float, Omit, None]
    tool_choice: Union[ResponseToolChoiceParam, Omit, None]
    top_p: Union[float, Omit, None]
    truncation: Union[Literal["auto", "disabled"], Omit, None]
    user: Union[str, Omit]
    extra_headers: Optional[Headers]
    extra_query: Optional[Query]
    extra_body: Optional[Body]
    timeout: Union[float, httpx.Timeout, None, NotGiven]


_HINTS = {"stream": ": an answer is parsed when it is whole", "text": ": pass the type as `text_format`"}


def checked_response_options(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options, of which there is none that `parse` does not take."""
    for name in options:
        if name not in ResponseParseOptions.__annotations__:
            raise TypeError("`parse` takes no `%s`%s" % (name, _HINTS.get(name, "")))
    return options
