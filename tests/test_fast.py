"""The HTTP clients over a compiled transport: what arrives, what comes back, how it fails, and what they refuse."""

from __future__ import annotations

import asyncio
import gzip
import importlib
import importlib.util
import socket
import ssl
import sys
import threading
import types
from pathlib import Path
from typing import Any, Dict, Iterator, List

import httpx
import pytest
import trio

import groq
from groq._turns import waited_for
from loopback import CLOSE, Server, http_answer
from pieces import LAST_CHUNK, chunk, event_stream
from programs import said_by
from twin import CHAT, Twin, sse

INSTALLED = sys.version_info >= (3, 11) and importlib.util.find_spec("pyreqwest") is not None
needs_it = pytest.mark.skipif(not INSTALLED, reason="the extra fast is not installed")

HERE = Path(__file__).parent
FIRST, SECOND = (b'data: {"id":"%s"}\n\n' % name for name in (b"a", b"b"))


def http_client_of(twin: Twin, **options: Any) -> Any:
    kind = twin.pick(groq.DefaultFastHttpxClient, groq.DefaultAsyncFastHttpxClient)
    return twin.closing_http(kind(**options))


def client_of(twin: Twin, url: str, **options: Any) -> Any:
    http_client = options.pop("http_client", None) or http_client_of(twin)
    return twin.client_class(api_key="k", base_url=url, http_client=http_client, **options)


def stream_of(twin: Twin, client: Any) -> Any:
    return twin.call(client.chat.completions.create(**CHAT, stream=True))


# Making one


