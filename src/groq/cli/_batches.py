"""`batch`: files of requests that are worked off in the background, and their results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple

from ._connection import connected
from ._declare import Command, argument, option
from ._failure import Usage
from ._files import checked, moment
from ._ids import check_ids
from ._output import JSON, note, output_option, print_json, print_listed, print_text
from ._paths import check_readable
from ._results import check_places, counts, described, fetched, places
from ._targets import force_option, target_option
from ._uploads import uploading
from ._waiting import awaited, check_poll

if TYPE_CHECKING:
    from groq import Groq

__all__ = ["COMMANDS"]

_TARGET = "the file for the answers; refusals go to a second one, NAME.errors.jsonl"


@dataclass(frozen=True)
class RunOptions:
    """What `batch run` takes."""

    file: Path = argument("the requests, as lines of JSON", metavar="FILE.jsonl")
    target: Optional[Path] = target_option(_TARGET + " (default: FILE.results.jsonl)")
    force: bool = force_option()
    window: str = option("--window", default="24h", metavar="TIME", help="how long it may take, from 24h to 7d")
    poll: float = option("--poll", default=10.0, metavar="SECONDS", help="how often to ask how far it is")
    output: str = output_option()


@dataclass(frozen=True)
class WaitOptions:
    """What `batch wait` takes."""

    id: str = argument("the id of a batch", metavar="ID")
    target: Optional[Path] = target_option(_TARGET + " (default: ID.results.jsonl)")
    force: bool = force_option()
    poll: float = option("--poll", default=10.0, metavar="SECONDS", help="how often to ask how far it is")
    output: str = output_option()


@dataclass(frozen=True)
class OneOptions:
    """What `batch status` and `batch cancel` take."""

    id: str = argument("the id of a batch", metavar="ID")
    output: str = output_option()


@dataclass(frozen=True)
class ListOptions:
    """What `batch list` takes."""

    output: str = output_option()


def run(options: RunOptions) -> int:
    """Upload a file of requests, wait for the batch and download its results."""
    _check_window(options.window)
    check_poll(options.poll)
    check_readable(options.file)
    where = places(options.target or Path(options.file.stem + ".results.jsonl"))
    check_places(where, force=options.force, output=options.output)
    requests = checked(options.file)
    with connected() as client:
        with uploading(options.file) as content:
            file = client.files.create(file=content, purpose="batch")
        batch = client.batches.create(
            completion_window=options.window, endpoint=requests.endpoint, input_file_id=file.id or ""
        )
        note("%s has %d request%s." % (batch.id, requests.total, "" if requests.total == 1 else "s"))
        return fetched(client, awaited(client, batch, options.poll), where, options.output)


def wait(options: WaitOptions) -> int:
    """Wait for a batch that was begun before, and download its results."""
    check_ids([options.id])
    check_poll(options.poll)
    where = places(options.target or Path(options.id + ".results.jsonl"))
    check_places(where, force=options.force, output=options.output)
    with connected() as client:
        batch = awaited(client, client.batches.retrieve(options.id), options.poll)
        return fetched(client, batch, where, options.output)


def status(options: OneOptions) -> None:
    """Show how far a batch is."""
    _show(options, lambda client: client.batches.retrieve(options.id))


def cancel(options: OneOptions) -> None:
    """End a batch; what it has done by then can still be fetched."""
    _show(options, lambda client: client.batches.cancel(options.id))


def list_batches(options: ListOptions) -> None:
    """Show the batches, the API's order kept."""
    with connected() as client:
        batches = client.batches.list()
    rows = ((batch.id, batch.status, *counts(batch), moment(batch.created_at)) for batch in batches.data or ())
    print_listed(batches, options.output, ("id", "status", "done", "failed", "of", "created"), rows)


def _check_window(window: str) -> None:
    amount, unit = window[:-1], window[-1:]
    hours = int(amount) * {"h": 1, "d": 24}.get(unit, 0) if re.fullmatch("[0-9]{1,9}", amount) else 0
    if not 24 <= hours <= 7 * 24:
        raise Usage("--window is from 24h to 7d, not %r" % window)


def _show(options: OneOptions, ask: Callable[[Groq], Any]) -> None:
    check_ids([options.id])
    with connected() as client:
        batch = ask(client)
    if options.output == JSON:
        print_json(batch)
        return
    done, failed, total = counts(batch)
    rows: List[Tuple[str, object]] = [
        ("id", batch.id),
        ("status", batch.status),
        ("endpoint", batch.endpoint),
        ("requests", "%s done, %s failed, of %s" % (done, failed, total)),
        *((name, getattr(batch, name)) for name in ("input_file_id", "output_file_id", "error_file_id")),
        *((name, moment(getattr(batch, name))) for name in ("created_at", "expires_at", "completed_at")),
    ]
    for name, value in rows:
        if value not in (None, ""):
            print_text("%-15s %s" % (name, value))
    for error in (batch.errors and batch.errors.data) or ():
        print_text("%-15s %s" % ("error", described(error)))


COMMANDS: Tuple[Command[Any], ...] = (
    Command("batch run", "Upload requests, wait for their batch and download its results.", RunOptions, run),
    Command("batch wait", "Wait for a batch and download its results.", WaitOptions, wait),
    Command("batch status", "Show how far a batch is.", OneOptions, status),
    Command("batch cancel", "End a batch.", OneOptions, cancel),
    Command("batch list", "Show the batches.", ListOptions, list_batches),
)
