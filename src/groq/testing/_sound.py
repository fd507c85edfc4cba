"""Sound files: how long a recording lasts, and one of each format that speech comes in."""

from __future__ import annotations

from typing import Callable, Dict, NamedTuple, Optional

from . import _flac, _mpeg, _ogg, _wav

__all__ = ["FORMATS", "Format", "seconds"]

_BYTES_PER_SECOND = 16000  # compressed sound that does not tell is taken for 128 kbit per second


class Format(NamedTuple):
    """A format of speech: its media type, and what makes a file of so many seconds at a sample rate."""

    content_type: str
    make: Callable[[float, int], bytes]


FORMATS: Dict[str, Format] = {
    "flac": Format("audio/flac", _flac.hum),
    "mp3": Format("audio/mpeg", _mpeg.silence),
    "mulaw": Format("audio/wav", _wav.hum_mulaw),
    "ogg": Format("audio/ogg", _ogg.silence),
    "wav": Format("audio/wav", _wav.hum),
}


def seconds(data: bytes) -> float:
    """How long a recording lasts: what it tells, or what its size suggests."""
    told = (reader(data) for reader in (_wav.seconds, _flac.seconds, _ogg.seconds, _mp4, _mpeg.seconds))
    return next((found for found in told if found is not None), len(data) / _BYTES_PER_SECOND)


def _mp4(data: bytes) -> Optional[float]:
    """How long an MP4 file (ISO/IEC 14496-12) says it lasts, in its movie header."""
    position = data.find(b"mvhd")
    if data[4:8] != b"ftyp" or position < 0:
        return None
    long = data[position + 4 : position + 5] == b"\1"
    start, width = (position + 24, 8) if long else (position + 16, 4)
    scale = int.from_bytes(data[start : start + 4], "big")
    return int.from_bytes(data[start + 4 : start + 4 + width], "big") / scale if scale else None
