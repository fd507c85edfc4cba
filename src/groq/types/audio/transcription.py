"""What was said in an audio file."""

from __future__ import annotations

from typing import ClassVar, List, Optional, Type, Union

from ..._models import BaseModel
from .transcription_segment import TranscriptionSegment
from .transcription_text import TranscriptionText
from .transcription_word import TranscriptionWord

__all__ = ["Transcription", "XGroq"]


class XGroq(BaseModel):
    """Groq's own part of the answer."""

    id: Optional[str] = None
    """The id of the request, to be named when asking for support."""


class Transcription(BaseModel):
    """The text, and with `response_format="verbose_json"` all that is known about it."""

    __text_type__: ClassVar[Type[str]] = TranscriptionText  # what an answer of bare text is given as

    text: str

    task: Optional[str] = None
    """`"transcribe"`; verbose answers only."""

    language: Optional[str] = None
    """The language that was spoken; verbose answers only."""

    duration: Optional[Union[float, str]] = None
    """Length of the audio in seconds; verbose answers only. Described as a string by the API, sent as a number."""

    segments: Optional[List[TranscriptionSegment]] = None
    """The text in stretches with timestamps; verbose answers only."""

    words: Optional[List[TranscriptionWord]] = None
    """The text word by word with timestamps, where `timestamp_granularities` asks for `"word"`."""

    x_groq: Optional[XGroq] = None
