"""What clients ask and the server answers, shaped as at Groq, the same on every run."""

from __future__ import annotations

import base64
import json
import random
import struct
from array import array
from typing import Any, Dict, List

__all__ = [
    "ASKED",
    "CHUNKS",
    "EMBEDDED",
    "MODEL",
    "SIZE",
    "TEXTS",
    "chat",
    "embeddings",
    "events",
    "file",
    "history",
    "payload",
    "transcription",
]

JSON = Dict[str, Any]

MODEL = "openai/gpt-oss-20b"
CHUNKS = 200
"""How many chunks a stream has, the first with the role and the last with the usage among them."""
EMBEDDED, _DIMENSIONS = 256, 768
SIZE = 100_000_000
"""The bytes of a large upload and download."""
_SEGMENTS, _LENGTH, _SPOKEN = 1346, 4.2, 14  # segments, the seconds and the words of each

ASKED: JSON = {
    "model": MODEL,
    "messages": [
        {"role": "system", "content": "You are a helpful assistant. Answer in a few sentences."},
        {"role": "user", "content": "Explain why low latency matters when people talk to a machine."},
    ],
    "temperature": 0.5,
    "max_completion_tokens": 512,
}
TEXTS = ["The %d. text: speed is what people notice first." % number for number in range(EMBEDDED)]

_SENTENCE = (
    "latency matters because people who wait lose the thread of what they meant to say and a machine that answers "
    "at once feels like a partner while one that pauses feels like a form to fill in"
)
_WORDS = _SENTENCE.split()
_USAGE = {
    "queue_time": 0.037493756,
    "prompt_tokens": 88,
    "prompt_time": 0.0032,
    "completion_tokens": 198,
    "completion_time": 0.198,
    "total_tokens": 286,
    "total_time": 0.2012,
    "prompt_tokens_details": {"cached_tokens": 64},
    "completion_tokens_details": {"reasoning_tokens": 21},
}
_COMMON = {"id": "chatcmpl-2f1b7a90-58b0-4f0a-9d53-7c3c6ad8f7d1", "created": 1760000000, "model": MODEL}
_REQUEST = "req_01k6vq8dc4e6ta0zq6w5a2j8ne"


def _encoded(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def chat() -> bytes:
    """A finished answer of some 200 tokens."""
    message = {"role": "assistant", "content": " ".join(_WORDS * 5), "reasoning": " ".join(_WORDS)}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    rest = {
        "usage": _USAGE,
        "usage_breakdown": None,
        "system_fingerprint": "fp_e99e93f2ac",
        "service_tier": "on_demand",
    }
    return _encoded(
        {**_COMMON, "object": "chat.completion", "choices": [choice], **rest, "x_groq": {"id": _REQUEST, "seed": 7}}
    )


def events() -> List[bytes]:
    """A stream: its server-sent events, `[DONE]` among them."""
    deltas: List[JSON] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": " " + _WORDS[number % len(_WORDS)]} for number in range(CHUNKS - 2)]
    chunks = [_chunk(delta) for delta in deltas]
    chunks[0]["x_groq"] = {"id": _REQUEST, "seed": 7}
    chunks.append(_chunk({}, "stop"))
    chunks[-1]["x_groq"] = {"id": _REQUEST, "usage": _USAGE}
    return [b"data: " + _encoded(chunk) + b"\n\n" for chunk in chunks] + [b"data: [DONE]\n\n"]


def _chunk(delta: JSON, finish_reason: Any = None) -> JSON:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
    return {**_COMMON, "object": "chat.completion.chunk", "system_fingerprint": "fp_e99e93f2ac", "choices": [choice]}


def embeddings(encoding: str) -> bytes:
    """The vectors of 256 texts, as numbers (`float`) or as text (`base64`)."""
    numbers = random.Random(7)
    data: List[JSON] = []
    for index in range(EMBEDDED):
        vector: Any = array("f", (numbers.uniform(-0.1, 0.1) for _ in range(_DIMENSIONS)))
        if encoding == "base64":
            vector = base64.b64encode(struct.pack("<%df" % _DIMENSIONS, *vector)).decode()
        else:
            vector = [round(number, 9) for number in vector]
        data.append({"object": "embedding", "index": index, "embedding": vector})
    usage = {"prompt_tokens": 3072, "total_tokens": 3072}
    return _encoded({"object": "list", "data": data, "model": "nomic-embed-text-v1_5", "usage": usage})


def transcription() -> bytes:
    """An hour and a half of speech in `verbose_json`: 1.4 MB of segments and words."""
    segments = [_segment(number) for number in range(_SEGMENTS)]
    words = [
        {
            "word": word,
            "start": round(segment["start"] + 0.3 * place, 2),
            "end": round(segment["start"] + 0.3 * place + 0.28, 2),
        }
        for segment in segments
        for place, word in enumerate(segment["text"].split())
    ]
    text = "".join(segment["text"] for segment in segments)
    known = {"task": "transcribe", "language": "English", "duration": _LENGTH * _SEGMENTS, "text": text}
    return _encoded({**known, "words": words, "segments": segments, "x_groq": {"id": _REQUEST}})


def _segment(number: int) -> JSON:
    return {
        "id": number,
        "seek": 3000 * (number // 7),
        "start": round(_LENGTH * number, 2),
        "end": round(_LENGTH * number + _LENGTH, 2),
        "text": " " + " ".join(_WORDS[number % 20 :][:_SPOKEN]),
        "tokens": [50364 + (number * 31 + place * 17) % 1000 for place in range(_SPOKEN + 3)],
        "temperature": 0,
        "avg_logprob": -0.13284771,
        "compression_ratio": 1.6091954,
        "no_speech_prob": 0.00011237,
    }


def file() -> bytes:
    """What an upload is answered with."""
    known = {"id": "file_01k6vq8dc4e6ta0zq6w5a2j8ne", "object": "file", "created_at": 1760000000}
    return _encoded({**known, "bytes": SIZE, "filename": "batch.jsonl", "purpose": "batch"})


def history() -> JSON:
    """A request of 300 KB: a long conversation and twenty tools."""
    messages: List[JSON] = [{"role": "system", "content": "You are a helpful assistant."}]
    for turn in range(75):
        call = {
            "id": "call_%d" % turn,
            "type": "function",
            "function": {"name": "tool_3", "arguments": '{"city":"Bonn"}'},
        }
        messages += [
            {"role": "user", "content": " ".join(_WORDS * 5)},
            {"role": "assistant", "content": None, "tool_calls": [call]},
            {"role": "tool", "tool_call_id": call["id"], "content": " ".join(_WORDS * 8)},
            {"role": "assistant", "content": " ".join(_WORDS * 5)},
        ]
    return {**ASKED, "messages": messages, "tools": [_tool(number) for number in range(20)]}


def _tool(number: int) -> JSON:
    properties = {
        name: {"type": "string", "description": " ".join(_WORDS[:12]), "enum": ["a", "b", "c"]}
        for name in ("city", "day", "unit", "language")
    }
    parameters = {"type": "object", "properties": properties, "required": ["city"], "additionalProperties": False}
    known = {"name": "tool_%d" % number, "description": " ".join(_WORDS), "parameters": parameters}
    return {"type": "function", "function": known}


def payload(size: int) -> bytes:
    """A part of a large file; `SIZE` is a multiple of every round `size`."""
    line = _encoded({"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": ASKED}) + b"\n"
    return (line * (size // len(line) + 1))[:size]
