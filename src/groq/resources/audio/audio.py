"""Speech in and out."""

from __future__ import annotations

from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from .speech import (
    AsyncSpeech,
    AsyncSpeechWithRawResponse,
    AsyncSpeechWithStreamingResponse,
    Speech,
    SpeechWithRawResponse,
    SpeechWithStreamingResponse,
)
from .transcriptions import (
    AsyncTranscriptions,
    AsyncTranscriptionsWithRawResponse,
    AsyncTranscriptionsWithStreamingResponse,
    Transcriptions,
    TranscriptionsWithRawResponse,
    TranscriptionsWithStreamingResponse,
)
from .translations import (
    AsyncTranslations,
    AsyncTranslationsWithRawResponse,
    AsyncTranslationsWithStreamingResponse,
    Translations,
    TranslationsWithRawResponse,
    TranslationsWithStreamingResponse,
)

__all__ = [
    "AsyncAudio",
    "AsyncAudioWithRawResponse",
    "AsyncAudioWithStreamingResponse",
    "Audio",
    "AudioWithRawResponse",
    "AudioWithStreamingResponse",
]


class AsyncAudio(AsyncAPIResource):
    """Speech in and out, as `client.audio`."""

    @cached_property
    def speech(self) -> AsyncSpeech:
        """Text to speech."""
        return AsyncSpeech(self._client)

    @cached_property
    def transcriptions(self) -> AsyncTranscriptions:
        """Speech to text."""
        return AsyncTranscriptions(self._client)

    @cached_property
    def translations(self) -> AsyncTranslations:
        """Speech in any language to English text."""
        return AsyncTranslations(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncAudioWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncAudioWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncAudioWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncAudioWithStreamingResponse(self)


class Audio(SyncAPIResource):
    """Speech in and out, as `client.audio`."""

    @cached_property
    def speech(self) -> Speech:
        """Text to speech."""
        return Speech(self._client)

    @cached_property
    def transcriptions(self) -> Transcriptions:
        """Speech to text."""
        return Transcriptions(self._client)

    @cached_property
    def translations(self) -> Translations:
        """Speech in any language to English text."""
        return Translations(self._client)

    @cached_property
    def with_raw_response(self) -> AudioWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AudioWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AudioWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AudioWithStreamingResponse(self)


class AsyncAudioWithRawResponse:
    """The resources of `AsyncAudio`, giving raw responses."""

    def __init__(self, audio: AsyncAudio) -> None:
        self._resource = audio

    @cached_property
    def speech(self) -> AsyncSpeechWithRawResponse:
        return self._resource.speech.with_raw_response

    @cached_property
    def transcriptions(self) -> AsyncTranscriptionsWithRawResponse:
        return self._resource.transcriptions.with_raw_response

    @cached_property
    def translations(self) -> AsyncTranslationsWithRawResponse:
        return self._resource.translations.with_raw_response


class AudioWithRawResponse:
    """The resources of `Audio`, giving raw responses."""

    def __init__(self, audio: Audio) -> None:
        self._resource = audio

    @cached_property
    def speech(self) -> SpeechWithRawResponse:
        return self._resource.speech.with_raw_response

    @cached_property
    def transcriptions(self) -> TranscriptionsWithRawResponse:
        return self._resource.transcriptions.with_raw_response

    @cached_property
    def translations(self) -> TranslationsWithRawResponse:
        return self._resource.translations.with_raw_response


class AsyncAudioWithStreamingResponse:
    """The resources of `AsyncAudio`, giving responses whose body is still on the wire."""

    def __init__(self, audio: AsyncAudio) -> None:
        self._resource = audio

    @cached_property
    def speech(self) -> AsyncSpeechWithStreamingResponse:
        return self._resource.speech.with_streaming_response

    @cached_property
    def transcriptions(self) -> AsyncTranscriptionsWithStreamingResponse:
        return self._resource.transcriptions.with_streaming_response

    @cached_property
    def translations(self) -> AsyncTranslationsWithStreamingResponse:
        return self._resource.translations.with_streaming_response


class AudioWithStreamingResponse:
    """The resources of `Audio`, giving responses whose body is still on the wire."""

    def __init__(self, audio: Audio) -> None:
        self._resource = audio

    @cached_property
    def speech(self) -> SpeechWithStreamingResponse:
        return self._resource.speech.with_streaming_response

    @cached_property
    def transcriptions(self) -> TranscriptionsWithStreamingResponse:
        return self._resource.transcriptions.with_streaming_response

    @cached_property
    def translations(self) -> TranslationsWithStreamingResponse:
        return self._resource.translations.with_streaming_response
