"""Runs every awaited call of `AsyncGroq` against a local Groq and prints what it imports and which files it touches.

    python tests/awaited_calls.py URL FILE KEY

A program of its own, because what Python watches an interpreter with (an audit hook) cannot be taken off again, and
because only a fresh interpreter has nothing imported. Run by test_event_loop.py.
"""

from __future__ import annotations

import asyncio
import os
import pathlib
import ssl
import sys
import threading
from contextlib import suppress
from typing import Awaitable

import anyio

import groq

FILE_EVENTS = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "glob.glob", "shutil.copyfile")
CHAT: dict = {"messages": [{"role": "user", "content": "Hi"}], "model": "llama-3.1-8b-instant"}
watching = False
found = []


def note(what: str, *details: object) -> None:
    if watching and threading.current_thread() is threading.main_thread():
        found.append("%s %s" % (what, " ".join(map(str, details))))


def hook(event: str, arguments: tuple) -> None:
    if event == "import" or event in FILE_EVENTS:
        note(event, *arguments[:1])


class Finder:
    """Sees every import of what is not loaded yet."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        note("import", name)


def watched(function: object, name: str) -> object:
    def call(*args: object, **kwargs: object) -> object:
        note(name, *args[:1])
        return function(*args, **kwargs)  # type: ignore[operator]

    return call


async def calls(client: groq.AsyncGroq, path: pathlib.Path) -> None:
    """Every operation, and every kind of view."""
    speech: dict = {"input": "Hi", "model": "playai-tts", "voice": "Fritz-PlayAI", "response_format": "wav"}
    heard: dict = {"model": "whisper-large-v3", "response_format": "verbose_json"}
    completions = client.chat.completions
    await completions.create(**CHAT)
    async for _ in await completions.create(**CHAT, stream=True):
        pass
    raw = await completions.with_raw_response.create(**CHAT)
    await raw.parse()
    async with completions.with_streaming_response.create(**CHAT) as response:
        await response.json()
    await client.embeddings.create(input="x", model="nomic-embed-text-v1_5")
    sound = await (await client.audio.speech.create(**speech)).read()
    await client.audio.transcriptions.create(file=("a.wav", sound), timestamp_granularities=["word"], **heard)
    await client.audio.translations.create(file=("a.wav", sound), model="whisper-large-v3")
    await client.models.list()
    await client.models.retrieve("llama-3.1-8b-instant")
    await expect(groq.NotFoundError, client.models.delete("m"))
    file = await client.files.create(file=path, purpose="batch")
    assert file.id
    await client.files.list()
    await client.files.info(file.id)
    batch = await client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id=file.id)
    await client.batches.retrieve(batch.id)
    await client.batches.list()
    another = await client.batches.create(
        completion_window="24h", endpoint="/v1/chat/completions", input_file_id=file.id
    )
    await client.batches.cancel(another.id)
    await (await client.files.content(file.id)).read()
    await client.files.delete(file.id)
    await client.with_options(timeout=5).get("/openai/v1/models", cast_to=object, options={"params": {"a": [1]}})


async def refusals(client: groq.AsyncGroq) -> None:
    """What `test_event_loop` has the local Groq do to the first chats, in this order."""
    await expect(groq.BadRequestError, client.chat.completions.create(**CHAT))
    await expect(groq.InternalServerError, client.chat.completions.create(**CHAT, stream=True))
    strict = client.with_options(_extra_kwargs={"_strict_response_validation": True})
    await expect(groq.APIResponseValidationError, strict.chat.completions.create(**CHAT))
    stream = await client.chat.completions.create(**CHAT, stream=True)
    for _ in range(2):
        await stream.__anext__()
    await expect(groq.APIError, stream.__anext__())


async def expect(error: type, call: Awaitable[object]) -> None:
    try:
        await call
    except error:
        return
    raise AssertionError("no %s" % error.__name__)


async def secure_call(client: groq.AsyncGroq) -> None:
    with suppress(groq.APIConnectionError):
        await client.models.list()
    await client.close()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A server that knows no TLS."""
    await reader.read(1)
    writer.close()


async def main() -> None:
    global watching
    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    secure_url = "https://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    client = groq.AsyncGroq(base_url=sys.argv[1], api_key=sys.argv[3], max_retries=1)
    secure = groq.AsyncGroq(api_key="k", base_url=secure_url, max_retries=0)
    path = pathlib.Path(sys.argv[2])
    watching = True
    await refusals(client)
    await calls(client, path)
    await client.close()
    await secure_call(secure)
    watching = False
    server.close()


async def no_sleep(seconds: float) -> None:
    """Retries need not wait here."""


anyio.sleep = no_sleep
sys.addaudithook(hook)
sys.meta_path.insert(0, Finder)  # type: ignore[arg-type]
for _name in ("stat", "lstat", "access", "readlink"):
    setattr(os, _name, watched(getattr(os, _name), "os." + _name))
for _name in ("load_verify_locations", "load_default_certs"):  # OpenSSL opens files without telling Python
    setattr(ssl.SSLContext, _name, watched(getattr(ssl.SSLContext, _name), _name))
asyncio.run(main())
print("\n".join(found))
