"""One operation of the API: how it is called, what goes over the wire, what comes back and who answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Callable, Dict, Mapping, Optional, Pattern, Tuple
from urllib.parse import quote, unquote

from ._exchange import Answer, Call
from ._form import Part
from ._state import State

__all__ = ["Handler", "Operation", "Rule"]

Handler = Callable[[Call, State], Answer]
Rule = Callable[[Mapping[str, Any], State], None]
"""Raises `Refusal` where the checked parameters of a request ask for what the API does not do."""


@dataclass(frozen=True)
class Operation:
    """An operation, with a canned call of it.

    `name` is the method on a client, such as `chat.completions.create`; `path` a template, such as
    `/openai/v1/files/{file_id}`. The canned call passes `arguments`, all by keyword, and sends `json` or `form`, asking
    for `accept`; `answer` is one that Groq could give, and reads as a `result` (on the asynchronous client
    `async_result`). With `stream=True` the answer is `stream`, and reads as a series of `chunk`. What is sent is to be
    of the type `params` and to keep the `rules`. Types are given by their import path.
    """

    name: str
    method: str
    path: str
    handler: Handler = field(repr=False)
    result: str
    answer: Answer = field(repr=False)
    arguments: Mapping[str, Any]
    json: Optional[Mapping[str, Any]] = None
    form: Optional[Tuple[Part, ...]] = None
    params: Optional[str] = None
    rules: Tuple[Rule, ...] = field(default=(), repr=False)
    accept: str = "application/json"
    stream: Optional[Answer] = field(default=None, repr=False)
    chunk: Optional[str] = None

    @property
    def async_result(self) -> str:
        """The result on the asynchronous client: the same but for binary answers, which have a class per colour."""
        module, _, name = self.result.rpartition(".")
        return "%s.Async%s" % (module, name) if name == "BinaryAPIResponse" else self.result

    @property
    def url_path(self) -> str:
        """The path of the canned call, as it goes over the wire."""
        return self.path.format(**{name: quote(str(value), safe="") for name, value in self.arguments.items()})

    def match(self, path: str) -> Optional[Dict[str, str]]:
        """The path parameters, decoded, where `path` is one of this operation's; None where it is not."""
        found = _pattern(self.path).fullmatch(path)
        return None if found is None else {name: unquote(value) for name, value in found.groupdict().items()}


@lru_cache(maxsize=None)
def _pattern(template: str) -> Pattern[str]:
    # Model ids have slashes in them, and not everybody encodes those.
    parts = re.split(r"\{(\w+)\}", template)
    texts = [re.escape(part) for part in parts]
    texts[1::2] = ["(?P<%s>%s)" % (name, ".+" if name == "model" else "[^/]+") for name in parts[1::2]]
    return re.compile("".join(texts))
