"""Every fault of the local Groq in every phase of a call to what a caller sees of it: `python tests/fault_matrix.py`.

A cell is a fault in a phase, on one colour, over a loopback socket or in memory, with or without retries left. What it
comes to stands in `TABLE`; a fault that cannot happen in a phase has the reason there. `run` tries one cell, and tells
what does not hold of it.
"""

from __future__ import annotations

import functools
import json
import select
import socket
import sys
import time
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple, Union

import httpx

import groq
from groq.testing import LocalGroq
from twin import CHAT, Twin, said

__all__ = ["COLOURS", "FAULTS", "MEDIA", "PHASES", "RETRIES", "TABLE", "Case", "Cell", "cells", "run", "takes_time"]

COLOURS = ("sync", "async")
MEDIA = ("loopback", "memory")
PHASES = ("connect", "headers", "body", "first event", "mid event", "before [DONE]", "after")
RETRIES = {"left": (1, 1), "none": (0, 1), "used up": (1, 2)}
"""How many retries there are, and how many requests the fault happens to."""
FAULTS = (
    "fail",
    "fail_html",
    "malformed_json",
    "malformed_head",
    "drop_connection",
    "refuse_connection",
    "stream_error",
    "malformed_event",
    "cut_stream",
    "stall",
    "slow",
    "latency",
    "flaky",
    "limit",
)

PIECES = ["A", "B", "C"]
"""The reply: as a stream an event for the role, one for each piece, one for the end, and [DONE]."""
EVERYTHING = 10**6
PATIENCE = {"loopback": 0.2, "memory": 5.0}
"""Seconds that a caller waits where nothing will come; in memory they take no time."""


class _Never:
    """The class of no error."""


NEVER: Any = _Never


@dataclass(frozen=True)
class Case:
    """One way for a fault to happen in a phase, and what a caller sees of it.

    Arguments:
        name: how it is scripted.
        script: does so, for a number of requests.
        error: its class; None where the call succeeds all the same.
        cause: the class of httpx that it also is, or that caused it.
        again: whether another attempt is made, if there may be one.
        told: the members of the error that the server, or the wire, tells.
        known: whether the request id is known.
        said: what the partial answer says; None where there is none.
        kinds: the calls that it happens to.
        media: what it happens over.
        lasts: it happens to all requests, another attempt meets it as well.
        silent: it takes the patience of the caller.
        door: the port is "closed", or "clogged", for so many attempts.
    """

    name: str
    script: Callable[[LocalGroq, int], None]
    error: Any = None
    cause: Any = NEVER
    again: bool = False
    told: Tuple[Tuple[str, Any], ...] = ()
    known: bool = False
    said: Optional[str] = None
    kinds: Tuple[str, ...] = ("whole", "raw", "view", "stream")
    media: Tuple[str, ...] = MEDIA
    lasts: bool = False
    silent: bool = False
    door: Optional[str] = None


@dataclass(frozen=True)
class Cell:
    """A place in the matrix."""

    fault: str
    phase: str
    case: Case
    kind: str
    medium: str
    colour: str
    retries: str

    def __str__(self) -> str:
        return " / ".join([self.case.name, self.phase, self.kind, self.medium, self.colour, "retries " + self.retries])


# The rows


def _case(fault: str, options: Optional[Dict[str, Any]] = None, **seen: Any) -> Case:
    options = options or {}
    name = "%s(%s)" % (fault, ", ".join("%s=%r" % item for item in options.items()))

    def script(local: LocalGroq, times: int) -> None:
        chosen = {key: value() if callable(value) else value for key, value in options.items()}
        getattr(local, fault)(times=times, **chosen)

    return Case(seen.pop("name", name), script, **seen)


