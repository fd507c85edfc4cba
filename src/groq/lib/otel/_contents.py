"""What was said in a call to the JSON that the conventions of OpenTelemetry have for it; made only where wanted."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterable, List, Mapping, Optional, cast

from ..._core.accumulate import accumulated
from ..._core.secret import shown_tool
from ._attributes import Attributes

__all__ = ["asked", "said"]

_Part = Dict[str, Any]


def asked(body: object) -> Attributes:
    """The messages, or whatever else it is that the model gets, and its tools, of the body of a request."""
    whole = _mapping(body)
    given = next((whole[name] for name in ("messages", "input", "query", "prompt") if whole.get(name)), None)
    messages = [_message(each) for each in _list(given) or [given]] if given else []
    tools = [shown_tool(tool) for tool in _list(whole.get("tools"))]  # what a server gets from us is no content
    texts = {"gen_ai.input.messages": messages, "gen_ai.tool.definitions": tools}
    if isinstance(whole.get("instructions"), str):
        texts["gen_ai.system_instructions"] = [_text(whole["instructions"])]
    return {name: _json(value) for name, value in texts.items() if value}


def said(result: object, chunks: Iterable[Any]) -> Attributes:
    """What the model said: in an answer, or in chunks of one."""
    pieces = [_plain(chunk) for chunk in chunks]
    if any("choices" in piece for piece in pieces):
        whole = accumulated(pieces)
    else:
        ended = [piece["response"] for piece in pieces if piece.get("response")]
        whole = ended[-1] if ended else _plain(result)
    messages = [_answer(choice) for choice in _list(whole.get("choices"))]
    if isinstance(whole.get("text"), str):  # a transcription
        messages.append({"role": "assistant", "parts": [_text(whole["text"])]})
    parts = [part for item in _list(whole.get("output")) for part in _item(item)]  # of a response
    if parts:
        messages.append({"role": "assistant", "parts": parts})
    return {"gen_ai.output.messages": _json(messages)} if messages else {}


def _message(given: Any) -> Dict[str, Any]:
    """A message in parts; what is no message is one of the user's."""
    message = _mapping(given)
    if not message:
        return {"role": "user", "parts": [_text(given)]}
    role = message.get("role", "user")
    if role == "tool":
        return {"role": role, "parts": [_result(message.get("tool_call_id"), message.get("content"))]}
    found: Dict[str, Any] = {"role": role, "parts": _parts(message)}
    return {**found, "name": message["name"]} if message.get("name") else found


def _parts(message: Mapping[str, Any]) -> List[_Part]:
    parts: List[_Part] = []
    if isinstance(message.get("reasoning"), str) and message["reasoning"]:
        parts.append({"type": "reasoning", "content": message["reasoning"]})
    content = message.get("content")
    if isinstance(content, str):
        parts.extend([_text(content)] if content else [])
    else:
        parts.extend(_piece(_mapping(each)) for each in _list(content))
    parts.extend(_call(_mapping(call)) for call in _list(message.get("tool_calls")))
    return parts


def _piece(piece: Mapping[str, Any]) -> _Part:
    """A part of a content; its kind is kept, but for texts, which have many names."""
    return _text(piece["text"]) if isinstance(piece.get("text"), str) else dict(piece)


def _call(call: Mapping[str, Any]) -> _Part:
    function = _mapping(call.get("function"))
    arguments = _decoded(function.get("arguments"))
    return {"type": "tool_call", "id": call.get("id"), "name": function.get("name"), "arguments": arguments}


def _result(call: object, content: object) -> _Part:
    return {"type": "tool_call_response", "id": call, "response": content}


def _answer(choice: Any) -> Dict[str, Any]:
    told = _mapping(choice)
    message: Dict[str, Any] = {"role": "assistant", "parts": _parts(_mapping(told.get("message")))}
    reason = told.get("finish_reason")
    return {**message, "finish_reason": reason} if reason else message


def _item(item: Any) -> List[_Part]:
    """An item of a response, in parts."""
    told = _mapping(item)
    kind = told.get("type")
    if kind == "function_call":
        arguments = _decoded(told.get("arguments"))
        return [{"type": "tool_call", "id": told.get("call_id"), "name": told.get("name"), "arguments": arguments}]
    texts = [_piece(_mapping(piece)) for piece in _list(told.get("content") or told.get("summary"))]
    if kind == "reasoning":
        return [{"type": "reasoning", "content": text.get("content")} for text in texts]
    return texts or ([] if kind == "message" else [dict(told)])


def _text(content: object) -> _Part:
    return {"type": "text", "content": content}


def _decoded(arguments: object) -> object:
    if isinstance(arguments, str):
        try:
            return json.loads(arguments)
        except ValueError:
            return arguments
    return arguments


def _plain(value: Any) -> Dict[str, Any]:
    """A model of ours as JSON has it."""
    dump: Any = getattr(value, "to_dict", None)
    if dump is not None:
        return _mapping(dump(mode="json"))
    return {"text": value} if isinstance(value, str) else _mapping(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _mapping(value: Optional[object]) -> Dict[str, Any]:
    return cast("Dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: object) -> List[Any]:
    return cast("Any", value) if isinstance(value, list) else []
