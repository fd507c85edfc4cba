"""The parameters of `client.fine_tunings.create`."""

from __future__ import annotations

from typing import Union

from typing_extensions import Literal, Required, TypedDict

__all__ = ["FineTuningCreateParams"]


class FineTuningCreateParams(TypedDict, total=False):
    """A base model, and the adapter to fine-tune it with."""

    base_model: Required[str]
    """The model that the adapter was made for."""

    input_file_id: Required[str]
    """The uploaded adapter."""

    name: Required[str]
    """Names the fine-tuned model."""

    type: Required[Union[str, Literal["lora"]]]
    """The kind of adapter."""
