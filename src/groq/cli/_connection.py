"""Who answers: Groq where there is a key, otherwise the local Groq, over a real socket."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, ContextManager, Generator

from ._failure import Failure, explained
from ._output import note

if TYPE_CHECKING:
    from groq import Groq

__all__ = ["DEFAULT_BASE_URL", "connected", "explained_by", "given_key", "is_sendable", "shown_url"]

DEFAULT_BASE_URL = "https://api.groq.com"


@contextmanager
def connected(local: bool = False) -> Generator[Groq, None, None]:
    """A client for the time of a command. What its requests raise ends as a `Failure`.

    Without GROQ_API_KEY, or where `local` is asked for, it talks to a local Groq of its own.
    """
    key = given_key()
    if local or not key:
        if not local:
            note("GROQ_API_KEY is not set: the built-in local Groq answers.")
        with _local() as client:
            yield client
        return
    if not is_sendable(key):
        raise Failure("GROQ_API_KEY has characters that a key cannot have: copy it again.")
    from groq import Groq

    url = os.environ.get("GROQ_BASE_URL") or DEFAULT_BASE_URL
    with explained(shown_url(url), key), Groq(api_key=key) as client:
        yield client


def explained_by(client: Groq) -> ContextManager[None]:
    """The same for a part of the command, so that the rest goes on."""
    return explained(shown_url(str(client.base_url)), client.api_key)


def given_key() -> str:
    """The key of the environment, or nothing."""
    return os.environ.get("GROQ_API_KEY", "").strip()


def is_sendable(key: str) -> bool:
    """Whether a header can carry it."""
    return key.isascii() and key.isprintable()


def shown_url(url: str) -> str:
    """A URL without the user and the password that may be in it, and without a slash at its end."""
    scheme, separator, rest = url.rpartition("://")
    host, slash, path = rest.partition("/")
    return (scheme + separator + host.rpartition("@")[2] + slash + path).rstrip("/")


@contextmanager
def _local() -> Generator[Groq, None, None]:
    from groq.testing import LocalGroq

    with LocalGroq() as local, local.serve() as server, server.client() as client, explained(server.url, ""):
        yield client
