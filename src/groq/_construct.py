"""Values to types, leniently or by pydantic's rules, at the names that applications know."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Callable, List, MutableMapping, Optional, Protocol, Type, TypeVar, Union, cast
from weakref import WeakKeyDictionary

import pydantic
from typing_extensions import Annotated, ParamSpec, runtime_checkable

from ._core.annotations import is_model
from ._core.lenient import DiscriminatorDetails
from ._core.parse import parser

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

    from ._models import BaseModel, GenericModel

__all__ = [
    "_ConfigProtocol",
    "CachedDiscriminatorType",
    "DISCRIMINATOR_CACHE",
    "DiscriminatorDetails",
    "TypeAdapter",
    "build",
    "construct_type",
    "construct_type_unchecked",
    "is_basemodel",
    "is_basemodel_type",
    "set_pydantic_config",
    "validate_type",
    "validated",
]

_T = TypeVar("_T")
_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)
P = ParamSpec("P")

_ANNOTATED: Any = Annotated  # with what is known only at run time, which type checkers refuse


def construct_type(*, value: object, type_: object, metadata: Optional[List[Any]] = None) -> object:
    """Build `value`, as decoded from JSON, into `type_` where it fits; what does not fit is kept as it came."""
    return parser(_ANNOTATED[(type_, *metadata)] if metadata else type_).python(value)


def construct_type_unchecked(*, value: object, type_: Type[_T]) -> _T:
    """`construct_type` for a caller who trusts the value to be of the type."""
    return cast(_T, construct_type(value=value, type_=type_))


@lru_cache(maxsize=4096)
def TypeAdapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    """The pydantic adapter of a type, made once."""
    return pydantic.TypeAdapter(type_)


def validate_type(*, type_: Type[_T], value: object) -> _T:
    """Build `value` into `type_`, or raise `pydantic.ValidationError` where it does not fit."""
    if _is_pydantic_model(type_):
        return cast(_T, type_.model_validate(value))
    adapter: pydantic.TypeAdapter[_T] = TypeAdapter(cast(Any, type_))
    return adapter.validate_python(value)


def validated(type_: Any, value: Any) -> Any:
    """`validate_type` for callers who name the type first."""
    return validate_type(type_=type_, value=value)


def _is_pydantic_model(type_: Any) -> TypeGuard[Type[pydantic.BaseModel]]:
    return isinstance(type_, type) and issubclass(type_, pydantic.BaseModel)


def build(base_model_cls: Callable[P, _ModelT], *args: P.args, **kwargs: P.kwargs) -> _ModelT:
    """Construct a model from keyword arguments that type checkers check against its constructor."""
    if args:
        raise TypeError("`build` takes the fields as keyword arguments; received %d positional ones" % len(args))
    return cast(_ModelT, construct_type(type_=base_model_cls, value=kwargs))


def is_basemodel(type_: type) -> bool:
    """Whether a type is a model of this library."""
    return is_model(type_)


def is_basemodel_type(type_: type) -> TypeGuard[Union[Type[BaseModel], Type[GenericModel]]]:
    """`is_basemodel` for type checkers."""
    return is_model(type_)


def set_pydantic_config(typ: Any, config: pydantic.ConfigDict) -> None:
    """Give a TypedDict or a dataclass the pydantic settings `config`."""
    typ.__pydantic_config__ = config


class _ConfigProtocol(Protocol):
    allow_population_by_field_name: bool


@runtime_checkable
class CachedDiscriminatorType(Protocol):
    """A type that carries the details of its discriminator with it."""

    __discriminator__: DiscriminatorDetails


DISCRIMINATOR_CACHE: MutableMapping[type, DiscriminatorDetails] = WeakKeyDictionary()
"""Empty, for code that clears it: the parser of a union is kept as a whole."""
