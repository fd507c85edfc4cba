"""The parts of a conversation that a run of tools writes."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional, Sequence

from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ._recover import MeantCall
from ._run import ToolCall

__all__ = ["answer_param", "limit_message", "recovered_completion", "result_param"]


def answer_param(completion: ChatCompletion) -> Optional[ChatCompletionMessageParam]:
    """An answer as it goes back into the conversation; `None` where there is none."""
    if not completion.choices:
        return None
    return completion.choices[0].message.to_param()


def result_param(call: ToolCall) -> ChatCompletionMessageParam:
    """What came of a call, for the model."""
    return {"role": "tool", "tool_call_id": call.id, "content": call.output or ""}


def recovered_completion(calls: Sequence[MeantCall], model: str, request: Optional[str], turn: int) -> Dict[str, Any]:
    """The answer that a server would have given had it understood the calls."""
    told: List[Dict[str, Any]] = [
        {
            "id": "call_recovered_%d_%d" % (turn, number),
            "type": "function",
            "function": {"name": call.name, "arguments": call.arguments},
        }
        for number, call in enumerate(calls)
    ]
    message = {"role": "assistant", "content": None, "tool_calls": told}
    return {
        "id": request or "recovered",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls", "logprobs": None}],
    }


def limit_message(limit: str, most: float, running: Sequence[str], asked: Sequence[str]) -> str:
    """What a limit says that was reached with these tools running, or asked for by the last answer."""
    names = ", ".join("`%s`" % name for name in dict.fromkeys(running or asked))
    if limit == "timeout":
        still = " while %s was still running" % names if running else ""
        return "The run reached `timeout` (%g s)%s" % (most, still)
    text = "The run reached `%s` (%d): the model still asks for %s, not run: allow more, or go on from `messages`"
    return text % (limit, most, names)
