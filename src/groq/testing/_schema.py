"""A JSON schema to an instance that validates against it.

Values are proposed from what the schema says and the prompt names, then checked: what is proposed is plausible, what is
given out is valid. So it covers what structured outputs and tools are written in: objects of every kind, arrays,
numbers and their bounds, patterns, formats, enum, const, anyOf, oneOf, allOf, not, if, local references, recursion.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence

from ._checks import is_list, is_object
from ._errors import invalid
from ._merging import merged
from ._pattern import samples
from ._scalars import NoInstance, Told, number_of, text_of_schema
from ._validation import canonical, dependents, item_schemas, pointed_at, property_schemas, valid

__all__ = ["instance"]

_DEEP = 4  # from here on only what is required
_BOTTOM = 40  # a schema that is still not done here cannot be satisfied
_PATIENCE = 20_000  # values that are proposed, before a schema counts as one that cannot be satisfied
_SHIFTS = 6  # how often each shape of a value is varied
_VALUES = frozenset(("const", "default", "enum", "examples"))  # keys that hold values, not schemas
_HINTS: Mapping[str, Sequence[str]] = {
    "object": (
        *("properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties"),
        *("maxProperties", "dependentRequired", "dependentSchemas", "dependencies"),
    ),
    "array": ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
    "number": ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"),
}
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_Shape = Mapping[str, Any]


def instance(schema: Any, prompt: str, path: str) -> Any:
    """An instance of the schema, with names and numbers of the prompt where they fit.

    `path` is where the schema stands in the request: a malformed one is refused by that name, and one for which no
    instance was found.
    """
    try:
        return _Generator(_tidied(schema), prompt).whole()
    except NoInstance as error:
        message = "'%s' : the local Groq found no instance of this schema: %s. Script a reply for it." % (path, error)
        raise invalid(message, "json_validate_failed", path) from None
    except ValueError as error:
        raise invalid("'%s' : not a valid JSON schema: %s" % (path, error), "invalid_schema", path) from None
    except (AttributeError, IndexError, KeyError, TypeError, RecursionError, OverflowError):
        message = "'%s' : not a valid JSON schema: a keyword has a value of the wrong kind" % path
        raise invalid(message, "invalid_schema", path) from None


def _tidied(schema: Any) -> Any:
    """The schema without keywords that are null."""
    if is_list(schema):
        return [_tidied(part) for part in schema]
    if not is_object(schema):
        return schema
    return {
        key: part if key in _VALUES else _tidied(part)
        for key, part in schema.items()
        if part is not None or key in _VALUES
    }


class _Generator:
    """Makes instances of the parts of one schema."""

    def __init__(self, root: Any, prompt: str) -> None:
        self._root = root
        self._told = Told(prompt)
        self._steps = 0

    def whole(self) -> Any:
        return self._value(self._root, "", 0, 0)

    def _value(self, given: Any, name: str, depth: int, index: int) -> Any:
        """An instance for the property `name`, the `index`-th of its kind."""
        self._steps += 1
        if depth > _BOTTOM or self._steps > _PATIENCE:
            raise NoInstance("it has no end")
        why: Optional[NoInstance] = None
        for propose in self._proposals(given, name, depth, index):
            try:
                proposed = propose()
            except NoInstance as error:
                why = why or error
                continue
            if valid(proposed, given, self._root):
                self._told.used(proposed)
                return proposed
        raise why or NoInstance("nothing fits %s" % (name or "it"))

    def _proposals(self, given: Any, name: str, depth: int, index: int) -> Iterator[Callable[[], Any]]:
        for shift in range(_SHIFTS):
            for schema in self._shapes(given, depth, 0):
                if "const" in schema:
                    yield partial(schema.get, "const")
                elif "enum" in schema:
                    yield from self._choices(schema["enum"], index if shift == 0 else index + shift)
                else:
                    for kind in _types_of(schema, depth):
                        yield self._maker(kind, schema, name, depth, index + shift, depth >= _DEEP or shift == 1)

    def _maker(self, kind: str, schema: _Shape, name: str, depth: int, index: int, sparse: bool) -> Callable[[], Any]:
        makers: Dict[str, Callable[[], Any]] = {
            "array": lambda: self._array(schema, name, depth, index, sparse),
            "boolean": lambda: index % 2 == 0,
            "integer": lambda: number_of(schema, True, index, self._told),
            "null": lambda: None,
            "number": lambda: number_of(schema, False, index, self._told),
            "object": lambda: self._object(schema, depth, index, sparse),
            "string": lambda: text_of_schema(schema, name, index, self._told),
        }
        return makers[kind]

    def _choices(self, choices: List[Any], index: int) -> Iterator[Callable[[], Any]]:
        """The choices from the `index`-th on, those the prompt mentions first."""
        mentioned = [choice for choice in choices if isinstance(choice, str) and self._told.mentions(choice)]
        ordered = [*mentioned, *(choice for choice in choices if choice not in mentioned)]
        for number in range(len(ordered)):
            yield partial(ordered.__getitem__, (index + number) % len(ordered))

    def _shapes(self, given: Any, depth: int, nested: int) -> Iterator[Dict[str, Any]]:
        """The schema without references, allOf, anyOf, oneOf and if: one shape for each way to choose among them."""
        schema = self._resolved(given)
        if nested > _BOTTOM:
            return
        for key in ("anyOf", "oneOf"):
            if schema.get(key):
                rest = {name: part for name, part in schema.items() if name != key}
                for option in _simple_first(schema[key], depth):
                    if option is not False:
                        yield from self._shapes(merged(rest, self._resolved(option)), depth, nested + 1)
                return
        if "if" in schema:
            yield from self._conditional(schema, depth, nested)
        else:
            yield schema

    def _conditional(self, schema: _Shape, depth: int, nested: int) -> Iterator[Dict[str, Any]]:
        rest = {name: part for name, part in schema.items() if name not in ("if", "then", "else")}
        met = merged(merged(rest, self._resolved(schema["if"])), self._resolved(schema.get("then", True)))
        for shape in (met, merged(rest, self._resolved(schema.get("else", True))), rest):
            yield from self._shapes(shape, depth, nested + 1)

    def _resolved(self, given: Any) -> Dict[str, Any]:
        """The schema without references and allOf."""
        schema: Dict[str, Any] = given if is_object(given) else {}
        for _ in range(_BOTTOM):
            if isinstance(schema.get("$ref"), str):
                rest = {key: value for key, value in schema.items() if key != "$ref"}
                found = pointed_at(self._root, schema["$ref"])
                schema = merged(found if is_object(found) else {}, rest)
            elif is_list(schema.get("allOf")):
                rest = {key: value for key, value in schema.items() if key != "allOf"}
                for part in schema["allOf"]:
                    rest = merged(rest, self._resolved(part))
                schema = rest
            else:
                return schema
        raise NoInstance("its references lead in a circle")

    def _object(self, shape: _Shape, depth: int, index: int, sparse: bool) -> Dict[str, Any]:
        made: Dict[str, Any] = {}
        schema = self._with_dependents(shape, sparse)
        required = self._closed(schema, schema.get("required", ()))
        optional = [] if sparse else [name for name in schema.get("properties", {}) if name not in required]
        names = [name for name in schema.get("properties", {}) if name in required or name in optional]
        for name in self._closed(schema, [*names, *required]):
            self._add(made, schema, name, depth, index, required)
        bare = not sparse and not schema.get("properties")
        least = schema.get("minProperties", int(bare and (_is_map(schema) or index > 0)))
        for name in self._further(schema, index) if len(made) < least else ():
            if len(made) >= least:
                break
            if name not in made:
                self._add(made, schema, name, depth, index, ())
        spare = [name for name in made if name not in required]
        for name in reversed(spare[: max(0, len(made) - schema.get("maxProperties", len(made)))]):
            del made[name]
        return made

    def _add(
        self, made: Dict[str, Any], schema: _Shape, name: str, depth: int, index: int, required: Sequence[str]
    ) -> None:
        """Give the object a property, unless it has no value and may be left out."""
        try:
            made[name] = self._value({"allOf": property_schemas(schema, name)}, name, depth + 1, index)
        except NoInstance:
            if name in required:
                raise

    def _with_dependents(self, schema: _Shape, sparse: bool) -> _Shape:
        """The schema with those that the presence of its properties asks for."""
        present = [*schema.get("required", ()), *(() if sparse else schema.get("properties", ()))]
        for part in dependents(schema, dict.fromkeys(present))[1]:
            schema = merged(schema, self._resolved(part))
        return schema

    def _closed(self, schema: _Shape, names: Any) -> List[str]:
        """Those names, and the ones that they ask for, directly or not."""
        closed: List[str] = list(dict.fromkeys(names))
        for name in closed:  # grows meanwhile
            asked = dict.fromkeys(dependents(schema, [name])[0])
            closed += [other for other in asked if other not in closed]
        return closed

    def _further(self, schema: _Shape, index: int) -> Iterator[str]:
        """Names that properties may have: those the schema lists, those of its patterns, then any."""
        yield from schema.get("properties", ())
        for pattern in schema.get("patternProperties", ()):
            yield from islice(samples(pattern, first=index), 12)
        if schema.get("additionalProperties") is not False and schema.get("unevaluatedProperties") is not False:
            named = {"allOf": [{"type": "string"}, schema.get("propertyNames", True)]}
            for number in range(50):
                yield self._value(named, "key", _DEEP, index + number)

    def _array(self, schema: _Shape, name: str, depth: int, index: int, sparse: bool) -> List[Any]:
        first, most = len(schema.get("prefixItems", ())), int(schema.get("maxItems", 1 << 30))
        sought = int(schema.get("minContains", 1)) if "contains" in schema else 0
        start = max(0, min(first, most - sought))  # those sought come after the first ones, where there is room
        wanted = min(max(int(schema.get("minItems", 0)), first, start + sought, 0 if sparse else 1), most)
        made: List[Any] = []
        for number, part in enumerate(item_schemas(schema, wanted)):
            found = {"allOf": [part, schema["contains"]]} if start <= number < start + sought else part
            try:
                made.append(self._item(found, name, depth, index + number, made if schema.get("uniqueItems") else ()))
            except NoInstance:
                if number < schema.get("minItems", 0):
                    raise
                break
        return made

    def _item(self, schema: Any, name: str, depth: int, index: int, others: Sequence[Any]) -> Any:
        """An item that is none of the others."""
        taken = {canonical(other) for other in others}
        for shift in range(len(taken) + 12):
            made = self._value(schema, name, depth + 1, index + shift)
            if canonical(made) not in taken:
                return made
        raise NoInstance("too few different items fit %s" % (name or "it"))


def _is_map(schema: _Shape) -> bool:
    """Whether the schema says what properties of any name are."""
    return is_object(schema.get("additionalProperties")) or bool(schema.get("patternProperties"))


def _simple_first(options: List[Any], depth: int) -> List[Any]:
    """The options in order, null last; deep down null first, and what refers to others last."""
    nulls = [option for option in options if is_object(option) and option.get("type") == "null"]
    others = [option for option in options if option not in nulls]
    if depth < _DEEP:
        return [*others, *nulls]
    return [*nulls, *sorted(others, key=lambda option: is_object(option) and "$ref" in option)]


def _types_of(schema: _Shape, depth: int) -> List[str]:
    """The types to try, the likeliest first."""
    kinds: Any = schema.get("type")
    for kind in kinds if is_list(kinds) else [kinds] * ("type" in schema):
        if kind not in _TYPES:
            raise ValueError("`type` is one of %s, not %r" % (", ".join(_TYPES), kind))
    if isinstance(kinds, str):
        return [kinds]
    if is_list(kinds):
        named = [str(kind) for kind in kinds if kind != "null"]
        nulls = ["null"] * ("null" in kinds)
        return [*nulls, *named] if depth >= _DEEP else [*named, *nulls]
    likely = [kind for kind, hints in _HINTS.items() if any(hint in schema for hint in hints)]
    return list(dict.fromkeys([*likely, "string", "integer", "boolean", "object", "array", "null"]))
