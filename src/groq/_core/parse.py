"""JSON text or decoded JSON to models, in one pass of compiled code; what does not fit is kept as it came."""

from __future__ import annotations

import gc
import json
from functools import lru_cache
from typing import Any, Callable, Optional, Tuple, Union

from pydantic_core import SchemaValidator
from typing_extensions import get_args

from .annotations import Tagged, bare
from .lenient import lenient_schema

__all__ = ["Parser", "parser"]


class Parser:
    """The lenient constructor of one type: it never raises, whatever the data.

    `read` is `json` without help for what only Python reads, which is a `ValueError` there. `tagged` is what a union
    says of how its variants are told apart.
    """

    __slots__ = ("_validator", "read", "tagged")

    def __init__(self, type_: Any) -> None:
        self._validator = _compiled(lenient_schema(type_))
        self.read: Callable[[Union[bytes, str]], Any] = self._validator.validate_json
        self.tagged: Optional[Tagged] = next((item for item in bare(type_)[1] if isinstance(item, Tagged)), None)

    def json(self, data: Union[bytes, str]) -> Any:
        """The value that JSON text stands for; `ValueError` for text that is not JSON."""
        try:
            if len(data) > _LARGE:
                return _undisturbed(self._validator.validate_json, data)
            return self._validator.validate_json(data)
        except ValueError:
            # Not JSON, or JSON that only Python reads: a lone surrogate, hundreds of levels, a byte order mark, UTF-16.
            return self.python(_decoded(data))

    def python(self, value: Any) -> Any:
        """The value that decoded JSON stands for."""
        return self._validator.validate_python(value)


_LARGE = 1 << 17
"""Bytes, or characters; making the models of a longer text takes milliseconds."""


def _undisturbed(build: Callable[[Any], Any], data: Any) -> Any:
    """`build(data)` without collections of garbage, of which there is none while objects are only made.

    Python looks for garbage after every few hundred new objects, which for a long answer takes as long as making it.
    """
    if not gc.isenabled():
        return build(data)
    gc.disable()
    try:
        return build(data)
    finally:
        gc.enable()


def _decoded(data: Union[bytes, str]) -> Any:
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply to be read") from error


def _compiled(schema: Any) -> SchemaValidator:
    try:
        # Newer versions put a model's ordinary validator, where it was made already, in the place of the schema given.
        return SchemaValidator(schema, _use_prebuilt=False)
    except TypeError:
        return SchemaValidator(schema)


def parser(type_: Any) -> Parser:
    """The parser of a type, made at its first use."""
    try:
        # `Union[A, B] == Union[B, A]`, but they are not built alike: their order is part of the key.
        return _made(type_, () if isinstance(type_, type) else get_args(type_))
    except TypeError:  # not hashable
        return Parser(type_)


@lru_cache(maxsize=4096)  # an application may make a type for each call
def _made(type_: Any, _arguments: Tuple[Any, ...]) -> Parser:
    return Parser(type_)
