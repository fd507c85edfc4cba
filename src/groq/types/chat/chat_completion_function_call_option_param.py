"""The choice of a function, in its deprecated form."""

from __future__ import annotations

from typing_extensions import Required, TypedDict

__all__ = ["ChatCompletionFunctionCallOptionParam"]


class ChatCompletionFunctionCallOptionParam(TypedDict, total=False):
    """Deprecated: see `ChatCompletionNamedToolChoiceParam`."""

    name: Required[str]
