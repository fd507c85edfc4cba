"""Values to what is printed: text and tables for people, JSON for programs, notes on standard error."""

from __future__ import annotations

import json
import re
import sys
from typing import Any, Iterable, List, Sequence

from ._declare import option

__all__ = ["JSON", "note", "output_option", "print_json", "print_listed", "print_table", "print_text", "printable"]

JSON = "json"


def output_option() -> Any:
    """The field `output: str` of a command that can also print JSON."""
    return option("--output", default="text", choices=("text", JSON), help="text for people, json for programs")


def note(text: str, *, before: str = "") -> None:
    """Tell the user something beside the output: one line on standard error."""
    print("%sgroq: %s" % (before, printable(" ".join(text.split()))), file=sys.stderr, flush=True)


def print_text(text: str) -> None:
    """Print a line; a terminal is spared what would steer it."""
    print(printable(text) if sys.stdout.isatty() else text, flush=True)


def print_json(value: object) -> None:
    """Print a model of the SDK, or plain data, as JSON."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=_jsonable), flush=True)


def print_listed(listed: object, output: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print what the API listed: as it came where JSON is wanted, else as a table of `rows`."""
    if output == JSON:
        print_json(listed)
    else:
        print_table(columns, [*rows])


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under the names of their columns: by rich on a terminal, elsewhere aligned and never cut."""
    cells = [["" if value is None else printable(str(value)).replace("\n", " ") for value in row] for row in rows]
    if not sys.stdout.isatty():
        _print_aligned([[column.upper() for column in columns], *cells])
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    Console().print(table)


def printable(text: str) -> str:
    """Text without the control characters that steer a terminal."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\N{REPLACEMENT CHARACTER}", text)


def _print_aligned(lines: Sequence[Sequence[str]]) -> None:
    widths: List[int] = [max(map(len, column)) for column in zip(*lines)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    sys.stdout.flush()


def _jsonable(value: Any) -> Any:
    to_dict = getattr(value, "to_dict", None)
    return to_dict(mode="json") if to_dict else str(value)
