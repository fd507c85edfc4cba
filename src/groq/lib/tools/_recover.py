"""What a model wrote in place of a tool call to the calls it meant."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, cast

__all__ = ["MeantCall", "meant_calls"]

# `<function=name>{...}</function>`, and the ways in which models miss it: `<function=name{...}`,
# `<function/name>{...}`, `<function(name)>{...}`; then a message of GPT-OSS to a function,
# `to=functions.name <|message|>{...}`.
_TAGGED = re.compile(
    r"<function\s*[=/(:]\s*[\"']?([\w.-]+)[\"']?|(?<!\w)to=(?:functions\.)?([\w-]+)(?:(?!<\|message\|>|\bto=).)*<\|message\|>",
    re.DOTALL,
)
_GAP = re.compile(r"[\s>)\]\[(=\"'/]*")
_OBJECTS = re.compile(r"\[\s*(?=\{)|\{")
_JSON = json.JSONDecoder(strict=False)  # models put line ends into texts
_MOST_BROKEN = 8  # lists in one text: to find out that one is costs more the longer the text is
_ARGUMENTS = ("arguments", "parameters", "args", "input")


class MeantCall(NamedTuple):
    """A call that a text seems to mean."""

    name: str
    arguments: str
    """A JSON text."""


def meant_calls(text: str) -> List[MeantCall]:
    """The calls that a failed generation means, in their order; none where any part of it is something else.

    Read are `{"name": ..., "arguments": ...}`, also with "parameters", in lists, in the form of the API, in
    `<tool-use>`, `<tool_call>` or a fence of Markdown, and `<function=name>{...}</function>`.
    """
    tagged = list(_TAGGED.finditer(text))
    found = (_after_tag(text, match) for match in tagged) if tagged else map(_call, _objects(text))
    calls: List[MeantCall] = []
    for call in found:
        if call is None:
            return []
        calls.append(call)
    return calls


def _after_tag(text: str, match: re.Match[str]) -> Optional[MeantCall]:
    name = cast(str, match.group(1) or match.group(2))
    gap = _GAP.match(text, match.end())
    start = gap.end() if gap is not None else match.end()
    if not text.startswith("{", start):
        nothing = start == len(text) or text.startswith("</", start)
        return MeantCall(name, "{}") if nothing else None
    value = _value_at(text, start)
    return None if value is None else MeantCall(name, json.dumps(value[0]))


def _objects(text: str) -> Iterator[Any]:
    """The objects in a text, one by one, those in lists and lists of calls too; `None` for what is cut off."""
    start, broken = _OBJECTS.search(text), 0
    while start is not None:
        value, end = _value_at(text, start.start()), start.start() + 1
        if value is not None:
            end = value[1]
            yield from _unpacked(value[0])
        elif start.group() == "{" or broken == _MOST_BROKEN:
            yield None
            return
        broken += value is None
        start = _OBJECTS.search(text, end)  # of a list that is cut off, the objects in it


def _value_at(text: str, start: int) -> Any:
    """The JSON value that begins there, and where it ends; `None` where there is none."""
    try:
        return _JSON.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None


def _unpacked(value: Any) -> Iterator[Any]:
    inner: Any = cast("Dict[str, Any]", value).get("tool_calls") if isinstance(value, dict) else value
    if not isinstance(inner, list):
        yield value
        return
    for each in cast("Iterable[Any]", inner):
        yield from _unpacked(each)


def _call(value: Any) -> Optional[MeantCall]:
    """The call that an object describes, if it does."""
    if not isinstance(value, dict):
        return None
    outer = cast("Dict[str, Any]", value)
    inner: Any = outer.get("function")
    described = {**outer, **cast("Dict[str, Any]", inner)} if isinstance(inner, dict) else outer
    name: Any = described.get("name") or (inner if isinstance(inner, str) else described.get("tool_name"))
    if not isinstance(name, str) or not name:
        return None
    arguments = _arguments(described)
    return None if arguments is None else MeantCall(_bare(name), arguments)


def _bare(name: str) -> str:
    return name[len("functions.") :] if name.startswith("functions.") else name


def _arguments(described: Mapping[str, Any]) -> Optional[str]:
    found: List[Any] = [described[key] for key in _ARGUMENTS if described.get(key) is not None]
    if found and isinstance(found[0], str):  # as the API writes them: a JSON text
        return found[0]
    if found and not isinstance(found[0], dict):
        return None
    return json.dumps(found[0] if found else {})
