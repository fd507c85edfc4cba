"""What crosses the wire, as values: a request as it arrived, an answer as it leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Callable, Iterable, Mapping, Optional, Tuple

import httpx

from ._delivery import PROMPT, Delivery

__all__ = ["Answer", "Call", "Request", "json_answer", "json_bytes"]


@dataclass(frozen=True)
class Request:
    """A request as it arrived.

    `path` is kept as it was sent, percent-encoding included; `headers` ignores case; `query` is a read-only
    multi-mapping.
    """

    method: str
    path: str
    headers: httpx.Headers
    query: httpx.QueryParams
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The decoded JSON body, or None where the body is not JSON."""
        try:
            return json.loads(self.body.decode())
        except ValueError:
            return None


@dataclass(frozen=True)
class Call:
    """A request that was let in: the operation's path parameters, the id it is answered under, and when.

    `body` holds the parameters that were sent, checked, as JSON values; those of a form as well, with its files as
    `Part`. `perform` does another request within this one: `perform(method, url, body, request_id)`, see `_admission`.
    """

    request: Request
    parameters: Mapping[str, str]
    id: str
    now: int
    body: Mapping[str, Any]
    perform: Callable[[str, str, Mapping[str, Any], str], Answer]


@dataclass(frozen=True)
class Answer:
    """An answer: its body whole, or, where `chunks` is given, in pieces sent one by one; and how it goes out."""

    status: int
    headers: Tuple[Tuple[str, str], ...] = ()
    body: bytes = b""
    chunks: Optional[Tuple[bytes, ...]] = None
    delivery: Delivery = PROMPT

    @property
    def content(self) -> bytes:
        """The whole body, streamed or not."""
        return self.body if self.chunks is None else b"".join(self.chunks)

    @property
    def length(self) -> Optional[int]:
        """The length that is told in advance; None for a body in chunks, and for an answer that has no body."""
        return None if self.chunks is not None or self.status in (204, 304) else len(self.body)

    def pieces(self, method: str) -> Tuple[bytes, ...]:
        """The body as it is sent in answer to a method."""
        if method == "HEAD" or self.status in (204, 304):
            return ()
        return self.chunks if self.chunks is not None else (self.body,) * bool(self.body)

    def with_headers(self, headers: Iterable[Tuple[str, str]]) -> Answer:
        """A copy with more headers."""
        return replace(self, headers=(*self.headers, *headers))

    def with_defaults(self, headers: Iterable[Tuple[str, str]]) -> Answer:
        """A copy with those headers as well that it lacks."""
        own = {name.lower() for name, _ in self.headers}
        return self.with_headers((name, value) for name, value in headers if name.lower() not in own)

    def delivered(self, **how: Any) -> Answer:
        """A copy that goes out in another way: `how` are fields of `Delivery`."""
        return replace(self, delivery=replace(self.delivery, **how))


def json_bytes(value: object) -> bytes:
    """Compact JSON in UTF-8; half a surrogate pair, which UTF-8 lacks, becomes the JSON escape it came as."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def json_answer(value: object, status: int = 200) -> Answer:
    return Answer(status, (("content-type", "application/json"),), json_bytes(value))
