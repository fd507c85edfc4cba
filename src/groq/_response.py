"""An HTTP response to the faces a caller may ask for: parsed, raw, streamed, binary."""

from __future__ import annotations

import datetime
import os
import time
from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Awaitable,
    Callable,
    Dict,
    Generic,
    Iterator,
    Optional,
    Type,
    TypeVar,
    Union,
    cast,
    overload,
)

import anyio
import httpx
from typing_extensions import get_origin

from ._casting import AnyStreamClass, parsed
from ._casting import MissingStreamClassError as MissingStreamClassError
from ._copying import response_state, restored_response
from ._core.faults import fault
from ._core.options import ResponseMode, response_mode
from ._exceptions import APIResponseValidationError as APIResponseValidationError
from ._exceptions import GroqError as GroqError
from ._lazy import lazy_exports, lazy_module
from ._models import BaseModel as BaseModel
from ._streaming import AsyncStream as AsyncStream
from ._streaming import Stream as Stream
from ._utils import extract_type_var_from_base
from ._writing import async_write, write

if TYPE_CHECKING:
    from ._base_client import BaseClient
    from ._core import limits
    from ._models import FinalRequestOptions
    from ._views import async_to_custom_raw_response_wrapper as async_to_custom_raw_response_wrapper
    from ._views import async_to_custom_streamed_response_wrapper as async_to_custom_streamed_response_wrapper
    from ._views import async_to_raw_response_wrapper as async_to_raw_response_wrapper
    from ._views import async_to_streamed_response_wrapper as async_to_streamed_response_wrapper
    from ._views import to_custom_raw_response_wrapper as to_custom_raw_response_wrapper
    from ._views import to_custom_streamed_response_wrapper as to_custom_streamed_response_wrapper
    from ._views import to_raw_response_wrapper as to_raw_response_wrapper
    from ._views import to_streamed_response_wrapper as to_streamed_response_wrapper
else:
    limits = lazy_module("groq._core.limits")
    # They are made of what this module defines; here is where applications know them.
    __getattr__, __dir__ = lazy_exports(
        __name__,
        dict.fromkeys(
            [
                "async_to_custom_raw_response_wrapper",
                "async_to_custom_streamed_response_wrapper",
                "async_to_raw_response_wrapper",
                "async_to_streamed_response_wrapper",
                "to_custom_raw_response_wrapper",
                "to_custom_streamed_response_wrapper",
                "to_raw_response_wrapper",
                "to_streamed_response_wrapper",
            ],
            "groq._views",
        ),
    )

__all__ = [
    "APIResponse",
    "AsyncAPIResponse",
    "AsyncBinaryAPIResponse",
    "AsyncResponseContextManager",
    "AsyncStreamedBinaryAPIResponse",
    "BaseAPIResponse",
    "BinaryAPIResponse",
    "MissingStreamClassError",
    "ResponseContextManager",
    "StreamAlreadyConsumed",
    "StreamedBinaryAPIResponse",
    "extract_response_type",
    "face",
    "parsed",
]

R = TypeVar("R")
_T = TypeVar("_T")
_APIResponseT = TypeVar("_APIResponseT", bound="APIResponse[Any]")
_AsyncAPIResponseT = TypeVar("_AsyncAPIResponseT", bound="AsyncAPIResponse[Any]")

_FAULTS = (httpx.RequestError, OSError)
"""What a transport raises while a body is read."""


class StreamAlreadyConsumed(GroqError):
    """The body of a streamed response was asked for again after it had been iterated over."""

    def __init__(self) -> None:
        super().__init__(
            "The body of this response has been streamed already: gather its pieces while iterating, or call `.read()` "
            "before the first iteration"
        )