@pytest.mark.parametrize("missing", ["library", "version"])
def test_a_fast_client_without_its_extra_says_how_to_install_it(
    twin: Twin, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "library":
        monkeypatch.setitem(sys.modules, "pyreqwest.client", None)
    else:
        monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    with pytest.raises(RuntimeError, match=r"needs Python 3.11 or later .* pip install 'groq\[fast\]'"):
        http_client_of(twin)


@needs_it
def test_fast_clients_are_httpx_clients_with_the_defaults_of_the_library(twin: Twin) -> None:
    http_client = http_client_of(twin)
    assert isinstance(http_client, twin.http_class)
    assert (http_client.timeout, http_client.follow_redirects) == (httpx.Timeout(60, connect=5), True)
    own = http_client_of(twin, timeout=3, follow_redirects=False, headers={"X-Own": "1"}, base_url="http://h/base")
    assert (own.timeout, own.follow_redirects, own.headers["x-own"]) == (httpx.Timeout(3), False, "1")
    assert own.base_url == "http://h/base/"


@needs_it
@pytest.mark.parametrize(
    "refused",
    [
        {"transport": httpx.MockTransport(lambda _: httpx.Response(200))},
        {"http2": True},
        {"verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)},
        {"verify": str(HERE / "nowhere.pem")},
        {"cert": ("a.pem", "b.pem", "secret")},
    ],
)
def test_what_cannot_be_kept_to_is_refused(twin: Twin, refused: Dict[str, Any]) -> None:
    (argument,) = refused
    with pytest.raises(ValueError, match="`%s`" % argument) as caught:
        http_client_of(twin, **refused)
    assert twin.pick("`DefaultFastHttpxClient`", "`DefaultAsyncFastHttpxClient`") in str(caught.value)


# What arrives


def fields_of(request: bytes) -> List[str]:
    """The fields of a request's head, without what tells servers and colours apart."""
    lines = request.split(b"\r\n\r\n")[0].decode().split("\r\n")
    named = [line.partition(": ") for line in lines[1:]]
    return sorted("%s: %s" % (name.lower(), value) for name, _, value in named if name.lower() != "host")


@needs_it
def test_the_same_arrives_as_over_httpx(twin: Twin) -> None:
    server = twin.serve()
    odd = {"X-lower-UPPER": "1", "X-Empty": ""}
    for http_client in (http_client_of(twin), twin.closing_http(twin.default_http_class())):
        client = client_of(twin, server.url, http_client=http_client)
        twin.call(client.chat.completions.create(**CHAT, extra_query={"q": "a b'c"}))
        twin.call(client.models.retrieve("openai/gpt oss+%", extra_headers=odd))
        twin.call(client.files.delete("f"))
    ours, theirs = server.requests[:3], server.requests[3:]
    for one, other in zip(ours, theirs):
        assert fields_of(one) == fields_of(other)
        assert one.split(b"\r\n")[0] == other.split(b"\r\n")[0]
        assert one.split(b"\r\n\r\n")[1] == other.split(b"\r\n\r\n")[1]


@needs_it
def test_a_header_that_is_not_ascii_arrives_as_it_is(twin: Twin) -> None:
    server = twin.serve()
    http_client = http_client_of(twin)
    twin.call(http_client.get(server.url, headers={"X-Name": "ü".encode()}))
    assert "X-Name: ü\r\n".encode() in server.requests[0]


@needs_it
def test_a_file_arrives_whole_and_in_pieces(twin: Twin, tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    path.write_bytes(b"0123456789\n" * 30_000)
    server = twin.serve(http_answer(b'{"id":"f"}'))
    client = client_of(twin, server.url)
    assert twin.call(client.files.create(file=path, purpose="batch")).id == "f"
    head, body = server.requests[0].split(b"\r\n\r\n", 1)
    assert b"Content-Length: %d" % len(body) in head
    assert path.read_bytes() in body


# What comes back


@needs_it
def test_connections_are_kept_and_closed_with_the_client(twin: Twin) -> None:
    stream = http_answer(sse({"id": "a"}), content_type="text/event-stream")
    server = twin.serve(http_answer(), stream, event_stream(FIRST + b"data: [DONE]\n\n") + LAST_CHUNK, http_answer())
    client = client_of(twin, server.url)
    twin.call(client.models.list())
    assert [item.id for _ in range(2) for item in twin.items(stream_of(twin, client))] == ["a", "a"]
    twin.call(client.models.list())
    assert server.connections == [0, 0, 0, 0]
    twin.call(client.close())
    assert server.ended(0) is True
    with pytest.raises(groq.APIConnectionError):
        twin.call(client.models.list())


@needs_it
@pytest.mark.parametrize("read", ["whole", "streamed"])
def test_httpx_unpacks_redirects_and_keeps_cookies(twin: Twin, read: str) -> None:
    moved = http_answer(status="307 Temporary Redirect", location="/elsewhere", set_cookie="a=1")
    packed = http_answer(gzip.compress(b"unpacked"), content_encoding="gzip", x_twice="1")
    server = twin.serve(moved, packed.replace(b"X-Twice: 1", b"X-Twice: 1\r\nX-Twice: 2\r\nX-Odd: caf\xe9"))
    http_client = http_client_of(twin)
    request = http_client.build_request("GET", server.url + "/here")
    response = twin.call(http_client.send(request, stream=read == "streamed"))
    assert twin.call(response.aread() if twin.is_async else response.read()) == b"unpacked"
    assert (response.http_version, response.status_code, len(response.history)) == ("HTTP/1.1", 200, 1)
    assert response.headers.get_list("x-twice") == ["1", "2"]
    assert response.headers["content-encoding"] == "gzip"
    assert [request.split(b" ")[1] for request in server.requests] == [b"/here", b"/elsewhere"]
    assert b"Cookie: a=1" in server.requests[1]
    assert response.elapsed.total_seconds() > 0


@needs_it
def test_a_chunk_is_given_as_soon_as_it_has_arrived(twin: Twin) -> None:
    more = threading.Event()
    server = twin.serve([event_stream(FIRST), more, chunk(SECOND + b"data: [DONE]\n\n") + LAST_CHUNK])
    stream = stream_of(twin, client_of(twin, server.url))
    iterator = twin.iter(stream)
    assert twin.next(iterator).id == "a"
    more.set()
    assert twin.next(iterator).id == "b"
    with pytest.raises((StopIteration, StopAsyncIteration)):
        twin.next(iterator)


@needs_it
@pytest.mark.parametrize("end", ["done", "closed"])
def test_a_stream_that_has_no_end_yet_is_not_waited_for(twin: Twin, end: str) -> None:
    never = threading.Event()
    said = FIRST + b"data: [DONE]\n\n" * (end == "done")
    server = twin.serve([event_stream(said), never], http_answer())
    client = client_of(twin, server.url)
    with twin.opened(stream_of(twin, client)) as stream:
        items = twin.items(stream) if end == "done" else [twin.next(twin.iter(stream))]
    assert [item.id for item in items] == ["a"]
    twin.call(client.models.list())
    assert server.connections == [0, 1]
    never.set()
    assert server.ended(0) is True


# How it fails


@pytest.fixture
def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return "http://127.0.0.1:%d" % port


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"


@needs_it
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([CLOSE], httpx.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nContent-", CLOSE], httpx.RemoteProtocolError),
        ([b"nonsense\r\n\r\n", CLOSE], httpx.RemoteProtocolError),
        ([HEAD + b"abc", CLOSE], httpx.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", CLOSE], httpx.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", CLOSE], httpx.RemoteProtocolError),
        ([threading.Event()], httpx.ReadTimeout),
        ([HEAD + b"abc", threading.Event()], httpx.ReadTimeout),
    ],
)
def test_failures_are_those_of_httpx(twin: Twin, answer: Any, expected: Any, stream: bool) -> None:
    steps = [threading.Event() if isinstance(step, threading.Event) else step for step in answer]
    server = twin.serve(steps)
    http_client = http_client_of(twin, timeout=httpx.Timeout(5, read=0.2))
    with pytest.raises(expected) as caught:
        exchange(twin, http_client, server.url, stream)
    assert type(caught.value) is expected
    assert str(caught.value.request.url) == server.url + "/x"
    for step in steps:
        if isinstance(step, threading.Event):
            step.set()


def exchange(twin: Twin, http_client: Any, url: str, stream: bool) -> None:
    with twin.opened(http_client.stream("GET", url + "/x") if stream else whole(twin, http_client, url)) as response:
        if stream:
            twin.items(twin.pick(response.iter_bytes, response.aiter_bytes)())


def whole(twin: Twin, http_client: Any, url: str) -> Any:
    return twin.call(http_client.get(url + "/x"))


@needs_it
def test_a_refused_connection_is_an_error_of_connecting(twin: Twin, closed_port: str) -> None:
    with pytest.raises(httpx.ConnectError, match="refused"):
        whole(twin, http_client_of(twin), closed_port)


@needs_it
def test_an_address_that_is_not_of_the_web_is_unsupported(twin: Twin) -> None:
    with pytest.raises(httpx.UnsupportedProtocol):
        whole(twin, http_client_of(twin), "ftp://127.0.0.1")


@needs_it
def test_a_request_that_gets_no_connection_in_time_says_so(twin: Twin) -> None:
    never = threading.Event()
    server = twin.serve([event_stream(FIRST), never])
    limits = httpx.Limits(max_connections=1)
    http_client = http_client_of(twin, limits=limits, timeout=httpx.Timeout(5, pool=0.1))
    with twin.opened(stream_of(twin, client_of(twin, server.url, http_client=http_client))):
        with pytest.raises(httpx.PoolTimeout):
            whole(twin, http_client, server.url)
        never.set()


@needs_it
def test_the_time_for_reading_is_that_of_each_piece(twin: Twin) -> None:
    pause = threading.Event()  # never set: each step of the answer waits for it as long as told
    server = Paced([event_stream(FIRST), *[chunk(FIRST)] * 5, chunk(b"data: [DONE]\n\n") + LAST_CHUNK], 0.15, pause)
    http_client = http_client_of(twin, timeout=httpx.Timeout(5, read=0.5))
    items = twin.items(stream_of(twin, client_of(twin, server.url, http_client=http_client)))
    assert len(items) == 6  # which took longer than any single one may
    server.close()


class Paced(Server):
    def __init__(self, pieces: List[bytes], seconds: float, pause: threading.Event) -> None:
        self._pieces, self._seconds, self._pause = pieces, seconds, pause
        super().__init__()

    def answer(self, request: bytes) -> Any:
        return self._paced()

    def _paced(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._pause.wait(self._seconds)
            yield piece


# Around it


class Encrypted(Server):
    def _serve(self, connection: Any, number: int) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(HERE / "signed.pem")
        try:
            self._sockets[number] = encrypted = context.wrap_socket(connection, server_side=True)
        except OSError:
            connection.close()  # the client does not trust it
        else:
            super()._serve(encrypted, number)


@needs_it
@pytest.mark.parametrize(("verify", "trusted"), [(str(HERE / "signer.pem"), True), (False, True), (True, False)])
def test_servers_are_trusted_as_told(twin: Twin, verify: Any, trusted: bool) -> None:
    server = Encrypted()
    url = server.url.replace("http:", "https:")
    if trusted:
        assert whole(twin, http_client_of(twin, verify=verify), url).json() == {}
    else:
        with pytest.raises(httpx.ConnectError, match="certificate"):
            whole(twin, http_client_of(twin, verify=verify), url)
    server.close()


@needs_it
def test_proxies_are_those_of_the_environment_as_for_httpx(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = twin.serve(http_answer(b'{"through":"proxy"}')), twin.serve()
    monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("//", "//user:secret@"))
    http_client = http_client_of(twin)
    assert whole(twin, http_client, "http://elsewhere.test").json() == {"through": "proxy"}
    assert b"GET http://elsewhere.test/x HTTP/1.1\r\n" in proxy.requests[0]
    assert b"Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=" in proxy.requests[0]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert whole(twin, http_client_of(twin), server.url).json() == {}
    assert whole(twin, http_client_of(twin, trust_env=False), server.url).json() == {}
    assert len(proxy.requests) == 1


@needs_it
def test_a_cancelled_stream_ends_its_connection() -> None:
    twin = Twin("async")
    never = threading.Event()
    server = twin.serve([event_stream(FIRST), never])
    client = client_of(twin, server.url)

    async def reading() -> None:
        seen = asyncio.Event()

        async def read() -> None:
            async for _ in await client.chat.completions.create(**CHAT, stream=True):
                seen.set()

        task = asyncio.ensure_future(read())
        await seen.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    twin.call(reading())
    never.set()
    assert server.ended(0) is True
    twin.close()


@needs_it
def test_readers_of_a_client_that_is_closed_are_told_so() -> None:
    twin = Twin("async")
    never = threading.Event()
    server = twin.serve([event_stream(FIRST), never])
    client = client_of(twin, server.url)

    async def read(begun: asyncio.Semaphore) -> None:
        async for _ in await client.chat.completions.create(**CHAT, stream=True):
            begun.release()

    async def reading() -> List[Any]:
        begun = asyncio.Semaphore(0)
        readers = [asyncio.ensure_future(read(begun)) for _ in range(5)]
        for _ in readers:
            await begun.acquire()
        await client.close()
        for reader in readers:
            reader.cancel()  # at once: what they are told must not be lost
        return await asyncio.wait_for(asyncio.gather(*readers, return_exceptions=True), 10)

    assert {type(error) for error in twin.call(reading())} <= {groq.APIConnectionError, asyncio.CancelledError}
    never.set()
    twin.close()


class Counting(Server):
    """Counts how many requests wait for an answer at a time."""

    def __init__(self) -> None:
        self.waiting: List[None] = []
        self.most = 0
        super().__init__()

    def answer(self, request: bytes) -> Any:
        self.waiting.append(None)
        self.most = max(self.most, len(self.waiting))
        return self._later()

    def _later(self) -> Iterator[bytes]:
        threading.Event().wait(0.002)
        self.waiting.pop()
        yield http_answer()


@needs_it
def test_a_hundred_requests_at_once_share_the_connections_there_may_be() -> None:
    twin = Twin("async")
    server = Counting()
    client = client_of(twin, server.url, http_client=http_client_of(twin, limits=httpx.Limits(max_connections=5)))

    async def asking() -> List[Any]:
        return await asyncio.gather(*[client.models.list() for _ in range(100)])

    assert len(twin.call(asking())) == 100
    assert 1 < server.most <= 5
    twin.close()
    server.close()


@needs_it
def test_one_client_serves_several_event_loops_one_after_the_other() -> None:
    server = Server()
    http_client = groq.DefaultAsyncFastHttpxClient()
    client = groq.AsyncGroq(api_key="k", base_url=server.url, http_client=http_client)

    async def ask() -> None:
        await client.models.list()

    for _ in range(3):
        asyncio.run(ask())
    assert server.connections == [0, 0, 0]
    asyncio.run(client.close())
    server.close()


@needs_it
def test_blocking_calls_work_inside_an_event_loop() -> None:
    server = Server()
    with groq.Groq(api_key="k", base_url=server.url, http_client=groq.DefaultFastHttpxClient()) as client:

        async def ask() -> Any:
            client.models.list()
            return asyncio.get_running_loop()

        loop = asyncio.new_event_loop()
        assert loop.run_until_complete(ask()) is loop
        loop.close()
    server.close()


def test_a_wait_takes_turns_until_it_is_over() -> None:
    turns: List[Any] = []

    class Turn:
        def wait(self) -> None:
            turns.append("waited")

    @types.coroutine
    def steps() -> Any:
        yield None  # its turn has come already
        yield Turn()
        return asyncio._get_running_loop()

    async def work() -> Any:
        turns.append(await steps())
        return "done"

    coroutine: Any = work()
    assert waited_for(coroutine) == "done"
    assert (turns[0], type(turns[1]).__name__) == ("waited", "_Turns")
    assert asyncio._get_running_loop() is None


@needs_it
def test_another_event_loop_than_that_of_asyncio_is_refused() -> None:
    async def ask() -> None:
        await groq.DefaultAsyncFastHttpxClient().get("http://127.0.0.1:1")

    with pytest.raises(RuntimeError, match="`DefaultAsyncFastHttpxClient` runs on asyncio only"):
        trio.run(ask)


# The end of the process


ENDING = """
import socket, time

class Ending:
    def __init__(self, sleep=time.sleep):
        self.connection, self.sleep = socket.create_connection(("127.0.0.1", int(URL.rpartition(":")[2]))), sleep

    def __del__(self):  # by then the interpreter is ending
        with self.connection:
            self.connection.sendall(b"GET /ending HTTP/1.1\\r\\n\\r\\n")
            self.connection.recv(1000)
        self.sleep(0.3)  # other threads may go on

http_client = groq.DefaultFastHttpxClient()
threading.Thread(target=http_client.get, args=[URL + "/left"], daemon=True).start()
time.sleep(0.3)
gc.disable()
ending = Ending()
ending.itself = ending
del ending  # for the last collection
"""

CALLED_AT_EXIT = """
import atexit
atexit.register(lambda: print(http_client.get(URL).json()))
http_client = groq.DefaultFastHttpxClient()
http_client.get(URL)
"""


class Late(Server):
    """Answers a request when the client says that it is ending."""

    def __init__(self) -> None:
        self.ending = threading.Event()
        super().__init__()

    def answer(self, request: bytes) -> Any:
        if b"/ending" in request.split(b"\r\n")[0]:
            self.ending.set()
            return http_answer()
        return [self.ending, http_answer()]


@needs_it
def test_an_answer_that_comes_while_the_interpreter_ends_does_no_harm() -> None:
    server = Late()
    assert said_by(ENDING, server.url) == ""
    assert [request.split(b" ")[1] for request in server.requests] == [b"/left", b"/ending"]
    server.close()


@needs_it
def test_functions_that_run_at_exit_may_still_ask() -> None:
    server = Server()
    assert said_by(CALLED_AT_EXIT, server.url) == "{}\n"
    server.close()
