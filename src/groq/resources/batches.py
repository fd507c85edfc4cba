"""Many requests in one file, answered later and cheaper."""

from __future__ import annotations

from typing import Dict, Final, Optional, Union

import httpx
from typing_extensions import Literal

from .._base_client import make_request_options
from .._compat import cached_property
from .._resource import AsyncAPIResource, SyncAPIResource
from .._types import NOT_GIVEN, Body, Headers, NotGiven, Omit, Query, given, omit
from .._utils import path_template
from .._views import (
    async_raw_response,
    async_streamed_response,
    raw_response,
    streamed_response,
)
from ..types.batch_cancel_response import BatchCancelResponse
from ..types.batch_create_response import BatchCreateResponse
from ..types.batch_list_response import BatchListResponse
from ..types.batch_retrieve_response import BatchRetrieveResponse

__all__ = [
    "AsyncBatches",
    "AsyncBatchesWithRawResponse",
    "AsyncBatchesWithStreamingResponse",
    "Batches",
    "BatchesWithRawResponse",
    "BatchesWithStreamingResponse",
]


class AsyncBatches(AsyncAPIResource):
    """Many requests in one file, answered later and cheaper, as `client.batches`."""

    @cached_property
    def with_raw_response(self) -> AsyncBatchesWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncBatchesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncBatchesWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncBatchesWithStreamingResponse(self)

    async def create(
        self,
        *,
        completion_window: str,
        endpoint: Literal["/v1/chat/completions"],
        input_file_id: str,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchCreateResponse:
        """Start working off a file of requests.

        Args:
            completion_window: the time it may take, from `24h` to `7d`.
            endpoint: the path all requests of the file go to.
            input_file_id: an uploaded JSONL file, one request a line; see `BatchRequestInput`.
            metadata: notes of your own, given back with the batch.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._post(
            "/openai/v1/batches",
            body=given(
                {
                    "completion_window": completion_window,
                    "endpoint": endpoint,
                    "input_file_id": input_file_id,
                    "metadata": metadata,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchCreateResponse,
        )

    async def retrieve(
        self,
        batch_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchRetrieveResponse:
        """Tell how far a batch is; once `status` is `completed` its `output_file_id` names the results.

        Args:
            batch_id: the id of the batch, as `create` gave it.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `batch_id` is empty, or would lead to another path.
        """
        if not batch_id:
            raise ValueError("Expected a non-empty value for `batch_id` but received %r" % (batch_id,))
        return await self._get(
            path_template("/openai/v1/batches/{batch_id}", batch_id=batch_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchRetrieveResponse,
        )

    async def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchListResponse:
        """List the batches of your organisation; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._get(
            "/openai/v1/batches",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchListResponse,
        )

    async def cancel(
        self,
        batch_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchCancelResponse:
        """Stop a batch; what is done by then can still be read.

        Args:
            batch_id: the id of the batch, as `create` gave it.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `batch_id` is empty, or would lead to another path.
        """
        if not batch_id:
            raise ValueError("Expected a non-empty value for `batch_id` but received %r" % (batch_id,))
        return await self._post(
            path_template("/openai/v1/batches/{batch_id}/cancel", batch_id=batch_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchCancelResponse,
        )


class Batches(SyncAPIResource):
    """Many requests in one file, answered later and cheaper, as `client.batches`."""

    @cached_property
    def with_raw_response(self) -> BatchesWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return BatchesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> BatchesWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return BatchesWithStreamingResponse(self)

    def create(
        self,
        *,
        completion_window: str,
        endpoint: Literal["/v1/chat/completions"],
        input_file_id: str,
        metadata: Union[Dict[str, str], Omit, None] = omit,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchCreateResponse:
        """Start working off a file of requests.

        Args:
            completion_window: the time it may take, from `24h` to `7d`.
            endpoint: the path all requests of the file go to.
            input_file_id: an uploaded JSONL file, one request a line; see `BatchRequestInput`.
            metadata: notes of your own, given back with the batch.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._post(
            "/openai/v1/batches",
            body=given(
                {
                    "completion_window": completion_window,
                    "endpoint": endpoint,
                    "input_file_id": input_file_id,
                    "metadata": metadata,
                }
            ),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchCreateResponse,
        )

    def retrieve(
        self,
        batch_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchRetrieveResponse:
        """Tell how far a batch is; once `status` is `completed` its `output_file_id` names the results.

        Args:
            batch_id: the id of the batch, as `create` gave it.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `batch_id` is empty, or would lead to another path.
        """
        if not batch_id:
            raise ValueError("Expected a non-empty value for `batch_id` but received %r" % (batch_id,))
        return self._get(
            path_template("/openai/v1/batches/{batch_id}", batch_id=batch_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchRetrieveResponse,
        )

    def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchListResponse:
        """List the batches of your organisation; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._get(
            "/openai/v1/batches",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchListResponse,
        )

    def cancel(
        self,
        batch_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BatchCancelResponse:
        """Stop a batch; what is done by then can still be read.

        Args:
            batch_id: the id of the batch, as `create` gave it.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `batch_id` is empty, or would lead to another path.
        """
        if not batch_id:
            raise ValueError("Expected a non-empty value for `batch_id` but received %r" % (batch_id,))
        return self._post(
            path_template("/openai/v1/batches/{batch_id}/cancel", batch_id=batch_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=BatchCancelResponse,
        )


class AsyncBatchesWithRawResponse:
    """The operations of `AsyncBatches`, giving raw responses."""

    def __init__(self, batches: AsyncBatches) -> None:
        self._resource = batches

    create: Final = async_raw_response(AsyncBatches.create)
    retrieve: Final = async_raw_response(AsyncBatches.retrieve)
    list: Final = async_raw_response(AsyncBatches.list)
    cancel: Final = async_raw_response(AsyncBatches.cancel)


class BatchesWithRawResponse:
    """The operations of `Batches`, giving raw responses."""

    def __init__(self, batches: Batches) -> None:
        self._resource = batches

    create: Final = raw_response(Batches.create)
    retrieve: Final = raw_response(Batches.retrieve)
    list: Final = raw_response(Batches.list)
    cancel: Final = raw_response(Batches.cancel)


class AsyncBatchesWithStreamingResponse:
    """The operations of `AsyncBatches`, giving responses whose body is still on the wire."""

    def __init__(self, batches: AsyncBatches) -> None:
        self._resource = batches

    create: Final = async_streamed_response(AsyncBatches.create)
    retrieve: Final = async_streamed_response(AsyncBatches.retrieve)
    list: Final = async_streamed_response(AsyncBatches.list)
    cancel: Final = async_streamed_response(AsyncBatches.cancel)


class BatchesWithStreamingResponse:
    """The operations of `Batches`, giving responses whose body is still on the wire."""

    def __init__(self, batches: Batches) -> None:
        self._resource = batches

    create: Final = streamed_response(Batches.create)
    retrieve: Final = streamed_response(Batches.retrieve)
    list: Final = streamed_response(Batches.list)
    cancel: Final = streamed_response(Batches.cancel)
