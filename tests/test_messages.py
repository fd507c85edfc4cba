"""Messages made of texts, pictures and results of tools: what they come to, and what is refused before it is sent."""

from __future__ import annotations

import base64
import datetime
import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

import groq
from groq import ImageError, messages
from groq.lib._pixels import media_type, other_kind, size
from groq.lib.messages import IMAGE_LIMITS, ImageLimits
from groq.types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from twin import Twin

ADDRESS = "https://host/a.png?size=1"
CALL: Dict[str, Any] = {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}


# Pictures of each kind


def png(width: int = 2, height: int = 3) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk


def gif(width: int = 2, height: int = 3, version: bytes = b"89a") -> bytes:
    return b"GIF" + version + struct.pack("<HH", width, height) + b"\0\0\0;"


def jpeg(width: int = 2, height: int = 3, frame: int = 0xC0) -> bytes:
    def segment(marker: int, content: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content

    before = [
        segment(0xE0, b"JFIF\0" + b"\0" * 9),
        b"\xff",  # filling
        segment(0xC4, b"\xff\xc0" * 5),  # tables that look like a frame
        b"\xff\x01",
        segment(0xFE, b"A comment"),
    ]
    head = segment(frame, struct.pack(">BHHB", 8, height, width, 3) + b"\0" * 9)
    return b"\xff\xd8" + b"".join(before) + head + b"\xff\xd9"


def riff(kind: bytes, content: bytes) -> bytes:
    body = b"WEBP" + kind + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body


def lossy(width: int = 2, height: int = 3) -> bytes:
    return riff(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height | 0x8000))


def lossless(width: int = 2, height: int = 3) -> bytes:
    return riff(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14 | 1 << 28))


