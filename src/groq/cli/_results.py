"""A batch that has ended to files of its results, and to an exit status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, List, NamedTuple, Tuple

from ._files import save_content
from ._output import JSON, note, print_json
from ._targets import STANDARD_OUTPUT, check_targets

if TYPE_CHECKING:
    from groq import Groq
    from groq.types import Batch

__all__ = ["Places", "check_places", "counts", "described", "fetched", "places"]

_SHOWN = 10
"""More errors than that are counted only."""


class Places(NamedTuple):
    """Where answers and refusals go: two files, or both standard output."""

    answers: Path
    errors: Path


def places(target: Path) -> Places:
    """The target for the answers, and beside it one for refusals: `results.errors.jsonl` beside `results.jsonl`."""
    if target == STANDARD_OUTPUT:
        return Places(target, target)
    return Places(target, target.with_name("%s.errors%s" % (target.stem, target.suffix)))


def check_places(where: Places, *, force: bool, output: str) -> None:
    """Refuse, before anything is sent, what could not be written or would be overwritten."""
    check_targets(where, force=force, output=output)


def counts(batch: Any) -> Tuple[int, int, int]:
    """How many requests are answered, how many are refused, and how many there are."""
    known = batch.request_counts
    return (known.completed or 0, known.failed or 0, known.total or 0) if known else (0, 0, 0)


def described(error: Any) -> str:
    """What was wrong with the input file, or a line of it."""
    where = "line %s: " % error.line if error.line else ""
    return "%s%s" % (where, error.message or error.code or "no reason was given")


def fetched(client: Groq, batch: Batch, where: Places, output: str) -> int:
    """Download the results and tell how it went; 0 where each request was answered, else 1."""
    try:
        saved = _saved(client, batch, where)
    except BaseException:
        note("%s has ended: `groq batch wait %s` fetches its results." % (batch.id, batch.id))
        raise
    answered, refused, total = counts(batch)
    good = batch.status == "completed" and not refused
    if output == JSON:
        print_json({"batch": batch, **saved._asdict()})
    for error in _errors(batch):
        note(error)
    told = "%s %s: %d answered, %d refused, of %d" % (batch.id, batch.status, answered, refused, total)
    files = " and ".join(str(path) for path in saved if path and path != STANDARD_OUTPUT)
    note("%s; see %s." % (told, files) if files else told + ".")
    return 0 if good else 1


class _Saved(NamedTuple):
    answers: object
    errors: object


def _saved(client: Groq, batch: Batch, where: Places) -> _Saved:
    """What was written. Results of an earlier batch do not stay where they could be taken for this one's."""
    answers, errors = _ids(batch.output_file_id), _ids(batch.error_file_id)
    if where.answers == STANDARD_OUTPUT:
        save_content(client, answers + errors, STANDARD_OUTPUT)
        return _Saved(None, None)
    kept: List[object] = []
    for ids, path in ((answers, where.answers), (errors, where.errors)):
        if ids:
            save_content(client, ids, path)
        elif path.is_file():
            path.unlink()
        kept.append(path if ids else None)
    return _Saved(*kept)


def _ids(id: Any) -> List[str]:
    return [id] if id else []


def _errors(batch: Batch) -> List[str]:
    errors = [described(error) for error in (batch.errors and batch.errors.data) or ()]
    more = len(errors) - _SHOWN
    return [*errors[:_SHOWN], *(["and %d more." % more] if more > 0 else [])]
