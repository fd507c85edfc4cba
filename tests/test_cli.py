"""`python -m groq`: answers that stream to the terminal, and failures that are one line and a status."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing
from typing import List

import pytest

from command_line import NOTICE, SECRET, Terminal, answering, run, text_of
from groq import __version__
from groq.cli import main
from groq.testing import LocalGroq, LocalServer

# Answers


def test_without_a_key_the_local_groq_answers_and_says_so() -> None:
    done = run("chat", "Why does low latency matter?")
    assert done.returncode == 0
    assert text_of(done.stderr) == NOTICE
    answer = text_of(done.stdout)
    assert answer.startswith("You asked: “Why does low latency matter?”")
    assert answer.endswith("\n")
    assert answer.count("\n") == 1


def test_without_a_key_the_answer_comes_over_a_socket_that_is_closed_afterwards(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: List[LocalServer] = []
    serve = LocalGroq.serve
    monkeypatch.setattr(LocalGroq, "serve", lambda *args: served.append(serve(*args)) or served[-1])
    monkeypatch.setenv("GROQ_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("GROQ_API_KEY", "  ")
    before = threading.active_count()
    assert main(["chat", "Hello"]) == 0
    assert capsys.readouterr().err == NOTICE
    (server,) = served
    assert server.requests[0].headers["host"] == server.url[len("http://") :]
    assert server.requests[0].json["stream"] is True
    assert threading.active_count() == before


def test_the_answer_is_shown_as_it_comes(groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["chat", "Hello"]) == 0
    assert "You" in terminal.seen
    assert "You asked:" in [seen.rstrip() for seen in terminal.seen]
    assert len(set(terminal.seen)) > 10
    assert terminal.seen[-1].endswith(".\n")


def test_with_a_key_groq_is_asked_for_what_was_given(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "Hello", "--model", "llama-3.1-8b-instant", "--system", "Be brief."]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("You asked: “Hello”")
    assert err == ""
    (request,) = groq_server.requests
    assert request.headers["authorization"] == "Bearer " + SECRET
    assert request.json == {
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}],
        "model": "llama-3.1-8b-instant",
        "stream": True,
    }


def test_the_model_and_the_system_prompt_have_defaults(groq_server: LocalServer) -> None:
    assert main(["chat", "Hello"]) == 0
    assert groq_server.requests[0].json == {
        "messages": [{"role": "user", "content": "Hello"}],
        "model": "openai/gpt-oss-20b",
        "stream": True,
    }


def test_a_prompt_that_is_left_out_is_read_from_standard_input(groq_server: LocalServer) -> None:
    done = run("chat", stdin="Größe?\nline two\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert groq_server.requests[0].json["messages"] == [{"role": "user", "content": "Größe?\nline two\n"}]


def test_a_prompt_that_is_given_leaves_standard_input_alone(groq_server: LocalServer) -> None:
    assert run("chat", "Hello", stdin=b"not this").returncode == 0
    assert groq_server.requests[0].json["messages"] == [{"role": "user", "content": "Hello"}]


def test_white_space_around_the_key_is_no_part_of_it(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", SECRET + "\n")
    assert main(["chat", "Hello"]) == 0
    assert capsys.readouterr().err == ""


def test_a_terminal_that_lacks_a_character_still_shows_the_rest() -> None:
    done = run("chat", "Größe?", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert done.stdout.startswith(b"You asked: ?Gr??e??")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere arguments are always text")
def test_an_argument_that_is_no_text_is_sent_as_far_as_it_is(groq_server: LocalServer) -> None:
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"groq", b"chat", b"caf\xff?"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert groq_server.requests[0].json["messages"] == [{"role": "user", "content": "caf??"}]


# Failures


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line of a command that fails, without its "groq: "; the secret is never in it."""
    assert main(["chat", *(arguments or ["Hello"])]) == 1
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    assert out in ("", "Hel\n")
    lines = [line for line in err.splitlines(keepends=True) if line != NOTICE]
    assert len(lines) == 1, err
    assert lines[0].startswith("groq: ")
    assert lines[0].endswith("\n")
    return lines[0][len("groq: ") : -1]


def test_a_wrong_key_is_one_line(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "gsk_wrong")
    told = r"the API key was refused: Invalid API Key\. Check GROQ_API_KEY\. \(status 401, request req_01\w{24}\)"
    assert re.fullmatch(told, failure(capsys))


