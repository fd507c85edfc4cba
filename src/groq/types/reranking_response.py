"""Texts, sorted by how well they answer a question."""

from __future__ import annotations

from typing import List

from .._models import BaseModel

__all__ = ["RerankingResponse", "RerankingResult"]


class RerankingResult(BaseModel):
    """One of the texts."""

    doc: str
    """The text, as it was sent. Where it was sent is not told: of equal texts, one cannot be told from the other."""

    score: float
    """0 to 1: how well it answers the question."""


class RerankingResponse(BaseModel):
    """Texts, sorted by how well they answer a question, the best one first."""

    results: List[RerankingResult]
