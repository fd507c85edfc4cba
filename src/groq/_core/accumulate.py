"""The chunks of a streamed answer, as decoded JSON, to the answer they add up to."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, cast

__all__ = ["COUNTS", "Accumulation", "accumulated", "is_finished", "says_something"]

_WORDS = frozenset(("role", "id", "type", "name", "channel"))
"""Texts that come whole, even where they come again; all others come in pieces."""
COUNTS = frozenset(("prompt_tokens", "completion_tokens", "total_tokens"))
"""What tells the usage of an answer from Groq's other figures of that name."""
_OTHER_EVENT = {"event", "data"}


class _Text(List[str]):
    """A text in pieces: they are joined once, at the end."""


class Accumulation:
    """The completion that chunks make, in the form of one that is not streamed, as far as they go.

    Texts are joined; what came again is as it came last, so that of two beginnings the second holds. Tool calls are put
    together by their index. A choice that is not at its end has no `finish_reason`. What is no chunk is left out.
    """

    def __init__(self) -> None:
        self._whole: Dict[str, Any] = {}
        self._choices: Dict[int, Dict[str, Any]] = {}

    def add(self, chunk: Any) -> None:
        """Add what a chunk tells, as decoded JSON."""
        if _is_other_event(chunk):
            return
        whole = self._whole
        for name, value in _members(chunk):
            if name == "choices":
                for choice in _list(value):
                    _add_choice(self._choices, choice)
            elif name == "x_groq":
                _add_groq(whole, value)
            elif value is not None or name not in whole:
                whole[name] = value

    def completion(self) -> Dict[str, Any]:
        """What the chunks so far make, as decoded JSON; more may follow."""
        choices = [_finished(self._choices[index]) for index in sorted(self._choices)]
        return {**self._whole, "object": "chat.completion", "choices": choices}


def accumulated(chunks: Iterable[Any]) -> Dict[str, Any]:
    """The completion that some chunks make: see `Accumulation`."""
    made = Accumulation()
    for chunk in chunks:
        made.add(chunk)
    return made.completion()


def _is_other_event(chunk: Any) -> bool:
    """Whether this is an event of another name, as streams hand it out; the API has none for chats so far."""
    return isinstance(chunk, dict) and cast("Dict[str, Any]", chunk).keys() == _OTHER_EVENT


def says_something(chunk: Any) -> bool:
    """Whether a chunk tells more than whose turn it is: then a reader may have acted on it."""
    choices = _list(_member(chunk, "choices"))
    return not choices or any(
        name != "role" and value not in (None, "", [])
        for choice in choices
        for name, value in [*_members(_member(choice, "delta")), ("", _member(choice, "finish_reason"))]
    )


def is_finished(chunk: Any) -> bool:
    """Whether a chunk tells why the answer, or one of its choices, ended."""
    return any(_member(choice, "finish_reason") is not None for choice in _list(_member(chunk, "choices")))


def _add_choice(choices: Dict[int, Dict[str, Any]], added: Any) -> None:
    index = _member(added, "index")
    choice = choices.setdefault(index if isinstance(index, int) else 0, {"message": {}})
    for name, value in _members(added):
        if name in ("delta", "message"):
            _add(choice["message"], value)
        elif name == "logprobs":
            _add(choice, {name: value})
        elif value is not None or name not in choice:
            choice[name] = value


def _add(target: Dict[str, Any], delta: Any) -> None:
    """Add what a delta tells to what is known."""
    for name, value in _members(delta):
        known = target.get(name)
        if value is None:
            target.setdefault(name, None)
        elif isinstance(value, str) and name not in _WORDS:
            target[name] = known if isinstance(known, _Text) else _Text()
            target[name].append(value)
        elif isinstance(value, list):
            _extend(target, name, _list(value))
        elif isinstance(value, dict):
            target[name] = known if isinstance(known, dict) else {}
            _add(target[name], value)
        elif known is None or name not in _WORDS:
            target[name] = value


def _extend(target: Dict[str, Any], name: str, added: List[Any]) -> None:
    """Add the members of a list: to those of the same index where they have one, else to the end."""
    known = target[name] = _list(target.get(name))
    for value in added:
        index = _member(value, "index")
        same: Any = next((entry for entry in known if index is not None and _member(entry, "index") == index), None)
        if same is None:
            same = {}
            known.append(same if isinstance(value, dict) else value)
        if name == "executed_tools":
            same.update((key, each) for key, each in _members(value) if each is not None or key not in same)
        else:
            _add(same, value)


def _finished(choice: Dict[str, Any]) -> Dict[str, Any]:
    """A choice with its texts in one piece."""
    message: Dict[str, Any] = _joined(choice["message"])
    for name in ("tool_calls", "executed_tools"):
        _list(message.get(name)).sort(key=_place)  # pieces of the second may come before those of the first
    for call in _list(message.get("tool_calls")):
        if isinstance(call, dict):
            cast("Dict[str, Any]", call).pop("index", None)  # which only tells where the pieces belong
    if (message.get("tool_calls") or message.get("function_call")) and message.get("content") == "":
        message["content"] = None  # the first chunk begins a text; where it has none, the message has none
    return {**_joined({name: value for name, value in choice.items() if name != "message"}), "message": message}


def _place(entry: Any) -> int:
    index = _member(entry, "index")
    return index if isinstance(index, int) else 0


def _joined(value: Any) -> Any:
    if isinstance(value, _Text):
        return "".join(value)
    if isinstance(value, list):
        return [_joined(each) for each in _list(value)]
    return {name: _joined(each) for name, each in _members(value)} if isinstance(value, dict) else value


def _add_groq(whole: Dict[str, Any], told: Any) -> None:
    """Add Groq's own part, whose usage belongs to the answer."""
    ours: Dict[str, Any] = _member(whole, "x_groq") or {}
    for name, value in _members(told):
        if name == "usage_breakdown" or (name == "usage" and COUNTS & {key for key, _ in _members(value)}):
            whole[name] = value if value is not None else whole.get(name)
        elif value is not None or name not in ours:
            ours[name] = value
    whole["x_groq"] = ours or None


def _members(value: Any) -> Iterable[Any]:
    return cast("Dict[str, Any]", value).items() if isinstance(value, dict) else ()


def _member(value: Any, name: str) -> Any:
    return cast("Dict[str, Any]", value).get(name) if isinstance(value, dict) else None


def _list(value: Any) -> List[Any]:
    return cast("Any", value) if isinstance(value, list) and not isinstance(value, _Text) else []
