"""WAV files: how long one lasts, and one that hums for as long as asked."""

from __future__ import annotations

import array
import io
import math
import sys
import wave
from typing import Optional

__all__ = ["hum", "seconds"]


def seconds(data: bytes) -> Optional[float]:
    """How long a WAV file lasts; None for anything else. A header that promises more than there is, is not believed."""
    try:
        with wave.open(io.BytesIO(data), "rb") as reader:
            frame_bytes = reader.getsampwidth() * reader.getnchannels()
            frames = min(reader.getnframes(), len(data) // frame_bytes)
            return frames / reader.getframerate()
    except (wave.Error, EOFError, ZeroDivisionError):
        return None


def hum(duration: float, sample_rate: int) -> bytes:
    """A WAV file of a quiet tone: 16 bits, one channel."""
    period = sample_rate // 200
    tone = array.array("h", (int(3000 * math.sin(2 * math.pi * step / period)) for step in range(period)))
    if sys.byteorder == "big":
        tone.byteswap()
    frames = int(duration * sample_rate)
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(sample_rate)
        writer.writeframes((tone * (frames // period + 1))[:frames].tobytes())
    return file.getvalue()
