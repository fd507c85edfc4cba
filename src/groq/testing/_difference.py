"""A request that was not recorded to what it differs in from the nearest that was."""

from __future__ import annotations

import difflib
import json
from typing import Any, List, Mapping, Sequence, Tuple

__all__ = ["difference", "title"]

_LINES = 30
_COLUMNS = 160


def title(request: Mapping[str, Any]) -> str:
    return "%s %s" % (request["method"], request["path"])


def difference(request: Mapping[str, Any], recorded: Sequence[Mapping[str, Any]]) -> str:
    """A sentence, and where anything was recorded the lines that differ from the nearest recording."""
    if not recorded:
        return "It holds no recordings."
    lines = _lines(request)
    number, nearest = max(enumerate(recorded, 1), key=lambda numbered: _likeness(request, lines, numbered[1]))
    unequal = list(difflib.unified_diff(_lines(nearest), lines, n=1, lineterm=""))[2:]
    shown = [line[:_COLUMNS] for line in unequal if not line.startswith("@@")]
    more = ["... and %d more lines" % (len(shown) - _LINES)] if len(shown) > _LINES else []
    heading = "The nearest is recording %d, %s (- recorded, + asked):" % (number, title(nearest))
    return "\n".join([heading, *shown[:_LINES], *more])


def _likeness(request: Mapping[str, Any], lines: List[str], other: Mapping[str, Any]) -> Tuple[bool, float]:
    """The same operation first, then as many equal lines as possible."""
    matcher = difflib.SequenceMatcher(None, _lines(other), lines, autojunk=False)
    return title(request) == title(other), matcher.quick_ratio()


def _lines(request: Mapping[str, Any]) -> List[str]:
    return json.dumps(request, ensure_ascii=False, indent=1).split("\n")
