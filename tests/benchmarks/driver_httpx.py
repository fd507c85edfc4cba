"""The benchmark's questions through httpx alone: `json.loads`, no types, no retries."""

from __future__ import annotations

import json
from typing import Any, AsyncIterator, Dict, Iterator

import bodies
import httpx

__all__ = ["Async", "Sync", "content"]

JSON = Dict[str, Any]

_CHAT = "/openai/v1/chat/completions"
_FILES = "/openai/v1/files"
_HEADERS = {"Authorization": "Bearer k"}
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)  # those of the SDKs


def content(chunk: Any) -> Any:
    """The text of a chunk."""
    return chunk["choices"][0]["delta"].get("content")


def _answer(response: httpx.Response) -> Any:
    response.raise_for_status()
    return json.loads(response.content)


def _chunk(line: str) -> Any:
    """The chunk that a line holds, if it holds one."""
    return json.loads(line[6:]) if line.startswith("data: ") and line != "data: [DONE]" else None


class Sync:
    """Asks with the blocking client."""

    def __init__(self, _options: Dict[str, str], url: str) -> None:
        self.client = httpx.Client(base_url=url, headers=_HEADERS, timeout=60, limits=_LIMITS)

    def chat(self, asked: JSON) -> Any:
        return _answer(self.client.post(_CHAT, json=asked))["choices"][0]["message"]["content"]

    def stream(self, asked: JSON) -> Iterator[Any]:
        with self.client.stream("POST", _CHAT, json={**asked, "stream": True}) as response:
            for line in response.iter_lines():
                chunk = _chunk(line)
                if chunk is not None:
                    yield chunk

    def embeddings(self, encoding: str) -> Any:
        asked = {"input": bodies.TEXTS, "model": "nomic-embed-text-v1_5", "encoding_format": encoding}
        return _answer(self.client.post("/openai/v1/embeddings", json=asked))["data"][-1]["embedding"]

    def transcription(self) -> Any:
        form = {"model": "whisper-large-v3-turbo", "response_format": "verbose_json"}
        files = {"file": ("speech.wav", b"\0" * 4096)}
        return _answer(self.client.post("/openai/v1/audio/transcriptions", data=form, files=files))["text"]

    def upload(self, path: str) -> Any:
        with open(path, "rb") as file:
            return _answer(self.client.post(_FILES, data={"purpose": "batch"}, files={"file": file}))["id"]

    def download(self, path: str) -> Any:
        with self.client.stream("GET", _FILES + "/file_1/content") as response, open(path, "wb") as file:
            for piece in response.iter_bytes():
                file.write(piece)
        return path

    def close(self) -> None:
        self.client.close()


class Async:
    """Asks with the awaited client."""

    def __init__(self, _options: Dict[str, str], url: str) -> None:
        self.client = httpx.AsyncClient(base_url=url, headers=_HEADERS, timeout=60, limits=_LIMITS)

    async def chat(self, asked: JSON) -> Any:
        return _answer(await self.client.post(_CHAT, json=asked))["choices"][0]["message"]["content"]

    async def stream(self, asked: JSON) -> AsyncIterator[Any]:
        return self._chunks({**asked, "stream": True})

    async def _chunks(self, asked: JSON) -> AsyncIterator[Any]:
        async with self.client.stream("POST", _CHAT, json=asked) as response:
            async for line in response.aiter_lines():
                chunk = _chunk(line)
                if chunk is not None:
                    yield chunk

    async def download(self, path: str) -> Any:
        with open(path, "wb") as file:
            async with self.client.stream("GET", _FILES + "/file_1/content") as response:
                async for piece in response.aiter_bytes():
                    file.write(piece)
        return path

    async def close(self) -> None:
        await self.client.aclose()
