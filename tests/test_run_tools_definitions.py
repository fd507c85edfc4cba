"""Functions and models as tools: what a model is told of them, and what becomes of its arguments."""

from __future__ import annotations

import enum
import functools
from datetime import date
from typing import Any, Callable, Dict, List, Optional, Tuple

import pydantic
import pytest
from typing_extensions import Annotated, Doc, Literal, TypedDict

import groq
from groq import function_tool
from groq.lib.tools._docstring import read_docstring


class Unit(enum.Enum):
    CELSIUS = "celsius"
    FAHRENHEIT = "fahrenheit"


class Place(pydantic.BaseModel):
    """Where something is."""

    city: str
    country: Optional[str] = None


class Spot(TypedDict):
    x: int


class Folder(pydantic.BaseModel):
    name: str
    inner: List[Folder] = []


def weather(
    place: Place,
    day: date,
    unit: Unit = Unit.CELSIUS,
    *,
    hours: Annotated[int, pydantic.Field(ge=1, le=24, description="How many hours.")] = 12,
    kind: Literal["now", "later"] = "now",
    tags: Annotated[Optional[List[str]], "What to tell."] = None,
    spots: Tuple[Spot, ...] = (),
) -> str:
    """Tell the weather
    at a place.

    It may be wrong.

    Args:
        place (Place): where it is asked for,
            in the world.
        day: the day.
        hours: not this one.
        nobody: not a parameter.

    Returns:
        unit: nothing of the kind.
    """
    return "sunny"


def parameters(tool: Any) -> Any:
    return tool.param["function"]["parameters"]


def test_a_function_tells_its_parameters() -> None:
    tool = function_tool(weather)
    assert tool.param["type"] == "function"
    assert {**tool.param["function"], "parameters": None} == {
        "name": "weather",
        "description": "Tell the weather at a place.",
        "parameters": None,
    }
    schema = parameters(tool)
    assert {**schema, "properties": None, "$defs": None} == {
        "type": "object",
        "properties": None,
        "$defs": None,
        "required": ["place", "day"],
        "additionalProperties": False,
    }
    told = schema["properties"]
    assert told["place"].pop("description") == "where it is asked for, in the world."
    assert told["place"] in ({"$ref": "#/$defs/Place"}, {"allOf": [{"$ref": "#/$defs/Place"}]})
    assert told["unit"].pop("default") == "celsius"
    assert told["unit"] in ({"$ref": "#/$defs/Unit"}, {"allOf": [{"$ref": "#/$defs/Unit"}]})
    assert told["day"] == {"type": "string", "format": "date", "description": "the day."}
    assert told["hours"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 24,
        "description": "How many hours.",
        "default": 12,
    }
    assert told["kind"] == {"type": "string", "enum": ["now", "later"], "default": "now"}
    assert told["tags"]["description"] == "What to tell."
    assert told["tags"]["anyOf"] == [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]
    assert told["spots"]["items"] == {"$ref": "#/$defs/Spot"}
    assert list(told) == ["place", "day", "unit", "hours", "kind", "tags", "spots"]
    assert schema["$defs"]["Place"]["description"] == "Where something is."


def test_arguments_become_what_the_hints_say() -> None:
    tool = function_tool(weather)
    given = tool.parse('{"place": {"city": "Paris"}, "day": "2026-03-04", "unit": "fahrenheit", "hours": "3"}')
    assert given == {"place": Place(city="Paris"), "day": date(2026, 3, 4), "unit": Unit.FAHRENHEIT, "hours": 3}
    assert tool.run is not None
    assert tool.run(given) == "sunny"


def test_null_stands_for_a_default_that_it_is_not() -> None:
    tool = function_tool(weather)
    given = tool.parse('{"place": {"city": "é"}, "day": "2026-03-04", "unit": null, "hours": null, "tags": null}')
    assert given == {"place": Place(city="é"), "day": date(2026, 3, 4), "tags": None}
    with pytest.raises(pydantic.ValidationError, match="day"):
        tool.parse('{"place": {"city": "é"}, "day": null}')


@pytest.mark.parametrize("text", ["", "{}", " ", "null", "\n{ }"])
def test_no_text_is_no_arguments(text: str) -> None:
    def now() -> str:
        return "noon"

    assert function_tool(now).parse(text) == {}
    assert parameters(function_tool(now)) == {"type": "object", "properties": {}, "additionalProperties": False}


