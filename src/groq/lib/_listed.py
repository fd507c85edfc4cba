"""Arguments that are to be several things to lists of them."""

from __future__ import annotations

from typing import Any, Iterable, List, Mapping

__all__ = ["listed"]


def listed(name: str, value: Any) -> List[Any]:
    """What the argument `name` holds; raises a TypeError for what is one thing, or nothing."""
    if isinstance(value, (str, bytes, Mapping, type)) or not isinstance(value, Iterable):
        raise TypeError("`%s` is %r: pass a list of %s" % (name, value, name))
    return [*value]
