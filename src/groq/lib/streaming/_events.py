"""What a live stream tells, one class for each kind of event."""

# Events are plain, neither frozen nor pydantic models: there is one for each chunk, and these are the cheapest to make.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, ClassVar, Generic, List, Optional, TypeVar, Union

from typing_extensions import Literal

from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_message import ExecutedTool
from ...types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from ...types.completion_usage import CompletionUsage, UsageBreakdown
from ._answers import Answers

__all__ = [
    "ChatCompletionStreamEvent",
    "ContentDeltaEvent",
    "ContentDoneEvent",
    "DoneEvent",
    "ErrorEvent",
    "ExecutedToolEvent",
    "ReasoningDeltaEvent",
    "ReasoningDoneEvent",
    "ToolCallDeltaEvent",
    "ToolCallDoneEvent",
    "UsageEvent",
]

ParsedT = TypeVar("ParsedT")


@dataclass
class ContentDeltaEvent(Generic[ParsedT]):
    """The next part of the text."""

    type: ClassVar[Literal["content.delta"]] = "content.delta"

    delta: str
    index: int
    """The choice it belongs to."""
    _pieces: List[str] = field(repr=False, compare=False)
    _count: int = field(repr=False, compare=False)
    _answers: Answers[object, ParsedT] = field(repr=False, compare=False)

    @property
    def snapshot(self) -> str:
        """The text up to here."""
        return "".join(self._pieces[: self._count])

    @property
    def parsed(self) -> Optional[ParsedT]:
        """The text up to here as a value of the type given as `response_format`: see `parsed` of the stream."""
        return self._answers.so_far(self.snapshot)


@dataclass
class ContentDoneEvent(Generic[ParsedT]):
    """The text is complete."""

    type: ClassVar[Literal["content.done"]] = "content.done"

    content: str
    index: int
    """The choice it belongs to."""
    _answers: Answers[object, ParsedT] = field(repr=False, compare=False)

    @property
    def parsed(self) -> ParsedT:
        """The text as a value of the type that was given as `response_format`; `None` where none was given.

        It is made when it is asked for. Raises `pydantic.ValidationError` for a text that does not fit.
        """
        return self._answers.parse(self.content)


@dataclass
class ReasoningDeltaEvent:
    """The next part of what the model thinks."""

    type: ClassVar[Literal["reasoning.delta"]] = "reasoning.delta"

    delta: str
    index: int
    """The choice it belongs to."""
    _pieces: List[str] = field(repr=False, compare=False)
    _count: int = field(repr=False, compare=False)

    @property
    def snapshot(self) -> str:
        """What the model thinks up to here, since it last began to."""
        return "".join(self._pieces[: self._count])


@dataclass
class ReasoningDoneEvent:
    """The model has stopped thinking, to speak, to call tools, or for good.

    A model that thinks again later tells so again, with what it thought since.
    """

    type: ClassVar[Literal["reasoning.done"]] = "reasoning.done"

    reasoning: str
    index: int
    """The choice it belongs to."""


@dataclass
class ToolCallDeltaEvent:
    """The next part of a tool call. The first one has its name; its arguments may be empty."""

    type: ClassVar[Literal["tool_call.delta"]] = "tool_call.delta"

    delta: str
    """The next part of the arguments, which are a JSON text."""
    index: int
    """The choice it belongs to."""
    tool_index: int
    """Which of the tool calls it is, counted from 0."""
    id: str
    name: str
    _pieces: List[str] = field(repr=False, compare=False)
    _count: int = field(repr=False, compare=False)

    @property
    def snapshot(self) -> str:
        """The arguments up to here."""
        return "".join(self._pieces[: self._count])


@dataclass
class ToolCallDoneEvent:
    """A tool call is complete. Calls come in their order, once the choice is at its end."""

    type: ClassVar[Literal["tool_call.done"]] = "tool_call.done"

    tool_call: ChatCompletionMessageToolCall
    index: int
    """The choice it belongs to."""
    tool_index: int
    """Which of the tool calls it is, counted from 0."""


@dataclass
class ExecutedToolEvent:
    """Groq has begun to run one of its own tools, or has run it: then there is an output, or there are results."""

    type: ClassVar[Literal["executed_tool"]] = "executed_tool"

    tool: ExecutedTool
    index: int
    """The choice it belongs to."""


@dataclass
class UsageEvent:
    """What the answer took."""

    type: ClassVar[Literal["usage"]] = "usage"

    usage: CompletionUsage
    usage_breakdown: Optional[UsageBreakdown]
    """The usage of each model, where a compound system asked several."""


@dataclass
class ErrorEvent:
    """The answer breaks off. It is the last event: the next step of the iteration raises the error."""

    type: ClassVar[Literal["error"]] = "error"

    error: Exception


@dataclass
class DoneEvent:
    """The answer is complete; the last event."""

    type: ClassVar[Literal["done"]] = "done"

    _complete: Callable[[], ChatCompletion] = field(repr=False, compare=False)

    @property
    def completion(self) -> ChatCompletion:
        """The answer as it comes without a stream, made when it is asked for."""
        return self._complete()


ChatCompletionStreamEvent = Union[
    ContentDeltaEvent[ParsedT],
    ContentDoneEvent[ParsedT],
    ReasoningDeltaEvent,
    ReasoningDoneEvent,
    ToolCallDeltaEvent,
    ToolCallDoneEvent,
    ExecutedToolEvent,
    UsageEvent,
    ErrorEvent,
    DoneEvent,
]
"""An event of a live stream, told apart by its `type`."""
