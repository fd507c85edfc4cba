"""A file stored with the API."""

from __future__ import annotations

from typing import Optional

from typing_extensions import Literal, TypeAlias

from .._models import BaseModel

__all__ = ["File", "FilePurpose"]

FilePurpose: TypeAlias = Literal["batch", "batch_output"]
"""What a file is for: requests to work off, or the answers to them."""


class File(BaseModel):
    """What is known about a file, without its content.

    The one class behind `FileCreateResponse`, `FileInfoResponse` and the items of `FileListResponse`.
    """

    id: Optional[str] = None

    bytes: Optional[int] = None
    """Its size."""

    created_at: Optional[int] = None
    """When it was uploaded, in seconds since 1970 (Unix time)."""

    filename: Optional[str] = None

    object: Optional[Literal["file"]] = None

    purpose: Optional[FilePurpose] = None

    status: Optional[str] = None
    """How far the API is with it, where it says so."""
