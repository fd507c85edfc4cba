"""The table of operations: the local Groq serves it, the client's tests run over it. Adding an operation is one row."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from . import _audio, _batches, _canned, _catalogue, _chat, _embeddings, _files
from ._multipart import Part
from ._operation import Operation

__all__ = ["OPERATIONS"]

_CHAT: Dict[str, Any] = {
    "messages": [{"role": "user", "content": "Why does low latency matter?"}],
    "model": "llama-3.3-70b-versatile",
    "max_completion_tokens": 100,
    "temperature": 0.5,
}
_EMBEDDINGS: Dict[str, Any] = {
    "input": ["hello world", "good morning"],
    "model": "nomic-embed-text-v1_5",
    "encoding_format": "float",
}
_SPEECH: Dict[str, Any] = {
    "input": "Good morning.",
    "model": "playai-tts",
    "voice": "Fritz-PlayAI",
    "response_format": "wav",
    "speed": 1.5,
}
_BATCH: Dict[str, Any] = {
    "completion_window": "24h",
    "endpoint": "/v1/chat/completions",
    "input_file_id": _canned.FILE_ID,
    "metadata": {"job": "nightly"},
}
_RECORDING = Part("file", _canned.RECORDING, "speech.wav", "audio/wav")
_BINARY = "groq._response.BinaryAPIResponse"

OPERATIONS: Tuple[Operation, ...] = (
    Operation(
        "chat.completions.create",
        "POST",
        "/openai/v1/chat/completions",
        _chat.create,
        "groq.types.chat.ChatCompletion",
        _canned.CHAT,
        arguments=_CHAT,
        json=_CHAT,
        stream=_canned.CHAT_STREAM,
        chunk="groq.types.chat.ChatCompletionChunk",
    ),
    Operation(
        "embeddings.create",
        "POST",
        "/openai/v1/embeddings",
        _embeddings.create,
        "groq.types.CreateEmbeddingResponse",
        _canned.EMBEDDINGS,
        arguments=_EMBEDDINGS,
        json=_EMBEDDINGS,
    ),
    Operation(
        "audio.speech.create",
        "POST",
        "/openai/v1/audio/speech",
        _audio.speak,
        _BINARY,
        _canned.SPEECH,
        arguments=_SPEECH,
        json=_SPEECH,
        accept="audio/wav",
    ),
    Operation(
        "audio.transcriptions.create",
        "POST",
        "/openai/v1/audio/transcriptions",
        _audio.transcribe,
        "groq.types.audio.Transcription",
        _canned.TRANSCRIPTION,
        arguments={
            "file": ("speech.wav", _canned.RECORDING, "audio/wav"),
            "model": "whisper-large-v3-turbo",
            "language": "en",
            "response_format": "verbose_json",
            "temperature": 0.5,
            "timestamp_granularities": ["word", "segment"],
        },
        form=(
            Part("model", b"whisper-large-v3-turbo"),
            Part("language", b"en"),
            Part("response_format", b"verbose_json"),
            Part("temperature", b"0.5"),
            Part("timestamp_granularities[]", b"word"),
            Part("timestamp_granularities[]", b"segment"),
            _RECORDING,
        ),
    ),
    Operation(
        "audio.translations.create",
        "POST",
        "/openai/v1/audio/translations",
        _audio.translate,
        "groq.types.audio.Translation",
        _canned.TRANSLATION,
        arguments={
            "file": ("speech.wav", _canned.RECORDING, "audio/wav"),
            "model": "whisper-large-v3",
            "prompt": "A greeting.",
            "response_format": "json",
        },
        form=(
            Part("model", b"whisper-large-v3"),
            Part("prompt", b"A greeting."),
            Part("response_format", b"json"),
            _RECORDING,
        ),
    ),
    Operation(
        "models.list",
        "GET",
        "/openai/v1/models",
        _catalogue.list_all,
        "groq.types.ModelListResponse",
        _canned.MODELS,
        arguments={},
    ),
    Operation(
        "models.retrieve",
        "GET",
        "/openai/v1/models/{model}",
        _catalogue.retrieve,
        "groq.types.Model",
        _canned.MODEL,
        arguments={"model": "openai/gpt-oss-20b"},
    ),
    Operation(
        "models.delete",
        "DELETE",
        "/openai/v1/models/{model}",
        _catalogue.delete,
        "groq.types.ModelDeleted",
        _canned.MODEL_DELETED,
        arguments={"model": "openai/gpt-oss-20b"},
    ),
    Operation(
        "batches.create",
        "POST",
        "/openai/v1/batches",
        _batches.create,
        "groq.types.BatchCreateResponse",
        _canned.BATCH,
        arguments=_BATCH,
        json=_BATCH,
    ),
    Operation(
        "batches.retrieve",
        "GET",
        "/openai/v1/batches/{batch_id}",
        _batches.retrieve,
        "groq.types.BatchRetrieveResponse",
        _canned.BATCH,
        arguments={"batch_id": _canned.BATCH_ID},
    ),
    Operation(
        "batches.list",
        "GET",
        "/openai/v1/batches",
        _batches.list_all,
        "groq.types.BatchListResponse",
        _canned.BATCHES,
        arguments={},
    ),
    Operation(
        "batches.cancel",
        "POST",
        "/openai/v1/batches/{batch_id}/cancel",
        _batches.cancel,
        "groq.types.BatchCancelResponse",
        _canned.BATCH_CANCELLING,
        arguments={"batch_id": _canned.BATCH_ID},
    ),
    Operation(
        "files.create",
        "POST",
        "/openai/v1/files",
        _files.create,
        "groq.types.FileCreateResponse",
        _canned.FILE,
        arguments={"file": ("requests.jsonl", _canned.JSONL, "application/jsonl"), "purpose": "batch"},
        form=(Part("purpose", b"batch"), Part("file", _canned.JSONL, "requests.jsonl", "application/jsonl")),
    ),
    Operation(
        "files.list",
        "GET",
        "/openai/v1/files",
        _files.list_all,
        "groq.types.FileListResponse",
        _canned.FILES,
        arguments={},
    ),
    Operation(
        "files.delete",
        "DELETE",
        "/openai/v1/files/{file_id}",
        _files.delete,
        "groq.types.FileDeleteResponse",
        _canned.FILE_DELETED,
        arguments={"file_id": _canned.FILE_ID},
    ),
    Operation(
        "files.content",
        "GET",
        "/openai/v1/files/{file_id}/content",
        _files.content,
        _BINARY,
        _canned.CONTENT,
        arguments={"file_id": _canned.FILE_ID},
        accept="application/octet-stream",
    ),
    Operation(
        "files.info",
        "GET",
        "/openai/v1/files/{file_id}",
        _files.info,
        "groq.types.FileInfoResponse",
        _canned.FILE,
        arguments={"file_id": _canned.FILE_ID},
    ),
)
