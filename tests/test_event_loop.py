"""What an awaited call must not do: import modules or wait for a disk on the event loop's thread."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from groq.testing import LocalGroq
from twin import CHAT

PROGRAM = Path(__file__).with_name("awaited_calls.py")
LINE = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": CHAT}


def test_awaited_calls_import_nothing_and_touch_no_file_system(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINE) + "\n")
    chat = "chat.completions.create"
    with LocalGroq() as local, local.serve() as server:
        local.fail(400, on=chat)
        local.fail(500, body="<html>", retry_after="Wed, 21 Oct 2015 07:28:00 GMT", times=2, on=chat)
        local.fail(200, body={"choices": "none"}, on=chat)
        local.stream_error(after_chunks=2)
        done = subprocess.run(
            [sys.executable, str(PROGRAM), server.url, str(path), local.api_key],
            capture_output=True,
            text=True,
            timeout=50,
        )
        assert local.pending == []
    assert (done.returncode, done.stderr, done.stdout.split("\n")) == (0, "", ["", ""])
    assert local.statuses == [400, 500, 500, 200, 200, *[200] * 10, 404, *[200] * 11]
