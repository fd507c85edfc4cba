"""The rules by which answers become models, stated in plain Python: what the compiled schemas are compared with."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Dict, List, Union

import pydantic
from pydantic_core import PydanticUndefined
from typing_extensions import Annotated, get_args, get_origin

from groq import BaseModel

__all__ = ["construct", "difference"]


@lru_cache(maxsize=None)
def adapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(type_)


def construct(type_: Any, value: Any, metadata: Any = ()) -> Any:
    """Build `value` into `type_`. What does not fit is kept as it came."""
    if get_origin(type_) is Annotated:
        return construct(get_args(type_)[0], value, get_args(type_)[1:])
    if isinstance(type_, type) and issubclass(type_, BaseModel):
        return construct_model_or_list(type_, value)
    if get_origin(type_) is Union:
        return construct_union(type_, value, metadata)
    if get_origin(type_) is list and type(value) is list:
        return [construct(get_args(type_)[0], item) for item in value]
    if get_origin(type_) is dict and isinstance(value, Mapping):
        return {key: construct(get_args(type_)[1], item) for key, item in value.items()}
    if type_ is float and isinstance(value, int):
        return float(value)
    return value


def construct_union(union: Any, value: Any, metadata: Any) -> Any:
    """What fits a variant by pydantic's own rules is what pydantic makes of it, coercions included.

    Otherwise the discriminator decides, and where there is none or its value is unknown, the first variant.
    """
    try:
        return adapter(union).validate_python(value)
    except pydantic.ValidationError:
        pass
    variants = get_args(union)
    for name in (item.discriminator for item in metadata if getattr(item, "discriminator", None)):
        for variant in variants:
            field = variant.model_fields.get(name) if hasattr(variant, "model_fields") else None
            tag = value.get(field.alias or name) if field and isinstance(value, Mapping) else None
            if isinstance(tag, str) and tag in get_args(field.annotation):
                return construct(variant, value)
    return construct(variants[0], value)


def construct_model_or_list(cls: Any, value: Any) -> Any:
    if type(value) is list:
        return [construct_model(cls, item) if isinstance(item, Mapping) else item for item in value]
    return construct_model(cls, value) if isinstance(value, Mapping) else value


def construct_model(cls: Any, value: Any) -> Any:
    """Fields by name, unknown ones untouched; missing and null ones get their default, `None` where there is none."""
    fields: Dict[str, Any] = {}
    keys: Dict[str, str] = {}
    for name, field in cls.model_fields.items():
        keys[name] = field.alias or name
        if keys[name] not in value and cls.model_config.get("populate_by_name"):
            keys[name] = name
        given = value.get(keys[name])
        if given is None:
            default = field.get_default()
            fields[name] = None if default is PydanticUndefined else copy.deepcopy(default)
        else:
            fields[name] = construct(field.annotation, given, [*field.metadata, field])
    model = cls.__new__(cls)
    object.__setattr__(model, "__dict__", fields)
    object.__setattr__(model, "__pydantic_fields_set__", {name for name, key in keys.items() if key in value})
    object.__setattr__(
        model, "__pydantic_extra__", {key: item for key, item in value.items() if key not in keys.values()}
    )
    object.__setattr__(model, "__pydantic_private__", None)
    return model


def difference(left: Any, right: Any, path: str = "$") -> List[str]:
    """Where two values differ, in type, content, fields that were set or unknown fields; empty for no difference."""
    if type(left) is not type(right):
        return ["%s: %r and %r" % (path, left, right)]
    if isinstance(left, pydantic.BaseModel):
        return [
            *difference(left.__dict__, right.__dict__, path),
            *difference(left.__pydantic_extra__, right.__pydantic_extra__, path + " extra"),
            *difference(left.__pydantic_private__, right.__pydantic_private__, path + " private"),
            *difference(sorted(left.model_fields_set), sorted(right.model_fields_set), path + " fields set"),
        ]
    if isinstance(left, dict) and list(left) == list(right):
        return [found for key in left for found in difference(left[key], right[key], "%s.%s" % (path, key))]
    if isinstance(left, list) and len(left) == len(right):
        return [
            found
            for index, item in enumerate(left)
            for found in difference(item, right[index], "%s[%d]" % (path, index))
        ]
    same = left == right or (left != left and right != right)
    return [] if same else ["%s: %r and %r" % (path, left, right)]
