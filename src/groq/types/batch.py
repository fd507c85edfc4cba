"""A batch: many requests in one file, worked off in the background."""

from __future__ import annotations

import builtins
from typing import List, Optional

from typing_extensions import Literal, TypeAlias

from .._models import BaseModel

__all__ = ["Batch", "BatchError", "BatchErrors", "BatchRequestCounts", "BatchStatus"]

BatchStatus: TypeAlias = Literal[
    "validating", "failed", "in_progress", "finalizing", "completed", "expired", "cancelling", "cancelled"
]
"""Where a batch is. `failed`, `completed`, `expired` and `cancelled` are final."""


class BatchError(BaseModel):
    """Why the input file, or one line of it, was refused."""

    code: Optional[str] = None
    """A word for the kind of error, for programs."""

    line: Optional[int] = None
    """The line of the input file, where the error belongs to one."""

    message: Optional[str] = None

    param: Optional[str] = None
    """The parameter at fault, where the error belongs to one."""


class BatchErrors(BaseModel):
    """Everything that was wrong with the input file."""

    data: Optional[List[BatchError]] = None

    object: Optional[str] = None


class BatchRequestCounts(BaseModel):
    """How many requests of a batch are done."""

    completed: int

    failed: int

    total: int


class Batch(BaseModel):
    """The state of a batch. Every `..._at` is in seconds since 1970 (Unix time), `None` while it has not happened.

    The one class behind `BatchCreateResponse`, `BatchRetrieveResponse`, `BatchCancelResponse` and the items of
    `BatchListResponse`.
    """

    id: str

    completion_window: str
    """The time given to work it off, from `"24h"` to `"7d"`."""

    created_at: int

    endpoint: str
    """The path that every request of the batch goes to."""

    input_file_id: str
    """The file with the requests."""

    object: Literal["batch"]

    status: BatchStatus

    cancelled_at: Optional[int] = None

    cancelling_at: Optional[int] = None

    completed_at: Optional[int] = None

    error_file_id: Optional[str] = None
    """The file with the requests that failed, one line each; `None` as long as there is none."""

    errors: Optional[BatchErrors] = None
    """What was wrong with the input file itself."""

    expired_at: Optional[int] = None

    expires_at: Optional[int] = None
    """When the batch ends, done or not."""

    failed_at: Optional[int] = None

    finalizing_at: Optional[int] = None

    in_progress_at: Optional[int] = None

    metadata: Optional[builtins.object] = None
    """What was given as `metadata` when the batch was created."""

    output_file_id: Optional[str] = None
    """The file with the answers, one `BatchRequestOutput` a line; `None` as long as there is none."""

    request_counts: Optional[BatchRequestCounts] = None