def extended(width: int = 2, height: int = 3) -> bytes:
    return riff(b"VP8X", b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


KINDS: List[Tuple[Any, str]] = [
    (png, "image/png"),
    (gif, "image/gif"),
    (jpeg, "image/jpeg"),
    (lossy, "image/webp"),
    (lossless, "image/webp"),
    (extended, "image/webp"),
]


def data_of(message: Any, number: int = 1) -> Tuple[str, bytes]:
    """The media type and the bytes of a picture in a message."""
    head, _, encoded = message["content"][number]["image_url"]["url"].partition(";base64,")
    return head[len("data:") :], base64.b64decode(encoded, validate=True)


def refused(image: Any, **options: Any) -> ImageError:
    """The error for a picture that is passed between two good ones."""
    with pytest.raises(ImageError) as caught:
        messages.user("Hi", images=[png(), image, ADDRESS], **options)
    return caught.value


# Messages


def test_texts_become_messages() -> None:
    assert messages.system("Be brief.") == {"role": "system", "content": "Be brief."}
    assert messages.user("Hi") == messages.user("Hi", images=[]) == {"role": "user", "content": "Hi"}
    assert messages.assistant("Hello") == {"role": "assistant", "content": "Hello"}
    assert messages.assistant("Hello", reasoning="Hm") == {"role": "assistant", "content": "Hello", "reasoning": "Hm"}


def test_an_answer_may_be_tool_calls_from_anywhere() -> None:
    call = ChatCompletionMessageToolCall.construct(**CALL, index=0)
    message = messages.assistant(tool_calls=iter([call, {**CALL, "id": "call_2"}]))  # type: ignore[arg-type,typeddict-item]
    assert message == {"role": "assistant", "content": None, "tool_calls": [CALL, {**CALL, "id": "call_2"}]}
    with pytest.raises(ValueError, match=r"^an answer has a text or tool calls, or both: got neither$"):
        messages.assistant()


@pytest.mark.parametrize("make", [messages.system, messages.user, messages.assistant])
def test_what_is_no_text_is_refused(make: Any) -> None:
    with pytest.raises(TypeError, match=r"^`text` is a bytes: pass a string$"):
        make(b"Hi")


class Weather(pydantic.BaseModel):
    degrees: float
    sky: str = pydantic.Field(alias="Sky")


@dataclass
class Found:
    when: datetime.date
    names: Tuple[str, ...]


@pytest.mark.parametrize(
    ("result", "content"),
    [
        ("Ünfug", "Ünfug"),
        ("", ""),
        ({"a": ["Ü", 1, None]}, '{"a": ["Ü", 1, null]}'),
        (None, "null"),
        (3.5, "3.5"),
        (Weather(degrees=4, Sky="clear"), '{"degrees": 4.0, "Sky": "clear"}'),
        ([Found(datetime.date(2026, 1, 2), ("a",))], '[{"when": "2026-01-02", "names": ["a"]}]'),
    ],
)
def test_a_result_goes_as_it_is_or_as_json(result: Any, content: str) -> None:
    expected = {"role": "tool", "tool_call_id": "call_1", "content": content}
    for call in ("call_1", CALL, ChatCompletionMessageToolCall.construct(**CALL)):
        assert messages.tool(call, result) == expected  # type: ignore[arg-type]


def test_a_result_that_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^the result of the tool is no JSON: .*object.*\. Pass a text$"):
        messages.tool("call_1", object())
    with pytest.raises(ValueError, match="not JSON compliant"):
        messages.tool("call_1", float("nan"))


def test_a_call_must_have_an_id() -> None:
    for nameless in ("", {**CALL, "id": ""}, {"type": "function"}, ChatCompletionMessageToolCall.construct()):
        with pytest.raises(ValueError, match=r"^the tool call has no id"):
            messages.tool(nameless, "4")  # type: ignore[arg-type]
    for odd, kind in ((None, "NoneType"), (3, "int"), ({"id": 3}, "dict")):
        with pytest.raises(TypeError, match="^`call` is a %s: pass a tool call of an answer, or its id$" % kind):
            messages.tool(odd, "4")  # type: ignore[arg-type]


# Pictures


@pytest.mark.parametrize(("make", "kind"), KINDS, ids=lambda value: getattr(value, "__name__", value))
def test_a_picture_is_known_by_its_first_bytes(make: Any, kind: str, tmp_path: Path) -> None:
    content = make()
    path = tmp_path / "misleading.txt"
    path.write_bytes(content)
    for image in (content, bytearray(content), memoryview(content), path, str(path)):
        message = messages.user("Hi", images=[image])
        assert data_of(message) == (kind, content)
        assert message["content"][0] == {"type": "text", "text": "Hi"}  # type: ignore[index]
    address = "data:%s;base64,%s" % (kind, base64.b64encode(content).decode())
    assert messages.user("", images=[address])["content"] == [{"type": "image_url", "image_url": {"url": address}}]


def test_an_address_goes_as_it_is_with_how_closely_to_look() -> None:
    assert messages.user("Hi", images=[ADDRESS, "HTTP://host/ü"], detail="low")["content"] == [
        {"type": "text", "text": "Hi"},
        {"type": "image_url", "image_url": {"url": ADDRESS, "detail": "low"}},
        {"type": "image_url", "image_url": {"url": "HTTP://host/ü", "detail": "low"}},
    ]


def test_the_api_takes_what_comes_of_it(twin: Twin) -> None:
    pictures = [make() for make, _ in KINDS[1:]]
    history = [messages.system("Be brief."), messages.user("What is it?", images=pictures, detail="high")]
    history += [messages.assistant("A dot.", tool_calls=[CALL]), messages.tool(CALL, {"a": 1}), messages.user("Sure?")]  # type: ignore[list-item]
    create = twin.local_client().chat.completions.create
    assert twin.call(create(model="qwen/qwen3.8-27b", messages=history)).choices


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"GIF88a....", "its first bytes are those of no picture"),
        (b"BM....", "it looks like BMP"),
        (b"II*\0....", "it looks like TIFF"),
        (b"%PDF-1.7", "it looks like PDF"),
        (b"\xef\xbb\xbf \n<svg xmlns=''/>", "it looks like SVG"),
        (b"<!DOCTYPE html>", "it looks like HTML"),
        (b"\0\0\0\x18ftypheic....", "it looks like HEIC"),
        (b"\0\0\0\x18ftypavif....", "it looks like AVIF"),
        (b"\0\0\0\x18ftypisom....", "it looks like an MP4 video"),
        (b"RIFF\0\0\0\0WAVEfmt ", "its first bytes are those of no picture"),
    ],
)
def test_what_is_no_picture_is_named(content: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    whole = problem if content == b"" else "is neither PNG nor JPEG, GIF or WebP: " + problem
    error = refused(content)
    assert (str(error), error.image) == ("images[1] " + whole, "images[1]")
    assert str(refused(path)) == "%r %s" % (str(path), whole)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://", "'https://' is no address: a host is missing, or there is white space in it"),
        ("http:///a.png", "'http:///a.png' is no address: a host is missing, or there is white space in it"),
        (
            "https://host/a b.png",
            "'https://host/a b.png' is no address: a host is missing, or there is white space in it",
        ),
        ("data:image/png,abc", "images[1] is a data: address of another form than data:image/png;base64,..."),
        ("data:", "images[1] is a data: address of another form than data:image/png;base64,..."),
        ("data:image/png;base64,%%%", "images[1] is a data: address whose content is not base64"),
        ("data:image/png;base64,R0lGODlhAQABAAA7", "images[1] says that it is image/png, and is image/gif"),
        ("data:;base64,R0lGODlhAQABAAA7", "images[1] says that it is None, and is image/gif"),
        ("data:image/png;base64,", "images[1] is empty"),
        ("data:image/png;base64,SGVsbG8=", "images[1] is neither PNG nor JPEG, GIF or WebP: its first bytes are those"),
        ("nowhere.png", "'nowhere.png' is no file, and no address that begins with https://, http:// or data:"),
        ("a\0b", "'a\\x00b' cannot be read: embedded null byte"),
    ],
)
def test_an_address_that_cannot_be_is_refused(address: str, problem: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(refused(address)).startswith(problem)


def test_a_jpeg_may_be_called_a_jpg() -> None:
    address = "DATA:image/JPG;base64," + base64.b64encode(jpeg()).decode()
    assert messages.user("Hi", images=[address])["content"][1]["image_url"]["url"] == address  # type: ignore[index,call-overload]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert str(error).startswith("%r cannot be read: " % str(tmp_path))
    assert isinstance(error.__cause__, OSError)


def test_no_error_shows_a_picture() -> None:
    secret = base64.b64encode(b"a secret that is no picture").decode()
    assert secret not in str(refused("data:image/png;base64," + secret))
    assert "secret" not in str(refused(b"a secret that is no picture"))


@pytest.mark.parametrize("more", [0, 60_000])
def test_base64_alone_is_named_and_not_shown(more: int) -> None:
    error = refused(base64.b64encode(png() + bytes(more)).decode())
    assert str(error).startswith("images[1] is a picture in base64 alone: pass its bytes, or begin it with data:")
    assert (error.image, error.__cause__, error.__suppress_context__) == ("images[1]", None, True)


@pytest.mark.parametrize("images", ["a.png", b"abc", bytearray(b"a"), 3, None])
def test_a_single_picture_is_no_list(images: Any) -> None:
    with pytest.raises(TypeError, match=r"^`images` is a single \w+: pass a list$"):
        messages.user("Hi", images=images)


def test_what_is_neither_path_nor_bytes_nor_address_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^images\[1\] is a int: pass a path, the bytes of a file, or an address"):
        messages.user("Hi", images=[ADDRESS, 3])  # type: ignore[list-item]


# Limits


def test_the_limits_are_those_that_groq_documents() -> None:
    assert ImageLimits(images=5, pixels=33_177_600, encoded_bytes=4_194_304) == IMAGE_LIMITS


def test_there_may_be_no_more_pictures_than_a_request_takes() -> None:
    assert len(messages.user("", images=[ADDRESS] * 5)["content"]) == 5  # type: ignore[arg-type]
    with pytest.raises(ImageError, match=r"^6 images are too many for a request, which takes 5: send fewer"):
        messages.user("Hi", images=[ADDRESS] * 6)
    assert len(messages.user("", images=[ADDRESS] * 6, limits=None)["content"]) == 6  # type: ignore[arg-type]
    assert len(messages.user("", images=[ADDRESS] * 7, limits=ImageLimits(images=7))["content"]) == 7  # type: ignore[arg-type]


def test_pictures_may_be_no_longer_than_a_request_takes(tmp_path: Path) -> None:
    limits = ImageLimits(encoded_bytes=3 * 1024 * 1024)
    megabyte = png() + b"\0" * (1024 * 1024)
    large = png() + b"\0" * (3 * 1024 * 1024)
    path = tmp_path / "large.png"
    path.write_bytes(large)
    messages.user("Hi", images=[megabyte, megabyte, ADDRESS], limits=limits)
    for image, name in ((large, "images[0]"), (path, repr(str(path))), (str(path), repr(str(path)))):
        with pytest.raises(ImageError) as caught:
            messages.user("Hi", images=[image], limits=limits)
        problem = "is too large: 4.0 MB in base64, and a request takes 3.0 MB: send it smaller, or by address"
        assert str(caught.value) == "%s %s" % (name, problem)
        assert messages.user("Hi", images=[image], limits=None)
    with pytest.raises(
        ImageError, match=r"^3 images are too large together: 4.0 MB in base64.*: send them smaller, or"
    ):
        messages.user("Hi", images=[megabyte] * 3, limits=limits)


@pytest.mark.parametrize("make", [kind[0] for kind in KINDS])
def test_a_picture_may_have_no_more_pixels_than_a_model_takes(make: Any) -> None:
    messages.user("Hi", images=[make(8192, 4050)])
    error = refused(make(8192, 4051))
    assert str(error) == "images[1] is too large: 8192 by 4051 pixels, and a model takes 33 megapixels"
    address = "data:%s;base64,%s" % (media_type(make()), base64.b64encode(make(8192, 4051)).decode())
    assert str(refused(address)) == str(error)
    assert messages.user("Hi", images=[make(8192, 4051)], limits=None)


# First bytes


@pytest.mark.parametrize(("make", "kind"), KINDS, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize("dimensions", [(1, 1), (640, 480), (16383, 1), (1, 16383)])
def test_a_picture_tells_how_large_it_is(make: Any, kind: str, dimensions: Tuple[int, int]) -> None:
    content = make(*dimensions)
    assert (media_type(content), size(content)) == (kind, dimensions)
    for cut in range(len(content)):
        assert size(content[:cut]) in (None, dimensions)


def test_every_kind_of_frame_of_a_jpeg_is_one() -> None:
    frames = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
    assert {size(jpeg(7, 9, frame)) for frame in frames} == {(7, 9)}
    assert size(gif(7, 9, b"87a")) == (7, 9)


@given(st.binary(max_size=64), st.sampled_from([make() for make, _ in KINDS]), st.integers(0, 30))
def test_no_bytes_are_too_odd(noise: bytes, content: bytes, place: int) -> None:
    for odd in (noise, content[:place] + noise):
        assert size(odd) is None or min(size(odd) or ()) >= 0
        assert media_type(odd) in {None, *(kind for _, kind in KINDS)}
        assert other_kind(odd) is None or isinstance(other_kind(odd), str)


def test_the_module_is_a_name_of_the_package_but_not_of_import_star() -> None:
    assert groq.messages is messages is groq.lib.messages
    assert "messages" not in groq.__all__  # it is too good a name for a variable
    assert json.dumps(messages.user("Hi")) == '{"role": "user", "content": "Hi"}'
