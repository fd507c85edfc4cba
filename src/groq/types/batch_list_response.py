"""The batches of an account."""

from __future__ import annotations

from typing import Iterator, List

from typing_extensions import Literal

from .._models import BaseModel
from .batch import Batch as Data
from .batch import BatchError as DataErrorsData
from .batch import BatchErrors as DataErrors
from .batch import BatchRequestCounts as DataRequestCounts

__all__ = ["BatchListResponse", "Data", "DataErrors", "DataErrorsData", "DataRequestCounts"]


class BatchListResponse(BaseModel):
    """All batches; iterating gives each `Batch` in turn."""

    data: List[Data]

    object: Literal["list"]

    def __iter__(self) -> Iterator[Data]:  # type: ignore[override]  # a list yields its items, not its fields
        return iter(self.data or ())
