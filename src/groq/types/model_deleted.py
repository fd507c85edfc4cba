"""The confirmation that a model is gone."""

from __future__ import annotations

from .._models import BaseModel

__all__ = ["ModelDeleted"]


class ModelDeleted(BaseModel):
    """Says whether the model was deleted."""

    id: str

    deleted: bool

    object: str
