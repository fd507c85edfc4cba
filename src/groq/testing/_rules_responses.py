"""What the API asks of a request to the Responses API beyond its types."""

from __future__ import annotations

import re
from typing import Any, Mapping, Tuple
from urllib.parse import urlsplit

from . import _rules_chat
from ._checks import is_object
from ._errors import Refusal, invalid
from ._operation import Rule
from ._responses_input import as_chat, items_of
from ._rules import at_most_items, between, named
from ._state import State

__all__ = ["RULES"]

_MOST_METADATA = 16
# The words of a chat request, and what they are called here.
_WORDS: Tuple[Tuple[str, str], ...] = (
    ("response_format.json_schema", "text.format"),
    ("response_format", "text.format"),
    ("max_completion_tokens", "max_output_tokens"),
    ("reasoning_effort", "reasoning.effort"),
    ("messages", "input"),
)
_ANY = re.compile("|".join(r"\b%s\b" % re.escape(word) for word, _ in _WORDS))


def an_input(body: Mapping[str, Any], _: State) -> None:
    if not body["input"]:
        raise invalid("'input' : must not be empty", param="input")


def nothing_is_kept(body: Mapping[str, Any], _: State) -> None:
    if body.get("store"):
        raise invalid("'store' : must be false or null, responses are not kept", "unsupported_parameter", "store")


def items_that_are_here(body: Mapping[str, Any], _: State) -> None:
    for number, item in enumerate(items_of(body)):
        if item["type"] == "item_reference":
            path = "input.%d.id" % number
            raise invalid("'%s' : item with id '%s' not found" % (path, item["id"]), "item_not_found", path)


def answers_to_what_was_asked(body: Mapping[str, Any], _: State) -> None:
    asked = {
        "function_call_output": ("call_id", "function_call", "call_id"),
        "mcp_approval_response": ("approval_request_id", "mcp_approval_request", "id"),
    }
    for number, item in enumerate(items_of(body)):
        if item["type"] in asked:
            name, kind, key = asked[item["type"]]
            if item[name] not in [other[key] for other in items_of(body)[:number] if other["type"] == kind]:
                path = "input.%d.%s" % (number, name)
                raise invalid("'%s' : no %s before it has the id '%s'" % (path, kind, item[name]), param=path)


def few_metadata(body: Mapping[str, Any], _: State) -> None:
    if len(body.get("metadata") or ()) > _MOST_METADATA:
        raise invalid("'metadata' : maximum number of properties is %d" % _MOST_METADATA, param="metadata")


def servers_that_can_be_reached(body: Mapping[str, Any], _: State) -> None:
    labels = [tool["server_label"] for tool in body.get("tools") or () if tool["type"] == "mcp"]
    for number, tool in enumerate(body.get("tools") or ()):
        if tool["type"] != "mcp":
            continue
        path = "tools.%d." % number
        if urlsplit(tool["server_url"]).scheme not in ("http", "https"):
            raise invalid("'%sserver_url' : must be an http or https URL" % path, param=path + "server_url")
        if not tool["server_label"] or labels.count(tool["server_label"]) > 1:
            message = "'%sserver_label' : must be a name of its own, got '%s'" % (path, tool["server_label"])
            raise invalid(message, param=path + "server_label")


def a_choice_among_the_tools(body: Mapping[str, Any], _: State) -> None:
    choice: Any = body.get("tool_choice")
    if choice not in (None, "none", "auto") and not body.get("tools"):
        raise invalid("'tool_choice' : needs `tools` to choose from", param="tool_choice")
    names = [tool["name"] for tool in body.get("tools") or () if tool["type"] == "function"]
    chosen: Any = as_chat(body)["tool_choice"]["function"]["name"] if is_object(choice) else None
    if chosen is not None and chosen not in names:
        message = "'tool_choice' : names the function '%s', which is not among those given: %s"
        raise invalid(message % (chosen, ", ".join(names) or "none"), param="tool_choice")


def _translated(rule: Rule) -> Rule:
    """A rule of chats, which speaks of the parameters by their names here."""

    def translated(body: Mapping[str, Any], state: State) -> None:
        try:
            rule(as_chat(body), state)
        except Refusal as refusal:
            message = _renamed(refusal.message)
            param = None if refusal.param is None else _renamed(refusal.param)
            raise Refusal(
                refusal.status, message, refusal.code, param=param, kind=refusal.kind, details=refusal.details
            ) from None

    return named(translated, rule.__name__)


def _renamed(text: str) -> str:
    return _ANY.sub(lambda found: dict(_WORDS)[found.group()], text)


RULES: Tuple[Rule, ...] = (
    an_input,
    nothing_is_kept,
    items_that_are_here,
    answers_to_what_was_asked,
    between("temperature", 0, 2),
    between("top_p", 0, 1),
    between("max_output_tokens", 1),
    at_most_items("tools", 128),
    few_metadata,
    servers_that_can_be_reached,
    a_choice_among_the_tools,
    *(_translated(rule) for rule in _rules_chat.ASKED),
)
