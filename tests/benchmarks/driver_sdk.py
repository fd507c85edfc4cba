"""The benchmark's questions through an SDK: `groq`, or one of its shape."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Dict

import bodies

__all__ = ["Async", "Sync", "content"]

JSON = Dict[str, Any]

_VERBOSE: JSON = {
    "file": ("speech.wav", b"\0" * 4096),
    "model": "whisper-large-v3-turbo",
    "response_format": "verbose_json",
    "timestamp_granularities": ["word", "segment"],
}


def content(chunk: Any) -> Any:
    """The text of a chunk."""
    return chunk.choices[0].delta.content


def _class(options: Dict[str, str], colour: str) -> Any:
    return getattr(importlib.import_module(options["package"]), options[colour])


def _settings(options: Dict[str, str], url: str, http_client: str) -> JSON:
    settings: JSON = {"api_key": "k", "max_retries": 0}
    if url:
        settings["base_url"] = url + options["path"]
    if options.get(http_client):
        settings["http_client"] = getattr(importlib.import_module(options["package"]), options[http_client])()
    return settings


class Sync:
    """Asks with the blocking client; without a URL the client keeps its own."""

    def __init__(self, options: Dict[str, str], url: str) -> None:
        self.client = _class(options, "sync")(**_settings(options, url, "http_client"))

    def chat(self, asked: JSON) -> Any:
        return self.client.chat.completions.create(**asked).choices[0].message.content

    def stream(self, asked: JSON) -> Any:
        return self.client.chat.completions.create(**asked, stream=True)

    def embeddings(self, encoding: str) -> Any:
        answer = self.client.embeddings.create(
            input=bodies.TEXTS, model="nomic-embed-text-v1_5", encoding_format=encoding
        )
        return answer.data[-1].embedding

    def transcription(self) -> Any:
        return self.client.audio.transcriptions.create(**_VERBOSE).text

    def upload(self, path: str) -> Any:
        return self.client.files.create(file=Path(path), purpose="batch").id

    def download(self, path: str) -> Any:
        with self.client.files.with_streaming_response.content("file_1") as response:
            response.stream_to_file(path)
        return path

    def derived(self) -> Any:
        return self.client.with_options(timeout=5.0)

    def close(self) -> None:
        self.client.close()


class Async:
    """Asks with the awaited client."""

    def __init__(self, options: Dict[str, str], url: str) -> None:
        self.client = _class(options, "async")(**_settings(options, url, "async_http_client"))

    async def chat(self, asked: JSON) -> Any:
        return (await self.client.chat.completions.create(**asked)).choices[0].message.content

    async def stream(self, asked: JSON) -> Any:
        return await self.client.chat.completions.create(**asked, stream=True)

    async def upload(self, path: str) -> Any:
        return (await self.client.files.create(file=Path(path), purpose="batch")).id

    async def download(self, path: str) -> Any:
        async with self.client.files.with_streaming_response.content("file_1") as response:
            await response.stream_to_file(path)
        return path

    async def close(self) -> None:
        await self.client.close()