@pytest.mark.parametrize("text", ["{", "[1]", "3", '"{}"', '{"a": 1} {}', "nothing", '{"b": "\\u00"}'])
def test_arguments_that_are_no_json_object_are_refused(text: str) -> None:
    def one(a: int = 1) -> int:
        return a

    with pytest.raises(pydantic.ValidationError):
        function_tool(one).parse(text)


def test_parameters_may_have_any_name() -> None:
    def odd(json: int, copy: str, model_config: bool, _private: int, schema: int, self: int, name: str) -> None:
        """Odd."""

    names = ["json", "copy", "model_config", "_private", "schema", "self", "name"]
    tool = function_tool(odd)
    assert list(parameters(tool)["properties"]) == names
    text = '{"json": 1, "copy": "c", "model_config": true, "_private": 2, "schema": 3, "self": 4, "name": "n"}'
    assert tool.parse(text) == dict(zip(names, [1, "c", True, 2, 3, 4, "n"]))


def test_a_default_that_is_no_json_is_not_told() -> None:
    class Nobody:
        pass

    nobody: Any = Nobody()

    def ask(a: int = nobody, b: int = 2) -> int:
        return b

    told = parameters(function_tool(ask))["properties"]
    assert (told["a"], told["b"]) == ({"type": "integer"}, {"type": "integer", "default": 2})


def test_a_model_is_a_tool() -> None:
    class Order(pydantic.BaseModel):
        """Order something.

        And pay.
        """

        what: str = pydantic.Field(description="The thing.")
        count: int = pydantic.Field(default=1, alias="howMany")

    tool = function_tool(Order)
    assert {**tool.param["function"], "parameters": None} == {
        "name": "Order",
        "description": "Order something.",
        "parameters": None,
    }
    assert parameters(tool)["properties"] == {
        "what": {"type": "string", "description": "The thing."},
        "howMany": {"type": "integer", "default": 1},
    }
    assert tool.parse('{"what": "tea", "howMany": 2}') == Order(what="tea", howMany=2)
    assert tool.run is None


def test_a_model_without_words_of_its_own_has_no_description() -> None:
    class Plain(pydantic.BaseModel):
        a: int

    assert "description" not in function_tool(Plain).param["function"]
    assert function_tool(Plain, description="Told.").param["function"]["description"] == "Told."


def test_methods_partials_and_callable_objects_are_tools() -> None:
    class Shop:
        def buy(self, what: str) -> str:
            """Buy."""
            return "bought " + what

        def __call__(self, what: str) -> str:
            """Call the shop."""
            return "called for " + what

    def pay(user: str, amount: int) -> str:
        """Pay."""
        return "%s pays %d" % (user, amount)

    buy = function_tool(Shop().buy)
    assert (buy.name, buy.param["function"]["description"]) == ("buy", "Buy.")
    call = function_tool(Shop(), name="call")
    assert (call.param["function"]["description"], list(parameters(call)["properties"])) == ("Call the shop.", ["what"])
    bound = function_tool(functools.partial(pay, user="ada"), name="pay", description="Pay now.")
    assert list(parameters(bound)["properties"]) == ["amount"]
    assert buy.run is not None
    assert buy.run(buy.parse('{"what": "tea"}')) == "bought tea"
    assert call.run is not None
    assert call.run(call.parse('{"what": "tea"}')) == "called for tea"
    assert bound.run is not None
    assert bound.run(bound.parse('{"amount": 2}')) == "ada pays 2"


def test_what_is_within_a_partial_or_an_object_is_told() -> None:
    def pay(user: str, amount: int) -> str:
        """Pay somebody.

        Args:
            user: who pays.
            amount: how much.
        """
        return "%s pays %d" % (user, amount)

    class Counted:
        """Counts calls."""

        def __init__(self, function: Any) -> None:
            functools.update_wrapper(self, function)
            self.inner = function

        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            return self.inner(*args, **kwargs)

    tools = [
        (function_tool(functools.partial(pay, user="ada"), name="pay"), "ada pays 2"),
        (function_tool(functools.partial(pay, "bob"), name="pay"), "bob pays 2"),
        (function_tool(functools.partial(Counted(pay), "eve"), name="pay"), "eve pays 2"),
        (function_tool(Counted(functools.partial(pay, "dan")), name="pay"), "dan pays 2"),
    ]
    for tool, outcome in tools:
        assert tool.param["function"]["description"] == "Pay somebody."
        assert parameters(tool)["properties"] == {"amount": {"type": "integer", "description": "how much."}}
        assert tool.run is not None
        assert tool.run(tool.parse('{"amount": 2}')) == outcome


