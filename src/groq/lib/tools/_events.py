"""What is told of a run of tools while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from typing_extensions import Literal, TypeAlias

from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ._run import ToolCall, ToolTurn

__all__ = ["ToolCallEvent", "ToolChunkEvent", "ToolEvent", "ToolResultEvent", "ToolTurnEvent"]


@dataclass(frozen=True)
class ToolChunkEvent:
    """A piece of an answer arrived."""

    number: int
    """Of the turn, counted from 1."""
    chunk: ChatCompletionChunk
    type: Literal["chunk"] = "chunk"

    @property
    def text(self) -> str:
        """The piece of text in it; empty where it has none."""
        return "".join(choice.delta.content or "" for choice in self.chunk.choices or ())


@dataclass(frozen=True)
class ToolCallEvent:
    """The model asks for a call, which may or may not be run: its `status` is `asked` if it may."""

    number: int
    """Of the turn, counted from 1."""
    call: ToolCall
    type: Literal["tool_call"] = "tool_call"


@dataclass(frozen=True)
class ToolResultEvent:
    """A call has come to its end: `call.status` tells how, `call.output` what the model is told."""

    number: int
    """Of the turn, counted from 1."""
    call: ToolCall
    type: Literal["tool_result"] = "tool_result"


@dataclass(frozen=True)
class ToolTurnEvent:
    """A turn is complete: the answer is there, and all its calls have come to their end."""

    turn: ToolTurn
    type: Literal["turn"] = "turn"


ToolEvent: TypeAlias = Union[ToolChunkEvent, ToolCallEvent, ToolResultEvent, ToolTurnEvent]
"""Told apart by their `type`."""
