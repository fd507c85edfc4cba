from __future__ import annotations

from typing import Any, Dict

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq import _utils as utils
from groq._core.paths import path_template


@pytest.mark.parametrize(
    ("template", "values", "path"),
    [
        ("/openai/v1/models/{model}", {"model": "openai/gpt-oss-20b"}, "/openai/v1/models/openai%2Fgpt-oss-20b"),
        ("/{a}/{b}/{a}", {"a": "x", "b": "y"}, "/x/y/x"),
        ("/{a}", {"a": "é ü?#[]%41"}, "/%C3%A9%20%C3%BC%3F%23%5B%5D%2541"),
        ("/{a}", {"a": "!$&'()*+,;=:@-._~"}, "/!$&'()*+,;=:@-._~"),
        ("/{a}/{b}/{c}/{d}", {"a": None, "b": True, "c": 1, "d": 1.5}, "/null/true/1/1.5"),
        ("/{a}", {"a": "{b}", "b": "no"}, "/%7Bb%7D"),
        ("/{a}", {"a": "%2e%2e"}, "/%252e%252e"),
        ("/{a}", {"a": "..."}, "/..."),
        ("/{a}/", {"a": ""}, "//"),
        ("/{a}?q={b}&r=..#{c}", {"a": "x", "b": "a b&c=d/?#", "c": "&=#/.."}, "/x?q=a%20b%26c%3Dd/?%23&r=..#&=%23/.."),
        ("/{ a }/{a!r}/{}", {"a": "x"}, "/{ a }/{a!r}/{}"),
        ("", {}, ""),
    ],
)
def test_values_are_encoded_for_where_they_stand(template: str, values: Dict[str, Any], path: str) -> None:
    assert path_template(template, **values) == path
    assert utils.path_template(template, **values) == path


@pytest.mark.parametrize(
    ("template", "value", "segment"),
    [
        ("/a/{b}", "..", ".."),
        ("/a/{b}/c", ".", "."),
        ("/a/.{b}", ".", ".."),
        ("/a/%2e{b}", ".", "%2e."),
        ("/a/%2E%2e/{b}", "x", "%2E%2e"),
        ("{b}/a", "..", ".."),
    ],
)
def test_dot_segments_are_refused_in_every_spelling(template: str, value: str, segment: str) -> None:
    with pytest.raises(ValueError, match="contains dot-segment '%s' which is not allowed" % segment):
        path_template(template, b=value)


def test_a_placeholder_without_a_value_is_named() -> None:
    with pytest.raises(KeyError, match=r"a value for placeholder \{b\} was not provided"):
        path_template("/{a}/{b}", a=1)


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_no_value_leaves_its_segment(value: str) -> None:
    try:
        path = path_template("/files/{id}/content", id=value)
    except ValueError:
        assert value in (".", "..")
    else:
        url = httpx.URL("http://x" + path)
        assert path.count("/") == 3
        assert url.raw_path.decode() == path
        assert url.path == "/files/%s/content" % value
