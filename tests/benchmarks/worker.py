"""One measurement: `worker.py SPECIFICATION` runs under the interpreter of a contestant and prints figures as JSON.

The specification, itself JSON, names the driver, what to run, and how often. Seconds are seconds of CPU unless they are
called `wall`; what comes before the loop that is measured (imports, the first request, connections) is not counted.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from typing import Any, Callable, Dict, List

import bodies
import usage

__all__ = ["main"]

JSON = Dict[str, Any]
Call = Callable[[], Any]

HISTORY = bodies.history()


class Window:
    """Measures from the `warm`-th finished call on, until there were enough, or they took enough time.

    As many calls as before are in flight at its end; the last ones, where fewer and fewer are, are not counted. Unless
    the number of calls is `exact`: then no more are begun, and all are counted.
    """

    def __init__(self, specification: JSON) -> None:
        self._warm: int = specification["warm"]
        self._last: int = self._warm + specification["count"]
        self._tickets: int = self._last if specification["exact"] else sys.maxsize
        self._seconds: float = specification["seconds"]
        self._done = 0
        self._figures: JSON = {}
        if not self._warm:
            self._begin()

    def _begin(self) -> None:
        usage.forget_peak()
        self._resident = usage.resident()
        self._wall, self._cpu = time.perf_counter(), usage.cpu()

    def take(self) -> bool:
        """Whether one more call is wanted."""
        self._tickets -= 1
        return self._tickets >= 0 and not self._figures

    def done(self) -> None:
        """Take note that a call is finished."""
        self._done += 1
        if self._done == self._warm:
            self._begin()
        elif self._done > self._warm and not self._figures:
            cpu, wall, calls = usage.cpu() - self._cpu, time.perf_counter() - self._wall, self._done - self._warm
            if self._done == self._last or cpu > self._seconds:
                peak = usage.peak() - self._resident
                self._figures = {"cpu": cpu / calls, "wall": wall / calls, "calls": calls, "peak": peak}

    def figures(self) -> JSON:
        """What each call took, and how many bytes more than before there were in memory at most."""
        return self._figures


def _checked(answer: Any) -> None:
    if not answer:
        raise AssertionError("the answer was empty")


def _sync_call(driver: Any, client: Any, specification: JSON) -> Call:
    def stream() -> int:
        return sum(1 for chunk in client.stream(bodies.ASKED) if driver.content(chunk))

    operation = specification["operation"]
    return {
        "chat": lambda: client.chat(bodies.ASKED),
        "history": lambda: client.chat(HISTORY),
        "stream": stream,
        "embeddings": lambda: client.embeddings(specification["encoding"]),
        "transcription": lambda: client.transcription(),
        "upload": lambda: client.upload(specification["file"]),
        "download": lambda: client.download(specification["file"]),
        "derived": lambda: client.derived(),
    }[operation]


def _async_call(driver: Any, client: Any, specification: JSON) -> Call:
    async def stream() -> int:
        found = 0
        async for chunk in await client.stream(bodies.ASKED):
            if driver.content(chunk):
                found += 1
        return found

    operation = specification["operation"]
    return {
        "chat": lambda: client.chat(bodies.ASKED),
        "stream": stream,
        "embeddings": lambda: client.embeddings(specification["encoding"]),
        "upload": lambda: client.upload(specification["file"]),
        "download": lambda: client.download(specification["file"]),
    }[operation]


def calls(driver: Any, specification: JSON) -> JSON:
    """The same call again and again, one after the other."""
    client = driver.Sync(specification["options"], specification["url"])
    call = _sync_call(driver, client, specification)
    _checked(call())
    window = Window(specification)
    while window.take():
        call()
        window.done()
    figures = window.figures()
    client.close()
    return figures


async def async_calls(driver: Any, specification: JSON) -> JSON:
    """The same call again and again, `at_a_time` of them in flight."""
    client = driver.Async(specification["options"], specification["url"])
    call = _async_call(driver, client, specification)
    _checked(await call())
    window = Window(specification)

    async def work() -> None:
        while window.take():
            await call()
            window.done()

    tasks = [asyncio.ensure_future(work()) for _ in range(specification["at_a_time"])]
    await asyncio.wait(tasks, return_when=asyncio.ALL_COMPLETED if specification["exact"] else asyncio.FIRST_COMPLETED)
    for task in tasks:  # those that are in flight are not counted
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    await client.close()
    return window.figures()


def clients(driver: Any, specification: JSON) -> JSON:
    """Clients for the library's own server, all kept."""
    kept = [driver.Sync(specification["options"], "") for _ in range(2)]
    window = Window(specification)
    while window.take():
        kept.append(driver.Sync(specification["options"], ""))
        window.done()
    figures = window.figures()
    return {**figures, "bytes": figures["peak"] / figures["calls"]}


def leftovers(driver: Any, specification: JSON) -> JSON:
    """How many objects more there are after `count` calls than after the first hundred."""
    client = driver.Sync(specification["options"], specification["url"])
    call = _sync_call(driver, client, specification)
    for _ in range(100):
        call()
    before = usage.objects()
    for _ in range(specification["count"]):
        call()
    return {"objects": usage.objects() - before}


async def async_leftovers(driver: Any, specification: JSON) -> JSON:
    """As `leftovers`, ten calls at a time."""
    client = driver.Async(specification["options"], specification["url"])
    call = _async_call(driver, client, specification)

    async def rounds(count: int) -> None:
        for _ in range(count):
            await asyncio.gather(*(call() for _ in range(10)))

    await rounds(10)
    before = usage.objects()
    await rounds(specification["count"] // 10)
    return {"objects": usage.objects() - before}


def first_token(driver: Any, specification: JSON) -> JSON:
    """From the question to the first text of the answer, less the known delay of the server; the median."""
    client = driver.Sync(specification["options"], specification["url"])
    walls: List[float] = []
    for _ in range(specification["count"] + 1):
        start = time.perf_counter()
        chunks = iter(client.stream(bodies.ASKED))
        while not driver.content(next(chunks)):
            pass
        walls.append(time.perf_counter() - start - specification["delay"] / 1000)
        for _ in chunks:  # the connection is free again at the end
            pass
    return {"wall": sorted(walls[1:])[len(walls) // 2 - 1]}  # but for the first, which loads and connects


_PROGRAMS: Dict[str, Callable[[Any, JSON], Any]] = {
    program.__name__: program for program in (calls, async_calls, clients, leftovers, async_leftovers, first_token)
}


def main() -> None:
    """Run what the specification asks for, print the figures."""
    specification = json.loads(sys.argv[1])
    driver = importlib.import_module(specification["driver"])
    program = specification["program"]
    if not program.startswith("async_") and not hasattr(driver, "Sync"):
        program = "async_" + program  # aiohttp has no blocking client
    figures = _PROGRAMS[program](driver, specification)
    print(json.dumps(asyncio.run(figures) if asyncio.iscoroutine(figures) else figures))


if __name__ == "__main__":
    main()
