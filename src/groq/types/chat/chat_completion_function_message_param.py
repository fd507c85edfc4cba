"""The result of a function, in its deprecated form."""

from __future__ import annotations

from typing import Optional

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ChatCompletionFunctionMessageParam"]


class ChatCompletionFunctionMessageParam(TypedDict, total=False):
    """Deprecated: see `ChatCompletionToolMessageParam`."""

    content: Required[Optional[str]]

    name: Required[str]

    role: Required[Literal["function"]]
