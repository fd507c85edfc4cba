"""The turns of a run of tools: what to ask next, which calls may run, when it is over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Type, cast

import httpx
from typing_extensions import Literal

from ..._core.accumulate import accumulated, is_finished
from ..._core.clocks import TimeLimits
from ..._core.encode import jsonable
from ..._core.parse import parser
from ..._exceptions import APIError, APITimeoutError, IncompleteStreamError
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ._errors import ToolArgumentsError, ToolCallError, ToolExecutionError, ToolLoopLimitError
from ._events import ToolChunkEvent
from ._recover import meant_calls
from ._run import ToolCall, ToolRun, ToolTurn
from ._told import UntellableError, prepare, words_of
from ._toolset import Toolset
from ._wording import answer_param, limit_message, recovered_completion, result_param

__all__ = ["Limits", "Loop"]


@dataclass(frozen=True)
class Limits:
    """How far a run may go; `None` is no limit."""

    turns: Optional[int]
    tool_calls: Optional[int]
    seconds: Optional[float]


class Loop:
    """Decides and keeps count, and never waits: the two colours of the runner do what it says."""

    def __init__(
        self,
        messages: Iterable[ChatCompletionMessageParam],
        tools: Toolset,
        options: Mapping[str, Any],
        limits: Limits,
        on_error: Literal["return", "raise"],
        *,
        client_timeout: object = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.messages: List[ChatCompletionMessageParam] = jsonable([*messages])
        self.turns: List[ToolTurn] = []
        self.tools = tools
        self.is_over: bool = False
        self._options = options
        self._limits = limits
        self._raises = on_error == "raise"
        self._client_timeout = client_timeout
        self._clock = clock
        self._ends: Optional[float] = None
        self._calls = 0
        self._chunks: List[ChatCompletionChunk] = []

    # Time.

    def begin(self) -> None:
        """The time begins to run, if it has not yet."""
        if self._limits.seconds is not None and self._ends is None:
            self._ends = self._clock() + self._limits.seconds

    def remaining(self) -> Optional[float]:
        """The seconds that are left, 0 if none are; `None` where there is no limit."""
        return None if self._ends is None else max(self._ends - self._clock(), 0.0)

    def out_of_time(self, tools: Sequence[str] = ()) -> ToolLoopLimitError:
        return self._limit("timeout", self._limits.seconds or 0, tools)

    # Asking.

    def request(self, *, stream: bool) -> Dict[str, Any]:
        """The arguments of the next request."""
        remaining = self.remaining()
        if remaining == 0.0:
            raise self.out_of_time()
        self.messages[:] = jsonable(self.messages)  # what was added may be answers, or hold them
        body = {**self._options, "messages": list(self.messages)}
        if self.tools.params:
            body["tools"] = self.tools.params
        if self.turns and (body.get("tool_choice") == "required" or isinstance(body.get("tool_choice"), Mapping)):
            body["tool_choice"] = "auto"  # what was forced has been done: it would never come to an end
        if remaining is not None:
            body["timeout"] = _within(remaining, body.get("timeout", self._client_timeout))
        if stream:
            body["stream"] = True
        self._chunks.clear()
        return body

    def arrived(self, chunk: ChatCompletionChunk) -> ToolChunkEvent:
        """Take a piece of an answer."""
        self._chunks.append(chunk)
        return ToolChunkEvent(len(self.turns) + 1, chunk)

    def whole(self, request: httpx.Request) -> ChatCompletion:
        """The answer that the pieces make; raises where it is cut short, since its calls may be, too."""
        pieces = [chunk.to_dict() for chunk in self._chunks]
        if not any(map(is_finished, pieces)):
            raise IncompleteStreamError(request=request)
        return cast(ChatCompletion, parser(ChatCompletion).python(accumulated(pieces)))

    def recovered(self, error: APIError) -> List[ToolCall]:
        """The calls that a failed generation meant; raises the error where it meant none, or time is over."""
        if isinstance(error, APITimeoutError) and error.clock == "total" and self.remaining() == 0.0:
            raise self.out_of_time() from error
        calls = meant_calls(error.failed_generation or "") if error.code == "tool_use_failed" else []
        if not calls or not all(self._fits(call.name, call.arguments) for call in calls):
            raise error
        value = recovered_completion(calls, str(self._options.get("model")), error.request_id, len(self.turns))
        completion = cast(ChatCompletion, parser(ChatCompletion).python(value))
        return self.answered(completion, recovered=True)

    def _fits(self, name: str, arguments: str) -> bool:
        call = ToolCall("", name, arguments)
        prepare(call, self.tools.by_name.get(name), self.tools.by_name)
        return call.status == "asked"

    # Answers and calls.

    def answered(self, completion: ChatCompletion, *, recovered: bool = False) -> List[ToolCall]:
        """Take an answer; gives the calls it asks for, of which those may run whose `status` is `asked`."""
        message = completion.choices[0].message if completion.choices else None
        calls = [_asked(call) for call in (message.tool_calls if message is not None else None) or []]
        for call in calls:
            prepare(call, self.tools.by_name.get(call.name), self.tools.by_name)
        self.turns.append(ToolTurn(len(self.turns) + 1, completion, calls, [], recovered))
        if calls:
            self._check_limits(len(calls))
        for call in calls:
            self.check(call)
        return calls

    def _check_limits(self, more: int) -> None:
        self._calls += more
        if self._limits.tool_calls is not None and self._calls > self._limits.tool_calls:
            raise self._limit("max_tool_calls", self._limits.tool_calls)
        if self._limits.turns is not None and len(self.turns) >= self._limits.turns:
            raise self._limit("max_turns", self._limits.turns)

    def ends_with(self, call: ToolCall) -> bool:
        """Whether what came of a call ends the run."""
        return call.status == "failed" and (self._raises or isinstance(call.error, UntellableError))

    def check(self, call: ToolCall) -> None:
        """Raise what is wrong with a call, if that is for the caller to know rather than for the model."""
        if self.ends_with(call):
            raise self._error(ToolExecutionError, call) from call.error
        if call.status == "invalid" and self._raises:
            raise self._error(ToolArgumentsError, call) from call.error
        if call.status == "unknown" and self._raises:
            raise self._error(ToolCallError, call)

    def finish(self) -> ToolTurn:
        """Take what came of the calls into the conversation, and end the turn."""
        turn = self.turns[-1]
        answer = answer_param(turn.completion)
        turn.messages = [*([answer] if answer else []), *(result_param(call) for call in turn.calls)]
        self.messages.extend(turn.messages)
        self.is_over = not turn.calls
        return turn

    def result(self) -> ToolRun:
        return ToolRun(self.turns[-1].completion, list(self.turns), list(self.messages))

    # Errors.

    def _error(self, kind: Type[ToolCallError], call: ToolCall) -> ToolCallError:
        said = words_of(call.error) if call.error is not None else ""
        return kind(
            "The call `%s(%s)` failed. %s" % (call.name, call.arguments, said or call.output),
            call=call,
            messages=self.messages,
            turns=self.turns,
        )

    def _limit(
        self, limit: Literal["max_turns", "max_tool_calls", "timeout"], most: float, tools: Sequence[str] = ()
    ) -> ToolLoopLimitError:
        calls = self.turns[-1].calls if self.turns else []
        message = limit_message(limit, most, tools, [call.name for call in calls])
        return ToolLoopLimitError(message, limit=limit, tools=tools, messages=self.messages, turns=self.turns)


def _asked(call: Any) -> ToolCall:
    """A call as it came, also from a server that leaves out what it must not."""
    function = call.function
    return ToolCall(call.id or "", getattr(function, "name", None) or "", getattr(function, "arguments", None) or "")


def _within(remaining: float, timeout: Any) -> TimeLimits:
    """The limits of one request in a run that has so many seconds left."""
    if not isinstance(timeout, TimeLimits):
        return TimeLimits(timeout, total=remaining)
    return TimeLimits(
        timeout,
        first_token=timeout.first_token,
        between_tokens=timeout.between_tokens,
        total=min(remaining, timeout.total or remaining),
    )
