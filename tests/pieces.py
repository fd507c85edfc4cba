"""Answers in pieces for `loopback.Server`: chunked bodies, cut anywhere, with breaks so that pieces arrive alone."""

from __future__ import annotations

import threading
import time
from typing import List, Optional

__all__ = ["LAST_CHUNK", "Pause", "chunk", "cut", "event_stream"]

LAST_CHUNK = b"0\r\n\r\n"

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


class Pause(threading.Event):
    """A step of an answer: a break long enough for what was sent to be read."""

    def wait(self, timeout: Optional[float] = None) -> bool:
        time.sleep(0.0005)
        return True


def chunk(content: bytes) -> bytes:
    """One chunk of a chunked body (RFC 9112, section 7.1)."""
    return b"%x\r\n%s\r\n" % (len(content), content)


def event_stream(*contents: bytes) -> bytes:
    """A streamed answer up to where more may come: its head, and a chunk for each of `contents`."""
    return _HEAD + b"".join(chunk(content) for content in contents)


def cut(answer: bytes, *places: int) -> List[object]:
    """An answer as the steps that send it in pieces, cut at these places."""
    steps: List[object] = []
    for start, end in zip([0, *places], [*places, len(answer)]):
        steps += [answer[start:end], Pause()]
    return steps[:-1]
