"""POST embeddings: texts to unit vectors, closer for texts that share words."""

from __future__ import annotations

import base64
import hashlib
import math
import struct
from functools import lru_cache
from typing import Any, Callable, List, Tuple

from ._errors import invalid
from ._exchange import Answer, Call, json_answer
from ._models import EMBEDDINGS, find
from ._state import State
from ._text import tokens, words

__all__ = ["DIMENSIONS", "create", "vector"]

DIMENSIONS = 768


def create(call: Call, state: State) -> Answer:
    """Answer a request for embeddings."""
    body = call.body
    model = find(state.models, body["model"], EMBEDDINGS)
    texts: List[Any] = [body["input"]] if isinstance(body["input"], str) else body["input"]
    if not texts or len(texts) > 2048:
        raise invalid("'input' : pass 1 to 2048 texts, got %d" % len(texts), param="input")
    encoded: Callable[[str], object] = _base64 if body.get("encoding_format") == "base64" else vector
    count = sum(len(tokens(text)) for text in texts)
    return json_answer(
        {
            "object": "list",
            "data": [
                {"object": "embedding", "index": index, "embedding": encoded(text)} for index, text in enumerate(texts)
            ],
            "model": model.id,
            "usage": {"prompt_tokens": count, "total_tokens": count},
        }
    )


def vector(text: str) -> Tuple[float, ...]:
    """The unit vector of a text: the sum of its words' directions."""
    directions = [_direction(word) for word in words(text) or [text]]
    summed = [sum(column) for column in zip(*directions)]
    length = math.sqrt(sum(value * value for value in summed))
    return tuple(round(value / length, 8) for value in summed)


@lru_cache(maxsize=4096)
def _direction(word: str) -> Tuple[float, ...]:
    return tuple(byte - 127.5 for byte in hashlib.shake_256(word.encode("utf-8", "replace")).digest(DIMENSIONS))


def _base64(text: str) -> str:
    """The vector as little-endian 32-bit floats in base64."""
    values = vector(text)
    return base64.b64encode(struct.pack("<%df" % len(values), *values)).decode()
