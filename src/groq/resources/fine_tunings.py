"""Models fine-tuned by adapters of your own."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx
from typing_extensions import Literal

from .._base_client import make_request_options
from .._compat import cached_property
from .._resource import AsyncAPIResource, SyncAPIResource
from .._types import NOT_GIVEN, Body, Headers, NotGiven, Query
from .._utils import path_template
from .._views import (
    async_raw_response,
    async_streamed_response,
    raw_response,
    streamed_response,
)
from ..types.fine_tuning import FineTuningDeleteResponse, FineTuningListResponse, FineTuningReadResponse

__all__ = [
    "AsyncFineTunings",
    "AsyncFineTuningsWithRawResponse",
    "AsyncFineTuningsWithStreamingResponse",
    "FineTunings",
    "FineTuningsWithRawResponse",
    "FineTuningsWithStreamingResponse",
]


class AsyncFineTunings(AsyncAPIResource):
    """Models fine-tuned by adapters of your own, as `client.fine_tunings`, for organisations that may have them."""

    @cached_property
    def with_raw_response(self) -> AsyncFineTuningsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncFineTuningsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncFineTuningsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncFineTuningsWithStreamingResponse(self)

    async def create(
        self,
        *,
        base_model: str,
        input_file_id: str,
        name: str,
        type: Union[str, Literal["lora"]],
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningReadResponse:
        """Make a fine-tuned model of a base model and an adapter.

        Args:
            base_model: the id of the model that the adapter was made for.
            input_file_id: the id of the uploaded adapter.
            name: a name for the fine-tuned model.
            type: the kind of adapter: `lora`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._post(
            "/v1/fine_tunings",
            body={"base_model": base_model, "input_file_id": input_file_id, "name": name, "type": type},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningReadResponse,
        )

    async def retrieve(
        self,
        id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningReadResponse:
        """Describe a fine-tuning.

        Args:
            id: the id of the fine-tuning.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `id` is empty, or would lead to another path.
        """
        if not id:
            raise ValueError("Expected a non-empty value for `id` but received %r" % (id,))
        return await self._get(
            path_template("/v1/fine_tunings/{id}", id=id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningReadResponse,
        )

    async def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningListResponse:
        """List the fine-tunings of your organisation; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._get(
            "/v1/fine_tunings",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningListResponse,
        )

    async def delete(
        self,
        id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningDeleteResponse:
        """Delete a fine-tuning, and with it the fine-tuned model.

        Args:
            id: the id of the fine-tuning.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `id` is empty, or would lead to another path.
        """
        if not id:
            raise ValueError("Expected a non-empty value for `id` but received %r" % (id,))
        return await self._delete(
            path_template("/v1/fine_tunings/{id}", id=id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningDeleteResponse,
        )


class FineTunings(SyncAPIResource):
    """Models fine-tuned by adapters of your own, as `client.fine_tunings`, for organisations that may have them."""

    @cached_property
    def with_raw_response(self) -> FineTuningsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return FineTuningsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> FineTuningsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return FineTuningsWithStreamingResponse(self)

    def create(
        self,
        *,
        base_model: str,
        input_file_id: str,
        name: str,
        type: Union[str, Literal["lora"]],
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningReadResponse:
        """Make a fine-tuned model of a base model and an adapter.

        Args:
            base_model: the id of the model that the adapter was made for.
            input_file_id: the id of the uploaded adapter.
            name: a name for the fine-tuned model.
            type: the kind of adapter: `lora`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._post(
            "/v1/fine_tunings",
            body={"base_model": base_model, "input_file_id": input_file_id, "name": name, "type": type},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningReadResponse,
        )

    def retrieve(
        self,
        id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningReadResponse:
        """Describe a fine-tuning.

        Args:
            id: the id of the fine-tuning.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `id` is empty, or would lead to another path.
        """
        if not id:
            raise ValueError("Expected a non-empty value for `id` but received %r" % (id,))
        return self._get(
            path_template("/v1/fine_tunings/{id}", id=id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningReadResponse,
        )

    def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningListResponse:
        """List the fine-tunings of your organisation; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._get(
            "/v1/fine_tunings",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningListResponse,
        )

    def delete(
        self,
        id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FineTuningDeleteResponse:
        """Delete a fine-tuning, and with it the fine-tuned model.

        Args:
            id: the id of the fine-tuning.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `id` is empty, or would lead to another path.
        """
        if not id:
            raise ValueError("Expected a non-empty value for `id` but received %r" % (id,))
        return self._delete(
            path_template("/v1/fine_tunings/{id}", id=id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FineTuningDeleteResponse,
        )


class AsyncFineTuningsWithRawResponse:
    """The operations of `AsyncFineTunings`, giving raw responses."""

    def __init__(self, fine_tunings: AsyncFineTunings) -> None:
        self._resource = fine_tunings

    create: Final = async_raw_response(AsyncFineTunings.create)
    retrieve: Final = async_raw_response(AsyncFineTunings.retrieve)
    list: Final = async_raw_response(AsyncFineTunings.list)
    delete: Final = async_raw_response(AsyncFineTunings.delete)


class FineTuningsWithRawResponse:
    """The operations of `FineTunings`, giving raw responses."""

    def __init__(self, fine_tunings: FineTunings) -> None:
        self._resource = fine_tunings

    create: Final = raw_response(FineTunings.create)
    retrieve: Final = raw_response(FineTunings.retrieve)
    list: Final = raw_response(FineTunings.list)
    delete: Final = raw_response(FineTunings.delete)


class AsyncFineTuningsWithStreamingResponse:
    """The operations of `AsyncFineTunings`, giving responses whose body is still on the wire."""

    def __init__(self, fine_tunings: AsyncFineTunings) -> None:
        self._resource = fine_tunings

    create: Final = async_streamed_response(AsyncFineTunings.create)
    retrieve: Final = async_streamed_response(AsyncFineTunings.retrieve)
    list: Final = async_streamed_response(AsyncFineTunings.list)
    delete: Final = async_streamed_response(AsyncFineTunings.delete)


class FineTuningsWithStreamingResponse:
    """The operations of `FineTunings`, giving responses whose body is still on the wire."""

    def __init__(self, fine_tunings: FineTunings) -> None:
        self._resource = fine_tunings

    create: Final = streamed_response(FineTunings.create)
    retrieve: Final = streamed_response(FineTunings.retrieve)
    list: Final = streamed_response(FineTunings.list)
    delete: Final = streamed_response(FineTunings.delete)
