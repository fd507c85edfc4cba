"""The schemas that pydantic makes to Groq's strict dialect: closed objects, everything required."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NoReturn, Optional, Tuple

from ._endless import endless_path
from ._errors import SchemaNotStrictError

__all__ = ["ABSENT", "IMPOSSIBLE", "VALUE", "closed", "is_object", "wrapped"]

ABSENT = "x-groq-absent"
"""Marks, in an object, the properties that may be `null` only because the type allows to leave them out."""
IMPOSSIBLE = "x-groq-impossible"
"""Marks what has no JSON at all; its value says what that is."""
VALUE = "value"
"""The property that holds an answer that is no object by itself."""

_Schema = Dict[str, Any]
_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_KEPT: Mapping[str, Tuple[str, ...]] = {
    "boolean": (),
    "integer": _NUMERIC,
    "null": (),
    "number": _NUMERIC,
    "string": ("minLength", "maxLength", "pattern", "format"),
}
_FORMATS = ("date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uri", "uuid")
_BOUNDS = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))
# What narrows a schema in ways that the dialect has no words for.
_REFUSED = ("not", "if", "dependentRequired", "dependentSchemas", "dependencies", "contains")
_TYPES: Mapping[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
_NULL: Mapping[str, Any] = {"type": "null"}

_MAPPING = "an object with keys of its own choosing: use a list of objects that have a key and a value"
_ANYTHING = "a value of any kind: name the kinds, as in `Union[str, int]`"
_TUPLE = "a list whose places have different types: use a model with a field for each"


def closed(given: Mapping[str, Any]) -> _Schema:
    """The strict form of a schema, always that of an object, with marks for what may be absent.

    Raises SchemaNotStrictError where there is none.
    """
    closing = _Closing(given.get("$defs", {}))
    root = closing.schema(given, "")
    if not is_object(root, closing.definitions):
        root = wrapped(root)
    while "$ref" in root:  # Groq asks for an object, not for a reference to one
        root = closing.definitions[_name(root["$ref"])]
    whole = {**root, "$defs": closing.definitions} if closing.definitions else root
    path = endless_path(whole)
    if path is not None:
        _refuse(path, "it never ends, for each one holds another: make it optional, or a list")
    return whole


def wrapped(schema: Mapping[str, Any]) -> _Schema:
    """The schema of an object whose only property is what `schema` describes."""
    return {"type": "object", "properties": {VALUE: {**schema}}, "required": [VALUE], "additionalProperties": False}


def is_object(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> bool:
    """Whether a schema describes objects and nothing else."""
    seen: List[str] = []
    while True:
        schema = _merged(schema)
        reference = schema.get("$ref")
        if not isinstance(reference, str) or reference in seen:
            return schema.get("type") == "object"
        seen.append(reference)
        schema = definitions.get(_name(reference), {})


def _merged(given: Mapping[str, Any]) -> _Schema:
    """A schema without an `allOf` of one part, in which older pydantics put references."""
    parts: List[_Schema] = given.get("allOf", [])
    if len(parts) != 1:
        return {**given}
    return {**parts[0], **{key: part for key, part in given.items() if key != "allOf"}}


def _name(reference: str) -> str:
    return reference.replace("#/$defs/", "", 1)


def _refuse(path: str, reason: str) -> NoReturn:
    raise SchemaNotStrictError(path, reason)


class _Closing:
    """One schema in the making; each definition is closed where it is first met."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self.definitions: Dict[str, _Schema] = {}

    def schema(self, given: Mapping[str, Any], path: str) -> _Schema:
        """The strict form of the part to which `path` leads."""
        part = _merged(given)
        _check(part, path)
        words = {key: part[key] for key in ("title", "description") if isinstance(part.get(key), str)}
        if "$ref" in part:
            found = self._reference(part["$ref"], path)
            return {"anyOf": [found], **words} if words else found  # a reference stands alone in older drafts
        for key in ("anyOf", "oneOf"):
            if key in part:
                return {**_either([self.schema(variant, path) for variant in part[key]]), **words}
        if "const" in part or "enum" in part:
            return {**_choices(part.get("enum", [part.get("const")]), path), **words}
        if isinstance(part.get("type"), list):
            return {**_either([self.schema({**part, "type": kind}, path) for kind in part["type"]]), **words}
        return {**self._of_type(part, path), **words}

    def _reference(self, reference: str, path: str) -> _Schema:
        name = _name(reference)
        if name not in self._given:
            _refuse(path, "its reference %r leads nowhere" % reference)
        if name not in self.definitions:
            self.definitions[name] = {}  # for what refers to it, until it is there
            self.definitions[name] = self.schema(self._given[name], path)
        return {"$ref": reference}

    def _of_type(self, part: _Schema, path: str) -> _Schema:
        kind: Any = part.get("type")
        if kind == "object":
            return self._object(part, path)
        if kind == "array":
            return self._array(part, path)
        if kind not in _KEPT:
            _refuse(path, _ANYTHING)
        kept = {key: part[key] for key in _KEPT[kind] if key in part}
        if kept.get("format", _FORMATS[0]) not in _FORMATS:
            del kept["format"]  # pydantic's own, such as `binary`
        return {"type": kind, **kept}

    def _object(self, part: _Schema, path: str) -> _Schema:
        properties: Optional[_Schema] = part.get("properties")
        extra: Any = part.get("additionalProperties", False)
        if properties is None or isinstance(extra, dict) or (extra and not properties) or "patternProperties" in part:
            _refuse(path, _MAPPING)
        required = part.get("required", ())
        made = {name: self.schema(each, _below(path, name)) for name, each in properties.items()}
        absent = [name for name in made if name not in required and not self._takes_null(made[name])]
        whole = {
            "type": "object",
            "properties": {name: _nullable(each) if name in absent else each for name, each in made.items()},
            "required": [*made],
            "additionalProperties": False,
        }
        return {**whole, ABSENT: absent} if absent else whole

    def _array(self, part: _Schema, path: str) -> _Schema:
        items: Any = part.get("items", {})
        kept: _Schema = {key: part[key] for key in ("minItems", "maxItems") if key in part}
        places: List[Any] = part.get("prefixItems", [])
        if places:
            if any(place != places[0] for place in places) or part.get("maxItems") != len(places):
                _refuse(path, _TUPLE)
            items = places[0]
        return {"type": "array", "items": self.schema(items, path + "[]"), **kept}

    def _takes_null(self, schema: _Schema) -> bool:
        if "$ref" in schema:
            return self._takes_null(self.definitions[_name(schema["$ref"])])
        return schema.get("type") == "null" or any(map(self._takes_null, schema.get("anyOf", ())))


