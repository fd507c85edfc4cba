"""The first bytes of a file to what kind of picture it is, and how large."""

from __future__ import annotations

import struct
from typing import Optional, Tuple

__all__ = ["media_type", "other_kind", "size"]

Size = Tuple[int, int]

_PNG = b"\x89PNG\r\n\x1a\n"
_OTHERS = (
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"<svg", "SVG"),
    (b"<?xml", "XML"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
)
_BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIF", b"msf1": "HEIF"}


def media_type(data: bytes) -> Optional[str]:
    """The media type of a picture that models take, by its first bytes; `None` for anything else."""
    if data.startswith(_PNG):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def other_kind(data: bytes) -> Optional[str]:
    """The name of another kind of file, if its first bytes tell."""
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "an MP4 video")
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((name for mark, name in _OTHERS if data.startswith(mark) or start.startswith(mark)), None)


def size(data: bytes) -> Optional[Size]:
    """The width and the height of a picture in pixels; `None` where its head is cut or odd."""
    kind = media_type(data)
    try:
        if kind == "image/png":
            return _pair(">II", data, 16)
        if kind == "image/gif":
            return _pair("<HH", data, 6)
        return _webp(data) if kind == "image/webp" else _jpeg(data) if kind == "image/jpeg" else None
    except (struct.error, IndexError):
        return None


def _pair(layout: str, data: bytes, offset: int) -> Size:
    one, other = struct.unpack_from(layout, data, offset)
    return int(one), int(other)


def _webp(data: bytes) -> Optional[Size]:
    """Lossy, lossless and extended files keep it each in a way of their own: RFC 9649."""
    chunk = data[12:16]
    if chunk == b"VP8 ":
        width, height = _pair("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None


def _jpeg(data: bytes) -> Optional[Size]:
    """What the first frame header says, found from segment to segment: ITU-T T.81, B.1 and B.2.2."""
    place = 2
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # filling
            place += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _pair(">HH", data, place + 5)
            return width, height
        alone = marker == 0x01 or 0xD0 <= marker <= 0xD8
        place += 2 if alone else 2 + struct.unpack_from(">H", data, place + 2)[0]
    return None
