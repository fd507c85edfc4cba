"""A call of a tool that the model asks for."""

from __future__ import annotations

from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["ChatCompletionMessageToolCall", "Function"]


class Function(BaseModel):
    """The function to call."""

    arguments: str
    """A JSON text written by the model: it may be invalid, or name parameters that do not exist."""

    name: str


class ChatCompletionMessageToolCall(BaseModel):
    """Answered by a message of role `tool` that carries this `id`."""

    id: str

    function: Function

    type: Literal["function"]
