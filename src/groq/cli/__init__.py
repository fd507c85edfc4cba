"""The command line: `python -m groq`."""

from __future__ import annotations

from ._main import main

__all__ = ["main"]
