"""How much work a call is, in Python calls, objects and bytes: counts that need no clock and are the same everywhere.

What is counted are calls of functions of this package; those of httpx and pydantic are theirs. A change that needs more
raises the number here, in the open. The modules that an import loads are counted in test_startup.py.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest

import groq
from twin import Body, Twin, sse

PACKAGE = str(Path(groq.__file__).parent)
CALL: Dict[str, Any] = {
    "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}],
    "model": "m",
    "temperature": 0.5,
}
ANSWER: Dict[str, Any] = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2, "total_time": 0.1},
}
CHUNK: Dict[str, Any] = {
    "id": "1",
    "object": "chat.completion.chunk",
    "created": 1,
    "model": "m",
    "choices": [{"index": 0, "delta": {"content": " word"}, "finish_reason": None}],
}


def client_of(twin: Twin, chunks: int = 3) -> Any:
    """A client with an HTTP client of this library that records nothing; streams have some `chunks`."""
    event = sse(CHUNK, done=False)

    def handle(request: httpx.Request) -> httpx.Response:
        if b'"stream":true' in request.content:
            return httpx.Response(200, stream=Body(*[event] * chunks, sse()))
        return httpx.Response(200, json=ANSWER)

    async def awaited_handle(request: httpx.Request) -> httpx.Response:
        return handle(request)

    transport = httpx.MockTransport(twin.pick(handle, awaited_handle))
    return twin.client(http_client=twin.default_http_class(transport=transport))


def calls(work: Callable[[], object]) -> int:
    """How many functions of this package are called, or awaited on, by the second run of `work`."""
    counted: Counter[str] = Counter()

    def note(frame: Any, event: str, _argument: object) -> None:
        code = frame.f_code
        # Comprehensions are calls on older Pythons only.
        if event == "call" and code.co_filename.startswith(PACKAGE) and not code.co_name.endswith("comp>"):
            counted[code.co_name] += 1

    work()
    before = sys.getprofile()
    gc.collect()
    gc.disable()  # what other tests left is not to be collected meanwhile, for which there may be calls
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return sum(counted.values())


def test_a_request_makes_few_calls(twin: Twin) -> None:
    create = client_of(twin).chat.completions.create
    assert calls(lambda: twin.call(create(**CALL))) <= twin.pick(98, 99)


def test_a_long_conversation_makes_few_calls_more(twin: Twin) -> None:
    create = client_of(twin).chat.completions.create
    few, many = [
        calls(lambda: twin.call(create(messages=[{"role": "user", "content": "Hi"}] * number, model="m")))  # noqa: B023
        for number in (10, 110)
    ]
    assert (many - few) / 100 <= 2  # to see that a message holds nothing but text


def test_a_chunk_of_a_stream_makes_few_calls(twin: Twin) -> None:
    def streamed(number: int) -> int:
        create = client_of(twin, number).chat.completions.create
        return calls(lambda: twin.items(twin.call(create(**CALL, stream=True))))

    assert (streamed(110) - streamed(10)) / 100 <= 8


def test_clients_are_made_and_copied_with_few_calls(twin: Twin) -> None:
    client = client_of(twin)
    assert calls(lambda: client.with_options(timeout=3, max_retries=1)) <= 3
    assert calls(lambda: client.with_options(default_headers={"a": "b"})) <= 3
    assert calls(lambda: twin.client_class(api_key="k", base_url="http://host")) <= twin.pick(14, 15)


def test_a_client_takes_little_memory(twin: Twin) -> None:
    kept: List[Any] = [twin.client_class(api_key="k")]
    tracemalloc.start()
    try:
        start, _ = tracemalloc.get_traced_memory()
        kept.extend(twin.client_class(api_key="k") for _ in range(100))
        made, _ = tracemalloc.get_traced_memory()
        kept.extend(kept[0].with_options(timeout=3) for _ in range(100))
        copied, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (made - start) / 100 < 1500  # bytes: 600 on newer Pythons, 1200 on 3.8
    assert (copied - made) / 100 < 1250  # 600; 1050 where so many resources were used that Python shares no keys


def objects() -> Counter[str]:
    """How many objects there are of each type, once all garbage is gone."""
    for _ in range(3):  # what one collection sets free may be garbage in a cycle of its own
        gc.collect()
    return Counter(type(found).__name__ for found in gc.get_objects())


def left_by(work: Callable[[int], object], number: int) -> Dict[str, int]:
    """The types of which `number` rounds of `work` leave more than a handful of objects, and how many of each.

    Caches of bounded size may still grow by a few; what every tenth round leaves is more than that.
    """
    work(number // 10)  # fills what is kept on purpose: caches, connections, resources
    before = objects()
    work(number)
    return {name: more for name, more in (objects() - before).items() if more >= min(number // 10, 100)}


@pytest.fixture(autouse=True)
def untraced() -> Iterator[None]:
    """Debuggers and coverage keep objects of their own."""
    before = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(before)


@pytest.mark.thorough
def test_ten_thousand_requests_leave_no_object(twin: Twin) -> None:
    create = client_of(twin).chat.completions.create

    async def awaited(number: int) -> None:
        for _ in range(number):
            await create(**CALL)

    def requests(number: int) -> None:
        for _ in range(number):
            create(**CALL)

    assert left_by(lambda number: twin.call(twin.pick(requests, awaited)(number)), 10_000) == {}


@pytest.mark.thorough
def test_streams_and_views_leave_no_object(twin: Twin) -> None:
    completions = client_of(twin).chat.completions

    def work(rounds: int) -> None:
        for number in range(rounds):
            twin.items(twin.call(completions.create(**CALL, stream=True)))
            twin.call(completions.with_raw_response.create(**CALL))
            twin.call(completions.create(**CALL, extra_headers={"X-Number": str(number)}))

    assert left_by(work, 500) == {}


@pytest.mark.thorough
def test_a_thousand_copies_leave_no_object(twin: Twin) -> None:
    client = client_of(twin)

    def work(rounds: int) -> None:
        for number in range(rounds):
            copied = client.with_options(timeout=number, default_headers={"X-Number": str(number)})
            assert copied.chat.completions is not None
        twin.call(copied.chat.completions.create(**CALL))

    assert left_by(work, 1000) == {}


@pytest.mark.thorough
def test_clients_that_were_used_leave_no_object(twin: Twin) -> None:
    def work(rounds: int) -> None:
        for _ in range(rounds):
            client = client_of(twin)
            twin.call(client.chat.completions.create(**CALL))
            twin.call(client.close())
            twin._clients.clear()

    assert left_by(work, 500) == {}
