"""A run of tools, step by step."""

from __future__ import annotations

from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncGenerator,
    Callable,
    Generator,
    Generic,
    List,
    Optional,
    Type,
    TypeVar,
    Union,
    cast,
)

from typing_extensions import Self

from ..._exceptions import APIError
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ._events import ToolCallEvent, ToolEvent, ToolResultEvent, ToolTurnEvent
from ._loop import Loop
from ._run import ToolRun, ToolTurn
from ._running import Approve, AsyncApprove, async_settle, settle

if TYPE_CHECKING:
    from ..._streaming import AsyncStream, Stream
    from ...resources.chat.completions import AsyncCompletions, Completions

__all__ = ["AsyncToolRunner", "ToolRunner"]

_T = TypeVar("_T")
_AsyncEvents = AsyncGenerator[ToolEvent, None]
_Events = Generator[ToolEvent, None, None]


class AsyncToolRunner(Generic[_T]):
    """A run of tools that goes on as far as it is asked to: iterate over it, or have it go on `until_done`.

    Nothing is sent before the first step, and nothing runs after the last one that was asked for.
    """

    def __init__(
        self,
        completions: AsyncCompletions,
        loop: Loop,
        approve: Optional[AsyncApprove],
        select: Callable[[ToolEvent], Optional[_T]],
        *,
        is_streamed: bool,
    ) -> None:
        self._completions = completions
        self._loop = loop
        self._approve = approve
        self._select = select
        self._is_streamed = is_streamed
        self._events = self._run()

    @classmethod
    def of_turns(
        cls, completions: AsyncCompletions, loop: Loop, approve: Optional[AsyncApprove]
    ) -> AsyncToolRunner[ToolTurn]:
        """A run that gives turns."""
        return AsyncToolRunner[ToolTurn](completions, loop, approve, _finished_turn, is_streamed=False)

    @classmethod
    def of_events(
        cls, completions: AsyncCompletions, loop: Loop, approve: Optional[AsyncApprove]
    ) -> AsyncToolRunner[ToolEvent]:
        """A run that gives events, and has answers streamed."""
        return AsyncToolRunner[ToolEvent](completions, loop, approve, _event, is_streamed=True)

    @property
    def messages(self) -> List[ChatCompletionMessageParam]:
        """The conversation so far. What is added between two turns is a part of the next request."""
        return self._loop.messages

    @property
    def turns(self) -> List[ToolTurn]:
        """The turns so far; the calls of the last one may not have run yet."""
        return list(self._loop.turns)

    @property
    def is_done(self) -> bool:
        """Whether the model gave an answer that asks for nothing more."""
        return self._loop.is_over

    @property
    def result(self) -> ToolRun:
        """What came of the run; raises RuntimeError as long as it is not done."""
        if not self.is_done:
            raise RuntimeError("The run is not done: iterate to its end, or call `until_done()`")
        return self._loop.result()

    async def until_done(self) -> ToolRun:
        """Go on to the end, and give what came of it."""
        async for _ in self._events:
            pass
        return self.result

    async def aclose(self) -> None:
        """Go no further, and close the answer that may just be arriving."""
        await self._events.aclose()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> _T:
        while True:
            item = self._select(await self._events.__anext__())
            if item is not None:
                return item

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        await self.aclose()

    async def _run(self) -> _AsyncEvents:
        self._loop.begin()
        while not self._loop.is_over:
            number = len(self._loop.turns) + 1
            try:
                answer = await self._ask()
                if not isinstance(answer, ChatCompletion):
                    async with answer:
                        async for chunk in answer:
                            yield self._loop.arrived(chunk)
                    answer = self._loop.whole(answer.response.request)
                calls = self._loop.answered(answer)
            except APIError as error:
                calls = self._loop.recovered(error)
            for call in calls:
                yield ToolCallEvent(number, call)
            await async_settle(self._loop, calls, self._approve)
            for call in calls:
                yield ToolResultEvent(number, call)
            yield ToolTurnEvent(self._loop.finish())

    async def _ask(self) -> Union[ChatCompletion, AsyncStream[ChatCompletionChunk]]:
        create: Any = self._completions.create
        answer = await create(**self._loop.request(stream=self._is_streamed))
        return cast("Union[ChatCompletion, AsyncStream[ChatCompletionChunk]]", answer)


