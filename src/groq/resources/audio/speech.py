"""Text to speech."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx

from ..._base_client import make_request_options
from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from ..._response import AsyncBinaryAPIResponse, BinaryAPIResponse
from ..._types import NOT_GIVEN, Body, Headers, NotGiven, Omit, Query, given, omit
from ..._views import (
    async_binary_raw_response,
    async_binary_streamed_response,
    binary_raw_response,
    binary_streamed_response,
)
from ...types.audio.speech_create_params import SpeechFormat, SpeechModel, SpeechSampleRate

__all__ = [
    "AsyncSpeech",
    "AsyncSpeechWithRawResponse",
    "AsyncSpeechWithStreamingResponse",
    "Speech",
    "SpeechWithRawResponse",
    "SpeechWithStreamingResponse",
]


class AsyncSpeech(AsyncAPIResource):
    """Text to speech, as `client.audio.speech`."""

    @cached_property
    def with_raw_response(self) -> AsyncSpeechWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncSpeechWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncSpeechWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncSpeechWithStreamingResponse(self)

    async def create(
        self,
        *,
        input: str,
        model: Union[str, SpeechModel],
        voice: str,
        response_format: Union[SpeechFormat, Omit] = omit,
        sample_rate: Union[SpeechSampleRate, Omit] = omit,
        speed: Union[float, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> AsyncBinaryAPIResponse:
        """Speak a text: `write_to_file(path)` saves the audio, `.content` are its bytes.

        Args:
            input: the text. Orpheus voices take directions in brackets, such as `[cheerful]`.
            model: such as `canopylabs/orpheus-v1-english`.
            voice: a voice of that model, such as `hannah`.
            response_format: the kind of audio file; `mp3` when left out, Orpheus makes `wav` only.
            sample_rate: samples per second, 48000 when left out.
            speed: 0.5 to 5 times the natural pace.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._post(
            "/openai/v1/audio/speech",
            body=given(
                {
                    "input": input,
                    "model": model,
                    "voice": voice,
                    "response_format": response_format,
                    "sample_rate": sample_rate,
                    "speed": speed,
                }
            ),
            options=make_request_options(
                extra_headers={"Accept": "audio/wav", **(extra_headers or {})},
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=AsyncBinaryAPIResponse,
        )


class Speech(SyncAPIResource):
    """Text to speech, as `client.audio.speech`."""

    @cached_property
    def with_raw_response(self) -> SpeechWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return SpeechWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> SpeechWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return SpeechWithStreamingResponse(self)

    def create(
        self,
        *,
        input: str,
        model: Union[str, SpeechModel],
        voice: str,
        response_format: Union[SpeechFormat, Omit] = omit,
        sample_rate: Union[SpeechSampleRate, Omit] = omit,
        speed: Union[float, Omit] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BinaryAPIResponse:
        """Speak a text: `write_to_file(path)` saves the audio, `.content` are its bytes.

        Args:
            input: the text. Orpheus voices take directions in brackets, such as `[cheerful]`.
            model: such as `canopylabs/orpheus-v1-english`.
            voice: a voice of that model, such as `hannah`.
            response_format: the kind of audio file; `mp3` when left out, Orpheus makes `wav` only.
            sample_rate: samples per second, 48000 when left out.
            speed: 0.5 to 5 times the natural pace.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._post(
            "/openai/v1/audio/speech",
            body=given(
                {
                    "input": input,
                    "model": model,
                    "voice": voice,
                    "response_format": response_format,
                    "sample_rate": sample_rate,
                    "speed": speed,
                }
            ),
            options=make_request_options(
                extra_headers={"Accept": "audio/wav", **(extra_headers or {})},
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=BinaryAPIResponse,
        )


class AsyncSpeechWithRawResponse:
    """The operations of `AsyncSpeech`, giving raw responses."""

    def __init__(self, speech: AsyncSpeech) -> None:
        self._resource = speech

    create: Final = async_binary_raw_response(AsyncSpeech.create)


class SpeechWithRawResponse:
    """The operations of `Speech`, giving raw responses."""

    def __init__(self, speech: Speech) -> None:
        self._resource = speech

    create: Final = binary_raw_response(Speech.create)


class AsyncSpeechWithStreamingResponse:
    """The operations of `AsyncSpeech`, giving responses whose body is still on the wire."""

    def __init__(self, speech: AsyncSpeech) -> None:
        self._resource = speech

    create: Final = async_binary_streamed_response(AsyncSpeech.create)


class SpeechWithStreamingResponse:
    """The operations of `Speech`, giving responses whose body is still on the wire."""

    def __init__(self, speech: Speech) -> None:
        self._resource = speech

    create: Final = binary_streamed_response(Speech.create)
