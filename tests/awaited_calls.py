"""Runs every awaited call of `AsyncGroq` against a server and prints what it imports and which files it touches.

    python tests/awaited_calls.py URL FILE

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

import anyio

import groq

FILE_EVENTS = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "glob.glob", "shutil.copyfile")
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
    message = {"role": "user", "content": "Hi"}
    completions = client.chat.completions
    await completions.create(messages=[message], model="m")  # type: ignore[list-item]
    async for _ in await completions.create(messages=[], model="m", stream=True, extra_headers={"X-Answer": "stream"}):
        pass
    raw = await completions.with_raw_response.create(messages=[], model="m")
    await raw.parse()
    async with completions.with_streaming_response.create(messages=[], model="m") as response:
        await response.json()
    await client.embeddings.create(input="x", model="m")
    await (await client.audio.speech.create(input="x", model="m", voice="v")).read()
    await client.audio.transcriptions.create(model="m", file=b"x", timestamp_granularities=["word"])
    await client.audio.translations.create(model="m", file=("a.wav", b"x"))
    await client.models.list()
    await client.models.retrieve("m")
    await client.models.delete("m")
    await client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id="f")
    await client.batches.retrieve("b")
    await client.batches.list()
    await client.batches.cancel("b")
    await client.files.create(file=path, purpose="batch")
    await client.files.list()
    await client.files.info("f")
    await (await client.files.content("f")).read()
    await client.files.delete("f")
    await client.with_options(timeout=5).get("/x", cast_to=object, options={"params": {"a": [1]}})
    strict = client.with_options(_extra_kwargs={"_strict_response_validation": True})
    for asked, error in ERRORS.items():
        try:
            await strict.chat.completions.create(messages=[], model="m", extra_headers={"X-Answer": asked})
        except error:
            pass
        else:
            raise AssertionError("no error")
    stream = await completions.create(messages=[], model="m", stream=True, extra_headers={"X-Answer": "error"})
    with suppress(groq.APIError):
        await stream.__anext__()
    await client.close()


ERRORS = {"400": groq.BadRequestError, "500": groq.InternalServerError, "odd": groq.APIResponseValidationError}


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
    client = groq.AsyncGroq(api_key="k", base_url=sys.argv[1], max_retries=1)
    secure = groq.AsyncGroq(api_key="k", base_url=secure_url, max_retries=0)
    path = pathlib.Path(sys.argv[2])
    watching = True
    await calls(client, path)
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
