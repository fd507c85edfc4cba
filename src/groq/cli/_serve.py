"""`serve`: the local Groq over HTTP, for programs in any language."""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Generator, Optional, Tuple, Union

from ._connection import given_key, is_sendable
from ._declare import Command, option
from ._failure import Failure, Usage
from ._output import printable

if TYPE_CHECKING:
    from groq.testing import LocalGroq, LocalServer

__all__ = ["COMMAND", "ServeOptions", "serve"]


@dataclass(frozen=True)
class ServeOptions:
    """What `serve` takes."""

    host: str = option("--host", default="127.0.0.1", metavar="HOST", help="the address to listen on")
    port: int = option("--port", "-p", default=8080, metavar="PORT", help="the port to listen on; 0 takes a free one")
    api_key: str = option("--api-key", default="local-groq-key", metavar="KEY", help="the key that clients must send")
    record: Optional[Path] = option("--record", help="pass requests on to Groq, and keep them and the answers here")
    replay: Optional[Path] = option("--replay", help="answer from what was kept, and from nothing else")
    latency: Optional[str] = option(
        "--latency", metavar="SECONDS", help="how long each answer takes: so long, or evenly between two, as in 0.1-0.5"
    )
    flaky: Optional[float] = option("--flaky", metavar="RATE", help="let this part of the requests fail, 0 to 1")
    quiet: bool = option("--quiet", "-q", default=False, help="log no requests")


def serve(options: ServeOptions) -> None:
    """Serve until Ctrl-C or SIGTERM; fails at the end where a request was not among what was kept."""
    from groq import GroqError
    from groq.testing import LocalGroq

    if not 0 <= options.port <= 65535:
        raise Usage("--port is 0 to 65535, not %d" % options.port)
    key = options.api_key.strip()
    if not key or not is_sendable(key):
        raise Usage("--api-key is a key that a header can carry, not %r" % options.api_key)
    if options.record and options.replay:
        raise Usage("pass --record or --replay, not both")
    if options.record and not given_key():
        raise Failure("--record needs GROQ_API_KEY: requests are passed on to Groq with it.")
    try:
        with LocalGroq(api_key=key) as local, _stopping() as stopped:
            _arrange(local, options)
            _announce(_listening(local, options))
            while not stopped.wait(1):  # in slices: some systems hand out no interrupt within a wait
                pass
    except GroqError as error:
        raise Failure(str(error)) from None


COMMAND = Command(
    "serve",
    "Serve the local Groq over HTTP, with no key and no network, until Ctrl-C or SIGTERM.",
    ServeOptions,
    serve,
    plain=True,
)


def _arrange(local: LocalGroq, options: ServeOptions) -> None:
    """Make it answer as the options say."""
    try:
        if options.latency is not None:
            local.latency(_seconds(options.latency))
        if options.flaky is not None:
            local.flaky(options.flaky)
    except ValueError as error:
        raise Usage(str(error)) from None
    if options.record:
        local.record(str(options.record))
    if options.replay:
        local.replay(str(options.replay))


def _seconds(text: str) -> Union[float, Tuple[float, float]]:
    low, separator, high = text.partition("-")
    try:
        return (float(low), float(high)) if separator else float(low)
    except ValueError:
        raise Usage("--latency is seconds, such as 0.2 or 0.1-0.5, not %r" % text) from None


def _listening(local: LocalGroq, options: ServeOptions) -> LocalServer:
    try:
        return local.serve(options.host, options.port, log=None if options.quiet else _log)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure("cannot listen on %s port %d: %s." % (options.host, options.port, reason)) from None


def _log(method: str, path: str, status: int, seconds: float) -> None:
    line = "%s %s %d %.0f ms\n" % (method, printable(path), status, seconds * 1000)
    with suppress(OSError, ValueError):  # nobody reads the log any more: that ends no connection
        sys.stderr.write(line)  # at once, for others write too
        sys.stderr.flush()


def _announce(server: LocalServer) -> None:
    """Print what to set so that clients come here, ready to be pasted."""
    word = "set" if os.name == "nt" else "export"
    for name, value in _settings(server):
        print("%s %s=%s" % (word, name, value if os.name == "nt" else shlex.quote(value)))
    sys.stdout.flush()


def _settings(server: LocalServer) -> Tuple[Tuple[str, str], ...]:
    return (
        ("GROQ_BASE_URL", server.url),
        ("GROQ_API_KEY", server.api_key),
        ("OPENAI_BASE_URL", server.url + "/openai/v1"),
        ("OPENAI_API_KEY", server.api_key),
    )


@contextmanager
def _stopping() -> Generator[threading.Event, None, None]:
    """An event that Ctrl-C and SIGTERM set, for the time of the block."""
    stopped = threading.Event()
    before: Dict[signal.Signals, Any] = {}

    def stop(*_: object) -> None:
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(ValueError):  # only the main thread may ask for signals
            before[number] = signal.signal(number, stop)
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
