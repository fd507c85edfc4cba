"""A regular expression to texts that it matches."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Iterator, List, Match, Optional, Pattern, Set, Tuple, Union

__all__ = ["matches", "samples"]

_VARIANTS = 48  # ways to choose branches and characters that are tried
_LONGEST = 10_000  # of what one quantifier repeats
_ALPHABET = string.ascii_letters + "1234567890" + " -_.,:;/@#+()!?&%$*=<>[]{}'\"\\|~^`\n\té€"
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d+)(?:(,)(\d*))?\}|\{,(\d+)\})[?+]?")
_CODES = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_NAMED = re.compile(r"\(\?<(?![=!])")
_PROPERTY = re.compile(r"\\p\{?(L[ul]?|N[d]?)\w*\}?")
_PROPERTIES = {"L": "a-zA-Z", "Lu": "A-Z", "Ll": "a-z", "N": "0-9", "Nd": "0-9"}


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Pattern[str]:
    """The expression as Python writes it; raises ValueError for one that cannot be followed."""
    translated = _CLASS.sub(_class, _PROPERTY.sub(_property, _NAMED.sub("(?P<", pattern)))
    try:
        return re.compile(translated)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError("the pattern %r cannot be followed: %s" % (pattern, error)) from None


def _property(found: Match[str]) -> str:
    """What stands for a class of Unicode: its ASCII part."""
    letters = _PROPERTIES[found.group(1)]
    opened = found.string.count("[", 0, found.start()) > found.string.count("]", 0, found.start())
    return letters if opened else "[%s]" % letters


def _class(found: Match[str]) -> str:
    """A character class without what only Python reads as more: nested sets, and ranges from a class."""
    inner = re.sub(r"(\\[dDwWsS])-(?!\])", r"\1\\-", found.group()[1:-1])
    return "[%s]" % re.sub(r"(\\.)|([\[&|~])", lambda part: part.group(1) or "\\" + part.group(2), inner)


def matches(pattern: str, text: str) -> bool:
    """Whether the expression is found in the text; raises ValueError for one that cannot be followed."""
    return compiled(pattern).search(text) is not None


def samples(pattern: str, *, first: int = 0, least: int = 0) -> Iterator[str]:
    """Texts in which the expression is found, as far as any were, of at least `least` characters where it allows that.

    The series is the same each time; `first` says where in it to begin.
    """
    expression = compiled(pattern)
    node = _Parser(expression.pattern).whole()
    seen: Set[str] = set()
    for variant in range(first, first + _VARIANTS):
        for text in _written(node, variant, least):
            if text not in seen and expression.search(text):
                seen.add(text)
                yield text


def _written(node: _Node, variant: int, least: int) -> Iterator[str]:
    short = _Writer(variant, 0).write(node)
    for extra in (max(0, least - len(short)), max(0, least - len(short)) + 1 + variant % 3):
        writer = _Writer(variant, extra)
        text = writer.write(node)
        if len(text) < least:
            yield text.ljust(least, "a")
            yield text.rjust(least, "a")
        yield text
        ahead = "".join(writer.ahead)
        if ahead:  # what must come is written over the text, before it and after it
            yield ahead + text[len(ahead) :]
            yield ahead + text
            yield text + ahead


@dataclass(frozen=True)
class _Characters:
    """One of some characters."""

    members: Tuple[str, ...]


@dataclass(frozen=True)
class _Branches:
    """One of some sequences; `number` is that of the group they stand in, 0 for none."""

    branches: Tuple[Tuple[_Node, ...], ...]
    number: int = 0


@dataclass(frozen=True)
class _Repeat:
    node: _Node
    low: int
    high: int


@dataclass(frozen=True)
class _Ahead:
    """What has to follow."""

    node: _Node


@dataclass(frozen=True)
class _Again:
    """What a group was."""

    number: int


_Node = Union[_Characters, _Branches, _Repeat, _Ahead, _Again]


class _Writer:
    """Writes one text: `variant` says which branches and characters, `extra` how often to repeat beyond the least."""

    def __init__(self, variant: int, extra: int) -> None:
        self._choice = self._turn = variant
        self._extra = extra
        self._groups: Dict[int, str] = {}
        self.ahead: List[str] = []

    def write(self, node: _Node) -> str:
        if isinstance(node, _Characters):
            self._turn += 1
            return node.members[(self._turn - 1) % len(node.members)]
        if isinstance(node, _Repeat):
            more = min(self._extra, node.high - node.low)
            self._extra -= more
            return "".join(self.write(node.node) for _ in range(node.low + more))
        if isinstance(node, _Branches):
            self._choice, chosen = divmod(self._choice, len(node.branches))
            text = "".join([self.write(part) for part in node.branches[chosen]])
            self._groups[node.number] = text
            return text
        if isinstance(node, _Ahead):
            self.ahead.append(_Writer(self._turn, 0).write(node.node))
            return ""
        return self._groups.get(node.number, "")


class _Parser:
    """Reads an expression that Python has read before: so it is well-formed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._groups = 0
        self._names: Dict[str, int] = {}

    def whole(self) -> _Node:
        return _Branches(self._branches())

    def _branches(self) -> Tuple[Tuple[_Node, ...], ...]:
        branches: List[Tuple[_Node, ...]] = [self._sequence()]
        while self._took("|"):
            branches.append(self._sequence())
        return tuple(branches)

    def _sequence(self) -> Tuple[_Node, ...]:
        nodes: List[_Node] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            atom = self._atom()
            if atom is not None:
                nodes.append(self._repeated(atom))
        return tuple(nodes)

    def _repeated(self, node: _Node) -> _Node:
        found = _QUANTIFIER.match(self._text, self._at)
        if found is None:
            return node
        self._at = found.end()
        sign, least, comma, most, only_most = found.groups()
        if sign:
            low, high = {"*": (0, _LONGEST), "+": (1, _LONGEST), "?": (0, 1)}[sign]
        elif only_most:
            low, high = 0, int(only_most)
        else:
            low = int(least)
            high = low if not comma else int(most) if most else max(low, _LONGEST)
        if low > _LONGEST:
            raise ValueError("the pattern repeats something %d times" % low)
        return _Repeat(node, low, high)

    def _atom(self) -> Optional[_Node]:
        """The next node, None for what takes no room."""
        if self._took("^") or self._took("$"):
            return None
        if self._took("("):
            return self._group()
        for kind in (_CLASS, _ESCAPE):
            found = kind.match(self._text, self._at)
            if found is not None:
                self._at = found.end()
                return self._escaped(found.group())
        self._at += 1
        character = self._text[self._at - 1]
        return _Characters(_members(".")) if character == "." else _Characters((character,))

    def _escaped(self, raw: str) -> Optional[_Node]:
        if raw[1:] in ("b", "B", "A", "Z"):
            return None
        if raw[0] == "\\" and raw[1] in "123456789":
            return _Again(int(raw[1]))
        members = _members(raw)
        if not members:
            raise ValueError("no character fits %s" % raw)
        return _Characters(members)

    def _group(self) -> Optional[_Node]:
        if self._took("?P="):
            name = self._until(")")
            return _Again(self._names[name])
        number, look = self._opened()
        node = _Branches(self._branches(), number)
        self._took(")")
        return {"=": _Ahead(node), "!": None}.get(look, node)

    def _opened(self) -> Tuple[int, str]:
        """The number of the group that begins, 0 for none, and `=` or `!` where it only looks."""
        if not self._took("?"):
            self._groups += 1
            return self._groups, ""
        if self._took("P<"):
            self._groups += 1
            self._names[self._until(">")] = self._groups
            return self._groups, ""
        for opening, look in (("=", "="), ("!", "!"), ("<=", ""), ("<!", "!"), (":", ""), (">", "")):
            if self._took(opening):
                return 0, look
        flags = re.compile(r"[a-zA-Z-]*:?").match(self._text, self._at)  # (?i) and (?i:
        self._at = flags.end() if flags else self._at
        return 0, ""

    def _took(self, text: str) -> bool:
        if not self._text.startswith(text, self._at):
            return False
        self._at += len(text)
        return True

    def _until(self, end: str) -> str:
        start, self._at = self._at, self._text.index(end, self._at) + 1
        return self._text[start : self._at - 1]


@lru_cache(maxsize=256)
def _members(raw: str) -> Tuple[str, ...]:
    """The characters that a class or an escape stands for, as many as are worth trying."""
    named = "".join(chr(int(short or long, 16)) for short, long in _CODES.findall(raw))
    expression = re.compile(raw)
    return tuple(dict.fromkeys(each for each in _ALPHABET + raw + named if expression.fullmatch(each)))
