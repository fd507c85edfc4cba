"""What a test wants to go wrong next."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, List, Mapping, Optional, Tuple, Union

from ._arguments import (
    checked_headers,
    checked_range,
    checked_retry_after,
    checked_seconds,
    checked_whole,
    one_of,
)
from ._bends import cut, erring, malformed, slowed, stalled, stalled_head, stalled_within
from ._chance import Flakiness, latencies
from ._delivery import Slowness
from ._fault import Fault, Scope
from ._fault_answers import BROKEN_JSON, GARBLED, REFUSED, Body, dropped, error_of, failure, page
from ._operations import OPERATIONS
from ._state import State

if TYPE_CHECKING:
    from typing_extensions import Literal

__all__ = ["ScriptedFaults"]


class ScriptedFaults:
    """The part of a local Groq that scripts its faults.

    Faults wait in the order they were scripted. A request meets the oldest one that can happen to it, and no other:
    each happens to `times` requests, of the operation `on` where that is named (`"chat.completions.create"`). A `times`
    of None stands for every request that meets nothing else, until `reset`.

    - `fail`, `fail_html`, `malformed_json`, `malformed_head`, `drop_connection` and `refuse_connection` take the place
      of the answer: the request is recorded and nothing else is done about it, a scripted reply waits for the next one.
    - `stream_error`, `malformed_event`, `cut_stream`, `stall` and `slow` happen to an answer on its way: the request is
      answered as ever, a scripted reply included. They wait for an answer that they can happen to: a success (2xx) with
      a body, and for all that counts chunks a streamed one. A chunk is one event of the stream.
    - `latency` and `flaky` hold for every request from now on, until `reset`.
    """

    _state: State

    @property
    def pending_faults(self) -> List[str]:
        """The faults that are still to happen, oldest first, such as `fail(429) 2 times`; not those that last."""
        with self._state.lock:
            return self._state.faults.pending

    def fail(
        self,
        status: int = 500,
        *,
        message: Optional[str] = None,
        code: Optional[str] = None,
        type: Optional[str] = None,
        param: Optional[str] = None,
        body: Optional[Body] = None,
        headers: Optional[Mapping[str, str]] = None,
        retry_after: Union[float, str, timedelta, datetime, None] = None,
        retry_after_ms: Optional[float] = None,
        times: Optional[int] = 1,
        on: Optional[str] = None,
    ) -> None:
        """Answer with a status, and the error that Groq sends with it.

        Arguments:
            message, code, type, param: of the error, in place of the usual ones; a `code` brings its usual message.
            body: in place of the error: JSON as a dict or list, text or HTML as a string, anything else as bytes.
            headers: more headers; they win over the usual ones.
            retry_after: the header of that name: seconds, a timedelta, a datetime (sent as an HTTP date), or as it is.
            retry_after_ms: the header `retry-after-ms`, in milliseconds.
        """
        checked_whole("status", status, 200, 599)
        checked_retry_after(retry_after)
        if retry_after_ms is not None:
            checked_seconds("retry_after_ms", retry_after_ms)
        if body is None:
            body = {"error": error_of(status, message, code, type, param, retry_after)}
        elif any(part is not None for part in (message, code, type, param)):
            raise TypeError("`body` replaces the whole error: pass it, or `message`, `code`, `type` and `param`")
        answer = failure(status, body, checked_headers(headers), retry_after, retry_after_ms)
        self._go_wrong(Fault("fail(%d)" % status, answer), times, on)

    def fail_html(self, status: int = 502, *, times: Optional[int] = 1, on: Optional[str] = None) -> None:
        """Answer with an error page in HTML, as the proxy before Groq does: without Groq's headers and request id."""
        checked_whole("status", status, 400, 599)
        self._go_wrong(Fault("fail_html(%d)" % status, page(status), edge=True), times, on)

    def malformed_json(self, *, times: Optional[int] = 1, on: Optional[str] = None) -> None:
        """Answer with 200 and JSON that breaks off. Happens to requests that want no stream."""
        self._go_wrong(Fault("malformed_json()", BROKEN_JSON, scope=Scope.WHOLE), times, on)

    def malformed_head(self, *, times: Optional[int] = 1, on: Optional[str] = None) -> None:
        """Answer with something that is no HTTP, and close the connection."""
        self._go_wrong(Fault("malformed_head()", GARBLED), times, on)

    def drop_connection(self, *, after_bytes: int = 0, times: Optional[int] = 1, on: Optional[str] = None) -> None:
        """Close the connection before any answer, or after so many bytes of its head, which never comes whole."""
        answer = dropped(checked_whole("after_bytes", after_bytes, 0))
        text = "drop_connection(after_bytes=%d)" % after_bytes if after_bytes else "drop_connection()"
        self._go_wrong(Fault(text, answer), times, on)

    def refuse_connection(self, *, times: Optional[int] = 1, on: Optional[str] = None) -> None:
        """Refuse the connection.

        In memory that is the `httpx.ConnectError` of a port that nobody listens on. A server cannot refuse what its
        system has let in: it resets the connection once it has read the request, an `httpx.ReadError`.
        """
        self._go_wrong(Fault("refuse_connection()", REFUSED), times, on)

    def stream_error(
        self,
        message: Optional[str] = None,
        *,
        code: Optional[str] = None,
        status: int = 500,
        form: Literal["event", "data", "x_groq"] = "event",
        after_chunks: int = 1,
        times: Optional[int] = 1,
        on: Optional[str] = None,
    ) -> None:
        """End a stream with an error inside of it.

        Arguments:
            message, code: of the error, in place of those that are usual for `status`.
            form: `event: error`, a plain `data:` with an error in it, or a last chunk with the message in `x_groq`.
            after_chunks: how many chunks come before it.
        """
        one_of("form", form, ("event", "data", "x_groq"))
        error = error_of(checked_whole("status", status, 400, 599), message, code)
        bend = partial(erring, form=form, error=error, after_chunks=checked_whole("after_chunks", after_chunks, 0))
        self._go_wrong(Fault("stream_error(form=%r)" % form, None, bend, Scope.STREAMED), times, on)

    def malformed_event(self, *, after_chunks: int = 1, times: Optional[int] = 1, on: Optional[str] = None) -> None:
        """Break off the JSON of the event after so many chunks of a stream."""
        bend = partial(malformed, after_chunks=checked_whole("after_chunks", after_chunks, 0))
        self._go_wrong(Fault("malformed_event()", None, bend, Scope.STREAMED), times, on)

    def cut_stream(
        self,
        *,
        after_chunks: Optional[int] = None,
        after_bytes: Optional[int] = None,
        reset: bool = False,
        times: Optional[int] = 1,
        on: Optional[str] = None,
    ) -> None:
        """Break the connection in the middle of a body.

        Happens to a stream after so many chunks (by default 1), or to any body after so many bytes: to one that is not
        streamed, too, which then lacks its last byte at least. The connection is closed, or with `reset` reset, an
        `httpx.ReadError`.
        """
        if after_chunks is not None and after_bytes is not None:
            raise TypeError("A stream is cut once: pass `after_chunks` or `after_bytes`")
        if after_bytes is not None:
            bend = partial(cut, chunks=None, size=checked_whole("after_bytes", after_bytes, 0), reset=reset)
            self._go_wrong(Fault("cut_stream(after_bytes=%d)" % after_bytes, None, bend), times, on)
        else:
            chunks = checked_whole("after_chunks", 1 if after_chunks is None else after_chunks, 0)
            bend = partial(cut, chunks=chunks, size=None, reset=reset)
            self._go_wrong(Fault("cut_stream(after_chunks=%d)" % chunks, None, bend, Scope.STREAMED), times, on)

    def stall(
        self,
        seconds: float = 1.0,
        *,
        after_chunks: Optional[int] = None,
        after_bytes: Optional[int] = None,
        times: Optional[int] = 1,
        on: Optional[str] = None,
    ) -> None:
        """Send nothing for so many seconds: before any answer, after so many chunks of a stream, or bytes of any body.

        With `after_chunks=0` the headers of a stream arrive and its first chunk is late. After more bytes than there
        are, the whole body arrives and its end is late, as with a connection that lingers.
        """
        checked_seconds("seconds", seconds)
        text = "stall(%g)" % seconds
        if after_chunks is not None and after_bytes is not None:
            raise TypeError("A body stalls once: pass `after_chunks` or `after_bytes`")
        if after_bytes is not None:
            checked_whole("after_bytes", after_bytes, 0)
            self._go_wrong(
                Fault(text, None, partial(stalled_within, seconds=seconds, after_bytes=after_bytes)), times, on
            )
        elif after_chunks is None:
            self._go_wrong(Fault(text, None, partial(stalled_head, seconds=seconds)), times, on)
        else:
            checked_whole("after_chunks", after_chunks, 0)
            bend = partial(stalled, seconds=seconds, after_chunks=after_chunks)
            self._go_wrong(Fault(text, None, bend, Scope.STREAMED), times, on)

    def slow(
        self,
        bytes_per_second: Optional[float] = None,
        *,
        chunk_size: Optional[int] = None,
        pause: Optional[float] = None,
        times: Optional[int] = 1,
        on: Optional[str] = None,
    ) -> None:
        """Send a body in small pieces: at so many bytes a second, or `chunk_size` bytes at a time.

        `chunk_size=1` splits every event everywhere. `pause` is the seconds between two pieces, by default none.
        """
        slowness = _slowness(bytes_per_second, chunk_size, pause)
        self._go_wrong(Fault("slow()", None, partial(slowed, slowness=slowness)), times, on)

    def latency(
        self,
        seconds: Union[float, Tuple[float, float]],
        *,
        distribution: Optional[Literal["exponential", "lognormal", "normal"]] = None,
        seed: int = 0,
    ) -> None:
        """Let every answer take its time, until `reset`: so many seconds each, or evenly between a low and a high.

        With a `distribution`, `seconds` is its mean. The same `seed` gives the same times again. 0 ends it.
        """
        if isinstance(seconds, tuple):
            checked_range("seconds", seconds)
            if distribution is not None:
                raise TypeError("A range of latency is even: pass (low, high), or a mean and a `distribution`")
        else:
            checked_seconds("seconds", seconds)
        if distribution is not None:
            one_of("distribution", distribution, ("exponential", "lognormal", "normal"))
        with self._state.lock:
            self._state.faults.latency = latencies(seconds, distribution, seed)

    def flaky(
        self, rate: float = 0.1, *, seed: int = 0, stall: Optional[float] = None, on: Optional[str] = None
    ) -> None:
        """Let a share of the requests fail, until `reset`, each in one of the ways of the other methods by chance.

        The same `seed` lets the same ones of a series of requests fail in the same way again. With `stall`, in seconds,
        some streams stall for so long. Scripted faults come first. A rate of 0 ends it.
        """
        checked_seconds("rate", rate, most=1)
        if stall is not None:
            checked_seconds("stall", stall)
        chance = Flakiness(rate, seed, stall, _operation(on))
        with self._state.lock:
            self._state.faults.chance = chance if rate else None

    def _go_wrong(self, fault: Fault, times: Optional[int], on: Optional[str]) -> None:
        if times is not None:
            checked_whole("times", times, 1)
        fault = fault.limited_to(_operation(on))
        with self._state.lock:
            self._state.faults.add(fault, times)


def _operation(name: Optional[str]) -> Optional[str]:
    """`name`, which must be that of an operation in the table, or None for all of them."""
    return None if name is None else one_of("on", name, tuple(operation.name for operation in OPERATIONS))


def _slowness(bytes_per_second: Optional[float], chunk_size: Optional[int], pause: Optional[float]) -> Slowness:
    if bytes_per_second is None:
        if chunk_size is None:
            raise TypeError("How slow? Pass `bytes_per_second`, or `chunk_size` and perhaps a `pause`")
        return Slowness(checked_whole("chunk_size", chunk_size, 1), checked_seconds("pause", pause or 0.0))
    if pause is not None:
        raise TypeError("`pause` follows from `bytes_per_second`: pass one of them")
    rate = checked_seconds("bytes_per_second", bytes_per_second, least=1e-3)
    size = checked_whole("chunk_size", max(1, int(rate / 20)) if chunk_size is None else chunk_size, 1)
    return Slowness(size, size / rate)