_CLASSES: List[Tuple[int, Any, Optional[str], bool]] = [
    (400, groq.BadRequestError, "invalid_value", False),
    (401, groq.AuthenticationError, "invalid_api_key", False),
    (403, groq.PermissionDeniedError, "not_available_for_plan", False),
    (404, groq.NotFoundError, "not_found", False),
    (408, groq.APIStatusError, "request_timeout", True),
    (409, groq.ConflictError, "conflict", True),
    (413, groq.RequestTooLargeError, "request_too_large", False),
    (418, groq.APIStatusError, None, False),
    (422, groq.UnprocessableEntityError, "unprocessable_entity", False),
    (424, groq.FailedDependencyError, "failed_dependency", False),
    (429, groq.RateLimitError, "rate_limit_exceeded", True),
    (498, groq.CapacityExceededError, "capacity_exceeded", False),
    (499, groq.RequestCancelledError, "request_cancelled", False),
    (500, groq.InternalServerError, None, True),
    (502, groq.InternalServerError, None, True),
    (503, groq.InternalServerError, None, True),
    (504, groq.InternalServerError, None, True),
    (599, groq.InternalServerError, None, True),
]
_CODES = {
    "context_length_exceeded": groq.ContextLengthExceededError,
    "json_validate_failed": groq.JSONValidateFailedError,
    "model_decommissioned": groq.ModelDecommissionedError,
    "tool_use_failed": groq.ToolUseFailedError,
}


def _failures() -> Iterator[Case]:
    """Bad statuses, with the error that Groq sends with each."""
    short = ("whole", "stream")
    for status, error, code, again in _CLASSES:
        told = (("status_code", status), ("code", code))
        yield _case("fail", {"status": status}, error=error, again=again, told=told, known=True, kinds=short)
    for code, error in _CODES.items():
        told = (("status_code", 400), ("code", code))
        yield _case("fail", {"status": 400, "code": code}, error=error, told=told, known=True, kinds=short)
    for word, status, error in (("true", 400, groq.BadRequestError), ("false", 500, groq.InternalServerError)):
        options = {"status": status, "headers": {"x-should-retry": word}}
        by_word = (("status_code", status),)
        yield _case("fail", options, error=error, again=word == "true", told=by_word, known=True)


def _odd_failures() -> Iterator[Case]:
    """Bad statuses with a body that is not Groq's."""
    for body in ("", "Busy.", b"\xff\xfe\x00", [1], {"error": "Busy."}, {"error": None}, "<html><title>Busy"):
        told = (("status_code", 503), ("code", None))
        options = {"status": 503, "body": body}
        kinds = ("whole", "stream")
        yield _case("fail", options, error=groq.InternalServerError, again=True, told=told, known=True, kinds=kinds)


def _pages() -> Iterator[Case]:
    for status, error, again in (
        (403, groq.PermissionDeniedError, False),
        (502, groq.InternalServerError, True),
        (520, groq.InternalServerError, True),
    ):
        told = (("status_code", status), ("code", None), ("type", None))
        yield _case("fail_html", {"status": status}, error=error, again=again, told=told)


def _no_answer(fault: str, *options: Dict[str, Any], cause: Any = httpx.RemoteProtocolError, **more: Any) -> List[Case]:
    """What comes to no answer at all."""
    return [_case(fault, each, error=groq.APIConnectionError, cause=cause, again=True, **more) for each in options]


_KINDS = ((500, None, True), (400, "invalid_value", False), (498, "capacity_exceeded", False))


def _reported(after_chunks: int, said: Optional[str], begun: bool) -> List[Case]:
    """Errors inside of a stream. Before it says anything those may pass that a status of their kind might."""
    cases = []
    for form in ("event", "data", "x_groq"):
        for status, code, again in _KINDS if form == "event" else _KINDS[:1]:
            plain = form == "x_groq"  # which is nothing but a message
            cases.append(
                _case(
                    "stream_error",
                    {"form": form, "status": status, "after_chunks": after_chunks},
                    error=groq.APIStreamError,
                    again=again and not plain and not begun,
                    told=(("status_code", None), ("code", None if plain else code)),
                    known=True,
                    said=said,
                    kinds=("stream",),
                )
            )
    return cases


def _not_json(after_chunks: int, said: Optional[str]) -> List[Case]:
    """An event that breaks off: the server is at fault, and would be again."""
    told = (("status_code", 200), ("code", None))
    options = {"after_chunks": after_chunks}
    seen: Dict[str, Any] = {"error": groq.APIResponseValidationError, "cause": json.JSONDecodeError, "known": True}
    return [_case("malformed_event", options, told=told, said=said, kinds=("stream",), **seen)]


