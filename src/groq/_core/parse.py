"""JSON text or Python values to models, leniently: what does not fit is kept as it came, and nothing raises."""

from __future__ import annotations

import json
from typing import Any, Union

from pydantic import BaseModel
from typing_extensions import get_args, get_origin

__all__ = ["Parser", "parser"]


class Parser:
    """The lenient constructor of one type."""

    def __init__(self, type_: Any) -> None:
        self.type = type_

    def json(self, data: Union[bytes, str]) -> Any:
        """The value that JSON text stands for; `ValueError` for text that is not JSON."""
        return self.python(json.loads(data))

    def python(self, value: Any) -> Any:
        """The value that decoded JSON stands for."""
        return _construct(self.type, value)


def parser(type_: Any) -> Parser:
    """The parser of a type."""
    return Parser(type_)


def _construct(type_: Any, value: Any) -> Any:
    if isinstance(type_, type) and issubclass(type_, BaseModel) and isinstance(value, dict):
        return _construct_model(type_, value)
    origin = get_origin(type_)
    arguments = get_args(type_)
    if origin is list and isinstance(value, list):
        return [_construct(arguments[0], item) for item in value]
    if origin is dict and isinstance(value, dict):
        return {key: _construct(arguments[1], item) for key, item in value.items()}
    if origin is Union and value is not None:
        return _construct(arguments[0], value)
    return value


def _construct_model(cls: Any, value: Any) -> Any:
    values = {
        name: _construct(field.annotation, value[name]) if value.get(name) is not None else field.get_default()
        for name, field in cls.model_fields.items()
    }
    model = cls.__new__(cls)
    object.__setattr__(model, "__dict__", {name: None if "Undefined" in repr(v) else v for name, v in values.items()})
    object.__setattr__(model, "__pydantic_fields_set__", {name for name in values if name in value})
    object.__setattr__(model, "__pydantic_extra__", {k: v for k, v in value.items() if k not in values})
    object.__setattr__(model, "__pydantic_private__", None)
    return model
