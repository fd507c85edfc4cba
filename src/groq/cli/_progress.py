"""Long work to a bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import Any, Callable, Dict, Generator, Optional

__all__ = ["Progress", "progress"]


class Progress:
    """The bar of one piece of work. Where there is no terminal, nothing is shown."""

    def __init__(self, update: Callable[..., None]) -> None:
        self._update = update

    def advance(self, amount: float) -> None:
        """So much more is done."""
        self._update(advance=amount)

    def update(self, completed: float, total: Optional[float] = None, description: Optional[str] = None) -> None:
        """So much is done in all; None leaves the total or the description as it is."""
        self._update(completed=completed, total=total, description=description)


@contextmanager
def progress(description: str, total: Optional[float] = None) -> Generator[Progress, None, None]:
    """A bar for the time of the block; `total` None for work of unknown size. It is gone afterwards."""
    if not sys.stderr.isatty():
        yield Progress(_nothing)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(escape(description), total=total)

        def update(**changes: Any) -> None:
            given: Dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
            if "description" in given:  # the name of a file may look like markup
                given["description"] = escape(given["description"])
            bars.update(task, **given)

        yield Progress(update)


def _nothing(**changes: object) -> None:
    """Where nobody looks."""
