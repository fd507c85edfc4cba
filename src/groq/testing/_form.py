"""The parts of a form, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

__all__ = ["Part"]


@dataclass(frozen=True)
class Part:
    """One part of a form: a file where it has a file name, a plain field otherwise."""

    name: str
    content: bytes
    filename: Optional[str] = None
    content_type: Optional[str] = None

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")
