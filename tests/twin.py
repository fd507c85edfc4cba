"""One description of a behaviour to runs of it on both colours: clients, calls and streams, blocking or awaited."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager
from typing import Any, AsyncIterator, Callable, Iterator, List, Tuple, Union

import httpx

import groq
from loopback import Answer, Server

__all__ = ["Body", "Twin", "sse"]

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


class Twin:
    """One colour of the library. A test body says what to do; `call`, `items` and `opened` wait where it is needed."""

    def __init__(self, colour: str) -> None:
        self.colour = colour
        self.is_async = colour == "async"
        self.requests: List[httpx.Request] = []
        self._clients: List[Any] = []
        self._http_clients: List[Any] = []
        self._servers: List[Server] = []
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

    # Clients.

    def client(self, *answers: Any, **options: Any) -> Any:
        """A client whose requests are recorded in `requests` and get `answers` in turn, the last one ever after.

        An answer is a function of the request or its result: an `httpx.Response`, an exception to raise, bytes or a
        `Body` to answer 200 with, or a value to answer as JSON. Options are those of the client; the class may be
        given as `client_class`.
        """
        client_class = options.pop("client_class", self.client_class)
        options.setdefault("api_key", "test-key")
        if "http_client" not in options:
            options["http_client"] = self.default_http_class(transport=self.transport(*answers))
        return self.closing(client_class(**options))

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
        return self.call(iterator.__anext__()) if self.is_async else next(iterator)

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
        for client in self._clients:
            self.call(client.close())
        for http_client in self._http_clients:
            self.call(http_client.aclose() if self.is_async else http_client.close())
        for server in self._servers:
            server.close()
        if self._loop is not None:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(_settled())
            self._loop.close()


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
