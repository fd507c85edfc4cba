"""A local Groq as an HTTP server on a loopback socket, made of the standard library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional

from ._connection import Log
from ._exchange import Request
from ._listener import Listener
from ._state import State

if TYPE_CHECKING:
    from typing_extensions import Self

    from groq import AsyncGroq, Groq

__all__ = ["LocalServer", "Log"]

_REACHABLE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # all addresses are listened on: the loopback one is one of them


class LocalServer:
    """A running server: `url` is where. Close it, or use it as a context manager."""

    def __init__(self, state: State, host: str, port: int, log: Optional[Log] = None) -> None:
        self._state = state
        self._listener = Listener(state, host, port, log)

    @property
    def api_key(self) -> str:
        """The key it lets in."""
        return self._state.api_key

    @property
    def url(self) -> str:
        """Its base URL, such as `http://127.0.0.1:49152`."""
        host: str = _REACHABLE.get(self._listener.host, self._listener.host)
        return "http://%s:%d" % ("[%s]" % host if ":" in host else host, self._listener.port)

    @property
    def requests(self) -> List[Request]:
        """The requests so far, refused ones too, oldest first: a copy."""
        return self._state.recorded()

    def client(self, **options: Any) -> Groq:
        """A `Groq` that talks to it; `options` are those of `Groq`. Proxies of the environment are not asked."""
        from groq import DefaultHttpxClient, Groq

        if "http_client" not in options:
            options["http_client"] = DefaultHttpxClient(trust_env=False)
        return Groq(**self._options(options))

    def async_client(self, **options: Any) -> AsyncGroq:
        """An `AsyncGroq` that talks to it; `options` are those of `AsyncGroq`."""
        from groq import AsyncGroq, DefaultAsyncHttpxClient

        if "http_client" not in options:
            options["http_client"] = DefaultAsyncHttpxClient(trust_env=False)
        return AsyncGroq(**self._options(options))

    def close(self) -> None:
        """Stop listening, cut what is open and wait for its threads. Closing twice is once."""
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _options(self, options: Mapping[str, Any]) -> Dict[str, Any]:
        return {"api_key": self.api_key, "base_url": self.url, **options}
