"""What a model wrote in place of JSON, mended; and JSON that is still being written, read so far."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from groq.lib._formats import format_of
from groq.lib._repair import mended, validated
from groq.lib._unfinished import NOTHING, so_far


class Note(BaseModel):
    text: str
    tags: List[str] = []


NOTE = Note(text="a")

MENDED = [
    ('```json\n{"text": "a"}\n```', NOTE),
    ('```\n{"text": "a"}```', NOTE),
    ('Here you are:\n```json\n{"text": "a"}\n```\nAnything else?', NOTE),
    ('Sure! {"text": "a"} I hope that helps.', NOTE),
    ('<think>What {text}?</think>\n{"text": "a"}', NOTE),
    ('\ufeff{"text": "a"}', NOTE),
    ('{"text": "a",}', NOTE),
    ('{"text": "a", "tags": ["b", ],\n}', Note(text="a", tags=["b"])),
    ('{"text": "it\\\'s"}', Note(text="it's")),
    ('{"text": "a\\_b \\* c"}', Note(text="a_b * c")),
    ('{"text": "C:\\Dir \\\\ \\u0041"}', Note(text="C:\\Dir \\ A")),
    ('{"text": "two\nlines\tand a tab"}', Note(text="two\nlines\tand a tab")),
    ('"{\\"text\\": \\"a\\"}"', NOTE),
    ('{\\"text\\": \\"a\\"}', NOTE),
    ('{\\n\\"text\\": \\"a\\"\\n}', NOTE),
    ('```json\n{"text": "a, ]",}\n```', Note(text="a, ]")),
    ('{"text": ",}"}', Note(text=",}")),
]


@pytest.mark.parametrize(("text", "note"), MENDED)
def test_what_is_a_matter_of_form_is_mended(text: str, note: Note) -> None:
    value, form = validated(text, format_of(Note).validate)
    assert value == note
    assert Note.model_validate_json(form) == note


BEYOND = [
    "",
    "I cannot.",
    '{"text": "a',
    '{"text": "a"',
    '{"text": ',
    '```json\n{"text": "a"\n```',
    "{'text': 'a'}",
    "{",
    "}{",
]


@pytest.mark.parametrize("text", BEYOND)
def test_what_was_cut_off_or_is_something_else_is_left_alone(text: str) -> None:
    assert [*mended(text)] == []
    with pytest.raises(ValidationError, match="Invalid JSON"):
        validated(text, format_of(Note).validate)


def test_what_fits_as_it_is_is_not_touched() -> None:
    text = '{"text": "```json {} ```, }"}'
    assert validated(text, format_of(Note).validate) == (Note(text="```json {} ```, }"), text)


def test_the_error_is_that_of_the_text_itself() -> None:
    with pytest.raises(ValidationError, match="Field required"):
        validated('{"tags": ["```{}```"]}', format_of(Note).validate)


_JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4), _JSON, max_size=3), st.booleans())
def test_json_in_a_fence_with_commas_too_many_is_found(value: Dict[str, Any], ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=1).replace("\n}", ",\n}") if value else "{}"
    forms = [json.loads(form) for form in mended("So:\n```json\n%s\n```\n" % text)]
    assert value in forms or "```" in json.dumps(value)


# Unfinished


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", NOTHING),
        ("  ", NOTHING),
        ("tru", NOTHING),
        ("12", NOTHING),
        ("{", {}),
        ('{"a', {}),
        ('{"a"', {}),
        ('{"a":', {}),
        ('{"a": 1', {}),
        ('{"a": 1,', {"a": 1}),
        ('{"a": 1, "b": tr', {"a": 1}),
        ('{"a": "x', {"a": "x"}),
        ('{"a": "x\\', {"a": "x"}),
        ('{"a": "x\\u00', {"a": "x"}),
        ('{"a": "x\\ud83d', {"a": "x"}),
        ('{"a": "x\\ud83d\\ude00', {"a": "x😀"}),
        ('{"a": [1, 2', {"a": [1]}),
        ('{"a": [1, {"b": null}', {"a": [1, {"b": None}]}),
        ('{"a": 1} and more', {"a": 1}),
        ('{"a": nonsense, "b": 1}', {}),
        ("[[[", [[[]]]),
        ("[" * 100000, NOTHING),
    ],
)
def test_an_unfinished_text_is_read_as_far_as_it_goes(text: str, value: Any) -> None:
    assert so_far(text) is value or so_far(text) == value


def grows(earlier: Any, later: Any) -> bool:
    """Whether the later reading says all that the earlier one does."""
    if isinstance(earlier, str):
        return isinstance(later, str) and later.startswith(earlier)
    if isinstance(earlier, list):
        return isinstance(later, list) and len(earlier) <= len(later) and all(map(grows, earlier, later))
    if isinstance(earlier, dict):
        return isinstance(later, dict) and all(name in later and grows(earlier[name], later[name]) for name in earlier)
    return type(earlier) is type(later) and bool(earlier == later)


@given(st.dictionaries(st.text(max_size=4), _JSON, max_size=3) | st.lists(_JSON, max_size=3), st.booleans())
def test_readings_only_grow_and_end_with_the_whole(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    readings = [so_far(text[:end]) for end in range(1, len(text) + 1)]
    assert readings[-1] == value
    for earlier, later in zip(readings, readings[1:]):
        assert grows(earlier, later)


def test_a_partial_answer_is_that_of_the_type_without_its_envelope() -> None:
    numbers, notes = format_of(List[int]), format_of(Note)
    assert [numbers.partial(text) for text in ("", "{", '{"val', '{"value": [1', '{"value": [1,')] == [
        None,
        None,
        None,
        [],
        [1],
    ]
    assert numbers.partial("[1, 2, 3") == [1, 2]
    assert notes.partial('```json\n{"text": "a') == {"text": "a"}
    assert notes.partial("") is None
