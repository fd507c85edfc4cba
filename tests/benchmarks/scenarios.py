"""What is measured, as a table of scenarios, and what is shown of it, as a table of rows with their targets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Dict, Optional, Tuple

from bodies import CHUNKS
from contestants import OURS, REFERENCE

__all__ = ["COUNTED_ROWS", "ROWS", "SCENARIOS", "Row", "Scenario", "Target"]

AIOHTTP, FAST = "ours[aiohttp]", "ours[fast]"
_SDKS = (OURS, REFERENCE, "openai")
_SYNC = (OURS, FAST, REFERENCE, "openai", "httpx", "floor")
_ASYNC = (OURS, AIOHTTP, FAST, REFERENCE, "openai", "httpx", "aiohttp", "floor")
_FASTER = (OURS, AIOHTTP, FAST, REFERENCE, "httpx", "aiohttp", "floor")  # where openai takes too long


@dataclass(frozen=True)
class Scenario:
    """One kind of measurement.

    Calls go on until there were `count` of them or they took `seconds` of CPU, after `warm` that are not counted.
    """

    name: str
    contestants: Tuple[str, ...]
    program: str
    """A function of `worker.py`; or `import` or `ask`, the two programs of a contestant that `cold.py` runs."""
    operation: str = "chat"
    answer: str = "chat"
    """What the server answers with."""
    delay: int = 0
    """Milliseconds before the first byte of an answer."""
    count: int = 2000
    seconds: float = 0.4
    warm: int = 20
    units: int = 1
    """What one call counts for, in the figures of CPU."""
    runs: Tuple[int, int] = (5, 25)
    """How many calls the two runs make whose difference is counted in instructions; (0, 0): they are not."""
    once: bool = False
    """Measured in the first round only: nothing about it varies."""
    scheme: str = "http"
    more: Dict[str, Any] = field(default_factory=dict)

    def specification(self, url: str) -> Dict[str, Any]:
        """What the worker has to know, for a server at `url`."""
        known = ("program", "operation", "delay", "count", "seconds", "warm")
        address = "%s/%s-%d" % (url, self.answer, self.delay)
        return {
            "at_a_time": 1,
            "exact": False,
            **{name: getattr(self, name) for name in known},
            **self.more,
            "url": address,
        }


def _chat_at_a_time(number: int, delay: int, contestants: Tuple[str, ...] = _ASYNC, **settings: Any) -> Scenario:
    known: Dict[str, Any] = {"warm": min(number, 200), "more": {"at_a_time": number}}
    return Scenario("chat-%d" % number, contestants, "async_calls", delay=delay, **{**known, **settings})


def _stream(name: str, contestants: Tuple[str, ...], program: str, **settings: Any) -> Scenario:
    known: Dict[str, Any] = {"operation": "stream", "answer": "stream", "units": CHUNKS, "warm": 1, "runs": (1, 3)}
    return Scenario(name, contestants, program, **{**known, **settings})


def _large(name: str, program: str, operation: str, **settings: Any) -> Scenario:
    answer = "sink" if operation == "upload" else "source"
    return Scenario(name, program=program, operation=operation, answer=answer, count=2, warm=0, runs=(0, 0), **settings)


_EMBEDDERS = (*_SDKS, "httpx", "aiohttp", "floor")

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("import", (*_SDKS, "httpx", "aiohttp"), "import", runs=(0, 1)),
        Scenario("first", (*_SDKS, "httpx", "aiohttp"), "ask", runs=(0, 1)),
        Scenario("first-300", (*_SDKS, "httpx", "aiohttp"), "ask", delay=300, runs=(0, 0)),
        Scenario("client", (*_SDKS, "httpx"), "clients", warm=0, count=1000, runs=(1, 3)),
        Scenario("derived", _SDKS, "calls", "derived"),
        Scenario("chat", _SYNC, "calls"),
        Scenario("chat-tls", _SYNC, "calls", scheme="https"),
        Scenario("history", _SYNC, "calls", "history", warm=0, runs=(1, 2)),
        _chat_at_a_time(1, 0),
        _chat_at_a_time(10, 20, count=500),
        _chat_at_a_time(100, 20, seconds=0.8, runs=(100, 300)),
        _chat_at_a_time(500, 20, _FASTER, seconds=0.8, runs=(0, 0)),
        _stream("stream", _SYNC, "calls"),
        _stream("stream-async", _ASYNC, "async_calls"),
        _stream("segments", _SYNC, "calls", answer="segments", count=8, runs=(0, 0)),
        _stream("segments-async", _ASYNC, "async_calls", answer="segments", count=8, runs=(0, 0)),
        _stream(
            "streams-200",
            _FASTER,
            "async_calls",
            delay=300,
            count=200,
            seconds=60,
            warm=0,
            runs=(0, 0),
            more={"at_a_time": 200, "exact": True},
        ),
        Scenario("float", _EMBEDDERS, "calls", "embeddings", "float", warm=1, runs=(1, 3), more={"encoding": "float"}),
        Scenario(
            "base64", _EMBEDDERS, "calls", "embeddings", "base64", warm=1, runs=(1, 3), more={"encoding": "base64"}
        ),
        Scenario(
            "transcription", (*_SDKS, "httpx", "floor"), "calls", "transcription", "transcription", warm=1, runs=(1, 3)
        ),
        _large("upload", "calls", "upload", contestants=(*_SDKS, "httpx", "aiohttp")),
        _large("upload-async", "async_calls", "upload", contestants=(*_SDKS, "aiohttp")),
        _large("download", "calls", "download", contestants=(*_SDKS, "httpx", "aiohttp")),
        _large("download-async", "async_calls", "download", contestants=(*_SDKS, "httpx", "aiohttp")),
        Scenario("left", (OURS,), "leftovers", count=10_000, once=True, runs=(0, 0)),
        Scenario("left-async", (OURS,), "async_leftovers", count=10_000, once=True, runs=(0, 0)),
        Scenario("left-derived", (OURS,), "leftovers", "derived", count=1000, once=True, runs=(0, 0)),
        Scenario(
            "token-100", (*_SDKS, "httpx", "floor"), "first_token", answer="stream", delay=100, count=5, runs=(0, 0)
        ),
    )
}


@dataclass(frozen=True)
class Target:
    """A limit for a figure of `who`: so many times that of `over`, or in the unit of the row where `over` is empty."""

    limit: float
    over: str = REFERENCE
    who: str = OURS
    row: str = ""
    """The scenario of `over`, where it is another one."""

    def __str__(self) -> str:
        over = " x %s%s" % (self.over, " in %s" % self.row if self.row else "") if self.over else ""
        return "%s <= %g%s" % (self.who, self.limit, over)


@dataclass(frozen=True)
class Row:
    """One figure of a scenario, in units of `unit`, each of which is `scale` of what the worker says."""

    scenario: str
    title: str
    figure: str = "cpu"
    unit: str = "us"
    scale: float = 1e-6
    targets: Tuple[Target, ...] = ()
    instructions: Optional[int] = None
    """The most instructions for one, where these are counted."""


_ABSOLUTE = ""
_MS: Dict[str, Any] = {"unit": "ms", "scale": 1e-3}
_WALL: Dict[str, Any] = {"figure": "wall", "unit": "ms", "scale": 1e-3}
_PEAK: Dict[str, Any] = {"figure": "peak", "unit": "MB", "scale": 1e6}
_OBJECTS: Dict[str, Any] = {"figure": "objects", "unit": "objects", "scale": 1, "targets": (Target(0, _ABSOLUTE),)}
_NO_MORE = (Target(1.0, "httpx"),)
_TWO_MB = (Target(2, _ABSOLUTE),)

ROWS = (
    Row("import", "import", **_MS, targets=(Target(0.06),)),
    Row("import", "import: modules", "modules", "modules", 1, (Target(39, _ABSOLUTE),)),
    Row("first", "import, client, first request", **_MS, targets=(Target(0.60),)),
    Row("first-300", "the same, server takes 300 ms: wall beyond that", **_WALL, targets=(Target(0.35),)),
    Row("client", "second client and later", targets=(Target(0.001),)),
    Row("client", "second client and later: memory", "bytes", "KB", 1024, (Target(5, _ABSOLUTE),)),
    Row("derived", "with_options()", targets=(Target(0.5),)),
    Row("chat", "chat, sync", targets=(Target(0.42), Target(1.2, "httpx"), Target(0.25, who=FAST))),
    Row("chat-tls", "chat, sync, TLS"),
    Row("history", "chat, 300 KB of messages and tools", targets=(Target(0.03),)),
    Row("chat-1", "chat, async, 1 at a time", targets=(Target(0.6),)),
    Row("chat-10", "chat, async, 10 at a time", targets=(Target(0.6),)),
    Row(
        "chat-100",
        "chat, async, 100 at a time",
        targets=(Target(0.5), Target(0.16, who=AIOHTTP), Target(0.10, who=FAST)),
    ),
    Row("chat-500", "chat, async, 500 at a time", targets=(Target(1.5, OURS, row="chat-10"),)),
    Row("stream", "stream, sync, per chunk", targets=_NO_MORE, instructions=125_000),
    Row("stream-async", "stream, async, per chunk", targets=_NO_MORE, instructions=125_000),
    Row("segments", "stream, sync, an event a segment, per chunk", targets=(Target(0.19),)),
    Row("segments-async", "stream, async, an event a segment, per chunk", targets=(Target(0.19),)),
    Row("streams-200", "200 streams of 200 chunks, per chunk", targets=(Target(0.20),)),
    Row("streams-200", "200 streams of 200 chunks: peak memory", **_PEAK, targets=(Target(1.0),)),
    Row("float", "embeddings 256 x 768, float", **_MS, targets=(Target(0.42),)),
    Row("base64", "embeddings 256 x 768, base64", **_MS, targets=(Target(0.15),)),
    Row("transcription", "verbose transcription, 1.4 MB", **_MS, targets=(Target(0.80),)),
    Row("upload", "upload 100 MB, sync", **_MS, targets=(Target(0.80),)),
    Row("upload", "upload 100 MB, sync: peak memory", **_PEAK, targets=_TWO_MB),
    Row("upload-async", "upload 100 MB, async", **_MS, targets=(Target(0.80),)),
    Row("upload-async", "upload 100 MB, async: peak memory", **_PEAK, targets=_TWO_MB),
    Row("download", "download 100 MB, sync", **_MS, targets=(Target(0.90),)),
    Row("download", "download 100 MB, sync: peak memory", **_PEAK, targets=_TWO_MB),
    Row("download-async", "download 100 MB, async", **_MS, targets=(Target(0.90),)),
    Row("download-async", "download 100 MB, async: peak memory", **_PEAK, targets=_TWO_MB),
    Row("left", "left behind by 10,000 requests, sync", **_OBJECTS),
    Row("left-async", "left behind by 10,000 requests, async", **_OBJECTS),
    Row("left-derived", "left behind by 1,000 with_options()", **_OBJECTS),
    Row("token-100", "first text, server takes 100 ms: wall beyond that", **_WALL),
)


def _counted(row: Row) -> Row:
    limit = () if row.instructions is None else (Target(row.instructions / 1e3, _ABSOLUTE),)
    return replace(row, unit="1000 instructions", scale=1e3, targets=(*row.targets, *limit))


COUNTED_ROWS = tuple(_counted(row) for row in ROWS if row.figure == "cpu" and any(SCENARIOS[row.scenario].runs))
"""The rows of CPU time, where instructions are counted instead."""
