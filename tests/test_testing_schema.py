"""What the local Groq makes of JSON schemas: instances, the patterns in them, and what it takes for valid."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any, Callable, Dict, List, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groq.testing._errors import Refusal
from groq.testing._merging import merged
from groq.testing._pattern import matches, samples
from groq.testing._schema import instance
from groq.testing._validation import valid

# Patterns


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^\d{5}$", "12345"),
        (r"^[A-Z]{2}-\d{3,5}$", "AB-456"),
        (r"^(foo|bar)+$", "foo"),
        (r"^[^a-z]+$", "A"),
        (r"^\+?[1-9]\d{2,14}$", "123"),
        (r"^#?([a-f0-9]{6}|[a-f0-9]{3})$", "abcdef"),
        (r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z\d]{8,}$", "aA1defgh"),
        (r"^(?<year>\d{4})-(0[1-9]|1[0-2])$", "1234-07"),
        (r"^(?P<a>x|y)(?P=a)$", "xx"),
        (r"^[\w-\.]+@([\w-]+\.)+[\w-]{2,4}$", "a@c.ef"),
        (r"^\p{L}+-[\p{Lu}]\p{N}$", "a-C4"),
        (r"^[[]x[&|~]{2}$", "[x~&"),
        (r"^(\w)-\1$", "a-a"),
        (r"\bfoo\b", "foo"),
        (r"^(?!a)[a-c]$", "b"),
        (r"(?<=a)b(?<!c)", "ab"),
        (r"^(?:[01]\d|2[0-3]):[0-5]\d$", "12:45"),
        (r"(?i)^(?i:abc)$", "abc"),
        (r"^[\u00e0-\u00e9\x41]{3}$", "Aéà"),
        (r"^\{\}\/\.$", "{}/."),
        (r"^a{,2}b{1,}?c*$", "b"),
        (r"^[]a]$", "a"),
        (r"^$", ""),
        (r"^.\n$", "a\n"),
        ("", ""),
    ],
)
def test_a_pattern_has_samples_that_it_matches(pattern: str, expected: str) -> None:
    found = list(islice(samples(pattern), 5))
    assert found[0] == expected
    assert all(matches(pattern, text) for text in found)
    assert list(islice(samples(pattern), 5)) == found
    assert len(set(found)) == len(found)


def test_samples_are_as_long_as_asked_where_the_pattern_allows_it() -> None:
    assert next(samples(r"^[a-z]+$", least=12)) == "abcdefghijkl"
    assert next(samples(r"^[a-z]{2,4}\d*$", least=8)) == "abcd5678"
    assert next(samples(r"x", least=3)) == "xaa"
    assert next(samples(r"x$", least=3)) == "aax"


@pytest.mark.parametrize("pattern", ["x^", r"^(?!a)a$"])
def test_a_pattern_that_matches_nothing_has_no_samples(pattern: str) -> None:
    assert list(samples(pattern)) == []


@pytest.mark.parametrize("pattern", ["(", "[a", "a{3}{2}", r"\p{Greek}", "a{99999}", r"[^\s\S]"])
def test_a_pattern_that_cannot_be_followed_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"the pattern|no character"):
        list(samples(pattern))
    with pytest.raises(Refusal) as caught:
        instance({"type": "string", "pattern": pattern}, "", "schema")
    assert (caught.value.status, caught.value.code) == (400, "invalid_schema")


_ATOMS = st.sampled_from(["a", "b", "[a-c]", "[^a]", r"\d", r"\w", ".", r"\.", "(a|bc)", "(?:x|y|z)", "(ab)"])
_QUANTIFIERS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "+?"])
_PATTERNS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "^"]),
    st.lists(st.builds("{}{}".format, _ATOMS, _QUANTIFIERS), min_size=1, max_size=5).map("".join),
    st.sampled_from(["", "$"]),
)


@given(_PATTERNS, st.integers(0, 12))
@settings(max_examples=150, deadline=None)
def test_every_simple_pattern_has_a_sample(pattern: str, first: int) -> None:
    assert re.search(pattern, next(samples(pattern, first=first)))


# Instances


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "pattern": r"^[A-Z]{3}\d{2}$"}, "ABC45"),
        ({"type": "string", "pattern": "^[a-z]+$", "minLength": 9}, "abcdefghi"),
        ({"type": "string", "format": "date"}, "2025-01-01"),
        (
            {"type": "array", "items": {"type": "string", "format": "email"}, "minItems": 2, "uniqueItems": True},
            ["someone@example.com", "someone2@example.com"],
        ),
        ({"type": "array", "items": {"type": "boolean"}, "minItems": 2, "uniqueItems": True}, [True, False]),
        ({"type": "array", "contains": {"const": 5}, "minContains": 2}, [5, 5]),
        ({"type": "array", "prefixItems": [{"type": "null"}], "contains": {"const": 5}}, [None, 5]),
        ({"type": "array", "prefixItems": [{}], "contains": {"const": 5}, "maxItems": 1}, [5]),
        ({"items": {"type": "object"}, "minItems": 2, "uniqueItems": True}, [{}, {"key 2": "key 2 2"}]),
        ({"type": "array", "items": [{"type": "integer"}], "additionalItems": False}, [1]),
        ({"type": "array", "items": False}, []),
        ({"type": "array", "items": {"type": "object", "required": ["x"]}, "minItems": 1}, [{"x": "x"}]),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"key": 1}),
        ({"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}, {"key": 1, "key 2": 1}),
        ({"type": "object", "patternProperties": {r"^x_\d$": {"type": "null"}}}, {"x_3": None}),
        (
            {"type": "object", "minProperties": 1, "propertyNames": {"pattern": r"^\d{3}$"}},
            {"123": "123"},
        ),
        ({"type": "object", "minProperties": 1, "additionalProperties": False, "properties": {"a": {}}}, {"a": "a"}),
        (
            {"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "required": ["b"], "maxProperties": 1},
            {"b": "b"},
        ),
        (
            {"type": "object", "properties": {"a": {}}, "dependentRequired": {"a": ["b"], "b": ["c"]}},
            {"a": "a", "b": "b", "c": "c"},
        ),
        (
            {"properties": {"a": {}},
             "dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"const": 1}}}}},
            {"a": "a", "b": 1},
        ),
        ({"properties": {"a": {}, "b": False}}, {"a": "a"}),
        ({"type": "integer", "not": {"const": 1}}, 2),
        ({"not": {"type": "string"}}, 1),
        ({"enum": ["a", "b"], "not": {"const": "a"}}, "b"),
        ({"oneOf": [{"type": "integer"}, {"type": "integer", "maximum": 3}]}, 4),
        ({"anyOf": [False, {"type": "boolean"}]}, True),
        ({"anyOf": [{"type": "string", "pattern": "x^"}, {"type": "integer"}]}, 1),
        ({"allOf": [{"type": "integer", "minimum": 4}, {"minimum": 2, "multipleOf": 3}]}, 6),
        ({"allOf": [{"type": ["string", "integer"]}, {"type": ["integer", "null"]}]}, 1),
        ({"allOf": [{"enum": ["a", "b"]}, {"enum": ["c", "b"]}]}, "b"),
        ({"allOf": [{"type": "number"}, {"type": "integer"}]}, 1),
        (
            {"allOf": [{"properties": {"a": {"minimum": 5}}}, {"properties": {"a": {"type": "integer"}}}]},
            {"a": 5},
        ),
        (
            {"properties": {"k": {"enum": ["x", "y"]}}, "if": {"properties": {"k": {"const": "x"}}},
             "then": {"required": ["a"]}, "else": {"required": ["b"]}},
            {"k": "x", "a": "a"},
        ),
        ({"type": "number", "exclusiveMinimum": True, "minimum": 3}, 3.5),
        ({"type": "integer", "nullable": True, "minimum": 3}, 3),
        ({"type": "integer", "maximum": -5}, -5),
        ({"type": "number", "multipleOf": 0.25, "exclusiveMinimum": 0, "exclusiveMaximum": 0.5}, 0.25),
        ({"type": "integer", "minimum": None, "title": None}, 1),
        ({"$ref": "#/$defs/a%20b/items/0", "$defs": {"a b": {"items": [{"const": 7}]}}}, 7),
    ],
)  # fmt: skip
def test_each_kind_of_schema_has_its_instance(schema: Any, expected: Any) -> None:
    made = instance(schema, "", "schema")
    assert json.dumps(made) == json.dumps(expected)


def test_a_recursive_schema_ends_where_it_may() -> None:
    node: Dict[str, Any] = {
        "type": "object",
        "properties": {
            "value": {"type": "integer"},
            "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]},
            "kids": {"type": "array", "items": {"$ref": "#/$defs/node"}},
        },
        "required": ["value", "next", "kids"],
        "additionalProperties": False,
    }
    made = instance({"$ref": "#/$defs/node", "$defs": {"node": node}}, "", "schema")
    assert made["next"]["value"] == made["kids"][0]["value"] == 1
    assert valid(made, {"$ref": "#/$defs/node"}, {"$defs": {"node": node}})


def test_an_optional_property_that_nothing_satisfies_is_left_out() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string", "pattern": "x^"}, "b": {}}, "required": ["b"]}
    assert instance(schema, "", "schema") == {"b": "b"}


def test_names_and_numbers_of_the_prompt_are_each_used_once() -> None:
    prompt = "Ann Lee and Bob Ray are 30 and 41."
    person = {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}
    assert instance({"type": "array", "items": person, "minItems": 2}, prompt, "schema")[0] == {
        "name": "Ann Lee",
        "age": 30,
    }
    both = {"properties": {"a": {"type": "string"}, "b": {"type": "string"}, "n": {"type": "integer", "minimum": 40}}}
    assert instance(both, prompt, "schema") == {"a": "Ann Lee", "b": "Bob Ray", "n": 41}


class Known(NamedTuple):
    """A schema and, written by hand, whether a value is an instance of it."""

    schema: Any
    holds: Callable[[Any], bool]


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def integers(low: int, size: int, step: int) -> Known:
    schema = {"type": "integer", "minimum": low, "maximum": low + size + step, "multipleOf": step}
    return Known(schema, lambda value: whole(value) and low <= value <= low + size + step and value % step == 0)


def texts(pattern: str, least: int) -> Known:
    schema = {"type": "string", "pattern": pattern, "minLength": least}
    return Known(schema, lambda value: len(value) >= least and bool(re.search(pattern, value)))


def choices(values: List[Any]) -> Known:
    return Known({"enum": values}, lambda value: json.dumps(value) in map(json.dumps, values))


def arrays(item: Known, least: int, unique: bool) -> Known:
    schema = {"type": "array", "items": item.schema, "minItems": least, "maxItems": least + 2, "uniqueItems": unique}
    return Known(
        schema,
        lambda value: (
            isinstance(value, list)
            and least <= len(value) <= least + 2
            and all(map(item.holds, value))
            and (not unique or len(set(map(json.dumps, value))) == len(value))
        ),
    )


def objects(named: Dict[str, Known], required: List[str], rest: Known) -> Known:
    schema = {
        "type": "object",
        "properties": {name: each.schema for name, each in named.items()},
        "required": required,
        "additionalProperties": rest.schema,
        "minProperties": 2,
    }
    return Known(
        schema,
        lambda value: (
            isinstance(value, dict)
            and len(value) >= 2
            and set(required) <= set(value)
            and all(named.get(name, rest).holds(each) for name, each in value.items())
        ),
    )


def alternatives(options: List[Known], none: bool) -> Known:
    schemas = [{"type": "null"}] * none + [option.schema for option in options]
    return Known(
        {"anyOf": schemas}, lambda value: (none and value is None) or any(option.holds(value) for option in options)
    )


_NAMES = st.sampled_from(["a", "b", "city", "e_mail", "n"])
_LEAVES = st.one_of(
    st.builds(integers, st.integers(-9, 9), st.integers(0, 9), st.integers(1, 5)),
    st.builds(texts, st.sampled_from([r"^[a-z]+$", "x", r"\d{2}", "^(ab|cd)+"]), st.integers(0, 9)),
    st.builds(choices, st.lists(st.sampled_from([1, "a", None, False]), min_size=1, max_size=3, unique_by=repr)),
)
_KNOWN = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(arrays, inner, st.integers(0, 3), st.just(False)),
        st.builds(
            objects, st.dictionaries(_NAMES, inner, max_size=3), st.lists(_NAMES, max_size=2, unique=True), inner
        ),
        st.builds(alternatives, st.lists(inner, min_size=1, max_size=3), st.booleans()),
    ),
    max_leaves=8,
)


@given(_KNOWN)
@settings(max_examples=150, deadline=None)
def test_every_instance_is_one(known: Known) -> None:
    made = instance(known.schema, "Ann Lee is 30, write to ann@example.org", "schema")
    assert known.holds(json.loads(json.dumps(made)))


def test_items_repeat_where_there_are_not_so_many() -> None:
    schema = {"type": "array", "minItems": 4, "items": {"type": "integer", "minimum": 1, "maximum": 2}}
    assert instance(schema, "", "schema") == [1, 2, 1, 1]


@given(st.builds(integers, st.integers(-9, 9), st.integers(9, 30), st.just(1)), st.integers(0, 6))
@settings(max_examples=50, deadline=None)
def test_items_are_different_where_they_must_be(known: Known, least: int) -> None:
    unique = arrays(known, least, True)
    assert unique.holds(instance(unique.schema, "", "schema"))


# Validity


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (True, [1, None], []),
        (False, [], [1, None]),
        ({"type": "integer"}, [1, 1.0], [True, 1.5, "1", None]),
        ({"type": ["number", "null"]}, [1, 1.5, None], [True, "1"]),
        ({"const": 1}, [1, 1.0], [True, "1"]),
        ({"const": {"a": [1]}}, [{"a": [1.0]}], [{"a": [True]}, {}]),
        ({"enum": [None, False]}, [None, False], [0, ""]),
        ({"minimum": 1, "exclusiveMaximum": 2}, [1, 1.5, "a"], [0, 2]),
        ({"multipleOf": 0.1}, [0.3, 1, -0.7], [0.35]),
        ({"minLength": 2, "maxLength": 3}, ["ab", "abc", 1], ["a", "abcd"]),
        ({"pattern": "b"}, ["abc", 1], ["a"]),
        (
            {"prefixItems": [{"type": "null"}], "items": {"type": "integer"}},
            [[None, 1], [], [None]],
            [[1], [None, "a"]],
        ),
        ({"minItems": 1, "maxItems": 2, "uniqueItems": True}, [[1], [1, True]], [[], [1, 1.0], [1, 2, 3]]),
        ({"contains": {"const": 1}, "maxContains": 1}, [[1, 2]], [[2], [1, 1]]),
        ({"required": ["a"], "maxProperties": 1}, [{"a": 1}, 1], [{}, {"a": 1, "b": 2}]),
        (
            {"properties": {"a": {"type": "null"}}, "additionalProperties": False},
            [{"a": None}, {}],
            [{"a": 1}, {"b": 1}],
        ),
        ({"patternProperties": {"^x": {"type": "null"}}}, [{"x1": None, "y": 1}], [{"x1": 1}]),
        ({"propertyNames": {"maxLength": 1}}, [{"a": 1}], [{"ab": 1}]),
        ({"dependentRequired": {"a": ["b"]}}, [{"b": 1}, {"a": 1, "b": 1}], [{"a": 1}]),
        ({"dependencies": {"a": ["b"], "c": {"required": ["d"]}}}, [{"c": 1, "d": 1}], [{"a": 1}, {"c": 1}]),
        ({"anyOf": [{"type": "null"}, {"minimum": 3}]}, [None, 3, "a"], [2]),
        ({"oneOf": [{"minimum": 3}, {"maximum": 5}]}, [2, 6], [4]),
        ({"not": {"type": "null"}}, [1], [None]),
        ({"if": {"minimum": 3}, "then": {"maximum": 5}, "else": {"const": 1}}, [1, 4], [2, 6]),
        ({"$ref": "#/$defs/a", "minimum": 2, "$defs": {"a": {"maximum": 3}}}, [2, 3], [1, 4]),
        ({"type": "integer", "nullable": True}, [None, 1], ["a"]),
    ],
)
def test_what_is_valid(schema: Any, good: List[Any], bad: List[Any]) -> None:
    assert [value for value in good if not valid(value, schema, schema)] == []
    assert [value for value in bad if valid(value, schema, schema)] == []


def test_two_schemas_become_one_that_asks_for_both() -> None:
    base = {"minimum": 1, "maximum": 5, "required": ["a"], "multipleOf": 2, "additionalProperties": False, "title": "x"}
    extra = {"minimum": 3, "maximum": 9, "required": ["b", "a"], "multipleOf": 3, "additionalProperties": {}}
    assert merged(base, extra) == {
        "minimum": 3,
        "maximum": 5,
        "required": ["a", "b"],
        "multipleOf": 6,
        "additionalProperties": False,
        "title": "x",
    }
    assert merged({"not": {"const": 1}}, {"not": {"const": 2}}) == {"not": {"anyOf": [{"const": 1}, {"const": 2}]}}
