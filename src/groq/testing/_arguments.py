"""What a test scripts: checked, or refused with a sentence that says what it must be."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

__all__ = [
    "checked_headers",
    "checked_key",
    "checked_range",
    "checked_retry_after",
    "checked_seconds",
    "checked_whole",
    "one_of",
]

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
_FRAMING = ("content-length", "transfer-encoding", "connection")


def checked_whole(name: str, value: object, least: int, most: Optional[int] = None) -> int:
    """`value`, which must be a whole number from `least` on, up to `most`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("`%s` is %r: it must be a whole number" % (name, value))
    if value < least or (most is not None and value > most):
        bounds = "at least %d" % least if most is None else "from %d to %d" % (least, most)
        raise ValueError("`%s` is %d: it must be %s" % (name, value, bounds))
    return value


def checked_seconds(name: str, value: object, *, least: float = 0.0, most: float = math.inf) -> float:
    """`value`, which must be a number of that size: usually seconds, which may be none but not negative."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("`%s` is %r: it must be a number" % (name, value))
    if not least <= value <= most or math.isinf(value):
        bounds = "%g or more" % least if math.isinf(most) else "from %g to %g" % (least, most)
        raise ValueError("`%s` is %r: it must be a number, %s" % (name, value, bounds))
    return float(value)


def checked_range(name: str, value: Sequence[object]) -> None:
    """Refuse what is not a low and a high number of seconds."""
    if len(value) != 2:
        raise ValueError("`%s` is %r: a range is (low, high)" % (name, value))
    checked_seconds("the high end of " + name, value[1], least=checked_seconds("the low end of " + name, value[0]))


def checked_retry_after(value: object) -> None:
    """Refuse what no retry-after can be made of."""
    if value is None or isinstance(value, str):
        checked_headers({"retry-after": value or ""})
    elif isinstance(value, timedelta):
        checked_seconds("retry_after", value.total_seconds())
    elif isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("`retry_after` is a datetime without a time zone: make it with tz=timezone.utc")
    else:
        checked_seconds("retry_after", value)


def checked_headers(headers: Optional[Mapping[Any, Any]]) -> Dict[str, str]:
    """A copy of the headers, which must be ones that can be sent."""
    for name, value in (headers or {}).items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError("The header %r: %r cannot be sent: names and values must be strings" % (name, value))
        if not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(value):
            raise ValueError("The header %r: %r has a character that no header can have" % (name, value))
        if name.lower() in _FRAMING:
            raise ValueError("The header %r cannot be scripted: it follows from the body and the connection" % name)
    return dict(headers or {})


def checked_key(key: object) -> str:
    """`key`, which must be one that a client can send in a header."""
    if not isinstance(key, str):
        raise TypeError("`api_key` is %r: it must be a string" % (key,))
    if not key or key != key.strip() or not key.isascii() or not key.isprintable():
        raise ValueError("`api_key` is %r: it must be ASCII characters, with no space around them" % key)
    return key


def one_of(argument: str, value: object, known: Tuple[str, ...]) -> str:
    """`value`, which must be one of the `known` names; where it is not, those that come near it are shown."""
    if not isinstance(value, str):
        raise TypeError("`%s` is %r: it must be a string" % (argument, value))
    if value in known:
        return value
    near = get_close_matches(value, known, 3, 0.7) or [name for name in known if value and value in name] or known
    raise ValueError("`%s` is %r, which is unknown: did you mean %s?" % (argument, value, " or ".join(map(repr, near))))
