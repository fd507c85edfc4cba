"""One embedding vector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List, Union

from typing_extensions import Literal

from .._core import vectors
from .._lazy import lazy_module
from .._models import BaseModel

if TYPE_CHECKING:
    import numpy
else:
    numpy = lazy_module("numpy")  # for who asks for arrays, and has it

__all__ = ["Embedding"]


class Embedding(BaseModel):
    """The vector of one input."""

    embedding: Union[List[float], str]
    """The numbers, or with `encoding_format="base64"` their little-endian 32-bit floats as a base64 string."""

    index: int
    """Position of the input this belongs to, counted from 0."""

    object: Literal["embedding"]

    def to_floats(self) -> List[float]:
        """Give the numbers, whichever form they were sent in.

        Raises `ValueError` where the server sent neither numbers nor base64.
        """
        return vectors.floats(self.embedding)

    def to_numpy(self) -> numpy.ndarray[Any, numpy.dtype[numpy.float32]]:
        """Give the numbers as a numpy array of 32-bit floats, a copy that may be changed.

        With `encoding_format="base64"` no Python number is made on the way. Raises `ImportError` without numpy, which
        this library does not install, and `ValueError` as `to_floats` does.
        """
        if isinstance(self.embedding, str):
            little_endian = numpy.frombuffer(vectors.packed(self.embedding), dtype="<f4")
            return little_endian.astype(numpy.float32)
        return numpy.array(vectors.floats(self.embedding), dtype=numpy.float32)
