"""Bytes to server-sent events, as they arrive (WHATWG HTML, section 9.2)."""

from __future__ import annotations

import json
from typing import Any, Iterable, Iterator, List, Optional, Union

__all__ = ["EventParser", "LineFields", "ServerSentEvent"]

_BOM = b"\xef\xbb\xbf"
_LONGEST_NUMBER = 20
"""Digits; no reconnection time comes near it, and Python refuses to read thousands."""


class ServerSentEvent:
    """One event of a stream.

    `data` is the text of its `data` lines, `event` its name or `None`, `id` the last id seen so far, `retry` the
    reconnection time in milliseconds where the server gave one.
    """

    __slots__ = ("_data", "_event", "_id", "_retry")

    def __init__(
        self,
        *,
        event: Optional[str] = None,
        data: Union[str, bytes, None] = None,
        id: Optional[str] = None,
        retry: Optional[int] = None,
    ) -> None:
        self._event = event or None
        self._data = data or ""
        self._id = id
        self._retry = retry

    @property
    def event(self) -> Optional[str]:
        return self._event

    @property
    def id(self) -> Optional[str]:
        return self._id

    @property
    def retry(self) -> Optional[int]:
        return self._retry

    @property
    def data(self) -> str:
        if isinstance(self._data, bytes):
            self._data = self._data.decode("utf-8", "replace")
        return self._data

    @property
    def raw(self) -> Union[str, bytes]:
        """The data as it came, not decoded before somebody needs the text."""
        return self._data

    def json(self) -> Any:
        """The data decoded as JSON. Raises `json.JSONDecodeError` where it is none."""
        return json.loads(self.data)

    def __repr__(self) -> str:
        return "ServerSentEvent(event=%s, data=%s, id=%s, retry=%s)" % (self.event, self.data, self.id, self.retry)


class LineFields:
    """The fields gathered from the lines of one event, and the last event id, which outlives it."""

    __slots__ = ("_any", "_data", "_event", "_retry", "last_event_id")

    def __init__(self) -> None:
        self.last_event_id: Optional[str] = None
        self._reset()

    def _reset(self) -> None:
        self._event = ""
        self._data: List[str] = []
        self._retry: Optional[int] = None
        self._any = False

    def add(self, line: str) -> Optional[ServerSentEvent]:
        """Take one line without its line end; an empty one ends the event and gives it."""
        if not line:
            return self.take()
        if not line.startswith(":"):
            name, _, value = line.partition(":")
            self._set(name, value[1:] if value.startswith(" ") else value)
        return None

    def _set(self, name: str, value: str) -> None:
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self.last_event_id = value
        elif name == "retry" and value.isascii() and value.isdigit() and len(value) < _LONGEST_NUMBER:
            self._retry = int(value)
        else:
            return
        self._any = True

    def take(self) -> Optional[ServerSentEvent]:
        """The event that the lines so far make, `None` if they say nothing.

        The rules dispatch no event without data; here it is given, with its data empty, for who wants its name or id.
        """
        if not self._any:
            return None
        event = ServerSentEvent(event=self._event, data="\n".join(self._data), id=self.last_event_id, retry=self._retry)
        self._reset()
        return event


class EventParser:
    """Takes bytes in any split and gives the events they complete.

    Lines end at LF, CR or CRLF and at nothing else. Text that is not UTF-8 is decoded with replacement characters.
    """

    __slots__ = ("_buffer", "_fields", "_skip_newline", "_started")

    def __init__(self) -> None:
        self._buffer: bytes = b""
        self._fields = LineFields()
        self._skip_newline = False
        self._started = False

    def feed(self, data: bytes) -> Iterator[ServerSentEvent]:
        """The events that `data` completes, in order."""
        for block in self.blocks(data):
            yield from self.events(block)

    def blocks(self, data: bytes) -> List[bytes]:
        """The lines of each event that `data` completes, line ends made LF; `events` reads them."""
        if b"\r" in data or self._skip_newline:
            data = self._with_plain_newlines(data)
        if self._buffer:
            data = self._buffer + data
        if not self._started:
            if _BOM.startswith(data[:3]) and len(data) < 3:
                self._buffer = data
                return []
            data = data[3:] if data.startswith(_BOM) else data
            self._started = True
        # Events end at empty lines. What the bytes up to now do not end is kept, and its first line with it.
        blocks = data.split(b"\n\n")
        self._buffer = blocks.pop()
        return blocks

    def single(self, data: bytes) -> Optional[bytes]:
        """What one plain event says, if `data` is just that; `None`, and nothing read, where it is anything else."""
        if not self._started or self._buffer or self._skip_newline or not data.startswith(b"data: "):
            return None
        return data[6:-2] if data.find(b"\n") == len(data) - 2 and data.endswith(b"\n") and b"\r" not in data else None

    def events(self, block: bytes) -> Iterable[ServerSentEvent]:
        """The events of one of the `blocks`, which have to be read in their order: an id holds for what follows."""
        # An event of one data line, which is nearly every event there is, needs no look at its fields.
        if block.startswith(b"data: ") and b"\n" not in block:
            return (ServerSentEvent(data=block[6:], id=self._fields.last_event_id),)
        return self._lines(block + b"\n")

    @property
    def rest(self) -> bytes:
        """What came after the last complete event; at the end of the bytes it makes none."""
        return self._buffer

    def _with_plain_newlines(self, data: bytes) -> bytes:
        if self._skip_newline and data:
            data = data[1:] if data.startswith(b"\n") else data
            self._skip_newline = False
        self._skip_newline = self._skip_newline or data.endswith(b"\r")
        return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")

    def _lines(self, block: bytes) -> Iterator[ServerSentEvent]:
        for line in block.decode("utf-8", "replace").split("\n"):
            event = self._fields.add(line)
            if event is not None:
                yield event
