"""The HTTP clients underneath: their defaults, what they share, and all in which the two colours truly differ."""

from __future__ import annotations

import logging
import os
import socket
import ssl
import sys
import threading
import time
import uuid
import weakref
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Callable,
    Deque,
    Dict,
    Iterator,
    List,
    Optional,
    Sequence,
    Tuple,
    Type,
    cast,
)

import anyio
import httpx
import sniffio

from ._constants import DEFAULT_CONNECTION_LIMITS
from ._constants import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
from ._core.cookies import SparingCookies
from ._core.platform import platform_headers
from ._core.secret import is_secret, leaves
from ._core.uploads import reads_storage
from ._forks import ForkSafeTransport, in_child
from ._lazy import lazy_module, load
from ._qs import Querystring as Querystring
from ._version import __version__

if TYPE_CHECKING:  # what only awaited calls need
    import asyncio

    from anyio import to_thread

    from . import _pools
else:
    asyncio = lazy_module("asyncio")
    to_thread = lazy_module("anyio.to_thread")
    _pools = lazy_module("groq._pools")

__all__ = [
    "AsyncHttpxClientWrapper",
    "DefaultAsyncHttpxClient",
    "DefaultHttpxClient",
    "HTTPX_DEFAULT_TIMEOUT",
    "SyncHttpxClientWrapper",
    "abandon",
    "async_abandon",
    "async_body",
    "async_colour",
    "async_finish",
    "async_give_up",
    "async_home",
    "async_pieces",
    "async_ready",
    "async_sleep",
    "builds_as_usual",
    "check_client",
    "colour",
    "finish",
    "give_up",
    "home",
    "log",
    "new_idempotency_key",
    "pieces",
    "shared_ssl_context",
    "sleep",
    "timeout_of",
]

log = logging.getLogger("groq._base_client")

HTTPX_DEFAULT_TIMEOUT = httpx.Timeout(timeout=5.0)


def new_idempotency_key() -> str:
    """A key that no other call has."""
    return "stainless-python-retry-%s" % uuid.uuid4()


def timeout_of(client: Any) -> Any:
    """The timeout that an HTTP client brings along when its maker chose one, else the default of this library."""
    chosen = getattr(client, "timeout", HTTPX_DEFAULT_TIMEOUT)
    return DEFAULT_TIMEOUT if chosen == HTTPX_DEFAULT_TIMEOUT else chosen


def check_client(client: object, expected: Type[Any]) -> None:
    """Refuse an `http_client` that is none of the `expected` class."""
    if not isinstance(client, expected):
        message = "Invalid `http_client` argument; Expected an instance of `httpx.%s` but got %s"
        raise TypeError(message % (expected.__name__, type(client)))


_build_request = httpx.Client.build_request


def builds_as_usual(client: Any) -> bool:
    """Whether an HTTP client builds requests in httpx's own way."""
    return getattr(client.build_request, "__func__", None) is _build_request


def colour() -> str:
    """The value of `X-Stainless-Async` for a blocking client."""
    return "false"


def async_colour() -> str:
    """The value of `X-Stainless-Async` for an awaited client: the library whose event loop runs."""
    try:
        return "async:%s" % sniffio.current_async_library()
    except sniffio.AsyncLibraryNotFoundError:
        return "async:false"


def sleep(seconds: float) -> None:
    time.sleep(seconds)


async def async_sleep(seconds: float) -> None:
    await anyio.sleep(seconds)


# One SSL context for all clients with the same trust settings: loading the certificates takes longer than all else.


