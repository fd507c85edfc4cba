"""What uploads look like on the wire: the parts, their order and names, and files that are sent again or in pieces."""

from __future__ import annotations

import asyncio
import io
import mimetypes
import os
import pathlib
import re
import threading
import time
from typing import Any, Dict, List, Tuple

import httpx
import pytest

import groq
from groq import omit
from groq._core import uploads
from groq.types.audio import Transcription
from loopback import Server, http_answer
from twin import Twin

BOUNDARY = {"Content-Type": "multipart/form-data; boundary=B"}
WAV = mimetypes.guess_type("a.wav")[0] or ""  # each system has its own name for it


def field(name: str, value: str) -> str:
    return '--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name, value)


def file_part(disposition: str, *headers: str, content: str = "x") -> str:
    head = ["Content-Disposition: form-data; " + disposition, *headers]
    return "--B\r\n%s\r\n\r\n%s\r\n" % ("\r\n".join(head), content)


def transcribe(twin: Twin, **arguments: Any) -> str:
    """The body of a transcription, between boundaries `B`."""
    answer = twin.call(
        twin.client({"text": "Hi"}).audio.transcriptions.create(model="m", extra_headers=BOUNDARY, **arguments)
    )
    assert isinstance(answer, Transcription)
    return twin.requests[-1].content.decode()


# Fields


def test_plain_fields_come_first_in_the_order_of_the_signature_then_the_file(twin: Twin) -> None:
    sent = transcribe(
        twin,
        url="u",
        timestamp_granularities=["word", "segment"],
        temperature=0.5,
        response_format="json",
        prompt="é",
        language="en",
        file=("a.wav", b"x", "audio/wav"),
    )
    assert sent == (
        field("model", "m")
        + field("language", "en")
        + field("prompt", "é")
        + field("response_format", "json")
        + field("temperature", "0.5")
        + field("timestamp_granularities[]", "word")
        + field("timestamp_granularities[]", "segment")
        + field("url", "u")
        + file_part('name="file"; filename="a.wav"', "Content-Type: audio/wav")
        + "--B--\r\n"
    )


def test_translations_and_files_do_likewise(twin: Twin) -> None:
    client = twin.client({})
    twin.call(
        client.audio.translations.create(
            file=b"x", model="m", url="u", temperature=0, response_format="text", prompt="p", extra_headers=BOUNDARY
        )
    )
    twin.call(client.files.create(file=b"x", purpose="batch", extra_headers=BOUNDARY))
    part = file_part('name="file"; filename="upload"', "Content-Type: application/octet-stream")
    assert [request.content.decode() for request in twin.requests] == [
        field("model", "m")
        + field("prompt", "p")
        + field("response_format", "text")
        + field("temperature", "0")
        + field("url", "u")
        + part
        + "--B--\r\n",
        field("purpose", "batch") + part + "--B--\r\n",
    ]


@pytest.mark.parametrize("absent", [{}, {"file": omit}, {"file": groq.NOT_GIVEN}])
def test_a_url_without_a_file_still_goes_as_multipart(twin: Twin, absent: Dict[str, Any]) -> None:
    sent = transcribe(twin, url="u", language="", temperature=omit, timestamp_granularities=[], **absent)
    assert sent == field("model", "m") + field("url", "u") + "--B--\r\n"


def test_extra_body_adds_fields_to_a_form(twin: Twin) -> None:
    extra = {"model": "other", "a": [1, True, None], "b": {"c": 1.5}, "d": None}
    assert transcribe(twin, file=b"", extra_body=extra) == (
        field("model", "other")
        + field("a[]", "1")
        + field("a[]", "true")
        + field("b[c]", "1.5")
        + file_part('name="file"; filename="upload"', "Content-Type: application/octet-stream", content="")
        + "--B--\r\n"
    )


# Content types


def test_the_boundary_of_the_caller_is_respected_in_any_case(twin: Twin) -> None:
    client = twin.client({})
    for name in ("Content-Type", "content-type"):
        headers = {name: "multipart/form-data; boundary=xyz"}
        twin.call(client.audio.transcriptions.create(model="m", file=b"x", extra_headers=headers))
    for request in twin.requests:
        assert request.headers.get_list("content-type") == ["multipart/form-data; boundary=xyz"]
        assert request.content.startswith(b'--xyz\r\nContent-Disposition: form-data; name="model"\r\n')
        assert request.content.endswith(b"--xyz--\r\n")


