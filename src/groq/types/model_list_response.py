"""The models an account can use."""

from __future__ import annotations

from typing import Iterator, List

from typing_extensions import Literal

from .._models import BaseModel
from .model import Model as Model

__all__ = ["ModelListResponse"]


class ModelListResponse(BaseModel):
    """All models; iterating gives each `Model` in turn."""

    data: List[Model]

    object: Literal["list"]

    def __iter__(self) -> Iterator[Model]:  # type: ignore[override]  # a list yields its items, not its fields
        return iter(self.data or ())
