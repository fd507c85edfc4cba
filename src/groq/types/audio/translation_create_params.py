"""The parameters of `client.audio.translations.create`."""

from __future__ import annotations

from typing import Union

from typing_extensions import Required, TypedDict

from ..._types import FileTypes
from .audio_model import AudioModel
from .audio_response_format import AudioResponseFormat

__all__ = ["TranslationCreateParams"]


class TranslationCreateParams(TypedDict, total=False):
    """The speech to write down in English. Give either `file` or `url`."""

    model: Required[Union[str, AudioModel]]

    file: FileTypes
    """Audio as flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, at most 25 MB. Not together with `url`."""

    prompt: str
    """Words that set the style or the spelling of names, in English."""

    response_format: AudioResponseFormat
    """`"json"` by default. With `"text"` the answer is a `str`."""

    temperature: float
    """0 (the default) to 1: higher is more random. At 0 it is raised by itself where the model is unsure."""

    url: str
    """Where the API fetches the audio from. Not together with `file`."""
