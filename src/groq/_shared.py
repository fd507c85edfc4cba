"""One HTTP client to all the copies of a client that share it."""

from __future__ import annotations

from _thread import allocate_lock
from typing import Any, Callable, Optional

__all__ = ["SharedClient"]


class SharedClient:
    """Holds an HTTP client that is made when it is first needed, at most once.

    `template` is what the requests over it have in common, kept from one to the next.
    """

    __slots__ = ("_client", "_lock", "_make", "template")

    def __init__(self, make: Optional[Callable[[], Any]] = None) -> None:
        self._client: Any = None
        self._make = make
        self._lock = allocate_lock()
        self.template: Any = None

    @classmethod
    def of(cls, client: Any) -> SharedClient:
        """Hold a client that the caller made."""
        shared = cls()
        shared._client = client
        return shared

    @property
    def made(self) -> Any:
        """The client if there is one yet, else `None`."""
        return self._client

    def get(self) -> Any:
        """The client."""
        return self._client or self._made_once()

    def _made_once(self) -> Any:
        with self._lock:
            if self._make is not None:
                self._client = self._make()
                self._make = None
            return self._client

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return bool(getattr(self._client, "is_closed", False))
