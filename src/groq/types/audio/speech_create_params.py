"""The parameters of `client.audio.speech.create`."""

from __future__ import annotations

from typing import Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

__all__ = ["SpeechCreateParams", "SpeechFormat", "SpeechModel", "SpeechSampleRate"]

SpeechModel: TypeAlias = Literal["playai-tts", "playai-tts-arabic"]
"""Ids the API's own description names, retired by now. `SpeechCreateParams.model` takes any other `str` too."""

SpeechFormat: TypeAlias = Literal["flac", "mp3", "mulaw", "ogg", "wav"]

SpeechSampleRate: TypeAlias = Literal[8000, 16000, 22050, 24000, 32000, 44100, 48000]
"""Samples per second."""


class SpeechCreateParams(TypedDict, total=False):
    """The text to speak, and how."""

    input: Required[str]
    """The text. Orpheus voices take directions in brackets (`[cheerful]`) and about 200 characters a request."""

    model: Required[Union[str, SpeechModel]]
    """Such as `"canopylabs/orpheus-v1-english"`. An organisation has to accept a model's terms before its first use."""

    voice: Required[str]
    """A voice of that model, such as `"hannah"`."""

    response_format: SpeechFormat
    """The API's default is `"mp3"`; Orpheus models make `"wav"` only."""

    sample_rate: SpeechSampleRate
    """Samples per second, 48000 by default."""

    speed: float
    """0.5 to 5 times the natural pace, 1 by default."""
