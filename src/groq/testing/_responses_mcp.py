"""A request to the Responses API to what was done for it on remote MCP servers. No server is asked: all is made up."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, NamedTuple, Sequence, Tuple

from ._reply import ToolCall
from ._responses_input import items_of

__all__ = ["Remote", "remote_items"]

_OUTPUT = "The local Groq asks no server: this text was made up."
_TOOL = "search"  # of a server whose tools the request does not name


class Remote(NamedTuple):
    """What was done: items of the output, without their ids, and whether something waits for approval."""

    listed: List[Dict[str, Any]]
    called: List[Dict[str, Any]]
    waits: bool


def remote_items(body: Mapping[str, Any], prompt: str, calls: Sequence[ToolCall]) -> Remote:
    """Ask each server for its tools, unless the input has them already, and call one of each.

    `calls` are those that a test scripted: one of a server's tool is made there, in place of the usual one.
    """
    items, waits = items_of(body), False
    listed: List[Dict[str, Any]] = []
    called: List[Dict[str, Any]] = []
    known = [item["server_label"] for item in items if item["type"] == "mcp_list_tools"]
    answered = {item["approval_request_id"]: item["approve"] for item in items if "approve" in item}
    for server in [tool for tool in body.get("tools") or () if tool["type"] == "mcp"]:
        label = server["server_label"]
        listed += [] if label in known else [_listed(server)]
        if body.get("tool_choice") == "none" or not _may_call(items, label):
            continue
        requests = [item for item in items if item["type"] == "mcp_approval_request" and item["server_label"] == label]
        approved = [(item["id"], item["name"], item["arguments"]) for item in requests if answered.get(item["id"])]
        for name, arguments in [] if requests else _wanted(server, prompt, calls):
            waits = waits or server.get("require_approval") == "always"
            called.append(_called(server, name, arguments))
        called += [{**_called({"server_label": label}, *rest), "approval_request_id": id} for id, *rest in approved]
    return Remote(listed, called, waits)


def _may_call(items: Sequence[Mapping[str, Any]], label: str) -> bool:
    """Whether it is the model's turn after words of a user, or after an approval, and the server not asked since."""
    users = [number for number, item in enumerate(items) if item.get("role") == "user"]
    since = items[users[-1] + 1 :] if users else items
    return not any(item["type"] == "function_call_output" for item in since) and not any(
        item["type"] == "mcp_call" and item["server_label"] == label for item in since
    )


def _names(server: Mapping[str, Any]) -> List[str]:
    return list(server.get("allowed_tools") or (_TOOL,))


def _wanted(server: Mapping[str, Any], prompt: str, calls: Sequence[ToolCall]) -> List[Tuple[str, str]]:
    scripted = [(call.name, call.arguments) for call in calls if call.name in _names(server)]
    return scripted or [(_names(server)[0], json.dumps({"query": " ".join(prompt.split())}, ensure_ascii=False))]


def _listed(server: Mapping[str, Any]) -> Dict[str, Any]:
    schema = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    tools = [
        {"name": name, "description": "The tool %s of a server" % name, "input_schema": schema, "annotations": None}
        for name in _names(server)
    ]
    return {"type": "mcp_list_tools", "server_label": server["server_label"], "tools": tools, "error": None}


def _called(server: Mapping[str, Any], name: str, arguments: str) -> Dict[str, Any]:
    call = {"server_label": server["server_label"], "name": name, "arguments": arguments}
    if server.get("require_approval") == "always":
        return {"type": "mcp_approval_request", **call}
    done = {"status": "completed", "approval_request_id": None, "output": _OUTPUT, "error": None}
    return {"type": "mcp_call", **call, **done}
