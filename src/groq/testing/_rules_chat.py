"""What the API asks of a chat request beyond its types: one function a rule."""

from __future__ import annotations

from typing import Any, Mapping, Tuple

from ._errors import invalid
from ._models import CHAT, find
from ._operation import Rule
from ._state import State

__all__ = ["RULES"]


def a_chat_model(body: Mapping[str, Any], state: State) -> None:
    find(state.models, body["model"], CHAT)


def a_message_at_least(body: Mapping[str, Any], _: State) -> None:
    if not body["messages"]:
        raise invalid("'messages' : minimum number of items is 1", param="messages")


def tools_with_what_their_type_needs(body: Mapping[str, Any], _: State) -> None:
    for number, tool in enumerate(body.get("tools") or ()):
        if tool["type"] == "function" and "function" not in tool:
            path = "tools.%d.function" % number
            raise invalid("'%s' : property 'function' is missing" % path, "missing_property", path)


RULES: Tuple[Rule, ...] = (a_chat_model, a_message_at_least, tools_with_what_their_type_needs)
