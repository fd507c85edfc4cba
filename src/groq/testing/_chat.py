"""POST chat/completions: a request to a completion, whole or as server-sent events word by word."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, Dict, Iterator, Mapping, Tuple

from ._conversation import Conversation
from ._errors import invalid
from ._exchange import Answer, Call, json_answer, json_bytes
from ._models import CHAT, Model, find
from ._state import State
from ._text import pieces, tokens
from ._writer import Reply, reply_to

__all__ = ["complete", "create"]

_SSE = (("content-type", "text/event-stream"), ("cache-control", "no-cache"))


def create(call: Call, state: State) -> Answer:
    """Answer a request for a completion."""
    body = call.body
    if not body.get("stream"):
        return json_answer(complete(body, call, state))
    model, reply = _reply(body, state)
    frames = [b"data: " + json_bytes(event) + b"\n\n" for event in _events(body, call, model, reply)]
    return Answer(200, _SSE, chunks=(*frames, b"data: [DONE]\n\n"))


def complete(body: Mapping[str, Any], call: Call, state: State) -> Dict[str, Any]:
    """The completion of a checked request body."""
    model, reply = _reply(body, state)
    message: Dict[str, Any] = {"role": "assistant", "content": reply.content}
    if _shows_reasoning(body, reply):
        message["reasoning"] = reply.reasoning
    if reply.tool_calls:
        message["tool_calls"] = [tool_call.as_json() for tool_call in reply.tool_calls]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish_reason}
    return {
        **_head(call, model, "chat.completion"),
        "choices": [choice],
        "usage": _usage(body, model, reply),
        "usage_breakdown": None,
        "service_tier": body.get("service_tier") or "on_demand",
        "x_groq": {"id": call.id, **({"seed": body["seed"]} if body.get("seed") is not None else {})},
    }


def _events(body: Mapping[str, Any], call: Call, model: Model, reply: Reply) -> Iterator[Dict[str, Any]]:
    """The chunks of a streamed reply: who speaks, the words, the calls, and last why it ended and what it cost."""
    head = _head(call, model, "chat.completion.chunk")

    def chunk(delta: Mapping[str, Any], finish_reason: Any = None) -> Dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return {**head, "choices": [choice]}

    yield {**chunk({"role": "assistant", "content": ""}), "x_groq": {"id": call.id}}
    for piece in pieces(reply.reasoning) if _shows_reasoning(body, reply) else ():
        yield chunk({"reasoning": piece})
    for piece in pieces(reply.content or ""):
        yield chunk({"content": piece})
    if reply.tool_calls:
        yield chunk({"tool_calls": [{"index": n, **made.as_json()} for n, made in enumerate(reply.tool_calls)]})
    usage = _usage(body, model, reply)
    last = {**chunk({}, reply.finish_reason), "x_groq": {"id": call.id, "usage": usage}}
    options: Mapping[str, Any] = body.get("stream_options") or {"include_usage": False}
    yield {**last, "usage": usage} if options.get("include_usage") else last


def _reply(body: Mapping[str, Any], state: State) -> Tuple[Model, Reply]:
    model = find(state.models, body["model"], CHAT)
    for name in ("max_tokens", "max_completion_tokens"):
        if body.get(name) is not None and body[name] < 1:
            raise invalid("'%s' : minimum value is 1" % name, param=name)
    return model, reply_to(body, model)


def _head(call: Call, model: Model, kind: str) -> Dict[str, Any]:
    return {
        "id": "chatcmpl-%s" % uuid.uuid5(uuid.NAMESPACE_OID, call.id),
        "object": kind,
        "created": call.now,
        "model": model.id,
        "system_fingerprint": "fp_%s" % hashlib.sha256(model.id.encode()).hexdigest()[:10],
    }


def _shows_reasoning(body: Mapping[str, Any], reply: Reply) -> bool:
    hidden = body.get("include_reasoning") is False or body.get("reasoning_format") == "hidden"
    return bool(reply.reasoning) and not hidden


def _usage(body: Mapping[str, Any], model: Model, reply: Reply) -> Dict[str, Any]:
    """Tokens as counted, seconds as a fast server would take."""
    prompt_tokens = Conversation(body["messages"]).tokens + len(tokens(str(body.get("tools") or "")))
    prompt_time, completion_time = round(prompt_tokens * 4e-5, 9), round(reply.tokens / 750, 9)
    usage: Dict[str, Any] = {
        "queue_time": 0.017512,
        "prompt_tokens": prompt_tokens,
        "prompt_time": prompt_time,
        "completion_tokens": reply.tokens,
        "completion_time": completion_time,
        "total_tokens": prompt_tokens + reply.tokens,
        "total_time": round(prompt_time + completion_time, 9),
        "prompt_tokens_details": {"cached_tokens": 0},
    }
    if model.reasons:
        usage["completion_tokens_details"] = {"reasoning_tokens": len(tokens(reply.reasoning))}
    return usage
