"""A JSON schema to an instance that validates against it.

It covers what structured outputs and tools are written in: objects, arrays, scalars and their bounds, enum, const,
anyOf, oneOf, allOf, nullable types, local references and recursion. A `pattern` is met where a common value matches.
"""

from __future__ import annotations

import math
import re
from typing import Any, Callable, Dict, List, Mapping, Optional

from ._checks import is_list, is_object
from ._errors import invalid
from ._text import words

__all__ = ["instance"]

_DEEP = 4  # from here on only what is required
_BOTTOM = 40  # a schema that is still not done here cannot be satisfied

_FORMATS = {
    "date": "2025-01-31",
    "date-time": "2025-01-31T12:00:00Z",
    "duration": "P1D",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "time": "12:00:00Z",
    "uri": "https://example.com/",
    "uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
}
_COMMON = ("a", "A", "1", "abc", "ABC", "Abc", "123", "ABC-123", "12345", "+15550100", "2025-01-31", "a_b", "#aabbcc")
_NOT_NAMES = frozenset(
    words(
        "a an and analyze are can classify could create describe do does extract find for from generate get give how i "
        "if in is it json list my of on please return show summarize tell the there this to use what when where which "
        "who why write"
    )
)
_NAME = re.compile(r"\b[A-Z][\w'-]*\w(?: [A-Z][\w'-]*\w)*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\d)")


def instance(schema: Any, prompt: str, path: str) -> Any:
    """An instance of the schema, with names and numbers of the prompt where they fit.

    `path` is where the schema stands in the request: a malformed one is refused by that name.
    """
    try:
        return _Generator(schema, prompt).value(schema, "", 0, 0)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise invalid("'%s' : not a valid JSON schema: %s" % (path, error), "invalid_schema", path) from None


class _Generator:
    """Makes instances of the parts of one schema; names and numbers of the prompt are used once each."""

    def __init__(self, root: Any, prompt: str) -> None:
        self._root = root
        emails = _EMAIL.findall(prompt)
        text = _EMAIL.sub("", prompt)
        self._emails: List[str] = emails
        self._names = [name for name in map(_trimmed, _NAME.findall(text)) if name]
        self._numbers = [float(number) for number in _NUMBER.findall(text)]
        self._words = frozenset(words(prompt))

    def value(self, given: Any, name: str, depth: int, index: int) -> Any:
        """An instance for the property `name`, the `index`-th of its array."""
        schema = self._resolved(given)
        if "const" in schema or depth > _BOTTOM:
            return schema.get("const")
        if schema.get("enum"):
            return self._choice(schema["enum"], index)
        options = schema.get("anyOf") or schema.get("oneOf")
        if options:
            rest = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
            return self.value(_merged(rest, self._resolved(_simplest(options, depth))), name, depth + 1, index)
        makers: Dict[str, Callable[[], Any]] = {
            "array": lambda: self._array(schema, name, depth),
            "boolean": lambda: True,
            "integer": lambda: self._number(schema, True, index),
            "null": lambda: None,
            "number": lambda: self._number(schema, False, index),
            "object": lambda: self._object(schema, depth),
            "string": lambda: self._string(schema, name, index),
        }
        return makers[_type_of(schema, depth)]()

    def _resolved(self, given: Any) -> Dict[str, Any]:
        """The schema without references and allOf."""
        schema = _mapping(given)
        for _ in range(_BOTTOM):
            if isinstance(schema.get("$ref"), str):
                rest = {key: value for key, value in schema.items() if key != "$ref"}
                schema = _merged(_pointed_at(self._root, schema["$ref"]), rest)
            elif isinstance(schema.get("allOf"), list):
                rest = {key: value for key, value in schema.items() if key != "allOf"}
                for part in schema["allOf"]:
                    rest = _merged(rest, self._resolved(part))
                schema = rest
        return schema

    def _object(self, schema: Mapping[str, Any], depth: int) -> Dict[str, Any]:
        properties = _mapping(schema.get("properties"))
        required = [name for name in schema.get("required") or () if isinstance(name, str)]
        names = [name for name in properties if depth < _DEEP or name in required]
        names += [name for name in required if name not in properties]
        return {name: self.value(properties.get(name), name, depth + 1, 0) for name in names}

    def _array(self, schema: Mapping[str, Any], name: str, depth: int) -> List[Any]:
        prefix: List[Any] = schema.get("prefixItems") or []
        least = max(int(schema.get("minItems") or 0), 1 if depth < _DEEP else 0)
        length = min(max(least, len(prefix)), int(schema.get("maxItems", least + len(prefix))))
        items = [*prefix[:length], *[schema.get("items")] * (length - len(prefix))]
        return [self.value(item, name, depth + 1, index) for index, item in enumerate(items)]

    def _choice(self, choices: List[Any], index: int) -> Any:
        """The `index`-th choice, those the prompt mentions first."""
        mentioned = [choice for choice in choices if isinstance(choice, str) and self._words.issuperset(words(choice))]
        rest = [choice for choice in choices if choice not in mentioned]
        return [*mentioned, *rest][index % len(choices)]

    def _number(self, schema: Mapping[str, Any], whole: bool, index: int) -> Any:
        fits = [number for number in self._numbers if _fits(number, schema, whole)]
        if fits:
            self._numbers.remove(fits[0])
        candidates = [*fits, *(start + index for start in (1, *_bounds(schema, whole))), *_bounds(schema, whole)]
        found = next((number for number in candidates if _fits(number, schema, whole)), candidates[-1])
        return int(found) if whole or found == int(found) else found

    def _string(self, schema: Mapping[str, Any], name: str, index: int) -> str:
        shape = str(schema.get("format", ""))
        if shape == "email" or "email" in name.lower():
            return self._emails.pop(0) if self._emails else _FORMATS["email"]
        if shape in _FORMATS:
            return _FORMATS[shape]
        text = self._names.pop(0) if self._names else name.replace("_", " ") or "text"
        text = text if index == 0 else "%s %d" % (text, index + 1)
        text = text.ljust(int(schema.get("minLength", 0)), ".")[: schema.get("maxLength")]
        pattern = schema.get("pattern")
        if not isinstance(pattern, str):
            return text
        return next((candidate for candidate in (text, *_COMMON) if _matches(pattern, candidate)), text)


