"""`groq files`: uploads that are checked first, lists, downloads that are whole or not there, deletions."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from pathlib import Path
from typing import Any, List

import pytest

from command_line import SECRET
from groq.cli import main
from groq.cli._files import moment
from groq.cli._uploads import _Watched
from groq.testing import LocalServer

LINE = {
    "custom_id": "a",
    "method": "POST",
    "url": "/v1/chat/completions",
    "body": {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": "Größe?"}]},
}


@pytest.fixture(autouse=True)
def with_the_extra_in_a_directory_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typer", reason='the extra "cli" is not installed')
    monkeypatch.chdir(tmp_path)


@pytest.fixture(name="content")
def write_requests() -> bytes:
    content = (json.dumps(LINE, ensure_ascii=False) + "\n").encode()
    Path("requests.jsonl").write_bytes(content)
    return content


def upload(server: LocalServer, content: bytes, name: str = "kept.jsonl") -> str:
    with server.client() as client:
        return str(client.files.create(file=(name, content), purpose="batch").id)


def posts(server: LocalServer) -> List[str]:
    return [request.path for request in server.requests if request.method == "POST"]


# Uploads


def test_an_upload_prints_the_id_of_the_file(
    groq_server: LocalServer, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["files", "upload", "requests.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    with groq_server.client() as client:
        assert client.files.content(out.strip()).content == content
        assert client.files.info(out.strip()).filename == "requests.jsonl"


def test_several_uploads_are_one_json_document(
    groq_server: LocalServer, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("more.jsonl").write_bytes(content)
    assert main(["files", "upload", "requests.jsonl", "more.jsonl", "--output", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["filename"], second["filename"]) == ("requests.jsonl", "more.jsonl")
    assert first["bytes"] == second["bytes"] == len(content)


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["missing.jsonl"], "cannot read missing.jsonl: No such file or directory."),
        (["requests.jsonl", "."], "cannot read .: Is a directory."),
        (["requests.jsonl", "bad.jsonl"], "bad.jsonl: line 2 is not valid JSON: Expecting value at column 1."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_before_anything_is_sent(
    arguments: List[str], line: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.jsonl").write_text(json.dumps(LINE) + "\nnot JSON\n")
    assert main(["files", "upload", *arguments]) == 1
    assert capsys.readouterr() == ("", "groq: %s\n" % line)
    assert groq_server.requests == []


def test_a_file_larger_than_the_api_takes_is_told_before_it_is_read(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("large.jsonl").open("wb") as file:
        file.truncate((100 << 20) + 1)  # a hole: it takes no room on the disk
    assert main(["files", "upload", "large.jsonl"]) == 1
    assert capsys.readouterr().err == "groq: large.jsonl is larger than the 100 MB that a file may have: split it.\n"
    assert groq_server.requests == []


def test_the_check_can_be_left_out(groq_server: LocalServer) -> None:
    Path("odd.jsonl").write_text("not JSON\n")
    main(["files", "upload", "odd.jsonl", "--no-check"])
    assert posts(groq_server) == ["/openai/v1/files"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files are text")
def test_a_name_that_is_no_text_is_sent_as_far_as_it_is(groq_server: LocalServer, content: bytes) -> None:
    os.rename("requests.jsonl", b"r\xff.jsonl")
    assert main(["files", "upload", os.fsdecode(b"r\xff.jsonl")]) == 0
    assert b'filename="r?.jsonl"' in groq_server.requests[0].body


class Bar:
    def __init__(self) -> None:
        self.seen: List[float] = []

    def update(self, completed: float) -> None:
        self.seen.append(completed)


@pytest.mark.usefixtures("content")
def test_a_bar_follows_an_upload_and_starts_over_with_it() -> None:
    bar: Any = Bar()
    size = Path("requests.jsonl").stat().st_size
    with _Watched(Path("requests.jsonl"), bar) as file:
        assert len(file.read(10) + file.read()) == size
        file.seek(0)
        file.read(7)
    assert bar.seen == [10, size, 7]


# Lists


def test_files_are_listed_as_a_table_or_json(groq_server: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", "list"]) == 0
    assert capsys.readouterr() == ("ID  NAME  BYTES  PURPOSE  CREATED\n", "")
    id = upload(groq_server, b"{}\n", "eine Größe.jsonl")
    assert main(["files", "list"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["ID", "NAME", "BYTES", "PURPOSE", "CREATED"]
    assert re.fullmatch(id + r"  eine Größe\.jsonl  3      batch    20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ", line)
    assert main(["files", "list", "--output", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(file["id"], file["bytes"]) for file in document["data"]] == [(id, 3)]


def test_times_are_in_utc() -> None:
    assert moment(1700000000) == "2023-11-14 22:13:20Z"
    assert moment(None) == ""


# Downloads


def test_a_file_is_printed_or_saved_byte_by_byte(
    groq_server: LocalServer, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    content = b"first\r\nsecond \xff\n" * 10000
    id = upload(groq_server, content)
    assert main(["files", "download", id]) == 0
    assert capfdbinary.readouterr() == (content, b"")
    assert main(["files", "download", id, "-o", "saved.jsonl"]) == 0
    assert capfdbinary.readouterr() == (b"", b"groq: wrote saved.jsonl (%d bytes).\n" % len(content))
    assert Path("saved.jsonl").read_bytes() == content
    assert main(["files", "download", id, "-o", "saved.jsonl", "--force", "--output", "json"]) == 0
    assert json.loads(capfdbinary.readouterr().out) == {"id": id, "file": "saved.jsonl", "bytes": len(content)}


def test_a_download_that_fails_or_is_interrupted_leaves_what_was_there(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("saved.jsonl").write_text("old")
    assert main(["files", "download", "nope", "-o", "saved.jsonl", "--force"]) == 1
    assert re.fullmatch(
        r"groq: The file `nope` does not exist\. \(status 404, request req_\w+\)\n", capsys.readouterr().err
    )

    def interrupted(response: Any) -> Any:
        yield b"new"
        raise KeyboardInterrupt

    monkeypatch.setattr("groq._response.APIResponse.iter_bytes", interrupted)
    id = upload(groq_server, b"new")
    assert main(["files", "download", id, "-o", "saved.jsonl", "--force"]) == 130
    assert capsys.readouterr() == ("", "")
    assert [(path.name, path.read_text()) for path in Path().iterdir()] == [("saved.jsonl", "old")]


@pytest.mark.skipif(os.name != "posix", reason="links and devices differ elsewhere")
def test_a_link_stays_a_link_and_a_device_a_device(groq_server: LocalServer) -> None:
    id = upload(groq_server, b"new")
    Path("real.jsonl").write_text("old")
    os.symlink("real.jsonl", "link.jsonl")
    assert main(["files", "download", id, "-o", "link.jsonl", "--force"]) == 0
    assert Path("link.jsonl").is_symlink()
    assert Path("real.jsonl").read_text() == "new"
    assert main(["files", "download", id, "-o", os.devnull]) == 0
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["some-id", "-o", "taken"], 1, "taken exists: pass --force to overwrite it."),
        (["some-id", "-o", "."], 1, r"cannot write \.: .*directory.*"),
        (["some-id", "-o", "no/where"], 1, r"cannot write no.where: .*"),
        (["some-id", "-o", "taken/below", "--force"], 1, r"cannot write taken.below: .*"),
        (["some-id", "--output", "json"], 2, "--output json and -o - both want standard output"),
        (["../models"], 2, "'../models' is no id: it has letters, digits, _ and - only"),
        ([""], 2, "'' is no id: it has letters, digits, _ and - only"),
    ],
)
def test_a_download_that_cannot_be_is_told_before_anything_is_sent(
    arguments: List[str], status: int, line: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("taken").write_text("old")
    assert main(["files", "download", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch("(usage: .*\n)?groq: %s\n" % line, err), err
    assert groq_server.requests == []
    assert [(path.name, path.read_text()) for path in Path().iterdir()] == [("taken", "old")]


# Deletions


def test_files_are_deleted_without_a_question_and_one_that_is_not_there_leaves_the_others_alone(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = upload(groq_server, b"1"), upload(groq_server, b"2")
    assert main(["files", "delete", first, "nope", second]) == 1
    out, err = capsys.readouterr()
    assert out == "deleted %s\ndeleted %s\n" % (first, second)
    assert re.fullmatch(r"groq: nope: The file `nope` does not exist\. \(status 404, request req_\w+\)\n", err)
    assert main(["files", "list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_deletion_is_confirmed_in_json(groq_server: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    id = upload(groq_server, b"1")
    assert main(["files", "delete", id, "--output", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"id": id, "object": "file", "deleted": True}
    assert main(["files", "delete", id, "--output", "json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["failed"] == id
    assert err.startswith("groq: %s: The file `%s` does not exist" % (id, id))


def test_a_wrong_key_is_told_for_each_file_and_never_shown(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", SECRET + "x")
    assert main(["files", "delete", "a", "b"]) == 1
    out, err = capsys.readouterr()
    refused = "the API key was refused: Invalid API Key. Check GROQ_API_KEY. (status 401, request "
    assert (out, [line.rpartition("req_")[0] for line in err.splitlines()]) == (
        "",
        ["groq: a: " + refused, "groq: b: " + refused],
    )
    assert SECRET not in err
