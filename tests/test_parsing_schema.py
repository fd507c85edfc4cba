"""Types to strict schemas: what they become, what is refused and where, and that their instances come back."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import json
import pickle
import sys
import typing
import uuid
from typing import Any, Callable, Dict, Generic, List, NamedTuple, Optional, Set, Tuple, TypeVar, Union

import pydantic
import pytest
import typing_extensions
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import Annotated, Literal

import groq
from groq import SchemaNotStrictError, strict_schema
from groq.lib._formats import format_of
from groq.testing import LocalGroq

T = TypeVar("T")


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Address(BaseModel):
    """Where somebody lives."""

    street: str = Field(description="Without the number.")
    zip_code: str = Field(alias="zip", pattern="^[0-9]{5}$")


class Person(BaseModel):
    name: str
    age: int = Field(18, ge=0, le=150)
    nickname: Optional[str] = None
    homes: List[Address] = Field(default_factory=list)
    favourite: Colour = Field(Colour.RED, description="Of all colours.")


class Node(BaseModel):
    value: int
    children: List[Node] = []
    parent: Optional[Node] = None


class Page(BaseModel, Generic[T]):
    items: List[T]
    next: Optional[int] = None


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: List[str] = []


class Owner(BaseModel):
    pet: Union[Cat, Dog] = Field(discriminator="kind")


@dataclasses.dataclass
class Point:
    x: float
    y: float = 0.0
    labels: List[str] = dataclasses.field(default_factory=list)


class Film(typing.TypedDict, total=False):
    title: typing_extensions.Required[str]
    year: int
    sequels: List[Film]


class Song(typing_extensions.TypedDict):
    title: str
    seconds: typing_extensions.NotRequired[float]


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")

    known: int


def closed(**properties: Any) -> Dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def nullable(schema: Dict[str, Any]) -> Dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


STRING, INTEGER, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}


# What types become


def test_objects_are_closed_everything_is_required_and_what_has_a_default_may_be_null() -> None:
    assert strict_schema(Person) == {
        **closed(
            name=STRING,
            age=nullable({"type": "integer", "minimum": 0, "maximum": 150}),
            nickname=nullable(STRING),
            homes=nullable({"type": "array", "items": {"$ref": "#/$defs/Address"}}),
            favourite={"anyOf": [{"$ref": "#/$defs/Colour"}, NULL], "description": "Of all colours."},
        ),
        "title": "Person",
        "$defs": {
            "Address": {
                **closed(
                    street={"type": "string", "description": "Without the number."},
                    zip={"type": "string", "pattern": "^[0-9]{5}$"},
                ),
                "title": "Address",
                "description": "Where somebody lives.",
            },
            "Colour": {"type": "string", "enum": ["red", "blue"], "title": "Colour"},
        },
    }


def test_references_stay_where_types_are_recursive_and_the_root_is_an_object() -> None:
    node = {
        **closed(
            value=INTEGER,
            children=nullable({"type": "array", "items": {"$ref": "#/$defs/Node"}}),
            parent=nullable({"$ref": "#/$defs/Node"}),
        ),
        "title": "Node",
    }
    assert strict_schema(Node) == {**node, "$defs": {"Node": node}}


def test_unions_with_a_discriminator_become_choices() -> None:
    schema = strict_schema(Owner)
    assert schema["properties"] == {"pet": {"anyOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}]}}
    assert schema["$defs"]["Cat"] == {
        **closed(kind={"type": "string", "enum": ["cat"]}, lives=nullable(INTEGER)),
        "title": "Cat",
    }


NUMBER = {"type": "number"}
PLAIN: List[Tuple[Any, Dict[str, Any]]] = [
    (int, INTEGER),
    (bool, {"type": "boolean"}),
    (List[int], {"type": "array", "items": INTEGER}),
    (Set[int], {"type": "array", "items": INTEGER}),
    (Tuple[int, ...], {"type": "array", "items": INTEGER}),
    (Tuple[int, int], {"type": "array", "items": INTEGER, "minItems": 2, "maxItems": 2}),
    (Optional[int], nullable(INTEGER)),
    (Union[int, str, None], {"anyOf": [INTEGER, STRING, NULL]}),
    (Literal["a", "b"], {"type": "string", "enum": ["a", "b"]}),
    (
        Literal["a", 1, None, True],
        {
            "anyOf": [
                {"type": "string", "enum": ["a"]},
                {"type": "integer", "enum": [1]},
                NULL,
                {"type": "boolean", "enum": [True]},
            ]
        },
    ),
    (Colour, {"type": "string", "enum": ["red", "blue"], "title": "Colour"}),
    (Annotated[int, Field(gt=3, multiple_of=2)], {"type": "integer", "exclusiveMinimum": 3, "multipleOf": 2}),
    (
        Annotated[List[str], Field(min_length=1, max_length=3)],
        {"type": "array", "items": STRING, "minItems": 1, "maxItems": 3},
    ),
    (datetime.datetime, {"type": "string", "format": "date-time"}),
    (uuid.UUID, {"type": "string", "format": "uuid"}),
    (bytes, STRING),
]


@pytest.mark.parametrize(("type_", "schema"), PLAIN, ids=lambda value: str(value)[:40])
def test_what_is_no_object_is_the_property_of_one(type_: Any, schema: Dict[str, Any]) -> None:
    assert strict_schema(type_) == closed(value=schema)


@pytest.mark.skipif(sys.version_info < (3, 9), reason="list[int] is new in Python 3.9")
def test_builtin_generics_are_like_those_of_typing() -> None:
    builtin: Any = list
    assert strict_schema(builtin[int]) == strict_schema(List[int])


@dataclasses.dataclass
class Traveller:
    home: Optional[Address]
    at: Point


def test_a_dataclass_names_what_is_in_its_own_module() -> None:
    assert strict_schema(Traveller)["properties"] == {
        "home": nullable({"$ref": "#/$defs/Address"}),
        "at": {"$ref": "#/$defs/Point"},
    }
    read = format_of(List[Traveller]).validate('{"value": [{"home": null, "at": {"x": 1, "y": null, "labels": []}}]}')
    assert read == [Traveller(None, Point(1.0))]


def test_dataclasses_and_typed_dicts_are_objects() -> None:
    labels = nullable({"type": "array", "items": STRING})
    assert strict_schema(Point) == {**closed(x=NUMBER, y=nullable(NUMBER), labels=labels), "title": "Point"}
    assert strict_schema(Song) == {**closed(title=STRING, seconds=nullable(NUMBER)), "title": "Song"}
    film = strict_schema(Film)
    assert film["required"] == ["title", "year", "sequels"]
    assert film["properties"]["year"] == nullable(INTEGER)
    assert film["properties"]["sequels"] == nullable({"type": "array", "items": {"$ref": "#/$defs/Film"}})


def test_a_generic_model_is_expressed_with_its_argument() -> None:
    assert strict_schema(Page[Cat])["properties"]["items"] == {"type": "array", "items": {"$ref": "#/$defs/Cat"}}
    assert format_of(Page[int]).name == "Page_int"


def test_a_model_that_keeps_unknown_fields_is_closed_all_the_same() -> None:
    assert strict_schema(Open) == {**closed(known=INTEGER), "title": "Open"}


def test_each_schema_is_a_fresh_one() -> None:
    strict_schema(Person)["properties"].clear()
    format_of(Person).schema["properties"].clear()
    assert len(format_of(Person).schema["properties"]) == len(strict_schema(Person)["properties"]) == 5


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        (Person, "Person"),
        (List[Person], "List_Person"),
        (Dict[str, List[int]], "Dict_str_List_int"),
        (Literal["ä b"], "Literal_b"),
        (pydantic.create_model("M" * 100), "M" * 64),
    ],
)
def test_the_schema_is_called_as_the_type(type_: Any, name: str) -> None:
    assert format_of(type_).name == name


def test_the_order_of_a_union_is_kept() -> None:
    def first(type_: Any) -> Any:
        return format_of(type_).schema["properties"]["value"]["anyOf"][0]

    assert first(Union[int, str]) == INTEGER
    assert first(Union[str, int]) == STRING


# What cannot be expressed


class Labels(BaseModel):
    labels: Dict[str, int]


class House(BaseModel):
    rooms: List[Labels]


class Anything(BaseModel):
    given: Any


class Places(BaseModel):
    corner: Tuple[int, str]


class Corner(NamedTuple):
    x: int
    name: str


class Row(BaseModel):
    corner: Corner


class Called(BaseModel):
    inner: List[Callable[[], int]]


class Endless(BaseModel):
    again: List[Endless] = Field(min_length=1)


class Forever(BaseModel):
    name: str
    again: Forever


class Around(BaseModel):
    forever: Optional[Forever] = None
    needed: List[Endless] = []
    first: Forever


class Extras(BaseModel):
    # What newer pydantics make of `__pydantic_extra__: Dict[str, int]`.
    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": {"type": "integer"}})

    known: int


class Nobody(BaseModel):
    age: Annotated[int, Field(ge=5, le=3)]


class Aliased(BaseModel):
    tags: Dict[str, str] = Field(alias="Tags")


class Written(BaseModel):
    word: Annotated[str, Field(json_schema_extra={"not": {"const": "no"}})]


class Many(BaseModel):
    either: Union[int, List[Labels]]


REFUSED = [
    (Labels, "labels", "keys of its own choosing"),
    (House, "rooms[].labels", "keys of its own choosing"),
    (List[House], "[].rooms[].labels", "keys"),
    (Many, "either[].labels", "keys"),
    (Dict[str, int], "", "keys"),
    (dict, "", "keys"),
    (Aliased, "Tags", "keys"),
    (Extras, "", "keys"),
    (Anything, "given", "any kind"),
    (List[Any], "[]", "any kind"),
    (Places, "corner", "different types"),
    (Row, "corner", "different types"),
    (Called, "inner[]", "no JSON"),
    (Endless, "again[]", "never ends"),
    (Forever, "again", "never ends"),
    (Around, "first.again", "never ends"),
    (Nobody, "age", "`minimum` 5 is more than `maximum` 3"),
    (Written, "word", "no word for `not`"),
]


@pytest.mark.parametrize(("type_", "path", "reason"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_cannot_be_expressed_is_named_by_its_path(type_: Any, path: str, reason: str) -> None:
    with pytest.raises(SchemaNotStrictError) as info:
        strict_schema(type_)
    error = info.value
    assert error.path == path
    assert reason in error.reason
    assert str(error).startswith("`%s` of `" % path if path else "`")
    assert isinstance(error, groq.GroqError)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.path, copy.reason, copy.type_name) == (str(error), path, error.reason, error.type_name)


def test_a_type_that_only_strictness_forbids_has_a_loose_schema() -> None:
    format_ = format_of(Labels)
    with pytest.raises(SchemaNotStrictError):
        format_.response_format(strict=True)
    loose: Any = format_.response_format(strict=False)
    assert loose["json_schema"]["strict"] is False
    assert loose["json_schema"]["schema"]["properties"]["labels"]["additionalProperties"] == {"type": "integer"}
    assert format_.validate('{"labels": {"a": 1}}') == Labels(labels={"a": 1})
    loose = format_of(Tuple[int, str]).response_format(strict=False)
    assert [*loose["json_schema"]["schema"]["properties"]] == ["value"]
    assert format_of(Tuple[int, str]).validate('{"value": [1, "a"]}') == (1, "a")


def test_a_type_without_json_has_no_format_at_all() -> None:
    with pytest.raises(SchemaNotStrictError, match="no JSON"):
        format_of(Called)


class Odd:
    pass


@dataclasses.dataclass
class Curious:
    name: str
    things: Optional[List[Odd]] = None


class Wondering(typing_extensions.TypedDict):
    curious: Curious


@pytest.mark.parametrize(
    ("type_", "path"),
    [
        (Odd, ""),
        (List[Odd], "[]"),
        (Curious, "things[]"),
        (Wondering, "curious.things[]"),
        (Annotated[Union[int, Wondering], "odd"], "curious.things[]"),
        (len, ""),
    ],
)
def test_a_class_that_pydantic_does_not_know_is_refused_by_its_path(type_: Any, path: str) -> None:
    with pytest.raises(SchemaNotStrictError, match="pydantic knows no schema for it") as info:
        strict_schema(type_)
    assert info.value.path == path
    assert ("Odd" in str(info.value)) is (type_ is not len)


@dataclasses.dataclass
class Missing:
    what: NotThere  # type: ignore[name-defined]  # noqa: F821


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(SchemaNotStrictError, match="NotThere"):
        strict_schema(Missing)


@pytest.mark.parametrize("wrong", [None, {"type": "object"}, "Person", Cat(kind="cat"), 3, [int], Point(1)])
def test_a_value_is_no_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a type is needed"):
        strict_schema(wrong)


# What comes back


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (
            Person,
            '{"name": "Ada", "age": null, "nickname": null, "homes": null, "favourite": null}',
            Person(name="Ada"),
        ),
        (Person, '{"name": "Ada"}', Person(name="Ada")),
        (Point, '{"x": 1, "y": null, "labels": null}', Point(1.0)),
        (Film, '{"title": "M", "year": null, "sequels": [{"title": "N", "year": 3, "sequels": null}]}', None),
        (Song, '{"title": "M", "seconds": null}', {"title": "M"}),
        (Owner, '{"pet": {"kind": "cat", "lives": null}}', Owner(pet=Cat(kind="cat"))),
        (Owner, '{"pet": {"kind": "dog", "tricks": null}}', Owner(pet=Dog(kind="dog"))),
        (List[int], '{"value": [1, 2]}', [1, 2]),
        (List[int], "[1, 2]", [1, 2]),
        (Set[int], '{"value": [1, 1]}', {1}),
        (Optional[Cat], '{"value": null}', None),
        (Optional[Cat], '{"value": {"kind": "cat", "lives": null}}', Cat(kind="cat")),
        (Union[Cat, Dog], '{"value": {"kind": "dog", "tricks": null}}', Dog(kind="dog")),
        (decimal.Decimal, '{"value": "1.10"}', decimal.Decimal("1.10")),
        (bytes, '{"value": "ab"}', b"ab"),
        (Page[Cat], '{"items": [{"kind": "cat", "lives": null}], "next": null}', Page[Cat](items=[Cat(kind="cat")])),
        (
            Node,
            '{"value": 1, "parent": null, "children": [{"value": 2, "children": null, "parent": null}]}',
            Node(value=1, children=[Node(value=2)]),
        ),
        (Dict[str, int], '{"value": 3}', {"value": 3}),
        (str, '{"value": "a"}', "a"),
        (str, '"a"', "a"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_null_in_place_of_a_default_is_the_default(type_: Any, text: str, value: Any) -> None:
    expected = {"title": "M", "sequels": [{"title": "N", "year": 3}]} if type_ is Film else value
    assert format_of(type_).validate(text) == expected


class Short(BaseModel):
    limit: int = 1


class Long(BaseModel):
    limit: Optional[int] = 5
    size: int


def test_null_is_read_as_the_fitting_variant_of_a_union_has_it() -> None:
    either = format_of(List[Union[Short, Long]])
    text = '{"value": [{"limit": null, "size": 2}, {"limit": null}]}'
    assert either.validate(text) == [Long(limit=None, size=2), Short(limit=1)]


def test_an_optional_field_with_another_default_can_be_null() -> None:
    model = pydantic.create_model("Asked", limit=(Optional[int], 5))
    assert format_of(model).validate('{"limit": null}').model_dump() == {"limit": None}
    assert format_of(model).validate("{}").model_dump() == {"limit": 5}


@pytest.mark.parametrize("text", ["", "{", "nonsense", '{"name": 3}', "[]", "null", '{"value": {"name": "Ada"}}'])
def test_what_does_not_fit_is_a_validation_error(text: str) -> None:
    with pytest.raises(pydantic.ValidationError):
        format_of(Person).validate(text)


# Properties


@dataclasses.dataclass
class Made:
    """A type and what makes its instances, as JSON."""

    type: Any
    values: Any


def _optional(made: Made) -> Made:
    return Made(Optional[made.type], st.none() | made.values)


def _list(made: Made) -> Made:
    return Made(List[made.type], st.lists(made.values, max_size=3))


_names = st.sampled_from(["a", "b", "class_", "name", "value", "x-y", "Größe", "items", "type"])
_counter = iter(range(10**9))


def _model(fields: Dict[str, Tuple[Made, bool]]) -> Made:
    declared: Any = {
        "f%d" % number: (made.type, Field(None if optional else ..., alias=name))
        for number, (name, (made, optional)) in enumerate(fields.items())
    }
    model = pydantic.create_model("Model%d" % next(_counter), **declared)
    # `null` in place of what is left out, as the schema has it.
    shapes = {name: (st.none() | made.values if optional else made.values) for name, (made, optional) in fields.items()}
    return Made(model, st.fixed_dictionaries(shapes))


def _typed_dict(fields: Dict[str, Tuple[Made, bool]]) -> Made:
    hints = {
        name: typing_extensions.NotRequired[made.type] if optional else made.type
        for name, (made, optional) in fields.items()
    }
    make: Any = typing_extensions.TypedDict
    shapes = {name: (st.none() | made.values if optional else made.values) for name, (made, optional) in fields.items()}
    return Made(make("Typed%d" % next(_counter), hints), st.fixed_dictionaries(shapes))


_scalars = st.sampled_from(
    [
        Made(int, st.integers(-(2**53), 2**53)),
        Made(float, st.floats(allow_nan=False, allow_infinity=False)),
        Made(bool, st.booleans()),
        Made(str, st.text(st.characters(blacklist_categories=["Cs"]), max_size=5)),
        Made(Literal["a", "b", 3], st.sampled_from(["a", "b", 3])),
        Made(Colour, st.sampled_from(["red", "blue"])),
        Made(Annotated[int, Field(ge=2, le=9)], st.integers(2, 9)),
        Made(datetime.date, st.dates().map(str)),
        Made(Union[int, str], st.integers(-9, 9) | st.sampled_from(["x", "y"])),
    ]
)
_types = st.recursive(
    _scalars,
    lambda inner: (
        inner.map(_optional)
        | inner.map(_list)
        | st.dictionaries(_names, st.tuples(inner, st.booleans()), max_size=3).map(_model)
        | st.dictionaries(_names, st.tuples(inner, st.booleans()), max_size=3).map(_typed_dict)
    ),
    max_leaves=6,
)

_CALL: Any = {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": "Ada is 7."}]}


@settings(max_examples=40)
@given(_types)
def test_the_local_groq_takes_every_strict_schema_and_answers_with_an_instance(made: Made) -> None:
    format_ = format_of(made.type)
    with LocalGroq() as local, local.client() as client:
        completion = client.chat.completions.create(**_CALL, response_format=format_.response_format(strict=True))
    content = completion.choices[0].message.content
    assert content is not None
    format_.validate(content)


_trees: Any = st.recursive(
    st.fixed_dictionaries({"value": st.integers(-9, 9), "children": st.none(), "parent": st.none()}),
    lambda inner: st.fixed_dictionaries(
        {"value": st.integers(-9, 9), "children": st.none() | st.lists(inner, max_size=3), "parent": st.none() | inner}
    ),
    max_leaves=8,
)


@given(_trees)
def test_trees_of_any_shape_come_back(tree: Dict[str, Any]) -> None:
    read = format_of(Node).validate(json.dumps(tree))
    assert _without_nulls(read.model_dump(exclude_unset=True)) == _without_nulls(tree)


@settings(max_examples=60)
@given(st.data())
def test_an_instance_comes_back_as_it_was(data: st.DataObject) -> None:
    made = data.draw(_types)
    value = data.draw(made.values)
    format_ = format_of(made.type)
    schema = format_.schema
    is_object = isinstance(value, dict) and isinstance(made.type, type)  # an optional one is wrapped
    wrapped = [*schema["properties"]] == ["value"] and not is_object
    text = json.dumps({"value": value} if wrapped else value)
    adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(made.type)
    read = format_.validate(text)
    again = json.loads(adapter.dump_json(read, by_alias=True))
    assert format_.validate(json.dumps(again)) == read
    assert _without_nulls(again) == _without_nulls(json.loads(json.dumps(value)))


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value
