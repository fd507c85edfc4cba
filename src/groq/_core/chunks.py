"""Server-sent events to the typed chunks of a stream."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, Iterable, Iterator, Optional, Type, TypeVar, Union, cast

from .._exceptions import APIStreamError
from .accumulate import COUNTS
from .annotations import Tagged
from .decode import Validate, constructed
from .faults import invalid_event
from .parse import parser
from .sse import EventParser, ServerSentEvent

if TYPE_CHECKING:
    import httpx

__all__ = ["Chunks", "error_message"]

_T = TypeVar("_T")


class Chunks(Generic[_T]):
    """Takes the bytes of one streamed response and gives its chunks.

    `done` turns true at `[DONE]`, after which nothing is read. With `validate` each chunk is validated instead of taken
    as it comes. Events whose type tells them apart are chunks under whatever name they come, and the stream may end
    with one of them instead of `[DONE]`; of these `said` is whether one told more than that the answer begins, which is
    `None` for others. Raises `APIStreamError` for an error that the server sends inside the stream, and
    `APIResponseValidationError` for data that is no JSON.
    """

    __slots__ = ("_events", "_lenient", "_response", "_simple", "_tagged", "_type", "_validate", "done", "said")

    def __init__(self, type_: Type[_T], response: httpx.Response, validate: Optional[Validate] = None) -> None:
        self._events = EventParser()
        self._response = response
        self._type = type_
        self._lenient = parser(type_)
        self._tagged = self._lenient.tagged
        self._simple = validate is None and self._tagged is None
        self._validate = validate
        self.done = False
        self.said: Optional[bool] = None if self._tagged is None else False

    def feed(self, data: bytes) -> Iterable[_T]:
        """The chunks that `data` completes; they have to be taken before the next of it comes."""
        single = self._events.single(data)  # as servers send them
        chunk = None if single is None else self._plain_chunk(single)
        return self._each(data) if chunk is None else (chunk,)

    def _each(self, data: bytes) -> Iterator[_T]:
        for block in self._events.blocks(data):
            chunk = self._plain_chunk(block[6:]) if block.startswith(b"data: ") and b"\n" not in block else None
            if chunk is not None:
                yield chunk
            else:
                yield from self.decode(self._events.events(block))
                if self.done:
                    return

    def _plain_chunk(self, data: bytes) -> Optional[_T]:
        """The chunk of the only line of an event if it needs no second look, else `None`."""
        if not self._simple or b'"error"' in data or b'"x_groq"' in data:
            return None
        try:
            chunk: _T = self._lenient.read(data)
        except ValueError:  # the end, an empty event, or no JSON
            return None
        return chunk

    def close(self) -> None:
        """Take note that the bytes are at an end; a last event without its closing empty line does not count."""
        if self._events.rest.strip() == b"data: [DONE]":
            self.done = True

    def decode(self, events: Iterable[ServerSentEvent]) -> Iterator[_T]:
        """The chunks of some events."""
        for event in events:
            data = event.raw
            if data[:6] in (b"[DONE]", "[DONE]"):
                self.done = True
                return
            if data:
                yield self._chunk(event, data)

    def _chunk(self, event: ServerSentEvent, data: Union[str, bytes]) -> _T:
        if self._tagged is not None:
            return self._tagged_chunk(event, data, self._tagged)
        if event.event is not None:
            return self._named(event)
        if '"error"' in data if isinstance(data, str) else b'"error"' in data:
            self._raise_in_band(event)
        try:
            chunk = self._parse(data)
        except ValueError:
            chunk = self._construct(self._json(event))  # which also settles bytes that are not UTF-8
        if '"x_groq"' in data if isinstance(data, str) else b'"x_groq"' in data:
            _lift_usage(chunk)
        return cast(_T, chunk)

    def _tagged_chunk(self, event: ServerSentEvent, data: Union[str, bytes], tagged: Tagged) -> _T:
        has_error = '"error"' in data if isinstance(data, str) else b'"error"' in data
        if has_error or event.event == "error":
            self._raise_in_band(event, named=event.event == "error")
        try:
            chunk = self._parse(data)
        except ValueError:
            chunk = self._construct(self._json(event))
        tag: Any = getattr(chunk, tagged.discriminator, None)
        if tag is None and event.event is not None:  # then its name is all that tells what it is
            tag = event.event
            chunk = self._construct(_with_member(self._json(event), tagged.discriminator, tag))
        self.done = tag in tagged.last
        self.said = self.said or tag not in tagged.opening
        return cast(_T, chunk)

    def _named(self, event: ServerSentEvent) -> _T:
        if event.event == "error":
            self._raise_in_band(event, named=True)
        return cast(_T, self._construct({"data": self._json(event), "event": event.event}))

    def _json(self, event: ServerSentEvent) -> Any:
        try:
            return event.json()
        except (ValueError, RecursionError) as error:
            raise invalid_event(error, event.data, self._response) from error

    def _parse(self, data: Union[str, bytes]) -> Any:
        return self._lenient.json(data) if self._validate is None else self._construct(json.loads(data))

    def _construct(self, value: Any) -> Any:
        return constructed(value, self._type, self._response, validate=self._validate)

    def _raise_in_band(self, event: ServerSentEvent, *, named: bool = False) -> None:
        try:
            body: Any = event.json()
        except ValueError:
            if not named:
                return
            body = event.data
        error = _member(body, "error") or _member(_member(body, "x_groq"), "error")
        if self._tagged is not None and _member(body, self._tagged.discriminator) == "error":
            error = error or body
        if named or error:
            reported = error or body
            request = self._response.request
            raise APIStreamError(error_message(reported), request, body=reported, response=self._response)


def _member(value: object, name: str) -> Any:
    return cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None


def _with_member(body: Any, name: str, value: str) -> Any:
    return {**cast("dict[str, Any]", body), name: value} if isinstance(body, dict) else body


def error_message(error: Any) -> str:
    """What the server says of an error inside a stream."""
    message = _member(cast(object, error), "message") if isinstance(error, dict) else error
    return message if message and isinstance(message, str) else "An error occurred during streaming"


def _lift_usage(chunk: Any) -> None:
    """Show the usage that Groq puts under `x_groq` where every OpenAI-shaped chunk has it."""
    reported: Optional[Any] = getattr(getattr(chunk, "x_groq", None), "usage", None)
    if reported is not None and getattr(chunk, "usage", reported) is None and _is_counted(reported):
        chunk.usage = reported


def _is_counted(usage: object) -> bool:
    """Whether this is the usage of an answer: Groq has other figures of that name, those of its caches."""
    return any(getattr(usage, name, None) is not None for name in COUNTS)
