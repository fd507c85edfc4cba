"""A JSON value and a schema to whether the one is an instance of the other."""

from __future__ import annotations

import json
import math
from typing import Any, Callable, Dict, List, Mapping, Tuple
from urllib.parse import unquote

from ._checks import is_list, is_object
from ._pattern import matches

__all__ = ["canonical", "pointed_at", "valid"]

_DEEPEST = 60  # references that lead on and on without a value are taken to hold


def valid(value: Any, schema: Any, root: Any, depth: int = 0) -> bool:
    """Whether `value` is an instance of `schema`, whose local references point into `root`.

    Formats are not looked at, nor is `unevaluatedProperties`. Raises what Python raises for a schema that is none.
    """
    if not is_object(schema):
        return schema is not False
    if depth > _DEEPEST or (value is None and schema.get("nullable") is True):
        return True

    def also(each: Any, part: Any) -> bool:
        return valid(each, part, root, depth + 1)

    if isinstance(schema.get("$ref"), str) and not also(value, pointed_at(root, schema["$ref"])):
        return False
    return all(check(value, schema, also) for check in _CHECKS)


def pointed_at(root: Any, reference: str) -> Any:
    """What a local reference such as `#/$defs/Person` points at; raises ValueError where it points nowhere."""
    if reference != "#" and not reference.startswith("#/"):
        raise ValueError("the reference %r leads out of the schema" % reference)
    found = root
    for step in unquote(reference).lstrip("#").split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if is_list(found) and key.isdecimal() and int(key) < len(found):
            found = found[int(key)]
        else:
            found = found.get(key) if is_object(found) else None
    if found is None:
        raise ValueError("the reference %r leads nowhere" % reference)
    return found


def canonical(value: Any) -> str:
    """A text that is the same for JSON values that are the same: 1 is 1.0, and is not true."""
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: Any) -> Any:
    if is_object(value):
        return {key: _plain(each) for key, each in value.items()}
    if is_list(value):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


_Schema = Mapping[str, Any]
_Also = Callable[[Any, Any], bool]


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: Dict[str, Callable[[Any], bool]] = {
    "array": is_list,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: is_number(value) and float(value).is_integer(),
    "null": lambda value: value is None,
    "number": is_number,
    "object": is_object,
    "string": lambda value: isinstance(value, str),
}


def _kind(value: Any, schema: _Schema, _: _Also) -> bool:
    kinds: Any = schema.get("type", [])
    if isinstance(kinds, str):
        kinds = [kinds]
    return not kinds or any(_TYPES[kind](value) for kind in kinds)


def _choice(value: Any, schema: _Schema, _: _Also) -> bool:
    choices: List[Any] = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    if "const" in schema and canonical(schema["const"]) != canonical(value):
        return False
    return not choices or canonical(value) in {canonical(choice) for choice in choices}


def _number(value: Any, schema: _Schema, _: _Also) -> bool:
    if not is_number(value):
        return True
    step, least, most = schema.get("multipleOf"), schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if least is True or most is True:  # how it was written up to draft 4 and OpenAPI 3.0
        least = schema.get("minimum") if least is True else least or None
        most = schema.get("maximum") if most is True else most or None
    return bool(
        value >= schema.get("minimum", value)
        and value <= schema.get("maximum", value)
        and (least is None or least is False or value > least)
        and (most is None or most is False or value < most)
        and (not step or math.isclose(value / step, round(value / step), rel_tol=1e-12, abs_tol=1e-12))
    )


def _text(value: Any, schema: _Schema, _: _Also) -> bool:
    if not isinstance(value, str):
        return True
    pattern = schema.get("pattern")
    return (schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", math.inf)) and (
        not isinstance(pattern, str) or matches(pattern, value)
    )


def _array(value: Any, schema: _Schema, also: _Also) -> bool:
    if not is_list(value):
        return True
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", math.inf):
        return False
    if schema.get("uniqueItems") and len({canonical(each) for each in value}) < len(value):
        return False
    if not all(also(each, part) for each, part in zip(value, item_schemas(schema, len(value)))):
        return False
    found = sum(also(each, schema["contains"]) for each in value) if "contains" in schema else math.inf
    return bool(schema.get("minContains", 1) <= found) and (
        "contains" not in schema or found <= schema.get("maxContains", math.inf)
    )


def item_schemas(schema: _Schema, length: int) -> List[Any]:
    """The schema of each of the first items."""
    first: Any = schema.get("prefixItems", [])
    rest: Any = schema.get("items", True)
    if is_list(rest):  # up to 2019-09
        first, rest = rest, schema.get("additionalItems", True)
    return [first[number] if number < len(first) else rest for number in range(length)]


def _object(value: Any, schema: _Schema, also: _Also) -> bool:
    if not is_object(value):
        return True
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", math.inf):
        return False
    names, parts = dependents(schema, value)
    if not all(name in value for name in (*schema.get("required", ()), *names)):
        return False
    return (
        all(also(value, part) for part in parts)
        and all(also(name, schema.get("propertyNames", True)) for name in value)
        and all(also(each, part) for name, each in value.items() for part in property_schemas(schema, name))
    )


def dependents(schema: _Schema, names: Any) -> Tuple[List[str], List[Any]]:
    """The properties and the schemas that the presence of `names` asks for."""
    asked: Dict[str, Any] = {**schema.get("dependencies", {})}
    found = [asked[name] for name in names if name in asked]
    found += [schema["dependentRequired"][name] for name in names if name in schema.get("dependentRequired", ())]
    parts = [schema["dependentSchemas"][name] for name in names if name in schema.get("dependentSchemas", ())]
    lists = [part for part in found if is_list(part)]
    return [name for part in lists for name in part], [*parts, *(part for part in found if not is_list(part))]


def property_schemas(schema: _Schema, name: str) -> List[Any]:
    """The schemas that a property of that name has to meet."""
    named = schema.get("properties", {})
    parts = [named[name]] if name in named else []
    parts += [part for pattern, part in schema.get("patternProperties", {}).items() if matches(pattern, name)]
    return parts or [schema.get("additionalProperties", True)]


def _combination(value: Any, schema: _Schema, also: _Also) -> bool:
    if not all(also(value, part) for part in schema.get("allOf", ())):
        return False
    if "anyOf" in schema and not any(also(value, part) for part in schema["anyOf"]):
        return False
    if "oneOf" in schema and sum(also(value, part) for part in schema["oneOf"]) != 1:
        return False
    if "not" in schema and also(value, schema["not"]):
        return False
    return "if" not in schema or also(value, schema.get("then" if also(value, schema["if"]) else "else", True))


_CHECKS: Tuple[Callable[[Any, _Schema, _Also], bool], ...] = (
    _kind,
    _choice,
    _number,
    _text,
    _array,
    _object,
    _combination,
)
