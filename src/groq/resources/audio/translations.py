"""Speech in any language to English text."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx

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
from ...types.audio.translation import Translation

__all__ = [
    "AsyncTranslations",
    "AsyncTranslationsWithRawResponse",
    "AsyncTranslationsWithStreamingResponse",
    "Translations",
    "TranslationsWithRawResponse",
    "TranslationsWithStreamingResponse",
]


class AsyncTranslations(AsyncAPIResource):
    """Speech in any language to English text, as `client.audio.translations`."""

    @cached_property
    def with_raw_response(self) -> AsyncTranslationsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncTranslationsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncTranslationsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncTranslationsWithStreamingResponse(self)

    async def create(
        self,
        *,
        model: Union[str, AudioModel],
        file: Union[FileTypes, Omit] = omit,
        prompt: Union[str, Omit] = omit,
        response_format: Union[AudioResponseFormat, Omit] = omit,
        temperature: Union[float, Omit] = omit,
        url: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Translation:
        """Write down in English what is said in an audio file. Give `file` or `url`.

        Args:
            model: such as `whisper-large-v3`.
            file: a path, an open binary file, bytes, or a tuple of file name, content and optionally media type and
                headers; flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, at most 25 MB. Streamed from disk.
            prompt: words that set the style, or the text before this recording, in English.
            response_format: `json` (the default), `text` for a bare `str`, `verbose_json` for times and more.
            temperature: 0 to 1; at 0, the default, it rises by itself where a stretch is hard to hear.
            url: where the audio is to be fetched from, instead of `file`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            RuntimeError: `file` is none of these, or the path of no file.
        """
        return await self._post(
            "/openai/v1/audio/translations",
            body=given(
                {
                    "model": model,
                    "prompt": prompt,
                    "response_format": response_format,
                    "temperature": temperature,
                    "url": url,
                }
            ),
            files={} if isinstance(file, Omit) else {"file": file},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Translation,
        )


class Translations(SyncAPIResource):
    """Speech in any language to English text, as `client.audio.translations`."""

    @cached_property
    def with_raw_response(self) -> TranslationsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return TranslationsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> TranslationsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return TranslationsWithStreamingResponse(self)

    def create(
        self,
        *,
        model: Union[str, AudioModel],
        file: Union[FileTypes, Omit] = omit,
        prompt: Union[str, Omit] = omit,
        response_format: Union[AudioResponseFormat, Omit] = omit,
        temperature: Union[float, Omit] = omit,
        url: Union[str, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Translation:
        """Write down in English what is said in an audio file. Give `file` or `url`.

        Args:
            model: such as `whisper-large-v3`.
            file: a path, an open binary file, bytes, or a tuple of file name, content and optionally media type and
                headers; flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm, at most 25 MB. Streamed from disk.
            prompt: words that set the style, or the text before this recording, in English.
            response_format: `json` (the default), `text` for a bare `str`, `verbose_json` for times and more.
            temperature: 0 to 1; at 0, the default, it rises by itself where a stretch is hard to hear.
            url: where the audio is to be fetched from, instead of `file`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            RuntimeError: `file` is none of these, or the path of no file.
        """
        return self._post(
            "/openai/v1/audio/translations",
            body=given(
                {
                    "model": model,
                    "prompt": prompt,
                    "response_format": response_format,
                    "temperature": temperature,
                    "url": url,
                }
            ),
            files={} if isinstance(file, Omit) else {"file": file},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Translation,
        )


class AsyncTranslationsWithRawResponse:
    """The operations of `AsyncTranslations`, giving raw responses."""

    def __init__(self, translations: AsyncTranslations) -> None:
        self._resource = translations

    create: Final = async_raw_response(AsyncTranslations.create)


class TranslationsWithRawResponse:
    """The operations of `Translations`, giving raw responses."""

    def __init__(self, translations: Translations) -> None:
        self._resource = translations

    create: Final = raw_response(Translations.create)


class AsyncTranslationsWithStreamingResponse:
    """The operations of `AsyncTranslations`, giving responses whose body is still on the wire."""

    def __init__(self, translations: AsyncTranslations) -> None:
        self._resource = translations

    create: Final = async_streamed_response(AsyncTranslations.create)


class TranslationsWithStreamingResponse:
    """The operations of `Translations`, giving responses whose body is still on the wire."""

    def __init__(self, translations: Translations) -> None:
        self._resource = translations

    create: Final = streamed_response(Translations.create)
