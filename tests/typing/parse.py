"""What `chat.completions.parse` gives, told by `response_format`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Union

from pydantic import BaseModel
from typing_extensions import Literal, TypedDict, assert_type

import groq
from groq import AsyncGroq, Groq
from groq.types.chat import (
    ChatCompletion,
    ChatCompletionMessageParam,
    ParsedChatCompletion,
    ParsedChatCompletionMessage,
    ParsedChoice,
    ParsedFunctionToolCall,
)
from groq.types.completion_usage import CompletionUsage

messages: List[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
model = "openai/gpt-oss-20b"


class Person(BaseModel):
    name: str


@dataclass
class Point:
    x: int


class Film(TypedDict):
    title: str


def weather(city: str) -> str:
    return city


def typed(client: Groq) -> None:
    parse = client.chat.completions.parse
    completion = parse(messages, model=model, response_format=Person)
    assert_type(completion, ParsedChatCompletion[Person])
    assert_type(completion.choices, List[ParsedChoice[Person]])
    assert_type(completion.choices[0].message, ParsedChatCompletionMessage[Person])
    assert_type(completion.choices[0].message.parsed, Optional[Person])
    assert_type(completion.choices[0].message.tool_calls, Optional[List[ParsedFunctionToolCall]])
    assert_type(completion.usage, Optional[CompletionUsage])
    plain: ChatCompletion = completion
    assert_type(plain.choices[0].message.content, Optional[str])
    if completion.choices[0].message.parsed:
        assert_type(completion.choices[0].message.parsed.name, str)
    assert_type(parse(messages, model=model, response_format=Point).choices[0].message.parsed, Optional[Point])
    assert_type(parse(messages, model=model, response_format=Film).choices[0].message.parsed, Optional[Film])
    assert_type(parse(messages, model=model, response_format=List[int]).choices[0].message.parsed, Optional[List[int]])
    several = parse(messages=messages, model=model, response_format=Dict[str, List[Person]], strict=False, retries=2)
    assert_type(several.choices[0].message.parsed, Optional[Dict[str, List[Person]]])


def special(client: Groq) -> None:
    parse = client.chat.completions.parse
    literal = parse(messages, model=model, response_format=Literal["a", "b"])
    assert_type(literal, ParsedChatCompletion[Any])


def with_tools(client: Groq) -> None:
    parse = client.chat.completions.parse
    called = parse(messages, model=model, tools=[Person, weather, {"type": "browser_search"}])
    assert_type(called, ParsedChatCompletion[None])
    for call in called.choices[0].message.tool_calls or []:
        assert_type(call.function.parsed_arguments, Optional[object])
        if isinstance(call.function.parsed_arguments, Person):
            assert_type(call.function.parsed_arguments.name, str)
    assert_type(parse(messages, model=model, tools=[Person], response_format=Point), ParsedChatCompletion[Point])


def wrong(client: Groq) -> None:
    parse = client.chat.completions.parse
    parse(messages, model=model, response_format=Person, temprature=1)  # refused
    parse(messages, model=model, response_format=Person, stream=True)  # refused
    parse(messages, response_format=Person)  # refused
    parse(messages, model=model, response_format=Person, retries="2")  # refused
    parse(messages, model=model, response_format=Person, tools=[3])  # refused


async def awaited(client: AsyncGroq) -> None:
    parse = client.chat.completions.parse
    completion = await parse(messages, model=model, response_format=Person, temperature=0.5, timeout=None)
    assert_type(completion, ParsedChatCompletion[Person])
    assert_type(await parse(messages, model=model, tools=[Person]), ParsedChatCompletion[None])


def schemas(type_: Union[type, None]) -> None:
    assert_type(groq.strict_schema(Person), Dict[str, Any])
    try:
        groq.strict_schema(type_)
    except groq.SchemaNotStrictError as error:
        assert_type(error.path, str)
    except groq.ParseValidationError as error:
        assert_type(error.attempts[-1].problem, str)
        assert_type(error.completion, Optional[ChatCompletion])
