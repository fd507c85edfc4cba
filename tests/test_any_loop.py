"""One client in any event loop: one after the other, side by side, of any kind, ended in any way; without a word."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from typing import Any, Iterator, List

import httpx
import pytest

import groq
from backends import under_trio
from groq.testing import LocalGroq, LocalServer
from loopback import Server
from programs import said_by
from twin import Twin


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalGroq() as local, local.serve() as served:
        yield served


@pytest.fixture
def client(server: LocalServer) -> groq.AsyncGroq:
    return groq.AsyncGroq(base_url=server.url, api_key=server.api_key)


def loops_of(client: groq.AsyncGroq) -> Any:
    return client._client._transport._loops


ASK = """
client = groq.AsyncGroq(base_url=URL, api_key=KEY)

async def ask(number=4):
    await asyncio.gather(*(client.models.list() for _ in range(number)))

async def begin():
    stream = await client.chat.completions.create(
        messages=[{"role": "user", "content": "Hi"}], model="llama-3.1-8b-instant", stream=True
    )
    async for chunk in stream:
        return stream

def bluntly(work):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()  # without a word to what is open there
"""
PROGRAMS = {
    "run twice": "asyncio.run(ask()); asyncio.run(ask())",
    "a copy in a second loop": "asyncio.run(ask()); client = client.with_options(timeout=9); asyncio.run(ask())",
    "loops closed bluntly": "bluntly(ask()); bluntly(ask())",
    "a client collected after its loop": "bluntly(ask()); del client; gc.collect()",
    "a client closed after its loop": "bluntly(ask()); asyncio.run(client.close())",
    "a client closed, then the loop": """
loop = asyncio.new_event_loop()
loop.run_until_complete(ask())
loop.run_until_complete(client.close())
loop.close()
""",
    "a client collected between two runs of its loop": """
loop = asyncio.new_event_loop()
loop.run_until_complete(ask())
del client
gc.collect()
loop.close()
""",
    "a client closed from elsewhere between two runs of its loop": """
loop = asyncio.new_event_loop()
loop.run_until_complete(ask())
asyncio.run(client.close())
loop.close()
""",
    "a loop that is never closed": """
loop = asyncio.new_event_loop()
loop.run_until_complete(ask())
import atexit
atexit.register(loop.close)  # it would complain of itself
""",
    "a stream left, its loop ended": "stream = asyncio.run(begin()); asyncio.run(ask())",
    "a stream left, its loop closed bluntly": "stream = bluntly(begin()); asyncio.run(ask())",
    "requests cancelled": """
async def main(delay):
    work = asyncio.ensure_future(ask())
    await asyncio.sleep(delay)
    work.cancel()
    await asyncio.wait([work])
    work.cancelled() or work.result()
for number in range(24):  # before, while and after connections are opened
    asyncio.run(main(number % 12 / 2000))
""",
    "a client collected at the end of its loop": """
async def main():
    here = groq.AsyncGroq(base_url=URL, api_key=KEY)
    await asyncio.gather(here.models.list(), here.models.list())
for _ in range(4):
    asyncio.run(main())
""",
    "a client in a cycle": """
async def main():
    here = groq.AsyncGroq(base_url=URL, api_key=KEY)
    here.itself = here
    await here.models.list()
asyncio.run(main())
bluntly(main())
gc.collect()
""",
    "a thread that is still at work at exit": """
began = threading.Event()
async def main():
    await ask()
    began.set()
    await asyncio.sleep(60)
threading.Thread(target=lambda: asyncio.run(main()), daemon=True).start()
began.wait(10)
""",
    "default HTTP clients with limits of their own": """
import httpx
limits = httpx.Limits(max_connections=3)
client = client.with_options(http_client=groq.DefaultAsyncHttpxClient(limits=limits))
asyncio.run(ask())
asyncio.run(ask())
asyncio.run(client.close())
""",
    "trio twice": "import trio; trio.run(ask); trio.run(ask)",
    "trio, then asyncio": "import trio; trio.run(ask); asyncio.run(ask()); asyncio.run(client.close())",
    "a client collected in trio": """
import trio
async def main():
    global client
    await ask()
    del client
    gc.collect()
    await trio.sleep(0.01)
trio.run(main)
""",
    "a client collected after trio": "import trio; trio.run(ask); del client; gc.collect()",
    "a client closed in trio": """
import trio
async def main():
    async with client:
        await ask()
trio.run(main)
""",
    "a stream closed in trio": """
import trio
async def main():
    async with await begin():
        pass
trio.run(main)
gc.collect()
""",
    "uvloop twice": "import uvloop; uvloop.run(ask()); uvloop.run(ask()); asyncio.run(client.close())",
    "a notebook": """
import nest_asyncio
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
nest_asyncio.apply(loop)
async def cell():
    await ask()
    asyncio.get_event_loop().run_until_complete(ask())
loop.run_until_complete(cell())
loop.run_until_complete(cell())
loop.close()
""",
}
NEEDS = {"trio": "trio", "uvloop": "uvloop", "a notebook": "nest_asyncio"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[under_trio] * ("closed in trio" in name and "stream" in name)) for name in PROGRAMS],
)
def test_nothing_goes_wrong_and_nothing_is_said(name: str, server: LocalServer) -> None:
    for word, module in NEEDS.items():
        if word in name:
            pytest.importorskip(module, reason="%s is not installed" % module)
    program = PROGRAMS[name]
    if "trio" in name:
        program = program.replace("trio.run(ask)", "trio.run(ask_in_turn)")
        program = "async def ask_in_turn():\n    await client.models.list()\n    await client.models.list()\n" + program
        program = program.replace("await ask()", "await ask_in_turn()")
    assert said_by(ASK + program, server.url, server.api_key) == ""


def test_a_proxy_of_the_environment_serves_several_loops(server: LocalServer) -> None:
    program = """
