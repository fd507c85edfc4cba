"""What runs of tools give, told by `steps` and `stream`, and what they take."""

from __future__ import annotations

from typing import Awaitable, Dict, List, Optional

import pydantic
from typing_extensions import assert_type

from groq import AsyncGroq, Groq, ToolLoopLimitError, function_tool
from groq.lib.tools import (
    AsyncToolRunner,
    Tool,
    ToolCall,
    ToolCallStatus,
    ToolEvent,
    ToolLike,
    ToolRun,
    ToolRunner,
    ToolTurn,
)
from groq.types import CompletionUsage
from groq.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam

messages: List[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
M = "openai/gpt-oss-20b"


def plain(a: int, b: str = "") -> float:
    return a / len(b)


async def awaited(a: int) -> int:
    return a


class Order(pydantic.BaseModel):
    what: str

    def __call__(self) -> str:
        return self.what


def approve(call: ToolCall) -> bool:
    assert_type(call.parsed, Optional[object])
    assert_type(call.status, ToolCallStatus)
    return call.name == "plain"


async def approve_later(call: ToolCall) -> bool:
    return call.name == "plain"


def definitions() -> None:
    assert_type(function_tool(plain), Tool[Dict[str, object]])
    assert_type(function_tool(awaited, name="later", strict=True), Tool[Dict[str, object]])
    assert_type(function_tool(Order), Tool[Order])
    assert_type(function_tool(Order).parse("{}"), Order)
    assert_type(function_tool(Order, run=lambda order: order.what), Tool[Order])
    assert_type(function_tool(plain).parse("{}"), Dict[str, object])
    assert_type(function_tool(plain).name, str)
    function_tool(Order, run=lambda order: order.when)  # refused
    function_tool(plain, run=plain)  # refused
    function_tool(3)  # refused
    function_tool("plain")  # refused


def blocking(client: Groq, tools: List[ToolLike]) -> None:
    run = client.chat.completions.run_tools(messages, model=M, tools=[plain, Order, {"type": "browser_search"}])
    assert_type(run, ToolRun)
    assert_type(run.completion, ChatCompletion)
    assert_type(run.text, str)
    assert_type(run.messages, List[ChatCompletionMessageParam])
    assert_type(run.usage, Optional[CompletionUsage])
    assert_type(run.turns, List[ToolTurn])
    assert_type(run.calls[0].output, Optional[str])
    client.chat.completions.create(messages=run.messages, model=M)

    steps = client.chat.completions.run_tools(messages, model=M, tools=tools, steps=True)
    assert_type(steps, ToolRunner[ToolTurn])
    with steps as turns:
        for turn in turns:
            assert_type(turn, ToolTurn)
            assert_type(turn.calls, List[ToolCall])
    assert_type(steps.until_done(), ToolRun)
    assert_type(steps.result, ToolRun)

    events = client.chat.completions.run_tools(messages, model=M, tools=tools, stream=True)
    assert_type(events, ToolRunner[ToolEvent])
    for event in events:
        if event.type == "chunk":
            assert_type(event.chunk, ChatCompletionChunk)
            assert_type(event.text, str)
        elif event.type == "turn":
            assert_type(event.turn, ToolTurn)
        else:
            assert_type(event.call, ToolCall)


async def awaiting(client: AsyncGroq, tools: List[ToolLike]) -> None:
    run_tools = client.chat.completions.run_tools
    assert_type(await run_tools(messages, model=M, tools=[plain, awaited], approve=approve_later), ToolRun)
    steps = await run_tools(messages, model=M, tools=tools, steps=True, approve=approve)
    assert_type(steps, AsyncToolRunner[ToolTurn])
    async with steps as turns:
        async for turn in turns:
            assert_type(turn, ToolTurn)
    events = await run_tools(messages, model=M, tools=tools, stream=True)
    assert_type(events, AsyncToolRunner[ToolEvent])
    async for event in events:
        if event.type == "chunk":
            assert_type(event.text, str)
    waiting: Awaitable[ToolRun] = events.until_done()
    assert_type(await waiting, ToolRun)
    for _ in steps:  # refused
        pass


def options(client: Groq) -> None:
    run_tools = client.chat.completions.run_tools
    run_tools(messages, model=M, tools=[], max_turns=None, max_tool_calls=3, timeout=2.5, request_timeout=None)
    run_tools(messages, model=M, tools=[], approve=approve, on_error="raise", temperature=0, tool_choice="required")
    run_tools(messages=messages, model=M, tools=(), extra_headers={"X-A": "1"}, parallel_tool_calls=None)
    run_tools(messages, model=M, tools=[], approve=approve_later)  # refused
    run_tools(messages, model=M, tools=[], approve=lambda call: call.name)  # refused
    run_tools(messages, model=M, tools=[], on_error="ignore")  # refused
    run_tools(messages, model=M, tools=[], temprature=1)  # refused
    run_tools(messages, model=M, tools=[], temperature="hot")  # refused
    run_tools(messages, model=M, tools=[], n=2)  # refused
    run_tools(messages, model=M, tools=[], steps=True, stream=True)  # refused
    run_tools(messages, model=M, tools=plain)  # refused
    run_tools(messages, model=M, tools=[3])  # refused
    run_tools(messages, model=M)  # refused
    run_tools(messages, tools=[])  # refused


def limited(client: Groq) -> None:
    try:
        client.chat.completions.run_tools(messages, model=M, tools=[plain])
    except ToolLoopLimitError as error:
        assert_type(error.messages, List[ChatCompletionMessageParam])
        assert_type(error.completion, Optional[ChatCompletion])
        assert_type(error.tools, List[str])
