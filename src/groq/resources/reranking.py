"""Texts to the same texts, sorted by how well they answer a question."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx

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
from ..types.reranking_response import RerankingResponse

__all__ = [
    "AsyncReranking",
    "AsyncRerankingWithRawResponse",
    "AsyncRerankingWithStreamingResponse",
    "Reranking",
    "RerankingWithRawResponse",
    "RerankingWithStreamingResponse",
]


class AsyncReranking(AsyncAPIResource):
    """Texts sorted by how well they answer a question, as `client.reranking`."""

    @cached_property
    def with_raw_response(self) -> AsyncRerankingWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncRerankingWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncRerankingWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncRerankingWithStreamingResponse(self)

    async def create(
        self,
        *,
        docs: SequenceNotStr[str],
        model: str,
        query: str,
        instruction: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> RerankingResponse:
        """Sort texts by how well they answer a question.

        Args:
            docs: 1 to 100 texts, none of them empty.
            model: a reranking model, such as `qwen3-reranker-4b`.
            query: the question.
            instruction: what makes a text a good answer, for the model to read.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._post(
            "/openai/v1/reranking",
            body=given({"docs": docs, "model": model, "query": query, "instruction": instruction}),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=RerankingResponse,
        )


class Reranking(SyncAPIResource):
    """Texts sorted by how well they answer a question, as `client.reranking`."""

    @cached_property
    def with_raw_response(self) -> RerankingWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return RerankingWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> RerankingWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return RerankingWithStreamingResponse(self)

    def create(
        self,
        *,
        docs: SequenceNotStr[str],
        model: str,
        query: str,
        instruction: Union[str, Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> RerankingResponse:
        """Sort texts by how well they answer a question.

        Args:
            docs: 1 to 100 texts, none of them empty.
            model: a reranking model, such as `qwen3-reranker-4b`.
            query: the question.
            instruction: what makes a text a good answer, for the model to read.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._post(
            "/openai/v1/reranking",
            body=given({"docs": docs, "model": model, "query": query, "instruction": instruction}),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=RerankingResponse,
        )


class AsyncRerankingWithRawResponse:
    """The operations of `AsyncReranking`, giving raw responses."""

    def __init__(self, reranking: AsyncReranking) -> None:
        self._resource = reranking

    create: Final = async_raw_response(AsyncReranking.create)


class RerankingWithRawResponse:
    """The operations of `Reranking`, giving raw responses."""

    def __init__(self, reranking: Reranking) -> None:
        self._resource = reranking

    create: Final = raw_response(Reranking.create)


class AsyncRerankingWithStreamingResponse:
    """The operations of `AsyncReranking`, giving responses whose body is still on the wire."""

    def __init__(self, reranking: AsyncReranking) -> None:
        self._resource = reranking

    create: Final = async_streamed_response(AsyncReranking.create)


class RerankingWithStreamingResponse:
    """The operations of `Reranking`, giving responses whose body is still on the wire."""

    def __init__(self, reranking: Reranking) -> None:
        self._resource = reranking

    create: Final = streamed_response(Reranking.create)