client = groq.AsyncGroq(base_url="http://groq.invalid", api_key=KEY, max_retries=0)
async def ask():
    try:
        await client.models.list()
    except groq.NotFoundError as error:  # the server is no proxy
        print("groq.invalid" in str(error))
asyncio.run(ask())
asyncio.run(ask())
"""
    assert said_by(program, server.url, server.api_key, HTTP_PROXY=server.url) == "True\nTrue\n"


def in_threads(work: Any, number: int = 4) -> List[BaseException]:
    """What goes wrong with `work`, done by some threads at once."""
    failed: List[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return failed


@pytest.mark.parametrize("kind", ["of its own", "default", "copied"])
def test_four_threads_with_a_loop_each(server: LocalServer, client: groq.AsyncGroq, kind: str) -> None:
    if kind == "default":
        client = client.with_options(http_client=groq.DefaultAsyncHttpxClient())

    async def ask() -> None:
        for _ in range(5):
            used = client.with_options(max_retries=0) if kind == "copied" else client
            await asyncio.gather(*(used.models.list() for _ in range(5)))

    for _ in range(3):
        assert in_threads(lambda: asyncio.run(ask())) == []
    assert loops_of(client) == {}
    asyncio.run(client.close())


class OtherLoop:
    """An event loop that runs in a thread."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever)
        self._thread.start()

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(30)
        self.loop.close()


@pytest.fixture
def other() -> Iterator[OtherLoop]:
    opened = OtherLoop()
    yield opened
    opened.close()


async def closed(connection: Any) -> bool:
    """Whether a connection is closed; waits for it."""
    for _ in range(500):
        if connection.is_closed():
            return True
        await asyncio.sleep(0.01)
    return False


@pytest.mark.parametrize("way", ["close", "collect"])
def test_connections_are_closed_in_their_own_loop(server: LocalServer, other: OtherLoop, way: str) -> None:
    client = groq.AsyncGroq(base_url=server.url, api_key=server.api_key)

    async def ask() -> None:
        await client.models.list()

    other.run(ask())
    (connection,) = client._client._transport._pool.connections
    if way == "close":
        asyncio.run(client.close())
    else:
        del client, ask
        gc.collect()
    assert other.run(closed(connection))


def test_closing_from_another_loop_ends_what_is_under_way(other: OtherLoop) -> None:
    never = threading.Event()
    server = Server([never])
    client = groq.AsyncGroq(base_url=server.url, api_key="k")

    async def ask() -> None:
        await client.models.list()

    waiting = asyncio.run_coroutine_threadsafe(ask(), other.loop)
    for _ in range(500):
        if server.requests:
            break
        time.sleep(0.01)
    asyncio.run(client.close())
    assert isinstance(waiting.exception(5), groq.ClientClosedError)
    never.set()
    server.close()


def test_a_client_that_is_used_after_its_end_says_so(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.local_client()
    twin.call(client.models.list())
    copied = client.with_options(max_retries=5)
    twin.call(client.close())
    for used in (client, copied):
        with pytest.raises(groq.ClientClosedError, match=r"^The client is closed, as are all copies") as caught:
            twin.call(used.models.list())
        assert isinstance(caught.value, RuntimeError)
        assert isinstance(caught.value, groq.APIConnectionError)
        assert isinstance(caught.value.__cause__, RuntimeError)
    assert (twin.local.statuses, no_sleep) == ([200], [])


class Closing(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A connection that breaks while somebody closes the client."""

    client: Any

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.client.close()
        raise httpx.ReadError("broken")

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self.client.close()
        raise httpx.ReadError("broken")


def test_a_client_that_is_closed_between_two_attempts_makes_no_more(twin: Twin, no_sleep: List[float]) -> None:
    transport = Closing()
    transport.client = twin.client(http_client=twin.http_class(transport=transport))
    with pytest.raises(groq.ClientClosedError) as caught:
        twin.call(transport.client.models.list())
    assert (isinstance(caught.value.__cause__, httpx.ReadError), no_sleep) == (True, [])


def test_a_callers_own_http_client_is_not_closed_with_the_client() -> None:
    class Mine(httpx.AsyncBaseTransport):
        closed = False

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json={"object": "list", "data": []})

        async def aclose(self) -> None:
            self.closed = True

    mine = Mine()
    http_client = httpx.AsyncClient(transport=mine)
    client = groq.AsyncGroq(api_key="k", http_client=http_client)
    asyncio.run(_used(client))
    del client
    gc.collect()
    assert (mine.closed, http_client.is_closed) == (False, False)


async def _used(client: groq.AsyncGroq) -> None:
    await client.models.list()


SHARED: List[groq.AsyncGroq] = []


@pytest.mark.parametrize("number", range(3))
async def test_loops_of_single_tests_share_a_client(number: int, server: LocalServer) -> None:
    if not SHARED:
        SHARED.append(groq.AsyncGroq(base_url=server.url, api_key=server.api_key))
    await SHARED[0].models.list()
    assert len(loops_of(SHARED[0])) == 1
