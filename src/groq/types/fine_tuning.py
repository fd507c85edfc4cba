"""A model fine-tuned by an adapter of your own."""

from __future__ import annotations

from typing import Iterator, List, Optional

from .._models import BaseModel

__all__ = ["FineTuning", "FineTuningDeleteResponse", "FineTuningListResponse", "FineTuningReadResponse"]


class FineTuning(BaseModel):
    """A base model, and the adapter that fine-tunes it."""

    id: Optional[str] = None

    base_model: Optional[str] = None

    created_at: Optional[float] = None
    """In seconds since 1970 (Unix time)."""

    fine_tuned_model: Optional[str] = None
    """What to pass as `model` from now on."""

    input_file_id: Optional[str] = None
    """The file with the adapter."""

    name: Optional[str] = None

    type: Optional[str] = None
    """The kind of adapter, such as `"lora"`."""


class FineTuningReadResponse(BaseModel):
    """One fine-tuning, as it is created and retrieved."""

    id: Optional[str] = None

    data: Optional[FineTuning] = None

    object: Optional[str] = None


class FineTuningListResponse(BaseModel):
    """All fine-tunings; iterating gives each `FineTuning` in turn."""

    data: Optional[List[FineTuning]] = None

    object: Optional[str] = None

    def __iter__(self) -> Iterator[FineTuning]:  # type: ignore[override]  # a list yields its items, not its fields
        return iter(self.data or ())


class FineTuningDeleteResponse(BaseModel):
    """What became of a fine-tuning."""

    id: Optional[str] = None

    deleted: Optional[bool] = None

    object: Optional[str] = None
