"""One embedding vector."""

from __future__ import annotations

from typing import List, Union

from typing_extensions import Literal

from .._models import BaseModel

__all__ = ["Embedding"]


class Embedding(BaseModel):
    """The vector of one input."""

    embedding: Union[List[float], str]
    """The numbers, or with `encoding_format="base64"` their little-endian 32-bit floats as a base64 string."""

    index: int
    """Position of the input this belongs to, counted from 0."""

    object: Literal["embedding"]
