"""The least that the benchmark's questions cost in Python: a socket, and one `validate_json` for each answer."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import ssl
from typing import Any, AsyncIterator, Dict, Iterator, List, Optional, Union
from urllib.parse import urlsplit

import bodies
from pydantic import BaseModel, TypeAdapter

__all__ = ["Async", "Sync", "content"]

JSON = Dict[str, Any]


class _Message(BaseModel):
    role: Optional[str] = None
    content: Optional[str] = None
    reasoning: Optional[str] = None


class _Choice(BaseModel):
    index: int
    message: Optional[_Message] = None
    delta: Optional[_Message] = None
    finish_reason: Optional[str] = None


class _Chat(BaseModel):
    id: str
    created: int
    model: str
    choices: List[_Choice]
    usage: Optional[JSON] = None


class _Embedding(BaseModel):
    index: int
    embedding: Union[List[float], str]


class _Embeddings(BaseModel):
    data: List[_Embedding]


class _Word(BaseModel):
    word: str
    start: float
    end: float


class _Segment(BaseModel):
    id: int
    start: float
    end: float
    text: str
    tokens: List[int]
    avg_logprob: float


class _Transcription(BaseModel):
    text: str
    words: List[_Word]
    segments: List[_Segment]


_chat, _embeddings, _transcription = TypeAdapter(_Chat), TypeAdapter(_Embeddings), TypeAdapter(_Transcription)

_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)")
_EVENT = re.compile(rb"data: (\{[^\n]*)")
_END = b"0\r\n\r\n"
_HEAD = "POST %s%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\nContent-Type: application/json\r\n"


def content(chunk: Any) -> Any:
    """The text of a chunk."""
    return chunk.choices[0].delta.content


class _Request:
    """A server's address, and the bytes that ask it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or 0
        self.tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._path = parts.path

    def bytes(self, path: str, asked: JSON) -> bytes:
        body = json.dumps(asked).encode()
        return (_HEAD % (self._path, path) + "Content-Length: %d\r\n\r\n" % len(body)).encode() + body


def _missing(head: bytes) -> int:
    """How many bytes of the body a head announces."""
    found = _LENGTH.search(head)
    return int(found.group(1)) if found else 0


class Sync:
    """Asks over a blocking socket."""

    def __init__(self, _options: Dict[str, str], url: str) -> None:
        self._request = _Request(url)
        self._socket = socket.create_connection((self._request.host, self._request.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._request.tls:
            self._socket = self._request.tls.wrap_socket(self._socket, server_hostname=self._request.host)

    def _answer(self, path: str, asked: JSON) -> bytes:
        self._socket.sendall(self._request.bytes(path, asked))
        received = self._socket.recv(65536)
        head, _, body = received.partition(b"\r\n\r\n")
        pieces, missing = [body], _missing(head) - len(body)
        while missing > 0:
            pieces.append(self._socket.recv(262144))
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def chat(self, asked: JSON) -> Any:
        return _chat.validate_json(self._answer("/openai/v1/chat/completions", asked)).choices[0].message

    def stream(self, asked: JSON) -> Iterator[Any]:
        self._socket.sendall(self._request.bytes("/openai/v1/chat/completions", {**asked, "stream": True}))
        received = b""
        while not received.endswith(_END):
            received += self._socket.recv(65536)
            events, _, received = received.rpartition(b"\n\n")
            for event in _EVENT.findall(events):
                yield _chat.validate_json(event)

    def embeddings(self, encoding: str) -> Any:
        asked = {"input": bodies.TEXTS, "model": "nomic-embed-text-v1_5", "encoding_format": encoding}
        return _embeddings.validate_json(self._answer("/openai/v1/embeddings", asked)).data[-1].embedding

    def transcription(self) -> Any:
        return _transcription.validate_json(self._answer("/openai/v1/audio/transcriptions", {})).text

    def close(self) -> None:
        self._socket.close()


class Async:
    """Asks over asyncio's streams, with as many connections as requests at a time."""

    def __init__(self, _options: Dict[str, str], url: str) -> None:
        self._request = _Request(url)
        self._idle: List[Any] = []

    async def _sent(self, asked: JSON) -> Any:
        """A connection over which the request went."""
        if self._idle:
            connection = self._idle.pop()
        else:
            connection = await asyncio.open_connection(self._request.host, self._request.port, ssl=self._request.tls)
        connection[1].write(self._request.bytes("/openai/v1/chat/completions", asked))
        return connection

    async def chat(self, asked: JSON) -> Any:
        connection = await self._sent(asked)
        head = await connection[0].readuntil(b"\r\n\r\n")
        body = await connection[0].readexactly(_missing(head))
        self._idle.append(connection)
        return _chat.validate_json(body).choices[0].message

    async def stream(self, asked: JSON) -> AsyncIterator[Any]:
        return self._chunks(await self._sent({**asked, "stream": True}))

    async def _chunks(self, connection: Any) -> AsyncIterator[Any]:
        received = b""
        while not received.endswith(_END):
            received += await connection[0].read(65536)
            events, _, received = received.rpartition(b"\n\n")
            for event in _EVENT.findall(events):
                yield _chat.validate_json(event)
        self._idle.append(connection)

    async def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
