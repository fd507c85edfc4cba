"""The HTTP client over aiohttp, for who installed the extra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT

__all__ = ["DefaultAioHttpClient"]

try:
    from httpx_aiohttp import HttpxAiohttpClient
except ImportError:

    class _DefaultAioHttpClient(httpx.AsyncClient):
        def __init__(self, **_kwargs: Any) -> None:
            raise RuntimeError("`DefaultAioHttpClient` needs the extra `aiohttp`: pip install 'groq[aiohttp]'")

else:

    class _DefaultAioHttpClient(HttpxAiohttpClient):  # type: ignore[no-redef]  # the one or the other
        def __init__(self, **kwargs: Any) -> None:
            kwargs.setdefault("timeout", DEFAULT_TIMEOUT)
            kwargs.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
            kwargs.setdefault("follow_redirects", True)
            super().__init__(**kwargs)


if TYPE_CHECKING:
    DefaultAioHttpClient = httpx.AsyncClient
    """An httpx client over aiohttp, for many requests at a time; needs the extra `groq[aiohttp]`."""
else:

    class DefaultAioHttpClient(_DefaultAioHttpClient):
        """An httpx client over aiohttp, for many requests at a time; needs the extra `groq[aiohttp]`."""

    DefaultAioHttpClient.__module__ = "groq"
