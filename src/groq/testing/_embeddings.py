"""POST embeddings: texts to unit vectors, closer for texts that share words or parts of words."""

from __future__ import annotations

import base64
import hashlib
import math
import struct
from functools import lru_cache
from typing import Any, Dict, List, Tuple

from ._exchange import Answer, Call, json_answer
from ._models import EMBEDDINGS, find
from ._state import State
from ._text import tokens, words

__all__ = ["create", "vector"]

_Vector = Tuple[float, ...]
_LIKENESS = 0.5  # what a word's trigrams weigh together, against 1 for the word itself
_LEVELS = tuple(byte - 127.5 for byte in range(256))  # one number for each byte, which vectors in memory share
_TELLING = 6  # a word weighs its length, up to this: short ones say little


def create(call: Call, state: State) -> Answer:
    """Answer a request for embeddings."""
    body = call.body
    model = find(state.models, body["model"], EMBEDDINGS)
    texts: List[Any] = [body["input"]] if isinstance(body["input"], str) else body["input"]
    vectors = [vector(text, model.dimensions) for text in texts]
    encoded = [_base64(values) for values in vectors] if body.get("encoding_format") == "base64" else vectors
    data: List[Dict[str, Any]] = [
        {"object": "embedding", "index": index, "embedding": embedding} for index, embedding in enumerate(encoded)
    ]
    count = sum(len(tokens(text)) for text in texts)
    usage = {"prompt_tokens": count, "total_tokens": count}
    return json_answer({"object": "list", "data": data, "model": model.id, "usage": usage})


def vector(text: str, dimensions: int) -> _Vector:
    """The unit vector of a text: the sum of its words' directions."""
    summed = [sum(column) for column in zip(*(_meaning(word, dimensions) for word in words(text) or [text]))]
    length = math.sqrt(sum(value * value for value in summed))
    return tuple(round(value / length, 8) for value in summed)


@lru_cache(maxsize=1024)
def _meaning(word: str, dimensions: int) -> _Vector:
    """Where a word points, as far as it tells: its own direction, bent to those of words that look like it."""
    framed = "<%s>" % word
    trigrams = [framed[start : start + 3] for start in range(len(framed) - 2)] or [framed]
    look = map(sum, zip(*(_direction(trigram, dimensions) for trigram in trigrams)))
    weight = min(max(len(word), 1), _TELLING)
    bent = weight * _LIKENESS / math.sqrt(len(trigrams))
    return tuple(weight * own + bent * like for own, like in zip(_direction("=" + word, dimensions), look))


@lru_cache(maxsize=4096)
def _direction(text: str, dimensions: int) -> _Vector:
    """A direction by the text's hash: nearly at right angles to that of any other text."""
    digest = hashlib.shake_256(text.encode("utf-8", "replace")).digest(dimensions)
    return tuple(map(_LEVELS.__getitem__, digest))


def _base64(values: _Vector) -> str:
    """A vector as little-endian 32-bit floats in base64."""
    return base64.b64encode(struct.pack("<%df" % len(values), *values)).decode()
