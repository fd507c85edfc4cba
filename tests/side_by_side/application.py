"""An application that uses everything `groq` offers, in both colours: `application.py URL` prints what came back."""

from __future__ import annotations

import asyncio
import io
import json
import pathlib
import re
import sys
import tempfile
from typing import Any, Callable, Dict, Iterator, List, Tuple

from answers import CHAT, SPECIAL, USER

__all__ = ["application"]

JSON = Dict[str, Any]
Case = Tuple[str, Callable[[Any], Any]]

# name, path from the client to the method, positional arguments, keyword arguments
OPERATIONS: List[Tuple[str, str, Tuple[Any, ...], JSON]] = [
    (
        "chat",
        "chat.completions.create",
        (),
        {"messages": USER, "model": "m", "temperature": 0.5, "stop": None, "seed": 1},
    ),
    ("embeddings", "embeddings.create", (), {"input": ["a", "b"], "model": "e"}),
    ("speech", "audio.speech.create", (), {"input": "Hi", "model": "m", "voice": "v", "response_format": "wav"}),
    (
        "transcription",
        "audio.transcriptions.create",
        (),
        {"file": ("a.wav", b"RIFF"), "model": "w", "timestamp_granularities": ["word", "segment"]},
    ),
    ("translation", "audio.translations.create", (), {"file": b"RIFF", "model": "w", "prompt": "p"}),
    ("models-list", "models.list", (), {}),
    ("models-retrieve", "models.retrieve", ("a/b c",), {}),
    ("models-delete", "models.delete", ("m1",), {}),
    (
        "batches-create",
        "batches.create",
        (),
        {"completion_window": "24h", "endpoint": "/v1/chat/completions", "input_file_id": "file_1"},
    ),
    ("batches-list", "batches.list", (), {}),
    ("batches-retrieve", "batches.retrieve", ("batch_1",), {}),
    ("batches-cancel", "batches.cancel", ("batch_1",), {}),
    ("files-create", "files.create", (), {"file": ("a.jsonl", b"{}"), "purpose": "batch"}),
    ("files-list", "files.list", (), {}),
    ("files-info", "files.info", ("file_1",), {}),
    ("files-content", "files.content", ("file_1",), {}),
    ("files-delete", "files.delete", ("file_1",), {}),
]


def method(client: Any, path: str) -> Any:
    for name in path.split("."):
        client = getattr(client, name)
    return client


def operation_cases() -> Iterator[Case]:
    for name, path, args, kwargs in OPERATIONS:
        head, last = path.rsplit(".", 1)
        yield name, lambda c, p=path, a=args, k=kwargs: method(c, p)(*a, **k)
        yield name + "_raw", lambda c, p=head + ".with_raw_response." + last, a=args, k=kwargs: method(c, p)(*a, **k)
        yield name + "_streamed", lambda c, p="with_streaming_response." + path, a=args, k=kwargs: method(c, p)(*a, **k)


def chat(**kwargs: Any) -> Callable[[Any], Any]:
    return lambda client: client.chat.completions.create(**{"messages": USER, "model": "m", **kwargs})


def transcribe(file: Any, **kwargs: Any) -> Callable[[Any], Any]:
    return lambda client: client.audio.transcriptions.create(
        file=file() if callable(file) else file, model="w", **kwargs
    )


def special_cases() -> Iterator[Case]:
    for name in SPECIAL:
        stream = {"stream": True} if name.startswith("sse") else {}
        model_wanted = "model" in name or name in ("json-as-text", "bad-json", "empty-json")
        if name == "redirect":
            yield name, lambda c: c.models.list()
        elif model_wanted:
            yield name, lambda c: c.models.retrieve("m1")
        else:
            yield name, chat(**stream)
    for name in ("json-as-text", "text-for-model", "list-for-model", "null-for-model", "odd-model"):
        yield name + ".strict", lambda c: c.models.retrieve("m1")
    yield "sse.strict", chat(stream=True)
    yield "sse-odd.strict", chat(stream=True)
    yield "sse.raw", lambda c: c.chat.completions.with_raw_response.create(messages=USER, model="m", stream=True)
    yield (
        "sse.streamed",
        lambda c: c.chat.completions.with_streaming_response.create(messages=USER, model="m", stream=True),
    )
    yield "flaky.raw", lambda c: c.chat.completions.with_raw_response.create(messages=USER, model="m")


