"""A batch to the same batch when it has ended."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from ._failure import Usage
from ._output import note
from ._progress import Progress, progress

if TYPE_CHECKING:
    from groq import Groq
    from groq.types import Batch

__all__ = ["awaited", "check_poll", "pause"]

_ENDS = ("completed", "failed", "expired", "cancelled")
_RETRIES = 10
"""Whoever waits for hours gets over a minute without a network."""

pause = time.sleep


def check_poll(seconds: float) -> None:
    """Refuse what is no time between two looks."""
    if not 0 < seconds < math.inf:
        raise Usage("--poll is a number of seconds above 0")


def awaited(client: Groq, batch: Batch, poll: float) -> Batch:
    """The batch when it has ended. Looks after a second first, then ever more rarely, at last each `poll` seconds.

    Whoever stops waiting is told how to go on.
    """
    patient = client.with_options(max_retries=_RETRIES)
    wait = min(1.0, poll)
    try:
        with progress(batch.id) as bar:
            while batch.status not in _ENDS:
                _show(batch, bar)
                pause(wait)
                wait = min(2 * wait, poll)
                batch = patient.batches.retrieve(batch.id)
    except BaseException:
        told = "%s goes on: `groq batch wait %s` fetches its results, `groq batch cancel %s` ends it."
        note(told % (batch.id, batch.id, batch.id))
        raise
    return batch


def _show(batch: Batch, bar: Progress) -> None:
    counts: Any = batch.request_counts
    done = (counts.completed or 0) + (counts.failed or 0) if counts else 0
    bar.update(done, (counts and counts.total) or None, "%s %s" % (batch.id, batch.status))
