"""The local Groq over a real socket: keep-alive, chunks as they are written, odd clients, a clean end."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any, Dict, Iterator, List
from urllib.parse import urlsplit

import httpx
import pytest

import groq
from groq.testing import LocalGroq, LocalServer

CHAT: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hello"}], "model": "llama-3.1-8b-instant"}
AUTHORIZED = {"authorization": "Bearer local-groq-key", "content-type": "application/json"}


@pytest.fixture(name="server")
def serve() -> Iterator[LocalServer]:
    with LocalGroq() as local, local.serve() as server:
        yield server


def our_threads() -> List[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "local-groq"]


def connect(server: LocalServer) -> socket.socket:
    url = urlsplit(server.url)
    assert url.hostname is not None
    assert url.port is not None
    return socket.create_connection((url.hostname, url.port), timeout=10)


def exchange(server: LocalServer, sent: bytes) -> bytes:
    """What comes back to raw bytes until the server closes."""
    with closing(connect(server)) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


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
        sound = client.audio.speech.create(input="Hello there", model="playai-tts", voice="Fritz-PlayAI", response_format="wav")
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
    before = our_threads()
    with LocalGroq() as local, pytest.raises(OSError, match=r"(?i)in use|only one usage"):
        local.serve(port=urlsplit(server.url).port or 0)
    assert our_threads() == before


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