def test_an_unknown_model_is_one_line_with_the_request_id(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    line = failure(capsys, "Hello", "--model", "nope")
    assert re.fullmatch(
        r"The model `nope` does not exist or you do not have access to it\. \(status 404, request req_01\w{24}\)", line
    )


def test_an_unknown_model_of_the_local_groq_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert failure(capsys, "Hello", "--model", "nope").startswith("The model `nope` does not exist")


def test_no_network_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("GROQ_API_KEY", SECRET)
    monkeypatch.setenv("GROQ_BASE_URL", "http://127.0.0.1:%d" % port)
    monkeypatch.setattr("groq._base_client.SyncAPIClient._calculate_retry_timeout", lambda *args: 0)
    assert failure(capsys).startswith("cannot reach http://127.0.0.1:%d: " % port)


@pytest.mark.parametrize("url", ["api.groq.com", "ftp://x", "http://[::1", "http://x:99999"])
def test_a_base_url_that_is_none_is_one_line(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", SECRET)
    monkeypatch.setenv("GROQ_BASE_URL", url)
    monkeypatch.setattr("groq._base_client.SyncAPIClient._calculate_retry_timeout", lambda *args: 0)
    assert failure(capsys)


@pytest.mark.parametrize("key", ["gsk_verysecret\x00key", "gsk_verysecret\nkey", "gsk_verysecretkéy"])
def test_a_key_that_no_header_can_carry_is_one_line_that_does_not_show_it(
    key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "GROQ_API_KEY": key})
    line = failure(capsys)
    assert line == "GROQ_API_KEY has characters that a key cannot have: copy it again."


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (b"400 Bad Request", b'{"error": {"message": "no\\ngood", "code": "x"}}', "no good (status 400)"),
        (b"403 Forbidden", b"<h1>No</h1>", "<h1>No</h1> (status 403)"),
        (b"422 Unprocessable Entity", b'{"error": "odd"}', "(status 422)"),
        (b"400 Bad Request", b'{"error": {"message": "key ' + SECRET.encode() + b'"}}', "key *** (status 400)"),
    ],
)
def test_an_error_of_the_server_is_one_line_in_its_words(
    status: bytes,
    body: bytes,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = b"HTTP/1.1 %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s" % (status, len(body), body)
    with answering(answer) as url:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", url)
        assert failure(capsys).endswith(expected)


STREAM = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


def event(data: bytes) -> bytes:
    return b"%x\r\ndata: %s\n\n\r\n" % (len(data) + 8, data)


HEL = event(b'{"id":"1","choices":[{"index":0,"delta":{"content":"Hel"}}]}')


def test_an_error_within_the_answer_ends_the_line_before_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with answering(STREAM, HEL, event(b'{"error":{"message":"over capacity","type":"x"}}')) as url:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", url)
        assert main(["chat", "Hello"]) == 1
    out, err = capsys.readouterr()
    assert out == "Hel\n"
    assert err.startswith("groq: ")
    assert "over capacity" in err
    assert err.count("\n") == 1


def test_an_answer_that_is_cut_off_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with answering(STREAM, HEL) as url:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", url)
        assert failure(capsys)


def test_an_interrupt_from_the_keyboard_ends_quietly_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LocalGroq, "serve", interrupt)
    assert main(["chat", "Hello"]) == 130
    assert capsys.readouterr() == ("", NOTICE)


@pytest.mark.skipif(os.name != "posix", reason="signals differ elsewhere")
def test_an_interrupt_while_waiting_for_an_answer_ends_quietly_with_130() -> None:
    hold = threading.Event()
    with answering(STREAM, HEL, hold=hold) as url:
        process = subprocess.Popen(
            [sys.executable, "-m", "groq", "chat", "Hello"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "GROQ_API_KEY": SECRET, "GROQ_BASE_URL": url},
        )
        with process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.read(3) == b"Hel"
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
            assert (process.stdout.read(), process.stderr.read()) == (b"\n", b"")


@pytest.mark.skipif(os.name != "posix", reason="closed pipes differ elsewhere")
def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "groq", "chat", "Hello"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ},
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, text_of(done.stderr)) == (141, NOTICE)


# Usage


@pytest.mark.parametrize(
    "arguments", [[], ["sing"], ["chat", "a", "b"], ["chat", "--model"], ["chat", "x", "--loud"], ["chat", " "]]
)
def test_wrong_usage_is_status_2_and_nothing_is_sent(
    arguments: List[str], groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: python -m groq")
    assert groq_server.requests == []


def test_standard_input_that_is_empty_or_no_text_is_refused() -> None:
    assert run("chat").returncode == 2
    done = run("chat", stdin=b"\xff\xfe", env={"PYTHONIOENCODING": "utf-8:strict"})
    assert (done.returncode, text_of(done.stderr)) == (1, "groq: standard input is not utf-8 text.\n")


def test_the_version_and_help_are_told() -> None:
    done = run("--version")
    assert (done.returncode, text_of(done.stdout), done.stderr) == (0, "groq %s\n" % __version__, b"")
    for arguments, word in ((["--help"], "chat"), (["chat", "--help"], "--model")):
        done = run(*arguments)
        assert (done.returncode, done.stderr) == (0, b"")
        assert word in text_of(done.stdout)
