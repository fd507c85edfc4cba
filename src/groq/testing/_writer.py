"""What the local Groq says: a chat request to a reply, the same for the same request."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, List, Mapping, Optional, Tuple

from ._conversation import Conversation
from ._models import Model
from ._schema import instance
from ._text import digest_index, text_of, tokens
from ._tools import ToolCall, tool_call

__all__ = ["Reply", "reply_to"]

_SENTENCES = (
    "The short version fits in one sentence, and the details depend on what you need it for.",
    "Start small, measure what you see, and change one thing at a time.",
    "What arrives quickly is used more, and what is used more gets better.",
    "A simple example says more here than a long definition.",
    "Most of the time the plain solution is also the fast one.",
    "The first answer matters most, because everything after it builds on it.",
)
_THOUGHT = "The user asks: “%s” I should answer briefly and plainly."


@dataclass(frozen=True)
class Reply:
    """What a model says: words, calls of tools, and the thinking before it."""

    content: Optional[str] = None
    reasoning: str = ""
    tool_calls: Tuple[ToolCall, ...] = ()
    finish_reason: str = "stop"

    @property
    def tokens(self) -> int:
        """What the reply counts as, its reasoning included."""
        calls = "".join(call.name + call.arguments for call in self.tool_calls)
        return len(tokens(self.reasoning)) + len(tokens(self.content or "")) + len(tokens(calls))


def reply_to(body: Mapping[str, Any], model: Model) -> Reply:
    """The reply to a checked request."""
    conversation = Conversation(body["messages"])
    call = tool_call(body, conversation)
    thinks = model.reasons and body.get("reasoning_effort") != "none"
    thought = _THOUGHT % _quoted(conversation.prompt) if thinks else ""
    if call is not None:
        return Reply(None, thought, (call,), "tool_calls")
    content = _content(body, model, conversation)
    if body.get("reasoning_format") == "raw" and thought:
        content, thought = "<think>\n%s\n</think>\n\n%s" % (thought, content), ""
    limit: Optional[int] = body.get("max_completion_tokens") or body.get("max_tokens")
    return _within(limit, Reply(_stopped(content, body.get("stop")), thought))


def _content(body: Mapping[str, Any], model: Model, conversation: Conversation) -> str:
    response_format: Mapping[str, Any] = body.get("response_format") or {"type": "text"}
    if response_format.get("type") == "json_schema":
        schema = response_format["json_schema"].get("schema") or {"type": "object"}
        made = instance(schema, conversation.prompt, "response_format.json_schema.schema")
        return json.dumps(made, ensure_ascii=False)
    if "safeguard" in model.id:
        rationale = "The local Groq judges nothing: every message passes."
        return json.dumps({"violation": 0, "category": None, "rationale": rationale})
    if "prompt-guard" in model.id:
        return "0.0004"
    if "guard" in model.id:
        return "safe"
    words = _after_tools(conversation) if conversation.last["role"] in ("tool", "function") else _answer(conversation)
    return json.dumps({"answer": words}, ensure_ascii=False) if response_format.get("type") == "json_object" else words


def _answer(conversation: Conversation) -> str:
    prompt = conversation.prompt
    first = digest_index(prompt, len(_SENTENCES))
    seen = " I see %d image%s." % (conversation.images, "s" * (conversation.images > 1)) if conversation.images else ""
    return "You asked: “%s”%s %s %s This answer was made up by the local Groq: no model was asked." % (
        _quoted(prompt),
        seen,
        _SENTENCES[first],
        _SENTENCES[(first + 1) % len(_SENTENCES)],
    )


def _after_tools(conversation: Conversation) -> str:
    name = conversation.called[-1] if conversation.called else "The tool"
    return "%s says: %s" % (name, text_of(conversation.last.get("content")))


def _quoted(prompt: str) -> str:
    """The prompt on one line, cut where it is long."""
    line = " ".join(prompt.split())
    return line if len(line) <= 120 else line[:119].rstrip() + "…"


def _stopped(content: str, stop: Any) -> str:
    """The content before the first of the stop sequences, which is not part of it."""
    stops: List[Any] = [stop] if isinstance(stop, str) else stop or []
    found = [content.find(text) for text in stops if isinstance(text, str) and text]
    return content[: min([position for position in found if position >= 0], default=len(content))]


def _within(limit: Optional[int], reply: Reply) -> Reply:
    """The reply, cut to `limit` tokens: thinking counts and comes first."""
    if limit is None or reply.tokens <= limit:
        return reply
    thought = tokens(reply.reasoning)[:limit]
    content = tokens(reply.content or "")[: limit - len(thought)]
    return replace(reply, content="".join(content), reasoning="".join(thought), finish_reason="length")
