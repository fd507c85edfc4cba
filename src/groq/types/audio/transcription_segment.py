"""A stretch of a transcription, with its place in the audio."""

from __future__ import annotations

from typing import List, Optional

from .._keyed import KeyedModel

__all__ = ["TranscriptionSegment"]


class TranscriptionSegment(KeyedModel):
    """A few words and when they were said. `segment.start` and `segment["start"]` are the same."""

    id: int
    """Its number, counted from 0."""

    seek: int
    """Where the window the model listened to began, in frames of 10 ms."""

    start: float
    """Seconds from the start of the audio."""

    end: float
    """Seconds from the start of the audio."""

    text: str

    tokens: List[int]
    """The text as token ids."""

    temperature: Optional[float] = None
    """The temperature that was used for it in the end."""

    avg_logprob: Optional[float] = None
    """Average log probability of its tokens. Near 0 is sure; below about -1 is doubtful."""

    compression_ratio: Optional[float] = None
    """How well the text compresses. Above about 2.4 it probably repeats itself."""

    no_speech_prob: Optional[float] = None
    """Probability, 0 to 1, that nobody speaks."""

    audio_text: Optional[str] = None

    token_scores: Optional[List[float]] = None
    """A score for each token."""

    chunk_start: Optional[int] = None

    chunk_end: Optional[int] = None
