"""Types to pydantic's adapters of them, or to the path of the part that pydantic does not know."""

from __future__ import annotations

import sys
from dataclasses import is_dataclass
from typing import Any, Dict, List, Tuple, cast

import pydantic
from pydantic.errors import PydanticUndefinedAnnotation, PydanticUserError
from typing_extensions import Annotated, get_args, get_origin, get_type_hints, is_typeddict

from .._core.annotations import UNIONS
from ._typed_dicts import understood

__all__ = ["adapter", "unknown_path"]

_UNKNOWN = (PydanticUserError, PydanticUndefinedAnnotation, NameError)


def adapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    """Pydantic's adapter of a type; raises an error of pydantic's where it does not know a part of it."""
    known = understood(type_)
    try:
        made: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(known)
    except PydanticUndefinedAnnotation:
        # Older pydantics look for what a dataclass names in the frame that asks, and not in the dataclass's own module.
        names = {**_names(type_, []), "made": pydantic.TypeAdapter, "known": known}
        made = eval("made(known)", globals(), names)
    if not getattr(made, "pydantic_complete", True):
        cast(Any, made).rebuild(raise_errors=True)  # newer ones leave what is missing for later
    return made


def _names(type_: Any, seen: List[Any]) -> Dict[str, Any]:
    """What the modules of the dataclasses in a type hold."""
    if type_ in seen:
        return {}
    seen.append(type_)
    found: Dict[str, Any] = {}
    for _, part in _parts(type_):
        found.update(_names(part, seen))
    if is_dataclass(type_) and isinstance(type_, type):
        found.update(vars(sys.modules[type_.__module__]))
    return found


def unknown_path(type_: Any) -> str:
    """The names of the fields that lead to what pydantic does not know, `[]` for items; empty where it is the whole."""
    path = ""
    seen: List[Any] = []
    while True:
        seen.append(type_)
        unknown = [(step, part) for step, part in _parts(type_) if part not in seen and not _is_known(part)]
        if not unknown:
            return path
        step, type_ = unknown[0]
        path += step if step in ("", "[]") or not path else "." + step


def _is_known(type_: Any) -> bool:
    try:
        adapter(type_)
    except _UNKNOWN:
        return False
    return True


def _parts(type_: Any) -> List[Tuple[str, Any]]:
    """The types that a type is made of, after the step that leads to each."""
    if is_typeddict(type_) or is_dataclass(type_):
        try:
            hints: Dict[str, Any] = get_type_hints(type_, include_extras=True)
        except NameError:
            return []
        return [*hints.items()]
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is Annotated:
        return [("", arguments[0])]
    return [("" if origin in UNIONS else "[]", part) for part in arguments if part is not ...]
