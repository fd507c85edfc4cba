"""What `chat.completions.create` and its views give, told by `stream`."""

from __future__ import annotations

from typing import List, Optional, Union

from typing_extensions import assert_type

from groq import APIResponse, AsyncAPIResponse, AsyncGroq, AsyncStream, Groq, Stream
from groq.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam

messages: List[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]
model = "openai/gpt-oss-20b"

Either = Union[ChatCompletion, Stream[ChatCompletionChunk]]
AsyncEither = Union[ChatCompletion, AsyncStream[ChatCompletionChunk]]


def plain(client: Groq, flag: bool) -> None:
    create = client.chat.completions.create
    assert_type(create(messages=messages, model=model), ChatCompletion)
    assert_type(create(messages=messages, model=model, stream=False), ChatCompletion)
    assert_type(create(messages=messages, model=model, stream=None), ChatCompletion)
    assert_type(create(messages=messages, model=model, stream=True), Stream[ChatCompletionChunk])
    assert_type(create(messages=messages, model=model, stream=flag), Either)
    with create(messages=messages, model=model, stream=True) as stream:
        assert_type(stream, Stream[ChatCompletionChunk])
        for chunk in stream:
            assert_type(chunk, ChatCompletionChunk)
            assert_type(chunk.choices[0].delta.content, Optional[str])
        assert_type(next(stream), ChatCompletionChunk)
    assert_type(create(messages=messages, model=model).choices[0].message.content, Optional[str])


def raw(client: Groq, flag: bool) -> None:
    create = client.chat.completions.with_raw_response.create
    assert_type(create(messages=messages, model=model), APIResponse[ChatCompletion])
    assert_type(create(messages=messages, model=model).parse(), ChatCompletion)
    assert_type(create(messages=messages, model=model).parse(to=int), int)
    assert_type(create(messages=messages, model=model, stream=True), APIResponse[Stream[ChatCompletionChunk]])
    assert_type(create(messages=messages, model=model, stream=True).parse(), Stream[ChatCompletionChunk])
    assert_type(create(messages=messages, model=model, stream=flag), APIResponse[Either])
    create(messages=messages, model=model, temprature=1)  # refused
    create(model=model)  # refused


def streamed(client: Groq, flag: bool) -> None:
    create = client.chat.completions.with_streaming_response.create
    with create(messages=messages, model=model) as response:
        assert_type(response, APIResponse[ChatCompletion])
        assert_type(response.parse(), ChatCompletion)
        for line in response.iter_lines():
            assert_type(line, str)
    with create(messages=messages, model=model, stream=True) as streaming:
        assert_type(streaming, APIResponse[Stream[ChatCompletionChunk]])
    with create(messages=messages, model=model, stream=flag) as either:
        assert_type(either, APIResponse[Either])
    create(messages=messages, model=model).parse()  # refused


def from_the_client(client: Groq) -> None:
    raw = client.with_raw_response.chat.completions.create
    assert_type(raw(messages=messages, model=model), APIResponse[ChatCompletion])
    assert_type(raw(messages=messages, model=model, stream=True), APIResponse[Stream[ChatCompletionChunk]])
    of_chat = client.chat.with_raw_response.completions.create
    assert_type(of_chat(messages=messages, model=model, stream=True), APIResponse[Stream[ChatCompletionChunk]])
    with client.with_streaming_response.chat.completions.create(messages=messages, model=model, stream=True) as stream:
        assert_type(stream, APIResponse[Stream[ChatCompletionChunk]])


async def awaited(client: AsyncGroq, flag: bool) -> None:
    create = client.chat.completions.create
    assert_type(await create(messages=messages, model=model), ChatCompletion)
    assert_type(await create(messages=messages, model=model, stream=True), AsyncStream[ChatCompletionChunk])
    assert_type(await create(messages=messages, model=model, stream=flag), AsyncEither)
    async with await create(messages=messages, model=model, stream=True) as stream:
        async for chunk in stream:
            assert_type(chunk, ChatCompletionChunk)
    print(create(messages=messages, model=model).choices)  # refused


async def awaited_raw(client: AsyncGroq, flag: bool) -> None:
    create = client.chat.completions.with_raw_response.create
    assert_type(await create(messages=messages, model=model), AsyncAPIResponse[ChatCompletion])
    assert_type(await (await create(messages=messages, model=model)).parse(), ChatCompletion)
    response = await create(messages=messages, model=model, stream=True)
    assert_type(response, AsyncAPIResponse[AsyncStream[ChatCompletionChunk]])
    assert_type(await response.parse(), AsyncStream[ChatCompletionChunk])
    assert_type(await create(messages=messages, model=model, stream=flag), AsyncAPIResponse[AsyncEither])
    async for part in response.iter_bytes():
        assert_type(part, bytes)


async def awaited_streamed(client: AsyncGroq, flag: bool) -> None:
    create = client.chat.completions.with_streaming_response.create
    async with create(messages=messages, model=model) as response:
        assert_type(response, AsyncAPIResponse[ChatCompletion])
        assert_type(await response.text(), str)
    async with create(messages=messages, model=model, stream=True) as streaming:
        assert_type(streaming, AsyncAPIResponse[AsyncStream[ChatCompletionChunk]])
    async with client.with_streaming_response.chat.completions.create(
        messages=messages, model=model, stream=flag
    ) as either:
        assert_type(either, AsyncAPIResponse[AsyncEither])
    with create(messages=messages, model=model):  # refused
        pass
