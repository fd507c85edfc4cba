"""Speech to text."""

from __future__ import annotations

from typing import Final, List, Optional, Union

import httpx
from typing_extensions import Literal

from ..._base_client import make_request_options
from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._types import NOT_GIVEN, Body, FileTypes, Headers, NotGiven, Omit, Query, given, omit
from ..._views import (
    async_raw_response,
    async_streamed_response,
    raw_response,
    streamed_response,
)
from ...types.audio.audio_model import AudioModel
from ...types.audio.audio_response_format import AudioResponseFormat
from ...types.audio.transcription import Transcription
from ...types.audio.transcription_language import TranscriptionLanguage

__all__ = [
    "AsyncTranscriptions",
    "AsyncTranscriptionsWithRawResponse",
    "AsyncTranscriptionsWithStreamingResponse",
    "Transcriptions",
    "TranscriptionsWithRawResponse",
    "TranscriptionsWithStreamingResponse",
]


class AsyncTranscriptions(AsyncAPIResource):
    """Speech to text, as `client.audio.transcriptions`."""

    @cached_property
    def with_raw_response(self) -> AsyncTranscriptionsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncTranscriptionsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncTranscriptionsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncTranscriptionsWithStreamingResponse(self)

    async def create(
        self,
        *,
        model: Union[str, AudioModel],
        file: Union[FileTypes, Omit] = omit,
        language: Union[str, TranscriptionLanguage, Omit] = omit,
        prompt: Union[str, Omit] = omit,
        response_format: Union[AudioResponseFormat, Omit] = omit,
        temperature: Union[float, Omit] = omit,
        timestamp_granularities: Union[List[Literal["word", "segment"]], Omit] = omit,
        url: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Transcription:
        """Write down what is said in an audio file. Give `file` or `url`.

        Args:
            model: such as `whisper-large-v3`.
            file: a path, an open binary file, bytes, or a tuple of file name, content and optionally media type and
                headers; flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, at most 25 MB. Streamed from disk.
            language: what is spoken, as ISO 639-1 (`en`); knowing it makes the text better and faster.
            prompt: words that set the style, or the text before this recording.
            response_format: `json` (the default), `text` for a bare `str`, `verbose_json` for times and more.
            temperature: 0 to 1; at 0, the default, it rises by itself where a stretch is hard to hear.
            timestamp_granularities: `segment` (the default), `word`, or both; for `verbose_json` alone.
            url: where the audio is to be fetched from, instead of `file`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            RuntimeError: `file` is none of these, or the path of no file.
        """
        return await self._post(
            "/openai/v1/audio/transcriptions",
            body=given(
                {
                    "model": model,
                    "language": language,
                    "prompt": prompt,
                    "response_format": response_format,
                    "temperature": temperature,
                    "timestamp_granularities": timestamp_granularities,
                    "url": url,
                }
            ),
            files={} if isinstance(file, Omit) else {"file": file},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Transcription,
        )


class Transcriptions(SyncAPIResource):
    """Speech to text, as `client.audio.transcriptions`."""

    @cached_property
    def with_raw_response(self) -> TranscriptionsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return TranscriptionsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> TranscriptionsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return TranscriptionsWithStreamingResponse(self)

    def create(
        self,
        *,
        model: Union[str, AudioModel],
        file: Union[FileTypes, Omit] = omit,
        language: Union[str, TranscriptionLanguage, Omit] = omit,
        prompt: Union[str, Omit] = omit,
        response_format: Union[AudioResponseFormat, Omit] = omit,
        temperature: Union[float, Omit] = omit,
        timestamp_granularities: Union[List[Literal["word", "segment"]], Omit] = omit,
        url: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Transcription:
        """Write down what is said in an audio file. Give `file` or `url`.

        Args:
            model: such as `whisper-large-v3`.
            file: a path, an open binary file, bytes, or a tuple of file name, content and optionally media type and
                headers; flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, at most 25 MB. Streamed from disk.
            language: what is spoken, as ISO 639-1 (`en`); knowing it makes the text better and faster.
            prompt: words that set the style, or the text before this recording.
            response_format: `json` (the default), `text` for a bare `str`, `verbose_json` for times and more.
            temperature: 0 to 1; at 0, the default, it rises by itself where a stretch is hard to hear.
            timestamp_granularities: `segment` (the default), `word`, or both; for `verbose_json` alone.
            url: where the audio is to be fetched from, instead of `file`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            RuntimeError: `file` is none of these, or the path of no file.
        """
        return self._post(
            "/openai/v1/audio/transcriptions",
            body=given(
                {
                    "model": model,
                    "language": language,
                    "prompt": prompt,
                    "response_format": response_format,
                    "temperature": temperature,
                    "timestamp_granularities": timestamp_granularities,
                    "url": url,
                }
            ),
            files={} if isinstance(file, Omit) else {"file": file},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Transcription,
        )


class AsyncTranscriptionsWithRawResponse:
    """The operations of `AsyncTranscriptions`, giving raw responses."""

    def __init__(self, transcriptions: AsyncTranscriptions) -> None:
        self._resource = transcriptions

    create: Final = async_raw_response(AsyncTranscriptions.create)


class TranscriptionsWithRawResponse:
    """The operations of `Transcriptions`, giving raw responses."""

    def __init__(self, transcriptions: Transcriptions) -> None:
        self._resource = transcriptions

    create: Final = raw_response(Transcriptions.create)


class AsyncTranscriptionsWithStreamingResponse:
    """The operations of `AsyncTranscriptions`, giving responses whose body is still on the wire."""

    def __init__(self, transcriptions: AsyncTranscriptions) -> None:
        self._resource = transcriptions

    create: Final = async_streamed_response(AsyncTranscriptions.create)


class TranscriptionsWithStreamingResponse:
    """The operations of `Transcriptions`, giving responses whose body is still on the wire."""

    def __init__(self, transcriptions: Transcriptions) -> None:
        self._resource = transcriptions

    create: Final = streamed_response(Transcriptions.create)
