"""Rerankings: texts sorted by how well they answer a question."""

from __future__ import annotations

import json
from typing import Any, Dict

import pytest

import groq
from groq.types import RerankingResponse, RerankingResult
from twin import Twin

ASKED: Dict[str, Any] = {
    "model": "qwen3-reranker-4b",
    "query": "Who makes fast chips?",
    "docs": ["Bread is baked in ovens.", "Groq makes fast chips.", "Chips are fried."],
}


def test_the_best_text_comes_first(twin: Twin) -> None:
    response = twin.call(twin.local_client().reranking.create(**ASKED))
    assert type(response) is RerankingResponse
    assert response.results[0].doc == "Groq makes fast chips."
    assert sorted(result.doc for result in response.results) == sorted(ASKED["docs"])
    scores = [result.score for result in response.results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_instruction_is_sent_and_what_is_omitted_is_not(twin: Twin) -> None:
    client = twin.client({"results": []})
    twin.call(client.reranking.create(**ASKED, instruction="Prefer facts."))
    twin.call(client.reranking.create(**ASKED))
    first, second = [json.loads(request.content) for request in twin.requests]
    assert (first, second) == ({**ASKED, "instruction": "Prefer facts."}, ASKED)


def test_results_are_read_whatever_they_are(twin: Twin) -> None:
    client = twin.client({"results": [{"doc": "a", "score": 1, "index": 4}, {"score": "high"}], "usage": {"tokens": 3}})
    response = twin.call(client.reranking.create(**ASKED))
    first, second = response.results
    assert (type(first), first.score, first.index) == (RerankingResult, 1.0, 4)
    assert (second.doc, second.score) == (None, "high")
    assert response.usage == {"tokens": 3}


@pytest.mark.parametrize(
    ("change", "words"),
    [({"docs": []}, "minimum number of items"), ({"model": "openai/gpt-oss-20b"}, "does not support reranking")],
)
def test_what_groq_would_refuse_is_refused(twin: Twin, change: Dict[str, Any], words: str) -> None:
    with pytest.raises(groq.BadRequestError, match=words):
        twin.call(twin.local_client().reranking.create(**{**ASKED, **change}))
