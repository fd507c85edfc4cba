"""The fine-tuning operations: adapters and base models to models that answer as their base does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict

from ._errors import not_found
from ._exchange import Answer, Call, json_answer
from ._models import find, key_of
from ._state import State

__all__ = ["create", "delete", "list_all", "retrieve"]


def create(call: Call, state: State) -> Answer:
    """Make a fine-tuned model, which can be asked at once."""
    body = call.body
    base = find(state.models, body["base_model"])
    made: Dict[str, Any] = {
        "id": state.new_id("ft"),
        "name": body["name"],
        "base_model": base.id,
        "type": body["type"],
        "input_file_id": body["input_file_id"],
        "created_at": call.now,
        "fine_tuned_model": "ft:%s/%s" % (base.id, body["name"]),
    }
    with state.lock:
        model = replace(base, id=made["fine_tuned_model"], owned_by="org_local", created=call.now)
        state.models[key_of(model.id)] = model
        state.fine_tunings[made["id"]] = made
    return _shown(made)


def retrieve(call: Call, state: State) -> Answer:
    """Describe a fine-tuning."""
    return _shown(_found(call, state))


def list_all(_: Call, state: State) -> Answer:
    """List the fine-tunings, the newest first."""
    return json_answer({"object": "list", "data": list(reversed(list(state.fine_tunings.values())))})


def delete(call: Call, state: State) -> Answer:
    """Forget a fine-tuning, and the model it made."""
    made = _found(call, state)
    with state.lock:
        del state.fine_tunings[made["id"]]
        state.models.pop(key_of(made["fine_tuned_model"]), None)
    return json_answer({"id": made["id"], "object": "fine_tuning", "deleted": True})


def _found(call: Call, state: State) -> Dict[str, Any]:
    made = state.fine_tunings.get(call.parameters["id"])
    if made is None:
        raise not_found("fine_tuning", call.parameters["id"])
    return made


def _shown(made: Dict[str, Any]) -> Answer:
    return json_answer({"id": made["id"], "object": "fine_tuning", "data": made})