class _SharedContext(ssl.SSLContext):
    """A context whose certificates are loaded at its first handshake, by then in httpx's own way."""

    _lock: threading.Lock
    _settings: Dict[str, Any]
    _real: Optional[ssl.SSLContext]
    _alpn: Optional[List[str]]

    @classmethod
    def of(cls, settings: Dict[str, Any]) -> _SharedContext:
        context = cls(ssl.PROTOCOL_TLS_CLIENT)
        context._lock = threading.Lock()
        context._settings = settings
        context._real = context._alpn = None
        return context

    def set_alpn_protocols(self, alpn_protocols: Any) -> None:
        self._alpn = list(alpn_protocols)
        if self._real is not None:
            self._real.set_alpn_protocols(self._alpn)

    def wrap_socket(self, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        return self.load().wrap_socket(*args, **kwargs)

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        return self.load().wrap_bio(*args, **kwargs)

    def load(self) -> ssl.SSLContext:
        """The context with its certificates, read from disk the first time."""
        with self._lock:
            if self._real is None:
                real = httpx.create_ssl_context(**self._settings)
                if self._alpn is not None:
                    real.set_alpn_protocols(self._alpn)
                self._real = real
            return self._real


_TRUST_ENVIRONMENT = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
_contexts: Dict[Tuple[Any, ...], _SharedContext] = {}
_contexts_lock = threading.Lock()


@in_child
def _renew_locks() -> None:
    """Forget who held a lock: in a forked child there is only the thread that forked."""
    global _contexts_lock
    _contexts_lock = threading.Lock()
    for context in _contexts.values():
        context._lock = threading.Lock()


def shared_ssl_context(*, trust_env: bool = True, http2: bool = False) -> _SharedContext:
    """The context that all clients with these settings, and this environment, share."""
    environment = tuple(os.environ.get(name) for name in _TRUST_ENVIRONMENT) if trust_env else ()
    with _contexts_lock:
        key = (trust_env, http2, *environment)
        if key not in _contexts:
            _contexts[key] = _SharedContext.of({"verify": True, "trust_env": trust_env})
        return _contexts[key]


def _with_defaults(arguments: Dict[str, Any]) -> Dict[str, Any]:
    """The keyword arguments of an httpx client, where nothing was said completed with the defaults of this library."""
    arguments.setdefault("timeout", DEFAULT_TIMEOUT)
    arguments.setdefault("limits", DEFAULT_CONNECTION_LIMITS)
    arguments.setdefault("follow_redirects", True)
    if arguments.get("verify", True) is True and arguments.get("cert") is None:
        trust_env = arguments.get("trust_env", True)
        arguments["verify"] = shared_ssl_context(trust_env=trust_env, http2=bool(arguments.get("http2")))
    return arguments


class _KeepsSecrets:
    """What an HTTP client does where it is sent elsewhere: httpx forgets `Authorization` there, and nothing else."""

    def _redirect_headers(self, request: httpx.Request, url: httpx.URL, method: str) -> httpx.Headers:
        headers: httpx.Headers = cast(Any, super())._redirect_headers(request, url, method)
        if leaves(request.url, url):
            for name in [name for name in headers if is_secret(name)]:
                del headers[name]
        return headers


class _KeepsCookies(_KeepsSecrets):
    """What an HTTP client does with cookies, without the work that httpx does for responses that set none."""

    _own_cookies: httpx.Cookies

    @property
    def cookies(self) -> httpx.Cookies:
        return self._own_cookies

    @cookies.setter
    def cookies(self, cookies: Any) -> None:
        self._own_cookies = SparingCookies(cookies)


class _DefaultHttpxClient(_KeepsCookies, httpx.Client):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_with_defaults(kwargs))
        self.cookies = kwargs.get("cookies")

    # httpx asks for its transports here, by keywords; those for the proxies of the environment too.

    def _init_transport(self, *_: Any, **settings: Any) -> httpx.BaseTransport:
        if _chosen(settings):
            return super()._init_transport(**settings)
        return ForkSafeTransport(**settings)

    def _init_proxy_transport(self, proxy: httpx.Proxy, *_: Any, **settings: Any) -> httpx.BaseTransport:
        return ForkSafeTransport(proxy=proxy, **settings)


