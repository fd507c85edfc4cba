"""A cassette to a local Groq that records or replays it."""

from __future__ import annotations

import os
from typing import Callable, Optional, Union

import httpx

from ._local import LocalGroq

__all__ = ["record", "replay"]


def record(
    path: Union[str, os.PathLike[str]],
    *,
    upstream: Optional[str] = None,
    api_key: Optional[str] = None,
    http_client: Optional[httpx.Client] = None,
    append: bool = False,
    scrub: Optional[Callable[[str], str]] = None,
) -> LocalGroq:
    """A local Groq that passes requests on to a real one and writes a cassette: see `LocalGroq.record`."""
    return LocalGroq().record(
        path, upstream=upstream, api_key=api_key, http_client=http_client, append=append, scrub=scrub
    )


def replay(
    path: Union[str, os.PathLike[str]],
    *,
    repeat: bool = False,
    all_used: bool = False,
    scrub: Optional[Callable[[str], str]] = None,
) -> LocalGroq:
    """A local Groq that answers from a cassette and from nothing else: see `LocalGroq.replay`."""
    return LocalGroq().replay(path, repeat=repeat, all_used=all_used, scrub=scrub)
