"""What responses, rerankings and fine-tunings give."""

from __future__ import annotations

from typing import Any, List, Optional, Union

import pydantic
from typing_extensions import assert_type

from groq import APIResponse, AsyncGroq, AsyncStream, Groq, Stream
from groq.types import FineTuning, FineTuningListResponse, FineTuningReadResponse, RerankingResponse
from groq.types.responses import (
    ParsedResponse,
    Response,
    ResponseFunctionToolCall,
    ResponseInputItem,
    ResponseInputItemParam,
    ResponseMcpCall,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseStreamEvent,
    ResponseTextDeltaEvent,
    ResponseUnknownEvent,
    ResponseUnknownItem,
)

model = "openai/gpt-oss-20b"


class Person(pydantic.BaseModel):
    name: str


def create(client: Groq, flag: bool) -> None:
    responses = client.responses
    response = responses.create(model=model, input="Hi")
    assert_type(response, Response)
    assert_type(response.output_text, str)
    assert_type(responses.create(model=model, input="Hi", stream=False), Response)
    assert_type(responses.create(model=model, input="Hi", stream=True), Stream[ResponseStreamEvent])
    assert_type(responses.create(model=model, input="Hi", stream=flag), Union[Response, Stream[ResponseStreamEvent]])
    responses.create(model=model)  # refused
    responses.create(model=model, input="Hi", previous_response_id="r")  # refused
    responses.create(model=model, input="Hi", truncation="middle")  # refused
    raw = responses.with_raw_response.create(model=model, input="Hi")
    assert_type(raw, APIResponse[Response])
    assert_type(client.with_raw_response.responses.create(model=model, input="Hi").parse(), Response)
    with responses.with_streaming_response.create(model=model, input="Hi", stream=True) as streamed:
        assert_type(streamed.parse(), Stream[ResponseStreamEvent])


def items(client: Groq) -> None:
    response = client.responses.create(
        model=model,
        input=[{"role": "user", "content": "Hi"}, {"type": "function_call_output", "call_id": "c", "output": "1"}],
        tools=[
            {"type": "mcp", "server_label": "hub", "server_url": "https://a.example", "require_approval": "never"},
            {"type": "function", "name": "f", "parameters": {"type": "object"}},
            {"type": "code_interpreter"},
        ],
        tool_choice={"type": "function", "name": "f"},
        text={"format": {"type": "json_schema", "name": "it", "schema": {}}},
        reasoning={"effort": "low"},
    )
    for item in response.output:
        if item.type == "message":
            assert_type(item, ResponseOutputMessage)
            for part in item.content:
                if part.type == "output_text":
                    assert_type(part, ResponseOutputText)
        elif item.type == "function_call":
            assert_type(item, ResponseFunctionToolCall)
        elif item.type == "mcp_call":
            assert_type(item, ResponseMcpCall)
            assert_type(item.output, Optional[str])
        elif isinstance(item, ResponseUnknownItem):
            assert_type(item["anything"], Any)
    more: List[ResponseInputItemParam] = [{"role": "user", "content": "Go on"}]
    client.responses.create(model=model, input=[*response.output, *more])
    both: List[ResponseInputItem] = [{"role": "user", "content": "Go on"}, *response.output]
    client.responses.create(model=model, input=both)
    client.responses.create(model=model, input=more)
    client.responses.create(model=model, input="Hi", tools=[{"type": "mcp", "server_label": "hub"}])  # refused
    client.responses.create(model=model, input=[{"role": "robot", "content": "Hi"}])  # refused


def events(client: Groq) -> None:
    for event in client.responses.create(model=model, input="Hi", stream=True):
        if event.type == "response.output_text.delta":
            assert_type(event, ResponseTextDeltaEvent)
            assert_type(event.delta, str)
        elif event.type == "response.completed":
            assert_type(event.response, Response)
        elif isinstance(event, ResponseUnknownEvent):
            assert_type(event.get("delta"), Any)


def parse(client: Groq) -> None:
    parsed = client.responses.parse(model=model, input="Hi", text_format=Person)
    assert_type(parsed, ParsedResponse[Person])
    assert_type(parsed.output_parsed, Optional[Person])
    numbers = client.responses.parse(model=model, input="Hi", text_format=List[int])
    assert_type(numbers.output_parsed, Optional[List[int]])
    client.responses.create(model=model, input=[*parsed.output])
    assert_type(client.responses.parse(model=model, input="Hi", tools=[Person]), ParsedResponse[None])
    client.responses.parse(model=model, input="Hi", text_format=Person, stream=True)  # refused
    client.responses.parse(model=model, input="Hi", text_format=Person, temperature="hot")  # refused


def others(client: Groq) -> None:
    ranked = client.reranking.create(model="m", query="q", docs=["a"])
    assert_type(ranked, RerankingResponse)
    assert_type(ranked.results[0].score, float)
    client.reranking.create(model="m", query="q", docs="a")  # refused
    tuned = client.fine_tunings.create(base_model="m", input_file_id="f", name="n", type="lora")
    assert_type(tuned, FineTuningReadResponse)
    listed = client.fine_tunings.list()
    assert_type(listed, FineTuningListResponse)
    for each in listed:
        assert_type(each, FineTuning)
        assert_type(each.fine_tuned_model, Optional[str])
    assert_type(client.fine_tunings.delete("f").deleted, Optional[bool])
    client.fine_tunings.create(base_model="m")  # refused


async def awaited(client: AsyncGroq) -> None:
    assert_type(await client.responses.create(model=model, input="Hi"), Response)
    stream = await client.responses.create(model=model, input="Hi", stream=True)
    assert_type(stream, AsyncStream[ResponseStreamEvent])
    async for event in stream:
        assert_type(event, ResponseStreamEvent)
    parsed = await client.responses.parse(model=model, input="Hi", text_format=Person)
    assert_type(parsed.output_parsed, Optional[Person])
    assert_type(await client.reranking.create(model="m", query="q", docs=["a"]), RerankingResponse)
    assert_type(await client.fine_tunings.retrieve("f"), FineTuningReadResponse)
