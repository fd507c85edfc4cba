"""A schema of a number or a text to one that fits, taken from the prompt where it has one."""

from __future__ import annotations

import math
import re
from itertools import chain, islice
from typing import Any, Dict, Iterator, List, Mapping

from ._pattern import samples
from ._text import words
from ._validation import valid

__all__ = ["NoInstance", "Told", "number_of", "text_of_schema"]

# `%d` is a number from 1 on, `%02d` one up to 28.
_FORMATS: Dict[str, str] = {
    "date": "2025-01-%02d",
    "date-time": "2025-01-%02dT12:00:00Z",
    "duration": "P%dD",
    "email": "someone%s@example.com",
    "hostname": "www%s.example.com",
    "idn-email": "someone%s@example.com",
    "idn-hostname": "www%s.example.com",
    "ipv4": "192.0.2.%d",
    "ipv6": "2001:db8::%d",
    "iri": "https://example.com/%s",
    "json-pointer": "/%d",
    "regex": "a{%d}",
    "relative-json-pointer": "%d",
    "time": "12:00:%02dZ",
    "uri": "https://example.com/%s",
    "uri-reference": "/%s",
    "url": "https://example.com/%s",
    "uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c33%02d",
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
_ENDS = ("", ".", "!", "?", ":")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\d)")


class NoInstance(Exception):
    """There is no value for a schema, or none was found."""


class Told:
    """The names, numbers and addresses of a prompt, each to be used once."""

    def __init__(self, prompt: str) -> None:
        text = _EMAIL.sub("", prompt)
        self.emails: List[str] = _EMAIL.findall(prompt)
        self.names = _names(text)
        self.numbers = [float(number) for number in _NUMBER.findall(text)]
        self._words = frozenset(words(prompt))

    def mentions(self, text: str) -> bool:
        return self._words.issuperset(words(text))

    def used(self, value: Any) -> None:
        """Take a value that was given out off the list."""
        mine: List[Any] = self.numbers
        if isinstance(value, str):
            mine = self.emails if value in self.emails else self.names
        if not isinstance(value, (bool, dict, list)) and value in mine:
            mine.remove(value)


def _names(text: str) -> List[str]:
    """The names in a text, those last that may only be the capital that begins a sentence."""
    found = [(_trimmed(name.group()), text[: name.start()].rstrip()[-1:] in _ENDS) for name in _NAME.finditer(text)]
    found.sort(key=lambda name: name[1] and " " not in name[0])
    return [name for name, _ in found if name]


def _trimmed(name: str) -> str:
    """A name without the words that only begin a sentence: 'What' of 'What Paris offers'."""
    kept = name.split()
    while kept and kept[0].partition("'")[0].lower() in _NOT_NAMES:
        kept.pop(0)
    return " ".join(kept)


def text_of_schema(schema: Mapping[str, Any], name: str, index: int, told: Told) -> str:
    """A text for the property `name`, the `index`-th of its kind."""
    limits = {key: schema[key] for key in ("pattern", "minLength", "maxLength") if key in schema}
    for text in _texts(schema, name, index, told):
        if valid(text, limits, True):
            return text
    raise NoInstance("no text fits %r" % limits)


def _texts(schema: Mapping[str, Any], name: str, index: int, told: Told) -> Iterator[str]:
    least, most = int(schema.get("minLength", 0)), schema.get("maxLength")
    shape = str(schema.get("format", ""))
    if shape == "email" or (not shape and "email" in name.lower()):
        yield from told.emails[:1]
        shape = "email"
    if shape in _FORMATS:
        yield _formatted(_FORMATS[shape], index)
    text = told.names[0] if told.names else name.replace("_", " ") or "text"
    text = text if index == 0 else "%s %d" % (text, index + 1)
    yield text.ljust(least, ".")[:most]
    if index:  # the number is what tells it from others
        yield ("%d %s" % (index + 1, text)).ljust(least, ".")[:most]
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        shared = () if index else _COMMON
        yield from chain(shared, islice(samples(pattern, first=index, least=least), 200))


def _formatted(template: str, index: int) -> str:
    if "%s" in template:
        return template % ("" if index == 0 else index + 1)
    return template % (index % 28 + 1 if "%02d" in template else index + 1)


def number_of(schema: Mapping[str, Any], whole: bool, index: int, told: Told) -> Any:
    """The `index`-th number of that schema; the first again where there are not so many."""
    limits = {key: value for key, value in schema.items() if key in _LIMITS}
    low, high = _ends(limits)
    step = limits.get("multipleOf") or (1 if whole else 0)
    proposed = told.numbers if index == 0 else []
    for number in chain(proposed, *(_numbers(low, high, step, start) for start in sorted({index, 0}, reverse=True))):
        fitting = int(number) if abs(number) < 1e15 and number == int(number) else number
        if (not whole or isinstance(fitting, int)) and valid(fitting, limits, True):
            return fitting
    raise NoInstance("no number fits %r" % limits)


_LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


def _ends(limits: Mapping[str, Any]) -> List[Any]:
    """The lowest and the highest number, None where there is none; itself it may be excluded."""
    ends: List[Any] = []
    for suffix, tightest in (("inimum", max), ("aximum", min)):
        found = [limits.get(key) for key in ("m" + suffix, "exclusiveM" + suffix)]
        numbers = [end for end in found if end is not None and not isinstance(end, bool)]
        ends.append(tightest(numbers) if numbers else None)
    return ends


def _numbers(low: Any, high: Any, step: Any, index: int) -> Iterator[Any]:
    """Numbers between the ends, the `index`-th first."""
    yield 1 + index
    for start in (end for end in (low, high) if end is not None):
        yield start + (index if start == low else -index)
    if step:
        first = math.ceil((low if low is not None else step if high is None else high - 2 * step) / step)
        for number in range(index, index + 4):
            yield (first + number) * step
        if high is not None:
            yield (math.floor(high / step) - index) * step
            yield (math.floor(high / step) - index - 1) * step
    if low is not None and high is not None:
        yield low + (high - low) * (index + 1) / (index + 2)
    yield (low if low is not None else (high or 0) - 2 * index - 1) + 0.5 + index
    if high is not None:
        yield high - 1 - index
    yield 0