class _DefaultAsyncHttpxClient(_KeepsCookies, httpx.AsyncClient):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_with_defaults(kwargs))
        self.cookies = kwargs.get("cookies")

    def _init_transport(self, *_: Any, **settings: Any) -> httpx.AsyncBaseTransport:
        if _chosen(settings):
            return super()._init_transport(**settings)
        return _pooled(**settings)

    def _init_proxy_transport(self, proxy: httpx.Proxy, *_: Any, **settings: Any) -> httpx.AsyncBaseTransport:
        return _pooled(proxy=proxy, **settings)


def _chosen(settings: Dict[str, Any]) -> bool:
    """Whether the caller has a transport; if not, takes out of `settings` what would be one."""
    if settings.get("transport") or settings.get("app"):
        return True
    for name in ("transport", "app"):  # the latter in older versions of httpx
        settings.pop(name, None)
    return False


def _pooled(*, limits: httpx.Limits, **settings: Any) -> _pools.PooledTransport:
    """What keeps the connections of each event loop by themselves."""

    def transport(share: httpx.Limits) -> httpx.AsyncHTTPTransport:
        return httpx.AsyncHTTPTransport(limits=share, **settings)

    # Over HTTP/2 one connection takes all requests, which several pools would each have to open.
    return _pools.PooledTransport(transport, limits, *([1] if settings.get("http2") else []))


if TYPE_CHECKING:
    DefaultHttpxClient = httpx.Client
    """An httpx client with the timeout, limits and redirects of this library; takes what `httpx.Client` takes."""
    DefaultAsyncHttpxClient = httpx.AsyncClient
    """The same for `AsyncGroq`."""
else:

    class DefaultHttpxClient(_DefaultHttpxClient):
        """An httpx client with the timeout, limits and redirects of this library; takes what `httpx.Client` takes."""

    class DefaultAsyncHttpxClient(_DefaultAsyncHttpxClient):
        """The same for `AsyncGroq`."""

    DefaultHttpxClient.__module__ = DefaultAsyncHttpxClient.__module__ = "groq"


