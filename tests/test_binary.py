"""Answers that are files: speech and file contents, read, written, iterated over, or streamed to disk."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import httpx
import pytest

from groq._response import (
    APIResponse,
    AsyncAPIResponse,
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
)
from twin import Body, Twin

SPEECH: Dict[str, Any] = {
    "input": "Hello",
    "model": "playai-tts",
    "voice": "Fritz-PlayAI",
    "response_format": "wav",
}
PIECES = (b"RIFF\x00\xff", b"\x80\n\r\n", b"end")
CONTENT = b"".join(PIECES)

Call = Callable[..., Any]


def speech(client: Any) -> Any:
    return client.audio.speech.create(**SPEECH)


def raw_speech(client: Any) -> Any:
    return client.audio.speech.with_raw_response.create(**SPEECH)


def content(client: Any, file_id: str = "file_1") -> Any:
    return client.files.content(file_id)


def raw_content(client: Any, file_id: str = "file_1") -> Any:
    return client.files.with_raw_response.content(file_id)


def streamed_speech(client: Any) -> Any:
    return client.audio.speech.with_streaming_response.create(**SPEECH)


def streamed_content(client: Any, file_id: str = "file_1") -> Any:
    return client.files.with_streaming_response.content(file_id)


READ: List[Call] = [speech, raw_speech, content, raw_content]
STREAMED: List[Call] = [streamed_speech, streamed_content]


def answered(twin: Twin, call: Call, content_type: str = "audio/wav", **options: Any) -> Tuple[Any, Body]:
    """What a call gives for a file that comes in pieces, and the body it comes from."""
    body = Body(*PIECES)
    client = twin.client(
        lambda request: httpx.Response(200, headers={"content-type": content_type}, stream=body), **options
    )
    return call(client), body


def downloaded(twin: Twin, call: Call) -> Tuple[Any, bytes]:
    """What a call gives for a file of the local Groq, and the content of that."""
    client = twin.local_client()
    if "speech" in call.__name__:
        return call(client), twin.call(twin.call(client.audio.speech.create(**SPEECH)).read())
    file = twin.call(client.files.create(file=("a.jsonl", CONTENT), purpose="batch"))
    return call(client, file.id), CONTENT


# With the content read


@pytest.mark.parametrize("call", READ)
@pytest.mark.parametrize("content_type", ["audio/wav", "application/octet-stream", "text/plain", "application/json"])
@pytest.mark.parametrize("strict", [False, True])
def test_a_file_is_given_with_its_content_read(twin: Twin, call: Call, content_type: str, strict: bool) -> None:
    pending, body = answered(twin, call, content_type, _strict_response_validation=strict)
    response = twin.call(pending)
    assert type(response) is twin.pick(BinaryAPIResponse, AsyncBinaryAPIResponse)
    assert (body.taken, body.closed, response.is_closed) == (3, True, True)
    assert response.content == CONTENT
    for _ in range(2):
        assert twin.call(response.read()) == CONTENT
        assert twin.call(response.parse()) == CONTENT
    assert repr(response) == "<%s [200 OK] type=<class 'bytes'>>" % type(response).__name__


@pytest.mark.parametrize("call", READ)
def test_a_file_is_iterated_over(twin: Twin, call: Call) -> None:
    pending, expected = downloaded(twin, call)
    response = twin.call(pending)
    assert b"".join(twin.items(response.iter_bytes())) == expected
    assert twin.items(response.iter_bytes(4)) == [expected[i : i + 4] for i in range(0, len(expected), 4)]


@pytest.mark.parametrize("call", READ)
@pytest.mark.parametrize("as_path", [str, Path])
def test_a_file_is_written_to_disk(twin: Twin, tmp_path: Path, call: Call, as_path: Any) -> None:
    pending, expected = downloaded(twin, call)
    target = tmp_path / "answer.wav"
    target.write_bytes(b"what was there before, and longer than the answer" * len(expected))
    response = twin.call(pending)
    assert twin.call(response.write_to_file(as_path(target))) is None
    assert target.read_bytes() == expected
    twin.call(response.write_to_file(as_path(tmp_path / "again.wav")))
    assert (tmp_path / "again.wav").read_bytes() == expected


def test_a_file_tells_all_that_a_raw_response_tells(twin: Twin) -> None:
    client = twin.local_client()
    response = twin.call(client.audio.speech.create(**SPEECH))
    assert isinstance(response, twin.pick(APIResponse, AsyncAPIResponse))
    assert (response.status_code, response.method, response.retries_taken) == (200, "POST", 0)
    assert str(response.url) == "https://api.groq.com/openai/v1/audio/speech"
    assert response.headers["content-type"] == "audio/wav"
    assert isinstance(response.elapsed, datetime.timedelta)
    assert response.http_request.headers["accept"] == "audio/wav"
    file = twin.call(client.files.create(file=("a.jsonl", CONTENT), purpose="batch"))
    other = twin.call(client.files.content(file.id))
    assert (other.method, str(other.url)) == ("GET", "https://api.groq.com/openai/v1/files/%s/content" % file.id)
    assert other.http_request.headers["accept"] == "application/octet-stream"


def test_a_file_of_json_lines_is_read_as_text(twin: Twin) -> None:
    client = twin.local_client()
    lines = '{"a": "é"}\n{"a": 2}\n'
    file = twin.call(client.files.create(file=("a.jsonl", lines.encode()), purpose="batch"))
    response = twin.call(client.files.content(file.id))
    assert twin.call(response.text()) == lines
    assert twin.items(response.iter_lines()) == ['{"a": "é"}', '{"a": 2}']


@pytest.mark.parametrize("call", READ)
def test_the_headers_say_which_face_was_asked_for(twin: Twin, call: Call) -> None:
    twin.call(answered(twin, call)[0])
    face = twin.requests[0].headers.get("x-stainless-raw-response")
    assert face == ("raw" if call in (raw_speech, raw_content) else None)
    assert "____stainless_override_cast_to" not in twin.requests[0].headers


# With the content still on the wire


@pytest.mark.parametrize("call", STREAMED)
def test_a_streamed_file_is_read_only_when_it_is_asked_for(twin: Twin, call: Call) -> None:
    manager, body = answered(twin, call)
    with twin.opened(manager) as response:
        assert type(response) is twin.pick(StreamedBinaryAPIResponse, AsyncStreamedBinaryAPIResponse)
        assert (body.taken, response.is_closed) == (0, False)
        assert twin.items(response.iter_bytes()) == list(PIECES)
    assert body.closed is True


@pytest.mark.parametrize("call", STREAMED)
@pytest.mark.parametrize("as_path", [str, Path])
@pytest.mark.parametrize("options", [{}, {"chunk_size": 4}, {"chunk_size": 1000}, {"chunk_size": None}])
def test_a_streamed_file_goes_to_disk(
    twin: Twin, tmp_path: Path, call: Call, as_path: Any, options: Dict[str, Any]
) -> None:
    target = tmp_path / "answer.wav"
    manager, body = answered(twin, call)
    with twin.opened(manager) as response:
        assert twin.call(response.stream_to_file(as_path(target), **options)) is None
    assert (target.read_bytes(), body.closed) == (CONTENT, True)


def test_a_streamed_file_may_be_read_first(twin: Twin, tmp_path: Path) -> None:
    target = tmp_path / "answer.wav"
    pending, expected = downloaded(twin, streamed_speech)
    with twin.opened(pending) as response:
        assert twin.call(response.read()) == expected
        twin.call(response.stream_to_file(target))
    assert target.read_bytes() == expected


@pytest.mark.parametrize("call", STREAMED)
def test_a_streamed_file_that_breaks_off_leaves_what_had_arrived(twin: Twin, tmp_path: Path, call: Call) -> None:
    pending, expected = downloaded(twin, call)
    twin.local.cut_stream(after_bytes=9)
    with pytest.raises(httpx.RemoteProtocolError), twin.opened(pending) as response:
        twin.call(response.stream_to_file(tmp_path / "answer.wav"))
    assert ((tmp_path / "answer.wav").read_bytes(), response.is_closed) == (expected[:9], True)


@pytest.mark.parametrize("call", READ)
def test_a_file_that_breaks_off_is_asked_for_again(twin: Twin, no_sleep: List[float], call: Call) -> None:
    client = twin.local_client()
    file = twin.call(client.files.create(file=("a.jsonl", CONTENT), purpose="batch"))
    twin.local.cut_stream(after_bytes=9, times=2)
    arguments = () if "speech" in call.__name__ else (file.id,)
    response = twin.call(call(client, *arguments))
    expected = twin.call(call(client, *arguments)).content
    assert (response.content, response.retries_taken, len(no_sleep)) == (expected, 2, 2)


def test_each_face_has_its_own_way_to_disk(twin: Twin) -> None:
    read = twin.pick(BinaryAPIResponse, AsyncBinaryAPIResponse)
    streamed = twin.pick(StreamedBinaryAPIResponse, AsyncStreamedBinaryAPIResponse)
    names = ("write_to_file", "stream_to_file")
    assert [[hasattr(cls, name) for name in names] for cls in (read, streamed)] == [[True, False], [False, True]]
