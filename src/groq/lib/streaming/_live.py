"""The chunks of a streamed answer to events, and to the answer they add up to."""

from __future__ import annotations

from typing import Any, Dict, Generic, Iterator, List, Optional, Type, TypeVar, cast

from ..._core.accumulate import Accumulation
from ..._core.parse import parser
from ..._models import BaseModel
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import (
    ChatCompletionChunk,
    ChoiceDelta,
    ChoiceDeltaToolCall,
    ChoiceDeltaToolCallFunction,
)
from ...types.chat.chat_completion_chunk import Choice as ChunkChoice
from ...types.chat.chat_completion_message import ExecutedTool
from ...types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall, Function
from ...types.completion_usage import CompletionUsage, UsageBreakdown
from ._answers import Answers
from ._events import (
    ChatCompletionStreamEvent,
    ContentDeltaEvent,
    ContentDoneEvent,
    DoneEvent,
    ExecutedToolEvent,
    ReasoningDeltaEvent,
    ReasoningDoneEvent,
    ToolCallDeltaEvent,
    ToolCallDoneEvent,
    UsageEvent,
)

__all__ = ["Gathered", "LiveAnswer"]

ParsedT = TypeVar("ParsedT")
_T = TypeVar("_T")

_NOTHING = ChoiceDeltaToolCallFunction.construct()

_MOST_WAITING = 1024
"""Chunks that are kept as they are; more of them would take more memory than what they add up to takes time."""


class Gathered:
    """Chunks to the completion they add up to, which is made when it is asked for, each chunk being read once."""

    def __init__(self) -> None:
        self._accumulation = Accumulation()
        self._waiting: List[Any] = []
        self.is_empty = True

    def add(self, chunk: Any) -> None:
        """Take a chunk, or one as decoded JSON."""
        self.is_empty = False
        self._waiting.append(chunk)
        if len(self._waiting) > _MOST_WAITING:
            self._read()

    def completion(self) -> Optional[ChatCompletion]:
        """The completion as far as the chunks go; `None` where there are none."""
        return None if self.is_empty else self.whole()

    def whole(self) -> ChatCompletion:
        """The completion, where there are chunks."""
        self._read()
        return cast(ChatCompletion, parser(ChatCompletion).python(self._accumulation.completion()))

    def _read(self) -> None:
        for chunk in self._waiting:
            self._accumulation.add(chunk.to_dict() if isinstance(chunk, BaseModel) else chunk)
        self._waiting.clear()


class LiveAnswer(Generic[ParsedT]):
    """Takes the chunks of an answer one by one and gives their events."""

    def __init__(self, answers: Answers[object, ParsedT]) -> None:
        self._answers = answers
        self._choices: Dict[int, _Choice[ParsedT]] = {}
        self._gathered = Gathered()
        self._usage: Optional[CompletionUsage] = None

    def add(self, chunk: ChatCompletionChunk) -> List[ChatCompletionStreamEvent[ParsedT]]:
        """The events of the next chunk."""
        self._gathered.add(chunk)
        events: List[ChatCompletionStreamEvent[ParsedT]] = []
        for choice in _those(chunk.choices, ChunkChoice):
            index = choice.index if isinstance(cast(object, choice.index), int) else 0
            known = self._choices.get(index)
            if known is None:
                known = self._choices[index] = _Choice(index, self._answers)
            if isinstance(cast(object, choice.delta), ChoiceDelta):
                known.add(choice.delta, events)
            if choice.finish_reason is not None:
                known.end(events)
        if chunk.usage is not None:
            self._tell_usage(chunk, events)
        return events

    def end(self) -> List[ChatCompletionStreamEvent[ParsedT]]:
        """The events of the end of the stream."""
        events: List[ChatCompletionStreamEvent[ParsedT]] = []
        for _, choice in sorted(self._choices.items()):
            choice.end(events)
        if not self._gathered.is_empty:
            events.append(DoneEvent(self._gathered.whole))
        return events

    def completion(self) -> Optional[ChatCompletion]:
        """What the chunks so far add up to; `None` where there are none."""
        return self._gathered.completion()

    def text(self) -> str:
        """The text of the first choice so far."""
        return "".join(self._choices[0].content) if 0 in self._choices else ""

    def _tell_usage(self, chunk: ChatCompletionChunk, events: List[ChatCompletionStreamEvent[ParsedT]]) -> None:
        usage = chunk.usage  # also where it came under `x_groq`
        if isinstance(usage, CompletionUsage) and usage != self._usage:
            self._usage = usage
            told: Any = getattr(chunk.x_groq, "usage_breakdown", None) or getattr(chunk, "usage_breakdown", None)
            each = parser(UsageBreakdown).python(told) if isinstance(told, dict) else told  # where it is not declared
            events.append(UsageEvent(usage, each))


