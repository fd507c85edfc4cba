"""Who answers: Groq where there is a key, otherwise the local Groq, over a real socket."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generator

from ._failure import Failure, explained
from ._output import note

if TYPE_CHECKING:
    from groq import Groq

__all__ = ["connected"]


@contextmanager
def connected(local: bool = False) -> Generator[Groq, None, None]:
    """A client for the time of a command. What its requests raise ends as a `Failure`.

    Without GROQ_API_KEY, or where `local` is asked for, it talks to a local Groq of its own.
    """
    key = os.environ.get("GROQ_API_KEY", "").strip()
    if local or not key:
        if not local:
            note("GROQ_API_KEY is not set: the built-in local Groq answers.")
        with _local() as client:
            yield client
        return
    if not key.isascii() or not key.isprintable():
        raise Failure("GROQ_API_KEY has characters that a key cannot have: copy it again.")
    from groq import Groq

    with explained(os.environ.get("GROQ_BASE_URL") or "https://api.groq.com", key), Groq(api_key=key) as client:
        yield client


@contextmanager
def _local() -> Generator[Groq, None, None]:
    from groq.testing import LocalGroq

    with LocalGroq() as local, local.serve() as server, server.client() as client, explained(server.url, ""):
        yield client
