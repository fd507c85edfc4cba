"""What the documents claim: README blocks and examples run, api.md names what exists."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import io
import json
import os
import re
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple

import pytest

import groq
from groq.testing import OPERATIONS, LocalGroq, LocalServer

ROOT = Path(__file__).parents[1]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
API = ROOT.joinpath("api.md").read_text(encoding="utf-8")
CHANGELOG = ROOT.joinpath("CHANGELOG.md").read_text(encoding="utf-8")


class Block(NamedTuple):
    """A Python block of a document, with the number of its first line."""

    line: int
    source: str


def blocks(text: str) -> List[Block]:
    found = re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [Block(text[: match.start(1)].count("\n") + 1, match.group(1)) for match in found]


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalGroq().serve() as serving:
        yield serving


@pytest.fixture
def environment(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that point programs to the local server; nothing of the tester's own."""
    for name in [name for name in os.environ if name.startswith("GROQ_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GROQ_BASE_URL", server.url)
    monkeypatch.setenv("GROQ_API_KEY", server.api_key)


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory of a README reader who has a recording, a photo and a batch at hand."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8_000)
        out.writeframes(b"\0\0" * 8_000)
    question = {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": "What is 2 + 2?"}]}
    line = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": question}
    tmp_path.joinpath("sample.wav").write_bytes(sound.getvalue())
    tmp_path.joinpath("photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 32 + b"\xff\xd9")
    tmp_path.joinpath("batch.jsonl").write_text(json.dumps(line) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# README.md

README_BLOCKS = blocks(README)
BRINGS_ITS_OWN_SERVER = "groq.testing"
SENDS_NOTHING = ("print(groq.__version__)", "default_query=", "proxy=")


@pytest.mark.usefixtures("environment", "directory")
@pytest.mark.parametrize("block", [pytest.param(block, id=f"line {block.line}") for block in README_BLOCKS])
def test_a_readme_block_runs_as_it_stands(block: Block, server: LocalServer) -> None:
    if "DefaultAioHttpClient" in block.source and not importlib.util.find_spec("httpx_aiohttp"):
        pytest.skip("the extra aiohttp is not installed")
    if "import otel" in block.source and not importlib.util.find_spec("opentelemetry"):
        pytest.skip("the extra otel is not installed")
    if "def test_" in block.source:
        Path("test_readme.py").write_text(block.source, encoding="utf-8")
        run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_readme.py"]
        ran = subprocess.run(run, stdout=subprocess.PIPE, env={**os.environ, "PYTEST_ADDOPTS": ""}, timeout=50)
        assert (ran.returncode, block.source.count("def test_")) == (0, 3), ran.stdout.decode()
        return
    before = len(server.requests)
    # Without the `annotations` of this module, by which classes would look for types in a module they are not in.
    exec(compile(block.source, f"README.md:{block.line}", "exec", dont_inherit=True), {"__name__": "__main__"})
    asked = len(server.requests) - before
    silent = BRINGS_ITS_OWN_SERVER in block.source or any(part in block.source for part in SENDS_NOTHING)
    assert (asked == 0) == silent


@pytest.mark.parametrize(
    "usage",
    [
        "await client.chat.completions.create(",
        "stream=True",
        "async for chunk in stream",
        "from groq.types.chat import ChatCompletion",
        "compound_custom={",
        "file=Path(",
        "except groq.RateLimitError",
        "except TimeoutError",
        "Groq(max_retries=0)",
        "timeout=httpx.Timeout(",
        "with_options(",
        "with_raw_response.create(",
        "with_streaming_response.create(",
        "client.get(",
        "extra_body=",
        "model_fields_set",
        "DefaultHttpxClient(",
        "DefaultAioHttpClient()",
        "with Groq() as client",
        "groq.__version__",
        "with LocalGroq() as local",
    ],
)
def test_the_readme_shows_each_usage_in_a_block_that_runs(usage: str) -> None:
    assert any(usage in block.source for block in README_BLOCKS)


def test_the_readme_has_the_two_commands_on_lines_of_their_own() -> None:
    lines = README.splitlines()
    assert 'python -m pip install . && python -m groq chat "Why does low latency matter?"' in lines
    assert 'python -m pip install ".[tests]" && python -m pytest' in lines


def test_the_readme_links_to_files_that_exist() -> None:
    targets = set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
    assert len(targets) > 8
    assert [target for target in targets if not ROOT.joinpath(target).exists()] == []


def test_the_readme_names_the_error_of_each_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| `(\w+)` \|", README, re.MULTILINE)
    public: Dict[str, Any] = {name: getattr(groq, name) for name in groq.__all__}
    assert {name: int(status) for status, name in rows} == {
        name: thing.status_code
        for name, thing in public.items()
        if isinstance(getattr(thing, "status_code", None), int)
    }


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## \[(\d[^\]]*)\]", CHANGELOG, re.MULTILINE)
    assert versions[0] == groq.__version__


# examples/

# Each program, something its source must show, and something it must print.
EXAMPLES: Dict[str, Any] = {
    "batch": ("client.batches.create(", "question-2 "),
    "chat": ("completion.usage", " together"),
    "chat_async": ("asyncio.gather(", "What is 3 plus 3? "),
    "chat_async_stream": ("async for chunk in stream", "rain"),
    "chat_stop": ("stop=[", "ended because: stop"),
    "chat_stream": ("stream=True", " tokens"),
    "compound": ("groq/compound", "Python"),
    "embeddings": ("client.embeddings.create(", "weather and compilers: "),
    "errors": ("groq.PermissionDeniedError", "401: the key is not accepted"),
    "fine_tunings": ("client.fine_tunings.create(", "made: ft:llama-3.1-8b-instant/support"),
    "files": ("client.files.delete(", "deleted: True"),
    "hooks": ("Hooks(on_request=", "call 2 is complete after "),
    "json_mode": ('"json_object"', "Ada Lovelace"),
    "mcp": ('"type": "mcp"', "Huggingface was asked search("),
    "live_stream": ("response_format=Plan", "parsed: title='Plan'"),
    "live_stream_async": ("async for text in stream.text_stream", "answer: "),
    "models": ("client.models.retrieve(", "openai/gpt-oss-20b is on"),
    "messages": ("to_param()", "groq: sanitize_history left out: messages[1].refusal, messages[1].annotations"),
    "moderation": ("llama-guard", "violation"),
    "moderation_check": ("check(client, text)", "S2 (Non-Violent Crimes)"),
    "parsed_output": ("chat.completions.parse(", "weather of Rome"),
    "prompt_caching": ("cached_tokens", " prompt tokens from the cache"),
    "raw_headers": ("with_streaming_response", "x-request-id: req_"),
    "reasoning": ("reasoning_effort", "reasoning: "),
    "reranking": ("client.reranking.create(", "text 0: On Sunday two trains"),
    "responses": ("client.responses.parse(", "get_weather says: "),
    "retries_and_timeouts": ("max_retries=5", "no connection: "),
    "run_tools": ("approve=approve", "the model calls get_weather with {'city': 'Paris', 'unit': 'celsius'}"),
    "run_tools_async": ('event.type == "tool_result"', "Trains -> one at noon to Rome"),
    "speech": ("client.audio.speech.create(", "streamed.wav: "),
    "structured_output": ("model_json_schema()", "Person(name="),
    "terminal_chat": ("input(", "Assistant: "),
    "tools": ("tool_call_id", "the model calls get_weather("),
    "transcription": ("timestamp_granularities", "2.0 seconds: "),
    "translation": ("client.audio.translations.create(", "tone.wav"),
    "vision": ("image_url", "colours"),
}


def run(name: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run an example in a process of its own, warnings being errors there too."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GROQ_")}
    environment.update(variables, PYTHONWARNINGS="error", PYTHONIOENCODING="utf-8", NO_PROXY="127.0.0.1")
    return subprocess.run(
        [sys.executable, str(ROOT / "examples" / f"{name}.py"), *arguments],
        input="Hello\n\nWhat is 2 + 2?\nexit\nunread\n",
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=50,
    )


def test_each_example_is_in_the_table_above() -> None:
    assert {path.stem for path in ROOT.glob("examples/[!_]*.py")} == set(EXAMPLES)


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_shows_its_subject_and_runs(name: str, server: LocalServer, tmp_path: Path) -> None:
    source, printed = EXAMPLES[name]
    assert source in ROOT.joinpath("examples", f"{name}.py").read_text(encoding="utf-8")
    arguments = [str(tmp_path)] if name == "speech" else []
    done = run(name, *arguments, GROQ_BASE_URL=server.url, GROQ_API_KEY=server.api_key)
    assert (done.returncode, done.stderr) == (0, "")
    assert printed in done.stdout


def test_an_example_without_a_key_asks_a_local_groq_of_its_own() -> None:
    done = run("chat")
    assert (done.returncode, done.stderr) == (0, "GROQ_API_KEY is not set: the built-in local Groq answers.\n")
    assert " together" in done.stdout


def test_the_terminal_chat_ends_at_exit_and_skips_empty_lines(server: LocalServer) -> None:
    before = len(server.requests)
    done = run("terminal_chat", GROQ_BASE_URL=server.url, GROQ_API_KEY=server.api_key)
    assert done.stdout.count("Assistant: ") == len(server.requests) - before == 2


# api.md

METHOD = re.compile(r"- `client\.(?P<name>[\w.]+)\((?P<arguments>.*)\) -> (?P<result>[\w\[\]]+)`(?P<http>.*)")
HTTP = re.compile(r" is `(?P<verb>[A-Z]+) (?P<path>/\S+)`")
METHODS = [match for match in map(METHOD.fullmatch, API.splitlines()) if match]
ROWS = {operation.name: operation for operation in OPERATIONS}


def test_every_bullet_of_api_md_is_a_method_line() -> None:
    assert [line for line in API.splitlines() if line.startswith("-")] == [match.group(0) for match in METHODS]


@pytest.mark.parametrize("line", METHODS, ids=lambda match: match["name"] + (" streamed" * ("stream=True" in match[0])))
def test_a_method_of_api_md_exists_on_both_clients(line: re.Match[str]) -> None:
    with LocalGroq() as local:
        for client in (local.client(), local.async_client()):
            method: Any = client
            for part in line["name"].split("."):
                method = getattr(method, part)
            parameters = inspect.signature(method).parameters
            names = [argument.partition("=")[0] for argument in line["arguments"].split(", ")]
            assert [name for name in names if name.isidentifier() and name not in parameters] == []


@pytest.mark.parametrize("line", [line for line in METHODS if line["http"]], ids=lambda match: match["name"])
def test_a_method_of_api_md_sends_and_returns_what_it_says(line: re.Match[str]) -> None:
    http = HTTP.fullmatch(line["http"])
    assert http is not None
    row = ROWS[line["name"]]
    result = f"Stream[{row.chunk.rpartition('.')[2]}]" if row.chunk and "stream=True" in line[0] else row.result
    assert (http["verb"], http["path"], line["result"]) == (row.method, row.path, result.rpartition(".")[2])


def test_api_md_names_every_operation() -> None:
    assert {line["name"] for line in METHODS if line["http"]} == set(ROWS)


@pytest.mark.parametrize("block", [pytest.param(block, id=f"line {block.line}") for block in blocks(API)])
def test_the_imports_of_api_md_work(block: Block) -> None:
    namespace: Dict[str, Any] = {}
    exec(compile(block.source, f"api.md:{block.line}", "exec"), namespace)
    assert len(namespace) > 1


@pytest.mark.parametrize(
    "module", ["groq", "groq.types", "groq.types.chat", "groq.types.audio", "groq.types.responses"]
)
def test_api_md_names_every_public_type(module: str) -> None:
    unnamed = {"__title__", "__version__", "types", "NoneType", "ProxiesTypes", "Transport"}
    named = set(re.findall(r"\w+", "".join(block.source for block in blocks(API))))
    assert set(importlib.import_module(module).__all__) - named - unnamed == set()
