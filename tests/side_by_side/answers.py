"""Operations and cases to the answers that the recording server gives."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Tuple

__all__ = ["ANSWERS", "CHAT", "SPECIAL", "USER", "Answer", "answer"]

JSON = Dict[str, Any]

USER = [{"role": "user", "content": "Why is low latency \u00fcseful?"}]
USAGE = {"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11, "queue_time": 0.02, "total_time": 1}
CHAT = {
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "llama-3.3-70b-versatile",
    "choices": [
        {"index": 0, "message": {"role": "assistant", "content": "Speed."}, "logprobs": None, "finish_reason": "stop"}
    ],
    "usage": USAGE, "system_fingerprint": "fp_1", "x_groq": {"id": "req_1"}, "new_field": {"nested": [1, "two"]},
}  # fmt: skip
TOOL_CALL = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
MODEL = {"id": "m1", "object": "model", "created": 1, "owned_by": "Groq", "active": True, "context_window": 8192}
FILE = {"id": "file_1", "object": "file", "bytes": 2, "created_at": 1, "filename": "a.jsonl", "purpose": "batch"}
BATCH = {
    "id": "batch_1", "object": "batch", "endpoint": "/v1/chat/completions", "errors": None, "input_file_id": "file_1",
    "completion_window": "24h", "status": "validating", "created_at": 1, "expires_at": 2, "metadata": None,
    "request_counts": {"total": 0, "completed": 0, "failed": 0},
}  # fmt: skip
EMBEDDING = {
    "object": "list",
    "data": [{"object": "embedding", "index": 0, "embedding": [0, 0.5]}],
    "model": "e",
    "usage": {"prompt_tokens": 1, "total_tokens": 1},
}


def chunk(delta: JSON, finish_reason: Optional[str] = None, **extra: Any) -> JSON:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": [choice],
        **extra,
    }


CHUNKS = [
    chunk({"role": "assistant", "content": ""}, x_groq={"id": "req_1"}),
    chunk({"content": "Sp\u00e9"}),
    chunk({"content": "ed", "tool_calls": [{"index": 0, **TOOL_CALL}]}),
    chunk({}, "stop", x_groq={"id": "req_1", "usage": USAGE}),
]


def events(*data: object, done: bool = True) -> bytes:
    text = "".join("data: " + (d if isinstance(d, str) else json.dumps(d, ensure_ascii=False)) + "\n\n" for d in data)
    return (text + ("data: [DONE]\n\n" if done else "")).encode()


Answer = Tuple[int, str, bytes, Dict[str, str]]


def answer(value: object, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return status, kind, body, {name.replace("_", "-"): text for name, text in headers.items()}


ANSWERS: Dict[str, Answer] = {
    "POST /openai/v1/chat/completions": answer(CHAT, x_request_id="req_1"),
    "POST /openai/v1/embeddings": answer(EMBEDDING),
    "POST /openai/v1/audio/speech": answer(b"RIFF\x00\xffdata", kind="audio/wav"),
    "POST /openai/v1/audio/transcriptions": answer({"text": "hello", "x_groq": {"id": "req_1"}}),
    "POST /openai/v1/audio/translations": answer({"text": "hello"}),
    "GET /openai/v1/models": answer({"object": "list", "data": [MODEL]}),
    "GET /openai/v1/models/a%2Fb%20c": answer(MODEL),
    "DELETE /openai/v1/models/m1": answer({"id": "m1", "object": "model", "deleted": True}),
    "POST /openai/v1/batches": answer(BATCH),
    "GET /openai/v1/batches": answer({"object": "list", "data": [BATCH]}),
    "GET /openai/v1/batches/batch_1": answer(BATCH),
    "POST /openai/v1/batches/batch_1/cancel": answer({**BATCH, "status": "cancelling"}),
    "POST /openai/v1/files": answer(FILE),
    "GET /openai/v1/files": answer({"object": "list", "data": [FILE]}),
    "GET /openai/v1/files/file_1": answer(FILE),
    "GET /openai/v1/files/file_1/content": answer(b'{"custom_id": "1"}\n', kind="application/octet-stream"),
    "DELETE /openai/v1/files/file_1": answer({"id": "file_1", "object": "file", "deleted": True}),
}
FAILURE = {"error": {"message": "no", "type": "invalid_request_error", "code": "c"}}
# Answers by the head of the case's name; a list is given out one by one, its last item again and again.
SPECIAL: Dict[str, List[Answer]] = {
    **{
        "status-%d" % s: [answer(FAILURE, s, retry_after_ms="5")]
        for s in (400, 401, 403, 404, 405, 408, 409, 413, 418, 422, 424, 429, 498, 499, 500, 503)
    },
    "text-error": [answer(b"  plain words\n", 400, "text/plain")],
    "empty-error": [answer(b"", 400)],
    "list-error": [answer([1], 400)],
    "json-error-as-text": [answer(FAILURE, 400, "text/plain")],
    "flaky": [answer({}, 429, retry_after="0.01"), answer({}, 503, retry_after_ms="5"), answer(CHAT)],
    "told-to-retry": [answer({}, 400, x_should_retry="true", retry_after_ms="5"), answer(CHAT)],
    "told-not-to": [answer({}, 500, x_should_retry="false")],
    "json-as-text": [answer(MODEL, kind="text/plain")],
    "text-for-model": [answer(b"hello", kind="text/plain")],
    "null-for-model": [answer(None)],
    "list-for-model": [answer([1, {}])],
    "odd-model": [answer({"id": 5, "created": None})],
    "scalar-as-text-for-model": [answer(12, kind="text/plain")],
    "bad-json": [answer(b"{bad")],
    "empty-json": [answer(b"")],
    "odd-values": [
        answer(
            {
                **CHAT,
                "choices": [{"index": "0", "message": None}, 5],
                "created": "x",
                "usage": {"total_time": "1.5", "prompt_tokens": 1.5},
            }
        )
    ],
    "tool-calls": [
        answer(
            {
                **CHAT,
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "tool_calls",
                        "message": {"role": "assistant", "tool_calls": [TOOL_CALL]},
                    }
                ],
            }
        )
    ],
    "sse": [answer(events(*CHUNKS), kind="text/event-stream")],
    "sse-crlf": [answer(events(*CHUNKS).replace(b"\n", b"\r\n"), kind="text/event-stream")],
    "sse-no-done": [answer(events(*CHUNKS, done=False), kind="text/event-stream")],
    "sse-error": [answer(events(CHUNKS[0], FAILURE), kind="text/event-stream")],
    "sse-named-error": [answer(b"event: error\n" + events(FAILURE), kind="text/event-stream")],
    "sse-named": [answer(b": hi\n\nevent: news\nid: 7\nretry: 5\n" + events(CHUNKS[1]), kind="text/event-stream")],
    "sse-bad-json": [answer(events(CHUNKS[0], "{bad"), kind="text/event-stream")],
    "sse-odd": [answer(events({}, [1], {"error": None, "choices": None}), kind="text/event-stream")],
    "sse-json-body": [answer(CHAT)],
    "redirect": [answer(b"", 307, location="/redirected/openai/v1/models"), answer({"object": "list", "data": []})],
}
