"""Methods of a resource to the same methods of its raw and streaming views."""

from __future__ import annotations

import functools
from typing import Any, Awaitable, Callable, Dict, Mapping, Optional, Type, TypeVar, cast

from typing_extensions import Concatenate, ParamSpec

from ._constants import OVERRIDE_CAST_TO_HEADER, RAW_RESPONSE_HEADER
from ._core.options import ResponseMode
from ._response import (
    APIResponse,
    AsyncAPIResponse,
    AsyncBinaryAPIResponse,
    AsyncResponseContextManager,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    ResponseContextManager,
    StreamedBinaryAPIResponse,
)

__all__ = [
    "async_binary_raw_response",
    "async_binary_streamed_response",
    "async_raw_response",
    "async_streamed_response",
    "async_to_custom_raw_response_wrapper",
    "async_to_custom_streamed_response_wrapper",
    "async_to_raw_response_wrapper",
    "async_to_streamed_response_wrapper",
    "binary_raw_response",
    "binary_streamed_response",
    "raw_response",
    "streamed_response",
    "to_custom_raw_response_wrapper",
    "to_custom_streamed_response_wrapper",
    "to_raw_response_wrapper",
    "to_streamed_response_wrapper",
]

P = ParamSpec("P")
R = TypeVar("R")
_ResourceT = TypeVar("_ResourceT")
_APIResponseT = TypeVar("_APIResponseT", bound="APIResponse[Any]")
_AsyncAPIResponseT = TypeVar("_AsyncAPIResponseT", bound="AsyncAPIResponse[Any]")

# The wish for another face travels in the headers of the call, where tracing and replay tools look for it.


def _asking(mode: ResponseMode, arguments: Mapping[str, Any], cls: Optional[Type[Any]] = None) -> Dict[str, Any]:
    headers: Dict[str, Any] = {**(arguments.get("extra_headers") or {}), RAW_RESPONSE_HEADER: mode.value}
    if cls is not None:
        headers[OVERRIDE_CAST_TO_HEADER] = cls
    return {**arguments, "extra_headers": headers}


# In all that follows the method is looked up by its name when it is called, so that one that was patched on the class
# or on the resource, before or after, is honoured. A view declares its methods `Final`, so that type checkers take what
# they infer here, overloads included, for declared.


def _raw(method: Callable[..., Any], cls: Optional[Type[Any]] = None) -> Any:
    name = method.__name__

    @functools.wraps(method)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        return getattr(self._resource, name)(*args, **_asking(ResponseMode.RAW, kwargs, cls))

    return call


def _async_raw(method: Callable[..., Any], cls: Optional[Type[Any]] = None) -> Any:
    name = method.__name__

    @functools.wraps(method)
    async def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        return await getattr(self._resource, name)(*args, **_asking(ResponseMode.RAW, kwargs, cls))

    return call


def _streamed(method: Callable[..., Any], manager: Type[Any], cls: Optional[Type[Any]] = None) -> Any:
    name = method.__name__

    @functools.wraps(method)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        request = functools.partial(getattr(self._resource, name), *args, **_asking(ResponseMode.STREAMED, kwargs, cls))
        return manager(request if manager is ResponseContextManager else request())

    return call


def raw_response(
    method: Callable[Concatenate[_ResourceT, P], R],
) -> Callable[Concatenate[Any, P], APIResponse[R]]:
    """The method of a raw view: the response with its body read."""
    return cast("Callable[Concatenate[Any, P], APIResponse[R]]", _raw(method))


def async_raw_response(
    method: Callable[Concatenate[_ResourceT, P], Awaitable[R]],
) -> Callable[Concatenate[Any, P], Awaitable[AsyncAPIResponse[R]]]:
    """The method of a raw view: the response with its body read."""
    return cast("Callable[Concatenate[Any, P], Awaitable[AsyncAPIResponse[R]]]", _async_raw(method))


def streamed_response(
    method: Callable[Concatenate[_ResourceT, P], R],
) -> Callable[Concatenate[Any, P], ResponseContextManager[APIResponse[R]]]:
    """The method of a streaming view: a context manager around the response, its body still on the wire."""
    wrapped = _streamed(method, ResponseContextManager)
    return cast("Callable[Concatenate[Any, P], ResponseContextManager[APIResponse[R]]]", wrapped)


def async_streamed_response(
    method: Callable[Concatenate[_ResourceT, P], Awaitable[R]],
) -> Callable[Concatenate[Any, P], AsyncResponseContextManager[AsyncAPIResponse[R]]]:
    """The method of a streaming view: a context manager around the response, its body still on the wire."""
    wrapped = _streamed(method, AsyncResponseContextManager)
    return cast("Callable[Concatenate[Any, P], AsyncResponseContextManager[AsyncAPIResponse[R]]]", wrapped)


def binary_raw_response(
    method: Callable[Concatenate[_ResourceT, P], object],
) -> Callable[Concatenate[Any, P], BinaryAPIResponse]:
    """The method of a raw view of an operation that answers with a file."""
    return cast("Callable[Concatenate[Any, P], BinaryAPIResponse]", _raw(method, BinaryAPIResponse))