@pytest.mark.parametrize("given", [{}, {"Content-Type": "multipart/form-data"}, {"Content-Type": groq.Omit()}])
def test_a_boundary_is_made_where_there_is_none(twin: Twin, given: Dict[str, Any]) -> None:
    twin.call(twin.client({}).audio.transcriptions.create(model="m", file=b"x", extra_headers=given))
    (request,) = twin.requests
    (content_type,) = request.headers.get_list("content-type")
    match = re.fullmatch("multipart/form-data; boundary=([0-9a-f]{32})", content_type)
    assert match is not None
    assert request.content.startswith(b"--" + match[1].encode())
    assert request.headers["content-length"] == str(len(request.content))


# File inputs


def inputs(directory: pathlib.Path) -> List[Tuple[Any, str]]:
    """Each kind of file input, and the part it becomes."""
    path = directory / "a.wav"
    path.write_bytes(b"x")
    named = io.BytesIO(b"x")
    named.name = "/somewhere/b.wav"
    text = str(path)
    upload = file_part('name="file"; filename="upload"', "Content-Type: application/octet-stream")
    from_path = file_part('name="file"; filename="a.wav"', "Content-Type: " + WAV)
    typed = file_part('name="file"; filename="n.zz"', "Content-Type: audio/zz")
    with_headers = file_part('name="file"; filename="n.zz"', "X-A: 1", "Content-Type: audio/zz")
    guessed = file_part('name="file"; filename="n.wav"', "Content-Type: " + WAV)
    guessed_with_headers = file_part('name="file"; filename="n.wav"', "X-A: 1", "Content-Type: " + WAV)
    return [
        (b"x", upload),
        (io.BytesIO(b"x"), upload),
        (named, file_part('name="file"; filename="b.wav"', "Content-Type: " + WAV)),
        (path, from_path),
        (text, from_path),
        (("n.zz", b"x", "audio/zz"), typed),
        (("n.zz", io.BytesIO(b"x"), "audio/zz"), typed),
        (("n.zz", path, "audio/zz"), typed),
        (("n.zz", b"x", "audio/zz", {"X-A": "1"}), with_headers),
        (("n.zz", path, "audio/zz", {"X-A": "1"}), with_headers),
        (("n.wav", b"x"), guessed),
        (("n.wav", b"x", None, {"X-A": "1"}), guessed_with_headers),
        (("n.wav", "x"), guessed),
        ((None, b"x"), file_part('name="file"')),
    ]


def test_each_kind_of_file_input_becomes_a_part(twin: Twin, tmp_path: pathlib.Path) -> None:
    for file, part in inputs(tmp_path):
        assert transcribe(twin, file=file) == field("model", "m") + part + "--B--\r\n"


def test_an_open_file_is_sent_under_its_name_and_stays_open(twin: Twin, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"x")
    with open(path, "rb") as opened:
        sent = transcribe(twin, file=opened)
        assert not opened.closed
    assert sent == field("model", "m") + inputs(tmp_path)[3][1] + "--B--\r\n"


# Undocumented endpoints


def test_files_of_any_name_can_be_posted_put_and_patched(twin: Twin) -> None:
    client = twin.client({})
    for verb in (client.post, client.put, client.patch):
        files = [("a", ("1.zz", b"x", "t/t")), ("a", ("2.zz", b"x", "t/t"))]
        twin.call(verb("/x", body={"l": [1, 2]}, files=files, cast_to=object, options={"headers": BOUNDARY}))
    assert {request.content.decode() for request in twin.requests} == {
        field("l[]", "1")
        + field("l[]", "2")
        + file_part('name="a"; filename="1.zz"', "Content-Type: t/t")
        + file_part('name="a"; filename="2.zz"', "Content-Type: t/t")
        + "--B--\r\n"
    }
    assert [request.method for request in twin.requests] == ["POST", "PUT", "PATCH"]


def test_a_multipart_header_alone_sends_the_body_as_a_form(twin: Twin) -> None:
    twin.call(twin.client({}).post("/x", body={"a": 1}, cast_to=object, options={"headers": BOUNDARY}))
    assert twin.requests[0].content.decode() == field("a", "1") + "--B--\r\n"


# Again, and in pieces


