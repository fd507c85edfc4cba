"""Type annotations to what they are made of."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, FrozenSet, List, Tuple, Union, get_type_hints

import typing_extensions
from pydantic import BaseModel
from typing_extensions import Annotated, get_args, get_origin

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

__all__ = ["LITERALS", "UNIONS", "Tagged", "bare", "extras_type", "is_model", "model_fields", "reference"]

UNIONS: FrozenSet[Any] = frozenset([Union, getattr(types, "UnionType", Union)])
"""The origins of `Union[X, Y]` and `X | Y`."""

LITERALS: FrozenSet[Any] = frozenset([typing.Literal, typing_extensions.Literal])
"""The origins of `Literal[...]`: typing_extensions has one of its own on older Pythons."""


@dataclass(frozen=True)
class Tagged:
    """Metadata of a union: one field, and nothing else, tells which variant a value is.

    A value whose tag is of no variant is built as the first one. Where the union is that of the events of a stream,
    `last` are the tags of those that end it, and `opening` those of events that tell nothing yet.
    """

    discriminator: str
    last: FrozenSet[str] = frozenset()
    opening: FrozenSet[str] = frozenset()


def bare(type_: Any) -> Tuple[Any, List[Any]]:
    """A type without its alias name and without `Annotated`, and the metadata that stood there."""
    metadata: List[Any] = []
    while True:
        if isinstance(type_, typing_extensions.TypeAliasType):
            type_ = type_.__value__
        elif get_origin(type_) is Annotated:
            type_, *more = get_args(type_)
            metadata.extend(more)
        else:
            return type_, metadata


def is_model(type_: Any) -> bool:
    """Whether a type is a model of this library; other pydantic models are built by their own rules or not at all."""
    return isinstance(type_, type) and issubclass(type_, BaseModel) and hasattr(type_, "__built_leniently__")


def model_fields(cls: Any) -> Dict[str, FieldInfo]:
    """The fields of a model, their annotations resolved."""
    fields: Dict[str, FieldInfo] = cls.model_fields
    if any("ForwardRef" in repr(field.annotation) for field in fields.values()):
        # The class was made before one that it names. Pydantic looks again, in the namespace the class was made in.
        cls.model_rebuild(raise_errors=False)
        fields = cls.model_fields
    return fields


def extras_type(cls: Any) -> Any:
    """The declared type of unknown fields, `__pydantic_extra__: Dict[str, X]`; `Any` where there is none."""
    for base in cls.__mro__:
        own: Dict[str, Any] = dict(base.__dict__)
        if "__pydantic_extra__" in own.get("__annotations__", ()):
            arguments = get_args(_evaluated(own["__annotations__"]["__pydantic_extra__"], base))
            return arguments[1] if len(arguments) == 2 else Any
    return Any


def _evaluated(annotation: Any, cls: Any) -> Any:
    holder = type("Holder", (), {"__annotations__": {"annotation": annotation}, "__module__": cls.__module__})
    try:
        return get_type_hints(holder)["annotation"]
    except NameError:  # it names what only type checkers see
        return Any


def reference(cls: Any) -> str:
    """A name for a class that no other class has."""
    return "%s.%s:%d" % (cls.__module__, cls.__qualname__, id(cls))
