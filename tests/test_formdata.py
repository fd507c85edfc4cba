from __future__ import annotations

from typing import Any, Dict

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq import NOT_GIVEN, omit
from groq._core.formdata import form_fields
from groq._core.uploads import multipart_files


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {}),
        ({"model": "m", "temperature": 0, "stream": False}, {"model": "m", "temperature": "0", "stream": "false"}),
        ({"a": None, "b": "", "c": [], "d": omit, "e": NOT_GIVEN, "f": [None]}, {}),
        ({"timestamp_granularities": ["word", "segment"]}, {"timestamp_granularities[]": ["word", "segment"]}),
        ({"a": ("word",)}, {"a[]": "word"}),
        ({"b": {"c": 1, "d": [True, None]}}, {"b[c]": "1", "b[d][]": "true"}),
        ({"n": [{"k": 1}, {"l": 2, "k": 3}]}, {"n[][k]": ["1", "3"], "n[][l]": "2"}),
        ({"z": 1, "a": 2, "é": "ü"}, {"z": "1", "a": "2", "é": "ü"}),
    ],
)
def test_a_body_becomes_plain_fields(body: Dict[str, Any], fields: Dict[str, Any]) -> None:
    found = form_fields(body)
    assert found == fields
    assert list(found) == list(fields)


def multipart(body: Dict[str, Any], files: Any, boundary: str = "BB") -> bytes:
    headers = {"Content-Type": "multipart/form-data; boundary=%s" % boundary}
    with multipart_files(files) as opened:
        request = httpx.Request("POST", "http://x", data=form_fields(body), files=opened.parts, headers=headers)
        content = request.read()
    assert request.headers["content-length"] == str(len(content))
    return content


def field(name: str, value: str) -> str:
    return '--BB\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name, value)


UPLOAD = (
    '--BB\r\nContent-Disposition: form-data; name="file"; filename="upload"\r\n'
    "Content-Type: application/octet-stream\r\n\r\nx\r\n"
)


@pytest.mark.parametrize(
    ("body", "files", "parts"),
    [
        (
            {"model": "m", "language": "en", "temperature": 0.5, "timestamp_granularities": ["word", "segment"]},
            {"file": b"x"},
            [
                field("model", "m"),
                field("language", "en"),
                field("temperature", "0.5"),
                field("timestamp_granularities[]", "word"),
                field("timestamp_granularities[]", "segment"),
                UPLOAD,
            ],
        ),
        ({"model": "m", "url": "http://u"}, {"file": omit}, [field("model", "m"), field("url", "http://u")]),
        ({"model": "m", "url": "http://u"}, {"file": b"x"}, [field("model", "m"), field("url", "http://u"), UPLOAD]),
        ({"prompt": 'é\r\n"q"'}, {}, [field("prompt", 'é\r\n"q"')]),
        ({}, {}, []),
    ],
)
def test_fields_come_before_files_in_a_multipart_body(body: Dict[str, Any], files: Any, parts: Any) -> None:
    assert multipart(body, files) == ("".join(parts) + "--BB--\r\n").encode()


def test_the_boundary_of_the_caller_is_used() -> None:
    assert multipart({"a": 1}, {}, "zzz") == (
        b'--zzz\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--zzz--\r\n'
    )


def test_the_same_fields_can_be_sent_urlencoded() -> None:
    request = httpx.Request("POST", "http://x", data=form_fields({"a": [1, 2], "b": {"c": True}, "d": "x y&é"}))
    assert request.read() == b"a%5B%5D=1&a%5B%5D=2&b%5Bc%5D=true&d=x+y%26%C3%A9"


TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n"), min_size=1)
NAMES = st.text("abcdefghij_", min_size=1)


@given(st.dictionaries(NAMES, TEXTS | st.lists(TEXTS, min_size=1)))
def test_every_value_is_found_again_in_the_form(body: Dict[str, Any]) -> None:
    content = multipart(body, {}).decode()
    expected = [
        field(name + "[]" * isinstance(value, list), item)
        for name, value in body.items()
        for item in (value if isinstance(value, list) else [value])
    ]
    assert content == "".join(expected) + "--BB--\r\n"
