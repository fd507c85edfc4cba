"""One description of a behaviour to runs of it on both colours: clients, calls and streams, blocking or awaited.

What a client talks to depends on what a test is about:

- `local_client`, the local Groq in memory, for how the client deals with Groq: answers, streams, errors by status,
  retries and what they wait for, timeouts, rate limits, uploads and downloads. `local` is told what it should do next;
- `served_client`, the same over a loopback socket, where connections matter: kept, dropped, refused, cancelled;
- `client`, answers made by hand over a fake transport, for what Groq would not send or what no server can see: odd
  JSON, encodings and headers, any path, any exception of the transport, how much of a body was read when;
- `serve`, scripted bytes on a loopback socket, for what depends on single bytes and packets;
- respx is for what users do with respx: see test_respx.py.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from contextlib import contextmanager
from typing import Any, AsyncIterator, Callable, Dict, Iterable, Iterator, List, Optional, Tuple, Union

import httpx

import groq
from groq.testing import LocalGroq, LocalServer
from loopback import Answer, Server

__all__ = ["CHAT", "Body", "Twin", "said", "sse"]

CHAT: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "llama-3.1-8b-instant"}

Handler = Callable[[httpx.Request], Any]


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A response body that arrives in `pieces`; an exception among them is raised when its turn comes.

    `taken` counts the pieces that were asked for, `closed` tells whether the response was closed.
    """

    def __init__(self, *pieces: Union[bytes, BaseException]) -> None:
        self.pieces = pieces
        self.taken = 0
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            if isinstance(piece, BaseException):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def sse(*events: Any, done: bool = True) -> bytes:
    """The bytes of a stream of server-sent events: strings and bytes as they are, all else as JSON."""
    texts = [event if isinstance(event, str) else json.dumps(event) for event in events]
    return "".join("data: %s\n\n" % text for text in texts + ["[DONE]"] * done).encode()


def said(chunks: Iterable[Any]) -> List[str]:
    """The texts of the chunks of a chat, one by one."""
    texts = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices]
    return [text for text in texts if text]


