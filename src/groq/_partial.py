"""What has arrived of a streamed answer, kept at little cost, to the answer as far as it goes."""

from __future__ import annotations

import zlib
from collections import deque
from itertools import islice
from typing import Any, Deque, Iterator, List, Optional, Union, cast

from ._core.accumulate import accumulated, is_finished, says_something
from ._core.chunks import Chunks
from ._core.parse import parser
from ._core.sse import ServerSentEvent
from .types.chat import ChatCompletion, ChatCompletionChunk

__all__ = ["MOST_PIECES", "Received", "event_bytes"]

MOST_PIECES = 512
"""How many pieces are kept as they are: as many events or more, about 150 kB of them."""


class Received:
    """The bytes of a stream, and how many of its chunks were given to the reader.

    They are kept as they came: nothing is made of them before somebody asks, which hardly anybody does. A stream of
    other chunks than those of chat completions adds up to nothing, and nothing of it is kept.
    """

    def __init__(self, type_: Any) -> None:
        is_chat = isinstance(type_, type) and issubclass(type_, ChatCompletionChunk)
        self.pieces: Union[List[bytes], Deque[bytes]] = [] if is_chat else deque(maxlen=0)
        self._packed: List[bytes] = []
        self.given = 0

    def pack(self) -> None:
        """Make the pieces small: chunks are much alike, and shrink to a few hundredths."""
        self._packed.append(zlib.compress(b"".join(self.pieces), 1))
        self.pieces.clear()

    @property
    def has_begun(self) -> bool:
        """Whether the reader knows any of the answer; that it begins does not count."""
        return any(map(says_something, self._chunks())) if self._is_chat else self.given > 0

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
        return isinstance(self.pieces, list)

    def _chunks(self) -> Iterator[Any]:
        """The chunks given so far, as decoded JSON."""
        return islice(self._all_chunks(), self.given)

    def _all_chunks(self) -> Iterator[Any]:
        chunks: Chunks[Any] = Chunks(object, cast(Any, None))  # who raises no error needs no response
        for packed in self._packed:
            yield from chunks.feed(zlib.decompress(packed))
        for piece in self.pieces:
            yield from chunks.feed(piece)


def event_bytes(event: ServerSentEvent) -> bytes:
    """An event as it comes over the wire, as far as chunks are concerned."""
    lines = ["event: %s" % event.event] if event.event is not None else []
    lines += ["data: %s" % line for line in event.data.split("\n")]
    return ("\n".join(lines) + "\n\n").encode("utf-8", "surrogatepass")
