"""Arguments to a command, and how it went to an exit status.

0 is success, 1 a failure that one line on standard error explains, 2 wrong usage, 130 an interrupt from the keyboard
and 141 output that nobody reads any more; the last two as shells count signals.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import Optional, Sequence

from .._version import __version__
from . import _chat
from ._failure import Failure

__all__ = ["main"]


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run the command that `argv` asks for (by default the arguments of this process); give its exit status."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:  # what a test puts in place of standard output need not have it
        reconfigure(errors="replace")  # a terminal that lacks a character still shows the rest
    try:
        arguments = _parser().parse_args(argv)
        arguments.run(arguments)
    except SystemExit as leaving:  # how argparse ends: after help, the version or a usage error
        return leaving.code if isinstance(leaving.code, int) else 0
    except Failure as failure:
        print("groq: %s" % failure, file=sys.stderr)
        return 1
    except BrokenPipeError:
        _forget_output()
        return 141
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m groq", description="Talk to Groq from the command line.")
    parser.add_argument("--version", action="version", version="groq %s" % __version__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _chat.add_to(commands)
    return parser


def _forget_output() -> None:
    """Send what is still buffered nowhere: flushing it at exit would fail again, and say so."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
