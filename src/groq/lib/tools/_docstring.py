"""Docstrings to what a model is told of a tool: what it does, and what its parameters are."""

from __future__ import annotations

import inspect
import re
from typing import Dict, List, NamedTuple, Optional

__all__ = ["Docstring", "read_docstring"]

_GOOGLE = re.compile(r"(Args|Arguments|Parameters|Params|Keyword Args|Keyword Arguments|Attributes):$")
_NUMPY = re.compile(r"((Other )?Parameters|Attributes)$")
_UNDERLINE = re.compile(r"-{3,}$")
_SPHINX = re.compile(r":(?:param|parameter|arg|argument|key|keyword)\s+(?:[^:]*\s)?\**(\w+)\s*:\s*(.*)$")
_FIELD = re.compile(r":\w+[^:]*:(\s|$)")
_SECTION = re.compile(r"[A-Z]\w*( \w+)?:$")
_GOOGLE_ITEM = re.compile(r"\**(\w+)\s*(?:\([^)]*\))?\s*:(?:\s+(.*)|$)")
_NUMPY_ITEM = re.compile(r"\**(\w+(?:\s*,\s*\**\w+)*)\s*(?::.*)?$")


class Docstring(NamedTuple):
    """What a docstring says."""

    description: Optional[str]
    """Its first paragraph, in one line; `None` where there is none."""
    parameters: Dict[str, str]
    """What it says of each parameter, in one line; those it says nothing of are not there."""


def read_docstring(text: Optional[str]) -> Docstring:
    """Read a docstring in the style of Google, NumPy or Sphinx; what is none of these tells of no parameter."""
    lines = inspect.cleandoc(text or "").splitlines()
    return Docstring(_first_paragraph(lines), {**_google(lines), **_numpy(lines), **_sphinx(lines)})


def _first_paragraph(lines: List[str]) -> Optional[str]:
    paragraph: List[str] = []
    for line, following in zip(lines, [*lines[1:], ""]):
        starts_section = _SECTION.match(line) or _FIELD.match(line) or _UNDERLINE.match(following)
        if not line.strip() or starts_section:
            break
        paragraph.append(line.strip())
    return " ".join(paragraph) or None


def _google(lines: List[str]) -> Dict[str, str]:
    found: Dict[str, List[str]] = {}
    within, depth, name = False, 0, ""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if not indent and line.strip():
            within, depth = _GOOGLE.match(line.strip()) is not None, 0
        elif within and line.strip():
            depth = depth or indent
            item = _GOOGLE_ITEM.match(line.strip()) if indent == depth else None
            if item is not None:
                name = item.group(1)
                found[name] = [item.group(2) or ""]
            elif name in found:
                found[name].append(line)
    return _in_one_line(found)


def _numpy(lines: List[str]) -> Dict[str, str]:
    found: Dict[str, List[str]] = {}
    within = False
    names: List[str] = []
    for line, following in zip(lines, [*lines[1:], ""]):
        if _UNDERLINE.match(following):
            within = _NUMPY.match(line) is not None
        elif within and line.strip() and not line[0].isspace() and not _UNDERLINE.match(line):
            item = _NUMPY_ITEM.match(line)
            names = [name.strip(" *") for name in item.group(1).split(",")] if item is not None else []
            found.update({name: [] for name in names})
        elif within and line.strip():
            for name in names:
                found[name].append(line)
    return _in_one_line(found)


def _sphinx(lines: List[str]) -> Dict[str, str]:
    found: Dict[str, List[str]] = {}
    name = ""
    for line in lines:
        item = _SPHINX.match(line)
        if item is not None:
            name = item.group(1)
            found[name] = [item.group(2)]
        elif _FIELD.match(line) or not line.strip():
            name = ""
        elif name:
            found[name].append(line)
    return _in_one_line(found)


def _in_one_line(found: Dict[str, List[str]]) -> Dict[str, str]:
    joined = {name: " ".join(" ".join(parts).split()) for name, parts in found.items()}
    return {name: text for name, text in joined.items() if text}
