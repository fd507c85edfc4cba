"""Tools as they are declared to what a request offers of them, and the arguments of calls to values."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, cast

from typing_extensions import TypeGuard

from .._types import Omit
from ..types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from ._listed import listed
from .tools import Tool, ToolDefinitionError, function_tool

__all__ = ["Offered"]


class Offered:
    """The tools of a request, of which there may be none."""

    def __init__(self, tools: Any) -> None:
        self._by_name: Dict[str, Optional[Tool[Any]]] = {}
        self._params: List[Any] = []
        self._is_given = not isinstance(tools, Omit) and tools is not None
        if self._is_given:
            for each in listed("tools", tools):
                self._add(each)

    def _add(self, each: Any) -> None:
        made: Optional[Tool[Any]] = None
        if not isinstance(each, Mapping):
            made = each if _is_tool(each) else function_tool(each)
        param = cast("Mapping[str, Any]", each if made is None else made.param)
        self._params.append(param)
        function: Any = param.get("function")
        name = cast("Mapping[str, Any]", function).get("name") if isinstance(function, Mapping) else None
        if name in self._by_name:
            raise ToolDefinitionError("Two tools are called `%s`: give one another name" % name)
        if name is not None:
            self._by_name[name] = made

    @property
    def request(self) -> Dict[str, Any]:
        """What a request says of them."""
        return {"tools": self._params} if self._is_given else {}

    def __bool__(self) -> bool:
        return bool(self._params)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def parsed(self, call: ChatCompletionMessageToolCall) -> Any:
        """The arguments of a call as what its tool takes, `None` where that is only described by a schema.

        Raises `pydantic.ValidationError` where they do not fit.
        """
        tool = self._by_name[call.function.name]
        return None if tool is None else tool.parse(call.function.arguments)


def _is_tool(each: object) -> TypeGuard[Tool[Any]]:
    return isinstance(each, Tool)
