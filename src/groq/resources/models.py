"""The models that the API offers."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx

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
from ..types.model import Model
from ..types.model_deleted import ModelDeleted
from ..types.model_list_response import ModelListResponse

__all__ = [
    "AsyncModels",
    "AsyncModelsWithRawResponse",
    "AsyncModelsWithStreamingResponse",
    "Models",
    "ModelsWithRawResponse",
    "ModelsWithStreamingResponse",
]


class AsyncModels(AsyncAPIResource):
    """The models that the API offers, as `client.models`."""

    @cached_property
    def with_raw_response(self) -> AsyncModelsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncModelsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncModelsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncModelsWithStreamingResponse(self)

    async def retrieve(
        self,
        model: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Model:
        """Describe one model: its owner, context window and whether it is active.

        Args:
            model: the id of the model, such as `openai/gpt-oss-20b`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `model` is empty, or would lead to another path.
        """
        if not model:
            raise ValueError("Expected a non-empty value for `model` but received %r" % (model,))
        return await self._get(
            path_template("/openai/v1/models/{model}", model=model),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Model,
        )

    async def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> ModelListResponse:
        """List the models that your key can use; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._get(
            "/openai/v1/models",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=ModelListResponse,
        )

    async def delete(
        self,
        model: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> ModelDeleted:
        """Delete a model of your own.

        Args:
            model: the id of a model of your organisation.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `model` is empty, or would lead to another path.
        """
        if not model:
            raise ValueError("Expected a non-empty value for `model` but received %r" % (model,))
        return await self._delete(
            path_template("/openai/v1/models/{model}", model=model),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=ModelDeleted,
        )


class Models(SyncAPIResource):
    """The models that the API offers, as `client.models`."""

    @cached_property
    def with_raw_response(self) -> ModelsWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return ModelsWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ModelsWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return ModelsWithStreamingResponse(self)

    def retrieve(
        self,
        model: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> Model:
        """Describe one model: its owner, context window and whether it is active.

        Args:
            model: the id of the model, such as `openai/gpt-oss-20b`.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `model` is empty, or would lead to another path.
        """
        if not model:
            raise ValueError("Expected a non-empty value for `model` but received %r" % (model,))
        return self._get(
            path_template("/openai/v1/models/{model}", model=model),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=Model,
        )

    def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> ModelListResponse:
        """List the models that your key can use; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._get(
            "/openai/v1/models",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=ModelListResponse,
        )

    def delete(
        self,
        model: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> ModelDeleted:
        """Delete a model of your own.

        Args:
            model: the id of a model of your organisation.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `model` is empty, or would lead to another path.
        """
        if not model:
            raise ValueError("Expected a non-empty value for `model` but received %r" % (model,))
        return self._delete(
            path_template("/openai/v1/models/{model}", model=model),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=ModelDeleted,
        )


class AsyncModelsWithRawResponse:
    """The operations of `AsyncModels`, giving raw responses."""

    def __init__(self, models: AsyncModels) -> None:
        self._resource = models

    retrieve: Final = async_raw_response(AsyncModels.retrieve)
    list: Final = async_raw_response(AsyncModels.list)
    delete: Final = async_raw_response(AsyncModels.delete)


class ModelsWithRawResponse:
    """The operations of `Models`, giving raw responses."""

    def __init__(self, models: Models) -> None:
        self._resource = models

    retrieve: Final = raw_response(Models.retrieve)
    list: Final = raw_response(Models.list)
    delete: Final = raw_response(Models.delete)


class AsyncModelsWithStreamingResponse:
    """The operations of `AsyncModels`, giving responses whose body is still on the wire."""

    def __init__(self, models: AsyncModels) -> None:
        self._resource = models

    retrieve: Final = async_streamed_response(AsyncModels.retrieve)
    list: Final = async_streamed_response(AsyncModels.list)
    delete: Final = async_streamed_response(AsyncModels.delete)


class ModelsWithStreamingResponse:
    """The operations of `Models`, giving responses whose body is still on the wire."""

    def __init__(self, models: Models) -> None:
        self._resource = models

    retrieve: Final = streamed_response(Models.retrieve)
    list: Final = streamed_response(Models.list)
    delete: Final = streamed_response(Models.delete)
