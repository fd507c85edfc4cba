"""The TypedDicts of `typing` to such as pydantic takes, which before Python 3.12 are those of typing_extensions."""

from __future__ import annotations

import sys
from typing import Any, Dict, List, Union, cast

import typing_extensions
from typing_extensions import Annotated, get_args, get_origin, get_type_hints, is_typeddict

from .._core.annotations import LITERALS, UNIONS

__all__ = ["understood"]

_MAKE: Any = typing_extensions.TypedDict  # with what is known only at run time, which type checkers refuse
_ANNOTATED: Any = Annotated


def understood(type_: Any) -> Any:
    """The type with every TypedDict in a form that pydantic takes; those in the fields of classes are pydantic's."""
    return type_ if sys.version_info >= (3, 12) else _rebuilt(type_, {})


def _rebuilt(type_: Any, made: Dict[Any, Any]) -> Any:
    if is_typeddict(type_):
        # Also one of typing_extensions: it may name others.
        return made[type_] if type_ in made else _copied(type_, made)
    arguments, origin = get_args(type_), get_origin(type_)
    if not arguments or origin in LITERALS or isinstance(arguments[0], list):
        return type_
    inner = arguments[:1] if origin is Annotated else arguments
    changed = [_rebuilt(each, made) for each in inner]
    if all(one is other for one, other in zip(changed, inner)):
        return type_
    if origin is Annotated:
        return _ANNOTATED[(changed[0], *arguments[1:])]
    if origin in UNIONS:
        return Union[tuple(changed)]
    return type_.copy_with(tuple(changed)) if hasattr(type_, "copy_with") else origin[tuple(changed)]


def _copied(type_: Any, made: Dict[Any, Any]) -> Any:
    """A TypedDict of typing_extensions with the same keys."""
    hints = get_type_hints(type_, include_extras=True)
    copy = made[type_] = _MAKE(type_.__name__, {}, total=type_.__total__)
    copy.__annotations__ = {name: _rebuilt(hint, made) for name, hint in hints.items()}
    every: List[str] = [*hints]
    optional = cast("Any", getattr(type_, "__optional_keys__", frozenset() if type_.__total__ else frozenset(every)))
    copy.__optional_keys__ = frozenset(optional)
    copy.__required_keys__ = frozenset(every) - copy.__optional_keys__
    copy.__doc__, copy.__module__ = type_.__doc__, type_.__module__
    copy.__qualname__ = type_.__qualname__
    if hasattr(type_, "__pydantic_config__"):
        copy.__pydantic_config__ = type_.__pydantic_config__
    return copy
