from __future__ import annotations

import io
import mimetypes
import os
import tempfile
import threading
from pathlib import Path
from typing import Any, List

import httpx
import pytest

from groq import NOT_GIVEN, omit
from groq._core.uploads import ForceMultipartDict, OpenedFiles, UnusableFileError, multipart_files, reads_storage
from groq._files import (
    assert_is_file_content,
    async_multipart_files,
    async_read_file_content,
    async_to_httpx_files,
    deepcopy_with_paths,
    extract_files,
    is_base64_file_input,
    is_file_content,
    read_file_content,
    to_httpx_files,
)

ACCEPTED = "bytes, an open binary file, a path, or a tuple (name, content[, media type[, headers]])"


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "speech.wav"
    path.write_bytes(b"RIFF")
    return path


def part(opened: OpenedFiles) -> str:
    """The one part of the body that httpx makes of the files, without its delimiters."""
    headers = {"Content-Type": "multipart/form-data; boundary=BB"}
    request = httpx.Request("POST", "http://x", files=opened.parts, headers=headers)
    content = request.read().decode()
    assert request.headers["content-length"] == str(len(content.encode()))
    start, end = "--BB\r\nContent-Disposition: form-data; ", "\r\n--BB--\r\n"
    assert content.startswith(start)
    assert content.endswith(end)
    return content[len(start) : -len(end)]


def sent(file: Any) -> str:
    with multipart_files({"file": file}) as opened:
        return part(opened)


def named(name: str) -> io.BytesIO:
    stream = io.BytesIO(b"x")
    stream.name = name
    return stream


BINARY = "\r\nContent-Type: application/octet-stream\r\n\r\n"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (b"x", 'name="file"; filename="upload"' + BINARY + "x"),
        (io.BytesIO(b"x"), 'name="file"; filename="upload"' + BINARY + "x"),
        (named("/tmp/my.flac.bin"), 'name="file"; filename="my.flac.bin"' + BINARY + "x"),
        (("n", b"x"), 'name="file"; filename="n"' + BINARY + "x"),
        (("n", "é"), 'name="file"; filename="n"' + BINARY + "é"),
        (("n", io.BytesIO(b"x")), 'name="file"; filename="n"' + BINARY + "x"),
        (("n", b"x", "audio/x"), 'name="file"; filename="n"\r\nContent-Type: audio/x\r\n\r\nx'),
        (("n", b"x", None), 'name="file"; filename="n"' + BINARY + "x"),
        (("n", b"x", "a/b", {"X-A": "1"}), 'name="file"; filename="n"\r\nX-A: 1\r\nContent-Type: a/b\r\n\r\nx'),
        ((None, b"x"), 'name="file"\r\n\r\nx'),
    ],
)
def test_each_accepted_input_becomes_a_part(file: Any, expected: str) -> None:
    assert sent(file) == expected


def test_a_path_gives_its_base_name_and_its_content(wav: Path) -> None:
    media_type = mimetypes.guess_type("speech.wav")[0]
    expected = 'name="file"; filename="speech.wav"\r\nContent-Type: %s\r\n\r\nRIFF' % media_type
    assert sent(wav) == expected
    assert sent(str(wav)) == expected
    assert sent((None, wav)) == expected
    with wav.open("rb") as file:
        assert sent(file) == expected
    assert sent(("other.bin", wav)) == 'name="file"; filename="other.bin"' + BINARY + "RIFF"


def test_temporary_files_are_accepted(tmp_path: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=str(tmp_path), suffix=".bin") as file:
        file.write(b"x")
        file.flush()
        assert sent(file) == 'name="file"; filename="%s"' % os.path.basename(file.name) + BINARY + "x"
    with tempfile.SpooledTemporaryFile() as spooled:
        spooled.write(b"x")
        assert sent(spooled) == 'name="file"; filename="upload"' + BINARY + "x"


def test_an_open_file_is_sent_from_its_start_and_stays_open(wav: Path) -> None:
    with wav.open("rb") as file:
        file.read()
        assert sent(file).endswith("RIFF")
        assert not file.closed


