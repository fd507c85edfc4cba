"""The models operations: what can be asked for."""

from __future__ import annotations

from ._exchange import Answer, Call, json_answer
from ._models import find, key_of
from ._state import State

__all__ = ["delete", "list_all", "retrieve"]


def list_all(_: Call, state: State) -> Answer:
    """List the models."""
    return json_answer({"object": "list", "data": [model.as_json() for model in state.models.values()]})


def retrieve(call: Call, state: State) -> Answer:
    """Describe a model."""
    return json_answer(find(state.models, call.parameters["model"]).as_json())


def delete(call: Call, state: State) -> Answer:
    """Forget a model."""
    model = find(state.models, call.parameters["model"])
    del state.models[key_of(model.id)]
    return json_answer({"id": model.id, "object": "model", "deleted": True})
