"""A streamed chat completion to its events, its text and its snapshots."""

from __future__ import annotations

from types import TracebackType
from typing import Any, AsyncIterator, Awaitable, Callable, Generic, Iterator, Optional, Type, TypeVar

import httpx

from ..._exceptions import GroqError
from ..._streaming import AsyncStream, Stream
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ._answers import Answers
from ._events import ChatCompletionStreamEvent
from ._progress import Progress

__all__ = [
    "AsyncChatCompletionStream",
    "AsyncChatCompletionStreamManager",
    "AsyncTexts",
    "ChatCompletionStream",
    "ChatCompletionStreamManager",
    "Texts",
]

CompletionT = TypeVar("CompletionT", bound=ChatCompletion)
ParsedT = TypeVar("ParsedT")


class AsyncChatCompletionStream(Generic[CompletionT, ParsedT]):
    """The events of an answer, as they arrive: iterate over it, or over its `text_stream`.

    Both take from the same stream: what one has given, the other does not give again. Where the answer breaks off, an
    `error` event is the last one, and the next step raises the error, which is what a plain stream raises. What had
    arrived stays readable as `current`.
    """

    def __init__(self, stream: AsyncStream[ChatCompletionChunk], answers: Answers[CompletionT, ParsedT]) -> None:
        self._stream = stream
        self._progress = Progress(answers)

    @property
    def response(self) -> httpx.Response:
        """The HTTP response underneath, for its headers."""
        return self._stream.response

    @property
    def current(self) -> Optional[ChatCompletion]:
        """The answer as far as it was read; `None` before its first chunk.

        A choice that is not at its end has no `finish_reason`. It is put together when it is asked for.
        """
        return self._progress.current

    @property
    def parsed(self) -> Optional[ParsedT]:
        """The first choice as a value of the type given as `response_format`; `None` where it says nothing yet.

        While it grows, what has not been said is `None`, or its default, and what is not complete is not validated.
        """
        return self._progress.parsed

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The text of the first choice, piece by piece."""
        return AsyncTexts(self)

    async def get_final_completion(self) -> CompletionT:
        """Read the rest, and give the answer as it comes without a stream.

        Raises what iterating raises, and `GroqError` for a stream that was closed before.
        """
        await self.until_done()
        return self._progress.completion()

    async def until_done(self) -> None:
        """Read the rest. Raises what iterating raises."""
        async for _ in self:
            pass

    async def __anext__(self) -> ChatCompletionStreamEvent[ParsedT]:
        progress = self._progress
        while not progress.events:
            if progress.is_over():
                raise StopAsyncIteration
            try:
                chunk = await self._stream.__anext__()
            except StopAsyncIteration:
                progress.end()
            except Exception as error:
                progress.fail(error)
            except BaseException:
                progress.close()  # cancelled: what follows will not come
                raise
            else:
                progress.add(chunk)
        return progress.events.popleft()

    def __aiter__(self) -> AsyncIterator[ChatCompletionStreamEvent[ParsedT]]:
        return self

    async def close(self) -> None:
        """Give up the rest of the answer and release the connection; safe to call again, and from anywhere."""
        self._progress.close()
        await self._stream.close()


class ChatCompletionStream(Generic[CompletionT, ParsedT]):
    """The events of an answer, as they arrive: iterate over it, or over its `text_stream`.

    Both take from the same stream: what one has given, the other does not give again. Where the answer breaks off, an
    `error` event is the last one, and the next step raises the error, which is what a plain stream raises. What had
    arrived stays readable as `current`.
    """

    def __init__(self, stream: Stream[ChatCompletionChunk], answers: Answers[CompletionT, ParsedT]) -> None:
        self._stream = stream
        self._progress = Progress(answers)

    @property
    def response(self) -> httpx.Response:
        """The HTTP response underneath, for its headers."""
        return self._stream.response

    @property
    def current(self) -> Optional[ChatCompletion]:
        """The answer as far as it was read; `None` before its first chunk.

        A choice that is not at its end has no `finish_reason`. It is put together when it is asked for.
        """
        return self._progress.current

    @property
    def parsed(self) -> Optional[ParsedT]:
        """The first choice as a value of the type given as `response_format`; `None` where it says nothing yet.

        While it grows, what has not been said is `None`, or its default, and what is not complete is not validated.
        """
        return self._progress.parsed

    @property
    def text_stream(self) -> Iterator[str]:
        """The text of the first choice, piece by piece."""
        return Texts(self)

    def get_final_completion(self) -> CompletionT:
        """Read the rest, and give the answer as it comes without a stream.

        Raises what iterating raises, and `GroqError` for a stream that was closed before.
        """
        self.until_done()
        return self._progress.completion()

    def until_done(self) -> None:
        """Read the rest. Raises what iterating raises."""
        for _ in self:
            pass

    def __next__(self) -> ChatCompletionStreamEvent[ParsedT]:
        progress = self._progress
        while not progress.events:
            if progress.is_over():
                raise StopIteration
            try:
                chunk = self._stream.__next__()
            except StopIteration:
                progress.end()
            except Exception as error:
                progress.fail(error)
            except BaseException:
                progress.close()  # cancelled: what follows will not come
                raise
            else:
                progress.add(chunk)
        return progress.events.popleft()

    def __iter__(self) -> Iterator[ChatCompletionStreamEvent[ParsedT]]:
        return self

    def close(self) -> None:
        """Give up the rest of the answer and release the connection; safe to call again, and from anywhere."""
        self._progress.close()
        self._stream.close()


class AsyncTexts:
    """The text of the first choice of a stream, piece by piece. Not a generator, which would want to be closed."""

    def __init__(self, stream: AsyncChatCompletionStream[Any, Any]) -> None:
        self._stream = stream

    async def __anext__(self) -> str:
        while True:
            event = await self._stream.__anext__()
            if event.type == "content.delta" and event.index == 0:
                return event.delta

    def __aiter__(self) -> AsyncIterator[str]:
        return self


class Texts:
    """The text of the first choice of a stream, piece by piece. Not a generator, which would want to be closed."""

    def __init__(self, stream: ChatCompletionStream[Any, Any]) -> None:
        self._stream = stream

    def __next__(self) -> str:
        while True:
            event = self._stream.__next__()
            if event.type == "content.delta" and event.index == 0:
                return event.delta

    def __iter__(self) -> Iterator[str]:
        return self


class AsyncChatCompletionStreamManager(Generic[CompletionT, ParsedT]):
    """Sends the request when it is entered with `async with`, and closes the stream when it is left."""

    def __init__(
        self,
        create: Callable[[], Awaitable[AsyncStream[ChatCompletionChunk]]],
        answers: Answers[CompletionT, ParsedT],
    ) -> None:
        self._create = create
        self._answers = answers
        self._stream: Optional[AsyncChatCompletionStream[CompletionT, ParsedT]] = None

    async def __aenter__(self) -> AsyncChatCompletionStream[CompletionT, ParsedT]:
        if self._stream is not None:
            raise GroqError("This stream was opened before: call `stream` again for another answer")
        self._stream = AsyncChatCompletionStream(await self._create(), self._answers)
        return self._stream

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        if self._stream is not None:
            await self._stream.close()


class ChatCompletionStreamManager(Generic[CompletionT, ParsedT]):
    """Sends the request when it is entered with `with`, and closes the stream when it is left."""

    def __init__(
        self,
        create: Callable[[], Stream[ChatCompletionChunk]],
        answers: Answers[CompletionT, ParsedT],
    ) -> None:
        self._create = create
        self._answers = answers
        self._stream: Optional[ChatCompletionStream[CompletionT, ParsedT]] = None

    def __enter__(self) -> ChatCompletionStream[CompletionT, ParsedT]:
        if self._stream is not None:
            raise GroqError("This stream was opened before: call `stream` again for another answer")
        self._stream = ChatCompletionStream(self._create(), self._answers)
        return self._stream

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        if self._stream is not None:
            self._stream.close()
