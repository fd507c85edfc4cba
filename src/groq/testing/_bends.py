"""A good answer to one that goes wrong on its way."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Callable, Dict, Mapping, Optional, Tuple

from ._delivery import Slowness
from ._exchange import Answer, json_bytes

__all__ = ["cut", "erring", "in_events", "malformed", "slowed", "stalled", "stalled_head", "stalled_within"]

_DONE = b"data: [DONE]\n\n"
_END_OF_EVENT = re.compile(rb"(?<=\n\n)|(?<=\r\n\r\n)")


def in_events(answer: Answer) -> Answer:
    """A stream in chunks of one event each, whatever the pieces it came in when it was recorded."""
    if answer.chunks is None:
        return answer
    return replace(answer, chunks=tuple(event for event in _END_OF_EVENT.split(answer.content) if event))


def cut(answer: Answer, chunks: Optional[int], size: Optional[int], reset: bool = False) -> Answer:
    """The connection breaks after so many chunks, or bytes; a body of known length lacks its last byte at least."""
    if size is not None and answer.chunks is None:
        size = min(size, len(answer.body) - 1)
    return answer.delivered(cut_chunks=chunks, cut_bytes=size, reset=reset)


def stalled(answer: Answer, seconds: float, after_chunks: int) -> Answer:
    """Nothing comes for so many seconds after so many chunks, the last of which is the one before the end."""
    return answer.delivered(stall=seconds, stall_chunks=min(after_chunks, len(answer.chunks or ()) - 1))


def stalled_within(answer: Answer, seconds: float, after_bytes: int) -> Answer:
    """Nothing comes for so many seconds after so many bytes; behind the last one the end of the body is late."""
    return answer.delivered(stall=seconds, stall_bytes=after_bytes)


def stalled_head(answer: Answer, seconds: float) -> Answer:
    """Nothing comes for so many seconds."""
    return answer.delivered(delay=seconds)


def slowed(answer: Answer, slowness: Slowness) -> Answer:
    return answer.delivered(slowness=slowness)


def malformed(answer: Answer, after_chunks: int) -> Answer:
    """The JSON of the event after so many breaks off in its middle; the others are as they were."""
    chunks = answer.chunks or ()
    place = _before_the_end(chunks, after_chunks + 1) - 1
    broken = chunks[place].rstrip()
    begun = broken.find(b"data: {") + len(b"data: {")  # behind the name that the event may have
    broken = broken[: max(begun, len(broken) // 2)] + b"\n\n"
    return replace(answer, chunks=(*chunks[:place], broken, *chunks[place + 1 :]))


def erring(answer: Answer, form: str, error: Mapping[str, str], after_chunks: int) -> Answer:
    """The stream ends with an error after so many chunks."""
    chunks = answer.chunks or ()
    kept = chunks[: _before_the_end(chunks, after_chunks)]
    return replace(answer, chunks=(*kept, *_FORMS[form](chunks, error)))


def _before_the_end(chunks: Tuple[bytes, ...], place: int) -> int:
    """`place`, or that of the end marker where it would be beyond it."""
    last = len(chunks) - (chunks[-1:] == (_DONE,))
    return min(place, last)


def _named(_: Tuple[bytes, ...], error: Mapping[str, str]) -> Tuple[bytes, ...]:
    return (b"event: error\ndata: %s\n\n" % json_bytes({"error": error}),)


def _plain(_: Tuple[bytes, ...], error: Mapping[str, str]) -> Tuple[bytes, ...]:
    return (b"data: %s\n\n" % json_bytes({"error": error}),)


def _in_chunk(chunks: Tuple[bytes, ...], error: Mapping[str, str]) -> Tuple[bytes, ...]:
    """A last chunk without choices, which tells of the error beside them."""
    try:
        first: Dict[str, Any] = json.loads(chunks[0].partition(b"data: ")[2].decode())
        told: Dict[str, Any] = first.get("x_groq") or {}
    except ValueError:  # an error, or what a test scripted
        first, told = {}, {}
    last: Dict[str, Any] = {**first, "choices": [], "x_groq": {**told, "error": error["message"]}}
    return (b"data: %s\n\n" % json_bytes(last), _DONE)


_FORMS: Dict[str, Callable[[Tuple[bytes, ...], Mapping[str, str]], Tuple[bytes, ...]]] = {
    "event": _named,
    "data": _plain,
    "x_groq": _in_chunk,
}