class AsyncFile:
    async def read(self, size: int = -1) -> bytes:
        return b""


class Unsized:
    def read(self) -> bytes:
        return b""


@pytest.mark.parametrize(
    ("file", "received"),
    [
        (None, "None"),
        (5, "an object of type int"),
        (bytearray(b"x"), "an object of type bytearray"),
        ([b"x"], "an object of type list"),
        (iter([b"x"]), "an object of type list_iterator"),
        (("n",), "a tuple of 1"),
        (("n", b"x", "a/b", {}, 5), "a tuple of 5"),
        (("n", 5), "an object of type int"),
        (("n", None), "None"),
        ((5, b"x"), "a tuple with an object of type int for the file name"),
        (("n", b"x", 5), "a tuple with an object of type int for the media type"),
        (("n", b"x", None, []), "a tuple with an object of type list for the headers"),
        (io.StringIO("x"), "a file opened in text mode: open it with 'rb'"),
        (AsyncFile(), "an object of type AsyncFile, which does not read bytes"),
    ],
)
def test_anything_else_is_refused_by_name_with_what_is_accepted(file: Any, received: str) -> None:
    with pytest.raises(UnusableFileError) as caught:
        multipart_files({"audio": file})
    assert str(caught.value) == "`audio` must be %s, not %s" % (ACCEPTED, received)
    assert isinstance(caught.value, RuntimeError)
    assert isinstance(caught.value, TypeError)


def closed_file() -> io.BytesIO:
    file = io.BytesIO()
    file.close()
    return file


@pytest.mark.parametrize("file", [closed_file(), Unsized()])
def test_a_file_that_cannot_be_read_is_refused_before_sending(file: Any) -> None:
    with pytest.raises(UnusableFileError, match=r"^`file`: an object of type .* cannot be read: ") as caught:
        multipart_files({"file": file})
    assert caught.value.__cause__ is not None


def test_a_string_that_is_no_file_is_named_in_the_error() -> None:
    with pytest.raises(UnusableFileError, match=r"`file`: there is no file 'no/such.wav'; a string is the path"):
        multipart_files({"file": "no/such.wav"})
    with pytest.raises(UnusableFileError) as caught:
        multipart_files({"file": "x" * 100_000})
    assert len(str(caught.value)) < 400


