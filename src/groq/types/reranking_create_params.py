"""The parameters of `client.reranking.create`."""

from __future__ import annotations

from typing import Optional

from typing_extensions import Required, TypedDict

from .._types import SequenceNotStr

__all__ = ["RerankingCreateParams"]


class RerankingCreateParams(TypedDict, total=False):
    """A question, and the texts to sort by how well they answer it."""

    docs: Required[SequenceNotStr[str]]
    """1 to 100 texts, none of them empty."""

    model: Required[str]

    query: Required[str]

    instruction: Optional[str]
    """What makes a text a good answer; the model reads this."""