def _check(part: _Schema, path: str) -> None:
    if IMPOSSIBLE in part:
        _refuse(path, "there is no JSON for %s" % part[IMPOSSIBLE])
    for key in _REFUSED:
        if key in part:
            _refuse(path, "there is no word for `%s`" % key)
    if len(part.get("allOf", ())) > 1:
        _refuse(path, "there is no word for `allOf`")
    for least, most in _BOUNDS:
        if least in part and most in part and part[least] > part[most]:
            _refuse(path, "nothing fits it: `%s` %s is more than `%s` %s" % (least, part[least], most, part[most]))


def _below(path: str, name: str) -> str:
    return "%s.%s" % (path, name) if path else name


def _either(variants: List[_Schema]) -> _Schema:
    """One of several schemas: unions in unions are laid open, and none comes twice."""
    flat: List[_Schema] = []
    for variant in variants:
        for each in variant["anyOf"] if [*variant] == ["anyOf"] else [variant]:
            if each not in flat:
                flat.append(each)
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


def _nullable(schema: _Schema) -> _Schema:
    words: _Schema = {key: schema[key] for key in ("title", "description") if key in schema and "anyOf" in schema}
    bare = {key: part for key, part in schema.items() if key not in words}
    return {**_either([bare, {**_NULL}]), **words}


def _choices(values: List[Any], path: str) -> _Schema:
    """An `enum` for each type among the values."""
    by_type: Dict[str, List[Any]] = {}
    for value in values:
        if type(value) not in _TYPES:
            _refuse(path, "%r is no constant that a schema can name" % (value,))
        by_type.setdefault(_TYPES[type(value)], []).append(value)
    if not by_type:
        _refuse(path, "it has no values to choose from")
    return _either([{**_NULL} if kind == "null" else {"type": kind, "enum": each} for kind, each in by_type.items()])
