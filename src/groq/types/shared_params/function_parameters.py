"""The parameters of a function, as a JSON Schema."""

from __future__ import annotations

from ..shared.function_parameters import FunctionParameters

__all__ = ["FunctionParameters"]
