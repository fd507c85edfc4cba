"""Figures to one table: medians, ratios to the reference, spreads, and which targets are met."""

from __future__ import annotations

from statistics import median
from typing import Any, Dict, Iterator, List, Optional, Sequence

from contestants import REFERENCE
from rounds import Figures
from scenarios import Row, Target

__all__ = ["as_json", "as_text"]

_NAME, _CELL = 52, 15


def _values(figures: Figures, row: Row, contestant: str, scenario: str = "") -> List[float]:
    measured = figures.get((scenario or row.scenario, contestant), [])
    return [figure[row.figure] / row.scale for figure in measured if row.figure in figure]


def _median(figures: Figures, row: Row, contestant: str, scenario: str = "") -> Optional[float]:
    values = _values(figures, row, contestant, scenario)
    return median(values) if values else None


def _measured(figures: Figures, rows: Sequence[Row]) -> List[Row]:
    return [row for row in rows if any(_values(figures, row, contestant) for _, contestant in figures)]


def _reached(figures: Figures, row: Row, target: Target) -> Optional[float]:
    """What the target limits, None where it was not measured."""
    reached = _median(figures, row, target.who)
    if not target.over or reached is None:
        return reached
    over = _median(figures, row, target.over, target.row)
    return reached / over if over else None


def _verdict(figures: Figures, row: Row, target: Target) -> str:
    reached = _reached(figures, row, target)
    if reached is None:
        return "%s: not measured" % target
    return "%s: %s (%s)" % (target, "met" if reached <= target.limit else "MISSED", _short(reached))


def _short(value: float) -> str:
    """Three digits, without an exponent."""
    return "%.0f" % value if abs(value) >= 100 else "%.3g" % value


def _block(figures: Figures, row: Row, contestants: Sequence[str]) -> Iterator[str]:
    """The lines of one row: medians and ratios, from least to most, verdicts."""
    reference = _median(figures, row, REFERENCE)
    cells, spreads = [], []
    for contestant in contestants:
        values = _values(figures, row, contestant)
        if not values:
            cells.append("-")
            spreads.append("")
            continue
        middle = median(values)
        cells.append(_short(middle) + (" %.2gx" % (middle / reference) if reference else ""))
        spreads.append("%s-%s" % (_short(min(values)), _short(max(values))))
    yield ("%s (%s)" % (row.title, row.unit)).ljust(_NAME) + "".join(cell.rjust(_CELL) for cell in cells)
    if any(len(_values(figures, row, contestant)) > 1 for contestant in contestants):
        yield " " * _NAME + "".join(spread.rjust(_CELL) for spread in spreads)
    for target in row.targets:
        if target.who in contestants:
            yield "    " + _verdict(figures, row, target)


def as_text(figures: Figures, rows: Sequence[Row], contestants: Sequence[str]) -> str:
    """The table, three kinds of lines a row."""
    width = _NAME + _CELL * len(contestants)
    lines = [" " * _NAME + "".join(name.rjust(_CELL) for name in contestants), "-" * width]
    for row in _measured(figures, rows):
        lines += _block(figures, row, contestants)
    return "\n".join(lines)


def as_json(figures: Figures, rows: Sequence[Row], contestants: Sequence[str]) -> List[Dict[str, Any]]:
    """The same for programs: all values of each row, and for each target what was reached."""
    return [
        {
            "scenario": row.scenario,
            "title": row.title,
            "unit": row.unit,
            "values": {contestant: _values(figures, row, contestant) for contestant in contestants},
            "targets": {str(target): _reached(figures, row, target) for target in row.targets},
        }
        for row in _measured(figures, rows)
    ]
