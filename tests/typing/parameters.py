"""What parameters take: values, `None`, what stands for nothing, and dictionaries made by their classes."""

from __future__ import annotations

from typing import Iterator, List, Optional

import httpx

from groq import NOT_GIVEN, Groq, Omit, Timeout, not_given, omit
from groq.types import FunctionDefinition
from groq.types.chat import (
    ChatCompletion,
    ChatCompletionAssistantMessageParam,
    ChatCompletionContentPartImageParam,
    ChatCompletionContentPartTextParam,
    ChatCompletionMessageParam,
    ChatCompletionMessageToolCallParam,
    ChatCompletionNamedToolChoiceParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionToolMessageParam,
    ChatCompletionToolParam,
    ChatCompletionUserMessageParam,
    CompletionCreateParams,
)
from groq.types.chat.completion_create_params import ResponseFormat, ResponseFormatResponseFormatJsonObject

hello: ChatCompletionMessageParam = {"role": "user", "content": "Hi"}
MODEL = "openai/gpt-oss-20b"


def absent(client: Groq, temperature: Optional[float], stop: List[str] | Omit) -> None:
    create = client.chat.completions.create
    create(messages=[hello], model=MODEL, temperature=omit, stream=omit, tools=omit, stop=omit, user=omit)
    create(messages=[hello], model=MODEL, temperature=None, stream=None, tools=None, stop=None, user=None)
    create(messages=[hello], model=MODEL, temperature=temperature, stop=stop)
    create(messages=[hello], model=MODEL, temperature=temperature if temperature is not None else omit)
    create(messages=[hello], model=MODEL, extra_headers=None, extra_query=None, extra_body=None)
    create(messages=[hello], model=MODEL, extra_headers={"X-A": "1", "X-B": omit}, extra_query={"a": [1]})
    create(messages=[hello], model=MODEL, extra_body={"a": 1})
    client.embeddings.create(input="a", model="m", user=None, encoding_format=omit)
    create(messages=[hello], model=None)  # refused
    create(messages=None, model=MODEL)  # refused
    create(messages=[hello], model=omit)  # refused
    create(messages=[hello], model=MODEL, temperature=NOT_GIVEN)  # refused
    create(messages=[hello], model=MODEL, temperature=not_given)  # refused
    create(messages=[hello], model=MODEL, extra_headers=omit)  # refused
    create(messages=[hello], model=MODEL, extra_headers={"X-A": 1})  # refused
    client.embeddings.create(input="a", model="m", encoding_format=None)  # refused
    client.audio.translations.create(file=b"", model="m", prompt=None)  # refused


def timeouts(client: Groq) -> None:
    retrieve = client.models.retrieve
    for timeout in (1, 1.5, None, NOT_GIVEN, not_given, httpx.Timeout(5), Timeout(5, connect=1)):
        retrieve("m", timeout=timeout)
    retrieve("m", timeout=1)
    retrieve("m", timeout=NOT_GIVEN)
    retrieve("m", timeout=Timeout(None))
    retrieve("m", timeout="1")  # refused
    retrieve("m", timeout=omit)  # refused
    retrieve("m", timeout=(1.0, 2.0))  # refused


def values(client: Groq, texts: Iterator[ChatCompletionMessageParam]) -> None:
    create = client.chat.completions.create
    create(messages=texts, model=MODEL)
    create(messages=(hello,), model=MODEL, stop=["a", "b"], logit_bias={"1": 2}, metadata={"a": "b"})
    create(messages=[hello], model=MODEL, stop="a", service_tier="auto", reasoning_effort="low", n=1)
    create(messages=[hello], model=MODEL, response_format={"type": "json_object"})
    create(messages=[hello], model=MODEL, tool_choice="auto", tools=[{"type": "browser_search"}])
    create(messages=[hello], model=MODEL, stream_options={"include_usage": True})
    create(messages=[hello], model=MODEL, documents=[{"source": {"type": "text", "text": "a"}, "id": None}])
    create(messages=[hello], model=MODEL, compound_custom={"tools": {"enabled_tools": ["web_search"]}})
    create(messages=[hello], model=MODEL, search_settings={"country": "nl", "include_domains": ["groq.com"]})
    create(messages="Hi", model=MODEL)  # refused
    create(messages=[{"role": "robot", "content": "Hi"}], model=MODEL)  # refused
    create(messages=[{"role": "user"}], model=MODEL)  # refused
    create(messages=[hello], model=1)  # refused
    create(messages=[hello], model=MODEL, temperature="hot")  # refused
    create(messages=[hello], model=MODEL, service_tier="first")  # refused
    create(messages=[hello], model=MODEL, response_format={"type": "json"})  # refused
    create(messages=[hello], model=MODEL, include_domains="groq.com")  # refused
    create(messages=[hello], model=MODEL, tools=[{"function": {"name": "f"}}])  # refused
    create(messages=[hello], model=MODEL, max_token=1)  # refused
    create([hello], MODEL)  # refused


def constructed(client: Groq, answer: ChatCompletion) -> None:
    text = ChatCompletionContentPartTextParam(type="text", text="What is this?")
    image = ChatCompletionContentPartImageParam(type="image_url", image_url={"url": "data:", "detail": "auto"})
    call = ChatCompletionMessageToolCallParam(id="1", type="function", function={"name": "f", "arguments": "{}"})
    messages: List[ChatCompletionMessageParam] = [
        ChatCompletionSystemMessageParam(role="system", content="Be brief."),
        ChatCompletionUserMessageParam(role="user", content=[text, image], name="me"),
        ChatCompletionAssistantMessageParam(role="assistant", content=None, tool_calls=[call], reasoning=None),
        ChatCompletionToolMessageParam(role="tool", tool_call_id="1", content="2"),
    ]
    tool = ChatCompletionToolParam(type="function", function={"name": "f", "parameters": {"type": "object"}})
    choice = ChatCompletionNamedToolChoiceParam(type="function", function={"name": "f"})
    format: ResponseFormat = ResponseFormatResponseFormatJsonObject(type="json_object")
    client.chat.completions.create(
        messages=messages, model=MODEL, tools=[tool], tool_choice=choice, response_format=format
    )
    params: CompletionCreateParams = {"messages": messages, "model": MODEL, "stream": True}
    params["temperature"] = 1
    FunctionDefinition(name="f")
    ChatCompletionUserMessageParam(role="user", content=1)  # refused
    ChatCompletionUserMessageParam(content="Hi")  # refused
    ChatCompletionUserMessageParam(role="system", content="Hi")  # refused
    params["temprature"] = 1  # refused
