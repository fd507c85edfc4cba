from __future__ import annotations

import base64
import io
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union

import pydantic
import pytest
from typing_extensions import Annotated, Required, TypedDict

from groq import NOT_GIVEN, omit
from groq import _utils as utils
from groq._utils import PropertyInfo, async_maybe_transform, maybe_transform


class Model(pydantic.BaseModel):
    foo: str = pydantic.Field(alias="fooBar")
    at: Optional[datetime] = None


class Inner(TypedDict, total=False):
    foo_bar: Annotated[str, PropertyInfo(alias="fooBar")]
    plain: int


class Outer(TypedDict, total=False):
    foo_bar: Annotated[str, PropertyInfo(alias="fooBar")]
    renamed: Annotated[Inner, PropertyInfo(alias="reNamed")]
    needed: Required[Annotated[str, PropertyInfo(alias="neEded")]]
    some: List[Inner]
    any_of: Iterable[Inner]
    sequence: Sequence[Inner]
    either: Union[Inner, str]
    maybe: Optional[Inner]
    by_name: Dict[str, Inner]
    by_key: Mapping[str, Inner]
    numbers: List[int]
    at: Annotated[Union[str, datetime], PropertyInfo(format="iso8601")]
    times: Annotated[List[datetime], PropertyInfo(format="iso8601")]
    month: Annotated[datetime, PropertyInfo(format="custom", format_template="%Y/%m")]
    image: Annotated[Union[str, Path], PropertyInfo(format="base64")]
    model: Model
    recursive: Outer


INNER = {"foo_bar": "v", "plain": 1, "unknown": {"foo_bar": 1}}
RENAMED = {"fooBar": "v", "plain": 1, "unknown": {"foo_bar": 1}}
MOMENT = datetime(2020, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"foo_bar": "x"}, {"fooBar": "x"}),
        ({"foo_bar": None}, {"fooBar": None}),
        ({"foo_bar": omit, "needed": NOT_GIVEN}, {}),
        ({"renamed": INNER, "needed": "x"}, {"reNamed": RENAMED, "neEded": "x"}),
        ({"some": [INNER, 1, "s"]}, {"some": [RENAMED, 1, "s"]}),
        ({"some": (INNER,)}, {"some": (INNER,)}),
        ({"some": "abc"}, {"some": "abc"}),
        ({"any_of": (INNER,)}, {"any_of": [RENAMED]}),
        ({"any_of": {"foo_bar": 1}}, {"any_of": {"foo_bar": 1}}),
        ({"any_of": "text"}, {"any_of": "text"}),
        ({"sequence": (INNER,)}, {"sequence": [RENAMED]}),
        ({"either": INNER}, {"either": RENAMED}),
        ({"either": "s"}, {"either": "s"}),
        ({"maybe": None}, {"maybe": None}),
        ({"by_name": {"foo_bar": INNER}}, {"by_name": {"foo_bar": RENAMED}}),
        ({"by_key": {"k": INNER}}, {"by_key": {"k": INNER}}),
        ({"at": MOMENT}, {"at": "2020-01-02T03:04:05"}),
        ({"at": date(2020, 1, 2)}, {"at": "2020-01-02"}),
        ({"at": "s"}, {"at": "s"}),
        ({"times": [MOMENT, "s"]}, {"times": ["2020-01-02T03:04:05", "s"]}),
        ({"month": MOMENT}, {"month": "2020/01"}),
        ({"model": Model(fooBar="x", at=MOMENT)}, {"model": {"foo": "x", "at": "2020-01-02T03:04:05"}}),
        (
            {"recursive": {"foo_bar": 1, "recursive": {"foo_bar": 2}}},
            {"recursive": {"fooBar": 1, "recursive": {"fooBar": 2}}},
        ),
        ({"unknown": INNER, "other": MOMENT}, {"unknown": INNER, "other": MOMENT}),
        (MappingProxyType({"foo_bar": 1}), {"fooBar": 1}),
        (None, None),
        (1, 1),
    ],
)
async def test_fields_are_renamed_and_formatted_as_their_types_say(data: Any, expected: Any) -> None:
    assert maybe_transform(data, Outer) == expected
    assert await async_maybe_transform(data, Outer) == expected


async def test_an_iterator_is_walked_once() -> None:
    assert maybe_transform({"any_of": iter([INNER])}, Outer) == {"any_of": [RENAMED]}
    assert await utils.async_transform({"any_of": iter([INNER])}, Outer) == {"any_of": [RENAMED]}


def test_lists_of_numbers_are_not_copied() -> None:
    numbers = [1, 2]
    assert utils.transform({"numbers": numbers}, Outer)["numbers"] is numbers


async def test_files_are_sent_as_base64_where_their_type_says_so(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(b"\xff\x00")
    encoded = base64.b64encode(b"\xff\x00").decode()
    assert maybe_transform({"image": path}, Outer) == {"image": encoded}
    assert await async_maybe_transform({"image": io.BytesIO(b"\xff\x00")}, Outer) == {"image": encoded}
    assert maybe_transform({"image": io.StringIO("hi")}, Outer) == {"image": "aGk="}
    assert maybe_transform({"image": "already"}, Outer) == {"image": "already"}


def test_the_type_may_be_other_than_a_dictionary() -> None:
    assert maybe_transform([INNER], List[Inner]) == [RENAMED]
    assert maybe_transform(INNER, Union[Inner, str]) == RENAMED
    assert maybe_transform(MOMENT, Annotated[datetime, PropertyInfo(format="iso8601")]) == "2020-01-02T03:04:05"
    assert maybe_transform({"a": INNER}, Dict[str, Inner]) == {"a": RENAMED}


def test_property_info_shows_what_it_says() -> None:
    info = PropertyInfo(alias="a", format="iso8601")
    assert repr(info) == "PropertyInfo(alias='a', format=iso8601, format_template='None', discriminator='None')"
