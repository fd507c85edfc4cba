"""Canned answers of the Responses API, of rerankings and of fine-tunings."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from ._canned import FILE_ID, identified
from ._exchange import Answer, json_answer, json_bytes

__all__ = [
    "FINE_TUNING",
    "FINE_TUNINGS",
    "FINE_TUNING_DELETED",
    "FINE_TUNING_ID",
    "RERANKING",
    "RESPONSE",
    "RESPONSE_STREAM",
]

FINE_TUNING_ID = "ft_01jc6sc5ykfm1vdm1rd9n8qpxw"
_TUNED: Dict[str, Any] = {
    "id": FINE_TUNING_ID,
    "name": "support",
    "base_model": "llama-3.1-8b-instant",
    "type": "lora",
    "input_file_id": FILE_ID,
    "created_at": 1736472600,
    "fine_tuned_model": "ft:llama-3.1-8b-instant/support",
}
FINE_TUNING = identified(json_answer({"id": FINE_TUNING_ID, "object": "fine_tuning", "data": _TUNED}))
FINE_TUNINGS = identified(json_answer({"object": "list", "data": [_TUNED]}))
FINE_TUNING_DELETED = identified(json_answer({"id": FINE_TUNING_ID, "object": "fine_tuning", "deleted": True}))

RERANKING = identified(
    json_answer(
        {
            "results": [
                {"doc": "Groq makes fast chips.", "score": 0.98},
                {"doc": "Bread is baked in ovens.", "score": 0.02},
            ]
        }
    )
)

_TEXT: Dict[str, Any] = {
    "type": "output_text",
    "text": "Fast answers are used more.",
    "annotations": [],
    "logprobs": None,
}
_THOUGHT: Dict[str, Any] = {
    "type": "reasoning",
    "id": "resp_01k1x6w9ane6d8rfxm05cb45yk_0",
    "summary": [],
    "content": [{"type": "reasoning_text", "text": "Think of latency."}],
    "status": "completed",
}
_MESSAGE: Dict[str, Any] = {
    "type": "message",
    "id": "msg_01k1x6w9ane6eb0650crhawwyy",
    "status": "completed",
    "role": "assistant",
    "content": [_TEXT],
}
_OPEN: Dict[str, Any] = {
    "id": "resp_01k1x6w9ane6d8rfxm05cb45yk",
    "object": "response",
    "status": "in_progress",
    "created_at": 1754400695,
    "output": [],
    "previous_response_id": None,
    "model": "openai/gpt-oss-20b",
    "reasoning": {"effort": "low", "summary": None},
    "max_output_tokens": 100,
    "instructions": None,
    "text": {"format": {"type": "text"}},
    "tools": [],
    "tool_choice": "auto",
    "truncation": "disabled",
    "metadata": {},
    "temperature": 0.5,
    "top_p": 1.0,
    "user": None,
    "service_tier": "default",
    "error": None,
    "incomplete_details": None,
    "usage": None,
    "parallel_tool_calls": True,
    "store": False,
    "background": False,
    "top_logprobs": 0,
    "max_tool_calls": None,
}
_WHOLE: Dict[str, Any] = {
    **_OPEN,
    "status": "completed",
    "output": [_THOUGHT, _MESSAGE],
    "usage": {
        "input_tokens": 82,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": 18,
        "output_tokens_details": {"cached_tokens": 0, "reasoning_tokens": 10},
        "total_tokens": 100,
    },
}
RESPONSE = identified(json_answer(_WHOLE))

_THINKING = {"item_id": _THOUGHT["id"], "output_index": 0, "content_index": 0}
_SAYING = {"item_id": _MESSAGE["id"], "output_index": 1, "content_index": 0}
_SAID: Dict[str, Any] = {**_SAYING, "logprobs": []}
_EVENTS: Tuple[Dict[str, Any], ...] = (
    {"type": "response.created", "response": _OPEN},
    {"type": "response.in_progress", "response": _OPEN},
    {"type": "response.output_item.added", "output_index": 0, "item": {**_THOUGHT, "content": [], "status": None}},
    {"type": "response.reasoning_text.delta", **_THINKING, "delta": "Think of latency."},
    {"type": "response.reasoning_text.done", **_THINKING, "text": "Think of latency."},
    {"type": "response.output_item.done", "output_index": 0, "item": _THOUGHT},
    {
        "type": "response.output_item.added",
        "output_index": 1,
        "item": {**_MESSAGE, "status": "in_progress", "content": []},
    },
    {"type": "response.content_part.added", **_SAYING, "part": {**_TEXT, "text": ""}},
    *(
        {"type": "response.output_text.delta", **_SAID, "delta": piece}
        for piece in ("Fast", " answers", " are", " used", " more.")
    ),
    {"type": "response.output_text.done", **_SAID, "text": _TEXT["text"]},
    {"type": "response.content_part.done", **_SAYING, "part": _TEXT},
    {"type": "response.output_item.done", "output_index": 1, "item": _MESSAGE},
    {"type": "response.completed", "response": _WHOLE},
)
RESPONSE_STREAM = identified(
    Answer(
        200,
        (("content-type", "text/event-stream"),),
        chunks=tuple(
            b"event: %s\ndata: %s\n\n" % (event["type"].encode(), json_bytes({**event, "sequence_number": number}))
            for number, event in enumerate(_EVENTS)
        ),
    )
)
