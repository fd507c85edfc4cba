"""The files of an account."""

from __future__ import annotations

from typing import Iterator, List

from typing_extensions import Literal

from .._models import BaseModel
from .file import File as Data

__all__ = ["Data", "FileListResponse"]


class FileListResponse(BaseModel):
    """All files; iterating gives each `File` in turn."""

    data: List[Data]

    object: Literal["list"]

    def __iter__(self) -> Iterator[Data]:  # type: ignore[override]  # a list yields its items, not its fields
        return iter(self.data or ())
