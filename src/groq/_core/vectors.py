"""Embeddings as they are sent to the numbers they stand for."""

from __future__ import annotations

import base64
import struct
from typing import Any, List, cast

__all__ = ["floats", "packed"]


def packed(embedding: str) -> bytes:
    """The bytes of the little-endian 32-bit floats that a base64 string stands for; `ValueError` where it is none."""
    try:
        raw = base64.b64decode(embedding, validate=True)
    except ValueError as error:
        raise ValueError("The embedding is a string, but not of base64: %.40r" % embedding) from error
    if len(raw) % 4:
        raise ValueError("The embedding has %d bytes, which is no whole number of 32-bit floats" % len(raw))
    return raw


def floats(embedding: Any) -> List[float]:
    """The numbers of an embedding, in whichever of its two forms it was sent."""
    if isinstance(embedding, str):
        raw = packed(embedding)
        return [*struct.unpack("<%df" % (len(raw) // 4), raw)]
    if isinstance(embedding, list):
        return cast("List[float]", embedding)
    raise ValueError("The answer has no embedding here, but %r" % (embedding,))
