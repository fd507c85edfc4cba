from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Dict, Generic, Iterable, List, Optional, Sequence, Tuple, TypeVar, Union

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import Annotated, Literal, NotRequired, Required, TypeAliasType, TypedDict

from groq import _utils as utils
from groq import omit
from groq._utils._json import openapi_dumps

X = TypeVar("X")


class Base(Generic[X]):
    pass


class Other(Generic[X]):
    pass


class OfInt(Base[int]):
    pass


class Open(Base[X]):
    pass


class Both(Base[int], Other[str]):
    pass


class Fields(TypedDict):
    a: int


Alias = TypeAliasType("Alias", List[int])


@pytest.mark.parametrize(
    ("function", "yes", "no"),
    [
        ("is_annotated_type", [Annotated[int, 1]], [int, Required[int]]),
        ("is_required_type", [Required[int]], [int, NotRequired[int]]),
        ("is_list_type", [list, List[int]], [Sequence[int], Tuple[int]]),
        ("is_sequence_type", [Sequence[int]], [List[int], Iterable[int]]),
        ("is_iterable_type", [Iterable[int], Iterable], [List[int], Sequence[int]]),
        ("is_union_type", [Union[int, str], Optional[int]], [int, List[int]]),
        ("is_literal_type", [Literal["a"]], [str, List[str]]),
        ("is_typeddict", [Fields], [Dict[str, int], dict]),
        ("is_type_alias_type", [Alias], [List[int], int]),
    ],
)
def test_types_are_told_apart(function: str, yes: List[Any], no: List[Any]) -> None:
    check = getattr(utils, function)
    assert [check(typ) for typ in yes] == [True] * len(yes)
    assert [check(typ) for typ in no] == [False] * len(no)


@pytest.mark.parametrize(
    ("typ", "inner"),
    [
        (int, int),
        (Annotated[List[int], 1], List[int]),
        (Required[Annotated[int, 1]], int),
        (Annotated[Required[int], 1], int),
        (NotRequired[int], NotRequired[int]),
    ],
)
def test_annotations_are_stripped(typ: Any, inner: Any) -> None:
    assert utils.strip_annotated_type(typ) == inner


@pytest.mark.parametrize(
    ("typ", "bases", "expected"),
    [
        (Base[int], (Base,), int),
        (OfInt, (Base,), int),
        (Open[str], (Base,), str),
        (Both, (Other,), str),
        (Both, (Base, Other), int),
    ],
)
def test_the_type_variable_of_a_base_is_found(typ: Any, bases: Any, expected: Any) -> None:
    assert utils.extract_type_var_from_base(typ, generic_bases=bases, index=0) is expected


@pytest.mark.parametrize(
    ("typ", "message"),
    [(int, "generic base class"), (Base, "type argument at index 0"), (Open, "type argument at index 0")],
)
def test_a_type_variable_that_is_not_there_is_an_error(typ: Any, message: str) -> None:
    with pytest.raises(RuntimeError, match=message):
        utils.extract_type_var_from_base(typ, generic_bases=(Base,), index=0)
    with pytest.raises(RuntimeError, match="own words"):
        utils.extract_type_var_from_base(int, generic_bases=(Base,), index=0, failure_message="own words")


def test_type_arguments_are_found_by_index() -> None:
    assert utils.extract_type_arg(Dict[str, int], 1) is int
    with pytest.raises(RuntimeError, match="to have a type argument at index 2 but it did not"):
        utils.extract_type_arg(Dict[str, int], 2)


# Dates.

UTC = timezone.utc


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-01-02T03:04:05", datetime(2020, 1, 2, 3, 4, 5)),
        ("2020-1-2 3:04", datetime(2020, 1, 2, 3, 4)),
        ("2020-01-02T03:04:05.1", datetime(2020, 1, 2, 3, 4, 5, 100000)),
        ("2020-01-02T03:04:05.123456789Z", datetime(2020, 1, 2, 3, 4, 5, 123456, UTC)),
        ("2020-01-02T03:04:05+0130", datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(minutes=90)))),
        ("2020-01-02T03:04:05-00:30", datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(-timedelta(minutes=30)))),
        ("2020-01-02T03:04:05-05", datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(-timedelta(hours=5)))),
        (b"1600000000", datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        (1600000000.25, datetime(2020, 9, 13, 12, 26, 40, 250000, UTC)),
        (1600000000000, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        ("-1", datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (float("inf"), datetime.max),
        (-1e30, datetime.min),
        (datetime(2020, 1, 1), datetime(2020, 1, 1)),
    ],
)
def test_text_and_timestamps_become_datetimes(value: Any, expected: datetime) -> None:
    found = utils.parse_datetime(value)
    assert (found, found.utcoffset()) == (expected, expected.utcoffset())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-1-2", date(2020, 1, 2)),
        (b"2020-01-02", date(2020, 1, 2)),
        ("1600000000", date(2020, 9, 13)),
        (0, date(1970, 1, 1)),
        (1e30, date.max),
        (datetime(2020, 1, 2, 3), date(2020, 1, 2)),
        (date(2020, 1, 2), date(2020, 1, 2)),
    ],
)
def test_text_and_timestamps_become_dates(value: Any, expected: date) -> None:
    assert utils.parse_date(value) == expected
    assert type(utils.parse_date(value)) is date


@pytest.mark.parametrize("parse", [utils.parse_date, utils.parse_datetime])
@pytest.mark.parametrize(
    "value", ["", "x", " 2020-01-02", "2020-13-01", "2020-02-30", "2020-01-02T03:04:05 +01:00", "nan"]
)
def test_what_is_no_date_is_a_value_error(parse: Any, value: str) -> None:
    with pytest.raises(ValueError, match=r"invalid date|NaN"):
        parse(value)


@pytest.mark.parametrize("parse", [utils.parse_date, utils.parse_datetime])
@pytest.mark.parametrize("value", [None, [], time(1)])
def test_other_types_than_text_and_numbers_are_a_type_error(parse: Any, value: Any) -> None:
    with pytest.raises(TypeError, match="invalid type; expected date"):
        parse(value)


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_datetime_is_read_back_from_iso_8601(moment: datetime) -> None:
    assert utils.parse_datetime(moment.isoformat()) == moment


# JSON.


class Model(pydantic.BaseModel):
    foo: str = pydantic.Field(alias="fooBar")
    at: Optional[datetime] = None


def test_json_is_compact_utf8_with_models_by_alias() -> None:
    value = {"é": [1, None, True], "at": datetime(2020, 1, 2), "m": Model(fooBar="x", at=datetime(2020, 1, 2))}
    assert openapi_dumps(value) == (
        '{"é":[1,null,true],"at":"2020-01-02T00:00:00","m":{"fooBar":"x","at":"2020-01-02T00:00:00"}}'.encode()
    )


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (float("nan"), ValueError),
        (float("inf"), ValueError),
        (date(2020, 1, 2), TypeError),
        ({1}, TypeError),
        (omit, TypeError),
    ],
)
def test_what_json_cannot_carry_is_refused(value: object, error: Any) -> None:
    with pytest.raises(error, match="JSON"):
        openapi_dumps({"a": value})