def request_cases() -> Iterator[Case]:
    import httpx

    import groq
    from groq.types.chat import ChatCompletion

    omit = groq.Omit()
    wav = pathlib.Path(tempfile.gettempdir(), "sidebyside.wav")
    wav.write_bytes(b"RIFFdata")
    for number, headers in enumerate([
        {"X-A": "1"}, {"Authorization": "Bearer other"}, {"Authorization": omit}, {"User-Agent": "me"},
        {"User-Agent": omit}, {"Accept": "a/b"}, {"Content-Type": "text/x"}, {"Content-Type": omit},
        {"X-Stainless-Lang": omit}, {"X-Stainless-Async": omit}, {"x-stainless-retry-count": "9"},
        {"x-stainless-retry-count": omit}, {"X-Stainless-Read-Timeout": omit}, {"X-Stainless-Raw-Response": "true"},
        {"X-A": 1}, {"X-A": None},
        {"authorization": "other case"}, {"AUTHORIZATION": omit}, {"accept": "a/b"},
    ]):  # fmt: skip
        yield "headers-%d" % number, chat(extra_headers=headers)
    for number, timeout in enumerate([5, 2.5, 60.0, None, httpx.Timeout(9, read=3), httpx.Timeout(None)]):
        yield "timeout-%d" % number, chat(timeout=timeout)
    query = {
        "a": True,
        "b": None,
        "c": [1, "x y"],
        "d": {"e": [2, 3], "f": {"g": 1.5}},
        "h": "",
        "i": [],
        "j": "\u00e9&=",
    }
    yield "query", chat(extra_query=query)
    yield "default-query", lambda c: c.with_options(default_query={"a": 1, "b": 2}).models.list(extra_query={"b": 3})
    yield (
        "default-headers",
        lambda c: c.with_options(default_headers={"X-A": "1", "X-B": omit}).models.list(extra_headers={"X-C": "3"}),
    )
    yield "extra-body", chat(extra_body={"model": "other", "new": {"x": [1, None]}})
    yield "get-extra-body", lambda c: c.models.list(extra_body={"a": 1})
    yield "delete-extra-body", lambda c: c.models.delete("m1", extra_body={"a": 1})
    for number, value in enumerate(
        [float("nan"), object(), {1}, b"x", 10**30, 1e22, (1, 2), {"k": omit}, "\ud800", groq.NOT_GIVEN, omit, None]
    ):
        yield "body-%d" % number, chat(extra_body={"value": value})
    reply = ChatCompletion.construct(**CHAT).choices[0].message
    yield "message-objects", lambda c: chat(messages=(message for message in [reply, *USER]))(c)
    yield "missing", lambda c: c.chat.completions.create()
    yield "missing-one", lambda c: c.audio.speech.create(input="x", model="m")
    yield "unknown", chat(nonsense=1)
    for number, key in enumerate(["", "..", ".", "%2e%2e", "a\u00e9?#", "a:b@c!"]):
        yield "path-%d" % number, lambda c, k=key: c.models.retrieve(k)
    for number, file in enumerate([
        b"x", lambda: io.BytesIO(b"x"), wav, lambda: wav.open("rb"),
        ("n.mp3", b"x"), ("n.mp3", b"x", "audio/zz"), ("n.mp3", b"x", "audio/zz", {"X-P": "1"}),
        (None, b"x"), 5, lambda: io.StringIO("x"), ("n.wav",), lambda: wav.open("r"), pathlib.Path("/nowhere/at/all"),
    ]):  # fmt: skip
        yield "file-%d" % number, transcribe(file)
    yield (
        "form",
        transcribe(
            b"x",
            language="en",
            prompt="p",
            temperature=0,
            response_format="json",
            extra_body={"a": {"b": [1, True]}, "n": None},
        ),
    )
    yield "form-boundary", transcribe(b"x", extra_headers={"Content-Type": "multipart/form-data; boundary=own"})
    yield "form-url", lambda c: c.audio.transcriptions.create(url="https://x/y.wav", model="w")
    for number, kind in enumerate(
        [str, bytes, dict, list, object, type(None), httpx.Response, Dict[str, object], groq.Stream, Any]
    ):
        yield "cast-%d" % number, lambda c, k=kind: c.get("/openai/v1/models", cast_to=k)
    for verb in ("get", "post", "put", "patch", "delete"):
        body = {} if verb == "get" else {"body": {"a": 1}}
        yield (
            "verb-" + verb,
            lambda c, v=verb, b=body: getattr(c, v)(
                "/some/where", cast_to=object, options={"params": {"p": [1, 2]}, "headers": {"X-Q": "1"}}, **b
            ),
        )
    yield (
        "verb-query",
        lambda c: c.get("/some/where?x=1&y=2", cast_to=object, options={"params": {"y": 3, "z": [4, 5]}}),
    )
    yield "verb-content", lambda c: c.post("/raw", cast_to=httpx.Response, content=b"bytes")


