"""What the other operations give, parsed and through their views."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, Optional, Union

from typing_extensions import assert_type

from groq import APIResponse, AsyncGroq, Groq
from groq._response import (
    AsyncBinaryAPIResponse,
    AsyncStreamedBinaryAPIResponse,
    BinaryAPIResponse,
    StreamedBinaryAPIResponse,
)
from groq.types import (
    BatchCreateResponse,
    BatchListResponse,
    BatchRetrieveResponse,
    CreateEmbeddingResponse,
    FileCreateResponse,
    FileDeleteResponse,
    FileInfoResponse,
    FileListResponse,
    Model,
    ModelDeleted,
    ModelListResponse,
)
from groq.types.audio import Transcription, Translation


def embeddings(client: Groq) -> None:
    answer = client.embeddings.create(input=["a", "b"], model="nomic-embed-text-v1_5")
    assert_type(answer, CreateEmbeddingResponse)
    assert_type(answer.data[0].embedding, Union[List[float], str])
    client.embeddings.create(input=[1], model="m")  # refused
    client.embeddings.create(input="a", model="m", encoding_format="float32")  # refused


def audio(client: Groq) -> None:
    assert_type(client.audio.speech.create(input="a", model="m", voice="v"), BinaryAPIResponse)
    assert_type(client.audio.speech.with_raw_response.create(input="a", model="m", voice="v"), BinaryAPIResponse)
    with client.audio.speech.with_streaming_response.create(input="a", model="m", voice="v") as response:
        assert_type(response, StreamedBinaryAPIResponse)
        response.stream_to_file(Path("speech.wav"), chunk_size=1024)
    assert_type(client.audio.translations.create(file=b"", model="m"), Translation)
    transcription = client.audio.transcriptions.create(file=("a.wav", b""), model="m", response_format="verbose_json")
    assert_type(transcription, Transcription)
    assert_type(transcription.text, str)
    for segment in transcription.segments or ():
        assert_type(segment["start"], Any)
        assert_type(segment.start, float)
    for word in transcription.words or ():
        assert_type(word["word"], Any)
        assert_type(word.word, str)
    raw = client.audio.transcriptions.with_raw_response.create(url="https://a.example", model="m")
    assert_type(raw, APIResponse[Transcription])
    client.audio.speech.create(input="a", model="m", voice="v", sample_rate=1)  # refused
    client.audio.transcriptions.create(file=1, model="m")  # refused
    client.audio.transcriptions.create(file=b"", model="m", timestamp_granularities=["page"])  # refused


def models(client: Groq) -> None:
    assert_type(client.models.retrieve("m"), Model)
    assert_type(client.models.delete("m"), ModelDeleted)
    listed = client.models.list()
    assert_type(listed, ModelListResponse)
    assert_type(listed.data, List[Model])
    assert_type(iter(listed), Iterator[Model])
    for model in listed:
        assert_type(model.id, str)
        assert_type(model.context_window, Optional[int])
        print(model.contextwindow)  # refused
    assert_type(client.with_raw_response.models.list().parse(), ModelListResponse)
    client.models.retrieve()  # refused


def files(client: Groq) -> None:
    assert_type(client.files.create(file=Path("a.jsonl"), purpose="batch"), FileCreateResponse)
    assert_type(client.files.info("f"), FileInfoResponse)
    assert_type(client.files.delete("f"), FileDeleteResponse)
    assert_type(client.files.list(), FileListResponse)
    for file in client.files.list():
        assert_type(file.id, Optional[str])
    content = client.files.content("f")
    assert_type(content, BinaryAPIResponse)
    assert_type(content.read(), bytes)
    assert_type(content.content, bytes)
    with client.files.with_streaming_response.content("f") as response:
        assert_type(response, StreamedBinaryAPIResponse)
    client.files.create(file=b"", purpose="fine-tune")  # refused


def batches(client: Groq) -> None:
    batch = client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id="f")
    assert_type(batch, BatchCreateResponse)
    assert_type(client.batches.retrieve(batch.id), BatchRetrieveResponse)
    assert_type(client.batches.list(), BatchListResponse)
    for each in client.batches.list():
        assert_type(each.id, str)
    client.batches.create(completion_window="24h", endpoint="/v1/embeddings", input_file_id="f")  # refused


async def awaited(client: AsyncGroq) -> None:
    speech = await client.audio.speech.create(input="a", model="m", voice="v")
    assert_type(speech, AsyncBinaryAPIResponse)
    assert_type(await speech.read(), bytes)
    async with client.files.with_streaming_response.content("f") as response:
        assert_type(response, AsyncStreamedBinaryAPIResponse)
    for model in await client.models.list():
        assert_type(model, Model)
    assert_type(await (await client.with_raw_response.models.retrieve("m")).parse(), Model)
    assert_type(await client.files.info("f"), FileInfoResponse)
