"""What the examples share: an API to talk to, and small inputs made on the spot."""

from __future__ import annotations

import atexit
import io
import math
import os
import struct
import sys
import wave
import zlib

__all__ = ["ensure_api", "picture", "tone"]


def ensure_api() -> None:
    """Keep to the key in the environment; without one, point to a local Groq served on the loopback interface."""
    if os.environ.get("GROQ_API_KEY"):
        return
    from groq.testing import LocalGroq

    local = LocalGroq()
    server = local.serve()
    atexit.register(server.close)
    os.environ.update(GROQ_API_KEY=local.api_key, GROQ_BASE_URL=server.url)
    print("GROQ_API_KEY is not set: the built-in local Groq answers.", file=sys.stderr)


def tone(seconds: float = 1.0, *, rate: int = 16_000) -> bytes:
    """A WAV file with a plain 440 Hz tone: something to upload when no recording is at hand."""
    samples = (int(8_000 * math.sin(math.tau * 440 * i / rate)) for i in range(int(seconds * rate)))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return file.getvalue()


def picture(side: int = 64) -> bytes:
    """A PNG file: a square that is red above and blue below."""
    half = side // 2
    rows = (b"\0" + b"\xff\0\0" * side) * half + (b"\0" + b"\0\0\xff" * side) * (side - half)

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
