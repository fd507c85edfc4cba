"""Very many calls to a server that fails one in ten of them, in all ways: `python tests/soak.py`.

Each call asks for the answer to its own number. It has to end once: with that answer, whole and said once, or with an
error of the library. Between rounds and at the end nothing may have piled up: no descriptor, task, thread or memory.
The server is a process of its own, and keeps account of what arrives.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

import httpx

import groq
from groq.testing import LocalGroq

__all__ = ["main"]

Sample = Dict[str, int]

_MODEL = "llama-3.1-8b-instant"
_KEY = "soak-key"
_ROUNDS = 10
_LEVELS = ("descriptors", "tasks", "threads", "objects", "memory KB")
_SLACK = {
    "tasks": (1.0, 0),
    "threads": (1.0, 0),
    "descriptors": (1.0, 20),
    "objects": (1.02, 500),
    "memory KB": (1.05, 4096),
}
"""What the last round may have more of than the second: a factor, and what may come on top of that.

Of connections up to 20 are kept, as many as happen to be idle at the end of a round.
"""


# The server


def _serve(rate: float, stall: float, seed: int) -> None:
    """Serve until a line comes in, then print what arrived: for each number the retry counts, in order."""
    with LocalGroq(api_key=_KEY) as local, local.serve() as server:
        local.flaky(rate, seed=seed, stall=stall)
        print(server.url, flush=True)
        sys.stdin.readline()
        arrived: Dict[str, List[int]] = {}
        for request in local.requests:
            number = request.json["messages"][0]["content"]
            arrived.setdefault(number, []).append(int(request.headers["x-stainless-retry-count"]))
        failed = sum(status != 200 for status in local.statuses)
        print(json.dumps({"arrived": arrived, "failed": failed}), flush=True)


class _Server:
    """The server, in a process of its own."""

    def __init__(self, rate: float, stall: float, seed: int) -> None:
        command = [sys.executable, __file__, "--serve", "--rate", str(rate), "--stall", str(stall), "--seed", str(seed)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()

    def end(self) -> Dict[str, Any]:
        """What it has to tell."""
        told, _ = self._process.communicate("\n", timeout=60)
        account: Dict[str, Any] = json.loads(told)
        return account

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


# The calls


class _Book:
    """How each call ended, in numbers."""

    def __init__(self, count: int) -> None:
        self.ends = bytearray(count)
        self.results: Counter[str] = Counter()
        self.wrong: List[str] = []

    def note(self, number: int, text: Optional[str], error: Optional[BaseException]) -> None:
        """Take note of the end of a call. What is no error of the library is wrong, as is the answer to another one."""
        self.ends[number] += 1
        self.results["answered" if error is None else type(error).__name__] += 1
        if error is not None and not isinstance(error, groq.APIError):
            self.wrong.append("call %d: %r" % (number, error))
        said = "You asked: “%d” " % number
        whole = error is None and text is not None and text.startswith(said) and text.endswith("no model was asked.")
        broken = error is not None and said.startswith(text[: len(said)] if text else "")
        if not (whole or broken) or (text or "").count("You asked") > 1:
            self.wrong.append("call %d: it says %r and raises %r" % (number, text, error))


def _asked(number: int) -> Dict[str, Any]:
    return {"messages": [{"role": "user", "content": str(number)}], "model": _MODEL}


class _Blocking(groq.Groq):
    """Waits no longer than it must between attempts."""

    def _calculate_retry_timeout(self, *_: Any) -> float:
        return 0.01


class _Awaited(groq.AsyncGroq):
    """Waits no longer than it must between attempts."""

    def _calculate_retry_timeout(self, *_: Any) -> float:
        return 0.01


def _call(client: groq.Groq, book: _Book, number: int) -> None:
    text: Optional[str] = None
    error: Optional[Exception] = None
    try:
        if number % 2:
            text = ""
            for chunk in client.chat.completions.create(**_asked(number), stream=True):
                text += _said(chunk)
        else:
            text = client.chat.completions.create(**_asked(number)).choices[0].message.content
    except Exception as raised:
        error = raised
    book.note(number, text, error)


async def _call_async(client: groq.AsyncGroq, book: _Book, number: int) -> None:
    text: Optional[str] = None
    error: Optional[Exception] = None
    try:
        if number % 2:
            text = ""
            async for chunk in await client.chat.completions.create(**_asked(number), stream=True):
                text += _said(chunk)
        else:
            text = (await client.chat.completions.create(**_asked(number))).choices[0].message.content
    except Exception as raised:
        error = raised
    book.note(number, text, error)


def _said(chunk: Any) -> str:
    return "".join(choice.delta.content or "" for choice in chunk.choices)


# What is in use


def _sample(tasks: int = 0) -> Sample:
    for _ in range(3):  # what finalisers let go of goes with the next one
        gc.collect()
    descriptors = memory = 0
    with suppress(OSError):
        descriptors = len(os.listdir("/proc/self/fd"))
        with open("/proc/self/statm", encoding="ascii") as pages:
            memory = int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
    values = (descriptors, tasks, threading.active_count(), len(gc.get_objects()), memory)
    return dict(zip(_LEVELS, values))


def _grown(samples: Sequence[Sample]) -> List[str]:
    """What the last round has more of than the second."""
    second, last = samples[min(1, len(samples) - 1)], samples[-1]
    return [
        "%s grew from %d to %d" % (level, second[level], last[level])
        for level, (factor, more) in _SLACK.items()
        if last[level] > second[level] * factor + more
    ]


def _rounds(count: int) -> Iterable[range]:
    size = -(-count // _ROUNDS)
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _blocking(url: str, book: _Book, at_a_time: int, patience: float) -> List[Sample]:
    samples = []
    with _Blocking(api_key=_KEY, base_url=url, timeout=httpx.Timeout(60, read=patience)) as client:
        for numbers in _rounds(len(book.ends)):
            with ThreadPoolExecutor(at_a_time) as workers:
                for done in [workers.submit(_call, client, book, number) for number in numbers]:
                    done.result()
            del done
            samples.append(_sample())
            _show(samples)
    return samples


async def _awaited(url: str, book: _Book, at_a_time: int, patience: float) -> List[Sample]:
    samples: List[Sample] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: book.wrong.append(str(context)))
    async with _Awaited(api_key=_KEY, base_url=url, timeout=httpx.Timeout(60, read=patience)) as client:
        for numbers in _rounds(len(book.ends)):
            left = iter(numbers)

            async def work(left: Any = left) -> None:
                for number in left:
                    await _call_async(client, book, number)

            await asyncio.gather(*(work() for _ in range(min(at_a_time, len(numbers)))))
            await asyncio.sleep(0.05)  # for connections that are being closed
            samples.append(_sample(len(asyncio.all_tasks())))
            _show(samples)
    return samples


def _show(samples: Sequence[Sample]) -> None:
    if len(samples) == 1:
        print("".join(title.rjust(14) for title in ("round", *_LEVELS)))
    row = (len(samples), *samples[-1].values())
    print("".join(str(value).rjust(14) for value in row), flush=True)


# The whole


def _soak(colour: str, chosen: argparse.Namespace) -> Tuple[_Book, List[str]]:
    """One colour: how the calls ended, and what is wrong with that."""
    book = _Book(chosen.requests)
    sys.unraisablehook = lambda told: book.wrong.append("unraisable: %r" % (told.exc_value,))
    server = _Server(chosen.rate, chosen.stall, chosen.seed)
    try:
        before, began = _sample(), time.monotonic()
        if colour == "async":
            samples = asyncio.run(_awaited(server.url, book, chosen.at_a_time, chosen.patience))
        else:
            samples = _blocking(server.url, book, chosen.at_a_time, chosen.patience)
        seconds, after = time.monotonic() - began, _sample()
        account = server.end()
    finally:
        server.kill()
        sys.unraisablehook = sys.__unraisablehook__
    wrong = [*book.wrong, *_grown(samples), *_accounted(account["arrived"], len(book.ends))]
    wrong += ["%s: %d left" % (name, after[name] - before[name]) for name in _LEVELS[:3] if after[name] > before[name]]
    wrong += ["call %d ended %d times" % end for end in enumerate(book.ends) if end[1] != 1]
    sent = sum(map(len, account["arrived"].values()))
    again = sum(max(counts) >= len(counts) for counts in account["arrived"].values())
    figures = (colour, len(book.ends), chosen.at_a_time, seconds, sent, account["failed"], again)
    print(
        "%s: %d calls, %d at a time, in %.0f s; %d requests arrived, of which %d got no good answer; %d got lost on "
        "their way, and were sent again" % figures
    )
    print("  " + ", ".join("%s %d" % each for each in book.results.most_common()))
    return book, wrong


def _accounted(arrived: Dict[str, List[int]], count: int) -> List[str]:
    """Requests that were sent twice, and calls of which none arrived: those of a call are numbered from 0, each once.

    One may be missing. Where blocking calls are more than the pool has connections, httpcore may close one as idle
    beyond its limit that it has just given to another thread; that request never leaves, and the next attempt does.
    """
    wrong = [
        "call %s sent %s" % (number, sorted(counts))
        for number, counts in arrived.items()
        if len({*counts}) != len(counts) or max(counts) > 2
    ]
    return wrong + ["%d calls never arrived" % (count - len(arrived))] * (len(arrived) != count)


def main(arguments: Optional[Sequence[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--requests", type=int, default=20_000, help="how many calls, in each colour")
    parser.add_argument("--at-a-time", type=int, default=500)
    parser.add_argument("--colour", choices=("sync", "async"), action="append", help="by default both")
    parser.add_argument("--rate", type=float, default=0.1, help="the share of the requests that fail")
    parser.add_argument("--stall", type=float, default=30.0, help="seconds that a stream may fall silent")
    parser.add_argument("--patience", type=float, default=10.0, help="seconds that are waited for more of an answer")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.serve:
        _serve(chosen.rate, chosen.stall, chosen.seed)
        return 0
    wrong = [said for colour in chosen.colour or ("async", "sync") for said in _soak(colour, chosen)[1]]
    print("\n".join(wrong[:50]) or "nothing is lost, doubled or left")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
