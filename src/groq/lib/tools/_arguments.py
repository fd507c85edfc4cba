"""The type of a tool's arguments to the schema that a model is told, and what the model writes to values of it."""

from __future__ import annotations

import inspect
import json
from contextlib import suppress
from typing import Any, Dict, Generic, List, Tuple, Type, TypeVar, cast

import pydantic
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import from_json, to_jsonable_python

from .._formats import Format
from ._docstring import read_docstring
from ._errors import ToolDefinitionError
from ._signature import Parameter

__all__ = ["Arguments", "fields_of"]

_T = TypeVar("_T")
_Described = Tuple["pydantic.TypeAdapter[Any]", Dict[str, Any]]


class Arguments(Generic[_T]):
    """What a tool takes. Raises ToolDefinitionError where no model can be told of it."""

    schema: Dict[str, Any]

    def __init__(self, type_: Any, tool: str, parameters: List[Parameter], *, strict: bool) -> None:
        self._adapter, schema = _described(type_, tool, parameters)
        self._format = cast("Format[_T]", Format(type_)) if strict else None
        self.schema = _object(schema if self._format is None else self._format.schema, tool)
        properties: Dict[str, Any] = self.schema.setdefault("properties", {})
        for parameter in parameters:
            _tell(properties.get(parameter.name, {}), parameter, strict)
        self._defaults = frozenset(parameter.name for parameter in parameters if not _takes_null(parameter))

    def parse(self, text: str) -> _T:
        """The value of a JSON text; raises `pydantic.ValidationError`."""
        text = text if text.strip() not in ("", "null") else "{}"
        if self._format is not None:
            return self._format.validate(text)
        return cast(_T, self._adapter.validate_json(self._without_nulls(text)))

    def _without_nulls(self, text: str) -> str:
        if not self._defaults or "null" not in text:
            return text
        try:
            given: Any = from_json(text)
        except ValueError:
            return text  # the validator says what is wrong with it
        if not isinstance(given, dict):
            return text
        members = cast("Dict[str, Any]", given).items()
        return json.dumps({key: value for key, value in members if value is not None or key not in self._defaults})


def fields_of(model: Type[pydantic.BaseModel]) -> List[Parameter]:
    """The fields of a model, by the names that JSON has for them."""
    described = read_docstring(model.__doc__).parameters
    found: List[Parameter] = []
    for name, field in model.model_fields.items():
        alias = field.validation_alias if isinstance(field.validation_alias, str) else field.alias
        default = None if field.default_factory is not None else field.default
        absent = inspect.Parameter.empty if field.is_required() else default
        found.append(Parameter(alias or name, field.annotation, absent, described.get(name)))
    return found


def _described(type_: Any, tool: str, parameters: List[Parameter]) -> _Described:
    try:
        return _checked("The tool `%s`" % tool, type_)
    except ToolDefinitionError:
        for parameter in parameters:  # which of them is it?
            _checked("The parameter `%s` of the tool `%s`" % (parameter.name, tool), parameter.hint)
        raise


def _checked(what: str, type_: Any) -> _Described:
    """A validator for the type, which must be one that JSON can carry, and the schema that describes it."""
    try:
        adapter: pydantic.TypeAdapter[Any] = pydantic.TypeAdapter(type_)
        return adapter, adapter.json_schema(schema_generator=_Untitled)
    except (pydantic.errors.PydanticUserError, pydantic.errors.PydanticUndefinedAnnotation, TypeError) as error:
        line = str(error).split("\n")[0]
        raise ToolDefinitionError("%s has a type that no model can be told of: %s" % (what, line)) from error


def _object(schema: Dict[str, Any], tool: str) -> Dict[str, Any]:
    """The schema of an object, which a model that holds itself is only a reference to."""
    reference = schema.get("$ref") or next((part.get("$ref") for part in schema.get("allOf", ())), None)
    if reference is not None:
        name = str(reference).rpartition("/")[2]
        schema = {**schema["$defs"][name], "$defs": schema["$defs"]}
    if schema.get("type") != "object":
        raise ToolDefinitionError("The tool `%s` takes something else than named arguments: %r" % (tool, schema))
    return {key: value for key, value in schema.items() if key != "title"}


def _tell(told: Dict[str, Any], parameter: Parameter, strict: bool) -> None:
    """Add what pydantic does not know, or forgets in its first releases."""
    if parameter.description is not None:
        told.setdefault("description", parameter.description)
    if not strict and not parameter.is_required and parameter.default is not None:
        with suppress(ValueError):  # a default need not be something that a model could say
            told.setdefault("default", to_jsonable_python(parameter.default))


def _takes_null(parameter: Parameter) -> bool:
    """Whether `null` is a value for it, or there is no default that it could stand for."""
    if parameter.is_required:
        return True
    try:
        pydantic.TypeAdapter[Any](parameter.hint).validate_python(None)
    except pydantic.ValidationError:
        return False
    return True


class _Untitled(GenerateJsonSchema):
    """A schema without the titles that pydantic makes of names: they cost tokens and say nothing new."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False
