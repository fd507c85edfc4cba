"""Functions to facts about their signatures."""

from __future__ import annotations

import inspect
from typing import AbstractSet, Any, Callable, Optional

__all__ = ["assert_signatures_in_sync", "function_has_argument"]


def function_has_argument(func: Callable[..., Any], arg_name: str) -> bool:
    """Whether `func` has a parameter of that name."""
    return arg_name in inspect.signature(func).parameters


def assert_signatures_in_sync(
    source_func: Callable[..., Any],
    check_func: Callable[..., Any],
    *,
    exclude_params: AbstractSet[str] = frozenset(),
) -> None:
    """Check that `check_func` has every parameter of `source_func`, with the same annotation.

    Raises:
        AssertionError: naming each parameter that is missing or differs.
    """
    checked = inspect.signature(check_func).parameters
    problems = [
        _difference(name, parameter, checked.get(name))
        for name, parameter in inspect.signature(source_func).parameters.items()
        if name not in exclude_params
    ]
    found = [problem for problem in problems if problem]
    if found:
        raise AssertionError("the signatures differ in %d parameters:\n\n%s" % (len(found), "\n\n".join(found)))


def _difference(name: str, source: inspect.Parameter, checked: Optional[inspect.Parameter]) -> str:
    if checked is None:
        return "the `%s` param is missing" % name
    if checked.annotation != source.annotation:
        return "the types of the `%s` param differ: %r and %r" % (name, source.annotation, checked.annotation)
    return ""
