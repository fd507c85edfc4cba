"""Types to the schemas that build them from anything: what does not fit is kept as it came."""

from __future__ import annotations

import copy
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from pydantic_core import PydanticUndefined
from pydantic_core import core_schema as cs
from typing_extensions import get_args, get_origin

from .annotations import LITERALS, UNIONS, Tagged, bare, extras_type, is_model, model_fields, reference
from .exact import Exact

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

__all__ = ["DiscriminatorDetails", "lenient_schema"]


class DiscriminatorDetails:
    """The field that tells the variants of a union apart, and the variant for each of its values."""

    field_name: str
    field_alias_from: Optional[str]
    """The name of the field in JSON, `None` where it is the same."""
    mapping: Dict[str, type]

    def __init__(
        self, *, mapping: Dict[str, type], discriminator_field: str, discriminator_alias: Optional[str]
    ) -> None:
        self.mapping = mapping
        self.field_name = discriminator_field
        self.field_alias_from = discriminator_alias


def lenient_schema(type_: Any) -> CoreSchema:
    """The schema that builds a type from decoded JSON and takes anything else as it is."""
    lenient = _Lenient()
    schema = lenient.schema(type_)
    return cs.definitions_schema(schema, [*lenient.definitions.values(), *lenient.exact.definitions.values()])


def _first_of(*choices: CoreSchema) -> CoreSchema:
    """What the first choice makes of a value that takes it; the value itself where none does."""
    return cs.union_schema([*choices, cs.any_schema()], mode="left_to_right")


# Scalars are kept, all but these. A strict float takes an int, and a bool becomes one, but text stays text.
_PARSED: Mapping[Any, CoreSchema] = {
    float: _first_of(cs.float_schema(strict=True), cs.chain_schema([cs.bool_schema(strict=True), cs.float_schema()])),
    datetime: _first_of(cs.datetime_schema()),
    date: _first_of(cs.date_schema()),
}


class _Lenient:
    """One schema in the making; models become definitions, so that they can refer to themselves."""

    def __init__(self) -> None:
        self.definitions: Dict[str, CoreSchema] = {}
        self.exact = Exact()

    def schema(self, type_: Any, metadata: Sequence[Any] = ()) -> CoreSchema:
        type_, more = bare(type_)
        if isinstance(type_, type):
            return self._model_or_else(type_) if is_model(type_) else _PARSED.get(type_, cs.any_schema())
        origin, arguments = get_origin(type_), get_args(type_)
        if origin in UNIONS:
            return self._union(type_, arguments, [*metadata, *more])
        if origin is list and arguments:
            return _first_of(cs.list_schema(self.schema(arguments[0]), strict=True))
        if origin is dict and arguments:
            return _first_of(cs.dict_schema(None, self.schema(arguments[1])))
        return cs.any_schema()

    def _union(self, union: Any, variants: Tuple[Any, ...], metadata: Sequence[Any]) -> CoreSchema:
        """What fits a variant is of that variant, the best one; anything else is built as the first one.

        Required fields, literals and types tell which variant fits. What fits none, for a new value of an enumeration
        say, goes by the discriminator if there is one.
        """
        if all(map(_is_kept, variants)):
            return cs.any_schema()
        details = _discriminator(variants, metadata)
        by_tag = [] if details is None else [self._tagged(details)]
        if by_tag and any(isinstance(item, Tagged) for item in metadata):
            return _first_of(*by_tag, self.schema(variants[0]))
        return _first_of(self.exact.schema(union), *by_tag, self.schema(variants[0]))

    def _tagged(self, details: DiscriminatorDetails) -> CoreSchema:
        choices = {tag: self.schema(variant) for tag, variant in details.mapping.items()}
        return cs.tagged_union_schema(choices, details.field_alias_from or details.field_name)

    def _model_or_else(self, cls: Any) -> CoreSchema:
        name = reference(cls)
        if name not in self.definitions:
            self.definitions[name] = cs.any_schema()  # for fields that refer to it, until it is there
            self.definitions[name] = self._model(cls, name)
        model = cs.definition_reference_schema(name)
        # A list where one model was expected becomes a list of such models.
        return _first_of(model, cs.list_schema(_first_of(model), strict=True))

    def _model(self, cls: Any, name: str) -> CoreSchema:
        by_name = bool(cls.model_config.get("populate_by_name") or cls.model_config.get("validate_by_name"))
        fields = {
            key: cs.model_field(self._field(field), validation_alias=_paths(key, field, by_name))
            for key, field in model_fields(cls).items()
        }
        unknown = extras_type(cls)
        extras = None if unknown is Any else self.schema(unknown)
        parts = cs.no_info_after_validator_function(
            _only_declared, cs.model_fields_schema(fields, extra_behavior="allow", extras_schema=extras)
        )
        if not cls.__private_attributes__:
            return cs.model_schema(cls, parts, ref=name)
        return cs.no_info_after_validator_function(_with_private_attributes, cs.model_schema(cls, parts), ref=name)

    def _field(self, field: FieldInfo) -> CoreSchema:
        schema = self.schema(field.annotation, [*field.metadata, field])
        default = None if field.default in (PydanticUndefined, ...) else field.default
        if default is not None:
            # A null asks for the default. Only then is Python called; no model of the API has such a field.
            replace = cs.no_info_plain_validator_function(lambda _: copy.deepcopy(default))
            schema = _first_of(cs.chain_schema([cs.none_schema(), replace]), schema)
        return cs.with_default_schema(schema, default=default)


def _is_kept(variant: Any) -> bool:
    """Whether a value of JSON that fits the variant is itself, unchanged, what the variant makes of it."""
    if get_origin(variant) in LITERALS:
        return all(isinstance(value, str) for value in get_args(variant))
    return any(variant is kept for kept in (str, type(None), object, Any))


def _paths(name: str, field: FieldInfo, by_name: bool) -> Optional[List[List[Any]]]:
    if field.alias is None:
        return None
    return [[field.alias], [name]] if by_name else [[field.alias]]


def _discriminator(variants: Sequence[Any], metadata: Sequence[Any]) -> Optional[DiscriminatorDetails]:
    names = [getattr(item, "discriminator", None) for item in metadata]
    name = next((name for name in names if isinstance(name, str)), None)
    if name is None:
        return None
    mapping: Dict[str, type] = {}
    alias: Optional[str] = None
    for variant in (bare(variant)[0] for variant in variants):
        field = model_fields(variant).get(name) if is_model(variant) else None
        if field is not None:
            alias = field.alias or alias
            mapping.update((tag, variant) for tag in get_args(field.annotation) if isinstance(tag, str))
    if not mapping:
        return None
    return DiscriminatorDetails(mapping=mapping, discriminator_field=name, discriminator_alias=alias)


def _only_declared(parts: Tuple[Dict[str, Any], Dict[str, Any], Set[str]]) -> Any:
    """The parts of a model, its unknown fields not among those that were set: pydantic counts them in."""
    _, extra, fields_set = parts
    if extra:
        fields_set.difference_update(extra)
    return parts


def _with_private_attributes(model: Any) -> Any:
    if model.__pydantic_private__ is None:
        private = {
            name: attribute.default_factory() if attribute.default_factory else attribute.get_default()
            for name, attribute in model.__private_attributes__.items()
            if attribute.default_factory or attribute.default is not PydanticUndefined
        }
        object.__setattr__(model, "__pydantic_private__", private)
    return model
