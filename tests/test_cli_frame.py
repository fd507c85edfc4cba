"""The frame of the command line: both faces take the same, failures are one line, files are whole or not there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

import pytest

from command_line import SECRET, answering, run, text_of
from groq import __version__
from groq.cli import _commands, main
from groq.cli._connection import shown_url
from groq.cli._declare import Command, argument, option
from groq.cli._failure import Failure, Usage
from groq.cli._output import note, print_json, print_table, print_text
from groq.cli._paths import check_readable, check_writable, writing
from groq.cli._progress import progress
from groq.types import Model

INSTALL = 'python -m pip install "groq[cli]"'


@dataclass(frozen=True)
class Options:
    """One field of each kind."""

    name: str = argument("a name")
    files: Tuple[Path, ...] = argument("files", default=(), metavar="FILE...")
    count: int = option("--count", "-c", default=3, help="a count")
    ratio: Optional[float] = option("--ratio", help="a ratio, 100% at most")
    kind: str = option("--kind", default="a", choices=("a", "b"), help="a kind")
    loud: bool = option("--loud", default=False, help="loudly")
    stream: bool = option("--stream/--no-stream", default=True, help="at once")
    tags: Tuple[str, ...] = option("--tag", default=(), help="a tag")


def add(monkeypatch: pytest.MonkeyPatch, outcome: Callable[[Options], Optional[int]]) -> None:
    """Add the command `try` to those there are."""
    command = Command("try", "Try 100% of it.", Options, outcome, plain=True)
    monkeypatch.setattr(_commands, "COMMANDS", (*_commands.COMMANDS, command))


@pytest.fixture(name="seen")
def try_command(face: str, monkeypatch: pytest.MonkeyPatch) -> List[Options]:
    """The options that the command `try` was run with, under each face."""
    seen: List[Options] = []
    add(monkeypatch, seen.append)
    return seen


# Options


def test_what_is_left_out_has_its_default(seen: List[Options]) -> None:
    assert main(["try", "n"]) == 0
    assert seen == [Options("n")]
    assert seen == [Options("n", (), 3, None, "a", False, True, ())]


def test_what_is_given_comes_as_what_the_field_says(seen: List[Options]) -> None:
    given = ["--count", "7", "--ratio", "0.5", "--kind", "b", "--loud", "--no-stream", "--tag", "x", "--tag", "y"]
    assert main(["try", "n", "a.wav", "b.wav", *given]) == 0
    assert seen == [Options("n", (Path("a.wav"), Path("b.wav")), 7, 0.5, "b", True, False, ("x", "y"))]


def test_what_looks_like_an_option_is_text_after_two_hyphens(seen: List[Options]) -> None:
    assert main(["try", "-c", "7", "--", "--loud"]) == 0
    assert seen == [Options("--loud", count=7)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["n", "--count", "many"], "--count is a whole number, not 'many'"),
        (["n", "--ratio", "half"], "--ratio is a number, not 'half'"),
        (["n", "--kind", "c"], "--kind is one of a, b, not 'c'"),
        ([], ""),
        (["n", "--lou"], ""),
        (["n", "--count"], ""),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    arguments: List[str], told: str, seen: List[Options], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["try", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, seen) == ("", [])
    assert err.startswith("usage: python -m groq ")
    assert err.splitlines()[-1].startswith("groq: " + told)
    assert err.endswith("\n")


def test_help_names_every_option_its_default_and_the_exit_statuses(
    seen: List[Options], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["try", "-h"]) == 0
    short = capsys.readouterr()
    assert main(["try", "--help"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == short
    assert (err, seen) == ("", [])
    for word in ("--count", "-c", "(default: 3)", "100% at most", "a|b", "--no-stream", "FILE...", "Try 100% of it."):
        assert word in out
    assert "130 interrupted" in " ".join(out.split())


def test_the_version_is_told(face: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == ("groq %s\n" % __version__, "")


# Outcomes


@pytest.mark.parametrize(
    ("outcome", "status", "told"),
    [
        (None, 0, ""),
        (0, 0, ""),
        (1, 1, ""),
        (Failure("it is\n\x1b[31mbroken."), 1, "groq: it is \N{REPLACEMENT CHARACTER}[31mbroken.\n"),
        (FileNotFoundError(2, "No such file or directory", "a.wav"), 1, "groq: a.wav: No such file or directory\n"),
        (OSError(28, "No space left on device"), 1, "groq: No space left on device\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_how_a_command_ends_is_an_exit_status_and_at_most_a_line(
    outcome: Any,
    status: int,
    told: str,
    face: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def end(options: Options) -> Optional[int]:
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome  # type: ignore[no-any-return] # a number or None

    add(monkeypatch, end)
    assert main(["try", "n"]) == status
    assert capsys.readouterr() == ("", told)


def test_a_command_that_was_called_wrongly_says_how_it_is_used(
    face: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(options: Options) -> None:
        raise Usage("too loud")

    add(monkeypatch, refuse)
    assert main(["try", "n"]) == 2
    usage, told = capsys.readouterr().err.split("\ngroq: ")
    assert usage.startswith("usage: python -m groq try ")
    assert told == "too loud\n"


# Without the extra


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typer", None)


@pytest.mark.parametrize("arguments", [["models"], ["files", "list"], ["doctor", "--output", "json"], ["limits", "-h"]])
def test_without_the_extra_other_commands_say_in_a_sentence_what_to_install(
    arguments: List[str], without_extra: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    assert capsys.readouterr() == ("", "groq: `groq %s` needs more packages: %s\n" % (arguments[0], INSTALL))


def test_without_rich_it_is_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    assert main(["models"]) == 1
    assert INSTALL in capsys.readouterr().err


def test_without_the_extra_no_command_at_all_says_what_to_install(
    without_extra: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 2
    told = "groq: say what to do, chat or serve; for more commands: %s" % INSTALL
    assert capsys.readouterr().err.splitlines()[-1] == told


def test_without_the_extra_help_says_what_there_is_and_what_there_could_be(
    without_extra: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for word in ("chat", "serve", "models", "transcribe", "batch", INSTALL):
        assert word in out


def test_the_name_of_the_script_is_in_its_usage(
    face: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/groq"])
    assert main(["chat", "a", "b"]) == 2
    assert capsys.readouterr().err.startswith("usage: groq ")


def test_neither_the_package_nor_the_command_line_loads_typer_before_a_command_runs() -> None:
    code = "import sys, groq, groq.cli; print(sorted({'typer', 'rich', 'click'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert text_of(done.stdout) == "[]\n"


# Output


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_table_off_a_terminal_is_aligned_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["id", "long name"], [["a" * 100, None], ["b\nc\x1b", 12]])
    assert capsys.readouterr().out.splitlines() == [
        "ID" + " " * 100 + "LONG NAME",
        "a" * 100,
        "b c\N{REPLACEMENT CHARACTER}" + " " * 98 + "12",
    ]


def test_a_table_without_rows_is_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["id", "name"], [])
    assert capsys.readouterr().out == "ID  NAME\n"


def test_a_table_on_a_terminal_takes_no_cell_for_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich", reason='the extra "cli" is not installed')
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "60")
    print_table(["id"], [["[bold]x[/bold]"]])
    assert "[bold]x[/bold]" in sys.stdout.getvalue()  # type: ignore[attr-defined] # a terminal of ours


def test_json_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    model = Model.construct(id="m", created=1, object="model", owned_by="größer")
    print_json({"model": model, "path": Path("a")})
    out = capsys.readouterr().out
    assert json.loads(out) == {
        "model": {"id": "m", "created": 1, "object": "model", "owned_by": "größer"},
        "path": "a",
    }
    assert "größer" in out


def test_a_terminal_is_not_steered_by_what_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    print_text("a\x1b]0;b\x07")
    note("two\nlines")
    assert capsys.readouterr() == ("a\x1b]0;b\x07\n", "groq: two lines\n")
    monkeypatch.setattr(sys, "stdout", Terminal())
    print_text("a\x1b]0;b\x07\tc")
    assert sys.stdout.getvalue() == "a�]0;b�\tc\n"  # type: ignore[attr-defined] # a terminal of ours


def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress("Uploading", 10) as bar:
        bar.advance(5)
        bar.update(10, description="Done")
    assert capsys.readouterr() == ("", "")
    pytest.importorskip("rich", reason='the extra "cli" is not installed')
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("Uploading", 10) as bar:
        bar.advance(5)
        bar.update(10, total=20, description="Waiting")
    assert "Waiting" in sys.stderr.getvalue()  # type: ignore[attr-defined] # a terminal of ours


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://api.groq.com/", "https://api.groq.com"),
        ("http://me:secret@proxy:3128/x", "http://proxy:3128/x"),
        ("me:secret@proxy:3128", "proxy:3128"),
        ("", ""),
    ],
)
def test_a_url_is_shown_without_its_password(url: str, shown: str) -> None:
    assert shown_url(url) == shown


# Files


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"before")
    with writing(target) as file:
        file.write(b"after")
        file.flush()
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"after"
    assert os.listdir(str(tmp_path)) == ["a.txt"]


@pytest.mark.parametrize("reason", [KeyboardInterrupt, Failure, OSError])
def test_a_file_that_was_not_finished_is_not_there(reason: Any, tmp_path: Path) -> None:
    def write() -> None:
        with writing(tmp_path / "a.txt") as file:
            file.write(b"half")
            raise reason

    with pytest.raises(reason):
        write()
    assert os.listdir(str(tmp_path)) == []


@pytest.mark.skipif(os.name != "posix", reason="links and devices differ elsewhere")
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    link.symlink_to(target)
    with writing(link) as file:
        file.write(b"x")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"x")
    with writing(Path(os.devnull)) as file:
        file.write(b"x")
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(os.name != "posix", reason="modes differ elsewhere")
def test_a_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with writing(tmp_path / "b"):
        pass
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_hyphen_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with writing(Path("-")) as file:
        file.write(b"\x00\xff")
    assert capfdbinary.readouterr().out == b"\x00\xff"


def test_what_cannot_be_written_is_told_beforehand(tmp_path: Path) -> None:
    for path, told in (
        (tmp_path, "cannot write %s: it is a directory." % tmp_path),
        (
            tmp_path / "no" / "a",
            "cannot write %s: there is no directory %s." % (tmp_path / "no" / "a", tmp_path / "no"),
        ),
    ):
        with pytest.raises(Failure) as caught:
            check_writable(path)
        assert str(caught.value) == told
        with pytest.raises(Failure), writing(path):
            pytest.fail("there is nothing to write to")
    check_writable(Path("-"))
    check_writable(tmp_path / "new")
    assert os.listdir(str(tmp_path)) == []


def test_a_file_that_cannot_be_made_is_told_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groq.cli._paths.check_writable", lambda path: (tmp_path / "gone").rmdir())
    (tmp_path / "gone").mkdir()
    path = tmp_path / "gone" / "a.wav"
    with pytest.raises(Failure) as caught, writing(path):
        pytest.fail("there is nothing to write to")
    assert str(caught.value) == "cannot write %s: No such file or directory." % path


def test_a_directory_that_is_not_ours_is_told_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Failure, match=r"cannot write .*: permission denied\."):
        check_writable(tmp_path / "new")


def test_what_cannot_be_read_is_told_beforehand(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"cannot read .*a\.wav: No such file or directory\."):
        check_readable(tmp_path / "a.wav")
    (tmp_path / "a.wav").write_bytes(b"")
    check_readable(tmp_path / "a.wav")


# Models and limits


@pytest.fixture
def _extra() -> None:
    pytest.importorskip("typer", reason='the extra "cli" is not installed')
    pytest.importorskip("rich", reason='the extra "cli" is not installed')


@pytest.mark.usefixtures("_extra")
def test_models_are_listed_by_their_ids(groq_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    out, err = capsys.readouterr()
    head, *rows = out.splitlines()
    assert (head.split(), err) == (
        ["ID", "OWNER", "CONTEXT", "WINDOW", "MAX", "COMPLETION", "TOKENS", "ACTIVE"],
        "",
    )
    ids = [row.split()[0] for row in rows]
    assert ids == sorted(ids)
    (row,) = (row.split() for row in rows if row.startswith("llama-3.3-70b-versatile"))
    assert row == ["llama-3.3-70b-versatile", "Meta", "131072", "32768", "yes"]


@pytest.mark.usefixtures("_extra")
def test_models_are_json_for_programs(groq_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--output", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["object"] == "list"
    assert "llama-3.3-70b-versatile" in [model["id"] for model in listed["data"]]


@pytest.mark.usefixtures("_extra")
def test_limits_are_what_an_answer_says(groq_server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["limits", "--model", "llama-3.1-8b-instant"]) == 0
    head, requests, tokens = (line.split() for line in capsys.readouterr().out.splitlines())
    assert head == ["WHAT", "LIMIT", "REMAINING", "RESET", "IN"]
    assert (requests[:3], tokens[:3]) == (["requests", "a", "day"], ["tokens", "a", "minute"])
    assert int(requests[4]) == int(requests[3]) - 1
    (request,) = groq_server.requests
    assert request.json == {
        "messages": [{"role": "user", "content": "Hi"}],
        "model": "llama-3.1-8b-instant",
        "max_completion_tokens": 1,
    }
    assert main(["limits", "--output", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["model"] == "openai/gpt-oss-20b"
    assert {*shown["requests"]} == {*shown["tokens"]} == {"limit", "remaining", "reset"}
    assert isinstance(shown["tokens"]["limit"], int)


@pytest.mark.usefixtures("_extra")
def test_limits_that_are_used_up_are_shown_with_the_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    body = b'{"error": {"message": "Rate limit reached."}}'
    head = b"x-ratelimit-limit-requests: 10\r\nx-ratelimit-remaining-requests: 0\r\nx-request-id: req_1\r\n"
    answer = b"HTTP/1.1 429 X\r\n%scontent-length: %d\r\nconnection: close\r\n\r\n%s" % (head, len(body), body)
    with answering(answer) as url:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", url)
        assert main(["limits"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[1].split() == ["requests", "a", "day", "10", "0"]
    assert err == "groq: Rate limit reached. (status 429, request req_1)\n"


@pytest.mark.usefixtures("_extra")
def test_an_answer_without_limits_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with answering(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}") as url:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", url)
        assert main(["limits"]) == 1
    assert capsys.readouterr() == ("", "groq: the answer says nothing of limits.\n")


def test_the_module_can_be_run_without_the_extra() -> None:
    code = "import sys; sys.modules['typer'] = None; from groq.cli import main; sys.exit(main(['chat', 'Hi']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout[:5]) == (0, b"You a")
    assert run("--help").returncode == 0
