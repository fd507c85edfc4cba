"""The parameters of `client.batches.create`."""

from __future__ import annotations

from typing import Dict, Optional

from typing_extensions import Literal, Required, TypedDict

__all__ = ["BatchCreateParams"]


class BatchCreateParams(TypedDict, total=False):
    """Which file to work off, and by when."""

    completion_window: Required[str]
    """The time the batch may take, from `"24h"` to `"7d"`. What is not done by then expires."""

    endpoint: Required[Literal["/v1/chat/completions"]]
    """The path all requests of the file go to."""

    input_file_id: Required[str]
    """An uploaded JSONL file (purpose `"batch"`, at most 100 MB), one `BatchRequestInput` a line."""

    metadata: Optional[Dict[str, str]]
    """Notes of your own, given back with the batch."""
