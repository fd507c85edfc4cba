"""What has arrived of a streamed answer, kept at little cost, to the answer as far as it goes."""

from __future__ import annotations

import re
import sys
import zlib
from collections import deque
from itertools import islice
from typing import Any, Deque, Iterator, List, Optional, Tuple, Union, cast

from ._core.accumulate import accumulated, is_finished, says_something
from ._core.chunks import Chunks
from ._core.parse import parser
from ._core.sse import ServerSentEvent
from .types.chat import ChatCompletion, ChatCompletionChunk

__all__ = ["MOST_PIECES", "Pieces", "Received", "event_bytes"]

MOST_PIECES = 512
"""How many pieces are kept before they are packed: as many events or more, about 150 kB of them as they came."""


_TEXT = re.compile(rb'"(?:content|reasoning|arguments)": ?"([^"\\]*)')
"""What is another in each chunk; the rest hardly ever is."""


class Pieces:
    """Bytes in the order in which they come, of which only that is kept in which each differs from those before."""

    def __init__(self) -> None:
        self._packed: List[bytes] = []
        self._begin()

    def _begin(self) -> None:
        self._parts: List[bytes] = []
        self._runs: List[Tuple[int, bytes, bytes]] = []  # from which part on, what comes before and after each
        self._head = self._tail = b""
        self._within = slice(0)
        self._least = sys.maxsize

    def append(self, piece: bytes) -> None:
        if len(piece) < self._least or not piece.startswith(self._head) or not piece.endswith(self._tail):
            self._learn(piece)
        self._parts.append(piece[self._within])
        if len(self._parts) > MOST_PIECES:
            self._pack()

    def _learn(self, piece: bytes) -> None:
        text = _TEXT.search(piece)
        begin, end = text.span(1) if text else (len(piece), len(piece))
        self._head, self._tail = piece[:begin], piece[end:]
        self._within = slice(begin, end - len(piece) or None)
        self._least = len(self._head) + len(self._tail)
        self._runs.append((len(self._parts), self._head, self._tail))

    def _pack(self) -> None:
        """Make them smaller still, however little alike they are."""
        packed = zlib.compress(b"".join(self._whole()), 1)
        self._begin()
        self._packed.append(packed)

    def _whole(self) -> Iterator[bytes]:
        ends = [*(begin for begin, _, _ in self._runs[1:]), len(self._parts)]
        for (begin, head, tail), end in zip(self._runs, ends):
            for part in self._parts[begin:end]:
                yield head + part + tail

    def __iter__(self) -> Iterator[bytes]:
        for packed in self._packed:
            yield zlib.decompress(packed)
        yield from self._whole()


class Received:
    """The bytes of a stream, and how many of its chunks were given to the reader.

    They are kept as they came: nothing is made of them before somebody asks, which hardly anybody does. A stream of
    other chunks than those of chat completions adds up to nothing, and nothing of it is kept.
    """

    def __init__(self, type_: Any) -> None:
        is_chat = isinstance(type_, type) and issubclass(type_, ChatCompletionChunk)
        self.pieces: Union[Pieces, Deque[bytes]] = Pieces() if is_chat else deque(maxlen=0)
        self.given = 0
        self.said: Optional[bool] = None
        """Whether one of the other chunks told anything, where their type shows that."""

    @property
    def has_begun(self) -> bool:
        """Whether the reader knows any of the answer; that it begins does not count."""
        if self._is_chat:
            return any(map(says_something, self._chunks()))
        return self.given > 0 if self.said is None else self.said

    @property
    def is_finished(self) -> bool:
        """Whether the reader knows why the answer ended."""
        return any(map(is_finished, self._chunks()))

    def completion(self) -> Optional[ChatCompletion]:
        """The completion that the chunks given so far make; `None` where there are none."""
        if not self.given or not self._is_chat:
            return None
        return cast(ChatCompletion, parser(ChatCompletion).python(accumulated(self._chunks())))

    @property
    def _is_chat(self) -> bool:
        return isinstance(self.pieces, Pieces)

    def _chunks(self) -> Iterator[Any]:
        """The chunks given so far, as decoded JSON."""
        return islice(self._all_chunks(), self.given)

    def _all_chunks(self) -> Iterator[Any]:
        chunks: Chunks[Any] = Chunks(object, cast(Any, None))  # who raises no error needs no response
        for piece in self.pieces:
            yield from chunks.feed(piece)


def event_bytes(event: ServerSentEvent) -> bytes:
    """An event as it comes over the wire, as far as chunks are concerned."""
    lines = ["event: %s" % event.event] if event.event is not None else []
    lines += ["data: %s" % line for line in event.data.split("\n")]
    return ("\n".join(lines) + "\n\n").encode("utf-8", "surrogatepass")
