"""The base class of answers, the description of one request, and the names of code for pydantic 1 and 2."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import subprocess
import sys
from datetime import datetime, timezone
from typing import Any, Dict, Generic, List, Optional, TypeVar, Union

import httpx
import pydantic
import pytest
from pydantic import ConfigDict, Field
from typing_extensions import Literal, TypedDict

import groq
from groq import NOT_GIVEN, BaseModel, Omit, _compat, _models
from groq._models import (
    EagerIterable,
    FinalRequestOptions,
    FinalRequestOptionsInput,
    GenericModel,
    TypeAdapter,
    build,
    construct_type,
    construct_type_unchecked,
    is_basemodel,
    is_basemodel_type,
    set_pydantic_config,
    validate_type,
)

T = TypeVar("T")


class Inner(BaseModel):
    n: int
    note: Optional[str] = None


class Outer(BaseModel):
    a: int
    kind: Optional[Literal["x", "y"]] = None
    inner: Inner
    inners: List[Inner]
    choice: Union[Inner, List[Inner], None] = None
    by_name: Optional[Dict[str, Inner]] = None
    when: Optional[datetime] = None
    renamed: Optional[int] = Field(None, alias="reNamed")


# Nothing in it has the declared type.
ODD = {
    "a": "one",
    "kind": "z",
    "inner": {"n": "q", "new": {"k": [1]}},
    "inners": [{"n": 1}, 5, None],
    "choice": {"n": "q"},
    "by_name": {"k": {"n": "q"}, "l": 3},
    "reNamed": 3,
    "added": True,
}


@pytest.fixture
def odd() -> Outer:
    return Outer.construct(**ODD)


def test_text_shows_all_fields_and_the_unknown_ones() -> None:
    model = Outer.construct(a="one", inner={"n": 1, "new": True}, added=[1])
    assert str(model) == repr(model)
    assert repr(model) == (
        "Outer(a='one', kind=None, inner=Inner(n=1, note=None, new=True), inners=None, choice=None, by_name=None, "
        "when=None, renamed=None, added=[1])"
    )


def test_to_dict_gives_the_fields_that_were_set_under_the_names_of_the_api(odd: Outer) -> None:
    assert odd.to_dict() == ODD
    assert odd.to_dict(use_api_names=False) == {**{k: v for k, v in ODD.items() if k != "reNamed"}, "renamed": 3}
    assert Outer.construct(kind=None).to_dict() == {"kind": None}
    assert Outer.construct(kind=None).to_dict(exclude_none=True) == {}
    assert Outer.construct(kind=None).to_dict(exclude_defaults=True) == {}
    assert list(Outer.construct().to_dict(exclude_unset=False)) == [
        "a", "kind", "inner", "inners", "choice", "by_name", "when", "reNamed"
    ]  # fmt: skip


def test_to_dict_in_json_mode_has_nothing_that_json_cannot_carry() -> None:
    model = Outer.construct(when=datetime(2020, 1, 1, tzinfo=timezone.utc))
    assert model.to_dict() == {"when": datetime(2020, 1, 1, tzinfo=timezone.utc)}
    assert model.to_dict(mode="json") == {"when": "2020-01-01T00:00:00Z"}


def test_to_json_is_indented_unless_asked_otherwise(odd: Outer) -> None:
    assert json.loads(odd.to_json()) == ODD
    assert Outer.construct(a=1, inner={"n": 1}).to_json() == '{\n  "a": 1,\n  "inner": {\n    "n": 1\n  }\n}'
    assert Outer.construct(a=1, inner={"n": 1}).to_json(indent=None) == '{"a":1,"inner":{"n":1}}'


def test_dumping_what_has_other_types_than_declared_warns_of_nothing(odd: Outer) -> None:
    assert odd.model_dump(exclude_unset=True, by_alias=True) == ODD
    assert json.loads(odd.model_dump_json(exclude_unset=True, by_alias=True)) == ODD
    odd.to_dict(warnings=True)
    odd.to_json(warnings=True)


def test_warnings_that_are_asked_for_are_given(odd: Outer) -> None:
    with pytest.warns(UserWarning, match="Expected `int`"):
        odd.model_dump(warnings=True)


def test_dumping_what_cannot_be_json_fails_as_pydantic_does() -> None:
    with pytest.raises(ValueError, match="Unable to serialize"):
        Inner.construct(n=object()).model_dump_json()


@pytest.mark.parametrize("name", ["model_dump", "model_dump_json"])
def test_the_dump_methods_have_the_signatures_of_pydantic(name: str) -> None:
    ours, theirs = getattr(BaseModel, name), getattr(pydantic.BaseModel, name)
    assert inspect.signature(ours) == inspect.signature(theirs)
    assert ours.__doc__ == theirs.__doc__


def test_construct_takes_any_name_and_says_what_was_set() -> None:
    assert Inner.construct.__func__ is Inner.model_construct.__func__
    model = Inner.construct(cls=1, self=2, values=3, value=4)
    assert model.model_extra == {"cls": 1, "self": 2, "values": 3, "value": 4}
    assert Inner.construct(n=1).model_fields_set == {"n"}
    assert Inner.construct({"note"}, n=1).model_fields_set == {"note"}
    assert Inner.construct(_fields_set=set(), n=1).to_dict() == {}


def test_a_constructor_validates_and_keeps_what_it_does_not_know() -> None:
    model = Inner(n="1", added=2)
    assert (model.n, model.added, model.model_extra) == (1, 2, {"added": 2})
    with pytest.raises(pydantic.ValidationError):
        Inner(n="one")


def test_models_can_be_changed(odd: Outer) -> None:
    odd.a = [1]
    odd.inner.note = "n"
    odd.noted = 1
    assert (odd.a, odd.inner.to_dict()["note"], odd.noted) == ([1], "n", 1)
    assert odd.to_dict()["noted"] == 1


@pytest.mark.parametrize(
    "duplicate",
    [
        copy.copy,
        copy.deepcopy,
        lambda model: pickle.loads(pickle.dumps(model)),
        lambda model: model.model_copy(deep=True),
    ],
    ids=["copy", "deepcopy", "pickle", "model_copy"],
)
def test_models_can_be_copied_and_compared(duplicate: Any, odd: Outer) -> None:
    other = duplicate(odd)
    assert other == odd
    assert other.model_fields_set == odd.model_fields_set
    other.a = 2
    other.added = 3
    assert (odd.a, odd.added) == ("one", True)
    assert other != odd


def test_a_class_compiles_nothing_before_it_is_used_unless_told_to() -> None:
    program = (
        "from groq import BaseModel\n"
        "class Late(BaseModel):\n    x: int\n"
        "print(Late.__pydantic_complete__)\n"
    )  # fmt: skip
    for setting, expected in ((None, "False"), ("true", "False"), ("false", "True"), ("no", "True"), ("on", "False")):
        environment = {} if setting is None else {"DEFER_PYDANTIC_BUILD": setting}
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": ":".join(sys.path), **environment},
            capture_output=True,
            check=True,
            timeout=60,
        )
        assert done.stdout.split() == [expected.encode()], setting


def test_public_classes_report_the_package() -> None:
    assert (BaseModel.__module__, groq.BaseModel) == ("groq", _models.BaseModel)
    assert BaseModel.model_config["extra"] == "allow"
    assert FinalRequestOptions.__module__ == "groq._models"


def test_generic_models_are_models() -> None:
    class Page(GenericModel, Generic[T]):
        items: List[T]

    assert issubclass(GenericModel, (BaseModel, _compat.GenericModel))
    assert Page[Inner].construct(items=[{"n": "q"}]).items == [Inner.construct(n="q")]
    assert is_basemodel_type(Page[Inner])


def test_construct_type_builds_leniently() -> None:
    assert construct_type(type_=List[Inner], value=[{"n": "q"}, 3]) == [Inner.construct(n="q"), 3]
    assert construct_type_unchecked(type_=Inner, value={"n": 1}) == Inner(n=1)
    assert construct_type_unchecked(type_=int, value="1") == "1"


def test_construct_type_takes_metadata_beside_the_type() -> None:
    class First(BaseModel):
        kind: Literal["first"]
        n: int

    class Second(First):
        kind: Literal["second"]

    class ByKind:
        discriminator = "kind"

    value = {"kind": "second", "n": "q"}
    assert type(construct_type(type_=Union[First, Second], value=value)) is First
    assert type(construct_type(type_=Union[First, Second], value=value, metadata=[ByKind()])) is Second


def test_build_constructs_from_keywords() -> None:
    assert build(Inner, n=1, added=2).to_dict() == {"n": 1, "added": 2}
    with pytest.raises(TypeError, match="received 1 positional"):
        build(Inner, {"n": 1})


def test_validate_type_follows_pydantic() -> None:
    assert validate_type(type_=Inner, value={"n": "1"}) == Inner(n=1)
    assert validate_type(type_=List[int], value=["1"]) == [1]
    for type_ in (Inner, int, Optional[int], List[Inner]):
        with pytest.raises(pydantic.ValidationError):
            validate_type(type_=type_, value=["x"])


def test_adapters_are_made_once() -> None:
    assert TypeAdapter(List[int]) is TypeAdapter(List[int])


def test_models_of_this_library_are_told_from_others() -> None:
    class Other(pydantic.BaseModel):
        pass

    for type_ in (BaseModel, Inner, GenericModel):
        assert is_basemodel(type_)
        assert is_basemodel_type(type_)
    for type_ in (Other, FinalRequestOptions, int, List[Inner], Optional[Inner], Inner(n=1)):
        assert not is_basemodel(type_)
        assert not is_basemodel_type(type_)


def test_typed_dicts_take_pydantic_settings() -> None:
    class Shape(TypedDict):
        sides: int

    set_pydantic_config(Shape, ConfigDict(extra="allow"))
    assert pydantic.TypeAdapter(Shape).validate_python({"sides": 3, "name": "t"}) == {"sides": 3, "name": "t"}


@pytest.mark.parametrize(
    ("given", "expected"), [([1, "2"], [1, 2]), ((1, "2"), (1, 2)), ({"1"}, {1}), (iter([1]), [1]), (range(2), [0, 1])]
)
def test_eager_iterables_are_read_at_once_and_stay_what_they_were(given: Any, expected: Any) -> None:
    adapter: Any = pydantic.TypeAdapter(EagerIterable[int])
    read = adapter.validate_python(given)
    assert (read, type(read)) == (expected, type(expected))
    assert adapter.dump_python(read) == [*expected]
    assert adapter.dump_json(read) == json.dumps([*expected], separators=(",", ":")).encode()


def test_eager_iterables_take_nothing_else() -> None:
    with pytest.raises(pydantic.ValidationError):
        pydantic.TypeAdapter(EagerIterable[int]).validate_python(3)


# The description of one request.


@pytest.mark.parametrize(
    "make", [FinalRequestOptions, FinalRequestOptions.construct, FinalRequestOptions.model_construct]
)
def test_options_have_a_default_for_all_but_method_and_url(make: Any) -> None:
    options = make(method="get", url="/x")
    assert repr(options) == (
        "FinalRequestOptions(method='get', url='/x', params={}, headers=NOT_GIVEN, max_retries=NOT_GIVEN, "
        "timeout=NOT_GIVEN, files=None, idempotency_key=None, post_parser=NOT_GIVEN, follow_redirects=None, "
        "content=None, json_data=None, extra_json=None)"
    )
    assert options.model_fields_set == {"method", "url"}


@pytest.mark.parametrize("make", [FinalRequestOptions, FinalRequestOptions.construct])
def test_options_take_what_a_call_may_ask_for(make: Any) -> None:
    timeout = httpx.Timeout(3)
    options = make(
        method="post", url="/x", timeout=timeout, headers={"a": Omit(), "b": "c"}, post_parser=len, json_data=[1]
    )
    assert (options.timeout, options.headers["b"], options.post_parser, options.json_data) == (timeout, "c", len, [1])
    assert make(method="post", url="/x", timeout=None).timeout is None
    assert not hasattr(make(method="post", url="/x", unknown=1), "unknown")


def test_options_that_are_validated_refuse_other_types() -> None:
    with pytest.raises(pydantic.ValidationError):
        FinalRequestOptions(method="get", url=1)
    assert FinalRequestOptions.construct(method="get", url=1).url == 1


def test_options_are_changed_freely_and_share_no_default() -> None:
    first, second = (FinalRequestOptions.construct(method="get", url="/x") for _ in range(2))
    first.params["a"] = 1
    first.url = "/y"
    first.timeout = "anything"
    assert (second.params, second.url, second.timeout) == ({}, "/x", NOT_GIVEN)
    assert (first.url, first.timeout) == ("/y", "anything")
    with pytest.raises(ValueError, match="unknown"):
        first.unknown = 1


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda options: options.model_copy()])
def test_options_can_be_copied(duplicate: Any) -> None:
    options = FinalRequestOptions.construct(method="get", url="/x", headers=NOT_GIVEN, json_data={"a": [1]})
    other = duplicate(options)
    assert other.__dict__ == options.__dict__
    other.url = "/y"
    assert options.url == "/x"


def test_options_of_a_call_decide_its_retries_or_the_client_does() -> None:
    assert FinalRequestOptions.construct(method="get", url="/x").get_max_retries(5) == 5
    assert FinalRequestOptions.construct(method="get", url="/x", max_retries=0).get_max_retries(5) == 0


def test_the_header_for_a_raw_response_is_taken_out_of_a_copy() -> None:
    headers = {"X-Stainless-Raw-Response": "raw", "A": "b"}
    options = FinalRequestOptions.construct(method="get", url="/x", headers=headers)
    options._strip_raw_response_header()
    assert (options.headers, len(headers)) == ({"A": "b"}, 2)
    options.headers = NOT_GIVEN
    options._strip_raw_response_header()
    assert options.headers is NOT_GIVEN


def test_what_was_set_in_options_can_be_said() -> None:
    assert FinalRequestOptions.construct({"url"}, url="/x").model_fields_set == {"url"}


def test_options_can_be_named_in_a_typed_dict() -> None:
    assert set(FinalRequestOptionsInput.__annotations__) == set(FinalRequestOptions.model_fields) - {"post_parser"}


# Names for pydantic 1 and 2.


def test_compatibility_functions_speak_to_pydantic_2() -> None:
    class Model(BaseModel):
        a: int
        b: Optional[str] = "x"
        c: List[int] = Field(default_factory=list)

    fields = _compat.get_model_fields(Model)
    assert {name: _compat.field_is_required(field) for name, field in fields.items()} == {
        "a": True,
        "b": False,
        "c": False,
    }
    assert {name: _compat.field_get_default(field) for name, field in fields.items()} == {
        "a": None,
        "b": "x",
        "c": None,
    }
    assert [_compat.field_outer_type(field) for field in fields.values()] == [int, Optional[str], List[int]]
    assert _compat.get_model_config(Model)["extra"] == "allow"
    model = _compat.parse_obj(Model, {"a": 1})
    assert _compat.model_parse(Model, {"a": 1}) == model == _compat.model_copy(model)
    assert _compat.model_copy(model, deep=True).c is not model.c
    assert _compat.model_json(model) == '{"a":1,"b":"x","c":[]}'
    assert _compat.model_json(model, indent=1) == '{\n "a": 1,\n "b": "x",\n "c": []\n}'
    assert _compat.model_dump(model, exclude={"a"}, mode="json", by_alias=True, warnings=False) == {"b": "x", "c": []}
    assert _compat.model_dump(model, exclude_unset=True) == {"a": 1}
    assert _compat.model_dump(Model.construct(a="q"), exclude_defaults=True, exclude={"c"}) == {"a": "q"}
    assert _compat.PYDANTIC_V1 is False


def test_every_compatibility_name_is_there() -> None:
    assert {name: hasattr(_compat, name) for name in _compat.__all__} == dict.fromkeys(_compat.__all__, True)
    assert set(_compat.__all__) <= set(dir(_compat))
    assert _compat.get_args(Union[int, str]) == (int, str)
    assert _compat.typed_cached_property is _compat.cached_property
    with pytest.raises(AttributeError, match="unknown"):
        _compat.unknown  # noqa: B018 - the reading is what is tested


def test_a_cached_property_does_not_load_pydantic() -> None:
    program = "import sys, groq._compat\nfrom groq._compat import cached_property\nprint('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert done.stdout.split() == [b"False"]