def async_binary_raw_response(
    method: Callable[Concatenate[_ResourceT, P], Awaitable[object]],
) -> Callable[Concatenate[Any, P], Awaitable[AsyncBinaryAPIResponse]]:
    """The method of a raw view of an operation that answers with a file."""
    wrapped = _async_raw(method, AsyncBinaryAPIResponse)
    return cast("Callable[Concatenate[Any, P], Awaitable[AsyncBinaryAPIResponse]]", wrapped)


def binary_streamed_response(
    method: Callable[Concatenate[_ResourceT, P], object],
) -> Callable[Concatenate[Any, P], ResponseContextManager[StreamedBinaryAPIResponse]]:
    """The method of a streaming view of an operation that answers with a file."""
    wrapped = _streamed(method, ResponseContextManager, StreamedBinaryAPIResponse)
    return cast("Callable[Concatenate[Any, P], ResponseContextManager[StreamedBinaryAPIResponse]]", wrapped)


def async_binary_streamed_response(
    method: Callable[Concatenate[_ResourceT, P], Awaitable[object]],
) -> Callable[Concatenate[Any, P], AsyncResponseContextManager[AsyncStreamedBinaryAPIResponse]]:
    """The method of a streaming view of an operation that answers with a file."""
    wrapped = _streamed(method, AsyncResponseContextManager, AsyncStreamedBinaryAPIResponse)
    return cast("Callable[Concatenate[Any, P], AsyncResponseContextManager[AsyncStreamedBinaryAPIResponse]]", wrapped)


# The same for a bound method or any other function that takes `extra_headers`: names that applications import.


def to_raw_response_wrapper(func: Callable[P, R]) -> Callable[P, APIResponse[R]]:
    """`func`, giving the raw response instead of the parsed one."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> APIResponse[R]:
        answer: APIResponse[R] = cast("Any", func)(*args, **_asking(ResponseMode.RAW, kwargs))
        return answer

    return wrapped


def async_to_raw_response_wrapper(func: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[AsyncAPIResponse[R]]]:
    """`func`, giving the raw response instead of the parsed one."""

    @functools.wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncAPIResponse[R]:
        answer: AsyncAPIResponse[R] = await cast("Any", func)(*args, **_asking(ResponseMode.RAW, kwargs))
        return answer

    return wrapped


def to_streamed_response_wrapper(func: Callable[P, R]) -> Callable[P, ResponseContextManager[APIResponse[R]]]:
    """`func`, giving a context manager around the response whose body is not read yet."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResponseContextManager[APIResponse[R]]:
        asking = _asking(ResponseMode.STREAMED, kwargs)
        return ResponseContextManager(functools.partial(cast("Any", func), *args, **asking))

    return wrapped


def async_to_streamed_response_wrapper(
    func: Callable[P, Awaitable[R]],
) -> Callable[P, AsyncResponseContextManager[AsyncAPIResponse[R]]]:
    """`func`, giving a context manager around the response whose body is not read yet."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncResponseContextManager[AsyncAPIResponse[R]]:
        return AsyncResponseContextManager(cast("Any", func)(*args, **_asking(ResponseMode.STREAMED, kwargs)))

    return wrapped


def to_custom_raw_response_wrapper(
    func: Callable[P, object], response_cls: Type[_APIResponseT]
) -> Callable[P, _APIResponseT]:
    """`func`, giving the raw response as a `response_cls`."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> _APIResponseT:
        answer: _APIResponseT = cast("Any", func)(*args, **_asking(ResponseMode.RAW, kwargs, response_cls))
        return answer

    return wrapped


def async_to_custom_raw_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: Type[_AsyncAPIResponseT]
) -> Callable[P, Awaitable[_AsyncAPIResponseT]]:
    """`func`, giving the raw response as a `response_cls`."""

    @functools.wraps(func)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> _AsyncAPIResponseT:
        answer: _AsyncAPIResponseT = await cast("Any", func)(*args, **_asking(ResponseMode.RAW, kwargs, response_cls))
        return answer

    return wrapped


def to_custom_streamed_response_wrapper(
    func: Callable[P, object], response_cls: Type[_APIResponseT]
) -> Callable[P, ResponseContextManager[_APIResponseT]]:
    """`func`, giving a context manager around the response as a `response_cls`."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResponseContextManager[_APIResponseT]:
        asking = _asking(ResponseMode.STREAMED, kwargs, response_cls)
        return ResponseContextManager(functools.partial(cast("Any", func), *args, **asking))

    return wrapped


def async_to_custom_streamed_response_wrapper(
    func: Callable[P, Awaitable[object]], response_cls: Type[_AsyncAPIResponseT]
) -> Callable[P, AsyncResponseContextManager[_AsyncAPIResponseT]]:
    """`func`, giving a context manager around the response as a `response_cls`."""

    @functools.wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> AsyncResponseContextManager[_AsyncAPIResponseT]:
        asking = _asking(ResponseMode.STREAMED, kwargs, response_cls)
        return AsyncResponseContextManager(cast("Any", func)(*args, **asking))

    return wrapped
