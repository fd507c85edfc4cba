"""The batch that cancelling one answers with, under its names in this module."""

from __future__ import annotations

from .batch import Batch as BatchCancelResponse
from .batch import BatchError as ErrorsData
from .batch import BatchErrors as Errors
from .batch import BatchRequestCounts as RequestCounts

__all__ = ["BatchCancelResponse", "Errors", "ErrorsData", "RequestCounts"]
