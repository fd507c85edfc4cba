"""What a run of tools consists of: calls, turns, and what came of them all."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

from typing_extensions import Literal, TypeAlias

from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ...types.completion_usage import CompletionUsage
from .._usage import summed_usage

__all__ = ["ToolCall", "ToolCallStatus", "ToolRun", "ToolTurn", "picklable"]

ToolCallStatus: TypeAlias = Literal["asked", "running", "done", "failed", "invalid", "refused", "unknown"]
"""`asked`: it has not run. `running`: it has begun; where the run is over, nobody waited for its end. `done`: it gave a
result. `failed`: its function raised. `invalid`: the arguments do not fit. `refused`: `approve` said no. `unknown`: no
such tool was declared."""


@dataclass
class ToolCall:
    """A call that the model asked for, and what came of it."""

    id: str
    name: str
    arguments: str
    """As the model wrote them: a JSON text, if it did well."""
    status: ToolCallStatus = "asked"
    parsed: Optional[object] = None
    """The validated arguments: a dictionary of them, or an instance of the model; `None` where they do not fit."""
    result: Optional[object] = None
    """What the function gave."""
    output: Optional[str] = None
    """What the model was told; `None` as long as nothing came of the call."""
    error: Optional[Exception] = None
    """What the function raised, or what is wrong with the arguments."""

    def __getstate__(self) -> Dict[str, Any]:
        return {name: picklable(value) for name, value in vars(self).items()}


@dataclass
class ToolTurn:
    """One answer of the model, and the calls it asked for."""

    number: int
    """Counted from 1."""
    completion: ChatCompletion
    calls: List[ToolCall]
    """None where the answer is the last."""
    messages: List[ChatCompletionMessageParam]
    """What the turn adds to the conversation: the answer, and what came of each call."""
    recovered: bool
    """Whether the server took the calls for none, and they were read from what the model had written."""

    @property
    def text(self) -> str:
        """The text of the answer; empty where it has none."""
        return text_of(self.completion)


@dataclass
class ToolRun:
    """What came of a run of tools."""

    completion: ChatCompletion
    """The last answer."""
    turns: List[ToolTurn]
    """Each answer with its calls, the last one included."""
    messages: List[ChatCompletionMessageParam]
    """The whole conversation, from the first message to the last answer: to go on with, or to store as JSON."""

    @property
    def text(self) -> str:
        """The text of the last answer; empty where it has none."""
        return text_of(self.completion)

    @property
    def usage(self) -> Optional[CompletionUsage]:
        """What all answers used together; `None` where the server told of none."""
        return summed_usage(turn.completion.usage for turn in self.turns)

    @property
    def calls(self) -> List[ToolCall]:
        """The calls of all turns, in their order."""
        return [call for turn in self.turns for call in turn.calls]


def text_of(completion: ChatCompletion) -> str:
    return (completion.choices[0].message.content or "") if completion.choices else ""


def picklable(value: Any) -> Any:
    """The value, or `None` where it can't be pickled: what functions take, give and raise may be anything."""
    try:
        pickle.loads(pickle.dumps(value))
    except Exception:
        return None
    return value
