"""Ogg files (RFC 3533): how long one lasts, and one of silence in Opus (RFC 7845) that lasts as long as asked."""

from __future__ import annotations

import math
import struct
from typing import List, Optional, Sequence

__all__ = ["seconds", "silence"]

_RATE = 48000  # of all time stamps of Opus
_SKIPPED = 312  # samples that a decoder needs to settle
_PACKET = 960  # samples to a packet
_SILENT = b"\xf8\xff\xfe"
_PACKETS = 50  # to a page
_UNFINISHED = (1 << 64) - 1  # the time stamp of a page on which no packet ends


def seconds(data: bytes) -> Optional[float]:
    """How long an Ogg file of Opus or Vorbis lasts; None for anything else."""
    opus, vorbis = data.find(b"OpusHead", 0, 400), data.find(b"\x01vorbis", 0, 400)
    if data[:4] != b"OggS" or max(opus, vorbis) < 0:
        return None
    skipped, rate = struct.unpack_from("<H", data, opus + 10)[0] if opus >= 0 else 0, _RATE
    if opus < 0:
        (rate,) = struct.unpack_from("<I", data, vorbis + 12)
    page = data.rfind(b"OggS")
    while page >= 0:
        (samples,) = struct.unpack("<Q", data[page + 6 : page + 14].ljust(8, b"\xff"))
        if samples < _UNFINISHED:
            return max(0, samples - skipped) / rate if rate else None
        page = data.rfind(b"OggS", 0, page)
    return None


def silence(duration: float, sample_rate: int) -> bytes:
    """An Ogg file of silence: Opus, one channel, made as if of sound of that sample rate."""
    end = _SKIPPED + int(duration * _RATE)
    count = math.ceil(end / _PACKET)
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, _SKIPPED, sample_rate, 0, 0)
    tags = struct.pack("<8sI10sI", b"OpusTags", 10, b"local groq", 0)
    pages: List[bytes] = [_page(0, 2, 0, [head]), _page(1, 0, 0, [tags])]
    for start in range(0, count, _PACKETS):
        packets = [_SILENT] * min(_PACKETS, count - start)
        is_last = start + len(packets) == count
        stamp = end if is_last else (start + len(packets)) * _PACKET
        pages.append(_page(len(pages), 4 if is_last else 0, stamp, packets))
    return b"".join(pages)


def _page(number: int, flags: int, stamp: int, packets: Sequence[bytes]) -> bytes:
    """A page of packets of less than 255 bytes each."""
    lengths = bytes(map(len, packets))
    head = struct.pack("<4sBBQIII", b"OggS", 0, flags, stamp, 1, number, 0) + bytes([len(lengths)]) + lengths
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _TABLE[crc >> 24 ^ byte]
    return crc


def _entry(byte: int) -> int:
    crc = byte << 24
    for _ in range(8):
        crc = (crc << 1 ^ (0x04C11DB7 if crc >> 31 else 0)) & 0xFFFFFFFF
    return crc


_TABLE = [_entry(byte) for byte in range(256)]
