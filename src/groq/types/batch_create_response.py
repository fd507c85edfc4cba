"""The batch that creating one answers with, under its names in this module."""

from __future__ import annotations

from .batch import Batch as BatchCreateResponse
from .batch import BatchError as ErrorsData
from .batch import BatchErrors as Errors
from .batch import BatchRequestCounts as RequestCounts

__all__ = ["BatchCreateResponse", "Errors", "ErrorsData", "RequestCounts"]
