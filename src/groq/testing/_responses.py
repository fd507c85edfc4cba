"""POST responses: a request to a response, whole or as server-sent events."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Dict, List, Mapping, Sequence

from ._chat import scripted
from ._checks import is_object
from ._conversation import Conversation
from ._exchange import Answer, Call, json_answer, json_bytes
from ._models import CHAT, find
from ._reply import Reply, ToolCall
from ._responses_events import events_of
from ._responses_input import as_chat
from ._responses_mcp import remote_items
from ._state import State
from ._usage import cached_tokens, counted, prompt_of
from ._writer import reply_to

__all__ = ["create"]

_SSE = (("content-type", "text/event-stream"), ("cache-control", "no-cache"))
_PREFIXES = {
    "function_call": "fc",
    "mcp_approval_request": "mcpr",
    "mcp_list_tools": "mcpl",
    "message": "msg",
    "reasoning": "rs",
}
_REASONS = {"length": "max_output_tokens", "content_filter": "content_filter"}


def create(call: Call, state: State) -> Answer:
    """Answer a request for a response."""
    made = _Made(call, state)
    response = made.response()
    if not call.body.get("stream"):
        return json_answer(response)
    events = events_of(response, made.parts)
    frames = (b"event: %s\ndata: %s\n\n" % (event["type"].encode(), json_bytes(event)) for event in events)
    return Answer(200, _SSE, chunks=tuple(frames))


class _Made:
    """What is answered to one request; `parts` are the pieces that a stream sends of some items, by their id."""

    def __init__(self, call: Call, state: State) -> None:
        chat = as_chat(call.body)
        model = find(state.models, chat["model"], CHAT)
        self._call = call
        self._reply = scripted(call, state) or reply_to(chat, model)
        self._model = self._reply.model or model.id
        prompt = prompt_of(chat)
        cached = cached_tokens(prompt, model, state)
        self._usage = _usage(counted(len(prompt), cached, self._reply, chat, model)["usage"])
        self._prompt = Conversation(chat["messages"]).prompt
        self.parts: Dict[str, Sequence[str]] = {}

    def response(self) -> Dict[str, Any]:
        body, reason = self._call.body, _REASONS.get(self._reply.ending)
        tools: List[Any] = [_told(tool) for tool in body.get("tools") or ()]
        return {
            "id": self._call.id.replace("req_", "resp_"),
            "object": "response",
            "status": "completed" if reason is None else "incomplete",
            "created_at": self._call.now,
            "output": self._output(),
            "previous_response_id": None,
            "model": self._model,
            "reasoning": {"effort": None, "summary": None, **(body.get("reasoning") or {})},
            **{name: body.get(name) for name in ("max_output_tokens", "instructions", "user")},
            "text": {"format": {"type": "text"}, **(body.get("text") or {})},
            "tools": tools,
            "tool_choice": body.get("tool_choice") or "auto",
            "truncation": body.get("truncation") or "disabled",
            "metadata": body.get("metadata") or {},
            **{name: 1.0 if body.get(name) is None else body[name] for name in ("temperature", "top_p")},
            "service_tier": "flex" if body.get("service_tier") == "flex" else "default",
            "error": None,
            "incomplete_details": None if reason is None else {"reason": reason},
            "usage": self._usage,
            "parallel_tool_calls": body.get("parallel_tool_calls") is not False,
            "store": False,
            "background": False,
            "top_logprobs": 0,
            "max_tool_calls": None,
            **self._reply.extra,
        }

    def _output(self) -> List[Dict[str, Any]]:
        reply = self._reply
        remote = remote_items(self._call.body, self._prompt, reply.tool_calls)
        items = list(remote.listed)
        if reply.reasoning:
            thought = {"type": "reasoning_text", "text": reply.reasoning}
            items.append({"type": "reasoning", "summary": [], "content": [thought], "status": "completed"})
        items += [_ran(tool) for tool in reply.executed_tools]
        items += remote.called
        there = [item["name"] for item in remote.called]
        calls = [call for call in reply.tool_calls if call.name not in there]
        if not remote.waits:
            items += self._said(reply, calls)
        made = [self._identified(number, item) for number, item in enumerate(items)]
        self._note_pieces(made, calls)
        return made

    def _said(self, reply: Reply, calls: Sequence[ToolCall]) -> List[Dict[str, Any]]:
        more = dict(reply.message)
        refusal = more.pop("refusal", None)
        parts: List[Dict[str, Any]] = []
        if reply.content is not None or not (calls or refusal):
            sources = list(reply.annotations)
            parts.append({"type": "output_text", "text": reply.content or "", "annotations": sources, "logprobs": None})
        parts += [{"type": "refusal", "refusal": refusal}] if refusal else []
        status = "completed" if self._reply.ending not in _REASONS else "incomplete"
        message = {"type": "message", "status": status, "role": "assistant", "content": parts, **more}
        return [message] * bool(parts) + [_function_call(made, self._call.id, n) for n, made in enumerate(calls)]

    def _identified(self, number: int, item: Mapping[str, Any]) -> Dict[str, Any]:
        digest = hashlib.sha256(("%s %d" % (self._call.id, number)).encode()).hexdigest()[:24]
        kind: str = item["type"]
        return {"id": "%s_%s" % (_PREFIXES.get(kind, kind.partition("_")[0]), digest), **item}

    def _note_pieces(self, items: Sequence[Mapping[str, Any]], calls: Sequence[ToolCall]) -> None:
        made = iter(calls)
        for item in items:
            if item["type"] == "message" and self._reply.pieces is not None:
                self.parts[item["id"]] = self._reply.pieces
            if item["type"] == "function_call":
                deltas = next(made).deltas(0)
                self.parts[item["id"]] = [delta["function"]["arguments"] for delta in deltas]


def _function_call(made: ToolCall, seed: str, number: int) -> Dict[str, Any]:
    call = made.identified("%s %d" % (seed, number))
    members = {"call_id": call.id, "name": call.name, "arguments": call.arguments}
    return {"type": "function_call", "status": "completed", **members}


def _ran(tool: Mapping[str, Any]) -> Dict[str, Any]:
    """What Groq has run, as the Responses API tells of it."""
    arguments = _object(tool.get("arguments"))
    if tool.get("type") == "python":
        logs = [{"type": "logs", "logs": tool.get("output") or ""}]
        program = {"code": arguments.get("code", ""), "container_id": "local", "outputs": logs}
        return {"type": "code_interpreter_call", "status": "completed", **program}
    if "query" in arguments:
        action = {"type": "search", "query": arguments["query"]}
    elif "url" in arguments:
        action = {"type": "open_page", "url": arguments["url"]}
    else:
        return {**tool, "type": "%s_call" % tool.get("type", "tool")}
    return {"type": "web_search_call", "status": "completed", "action": action}


def _object(text: Any) -> Mapping[str, Any]:
    try:
        value: Any = json.loads(text)
    except (TypeError, ValueError):
        return {}
    return value if is_object(value) else {}


def _told(tool: Mapping[str, Any]) -> Dict[str, Any]:
    """A tool as a response tells of it: what was for a server alone is not told."""
    hidden = {"headers": dict.fromkeys(tool["headers"], "***")} if tool.get("headers") else {}
    return {**tool, **hidden}


def _usage(usage: Mapping[str, Any]) -> Dict[str, Any]:
    details: Mapping[str, Any] = usage.get("completion_tokens_details") or {}
    cached: Mapping[str, Any] = usage.get("prompt_tokens_details") or {}
    return {
        "input_tokens": usage["prompt_tokens"],
        "input_tokens_details": {"cached_tokens": cached.get("cached_tokens", 0)},
        "output_tokens": usage["completion_tokens"],
        "output_tokens_details": {"cached_tokens": 0, "reasoning_tokens": details.get("reasoning_tokens", 0)},
        "total_tokens": usage["total_tokens"],
    }
