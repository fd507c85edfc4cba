"""The local Groq: one state, and the ways to reach it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional

import httpx

from ._arguments import checked_key
from ._cassettes import Cassettes
from ._exchange import Request
from ._faults import ScriptedFaults
from ._replies import ScriptedReplies
from ._scripted import RateLimits, ScriptedBatches, ScriptedRecordings
from ._server import LocalServer, Log
from ._state import State
from ._transport import AsyncLocalTransport, LocalTransport

if TYPE_CHECKING:
    from typing_extensions import Self

    from groq import AsyncGroq, Groq

__all__ = ["LocalGroq"]

_BASE_URL = "http://local.groq"


class LocalGroq(ScriptedReplies, ScriptedRecordings, ScriptedBatches, ScriptedFaults, RateLimits, Cassettes):
    """An emulator of Groq's API, for developing and testing without a key or a network.

    It answers every operation of the client with well-shaped data that depends on the request only, keeps uploaded
    files and batches in memory, and refuses what Groq would refuse. Reach it in memory through `client` and
    `async_client`, or over a loopback socket through `serve`. It may be shared by threads.

    Arguments:
        api_key: the key that clients must send.
        clock: tells the time, in seconds since the epoch, for rate limits, files and batches.
        strict: refuse properties that the API does not know; False lets them pass, for parameters newer than this SDK.
        wait: whether scripted pauses take time in memory. Where they take none, one that is longer than the read
            timeout of the client still ends as one. Over a socket they always take time.
    """

    def __init__(
        self,
        *,
        api_key: str = "local-groq-key",
        clock: Callable[[], float] = time.time,
        strict: bool = True,
        wait: bool = True,
    ) -> None:
        self._state = State(checked_key(api_key), clock=clock, strict=strict)
        self._wait = wait
        self._servers: List[LocalServer] = []

    @property
    def api_key(self) -> str:
        """The key that clients must send."""
        return self._state.api_key

    @property
    def requests(self) -> List[Request]:
        """The requests so far, refused ones too, oldest first: a copy."""
        return self._state.recorded()

    @property
    def statuses(self) -> List[Optional[int]]:
        """The status that each request was answered with, None where it got no answer: a copy."""
        with self._state.lock:
            return list(self._state.statuses)

    @property
    def pending(self) -> List[str]:
        """What was scripted and has not come to pass: replies, then faults. A test may end with its being empty."""
        return [*self.pending_replies, *self.pending_faults]

    def reset(self) -> None:
        """Forget requests, files, batches, deleted models and what was scripted, as if newly made."""
        self._state.reset()

    def transport(self) -> httpx.BaseTransport:
        """A transport for an `httpx.Client`."""
        return LocalTransport(self._state, self._wait)

    def async_transport(self) -> httpx.AsyncBaseTransport:
        """A transport for an `httpx.AsyncClient`."""
        return AsyncLocalTransport(self._state, self._wait)

    def client(self, **options: Any) -> Groq:
        """A `Groq` bound to this in memory; `options` are those of `Groq`."""
        from groq import Groq

        if "http_client" not in options:
            options["http_client"] = httpx.Client(transport=self.transport(), trust_env=False)
        return Groq(**self._options(options))

    def async_client(self, **options: Any) -> AsyncGroq:
        """An `AsyncGroq` bound to this in memory; `options` are those of `AsyncGroq`."""
        from groq import AsyncGroq

        if "http_client" not in options:
            options["http_client"] = httpx.AsyncClient(transport=self.async_transport(), trust_env=False)
        return AsyncGroq(**self._options(options))

    def serve(self, host: str = "127.0.0.1", port: int = 0, *, log: Optional[Log] = None) -> LocalServer:
        """Serve over HTTP, by default on a free port of the loopback interface, until closed.

        `log` is told of each request, when its answer is out: the method, the path, the status and the seconds it
        took; in the thread of the connection.

        Raises OSError where the port is taken or the host is not of this machine.
        """
        server = LocalServer(self._state, host, port, log)
        self._servers.append(server)
        return server

    def _options(self, options: Mapping[str, Any]) -> Dict[str, Any]:
        return {"api_key": self.api_key, "base_url": _BASE_URL, **options}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: Optional[BaseException], *trace: object) -> None:
        """Close the servers that are still open, and eject the cassette."""
        try:
            while self._servers:
                self._servers.pop().close()
        finally:
            self._eject(error)
