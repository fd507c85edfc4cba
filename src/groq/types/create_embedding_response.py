"""The answer to a request for embeddings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List

from typing_extensions import Literal

from .._lazy import lazy_module
from .._models import BaseModel
from .embedding import Embedding as Embedding

if TYPE_CHECKING:
    import numpy
else:
    numpy = lazy_module("numpy")

__all__ = ["CreateEmbeddingResponse", "Usage"]


class Usage(BaseModel):
    """Tokens the inputs came to."""

    prompt_tokens: int

    total_tokens: int


class CreateEmbeddingResponse(BaseModel):
    """One embedding for each input, in the order of the inputs."""

    data: List[Embedding]

    model: str
    """The model that answered."""

    object: Literal["list"]

    usage: Usage

    def to_floats(self) -> List[List[float]]:
        """Give the numbers of each input, whichever form they were sent in: see `Embedding.to_floats`."""
        return [item.to_floats() for item in self.data]

    def to_numpy(self) -> numpy.ndarray[Any, numpy.dtype[numpy.float32]]:
        """Give a numpy matrix of 32-bit floats, one row for each input: see `Embedding.to_numpy`."""
        rows = [item.to_numpy() for item in self.data]
        return numpy.stack(rows) if rows else numpy.empty((0, 0), dtype=numpy.float32)