def _broken(fault: str, *places: Dict[str, Any], said: Optional[str], again: bool) -> List[Case]:
    """A stream that is cut, in either way, or falls silent; it is opened again if it has said nothing yet."""
    seen: Dict[str, Any] = {"again": again, "said": said, "kinds": ("stream",), "known": True}
    if fault == "stall":
        seen.update(error=groq.APITimeoutError, cause=httpx.ReadTimeout, silent=True, told=(("clock", "read"),))
        return [_case(fault, {"seconds": 50.0, **place}, **seen) for place in places]
    seen["error"] = groq.APIConnectionError
    cut = [_case(fault, place, cause=httpx.RemoteProtocolError, **seen) for place in places]
    return cut + [_case(fault, {**place, "reset": True}, cause=httpx.ReadError, **seen) for place in places]


def _broken_bodies(*sizes: int) -> Iterator[Case]:
    """A body that is cut. Who reads it by himself has had a part of it: nobody else may ask for it again."""
    for size in sizes:
        for reset, cause in ((False, httpx.RemoteProtocolError), (True, httpx.ReadError)):
            options = {"after_bytes": size, "reset": reset}
            seen: Dict[str, Any] = {"error": groq.APIConnectionError, "cause": cause}
            yield _case("cut_stream", options, again=True, kinds=("whole", "raw"), **seen)
            yield _case("cut_stream", options, kinds=("view",), known=True, **seen)


def _silent_bodies() -> Iterator[Case]:
    for size in (0, 20):
        options = {"seconds": 50.0, "after_bytes": size}
        seen: Dict[str, Any] = {"error": groq.APITimeoutError, "cause": httpx.ReadTimeout, "silent": True}
        seen["told"] = (("clock", "read"),)
        yield _case("stall", options, again=True, kinds=("whole",), **seen)
        yield _case("stall", options, kinds=("view",), known=True, **seen)


def _doors(door: str, name: str, **seen: Any) -> Case:
    kinds, media = ("whole", "view", "stream"), ("loopback",)
    return Case(name, lambda local, times: None, again=True, door=door, kinds=kinds, media=media, **seen)


def _limits() -> Iterator[Case]:
    def used_up(local: LocalGroq, times: int) -> None:
        local.limit(requests=1)
        with local.client() as client:
            client.chat.completions.create(**CHAT)

    def too_small(local: LocalGroq, times: int) -> None:
        local.limit(tokens=1)

    told: Tuple[Tuple[str, Any], ...] = (("status_code", 429), ("code", "rate_limit_exceeded"), ("limit", 1))
    seen: Dict[str, Any] = {"lasts": True, "known": True}
    yield Case("limit(requests=1)", used_up, groq.RateLimitError, again=True, told=told, **seen)
    told = (("status_code", 413), ("code", "rate_limit_exceeded"), ("limit", 1), ("never_fits", True))
    yield Case("limit(tokens=1)", too_small, groq.RequestTooLargeError, told=told, **seen)


def _latencies() -> Iterator[Case]:
    yield Case("latency(0.001)", lambda local, times: local.latency(0.001))
    told = (("clock", "read"),)
    seen: Dict[str, Any] = {"cause": httpx.ReadTimeout, "again": True, "told": told, "lasts": True, "silent": True}
    seen["kinds"] = ("whole", "stream")
    yield Case("latency(50)", lambda local, times: local.latency(50), groq.APITimeoutError, **seen)


@functools.lru_cache(maxsize=None)
def _events() -> List[bytes]:
    """The events of the stream that is asked for."""
    with LocalGroq() as local, local.client() as client:
        local.reply_stream(PIECES)
        with client.chat.completions.with_streaming_response.create(**CHAT, stream=True) as response:
            return [event + b"\n\n" for event in response.read().split(b"\n\n")[:-1]]


@dataclass(frozen=True)
class _Within:
    """The place in the stream that is in the middle of an event, in bytes."""

    event: int

    def __call__(self) -> int:
        return len(b"".join(_events()[: self.event])) + len(_events()[self.event]) // 2

    def __repr__(self) -> str:
        return "within event %d" % self.event


_STREAM = ("stream",)
_EARLY = "there is no answer yet"
_WHOLE = "takes the place of the answer, or of its head: there is no stream"
_LATE = "nothing after [DONE] is read: there is no answer left to go wrong"
_DRAWN = "is one of the other faults, by chance: see tests/soak.py"
_CONNECTED = "is what a server does: the connection is there by then"

