"""Canned answers: one of each shape the API sends, for tests that need no emulator behind them."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Tuple

from ._exchange import Answer, json_answer, json_bytes
from ._wav import hum

__all__ = [
    "BATCH",
    "BATCHES",
    "BATCH_CANCELLING",
    "BATCH_ID",
    "CHAT",
    "CHAT_STREAM",
    "CONTENT",
    "EMBEDDINGS",
    "FILE",
    "FILES",
    "FILE_DELETED",
    "FILE_ID",
    "JSONL",
    "MODEL",
    "MODELS",
    "MODEL_DELETED",
    "RECORDING",
    "REQUEST_ID",
    "SPEECH",
    "TRANSCRIPTION",
    "TRANSLATION",
    "identified",
]

REQUEST_ID = "req_01jbd6g2qdfw2adyrt2az8hz4w"
FILE_ID = "file_01jh6x76wtemjr74t1fh0faj5t"
BATCH_ID = "batch_01jh6xa7reempvjyh6n3yst2zw"
JSONL = (
    b'{"custom_id":"request-1","method":"POST","url":"/v1/chat/completions","body":{"model":"llama-3.1-8b-instant",'
    b'"messages":[{"role":"user","content":"What is 2+2?"}]}}\n'
)
RECORDING = hum(0.25, 8000)

_X_GROQ = {"id": REQUEST_ID}
_HEADERS = (
    ("x-request-id", REQUEST_ID),
    ("x-groq-region", "local"),
    ("x-ratelimit-limit-requests", "14400"),
    ("x-ratelimit-limit-tokens", "18000"),
    ("x-ratelimit-remaining-requests", "14370"),
    ("x-ratelimit-remaining-tokens", "17997"),
    ("x-ratelimit-reset-requests", "2m59.56s"),
    ("x-ratelimit-reset-tokens", "7.66s"),
)
_USAGE: Dict[str, Any] = {
    "queue_time": 0.037493756,
    "prompt_tokens": 18,
    "prompt_time": 0.000680594,
    "completion_tokens": 5,
    "completion_time": 0.004166667,
    "total_tokens": 23,
    "total_time": 0.004847261,
    "prompt_tokens_details": {"cached_tokens": 0},
}


def identified(answer: Answer) -> Answer:
    """The answer with the headers that every answer of Groq's carries."""
    return answer.with_headers(_HEADERS)


def _json(value: object) -> Answer:
    return identified(json_answer(value))


def _bytes(content_type: str, body: bytes) -> Answer:
    return identified(Answer(200, (("content-type", content_type),), body))


_COMPLETION: Dict[str, Any] = {
    "id": "chatcmpl-f51b2cd2-bef7-417e-964e-a08f0b513c22",
    "object": "chat.completion",
    "created": 1730241104,
    "model": "llama-3.3-70b-versatile",
    "system_fingerprint": "fp_179b0f92c9",
}
CHAT = _json(
    {
        **_COMPLETION,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Fast answers are used more."},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": _USAGE,
        "usage_breakdown": None,
        "service_tier": "on_demand",
        "x_groq": _X_GROQ,
    }
)


def _chunk(delta: Mapping[str, str], finish_reason: Any = None, **rest: object) -> bytes:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    chunk = {**_COMPLETION, "object": "chat.completion.chunk", "choices": [choice], **rest}
    return b"data: " + json_bytes(chunk) + b"\n\n"


_FRAMES: Tuple[bytes, ...] = (
    _chunk({"role": "assistant", "content": ""}, x_groq=_X_GROQ),
    *(_chunk({"content": piece}) for piece in ("Fast", " answers", " are", " used", " more.")),
    _chunk({}, "stop", x_groq={**_X_GROQ, "usage": _USAGE}),
    b"data: [DONE]\n\n",
)
CHAT_STREAM = identified(Answer(200, (("content-type", "text/event-stream"),), chunks=_FRAMES))

EMBEDDINGS = _json(
    {
        "object": "list",
        "data": [
            {"object": "embedding", "index": 0, "embedding": [0.6, 0.8, 0.0]},
            {"object": "embedding", "index": 1, "embedding": [0.0, -0.6, 0.8]},
        ],
        "model": "nomic-embed-text-v1_5",
        "usage": {"prompt_tokens": 4, "total_tokens": 4},
    }
)

SPEECH = _bytes("audio/wav", RECORDING)
TRANSCRIPTION = _json(
    {
        "task": "transcribe",
        "language": "English",
        "duration": 0.25,
        "text": "Good morning.",
        "segments": [
            {
                "id": 0,
                "seek": 0,
                "start": 0.0,
                "end": 0.25,
                "text": " Good morning.",
                "tokens": [50364, 2205, 2446, 13, 50864],
                "temperature": 0,
                "avg_logprob": -0.21,
                "compression_ratio": 1.2,
                "no_speech_prob": 0.01,
            }
        ],
        "words": [{"word": "Good", "start": 0.0, "end": 0.1}, {"word": "morning.", "start": 0.1, "end": 0.25}],
        "x_groq": _X_GROQ,
    }
)
TRANSLATION = _json({"text": "Good morning.", "x_groq": _X_GROQ})

_MODEL: Dict[str, Any] = {
    "id": "openai/gpt-oss-20b",
    "object": "model",
    "created": 1754407957,
    "owned_by": "OpenAI",
    "active": True,
    "context_window": 131072,
    "max_completion_tokens": 65536,
    "public_apps": None,
}
MODEL = _json(_MODEL)
MODELS = _json({"object": "list", "data": [_MODEL]})
MODEL_DELETED = _json({"id": "openai/gpt-oss-20b", "object": "model", "deleted": True})

_FILE: Dict[str, Any] = {
    "id": FILE_ID,
    "object": "file",
    "bytes": len(JSONL),
    "created_at": 1736472501,
    "filename": "requests.jsonl",
    "purpose": "batch",
    "status": "processed",
}
FILE = _json(_FILE)
FILES = _json({"object": "list", "data": [_FILE]})
FILE_DELETED = _json({"id": FILE_ID, "object": "file", "deleted": True})
CONTENT = _bytes("application/octet-stream", JSONL)

_BATCH: Dict[str, Any] = {
    "id": BATCH_ID,
    "object": "batch",
    "endpoint": "/v1/chat/completions",
    "errors": None,
    "input_file_id": FILE_ID,
    "completion_window": "24h",
    "status": "validating",
    "output_file_id": None,
    "error_file_id": None,
    "finalizing_at": None,
    "failed_at": None,
    "expired_at": None,
    "cancelled_at": None,
    "request_counts": {"total": 0, "completed": 0, "failed": 0},
    "metadata": {"job": "nightly"},
    "created_at": 1736472600,
    "expires_at": 1736559000,
    "cancelling_at": None,
    "completed_at": None,
    "in_progress_at": None,
}
BATCH = _json(_BATCH)
BATCHES = _json({"object": "list", "data": [_BATCH]})
BATCH_CANCELLING = _json({**_BATCH, "status": "cancelling", "cancelling_at": 1736472660})
