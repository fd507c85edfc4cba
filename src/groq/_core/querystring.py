"""Nested values to query strings and form fields."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import Dict, Iterator, List, Mapping, Sequence, Tuple, cast
from urllib.parse import parse_qs, urlencode

from .._types import ArrayFormat, NestedFormat, NotGiven, Omit

__all__ = ["item_suffix", "parse", "stringify", "stringify_items", "text"]

_SUFFIXES = {"comma": "", "repeat": "", "indices": "[{}]", "brackets": "[]"}


def stringify(
    params: Mapping[str, object], *, array_format: ArrayFormat = "comma", nested_format: NestedFormat = "brackets"
) -> str:
    """`params` as the query part of a URL, without the question mark; see `stringify_items`."""
    return urlencode(stringify_items(params, array_format=array_format, nested_format=nested_format))


def stringify_items(
    params: Mapping[str, object], *, array_format: ArrayFormat = "comma", nested_format: NestedFormat = "brackets"
) -> List[Tuple[str, str]]:
    """`params` as pairs of text, in order.

    Booleans become `true` and `false`. `None`, empty strings and what was not given vanish, but an empty array that is
    joined with commas is sent as an empty value.

    Args:
        array_format: `comma` joins the items, `repeat` repeats the key, `indices` and `brackets` append `[0]` and `[]`.
        nested_format: a key in a mapping is appended in `brackets` or after `dots`.

    Raises:
        NotImplementedError: there is an array, and `array_format` is none of the above.
    """
    nested_key = "%s.%s" if nested_format == "dots" else "%s[%s]"

    def pairs(key: str, value: object) -> Iterator[Tuple[str, str]]:
        if isinstance(value, MappingABC):
            for name, inner in cast("Mapping[str, object]", value).items():
                yield from pairs(nested_key % (key, name), inner)
        elif isinstance(value, (list, tuple)):
            items = cast("Sequence[object]", value)
            if array_format == "comma":
                yield key, ",".join(text(item) for item in items if not _absent(item))
            else:
                for index, item in enumerate(items):
                    yield from pairs(key + item_suffix(array_format, index), item)
        else:
            string = "" if _absent(value) else text(value)
            if string:
                yield key, string

    return [pair for key, value in params.items() for pair in pairs(key, value)]


def item_suffix(array_format: str, index: int) -> str:
    """What the key of an array is followed by for its item at `index`.

    Raises:
        NotImplementedError: there is no such format.
    """
    suffix = _SUFFIXES.get(array_format)
    if suffix is None:
        problem = "Unknown array_format value: %s, choose from comma, repeat, indices, brackets"
        raise NotImplementedError(problem % array_format)
    return suffix.format(index)


def parse(query: str) -> Dict[str, List[str]]:
    """The values of each key of a query string; keys keep their brackets, empty values are left out."""
    return parse_qs(query)


def text(value: object) -> str:
    """A single value as it is written in a query string or form field."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return "" if value is None else str(value)


def _absent(value: object) -> bool:
    return value is None or isinstance(value, (NotGiven, Omit))
