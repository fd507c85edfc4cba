"""Answers that the server refused to completions, as if it had not."""

from __future__ import annotations

import time
from typing import Any, Dict, Iterable, Optional, cast

from .._core.parse import parser
from .._exceptions import APIStatusError
from ..types.chat.chat_completion import ChatCompletion
from .tools._recover import MeantCall

__all__ = ["completion_of"]


def completion_of(
    model: str, error: APIStatusError, content: Optional[str] = None, calls: Iterable[MeantCall] = ()
) -> ChatCompletion:
    """The completion that says `content`, or makes `calls`, under the id of the refused request."""
    message: Dict[str, Any] = {"role": "assistant", "content": content}
    made = [
        {
            "id": "call_%d" % place,
            "type": "function",
            "function": {"name": call.name, "arguments": call.arguments},
        }
        for place, call in enumerate(calls)
    ]
    if made:
        message["tool_calls"] = made
    choice = {"index": 0, "finish_reason": "tool_calls" if made else "stop", "message": message}
    described = {
        "id": error.request_id or "",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [choice],
    }
    return cast(ChatCompletion, parser(ChatCompletion).python(described))
