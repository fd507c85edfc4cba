"""Files that are read and written: told early when they cannot be, and never left half-written."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Generator

from ._failure import Failure

__all__ = ["check_readable", "check_writable", "writing"]


def check_readable(path: Path) -> None:
    """Fail, before anything is sent, where a file cannot be read."""
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise Failure("cannot read %s: %s." % (path, error.strerror)) from None


def check_writable(path: Path) -> None:
    """Fail, before long work, where a file could not be written."""
    if str(path) == "-":
        return
    parent = path.resolve().parent
    if path.is_dir():
        raise Failure("cannot write %s: it is a directory." % path)
    if not parent.is_dir():
        raise Failure("cannot write %s: there is no directory %s." % (path, parent))
    if not os.access(str(path if path.exists() else parent), os.W_OK):
        raise Failure("cannot write %s: permission denied." % path)


@contextmanager
def writing(path: Path) -> Generator[IO[bytes], None, None]:
    """A file that is at `path` when the block ends, and not at all when it fails or is interrupted.

    What was there before stays until then. `-` is standard output; what is no ordinary file is written directly.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    check_writable(path)
    target = Path(os.path.realpath(str(path)))  # a symbolic link goes on pointing to it
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as file:
            yield file
        return
    part = target.with_name(".%s.%s.part" % (target.name[:200], secrets.token_hex(4)))
    try:
        file = part.open("xb")
    except OSError as error:  # which would name the part
        raise Failure("cannot write %s: %s." % (path, error.strerror)) from None
    try:
        with file:
            yield file
        os.replace(str(part), str(target))
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
