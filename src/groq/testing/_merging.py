"""Two JSON schemas to one that asks for both."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping

from ._checks import is_list, is_object
from ._validation import canonical

__all__ = ["merged"]


def merged(base: Mapping[str, Any], extra: Mapping[str, Any]) -> Dict[str, Any]:
    """A schema for what is an instance of both, as far as one can say so: where it cannot, `extra` wins."""
    both = {**base, **extra}
    for key in base.keys() & extra.keys():
        if key in _BOTH:
            both[key] = _BOTH[key](base[key], extra[key])
    return both


def _united(base: Any, extra: Any) -> List[Any]:
    return list(dict.fromkeys([*base, *extra]))


def _by_name(base: Any, extra: Any) -> Dict[str, Any]:
    """The schemas of both by name; a name of both has to meet both."""
    shared = {name: {"allOf": [base[name], extra[name]]} for name in base if name in extra}
    return {**base, **extra, **shared}


def _common(base: Any, extra: Any) -> List[Any]:
    known = {canonical(value) for value in extra}
    return [value for value in base if canonical(value) in known]


def _type(base: Any, extra: Any) -> Any:
    """The types of both: an integer is a number as well."""
    ours, theirs = _types(base), _types(extra)
    common = [kind for kind in ours if kind in theirs or (kind == "integer" and "number" in theirs)]
    common += [kind for kind in theirs if kind == "integer" and "number" in ours and kind not in ours]
    return common[0] if len(common) == 1 else common or extra


def _types(value: Any) -> List[Any]:
    return value if is_list(value) else [value]


def _properties(base: Any, extra: Any) -> Any:
    """What further properties are: none where one side allows none."""
    if is_object(base) and is_object(extra):
        return {"allOf": [base, extra]}
    return base if base is False or extra is True else extra


def _all(base: Any, extra: Any) -> Any:
    return {"allOf": [base, extra]}


_BOTH: Dict[str, Callable[[Any, Any], Any]] = {
    "additionalProperties": _properties,
    "allOf": lambda base, extra: [*base, *extra],
    "contains": _all,
    "enum": _common,
    "exclusiveMaximum": min,
    "exclusiveMinimum": max,
    "items": _all,
    "maxItems": min,
    "maxLength": min,
    "maxProperties": min,
    "maximum": min,
    "minItems": max,
    "minLength": max,
    "minProperties": max,
    "minimum": max,
    "multipleOf": lambda base, extra: base if base % extra == 0 else extra if extra % base == 0 else base * extra,
    "not": lambda base, extra: {"anyOf": [base, extra]},
    "patternProperties": _by_name,
    "properties": _by_name,
    "propertyNames": _all,
    "required": _united,
    "type": _type,
}
