"""A function a model may call, as it is written."""

from __future__ import annotations

from typing_extensions import Required, TypedDict

from ..shared.function_parameters import FunctionParameters as FunctionParameters

__all__ = ["FunctionDefinition"]


class FunctionDefinition(TypedDict, total=False):
    """A function's name, purpose and parameters."""

    name: Required[str]

    description: str
    """What the function does: the model decides by it when to call the function and how."""

    parameters: FunctionParameters
    """A JSON Schema of type `object`; left out, the function takes no parameters."""

    strict: bool
    """Have calls keep to the schema exactly. `False` by default."""
