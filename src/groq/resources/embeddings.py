"""Texts to vectors."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx
from typing_extensions import Literal

from .._base_client import make_request_options
from .._compat import cached_property
from .._resource import AsyncAPIResource, SyncAPIResource
from .._types import NOT_GIVEN, Body, Headers, NotGiven, Omit, Query, SequenceNotStr, given, omit
from .._views import (
    async_raw_response,
    async_streamed_response,
    raw_response,
    streamed_response,
)
from ..types.create_embedding_response import CreateEmbeddingResponse
from ..types.embedding_model import EmbeddingModel

__all__ = [
    "AsyncEmbeddings",
    "AsyncEmbeddingsWithRawResponse",
    "AsyncEmbeddingsWithStreamingResponse",
    "Embeddings",
    "EmbeddingsWithRawResponse",
    "EmbeddingsWithStreamingResponse",
]


class AsyncEmbeddings(AsyncAPIResource):
    """Texts to vectors, as `client.embeddings`."""

    @cached_property
    def with_raw_response(self) -> AsyncEmbeddingsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncEmbeddingsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncEmbeddingsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncEmbeddingsWithStreamingResponse(self)

    async def create(
        self,
        *,
        input: Union[str, SequenceNotStr[str]],
        model: Union[str, EmbeddingModel],
        encoding_format: Union[Literal["float", "base64"], Omit] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> CreateEmbeddingResponse:
        """Turn texts into vectors, close to one another where the texts mean the like.

        Args:
            input: one text, or a list of up to 2048.
            model: an embedding model.
            encoding_format: `float` (the default) for lists of numbers, `base64` for strings of little-endian 32-bit
                floats, which are smaller on the wire.
            user: a name for your end user, for tracing abuse.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._post(
            "/openai/v1/embeddings",
            body=given(
                {
                    "input": input,
                    "model": model,
                    "encoding_format": encoding_format,
                    "user": user,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=CreateEmbeddingResponse,
        )


class Embeddings(SyncAPIResource):
    """Texts to vectors, as `client.embeddings`."""

    @cached_property
    def with_raw_response(self) -> EmbeddingsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return EmbeddingsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> EmbeddingsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return EmbeddingsWithStreamingResponse(self)

    def create(
        self,
        *,
        input: Union[str, SequenceNotStr[str]],
        model: Union[str, EmbeddingModel],
        encoding_format: Union[Literal["float", "base64"], Omit] = omit,
        user: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> CreateEmbeddingResponse:
        """Turn texts into vectors, close to one another where the texts mean the like.

        Args:
            input: one text, or a list of up to 2048.
            model: an embedding model.
            encoding_format: `float` (the default) for lists of numbers, `base64` for strings of little-endian 32-bit
                floats, which are smaller on the wire.
            user: a name for your end user, for tracing abuse.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._post(
            "/openai/v1/embeddings",
            body=given(
                {
                    "input": input,
                    "model": model,
                    "encoding_format": encoding_format,
                    "user": user,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=CreateEmbeddingResponse,
        )


class AsyncEmbeddingsWithRawResponse:
    """The operations of `AsyncEmbeddings`, giving raw responses."""

    def __init__(self, embeddings: AsyncEmbeddings) -> None:
        self._resource = embeddings

    create: Final = async_raw_response(AsyncEmbeddings.create)


class EmbeddingsWithRawResponse:
    """The operations of `Embeddings`, giving raw responses."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._resource = embeddings

    create: Final = raw_response(Embeddings.create)


class AsyncEmbeddingsWithStreamingResponse:
    """The operations of `AsyncEmbeddings`, giving responses whose body is still on the wire."""

    def __init__(self, embeddings: AsyncEmbeddings) -> None:
        self._resource = embeddings

    create: Final = async_streamed_response(AsyncEmbeddings.create)


class EmbeddingsWithStreamingResponse:
    """The operations of `Embeddings`, giving responses whose body is still on the wire."""

    def __init__(self, embeddings: Embeddings) -> None:
        self._resource = embeddings

    create: Final = streamed_response(Embeddings.create)
