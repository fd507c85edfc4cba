"""The usages of several completions to the one of all together."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Mapping, Optional, Type, TypeVar, cast

from .._core.parse import parser
from .._models import BaseModel
from ..types.completion_usage import CompletionUsage

__all__ = ["summed", "summed_usage"]

_UsageT = TypeVar("_UsageT", bound=BaseModel)


def summed_usage(usages: Iterable[Optional[CompletionUsage]]) -> Optional[CompletionUsage]:
    """Tokens and seconds added up, those that this version does not know too; `None` where none is told."""
    return summed(usages, CompletionUsage)


def summed(usages: Iterable[Optional[_UsageT]], type_: Type[_UsageT]) -> Optional[_UsageT]:
    """The same for usages of another type."""
    told = [usage.to_dict() for usage in usages if usage is not None]
    if not told:
        return None
    total: Dict[str, Any] = {}
    for usage in told:
        _add(total, usage)
    return cast("_UsageT", parser(type_).python(total))


def _add(total: Dict[str, Any], usage: Mapping[str, Any]) -> None:
    for name, value in usage.items():
        known = total.get(name)
        if isinstance(value, Mapping):
            total[name] = dict(cast("Dict[str, Any]", known)) if isinstance(known, dict) else {}
            _add(total[name], cast("Mapping[str, Any]", value))
        elif isinstance(value, (int, float)) and isinstance(known, (int, float)):
            total[name] = known + value
        elif known is None:
            total[name] = value
