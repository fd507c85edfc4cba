"""A conversation to an instance of the JSON schema that stands in its text, where there is one."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, Optional, Tuple

from ._checks import is_object
from ._conversation import Conversation
from ._errors import Refusal
from ._schema import instance
from ._text import text_of

__all__ = ["prompted_instance"]

_INSTRUCTING = ("system", "developer")
_BRACES = 200  # places where an object may begin that are looked at in one text: more of them take no time either


def prompted_instance(conversation: Conversation, json_mode: bool) -> Optional[Dict[str, Any]]:
    """An object that a schema in the messages asks for, the newest message first; None where there is no such schema.

    That is how tools that work with any model ask for structured output: the schema in the prompt, and JSON mode. In
    that, any message may hold it; else the instructions of a system only, for a user may ask about a schema as well.
    """
    prompt = _told(conversation.prompt)
    for message in reversed(conversation.messages):
        if not json_mode and message["role"] not in _INSTRUCTING:
            continue
        for _, _, schema in _objects(text_of(message.get("content"))):
            if not is_object(schema.get("properties")) or not (json_mode or schema.get("type") == "object"):
                continue
            try:
                made = instance({"type": "object", **schema}, prompt, "messages")
            except Refusal:  # it only looked like a schema
                continue
            if is_object(made):
                return made
    return None


def _told(prompt: str) -> str:
    """The prompt without its objects: the names in a schema are not those of the question."""
    kept, place = "", 0
    for start, end, _ in _objects(prompt):
        kept, place = kept + prompt[place:start], end
    return kept + prompt[place:]


def _objects(text: str) -> Iterator[Tuple[int, int, Dict[str, Any]]]:
    """The outermost JSON objects in a text: where each begins and ends, and what it is."""
    decoder, place = json.JSONDecoder(), 0
    for _ in range(_BRACES):
        start = text.find("{", place)
        if start < 0:
            return
        try:
            found, place = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            place = start + 1
        else:
            yield start, place, found
