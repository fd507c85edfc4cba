"""Embeddings in both forms: as they are sent, as numbers, and as arrays of numpy where it is installed."""

from __future__ import annotations

import base64
import struct
import subprocess
import sys
from typing import Any, List

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq.types import CreateEmbeddingResponse, Embedding
from twin import Twin

VECTORS = [[0.5, -1.25, 3.0], [0.0, 2.0, -0.125]]  # which 32 bits hold exactly


def encoded(vector: List[float]) -> str:
    return base64.b64encode(struct.pack("<%df" % len(vector), *vector)).decode()


def answer(twin: Twin, embeddings: List[Any], **arguments: Any) -> CreateEmbeddingResponse:
    data = [{"object": "embedding", "index": index, "embedding": item} for index, item in enumerate(embeddings)]
    client = twin.client({"object": "list", "data": data, "model": "m", "usage": {}})
    response = twin.call(client.embeddings.create(input=["a", "b"], model="m", **arguments))
    assert isinstance(response, CreateEmbeddingResponse)
    return response


def made(embedding: Any) -> Embedding:
    return Embedding.construct(object="embedding", index=0, embedding=embedding)


def test_base64_stays_the_string_it_was_sent_as(twin: Twin) -> None:
    response = answer(twin, [encoded(vector) for vector in VECTORS], encoding_format="base64")
    assert [item.embedding for item in response.data] == ["AAAAPwAAoL8AAEBA", "AAAAAAAAAEAAAAC+"]
    assert twin.requests[0].content == b'{"input":["a","b"],"model":"m","encoding_format":"base64"}'


@pytest.mark.parametrize("form", [list, encoded])
def test_both_forms_give_the_same_numbers(twin: Twin, form: Any) -> None:
    response = answer(twin, [form(vector) for vector in VECTORS])
    assert response.to_floats() == VECTORS
    assert response.data[1].to_floats() == VECTORS[1]
    assert answer(twin, []).to_floats() == []


@given(vector=st.lists(st.floats(width=32, allow_nan=False)))
def test_all_numbers_of_32_bits_survive(vector: List[float]) -> None:
    assert made(encoded(vector)).to_floats() == vector


@pytest.mark.parametrize(
    ("embedding", "message"),
    [
        ("not base64", "not of base64: 'not base64'"),
        ("é", "not of base64"),
        ("AAAAPw==\n", "not of base64"),
        ("AA AA", "not of base64"),
        ("AAA=", "2 bytes, which is no whole number"),
        (None, "no embedding here, but None"),
        ({"a": 1}, "no embedding here"),
    ],
)
def test_what_is_no_vector_is_refused(embedding: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made(embedding).to_floats()
    pytest.importorskip("numpy")
    with pytest.raises(ValueError, match=message):
        made(embedding).to_numpy()


@pytest.mark.parametrize("form", [list, encoded])
def test_both_forms_give_the_same_arrays(twin: Twin, form: Any) -> None:
    numpy = pytest.importorskip("numpy")
    response = answer(twin, [form(vector) for vector in VECTORS])
    matrix = response.to_numpy()
    assert (matrix.dtype, matrix.shape, matrix.tolist()) == (numpy.float32, (2, 3), VECTORS)
    row = response.data[0].to_numpy()
    assert (row.dtype, row.shape, row.tolist()) == (numpy.float32, (3,), VECTORS[0])
    row[0] = 7
    assert response.data[0].to_floats() == VECTORS[0]
    assert answer(twin, []).to_numpy().shape == (0, 0)


def test_an_array_without_numpy_is_an_import_error() -> None:
    program = (
        "import sys; sys.modules['numpy'] = None; from groq.types import Embedding;"
        "item = Embedding.construct(embedding='AAAAPw=='); assert item.to_floats() == [0.5]; item.to_numpy()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=50)
    assert done.returncode == 1
    assert b"\nModuleNotFoundError: import of numpy halted" in done.stderr


def test_nothing_of_this_needs_numpy_before_it_is_asked_for() -> None:
    program = (
        "import sys; from groq.types import Embedding; Embedding.construct(embedding='AAAAPw==').to_floats();"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=50, check=True)
    assert done.stdout.strip() == b"False"
