"""Messages as other parties keep them, to messages as a request may hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, cast

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

__all__ = ["assistant_param", "fields_of", "is_history", "sanitized"]

# What the API's structure knows of a message by its role, and of what is in it; all else is refused with status 400. It
# also has a `name` for other roles than `function`, which the API refuses nevertheless. `None` stands for any value.
_Known = Mapping[str, Any]
_TEXT: _Known = {"type": None, "text": None}
_PARTS: Mapping[str, _Known] = {
    "text": _TEXT,
    "image_url": {"type": None, "image_url": {"url": None, "detail": None}},
    "document": {"type": None, "document": {"data": None, "id": None}},
}
_FUNCTION: _Known = {"name": None, "arguments": None}
_CALL: _Known = {"id": None, "type": None, "function": _FUNCTION}
_INSTRUCTIONS: _Known = {"role": None, "content": {"text": _TEXT}}
_ROLES: Mapping[str, _Known] = {
    "system": _INSTRUCTIONS,
    "developer": _INSTRUCTIONS,
    "user": {"role": None, "content": _PARTS},
    "assistant": {
        "role": None,
        "content": {"text": _TEXT},
        "reasoning": None,
        "tool_calls": _CALL,
        "function_call": _FUNCTION,
    },
    "tool": {"role": None, "content": _PARTS, "tool_call_id": None},
    "function": {"role": None, "content": None, "name": None},
}
# Who may say nothing: others have an empty text instead.
_SILENT = ("assistant", "function")


def sanitized(history: Iterable[Any]) -> Tuple[List[Any], List[str]]:
    """The messages without what the API refuses, and where what was taken out stood, such as "messages[1].refusal".

    A message in which all is well is given as it is; none is changed in place. What cannot be left out without changing
    what is said stays, for the API to name it: an unknown role, a recording or a file that a user sent, a tool call of
    another type.
    """
    cleaning = _Cleaning()
    return [cleaning.message(message, "messages[%d]" % number) for number, message in enumerate(history)], cleaning.out


def is_history(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether a value is messages, and not a single one or a text."""
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))


def assistant_param(message: Any) -> Dict[str, Any]:
    """What a request may say of an answer: its text, what it thought, and the tools it called."""
    said = fields_of(message) or {}
    param = {"role": "assistant", "content": None, **said}
    return _Cleaning().record(param, _ROLES["assistant"], "message", "assistant")


class _Cleaning:
    """Takes out of messages what is refused, and notes where it was."""

    def __init__(self) -> None:
        self.out: List[str] = []

    def message(self, message: Any, place: str) -> Any:
        fields = fields_of(message)
        role: Any = None if fields is None else fields.get("role")
        if fields is None or not isinstance(role, str) or role not in _ROLES:
            return message
        before = len(self.out)
        cleaned = self.record(fields, _ROLES[role], place, role)
        if "content" not in fields and role not in _SILENT:  # whoever drops nulls drops this one, too
            self.out.append(place + ".content")
            cleaned["content"] = ""
        return message if len(self.out) == before else cleaned

    def record(self, fields: Mapping[Any, Any], known: _Known, place: str, role: str = "") -> Dict[str, Any]:
        """The fields that are known, each with what is known of it; `role` is that of a message."""
        kept: Dict[str, Any] = {}
        for name, value in fields.items():
            where = "%s.%s" % (place, name if str(name).isidentifier() else "(a field)")
            if name not in known or (name == "tool_calls" and value == []):
                self.out.append(where)
            elif name == "content" and role:
                kept[name] = self.content(value, known[name], where, role)
            elif value is None:
                self.out.append(where)
            elif name == "tool_calls":
                kept[name] = self.each(value, where)
            else:
                kept[name] = self.inner(value, known[name], where)
        return kept

    def inner(self, value: Any, known: Optional[_Known], place: str) -> Any:
        """A value of which something is known, cleaned if it is an object."""
        fields = None if known is None else fields_of(value)
        if fields is None or known is None:
            return value
        before = len(self.out)
        cleaned = self.record(fields, known, place)
        return value if len(self.out) == before else cleaned

    def each(self, calls: Any, place: str) -> Any:
        if not _is_list(calls):
            return calls
        return [self.inner(call, _CALL, "%s[%d]" % (place, number)) for number, call in enumerate(calls)]

    def content(self, content: Any, known: Optional[Mapping[str, _Known]], place: str, role: str) -> Any:
        """What is said: a text, or parts of the types that are `known`."""
        if role not in _SILENT and (content is None or content == []):
            self.out.append(place)
            return ""
        if known is None or not _is_list(content):
            return content
        return [*self.parts(content, known, place, role)]

    def parts(self, parts: Iterable[Any], known: Mapping[str, _Known], place: str, role: str) -> Iterator[Any]:
        for number, part in enumerate(parts):
            fields, where = fields_of(part), "%s[%d]" % (place, number)
            kind = None if fields is None else fields.get("type")
            if isinstance(kind, str) and kind in known:
                yield self.inner(part, known[kind], where)
            elif role == "assistant" and fields is not None:
                self.out.append(where)  # a refusal, a thought: what a model said is more than its API takes back
            else:
                yield part


def fields_of(value: Any) -> Optional[Mapping[Any, Any]]:
    """The fields of an object: of a mapping, or those that are set of a model; `None` for anything else."""
    dump = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return cast("Mapping[Any, Any]", dump(mode="json", exclude_unset=True, by_alias=True))
    return value if _is_mapping(value) else None


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether a value can be looked through, and still be there afterwards: of an iterator nothing would be left."""
    return isinstance(value, (list, tuple))