TABLE: Dict[Tuple[str, str], Union[str, List[Case]]] = {
    ("fail", "connect"): _CONNECTED,
    ("fail", "headers"): list(_failures()),
    ("fail", "body"): list(_odd_failures()),
    ("fail_html", "connect"): _CONNECTED,
    ("fail_html", "headers"): list(_pages()),
    ("fail_html", "body"): "its body is the page that its status comes with: see headers",
    ("malformed_json", "connect"): _CONNECTED,
    ("malformed_json", "headers"): "is a body under good headers",
    ("malformed_json", "body"): [
        _case(
            "malformed_json",
            error=groq.APIResponseValidationError,
            cause=json.JSONDecodeError,
            told=(("status_code", 200), ("code", None)),
            known=True,
            kinds=("whole", "raw", "view"),
        )
    ],
    ("malformed_head", "connect"): _CONNECTED,
    ("malformed_head", "headers"): _no_answer("malformed_head", {}),
    ("malformed_head", "body"): "no body follows a head that is none",
    ("drop_connection", "connect"): "what ends before it begins is refused: see refuse_connection",
    ("drop_connection", "headers"): _no_answer("drop_connection", {}, {"after_bytes": 20}, {"after_bytes": EVERYTHING}),
    ("drop_connection", "body"): "what ends in a body is cut: see cut_stream",
    ("refuse_connection", "connect"): [
        *_no_answer("refuse_connection", {}, cause=httpx.ConnectError, media=("memory",)),
        _doors("closed", "a port that nobody listens on", error=groq.APIConnectionError, cause=httpx.ConnectError),
    ],
    ("refuse_connection", "headers"): _no_answer(
        "refuse_connection",
        {},
        cause=httpx.ReadError,
        media=("loopback",),  # a server can but reset it by then
    ),
    ("refuse_connection", "body"): "what ends in a body is cut: see cut_stream",
    ("stream_error", "connect"): _CONNECTED,
    ("stream_error", "headers"): "is an event of a stream that had begun well",
    ("stream_error", "body"): "is an event of a stream, other bodies have none",
    ("stream_error", "first event"): _reported(0, None, begun=False) + _reported(1, "", begun=False),
    ("stream_error", "mid event"): _reported(2, "A", begun=True),
    ("stream_error", "before [DONE]"): _reported(5, "ABC", begun=True),
    ("stream_error", "after"): _LATE,
    ("malformed_event", "connect"): _CONNECTED,
    ("malformed_event", "headers"): "is an event of a stream that had begun well",
    ("malformed_event", "body"): "is an event of a stream: that of other bodies is malformed_json",
    ("malformed_event", "first event"): _not_json(0, None) + _not_json(1, ""),
    ("malformed_event", "mid event"): _not_json(2, "A"),
    ("malformed_event", "before [DONE]"): _not_json(4, "ABC"),
    ("malformed_event", "after"): _LATE,
    ("cut_stream", "connect"): "cuts what is connected: see refuse_connection",
    ("cut_stream", "headers"): [
        *_broken_bodies(0),
        *_broken("cut_stream", {"after_bytes": 0}, said=None, again=True),
    ],
    ("cut_stream", "body"): list(_broken_bodies(20, EVERYTHING)),
    ("cut_stream", "first event"): [
        *_broken("cut_stream", {"after_chunks": 0}, {"after_bytes": _Within(0)}, said=None, again=True),
        *_broken("cut_stream", {"after_chunks": 1}, {"after_bytes": _Within(1)}, said="", again=True),
    ],
    ("cut_stream", "mid event"): _broken(
        "cut_stream", {"after_chunks": 2}, {"after_bytes": _Within(2)}, said="A", again=False
    ),
    ("cut_stream", "before [DONE]"): _broken(
        "cut_stream", {"after_chunks": 5}, {"after_bytes": _Within(5)}, said="ABC", again=False
    ),
    ("cut_stream", "after"): [
        _case("cut_stream", {"after_chunks": 6}, kinds=_STREAM),
        _case("cut_stream", {"after_chunks": 6, "reset": True}, kinds=_STREAM),
    ],
    ("stall", "connect"): [
        _doors(
            "clogged",
            "a port that does not answer",
            error=groq.APITimeoutError,
            cause=httpx.ConnectTimeout,
            silent=True,
            told=(("clock", "connect"),),
        )
    ],
    ("stall", "headers"): [
        _case(
            "stall",
            {"seconds": 50.0},
            error=groq.APITimeoutError,
            cause=httpx.ReadTimeout,
            again=True,
            told=(("clock", "read"),),
            silent=True,
            kinds=("whole", "view", "stream"),
        )
    ],
    ("stall", "body"): list(_silent_bodies()),
    ("stall", "first event"): [
        *_broken("stall", {"after_chunks": 0}, {"after_bytes": _Within(0)}, said=None, again=True),
        *_broken("stall", {"after_bytes": _Within(1)}, said="", again=True),
    ],
    ("stall", "mid event"): _broken("stall", {"after_bytes": _Within(2)}, {"after_chunks": 2}, said="A", again=False),
    ("stall", "before [DONE]"): _broken("stall", {"after_chunks": 5}, said="ABC", again=False),
    ("stall", "after"): [_case("stall", {"seconds": 50.0, "after_bytes": EVERYTHING}, kinds=_STREAM)],
    ("slow", "connect"): _CONNECTED,
    ("slow", "headers"): "sends its head at once: for late heads there is latency",
    ("slow", "body"): [_case("slow", {"chunk_size": 7}, kinds=("whole", "raw", "view"))],
    ("slow", "first event"): "is slow all along: see mid event",
    ("slow", "mid event"): [
        _case("slow", {"chunk_size": 7}, kinds=_STREAM),
        _case("slow", {"chunk_size": 400, "pause": 0.001}, kinds=_STREAM),
    ],
    ("slow", "before [DONE]"): "is slow all along: see mid event",
    ("slow", "after"): "is slow all along: see mid event",
    ("latency", "connect"): _CONNECTED,
    ("latency", "headers"): list(_latencies()),
    ("latency", "body"): "is a wait before the head: for later ones there is stall",
    ("limit", "connect"): _CONNECTED,
    ("limit", "headers"): list(_limits()),
    ("limit", "body"): "is told by a status: see headers",
    **{("flaky", phase): _DRAWN for phase in PHASES},
    **{
        (fault, phase): _WHOLE
        for fault in ("fail", "fail_html", "malformed_json", "malformed_head", "drop_connection", "refuse_connection")
        for phase in PHASES[3:]
    },
    **{(fault, phase): "is over before the body begins" for fault in ("latency", "limit") for phase in PHASES[3:]},
}
"""For each fault and phase the cases, or the reason why there are none."""


