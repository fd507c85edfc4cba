"""Every name, signature and field that groq 1.7.0 offers, and what packages take beyond them, is here.

`surface/public.json` records its surface: modules, and in them classes with bases, attributes and methods, models with
fields, TypedDicts with keys, aliases, and names that stand for an object of another module ("is"). Signatures and types
are spelt in Python; a field that may be left out has its default. `surface/private.json` lists names of underscore
modules, and those reached through modules that only import them.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import json
import typing
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Dict, List, Set, Union

import httpx
import pydantic
import pytest
import typing_extensions
from typing_extensions import Annotated, get_args, get_origin, get_type_hints

import groq

_RECORDS = Path(__file__).with_name("surface")
PUBLIC: Dict[str, Dict[str, Any]] = json.loads((_RECORDS / "public.json").read_text(encoding="utf-8"))
PRIVATE: Dict[str, List[str]] = json.loads((_RECORDS / "private.json").read_text(encoding="utf-8"))

# Where this library differs from 1.7.0, and why. A line whose difference is gone fails.
DIFFERENT: Dict[str, str] = {
    "groq._base_client.BaseClient.__init__.timeout": "`not_given` stands for the same Timeout: no import loads httpx",
}

# Where the words of the record are looked up, after the module itself.
_PLACES = (
    "groq",
    "groq._types",
    "groq.types.chat",
    "groq.types.chat.chat_completion_content_part_param",
    "typing",
    "typing_extensions",
    "builtins",
)


class _Names(Dict[str, Any]):
    """What the words of the record mean in a module of ours."""

    def __init__(self, module: str) -> None:
        super().__init__(DEFAULT_TIMEOUT=groq.DEFAULT_TIMEOUT)
        self._places = [importlib.import_module(place) for place in (module, *_PLACES)]

    def __missing__(self, name: str) -> Any:
        for place in self._places:
            if hasattr(place, name):
                return getattr(place, name)
        raise KeyError(name)


def meaning(text: str, module: str) -> Any:
    return eval(text, {}, _Names(module))


def entries(kind: str) -> pytest.MarkDecorator:
    """One test for each record of this kind: its module, its name, the record."""
    found = [
        pytest.param(module, name, entry[kind], id="%s.%s" % (module, name))
        for module, names in PUBLIC.items()
        for name, entry in names.items()
        if isinstance(entry, dict) and kind in entry
    ]
    return pytest.mark.parametrize(("module", "name", "recorded"), found)


def look_up(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


class Differences(Dict[str, str]):
    """What differs, by its place."""

    def __init__(self) -> None:
        super().__init__()
        self._compared: Set[str] = set()

    def compare(self, place: str, ours: object, recorded: object) -> None:
        self._compared.add(place)
        if ours != recorded:
            self[place] = "%s, recorded is %s" % (ours, recorded)

    def check(self) -> None:
        assert {place: what for place, what in self.items() if place not in DIFFERENT} == {}
        assert {place for place in DIFFERENT if place in self._compared and place not in self} == set()


_LITERALS = (typing.Literal, typing_extensions.Literal)  # two on Python 3.8 and 3.9


def shape(type_: Any) -> Any:
    """A type without what tells one spelling from another: order, metadata, builtin or typing."""
    if isinstance(type_, list):  # the parameters of a Callable
        return tuple(map(shape, type_))
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return shape(arguments[0])
    if origin in _LITERALS:
        return ("Literal", frozenset(arguments))
    if origin is Union or type(type_).__name__ == "UnionType":
        return ("Union", frozenset(map(shape, arguments)))
    return type_ if origin is None else (origin, tuple(map(shape, arguments)))


@pytest.mark.parametrize("module", [*PUBLIC, *(module for module in PRIVATE if module not in PUBLIC)])
def test_each_module_has_its_names(module: str) -> None:
    ours = importlib.import_module(module)
    record = PUBLIC.get(module, {})
    names = {*record.get("__all__", ()), *record.get("exports", ()), *PRIVATE.get(module, ())}
    names |= {name for name in record if name not in ("__all__", "exports")}
    assert {name for name in names if not hasattr(ours, name)} == set()
    assert set(record.get("__all__", ())) <= set(getattr(ours, "__all__", ()))


@entries("is")
def test_names_of_one_object_are_of_one_object_here(module: str, name: str, recorded: str) -> None:
    assert look_up("%s.%s" % (module, name)) is look_up(recorded)


@entries("alias")
def test_aliases_mean_the_same(module: str, name: str, recorded: str) -> None:
    found = Differences()
    place = "%s.%s" % (module, name)
    found.compare(place, shape(look_up(place)), shape(meaning(recorded, module)))
    found.check()


@entries("bases")
def test_classes_have_their_bases(module: str, name: str, recorded: List[str]) -> None:
    found = Differences()
    place = "%s.%s" % (module, name)
    bases = [base.__name__ for base in look_up(place).__mro__]
    for base in recorded:
        found.compare("%s.%s" % (place, base), base in bases, True)
    found.check()


@entries("attributes")
def test_classes_have_their_attributes(module: str, name: str, recorded: Dict[str, str]) -> None:
    found = Differences()
    place = "%s.%s" % (module, name)
    kinds = {"cached_property": (cached_property, property), "property": property, "int": int}
    for kind, attributes in recorded.items():
        for attribute in attributes.split():
            ours = inspect.getattr_static(look_up(place), attribute, None)
            found.compare("%s.%s" % (place, attribute), isinstance(ours, kinds[kind]), True)
    found.check()


_REST = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def parameters(function: Callable[..., Any]) -> Dict[str, inspect.Parameter]:
    return dict(inspect.signature(function).parameters)


def accepts(ours: inspect.Parameter, recorded: inspect.Parameter) -> bool:
    """The same default, given in the same way; a keyword may be positional as well."""
    kinds = {ours.kind, *([ours.KEYWORD_ONLY] if ours.kind is ours.POSITIONAL_OR_KEYWORD else [])}
    same = ours.default == recorded.default or type(ours.default) is type(recorded.default) is groq.Omit
    return recorded.kind in kinds and same


@entries("methods")
def test_methods_take_their_parameters(module: str, name: str, recorded: Dict[str, str]) -> None:
    found = Differences()
    for method, text in recorded.items():
        place = "%s.%s.%s" % (module, name, method)
        ours = getattr(look_up("%s.%s" % (module, name)), method)
        is_async, _, signature = text.partition("(")
        found.compare(place + ".async", inspect.iscoroutinefunction(ours), is_async == "async ")
        expected = parameters(meaning("lambda %s: None" % signature[:-1], module))
        actual = parameters(ours)
        for parameter, declared in expected.items():
            if declared.kind in _REST:
                found.compare(
                    "%s.%s" % (place, declared.kind.name), declared.kind in {p.kind for p in actual.values()}, True
                )
                continue
            mine = actual.pop(parameter, None)
            found.compare("%s.%s" % (place, parameter), mine is not None and accepts(mine, declared), True)
        for parameter, extra in actual.items():
            optional = extra.default is not extra.empty or extra.kind in _REST
            found.compare("%s.%s" % (place, parameter), optional, True)
        positional = [p for p, declared in expected.items() if declared.kind is declared.POSITIONAL_OR_KEYWORD]
        found.compare(place + ".order", list(parameters(ours))[: len(positional)], positional)
    found.check()


@entries("fields")
def test_models_have_their_fields(module: str, name: str, recorded: Dict[str, str]) -> None:
    found = Differences()
    ours = look_up("%s.%s" % (module, name))
    assert issubclass(ours, groq.BaseModel if module.startswith("groq.types") else pydantic.BaseModel)
    for field, text in recorded.items():
        place = "%s.%s.%s" % (module, name, field)
        if field not in ours.model_fields:
            found[place] = "missing"
            continue
        type_, has_default, default = text.partition(" = ")
        mine = ours.model_fields[field]
        found.compare(place + ".type", shape(mine.annotation), shape(meaning(type_, module)))
        found.compare(place + ".required", mine.is_required(), not has_default)
        if has_default:
            found.compare(place + ".default", mine.get_default(call_default_factory=True), meaning(default, module))
    found.check()


@entries("keys")
def test_typed_dicts_have_their_keys(module: str, name: str, recorded: Dict[str, str]) -> None:
    found = Differences()
    ours = look_up("%s.%s" % (module, name))
    hints = get_type_hints(ours, include_extras=True)
    for key, text in recorded.items():
        place = "%s.%s.%s" % (module, name, key)
        if key not in hints:
            found[place] = "missing"
            continue
        found.compare(place, shape(hints[key]), shape(meaning(text, module)))
    found.check()


# The classes of a resource and of its views, for each resource with operations.
RESOURCES = [
    pytest.param("%s.%s" % (module, name), id=name)
    for module, names in PUBLIC.items()
    for name, entry in names.items()
    if module.startswith("groq.resources.") and isinstance(entry, dict) and "methods" in entry
]


@pytest.mark.parametrize("view", ["WithRawResponse", "WithStreamingResponse"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_views_have_the_methods_of_their_resource(resource: str, view: str) -> None:
    module, _, name = resource.rpartition(".")
    for method in PUBLIC[module][name]["methods"]:
        ours = getattr(look_up(resource + view), method)
        assert inspect.signature(ours) == inspect.signature(getattr(look_up(resource), method))


@pytest.mark.parametrize("name", PUBLIC["groq"]["__all__"])
def test_public_names_report_the_package_as_their_module(name: str) -> None:
    value = getattr(groq, name)
    if name in ("NoneType", "types") or isinstance(value, (str, int)):  # which cannot be told where they are from
        return
    assert value.__module__ == "groq"


def test_packages_are_attributes_of_what_holds_them() -> None:
    for path in ("resources", "types", "types.chat", "types.audio", "types.shared", "types.shared_params"):
        value: Any = groq
        for name in path.split("."):
            value = getattr(value, name)
        assert isinstance(value, ModuleType)
        assert value.__name__ == "groq." + path


def test_what_stands_for_nothing_is_told_by_its_class() -> None:
    assert (type(groq.omit).__name__, type(groq.omit).__module__) == ("Omit", "groq")
    assert (type(groq.NOT_GIVEN).__name__, type(groq.NOT_GIVEN).__module__) == ("NotGiven", "groq")
    assert groq.not_given is groq.NOT_GIVEN
    assert repr(groq.omit).startswith("<groq.Omit object at")
    assert repr(groq.NOT_GIVEN) == "NOT_GIVEN"
    assert not groq.omit
    assert not groq.NOT_GIVEN


def test_the_version_is_that_of_the_distribution() -> None:
    assert groq.__title__ == "groq"
    assert groq.__version__ == importlib.metadata.version("groq")


def test_constants_have_the_values_of_before() -> None:
    constants = importlib.import_module("groq._constants")
    assert {name: getattr(constants, name) for name in PRIVATE["groq._constants"]} == {
        "RAW_RESPONSE_HEADER": "X-Stainless-Raw-Response",
        "OVERRIDE_CAST_TO_HEADER": "____stainless_override_cast_to",
        "DEFAULT_TIMEOUT": httpx.Timeout(60, connect=5.0),
        "DEFAULT_MAX_RETRIES": 2,
        "DEFAULT_CONNECTION_LIMITS": httpx.Limits(max_connections=100, max_keepalive_connections=20),
        "INITIAL_RETRY_DELAY": 0.5,
        "MAX_RETRY_DELAY": 8.0,
    }
    assert look_up("groq._compat.PYDANTIC_V1") is False
