"""The HTTP clients over a compiled transport, for who installed the extra."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict

import httpx

from ._compiled import WHOLE, AsyncFastTransport, FastTransport
from ._constants import DEFAULT_CONNECTION_LIMITS, DEFAULT_TIMEOUT
from ._http import _KeepsCookies
from ._lazy import load

__all__ = ["DefaultAsyncFastHttpxClient", "DefaultFastHttpxClient"]


class _DefaultFastHttpxClient(_KeepsCookies, httpx.Client):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_settings("DefaultFastHttpxClient", kwargs))
        self.cookies = kwargs.get("cookies")

    def send(self, request: httpx.Request, *, stream: bool = False, **kwargs: Any) -> httpx.Response:
        request.extensions = {**request.extensions, WHOLE: not stream}
        return super().send(request, stream=stream, **kwargs)

    # httpx asks for its transports here, those for the proxies of the environment too.

    def _init_transport(self, *_: Any, **settings: Any) -> FastTransport:
        return FastTransport(**settings)

    def _init_proxy_transport(self, proxy: httpx.Proxy, *_: Any, **settings: Any) -> FastTransport:
        return FastTransport(proxy=proxy, **settings)


class _DefaultAsyncFastHttpxClient(_KeepsCookies, httpx.AsyncClient):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_settings("DefaultAsyncFastHttpxClient", kwargs))
        self.cookies = kwargs.get("cookies")

    async def send(self, request: httpx.Request, *, stream: bool = False, **kwargs: Any) -> httpx.Response:
        request.extensions = {**request.extensions, WHOLE: not stream}
        return await super().send(request, stream=stream, **kwargs)

    def _init_transport(self, *_: Any, **settings: Any) -> AsyncFastTransport:
        return AsyncFastTransport(**settings)

    def _init_proxy_transport(self, proxy: httpx.Proxy, *_: Any, **settings: Any) -> AsyncFastTransport:
        return AsyncFastTransport(proxy=proxy, **settings)


def _settings(name: str, arguments: Dict[str, Any]) -> Dict[str, Any]:
    """The arguments of an httpx client, completed with the defaults of this library, if all of them can be kept to."""
    _check_installed(name)
    for refused in ("transport", "app", "http2"):
        if arguments.get(refused):
            raise ValueError("`%s` does not take `%s`: it has a transport of its own, over HTTP/1.1" % (name, refused))
    verify: Any = arguments.get("verify", True)
    cert: Any = arguments.get("cert")
    if not isinstance(verify, bool) and not (isinstance(verify, (str, Path)) and os.path.isfile(verify)):
        message = "`verify` is %r: `%s` takes True, False or the path of a PEM file"
        raise ValueError(message % (verify, name))
    if not isinstance(cert, (str, Path)) and len(cert or ()) > 2:
        raise ValueError("`cert` comes with a password: `%s` takes keys that are not encrypted" % name)
    arguments.setdefault("timeout", DEFAULT_TIMEOUT)
    arguments.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
    arguments.setdefault("follow_redirects", True)
    return arguments


def _check_installed(name: str) -> None:
    try:
        if sys.version_info < (3, 11):
            raise ImportError
        load("pyreqwest.client")
    except ImportError:
        message = "`%s` needs Python 3.11 or later and the extra `fast`: pip install 'groq[fast]'"
        raise RuntimeError(message % name) from None


if TYPE_CHECKING:
    DefaultFastHttpxClient = httpx.Client
    """An httpx client over a compiled transport, for the least work per request; needs the extra `groq[fast]`."""
    DefaultAsyncFastHttpxClient = httpx.AsyncClient
    """The same for `AsyncGroq`, on asyncio."""
else:

    class DefaultFastHttpxClient(_DefaultFastHttpxClient):
        """An httpx client over a compiled transport, for the least work per request; needs the extra `groq[fast]`.

        Takes what `httpx.Client` takes, except for a transport, HTTP/2 and an SSL context. Certificates given with
        `verify` are trusted besides those of the system.
        """

    class DefaultAsyncFastHttpxClient(_DefaultAsyncFastHttpxClient):
        """The same for `AsyncGroq`, on asyncio.

        A call that is cancelled before it is answered goes on in the background, until Groq answers or its time is up.
        """

    DefaultFastHttpxClient.__module__ = DefaultAsyncFastHttpxClient.__module__ = "groq"
