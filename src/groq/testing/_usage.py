"""What a completion costs: tokens as counted, seconds as a fast server would take, and what was cached."""

from __future__ import annotations

import hashlib
from typing import Any, Dict, List, Mapping, Tuple

from ._conversation import Conversation
from ._models import Model
from ._reply import Reply
from ._state import State
from ._text import tokens

__all__ = ["cached_tokens", "counted", "prompt_of"]

_BLOCK = 128  # tokens that are cached together
_KEPT = 2 * 3600  # seconds that a prompt stays cached after its last use
_READ, _REUSED, _WRITTEN = 4e-5, 4e-6, 1 / 750  # seconds a token takes
_QUEUED = 0.017512


def prompt_of(body: Mapping[str, Any]) -> List[str]:
    """The tokens of a request's prompt: tools come first, then the messages."""
    offered = "".join(str(body[name]) for name in ("tools", "functions", "documents") if body.get(name))
    return [*tokens(offered), *Conversation(body["messages"]).text_tokens()]


def cached_tokens(prompt: List[str], model: Model, state: State) -> int:
    """How many tokens at the beginning of the prompt the model has seen lately; from now on it has seen them all.

    Whole blocks count, and never the whole prompt: something is left to be read.
    """
    with state.lock:
        now, seen, cached = state.time(), state.prompts, 0
        digest = hashlib.sha256(model.id.encode())
        for start in range(0, len(prompt) - _BLOCK, _BLOCK):
            digest.update("\0".join(prompt[start : start + _BLOCK]).encode("utf-8", "replace"))
            key = digest.hexdigest()
            if cached == start and now - seen.get(key, -_KEPT) < _KEPT:
                cached = start + _BLOCK
            seen[key] = now
    return cached


def counted(prompt: int, cached: int, reply: Reply, body: Mapping[str, Any], model: Model) -> Dict[str, Any]:
    """The members `usage` and `usage_breakdown` of a completion."""
    ran = [tool for tool in reply.executed_tools if isinstance(tool.get("arguments"), str)]
    read = sum(len(tokens(str(tool.get("output") or ""))) for tool in ran)
    thinks = model.reasons or bool(reply.reasoning)
    thought = len(tokens(reply.reasoning))
    if not model.system:
        return {"usage": _override(_usage(prompt + read, cached, reply.tokens, thought if thinks else None), reply)}
    called = sum(len(tokens(tool["arguments"])) for tool in ran)
    parts = (
        (_usage(prompt, cached, thought + called, thought if thinks else None)),
        (_usage(prompt + read, 0, reply.tokens - thought, None)),
    )
    models = [{"model": name, "usage": part} for name, part in zip(_models(body), parts)]
    return {"usage": _override(_sum(*parts), reply), "usage_breakdown": {"models": models}}


def _usage(prompt: int, cached: int, completion: int, thought: Any) -> Dict[str, Any]:
    prompt_time = round((prompt - cached) * _READ + cached * _REUSED, 9)
    completion_time = round(completion * _WRITTEN, 9)
    details = {} if thought is None else {"completion_tokens_details": {"reasoning_tokens": thought}}
    return {
        "queue_time": _QUEUED,
        "prompt_tokens": prompt,
        "prompt_time": prompt_time,
        "completion_tokens": completion,
        "completion_time": completion_time,
        "total_tokens": prompt + completion,
        "total_time": round(prompt_time + completion_time, 9),
        "prompt_tokens_details": {"cached_tokens": cached},
        **details,
    }


def _sum(first: Mapping[str, Any], second: Mapping[str, Any]) -> Dict[str, Any]:
    """The usage of both models; details are those of the first, which alone has some."""
    added = {name: round(first[name] + second[name], 9) for name in second if isinstance(second[name], (int, float))}
    return {**first, **added}


def _override(usage: Dict[str, Any], reply: Reply) -> Dict[str, Any]:
    """The usage with what the reply says of it; the total adds up unless it is said."""
    both = {**usage, **reply.usage}
    if "total_tokens" not in reply.usage and all(isinstance(both[name], int) for name in _ADDED):
        both["total_tokens"] = sum(both[name] for name in _ADDED)
    return both


_ADDED = ("prompt_tokens", "completion_tokens")


def _models(body: Mapping[str, Any]) -> Tuple[str, str]:
    """The models that a compound system asks: one that decides what to run, one that answers."""
    custom: Mapping[str, Any] = body.get("compound_custom") or {}
    chosen: Mapping[str, Any] = custom.get("models") or {}
    return (
        chosen.get("reasoning_model") or "meta-llama/llama-4-scout-17b-16e-instruct",
        chosen.get("answering_model") or "openai/gpt-oss-120b",
    )