def cells(fault: str, phase: str, *, media: Iterable[str] = MEDIA, colours: Iterable[str] = COLOURS) -> Iterator[Cell]:
    """The cells of a fault in a phase."""
    found = TABLE[fault, phase]
    for case in [] if isinstance(found, str) else found:
        for medium in media:
            if medium not in case.media or (case.door == "clogged" and not sys.platform.startswith("linux")):
                continue  # others refuse what does not fit into a full queue
            for kind in case.kinds:
                for colour in colours:
                    for retries in RETRIES:
                        yield Cell(fault, phase, case, kind, medium, colour, retries)


def takes_time(fault: str, phase: str, medium: str) -> bool:
    """Whether these cells wait for the clock, or are so many that they take seconds."""
    found = TABLE[fault, phase]
    several = not isinstance(found, str) and (len(found) > 20 or any(case.silent for case in found))
    return medium == "loopback" and several


# What runs a cell


class Door:
    """The port that a client knocks at: closed, or clogged, until it is opened."""

    def __init__(self, local: LocalGroq, how: Optional[str]) -> None:
        self._local = local
        self._server = local.serve()
        self.url = self._server.url
        self._port = int(self.url.rpartition(":")[2])
        self._callers: List[socket.socket] = []
        if how is not None:
            self._server.close()
        if how == "clogged":
            self._clog()

    def _clog(self) -> None:
        """Fill the queue of a socket that nobody accepts connections from."""
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self._port))
        listening.listen(0)
        self._callers.append(listening)
        for _ in range(4):
            caller = socket.socket()
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", self._port))
            self._callers.append(caller)

    def open(self) -> None:
        """Let clients in from now on."""
        while self._callers:
            self._callers.pop().close()
        self._server.close()
        self._server = self._local.serve(port=self._port)

    def is_deserted(self) -> bool:
        """Whether the client has left all its connections; waits for it."""
        deadline = time.monotonic() + 5
        while not all(_is_left(each.connection) for each in [*self._server._listener._connections]):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.0005)
        return True

    def close(self) -> None:
        while self._callers:
            self._callers.pop().close()
        self._server.close()


