"""What a model says, as a value: words, calls of tools, and the thinking before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

import pydantic

from ._checks import is_object
from ._text import tokens

__all__ = ["Calls", "Reply", "ToolCall"]


@dataclass(frozen=True)
class ToolCall:
    """A call of a function.

    Arguments:
        name: the function to call.
        arguments: what to call it with, as JSON text; it may be invalid, as that of a model may.
        id: made up from the others where none is given.
        pieces: in how many chunks a stream sends the arguments.
    """

    name: str
    arguments: str
    id: str = ""
    pieces: int = 1

    def __post_init__(self) -> None:
        if not is_text(self.name) or not self.name:
            raise ValueError("a tool call needs the name of a function, got %r" % (self.name,))
        if not is_text(self.arguments):
            raise TypeError("the arguments of a tool call are JSON text, got %s" % type(self.arguments).__name__)
        if not is_text(self.id):
            raise TypeError("the id of a tool call is a string, got %r" % (self.id,))
        if not is_count(self.pieces):
            raise ValueError("the arguments of a tool call come in at least one piece, got %r" % (self.pieces,))

    @classmethod
    def of(cls, name: str, arguments: object = None, *, id: Optional[str] = None, pieces: int = 1) -> ToolCall:
        """A call with `arguments` that are a JSON object, or a text as it is; none are `{}`."""
        text = arguments if isinstance(arguments, str) else _json({} if arguments is None else arguments)
        if text is not arguments and not text.startswith("{"):
            raise TypeError("the arguments of a tool call are an object, or a text as it is, got %r" % (arguments,))
        return cls(name, text, id or "", pieces)

    def identified(self, seed: str) -> ToolCall:
        """The call with an id, which depends on `seed` where it has none of its own."""
        digest = hashlib.sha256(("%s %s" % (self.name, seed)).encode("utf-8", "replace")).hexdigest()
        return self if self.id else ToolCall(self.name, self.arguments, "call_" + digest[:24], self.pieces)

    def as_json(self) -> Dict[str, Any]:
        function = {"name": self.name, "arguments": self.arguments}
        return {"id": self.id, "type": "function", "function": function}

    def deltas(self, index: int) -> List[Dict[str, Any]]:
        """What a stream sends of it: id and name with the first piece of the arguments, then the other pieces."""
        count = min(self.pieces, max(1, len(self.arguments)))
        bounds = [len(self.arguments) * number // count for number in range(count + 1)]
        first, *others = [self.arguments[start:end] for start, end in zip(bounds, bounds[1:])]
        opening = {**self.as_json(), "function": {"name": self.name, "arguments": first}}
        return [
            {"index": index, **opening},
            *({"index": index, "function": {"arguments": piece}} for piece in others),
        ]


# Several calls: each a `ToolCall`, a pair of name and arguments, or the JSON object that Groq sends.
Calls = Iterable[Union[ToolCall, Tuple[str, object], Mapping[str, Any]]]


def _nothing() -> Dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Reply:
    """What a model says.

    A reply that cannot be is refused with a `TypeError` or a `ValueError` when it is made.

    Arguments:
        content: the text; None where it only calls tools.
        reasoning: what it thought before.
        tool_calls: the functions it calls.
        finish_reason: why it ended; by default `tool_calls` where it calls tools, else `stop`.
        pieces: what a stream sends of the content at a time; by default word by word.
        executed_tools: the tools that Groq has run for it.
        annotations: the sources of the content.
        usage: counts and times that stand in for those that are worked out.
        model: the model that is said to have answered.
        message: more members of the message, such as `refusal`.
        extra: more members of the completion, and of the chunks of a stream.
    """

    content: Optional[str] = None
    reasoning: str = ""
    tool_calls: Tuple[ToolCall, ...] = ()
    finish_reason: Optional[str] = None
    pieces: Optional[Tuple[str, ...]] = None
    executed_tools: Sequence[Mapping[str, Any]] = ()
    annotations: Sequence[Mapping[str, Any]] = ()
    usage: Mapping[str, Any] = field(default_factory=_nothing)
    model: Optional[str] = None
    message: Mapping[str, Any] = field(default_factory=_nothing)
    extra: Mapping[str, Any] = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        for name, (kinds, kind) in _KINDS.items():
            if not isinstance(getattr(self, name), kinds):
                raise TypeError("`%s` of a reply is %s, got %r" % (name, kind, getattr(self, name)))
        for name in ("executed_tools", "annotations", "usage", "message", "extra"):
            _json(getattr(self, name))
        for name in ("finish_reason", "model"):
            if getattr(self, name) == "":
                raise ValueError("`%s` of a reply is empty: leave it out for the usual one" % name)
        if self.pieces is not None and "".join(self.pieces) != self.content:
            raise ValueError("the pieces of a reply are not its content: make it with Reply.stream")

    @classmethod
    def stream(cls, pieces: Iterable[str], **options: Any) -> Reply:
        """A text that a stream sends in exactly these pieces."""
        if is_text(pieces):
            raise TypeError("the pieces of a streamed reply are several strings, got one: %r" % pieces)
        parts = tuple(pieces)
        for number, piece in enumerate(parts):
            if not is_text(piece) or not piece:
                raise ValueError(
                    "piece %d of a streamed reply must be a text that is not empty, got %r" % (number, piece)
                )
        if not parts:
            raise ValueError("a streamed reply needs at least one piece")
        return cls("".join(parts), pieces=parts, **options)

    @classmethod
    def calls(cls, calls: Calls, **options: Any) -> Reply:
        """Calls of tools, all in one reply."""
        made = tuple(_call(call) for call in calls)
        if not made:
            raise ValueError("a reply of tool calls needs at least one call")
        return cls(tool_calls=made, **options)

    @classmethod
    def json(cls, value: object, **options: Any) -> Reply:
        """A value as JSON text."""
        return cls(_json(value), **options)

    @property
    def tokens(self) -> int:
        """What the reply counts as, its reasoning included."""
        calls = "".join(call.name + call.arguments for call in self.tool_calls)
        return len(tokens(self.reasoning)) + len(tokens(self.content or "")) + len(tokens(calls))

    @property
    def ending(self) -> str:
        """Why it ended."""
        return self.finish_reason or ("tool_calls" if self.tool_calls else "stop")


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


_OPTIONAL_TEXT = ((str, type(None)), "a string or None")
_MAPPING = ((Mapping,), "an object")
_LIST = ((list, tuple), "a list")
_KINDS: Mapping[str, Tuple[Tuple[type, ...], str]] = {
    "content": _OPTIONAL_TEXT,
    "reasoning": ((str,), "a string"),
    "finish_reason": _OPTIONAL_TEXT,
    "model": _OPTIONAL_TEXT,
    "executed_tools": _LIST,
    "annotations": _LIST,
    "usage": _MAPPING,
    "message": _MAPPING,
    "extra": _MAPPING,
}


def _call(given: Any) -> ToolCall:
    if isinstance(given, ToolCall):
        return given
    if is_object(given) and is_object(given.get("function", given)):
        function: Mapping[str, Any] = given.get("function", given)
        return ToolCall.of(function.get("name", ""), function.get("arguments"), id=given.get("id"))
    pair: List[Any] = [*given] if isinstance(given, (tuple, list)) else []
    if len(pair) in (1, 2):
        return ToolCall.of(*pair)
    raise TypeError("a tool call is a pair of a name and arguments, or an object as Groq sends it, got %r" % (given,))


def _json(value: object) -> str:
    """The value as compact JSON; raises ValueError for one that is none."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("a reply must be JSON: %s" % error) from None


def _plain(value: Any) -> Any:
    """A mapping that is no dict as one, and a pydantic model as what it holds."""
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(mode="json")
    try:
        return {**value}
    except TypeError:
        raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__) from None
