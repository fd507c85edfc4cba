"""What a model wrote in place of JSON to the JSON it may have meant."""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Iterator, List, Optional, Tuple, TypeVar

from pydantic import ValidationError

__all__ = ["mended", "validated"]

_T = TypeVar("_T")

_THOUGHT = re.compile(r"^.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```[\w-]*[ \t]*\n?(.*?)```", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.))', re.DOTALL)
_COMMA = re.compile(r",(\s*[}\]])")
_CONTROL = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def validated(text: str, validate: Callable[[str], _T]) -> Tuple[_T, str]:
    """What `validate` makes of a text, or of the first of its mended forms that it takes; and that form.

    Raises the `pydantic.ValidationError` of the text itself where it takes none.
    """
    try:
        return validate(text), text
    except ValidationError as error:
        for form in mended(text):
            try:
                return validate(form), form
            except ValidationError:
                continue
        raise error


def mended(text: str) -> Iterator[str]:
    """The JSON texts that a text may stand for, the likeliest first; none for one that is JSON already.

    Taken away are thoughts, fences of Markdown, and words around the JSON; put right are line ends and escapes that
    JSON does not have, commas before a closing bracket, and JSON that was written as a text. What was cut off is not
    completed: nobody knows what was left out.
    """
    seen = {text}
    for form in _forms(text):
        if form not in seen and _is_json(form):
            seen.add(form)
            yield form


def _forms(text: str) -> Iterator[str]:
    said = _THOUGHT.sub("", text)
    fenced = [match.group(1) for match in _FENCED.finditer(said)]
    for bare in [*fenced, said]:
        for form in (bare.strip(), _within(bare)):
            if form is not None:
                yield form
                yield _put_right(form)
    inner = _inner(said.strip())
    if inner is not None:
        yield inner
        yield _put_right(inner)


def _within(text: str) -> Optional[str]:
    """From the first opening bracket to the last closing one."""
    start = min((at for at in map(text.find, "{[") if at >= 0), default=-1)
    end = max(map(text.rfind, "}]"))
    return text[start : end + 1] if 0 <= start < end else None


def _put_right(text: str) -> str:
    """With strings as JSON has them, and no comma before a closing bracket."""
    parts: List[str] = []
    place = 0
    for match in _STRING.finditer(text):
        parts += [_COMMA.sub(r"\1", text[place : match.start()]), _string(match.group())]
        place = match.end()
    return "".join([*parts, _COMMA.sub(r"\1", text[place:])])


def _string(text: str) -> str:
    """A string whose escapes are those of JSON: what others escape means itself, and so does a backslash before it."""
    text = "".join(_CONTROL.get(character, character) for character in text)
    return _ESCAPE.sub(lambda match: match.group() if match.group(1) else _unescaped(match.group(2)), text)


def _unescaped(character: str) -> str:
    return character if not character.isalnum() else "\\\\" + character


def _inner(text: str) -> Optional[str]:
    """The JSON text that is written as a text: in quotes, or with its quotes escaped."""
    for form in (text, '"%s"' % text):
        try:
            read: Any = json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(read, str):
            return read
    return None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
