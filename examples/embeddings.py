"""Texts to vectors, and how alike two of them are."""

import math
from typing import List, Union

from _setup import ensure_api
from groq import Groq


def vector(embedding: Union[str, List[float]]) -> List[float]:
    """The numbers: with encoding_format="base64" the field would hold text."""
    assert not isinstance(embedding, str)
    return embedding


def cosine(a: List[float], b: List[float]) -> float:
    return sum(x * y for x, y in zip(a, b)) / (math.hypot(*a) * math.hypot(*b))


TEXTS = ["The weather is lovely today", "The weather is awful today", "Compilers turn source into machine code"]

ensure_api()
client = Groq()

response = client.embeddings.create(model="nomic-embed-text-v1_5", input=TEXTS, encoding_format="float")
vectors = [vector(item.embedding) for item in response.data]

print(f"{len(vectors)} vectors of {len(vectors[0])} numbers, {response.usage.total_tokens} tokens")
print(f"weather and weather:   {cosine(vectors[0], vectors[1]):.3f}")
print(f"weather and compilers: {cosine(vectors[0], vectors[2]):.3f}")
