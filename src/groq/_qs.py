"""Query strings, at the import path that applications know."""

from __future__ import annotations

from typing import Any, List, Mapping, Tuple, Union

from ._core import querystring
from ._types import ArrayFormat, NestedFormat, NotGiven, not_given

__all__ = [
    "Data",
    "Options",
    "Params",
    "PrimitiveData",
    "Querystring",
    "parse",
    "stringify",
    "stringify_items",
]

PrimitiveData = Union[str, int, float, bool, None]
Data = Union[PrimitiveData, List[Any], Tuple[Any], Mapping[str, Any]]
Params = Mapping[str, Data]


class Querystring:
    """Nested values to query strings, in one way of writing arrays and one of writing nested keys."""

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(self, *, array_format: ArrayFormat = "repeat", nested_format: NestedFormat = "brackets") -> None:
        self.array_format = array_format
        self.nested_format = nested_format

    def parse(self, query: str) -> Mapping[str, object]:
        """The values of each key of a query string."""
        return querystring.parse(query)

    def stringify(
        self,
        params: Params,
        *,
        array_format: Union[ArrayFormat, NotGiven] = not_given,
        nested_format: Union[NestedFormat, NotGiven] = not_given,
    ) -> str:
        """`params` as the query part of a URL, without the question mark."""
        formats = Options(self, array_format=array_format, nested_format=nested_format)
        return querystring.stringify(params, array_format=formats.array_format, nested_format=formats.nested_format)

    def stringify_items(
        self,
        params: Params,
        *,
        array_format: Union[ArrayFormat, NotGiven] = not_given,
        nested_format: Union[NestedFormat, NotGiven] = not_given,
    ) -> List[Tuple[str, str]]:
        """`params` as pairs of text, in order."""
        formats = Options(self, array_format=array_format, nested_format=nested_format)
        return self._stringify_items(params, formats)

    def _stringify_items(self, params: Params, opts: Options) -> List[Tuple[str, str]]:
        return querystring.stringify_items(params, array_format=opts.array_format, nested_format=opts.nested_format)

    def _stringify_item(self, key: str, value: Data, opts: Options) -> List[Tuple[str, str]]:
        return self._stringify_items({key: value}, opts)

    def _primitive_value_to_str(self, value: PrimitiveData) -> str:
        return querystring.text(value)


_default = Querystring()


class Options:
    """The two formats in force for one call: its own, or those of the `Querystring`."""

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(
        self,
        qs: Querystring = _default,
        *,
        array_format: Union[ArrayFormat, NotGiven] = not_given,
        nested_format: Union[NestedFormat, NotGiven] = not_given,
    ) -> None:
        self.array_format = qs.array_format if isinstance(array_format, NotGiven) else array_format
        self.nested_format = qs.nested_format if isinstance(nested_format, NotGiven) else nested_format


parse = _default.parse
stringify = _default.stringify
stringify_items = _default.stringify_items
