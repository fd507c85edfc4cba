"""JSON text that is still being written to the value it has so far."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Tuple

__all__ = ["NOTHING", "so_far"]

NOTHING: Any = object()
"""There is no value yet."""

_SPACE = re.compile(r"[ \t\n\r]*")
_TEXT = re.compile(r'"((?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|[^u]))*)(")?')
_WORD = re.compile(r"[-+.\w]+")
_HALF = re.compile("[\ud800-\udbff]$")


def so_far(text: str) -> Any:
    """What an unfinished JSON text says so far, `NOTHING` where it says nothing yet.

    A text that is not at its end is given as far as it goes; a number or a word at the end may go on, and is left out,
    like a key without a value. From where it is no JSON, the rest is not read.
    """
    try:
        return _Reader(text).value(_after_space(text, 0))[0]
    except RecursionError:
        return NOTHING


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


class _Reader:
    """Reads values: each method gives what it read, and where it ends, which is -1 where the text does before it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def value(self, place: int) -> Tuple[Any, int]:
        first = self._text[place : place + 1]
        if first == "{":
            return self._object(place + 1)
        if first == "[":
            return self._list(place + 1)
        return self._string(place) if first == '"' else self._word(place)

    def _string(self, place: int) -> Tuple[str, int]:
        found = _TEXT.match(self._text, place)
        if found is None:
            return "", -1
        read = str(json.loads('"%s"' % found.group(1), strict=False))
        return (read, found.end()) if found.group(2) else (_HALF.sub("", read), -1)

    def _word(self, place: int) -> Tuple[Any, int]:
        found = _WORD.match(self._text, place)
        if found is None or found.end() == len(self._text):
            return NOTHING, -1
        try:
            return json.loads(found.group()), found.end()
        except ValueError:
            return NOTHING, -1

    def _list(self, place: int) -> Tuple[List[Any], int]:
        read: List[Any] = []
        while True:
            place = _after_space(self._text, place)
            if self._text[place : place + 1] == "]":
                return read, place + 1
            value, place = self.value(place)
            if value is not NOTHING:
                read.append(value)
            place = self._next(place, "]")
            if place < 0:
                return read, -1

    def _object(self, place: int) -> Tuple[Dict[str, Any], int]:
        read: Dict[str, Any] = {}
        while True:
            place = _after_space(self._text, place)
            if self._text[place : place + 1] == "}":
                return read, place + 1
            name, place = self._string(place)
            place = _after_space(self._text, place) if place >= 0 else -1
            if place < 0 or self._text[place : place + 1] != ":":
                return read, -1
            value, place = self.value(_after_space(self._text, place + 1))
            if value is not NOTHING:
                read[name] = value
            place = self._next(place, "}")
            if place < 0:
                return read, -1

    def _next(self, place: int, end: str) -> int:
        """Where the next member begins, or the end stands; -1 where the text does not go on so."""
        if place < 0:
            return -1
        place = _after_space(self._text, place)
        following = self._text[place : place + 1]
        return place + 1 if following == "," else place if following == end else -1
