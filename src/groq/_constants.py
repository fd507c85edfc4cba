"""The defaults of every client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._lazy import load

if TYPE_CHECKING:
    import httpx

    DEFAULT_TIMEOUT: httpx.Timeout
    """60 seconds for each phase of a request, 5 for connecting."""
    DEFAULT_CONNECTION_LIMITS: httpx.Limits
    """At most 100 connections, of which 20 are kept alive."""

__all__ = [
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "INITIAL_RETRY_DELAY",
    "MAX_RETRY_DELAY",
    "OVERRIDE_CAST_TO_HEADER",
    "RAW_RESPONSE_HEADER",
]

RAW_RESPONSE_HEADER = "X-Stainless-Raw-Response"
OVERRIDE_CAST_TO_HEADER = "____stainless_override_cast_to"

DEFAULT_MAX_RETRIES = 2
INITIAL_RETRY_DELAY = 0.5
"""Seconds before the first retry, doubled for each further one."""
MAX_RETRY_DELAY = 8.0
"""Seconds the doubling stops at."""


if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name

    def __getattr__(name: str) -> Any:
        # The two defaults that are httpx objects are made when they are first read: httpx is not loaded by an import.
        if name == "DEFAULT_TIMEOUT":
            value: Any = load("httpx").Timeout(timeout=60, connect=5.0)
        elif name == "DEFAULT_CONNECTION_LIMITS":
            value = load("httpx").Limits(max_connections=100, max_keepalive_connections=20)
        else:
            raise AttributeError("module %r has no attribute %r" % (__name__, name))
        return globals().setdefault(name, value)
