"""Arguments to a command, and how it went to an exit status."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Optional, Sequence

from ._declare import Invocation
from ._failure import Failure, Usage
from ._output import note
from ._statuses import CLOSED, FAILED, INTERRUPTED, MISUSED

__all__ = ["main"]


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run the command that `argv` asks for (by default the arguments of this process); give its exit status.

    0 is success, 1 a failure that one line on standard error explains, 2 wrong usage, 130 an interrupt from the
    keyboard and 141 output that nobody reads any more.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # what a test puts in place of standard output need not have it
            reconfigure(errors="replace")  # a terminal that lacks a character still shows the rest
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except Failure as failure:
        note(str(failure))
        return FAILED
    except BrokenPipeError:
        _forget_output()
        return CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        note(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return FAILED


def _run(argv: Sequence[str]) -> int:
    invocation: Optional[Invocation] = None
    try:
        invocation = _parsed(argv, "groq" if Path(sys.argv[0]).stem == "groq" else "python -m groq")
        return invocation.run() if invocation else 0
    except Usage as wrong:
        usage = wrong.usage or (invocation.usage if invocation else "")
        note(str(wrong), before=usage.strip().replace("Usage:", "usage:", 1) + "\n" if usage else "")
        return MISUSED


def _parsed(argv: Sequence[str], prog: str) -> Optional[Invocation]:
    try:
        import rich
        import typer
    except ImportError:
        from ._argparse import parsed
    else:
        del rich, typer  # only asked for
        from ._typer import parsed
    return parsed(argv, prog)


def _forget_output() -> None:
    """Send what is still buffered nowhere: flushing it at exit would fail again, and say so."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
