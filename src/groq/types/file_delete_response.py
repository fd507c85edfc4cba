"""The confirmation that a file is gone."""

from __future__ import annotations

from typing_extensions import Literal

from .._models import BaseModel

__all__ = ["FileDeleteResponse"]


class FileDeleteResponse(BaseModel):
    """Says whether the file was deleted."""

    id: str

    deleted: bool

    object: Literal["file"]
