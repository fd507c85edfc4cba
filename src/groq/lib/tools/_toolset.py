"""The tools that were declared for a run: what is sent of them, and what may run."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Type, Union, cast

import pydantic
from typing_extensions import TypeAlias

from ...types.chat.chat_completion_tool_param import ChatCompletionToolParam
from .._listed import listed
from ._errors import ToolDefinitionError
from ._tool import Tool, function_tool

__all__ = ["ToolLike", "Toolset", "toolset"]

ToolLike: TypeAlias = Union[Callable[..., object], Type[pydantic.BaseModel], Tool[Any], ChatCompletionToolParam]
"""A function, a pydantic model whose instances can be called, what `function_tool` made of one, or a dictionary for a
tool that Groq itself runs, such as `{"type": "browser_search"}`."""

_MOST = 128  # that a request may have


class Toolset(NamedTuple):
    """Tools by their name, and all that is sent of them and of those that Groq runs, in their order."""

    by_name: Mapping[str, Tool[Any]]
    params: List[ChatCompletionToolParam]


def toolset(tools: Iterable[ToolLike], *, awaits: bool) -> Toolset:
    """Make tools of functions and models, and check what was declared; `awaits` is whether async ones can be awaited.

    Raises:
        ToolDefinitionError: a tool cannot be offered or run, or two have one name.
    """
    by_name: Dict[str, Tool[Any]] = {}
    params: List[ChatCompletionToolParam] = []
    for each in listed("tools", tools):
        tool = _declared(each)
        if tool is not None:
            _check(tool, by_name, awaits)
            by_name[tool.name] = tool
        params.append(cast(ChatCompletionToolParam, each) if tool is None else tool.param)
    if len(params) > _MOST:
        raise ToolDefinitionError("%d tools were declared: Groq takes at most %d at a time" % (len(params), _MOST))
    return Toolset(by_name, params)


def _declared(each: ToolLike) -> Optional[Tool[Any]]:
    """A tool that is run here; `None` for one that Groq runs."""
    if not isinstance(each, Mapping):
        return cast("Tool[Any]", each) if _is_tool(each) else function_tool(cast("Callable[..., object]", each))
    given = cast("Mapping[str, object]", each)
    kind = given.get("type")
    if not isinstance(kind, str) or kind == "function":
        raise ToolDefinitionError(
            "%r describes a function, but there is nothing to run: pass the function itself" % (dict(given),)
            if kind == "function"
            else "%r has no `type`, which tells what Groq is to run, such as 'browser_search'" % (dict(given),)
        )
    return None


def _is_tool(each: object) -> bool:
    return isinstance(each, Tool)


def _check(tool: Tool[Any], others: Mapping[str, Tool[Any]], awaits: bool) -> None:
    if tool.name in others:
        raise ToolDefinitionError(
            "Two tools are called `%s`: give one another name, as `function_tool(..., name='...')`" % tool.name
        )
    if tool.run is None:
        raise ToolDefinitionError(
            "The model `%s` has nothing to run: give it a `__call__`, or say what runs, as "
            "`function_tool(%s, run=...)`" % (tool.name, tool.name)
        )
    if tool.is_async and not awaits:
        raise ToolDefinitionError(
            "The tool `%s` is async, which a `Groq` client cannot wait for: use `AsyncGroq`, or a plain function"
            % tool.name
        )
