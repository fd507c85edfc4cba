"""POST reranking: a question and texts to the texts, those first that have most in common with it."""

from __future__ import annotations

from typing import Any, Dict, List

from ._embeddings import vector
from ._exchange import Answer, Call, json_answer
from ._models import RERANKING, find
from ._state import State

__all__ = ["create"]


def create(call: Call, state: State) -> Answer:
    """Answer a request to sort texts."""
    body = call.body
    model = find(state.models, body["model"], RERANKING)
    asked = vector(body["query"], model.dimensions)
    results: List[Dict[str, Any]] = [
        {"doc": doc, "score": _score(asked, vector(doc, model.dimensions))} for doc in body["docs"]
    ]
    return json_answer({"results": sorted(results, key=lambda result: -result["score"])})


def _score(one: Any, other: Any) -> float:
    """How close two directions are: 1 for the same, 0 for none in common."""
    alike: float = sum(a * b for a, b in zip(one, other))
    return round(min(1.0, max(0.0, alike)), 6)
