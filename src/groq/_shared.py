"""One HTTP client to all the copies of a client that share it."""

from __future__ import annotations

import os
import time
from _thread import RLock
from typing import Any, Callable, Dict, Optional, Tuple, cast

__all__ = ["SharedClient"]

_MOST_SEEN = 100

# One for all: it is held for as long as it takes to make a client, once for each.
_making = RLock()


def _renew_lock() -> None:
    """Forget who held the lock: in a forked child there is only the thread that forked."""
    global _making
    _making = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


class SharedClient:
    """Holds an HTTP client that is made when it is first needed, at most once.

    `template` is what the requests over it have in common, kept from one to the next. `seen` has the headers of the
    last answer for each model and when it came, in seconds since the epoch. `is_own` tells that no caller gave it.
    `instruments` are hooks for all these clients together.
    """

    __slots__ = ("_client", "_make", "instruments", "is_own", "seen", "template")

    def __init__(self, make: Optional[Callable[[], Any]] = None) -> None:
        self._client: Any = None
        self._make = make
        self.is_own = make is not None
        self.seen: Dict[str, Tuple[Any, float]] = {}
        self.template: Any = None
        self.instruments: Tuple[Any, ...] = ()

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
        with _making:
            if self._make is not None:
                self._client = self._make()
                self._make = None
            return self._client

    def is_closed(self) -> bool:
        """Whether the client was closed."""
        return bool(getattr(self._client, "is_closed", False))

    def saw(self, response: Any, body: object) -> None:
        """Remember the headers of an answer for the model that the body of its request names, if there is one.

        Only of successes and used-up limits: what else there is comes from a proxy, or has no rate limits.
        """
        model = cast("Dict[str, Any]", body).get("model") if isinstance(body, dict) else None
        status = response.status_code
        if isinstance(model, str) and (status < 300 or status == 429):
            seen = self.seen
            seen[model] = (response.headers, time.time())
            if len(seen) > _MOST_SEEN:
                for oldest in [*seen][: _MOST_SEEN // 2]:
                    seen.pop(oldest, None)