def _is_left(connection: socket.socket) -> bool:
    """Whether the other end of a connection is closed, also where nobody reads from this one."""
    try:
        return bool(select.select([connection], [], [], 0)[0]) and not connection.recv(1, socket.MSG_PEEK)
    except (OSError, ValueError):  # reset, or closed on this end, too
        return True


class _Run:
    """One cell while it is tried."""

    def __init__(self, cell: Cell, twin: Twin) -> None:
        self.cell = cell
        self.case = cell.case
        self.twin = twin
        self.local = twin.local
        self.retries, times = RETRIES[cell.retries]
        self.times = times if self.case.again else 1
        self.attempts = 0
        self.door: Optional[Door] = None
        self.chunks: List[Any] = []
        self.given = 0

    def client(self) -> Any:
        """A client that waits no longer than it must: between attempts, and for an attempt that will get nothing."""
        patience = PATIENCE[self.cell.medium]
        run, case = self, self.case

        def prepare(request: httpx.Request) -> None:
            run.attempts += 1
            if case.silent and (run.attempts <= run.times or case.lasts):
                request.extensions["timeout"]["connect" if case.door else "read"] = patience

        class Blocking(groq.Groq):
            def _prepare_request(self, request: httpx.Request) -> None:
                prepare(request)

            def _calculate_retry_timeout(self, *arguments: Any) -> float:
                return run.between()

        class Awaited(groq.AsyncGroq):
            async def _prepare_request(self, request: httpx.Request) -> None:
                prepare(request)

            def _calculate_retry_timeout(self, *arguments: Any) -> float:
                return run.between()

        options: Dict[str, Any] = {"client_class": self.twin.pick(Blocking, Awaited), "max_retries": self.retries}
        options["timeout"] = httpx.Timeout(20.0)
        if self.cell.medium == "memory":
            return self.twin.local_client(**options)
        self.door = Door(self.local, self.case.door)
        return self.twin._made({"api_key": self.local.api_key, "base_url": self.door.url, **options})

    def between(self) -> float:
        """Between two attempts; the seconds to wait."""
        if self.door is not None and self.case.door and self.attempts >= self.times:
            self.door.open()
        return 0.0

    def ask(self, client: Any) -> Tuple[Optional[str], Any]:
        """What a call says, and what it raises."""
        try:
            return getattr(self, "_" + self.cell.kind)(client), None
        except Exception as error:
            return None, error

    def _whole(self, client: Any) -> str:
        return _text(self.twin.call(client.chat.completions.create(**CHAT)))

    def _raw(self, client: Any) -> str:
        raw = self.twin.call(client.chat.completions.with_raw_response.create(**CHAT))
        return _text(self.twin.call(raw.parse()))

    def _view(self, client: Any) -> str:
        with self.twin.opened(client.chat.completions.with_streaming_response.create(**CHAT)) as response:
            return _text(self.twin.call(response.parse()))

    def _stream(self, client: Any) -> str:
        stream = self.twin.call(client.chat.completions.create(**CHAT, stream=True))
        self.chunks, error = self.twin.collect(stream)
        if error is not None:
            raise error
        return "".join(said(self.chunks))

    # What has to hold.

    def wrong(self) -> Iterator[str]:
        """What does not hold."""
        self.local.reply_stream(PIECES, times=None)
        client = self.client()
        self.case.script(self.local, self.times)
        before = len(self.local.requests)
        text, error = self.ask(client)
        recovered = self.case.again and self.cell.retries == "left" and not self.case.lasts
        if self.case.error is None or recovered:
            if error is not None or text != "".join(PIECES):
                yield "it says %r and raises %r" % (text, error)
        else:
            yield from self._wrong_with(error)
        yield from self._wrong_count(before, recovered)
        yield from self._wrong_with_pool(client)
        yield from self._useless(client)

    def _wrong_with(self, error: Any) -> Iterator[str]:
        """What does not hold of an error."""
        case = self.case
        if not isinstance(error, case.error) or type(error).__name__ != case.error.__name__:
            yield "it raises %r" % error
            return
        if case.cause is not NEVER and not (isinstance(error, case.cause) or isinstance(error.__cause__, case.cause)):
            yield "it is none of %s, but caused by %r" % (case.cause.__name__, error.__cause__)
        for name, value in case.told:
            if getattr(error, name, None) != value:
                yield "its %s is %r" % (name, getattr(error, name, None))
        if (error.request_id is not None) is not case.known:
            yield "its request_id is %r" % error.request_id
        if error.request.url.path != "/openai/v1/chat/completions":
            yield "its request went to %s" % error.request.url
        if _content(error.partial) != case.said:
            yield "its partial answer is %r" % error.partial
        read = "".join(said(self.chunks)) if self.chunks else None
        if case.said is not None and read != case.said:
            yield "the reader got %r" % read

    def _wrong_count(self, before: int, recovered: bool) -> Iterator[str]:
        """What does not hold of the requests that were sent."""
        attempts = 2 if self.case.again and self.retries and self.case.error is not None else 1
        if self.attempts != attempts:
            yield "there were %d attempts, not %d" % (self.attempts, attempts)
        arrived = [request.headers["x-stainless-retry-count"] for request in self.local.requests[before:]]
        expected = ["0", "1"][:attempts]
        if self.case.door is not None:
            expected = ["1"] if recovered else []
        if arrived != expected:
            yield "the requests that arrived are %s, not %s" % (arrived, expected)
        if self.local.pending_faults:
            yield "these faults did not happen: %s" % self.local.pending_faults

    def _wrong_with_pool(self, client: Any) -> Iterator[str]:
        """Connections in use, though no call is under way."""
        pool = getattr(client._client._transport, "_pool", None)  # not every transport has one to look into
        if pool is None:
            return
        if pool._requests:
            yield "the pool holds requests: %s" % pool._requests
        used = [each for each in pool.connections if not (each.is_idle() or each.is_closed())]
        if used or len(pool.connections) > 1:
            yield "the pool holds %s" % pool.connections

    def _useless(self, client: Any) -> Iterator[str]:
        """Whether the client is of no more use, and leaves a connection open when it is closed."""
        self.local.reset()
        if self.door is not None and self.case.door:
            self.door.open()
        try:
            self.twin.call(client.models.list())
        except groq.APIError as error:
            yield "the next call raises %r" % error
        yield from self._wrong_with_pool(client)
        self.twin.call(client.close())
        if self.door is not None:
            if not self.door.is_deserted():
                yield "a connection is left open"
            self.door.close()


