"""`serve`: the local Groq in a process of its own, from its first line to its exit status."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from typing import Any, Dict, Iterator, List

import httpx
import pytest

from groq import Groq
from groq.cli import _serve, main
from groq.testing import LocalGroq

CHAT: Dict[str, Any] = {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": "Hello"}]}


class Serving:
    """`groq serve` in a process, after it said where."""

    def __init__(self, process: Any) -> None:
        self.process = process
        lines = [process.stdout.readline().decode() for _ in range(4)]
        found = [re.match(r"(?:export|set) (\w+)=(.*?)\r?\n", line) for line in lines]
        self.environment = {match.group(1): match.group(2) for match in found if match}

    def stopped_by(self, number: int) -> int:
        self.process.send_signal(number)
        return int(self.process.wait(30))


@contextmanager
def serving(*arguments: str, code: str = "") -> Iterator[Serving]:
    command = ["-c", code, "serve"] if code else ["-m", "groq", "serve"]
    process = subprocess.Popen(
        [sys.executable, *command, "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        try:
            yield Serving(process)
        finally:
            if process.poll() is None:
                process.kill()


WITHOUT_TYPER = "import sys; sys.modules['typer'] = None; from groq.cli import main; sys.exit(main())"


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("code", ["", WITHOUT_TYPER], ids=["installed", "without typer"])
def test_it_serves_until_a_signal_and_ends_with_0(number: int, code: str) -> None:
    with serving(code=code) as server:
        url, key = server.environment["GROQ_BASE_URL"], server.environment["GROQ_API_KEY"]
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
        assert server.environment == {
            "GROQ_BASE_URL": url,
            "GROQ_API_KEY": "local-groq-key",
            "OPENAI_BASE_URL": url + "/openai/v1",
            "OPENAI_API_KEY": "local-groq-key",
        }
        with Groq(api_key=key, base_url=url) as client:
            completion = client.chat.completions.create(**CHAT)
            chunks = list(client.chat.completions.create(**CHAT, stream=True))
        assert (completion.choices[0].message.content or "").startswith("You asked:")
        assert len(chunks) > 10
        assert server.stopped_by(number) == 0
        log = server.process.stderr.read().decode().splitlines()
        assert [re.sub(r"\d+ ms$", "1 ms", line) for line in log] == ["POST /openai/v1/chat/completions 200 1 ms"] * 2
        with pytest.raises(httpx.ConnectError):
            httpx.get(url, trust_env=False)


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
def test_quiet_it_logs_nothing_and_lets_only_its_key_in() -> None:
    with serving("--quiet", "--api-key", "it's mine") as server:
        assert server.environment["GROQ_API_KEY"] == "'it'\"'\"'s mine'"
        url = server.environment["GROQ_BASE_URL"] + "/openai/v1/models"
        with httpx.Client(trust_env=False) as client:
            statuses = [
                client.get(url, headers={"authorization": "Bearer " + key}).status_code
                for key in ("it's mine", "local-groq-key")
            ]
        assert statuses == [200, 401]
        assert server.stopped_by(signal.SIGTERM) == 0
        assert server.process.stderr.read() == b""


# In this process


def test_the_lines_to_set_are_out_before_it_waits(
    face: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: List[str] = []
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    @contextmanager
    def stopping() -> Iterator[Any]:
        class Stopped:
            def wait(self, timeout: float) -> bool:
                shown.append(capsys.readouterr().out)
                return True

        yield Stopped()

    monkeypatch.setattr(_serve, "_stopping", stopping)
    threads = threading.active_count()
    assert main(["serve", "--port", "0"]) == 0
    assert [line.split("=")[0].split()[1] for line in shown[0].splitlines()] == [
        "GROQ_BASE_URL",
        "GROQ_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_API_KEY",
    ]
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    assert threading.active_count() == threads


def test_the_signals_are_what_they_were_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with _serve._stopping() as stopped:
        assert signal.getsignal(signal.SIGTERM) != before[1]
        signal.raise_signal(signal.SIGTERM)
        assert stopped.wait(10)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_thread_that_may_not_ask_for_signals_serves_without() -> None:
    seen: List[bool] = []

    def serve() -> None:
        with _serve._stopping() as stopped:
            seen.append(stopped.is_set())

    thread = threading.Thread(target=serve)
    thread.start()
    thread.join(10)
    assert seen == [False]


def test_a_port_in_use_is_one_line(face: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"groq: cannot listen on 127\.0\.0\.1 port %d: [^\n]+\.\n" % port, err)


def test_a_host_that_is_not_of_this_machine_is_one_line(face: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "nowhere.invalid", "--port", "0"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"groq: cannot listen on nowhere\.invalid port 0: [^\n]+\.\n", err)


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str, face: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port=" + port]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1].startswith("groq: --port is ")


def test_requests_are_told_when_their_answer_is_out() -> None:
    told: List[Any] = []
    done = threading.Event()

    def log(*request: Any) -> None:
        told.append(request)
        done.set()

    with LocalGroq() as local, local.serve(log=log) as server, httpx.Client(trust_env=False) as client:
        assert client.get(server.url + "/openai/v1/models?a=b").status_code == 401
        assert done.wait(10)
    ((method, path, status, seconds),) = told
    assert (method, path, status) == ("GET", "/openai/v1/models?a=b", 401)
    assert seconds > 0


def test_a_log_that_nobody_reads_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Closed())
    _serve._log("GET", "/", 200, 0.1)


def test_a_path_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _serve._log("GET", "/\x1b[2J", 404, 0.0104)
    assert capsys.readouterr().err == "GET /\N{REPLACEMENT CHARACTER}[2J 404 10 ms\n"
