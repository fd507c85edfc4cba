"""A word of a transcription, with its place in the audio."""

from __future__ import annotations

from .._keyed import KeyedModel

__all__ = ["TranscriptionWord"]


class TranscriptionWord(KeyedModel):
    """One word and when it was said. `word.start` and `word["start"]` are the same."""

    word: str

    start: float
    """Seconds from the start of the audio."""

    end: float
    """Seconds from the start of the audio."""
