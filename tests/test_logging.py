"""What is logged where, at which level, and what never is."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from typing import Any, Dict, List, Optional, Tuple

import pytest

import groq
from twin import CHAT, Twin

KEY = "gsk_a-key-that-nobody-may-see"
SECRET = "words-that-nobody-may-see"
CALL: Dict[str, Any] = {**CHAT, "messages": [{"role": "user", "content": SECRET}]}


def messages(caplog: pytest.LogCaptureFixture) -> List[Tuple[str, str, str]]:
    """Logger, level and text of what this package logged."""
    return [
        (record.name, record.levelname, record.getMessage())
        for record in caplog.records
        if record.name.split(".")[0] == "groq"
    ]


def test_a_call_is_logged_at_debug_level(twin: Twin, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "groq")
    twin.call(twin.local_client().models.list())
    url = "https://api.groq.com/openai/v1/models"
    assert messages(caplog) == [
        ("groq._base_client", "DEBUG", "Sending HTTP Request: GET " + url),
        ("groq._base_client", "DEBUG", 'HTTP Response: GET %s "200 OK"' % url),
    ]


def test_a_retry_is_logged_at_info_level(twin: Twin, caplog: pytest.LogCaptureFixture, no_sleep: List[float]) -> None:
    caplog.set_level(logging.INFO, "groq")
    twin.local.fail(500, retry_after=1.5)
    twin.call(twin.local_client().models.list())
    assert messages(caplog) == [
        ("groq._base_client", "INFO", "Retrying request to /openai/v1/models in 1.500000 seconds")
    ]


def test_nothing_is_logged_unless_somebody_asks(twin: Twin, caplog: pytest.LogCaptureFixture) -> None:
    twin.call(twin.local_client().models.list())
    assert messages(caplog) == []


@pytest.mark.parametrize("bodies", [None, "0"])
def test_no_level_shows_a_key_or_what_was_said(
    twin: Twin,
    caplog: pytest.LogCaptureFixture,
    no_sleep: List[float],
    monkeypatch: pytest.MonkeyPatch,
    bodies: Optional[str],
) -> None:
    if bodies is not None:
        monkeypatch.setenv("GROQ_LOG_BODIES", bodies)
    caplog.set_level(1)  # every logger, that of httpx and that of the event loop too
    local = twin.local_with(api_key=KEY)
    local.reply(SECRET, times=None)
    local.fail(500, body=SECRET)
    local.refuse_connection()
    client = twin.local_client()
    headers = {"extra_headers": {"X-Api-Key": SECRET}}
    assert twin.call(client.chat.completions.create(**CALL, **headers)).choices[0].message.content == SECRET
    twin.items(twin.call(client.chat.completions.create(**CALL, stream=True)))
    local.fail(200, body="no JSON: " + SECRET)
    twin.call(client.chat.completions.create(**CALL, extra_body={"password": SECRET}))
    local.fail(400, message=SECRET)
    with pytest.raises(groq.BadRequestError):
        twin.call(client.audio.transcriptions.create(model="m", file=SECRET.encode(), prompt=SECRET))
    with pytest.raises(groq.AuthenticationError):
        twin.call(client.models.list(extra_headers={"Authorization": "Bearer " + SECRET}))
    assert local.statuses == [500, None, 200, 200, 200, 400, 401]
    texts = [record.getMessage() + str(record.exc_info) + str(record.args) for record in caplog.records]
    assert len(texts) > 7
    assert [text for text in texts if KEY in text or SECRET in text] == []


PROGRAM = """
import json, logging, os
import groq
from groq.testing import LocalGroq
LocalGroq().client(base_url=None).models.list()
print(json.dumps([logging.getLogger(name).level for name in ("", "groq", "httpx")]))
"""
LINE = re.compile(
    r"\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - (?P<logger>[\w.]+):\d+ - (?P<level>[A-Z]+)\] (?P<text>.*)", re.MULTILINE
)
URL = "https://api.groq.com/openai/v1/models"
HTTPX = ("httpx", "INFO", 'HTTP Request: GET %s "HTTP/1.1 200 OK"' % URL)


@pytest.mark.parametrize(
    ("value", "levels", "lines"),
    [
        (None, "[30, 0, 0]", []),
        ("INFO", "[30, 0, 0]", []),
        ("1", "[30, 0, 0]", []),
        ("info", "[30, 20, 20]", [HTTPX]),
        (
            "debug",
            "[30, 10, 10]",
            [
                ("groq._base_client", "DEBUG", "Sending HTTP Request: GET " + URL),
                HTTPX,
                ("groq._base_client", "DEBUG", 'HTTP Response: GET %s "200 OK"' % URL),
            ],
        ),
    ],
)
def test_the_environment_sets_up_logging_at_import(value: Optional[str], levels: str, lines: Any) -> None:
    environment = {**os.environ, **({} if value is None else {"GROQ_LOG": value})}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=50, env=environment, check=True
    )
    found = [match.groups() for match in LINE.finditer(done.stderr)]
    assert (done.stdout.strip(), found) == (levels, lines)
    assert len(done.stderr.splitlines()) == len(lines)