def _mapping(value: Any) -> Dict[str, Any]:
    return value if is_object(value) else {}


def _merged(base: Mapping[str, Any], extra: Mapping[str, Any]) -> Dict[str, Any]:
    """Both schemas at once: properties and required names of both, elsewhere the second wins."""
    both = {**base, **extra}
    if "properties" in base and "properties" in extra:
        both["properties"] = {**_mapping(base["properties"]), **_mapping(extra["properties"])}
    if "required" in base and "required" in extra:
        both["required"] = [*base["required"], *extra["required"]]
    return both


def _pointed_at(root: Any, reference: str) -> Dict[str, Any]:
    """What a local reference such as `#/$defs/Person` points at; anything goes where it points nowhere."""
    found = root
    for step in reference.lstrip("#").split("/")[1:]:
        found = _mapping(found).get(step.replace("~1", "/").replace("~0", "~"))
    return _mapping(found)


def _simplest(options: List[Any], depth: int) -> Any:
    """The first option that is more than null; deep down null itself, or what refers to nothing."""
    nulls = [option for option in options if _mapping(option).get("type") == "null"]
    others = [option for option in options if option not in nulls]
    if depth < _DEEP:
        return (others or nulls)[0]
    return (nulls or [option for option in others if "$ref" not in _mapping(option)] or others)[0]


def _type_of(schema: Mapping[str, Any], depth: int) -> str:
    kind: Any = schema.get("type")
    if is_list(kind):
        named = [str(item) for item in kind if item != "null"]
        return "null" if not named or (depth >= _DEEP and "null" in kind) else named[0]
    if isinstance(kind, str):
        return kind
    if "properties" in schema:
        return "object"
    return "array" if "items" in schema or "prefixItems" in schema else "string"


def _bounds(schema: Mapping[str, Any], whole: bool) -> List[float]:
    """The lowest, the highest and the middle number a schema allows, as far as it says."""
    low, high = _limit(schema, "inimum"), _limit(schema, "aximum")
    step = schema.get("multipleOf") or (1 if whole else 0)
    above, below = (low or 0) + (step or 0.5), (high or 0) - (step or 0.5)
    middle = [] if low is None or high is None else [(low + high) / 2]
    ends = [end for end in (low, high) if end is not None]
    rounded = [] if not step else [math.ceil(end / step) * step for end in ends] + [step]
    return [*ends, *rounded, *middle, *([] if low is None else [above]), *([] if high is None else [below]), 0]


def _limit(schema: Mapping[str, Any], suffix: str) -> Optional[float]:
    for key in ("m" + suffix, "exclusiveM" + suffix):
        limit = schema.get(key)
        if isinstance(limit, (int, float)) and not isinstance(limit, bool):
            return limit
    return None


def _fits(number: float, schema: Mapping[str, Any], whole: bool) -> bool:
    step = schema.get("multipleOf")
    return (
        (not whole or number == int(number))
        and number >= schema.get("minimum", number)
        and number <= schema.get("maximum", number)
        and number > schema.get("exclusiveMinimum", -math.inf)
        and number < schema.get("exclusiveMaximum", math.inf)
        and (not step or math.isclose(number / step, round(number / step)))
    )


def _matches(pattern: str, text: str) -> bool:
    try:
        return bool(re.search(pattern, text))
    except re.error:
        return True  # written for another kind of regular expressions


def _trimmed(name: str) -> str:
    """A name without the words that only begin a sentence: 'What' of 'What Paris offers'."""
    kept = name.split()
    while kept and kept[0].partition("'")[0].lower() in _NOT_NAMES:
        kept.pop(0)
    return " ".join(kept)
