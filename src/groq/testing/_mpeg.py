"""MP3 files (ISO/IEC 11172-3 and 13818-3, layer III): how long one lasts, and one of silence that lasts as asked."""

from __future__ import annotations

import math
from typing import NamedTuple, Optional

__all__ = ["seconds", "silence"]

_KILOBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KILOBITS_LOW = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44100, 48000, 32000)
_HALVINGS = {3: 0, 2: 1, 0: 2}  # of the sample rates, in the versions 1, 2 and 2.5 by the bits that stand for them


class _Frame(NamedTuple):
    samples: int
    rate: int
    size: int


def seconds(data: bytes) -> Optional[float]:
    """How long an MP3 file lasts, by its frames; None for anything else."""
    start = position = _after_tag(data)
    total = 0.0
    while True:
        frame = _frame(data[position : position + 4])
        if frame is None or position + frame.size > len(data):
            break
        total += frame.samples / frame.rate
        position += frame.size
    # Two bytes in a row look like a frame in any data; most of a file in frames does not.
    return total if position - start > (len(data) - start) / 2 else None


def silence(duration: float, sample_rate: int) -> bytes:
    """An MP3 file of silence: one channel, 64 kbit a second."""
    version = 3 if sample_rate > 24000 else 2 if sample_rate > 12000 else 0
    rate = _RATES.index(sample_rate << _HALVINGS[version])
    kilobits = (_KILOBITS if version == 3 else _KILOBITS_LOW).index(64)
    head = bytes([0xFF, 0xE3 | version << 3, kilobits << 4 | rate << 2, 0xC0])
    frame = _frame(head)
    assert frame is not None
    return head.ljust(frame.size, b"\0") * max(1, math.ceil(duration * sample_rate / frame.samples))


def _after_tag(data: bytes) -> int:
    """Where an ID3 tag (version 2) ends."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    return 10 + (data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9])


def _frame(head: bytes) -> Optional[_Frame]:
    """The frame that four bytes begin, or None where they begin none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return None
    samples = 1152 if version == 3 else 576
    sample_rate = _RATES[rate] >> _HALVINGS[version]
    bytes_per_second = (_KILOBITS if version == 3 else _KILOBITS_LOW)[bits] * 125
    return _Frame(samples, sample_rate, samples * bytes_per_second // sample_rate + (head[2] >> 1 & 1))