def test_a_path_that_is_missing_is_the_error_of_the_system(tmp_path: Path, wav: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nope\.wav"):
        multipart_files({"first": wav, "second": tmp_path / "nope.wav"})


def test_files_may_be_pairs_and_repeat_a_name() -> None:
    with multipart_files([("f", b"1"), ("f", ("n", b"2"))]) as opened:
        assert opened.parts == [("f", ("upload", b"1")), ("f", ("n", b"2"))]
    wrong: Any = 5
    with pytest.raises(UnusableFileError, match="`files` must be a mapping or a list of pairs, not int"):
        multipart_files(wrong)


@pytest.mark.parametrize("files", [{}, [], {"file": omit}, {"file": NOT_GIVEN}])
def test_files_that_were_left_out_still_make_a_multipart_request(files: Any) -> None:
    with multipart_files(files) as opened:
        request = httpx.Request("POST", "http://x", data={"model": "m"}, files=opened.parts)
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert bool(ForceMultipartDict()) is True


def test_what_was_opened_here_is_closed_and_nothing_else(wav: Path) -> None:
    with wav.open("rb") as mine:
        opened = multipart_files({"a": wav, "b": str(wav), "c": ("n", wav), "d": mine})
        handles: List[Any] = [file[1] for _, file in opened.parts]  # type: ignore[index]  # all are tuples here
        assert [handle.closed for handle in handles] == [False] * 4
        opened.close()
        opened.close()
        assert [handle.closed for handle in handles] == [True, True, True, False]


def test_the_same_parts_can_be_sent_again(wav: Path) -> None:
    with multipart_files({"file": wav}) as opened:
        first = part(opened)
        assert part(opened) == first
        assert first.endswith("RIFF")


class Pipe(io.RawIOBase):
    """A stream that can be read once, such as a pipe or a socket."""

    def __init__(self, chunks: List[bytes]) -> None:
        self.chunks = chunks
        self.reads = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.reads += 1
        chunk = self.chunks.pop(0) if self.chunks else b""
        buffer[: len(chunk)] = chunk
        return len(chunk)


def test_a_stream_that_cannot_rewind_is_read_once_and_can_be_sent_again() -> None:
    pipe = Pipe([b"", b"ab", b"cd"])
    with multipart_files({"file": pipe}) as opened:
        expected = 'name="file"; filename="upload"' + BINARY + "abcd"
        assert [part(opened), part(opened)] == [expected, expected]
        assert pipe.chunks == []


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(5_000_000)
    with multipart_files({"file": path}) as opened:
        request = httpx.Request("POST", "http://x", files=opened.parts)
        assert isinstance(request.stream, httpx.SyncByteStream)
        sizes = [len(chunk) for chunk in request.stream]
    assert max(sizes) <= 1_000_000
    assert sum(sizes) == int(request.headers["content-length"]) > 5_000_000


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> List[bool]:
    """For each opening of files, whether it happened in the main thread."""
    seen: List[bool] = []

    def watched(files: Any) -> OpenedFiles:
        seen.append(threading.current_thread() is threading.main_thread())
        return multipart_files(files)

    monkeypatch.setattr("groq._files.multipart_files", watched)
    return seen


@pytest.mark.parametrize("as_type", [Path, str])
async def test_the_event_loop_does_not_wait_for_a_disk(wav: Path, threads: List[bool], as_type: Any) -> None:
    with await async_multipart_files({"file": as_type(wav)}) as opened:
        assert part(opened).endswith("RIFF")
    assert threads == [False]


async def test_what_is_in_memory_needs_no_thread(threads: List[bool]) -> None:
    mimetypes.init()
    with await async_multipart_files({"a": b"x", "b": ("n", io.BytesIO(b"y")), "c": ("n", "text")}) as opened:
        assert [name for name, _ in opened.parts] == ["a", "b", "c"]
    assert threads == [True]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (b"x", False),
        ("path", True),
        (Path("path"), True),
        (io.BytesIO(), False),
        (Pipe([]), True),
        (("n", b"x"), False),
        (("n", "text"), False),
        (("n", Path("path")), True),
        (("n",), False),
        (omit, False),
    ],
)
def test_paths_and_foreign_streams_are_known_to_wait(file: Any, expected: bool) -> None:
    mimetypes.init()
    assert reads_storage({"file": file}) is expected


# What applications import from groq._files.


@pytest.mark.parametrize(
    ("value", "file_content", "base64_input"),
    [
        (b"x", True, False),
        (("n", b"x"), True, False),
        (io.BytesIO(), True, True),
        (Path("x"), True, True),
        ("x", False, False),
        (5, False, False),
    ],
)
def test_file_inputs_are_told_apart(value: object, file_content: bool, base64_input: bool) -> None:
    assert (is_file_content(value), is_base64_file_input(value)) == (file_content, base64_input)


def test_asserting_file_content_names_the_parameter() -> None:
    assert_is_file_content(b"x", key="audio")
    with pytest.raises(RuntimeError, match=r"^`audio` must be bytes, .*, not an object of type str$"):
        assert_is_file_content("x", key="audio")
    with pytest.raises(RuntimeError, match=r"^`file` must be"):
        assert_is_file_content("x")


FILES: Any = {"a": b"x", "b": ("n", b"y", "t"), "c": ()}


