from __future__ import annotations

import collections
import json
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any, List, Optional, Tuple

import httpx
import pytest

from groq import NOT_GIVEN, omit
from groq import _utils as utils
from groq._utils import _utils, required_args

HEAVY = ("pydantic", "httpx", "anyio", "logging", "typing_extensions", "asyncio", "distro")


def test_importing_the_helpers_loads_none_of_the_libraries() -> None:
    program = "import sys, json, groq._utils; print(json.dumps([name for name in %r if name in sys.modules]))" % (
        HEAVY,
    )
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=50).stdout
    assert json.loads(output) == []


@pytest.mark.parametrize("name", utils.__all__)
def test_every_exported_name_can_be_reached(name: str) -> None:
    assert getattr(utils, name).__name__ is not None
    assert name in dir(utils)


def test_names_that_do_not_exist_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        getattr(utils, "nothing_of_the_kind")  # noqa: B009 - type checkers would refuse the attribute


# Checks and conversions.

CHECKS = ("is_dict", "is_list", "is_tuple", "is_tuple_t", "is_mapping", "is_mapping_t", "is_sequence", "is_sequence_t")


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ({}, "is_dict is_mapping is_mapping_t is_iterable"),
        (collections.UserDict(), "is_mapping is_mapping_t is_iterable"),
        ([], "is_list is_sequence is_sequence_t is_iterable"),
        ((), "is_tuple is_tuple_t is_sequence is_sequence_t is_iterable"),
        ("s", "is_sequence is_sequence_t is_iterable"),
        (b"s", "is_sequence is_sequence_t is_iterable"),
        (range(3), "is_sequence is_sequence_t is_iterable"),
        ({1}, "is_iterable"),
        (iter([]), "is_iterable"),
        (None, ""),
        (1, ""),
    ],
)
def test_kinds_of_values_are_told_apart(value: object, kinds: str) -> None:
    checks = (*CHECKS, "is_iterable")
    assert {name for name in checks if getattr(utils, name)(value)} == set(kinds.split())


@pytest.mark.parametrize(
    ("value", "expected"), [(omit, False), (NOT_GIVEN, False), (None, True), (0, True), ("", True)]
)
def test_given_is_what_is_neither_omit_nor_not_given(value: object, expected: bool) -> None:
    assert utils.is_given(value) is expected


@pytest.mark.parametrize(
    ("function", "value", "expected"),
    [
        ("coerce_integer", "12", 12),
        ("coerce_float", "1.5", 1.5),
        ("coerce_boolean", "true", True),
        ("coerce_boolean", "1", True),
        ("coerce_boolean", "on", True),
        ("coerce_boolean", "True", False),
        ("coerce_boolean", "yes", False),
        ("maybe_coerce_integer", None, None),
        ("maybe_coerce_integer", "12", 12),
        ("maybe_coerce_float", None, None),
        ("maybe_coerce_float", "1.5", 1.5),
        ("maybe_coerce_boolean", None, None),
        ("maybe_coerce_boolean", "", False),
    ],
)
def test_text_becomes_values(function: str, value: Optional[str], expected: object) -> None:
    assert getattr(utils, function)(value) == expected


@pytest.mark.parametrize("function", ["coerce_integer", "coerce_float", "maybe_coerce_integer", "maybe_coerce_float"])
def test_text_that_is_no_number_is_a_value_error(function: str) -> None:
    with pytest.raises(ValueError, match="'x'"):
        getattr(utils, function)("x")


def test_prefixes_and_suffixes_are_cut_once() -> None:
    assert (utils.removeprefix("aab", "a"), utils.removeprefix("ab", "x")) == ("ab", "ab")
    assert (utils.removesuffix("abb", "b"), utils.removesuffix("ab", "x"), utils.removesuffix("ab", "")) == (
        "ab",
        "ab",
        "ab",
    )


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_words_are_joined_as_people_do(words: List[str], expected: str) -> None:
    assert _utils.human_join(words) == expected
    assert _utils.quote("a") == "'a'"
    assert _utils.human_join(["a", "b", "c"], delim="; ", final="and") == "a; b and c"


def test_flatten_takes_one_level() -> None:
    assert utils.flatten([[1], (2, [3])]) == [1, 2, [3]]


def test_only_not_given_entries_are_stripped() -> None:
    assert utils.strip_not_given({"a": NOT_GIVEN, "b": None, "c": {"d": NOT_GIVEN}}) == {
        "b": None,
        "c": {"d": NOT_GIVEN},
    }
    assert utils.strip_not_given(None) is None
    assert utils.strip_not_given([NOT_GIVEN]) == [NOT_GIVEN]


@pytest.mark.parametrize(
    "headers", [{"X-Request-Id": "r"}, {"x-request-id": "r"}, httpx.Headers({"x-request-id": "r"})]
)
@pytest.mark.parametrize("name", ["X-Request-Id", "x-request-id", "X-REQUEST-ID"])
def test_a_header_is_found_in_any_case(headers: Any, name: str) -> None:
    assert utils.get_required_header(headers, name) == "r"


class Strict:
    """Header names as one server wrote them, and no other case."""

    def get(self, name: str) -> Optional[str]:
        return {"X-Request-Id": "r"}.get(name)


