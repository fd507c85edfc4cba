"""What programs in the wild do with answers: each reads as its author meant it to."""

from __future__ import annotations

import json
from typing import Any, Dict

import httpx
import pytest

import groq
from groq.types.audio import Transcription, Translation
from twin import CHAT, Body, Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
AUDIO: Dict[str, Any] = {"file": ("a.mp3", b"sound"), "model": "whisper-large-v3"}

SEGMENT = {
    "id": 0,
    "seek": 0,
    "start": 0,
    "end": 2.5,
    "text": " Hello there.",
    "tokens": [50364, 2425],
    "temperature": 0,
    "avg_logprob": -0.25,
    "compression_ratio": 0.75,
    "no_speech_prob": 0.01,
    "speaker": "A",
}
VERBOSE = {
    "task": "transcribe",
    "language": "English",
    "duration": 2.5,
    "text": " Hello there.",
    "segments": [SEGMENT],
    "words": [{"word": "Hello", "start": 0, "end": 1.5}, {"word": "there.", "start": 1.5, "end": 2.5}],
    "x_groq": {"id": "req_1"},
}

OPERATIONS = {"transcriptions": Transcription, "translations": Translation}


@pytest.fixture(params=list(OPERATIONS))
def operation(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def heard(twin: Twin, operation: str, answer: Any, **arguments: Any) -> Any:
    """What an audio operation gives for an answer."""
    return twin.call(getattr(twin.client(answer).audio, operation).create(**AUDIO, **arguments))


# Audio


def test_segments_read_by_key_and_as_attributes(twin: Twin, operation: str) -> None:
    found = heard(twin, operation, VERBOSE, response_format="verbose_json")
    lines = ["[%.2fs - %.2fs]: %s" % (segment["start"], segment["end"], segment["text"]) for segment in found.segments]
    assert lines == ["[0.00s - 2.50s]:  Hello there."]
    assert [(segment.start, segment.end, segment.text) for segment in found.segments] == [(0.0, 2.5, " Hello there.")]
    (segment,) = found.segments
    assert {key: segment[key] for key in SEGMENT} == SEGMENT
    assert {key: getattr(segment, key) for key in SEGMENT} == SEGMENT
    assert (segment.get("speaker"), segment.get("nothing"), segment.get("nothing", 5)) == ("A", None, 5)
    assert ("start" in segment, "nothing" in segment) == (True, False)
    with pytest.raises(KeyError, match="nothing"):
        segment["nothing"]


def test_words_read_by_key_and_as_attributes(twin: Twin, operation: str) -> None:
    found = heard(twin, operation, VERBOSE)
    by_key = [(word["word"], word["start"], word["end"]) for word in found.words]
    assert by_key == [("Hello", 0.0, 1.5), ("there.", 1.5, 2.5)]
    assert [(word.word, word.start, word.end) for word in found.words] == by_key


def test_a_verbose_answer_declares_what_it_has(twin: Twin, operation: str) -> None:
    found = heard(twin, operation, VERBOSE)
    assert type(found) is OPERATIONS[operation]
    assert (found.task, found.language, found.duration, found.text) == ("transcribe", "English", 2.5, " Hello there.")
    assert found.x_groq.id == "req_1"
    assert found.to_dict() == VERBOSE


def test_a_short_answer_has_none_of_it(twin: Twin, operation: str) -> None:
    found = heard(twin, operation, {"text": "Hello"})
    assert found.text == "Hello"
    assert [getattr(found, name) for name in ("task", "language", "duration", "segments", "words", "x_groq")] == [
        None
    ] * 6
    assert found.model_fields_set == {"text"}


TEXTS = [" Hello there.\n", "5", "true", "null", "{", "", "é 🐸"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("content_type", ["text/plain", "text/plain; charset=utf-8", ""])
def test_a_text_answer_is_a_str_that_has_a_text(twin: Twin, operation: str, text: str, content_type: str) -> None:
    answer = httpx.Response(200, headers={"content-type": content_type}, content=text.encode())
    found = heard(twin, operation, answer, response_format="text")
    assert isinstance(found, str)
    assert (found, found.text, type(found.text)) == (text, text, str)
    assert ("%s" % found, found + "!", json.dumps([found])) == (text, text + "!", json.dumps([text]))


def test_a_raw_text_answer_is_parsed_to_such_a_str(twin: Twin, operation: str) -> None:
    twin.local.hear("Hello")
    audio = getattr(twin.local_client().audio, operation)
    raw = twin.call(audio.with_raw_response.create(**AUDIO, response_format="text"))
    assert (twin.call(raw.parse()), twin.call(raw.parse()).text) == ("Hello", "Hello")


# Files


def test_the_content_of_a_file_is_its_bytes(twin: Twin) -> None:
    content = b'{"custom_id": "1"}\n{"custom_id": "2"}\n'
    client = twin.local_client()
    file = twin.call(client.files.create(file=("a.jsonl", content), purpose="batch"))
    assert (file.bytes, file.filename) == (len(content), "a.jsonl")
    results = twin.call(client.files.content(file.id))
    assert (results.content, results.content[:12]) == (content, b'{"custom_id"')
    assert [json.loads(line)["custom_id"] for line in results.content.splitlines()] == ["1", "2"]
    assert twin.call(results.text()) == content.decode()


def test_the_results_of_a_batch_are_read_line_by_line(twin: Twin) -> None:
    twin.local.reply("One.")
    twin.local.reply("Two.")
    client = twin.local_client()
    call = {"method": "POST", "url": "/v1/chat/completions", "body": CHAT}
    lines = [json.dumps({"custom_id": number, **call}) for number in ("1", "2")]
    file = twin.call(client.files.create(file=("a.jsonl", "\n".join(lines).encode()), purpose="batch"))
    batch = twin.call(
        client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id=file.id)
    )
    assert batch.status == "validating"
    done = twin.call(client.batches.retrieve(batch.id))
    assert (done.status, done.request_counts.completed, done.error_file_id) == ("completed", 2, None)
    results = twin.call(client.files.content(done.output_file_id))
    found = [json.loads(line) for line in twin.items(results.iter_lines())]
    said = [line["response"]["body"]["choices"][0]["message"]["content"] for line in found]
    assert ([line["custom_id"] for line in found], said) == (["1", "2"], ["One.", "Two."])


@pytest.mark.parametrize(("extra", "status"), [({"status": "processed"}, "processed"), ({}, None)])
def test_a_file_has_a_status(twin: Twin, extra: Dict[str, str], status: Any) -> None:
    info = {"id": "file_1", "object": "file", "bytes": 3, "created_at": 1, "filename": "a.jsonl", "purpose": "batch"}
    client = twin.client({**info, **extra})
    assert twin.call(client.files.info("file_1")).status == status
    assert twin.call(client.files.create(file=b"{}\n", purpose="batch")).status == status


# Models


def test_a_model_declares_what_the_api_tells(twin: Twin) -> None:
    facts = {
        "id": "llama3-8b-8192",
        "object": "model",
        "created": 1693721698,
        "owned_by": "Meta",
        "active": True,
        "context_window": 8192,
        "public_apps": None,
        "max_completion_tokens": 1024,
    }
    model = twin.call(twin.client(facts).models.retrieve("llama3-8b-8192"))
    assert (model.active, model.context_window, model.max_completion_tokens) == (True, 8192, 1024)
    assert (model.public_apps, model.owned_by, model.model_extra) == (None, "Meta", {})
    (listed,) = twin.call(twin.client({"object": "list", "data": [facts]}).models.list()).data
    assert listed == model


@pytest.mark.parametrize("listing", ["models", "files", "batches"])
def test_a_list_is_iterated_over_and_still_has_its_data(twin: Twin, listing: str) -> None:
    client = twin.client({"object": "list", "data": [{"id": "a"}, {"id": "b"}]})
    found = twin.call(getattr(client, listing).list())
    assert [item.id for item in found] == [item.id for item in found.data] == ["a", "b"]
    assert list(found) == found.data
    assert [list(twin.call(getattr(twin.client(answer), listing).list())) for answer in ({}, {"data": None})] == [
        [],
        [],
    ]


# Chat


def test_cached_tokens_are_read_where_they_are_told(twin: Twin) -> None:
    usage = {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}
    told = {"usage": {**usage, "prompt_tokens_details": {"cached_tokens": 8}}}
    client = twin.client(told, {"usage": usage}, {"usage": {**usage, "prompt_tokens_details": None}})
    answers = [twin.call(client.chat.completions.create(**CALL)) for _ in range(3)]
    assert answers[0].usage.prompt_tokens_details.cached_tokens == 8
    assert [answer.usage.prompt_tokens_details for answer in answers[1:]] == [None, None]


def test_usage_of_a_stream_is_on_its_last_chunk(twin: Twin) -> None:
    usage = {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10, "total_time": 0.5}
    first = {"choices": [{"index": 0, "delta": {"content": "Hi"}}], "x_groq": {"id": "req_1"}}
    last = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "x_groq": {"id": "req_1", "usage": usage}}
    client = twin.client(sse(first, last))
    chunks = twin.items(twin.call(client.chat.completions.create(**CALL, stream=True)))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == "Hi"
    assert [chunk.usage and chunk.usage.to_dict() for chunk in chunks] == [None, usage]


