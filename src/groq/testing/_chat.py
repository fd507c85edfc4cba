"""POST chat/completions: a request to a completion, whole or as server-sent events word by word."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from typing import Any, Dict, Iterator, Mapping, Optional

from ._errors import Refusal
from ._exchange import Answer, Call, json_answer, json_bytes
from ._models import CHAT, find
from ._reply import Reply
from ._state import State
from ._text import pieces
from ._tools import is_legacy
from ._usage import cached_tokens, counted, prompt_of
from ._writer import reply_to

__all__ = ["create", "scripted"]

_SSE = (("content-type", "text/event-stream"), ("cache-control", "no-cache"))


def create(call: Call, state: State) -> Answer:
    """Answer a request for a completion."""
    completion = _Completion(call, state)
    if not call.body.get("stream"):
        return json_answer(completion.whole())
    frames = [b"data: " + json_bytes(event) + b"\n\n" for event in completion.events()]
    return Answer(200, _SSE, chunks=(*frames, b"data: [DONE]\n\n"))


class _Completion:
    """What is answered to one request, and what it costs."""

    def __init__(self, call: Call, state: State) -> None:
        body = call.body
        model = find(state.models, body["model"], CHAT)
        reply = scripted(call, state) or reply_to(body, model)
        prompt = prompt_of(body)
        self._cached = cached_tokens(prompt, model, state)
        self._cost = counted(len(prompt), self._cached, reply, body, model)
        calls = tuple(made.identified("%s %d" % (call.id, number)) for number, made in enumerate(reply.tool_calls))
        self._reply = _shown(body, replace(reply, tool_calls=calls))
        self._body = body
        self._x_groq = {"id": call.id, **({} if body.get("seed") is None else {"seed": body["seed"]})}
        self._head = {
            "id": "chatcmpl-%s" % uuid.uuid5(uuid.NAMESPACE_OID, call.id),
            "object": "chat.completion",
            "created": call.now,
            "model": reply.model or model.id,
            "system_fingerprint": "fp_%s" % hashlib.sha256(model.id.encode()).hexdigest()[:10],
        }

    def whole(self) -> Dict[str, Any]:
        """The completion in one piece."""
        reply, extra = self._reply, dict(self._reply.extra)
        message: Dict[str, Any] = {"role": "assistant", "content": reply.content}
        if reply.reasoning:
            message["reasoning"] = reply.reasoning
        message.update(self._sources())
        if reply.tool_calls:
            message.update(self._calls([made.as_json() for made in reply.tool_calls]))
        hit = {"usage": {"sram_cached_tokens": 0, "dram_cached_tokens": self._cached}} if self._cached else {}
        return {
            **self._head,
            "choices": [self._choice("message", {**message, **reply.message}, self._ending)],
            "usage_breakdown": None,
            **self._cost,
            "service_tier": self._body.get("service_tier") or "on_demand",
            "x_groq": {**self._x_groq, **hit, **extra.pop("x_groq", {})},
            **extra,
        }

    def events(self) -> Iterator[Dict[str, Any]]:
        """The chunks of a stream: who speaks, what it says piece by piece, why it ended, what it cost."""
        extra = dict(self._reply.extra)
        more: Mapping[str, Any] = extra.pop("x_groq", {})
        head = {**self._head, "object": "chat.completion.chunk", **extra}
        first, *others = self._deltas()
        yield {**head, "choices": [self._choice("delta", first)], "x_groq": self._x_groq}
        for delta in others:
            yield {**head, "choices": [self._choice("delta", delta)]}
        x_groq = {"id": self._x_groq["id"], **self._cost, **more}
        yield {**head, "choices": [self._choice("delta", {}, self._ending)], "x_groq": x_groq}
        options: Mapping[str, Any] = self._body.get("stream_options") or {}
        if options.get("include_usage"):
            yield {**head, "choices": [], "usage": self._cost["usage"], "x_groq": {"id": self._x_groq["id"]}}

    def _deltas(self) -> Iterator[Dict[str, Any]]:
        reply = self._reply
        yield {"role": "assistant", "content": None if reply.content is None else ""}
        for piece in pieces(reply.reasoning):
            yield {"reasoning": piece}
        sources = self._sources()
        for tool in sources.pop("executed_tools", ()):
            yield {"executed_tools": [tool]}
        for piece in pieces(reply.content or "") if reply.pieces is None else reply.pieces:
            yield {"content": piece}
        if sources or reply.message:
            yield {**sources, **reply.message}
        for index, made in enumerate(reply.tool_calls):
            for delta in made.deltas(index):
                yield self._calls([delta])

    def _sources(self) -> Dict[str, Any]:
        """What Groq itself did for the answer, and what it draws on."""
        found = {"executed_tools": list(self._reply.executed_tools), "annotations": list(self._reply.annotations)}
        return {name: value for name, value in found.items() if value}

    def _calls(self, made: Any) -> Dict[str, Any]:
        """Calls as they are listed in a message or a delta, in the older form where functions are offered in it."""
        return {"function_call": made[0]["function"]} if is_legacy(self._body) else {"tool_calls": made}

    @property
    def _ending(self) -> str:
        ending = self._reply.ending
        return "function_call" if ending == "tool_calls" and is_legacy(self._body) else ending

    def _choice(self, key: str, said: Mapping[str, Any], ending: Optional[str] = None) -> Dict[str, Any]:
        return {"index": 0, key: said, "logprobs": None, "finish_reason": ending}


def scripted(call: Call, state: State) -> Optional[Reply]:
    """The reply that is scripted for this request, if any."""
    source = state.replies.next()
    try:
        return None if source is None else source(call.request)
    except Exception as error:  # a mistake of the test: trying again would only say it later
        message = "The function given to `reply_with` failed: %s: %s" % (type(error).__name__, error)
        headers = (("x-should-retry", "false"),)
        raise Refusal(500, message, "reply_failed", kind="internal_server_error", headers=headers) from error


def _shown(body: Mapping[str, Any], reply: Reply) -> Reply:
    """The reply with its reasoning as the request asks for it: apart, within the content, or not at all."""
    if not reply.reasoning:
        return reply
    if body.get("include_reasoning") is False or body.get("reasoning_format") == "hidden":
        return replace(reply, reasoning="")
    if body.get("reasoning_format") != "raw":
        return reply
    thought = "<think>\n" + reply.reasoning
    if reply.content or reply.ending != "length":  # else it was still thinking
        thought += "\n</think>\n\n"
    parts = None if reply.pieces is None else (*pieces(thought), *reply.pieces)
    return replace(reply, content=thought + (reply.content or ""), reasoning="", pieces=parts)
