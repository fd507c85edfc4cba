"""The local Groq over a real socket: keep-alive, chunks as they are written, odd clients, a clean end."""

from __future__ import annotations

import asyncio
import errno
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import Any, Callable, Dict, Iterator, List
from urllib.parse import urlsplit

import httpx
import pytest

import groq
from groq.testing import LocalGroq, LocalServer, _listener
from groq.types.chat import ChatCompletionChunk

CHAT: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hello"}], "model": "llama-3.1-8b-instant"}
AUTHORIZED = {"authorization": "Bearer local-groq-key", "content-type": "application/json"}


@pytest.fixture(name="server")
def serve() -> Iterator[LocalServer]:
    with LocalGroq() as local, local.serve() as server:
        yield server


def our_threads() -> List[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "local-groq"]


def soon(condition: Callable[[], bool]) -> None:
    """Wait until something is so; it is within a moment unless something is wrong."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def connect(server: LocalServer) -> socket.socket:
    url = urlsplit(server.url)
    assert url.hostname is not None
    assert url.port is not None
    return socket.create_connection((url.hostname, url.port), timeout=10)


def rest(connection: socket.socket) -> bytes:
    """All that is still to come until the server closes."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def exchange(server: LocalServer, sent: bytes) -> bytes:
    """What comes back to raw bytes until the server closes."""
    with closing(connect(server)) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return rest(connection)


def test_a_chat_over_the_socket_is_the_chat_in_memory(server: LocalServer) -> None:
    with server.client() as client:
        over_socket = client.chat.completions.create(**CHAT)
    in_memory = LocalGroq().client().chat.completions.create(**CHAT)
    assert over_socket.choices == in_memory.choices
    assert over_socket.usage == in_memory.usage


async def test_the_asynchronous_client_reads_a_stream_over_the_socket(server: LocalServer) -> None:
    async with server.async_client() as client:
        stream = await client.chat.completions.create(**CHAT, stream=True)
        text = "".join([chunk.choices[0].delta.content or "" async for chunk in stream])
        whole = await client.chat.completions.create(**CHAT)
    assert text == whole.choices[0].message.content


def test_files_speech_and_transcriptions_go_over_the_socket(server: LocalServer) -> None:
    content = os.urandom(300_000)
    with server.client() as client:
        file = client.files.create(file=("noise.jsonl", content), purpose="batch")
        assert file.id is not None
        assert client.files.content(file.id).read() == content
        sound = client.audio.speech.create(
            input="Hello there", model="playai-tts", voice="Fritz-PlayAI", response_format="wav"
        )
        heard = client.audio.transcriptions.create(file=("speech.wav", sound.read()), model="whisper-large-v3")
        assert "speech.wav" in heard.text


def test_the_server_records_requests_for_the_local_groq_it_serves() -> None:
    local = LocalGroq(api_key="mine")
    with local.serve() as server, server.client() as client:
        client.models.list(extra_query={"q": "a b"})
        assert server.api_key == "mine"
        (request,) = server.requests
        assert local.requests == [request]
        assert (request.method, request.path, request.query["q"]) == ("GET", "/openai/v1/models", "a b")
        assert request.headers["user-agent"].startswith("Groq/Python")


