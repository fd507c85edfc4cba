"""What the API asks of uploads, batches and embeddings beyond their types."""

from __future__ import annotations

from typing import Any, List, Mapping, Tuple

from ._errors import invalid, not_found
from ._models import EMBEDDINGS
from ._operation import Rule
from ._rules import at_most_items, at_most_megabytes, model_for
from ._state import State

__all__ = ["BATCH", "EMBEDDING", "UPLOAD"]

_HOURS = {"h": 1, "d": 24}


def a_file_of_json_lines(body: Mapping[str, Any], _: State) -> None:
    _name, dot, suffix = (body["file"].filename or "").rpartition(".")
    if dot and suffix.lower() != "jsonl":
        message = "'file' : only .jsonl files are supported, got '%s'" % body["file"].filename
        raise invalid(message, "invalid_file_type", "file")


def a_window_from_a_day_to_a_week(body: Mapping[str, Any], _: State) -> None:
    window: str = body["completion_window"]
    digits = window[:-1] if window[:-1].isdecimal() and len(window) < 8 else "0"
    if not 24 <= int(digits) * _HOURS.get(window[-1:], 0) <= 7 * 24:
        message = "'completion_window' : value must be from '24h' to '7d', got '%s'" % window
        raise invalid(message, param="completion_window")


def a_file_that_exists(body: Mapping[str, Any], state: State) -> None:
    if body["input_file_id"] not in state.files:
        raise not_found("file", body["input_file_id"], "input_file_id")


def texts_that_are_not_empty(body: Mapping[str, Any], _: State) -> None:
    texts: List[str] = [body["input"]] if isinstance(body["input"], str) else body["input"]
    for number, text in enumerate(texts):
        if not text:
            path = "input" if isinstance(body["input"], str) else "input.%d" % number
            raise invalid("'%s' : value must not be empty" % path, param=path)


UPLOAD: Tuple[Rule, ...] = (at_most_megabytes(100), a_file_of_json_lines)
BATCH: Tuple[Rule, ...] = (a_window_from_a_day_to_a_week, a_file_that_exists)
EMBEDDING: Tuple[Rule, ...] = (at_most_items("input", 2048, least=1), texts_that_are_not_empty, model_for(EMBEDDINGS))
