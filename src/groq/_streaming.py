"""A streamed response to an iterator over its chunks."""

from __future__ import annotations

from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Generic,
    Iterator,
    Optional,
    Protocol,
    Type,
    TypeVar,
    Union,
    cast,
)

from ._copying import Staying
from ._core.sse import EventParser, LineFields, ServerSentEvent
from ._exceptions import APIError as APIError
from ._lazy import lazy_module

if TYPE_CHECKING:
    import httpx
    import typing_extensions

    from . import _http, _reading, _utils
    from ._client import AsyncGroq, Groq
    from ._core import limits
    from ._models import FinalRequestOptions
    from .types import chat
else:
    httpx = lazy_module("httpx")
    typing_extensions = lazy_module("typing_extensions")
    _http = lazy_module("groq._http")
    _reading = lazy_module("groq._reading")
    _utils = lazy_module("groq._utils")
    limits = lazy_module("groq._core.limits")
    chat = lazy_module("groq.types.chat")

__all__ = [
    "AsyncStream",
    "SSEBytesDecoder",
    "SSEDecoder",
    "ServerSentEvent",
    "Stream",
    "extract_stream_chunk_type",
    "is_stream_class_type",
]

_T = TypeVar("_T")


class AsyncStream(Staying, Generic[_T]):
    """The chunks of an answer, as they arrive.

    Iterate over it, or use it as a context manager that closes it. Leaving the iteration early and `close` give up the
    rest of the answer, also when another task is iterating: for that one the stream ends. Of a chat completion,
    `partial` is what the chunks so far add up to.

    Iterating raises `APIStreamError` for an error that the server reports inside the stream, `APIConnectionError` or
    `APITimeoutError` where the connection breaks, and `APIResponseValidationError` for an event that is no JSON; all
    of them have `partial`, too. A stream that breaks before it says anything is opened again as long as `max_retries`
    allows.
    """

    _decoder: Union[SSEDecoder, SSEBytesDecoder]
    _options: Optional[FinalRequestOptions]

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: AsyncGroq,
        options: Optional[FinalRequestOptions] = None,
    ) -> None:
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._decoder = client._make_sse_decoder()
        self._reading = _reading.AsyncReading(cast_to, response, client, options)
        self._iterator = self.__stream__()

    @property
    def response(self) -> httpx.Response:
        """The HTTP response underneath; another one after the stream was opened again."""
        self._reading.owned = False  # it may be read, and has to be closed, by who gets it
        return self._reading.response

    @response.setter
    def response(self, response: httpx.Response) -> None:
        self._reading.response = response

    @property
    def partial(self) -> Optional[chat.ChatCompletion]:
        """What the chunks given so far add up to; `None` before the first, and for other chunks than those of a chat.

        A choice that is not at its end has no `finish_reason`. It is made of all these chunks each time it is read:
        read it once, at the end.
        """
        return self._reading.received.completion()

    @property
    def retries_taken(self) -> int:
        """How many attempts failed before this answer."""
        return self._reading.retries_taken or 0

    @property
    def rate_limit(self) -> Optional[limits.RateLimits]:
        """The rate limits of the model and what is left of them; `None` where the answer tells nothing of them."""
        return limits.rate_limits(self._reading.response.headers, self._reading.received_at)

    async def __anext__(self) -> _T:
        return await self._iterator.__anext__()

    def __aiter__(self) -> AsyncIterator[_T]:
        return self._iterator

    async def _iter_events(self) -> AsyncIterator[ServerSentEvent]:
        async for event in self._decoder.aiter_bytes(self.response.aiter_bytes()):
            yield event

    def __stream__(self) -> AsyncIterator[_T]:
        return self._reading.each(None if _decodes_as_usual(self, AsyncStream) else self._iter_events)

    async def __aenter__(self) -> typing_extensions.Self:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give up the rest of the answer and release the connection; safe to call again, and from anywhere."""
        self._reading.closed = True
        await _http.async_give_up(self._reading.response, self._iterator)

    async def aclose(self) -> None:  # twin only
        """The same as `close`, under the name that asynchronous iterators have for it."""  # twin only
        await self.close()  # twin only


class Stream(Staying, Generic[_T]):
    """The chunks of an answer, as they arrive.

    Iterate over it, or use it as a context manager that closes it. Leaving the iteration early and `close` give up the
    rest of the answer, also when another task is iterating: for that one the stream ends. Of a chat completion,
    `partial` is what the chunks so far add up to.

    Iterating raises `APIStreamError` for an error that the server reports inside the stream, `APIConnectionError` or
    `APITimeoutError` where the connection breaks, and `APIResponseValidationError` for an event that is no JSON; all
    of them have `partial`, too. A stream that breaks before it says anything is opened again as long as `max_retries`
    allows.
    """

    _decoder: Union[SSEDecoder, SSEBytesDecoder]
    _options: Optional[FinalRequestOptions]

    def __init__(
        self,
        *,
        cast_to: Type[_T],
        response: httpx.Response,
        client: Groq,
        options: Optional[FinalRequestOptions] = None,
    ) -> None:
        self._cast_to = cast_to
        self._client = client
        self._options = options
        self._decoder = client._make_sse_decoder()
        self._reading = _reading.Reading(cast_to, response, client, options)
        self._iterator = self.__stream__()

    @property
    def response(self) -> httpx.Response:
        """The HTTP response underneath; another one after the stream was opened again."""
        self._reading.owned = False  # it may be read, and has to be closed, by who gets it
        return self._reading.response

    @response.setter
    def response(self, response: httpx.Response) -> None:
        self._reading.response = response

    @property
    def partial(self) -> Optional[chat.ChatCompletion]:
        """What the chunks given so far add up to; `None` before the first, and for other chunks than those of a chat.

        A choice that is not at its end has no `finish_reason`. It is made of all these chunks each time it is read:
        read it once, at the end.
        """
        return self._reading.received.completion()

    @property
    def retries_taken(self) -> int:
        """How many attempts failed before this answer."""
        return self._reading.retries_taken or 0

    @property
    def rate_limit(self) -> Optional[limits.RateLimits]:
        """The rate limits of the model and what is left of them; `None` where the answer tells nothing of them."""
        return limits.rate_limits(self._reading.response.headers, self._reading.received_at)

    def __next__(self) -> _T:
        return self._iterator.__next__()

    def __iter__(self) -> Iterator[_T]:
        return self._iterator

    def _iter_events(self) -> Iterator[ServerSentEvent]:
        for event in self._decoder.iter_bytes(self.response.iter_bytes()):
            yield event

    def __stream__(self) -> Iterator[_T]:
        return self._reading.each(None if _decodes_as_usual(self, Stream) else self._iter_events)

    def __enter__(self) -> typing_extensions.Self:
        return self

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the rest of the answer and release the connection; safe to call again, and from anywhere."""
        self._reading.closed = True
        _http.give_up(self._reading.response, self._iterator)


