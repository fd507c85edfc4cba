"""The file that asking for one answers with, under its name in this module."""

from __future__ import annotations

from .file import File as FileInfoResponse

__all__ = ["FileInfoResponse"]
