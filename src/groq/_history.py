"""What `sanitize_history` of a client does: histories to what the API takes of them, told in the log."""

from __future__ import annotations

import logging
from typing import Any

from ._core.history import is_history, sanitized

__all__ = ["checked_option", "told"]

_log = logging.getLogger("groq")


def checked_option(wanted: object) -> bool:
    """`wanted` as it is, if it says yes or no; else `TypeError`."""
    if not isinstance(wanted, bool):
        raise TypeError("`sanitize_history` is %r: pass True or False" % (wanted,))
    return wanted


def told(history: Any) -> Any:
    """The messages without what the API refuses; the log says where that stood, and not what it was.

    What are no messages is given as it is, for the API to name.
    """
    if not is_history(history):
        return history
    messages, out = sanitized(history)
    if out:
        _log.debug("sanitize_history left out: %s", ", ".join(out))
    return messages
