"""The local Groq's embeddings: unit vectors that are closer for texts with more in common."""

from __future__ import annotations

import base64
import math
import struct
from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq.testing import LocalGroq

MODEL = "nomic-embed-text-v1_5"


def embed(given: Any, **options: Any) -> Any:
    return LocalGroq().client().embeddings.create(input=given, model=MODEL, **options)


def vectors(*texts: str) -> List[Any]:
    return [item.embedding for item in embed(list(texts)).data]


def dot(one: Any, other: Any) -> float:
    return sum(a * b for a, b in zip(one, other))


def test_an_embedding_has_its_index_its_model_and_its_tokens() -> None:
    answer = embed(["the quick brown fox", "Hello, world!"])
    assert answer.to_dict() == {
        "object": "list",
        "data": [
            {"object": "embedding", "index": 0, "embedding": vectors("the quick brown fox")[0]},
            {"object": "embedding", "index": 1, "embedding": vectors("Hello, world!")[0]},
        ],
        "model": MODEL,
        "usage": {"prompt_tokens": 8, "total_tokens": 8},
    }


def test_one_text_is_a_list_of_one() -> None:
    assert embed("hello").data == embed(["hello"]).data


@pytest.mark.parametrize("text", ["the quick brown fox", "a", "  ", "?!", "naïve 日本語", "word " * 500])
def test_every_text_has_a_unit_vector_of_768_numbers(text: str) -> None:
    (found,) = vectors(text)
    assert len(found) == 768
    assert math.isclose(dot(found, found), 1, abs_tol=1e-6)


def test_texts_that_share_more_are_closer() -> None:
    fox, twin, cousin, likeness, stranger = vectors(
        "The quick brown fox jumps over the lazy dog",
        "the quick brown fox JUMPS over the lazy dog!",
        "A brown fox jumps over a dog",
        "Foxes jumping over dogs quickly",
        "Parliament adjourned without a vote yesterday",
    )
    near = [dot(fox, other) for other in (twin, cousin, likeness, stranger)]
    assert near == sorted(near, reverse=True)
    assert near[0] == pytest.approx(1)
    assert near[1] > 0.6
    assert near[2] > near[3] + 0.1
    assert abs(near[3]) < 0.1


def test_words_that_tell_something_weigh_more_than_short_ones() -> None:
    question, answer, distraction = vectors(
        "What is the capital of France?", "France: its capital, Paris", "What is the time of it?"
    )
    assert dot(question, answer) > dot(question, distraction)


def test_the_same_text_is_the_same_vector_in_every_local_groq() -> None:
    assert vectors("hello world") == vectors("hello world")


def test_embeddings_in_base64_are_the_same_numbers_in_single_precision() -> None:
    plain = embed("hello world").data[0].embedding
    encoded = embed("hello world", encoding_format="base64").data[0].embedding
    assert isinstance(encoded, str)
    assert struct.unpack("<768f", base64.b64decode(encoded)) == struct.unpack("<768f", struct.pack("<768f", *plain))


def test_both_colours_are_given_the_same(twin: Any) -> None:
    local = LocalGroq()
    client = twin.closing(twin.pick(local.client, local.async_client)())
    answer = twin.call(client.embeddings.create(input=["hello"], model="nomic-embed-text-v1.5"))
    assert answer.data[0].embedding == vectors("hello")[0]
    assert answer.model == "nomic-embed-text-v1.5"


@pytest.mark.parametrize("given", [[], [1, 2], [[1, 2]], {"a": 1}, 5, None, ["x"] * 2049])
def test_embeddings_of_what_is_no_text_are_refused(given: Any) -> None:
    local = LocalGroq()
    body: Dict[str, Any] = {"input": given, "model": MODEL}
    with httpx.Client(transport=local.transport(), trust_env=False) as client:
        headers = {"authorization": "Bearer " + local.api_key}
        response = client.post("http://local.groq/openai/v1/embeddings", json=body, headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["param"].partition(".")[0] == "input"


def test_embeddings_of_a_model_that_makes_none_are_refused() -> None:
    client = LocalGroq().client(max_retries=0)
    with pytest.raises(groq.BadRequestError, match="does not support embeddings"):
        client.embeddings.create(input="hello", model="llama-3.1-8b-instant")
