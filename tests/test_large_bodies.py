"""Large files, sent from disk and written to disk: how much of them is in memory at a time, how often threads help."""

from __future__ import annotations

import gc
import io
import socket
import threading
import tracemalloc
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import anyio.to_thread
import httpx
import pytest

from twin import Twin

pytestmark = pytest.mark.thorough

SIZE = 24 * 1024 * 1024
MOST = 2 * 1024 * 1024  # bytes that a body of any size may take in memory


class Depot:
    """A server that keeps nothing of what is sent to it, and sends `SIZE` zeros to who gets something."""

    def __init__(self) -> None:
        self.received: List[int] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections: List[socket.socket] = []
        self._space = memoryview(bytearray(256 * 1024))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return "http://127.0.0.1:%d" % self._listener.getsockname()[1]

    def close(self) -> None:
        for opened in (self._listener, *self._connections):
            with suppress(OSError):  # closed already
                opened.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.settimeout(10)
                self._connections.append(connection)
                with connection, suppress(OSError):
                    while self._exchange(connection):
                        pass

    def _exchange(self, connection: socket.socket) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            byte = connection.recv(1)
            if not byte:
                return False
            head += byte
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
        left = length = int(fields.get(b"content-length", b"0"))
        while left:
            left -= connection.recv_into(self._space)
        self.received.append(length)
        self._answer(connection, SIZE if head.startswith(b"GET") else None)
        return True

    def _answer(self, connection: socket.socket, size: Any) -> None:
        said = b'{"id":"f","text":"x"}'
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n" % (len(said) if size is None else size))
        connection.sendall(b"Content-Type: application/json\r\n\r\n" + (said if size is None else b""))
        for _ in range((size or 0) // len(self._space)):
            connection.sendall(self._space)


@pytest.fixture
def depot() -> Iterator[Depot]:
    server = Depot()
    yield server
    server.close()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.wav"
    with open(path, "wb") as file:
        file.truncate(SIZE)
    return path


@contextmanager
def memory() -> Iterator[Dict[str, int]]:
    """The most bytes that are taken at any time in between, beyond those that are taken before."""
    gc.collect()
    tracemalloc.start()
    peak: Dict[str, int] = {}
    try:
        yield peak
        peak["bytes"] = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def client_of(twin: Twin, depot: Depot) -> Any:
    """A client that has sent and got small files before."""
    client = twin.closing(twin.client_class(api_key="k", base_url=depot.url, max_retries=0))
    twin.call(client.files.create(file=("small", io.BytesIO(b"x")), purpose="batch"))
    twin.call(client.audio.transcriptions.create(file=b"x", model="m"))
    depot.received.clear()
    return client


SENDERS: Dict[str, Callable[[Any, Any], Any]] = {
    "file": lambda client, file: client.files.create(file=file, purpose="batch"),
    "recording": lambda client, file: client.audio.transcriptions.create(file=file, model="m"),
}


@pytest.mark.parametrize("given", ["path", "opened", "named"])
@pytest.mark.parametrize("kind", [*SENDERS])
def test_an_upload_is_never_in_memory_as_a_whole(twin: Twin, depot: Depot, large: Path, kind: str, given: str) -> None:
    client = client_of(twin, depot)
    with open(large, "rb") as file:
        inputs: Dict[str, Any] = {"path": large, "opened": file, "named": ("a.wav", file)}
        with memory() as peak:
            twin.call(SENDERS[kind](client, inputs[given]))
    assert SIZE < depot.received[0] < SIZE + 1000
    assert peak["bytes"] < MOST


def test_a_download_is_never_in_memory_as_a_whole(twin: Twin, depot: Depot, tmp_path: Path) -> None:
    client = client_of(twin, depot)
    target = tmp_path / "target"

    def download() -> None:
        with twin.opened(client.files.with_streaming_response.content("f")) as response:
            twin.call(response.stream_to_file(target))

    download()  # what the first one loads stays in memory
    with memory() as peak:
        download()
    assert target.stat().st_size == SIZE
    assert peak["bytes"] < MOST


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> List[Any]:
    """What was done in threads."""
    done: List[Any] = []
    run = anyio.to_thread.run_sync

    async def counted(work: Callable[..., Any], *args: Any, **options: Any) -> Any:
        done.append(work)
        return await run(work, *args, **options)

    monkeypatch.setattr(anyio.to_thread, "run_sync", counted)
    return done


def test_threads_read_and_write_several_pieces_at_a_time(
    depot: Depot, large: Path, tmp_path: Path, ways: List[Any]
) -> None:
    twin = Twin("async")
    client = client_of(twin, depot)
    ways.clear()
    twin.call(client.files.create(file=large, purpose="batch"))
    assert 2 < len(ways) <= SIZE // (512 * 1024) + 4
    ways.clear()
    with twin.opened(client.files.with_streaming_response.content("f")) as response:
        twin.call(response.stream_to_file(tmp_path / "target"))
    assert 2 < len(ways) <= SIZE // (256 * 1024) + 4
    twin.close()


def test_what_arrived_before_a_fault_is_in_the_file(twin: Twin, tmp_path: Path) -> None:
    server = twin.serve([b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", b"abc", None])
    client = twin.closing(twin.client_class(api_key="k", base_url=server.url))
    target = tmp_path / "target"
    broken = pytest.raises(httpx.RemoteProtocolError)
    with twin.opened(client.files.with_streaming_response.content("f")) as response, broken:
        twin.call(response.stream_to_file(target))
    assert target.read_bytes() == b"abc"
