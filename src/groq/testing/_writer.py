"""What the local Groq says of its own accord: a chat request to a reply, the same for the same request."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ._builtin_tools import executed_tools
from ._conversation import Conversation
from ._documents import cited
from ._errors import Refusal
from ._models import Model
from ._prompt_schema import prompted_instance
from ._reply import Reply
from ._schema import instance
from ._text import digest_index, text_of, tokens, words
from ._tools import tool_calls

__all__ = ["reply_to"]

_SENTENCES = (
    "The short version fits in one sentence, and the details depend on what you need it for.",
    "Start small, measure what you see, and change one thing at a time.",
    "What arrives quickly is used more, and what is used more gets better.",
    "A simple example says more here than a long definition.",
    "Most of the time the plain solution is also the fast one.",
    "The first answer matters most, because everything after it builds on it.",
)
_THOUGHTS = (
    "The user asks: “%s”",
    "I should answer briefly and plainly.",
    "Is there a catch? I look at it from the other side, and find none.",
)
_EFFORTS = {"none": 0, "low": 1, "high": 3}  # thoughts; two where none is asked for
_JAILBREAKS = ("ignore all previous", "ignore previous", "ignore your instructions", "disregard all", "jailbreak")
_HAZARDS = {"S1": "attack kill murder shoot stab", "S2": "burgle hack phish steal", "S9": "bomb explosive poison"}


def reply_to(body: Mapping[str, Any], model: Model) -> Reply:
    """The reply to a checked request."""
    conversation = Conversation(body["messages"])
    thought = _thought(body, model, conversation.prompt)
    limit: Optional[int] = body.get("max_completion_tokens") or body.get("max_tokens")
    calls = tool_calls(body, conversation)
    if calls:
        return _unbroken(limit, Reply(None, thought, calls))
    content, annotations = _content(body, model, conversation)
    stopped = _stopped(content, body.get("stop"))
    ran = executed_tools(body, model, conversation)
    cut = _within if _format(body) == "text" else _unbroken
    reply = cut(limit, Reply(stopped, thought, executed_tools=ran))
    kept = [each for each in annotations if each[each["type"]]["end_index"] <= len(reply.content or "")]
    return replace(reply, annotations=tuple(kept))


def _thought(body: Mapping[str, Any], model: Model, prompt: str) -> str:
    if not model.reasons:
        return ""
    thoughts = _THOUGHTS[: _EFFORTS.get(body.get("reasoning_effort") or "", 2)]
    return " ".join(thoughts) % _quoted(prompt) if thoughts else ""


def _content(body: Mapping[str, Any], model: Model, conversation: Conversation) -> Tuple[str, List[Dict[str, Any]]]:
    """What is said, and the sources of it."""
    kind = _format(body)
    if kind == "json_schema":
        schema = body["response_format"]["json_schema"].get("schema") or {"type": "object"}
        made = instance(schema, conversation.prompt, "response_format.json_schema.schema")
        return json.dumps(made, ensure_ascii=False), []
    if "guard" in model.id:
        return _verdict(model, conversation.prompt), []
    prompted = prompted_instance(conversation, kind == "json_object")
    if prompted is not None:
        return json.dumps(prompted, ensure_ascii=False), []
    if conversation.last["role"] in ("tool", "function"):
        said, annotations = _after_tools(body, conversation)
    else:
        said, annotations = cited(body, conversation)
        said += _answer(conversation, body.get("seed"))
    if kind == "json_object":
        return json.dumps({"answer": said}, ensure_ascii=False), []
    return said, annotations


def _format(body: Mapping[str, Any]) -> str:
    """The type of the format that is asked for."""
    wanted: Mapping[str, Any] = body.get("response_format") or {"type": "text"}
    return str(wanted["type"])


def _verdict(model: Model, prompt: str) -> str:
    """What a model that watches over others says: each in its own form."""
    if "prompt-guard" in model.id:
        return "0.9996" if any(phrase in prompt.lower() for phrase in _JAILBREAKS) else "0.0004"
    found = [code for code, hazards in _HAZARDS.items() if not set(words(prompt)).isdisjoint(words(hazards))]
    if "safeguard" not in model.id:
        return "unsafe\n" + ",".join(found) if found else "safe"
    rationale = "The local Groq knows a few words, and judges nothing else."
    return json.dumps({"violation": int(bool(found)), "category": found[0] if found else None, "rationale": rationale})


def _answer(conversation: Conversation, seed: Optional[int]) -> str:
    prompt, images = conversation.prompt, len(conversation.parts("image_url"))
    first = digest_index(prompt if seed is None else "%d %s" % (seed, prompt), len(_SENTENCES))
    seen = " I see %d image%s." % (images, "s" * (images > 1)) if images else ""
    return "You asked: “%s”%s %s %s This answer was made up by the local Groq: no model was asked." % (
        _quoted(prompt),
        seen,
        _SENTENCES[first],
        _SENTENCES[(first + 1) % len(_SENTENCES)],
    )


def _after_tools(body: Mapping[str, Any], conversation: Conversation) -> Tuple[str, List[Dict[str, Any]]]:
    """What the last tool said, with a citation where one is asked for."""
    name = conversation.called[-1] if conversation.called else conversation.last.get("name") or "The tool"
    opening, told = "%s says: " % name, text_of(conversation.last.get("content"))
    answered: Any = conversation.last.get("tool_call_id")
    if body.get("citation_options") != "enabled" or not answered:
        return opening + told, []
    citation = {"start_index": len(opening), "end_index": len(opening + told), "tool_call_id": answered}
    return opening + told, [{"type": "function_citation", "function_citation": citation}]


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


def _unbroken(limit: Optional[int], reply: Reply) -> Reply:
    """The reply, which is of no use when it is cut: with less thinking where that makes it fit, else refused."""
    if limit is None or reply.tokens <= limit:
        return reply
    bare = replace(reply, reasoning="")
    room = limit - bare.tokens
    if room >= 0:
        return replace(reply, reasoning="".join(tokens(reply.reasoning)[:room]))
    said = reply.content or "".join("%s %s" % (call.name, call.arguments) for call in reply.tool_calls)
    failed, code = (
        ("call a function", "tool_use_failed") if reply.tool_calls else ("generate JSON", "json_validate_failed")
    )
    message = "Failed to %s: the most completion tokens were reached first. See 'failed_generation' for more details."
    raise Refusal(400, message % failed, code, details={"failed_generation": "".join(tokens(said)[:limit])})
