"""Types to facts about them."""

from __future__ import annotations

import collections.abc
import typing
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Optional, Tuple, TypeVar, cast

from typing_extensions import Annotated, Required, TypeAliasType

from ._compat import get_args, get_origin, is_union

if TYPE_CHECKING:
    from typing_extensions import TypeIs

__all__ = [
    "extract_type_arg",
    "extract_type_var_from_base",
    "is_annotated_type",
    "is_iterable_type",
    "is_list_type",
    "is_required_type",
    "is_sequence_type",
    "is_type_alias_type",
    "is_typevar",
    "is_union_type",
    "strip_annotated_type",
]

# Python's own class and that of typing_extensions differ before 3.14, or where one has what the other lacks.
_ALIAS_TYPES = tuple({TypeAliasType, getattr(typing, "TypeAliasType", TypeAliasType)})


def _origin(typ: type) -> Any:
    return get_origin(typ) or typ


def is_annotated_type(typ: type) -> bool:
    return _origin(typ) is Annotated


def is_list_type(typ: type) -> bool:
    return _origin(typ) is list


def is_sequence_type(typ: type) -> bool:
    return _origin(typ) is collections.abc.Sequence


def is_iterable_type(typ: type) -> bool:
    return _origin(typ) is collections.abc.Iterable


def is_union_type(typ: type) -> bool:
    return is_union(get_origin(typ))


def is_required_type(typ: type) -> bool:
    return _origin(typ) is Required


def is_typevar(typ: type) -> bool:
    return isinstance(cast(object, typ), TypeVar)


def is_type_alias_type(tp: Any, /) -> TypeIs[TypeAliasType]:
    """Whether `tp` was declared by a `type` statement or by calling `TypeAliasType`."""
    return isinstance(tp, _ALIAS_TYPES)


@lru_cache(maxsize=4096)
def strip_annotated_type(typ: type) -> type:
    """The type inside `Required` and `Annotated`."""
    while is_required_type(typ) or is_annotated_type(typ):
        typ = get_args(typ)[0]
    return typ


def extract_type_arg(typ: type, index: int) -> type:
    """The argument of a generic type at `index`.

    Raises:
        RuntimeError: there is none.
    """
    args = get_args(typ)
    if index >= len(args):
        raise RuntimeError("Expected type %s to have a type argument at index %d but it did not" % (typ, index))
    return cast(type, args[index])


def extract_type_var_from_base(
    typ: type, *, generic_bases: Tuple[type, ...], index: int, failure_message: Optional[str] = None
) -> type:
    """The type that `typ`, or a class it inherits from, puts for the type variable at `index` of a generic base.

    Given `class Page(Base[int])` it is `int` for `Base`; given `class Page(Base[T])` it is `str` for `Page[str]`.

    Raises:
        RuntimeError: no base of `typ` is one of `generic_bases`, or it has no such argument.
    """
    cls = _origin(typ)
    if cls in generic_bases:
        return extract_type_arg(typ, index)
    for base in getattr(cls, "__orig_bases__", ()):
        if get_origin(base) in generic_bases:
            found = extract_type_arg(base, index)
            return extract_type_arg(typ, index) if is_typevar(found) else found
    message = "Could not find the generic base class; %s inherits from none of %s" % (typ, generic_bases)
    raise RuntimeError(failure_message or message)
