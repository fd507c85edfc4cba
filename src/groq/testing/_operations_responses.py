"""The rows of the table of operations for the Responses API, for rerankings and for fine-tunings."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from . import _canned, _canned_responses, _fine_tunings, _reranking, _responses, _rules_responses, _rules_tuning
from ._operation import Operation

__all__ = ["OPERATIONS"]

_RESPONSE: Dict[str, Any] = {
    "input": "Why does low latency matter?",
    "model": "openai/gpt-oss-20b",
    "max_output_tokens": 100,
    "reasoning": {"effort": "low"},
    "temperature": 0.5,
}
_RERANKED: Dict[str, Any] = {
    "docs": ["Bread is baked in ovens.", "Groq makes fast chips."],
    "model": "qwen3-reranker-4b",
    "query": "Who makes chips?",
}
_TUNED: Dict[str, Any] = {
    "base_model": "llama-3.1-8b-instant",
    "input_file_id": _canned.FILE_ID,
    "name": "support",
    "type": "lora",
}

OPERATIONS: Tuple[Operation, ...] = (
    Operation(
        "responses.create",
        "POST",
        "/openai/v1/responses",
        _responses.create,
        "groq.types.responses.Response",
        _canned_responses.RESPONSE,
        arguments=_RESPONSE,
        json=_RESPONSE,
        stream=_canned_responses.RESPONSE_STREAM,
        chunk="groq.types.responses.ResponseStreamEvent",
        params="groq.types.responses.ResponseCreateParams",
        rules=_rules_responses.RULES,
    ),
    Operation(
        "reranking.create",
        "POST",
        "/openai/v1/reranking",
        _reranking.create,
        "groq.types.RerankingResponse",
        _canned_responses.RERANKING,
        arguments=_RERANKED,
        json=_RERANKED,
        params="groq.types.RerankingCreateParams",
        rules=_rules_tuning.RERANKED,
    ),
    Operation(
        "fine_tunings.create",
        "POST",
        "/v1/fine_tunings",
        _fine_tunings.create,
        "groq.types.FineTuningReadResponse",
        _canned_responses.FINE_TUNING,
        arguments=_TUNED,
        json=_TUNED,
        params="groq.types.FineTuningCreateParams",
        rules=_rules_tuning.TUNING,
    ),
    Operation(
        "fine_tunings.retrieve",
        "GET",
        "/v1/fine_tunings/{id}",
        _fine_tunings.retrieve,
        "groq.types.FineTuningReadResponse",
        _canned_responses.FINE_TUNING,
        arguments={"id": _canned_responses.FINE_TUNING_ID},
    ),
    Operation(
        "fine_tunings.list",
        "GET",
        "/v1/fine_tunings",
        _fine_tunings.list_all,
        "groq.types.FineTuningListResponse",
        _canned_responses.FINE_TUNINGS,
        arguments={},
    ),
    Operation(
        "fine_tunings.delete",
        "DELETE",
        "/v1/fine_tunings/{id}",
        _fine_tunings.delete,
        "groq.types.FineTuningDeleteResponse",
        _canned_responses.FINE_TUNING_DELETED,
        arguments={"id": _canned_responses.FINE_TUNING_ID},
    ),
)
