"""Types to JSON Schemas: as pydantic tells them, and in the strict dialect of Groq."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, Dict, Iterable, Mapping, cast

import pydantic
from pydantic.errors import PydanticUndefinedAnnotation, PydanticUserError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from ._adapters import adapter, unknown_path
from ._closing import ABSENT, IMPOSSIBLE, closed
from ._errors import SchemaNotStrictError

__all__ = [
    "SchemaNotStrictError",
    "adapter_of",
    "is_impossible",
    "marked_schema",
    "plain_schema",
    "strict_schema",
    "type_name",
    "without_marks",
]


def strict_schema(type_: Any) -> Dict[str, Any]:
    """Give the strict JSON Schema of a type, as Groq takes it in `response_format`.

    `type_` is a pydantic model, a dataclass, a TypedDict, or any other type that pydantic knows, such as `List[int]`.
    Every object is closed and all its properties are required; what has a default, or may be left out, may be `null`
    instead. References stay, also recursive ones. A type that is no object becomes the property `value` of one.

    Raises:
        SchemaNotStrictError: a part of the type cannot be expressed; its `path` leads to the part.
        TypeError: `type_` is no type.
    """
    return cast("Dict[str, Any]", without_marks(marked_schema(plain_schema(adapter_of(type_)), type_)))


strict_schema.__module__ = "groq"


def adapter_of(type_: Any) -> pydantic.TypeAdapter[Any]:
    """Pydantic's adapter of a type; raises SchemaNotStrictError where there is none."""
    _check(type_)
    try:
        return adapter(type_)
    except (PydanticUserError, PydanticUndefinedAnnotation) as error:
        reason = "pydantic knows no schema for it: %s" % str(error).split("\n")[0].split(". Set `")[0]
        raise SchemaNotStrictError(unknown_path(type_), reason, type_name=type_name(type_)) from error


def plain_schema(known: pydantic.TypeAdapter[Any]) -> Dict[str, Any]:
    """The schema as pydantic tells it; what has none is marked."""
    return known.json_schema(schema_generator=_Generator)


def is_impossible(schema: Any) -> bool:
    """Whether there is no JSON for a part of a schema as pydantic tells it."""
    if isinstance(schema, dict):
        return IMPOSSIBLE in schema or any(map(is_impossible, cast("Dict[str, Any]", schema).values()))
    return isinstance(schema, list) and any(map(is_impossible, cast("Iterable[Any]", schema)))


def marked_schema(plain: Mapping[str, Any], type_: Any) -> Dict[str, Any]:
    """The strict form of the schema that pydantic tells of a type, with marks for what may be absent."""
    try:
        return closed(plain)
    except SchemaNotStrictError as error:
        raise SchemaNotStrictError(error.path, error.reason, type_name=type_name(type_)) from None


def without_marks(schema: Any) -> Any:
    """A copy of a schema without our marks."""
    if isinstance(schema, list):
        return [without_marks(part) for part in cast("Iterable[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    return {key: without_marks(part) for key, part in cast("Dict[str, Any]", schema).items() if key != ABSENT}


def type_name(type_: Any) -> str:
    """How people call a type."""
    if isinstance(type_, type) and not hasattr(type_, "__origin__"):
        return type_.__name__
    words = repr(type_).replace("<locals>.", "").split("[")
    return "[".join(", ".join(part.rpartition(".")[2] for part in word.split(", ")) for word in words)


_VALUES = (Mapping, str, bytes, int, float, list, tuple, set, pydantic.BaseModel)


class _Generator(GenerateJsonSchema):
    """Makes no titles out of names, and marks what there is no JSON for, so that its place can be told."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> JsonSchemaValue:  # noqa: ARG002 - as above
        return {IMPOSSIBLE: error_info.replace("core_schema.", "")}


def _check(type_: Any) -> None:
    given = "None" if type_ is None else "a value of %s" % type(type_).__name__
    is_value = isinstance(type_, _VALUES) or (is_dataclass(type_) and not isinstance(type_, type))
    if type_ is None or is_value:
        raise TypeError(
            "a type is needed, such as a pydantic model, a dataclass, a TypedDict or `List[int]`; received %s" % given
        )
