"""A response to the events that a stream of it has."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from ._text import pieces

__all__ = ["events_of"]

_Event = Dict[str, Any]
_Item = Mapping[str, Any]


def events_of(response: _Item, parts: Mapping[str, Sequence[str]]) -> Iterator[_Event]:
    """The events, in order and numbered; `parts` are the pieces of texts that are sent in pieces of their own."""
    for number, event in enumerate(_events(response, parts)):
        yield {**event, "sequence_number": number}


def _events(response: _Item, parts: Mapping[str, Sequence[str]]) -> Iterator[_Event]:
    begun: Dict[str, Any] = {
        **response,
        "status": "in_progress",
        "output": [],
        "usage": None,
        "error": None,
        "incomplete_details": None,
    }
    yield {"type": "response.created", "response": begun}
    yield {"type": "response.in_progress", "response": begun}
    for index, item in enumerate(response["output"]):
        opened, inside = _opened(item), _INSIDE.get(item["type"])
        yield {"type": "response.output_item.added", "output_index": index, "item": opened}
        place = {"item_id": item["id"], "output_index": index}
        for event in inside(item, parts.get(item["id"])) if inside else ():
            yield {"type": event.pop("type"), **place, **event}
        yield {"type": "response.output_item.done", "output_index": index, "item": item}
    yield {"type": "response.%s" % response["status"], "response": response}


def _opened(item: _Item) -> Dict[str, Any]:
    """The item as it is before anything is in it."""
    empty: Dict[str, Any] = {"content": [], "arguments": "", "code": "", "tools": [], "outputs": None, "output": None}
    status = {"status": "in_progress"} if "status" in item else {}
    if item["type"] == "mcp_approval_request":
        return dict(item)
    return {**item, **{name: value for name, value in empty.items() if name in item}, **status}


def _message(item: _Item, parts: Optional[Sequence[str]]) -> Iterator[_Event]:
    for number, part in enumerate(item["content"]):
        place = {"content_index": number}
        kind, key = ("refusal", "refusal") if part["type"] == "refusal" else ("output_text", "text")
        more: Dict[str, Any] = {} if kind == "refusal" else {"annotations": []}
        yield {"type": "response.content_part.added", **place, "part": {**part, key: "", **more}}
        for piece in pieces(part[key]) if parts is None else parts:
            yield {"type": "response.%s.delta" % kind, **place, "delta": piece}
        for count, source in enumerate(part.get("annotations", ())):
            added = {"annotation_index": count, "annotation": source}
            yield {"type": "response.output_text.annotation.added", **place, **added}
        yield {"type": "response.%s.done" % kind, **place, key: part[key]}
        yield {"type": "response.content_part.done", **place, "part": part}


def _reasoning(item: _Item, _: Optional[Sequence[str]]) -> Iterator[_Event]:
    for number, part in enumerate(item["content"]):
        for piece in pieces(part["text"]):
            yield {"type": "response.reasoning_text.delta", "content_index": number, "delta": piece}
        yield {"type": "response.reasoning_text.done", "content_index": number, "text": part["text"]}


def _function_call(item: _Item, parts: Optional[Sequence[str]]) -> Iterator[_Event]:
    for piece in parts or [item["arguments"]]:
        yield {"type": "response.function_call_arguments.delta", "delta": piece}
    yield {"type": "response.function_call_arguments.done", "arguments": item["arguments"]}


def _mcp_call(item: _Item, _: Optional[Sequence[str]]) -> Iterator[_Event]:
    yield {"type": "response.mcp_call.in_progress"}
    yield {"type": "response.mcp_call_arguments.delta", "delta": item["arguments"]}
    yield {"type": "response.mcp_call_arguments.done", "arguments": item["arguments"]}
    yield {"type": "response.mcp_call.completed"}


def _program(item: _Item, _: Optional[Sequence[str]]) -> Iterator[_Event]:
    yield {"type": "response.code_interpreter_call.in_progress"}
    yield {"type": "response.code_interpreter_call_code.delta", "delta": item["code"]}
    yield {"type": "response.code_interpreter_call_code.done", "code": item["code"]}
    yield {"type": "response.code_interpreter_call.interpreting"}
    yield {"type": "response.code_interpreter_call.completed"}


def _steps(kind: str, *names: str) -> Callable[[_Item, Optional[Sequence[str]]], Iterator[_Event]]:
    types: List[Tuple[str, str]] = [("type", "response.%s.%s" % (kind, name)) for name in names]
    return lambda _item, _parts: iter([dict([entry]) for entry in types])


_INSIDE: Mapping[str, Callable[[_Item, Optional[Sequence[str]]], Iterator[_Event]]] = {
    "code_interpreter_call": _program,
    "function_call": _function_call,
    "mcp_call": _mcp_call,
    "mcp_list_tools": _steps("mcp_list_tools", "in_progress", "completed"),
    "message": _message,
    "reasoning": _reasoning,
    "web_search_call": _steps("web_search_call", "in_progress", "searching", "completed"),
}
