"""One AsyncGroq at work: `soak.py URL MINUTES` prints each minute what it uses; none of that may grow.

Sixteen tasks ask all the time: chats, streams, streams that are left half-way, embeddings, requests that time out. The
first half of the minutes is compared with the second.
"""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress
from statistics import median
from typing import Any, Awaitable, Callable, Dict, List

import bodies
import usage

import groq

__all__ = ["main"]

Sample = Dict[str, float]

_AT_A_TIME = 16
_TITLES = "minute", "requests", "chunks", "CPU us/request", "memory KB", "descriptors", "tasks"
# The most as a factor, and what may come on top of that.
_LIMITS = {"cpu": (1.2, 0.0), "memory": (1.02, 1024.0), "descriptors": (1.0, 2.0), "tasks": (1.0, 16.0)}


class _Work:
    """What the tasks do, over and over, all with the connections of one client."""

    def __init__(self, url: str) -> None:
        self.requests = self.chunks = 0
        self._client = groq.AsyncGroq(api_key="k", base_url=url + "/chat-5", max_retries=0)
        self._streams = self._client.with_options(base_url=url + "/stream-5")
        self._embeddings = self._client.with_options(base_url=url + "/base64-5")
        steps: List[Callable[[], Awaitable[None]]] = [self._chat, self._stream, self._chat, self._left, self._chat]
        self._steps = [*steps, self._timed_out, *steps, self._embed]

    async def until(self, end: float) -> None:
        while time.monotonic() < end:
            for step in self._steps:
                await step()
                self.requests += 1

    async def _chat(self) -> None:
        await self._client.with_options(timeout=30.0).chat.completions.create(**bodies.ASKED)

    async def _stream(self) -> None:
        async for _ in await self._streams.chat.completions.create(**bodies.ASKED, stream=True):
            self.chunks += 1

    async def _left(self) -> None:
        async with await self._streams.chat.completions.create(**bodies.ASKED, stream=True) as stream:
            async for _ in stream:
                self.chunks += 1
                break

    async def _timed_out(self) -> None:
        with suppress(groq.APITimeoutError):
            await self._client.chat.completions.create(**bodies.ASKED, timeout=0.001)

    async def _embed(self) -> None:
        asked: Dict[str, Any] = {"input": "text", "model": "nomic-embed-text-v1_5", "encoding_format": "base64"}
        await self._embeddings.embeddings.create(**asked)

    async def close(self) -> None:
        await self._client.close()


def _sample(work: _Work) -> Sample:
    return {
        "requests": work.requests,
        "chunks": work.chunks,
        "cpu": usage.cpu(),
        "memory": usage.resident() / 1024,
        "descriptors": usage.descriptors(),
        "tasks": len(asyncio.all_tasks()),
    }


def _since(before: Sample, now: Sample) -> Sample:
    """What one minute was like: its own counts, and the levels at its end."""
    requests = now["requests"] - before["requests"]
    cpu = (now["cpu"] - before["cpu"]) / max(requests, 1) * 1e6
    return {**now, "requests": requests, "chunks": now["chunks"] - before["chunks"], "cpu": cpu}


def _verdicts(minutes: List[Sample]) -> List[str]:
    """For each level whether it stayed flat: its median in the second half of the minutes against that in the first.

    A single minute says little, as levels go up and down with what is under way when it ends.
    """
    half = (len(minutes) + 1) // 2
    first, last = (
        {name: median(minute[name] for minute in some) for name in _LIMITS}
        for some in (minutes[:half], minutes[half:] or minutes)
    )
    return [
        "%s: %s (%.0f, then %.0f)"
        % (name, "flat" if last[name] <= first[name] * factor + more else "GROWS", first[name], last[name])
        for name, (factor, more) in _LIMITS.items()
    ]


async def _soak(url: str, minutes: float) -> None:
    work = _Work(url)
    end = time.monotonic() + 60 * minutes
    tasks = [asyncio.ensure_future(work.until(end)) for _ in range(_AT_A_TIME)]
    seen: List[Sample] = []
    before = _sample(work)
    print("".join(title.rjust(16) for title in _TITLES), flush=True)
    while time.monotonic() < end:
        await asyncio.sleep(min(60.0, max(0.0, end - time.monotonic() - 0.1)))
        now = _sample(work)
        seen.append(_since(before, now))
        before = now
        print(str(len(seen)).rjust(16) + "".join(("%.0f" % value).rjust(16) for value in seen[-1].values()), flush=True)
        if end - time.monotonic() < 1:
            break
    await asyncio.gather(*tasks)
    await work.close()
    print(*_verdicts(seen), sep="\n")


def main() -> None:
    asyncio.run(_soak(sys.argv[1], float(sys.argv[2])))


if __name__ == "__main__":
    main()