class SyncHttpxClientWrapper(_DefaultHttpxClient):
    """The client that `Groq` makes for itself, and closes when it is collected."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Not `__del__`: in a cycle, such as an error's traceback makes, the sockets' own finalizers may run before it.
        weakref.finalize(self, _close, [self._transport, *self._mounts.values()])


class AsyncHttpxClientWrapper(_DefaultAsyncHttpxClient):
    """The client that `AsyncGroq` makes for itself; its connections are closed with their event loop, or with it."""


async def _async_close(opened: httpx.Response) -> None:
    with suppress(Exception):  # such as the connections of a loop that is closed by now
        await opened.aclose()


def _close(transports: List[Optional[httpx.BaseTransport]]) -> None:
    for transport in transports:
        if transport is not None:
            _quietly(transport.close)


def _quietly(close: Callable[[], object]) -> None:
    with suppress(Exception):  # nothing can be done, and nobody be told, while an object is collected
        close()


def async_ready(url: object) -> None:
    """Load all that awaited calls use, so that none of them imports anything or reads a file while an event loop runs.

    `url` is the address they go to, `None` where they have an HTTP client of their own, with certificates of its own.
    """
    _load_awaited()
    if str(url).lower().startswith("https:"):
        shared_ssl_context().load()


class _ReadInThread(httpx.AsyncByteStream, httpx.SyncByteStream):
    """A request body whose pieces are read in a thread, so that the event loop runs on while a disk is busy."""

    def __init__(self, body: httpx.SyncByteStream) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self._body)
        while True:
            some = await to_thread.run_sync(_some, pieces)
            if not some:
                return
            for piece in some:
                yield piece


def _some(pieces: Iterator[bytes]) -> List[bytes]:
    """The next half megabyte, as httpx cuts files: to go to a thread and back takes longer than to read a piece."""
    return list(islice(pieces, 8))


def async_body(request: httpx.Request, files: Any) -> None:
    """Keep the reading of files off the event loop when `request`, which uploads them, is sent."""
    if files and not isinstance(request.stream, httpx.ByteStream) and reads_storage(files):
        request.stream = _ReadInThread(cast(httpx.SyncByteStream, request.stream))


@lru_cache(maxsize=None)
def _load_awaited() -> None:
    for name in _AWAITED:
        load(name)
    load("pydantic").TypeAdapter(Tuple[Deque[int], Sequence[int]])  # for such types it imports more of itself
    platform_headers(__version__, platform=None)  # asks the system


_AWAITED = (
    "asyncio",
    "anyio.to_thread",
    "anyio._backends._asyncio",
    "encodings.idna",
    "httpcore",
    "groq._core.build",
    "groq._core.chunks",
    "groq._core.clocks",
    "groq._core.decode",
    "groq._core.errors",
    "groq._core.faults",
    "groq._core.formdata",
    "groq._core.headers",
    "groq._core.platform",
    "groq._core.retry",
    "groq._core.template",
    "groq._core.uploads",
    "groq._files",
    "groq._models",
    "groq._pools",
    "groq._partial",
    "groq._reading",
    "groq._response",
    "groq._streaming",
    "groq._utils",
    "groq._wire_log",
    "groq._watched",
    "groq.resources.chat.chat",
    "groq.resources.embeddings",
    "groq.resources.audio.audio",
    "groq.resources.models",
    "groq.resources.batches",
    "groq.resources.files",
)


# The bytes of a stream.


def _is_plain(response: httpx.Response) -> bool:
    """Whether a body is to be read for the first time, and just as it comes."""
    return "content-encoding" not in response.headers and not response.is_stream_consumed


def pieces(response: httpx.Response) -> Iterator[bytes]:
    """The body of a response as it arrives, without the layers that would unpack what is not packed."""
    return response.iter_raw() if _is_plain(response) else response.iter_bytes()


def async_pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    """`pieces` for an awaited response."""
    return response.aiter_raw() if _is_plain(response) else response.aiter_bytes()


# The end of a stream: what the server still has to say about it is taken only if it is there already.


class _NothingYet(Exception):
    """The server has not ended its answer."""


def _has_more(connection: Any) -> bool:
    encrypted = connection.get_extra_info("ssl_object")
    return bool(connection.get_extra_info("is_readable")) or (encrypted is not None and encrypted.pending() > 0)


def _still_encrypted(connection: Any, max_bytes: int) -> bytes:
    """What came over TLS along with what was read already, and only has to be decrypted.

    A server may well send its last words as a record of their own in the same packet.
    """
    encrypted = connection.get_extra_info("ssl_object")
    if not isinstance(encrypted, ssl.SSLObject):  # a socket keeps what comes later where `is_readable` sees it
        raise _NothingYet
    return encrypted.read(max_bytes)  # raises `SSLWantReadError` if there is nothing


def _connection_of(response: httpx.Response) -> Any:
    """The connection that a response has to itself, `None` where others share it, as over HTTP/2.

    There nothing is to be done: closing the response leaves the connection to the others, and to the next.
    """
    connection: Any = response.extensions.get("network_stream")
    alone = response.http_version.startswith("HTTP/1") and hasattr(connection, "__dict__")
    return connection if alone else None


def finish(response: httpx.Response, body: Optional[Iterator[Any]], *, complete: bool = False) -> None:
    """Close a response that `body` iterates over.

    Its connection is kept if it is `complete` but for an end that has already arrived.
    """
    connection = _connection_of(response) if _claimed(response, "finish") else None
    if complete and body is not None and connection is not None:
        read = connection.read
        here = threading.get_ident()  # the end may set the connection free: other threads then read it as usual

        def read_what_is_there(max_bytes: int, timeout: Optional[float] = None) -> bytes:
            if threading.get_ident() == here and not _has_more(connection):
                raise _NothingYet
            return cast(bytes, read(max_bytes, timeout))

        with suppress(Exception):  # not ended, or broken: closing is all that is left to do
            connection.read = read_what_is_there
            for _ in body:
                pass
        connection.__dict__.pop("read", None)
    response.close()


async def async_finish(response: httpx.Response, body: Optional[AsyncIterator[Any]], *, complete: bool = False) -> None:
    """`finish` for an awaited response."""
    connection = _connection_of(response)
    if complete and body is not None and connection is not None:
        read = connection.read
        here = anyio.get_current_task().id

        async def read_what_is_there(max_bytes: int, timeout: Optional[float] = None) -> bytes:
            if anyio.get_current_task().id == here and not _has_more(connection):
                return _still_encrypted(connection, max_bytes)
            return cast(bytes, await read(max_bytes, timeout))

        with suppress(Exception):  # as in `finish`
            connection.read = read_what_is_there
            async for _ in body:
                pass
        connection.__dict__.pop("read", None)
    await response.aclose()
    if body is not None and _under_trio():
        await _unwind(body)


def _under_trio() -> bool:
    """Whether trio runs here: it minds asynchronous generators that do not come to their end, and says so."""
    with suppress(sniffio.AsyncLibraryNotFoundError):
        return "trio" in sys.modules and sniffio.current_async_library() == "trio"
    return False


async def _unwind(body: AsyncIterator[Any]) -> None:
    """Bring the generators that read a closed response to their end, one inside of the other, without a wait."""
    with anyio.CancelScope() as scope, suppress(Exception):
        scope.cancel()
        for _ in range(_MOST_LEFT):
            await body.__anext__()


_MOST_LEFT = 10_000
"""Pieces that may be there without a wait, if a transport has its bodies in memory."""


# Streams that are given up, perhaps while somebody waits for more of them.


def give_up(response: httpx.Response, reader: Any) -> None:
    """Close a response; a thread that waits for more of it in `reader`, an iterator, finds out at once."""
    if getattr(reader, "gi_running", False) and _claimed(response, "give up"):
        _hang_up(response)
        patience = time.monotonic() + _PATIENCE
        while reader.gi_running and time.monotonic() < patience:
            time.sleep(0.001)
    response.close()


async def async_give_up(response: httpx.Response, reader: Any) -> None:
    """`give_up` for an awaited response: closing it is enough, for asyncio."""
    await response.aclose()
    if hasattr(reader, "aclose") and _under_trio():
        with suppress(RuntimeError):  # another task waits in it, and finds out by itself
            await reader.aclose()


_PATIENCE = 1.0
"""Seconds for the other thread to notice, if it waits for a socket at all."""


def _claimed(response: httpx.Response, what: str) -> bool:
    """Whether nothing else is being done to end a response: its connection may be another's afterwards."""
    first: str = response.extensions.setdefault("groq.end", what)
    return first == what


