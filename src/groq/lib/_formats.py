"""A type to the format that a model is asked to answer in, and its answers to values of the type."""

from __future__ import annotations

import collections.abc
import copy
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Dict, Generic, List, Optional, Type, TypeVar, cast, overload

from pydantic_core import from_json, to_json
from typing_extensions import get_args, get_origin

from ._absent import without_absent
from ._closing import VALUE, is_object, wrapped
from ._schema import (
    SchemaNotStrictError,
    adapter_of,
    is_impossible,
    marked_schema,
    plain_schema,
    type_name,
    without_marks,
)
from ._unfinished import NOTHING, so_far

if TYPE_CHECKING:
    from ..types.chat.response_format_param import ResponseFormat

__all__ = ["Format", "format_of"]

_T = TypeVar("_T")

_NAME = 64
"""Characters that the name of a schema may have."""
_FENCE = re.compile(r"\s*```\w*\s*")


class Format(Generic[_T]):
    """How answers of one type are asked for and read. Made by `format_of`; not to be changed."""

    type: Any
    name: str
    """What the schema is called in a request."""

    def __init__(self, type_: Any) -> None:
        self.type = _at_once(type_)
        self.name = re.sub(r"\W+", "_", type_name(type_), flags=re.ASCII).strip("_")[:_NAME] or "answer"
        self._adapter = adapter_of(self.type)
        plain = plain_schema(self._adapter)
        self._wrapped = not is_object(plain, plain.get("$defs", {}))
        self._plain = plain
        self._refusal: Optional[SchemaNotStrictError] = None
        self._marked: Optional[Dict[str, Any]] = None
        try:
            self._marked = marked_schema(plain, type_)
        except SchemaNotStrictError as error:
            if is_impossible(plain):
                raise
            self._refusal = error

    @property
    def schema(self) -> Dict[str, Any]:
        """The strict schema: a fresh copy. Raises SchemaNotStrictError where there is none."""
        if self._refusal is not None:
            raise copy.copy(self._refusal)  # without the traceback of another time
        return cast("Dict[str, Any]", without_marks(self._marked))

    @property
    def loose_schema(self) -> Dict[str, Any]:
        """The strict schema where there is one, else what pydantic tells: for an answer as near as can be."""
        if self._marked is not None:
            return self.schema
        bare = {key: part for key, part in self._plain.items() if key != "$defs"}
        definitions = {"$defs": self._plain["$defs"]} if "$defs" in self._plain else {}
        return {**(wrapped(bare) if self._wrapped else bare), **definitions}

    def response_format(self, strict: bool) -> ResponseFormat:
        """The `response_format` of a request. Raises SchemaNotStrictError where it is to be strict and cannot."""
        schema: Any = self.schema if strict else self.loose_schema
        return {"type": "json_schema", "json_schema": {"name": self.name, "schema": schema, "strict": strict}}

    def instructions(self) -> str:
        """What tells a model that has only JSON mode, `{"type": "json_object"}`, how to answer."""
        schema = to_json(self.loose_schema).decode()
        return "Answer with nothing but a JSON object that fits this JSON Schema:\n%s" % schema

    def validate(self, text: str) -> _T:
        """Read an answer: what the schema made nullable gets its default.

        Raises:
            pydantic.ValidationError: the text is no JSON, or does not fit the type.
        """
        try:
            data: Any = from_json(text)
        except ValueError:
            data = None  # the validator says what is wrong with the text
        meant = data if self._marked is None else without_absent(self._enclosed(data), self._marked)
        meant = self._bare(meant)
        if meant is data or meant == data:
            return cast(_T, self._adapter.validate_json(text))
        return cast(_T, self._adapter.validate_json(to_json(meant)))

    def partial(self, text: str) -> Optional[Any]:
        """What an unfinished answer says so far, as plain JSON data; `None` where it says nothing yet.

        Texts grow; numbers, `true` and the like appear when they are complete. Nothing is validated.
        """
        fence = _FENCE.match(text)
        value = self._bare(so_far(text[fence.end() :] if fence else text))
        return None if value is NOTHING or (self._wrapped and value == {}) else value

    def _enclosed(self, value: Any) -> Any:
        """A value as the schema has it: some models leave out the object around it."""
        return value if not self._wrapped or _is_enclosed(value) else {VALUE: value}

    def _bare(self, value: Any) -> Any:
        return value[VALUE] if self._wrapped and _is_enclosed(value) else value


def _at_once(type_: Any) -> Any:
    """A list in place of an iterable, whose members pydantic would validate no sooner than somebody reads them."""
    members = get_args(type_) if get_origin(type_) is collections.abc.Iterable else ()
    return cast(Any, List)[members[0]] if members else type_


def _is_enclosed(value: Any) -> bool:
    return isinstance(value, dict) and [*cast("Dict[str, Any]", value)] == [VALUE]


@overload
def format_of(type_: Type[_T]) -> Format[_T]: ...
@overload
def format_of(type_: Any) -> Format[Any]: ...
def format_of(type_: Any) -> Format[Any]:
    """The format of a type, made once.

    Raises:
        SchemaNotStrictError: there is no JSON for a part of the type.
        TypeError: it is no type.
    """
    try:
        hash(type_)
    except TypeError:
        return Format(type_)
    # `Union[A, B] == Union[B, A]`, but they are not read alike: how the type is written is part of the key.
    return _made(type_, "" if isinstance(type_, type) else repr(type_))


@lru_cache(maxsize=1024)  # an application may make a type for each call
def _made(type_: Any, _written: str) -> Format[Any]:
    return Format(type_)
