"""Requests over a compiled transport, with the face of httpx's own.

It is pyreqwest: Rust's reqwest and hyper. It does what httpcore does otherwise; redirects, cookies, compression and
authentication stay with httpx. What it cannot send just as httpx would goes over httpx's own transport: bodies that
are streamed, such as files, and addresses and headers that it would write in another way.

A request that is cancelled before it is answered goes on in Rust, until its answer comes or its time is up.
"""

from __future__ import annotations

import asyncio
import os
import time
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, Dict, Mapping, Optional, Set, Tuple

import httpx

from ._answers import Body, response, translated
from ._forks import ForkSafeTransport
from ._http import shared_ssl_context
from ._lazy import load
from ._pools import PooledTransport
from ._turns import rest_at_exit, resume, waited_for

__all__ = ["WHOLE", "AsyncFastTransport", "FastTransport"]

WHOLE = "groq.whole"
"""The extension of a request whose answer is read as a whole: it crosses over from Rust at once then."""

_CLIENTS = 16
"""The most pyreqwest clients of a transport: each has its own timeouts, and a pool of connections."""

_PATIENCE = 1.0
"""Seconds for the readers of a client that is closed to notice."""


class _Transport:
    """What both colours share: pyreqwest clients, one for each set of timeouts, and how they are asked."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._clients: Dict[Tuple[Any, ...], Any] = {}
        self._opening = Lock()
        self._other: Any = None
        self.waiting: Set[object] = set()  # bodies that are being read

    def call(self, request: httpx.Request) -> Any:
        """The request for pyreqwest, `None` where httpx has to send it itself."""
        resume()
        url = str(request.url)
        if not isinstance(request.stream, httpx.ByteStream) or not _understood(url):
            return None
        try:
            headers = [(name.decode("ascii"), value.decode("ascii")) for name, value in request.headers.raw]
        except UnicodeDecodeError:
            return None
        timeout: Mapping[str, Optional[float]] = request.extensions.get("timeout", {})
        client = self._client(os.getpid(), timeout.get("connect"), timeout.get("read"), timeout.get("pool"))
        return client.request(request.method, url).headers(headers).body_bytes(b"".join(request.stream))

    def _client(self, process: int, *timeouts: Optional[float]) -> Any:
        """The pyreqwest client with these timeouts, in this process: it refuses to go on in a forked one."""
        key = (process, *timeouts)
        client = self._clients.get(key)
        if client is None:
            with self._opening:
                client = self._clients.get(key) or _opened(self._settings, *timeouts)
                self._clients[key] = client
                rest_at_exit(_refused)
                if len(self._clients) > _CLIENTS:
                    del self._clients[next(iter(self._clients))]
        return client

    async def end(self) -> None:
        """End what is under way, and close the connections."""
        clients = [*self._clients.values()]
        self._clients.clear()
        for client in clients:
            await client.close()

    async def answered(self, call: Any, request: httpx.Request) -> httpx.Response:
        """What the server answers, as soon as it begins to, or as a whole."""
        try:
            if request.extensions.get(WHOLE):
                answer = await call.build().send()
                return response(answer, httpx.ByteStream(bytes(await answer.bytes())))
            exchange = call.streamed_read_buffer_limit(0).build_streamed()
            answer = await exchange.__aenter__()
        except load("pyreqwest.exceptions").PyreqwestError as error:
            raise translated(error, request) from error
        return response(answer, Body(exchange, answer, request, self.waiting))


def _opened(settings: Mapping[str, Any], connect: Optional[float], read: Optional[float], pool: Optional[float]) -> Any:
    """A pyreqwest client."""
    limits: httpx.Limits = settings["limits"]
    client = load("pyreqwest.client").ClientBuilder().no_proxy().follow_redirects(False).referer(False)
    client = client.gzip(False).brotli(False).zstd(False).deflate(False)
    client = client.max_connections(limits.max_connections).pool_idle_timeout(_seconds(limits.keepalive_expiry))
    if limits.max_keepalive_connections is not None:
        client = client.pool_max_idle_per_host(limits.max_keepalive_connections)
    for name, timeout in (("connect_timeout", connect), ("read_timeout", read), ("pool_timeout", pool)):
        if timeout is not None:
            client = getattr(client, name)(_seconds(timeout))
    if settings.get("proxy") is not None:
        client = client.proxy(_proxy(settings["proxy"]))
    return _trusting(client, settings).build()


async def _refused() -> None:
    """A request that nobody takes; it does not leave this machine."""
    client = load("pyreqwest.client").ClientBuilder().no_proxy().danger_accept_invalid_certs(True).build()
    await client.get("http://127.0.0.1:0").build().send()


def _seconds(seconds: Optional[float]) -> Optional[timedelta]:
    return None if seconds is None else timedelta(seconds=seconds)


def _trusting(client: Any, settings: Mapping[str, Any]) -> Any:
    """The builder of a pyreqwest client, told whom to trust and who the client is."""
    verify, cert = settings["verify"], settings["cert"]
    if verify is False:
        client = client.danger_accept_invalid_certs(True)
    elif verify is not True:
        client = client.add_root_certificate_pem(Path(verify).read_bytes())
    elif not (os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")):  # which it reads itself
        client = client.add_root_certificate_pem(Path(load("certifi").where()).read_bytes())
    if cert is not None:
        paths = [cert] if isinstance(cert, (str, Path)) else cert
        client = client.identity_pem(b"\n".join(Path(path).read_bytes() for path in paths))
    return client


def _proxy(proxy: httpx.Proxy) -> Any:
    built = load("pyreqwest.proxy").ProxyBuilder.all(str(proxy.url))
    if proxy.raw_auth is not None:
        user, password = proxy.raw_auth
        built = built.basic_auth(user.decode(), password.decode())
    return built.headers(proxy.headers.multi_items()) if proxy.headers else built


@lru_cache(maxsize=256)
def _understood(url: str) -> bool:
    """Whether pyreqwest asks for an address just as it stands there: it has a name and a password sent on its own."""
    try:
        parsed = load("pyreqwest.http").Url(url)
    except ValueError:
        return False
    return parsed.scheme in ("http", "https") and str(parsed) in (url, url + "/") and "@" not in parsed.authority


# The transports.


class FastTransport(_Transport, httpx.BaseTransport):
    def __init__(self, **settings: Any) -> None:
        super().__init__(settings)
        self._make_other = partial(ForkSafeTransport, **_for_httpx(settings))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        call = self.call(request)
        if call is not None:
            return waited_for(self.answered(call, request))
        self._other = self._other or self._make_other()
        response: httpx.Response = self._other.handle_request(request)
        return response

    def close(self) -> None:
        waited_for(self.end())
        if self._other is not None:
            self._other.close()


class AsyncFastTransport(_Transport, httpx.AsyncBaseTransport):
    def __init__(self, **settings: Any) -> None:
        super().__init__(settings)
        arguments = _for_httpx(settings)
        limits = arguments.pop("limits")
        self._make_other = partial(
            PooledTransport, lambda share: httpx.AsyncHTTPTransport(limits=share, **arguments), limits
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _check_loop()
        call = self.call(request)
        if call is not None:
            return await self.answered(call, request)
        self._other = self._other or self._make_other()
        response: httpx.Response = await self._other.handle_async_request(request)
        return response

    async def aclose(self) -> None:
        await self.end()
        patience = time.monotonic() + _PATIENCE
        while self.waiting and time.monotonic() < patience:  # who is cancelled before it is told so would wait for ever
            await asyncio.sleep(0.001)
        if self._other is not None:
            await self._other.aclose()


def _check_loop() -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        message = "`DefaultAsyncFastHttpxClient` runs on asyncio only: take `DefaultAsyncHttpxClient` here"
        raise RuntimeError(message) from None


_SETTINGS = ("verify", "cert", "trust_env", "http1", "limits", "proxy")


def _for_httpx(settings: Mapping[str, Any]) -> Dict[str, Any]:
    """The settings for httpx's own transport."""
    arguments = {name: settings[name] for name in _SETTINGS if name in settings}
    if arguments["verify"] is True and arguments["cert"] is None:
        arguments["verify"] = shared_ssl_context(trust_env=arguments["trust_env"])
    return arguments