def test_an_object_is_told_by_its_call_or_its_class() -> None:
    class Search:
        """Search the web.

        Args:
            words: what to look for.
        """

        def __call__(self, words: str) -> str:
            return words

    class Find(Search):
        def __call__(self, words: str) -> str:
            """Find a page.

            Args:
                words: what is on it.
            """
            return words

    told = {"type": "string", "description": "what to look for."}
    search = function_tool(Search(), name="search")
    assert search.param["function"]["description"] == "Search the web."
    assert parameters(search)["properties"] == {"words": told}
    find = function_tool(Find(), name="find")
    assert find.param["function"]["description"] == "Find a page."
    assert parameters(find)["properties"] == {"words": {**told, "description": "what is on it."}}


def test_a_wrapped_function_is_told_as_it_is() -> None:
    def plain(a: int) -> int:
        """Plain."""
        return a

    @functools.wraps(plain)
    def wrapped(*args: Any, **kwargs: Any) -> int:
        return plain(*args, **kwargs) + 1

    tool = function_tool(wrapped)
    assert (tool.name, list(parameters(tool)["properties"])) == ("plain", ["a"])
    assert tool.run is not None
    assert tool.run(tool.parse('{"a": 1}')) == 2


def test_strict_tools_have_strict_schemas() -> None:
    def find(text: str, count: int = 3, *, kind: Optional[str] = None) -> None:
        """Find."""

    tool = function_tool(find, strict=True)
    assert tool.param["function"]["strict"] is True
    schema = parameters(tool)
    assert (schema["required"], schema["additionalProperties"]) == (["text", "count", "kind"], False)
    assert all("default" not in told for told in schema["properties"].values())
    assert tool.parse('{"text": "a", "count": null, "kind": null}') == {"text": "a", "kind": None}


def test_a_tool_that_no_strict_schema_expresses_says_so() -> None:
    def put(values: Dict[str, int]) -> None:
        """Put."""

    with pytest.raises(groq.GroqError, match="values"):
        function_tool(put, strict=True)


@pytest.mark.parametrize("name", ["a", "get_weather", "get-weather", "A1", "a" * 64])
def test_names_that_groq_takes(name: str) -> None:
    assert function_tool(weather, name=name).name == name


@pytest.mark.parametrize("name", ["", " ", "get weather", "é", "a.b", "a" * 65, "a\n"])
def test_names_that_groq_refuses(name: str) -> None:
    with pytest.raises(groq.ToolDefinitionError, match="is no name for a tool: it is made of 1 to 64 letters"):
        function_tool(weather, name=name)


class Unknown:
    pass


def hintless(a, b: int) -> None: ...  # type: ignore[no-untyped-def]
def several(*values: int) -> None: ...
def named(**values: int) -> None: ...
def nameless(a: int, /) -> None: ...
def unknown(a: Unknown) -> None: ...
def nested(a: List[Unknown]) -> None: ...
def called(a: Callable[[], int]) -> None: ...
def unresolved(a: Nowhere) -> None: ...  # type: ignore[name-defined]  # noqa: F821
def defaulted(a: int = pydantic.Field(3, ge=1)) -> None: ...


REFUSED = [
    (hintless, "The parameter `a` of the tool `hintless` has no hint: say what it takes, such as `a: str`"),
    (several, r"The parameter `\*values` of the tool `several` takes any number of arguments"),
    (named, r"The parameter `\*\*values` of the tool `named` takes any names"),
    (nameless, "The parameter `a` of the tool `nameless` is positional only"),
    (unknown, "The parameter `a` of the tool `unknown` has a type that no model can be told of"),
    (nested, "The parameter `a` of the tool `nested` has a type that no model can be told of"),
    (called, "The parameter `a` of the tool `called` has a type that no model can be told of"),
    (unresolved, "The hints of the tool `unresolved` cannot be read: name 'Nowhere' is not defined"),
    (defaulted, "The parameter `a` of the tool `defaulted` has a pydantic `Field` for its default"),
    (max, "The tool `max` does not tell its parameters|takes any number of arguments"),
    (lambda a: a, "A lambda has neither a name nor hints"),
    (functools.partial(weather), "has no name: give it one, as"),
    (int, "<class 'int'> is no tool"),
    (Unknown, "is no tool: pass a function or a pydantic model"),
    (None, "None is no tool"),
    ("weather", "'weather' is no tool"),
    (pydantic.RootModel[List[int]], "takes something else than named arguments|is no name"),
]


@pytest.mark.parametrize(("tool", "words"), REFUSED)
def test_what_no_model_could_call_is_refused(tool: Any, words: str) -> None:
    with pytest.raises(groq.ToolDefinitionError, match=words):
        function_tool(tool)


