"""The batches operations: files of requests to files of answers.

A batch rests as it was created until it is first retrieved; then all its requests run. So a program that creates,
waits and retrieves finds it done, and one that creates and cancels is in time. A test may set another pace: batches
that go a step each time they are retrieved, or that are held where they are.
"""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Tuple

from ._batch import Batch
from ._errors import Refusal, internal, invalid, not_found
from ._exchange import Answer, Call, json_answer
from ._listing import listing
from ._state import State

__all__ = ["cancel", "create", "list_all", "retrieve"]

_CANCELLABLE = ("validating", "in_progress", "finalizing")


def create(call: Call, state: State) -> Answer:
    """Create a batch of an uploaded file."""
    body = call.body
    batch = Batch.created(
        state.new_id("batch"),
        call.now,
        _hours(body["completion_window"]),
        endpoint=body["endpoint"],
        input_file_id=body["input_file_id"],
        completion_window=body["completion_window"],
        metadata=body.get("metadata"),
    )
    state.batches[batch.record["id"]] = batch
    return json_answer(batch.record)


def list_all(call: Call, state: State) -> Answer:
    """List the batches as they stand, the newest first."""
    for batch in state.batches.values():
        _expire(batch, call.now, state)
    return listing([batch.record for batch in reversed(list(state.batches.values()))], call.request)


def retrieve(call: Call, state: State) -> Answer:
    """Show a batch, after taking it as far as the pace has it."""
    batch = _find(call, state)
    _expire(batch, call.now, state)
    if batch.status == "cancelling":
        batch.end("cancelled", call.now, state.write_output)
    elif not state.pace.held:
        _step(batch, call, state)
        while state.pace.step is None and not batch.is_final:
            _step(batch, call, state)
    return json_answer(batch.record)


def cancel(call: Call, state: State) -> Answer:
    """Cancel a batch that is not done."""
    batch = _find(call, state)
    _expire(batch, call.now, state)
    if batch.status not in _CANCELLABLE:
        message = "The batch `%s` is %s: it cannot be cancelled." % (batch.record["id"], batch.status)
        raise invalid(message, "batch_not_cancellable", "batch_id")
    batch.cancel(call.now)
    return json_answer(batch.record)


def _find(call: Call, state: State) -> Batch:
    batch = state.batches.get(call.parameters["batch_id"])
    if batch is None:
        raise not_found("batch", call.parameters["batch_id"])
    return batch


def _hours(window: str) -> int:
    """The hours of a window such as `24h` or `7d`."""
    return int(window[:-1]) * (24 if window.endswith("d") else 1)


def _expire(batch: Batch, now: int, state: State) -> None:
    """End a batch that is past its window. By itself every batch is done in time."""
    if not state.pace.is_natural and not batch.is_final and now >= batch.record["expires_at"]:
        batch.expire(now, state.write_output, state.new_id)


def _step(batch: Batch, call: Call, state: State) -> None:
    """From one status to the next, or the next requests of one that is in progress."""
    now = min(call.now, batch.record["expires_at"])
    if batch.status == "validating":
        file = state.files.get(batch.record["input_file_id"])
        batch.validate(None if file is None else file.content, now)
    elif batch.status == "in_progress":
        batch.run(lambda line: _performed(line, call, state), state.pace.step, now)
    elif batch.status == "finalizing":
        batch.end("completed", now, state.write_output)


def _performed(line: Mapping[str, Any], call: Call, state: State) -> Tuple[bool, Dict[str, Any]]:
    """Whether a request of a batch was answered, and its line in the output or the error file."""
    request_id = state.new_id("req")
    try:
        if line["body"].get("stream"):
            raise invalid("'stream' : a request of a batch cannot be streamed", param="stream")
        answer = call.perform(line["method"], line["url"], line["body"], request_id)
    except Refusal as refusal:
        answer = refusal.answer()
    except Exception as error:
        answer = internal(error).answer()
    response = {"status_code": answer.status, "request_id": request_id, "body": _body(answer)}
    answered = {
        "id": state.new_id("batch_req"),
        "custom_id": line["custom_id"],
        "response": response,
        "error": None,
    }
    return answer.status < 400, answered


def _body(answer: Answer) -> Any:
    if dict(answer.headers)["content-type"] == "application/json":
        return json.loads(answer.content.decode())
    return {"text": answer.content.decode()}
