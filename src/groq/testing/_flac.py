"""FLAC files (RFC 9639): how long one lasts, and one that hums for as long as asked."""

from __future__ import annotations

import struct
from typing import List, Optional

from ._wav import tone

__all__ = ["hum", "seconds"]

_BLOCK = 4096  # samples to a frame


def seconds(data: bytes) -> Optional[float]:
    """How long a FLAC file says it lasts; None where it does not, and for anything else."""
    if data[:4] != b"fLaC" or len(data) < 26:
        return None
    facts = int.from_bytes(data[18:26], "big")
    rate, samples = facts >> 44, facts & (1 << 36) - 1
    return samples / rate if samples and rate else None


def hum(duration: float, sample_rate: int) -> bytes:
    """A FLAC file of a quiet tone: 16 bits, one channel, not compressed."""
    samples, size = tone(duration, sample_rate, ">"), 2 * _BLOCK
    frames = [_frame(start // size, samples[start : start + size]) for start in range(0, len(samples), size)]
    # The sizes of frames and the digest of the samples stay 0, for unknown; channels and bits count from 0.
    facts = sample_rate << 44 | 0 << 41 | 15 << 36 | len(samples) // 2
    head = struct.pack(">4sIHH6xQ16x", b"fLaC", 0x80000000 | 34, _BLOCK, _BLOCK, facts)
    return head + b"".join(frames)


def _frame(number: int, samples: bytes) -> bytes:
    """A frame of samples as they are ("verbatim")."""
    # Length of its own, rate as in the head of the file; one channel of 16 bits; the number, coded as UTF-8 is.
    head = b"\xff\xf8\x70\x08" + chr(number).encode("utf-8", "surrogatepass") + struct.pack(">H", len(samples) // 2 - 1)
    frame = head + bytes([_crc(head, _CRC_8, 8)]) + b"\x02" + samples
    return frame + struct.pack(">H", _crc(frame, _CRC_16, 16))


def _crc(data: bytes, table: List[int], bits: int) -> int:
    shift, rest, crc = bits - 8, (1 << bits) - 1, 0
    for byte in data:
        crc = (crc << 8 & rest) ^ table[crc >> shift ^ byte]
    return crc


def _table(polynomial: int, bits: int) -> List[int]:
    table: List[int] = []
    for byte in range(256):
        crc = byte << bits - 8
        for _ in range(8):
            crc = crc << 1 ^ (polynomial if crc >> bits - 1 else 0)
            crc &= (1 << bits) - 1
        table.append(crc)
    return table


_CRC_8 = _table(0x07, 8)
_CRC_16 = _table(0x8005, 16)
