"""A text as part of a message."""

from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ChatCompletionContentPartTextParam"]


class ChatCompletionContentPartTextParam(TypedDict, total=False):
    """A text."""

    text: Required[str]

    type: Required[Literal["text"]]
