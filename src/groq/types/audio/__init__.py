"""The types of speech and its recognition, resolved on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .audio_model import AudioModel as AudioModel
    from .audio_response_format import AudioResponseFormat as AudioResponseFormat
    from .speech_create_params import SpeechCreateParams as SpeechCreateParams
    from .speech_create_params import SpeechFormat as SpeechFormat
    from .speech_create_params import SpeechModel as SpeechModel
    from .speech_create_params import SpeechSampleRate as SpeechSampleRate
    from .transcription import Transcription as Transcription
    from .transcription_create_params import TimestampGranularity as TimestampGranularity
    from .transcription_create_params import TranscriptionCreateParams as TranscriptionCreateParams
    from .transcription_language import TranscriptionLanguage as TranscriptionLanguage
    from .transcription_segment import TranscriptionSegment as TranscriptionSegment
    from .transcription_text import TranscriptionText as TranscriptionText
    from .transcription_word import TranscriptionWord as TranscriptionWord
    from .translation import Translation as Translation
    from .translation_create_params import TranslationCreateParams as TranslationCreateParams

__all__ = [
    "AudioModel",
    "AudioResponseFormat",
    "SpeechCreateParams",
    "SpeechFormat",
    "SpeechModel",
    "SpeechSampleRate",
    "TimestampGranularity",
    "Transcription",
    "TranscriptionCreateParams",
    "TranscriptionLanguage",
    "TranscriptionSegment",
    "TranscriptionText",
    "TranscriptionWord",
    "Translation",
    "TranslationCreateParams",
]

_EXPORTS = {
    "AudioModel": ".audio_model",
    "AudioResponseFormat": ".audio_response_format",
    "SpeechCreateParams": ".speech_create_params",
    "SpeechFormat": ".speech_create_params",
    "SpeechModel": ".speech_create_params",
    "SpeechSampleRate": ".speech_create_params",
    "TimestampGranularity": ".transcription_create_params",
    "Transcription": ".transcription",
    "TranscriptionCreateParams": ".transcription_create_params",
    "TranscriptionLanguage": ".transcription_language",
    "TranscriptionSegment": ".transcription_segment",
    "TranscriptionText": ".transcription_text",
    "TranscriptionWord": ".transcription_word",
    "Translation": ".translation",
    "TranslationCreateParams": ".translation_create_params",
}

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(__name__, _EXPORTS, tuple(sorted({module[1:] for module in _EXPORTS.values()})))
