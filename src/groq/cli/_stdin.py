"""Standard input to text."""

from __future__ import annotations

import sys

from ._failure import Failure, Usage

__all__ = ["standard_input"]


def standard_input(wanted: str) -> str:
    """All that is piped in, where `wanted` (such as "a text") was left out of the arguments."""
    if sys.stdin.isatty():
        raise Usage("pass %s, or pipe one in" % wanted)
    try:
        text = sys.stdin.read()
    except UnicodeDecodeError as error:
        raise Failure("standard input is not %s text." % error.encoding) from error
    return text.encode("utf-8", "replace").decode("utf-8")  # what some locales let in could not be sent
