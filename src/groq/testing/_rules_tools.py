"""What the API asks of the tools of a chat request beyond their types."""

from __future__ import annotations

import json
from typing import Any, List, Mapping, Tuple

from ._checks import is_object
from ._errors import invalid
from ._operation import Rule
from ._rules import at_most_items
from ._state import State

__all__ = ["RULES"]

# What a tool must have besides its type.
_NEEDED: Mapping[str, Tuple[str, ...]] = {"function": ("function",), "mcp": ("server_label", "server_url")}


def tools_with_what_their_type_needs(body: Mapping[str, Any], _: State) -> None:
    for number, tool in enumerate(body.get("tools") or ()):
        for name in _NEEDED.get(tool["type"], ()):
            if name not in tool:
                path = "tools.%d.%s" % (number, name)
                raise invalid("'%s' : property '%s' is missing" % (path, name), "missing_property", path)


def tools_to_choose_from(body: Mapping[str, Any], _: State) -> None:
    choice: Any = body.get("tool_choice")
    if choice not in (None, "none", "auto") and not body.get("tools"):
        raise invalid("'tool_choice' : needs `tools` to choose from", param="tool_choice")


def a_choice_among_the_tools(body: Mapping[str, Any], _: State) -> None:
    choice: Any = body.get("tool_choice")
    names = [tool["function"]["name"] for tool in body.get("tools") or () if tool["type"] == "function"]
    if is_object(choice) and choice["function"]["name"] not in names:
        raise _not_among("tool_choice", choice["function"]["name"], names)


def a_call_among_the_functions(body: Mapping[str, Any], _: State) -> None:
    choice: Any = body.get("function_call")
    names = [function["name"] for function in body.get("functions") or ()]
    if is_object(choice) and choice["name"] not in names:
        raise _not_among("function_call", choice["name"], names)


def _not_among(name: str, chosen: str, names: List[str]) -> Exception:
    message = "'%s' : names the function %s, which is not among those given: %s"
    return invalid(message % (name, json.dumps(chosen), json.dumps(names)), param=name)


RULES: Tuple[Rule, ...] = (
    at_most_items("tools", 128),
    at_most_items("functions", 128),
    tools_with_what_their_type_needs,
    tools_to_choose_from,
    a_choice_among_the_tools,
    a_call_among_the_functions,
)
