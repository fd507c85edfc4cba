"""A function a model may call, as it is read."""

from __future__ import annotations

from typing import Optional

from ..._models import BaseModel
from .function_parameters import FunctionParameters as FunctionParameters

__all__ = ["FunctionDefinition"]


class FunctionDefinition(BaseModel):
    """A function's name, purpose and parameters."""

    name: str

    description: Optional[str] = None
    """What the function does: the model decides by it when to call the function and how."""

    parameters: Optional[FunctionParameters] = None

    strict: Optional[bool] = None
    """Whether calls keep to the schema exactly. `False` by default."""
