"""The data of an unfinished answer to a value of its type, as far as it goes."""

from __future__ import annotations

import dataclasses
from functools import lru_cache, partial
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Tuple, cast

import pydantic
from pydantic_core import PydanticUndefined, to_json
from typing_extensions import get_args, get_origin, get_type_hints, is_typeddict

from ..._core.annotations import LITERALS, UNIONS, bare, model_fields
from .._schema import adapter_of

__all__ = ["grown"]


def grown(type_: Any, data: Any) -> Any:
    """What unfinished data says of a type.

    What is complete is validated. Of what is not, models, dataclasses, TypedDicts and lists have the parts that are
    there, and a text is as long as it got; anything else is `None` until it is complete. A field that is not there has
    its default, or is `None`.
    """
    try:
        return _adapter(type_).validate_json(to_json(data))
    except Exception:  # also that of a validator of the caller's own, which did not expect the half of a value
        return _partly(bare(type_)[0], data)


@lru_cache(maxsize=1024)
def _adapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    return adapter_of(type_)


def _partly(type_: Any, data: Any) -> Any:
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in UNIONS:
        found = (grown(each, data) for each in arguments if _may_be(each, data))
        return next((value for value in found if value is not None), None)
    if isinstance(type_, type) and issubclass(type_, pydantic.RootModel):
        root = grown(model_fields(type_)["root"].annotation, data)
        return None if root is None else _made(cast(Any, type_).model_construct, [("root", root)])
    if isinstance(data, list):
        return _members(origin or type_, arguments, _list(data))
    if isinstance(data, dict):
        return _object(type_, origin or type_, arguments, cast("Dict[str, Any]", data))
    return data if isinstance(data, str) and type_ is str else None


def _list(data: Any) -> List[Any]:
    members: List[Any] = data
    return members


def _members(origin: Any, arguments: Tuple[Any, ...], data: List[Any]) -> Any:
    if origin is tuple and arguments and arguments[-1] is not Ellipsis:
        return tuple(grown(each, value) for each, value in zip(arguments, data))
    if origin in (list, tuple) and arguments:
        members = [grown(arguments[0], value) for value in data]
        return members if origin is list else tuple(members)
    return None


def _object(type_: Any, origin: Any, arguments: Tuple[Any, ...], data: Dict[str, Any]) -> Any:
    if origin is dict and len(arguments) == 2:
        return {name: grown(arguments[1], value) for name, value in data.items()}
    if is_typeddict(origin):
        hints = get_type_hints(origin)
        return {name: grown(hints[name], value) for name, value in data.items() if name in hints}
    if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
        return _made(type_.model_construct, _model_parts(type_, data))
    if isinstance(type_, type) and dataclasses.is_dataclass(type_):
        return _made(partial(_dataclass, type_), _dataclass_parts(type_, data))
    return None


def _made(make: Callable[..., Any], parts: Iterable[Tuple[str, Any]]) -> Any:
    try:
        return make(**dict(parts))
    except Exception:  # as above: `model_post_init`, or a default, may count on a whole value
        return None


def _model_parts(cls: Any, data: Mapping[str, Any]) -> Iterable[Tuple[str, Any]]:
    for name, field in model_fields(cls).items():
        alias = field.validation_alias
        choices = alias.choices if isinstance(alias, pydantic.AliasChoices) else [alias]
        names = [each for each in (*choices, field.alias, name) if isinstance(each, str) and each in data]
        value = grown(field.annotation, data[names[0]]) if names else None
        yield name, _default(field.default, field.default_factory) if value is None else value


def _dataclass_parts(cls: Any, data: Mapping[str, Any]) -> Iterable[Tuple[str, Any]]:
    hints = get_type_hints(cls)
    for field in dataclasses.fields(cls):
        value = grown(hints[field.name], data[field.name]) if field.name in data else None
        yield field.name, _default(field.default, field.default_factory) if value is None else value


def _dataclass(cls: Any, **parts: Any) -> Any:
    made = object.__new__(cls)
    for name, value in parts.items():
        object.__setattr__(made, name, value)  # it may be frozen
    return made


def _default(default: Any, factory: Any) -> Any:
    if factory not in (None, dataclasses.MISSING):
        return factory()
    return None if default in (PydanticUndefined, dataclasses.MISSING, ...) else default


def _may_be(type_: Any, data: Any) -> bool:
    """Whether data may become a type of a union: none of its fields that have fixed values says otherwise."""
    cls = bare(type_)[0]
    if not isinstance(data, dict) or not isinstance(cls, type) or not issubclass(cls, pydantic.BaseModel):
        return True
    fixed = {
        name: get_args(field.annotation) for name, field in model_fields(cls).items() if _is_fixed(field.annotation)
    }
    known = cast("Dict[str, Any]", data)
    return all(known[name] in values for name, values in fixed.items() if name in known)


def _is_fixed(type_: Optional[Any]) -> bool:
    return get_origin(type_) in LITERALS
