"""Ids of files and batches, as they stand in a path."""

from __future__ import annotations

import re
from typing import Iterable

from ._failure import Usage

__all__ = ["check_ids"]


def check_ids(ids: Iterable[str]) -> None:
    """Refuse what is no id, before anything is sent."""
    for id in ids:
        if not re.fullmatch(r"[\w-]+", id):
            raise Usage("%r is no id: it has letters, digits, _ and - only" % id)
