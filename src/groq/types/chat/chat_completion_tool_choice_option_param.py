"""Which tools a model may or must call."""

from __future__ import annotations

from typing import Union

from typing_extensions import Literal, TypeAlias

from .chat_completion_named_tool_choice_param import ChatCompletionNamedToolChoiceParam

__all__ = ["ChatCompletionToolChoiceOptionParam"]

ChatCompletionToolChoiceOptionParam: TypeAlias = Union[
    Literal["none", "auto", "required"], ChatCompletionNamedToolChoiceParam
]
"""`none`: no tool, the default without tools. `auto`: as the model sees fit, the default with tools. `required`: at
least one. A name: that one."""
