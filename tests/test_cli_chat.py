"""`chat`: what it asks for, how it shows an answer, and conversations."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import pytest

from command_line import NOTICE, SECRET, answering
from groq.cli import main
from groq.testing import LocalServer

LISTENS = "groq: openai/gpt-oss-20b listens. /exit or the end of input leaves, Ctrl-C stops an answer.\n"
SCHEMA = {"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["age"]}


def asked(server: LocalServer) -> Dict[str, Any]:
    """The one request but for its messages; those are the prompt alone."""
    (request,) = server.requests
    body: Dict[str, Any] = request.json
    assert body.pop("messages") == [{"role": "user", "content": "Hello"}]
    return body


# What is asked for


def test_options_are_what_the_request_asks_for(face: str, groq_server: LocalServer) -> None:
    assert main(["chat", "Hello", "-m", "llama-3.1-8b-instant", "--temperature", "0.5", "--max-tokens", "20"]) == 0
    assert asked(groq_server) == {
        "model": "llama-3.1-8b-instant",
        "temperature": 0.5,
        "max_completion_tokens": 20,
        "stream": True,
    }


def test_without_a_stream_the_answer_is_shown_when_it_is_whole(
    face: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "Hello", "--no-stream"]) == 0
    assert asked(groq_server) == {"model": "openai/gpt-oss-20b", "stream": False}
    out, err = capsys.readouterr()
    assert out.startswith("You asked: “Hello”")
    assert (out.count("\n"), err) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "system"),
    [
        ([], "Answer in JSON."),
        (["--system", "Be brief."], "Be brief.\n\nAnswer in JSON."),
        (["--system", "Give json"], "Give json"),
    ],
)
def test_json_mode_speaks_of_json_as_groq_demands(
    arguments: List[str], system: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "Hello", "--json", *arguments]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)
    assert groq_server.requests[0].json == {
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": "Hello"}],
        "model": "openai/gpt-oss-20b",
        "response_format": {"type": "json_object"},
        "stream": False,
    }


def test_a_schema_is_given_as_it_is_or_in_a_file_and_the_answer_fits_it(
    face: str, groq_server: LocalServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "schema.json"
    file.write_text(json.dumps({"name": "person", "schema": SCHEMA, "strict": False}), encoding="utf-8")
    for given in (json.dumps(SCHEMA), str(file)):
        assert main(["chat", "Hello", "--schema", given]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert isinstance(answer["age"], int)
    formats = [request.json["response_format"] for request in groq_server.requests]
    assert formats == [
        {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA}},
        {"type": "json_schema", "json_schema": {"name": "person", "schema": SCHEMA, "strict": False}},
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot read {path}: No such file or directory."),
        (b"{", "{path} is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)."),
        (b"[]", "{path} is not a JSON schema: that is an object."),
        (b"\xff", "{path} is not utf-8 text."),
    ],
)
def test_a_schema_that_is_none_is_one_line_and_nothing_is_sent(
    content: Optional[bytes],
    told: str,
    groq_server: LocalServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "schema.json"
    if content is not None:
        path.write_bytes(content)
    assert main(["chat", "Hello", "--schema", str(path)]) == 1
    out, err = capsys.readouterr()
    assert (out, groq_server.requests) == ("", [])
    assert err.startswith("groq: " + told.format(path=path).split(" enclosed")[0])
    assert err.count("\n") == 1


def test_a_schema_that_is_no_json_on_the_command_line_is_one_line(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "Hello", "--schema", "{nope"]) == 1
    assert capsys.readouterr().err.startswith("groq: --schema is not JSON: ")


def test_for_programs_there_is_the_whole_completion(
    face: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "Hello", "--output", "json"]) == 0
    completion = json.loads(capsys.readouterr().out)
    assert completion["object"] == "chat.completion"
    assert completion["choices"][0]["message"]["content"].startswith("You asked: “Hello”")
    assert asked(groq_server)["stream"] is False


def test_the_local_groq_answers_where_it_is_asked_for_even_with_a_key(
    face: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", "Hello", "--local"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("You asked: “Hello”")
    assert (err, groq_server.requests) == ("", [])


STEERING = rb'data: {"choices":[{"index":0,"delta":{"content":"a\u001b[2Jb"}}]}' + b"\n\ndata: [DONE]\n\n"


def test_an_answer_does_not_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
    with answering(head + STEERING) as url:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", url)
        assert main(["chat", "Hello"]) == 0
        assert capsys.readouterr() == ("a\x1b[2Jb\n", "")
        monkeypatch.setattr(sys, "stdout", Terminal())
        assert main(["chat", "Hello"]) == 0
        assert sys.stdout.getvalue() == "a�[2Jb\n"  # type: ignore[attr-defined] # a terminal of ours


def test_without_any_standard_input_there_has_to_be_a_prompt(
    face: str, groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["chat"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "groq: pass a prompt: there is no standard input"
    assert main(["chat", "Hello", "--no-stream"]) == 0


# Conversations


class Terminal(io.StringIO):
    """A terminal; an exception among the lines is raised when its turn comes."""

    def __init__(self, *lines: Any) -> None:
        super().__init__()
        self._lines = list(lines)

    def isatty(self) -> bool:
        return True

    def readline(self, *args: Any) -> str:  # type: ignore[override] # of lines
        line = self._lines.pop(0) if self._lines else ""
        if isinstance(line, BaseException):
            raise line
        return str(line)


Talk = Callable[..., int]


@pytest.fixture(name="talk")
def talk_by_lines(monkeypatch: pytest.MonkeyPatch, face: str) -> Talk:
    """Type lines at the prompt of `chat`; gives its exit status."""

    def talk(*lines: Any, options: Any = ()) -> int:
        monkeypatch.setattr(sys, "stdin", Terminal(*lines))
        return main(["chat", *options])

    return talk


def conversation(server: LocalServer) -> List[List[str]]:
    """Who said what in each request, in short."""
    return [
        ["%s: %s" % (message["role"], message["content"][:11]) for message in request.json["messages"]]
        for request in server.requests
    ]


def test_on_a_terminal_without_a_prompt_there_is_a_conversation_that_remembers(
    talk: Talk, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk("One\n", "\n", "Two\n", "/exit\n", "Three\n", options=["--system", "Be brief."]) == 0
    out, err = capsys.readouterr()
    assert [line[:16] for line in out.splitlines()] == ["You asked: “One”", "You asked: “Two”"]
    assert err == LISTENS + "> " * 4
    assert conversation(groq_server) == [
        ["system: Be brief.", "user: One"],
        ["system: Be brief.", "user: One", "assistant: You asked: ", "user: Two"],
    ]


def test_the_end_of_input_ends_the_conversation(
    talk: Talk, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk("One") == 0
    assert capsys.readouterr().err == LISTENS + "> > \n"
    assert conversation(groq_server) == [["user: One"]]


def test_a_conversation_without_a_key_is_with_the_local_groq(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk("One\n") == 0
    out, err = capsys.readouterr()
    assert out.startswith("You asked: “One”")
    assert err.startswith(NOTICE + LISTENS)


def test_a_failure_is_one_line_and_the_conversation_goes_on_without_that_question(
    talk: Talk, groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "gsk_wrong"
    monkeypatch.setenv("GROQ_API_KEY", key)
    assert talk("One\n") == 1
    out, err = capsys.readouterr()
    assert out == ""
    told = "> groq: the API key was refused: Invalid API Key. Check GROQ_API_KEY. (status 401, request "
    assert re.fullmatch(re.escape(LISTENS + told) + r"req_\w+\)\n> \n", err)


def test_a_conversation_in_which_the_last_answer_came_succeeds(
    talk: Talk, groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from groq.cli._answering import Answering
    from groq.cli._failure import Failure

    show = Answering.show

    def fail_once(self: Answering, messages: Any, said: Any = None) -> None:
        if messages[-1]["content"] == "One":
            raise Failure("no.")
        show(self, messages, said)

    monkeypatch.setattr(Answering, "show", fail_once)
    assert talk("One\n", "Two\n") == 0
    assert "> groq: no.\n> " in capsys.readouterr().err
    assert conversation(groq_server) == [["user: Two"]]


class Interrupted(io.StringIO):
    """Standard output on which Ctrl-C is pressed as soon as a word is there."""

    pressed = False

    def write(self, text: str) -> int:
        length = super().write(text)
        if not self.pressed and text.strip():
            self.pressed = True
            raise KeyboardInterrupt
        return length


def test_an_interrupt_stops_the_answer_and_what_was_said_is_remembered(
    talk: Talk, groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Interrupted())
    assert talk("One\n", "Two\n") == 0
    first, second = sys.stdout.getvalue().splitlines()  # type: ignore[attr-defined] # ours
    assert "You asked: “One”".startswith(first.strip())
    assert second.startswith("You asked: “Two”")
    assert capsys.readouterr().err == LISTENS + "> groq: stopped.\n> > \n"
    assert conversation(groq_server)[1] == ["user: One", "assistant: " + first, "user: Two"]


def test_an_interrupt_at_the_prompt_leaves_with_130(
    talk: Talk, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk("One\n", KeyboardInterrupt(), "Two\n") == 130
    assert capsys.readouterr().err == LISTENS + "> > \n"
    assert conversation(groq_server) == [["user: One"]]


def test_on_a_terminal_the_prompt_is_before_the_line_that_is_typed(
    talk: Talk, groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert talk("One\n") == 0
    assert terminal.getvalue().startswith("> You asked: “One”")
    assert capsys.readouterr().err == LISTENS + "\n"


def test_an_answer_that_is_json_is_shown_whole_in_a_conversation_too(
    talk: Talk, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert talk("One\n", "Two\n", options=["--output", "json"]) == 0
    decoder = json.JSONDecoder()
    out = capsys.readouterr().out
    first, end = decoder.raw_decode(out)
    second, _ = decoder.raw_decode(out[end:].lstrip())
    assert [first["object"], second["object"]] == ["chat.completion"] * 2
    assert conversation(groq_server)[1][:2] == ["user: One", "assistant: You asked: "]
