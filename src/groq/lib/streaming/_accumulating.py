"""The chunks of a streamed answer, all of them, to the answer they add up to."""

from __future__ import annotations

from typing import Any, AsyncIterable, Awaitable, Iterable, Mapping, Union, cast, overload

from ..._models import BaseModel
from ...types.chat.chat_completion import ChatCompletion
from ...types.chat.chat_completion_chunk import ChatCompletionChunk
from ._live import Gathered

__all__ = ["accumulate"]

_Chunk = Union[ChatCompletionChunk, Mapping[str, object]]


@overload
def accumulate(chunks: Iterable[_Chunk]) -> ChatCompletion: ...
@overload
def accumulate(chunks: AsyncIterable[_Chunk]) -> Awaitable[ChatCompletion]: ...
def accumulate(
    chunks: Union[Iterable[_Chunk], AsyncIterable[_Chunk]],
) -> Union[ChatCompletion, Awaitable[ChatCompletion]]:
    """Give the completion that the chunks of a stream add up to: what the same answer is without a stream.

    `chunks` is a stream, or any other iterable of chunks, also of chunks as decoded JSON. For what is iterated over
    asynchronously, such as an `AsyncStream`, await the result. A choice whose end is not among the chunks has no
    `finish_reason`.

    Raises:
        TypeError: there is something that is no chunk.
        ValueError: there are no chunks.
    """
    if isinstance(chunks, AsyncIterable):
        return _awaited(chunks)
    gathered = Gathered()
    for chunk in chunks:
        gathered.add(_checked(chunk))
    return _whole(gathered)


async def _awaited(chunks: AsyncIterable[_Chunk]) -> ChatCompletion:
    gathered = Gathered()
    async for chunk in chunks:
        gathered.add(_checked(chunk))
    return _whole(gathered)


def _checked(chunk: Any) -> Any:
    if isinstance(chunk, BaseModel):
        return chunk
    if isinstance(chunk, Mapping):
        return {**cast("Mapping[str, object]", chunk)}
    raise TypeError("`accumulate` takes chunks of chat completions, got %s" % type(chunk).__name__)


def _whole(gathered: Gathered) -> ChatCompletion:
    completion = gathered.completion()
    if completion is None:
        raise ValueError("there are no chunks to accumulate: was the stream read already?")
    return completion


accumulate.__module__ = "groq"