def test_a_model_that_holds_itself_is_a_tool() -> None:
    tool = function_tool(Folder)
    assert (parameters(tool)["type"], parameters(tool)["required"]) == ("object", ["name"])
    assert tool.parse('{"name": "a", "inner": [{"name": "b"}]}') == Folder(name="a", inner=[Folder(name="b")])


def test_null_stands_for_the_default_of_a_field() -> None:
    class Query(pydantic.BaseModel):
        """Ask.

        Attributes:
            text: the words.
            count: how many.
        """

        text: str
        count: int = pydantic.Field(default=3, alias="howMany")
        tags: List[str] = pydantic.Field(default_factory=list)
        kind: Optional[str] = "any"

    tool = function_tool(Query)
    asked = tool.parse('{"text": "a", "howMany": null, "tags": null, "kind": null}')
    assert asked == Query(text="a", howMany=3, tags=[], kind=None)
    told = parameters(tool)["properties"]
    assert told["text"] == {"type": "string", "description": "the words."}
    assert told["howMany"] == {"type": "integer", "default": 3, "description": "how many."}


def test_null_stands_for_any_default_of_a_strict_model() -> None:
    class Inner(pydantic.BaseModel):
        b: int = 2

    class Outer(pydantic.BaseModel):
        inner: Inner
        a: int = 1

    tool = function_tool(Outer, strict=True)
    assert parameters(tool)["required"] == ["inner", "a"]
    assert tool.parse('{"inner": {"b": null}, "a": null}') == Outer(inner=Inner(b=2), a=1)


# Docstrings.

GOOGLE = """Look something up.

    Args:
        text (str): what to look for,
            in any language.
        count: how many: at least one.
        *rest: all else

        after (Optional[str], optional): a day
    Keyword Args:
        last: the last

    Note:
        note: not one
    """
NUMPY = """Look something up.

    Parameters
    ----------
    text : str
        what to look for,
        in any language.
    count, after : int, optional
        how many: at least one.
    last
        the last

    Returns
    -------
    note : str
        not one
    """
SPHINX = """Look something up.

    :param text: what to look for,
        in any language.
    :type text: str
    :param int count: how many: at least one.
    :keyword last: the last
    :returns: note: not one
    :raises ValueError: never
    """


def test_docstrings_of_google() -> None:
    assert read_docstring(GOOGLE) == (
        "Look something up.",
        {
            "text": "what to look for, in any language.",
            "count": "how many: at least one.",
            "rest": "all else",
            "after": "a day",
            "last": "the last",
        },
    )


def test_docstrings_of_numpy() -> None:
    assert read_docstring(NUMPY) == (
        "Look something up.",
        {
            "text": "what to look for, in any language.",
            "count": "how many: at least one.",
            "after": "how many: at least one.",
            "last": "the last",
        },
    )


def test_docstrings_of_sphinx() -> None:
    assert read_docstring(SPHINX) == (
        "Look something up.",
        {"text": "what to look for, in any language.", "count": "how many: at least one.", "last": "the last"},
    )


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (None, None),
        ("", None),
        ("\n  \n", None),
        ("One.", "One."),
        ("\n    One\n    two.\n\n    Three.\n", "One two."),
        ("Args:\n    a: b", None),
        ("One.\nArgs:\n    a: b", "One."),
        (":param a: b", None),
        ("One.\n:param a: b", "One."),
        ("Parameters\n----------\na\n    b", None),
        ("The weather: now", "The weather: now"),
    ],
)
def test_the_description_is_the_first_paragraph(text: Optional[str], description: Optional[str]) -> None:
    assert read_docstring(text).description == description


def test_annotated_wins_over_the_docstring() -> None:
    def find(
        a: Annotated[int, "from a text"],
        b: Annotated[int, Doc("from a doc")],
        c: Annotated[int, pydantic.Field(description="from a field")],
        d: Annotated[int, pydantic.Field(ge=1)],
        e: int,
        f: Optional[Annotated[int, "from inside"]] = None,
    ) -> None:
        """Find.

        Args:
            a: no
            b: no
            c: no
            d: from the docstring
            e: from the docstring
            f: no
        """

    told = {name: schema["description"] for name, schema in parameters(function_tool(find))["properties"].items()}
    assert told == {
        "a": "from a text",
        "b": "from a doc",
        "c": "from a field",
        "d": "from the docstring",
        "e": "from the docstring",
        "f": "from inside",
    }
