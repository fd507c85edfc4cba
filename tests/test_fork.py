"""A client in a process that forks: parent and child have connections of their own, and neither notices the other."""

from __future__ import annotations

import os
from typing import Iterator

import pytest

from loopback import Server, http_answer
from programs import said_by
from tls import CERTIFICATE, TLSServer
from twin import sse

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")

ANSWER = http_answer(b'{"object": "list", "data":[]}')  # whose length does not look like the end of a chunked body
IN_CHILD = """
def in_child(work, leave=sys.exit):
    sys.stdout.flush()
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0
        return
    work()
    sys.stdout.flush()
    leave(0)  # usually not `os._exit`: what the parent left behind is finalized, too

client, awaited = groq.Groq(base_url=URL, api_key=KEY), groq.AsyncGroq(base_url=URL, api_key=KEY)

async def ask():
    await awaited.models.list()
"""


@pytest.fixture(params=["http", pytest.param("https", marks=pytest.mark.thorough)])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    kind = TLSServer if request.param == "https" else Server
    opened = kind(ANSWER)
    yield opened
    opened.close()


@pytest.mark.parametrize("copied", ["", ".with_options(timeout=9)"])
def test_parent_and_child_go_on_with_connections_of_their_own(server: Server, copied: str) -> None:
    program = """
client.models.list()
in_child(lambda: [client%s.models.list() for _ in range(2)])
client.models.list()
"""
    said_by(IN_CHILD + program % copied, server.url)
    assert server.connections == [0, 1, 1, 0]


def test_a_child_of_a_child_has_its_own_too(server: Server) -> None:
    program = """
client.models.list()
def again():
    client.models.list()
    in_child(client.models.list)
    client.models.list()
in_child(again)
client.models.list()
"""
    said_by(IN_CHILD + program, server.url)
    assert server.connections == [0, 1, 2, 1, 0]


def test_a_fork_from_within_a_running_event_loop(server: Server) -> None:
    program = """
async def main():
    await ask()
    in_child(lambda: asyncio.run(ask()), os._exit)
    await ask()
asyncio.run(main())
"""
    said_by(IN_CHILD + program, server.url)
    assert server.connections == [0, 1, 0]


def test_an_event_loop_that_parent_and_child_both_go_on_with(server: Server) -> None:
    program = """
loop = asyncio.new_event_loop()
def work(number):
    for _ in range(number):
        loop.run_until_complete(ask())
work(2)
in_child(lambda: (work(3), loop.run_until_complete(awaited.close()), loop.close()))
work(2)
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
"""
    said_by(IN_CHILD + program, server.url)
    assert server.connections == [0, 0, 1, 1, 1, 0, 0]


def test_closing_in_the_child_leaves_the_connections_of_the_parent_open(server: Server) -> None:
    program = """
async def main():
    await ask()
    client.models.list()
    in_child(lambda: (client.close(), asyncio.run(awaited.close())), os._exit)
    await ask()
    client.models.list()
asyncio.run(main())
"""
    said_by(IN_CHILD + program, server.url)
    assert server.connections == [0, 1, 0, 1]


def test_an_http_client_of_the_default_kind_is_renewed_too(server: Server) -> None:
    program = """
client = groq.Groq(base_url=URL, api_key=KEY, http_client=groq.DefaultHttpxClient())
client.models.list()
in_child(client.models.list)
client.models.list()
client.close()
"""
    said_by(IN_CHILD.replace("leave(0)", "client.close(); leave(0)") + program, server.url)
    assert server.connections == [0, 1, 0]


def test_a_fork_while_other_threads_are_at_work(server: Server) -> None:
    program = """
def work():
    for _ in range(20):
        client.models.list()
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for _ in range(5):
    in_child(client.models.list)
for thread in threads:
    thread.join()
"""
    ignore = "import warnings; warnings.simplefilter('ignore', DeprecationWarning)\n"  # of just that, from 3.12 on
    said_by(ignore + IN_CHILD + program, server.url)
    assert len(server.requests) == 85


# Streams that are under way

CHUNKS = [sse({"id": str(number), "choices": []}, done=number == 3) for number in range(4)]
STREAM = http_answer(b"".join(CHUNKS), **{"Content-Type": "text/event-stream"})
CALL = 'chat.completions.create(messages=[], model="m", stream=True)'


@pytest.mark.parametrize("work", ["stream.close()", "globals().pop('stream'), gc.collect()", "print_all(stream)", "0"])
def test_a_stream_belongs_to_the_parent(work: str) -> None:
    program = """
def print_all(stream):
    try:
        print(*[chunk.id for chunk in stream])
    except groq.APIConnectionError:
        print("refused")

stream = client.%s
first = next(stream)
in_child(lambda: (%s))
print(first.id, *[chunk.id for chunk in stream])
"""
    server = Server([STREAM[:-50], STREAM[-50:]])
    said = said_by(IN_CHILD + program % (CALL, work), server.url)
    server.close()
    # What the parent had taken from the socket before the fork is the child's, too, and nothing that came later.
    assert said.split("\n")[-2:] == ["0 1 2 3", ""]
    assert len(said.split("\n")) <= 3


@pytest.mark.parametrize("work", ["awaited.close()", "stream.close()", "ask()"])
def test_an_awaited_stream_belongs_to_the_parent(work: str) -> None:
    program = """
async def main():
    stream = await awaited.%s
    first = await stream.__anext__()
    async def work():
        await %s
    in_child(lambda: asyncio.run(work()), os._exit)
    print(first.id, *[chunk.id async for chunk in stream])
asyncio.run(main())
"""
    server = Server([STREAM[:-50], STREAM[-50:]], ANSWER)
    said = said_by(IN_CHILD + program % (CALL, work), server.url)
    server.close()
    assert said == "0 1 2 3\n"
