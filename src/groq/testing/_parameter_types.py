"""The SDK's parameter types, as they stand in `groq.types`, to checkers."""

from __future__ import annotations

import collections.abc
from functools import lru_cache
from importlib import import_module
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Mapping, Tuple, Union

from typing_extensions import Literal, NotRequired, Required, get_args, get_origin, get_type_hints, is_typeddict

from .._types import FileTypes
from ._checkers import AnyOf, Array, Checker, Choice, Object, Place, Record, Scalar, Upload
from ._form import Part

__all__ = ["check", "checker_of", "form_values"]

_NULL = Scalar("null", (type(None),))
_SCALARS: Mapping[Any, Checker] = {
    str: Scalar("a string", (str,)),
    int: Scalar("an integer", (int,)),
    float: Scalar("a number", (int, float)),
    bool: Scalar("a boolean", (bool,)),
    type(None): _NULL,
    FileTypes: Upload(),
}

# What the API takes beyond the SDK's types: per type and property the checker.
_WIDER: Mapping[Tuple[str, str], Checker] = {
    # Groq's batch guide has transcriptions and translations too; the SDK's type is older.
    ("BatchCreateParams", "endpoint"): Choice(
        ("/v1/chat/completions", "/v1/audio/transcriptions", "/v1/audio/translations")
    ),
}
# A `ChatCompletionMessage` can be sent back as it came, its empty and its informative properties included.
_SENT_BACK: Mapping[str, Tuple[str, ...]] = {
    "ChatCompletionAssistantMessageParam": ("annotations", "executed_tools", "function_call", "tool_calls")
}


def check(type_path: str, value: Any, strict: bool = True) -> None:
    """Refuse a value that is not of a type, given by its import path; unknown properties only where `strict`."""
    checker_of(type_path).check(value, Place("", strict))


def form_values(type_path: str, parts: Iterable[Part]) -> Dict[str, Any]:
    """The fields of a form to JSON values, and its files to themselves, as a type wants them.

    The names of lists may come bare, or followed by brackets, with or without a number in them.
    """
    record = checker_of(type_path)
    fields: Mapping[str, Checker] = record.fields if isinstance(record, Record) else {}
    found: Dict[str, List[Part]] = {}
    for part in parts:
        found.setdefault(part.name.partition("[")[0], []).append(part)
    return {name: fields.get(name, Checker()).decoded(same) for name, same in found.items()}


@lru_cache(maxsize=None)
def checker_of(type_path: str) -> Checker:
    """The checker of a type, given by its import path: built at its first use."""
    module, _, name = type_path.rpartition(".")
    return _of(getattr(import_module(module), name))


def _of(hint: Any) -> Checker:
    """The checker of a type hint."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if is_typeddict(hint):
        return _record(hint)
    build = _BUILDERS.get(get_origin(hint))
    return Checker() if build is None else build(get_args(hint))


def _record(type_: Any) -> Record:
    hints = get_type_hints(type_, include_extras=True)
    fields = {name: _WIDER.get((type_.__name__, name)) or _of(hint) for name, hint in hints.items()}
    for name in _SENT_BACK.get(type_.__name__, ()):
        fields[name] = AnyOf((fields[name], _NULL)) if name in fields else Checker()
    return Record(fields, _required(hints))


def _required(hints: Mapping[str, Any]) -> FrozenSet[str]:
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is Required)


def _first(arguments: Tuple[Any, ...]) -> Checker:
    return _of(arguments[0])


def _array(arguments: Tuple[Any, ...]) -> Checker:
    return Array(_of(arguments[0]))


def _object(arguments: Tuple[Any, ...]) -> Checker:
    return Object(_of(arguments[1]))


def _union(arguments: Tuple[Any, ...]) -> Checker:
    return AnyOf(tuple(_of(argument) for argument in arguments))


_BUILDERS: Mapping[Any, Callable[[Tuple[Any, ...]], Checker]] = {
    Literal: Choice,
    NotRequired: _first,
    Required: _first,
    Union: _union,
    list: _array,
    collections.abc.Iterable: _array,
    collections.abc.Sequence: _array,
    dict: _object,
    collections.abc.Mapping: _object,
}
