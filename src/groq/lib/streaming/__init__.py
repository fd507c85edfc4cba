"""Live streams: the chunks of an answer as typed events, as text, and as what they add up to."""

from __future__ import annotations

from ._accumulating import accumulate
from ._asking import StreamingOptions, asked
from ._events import (
    ChatCompletionStreamEvent,
    ContentDeltaEvent,
    ContentDoneEvent,
    DoneEvent,
    ErrorEvent,
    ExecutedToolEvent,
    ReasoningDeltaEvent,
    ReasoningDoneEvent,
    ToolCallDeltaEvent,
    ToolCallDoneEvent,
    UsageEvent,
)
from ._streams import (
    AsyncChatCompletionStream,
    AsyncChatCompletionStreamManager,
    ChatCompletionStream,
    ChatCompletionStreamManager,
)

__all__ = [
    "AsyncChatCompletionStream",
    "AsyncChatCompletionStreamManager",
    "ChatCompletionStream",
    "ChatCompletionStreamEvent",
    "ChatCompletionStreamManager",
    "ContentDeltaEvent",
    "ContentDoneEvent",
    "DoneEvent",
    "ErrorEvent",
    "ExecutedToolEvent",
    "ReasoningDeltaEvent",
    "ReasoningDoneEvent",
    "StreamingOptions",
    "ToolCallDeltaEvent",
    "ToolCallDoneEvent",
    "UsageEvent",
    "accumulate",
    "asked",
]
