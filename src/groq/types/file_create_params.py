"""The parameters of `client.files.create`."""

from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

from .._types import FileTypes

__all__ = ["FileCreateParams"]


class FileCreateParams(TypedDict, total=False):
    """The file to upload, and what for."""

    file: Required[FileTypes]
    """JSON Lines, one `BatchRequestInput` each, at most 100 MB."""

    purpose: Required[Literal["batch"]]