def test_proxies_of_the_environment_are_not_asked(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("GROQ_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("GROQ_API_KEY", "wrong")
    with server.client(max_retries=0) as client:
        assert client.models.list().data
    with LocalGroq().client(max_retries=0) as client:
        assert client.models.list().data


def test_a_client_of_the_server_takes_the_options_of_groq(server: LocalServer) -> None:
    with httpx.Client(trust_env=False) as http_client:
        client = server.client(http_client=http_client, max_retries=0, api_key="wrong")
        assert client.max_retries == 0
        with pytest.raises(groq.AuthenticationError):
            client.models.list()


def test_one_connection_carries_many_requests_refused_and_streamed_ones_too(server: LocalServer) -> None:
    url = urlsplit(server.url)
    with closing(http.client.HTTPConnection(str(url.hostname), url.port, timeout=10)) as connection:
        connection.connect()
        opened = connection.sock
        for body, status in ((CHAT, 200), ({**CHAT, "stream": True}, 200), ({}, 400), (CHAT, 200)):
            connection.request("POST", "/openai/v1/chat/completions", json.dumps(body), AUTHORIZED)
            response = connection.getresponse()
            assert response.status == status
            assert response.read()
        connection.request("GET", "/x")
        assert connection.getresponse().read()
        connection.request("HEAD", "/openai/v1/models", headers=AUTHORIZED)
        head = connection.getresponse()
        assert (head.status, head.read()) == (405, b"")
        assert connection.sock is opened


def test_a_stream_is_written_event_by_event(server: LocalServer) -> None:
    """On the wire every event is an HTTP chunk of its own, so it leaves when it is there."""
    body = json.dumps({**CHAT, "stream": True}).encode()
    head = b"POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer local-groq-key\r\n"
    head += b"content-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
    answer = exchange(server, head + body)
    headers, _, chunks = answer.partition(b"\r\n\r\n")
    assert b"transfer-encoding: chunked" in headers.lower()
    assert b"content-length" not in headers.lower()
    events = []
    while True:
        size, _, chunks = chunks.partition(b"\r\n")
        if int(size, 16) == 0:
            break
        events.append(chunks[: int(size, 16)])
        chunks = chunks[int(size, 16) + 2 :]
    assert chunks == b"\r\n"
    assert len(events) > 10
    assert all(event.startswith(b"data: ") and event.endswith(b"\n\n") for event in events)
    assert events[-1] == b"data: [DONE]\n\n"


def test_a_client_of_http_1_0_gets_a_stream_it_can_read(server: LocalServer) -> None:
    body = json.dumps({**CHAT, "stream": True}).encode()
    head = b"POST /openai/v1/chat/completions HTTP/1.0\r\nauthorization: Bearer local-groq-key\r\n"
    head += b"content-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
    headers, _, events = exchange(server, head + body).partition(b"\r\n\r\n")
    assert b"chunked" not in headers
    assert events.startswith(b"data: {")
    assert events.endswith(b"data: [DONE]\n\n")


def test_a_body_in_chunks_is_read(server: LocalServer) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (json.dumps(CHAT).encode()[start : start + 7] for start in range(0, 200, 7))

    with httpx.Client(trust_env=False) as client:
        url = server.url + "/openai/v1/chat/completions"
        response = client.post(url, content=(piece for piece in pieces() if piece), headers=AUTHORIZED)
        assert response.status_code == 200
        assert response.request.headers["transfer-encoding"] == "chunked"
    assert server.requests[-1].json == CHAT


@pytest.mark.parametrize(
    "headers",
    [
        b"content-length: 100",
        b"content-length: -1",
        b"content-length: many",
        b"transfer-encoding: chunked",
    ],
)
def test_a_body_that_does_not_end_where_it_says_is_refused(server: LocalServer, headers: bytes) -> None:
    answer = exchange(server, b"POST /openai/v1/files HTTP/1.1\r\nhost: x\r\n" + headers + b"\r\n\r\nzz\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "invalid_body"


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01 'nonsense\\\"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"BREW /pot HTTP/1.1\r\n\r\n"]
)
def test_what_is_not_http_is_refused_in_json(server: LocalServer, sent: bytes) -> None:
    error = json.loads(exchange(server, sent).rpartition(b"\r\n\r\n")[2])["error"]
    assert (error["type"], error["code"]) == ("invalid_request_error", "bad_request")


def test_clients_that_go_away_are_no_error_and_make_no_noise(capfd: pytest.CaptureFixture[str]) -> None:
    with LocalGroq() as local, local.serve() as server:
        connect(server).close()
        for sent in (b"POST /openai/v1/files HTTP/1.1\r\ncontent-length: 9\r\n\r\n", b"GET"):
            with closing(connect(server)) as connection:
                connection.sendall(sent)
        with server.client() as client:
            for _ in range(3):
                stream = client.chat.completions.create(**CHAT, stream=True)
                next(iter(stream))
                stream.close()
            assert client.models.list().data
    assert capfd.readouterr() == ("", "")


def head_of(method: str, path: str, length: int, *headers: str, version: str = "1.1") -> bytes:
    lines = ["%s %s HTTP/%s" % (method, path, version), "host: x", "authorization: Bearer local-groq-key"]
    lines += ["content-type: application/json", "content-length: %d" % length, *headers, "", ""]
    return "\r\n".join(lines).encode()


def test_requests_that_are_sent_at_once_are_answered_in_turn(server: LocalServer) -> None:
    """The second one is in the buffer by the time the first is answered: nothing more arrives that tells of it."""
    sent = head_of("GET", "/openai/v1/models", 0) * 3 + head_of("GET", "/openai/v1/x", 0, "connection: close")
    answers = exchange(server, sent).split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == [b"200", b"200", b"200", b"404"]


def test_a_client_that_asks_first_is_told_to_go_on(server: LocalServer) -> None:
    body = json.dumps(CHAT).encode()
    with closing(connect(server)) as connection:
        connection.sendall(head_of("POST", "/openai/v1/chat/completions", len(body), "expect: 100-continue"))
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_head_of_an_error_has_no_body(server: LocalServer) -> None:
    with LocalGroq() as local, local.serve() as served:
        local.fail(503, body="a page")
        answer = exchange(served, head_of("HEAD", "/openai/v1/models", 0))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert (head.split(b"\r\n")[0], body) == (b"HTTP/1.1 503 Service Unavailable", b"")
    assert b"content-length: 6" in head


def test_a_client_of_http_1_0_is_told_of_a_cut_by_the_missing_bytes() -> None:
    body = json.dumps({**CHAT, "stream": True}).encode()
    with LocalGroq() as local, local.serve() as server:
        local.cut_stream(after_chunks=2)
        answer = exchange(server, head_of("POST", "/openai/v1/chat/completions", len(body), version="1.0") + body)
    head, _, events = answer.partition(b"\r\n\r\n")
    told = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    assert (events.count(b"\n\n"), told > len(events)) == (2, True)


def test_the_path_may_stand_in_the_base_url_as_other_clients_have_it(server: LocalServer) -> None:
    with httpx.Client(base_url=server.url + "/openai/v1", trust_env=False, headers=AUTHORIZED) as client:
        assert client.post("/chat/completions", json=CHAT).json()["object"] == "chat.completion"
        assert client.get("models").json()["object"] == "list"


def test_a_refused_connection_is_reset_on_the_wire() -> None:
    with LocalGroq() as local, local.serve() as server, closing(connect(server)) as connection:
        local.refuse_connection()
        connection.sendall(head_of("GET", "/openai/v1/models", 0))
        with pytest.raises(ConnectionResetError):
            connection.recv(1)


def test_a_dropped_connection_is_closed_on_the_wire() -> None:
    with LocalGroq() as local, local.serve() as server:
        local.drop_connection()
        assert exchange(server, head_of("GET", "/openai/v1/models", 0)) == b""


def test_slow_bytes_leave_one_by_one() -> None:
    body = json.dumps({**CHAT, "stream": True}).encode()
    with LocalGroq() as local, local.serve() as server:
        local.slow(chunk_size=1)
        sent = head_of("POST", "/openai/v1/chat/completions", len(body), "connection: close") + body
        chunks = exchange(server, sent).partition(b"\r\n\r\n")[2]
    assert chunks.startswith(b"1\r\nd\r\n1\r\na\r\n1\r\nt\r\n1\r\na\r\n")
    assert chunks.endswith(b"\r\n0\r\n\r\n")


# Many at once


def test_idle_connections_cost_no_thread(server: LocalServer) -> None:
    connections = [connect(server) for _ in range(40)]
    try:
        for connection in connections:
            connection.sendall(head_of("GET", "/openai/v1/models", 0))
            assert connection.recv(1) == b"H"
        assert len(our_threads()) < 10
    finally:
        for connection in connections:
            connection.close()


@pytest.mark.thorough
async def test_two_hundred_streams_at_once_end_cleanly() -> None:
    before, questions = our_threads(), ["What is %d?" % number for number in range(200)]

    def opened(client: groq.AsyncGroq, question: str) -> Any:
        messages: List[Any] = [{"role": "user", "content": question}]
        return client.chat.completions.create(messages=messages, model=CHAT["model"], stream=True)

    async def text(stream: groq.AsyncStream[ChatCompletionChunk]) -> str:
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

    # The usual pool keeps 100 idle connections, and closes others even where one was just chosen for a request.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    with LocalGroq() as local, local.serve() as server:
        local.stall(0.3, after_chunks=2, times=200)
        async with httpx.AsyncClient(limits=limits, timeout=50, trust_env=False) as http_client:
            client = server.async_client(http_client=http_client, max_retries=0)
            streams = await asyncio.gather(*(opened(client, question) for question in questions))
            answers = await asyncio.wait_for(asyncio.gather(*map(text, streams)), 50)
        assert all(question in answer for question, answer in zip(questions, answers))
        assert (local.pending_faults, local.statuses) == ([], [200] * 200)
    assert our_threads() == before


def test_more_requests_than_threads_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_listener, "_MOST_WORKERS", 2)
    with LocalGroq() as local, local.serve() as server, server.client(max_retries=0) as client:
        local.stall(0.01, times=12)
        with ThreadPoolExecutor(12) as pool:
            assert len(list(pool.map(lambda _: client.models.list().data, range(12)))) == 12
        assert len(our_threads()) <= 3
        assert local.pending_faults == []


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts descriptors as Linux shows them")
def test_a_closed_server_leaves_no_socket_behind() -> None:
    with LocalGroq() as local, local.serve() as server, server.client() as client:
        client.models.list()  # what is loaded once stays open
    before = descriptors()
    for _ in range(3):
        with LocalGroq() as local, local.serve() as server, server.client(max_retries=0) as client:
            local.refuse_connection()
            local.cut_stream(after_bytes=9)
            for _ in range(2):
                with pytest.raises(groq.APIConnectionError):
                    client.models.list()
            client.models.list()
    assert descriptors() == before


def test_closing_ends_what_is_stalled_or_under_way() -> None:
    before, body = our_threads(), json.dumps({**CHAT, "stream": True}).encode()
    with LocalGroq() as local, local.serve() as server, ExitStack() as stack:
        connections = [stack.enter_context(closing(connect(server))) for _ in range(4)]
        waiting, first, second, halfway = connections
        local.stall(500, on="models.list")  # that of the streams is theirs alone, whichever request comes first
        local.stall(500, after_chunks=2, times=2)
        waiting.sendall(head_of("GET", "/openai/v1/models", 0))
        for connection in (first, second):
            connection.sendall(head_of("POST", "/openai/v1/chat/completions", len(body)) + body)
            received = b""
            while received.count(b"data: ") < 2:
                piece = connection.recv(65536)
                assert piece
                received += piece
        halfway.sendall(head_of("POST", "/openai/v1/files", 100, "expect: 100-continue"))
        assert halfway.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        halfway.sendall(b"half of it")
        soon(lambda: local.pending_faults == [])  # all have begun: none is reset for lack of a thread that read it
        began = time.monotonic()
        server.close()
        assert time.monotonic() - began < 4  # no thread was given up
        assert our_threads() == before
        assert [rest(connection) for connection in connections] == [b""] * 4


def test_a_connection_that_cannot_be_served_is_closed_and_others_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [OSError("what some systems say of a client that has gone")]

    class Gone(_listener.Connection):
        def setup(self) -> None:
            if faults:
                raise faults.pop()
            super().setup()

    monkeypatch.setattr(_listener, "Connection", Gone)
    with LocalGroq() as local, local.serve() as server:
        with closing(connect(server)) as connection:
            assert connection.recv(1) == b""
        with server.client(max_retries=0) as client:
            assert client.models.list().data


def test_servers_of_one_local_groq_share_its_faults() -> None:
    with LocalGroq() as local, local.serve() as first, local.serve() as second:
        local.fail(418)
        with first.client(max_retries=0) as one, second.client(max_retries=0) as other:
            with pytest.raises(groq.APIStatusError):
                one.models.list()
            assert other.models.list().data
        assert local.statuses == [418, 200]


def test_closing_ends_every_thread_also_those_with_open_connections() -> None:
    before = our_threads()
    local = LocalGroq()
    server = local.serve()
    idle = connect(server)
    with server.client() as client:
        client.models.list()
        assert len(our_threads()) > len(before) + 1
        server.close()
    assert our_threads() == before
    assert idle.recv(1) == b""
    idle.close()
    with pytest.raises(ConnectionRefusedError):
        connect(server)
    server.close()


def test_leaving_the_local_groq_closes_its_servers() -> None:
    before = our_threads()
    with LocalGroq() as local:
        servers = [local.serve(), local.serve()]
        assert servers[0].url != servers[1].url
    assert our_threads() == before


def test_a_taken_port_is_an_os_error_and_leaves_nothing_behind(server: LocalServer) -> None:
    before, port = our_threads(), urlsplit(server.url).port or 0
    with LocalGroq() as local, pytest.raises(OSError, match="is in use") as raised:
        local.serve(port=port)
    assert raised.value.errno == errno.EADDRINUSE
    assert raised.value.strerror == "Port %d of 127.0.0.1 is in use: pass another one, or 0 for a free one" % port
    assert our_threads() == before


def test_a_host_that_is_elsewhere_is_an_os_error() -> None:
    for host in ("192.0.2.1", "no such host"):
        told = "Host %r is not an address of this machine: pass '127.0.0.1', or '0.0.0.0' for all of them" % host
        with pytest.raises(OSError, match="not an address") as raised:
            LocalGroq().serve(host)
        assert raised.value.strerror == told


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_is_none_is_refused(port: int) -> None:
    with pytest.raises(ValueError, match="The port is %d: it must be from 1 to 65535, or 0 for a free one" % port):
        LocalGroq().serve(port=port)


def test_a_server_on_all_addresses_is_reached_on_the_loopback_one() -> None:
    with LocalGroq() as local, local.serve("0.0.0.0") as server, server.client() as client:
        assert server.url.startswith("http://127.0.0.1:")
        assert client.models.list().data


def test_a_server_can_listen_on_ipv6() -> None:
    with LocalGroq() as local:
        try:
            server = local.serve("::1")
        except OSError:
            pytest.skip("this machine has no IPv6")
        with server.client() as client:
            assert server.url.startswith("http://[::1]:")
            assert client.models.list().data


def test_a_port_can_be_used_again_at_once() -> None:
    with LocalGroq() as local:
        with local.serve() as first, first.client() as client:
            client.models.list()
        port = urlsplit(first.url).port or 0
        with local.serve(port=port) as second, second.client() as client:
            assert client.models.list().data
            assert second.url == first.url


def test_a_program_that_forgets_to_close_ends_all_the_same() -> None:
    code = (
        "from groq.testing import LocalGroq; s = LocalGroq().serve(); c = s.client();"
        "print(len(c.models.list().data) > 10)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == (b"True", b"")


def test_threads_that_ask_at_once_are_answered_each_its_own(server: LocalServer) -> None:
    def ask(number: int) -> str:
        messages: List[Any] = [{"role": "user", "content": "What is %d?" % number}]
        stream = client.chat.completions.create(messages=messages, model="llama-3.1-8b-instant", stream=True)
        return "".join(chunk.choices[0].delta.content or "" for chunk in stream)

    with server.client() as client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(24)))
    assert all("What is %d?" % number in answer for number, answer in enumerate(answers))
    assert len(server.requests) == 24
