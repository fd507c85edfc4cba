"""What arrives to files."""

from __future__ import annotations

from typing import IO, AsyncIterable, Iterable, List

import anyio

__all__ = ["async_write", "write"]

_AT_ONCE = 256 * 1024


def write(pieces: Iterable[bytes], target: IO[bytes]) -> None:
    """Write pieces to a file."""
    for piece in pieces:
        target.write(piece)


async def async_write(pieces: AsyncIterable[bytes], target: anyio.AsyncFile[bytes]) -> None:
    """Write pieces to a file, several at a time: each time is a way to a thread and back."""
    held: List[bytes] = []
    size = 0
    try:
        async for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size >= _AT_ONCE:
                some = b"".join(held)
                held.clear()
                size = 0
                await target.write(some)
    except BaseException:
        target.wrapped.write(b"".join(held))  # what has arrived is kept, and cancelled tasks cannot wait
        raise
    await target.write(b"".join(held))
