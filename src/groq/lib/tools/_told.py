"""What came of a call to what the model is told of it."""

from __future__ import annotations

import json
from typing import Any, Iterable

import pydantic
from pydantic_core import to_jsonable_python

from ._run import ToolCall
from ._tool import Tool

__all__ = ["UntellableError", "fail", "finish", "prepare", "refuse", "words_of"]


class UntellableError(TypeError):
    """What a function gave is neither a text nor anything that becomes JSON."""


def prepare(call: ToolCall, tool: Any, known: Iterable[str]) -> None:
    """Validate the arguments of a call, before anything runs; `tool` is `None` for one that was not declared."""
    if not isinstance(tool, Tool):
        call.status = "unknown"
        names = ", ".join("`%s`" % name for name in known)
        call.output = "Error: there is no tool `%s`. The tools are: %s." % (call.name, names or "none")
        return
    try:
        call.parsed = tool.parse(call.arguments)
    except pydantic.ValidationError as error:
        call.status, call.error = "invalid", error
        call.output = "Error: the arguments do not fit. %s" % _complaints(error)


def refuse(call: ToolCall) -> None:
    """Take the answer no to the question whether a call may run."""
    call.status = "refused"
    call.output = "Error: the user does not allow this call. It was not made."


def finish(call: ToolCall, result: object) -> None:
    """Take what the function gave."""
    call.result = result
    try:
        call.output = _text(call.name, result)
    except UntellableError as error:
        call.status, call.error = "failed", error
    else:
        call.status = "done"


def fail(call: ToolCall, error: Exception) -> None:
    """Take what the function raised."""
    call.status, call.error = "failed", error
    call.output = ("Error: %s: %s" % (type(error).__name__, words_of(error))).rstrip(": ")


def words_of(error: Exception) -> str:
    """What an exception says."""
    try:
        return str(error)
    except Exception:  # one that cannot even tell what it is about
        return ""


def _text(name: str, result: object) -> str:
    if isinstance(result, str):
        return result
    try:
        return json.dumps(to_jsonable_python(result), ensure_ascii=False, allow_nan=False)
    except (ValueError, TypeError, RecursionError) as error:  # pydantic's own is a ValueError
        raise UntellableError(
            "The tool `%s` gave a %s, which cannot be told to a model (%s): give a text, a pydantic model, a dataclass "
            "or JSON values" % (name, type(result).__name__, error)
        ) from error


def _complaints(error: pydantic.ValidationError) -> str:
    """What is wrong, without the links to pydantic's own pages and without the values, which the model knows."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return " ".join("%s." % ": ".join(filter(None, [_place(each["loc"]), each["msg"]])) for each in found)


def _place(location: Iterable[Any]) -> str:
    return "`%s`" % ".".join(map(str, location)) if location else ""