def test_a_file_is_sent_again_at_a_retry(twin: Twin, tmp_path: pathlib.Path, no_sleep: List[float]) -> None:
    path = tmp_path / "a.zz"
    path.write_bytes(b"content")
    for file in (path, b"content", io.BytesIO(b"content"), ("n", path), OneWay(b"content")):
        client = twin.client(httpx.Response(500), RuntimeError(), {})
        twin.requests.clear()
        twin.call(client.files.create(file=file, purpose="batch", extra_headers=BOUNDARY))
        bodies = [request.content for request in twin.requests]
        assert bodies[0] == bodies[1] == bodies[2]
        assert b"\r\n\r\ncontent\r\n" in bodies[0]


class OneWay(io.RawIOBase):
    """A stream that cannot rewind, such as a pipe."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(buffer)


def test_a_file_that_was_opened_for_a_call_is_closed_after_it(
    twin: Twin, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zz"
    path.write_bytes(b"content")
    opened: List[Any] = []

    def recording_open(*args: Any, **kwargs: Any) -> Any:
        opened.append(open(*args, **kwargs))  # noqa: SIM115 - what is tested is who closes it
        return opened[-1]

    monkeypatch.setattr(uploads, "open", recording_open, raising=False)
    twin.call(twin.client({}).files.create(file=path, purpose="batch"))
    with pytest.raises(groq.BadRequestError):
        twin.call(twin.client(httpx.Response(400)).files.create(file=path, purpose="batch"))
    assert [file.closed for file in opened] == [True, True]


def test_a_large_file_arrives_whole_over_a_socket(twin: Twin, tmp_path: pathlib.Path) -> None:
    content = os.urandom(1 << 20)
    path = tmp_path / "large.bin"
    path.write_bytes(content)
    server: Server = twin.serve(http_answer(b'{"id": "f"}'))
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url))
    for file in (path, str(path), ("other.bin", path)):
        answer = twin.call(client.files.create(file=file, purpose="batch"))
        assert answer.id == "f"
    assert [request.count(content) for request in server.requests] == [1, 1, 1]
    for request in server.requests:
        head, body = request.split(b"\r\n\r\n", 1)
        assert b"Content-Length: %d" % len(body) in head
        assert b"Transfer-Encoding" not in head
    assert server.connections == [0, 0, 0]


class Watched(io.BufferedReader):
    """A file that notes the threads it is read in."""

    def __init__(self, path: Any, mode: str) -> None:
        super().__init__(io.FileIO(path, mode))
        self.threads: List[threading.Thread] = []

    def read(self, size: Any = -1) -> bytes:
        self.threads.append(threading.current_thread())
        return super().read(size)


def test_a_file_is_never_read_on_the_event_loop(
    twin: Twin, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, no_sleep: List[float]
) -> None:
    path = tmp_path / "a.zz"
    path.write_bytes(b"content")
    files: List[Watched] = []

    def watched_open(*args: Any) -> Watched:
        files.append(Watched(*args))
        return files[-1]

    monkeypatch.setattr(uploads, "open", watched_open, raising=False)
    for file in (path, ("n", path)):
        twin.call(twin.client(httpx.Response(500), {}).files.create(file=file, purpose="batch"))
    here = {thread is threading.current_thread() for file in files for thread in file.threads}
    assert here == {not twin.is_async}
    assert [request.content.count(b"content\r\n") for request in twin.requests] == [1, 1, 1, 1]


def test_a_file_that_a_thread_opened_for_a_cancelled_call_is_closed(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zz"
    path.write_bytes(b"content")
    opened: List[Any] = []
    asked, cancelled = threading.Event(), threading.Event()

    def slow_open(*args: Any) -> Any:
        asked.set()
        assert cancelled.wait(10)
        opened.append(open(*args))  # noqa: SIM115 - what is tested is who closes it
        return opened[-1]

    async def run() -> None:
        client = groq.AsyncGroq(api_key="k", http_client=httpx.AsyncClient(transport=httpx.MockTransport(None)))  # type: ignore[arg-type]
        call = asyncio.ensure_future(client.files.create(file=path, purpose="batch"))
        while not asked.is_set():
            await asyncio.sleep(0.001)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        cancelled.set()

    monkeypatch.setattr(uploads, "open", slow_open, raising=False)
    asyncio.run(run())  # at its end it waits for its threads
    for _ in range(1000):
        if opened and opened[0].closed:
            break
        time.sleep(0.01)
    assert [file.closed for file in opened] == [True]
