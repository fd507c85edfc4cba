"""The parameters of `client.audio.transcriptions.create`."""

from __future__ import annotations

from typing import List, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ..._types import FileTypes
from .audio_model import AudioModel
from .audio_response_format import AudioResponseFormat
from .transcription_language import TranscriptionLanguage

__all__ = ["TimestampGranularity", "TranscriptionCreateParams"]

TimestampGranularity: TypeAlias = Literal["word", "segment"]


class TranscriptionCreateParams(TypedDict, total=False):
    """The speech to write down in its own language. Give either `file` or `url`."""

    model: Required[Union[str, AudioModel]]

    file: FileTypes
    """Audio as flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, at most 25 MB. Not together with `url`."""

    language: Union[str, TranscriptionLanguage]
    """The language spoken. Naming it is faster and more exact than leaving it to be detected."""

    prompt: str
    """Words that set the style or the spelling of names, in the language of the audio."""

    response_format: AudioResponseFormat
    """`"json"` by default. With `"text"` the answer is a `str`."""

    temperature: float
    """0 (the default) to 1: higher is more random. At 0 it is raised by itself where the model is unsure."""

    timestamp_granularities: List[TimestampGranularity]
    """Which timestamps a `"verbose_json"` answer carries, `["segment"]` by default. Words take a little longer."""

    url: str
    """Where the API fetches the audio from. Not together with `file`."""
