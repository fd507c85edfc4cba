"""Instructions that come before the conversation."""

from __future__ import annotations

from typing import Iterable, Union

from typing_extensions import Literal, Required, TypedDict

from .chat_completion_content_part_text_param import ChatCompletionContentPartTextParam

__all__ = ["ChatCompletionSystemMessageParam"]


class ChatCompletionSystemMessageParam(TypedDict, total=False):
    """What the model is to be and to heed."""

    content: Required[Union[str, Iterable[ChatCompletionContentPartTextParam]]]

    role: Required[Literal["system", "developer"]]

    name: str
    """Refused by the API with status 400."""
