"""What may go wrong with tools: their definition, the limits of a run, and the calls."""

from __future__ import annotations

from typing import List, Optional, Sequence

from typing_extensions import Literal

from ..._exceptions import GroqError
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ...types.completion_usage import CompletionUsage
from .._usage import summed_usage
from ._run import ToolCall, ToolTurn

__all__ = [
    "ToolArgumentsError",
    "ToolCallError",
    "ToolDefinitionError",
    "ToolExecutionError",
    "ToolLoopLimitError",
    "ToolRunError",
]


class ToolDefinitionError(GroqError, ValueError):
    """A tool that no model can be offered: its parameters have no hints, say, or another tool has its name.

    It is found before anything is sent, and says which tool it is and what to change.
    """


class ToolRunError(GroqError):
    """A run of tools that came to no good end, with what had come of it."""

    messages: List[ChatCompletionMessageParam]
    """The conversation up to the last turn that was completed: a next run can go on from it."""
    turns: List[ToolTurn]
    """Each answer with its calls; those of the last one may not have run, which their `status` tells."""

    def __init__(
        self,
        message: str,
        *,
        messages: Sequence[ChatCompletionMessageParam] = (),
        turns: Sequence[ToolTurn] = (),
    ) -> None:
        super().__init__(message)
        self.messages = list(messages)
        self.turns = list(turns)

    @property
    def completion(self) -> Optional[ChatCompletion]:
        """The last answer; `None` where there was none."""
        return self.turns[-1].completion if self.turns else None

    @property
    def usage(self) -> Optional[CompletionUsage]:
        """What all answers used together; `None` where the server told of none."""
        return summed_usage(turn.completion.usage for turn in self.turns)


class ToolLoopLimitError(ToolRunError):
    """A run of tools reached a limit before the model was done. `limit` is its name."""

    limit: Literal["max_turns", "max_tool_calls", "timeout"]
    tools: List[str]
    """The names of the tools that were still running when the time was over."""

    def __init__(
        self,
        message: str,
        *,
        limit: Literal["max_turns", "max_tool_calls", "timeout"],
        tools: Sequence[str] = (),
        messages: Sequence[ChatCompletionMessageParam] = (),
        turns: Sequence[ToolTurn] = (),
    ) -> None:
        super().__init__(message, messages=messages, turns=turns)
        self.limit = limit
        self.tools = list(tools)


class ToolCallError(ToolRunError):
    """A call that cannot be answered, such as one of a tool that was not declared. `call` is the call."""

    call: ToolCall

    def __init__(
        self,
        message: str,
        *,
        call: ToolCall,
        messages: Sequence[ChatCompletionMessageParam] = (),
        turns: Sequence[ToolTurn] = (),
    ) -> None:
        super().__init__(message, messages=messages, turns=turns)
        self.call = call


class ToolArgumentsError(ToolCallError):
    """The model wrote arguments that do not fit the tool. `__cause__` is pydantic's `ValidationError`."""


class ToolExecutionError(ToolCallError):
    """A tool raised, and `__cause__` is what it raised; or it gave what can't be told to a model."""


for _name in __all__:
    globals()[_name].__module__ = "groq"