class SSEBytesDecoder(Protocol):
    """What decodes the bytes of a stream; `_make_sse_decoder` of a client gives one."""

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events of the bytes."""
        ...

    def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events of the bytes."""
        ...


class SSEDecoder:
    """Bytes or lines to server-sent events."""

    def __init__(self) -> None:
        self._fields = LineFields()

    def iter_bytes(self, iterator: Iterator[bytes]) -> Iterator[ServerSentEvent]:
        """The events of the bytes."""
        events = EventParser()
        for data in iterator:
            yield from events.feed(data)

    async def aiter_bytes(self, iterator: AsyncIterator[bytes]) -> AsyncIterator[ServerSentEvent]:
        """The events of the bytes."""
        events = EventParser()
        async for data in iterator:
            for event in events.feed(data):
                yield event

    def decode(self, line: str) -> Optional[ServerSentEvent]:
        """Take one line without its line end; an empty one ends the event and gives it."""
        return self._fields.add(line)


def _decodes_as_usual(stream: Any, base: Any) -> bool:
    """Whether no subclass has a say in the events: bytes then go to the chunks without a detour."""
    return type(stream._decoder) is SSEDecoder and stream.__class__._iter_events is base._iter_events


def is_stream_class_type(
    typ: type,
) -> typing_extensions.TypeGuard[Union[Type[Stream[object]], Type[AsyncStream[object]]]]:
    """Whether `typ` is a stream, of whatever colour and chunk."""
    origin = getattr(typ, "__origin__", typ)
    return isinstance(origin, type) and issubclass(origin, (Stream, AsyncStream))


def extract_stream_chunk_type(stream_cls: type, *, failure_message: Optional[str] = None) -> type:
    """`X` of `Stream[X]`, also where a subclass fixed it. Raises `TypeError` or `RuntimeError` where there is none."""
    return _utils.extract_type_var_from_base(
        stream_cls,
        index=0,
        generic_bases=cast("tuple[type, ...]", (Stream, AsyncStream)),
        failure_message=failure_message,
    )


Stream.__module__ = AsyncStream.__module__ = "groq"
