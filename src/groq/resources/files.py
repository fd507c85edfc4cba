"""Files for batches, and the results of batches."""

from __future__ import annotations

from typing import Final, Optional, Union

import httpx
from typing_extensions import Literal

from .._base_client import make_request_options
from .._compat import cached_property
from .._resource import AsyncAPIResource, SyncAPIResource
from .._response import AsyncBinaryAPIResponse, BinaryAPIResponse
from .._types import NOT_GIVEN, Body, FileTypes, Headers, NotGiven, Query, given
from .._utils import path_template
from .._views import (
    async_binary_raw_response,
    async_binary_streamed_response,
    async_raw_response,
    async_streamed_response,
    binary_raw_response,
    binary_streamed_response,
    raw_response,
    streamed_response,
)
from ..types.file_create_response import FileCreateResponse
from ..types.file_delete_response import FileDeleteResponse
from ..types.file_info_response import FileInfoResponse
from ..types.file_list_response import FileListResponse

__all__ = [
    "AsyncFiles",
    "AsyncFilesWithRawResponse",
    "AsyncFilesWithStreamingResponse",
    "Files",
    "FilesWithRawResponse",
    "FilesWithStreamingResponse",
]


class AsyncFiles(AsyncAPIResource):
    """Files for batches, and the results of batches, as `client.files`."""

    @cached_property
    def with_raw_response(self) -> AsyncFilesWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncFilesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncFilesWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncFilesWithStreamingResponse(self)

    async def create(
        self,
        *,
        file: FileTypes,
        purpose: Literal["batch"],
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileCreateResponse:
        """Upload a file for a batch: JSONL, at most 100 MB. It is streamed from disk.

        Args:
            file: a path, an open binary file, bytes, or a tuple of file name, content and optionally media type and
                headers.
            purpose: what it is for; `batch` is all there is.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            RuntimeError: `file` is none of these, or the path of no file.
        """
        return await self._post(
            "/openai/v1/files",
            body=given(
                {
                    "purpose": purpose,
                }
            ),
            files={"file": file},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileCreateResponse,
        )

    async def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileListResponse:
        """List the files of your organisation; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return await self._get(
            "/openai/v1/files",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileListResponse,
        )

    async def delete(
        self,
        file_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileDeleteResponse:
        """Delete a file.

        Args:
            file_id: the id of the file.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `file_id` is empty, or would lead to another path.
        """
        if not file_id:
            raise ValueError("Expected a non-empty value for `file_id` but received %r" % (file_id,))
        return await self._delete(
            path_template("/openai/v1/files/{file_id}", file_id=file_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileDeleteResponse,
        )

    async def content(
        self,
        file_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> AsyncBinaryAPIResponse:
        """Download a file: `.content` are its bytes, `write_to_file(path)` saves them.

        Args:
            file_id: the id of the file.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `file_id` is empty, or would lead to another path.
        """
        if not file_id:
            raise ValueError("Expected a non-empty value for `file_id` but received %r" % (file_id,))
        return await self._get(
            path_template("/openai/v1/files/{file_id}/content", file_id=file_id),
            options=make_request_options(
                extra_headers={"Accept": "application/octet-stream", **(extra_headers or {})},
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=AsyncBinaryAPIResponse,
        )

    async def info(
        self,
        file_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileInfoResponse:
        """Describe a file: its name, size and purpose.

        Args:
            file_id: the id of the file.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `file_id` is empty, or would lead to another path.
        """
        if not file_id:
            raise ValueError("Expected a non-empty value for `file_id` but received %r" % (file_id,))
        return await self._get(
            path_template("/openai/v1/files/{file_id}", file_id=file_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileInfoResponse,
        )


class Files(SyncAPIResource):
    """Files for batches, and the results of batches, as `client.files`."""

    @cached_property
    def with_raw_response(self) -> FilesWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return FilesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> FilesWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return FilesWithStreamingResponse(self)

    def create(
        self,
        *,
        file: FileTypes,
        purpose: Literal["batch"],
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileCreateResponse:
        """Upload a file for a batch: JSONL, at most 100 MB. It is streamed from disk.

        Args:
            file: a path, an open binary file, bytes, or a tuple of file name, content and optionally media type and
                headers.
            purpose: what it is for; `batch` is all there is.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            RuntimeError: `file` is none of these, or the path of no file.
        """
        return self._post(
            "/openai/v1/files",
            body=given(
                {
                    "purpose": purpose,
                }
            ),
            files={"file": file},
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileCreateResponse,
        )

    def list(
        self,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileListResponse:
        """List the files of your organisation; iterate over the answer, or over its `data`.

        Args:
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.
        """
        return self._get(
            "/openai/v1/files",
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileListResponse,
        )

    def delete(
        self,
        file_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileDeleteResponse:
        """Delete a file.

        Args:
            file_id: the id of the file.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `file_id` is empty, or would lead to another path.
        """
        if not file_id:
            raise ValueError("Expected a non-empty value for `file_id` but received %r" % (file_id,))
        return self._delete(
            path_template("/openai/v1/files/{file_id}", file_id=file_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileDeleteResponse,
        )

    def content(
        self,
        file_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> BinaryAPIResponse:
        """Download a file: `.content` are its bytes, `write_to_file(path)` saves them.

        Args:
            file_id: the id of the file.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `file_id` is empty, or would lead to another path.
        """
        if not file_id:
            raise ValueError("Expected a non-empty value for `file_id` but received %r" % (file_id,))
        return self._get(
            path_template("/openai/v1/files/{file_id}/content", file_id=file_id),
            options=make_request_options(
                extra_headers={"Accept": "application/octet-stream", **(extra_headers or {})},
                extra_query=extra_query,
                extra_body=extra_body,
                timeout=timeout,
            ),
            cast_to=BinaryAPIResponse,
        )

    def info(
        self,
        file_id: str,
        *,
        extra_headers: Optional[Headers] = None,
        extra_query: Optional[Query] = None,
        extra_body: Optional[Body] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
    ) -> FileInfoResponse:
        """Describe a file: its name, size and purpose.

        Args:
            file_id: the id of the file.
            extra_headers: sent with this call, over the client's own.
            extra_query: added to the query of the URL.
            extra_body: added to the body, for parameters this version does not know; they win.
            timeout: seconds, or an `httpx.Timeout`, for this call alone; `None` for no limit.

        Raises:
            ValueError: `file_id` is empty, or would lead to another path.
        """
        if not file_id:
            raise ValueError("Expected a non-empty value for `file_id` but received %r" % (file_id,))
        return self._get(
            path_template("/openai/v1/files/{file_id}", file_id=file_id),
            options=make_request_options(
                extra_headers=extra_headers, extra_query=extra_query, extra_body=extra_body, timeout=timeout
            ),
            cast_to=FileInfoResponse,
        )


class AsyncFilesWithRawResponse:
    """The operations of `AsyncFiles`, giving raw responses."""

    def __init__(self, files: AsyncFiles) -> None:
        self._resource = files

    create: Final = async_raw_response(AsyncFiles.create)
    list: Final = async_raw_response(AsyncFiles.list)
    delete: Final = async_raw_response(AsyncFiles.delete)
    content: Final = async_binary_raw_response(AsyncFiles.content)
    info: Final = async_raw_response(AsyncFiles.info)


class FilesWithRawResponse:
    """The operations of `Files`, giving raw responses."""

    def __init__(self, files: Files) -> None:
        self._resource = files

    create: Final = raw_response(Files.create)
    list: Final = raw_response(Files.list)
    delete: Final = raw_response(Files.delete)
    content: Final = binary_raw_response(Files.content)
    info: Final = raw_response(Files.info)


class AsyncFilesWithStreamingResponse:
    """The operations of `AsyncFiles`, giving responses whose body is still on the wire."""

    def __init__(self, files: AsyncFiles) -> None:
        self._resource = files

    create: Final = async_streamed_response(AsyncFiles.create)
    list: Final = async_streamed_response(AsyncFiles.list)
    delete: Final = async_streamed_response(AsyncFiles.delete)
    content: Final = async_binary_streamed_response(AsyncFiles.content)
    info: Final = async_streamed_response(AsyncFiles.info)


class FilesWithStreamingResponse:
    """The operations of `Files`, giving responses whose body is still on the wire."""

    def __init__(self, files: Files) -> None:
        self._resource = files

    create: Final = streamed_response(Files.create)
    list: Final = streamed_response(Files.list)
    delete: Final = streamed_response(Files.delete)
    content: Final = binary_streamed_response(Files.content)
    info: Final = streamed_response(Files.info)
