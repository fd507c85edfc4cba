"""The HTTP client over aiohttp, for who installed the extra."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Optional, Type

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

        async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
            try:
                return await super().send(request, **options)
            except httpx.ConnectTimeout as error:
                raise _told_apart(error, request) from error.__cause__


def _told_apart(error: httpx.ConnectTimeout, request: httpx.Request) -> httpx.TransportError:
    """What httpx-aiohttp calls a timeout, for a connection that is refused or breaks as well, by its right name."""
    names = {base.__name__ for base in type(error.__cause__).__mro__}
    for name, kind in _KINDS.items():
        if name in names:
            return error if kind is None else kind(str(error), request=request)
    return error


_KINDS: Dict[str, Optional[Type[httpx.TransportError]]] = {
    "TimeoutError": None,
    "ServerDisconnectedError": httpx.RemoteProtocolError,
    "ClientConnectorError": httpx.ConnectError,
    "ClientOSError": httpx.ReadError,
}
"""The errors of aiohttp, by name, to those of httpx; the first that fits holds. It is a timeout if it is one at all."""


if TYPE_CHECKING:
    DefaultAioHttpClient = httpx.AsyncClient
    """An httpx client over aiohttp, for many requests at a time; needs the extra `groq[aiohttp]`."""
else:

    class DefaultAioHttpClient(_DefaultAioHttpClient):
        """An httpx client over aiohttp, for many requests at a time; needs the extra `groq[aiohttp]`."""

    DefaultAioHttpClient.__module__ = "groq"