def test_headers_are_looked_up_whether_they_are_there_or_not(twin: Twin) -> None:
    raw = twin.call(twin.local_client().chat.completions.with_raw_response.create(**CHAT))
    asked = ["X-RateLimit-Remaining-Requests", "x-ratelimit-remaining", "content-type"]
    assert [raw.headers.get(name) for name in asked] == ["14399", None, "application/json"]
    assert raw.headers.get("x-request-id") == twin.call(raw.parse()).x_groq.id


def test_a_streamed_response_is_read_line_by_line(twin: Twin) -> None:
    client = twin.client(lambda request: httpx.Response(200, stream=Body(b'{\n"id"', b': "a"\n}')))
    with twin.opened(client.chat.completions.with_streaming_response.create(**CALL)) as response:
        assert response.headers.get("x-request-id") is None
        assert twin.items(response.iter_lines()) == ["{", '"id": "a"', "}"]


# Errors


def test_a_timeout_is_caught_by_the_name_that_python_has_for_it(twin: Twin) -> None:
    twin.local.stall(5.5)
    client = twin.local_client(max_retries=0)
    assert twin.call(client.with_options(timeout=6.0).chat.completions.create(**CHAT)).choices
    twin.local.stall(5.5)
    with pytest.raises(TimeoutError) as caught:
        twin.call(client.with_options(timeout=5.0).chat.completions.create(**CHAT))
    assert (str(caught.value), type(caught.value)) == (
        "Request timed out. Nothing came for 5 seconds.",
        groq.APITimeoutError,
    )
    timeouts = caught.value.request.extensions["timeout"]
    assert timeouts == {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}


def caught_by(twin: Twin, **arguments: Any) -> str:
    """Which of the handlers of a careful program an answer ends in."""
    client = twin.local_client(max_retries=0, **arguments)
    try:
        twin.call(client.chat.completions.create(**CHAT))
    except groq.APIConnectionError as error:
        return "connection: %r" % error.__cause__
    except groq.RateLimitError as error:
        return "rate limit %d" % error.status_code
    except groq.AuthenticationError:
        return "key"
    except groq.APIStatusError as error:
        return "%d: %s" % (error.status_code, error.response.text)
    except groq.APIError:
        return "other"
    return "fine"


def test_a_careful_program_tells_errors_apart(twin: Twin) -> None:
    twin.local.refuse_connection()
    twin.local.fail(429)
    twin.local.fail(404, body="gone")
    twin.local.fail(503, body="busy")
    refused = caught_by(twin)
    assert refused.startswith("connection: ConnectError(")
    assert caught_by(twin) == "rate limit 429"
    assert [caught_by(twin) for _ in range(3)] == ["404: gone", "503: busy", "fine"]
    assert caught_by(twin, api_key="wrong") == "key"
