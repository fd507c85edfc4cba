"""Types that several operations answer with, resolved on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .error_object import ErrorObject as ErrorObject
    from .function_definition import FunctionDefinition as FunctionDefinition
    from .function_parameters import FunctionParameters as FunctionParameters

__all__ = [
    "ErrorObject",
    "FunctionDefinition",
    "FunctionParameters",
]

_EXPORTS = {
    "ErrorObject": ".error_object",
    "FunctionDefinition": ".function_definition",
    "FunctionParameters": ".function_parameters",
}

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(__name__, _EXPORTS, tuple(sorted({module[1:] for module in _EXPORTS.values()})))
