"""What an awaited call must not do: import modules or wait for a disk on the event loop's thread."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from loopback import Server, http_answer
from twin import sse

PROGRAM = Path(__file__).with_name("awaited_calls.py")


class Scripted(Server):
    """Answers with what the request asks for in its header `X-Answer`."""

    def answer(self, request: bytes) -> bytes:
        head = request.split(b"\r\n\r\n", 1)[0].decode().lower()
        asked = head.partition("x-answer: ")[2].split("\r\n")[0]
        return ANSWERS.get(asked) or http_answer(JSON)


JSON = b'{"id":"1","data":[],"choices":[{"message":{"content":"x"}}],"text":"x"}'
ANSWERS = {
    "stream": http_answer(sse({"id": "1", "choices": []}), content_type="text/event-stream"),
    "error": http_answer(sse({"error": {"message": "no"}}), content_type="text/event-stream"),
    "odd": http_answer(b'{"choices":"none"}'),
    "400": http_answer(b'{"error":{"message":"no"}}', status="400 Bad Request"),
    "500": http_answer(b"<html>", status="500 Internal Server Error", retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
}


def test_awaited_calls_import_nothing_and_touch_no_file_system(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{}\n")
    server = Scripted()
    done = subprocess.run(
        [sys.executable, str(PROGRAM), server.url, str(path)], capture_output=True, text=True, timeout=50
    )
    server.close()
    assert (done.returncode, done.stderr, done.stdout.split("\n")) == (0, "", ["", ""])
    assert len(server.requests) == 26
