"""Programs of their own, for what depends on how a process begins, forks and ends: any word of theirs is a failure."""

from __future__ import annotations

import os
import subprocess
import sys

__all__ = ["said_by"]

_BEGIN = """
import asyncio, gc, logging, os, sys, threading
import groq

logging.getLogger("asyncio").addFilter(lambda record: "seconds" not in record.getMessage())  # of machines that are busy

URL, KEY = %r, %r
"""

# In its development mode Python 3.8 breaks down at any fork.
_MODE = ["-W", "error"] if sys.version_info < (3, 9) else ["-X", "dev", "-W", "error"]


def said_by(program: str, url: str, key: str = "test-key", **environment: str) -> str:
    """What a program prints, which has `URL` and `KEY` of a server; it may not end badly, nor complain of anything."""
    source = _BEGIN % (url, key) + program
    done = subprocess.run(
        [sys.executable, *_MODE, "-c", source],
        capture_output=True,
        text=True,
        timeout=50,
        env={**os.environ, **environment},
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout
