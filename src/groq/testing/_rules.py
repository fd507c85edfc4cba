"""Kinds of rules that several operations have: limits of numbers, of lists and of files, and models that exist."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ._checks import is_list
from ._errors import decommissioned, invalid, too_large
from ._form import Part
from ._models import Model, find
from ._operation import Rule
from ._state import State

__all__ = ["at_most_items", "at_most_megabytes", "between", "model_for", "named"]


def named(rule: Rule, name: str) -> Rule:
    """A rule made by a function, under a name of its own."""
    rule.__name__ = name
    return rule


def model_for(kind: str) -> Rule:
    """The model exists, is in service, and is for this kind of requests."""

    def rule(body: Mapping[str, Any], state: State) -> None:
        model: Model = find(state.models, body["model"], kind)
        if not model.active:
            raise decommissioned(model.id)

    return named(rule, "a_model_for_%s" % kind.replace(" ", "_"))


def between(name: str, low: float, high: Optional[float] = None) -> Rule:
    """A number, where it is given, is within bounds."""

    def rule(body: Mapping[str, Any], _: State) -> None:
        value: Optional[float] = body.get(name)
        if value is None:
            return
        if value < low:
            raise invalid("'%s' : minimum value is %g" % (name, low), param=name)
        if high is not None and value > high:
            raise invalid("'%s' : maximum value is %g" % (name, high), param=name)

    return named(rule, "%s_from_%g%s" % (name, low, "" if high is None else "_to_%g" % high))


def at_most_items(name: str, most: int, least: int = 0) -> Rule:
    """An array, where it is given, is neither too long nor too short."""

    def rule(body: Mapping[str, Any], _: State) -> None:
        value: Any = body.get(name)
        if not is_list(value):
            return
        if len(value) < least:
            raise invalid("'%s' : minimum number of items is %d" % (name, least), param=name)
        if len(value) > most:
            raise invalid("'%s' : maximum number of items is %d" % (name, most), param=name)

    return named(rule, "%s_of_at_most_%d" % (name, most))


def at_most_megabytes(most: int) -> Rule:
    """The file, where there is one, is not too large."""

    def rule(body: Mapping[str, Any], _: State) -> None:
        file: Optional[Part] = body.get("file")
        if file is not None and len(file.content) > most * 1024 * 1024:
            raise too_large("file", most)

    return named(rule, "a_file_of_at_most_%d_megabytes" % most)
