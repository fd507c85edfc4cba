"""`groq batch`: requests that are checked line by line, waits that can be taken up again, results in files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import pytest

from groq.cli import main
from groq.cli._batch_lines import Requests, check_lines
from groq.cli._failure import Failure
from groq.cli._results import fetched, places
from groq.cli._waiting import awaited
from groq.testing import LocalServer
from groq.types import Batch

pytestmark = pytest.mark.usefixtures("own_directory")

BODY = {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": "Hello"}]}
REFUSED = {**BODY, "model": "nope"}


def line(custom_id: Any = "a", url: Any = "/v1/chat/completions", **changes: Any) -> Dict[str, Any]:
    return {"custom_id": custom_id, "method": "POST", "url": url, "body": BODY, **changes}


def encoded(*lines: Any) -> List[bytes]:
    return [value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n" for value in lines]


def write(*lines: Any) -> None:
    Path("requests.jsonl").write_bytes(b"".join(encoded(*lines)))


def results(name: str) -> List[Tuple[str, int]]:
    lines = map(json.loads, Path(name).read_text("utf-8").splitlines())
    return sorted((line["custom_id"], line["response"]["status_code"]) for line in lines)


@pytest.fixture(autouse=True, name="waits")
def fake_time(monkeypatch: pytest.MonkeyPatch) -> List[float]:
    """The waits between two looks, which take no time."""
    waits: List[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        assert len(waits) < 100, "the batch never ends"

    monkeypatch.setattr("groq.cli._waiting.pause", pause)
    return waits


# The check before the upload


def test_lines_that_are_right_tell_their_endpoint_and_number() -> None:
    lines = encoded(line("a"), b" \r\n", line("b", extra=1), b"\n")
    assert check_lines(lines) == Requests("/v1/chat/completions", 2)
    assert check_lines(encoded(line("a", "/v1/audio/translations"))) == Requests("/v1/audio/translations", 1)


CUSTOM_ID = "a text of your own, unique in the file."
URL = 'the path of an operation, such as "/v1/chat/completions".'
OBJECT = "an object with the parameters of the operation."


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (b"{,}\n", "is not valid JSON: Expecting property name enclosed in double quotes at column 2."),
        (b'{"a": NaN}\n', "is not valid JSON: it has no NaN."),
        (b"\xff\xfe\n", "is not UTF-8 text."),
        (b"[" * 100000 + b"]" * 100000, "is nested too deeply."),
        (b"[1]\n", "is no JSON object: a request has custom_id, method, url and body."),
        (b"null\n", "is no JSON object: a request has custom_id, method, url and body."),
        ({"method": "POST"}, "has no custom_id: " + CUSTOM_ID),
        (line(""), "has a wrong custom_id: " + CUSTOM_ID),
        (line(7), "has a wrong custom_id: " + CUSTOM_ID),
        ({"custom_id": "a"}, 'has no method: it is "POST".'),
        (line(method="GET"), 'has a wrong method: it is "POST".'),
        (line(url=None), "has a wrong url: " + URL),
        (line(url="https://api.groq.com/openai/v1/chat/completions"), "has a wrong url: " + URL),
        (line(body=[]), "has a wrong body: " + OBJECT),
        (line(body={"messages": []}), "has no model in its body."),
        (line(body={**BODY, "stream": True}), "asks for a stream: the answers of a batch are whole."),
        (line("first"), "repeats the custom_id 'first' of line 1."),
        (
            line(url="/v1/audio/translations"),
            "goes to /v1/audio/translations and line 1 to /v1/chat/completions: a batch has one.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "line",
)
def test_a_line_that_is_wrong_is_told_by_its_number(wrong: Any, told: str) -> None:
    with pytest.raises(Failure) as caught:
        check_lines(encoded(line("first"), b"\n", wrong, b"worse"))
    assert str(caught.value) == "line 3 " + told


@pytest.mark.parametrize("lines", [[], [b""], [b"\n", b"  \n"]])
def test_a_file_without_requests_is_told(lines: List[bytes]) -> None:
    with pytest.raises(Failure) as caught:
        check_lines(lines)
    assert str(caught.value) == "the file has no requests."


# Runs


@pytest.mark.usefixtures("cli")
def test_a_batch_is_uploaded_awaited_and_its_answers_are_saved(
    groq_server: LocalServer, waits: List[float], capsys: pytest.CaptureFixture[str]
) -> None:
    write(line("a"), line("b"))
    assert main(["batch", "run", "requests.jsonl", "--window", "2d"]) == 0
    out, err = capsys.readouterr()
    begun, ended = err.splitlines()
    id = begun.split()[1]
    assert out == ""
    assert begun == "groq: %s has 2 requests." % id
    assert ended == "groq: %s completed: 2 answered, 0 refused, of 2; see requests.results.jsonl." % id
    assert results("requests.results.jsonl") == [("a", 200), ("b", 200)]
    assert sorted(path.name for path in Path().iterdir()) == ["requests.jsonl", "requests.results.jsonl"]
    assert waits[:1] == [1.0]
    created = [request.json for request in groq_server.requests if request.path == "/openai/v1/batches"]
    assert [(body["endpoint"], body["completion_window"]) for body in created] == [("/v1/chat/completions", "2d")]


@pytest.mark.usefixtures("cli", "groq_server")
def test_refused_requests_have_a_file_of_their_own_and_make_the_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    write(line("a"), line("b", body=REFUSED))
    assert main(["batch", "run", "requests.jsonl", "-o", "out.jsonl"]) == 1
    assert (
        capsys.readouterr()
        .err.splitlines()[-1]
        .endswith(" completed: 1 answered, 1 refused, of 2; see out.jsonl and out.errors.jsonl.")
    )
    assert (results("out.jsonl"), results("out.errors.jsonl")) == ([("a", 200)], [("b", 404)])


@pytest.mark.usefixtures("cli", "groq_server")
def test_on_standard_output_answers_and_refusals_come_together(capsys: pytest.CaptureFixture[str]) -> None:
    write(line("a"), line("b", body=REFUSED))
    assert main(["batch", "run", "requests.jsonl", "-o", "-"]) == 1
    out, err = capsys.readouterr()
    assert sorted(json.loads(text)["custom_id"] for text in out.splitlines()) == ["a", "b"]
    assert err.splitlines()[-1].endswith(" completed: 1 answered, 1 refused, of 2.")
    assert [path.name for path in Path().iterdir()] == ["requests.jsonl"]


@pytest.mark.usefixtures("cli", "groq_server")
def test_a_run_is_told_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    write(line("a"))
    assert main(["batch", "run", "requests.jsonl", "--output", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["answers"], document["errors"]) == ("requests.results.jsonl", None)
    assert (document["batch"]["status"], document["batch"]["request_counts"]["completed"]) == ("completed", 1)


@pytest.mark.usefixtures("cli", "groq_server")
def test_results_of_an_earlier_batch_are_not_left_where_they_mislead() -> None:
    for name in ("requests.results.jsonl", "requests.results.errors.jsonl"):
        Path(name).write_text("old")
    write(line("a"))
    assert main(["batch", "run", "requests.jsonl", "--force"]) == 0
    assert results("requests.results.jsonl") == [("a", 200)]
    assert not Path("requests.results.errors.jsonl").exists()


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["missing.jsonl"], 1, "cannot read missing.jsonl: No such file or directory."),
        (["."], 1, "cannot read .: Is a directory."),
        (["bad.jsonl"], 1, 'bad.jsonl: line 1 has a wrong method: it is "POST".'),
        (["requests.jsonl", "-o", "taken.jsonl"], 1, "taken.jsonl exists: pass --force to overwrite it."),
        (["requests.jsonl", "-o", "t.jsonl"], 1, "t.errors.jsonl exists: pass --force to overwrite it."),
        (["requests.jsonl", "-o", "no/where.jsonl"], 1, r"cannot write no.where\.jsonl: .*"),
        (["requests.jsonl", "--window", "1h"], 2, "--window is from 24h to 7d, not '1h'"),
        (["requests.jsonl", "--window", "8d"], 2, "--window is from 24h to 7d, not '8d'"),
        (["requests.jsonl", "--window", "soon"], 2, "--window is from 24h to 7d, not 'soon'"),
        (["requests.jsonl", "--poll", "0"], 2, "--poll is a number of seconds above 0"),
        (["requests.jsonl", "--poll", "nan"], 2, "--poll is a number of seconds above 0"),
        (["requests.jsonl", "--poll", "often"], 2, "--poll is a number, not 'often'"),
        (["requests.jsonl", "-o", "-", "--output", "json"], 2, "--output json and -o - both want standard output"),
    ],
)
def test_a_run_that_cannot_be_is_told_in_one_line_before_anything_is_sent(
    arguments: List[str], status: int, told: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    write(line("a"))
    Path("bad.jsonl").write_text(json.dumps(line(method="GET")))
    for name in ("taken.jsonl", "t.errors.jsonl"):
        Path(name).write_text("old")
    assert main(["batch", "run", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch("(usage: .*\n)?groq: %s\n" % told, err), err
    assert groq_server.requests == []


# Waits


class Asked:
    """A client whose batch is in one state after the other."""

    def __init__(self, *states: str) -> None:
        self.states = [*states]
        self.batches = self
        self.retries: List[int] = []

    def with_options(self, *, max_retries: int) -> Asked:
        self.retries.append(max_retries)
        return self

    def retrieve(self, id: str) -> Batch:
        return batch(id=id, status=self.states.pop(0))


def batch(**fields: Any) -> Batch:
    counts = {"completed": 1, "failed": 0, "total": 3}
    return Batch.construct(**{"id": "batch_1", "status": "validating", "request_counts": counts, **fields})


@pytest.mark.parametrize("end", ["completed", "failed", "expired", "cancelled"])
def test_a_batch_is_looked_at_ever_more_rarely_until_it_ends(end: str, waits: List[float]) -> None:
    client: Any = Asked("validating", "in_progress", "in_progress", "finalizing", "cancelling", end)
    assert awaited(client, batch(), 10).status == end
    assert waits == [1.0, 2.0, 4.0, 8.0, 10, 10]
    assert client.states == []
    assert client.retries == [10]


def test_looks_are_never_further_apart_than_asked_for(waits: List[float]) -> None:
    client: Any = Asked("in_progress", "in_progress", "completed")
    awaited(client, batch(), 0.5)
    assert waits == [0.5, 0.5, 0.5]


def test_a_batch_that_has_ended_is_not_waited_for(waits: List[float]) -> None:
    client: Any = Asked()
    assert awaited(client, batch(status="completed"), 10).status == "completed"
    assert waits == []


def interrupted_run(capsys: pytest.CaptureFixture[str]) -> Tuple[str, str]:
    """The id of a batch whose run is interrupted, and what is said then; it leaves nothing behind."""
    assert main(["batch", "run", "requests.jsonl"]) == 130
    begun, advice = capsys.readouterr().err.splitlines()
    assert [path.name for path in Path().iterdir()] == ["requests.jsonl"]
    return begun.split()[1], advice


@pytest.mark.usefixtures("cli", "groq_server")
def test_an_interrupted_wait_says_how_to_go_on_and_that_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    write(line("a"))
    with monkeypatch.context() as patched:
        patched.setattr("groq.cli._waiting.pause", interrupt)
        id, advice = interrupted_run(capsys)
    assert advice == (
        "groq: %s goes on: `groq batch wait %s` fetches its results, `groq batch cancel %s` ends it." % (id, id, id)
    )
    assert main(["batch", "wait", id, "-o", "later.jsonl"]) == 0
    assert results("later.jsonl") == [("a", 200)]


@pytest.mark.usefixtures("cli", "groq_server")
def test_an_interrupted_download_says_how_to_go_on_and_leaves_nothing_half_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(response: Any) -> Any:
        yield b"{"
        raise KeyboardInterrupt

    write(line("a"))
    with monkeypatch.context() as patched:
        patched.setattr("groq._response.APIResponse.iter_bytes", interrupted)
        id, advice = interrupted_run(capsys)
    assert advice == "groq: %s has ended: `groq batch wait %s` fetches its results." % (id, id)
    assert main(["batch", "wait", id]) == 0
    assert results(id + ".results.jsonl") == [("a", 200)]


@pytest.mark.usefixtures("cli", "no_sleep")
def test_a_server_that_goes_away_is_told_after_how_to_go_on(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(line("a"))
    monkeypatch.setattr("groq.cli._waiting.pause", lambda seconds: groq_server.close())
    assert main(["batch", "run", "requests.jsonl"]) == 1
    _, advice, failure = capsys.readouterr().err.splitlines()
    assert " goes on: `groq batch wait batch_" in advice
    assert failure.startswith("groq: cannot reach " + groq_server.url)


def uploaded(client: Any, *lines: Any) -> str:
    return str(client.files.create(file=("requests.jsonl", b"".join(encoded(*lines))), purpose="batch").id)


@pytest.mark.usefixtures("cli")
def test_a_batch_whose_file_is_refused_tells_each_line_and_makes_the_status_1(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with groq_server.client() as client:
        file = uploaded(client, line("a"), *[line(str(number), method="GET") for number in range(12)])
        id = client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id=file).id
    assert main(["batch", "wait", id, "-o", "out.jsonl"]) == 1
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert [text.split(": ")[1] for text in lines[:10]] == ["line %d" % number for number in range(2, 12)]
    assert lines[10] == "groq: and 2 more."
    assert re.fullmatch(r"groq: %s failed: 0 answered, 0 refused, of \d+\." % id, lines[11])
    assert list(Path().iterdir()) == []


def test_what_an_expired_batch_has_done_is_saved_and_the_status_is_1(
    groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with groq_server.client() as client:
        file = uploaded(client, {"custom_id": "a", "response": {"status_code": 200}})
        expired = batch(status="expired", output_file_id=file)
        assert fetched(client, expired, places(Path("out.jsonl")), "text") == 1
    assert capsys.readouterr().err == "groq: batch_1 expired: 1 answered, 0 refused, of 3; see out.jsonl.\n"
    assert results("out.jsonl") == [("a", 200)]


def test_places_are_two_files_or_standard_output() -> None:
    assert places(Path("made/out.jsonl")) == (Path("made/out.jsonl"), Path("made/out.errors.jsonl"))
    assert places(Path("out")) == (Path("out"), Path("out.errors"))
    assert places(Path("-")) == (Path("-"), Path("-"))


# Looks


@pytest.fixture(name="create")
def create_batch(groq_server: LocalServer) -> Callable[..., str]:
    def create(*lines: Any) -> str:
        with groq_server.client() as client:
            file = uploaded(client, *lines)
            made = client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id=file)
            return made.id

    return create


@pytest.mark.usefixtures("cli")
def test_the_status_of_a_batch_is_told_in_lines_or_json(
    create: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    id = create(line("a"), line("b", body=REFUSED))
    main(["batch", "wait", id, "-o", "-"])
    capsys.readouterr()
    assert main(["batch", "status", id]) == 0
    told = dict(text.split(None, 1) for text in capsys.readouterr().out.splitlines())
    assert {
        "id": id,
        "status": "completed",
        "endpoint": "/v1/chat/completions",
        "requests": "1 done, 1 failed, of 2",
    }.items() <= told.items()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\dZ", told["created_at"])
    assert told["output_file_id"].startswith("file")
    assert main(["batch", "status", id, "--output", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["request_counts"] == {"total": 2, "completed": 1, "failed": 1}


@pytest.mark.usefixtures("cli")
def test_a_batch_is_cancelled_and_waiting_for_it_makes_the_status_1(
    create: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    id = create(line("a"))
    assert main(["batch", "cancel", id]) == 0
    assert re.search(r"^status +cancell(ing|ed)$", capsys.readouterr().out, re.MULTILINE)
    assert main(["batch", "wait", id]) == 1
    assert re.search(r"^groq: %s cancelled: \d answered, \d refused, of \d" % id, capsys.readouterr().err, re.MULTILINE)


@pytest.mark.usefixtures("cli")
def test_batches_are_listed_as_a_table_or_json(create: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "list"]) == 0
    assert capsys.readouterr().out == "ID  STATUS  DONE  FAILED  OF  CREATED\n"
    id = create(line("a"))
    main(["batch", "wait", id])
    capsys.readouterr()
    assert main(["batch", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:5] == [id, "completed", "1", "0", "1"]
    assert main(["batch", "list", "--output", "json"]) == 0
    assert [item["id"] for item in json.loads(capsys.readouterr().out)["data"]] == [id]


@pytest.mark.usefixtures("cli", "groq_server")
@pytest.mark.parametrize("command", ["status", "cancel", "wait"])
def test_an_unknown_batch_is_one_line_with_the_request_id(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", command, "nope"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"groq: The batch `nope` does not exist\. \(status 404, request req_\w+\)\n", err)


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize("command", ["status", "cancel", "wait"])
def test_what_is_no_id_is_wrong_usage(
    command: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", command, "../files"]) == 2
    assert capsys.readouterr().err.endswith("groq: '../files' is no id: it has letters, digits, _ and - only\n")
    assert groq_server.requests == []
