"""`models`: what can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Tuple

from ._connection import connected
from ._declare import Command
from ._output import output_option, print_listed

__all__ = ["COMMAND", "ModelsOptions", "models"]

_COLUMNS = ("id", "owned_by", "context_window", "max_completion_tokens", "active")
_YES_NO = {"True": "yes", "False": "no"}


@dataclass(frozen=True)
class ModelsOptions:
    """What `models` takes."""

    output: str = output_option()


def models(options: ModelsOptions) -> None:
    """List the models."""
    with connected() as client:
        listed = client.models.list()
    rows = sorted((_row(model) for model in listed.data), key=lambda row: str(row[0]))
    columns = ("id", "owner", "context window", "max completion tokens", "active")
    print_listed(listed, options.output, columns, rows)


COMMAND = Command("models", "List the models that can be asked.", ModelsOptions, models)


def _row(model: Any) -> Tuple[object, ...]:
    """The cells of a model; most of these fields are not among the documented ones."""
    return tuple(_YES_NO.get(str(cell), cell) for cell in (getattr(model, name, None) for name in _COLUMNS))