class BaseAPIResponse(Generic[R]):
    """What is known of a response before its body is looked at."""

    http_response: httpx.Response
    retries_taken: int
    """How many attempts failed before this one."""

    _cast_to: Type[R]
    _client: BaseClient[Any, Any]
    _parsed_by_type: Dict[Type[Any], Any]
    _is_sse_stream: bool
    _stream_cls: Optional[AnyStreamClass]
    _options: FinalRequestOptions

    def __init__(
        self,
        *,
        raw: httpx.Response,
        cast_to: Type[R],
        client: BaseClient[Any, Any],
        stream: bool,
        stream_cls: Optional[AnyStreamClass],
        options: FinalRequestOptions,
        retries_taken: int = 0,
    ) -> None:
        self.http_response = raw
        self.retries_taken = retries_taken
        self._cast_to = cast_to
        self._client = client
        self._parsed_by_type = {}
        self._is_sse_stream = stream
        self._stream_cls = stream_cls
        self._options = options
        self._received_at = time.time()

    @property
    def headers(self) -> httpx.Headers:
        """The headers of the response."""
        return self.http_response.headers

    @property
    def rate_limit(self) -> Optional[limits.RateLimits]:
        """The rate limits of the model and what is left of them; `None` where the answer tells nothing of them."""
        return limits.rate_limits(self.headers, self._received_at)

    @property
    def http_request(self) -> httpx.Request:
        """The request as it was sent, at the last attempt."""
        return self.http_response.request

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def url(self) -> httpx.URL:
        """The URL that was asked."""
        return self.http_response.url

    @property
    def method(self) -> str:
        return self.http_request.method

    @property
    def http_version(self) -> str:
        return self.http_response.http_version

    @property
    def elapsed(self) -> datetime.timedelta:
        """The time from sending the request to the end of the body; known once the body was read."""
        return self.http_response.elapsed

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be read from the connection."""
        return self.http_response.is_closed

    def __repr__(self) -> str:
        response = self.http_response
        return "<%s [%d %s] type=%s>" % (
            type(self).__name__,
            response.status_code,
            response.reason_phrase,
            self._cast_to,
        )

    def __getstate__(self) -> Dict[str, Any]:
        return response_state(self)

    def __setstate__(self, state: Dict[str, Any]) -> None:
        vars(self).update(restored_response(state))

    def _parse(self, *, to: Optional[Type[_T]] = None) -> Union[R, _T]:
        value: Any = parsed(
            self.http_response,
            self._cast_to if to is None else to,
            self._client,
            self._options,
            stream=self._is_sse_stream,
            stream_cls=self._stream_cls,
            retries_taken=self.retries_taken,
        )
        return cast("Union[R, _T]", value)


class AsyncAPIResponse(BaseAPIResponse[R]):
    """A response as the server gave it; `await parse()` makes of it what the operation returns."""

    @overload
    async def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    async def parse(self) -> R: ...
    async def parse(self, *, to: Optional[Type[_T]] = None) -> Union[R, _T]:
        """Give the body as the operation's own type, or as `to`.

        `to` is a model of this library, `dict`, `list`, a union of these, `str`, `int`, `float`, `bool`, `bytes`,
        `httpx.Response`, or `Stream[X]` for a streamed answer. Raises `RuntimeError` or `TypeError` for other types.
        """
        key: Any = self._cast_to if to is None else to
        if key in self._parsed_by_type:
            return cast("Union[R, _T]", self._parsed_by_type[key])
        if not self._is_sse_stream:
            await self.read()
        value: Any = self._parse(to=to)
        self._parsed_by_type[key] = value
        return cast("Union[R, _T]", value)

    async def read(self) -> bytes:
        """Read the whole body."""
        try:
            return await self.http_response.aread()
        except httpx.StreamConsumed as error:
            raise StreamAlreadyConsumed from error
        except _FAULTS as error:
            raise fault(error, self.http_response) from error

    async def text(self) -> str:
        """Read the body as text."""
        await self.read()
        return self.http_response.text

    async def json(self) -> object:
        """Read the body as decoded JSON: dictionaries and lists, no models."""
        await self.read()
        return self.http_response.json()

    async def close(self) -> None:
        """Close the response and release its connection."""
        await self.http_response.aclose()

    async def iter_bytes(self, chunk_size: Optional[int] = None) -> AsyncIterator[bytes]:
        """The body in pieces of at most `chunk_size` bytes, or as they arrive."""
        try:
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk
        except _FAULTS as error:
            raise fault(error, self.http_response) from error

    async def iter_text(self, chunk_size: Optional[int] = None) -> AsyncIterator[str]:
        """The body as text, in pieces of at most `chunk_size` characters, or as they arrive."""
        try:
            async for chunk in self.http_response.aiter_text(chunk_size):
                yield chunk
        except _FAULTS as error:
            raise fault(error, self.http_response) from error

    async def iter_lines(self) -> AsyncIterator[str]:
        """The body line by line."""
        try:
            async for chunk in self.http_response.aiter_lines():
                yield chunk
        except _FAULTS as error:
            raise fault(error, self.http_response) from error


class APIResponse(BaseAPIResponse[R]):
    """A response as the server gave it; `parse()` makes of it what the operation returns."""

    @overload
    def parse(self, *, to: Type[_T]) -> _T: ...
    @overload
    def parse(self) -> R: ...
    def parse(self, *, to: Optional[Type[_T]] = None) -> Union[R, _T]:
        """Give the body as the operation's own type, or as `to`.

        `to` is a model of this library, `dict`, `list`, a union of these, `str`, `int`, `float`, `bool`, `bytes`,
        `httpx.Response`, or `Stream[X]` for a streamed answer. Raises `RuntimeError` or `TypeError` for other types.
        """
        key: Any = self._cast_to if to is None else to
        if key in self._parsed_by_type:
            return cast("Union[R, _T]", self._parsed_by_type[key])
        if not self._is_sse_stream:
            self.read()
        value: Any = self._parse(to=to)
        self._parsed_by_type[key] = value
        return cast("Union[R, _T]", value)

    def read(self) -> bytes:
        """Read the whole body."""
        try:
            return self.http_response.read()
        except httpx.StreamConsumed as error:
            raise StreamAlreadyConsumed from error
        except _FAULTS as error:
            raise fault(error, self.http_response) from error

    def text(self) -> str:
        """Read the body as text."""
        self.read()
        return self.http_response.text

    def json(self) -> object:
        """Read the body as decoded JSON: dictionaries and lists, no models."""
        self.read()
        return self.http_response.json()

    def close(self) -> None:
        """Close the response and release its connection."""
        self.http_response.close()

    def iter_bytes(self, chunk_size: Optional[int] = None) -> Iterator[bytes]:
        """The body in pieces of at most `chunk_size` bytes, or as they arrive."""
        try:
            for chunk in self.http_response.iter_bytes(chunk_size):
                yield chunk
        except _FAULTS as error:
            raise fault(error, self.http_response) from error

    def iter_text(self, chunk_size: Optional[int] = None) -> Iterator[str]:
        """The body as text, in pieces of at most `chunk_size` characters, or as they arrive."""
        try:
            for chunk in self.http_response.iter_text(chunk_size):
                yield chunk
        except _FAULTS as error:
            raise fault(error, self.http_response) from error

    def iter_lines(self) -> Iterator[str]:
        """The body line by line."""
        try:
            for chunk in self.http_response.iter_lines():
                yield chunk
        except _FAULTS as error:
            raise fault(error, self.http_response) from error


class AsyncBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A file as the answer, its content already read."""

    @property
    def content(self) -> bytes:
        """The content of the file."""
        return self.http_response.content

    async def write_to_file(self, file: Union[str, os.PathLike[str]]) -> None:
        """Write the content to `file`."""
        async with await anyio.open_file(file, mode="wb") as target:
            async for data in self.iter_bytes():
                await target.write(data)


