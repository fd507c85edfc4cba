"""WAV files: how long one lasts, and one that hums for as long as asked."""

from __future__ import annotations

import array
import math
import struct
import sys
from typing import Dict, Iterator, Optional, Tuple

__all__ = ["hum", "hum_mulaw", "seconds", "tone"]

# How samples are written: whole and fractional numbers, A-law, mu-law, and what is said elsewhere in the header. In
# all others a block holds many samples.
_BLOCK_PER_SAMPLE = (1, 3, 6, 7, 0xFFFE)
_PCM, _MULAW = 1, 7


def seconds(data: bytes) -> Optional[float]:
    """How long a WAV file lasts; None for anything else. A header that promises more than there is, is not believed."""
    if data[:4] not in (b"RIFF", b"RIFX", b"RF64") or data[8:12] != b"WAVE":
        return None
    order = ">" if data[:4] == b"RIFX" else "<"
    chunks: Dict[bytes, bytes] = dict(_chunks(data, order))
    if len(chunks.get(b"fmt ", b"")) < 16 or b"data" not in chunks:
        return None
    kind, _, rate, bytes_per_second, block, _ = struct.unpack(order + "HHIIHH", chunks[b"fmt "][:16])
    size = len(chunks[b"data"])
    if kind in _BLOCK_PER_SAMPLE:
        return size // block / rate if block and rate else None
    return size / bytes_per_second if bytes_per_second else None


def hum(duration: float, sample_rate: int) -> bytes:
    """A WAV file of a quiet tone: 16 bits, one channel."""
    return _file(_PCM, 2, sample_rate, tone(duration, sample_rate, "<"))


def hum_mulaw(duration: float, sample_rate: int) -> bytes:
    """The same in mu-law (ITU-T G.711): 8 bits a sample."""
    period = [_mulaw(sample) for sample in _period(sample_rate)]
    return _file(_MULAW, 1, sample_rate, _repeated(bytes(period), int(duration * sample_rate)))


def tone(duration: float, sample_rate: int, order: str) -> bytes:
    """The samples of a quiet tone: 16 bits, one channel, little (`<`) or big (`>`) end first."""
    period = _period(sample_rate)
    if (order == "<") != (sys.byteorder == "little"):
        period.byteswap()
    return _repeated(period.tobytes(), int(duration * sample_rate) * 2)


def _chunks(data: bytes, order: str) -> Iterator[Tuple[bytes, bytes]]:
    """The chunks of a RIFF file, up to its sound."""
    position = 12
    while position + 8 <= len(data):
        name, size = struct.unpack_from(order + "4sI", data, position)
        start = position + 8
        if name == b"data":  # written as 0 where the length was not known yet
            yield name, data[start : start + size] if size else data[start:]
            return
        yield name, data[start : start + size]
        position = start + size + size % 2


def _file(kind: int, width: int, sample_rate: int, samples: bytes) -> bytes:
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, kind, 1, sample_rate, sample_rate * width, width, 8 * width)
    # Whoever reads a form other than PCM expects to be told the number of samples.
    fact = b"" if kind == _PCM else struct.pack("<4sII", b"fact", 4, len(samples) // width)
    padding = b"\0" * (len(samples) % 2)
    body = b"WAVE" + head + fact + struct.pack("<4sI", b"data", len(samples)) + samples + padding
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def _period(sample_rate: int) -> array.array[int]:
    length = sample_rate // 200
    return array.array("h", (int(3000 * math.sin(2 * math.pi * step / length)) for step in range(length)))


def _repeated(period: bytes, size: int) -> bytes:
    return (period * (size // len(period) + 1))[:size]


def _mulaw(sample: int) -> int:
    biased = min(abs(sample), 32635) + 132
    exponent = biased.bit_length() - 8
    return ~((sample < 0) << 7 | exponent << 4 | biased >> exponent + 3 & 15) & 255
