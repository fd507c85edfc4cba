"""`serve`: the local Groq in a process of its own, from its first line to its exit status."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest

from command_line import SECRET
from groq import APIStatusError, Groq, GroqError
from groq.cli import _serve, main
from groq.testing import LocalGroq, LocalServer

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


@pytest.fixture(name="serve")
def serve_here(face: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Serve on a free port for as long as an action takes, which is given what was printed; gives the exit status."""

    def serve(action: Callable[[Dict[str, str]], object], *arguments: str) -> int:
        class Stopped:
            def wait(self, timeout: float) -> bool:
                printed = (line.split(" ", 1)[1].split("=", 1) for line in capsys.readouterr().out.splitlines())
                action(dict(printed))
                return True

        @contextmanager
        def stopping() -> Iterator[Stopped]:
            yield Stopped()

        monkeypatch.setattr(_serve, "_stopping", stopping)
        return main(["serve", "--port", "0", *arguments])

    return serve


def ask(prompt: str, answers: List[str]) -> Callable[[Dict[str, str]], None]:
    """Ask who is served, without retries; the answer, or its refusal, goes to `answers`."""

    def action(environment: Dict[str, str]) -> None:
        key, url = environment["GROQ_API_KEY"], environment["GROQ_BASE_URL"]
        with Groq(api_key=key, base_url=url, max_retries=0) as client:
            try:
                completion = client.chat.completions.create(
                    **{**CHAT, "messages": [{"role": "user", "content": prompt}]}
                )
            except APIStatusError as error:
                answers.append(str(error.status_code))
            else:
                answers.append(completion.choices[0].message.content or "")

    return action


def test_the_lines_to_set_are_out_before_it_waits(serve: Any) -> None:
    shown: List[List[str]] = []
    threads = threading.active_count()
    assert serve(lambda environment: shown.append([*environment])) == 0
    assert shown == [["GROQ_BASE_URL", "GROQ_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_KEY"]]
    assert threading.active_count() == threads


def test_what_is_recorded_is_replayed(serve: Any, groq_server: LocalServer, tmp_path: Path) -> None:
    answers: List[str] = []
    cassette = tmp_path / "chat.json"
    assert serve(ask("Hello", answers), "--record", str(cassette)) == 0
    assert [request.headers["authorization"] for request in groq_server.requests] == ["Bearer " + SECRET]
    assert SECRET not in cassette.read_text("utf-8")
    assert serve(ask("Hello", answers), "--replay", str(cassette)) == 0
    assert len(groq_server.requests) == 1
    assert answers[0].startswith("You asked: “Hello”")
    assert answers[0] == answers[1]


def test_a_request_that_was_not_recorded_fails_the_command(
    serve: Any, groq_server: LocalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: List[str] = []
    cassette = str(tmp_path / "chat.json")
    assert serve(ask("Hello", answers), "--record", cassette, "--quiet") == 0
    assert serve(ask("Bye", answers), "--replay", cassette, "--quiet") == 1
    assert answers[1] == "400"
    err = capsys.readouterr().err
    assert err.startswith("groq: ")
    assert "Bye" in err
    assert err.count("\n") == 1


def test_requests_fail_as_often_as_asked_for(serve: Any) -> None:
    statuses: List[str] = []

    def ask_often(environment: Dict[str, str]) -> None:
        for _ in range(5):
            ask("Hello", statuses)(environment)

    assert serve(ask_often, "--flaky", "0") == 0
    assert [answer[:3] for answer in statuses] == ["You"] * 5


def test_every_request_fails_where_that_is_asked_for(serve: Any) -> None:
    def ask_once(environment: Dict[str, str]) -> None:
        with pytest.raises(GroqError), Groq(
            api_key=environment["GROQ_API_KEY"], base_url=environment["GROQ_BASE_URL"], max_retries=0
        ) as client:
            client.chat.completions.create(**CHAT)

    assert serve(ask_once, "--flaky", "1") == 0


def test_answers_take_as_long_as_asked_for(serve: Any) -> None:
    taken: List[float] = []

    def measure(environment: Dict[str, str]) -> None:
        began = time.perf_counter()
        ask("Hello", [])(environment)
        taken.append(time.perf_counter() - began)

    assert serve(measure, "--latency", "0.05-0.06") == 0
    assert taken[0] >= 0.05


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--latency", "soon"], 2, "--latency is seconds, such as 0.2 or 0.1-0.5, not 'soon'"),
        (["--latency", "2-1"], 2, "`the high end of seconds` is 1.0: it must be a number, 2 or more"),
        (["--flaky", "2"], 2, "`rate` is 2.0: it must be a number, from 0 to 1"),
        (["--record", "a", "--replay", "b"], 2, "pass --record or --replay, not both"),
        (["--record", "a"], 1, "--record needs GROQ_API_KEY: requests are passed on to Groq with it."),
        (["--replay", "no such"], 1, "There is no cassette at "),
    ],
)
def test_what_cannot_be_arranged_is_told_and_nobody_is_served(
    arguments: List[str], status: int, told: str, face: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--port", "0", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1].startswith("groq: " + told)


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


@pytest.mark.parametrize("key", ["", " ", "sch\u00fcssel"])
def test_a_key_that_nobody_could_send_is_wrong_usage(key: str, face: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "0", "--api-key", key]) == 2
    told = "groq: --api-key is a key that a header can carry, not %r" % key
    assert capsys.readouterr().err.splitlines()[-1] == told


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
