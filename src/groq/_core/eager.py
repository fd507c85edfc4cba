"""Iterables to collections that can be read more than once, where pydantic validates one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Iterable, List, Sequence, Type, TypeVar

from pydantic_core import core_schema as cs
from typing_extensions import Annotated, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema
    from typing_extensions import TypeAlias

__all__ = ["EagerIterable"]

_T = TypeVar("_T")

_KEPT: Sequence[Type[Any]] = (tuple, set, frozenset)


class _EagerIterable(List[_T], Generic[_T]):
    """Has pydantic read an iterable at once, where it would otherwise give an iterator that ends after one reading."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source_type: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        arguments = get_args(source_type) or (Any,)
        items = cs.list_schema(handler.generate_schema(arguments[0]))
        return cs.no_info_wrap_validator_function(
            _read,
            items,
            serialization=cs.wrap_serializer_function_ser_schema(_dump, schema=items),
        )


_EagerIterable.__module__ = "groq._models"


def _dump(value: Any, dump: cs.SerializerFunctionWrapHandler) -> Any:
    return dump([*value])


def _read(value: Any, validate: cs.ValidatorFunctionWrapHandler) -> Any:
    items = validate([*value] if hasattr(value, "__iter__") else value)
    return next((kind(items) for kind in _KEPT if isinstance(value, kind)), items)


EagerIterable: TypeAlias = Annotated[Iterable[_T], _EagerIterable]
