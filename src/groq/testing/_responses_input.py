"""The body of a request to the Responses API to the chat request that asks the same."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional

from ._checks import is_object

__all__ = ["as_chat", "items_of"]

_Part = Mapping[str, Any]


def as_chat(body: Mapping[str, Any]) -> Dict[str, Any]:
    """The chat request. What was done on remote servers is no part of it."""
    text: Mapping[str, Any] = body.get("text") or {}
    reasoning: Mapping[str, Any] = body.get("reasoning") or {}
    found = {
        "model": body["model"],
        "messages": _messages(body),
        "max_completion_tokens": body.get("max_output_tokens"),
        "parallel_tool_calls": body.get("parallel_tool_calls"),
        "reasoning_effort": reasoning.get("effort"),
        "response_format": _format(text.get("format")),
        "stream": body.get("stream"),
        "tool_choice": _choice(body.get("tool_choice")),
        "tools": [_tool(tool) for tool in body.get("tools") or ()] or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def items_of(body: Mapping[str, Any]) -> List[Dict[str, Any]]:
    """The items of the input; a text is the message of a user."""
    given: Any = body["input"]
    items: List[Dict[str, Any]] = [{"role": "user", "content": given}] if isinstance(given, str) else given
    return [{"type": "message", **item} for item in items]


def _messages(body: Mapping[str, Any]) -> List[Dict[str, Any]]:
    made = [_MESSAGES[item["type"]](item) for item in items_of(body) if item["type"] in _MESSAGES]
    told = [{"role": "system", "content": body["instructions"]}] if body.get("instructions") else []
    return [*told, *made]


def _message(item: _Part) -> Dict[str, Any]:
    role = "system" if item["role"] == "developer" else item["role"]
    content: Any = item["content"]
    return {"role": role, "content": content if isinstance(content, str) else [_content(part) for part in content]}


def _content(part: _Part) -> Dict[str, Any]:
    if part["type"] == "input_image":
        return {"type": "image_url", "image_url": {"url": part["image_url"]}}
    return {"type": "text", "text": part["refusal"] if part["type"] == "refusal" else part["text"]}


def _call(item: _Part) -> Dict[str, Any]:
    function = {"name": item["name"], "arguments": item["arguments"]}
    called = {"id": item["call_id"], "type": "function", "function": function}
    return {"role": "assistant", "content": None, "tool_calls": [called]}


def _output(item: _Part) -> Dict[str, Any]:
    return {"role": "tool", "tool_call_id": item["call_id"], "content": item["output"]}


_MESSAGES: Mapping[str, Callable[[_Part], Dict[str, Any]]] = {
    "message": _message,
    "function_call": _call,
    "function_call_output": _output,
}


def _tool(tool: _Part) -> Dict[str, Any]:
    if tool["type"] != "function":
        return dict(tool)
    members = {name: tool[name] for name in ("name", "description", "parameters", "strict") if tool.get(name)}
    return {"type": "function", "function": members}


def _choice(choice: Any) -> Any:
    if not is_object(choice):
        return choice
    return {"type": "function", "function": choice.get("function") or {"name": choice["name"]}}


def _format(wanted: Optional[Mapping[str, Any]]) -> Optional[Dict[str, Any]]:
    if wanted is None or wanted["type"] != "json_schema":
        return None if wanted is None else dict(wanted)
    members = {name: value for name, value in wanted.items() if name != "type"}
    return {"type": "json_schema", "json_schema": members}
