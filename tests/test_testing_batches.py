"""The local Groq's batches: files of requests, validated, performed, cancelled, expired, and the files of answers."""

from __future__ import annotations

import base64
import json
from typing import Any, Dict, List, Optional, Tuple

import pytest

import groq
from groq.testing import LocalGroq
from groq.testing._wav import hum
from groq.types import BatchRequestOutput

CHAT = "/v1/chat/completions"
NOW = 1_800_000_000
DAY = 24 * 3600


class Clock:
    """A clock that stands still until it is set forward."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


def asked(content: str = "What is 2+2?", **options: Any) -> Dict[str, Any]:
    return {"model": "llama-3.1-8b-instant", "messages": [{"role": "user", "content": content}], **options}


def line(custom_id: Any, body: Any = None, url: str = CHAT, **rest: Any) -> bytes:
    body = asked() if body is None else body
    request = {"custom_id": custom_id, "method": "POST", "url": url, "body": body, **rest}
    return json.dumps(request).encode() + b"\n"


def lines(count: int) -> bytes:
    return b"".join(line("request-%d" % number) for number in range(count))


def batch_of(local: LocalGroq, content: bytes, endpoint: Any = CHAT, **options: Any) -> Any:
    client = local.client(max_retries=0)
    file = client.files.create(file=("requests.jsonl", content), purpose="batch")
    assert file.id is not None
    given: Dict[str, Any] = {"completion_window": "24h", **options}
    return client.batches.create(endpoint=endpoint, input_file_id=file.id, **given)


def retrieve(local: LocalGroq, batch: Any) -> Any:
    return local.client(max_retries=0).batches.retrieve(batch.id)


def written(local: LocalGroq, file_id: Optional[str]) -> List[Dict[str, Any]]:
    if file_id is None:
        return []
    return [json.loads(text) for text in local.client().files.content(file_id).read().splitlines()]


def ids(local: LocalGroq, batch: Any) -> Tuple[List[str], List[str]]:
    """What the output and the error file of a batch answer."""
    output, errors = (written(local, file_id) for file_id in (batch.output_file_id, batch.error_file_id))
    return [answer["custom_id"] for answer in output], [answer["custom_id"] for answer in errors]


def progress(batch: Any) -> Tuple[str, int, int, int]:
    counts = batch.request_counts
    return batch.status, counts.total, counts.completed, counts.failed


# From creation to completion


def test_a_batch_is_created_as_it_was_asked_for() -> None:
    local = LocalGroq(clock=Clock())
    batch = batch_of(local, lines(1), completion_window="7d", metadata={"job": "nightly"})
    assert batch.id.startswith("batch_01")
    assert batch.to_dict() == {
        "id": batch.id,
        "object": "batch",
        "endpoint": CHAT,
        "errors": None,
        "input_file_id": local.client().files.list().data[0].id,
        "completion_window": "7d",
        "status": "validating",
        "output_file_id": None,
        "error_file_id": None,
        "created_at": NOW,
        "expires_at": NOW + 7 * DAY,
        **dict.fromkeys(("in_progress_at", "finalizing_at", "completed_at", "failed_at")),
        **dict.fromkeys(("expired_at", "cancelling_at", "cancelled_at")),
        "request_counts": {"total": 0, "completed": 0, "failed": 0},
        "metadata": {"job": "nightly"},
    }


def test_a_batch_is_done_when_it_is_first_retrieved(twin: Any) -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    client = twin.closing(twin.pick(local.client, local.async_client)())
    created = batch_of(local, line("one") + b"\n \n" + line("two"))
    assert [batch.status for batch in twin.call(client.batches.list()).data] == ["validating"]

    clock.now += 60
    batch = twin.call(client.batches.retrieve(created.id))
    assert batch.to_dict() == {
        **created.to_dict(),
        "status": "completed",
        "in_progress_at": NOW + 60,
        "finalizing_at": NOW + 60,
        "completed_at": NOW + 60,
        "request_counts": {"total": 2, "completed": 2, "failed": 0},
        "output_file_id": batch.output_file_id,
    }
    assert twin.call(client.batches.retrieve(created.id)) == batch
    assert twin.call(client.batches.list()).data == [batch]
    file = twin.call(client.files.info(batch.output_file_id))
    assert (file.purpose, file.filename) == ("batch_output", batch.id + "_output.jsonl")


def test_the_output_file_has_an_answer_a_line() -> None:
    local = LocalGroq()
    batch = retrieve(local, batch_of(local, line("one") + line("two", asked("What is 3+3?"))))
    answers = written(local, batch.output_file_id)
    assert [answer["custom_id"] for answer in answers] == ["one", "two"]
    for answer, question in zip(answers, ("What is 2+2?", "What is 3+3?")):
        body = answer["response"]["body"]
        assert answer == {
            "id": answer["id"],
            "custom_id": answer["custom_id"],
            "response": {"status_code": 200, "request_id": body["x_groq"]["id"], "body": body},
            "error": None,
        }
        assert answer["id"].startswith("batch_req_01")
        assert body["object"] == "chat.completion"
        assert question in body["choices"][0]["message"]["content"]
        assert BatchRequestOutput.model_validate(answer).response is not None
    assert len({answer["id"] for answer in answers}) == 2


def test_requests_that_fail_go_to_the_error_file_with_their_status() -> None:
    local = LocalGroq()
    content = (
        line("good")
        + line("no-model", asked(model="x"))
        + line("hot", asked(temperature=9))
        + line("streamed", asked(stream=True))
    )
    batch = retrieve(local, batch_of(local, content))
    assert progress(batch) == ("completed", 4, 1, 3)
    assert ids(local, batch) == (["good"], ["no-model", "hot", "streamed"])
    answers = written(local, batch.error_file_id)
    assert answers[0] == {
        "id": answers[0]["id"],
        "custom_id": "no-model",
        "response": {
            "status_code": 404,
            "request_id": answers[0]["response"]["request_id"],
            "body": {
                "error": {
                    "message": "The model `x` does not exist or you do not have access to it.",
                    "type": "invalid_request_error",
                    "code": "model_not_found",
                    "param": "model",
                }
            },
        },
        "error": None,
    }
    assert answers[0]["response"]["request_id"].startswith("req_01")
    params = [
        (answer["response"]["status_code"], answer["response"]["body"]["error"]["param"]) for answer in answers[1:]
    ]
    assert params == [(400, "temperature"), (400, "stream")]


def test_a_batch_of_nothing_but_failures_has_no_output_file() -> None:
    local = LocalGroq()
    batch = retrieve(local, batch_of(local, line("no-model", asked(model="x"))))
    assert (progress(batch), batch.output_file_id) == (("completed", 1, 0, 1), None)


def test_scripted_replies_are_said_in_a_batch_and_scripted_failures_are_for_calls() -> None:
    local = LocalGroq()
    created = batch_of(local, lines(2))
    local.reply("Four.")
    local.fail(503, on="chat.completions.create")
    batch = retrieve(local, created)
    assert progress(batch) == ("completed", 2, 2, 0)
    contents = [
        answer["response"]["body"]["choices"][0]["message"]["content"]
        for answer in written(local, batch.output_file_id)
    ]
    assert contents[0] == "Four."
    assert contents[1] != "Four."


def test_an_error_within_the_local_groq_is_the_answer_of_its_request_alone() -> None:
    def broken(_: Any) -> str:
        raise RuntimeError("on purpose")

    local = LocalGroq()
    created = batch_of(local, lines(2))
    local.reply_with(broken)
    batch = retrieve(local, created)
    assert ids(local, batch) == (["request-1"], ["request-0"])
    assert written(local, batch.error_file_id)[0]["response"]["status_code"] == 500


def test_requests_of_a_batch_are_outside_of_the_rate_limits() -> None:
    local = LocalGroq(clock=Clock())
    created = batch_of(local, lines(30))
    local.limit(requests=1, tokens=5)
    assert progress(retrieve(local, created)) == ("completed", 30, 30, 0)


@pytest.mark.parametrize("task", ["transcriptions", "translations"])
def test_a_batch_of_recordings_names_them_by_their_url(task: str) -> None:
    local = LocalGroq()
    local.hear("Good morning.", times=2)
    url = "data:audio/wav;base64," + base64.b64encode(hum(1.5, 8000)).decode()
    content = b"".join(
        line(kind, {"model": "whisper-large-v3", "url": url, "response_format": kind}, "/v1/audio/" + task)
        for kind in ("verbose_json", "text")
    )
    batch = retrieve(local, batch_of(local, content, "/v1/audio/" + task))
    verbose, text = (answer["response"]["body"] for answer in written(local, batch.output_file_id))
    assert (verbose["text"], verbose["duration"]) == ("Good morning.", 1.5)
    assert text == {"text": "Good morning."}


def test_batches_are_listed_the_newest_first() -> None:
    local = LocalGroq()
    batches = [batch_of(local, lines(1)) for _ in range(3)]
    assert [batch.id for batch in local.client().batches.list().data] == [batch.id for batch in reversed(batches)]


# Input files that are refused


@pytest.mark.parametrize(
    ("content", "errors"),
    [
        (b"", [(None, "empty_file", None)]),
        (b"\n \n", [(None, "empty_file", None)]),
        (line("one") + b"{", [(2, "invalid_json", None)]),
        (b"\xff\n", [(1, "invalid_json", None)]),
        (b'{"a": NaN}', [(1, "invalid_json", None)]),
        (b"[]", [(1, "invalid_type", None)]),
        (b'{"custom_id": "a", "method": "POST", "url": "%s"}' % CHAT.encode(), [(1, "missing_property", "body")]),
        (line(5), [(1, "invalid_type", "custom_id")]),
        (line("a", method="GET"), [(1, "invalid_value", "method")]),
        (line("a", ["x"]), [(1, "invalid_type", "body")]),
        (line("a", url="/v1/embeddings"), [(1, "mismatched_url", "url")]),
        (
            line("a") + b"\n" + line("a") + line("b") + line("a"),
            [(3, "duplicate_custom_id", "custom_id"), (5, "duplicate_custom_id", "custom_id")],
        ),
    ],
)
def test_a_batch_of_a_file_that_is_wrong_fails_and_says_where(content: bytes, errors: Any) -> None:
    local = LocalGroq(clock=Clock())
    created = batch_of(local, content)
    batch = retrieve(local, created)
    assert batch.errors is not None
    assert [(error.line, error.code, error.param) for error in batch.errors.data] == errors
    assert batch.to_dict() == {
        **created.to_dict(),
        "status": "failed",
        "failed_at": NOW,
        "errors": {"object": "list", "data": [error.to_dict() for error in batch.errors.data]},
    }


def test_what_is_wrong_with_a_line_is_told_in_words() -> None:
    local = LocalGroq()
    batch = retrieve(local, batch_of(local, line("a") + line("a") + line("b", url="/v1/x")))
    assert [error.message for error in batch.errors.data] == [
        "'custom_id' : value must be unique, got 'a' again",
        "'url' : value must be the endpoint of the batch, '/v1/chat/completions', got '/v1/x'",
    ]


def test_the_first_hundred_errors_are_told() -> None:
    local = LocalGroq()
    batch = retrieve(local, batch_of(local, b"{\n" * 300))
    assert [error.line for error in batch.errors.data] == list(range(1, 101))


def test_a_line_may_carry_notes() -> None:
    local = LocalGroq()
    assert retrieve(local, batch_of(local, line("a", note="mine"))).status == "completed"


def test_a_file_of_too_many_requests_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groq.testing._batch_lines._MOST_REQUESTS", 3)
    local = LocalGroq()
    assert retrieve(local, batch_of(local, lines(3))).status == "completed"
    batch = retrieve(local, batch_of(local, lines(6)))
    assert [error.to_dict() for error in batch.errors.data] == [
        {"code": "too_many_requests", "message": "The file has more than 3 requests.", "param": None, "line": 4}
    ]


def test_a_batch_of_a_file_that_was_deleted_fails() -> None:
    local = LocalGroq()
    created = batch_of(local, lines(1))
    local.client().files.delete(created.input_file_id)
    batch = retrieve(local, created)
    assert batch.status == "failed"
    assert [error.to_dict() for error in batch.errors.data] == [
        {
            "code": "file_not_found",
            "message": "The input file `%s` does not exist." % created.input_file_id,
            "param": "input_file_id",
            "line": None,
        }
    ]


def test_a_batch_of_what_is_not_there_is_refused() -> None:
    client = LocalGroq().client(max_retries=0)
    with pytest.raises(groq.NotFoundError, match="The file `file_x` does not exist"):
        client.batches.create(completion_window="24h", endpoint=CHAT, input_file_id="file_x")
    for method in (client.batches.retrieve, client.batches.cancel):
        with pytest.raises(groq.NotFoundError, match="The batch `batch_x` does not exist"):
            method("batch_x")


@pytest.mark.parametrize("window", ["", "h", "1h", "8d", "24", "-24h", "soon"])
def test_a_completion_window_outside_a_day_to_a_week_is_refused(window: str) -> None:
    with pytest.raises(groq.BadRequestError, match="completion_window"):
        batch_of(LocalGroq(), lines(1), completion_window=window)


def test_an_endpoint_that_has_no_batches_is_refused() -> None:
    with pytest.raises(groq.BadRequestError, match="endpoint"):
        batch_of(LocalGroq(), lines(1), endpoint="/v1/embeddings")


# Step by step


def test_a_batch_can_go_step_by_step() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    local.step_batches(2)
    batch = batch_of(local, line("bad", asked(model="x")) + lines(4))
    seen: List[Any] = []
    for _ in range(7):
        clock.now += 10
        seen.append(retrieve(local, batch))
    assert [progress(batch) for batch in seen] == [
        ("in_progress", 5, 0, 0),
        ("in_progress", 5, 1, 1),
        ("in_progress", 5, 3, 1),
        ("finalizing", 5, 4, 1),
        ("completed", 5, 4, 1),
        ("completed", 5, 4, 1),
        ("completed", 5, 4, 1),
    ]
    assert [batch.output_file_id is None for batch in seen] == [True, True, True, True, False, False, False]
    done = seen[-1]
    assert (done.in_progress_at, done.finalizing_at, done.completed_at) == (NOW + 10, NOW + 40, NOW + 50)
    assert ids(local, done) == (["request-%d" % number for number in range(4)], ["bad"])


def test_a_held_batch_stays_until_it_is_released() -> None:
    local = LocalGroq()
    local.hold_batches()
    batch = batch_of(local, lines(2))
    assert [retrieve(local, batch).status for _ in range(3)] == ["validating"] * 3
    local.step_batches()
    assert [progress(retrieve(local, batch)) for _ in range(2)] == [("in_progress", 2, 0, 0), ("in_progress", 2, 1, 0)]
    local.hold_batches()
    assert [progress(retrieve(local, batch)) for _ in range(2)] == [("in_progress", 2, 1, 0)] * 2
    local.release_batches()
    assert progress(retrieve(local, batch)) == ("completed", 2, 2, 0)


def test_a_file_that_is_deleted_while_its_batch_runs_is_not_missed() -> None:
    local = LocalGroq()
    local.step_batches()
    batch = batch_of(local, lines(1))
    assert retrieve(local, batch).status == "in_progress"
    local.client().files.delete(batch.input_file_id)
    assert [retrieve(local, batch).status for _ in range(2)] == ["finalizing", "completed"]


def test_a_reset_forgets_batches_and_their_pace() -> None:
    local = LocalGroq()
    local.hold_batches()
    batch = batch_of(local, lines(1))
    local.reset()
    with pytest.raises(groq.NotFoundError):
        retrieve(local, batch)
    assert retrieve(local, batch_of(local, lines(1))).status == "completed"


# Cancelled


def test_a_batch_that_is_cancelled_before_it_runs_has_done_nothing() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    created = batch_of(local, lines(2))
    clock.now += 5
    cancelling = local.client().batches.cancel(created.id)
    assert cancelling.to_dict() == {**created.to_dict(), "status": "cancelling", "cancelling_at": NOW + 5}
    clock.now += 5
    cancelled = retrieve(local, created)
    assert cancelled.to_dict() == {**cancelling.to_dict(), "status": "cancelled", "cancelled_at": NOW + 10}


def test_a_batch_that_is_cancelled_half_way_keeps_what_was_done() -> None:
    local = LocalGroq()
    local.step_batches(2)
    created = batch_of(local, line("bad", asked(model="x")) + lines(3))
    for _ in range(2):
        retrieve(local, created)
    cancelling = local.client().batches.cancel(created.id)
    assert (progress(cancelling), cancelling.output_file_id) == (("cancelling", 4, 1, 1), None)
    cancelled = retrieve(local, created)
    assert progress(cancelled) == ("cancelled", 4, 1, 1)
    assert ids(local, cancelled) == (["request-0"], ["bad"])
    assert retrieve(local, created) == cancelled


def test_a_held_batch_can_be_cancelled() -> None:
    local = LocalGroq()
    local.hold_batches()
    created = batch_of(local, lines(2))
    local.client().batches.cancel(created.id)
    assert retrieve(local, created).status == "cancelled"


@pytest.mark.parametrize("status", ["cancelling", "cancelled", "completed", "failed", "expired"])
def test_a_batch_that_has_ended_cannot_be_cancelled(status: str) -> None:
    local = LocalGroq()
    batch = batch_of(local, b"{" if status == "failed" else lines(1))
    batches = local.client(max_retries=0).batches
    if status.startswith("cancel"):
        batches.cancel(batch.id)
    if status == "expired":
        local.expire_batches()
    if status != "cancelling":
        batches.retrieve(batch.id)
    with pytest.raises(groq.BadRequestError) as caught:
        batches.cancel(batch.id)
    assert caught.value.body == {
        "error": {
            "message": "The batch `%s` is %s: it cannot be cancelled." % (batch.id, status),
            "type": "invalid_request_error",
            "code": "batch_not_cancellable",
            "param": "batch_id",
        }
    }


# Expired


def test_a_batch_that_is_not_done_by_the_end_of_its_window_expires_with_what_was_done() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    local.step_batches()
    created = batch_of(local, lines(3))
    for _ in range(2):
        retrieve(local, created)
    clock.now += DAY - 1
    assert progress(retrieve(local, created)) == ("in_progress", 3, 2, 0)
    clock.now += 100
    (expired,) = local.client().batches.list().data
    assert progress(expired) == ("expired", 3, 2, 1)
    assert (expired.expires_at, expired.expired_at) == (NOW + DAY, NOW + DAY)
    assert ids(local, expired) == (["request-0", "request-1"], ["request-2"])
    (missed,) = written(local, expired.error_file_id)
    assert missed == {
        "id": missed["id"],
        "custom_id": "request-2",
        "response": None,
        "error": {"code": "batch_expired", "message": "The request was not performed before the batch expired."},
    }
    assert retrieve(local, created) == expired


@pytest.mark.parametrize("look", ["retrieve", "list", "cancel"])
def test_a_held_batch_expires_by_the_clock_whoever_looks(look: str) -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    local.hold_batches()
    created = batch_of(local, lines(1))
    clock.now += DAY
    batches = local.client(max_retries=0).batches
    if look == "cancel":
        with pytest.raises(groq.BadRequestError, match="is expired"):
            batches.cancel(created.id)
    found = batches.list().data[0] if look == "list" else batches.retrieve(created.id)
    assert found.to_dict() == {**created.to_dict(), "status": "expired", "expired_at": NOW + DAY}


def test_batches_can_be_expired_without_a_clock() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    done = batch_of(local, lines(1))
    assert retrieve(local, done).status == "completed"
    local.step_batches()
    created = batch_of(local, lines(2))
    retrieve(local, created)
    clock.now += 60
    local.expire_batches()
    expired = retrieve(local, created)
    assert (progress(expired), expired.expired_at) == (("expired", 2, 0, 2), NOW + 60)
    assert ids(local, expired) == ([], ["request-0", "request-1"])
    assert retrieve(local, done).status == "completed"


def test_a_batch_that_nobody_looked_at_was_done_in_time() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    created = batch_of(local, lines(1))
    clock.now += 9 * DAY
    batch = retrieve(local, created)
    assert (batch.status, batch.completed_at) == ("completed", NOW + DAY)


@pytest.mark.parametrize(
    ("requests", "kind", "message"),
    [
        (0, ValueError, "`requests` is 0: it must be at least 1"),
        (1.5, TypeError, "`requests` is 1.5: it must be a whole number"),
    ],
)
def test_a_step_that_makes_no_sense_is_told_at_once(requests: Any, kind: Any, message: str) -> None:
    with pytest.raises(kind, match=message):
        LocalGroq().step_batches(requests)