class Twin:
    """One colour of the library. A test body says what to do; `call`, `items` and `opened` wait where it is needed."""

    def __init__(self, colour: str) -> None:
        self.colour = colour
        self.is_async = colour == "async"
        self.requests: List[httpx.Request] = []
        self._clients: List[Any] = []
        self._http_clients: List[Any] = []
        self._servers: List[Server] = []
        self._local: Optional[LocalGroq] = None
        self._served: Optional[LocalServer] = None
        self._loop = asyncio.new_event_loop() if self.is_async else None

    # The names that differ between the colours.

    def pick(self, sync: Any, awaited: Any) -> Any:
        return awaited if self.is_async else sync

    @property
    def client_class(self) -> Any:
        return self.pick(groq.Groq, groq.AsyncGroq)

    @property
    def http_class(self) -> Any:
        return self.pick(httpx.Client, httpx.AsyncClient)

    @property
    def default_http_class(self) -> Any:
        return self.pick(groq.DefaultHttpxClient, groq.DefaultAsyncHttpxClient)

    # The local Groq.

    @property
    def local(self) -> LocalGroq:
        """The local Groq below `local_client` and `served_client`, where scripted pauses take no time in memory.

        When the test ends, all that was scripted must have come to pass.
        """
        return self._local or self.local_with()

    def local_with(self, **options: Any) -> LocalGroq:
        """`local`, made with these options: for a test that needs some, before anything else."""
        assert self._local is None
        self._local = LocalGroq(**{"wait": False, **options})
        return self._local

    def local_transport(self) -> Any:
        """The transport below `local_client`."""
        return self.pick(self.local.transport, self.local.async_transport)()

    def local_client(self, **options: Any) -> Any:
        """A client of the local Groq, in memory. Options are those of the client and its class as `client_class`."""
        if "http_client" not in options:
            options["http_client"] = self.default_http_class(transport=self.local_transport())
        return self._made({"api_key": self.local.api_key, **options})

    def served_client(self, **options: Any) -> Any:
        """A client of the local Groq, over a loopback socket, with the connections of the library's own."""
        if self._served is None:
            self._served = self.local.serve()
        return self._made({"api_key": self.local.api_key, "base_url": self._served.url, **options})

    # Clients.

    def _made(self, options: Dict[str, Any]) -> Any:
        client_class = options.pop("client_class", self.client_class)
        return self.closing(client_class(**options))

    def client(self, *answers: Any, **options: Any) -> Any:
        """A client whose requests are recorded in `requests` and get `answers` in turn, the last one ever after.

        An answer is a function of the request or its result: an `httpx.Response`, an exception to raise, bytes or a
        `Body` to answer 200 with, or a value to answer as JSON. Options are those of the client; the class may be
        given as `client_class`.
        """
        if "http_client" not in options:
            options["http_client"] = self.default_http_class(transport=self.transport(*answers))
        return self._made({"api_key": "test-key", **options})

    def transport(self, *answers: Any) -> httpx.MockTransport:
        """The fake transport below `client`."""
        script = list(answers) or [{}]

        def handle(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            answer = script.pop(0) if len(script) > 1 else script[0]
            return _response(answer(request) if callable(answer) else answer)

        async def awaited_handle(request: httpx.Request) -> httpx.Response:
            await request.aread()
            return handle(request)

        def blocking_handle(request: httpx.Request) -> httpx.Response:
            request.read()
            return handle(request)

        return httpx.MockTransport(self.pick(blocking_handle, awaited_handle))

    def closing(self, client: Any) -> Any:
        """`client`, which is closed when the test ends."""
        self._clients.append(client)
        return client

    def closing_http(self, http_client: Any) -> Any:
        """An httpx client, which is closed when the test ends."""
        self._http_clients.append(http_client)
        return http_client

    def serve(self, *answers: Answer) -> Server:
        """A server on a loopback socket that sends scripted bytes: see `loopback.Server`."""
        server = Server(*answers)
        self._servers.append(server)
        return server

    # Waiting.

    def call(self, value: Any) -> Any:
        """What `value` comes to: awaited when this is the async colour and it can be."""
        if self._loop is None or not hasattr(value, "__await__"):
            return value
        return self._loop.run_until_complete(_awaited(value))

    def items(self, stream: Any) -> List[Any]:
        """All that iterating over `stream` gives."""
        return list(stream) if self._loop is None else self.call(_collected(stream))

    def collect(self, stream: Any) -> Tuple[List[Any], Any]:
        """All that iterating over `stream` gives, and the exception that ended it or `None`."""
        items: List[Any] = []
        iterator = self.iter(stream)
        try:
            while True:
                items.append(self.next(iterator))
        except (StopIteration, StopAsyncIteration):
            return items, None
        except Exception as error:
            return items, error

    def iter(self, stream: Any) -> Any:
        return stream.__aiter__() if self.is_async else iter(stream)

    def next(self, iterator: Any) -> Any:
        """The next item; raises StopIteration or StopAsyncIteration at the end."""
        return self.call(_next(iterator)) if self.is_async else next(iterator)

    @contextmanager
    def opened(self, manager: Any) -> Iterator[Any]:
        """`with` or `async with` over `manager`."""
        if self._loop is None:
            with manager as value:
                yield value
            return
        value = self.call(manager.__aenter__())
        try:
            yield value
        except BaseException as error:
            if not self.call(manager.__aexit__(type(error), error, error.__traceback__)):
                raise
        else:
            self.call(manager.__aexit__(None, None, None))

    def close(self) -> None:
        """Close what was opened; called when the test ends."""
        unmet = self._unmet()
        for client in self._clients:
            self.call(client.close())
        for http_client in self._http_clients:
            self.call(http_client.aclose() if self.is_async else http_client.close())
        for server in [*self._servers, *filter(None, [self._served])]:
            server.close()
        if self._loop is not None:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(_settled())
            self._loop.close()
        assert unmet == []

    def _unmet(self) -> List[str]:
        """What the local Groq was told to do and has not done; a request that was given up may be on its way to it."""
        deadline = time.monotonic() + 5
        while self._served is not None and self.local.pending and time.monotonic() < deadline:
            threading.Event().wait(0.001)  # tests take the time out of time.sleep
        return [] if self._local is None else self._local.pending


async def _awaited(value: Any) -> Any:
    return await value


async def _collected(stream: Any) -> List[Any]:
    return [item async for item in stream]


async def _settled() -> None:
    """Wait for tasks that a test left behind, those that are yet to be made of its dropped generators too."""
    await asyncio.sleep(0)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=5)


def _response(answer: Any) -> httpx.Response:
    """A response whose body is still on the wire, as it is when it comes from a server."""
    if isinstance(answer, BaseException):
        raise answer
    if isinstance(answer, Body):
        return httpx.Response(200, stream=answer)
    if isinstance(answer, bytes):
        answer = httpx.Response(200, content=answer)
    elif not isinstance(answer, httpx.Response):
        answer = httpx.Response(200, json=answer)
    if not hasattr(answer, "_content"):  # made with a stream
        return answer
    return httpx.Response(answer.status_code, headers=answer.headers.raw, stream=Body(answer.content))


async def _next(iterator: Any) -> Any:
    return await iterator.__anext__()  # called within the event loop, which then is told when a generator is dropped
