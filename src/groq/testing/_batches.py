"""The batches operations: files of requests to files of answers.

A batch rests as it was created until it is first retrieved; then all its requests run. So a program that creates,
waits and retrieves finds it done, and one that creates and cancels is in time.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Tuple

from . import _files
from ._checks import is_object
from ._errors import Refusal, invalid, not_found
from ._exchange import Answer, Call, json_answer, json_bytes
from ._hints import check
from ._state import State

__all__ = ["cancel", "create", "list_all", "retrieve"]

_LINE = "groq.types.batch_request_input.BatchRequestInput"
_UNSET = ("output_file_id", "error_file_id", "errors", "in_progress_at", "finalizing_at", "completed_at", "failed_at")
_NEVER = ("expired_at", "cancelling_at", "cancelled_at")


def create(call: Call, state: State) -> Answer:
    """Create a batch of an uploaded file."""
    body = call.body
    _files.find(state, body["input_file_id"])
    batch: Dict[str, Any] = {
        "id": state.new_id("batch"),
        "object": "batch",
        "endpoint": body["endpoint"],
        "input_file_id": body["input_file_id"],
        "completion_window": body["completion_window"],
        "status": "validating",
        "created_at": call.now,
        "expires_at": call.now + _hours(body["completion_window"]) * 3600,
        "request_counts": {"total": 0, "completed": 0, "failed": 0},
        "metadata": body.get("metadata"),
        **dict.fromkeys((*_UNSET, *_NEVER)),
    }
    state.batches[batch["id"]] = batch
    return json_answer(batch)


def list_all(_: Call, state: State) -> Answer:
    """List the batches as they stand, the newest first."""
    return json_answer({"object": "list", "data": list(reversed(list(state.batches.values())))})


def retrieve(call: Call, state: State) -> Answer:
    """Show a batch, after taking it to its end."""
    batch = _find(call, state)
    if batch["status"] == "validating":
        _run(batch, call, state)
    elif batch["status"] == "cancelling":
        batch.update(status="cancelled", cancelled_at=call.now)
    return json_answer(batch)


def cancel(call: Call, state: State) -> Answer:
    """Cancel a batch that has not run."""
    batch = _find(call, state)
    if batch["status"] != "validating":
        message = "The batch `%s` is %s: it cannot be cancelled." % (batch["id"], batch["status"])
        raise invalid(message, "batch_not_cancellable", "batch_id")
    batch.update(status="cancelling", cancelling_at=call.now)
    return json_answer(batch)


def _find(call: Call, state: State) -> Dict[str, Any]:
    batch = state.batches.get(call.parameters["batch_id"])
    if batch is None:
        raise not_found("batch", call.parameters["batch_id"])
    return batch


def _hours(window: str) -> int:
    """The hours of a window such as `24h` or `7d`; refuses less than a day and more than a week."""
    amount, unit = window[:-1], window[-1:]
    hours = int(amount) * {"h": 1, "d": 24}.get(unit, 0) if amount.isdecimal() else 0
    if not 24 <= hours <= 7 * 24:
        message = "'completion_window' : value must be from '24h' to '7d', got '%s'" % window
        raise invalid(message, param="completion_window")
    return hours


def _run(batch: Dict[str, Any], call: Call, state: State) -> None:
    file = state.files.get(batch["input_file_id"])
    lines, errors = _lines(file.content if file else b"")
    if errors:
        batch.update(status="failed", failed_at=call.now, errors={"object": "list", "data": errors})
        return
    answered = [_answered(line, batch["endpoint"], call, state) for line in lines]
    good = [answer for answer in answered if answer["error"] is None]
    bad = [answer for answer in answered if answer["error"] is not None]
    batch.update(
        status="completed",
        in_progress_at=call.now,
        finalizing_at=call.now,
        completed_at=call.now,
        request_counts={"total": len(lines), "completed": len(good), "failed": len(bad)},
        output_file_id=_written(good, "output", batch, state),
        error_file_id=_written(bad, "error", batch, state),
    )


def _lines(content: bytes) -> Tuple[List[Dict[str, Any]], List[Dict[str, Any]]]:
    """The requests of a batch file, and what is wrong with its lines. Blank lines do not count."""
    lines: List[Dict[str, Any]] = []
    errors: List[Dict[str, Any]] = []
    for number, text in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
        if not text.strip():
            continue
        try:
            lines.append(_line(text))
        except Refusal as refusal:
            errors.append({"code": refusal.code, "message": refusal.message, "param": refusal.param, "line": number})
    if not lines and not errors:
        errors.append({"code": "empty_file", "message": "The file has no requests.", "param": None, "line": None})
    return lines, errors


def _line(text: str) -> Dict[str, Any]:
    try:
        line: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise invalid("The line is not valid JSON: %s" % error, "invalid_json") from None
    if not is_object(line):
        raise invalid("The line must be a JSON object.", "invalid_type")
    check(_LINE, line)
    return line


def _answered(line: Dict[str, Any], endpoint: str, call: Call, state: State) -> Dict[str, Any]:
    """One line of the output or the error file."""
    request_id = state.new_id("req")
    try:
        if line["url"] != endpoint:
            raise invalid("The url `%s` is not the batch's endpoint `%s`." % (line["url"], endpoint), param="url")
        answer = call.perform(line["method"], line["url"], line["body"], request_id)
        status, body, error = answer.status, json.loads(answer.content), None
    except Refusal as refusal:
        status, body = refusal.status, {"error": refusal.error}
        error = {"code": refusal.code, "message": refusal.message}
    return {
        "id": state.new_id("batch_req"),
        "custom_id": line["custom_id"],
        "response": {"status_code": status, "request_id": request_id, "body": body},
        "error": error,
    }


def _written(answers: List[Dict[str, Any]], kind: str, batch: Dict[str, Any], state: State) -> Any:
    """The id of the file the answers are written to, or None where there are none."""
    if not answers:
        return None
    content = b"".join(json_bytes(answer) + b"\n" for answer in answers)
    return state.add_file(content, "%s_%s.jsonl" % (batch["id"], kind), "batch_output").id
