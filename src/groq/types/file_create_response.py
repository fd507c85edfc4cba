"""The file that uploading one answers with, under its name in this module."""

from __future__ import annotations

from .file import File as FileCreateResponse

__all__ = ["FileCreateResponse"]
