"""Where a command puts what it makes: a file that does not exist yet, unless it is told to overwrite."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Iterable

from ._declare import option
from ._failure import Failure, Usage
from ._output import JSON
from ._paths import check_writable

__all__ = ["STANDARD_OUTPUT", "check_targets", "force_option", "target_option"]

STANDARD_OUTPUT = Path("-")
"""What stands for standard output where a file is asked for."""


def target_option(help: str) -> Any:
    """The field `target: Optional[Path]` of a command that writes a file."""
    return option("--to", "-o", help="%s; - is standard output" % help)


def force_option() -> Any:
    """The field `force: bool` of a command that writes files."""
    return option("--force", default=False, help="overwrite files that exist")


def check_targets(targets: Iterable[Path], *, force: bool, output: str = "text", binary: bool = False) -> None:
    """Refuse, before anything is sent, what could not be written, would be overwritten or would garble the output."""
    for target in targets:
        if target == STANDARD_OUTPUT:
            if output == JSON:
                raise Usage("--output json and -o - both want standard output")
            if binary and sys.stdout.isatty():
                raise Usage("a terminal cannot show this: pass -o FILE, or pipe it on")
            continue
        check_writable(target)
        if target.is_file() and not force:
            raise Failure("%s exists: pass --force to overwrite it." % target)
