"""Types to the schemas of what fits them, by pydantic's own rules; unions are tried against these first."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Tuple

from pydantic import BaseModel, TypeAdapter
from pydantic_core import core_schema as cs
from typing_extensions import get_args, get_origin

from .annotations import LITERALS, UNIONS, extras_type, is_model, model_fields, reference

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

__all__ = ["Exact"]

_SCALARS: Mapping[Any, Callable[[], CoreSchema]] = {
    Any: cs.any_schema,
    object: cs.any_schema,
    type(None): cs.none_schema,
    str: cs.str_schema,
    int: cs.int_schema,
    float: cs.float_schema,
    bool: cs.bool_schema,
    bytes: cs.bytes_schema,
    datetime: cs.datetime_schema,
    date: cs.date_schema,
}

# Settings that have no say in what fits a model.
_HARMLESS = frozenset(["extra", "defer_build", "protected_namespaces", "title", "json_schema_extra"])
_HOOK = "__get_pydantic_core_schema__"
_VALIDATORS = ("validators", "field_validators", "root_validators", "model_validators")


class _Unusual(Exception):
    """The type is more than a plain description of data: pydantic itself has to look at it."""


class Exact:
    """Builds the schemas of types that plainly describe data, as all types of the API do.

    Pydantic's own schema of a type would say the same, but cannot be made part of another one. What has validators,
    constraints or settings of its own is left to pydantic, which is called at run time.
    """

    def __init__(self) -> None:
        self.definitions: Dict[str, CoreSchema] = {}

    def schema(self, type_: Any) -> CoreSchema:
        """What takes a value that fits the type, and fails for any other."""
        known = dict(self.definitions)
        try:
            return self._plain(type_)
        except _Unusual:
            self.definitions = known
            return cs.no_info_plain_validator_function(_Pydantic(type_))

    def _plain(self, type_: Any) -> CoreSchema:
        build = _KINDS.get(get_origin(type_))
        if build is not None:
            return build(self, get_args(type_))
        if _is_plain_model(type_):
            return self._model(type_)
        if isinstance(type_, type) or type_ is Any:
            scalar = _SCALARS.get(type_)
            if scalar is not None:
                return scalar()
        raise _Unusual

    def all(self, types: Tuple[Any, ...]) -> List[CoreSchema]:
        """What takes a value of each of the types; `_Unusual` where that is not plain."""
        return [self._plain(type_) for type_ in types]

    def union(self, arguments: Tuple[Any, ...]) -> CoreSchema:
        """What takes a value of one of the types, and says which fits best."""
        choices = self.all(tuple(argument for argument in arguments if argument is not type(None)))
        schema = choices[0] if len(choices) == 1 else cs.union_schema([*choices])
        return cs.nullable_schema(schema) if len(choices) < len(arguments) else schema

    def _model(self, cls: Any) -> CoreSchema:
        name = "exact " + reference(cls)
        if name not in self.definitions:
            self.definitions[name] = cs.any_schema()  # for fields that refer to it, until it is there
            fields = {key: cs.model_field(self._field(field)) for key, field in model_fields(cls).items()}
            schema = cs.model_fields_schema(fields, extra_behavior="allow")
            self.definitions[name] = cs.model_schema(cls, schema, ref=name)
        return cs.definition_reference_schema(name)

    def _field(self, field: FieldInfo) -> CoreSchema:
        if field.metadata or field.validation_alias or field.default_factory or field.validate_default:
            raise _Unusual
        schema = self._plain(field.annotation)
        return schema if field.is_required() else cs.with_default_schema(schema, default=field.default)


_KINDS: Mapping[Any, Callable[[Exact, Tuple[Any, ...]], CoreSchema]] = {
    list: lambda exact, arguments: cs.list_schema(*exact.all(arguments)),
    dict: lambda exact, arguments: cs.dict_schema(*exact.all(arguments)),
    **dict.fromkeys(LITERALS, lambda _, arguments: cs.literal_schema(list(arguments))),
    **dict.fromkeys(UNIONS, Exact.union),
}


def _is_plain_model(type_: Any) -> bool:
    return (
        is_model(type_)
        and type_.model_config.get("extra") == "allow"
        and _HARMLESS.issuperset(type_.model_config)
        and extras_type(type_) is Any
        and not type_.__pydantic_custom_init__
        and not type_.__pydantic_post_init__
        and not any(getattr(type_.__pydantic_decorators__, kind) for kind in _VALIDATORS)
        and not any(_HOOK in vars(base) for base in type_.__mro__[: type_.__mro__.index(BaseModel)])
    )


class _Pydantic:
    """Validation by pydantic itself, made ready at first use."""

    def __init__(self, type_: Any) -> None:
        self._type = type_

    def __call__(self, value: Any) -> Any:
        try:
            return self._adapter.validate_python(value)
        except Exception as error:  # a validator of the application may raise anything, as may the making of a schema
            raise ValueError("not a %s" % (self._type,)) from error

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._type)
