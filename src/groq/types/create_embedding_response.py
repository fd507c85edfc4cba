"""The answer to a request for embeddings."""

from __future__ import annotations

from typing import List

from typing_extensions import Literal

from .._models import BaseModel
from .embedding import Embedding as Embedding

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