def _hang_up(response: httpx.Response) -> None:
    """End the connection of a response for good. Merely closing a socket would not wake a thread that waits for it.

    And closed it must not be while that thread may still read from it: its number is free for a new socket then.
    """
    with suppress(Exception):  # no socket, or one that is closed by now
        connection = _connection_of(response).get_extra_info("socket")
        twin = socket.fromfd(connection.fileno(), connection.family, connection.type)  # below TLS, where there is TLS
        with twin:
            twin.shutdown(socket.SHUT_RDWR)


def home() -> object:
    """Where a response is to be closed: for a blocking one, anywhere."""
    return None


def async_home() -> Optional[asyncio.AbstractEventLoop]:
    """Where a response is to be closed: in the event loop that runs, if it is one of asyncio's."""
    with suppress(RuntimeError):
        return asyncio.get_running_loop()
    return None


def abandon(response: httpx.Response, _home: object) -> None:
    """Close a response that nobody has any more."""
    _quietly(response.close)


def async_abandon(response: httpx.Response, home: Optional[asyncio.AbstractEventLoop]) -> None:
    """`abandon` for an awaited response, if its event loop is not over."""
    if home is not None and not home.is_closed():
        _quietly(lambda: home.call_soon_threadsafe(lambda: home.create_task(_async_close(response))))
