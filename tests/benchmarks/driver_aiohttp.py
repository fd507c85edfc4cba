"""The benchmark's questions through aiohttp alone: `json.loads`, no types, no retries."""

from __future__ import annotations

import json
import ssl
from typing import Any, AsyncIterator, Dict

import aiohttp
import bodies

__all__ = ["Async", "content"]

JSON = Dict[str, Any]

_CHAT = "/openai/v1/chat/completions"


def content(chunk: Any) -> Any:
    """The text of a chunk."""
    return chunk["choices"][0]["delta"].get("content")


class Async:
    """Asks with a session; there is no blocking one."""

    def __init__(self, _options: Dict[str, str], url: str) -> None:
        connector = aiohttp.TCPConnector(limit=100, ssl=ssl.create_default_context())
        self.client = aiohttp.ClientSession(headers={"Authorization": "Bearer k"}, connector=connector)
        self._url = url

    async def _answer(self, path: str, **body: Any) -> Any:
        async with self.client.post(self._url + path, **body) as response:
            response.raise_for_status()
            return json.loads(await response.read())

    async def chat(self, asked: JSON) -> Any:
        return (await self._answer(_CHAT, json=asked))["choices"][0]["message"]["content"]

    async def stream(self, asked: JSON) -> AsyncIterator[Any]:
        return self._chunks({**asked, "stream": True})

    async def _chunks(self, asked: JSON) -> AsyncIterator[Any]:
        async with self.client.post(self._url + _CHAT, json=asked) as response:
            async for line in response.content:
                if line.startswith(b"data: ") and line != b"data: [DONE]\n":
                    yield json.loads(line[6:])

    async def embeddings(self, encoding: str) -> Any:
        asked = {"input": bodies.TEXTS, "model": "nomic-embed-text-v1_5", "encoding_format": encoding}
        return (await self._answer("/openai/v1/embeddings", json=asked))["data"][-1]["embedding"]

    async def upload(self, path: str) -> Any:
        form = aiohttp.FormData({"purpose": "batch"})
        with open(path, "rb") as file:
            form.add_field("file", file, filename="batch.jsonl")
            return (await self._answer("/openai/v1/files", data=form))["id"]

    async def download(self, path: str) -> Any:
        with open(path, "wb") as file:
            async with self.client.get(self._url + "/openai/v1/files/file_1/content") as response:
                async for piece in response.content.iter_any():
                    file.write(piece)
        return path

    async def close(self) -> None:
        await self.client.close()