def _text(completion: Any) -> str:
    content: str = completion.choices[0].message.content
    return content


def _content(partial: Any) -> Optional[str]:
    return None if partial is None else _text(partial)


def run(cell: Cell, twin: Twin) -> List[str]:
    """What does not hold of a cell."""
    return list(_Run(cell, twin).wrong())


def main() -> int:
    """Print the matrix: for each fault and phase how many cells hold of those that were tried."""
    failed: List[str] = []
    tried = 0
    print("".join(title.ljust(17) for title in ("", *PHASES)))
    for fault in FAULTS:
        row = []
        for phase in PHASES:
            found = list(cells(fault, phase))
            wrong = {
                str(cell): complaints for cell, complaints in ((each, _tried(each)) for each in found) if complaints
            }
            failed += ["%s: %s" % (name, "; ".join(complaints)) for name, complaints in wrong.items()]
            tried += len(found)
            row.append("%d/%d" % (len(found) - len(wrong), len(found)) if found else "-")
        print("".join(text.ljust(17) for text in (fault, *row)), flush=True)
    print("\nCells that make no sense:")
    for (fault, phase), reason in sorted(TABLE.items(), key=lambda item: FAULTS.index(item[0][0])):
        if isinstance(reason, str):
            print("  %s, %s: %s" % (fault, phase, reason))
    print("\n%d cells tried, %d hold" % (tried, tried - len(failed)))
    print("\n".join(failed))
    return 1 if failed else 0


def _tried(cell: Cell) -> List[str]:
    twin = Twin(cell.colour)
    try:
        return run(cell, twin)
    finally:
        twin.close()


if __name__ == "__main__":
    sys.exit(main())
