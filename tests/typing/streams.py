"""What `chat.completions.stream` gives, told by `response_format` and `tools`; and `groq.accumulate`."""

from __future__ import annotations

from typing import Any, AsyncIterator, Awaitable, Dict, Iterator, List, Mapping, Optional

from pydantic import BaseModel
from typing_extensions import assert_type

import groq
from groq import AsyncGroq, AsyncStream, Groq, Stream
from groq.lib.streaming import (
    AsyncChatCompletionStream,
    ChatCompletionStream,
    ChatCompletionStreamEvent,
    ChatCompletionStreamManager,
    ContentDoneEvent,
    ToolCallDeltaEvent,
)
from groq.types.chat import (
    ChatCompletion,
    ChatCompletionChunk,
    ChatCompletionMessageParam,
    ChatCompletionMessageToolCall,
    ChatCompletionToolParam,
    ParsedChatCompletion,
    ParsedFunctionToolCall,
)
from groq.types.chat.chat_completion_message import ExecutedTool
from groq.types.completion_usage import CompletionUsage

messages: List[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
tools: List[ChatCompletionToolParam] = [{"type": "function", "function": {"name": "f"}}]
model = "openai/gpt-oss-20b"


class Person(BaseModel):
    name: str


def weather(city: str) -> str:
    return city


def plain(client: Groq) -> None:
    manager = client.chat.completions.stream(messages=messages, model=model, temperature=0.5)
    assert_type(manager, ChatCompletionStreamManager[ChatCompletion, None])
    with manager as stream:
        assert_type(stream, ChatCompletionStream[ChatCompletion, None])
        assert_type(stream.text_stream, Iterator[str])
        assert_type(stream.current, Optional[ChatCompletion])
        assert_type(stream.parsed, None)
        assert_type(stream.get_final_completion(), ChatCompletion)
        assert_type(stream.until_done(), None)
    for _ in manager:  # refused
        pass


def formats(client: Groq) -> None:
    stream = client.chat.completions.stream
    json_mode = stream(messages, model=model, response_format={"type": "json_object"}, tools=tools)
    assert_type(json_mode, ChatCompletionStreamManager[ChatCompletion, None])
    listed = stream(messages, model=model, response_format=List[int])
    assert_type(listed, ChatCompletionStreamManager[ParsedChatCompletion[List[int]], List[int]])
    called = stream(messages, model=model, tools=[Person, weather])
    assert_type(called, ChatCompletionStreamManager[ParsedChatCompletion[None], None])
    with called as calling:
        calls = calling.get_final_completion().choices[0].message.tool_calls
        assert_type(calls, Optional[List[ParsedFunctionToolCall]])
    both = stream(messages, model=model, response_format=Person, tools=[weather, tools[0]], strict=True)
    assert_type(both, ChatCompletionStreamManager[ParsedChatCompletion[Person], Person])
    stream(messages, model=model, temprature=1)  # refused
    stream(messages, model=model, stream=True)  # refused
    stream(messages)  # refused


def events(client: Groq) -> None:
    with client.chat.completions.stream(messages, model=model, response_format=Person) as stream:
        assert_type(stream, ChatCompletionStream[ParsedChatCompletion[Person], Person])
        for event in stream:
            assert_type(event, ChatCompletionStreamEvent[Person])
            show(event)
        assert_type(stream.parsed, Optional[Person])
        assert_type(stream.get_final_completion().choices[0].message.parsed, Optional[Person])


def show(event: ChatCompletionStreamEvent[Person]) -> None:
    if event.type == "content.delta":
        assert_type(event.delta, str)
        assert_type(event.parsed, Optional[Person])
    elif event.type == "content.done":
        assert_type(event, ContentDoneEvent[Person])
        assert_type(event.parsed, Person)
        assert_type(event.parsed.name, str)
    elif event.type == "tool_call.delta":
        assert_type(event, ToolCallDeltaEvent)
        print(event.parsed)  # refused
    elif event.type == "tool_call.done":
        assert_type(event.tool_call, ChatCompletionMessageToolCall)
    elif event.type == "executed_tool":
        assert_type(event.tool, ExecutedTool)
    elif event.type == "usage":
        assert_type(event.usage, CompletionUsage)
    elif event.type == "error":
        assert_type(event.error, Exception)
    elif event.type == "done":
        assert_type(event.completion, ChatCompletion)
    elif event.type == "reasoning.delta":
        assert_type(event.snapshot, str)
    else:
        assert_type(event.reasoning, str)


async def awaited(client: AsyncGroq) -> None:
    async with client.chat.completions.stream(messages, model=model, response_format=Person) as stream:
        assert_type(stream, AsyncChatCompletionStream[ParsedChatCompletion[Person], Person])
        assert_type(stream.text_stream, AsyncIterator[str])
        async for event in stream:
            assert_type(event, ChatCompletionStreamEvent[Person])
        final = await stream.get_final_completion()
        assert_type(final.choices[0].message.parsed, Optional[Person])
    async with client.chat.completions.stream(messages=messages, model=model) as untyped:
        assert_type(await untyped.get_final_completion(), ChatCompletion)
        assert_type(await untyped.until_done(), None)
        next(untyped)  # refused
    with client.chat.completions.stream(messages, model=model):  # refused
        pass


async def accumulated(
    chunks: List[ChatCompletionChunk],
    stream: Stream[ChatCompletionChunk],
    arriving: AsyncStream[ChatCompletionChunk],
    recorded: List[Dict[str, Any]],
    lines: Iterator[Mapping[str, object]],
) -> None:
    assert_type(groq.accumulate(chunks), ChatCompletion)
    assert_type(groq.accumulate(stream), ChatCompletion)
    assert_type(groq.accumulate(recorded), ChatCompletion)
    assert_type(groq.accumulate(lines), ChatCompletion)
    assert_type(groq.accumulate(arriving), Awaitable[ChatCompletion])
    assert_type(await groq.accumulate(arriving), ChatCompletion)
    groq.accumulate("text")  # refused
    groq.accumulate(chunks[0])  # refused
