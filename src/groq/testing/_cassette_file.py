"""Recordings to a file, and back."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any, Dict, List, Sequence

from .._exceptions import GroqError
from .._version import __version__
from ._checks import is_list, is_object
from ._recording import Recording, answer_of

__all__ = ["CassetteError", "loaded", "prepare", "save"]

_FORMAT = 1


class CassetteError(GroqError):
    """A cassette that cannot be read or written, or that was not asked what it holds."""


def loaded(path: str) -> List[Recording]:
    """The recordings of a cassette; raises `CassetteError` where there is none, or it is not one."""
    try:
        with open(path, encoding="utf-8") as file:
            found: Any = json.load(file)
    except FileNotFoundError:
        raise CassetteError("There is no cassette at %s: record one first." % path) from None
    except OSError as error:
        raise CassetteError("The cassette %s cannot be read: %s." % (path, error.strerror)) from None
    except (ValueError, RecursionError) as error:
        raise CassetteError("The cassette %s is not JSON: %s." % (path, error)) from None
    if not is_object(found) or "format" not in found:
        raise CassetteError('%s is not a cassette: it names no "format".' % path)
    if found["format"] != _FORMAT:
        message = "The cassette %s has format %r, this version of groq reads format %d: record it anew."
        raise CassetteError(message % (path, found["format"], _FORMAT))
    entries = found.get("recordings")
    if not is_list(entries):
        raise CassetteError('The cassette %s has no list of "recordings".' % path)
    return [_recording(path, number, entry) for number, entry in enumerate(entries, 1)]


def _recording(path: str, number: int, entry: Any) -> Recording:
    for part, members in (("request", ("method", "path")), ("answer", ("status", "headers"))):
        inner = entry.get(part) if is_object(entry) else None
        if not is_object(inner):
            raise CassetteError('Recording %d of the cassette %s has no "%s".' % (number, path, part))
        for member in members:
            if member not in inner:
                message = 'Recording %d of the cassette %s has no "%s" in its "%s".'
                raise CassetteError(message % (number, path, member, part))
    try:
        answer_of(entry["answer"])
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        message = 'Recording %d of the cassette %s has an "answer" that is none: %s.'
        raise CassetteError(message % (number, path, error)) from None
    return Recording(entry["request"], entry["answer"])


def prepare(path: str) -> None:
    """Make sure that a cassette can be written, and make its directory; raises `CassetteError` where it cannot."""
    if os.path.isdir(path):
        raise CassetteError("The cassette %s cannot be written: it is a directory." % path)
    temporary = _temporary(path)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "w", encoding="utf-8"):
            pass
        os.remove(temporary)
    except OSError as error:
        raise _unwritable(path, error) from None


def save(path: str, upstream: str, recordings: Sequence[Recording]) -> None:
    """Write a cassette, or leave the one that is there as it is; raises `CassetteError` where it cannot be written."""
    cassette: Dict[str, Any] = {
        "format": _FORMAT,
        "groq": __version__,
        "recorded": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "upstream": upstream,
        "recordings": [{"request": recording.request, "answer": recording.answer} for recording in recordings],
    }
    # Half a surrogate pair, which UTF-8 lacks, becomes the JSON escape it came as.
    content = json.dumps(cassette, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
    temporary = _temporary(path)
    try:
        with open(temporary, "wb") as file:
            file.write(content)
        os.replace(temporary, os.path.realpath(path))
    except BaseException as error:
        with suppress(OSError):
            os.remove(temporary)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise


def _temporary(path: str) -> str:
    return "%s.%d.tmp" % (path, os.getpid())


def _unwritable(path: str, error: OSError) -> CassetteError:
    return CassetteError("The cassette %s cannot be written: %s." % (path, error.strerror))