class _Choice(Generic[ParsedT]):
    """What is known of one answer, in pieces. Where more comes of what is done, it is done again, as a whole."""

    __slots__ = ("_answers", "_calls", "_executed", "_index", "_is_done", "_reasoning", "content")

    def __init__(self, index: int, answers: Answers[object, ParsedT]) -> None:
        self.content: List[str] = []
        self._is_done = True  # there is nothing yet that could be unfinished
        self._reasoning: List[str] = []
        self._calls: Dict[int, _Call] = {}
        self._executed: Dict[int, Dict[str, Any]] = {}
        self._answers = answers
        self._index = index

    def add(self, delta: ChoiceDelta, events: List[ChatCompletionStreamEvent[ParsedT]]) -> None:
        """Add the events of what a chunk tells."""
        if isinstance(delta.reasoning, str) and delta.reasoning:
            self._reasoning.append(delta.reasoning)
            events.append(ReasoningDeltaEvent(delta.reasoning, self._index, self._reasoning, len(self._reasoning)))
        if isinstance(delta.content, str) and delta.content:
            self._stop_thinking(events)
            self._is_done = False
            self.content.append(delta.content)
            events.append(ContentDeltaEvent(delta.content, self._index, self.content, len(self.content), self._answers))
        if delta.tool_calls:
            self._stop_thinking(events)
            events.extend(self._called(delta.tool_calls))
        if delta.executed_tools:
            events.extend(self._ran(delta.executed_tools))

    def end(self, events: List[ChatCompletionStreamEvent[ParsedT]]) -> None:
        """Add the events of all that is done now."""
        self._stop_thinking(events)
        if not self._is_done:
            self._is_done = True
            events.append(ContentDoneEvent("".join(self.content), self._index, self._answers))
        for number, call in sorted(self._calls.items()):
            if not call.is_done:
                call.is_done = True
                events.append(ToolCallDoneEvent(call.whole(), self._index, number))

    def _stop_thinking(self, events: List[ChatCompletionStreamEvent[ParsedT]]) -> None:
        if self._reasoning:
            events.append(ReasoningDoneEvent("".join(self._reasoning), self._index))
            self._reasoning = []  # another one: events look at this one

    def _called(self, pieces: List[ChoiceDeltaToolCall]) -> Iterator[ToolCallDeltaEvent]:
        for piece in _those(pieces, ChoiceDeltaToolCall):
            number = piece.index if isinstance(cast(object, piece.index), int) else len(self._calls)
            call = self._calls.get(number)
            is_new = call is None
            if call is None:
                call = self._calls[number] = _Call()
            delta = call.add(piece)
            if delta or is_new:
                parts = call.arguments
                yield ToolCallDeltaEvent(delta, self._index, number, call.id, call.name, parts, len(parts))

    def _ran(self, tools: List[ExecutedTool]) -> Iterator[ExecutedToolEvent]:
        """Tools that Groq ran are told in full each time, with what was told before where something is left out."""
        for tool in _those(tools, ExecutedTool):
            index = tool.index if isinstance(cast(object, tool.index), int) else len(self._executed)
            known = self._executed.setdefault(index, {})
            known.update(tool.to_dict(exclude_none=True))
            yield ExecutedToolEvent(ExecutedTool.construct(**known), self._index)


class _Call:
    """A tool call in pieces."""

    __slots__ = ("arguments", "id", "is_done", "name")

    def __init__(self) -> None:
        self.arguments: List[str] = []
        self.id = ""
        self.is_done = False
        self.name = ""

    def add(self, piece: ChoiceDeltaToolCall) -> str:
        """Add what a chunk tells of it; gives what comes to its arguments."""
        function = piece.function if isinstance(piece.function, ChoiceDeltaToolCallFunction) else _NOTHING
        self.id = self.id or piece.id or ""
        self.name = self.name or function.name or ""
        delta = function.arguments if isinstance(function.arguments, str) else ""
        if delta:
            self.is_done = False
            self.arguments.append(delta)
        return delta

    def whole(self) -> ChatCompletionMessageToolCall:
        function = Function.construct(name=self.name, arguments="".join(self.arguments))
        return ChatCompletionMessageToolCall.construct(id=self.id, type="function", function=function)


def _those(values: object, kind: Type[_T]) -> List[_T]:
    """The members of a list that are what they ought to be: a server may send anything."""
    return (
        [value for value in cast("List[object]", values) if isinstance(value, kind)] if isinstance(values, list) else []
    )
