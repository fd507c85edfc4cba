"""Clients of other makers and other languages, completing chats, streams, uploads and batches against the local Groq.

    python tests/other_clients.py openai curl

Run by people, in an environment where this library is installed beside the client; not collected by pytest. Each client
is run against a server in this process and against `python -m groq serve`. Exits with 1 where one of them failed.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import groq
from groq.testing import LocalGroq

MODEL = "llama-3.3-70b-versatile"
MESSAGES: Any = [{"role": "user", "content": "Why does low latency matter?"}]
JSONL = "".join(
    json.dumps({"custom_id": str(number), "method": "POST", "url": "/v1/chat/completions", "body": body}) + "\n"
    for number, body in enumerate([{"model": MODEL, "messages": MESSAGES}] * 3)
).encode()
ENDED = ("completed", "failed", "expired", "cancelled")


def openai(url: str, key: str) -> List[str]:
    from openai import OpenAI

    with OpenAI(base_url=url + "/openai/v1", api_key=key, max_retries=0) as client:
        chat = client.chat.completions.create(model=MODEL, messages=MESSAGES)
        text = chat.choices[0].message.content
        with client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True) as stream:
            streamed = "".join(choice.delta.content or "" for chunk in stream for choice in chunk.choices)
        assert streamed == text, (streamed, text)
        done = ["chat", "stream", *_openai_tools(client), *_openai_batch(client), *_openai_rest(client)]
    assert asyncio.run(_openai_awaited(url, key)) == text
    return [*done, "awaited stream"]


def _openai_tools(client: Any) -> List[str]:
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    tool = {"type": "function", "function": {"name": "weather", "parameters": schema}}
    answer = client.chat.completions.create(model=MODEL, messages=MESSAGES, tools=[tool], tool_choice="required")
    (call,) = answer.choices[0].message.tool_calls
    assert (call.function.name, list(json.loads(call.function.arguments))) == ("weather", ["city"])
    wanted = {"type": "json_schema", "json_schema": {"name": "weather", "schema": schema}}
    answer = client.chat.completions.create(model="openai/gpt-oss-20b", messages=MESSAGES, response_format=wanted)
    assert list(json.loads(answer.choices[0].message.content)) == ["city"]
    return ["tool call", "json schema"]


def _openai_batch(client: Any) -> List[str]:
    file = client.files.create(file=("requests.jsonl", JSONL), purpose="batch")
    assert client.files.content(file.id).read() == JSONL
    batch = client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata={"of": "a test"}
    )
    for _ in range(200):
        if batch.status in ENDED:
            break
        time.sleep(0.05)
        batch = client.batches.retrieve(batch.id)
    counts = batch.request_counts
    assert (batch.status, counts.total, counts.completed) == ("completed", 3, 3), batch
    lines = [json.loads(line) for line in client.files.content(batch.output_file_id).text.splitlines()]
    assert [line["custom_id"] for line in lines] == ["0", "1", "2"]
    assert batch.id in [found.id for found in client.batches.list()]
    assert [found.id for found in client.files.list()] == [batch.output_file_id, file.id]
    assert client.files.delete(file.id).deleted
    return ["upload", "download", "batch"]


def _openai_rest(client: Any) -> List[str]:
    import openai

    one, two = client.embeddings.create(model="nomic-embed-text-v1_5", input=["low latency", "low latency"]).data
    assert one.embedding == two.embedding
    assert abs(sum(number * number for number in one.embedding) - 1) < 1e-3
    sound = client.audio.speech.create(
        model="playai-tts", voice="Fritz-PlayAI", input="Hello there", response_format="wav"
    ).read()
    heard = client.audio.transcriptions.create(
        model="whisper-large-v3",
        file=("hello.wav", sound),
        response_format="verbose_json",
        timestamp_granularities=["word", "segment"],
    )
    assert heard.text
    assert heard.words[0].start == 0
    assert MODEL in [model.id for model in client.models.list()]
    refused = None
    try:
        client.chat.completions.create(model="nothing", messages=MESSAGES)
    except openai.NotFoundError as error:
        refused = error.code
    assert refused == "model_not_found", refused
    return ["embeddings", "speech", "transcription", "models", "error"]


async def _openai_awaited(url: str, key: str) -> str:
    from openai import AsyncOpenAI

    async with AsyncOpenAI(base_url=url + "/openai/v1", api_key=key, max_retries=0) as client:
        stream = await client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
        return "".join([choice.delta.content or "" async for chunk in stream for choice in chunk.choices])


def curl(url: str, key: str) -> List[str]:
    def run(path: str, *arguments: str) -> bytes:
        command = ["curl", "-sS", "--fail-with-body", "--noproxy", "*", "-H", "Authorization: Bearer " + key]
        return subprocess.run([*command, *arguments, url + "/openai/v1" + path], stdout=-1, check=True).stdout

    def post(path: str, body: Any) -> Any:
        return run(path, "-H", "Content-Type: application/json", "-d", json.dumps(body))

    chat = json.loads(post("/chat/completions", {"model": MODEL, "messages": MESSAGES}))
    stream = post("/chat/completions", {"model": MODEL, "messages": MESSAGES, "stream": True}).decode()
    *events, end = [line[len("data: ") :] for line in stream.split("\n") if line]
    choices = [choice for event in events for choice in json.loads(event)["choices"]]
    text = "".join(choice["delta"].get("content") or "" for choice in choices)
    assert (text, end) == (chat["choices"][0]["message"]["content"], "[DONE]")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "requests.jsonl")
        path.write_bytes(JSONL)
        file = json.loads(run("/files", "-F", "purpose=batch", "-F", "file=@%s" % path))
    wanted = {"input_file_id": file["id"], "endpoint": "/v1/chat/completions", "completion_window": "24h"}
    batch = json.loads(post("/batches", wanted))
    for _ in range(200):
        if batch["status"] in ENDED:
            break
        time.sleep(0.05)
        batch = json.loads(run("/batches/" + batch["id"]))
    assert (batch["status"], batch["request_counts"]["completed"]) == ("completed", 3), batch
    lines = run("/files/%s/content" % batch["output_file_id"]).splitlines()
    assert [json.loads(line)["custom_id"] for line in lines] == ["0", "1", "2"]
    return ["chat", "stream", "upload", "download", "batch"]


CHECKS: Dict[str, Callable[[str, str], List[str]]] = {"openai": openai, "curl": curl}


@contextmanager
def here() -> Iterator[Tuple[str, str]]:
    """A server in this process: its URL and its key."""
    with LocalGroq() as local, local.serve() as server:
        yield server.url, server.api_key


@contextmanager
def elsewhere() -> Iterator[Tuple[str, str]]:
    """`python -m groq serve`: what it says its URL and its key are. It is asked to end, and has to end well."""
    command = [sys.executable, "-m", "groq", "serve", "--port", "0", "--quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        settings = dict(process.stdout.readline().split(" ", 1)[1].strip().split("=", 1) for _ in range(2))
        yield settings["GROQ_BASE_URL"], settings["GROQ_API_KEY"]
    finally:
        process.terminate()
        status = process.wait(10)
    assert status == 0 or os.name == "nt", "serve ended with %d" % status


def main(names: List[str]) -> int:
    failed = 0
    for name in names or list(CHECKS):
        for server in (here, elsewhere):
            label = "%s, %s" % (name, "a server in this process" if server is here else "groq serve")
            try:
                with server() as (url, key):
                    done = CHECKS[name](url, key)
                print("ok      %s, groq %s: %s" % (label, groq.__version__, ", ".join(done)))
            except Exception:
                failed += 1
                traceback.print_exc()
                print("FAILED  %s, groq %s" % (label, groq.__version__))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