class BinaryAPIResponse(APIResponse[bytes]):
    """A file as the answer, its content already read."""

    @property
    def content(self) -> bytes:
        """The content of the file."""
        return self.http_response.content

    def write_to_file(self, file: Union[str, os.PathLike[str]]) -> None:
        """Write the content to `file`."""
        with open(file, mode="wb") as target:
            for data in self.iter_bytes():
                target.write(data)


class AsyncStreamedBinaryAPIResponse(AsyncAPIResponse[bytes]):
    """A file as the answer, its content still on the wire."""

    async def stream_to_file(self, file: Union[str, os.PathLike[str]], *, chunk_size: Optional[int] = None) -> None:
        """Write the content to `file` as it arrives, `chunk_size` bytes at a time."""
        async with await anyio.open_file(file, mode="wb") as target:
            await async_write(self.iter_bytes(chunk_size), target)


class StreamedBinaryAPIResponse(APIResponse[bytes]):
    """A file as the answer, its content still on the wire."""

    def stream_to_file(self, file: Union[str, os.PathLike[str]], *, chunk_size: Optional[int] = None) -> None:
        """Write the content to `file` as it arrives, `chunk_size` bytes at a time."""
        with open(file, mode="wb") as target:
            write(self.iter_bytes(chunk_size), target)


class AsyncResponseContextManager(Generic[_AsyncAPIResponseT]):
    """Sends a request when it is entered, and closes the response when it is left."""

    def __init__(self, api_request: Awaitable[_AsyncAPIResponseT]) -> None:
        self._api_request = api_request
        self.__response: Optional[_AsyncAPIResponseT] = None

    async def __aenter__(self) -> _AsyncAPIResponseT:
        self.__response = await self._api_request
        return self.__response

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        if self.__response is not None:
            await self.__response.close()


class ResponseContextManager(Generic[_APIResponseT]):
    """Sends a request when it is entered, and closes the response when it is left."""

    def __init__(self, request_func: Callable[[], _APIResponseT]) -> None:
        self._request_func = request_func
        self.__response: Optional[_APIResponseT] = None

    def __enter__(self) -> _APIResponseT:
        self.__response = self._request_func()
        return self.__response

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        if self.__response is not None:
            self.__response.close()


def extract_response_type(typ: Type[BaseAPIResponse[Any]]) -> type:
    """`X` of `APIResponse[X]`, also where a subclass fixed it."""
    return extract_type_var_from_base(
        typ,
        generic_bases=cast("tuple[type, ...]", (BaseAPIResponse, APIResponse, AsyncAPIResponse)),
        index=0,
    )


def face(cast_to: Any, options: FinalRequestOptions, default: Any) -> Any:
    """What a response is to be wrapped in, and the type it then holds; `None` where it is to be parsed at once.

    That is `cast_to` where it is a response class itself, as for files, else `default` for a view's call.
    """
    origin = get_origin(cast_to) or cast_to
    if isinstance(origin, type) and issubclass(origin, BaseAPIResponse):
        return cast_to, extract_response_type(cast_to)
    return None if response_mode(options.headers) is ResponseMode.PARSED else (default, cast_to)
