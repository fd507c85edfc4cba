"""The parameters of a function, as a JSON Schema."""

from __future__ import annotations

from typing import Dict

from typing_extensions import TypeAlias

__all__ = ["FunctionParameters"]

FunctionParameters: TypeAlias = Dict[str, object]
"""A JSON Schema of type `object`; left out, the function takes no parameters."""
