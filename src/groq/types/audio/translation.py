"""What was said in an audio file, in English."""

from __future__ import annotations

from typing import ClassVar, List, Optional, Type, Union

from ..._models import BaseModel
from .transcription import XGroq
from .transcription_segment import TranscriptionSegment
from .transcription_text import TranscriptionText
from .transcription_word import TranscriptionWord

__all__ = ["Translation", "XGroq"]


class Translation(BaseModel):
    """The English text, and with `response_format="verbose_json"` all that is known about it."""

    __text_type__: ClassVar[Type[str]] = TranscriptionText  # what an answer of bare text is given as

    text: str

    task: Optional[str] = None
    """`"translate"`; verbose answers only."""

    language: Optional[str] = None
    """The language of the text; verbose answers only."""

    duration: Optional[Union[float, str]] = None
    """Length of the audio in seconds; verbose answers only. Described as a string by the API, sent as a number."""

    segments: Optional[List[TranscriptionSegment]] = None
    """The text in stretches with timestamps; verbose answers only."""

    words: Optional[List[TranscriptionWord]] = None
    """The text word by word with timestamps, where the API sends it."""

    x_groq: Optional[XGroq] = None
