from __future__ import annotations

import string
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Dict, List, Tuple
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

import groq._qs as qs
from groq import NOT_GIVEN, omit
from groq._core import querystring
from groq._qs import Options, Querystring

ITEMS: List[Tuple[Dict[str, Any], List[Tuple[str, str]]]] = [
    ({}, []),
    ({"b": 1, "a": 2}, [("b", "1"), ("a", "2")]),
    ({"a": True, "b": False}, [("a", "true"), ("b", "false")]),
    ({"a": None, "b": "", "c": {}}, []),
    ({"a": omit, "b": NOT_GIVEN, "c": {"d": omit}, "e": [omit, 1]}, [("e", "1")]),
    ({"a": 1.5, "b": 0.0, "c": 1e20, "d": float("nan")}, [("a", "1.5"), ("b", "0.0"), ("c", "1e+20"), ("d", "nan")]),
    ({"a": [1, 2], "b": ("x", "y")}, [("a", "1,2"), ("b", "x,y")]),
    ({"a": [], "b": ()}, [("a", ""), ("b", "")]),
    ({"a": [None, 1, "", True]}, [("a", "1,,true")]),
    ({"a": {"b": {"c": [1, 2], "d": None}, 1: 2}}, [("a[b][c]", "1,2"), ("a[1]", "2")]),
    ({"a": {"b": []}}, [("a[b]", "")]),
    ({"a": [[1, 2], {"b": 1}]}, [("a", "[1, 2],{'b': 1}")]),
    ({"a": datetime(2020, 1, 2, 3, 4, 5), "b": date(2020, 1, 2)}, [("a", "2020-01-02 03:04:05"), ("b", "2020-01-02")]),
    ({"a": Decimal("1.50"), "b": b"xy", "c": {1}}, [("a", "1.50"), ("b", "b'xy'"), ("c", "{1}")]),
    ({"": 1, "a b": 2, "é": 3}, [("", "1"), ("a b", "2"), ("é", "3")]),
]


@pytest.mark.parametrize(("params", "items"), ITEMS)
def test_values_become_pairs_with_commas_and_brackets(params: Dict[str, Any], items: List[Tuple[str, str]]) -> None:
    assert querystring.stringify_items(params) == items


NESTED = {"a": [1, None, ["x"]], "b": {"c": [{"d": True}, {"e": 2}]}, "f": []}


@pytest.mark.parametrize(
    ("array_format", "nested_format", "items"),
    [
        ("comma", "dots", [("a", "1,['x']"), ("b.c", "{'d': True},{'e': 2}"), ("f", "")]),
        ("repeat", "brackets", [("a", "1"), ("a", "x"), ("b[c][d]", "true"), ("b[c][e]", "2")]),
        ("repeat", "dots", [("a", "1"), ("a", "x"), ("b.c.d", "true"), ("b.c.e", "2")]),
        ("indices", "brackets", [("a[0]", "1"), ("a[2][0]", "x"), ("b[c][0][d]", "true"), ("b[c][1][e]", "2")]),
        ("indices", "dots", [("a[0]", "1"), ("a[2][0]", "x"), ("b.c[0].d", "true"), ("b.c[1].e", "2")]),
        ("brackets", "brackets", [("a[]", "1"), ("a[][]", "x"), ("b[c][][d]", "true"), ("b[c][][e]", "2")]),
        ("brackets", "dots", [("a[]", "1"), ("a[][]", "x"), ("b.c[].d", "true"), ("b.c[].e", "2")]),
    ],
)
def test_arrays_and_nested_keys_are_written_in_the_format_asked_for(
    array_format: Any, nested_format: Any, items: List[Tuple[str, str]]
) -> None:
    assert querystring.stringify_items(NESTED, array_format=array_format, nested_format=nested_format) == items


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x y", "a=x+y"),
        ("é&=+%/?#~-_.*!'()@:,;$", "a=%C3%A9%26%3D%2B%25%2F%3F%23~-_.%2A%21%27%28%29%40%3A%2C%3B%24"),
        ("日本\n", "a=%E6%97%A5%E6%9C%AC%0A"),
        ({"b c": [1, 2]}, "a%5Bb+c%5D=1%2C2"),
        ([], "a="),
    ],
)
def test_query_strings_are_percent_encoded(value: object, text: str) -> None:
    assert querystring.stringify({"a": value}) == text


def test_an_unknown_array_format_is_refused_where_there_is_an_array() -> None:
    unknown: Any = "semicolon"
    assert querystring.stringify({"a": 1}, array_format=unknown) == "a=1"
    with pytest.raises(NotImplementedError, match="semicolon, choose from comma, repeat, indices, brackets"):
        querystring.stringify({"a": [1]}, array_format=unknown)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("a=1&a=2&b[c]=3", {"a": ["1", "2"], "b[c]": ["3"]}),
        ("a=&b&c=%20+x", {"c": ["  x"]}),
        ("", {}),
    ],
)
def test_parse_gives_the_values_of_each_key(query: str, values: Dict[str, List[str]]) -> None:
    assert qs.parse(query) == values


def test_the_module_functions_repeat_arrays_unless_told_otherwise() -> None:
    assert qs.stringify({"a": [1, 2], "b": {"c": 1}}) == "a=1&a=2&b%5Bc%5D=1"
    assert qs.stringify_items({"a": [1, 2]}, array_format="comma") == [("a", "1,2")]
    assert qs.stringify({"b": {"c": 1}}, nested_format="dots") == "b.c=1"


def test_a_querystring_keeps_its_formats_and_a_call_may_override_them() -> None:
    dotted = Querystring(array_format="comma", nested_format="dots")
    assert (dotted.array_format, dotted.nested_format) == ("comma", "dots")
    assert dotted.stringify({"a": [1, 2], "b": {"c": 1}}) == "a=1%2C2&b.c=1"
    assert dotted.stringify({"a": [1, 2]}, array_format="repeat") == "a=1&a=2"
    assert vars(Options(dotted, array_format="indices")) == {"array_format": "indices", "nested_format": "dots"}
    assert vars(Options()) == {"array_format": "repeat", "nested_format": "brackets"}


TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1)
KEYS = st.text(string.ascii_letters + string.digits + "_", min_size=1)


@given(st.dictionaries(KEYS, TEXTS))
def test_plain_values_survive_the_round_trip(params: Dict[str, str]) -> None:
    assert dict(parse_qsl(querystring.stringify(params), keep_blank_values=True)) == params


@given(st.dictionaries(KEYS, st.lists(TEXTS, min_size=1) | st.dictionaries(KEYS, TEXTS)))
def test_nested_values_can_be_read_back_from_their_keys(params: Dict[str, Any]) -> None:
    found: Dict[str, Any] = {}
    for key, value in parse_qsl(querystring.stringify(params, array_format="indices"), keep_blank_values=True):
        name, _, inner = key[:-1].partition("[")
        found.setdefault(name, {})[inner] = value
    expected = {
        name: value if isinstance(value, dict) else {str(index): item for index, item in enumerate(value)}
        for name, value in params.items()
        if value
    }
    assert found == expected
