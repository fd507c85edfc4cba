"""JSON values to what they mean: a `null` that stands for what is left out is left out."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, cast

from .._utils import is_list
from ._closing import ABSENT

__all__ = ["without_absent"]

_Schema = Mapping[str, Any]


def without_absent(value: Any, root: _Schema) -> Any:
    """A value of a closed schema without the properties that are `null` because they have to be there.

    What does not fit the schema is given as it is, for a validator to say what is wrong with it.
    """
    return _Reading(root.get("$defs", {})).value(value, root)


class _Reading:
    def __init__(self, definitions: Mapping[str, _Schema]) -> None:
        self._definitions = definitions

    def value(self, value: Any, schema: _Schema) -> Any:
        schema = self._chosen(value, self._resolved(schema))
        if is_list(value) and "items" in schema:
            return [self.value(each, schema["items"]) for each in value]
        if isinstance(value, dict) and "properties" in schema:
            return {
                name: self.value(each, schema["properties"].get(name, {}))
                for name, each in cast("Dict[str, Any]", value).items()
                if each is not None or name not in schema.get(ABSENT, ())
            }
        return cast(Any, value)

    def _resolved(self, schema: _Schema) -> _Schema:
        while "$ref" in schema:
            schema = self._definitions[schema["$ref"].replace("#/$defs/", "", 1)]
        return schema

    def _chosen(self, value: Any, schema: _Schema) -> _Schema:
        """The variant of a union that the value is of; there may be none."""
        while "anyOf" in schema:
            variants: List[_Schema] = schema["anyOf"]
            fitting = [variant for variant in variants if self._fits(value, variant)]
            schema = self._resolved(fitting[0]) if fitting else {}
        return schema

    def _fits(self, value: Any, schema: _Schema) -> bool:
        schema = self._resolved(schema)
        if "anyOf" in schema:
            return any(self._fits(value, variant) for variant in schema["anyOf"])
        if "enum" in schema:
            return any(value == choice and type(value) is type(choice) for choice in schema["enum"])
        return _KINDS[schema["type"]](value) and self._inner_fits(value, schema)

    def _inner_fits(self, value: Any, schema: _Schema) -> bool:
        if is_list(value):
            return all(self._fits(each, schema["items"]) for each in value)
        if not isinstance(value, dict):
            return True
        members = cast("Dict[str, Any]", value)
        absent = schema.get(ABSENT, ())
        return all(name in members or name in absent for name in schema["required"]) and all(
            name in schema["properties"] and self._fits(each, schema["properties"][name])
            for name, each in members.items()
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
