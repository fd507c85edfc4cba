"""The local Groq as curl sees it: a chat, a stream, an upload and a batch over a real socket."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from groq.testing import LocalGroq, LocalServer

CURL = shutil.which("curl")
CHAT = {"model": "llama-3.3-70b-versatile", "messages": [{"role": "user", "content": "Why does low latency matter?"}]}

pytestmark = pytest.mark.skipif(CURL is None, reason="curl is not installed")


@pytest.fixture(name="server")
def serve() -> Iterator[LocalServer]:
    with LocalGroq() as local, local.serve() as server:
        yield server


def curl(server: LocalServer, path: str, *arguments: str, key: str = "") -> bytes:
    """What curl prints; it ends with an error where the server did not speak HTTP."""
    command = [
        CURL or "curl",
        *("--silent", "--show-error", "--noproxy", "*", "--max-time", "20"),
        *("-H", "Authorization: Bearer " + (key or server.api_key)),
        *arguments,
        server.url + "/openai/v1" + path,
    ]
    done = subprocess.run(command, capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout


def posted(server: LocalServer, path: str, body: Dict[str, Any], *arguments: str) -> bytes:
    return curl(server, path, "-H", "Content-Type: application/json", "-d", json.dumps(body), *arguments)


def test_curl_completes_a_chat(server: LocalServer) -> None:
    answer = json.loads(posted(server, "/chat/completions", CHAT))
    (choice,) = answer["choices"]
    assert (answer["object"], answer["model"]) == ("chat.completion", CHAT["model"])
    assert (choice["message"]["role"], choice["finish_reason"]) == ("assistant", "stop")
    assert choice["message"]["content"] != ""
    with server.client() as client:
        asked: Any = CHAT
        assert client.chat.completions.create(**asked).choices[0].message.content == choice["message"]["content"]


def test_curl_prints_a_stream_as_it_comes(server: LocalServer) -> None:
    printed = posted(server, "/chat/completions", {**CHAT, "stream": True}, "--no-buffer", "--include").decode()
    head, _, body = printed.partition("\r\n\r\n")
    lines = [line.lower() for line in head.split("\r\n")]
    assert lines[0] == "http/1.1 200 ok"
    assert {"transfer-encoding: chunked", "content-type: text/event-stream"} <= {*lines}
    *events, done, rest = body.split("\n\n")
    assert (done, rest) == ("data: [DONE]", "")
    chunks: List[Any] = [json.loads(event[len("data: ") :]) for event in events if event.startswith("data: ")]
    assert len(chunks) == len(events) > 2
    text = "".join(choice["delta"].get("content") or "" for chunk in chunks for choice in chunk["choices"])
    whole = json.loads(posted(server, "/chat/completions", CHAT))
    assert text == whole["choices"][0]["message"]["content"]


def test_curl_uploads_a_file_and_gets_it_back(server: LocalServer, tmp_path: Path) -> None:
    content = (
        b'{"custom_id": "\xc3\xa9"}\r\n' * 60000
    )  # more than curl sends without asking first, by `Expect: 100-continue`
    path = tmp_path / "r\u00e9quests \u4e2d.jsonl"
    path.write_bytes(content)
    file = json.loads(curl(server, "/files", "-F", "purpose=batch", "-F", "file=@%s" % path))
    assert (file["object"], file["filename"], file["bytes"]) == ("file", path.name, len(content))
    assert curl(server, "/files/%s/content" % file["id"]) == content
    assert json.loads(curl(server, "/files/%s" % file["id"], "-X", "DELETE")) == {
        "id": file["id"],
        "object": "file",
        "deleted": True,
    }
    assert json.loads(curl(server, "/files"))["data"] == []


def test_curl_runs_a_batch_to_its_output_file(server: LocalServer, tmp_path: Path) -> None:
    requests = [
        {"custom_id": "request-%d" % number, "method": "POST", "url": "/v1/chat/completions", "body": CHAT}
        for number in range(3)
    ]
    path = tmp_path / "requests.jsonl"
    path.write_text("".join(json.dumps(request) + "\n" for request in requests), "utf-8")
    file = json.loads(curl(server, "/files", "-F", "purpose=batch", "-F", "file=@%s" % path))
    wanted = {"input_file_id": file["id"], "endpoint": "/v1/chat/completions", "completion_window": "24h"}
    batch = json.loads(posted(server, "/batches", wanted))
    for _ in range(20):
        if batch["status"] in ("completed", "failed", "expired", "cancelled"):
            break
        batch = json.loads(curl(server, "/batches/" + batch["id"]))
    assert (batch["status"], batch["request_counts"]) == ("completed", {"total": 3, "completed": 3, "failed": 0})
    lines = [json.loads(line) for line in curl(server, "/files/%s/content" % batch["output_file_id"]).splitlines()]
    assert [line["custom_id"] for line in lines] == ["request-0", "request-1", "request-2"]
    assert {line["response"]["status_code"] for line in lines} == {200}


def test_a_client_that_asks_for_page_after_page_comes_to_an_end(server: LocalServer) -> None:
    first, second = [
        json.loads(curl(server, "/files", "-F", "purpose=batch", "-F", "file={};filename=a.jsonl"))["id"]
        for _ in range(2)
    ]
    pages = [
        json.loads(curl(server, "/files" + query))["data"] for query in ("", "?after=" + second, "?after=" + first)
    ]
    assert [[file["id"] for file in page] for page in pages] == [[second, first], [first], []]
    wanted = {"input_file_id": first, "endpoint": "/v1/chat/completions", "completion_window": "24h"}
    batch = json.loads(posted(server, "/batches", wanted))["id"]
    pages = [json.loads(curl(server, "/batches" + query))["data"] for query in ("", "?after=" + batch)]
    assert [[found["id"] for found in page] for page in pages] == [[batch], []]


def test_curl_is_told_what_is_wrong(server: LocalServer) -> None:
    answer = curl(server, "/models", "--write-out", "\n%{http_code}", key="gsk_wrong")
    body, _, status = answer.decode().rpartition("\n")
    assert status == "401"
    assert json.loads(body) == {
        "error": {"message": "Invalid API Key", "type": "invalid_request_error", "code": "invalid_api_key"}
    }
