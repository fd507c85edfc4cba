"""A transcription or translation that was asked for as bare text."""

from __future__ import annotations

__all__ = ["TranscriptionText"]


class TranscriptionText(str):
    """The text itself, with `.text` as on `Transcription`, so that reading it does not depend on `response_format`."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The same text as a plain `str`."""
        return str(self)