def shown(value: Any) -> Any:
    """A result as JSON: for models both what they hold and how they print; for the rest type and repr."""
    kind = type(value).__name__
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if hasattr(value, "to_dict"):
        return {
            "type": kind,
            "dict": value.to_dict(mode="json"),
            "repr": repr(value),
            "set": sorted(value.model_fields_set),
        }
    return {"type": kind, "repr": re.sub(r"127\.0\.0\.1:\d+", "HOST", repr(value))}


def shown_error(error: BaseException) -> JSON:
    facts: JSON = {
        "raised": [kind.__name__ for kind in type(error).__mro__[:-2]],
        "text": re.sub("0x[0-9a-f]+", "0x", str(error)),
    }
    for name in ("status_code", "body"):
        if hasattr(error, name):
            facts[name] = getattr(error, name)
    facts["cause"] = type(error.__cause__).__name__
    return facts


def response_facts(response: Any) -> JSON:
    return {
        "type": type(response).__name__, "repr": repr(response), "closed": response.is_closed,
        "status": response.status_code, "content-type": response.headers.get("content-type"),
        "method": response.method, "path": response.url.path.split("/", 2)[2], "retries": response.retries_taken,
    }  # fmt: skip


def collect_sync(value: Any) -> Any:
    import groq

    if hasattr(value, "__enter__") and not isinstance(value, groq.Stream):
        with value as response:
            facts = response_facts(response)
            return [facts, collect_sync(response.parse()), response.is_closed]
    if isinstance(value, groq.Stream):
        return [shown(item) for item in value]
    if hasattr(value, "http_request"):
        return [
            response_facts(value),
            collect_sync(value.parse()),
            value.text() if value.http_response.is_closed and not value._is_sse_stream else None,
        ]
    return shown(value)


async def collect_async(value: Any) -> Any:
    import groq

    if hasattr(value, "__await__"):
        value = await value
    if hasattr(value, "__aenter__") and not isinstance(value, groq.AsyncStream):
        async with value as response:
            facts = response_facts(response)
            return [facts, await collect_async(await response.parse()), response.is_closed]
    if isinstance(value, groq.AsyncStream):
        return [shown(item) async for item in value]
    if hasattr(value, "http_request"):
        parsed = await collect_async(await value.parse())
        return [
            response_facts(value),
            parsed,
            (await value.text()) if value.http_response.is_closed and not value._is_sse_stream else None,
        ]
    return shown(value)


def application(url: str) -> None:
    import groq

    def settings(name: str) -> JSON:
        return {"api_key": "key", "base_url": url + "/" + name, "_strict_response_validation": "strict" in name}

    def run_sync(name: str, act: Callable[[Any], Any]) -> Any:
        with groq.Groq(**settings(name)) as client:
            return collect_sync(act(client))

    async def run_async(name: str, act: Callable[[Any], Any]) -> Any:
        async with groq.AsyncGroq(**settings(name)) as client:
            return await collect_async(act(client))

    for name, act in [*operation_cases(), *special_cases(), *request_cases()]:
        for colour, run in (("sync", run_sync), ("async", lambda n, a: asyncio.run(run_async(n, a)))):
            case = name + "." + colour
            try:
                result = run(case, act)
            except Exception as error:
                result = shown_error(error)
            print(json.dumps({"case": case, "result": result}, default=repr), flush=True)


if __name__ == "__main__":
    application(sys.argv[1])
