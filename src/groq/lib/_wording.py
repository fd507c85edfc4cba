"""What was wrong with an answer to the words in which its model is told."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from pydantic import ValidationError

from ..types.chat.chat_completion_message import ChatCompletionMessage
from ._errors import ParseAttempt

__all__ = ["again", "not_run", "problems"]

_MOST = 10
"""Problems that are told: more are no help."""
_LONGEST = 80
"""Characters of a value that are shown."""
_NO_VALUE = ("json_invalid", "missing")


def problems(error: ValidationError) -> str:
    """The words of a validator, a line for each problem."""
    found = error.errors(include_url=False)
    lines = [_line(each) for each in found[:_MOST]]
    more = len(found) - len(lines)
    return "\n".join([*lines, "and %d more" % more] if more else lines)


def _line(problem: Mapping[str, Any]) -> str:
    path = ""
    for step in problem["loc"]:
        path += "[%d]" % step if isinstance(step, int) else ".%s" % step if path else str(step)
    shown = repr(problem["input"])
    value = "" if problem["type"] in _NO_VALUE else ", not %s" % (shown[:_LONGEST] + "…" * (len(shown) > _LONGEST))
    return "%s%s%s" % ("`%s`: " % path if path else "", problem["msg"], value)


def again(attempt: ParseAttempt, is_json: bool) -> List[Dict[str, Any]]:
    """The messages that have an answer made anew: what was written, and what is wrong with it."""
    wanted = "Answer again, with nothing but JSON that fits the schema." if is_json else "Try again."
    request = {"role": "user", "content": "That answer cannot be used.\n%s\n%s" % (attempt.problem, wanted)}
    return [{"role": "assistant", "content": attempt.content}, request] if attempt.content else [request]


def not_run(message: ChatCompletionMessage, wrong: Mapping[str, str]) -> List[Dict[str, Any]]:
    """The messages that have the calls of an answer made anew: each is told what is wrong with it, by its id."""
    calls = message.tool_calls or []
    called = {
        "role": "assistant",
        "content": message.content,
        "tool_calls": [call.to_dict() for call in calls],
    }
    fine = "Nothing is wrong with this call, but with another one: make all of them again."
    told = {call.id: "The arguments do not fit.\n%s" % wrong[call.id] if call.id in wrong else fine for call in calls}
    return [called, *({"role": "tool", "tool_call_id": each, "content": words} for each, words in told.items())]
