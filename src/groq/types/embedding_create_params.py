"""The parameters of `client.embeddings.create`."""

from __future__ import annotations

from typing import Optional, Union

from typing_extensions import Literal, Required, TypedDict

from .._types import SequenceNotStr
from .embedding_model import EmbeddingModel

__all__ = ["EmbeddingCreateParams"]


class EmbeddingCreateParams(TypedDict, total=False):
    """What to embed, and how the vectors are to be written."""

    input: Required[Union[str, SequenceNotStr[str]]]
    """One text, or 1 to 2048 of them. An empty text is refused."""

    model: Required[Union[str, EmbeddingModel]]

    encoding_format: Literal["float", "base64"]
    """Lists of numbers (`"float"`, the default), or base64 strings, which are smaller on the wire."""

    user: Optional[str]
    """A name for your end user, for tracing abuse."""
