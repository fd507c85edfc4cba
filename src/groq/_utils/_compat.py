"""What differs between versions of Python's typing, in one spelling."""

from __future__ import annotations

import sys
import typing
from typing import Any, Optional, Tuple, Type, cast

import typing_extensions

from ._datetime_parse import parse_date as parse_date
from ._datetime_parse import parse_datetime as parse_datetime

__all__ = ["get_args", "get_origin", "is_literal_type", "is_typeddict", "is_union", "parse_date", "parse_datetime"]

_LITERALS = (typing.Literal, typing_extensions.Literal)
_UNIONS: Tuple[Any, ...] = (typing.Union,)
if sys.version_info >= (3, 10):
    import types

    _UNIONS = (typing.Union, types.UnionType)


def get_args(tp: Type[Any]) -> Tuple[Any, ...]:
    return typing_extensions.get_args(tp)


def get_origin(tp: Type[Any]) -> Optional[Type[Any]]:
    return cast("Optional[Type[Any]]", typing_extensions.get_origin(tp))


def is_union(tp: Optional[Type[Any]]) -> bool:
    """Whether `tp` is the origin of a union, in either spelling."""
    return any(tp is union for union in _UNIONS)


def is_typeddict(tp: Type[Any]) -> bool:
    return typing_extensions.is_typeddict(tp)


def is_literal_type(tp: Type[Any]) -> bool:
    origin: Any = get_origin(tp)
    return any(origin is literal for literal in _LITERALS)