def test_a_header_is_found_in_the_usual_spellings_of_a_strict_container() -> None:
    assert utils.get_required_header(Strict(), "x-request-id") == "r"
    for headers in (Strict(), {"x-other": omit, "X-Missing": omit}):
        with pytest.raises(ValueError, match="Could not find X-Missing header"):
            utils.get_required_header(headers, "X-Missing")


async def test_the_async_library_is_known_where_there_is_one() -> None:
    assert utils.get_async_library() == "asyncio"
    assert await utils.asyncify(utils.get_async_library)() == "false"


def test_a_file_is_read_with_its_base_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    assert utils.file_from_path(str(path)) == ("a.txt", b"x")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": datetime(2020, 1, 2), date(2020, 1, 2): (1, {2})}, {"a": "2020-01-02T00:00:00", "2020-01-02": [1, [2]]}),
        (MappingProxyType({"a": iter([1])}), {"a": [1]}),
        (b"x", b"x"),
        (None, None),
        (time(1, 2), time(1, 2)),
    ],
)
def test_dates_and_iterables_are_made_safe_for_json(value: object, expected: object) -> None:
    assert utils.json_safe(value) == expected


def test_lru_cache_remembers() -> None:
    calls: List[int] = []

    @utils.lru_cache(maxsize=1)
    def double(number: int) -> int:
        calls.append(number)
        return number * 2

    assert [double(1), double(1), double(2), double(1)] == [2, 2, 4, 2]
    assert calls == [1, 2, 1]


# required_args.


@required_args(["a", "b"], ["c"])
def several(a: Any = None, *, b: Any = None, c: Any = None) -> Tuple[Any, Any, Any]:
    """Take several sets of arguments."""
    return (a, b, c)


class Holder:
    @required_args(["a", "b"])
    def method(self, a: Any = None, b: Any = None) -> Tuple[Any, Any]:
        return (a, b)


def test_one_complete_set_of_arguments_is_enough() -> None:
    assert several(1, b=2) == (1, 2, None)
    assert several(c=None) == (None, None, None)
    assert several(a=omit, b=1) == (omit, 1, None)
    assert Holder().method(1, b=2) == (1, 2)
    assert (several.__name__, several.__doc__) == ("several", "Take several sets of arguments.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: several(1),
            r"Missing required arguments; Expected either \('a' and 'b'\) or \('c'\) arguments to be given",
        ),
        (lambda: several(1, 2), r"several\(\) takes 1 argument\(s\) but 2 were given"),
        (lambda: several(c=1, d=2), "unexpected keyword argument 'd'"),
        (lambda: Holder().method(1), "^Missing required argument: 'b'$"),
        (lambda: Holder().method(), "^Missing required arguments: 'a' or 'b'$"),
    ],
)
def test_missing_arguments_are_named(call: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        call()


# Proxies, threads and iterators.


class Proxy(utils.LazyProxy[Any]):
    def __init__(self, value: Any) -> None:
        self.value = value
        self.loads = 0

    def __load__(self) -> Any:
        self.loads += 1
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


def test_a_proxy_passes_attributes_on_to_what_it_stands_for() -> None:
    proxy = Proxy([1])
    assert proxy.loads == 0
    assert proxy.__as_proxied__() is proxy
    assert proxy.count(1) == 1  # type: ignore[operator]  # an attribute of the list
    assert (repr(proxy), str(proxy), dir(proxy)) == ("[1]", "[1]", dir([]))
    assert isinstance(proxy, list)
    with pytest.raises(AttributeError, match="'list' object has no attribute 'nope'"):
        _ = proxy.nope


def test_a_proxy_for_a_proxy_is_not_read_through() -> None:
    inner = Proxy({"a": 1})
    proxy = Proxy(inner)
    assert proxy.anything is inner
    assert (repr(proxy), str(proxy), dir(proxy)) == ("dict", "dict", [])
    assert proxy.__class__ is Proxy


def test_a_proxy_that_cannot_load_says_why() -> None:
    proxy = Proxy(KeyError("boom"))
    assert proxy.__class__ is Proxy
    with pytest.raises(KeyError, match="boom"):
        repr(proxy)


async def test_blocking_functions_can_be_awaited() -> None:
    def add(a: int, *, b: int) -> int:
        """Add."""
        return a + b

    assert await utils.asyncify(add)(1, b=2) == 3
    assert utils.asyncify(add).__doc__ == "Add."


async def test_iterators_are_used_up() -> None:
    numbers = iter([1, 2])
    utils.consume_sync_iterator(numbers)
    assert list(numbers) == []

    async def count() -> Any:
        yield 1
        yield 2

    counting = count()
    await utils.consume_async_iterator(counting)
    assert [number async for number in counting] == []


def test_signatures_are_compared() -> None:
    def source(a: int, b: str = "", *, c: int = 1) -> None: ...
    def wider(a: int, b: str = "x", *, c: int = 2, d: int = 3) -> None: ...
    def other(a: str) -> None: ...

    utils.assert_signatures_in_sync(source, wider)
    utils.assert_signatures_in_sync(wider, source, exclude_params={"d"})
    with pytest.raises(AssertionError, match="the `d` param is missing"):
        utils.assert_signatures_in_sync(wider, source)
    with pytest.raises(AssertionError, match="the types of the `a` param differ: 'int' and 'str'"):
        utils.assert_signatures_in_sync(source, other, exclude_params={"b", "c"})
    assert utils.function_has_argument(source, "c")
    assert not utils.function_has_argument(source, "d")