async def test_files_for_httpx_have_their_paths_read(wav: Path) -> None:
    expected = {**FILES, "p": ("speech.wav", b"RIFF"), "q": ("n", b"RIFF", "t")}
    files = {**FILES, "p": wav, "q": ("n", wav, "t")}
    assert to_httpx_files(files) == expected
    assert to_httpx_files(list(files.items())) == list(expected.items())
    assert await async_to_httpx_files(files) == expected
    assert to_httpx_files(None) is None
    assert await async_to_httpx_files(None) is None


@pytest.mark.parametrize("files", [5, {"a": 5}, {"a": "x"}, [("a", None)]])
async def test_files_that_httpx_could_not_send_are_refused(files: Any) -> None:
    with pytest.raises(TypeError, match=r"^`(files|a)` must be"):
        to_httpx_files(files)
    with pytest.raises(TypeError, match=r"^`(files|a)` must be"):
        await async_to_httpx_files(files)


async def test_the_content_behind_a_path_is_read(wav: Path) -> None:
    assert (read_file_content(wav), await async_read_file_content(wav)) == (b"RIFF", b"RIFF")
    stream = io.BytesIO()
    assert read_file_content(stream) is stream


def test_a_copy_shares_all_but_the_way_to_the_paths() -> None:
    original = {"x": {"y": [1, {"z": b"1"}]}, "o": {"p": 1}, "f": b"2"}
    copy = deepcopy_with_paths(original, [["x", "y", "<array>", "z"], ["nope"], []])
    assert copy == original
    assert copy["o"] is original["o"]
    copy["x"]["y"][1].pop("z")  # type: ignore[index]  # a mixed dictionary
    assert original["x"] == {"y": [1, {"z": b"1"}]}
    assert deepcopy_with_paths(original, [[]]) is original
    shallow = deepcopy_with_paths(original, [["f"], ["x", "y"]])
    assert shallow is not original
    assert shallow["x"] is not original["x"]
    assert shallow["x"]["y"] is original["x"]["y"]  # type: ignore[index]  # a mixed dictionary


@pytest.mark.parametrize(
    ("query", "paths", "found", "left"),
    [
        ({"f": b"1", "g": b"2", "o": 1}, [["g"], ["f"], ["h"]], [("g", b"2"), ("f", b"1")], {"o": 1}),
        ({"f": [b"1", b"2"]}, [["f", "<array>"]], [("f[]", b"1"), ("f[]", b"2")], {}),
        ({"f": [b"1"]}, [["f"]], [("f[]", b"1")], {}),
        ({"a": {"b": b"1", "c": 1}}, [["a", "b"]], [("a[b]", b"1")], {"a": {"c": 1}}),
        ({"a": [{"b": b"1"}, {"c": 1}]}, [["a", "<array>", "b"]], [("a[][b]", b"1")], {"a": [{}, {"c": 1}]}),
        ({"f": omit, "g": NOT_GIVEN}, [["f"], ["g"]], [], {}),
        ({"f": b"1"}, [["f", "g"]], [], {"f": b"1"}),
        ({"f": []}, [["f", "<array>"]], [], {}),
    ],
)
def test_files_are_taken_out_of_a_body(query: Any, paths: Any, found: Any, left: Any) -> None:
    assert extract_files(query, paths=paths) == found
    assert query == left


@pytest.mark.parametrize(
    ("array_format", "names"),
    [("brackets", ["f[]", "f[]"]), ("indices", ["f[0]", "f[1]"]), ("repeat", ["f", "f"]), ("comma", ["f", "f"])],
)
def test_files_in_a_list_are_named_in_the_format_asked_for(array_format: Any, names: List[str]) -> None:
    found = extract_files({"f": [b"1", b"2"]}, paths=[["f", "<array>"]], array_format=array_format)
    assert [name for name, _ in found] == names


@pytest.mark.parametrize(("query", "field"), [({"f": None}, "f"), ({"f": "x"}, "f"), ({"f": [b"1", 5]}, r"f\[\]")])
def test_what_is_no_file_is_not_taken_out_silently(query: Any, field: str) -> None:
    with pytest.raises(RuntimeError, match=r"^`%s` must be bytes" % field):
        extract_files(query, paths=[["f"]])
