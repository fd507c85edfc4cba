"""The embedding models known by name."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["EmbeddingModel"]

EmbeddingModel: TypeAlias = Literal["nomic-embed-text-v1_5"]
"""Ids known when this version was made; every parameter that takes one takes any other `str` too."""