class ToolRunner(Generic[_T]):
    """A run of tools that goes on as far as it is asked to: iterate over it, or have it go on `until_done`.

    Nothing is sent before the first step, and nothing runs after the last one that was asked for.
    """

    def __init__(
        self,
        completions: Completions,
        loop: Loop,
        approve: Optional[Approve],
        select: Callable[[ToolEvent], Optional[_T]],
        *,
        is_streamed: bool,
    ) -> None:
        self._completions = completions
        self._loop = loop
        self._approve = approve
        self._select = select
        self._is_streamed = is_streamed
        self._events = self._run()

    @classmethod
    def of_turns(cls, completions: Completions, loop: Loop, approve: Optional[Approve]) -> ToolRunner[ToolTurn]:
        """A run that gives turns."""
        return ToolRunner[ToolTurn](completions, loop, approve, _finished_turn, is_streamed=False)

    @classmethod
    def of_events(cls, completions: Completions, loop: Loop, approve: Optional[Approve]) -> ToolRunner[ToolEvent]:
        """A run that gives events, and has answers streamed."""
        return ToolRunner[ToolEvent](completions, loop, approve, _event, is_streamed=True)

    @property
    def messages(self) -> List[ChatCompletionMessageParam]:
        """The conversation so far. What is added between two turns is a part of the next request."""
        return self._loop.messages

    @property
    def turns(self) -> List[ToolTurn]:
        """The turns so far; the calls of the last one may not have run yet."""
        return list(self._loop.turns)

    @property
    def is_done(self) -> bool:
        """Whether the model gave an answer that asks for nothing more."""
        return self._loop.is_over

    @property
    def result(self) -> ToolRun:
        """What came of the run; raises RuntimeError as long as it is not done."""
        if not self.is_done:
            raise RuntimeError("The run is not done: iterate to its end, or call `until_done()`")
        return self._loop.result()

    def until_done(self) -> ToolRun:
        """Go on to the end, and give what came of it."""
        for _ in self._events:
            pass
        return self.result

    def close(self) -> None:
        """Go no further, and close the answer that may just be arriving."""
        self._events.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _T:
        while True:
            item = self._select(self._events.__next__())
            if item is not None:
                return item

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        self.close()

    def _run(self) -> _Events:
        self._loop.begin()
        while not self._loop.is_over:
            number = len(self._loop.turns) + 1
            try:
                answer = self._ask()
                if not isinstance(answer, ChatCompletion):
                    with answer:
                        for chunk in answer:
                            yield self._loop.arrived(chunk)
                    answer = self._loop.whole(answer.response.request)
                calls = self._loop.answered(answer)
            except APIError as error:
                calls = self._loop.recovered(error)
            for call in calls:
                yield ToolCallEvent(number, call)
            settle(self._loop, calls, self._approve)
            for call in calls:
                yield ToolResultEvent(number, call)
            yield ToolTurnEvent(self._loop.finish())

    def _ask(self) -> Union[ChatCompletion, Stream[ChatCompletionChunk]]:
        create: Any = self._completions.create
        answer = create(**self._loop.request(stream=self._is_streamed))
        return cast("Union[ChatCompletion, Stream[ChatCompletionChunk]]", answer)


def _event(event: ToolEvent) -> Optional[ToolEvent]:
    return event


def _finished_turn(event: ToolEvent) -> Optional[ToolTurn]:
    return event.turn if isinstance(event, ToolTurnEvent) else None
