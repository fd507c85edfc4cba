"""One HTTP client to all the copies of a client that share it."""

from __future__ import annotations

import os
import sys
import time
from _thread import RLock, get_ident
from types import FrameType
from typing import Any, Callable, Dict, Optional, Tuple, cast

__all__ = ["SharedClient"]

_MOST_SEEN = 100
_MOST_WAITED = 2.0  # seconds, before a fork
_PARSING = ("groq._construct", "groq._core.chunks", "groq._core.lenient", "groq._core.parse")
"""The modules that call pydantic's compiled code, which makes much of itself when it first comes to need it."""
_GREETING = ("wrap_bio", "wrap_socket", "do_handshake")

# One for all: it is held for as long as it takes to make a client, once for each.
_making = RLock()


def _wait_for_others() -> None:
    """Wait, though not for ever, until no other thread makes anything here that is made but once.

    It holds locks that no child could ever take, having no such thread: those of imports, OpenSSL's, pydantic's.
    """
    end = time.monotonic() + _MOST_WAITED
    while _others_settle_in() and time.monotonic() < end:
        time.sleep(0.001)


def _others_settle_in() -> bool:
    here = get_ident()
    return any(_settles_in(frame) for thread, frame in sys._current_frames().items() if thread != here)


def _settles_in(frame: Optional[FrameType]) -> bool:
    """Whether a thread whose innermost frame is given loads a module for us, makes a client, greets or parses."""
    is_ours = is_at_work = False
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module in _PARSING or frame.f_code is SharedClient._made_once.__code__:
            return True
        is_ours = is_ours or module.startswith("groq.")
        is_at_work = is_at_work or module == "importlib._bootstrap" or frame.f_code.co_name in _GREETING
        frame = frame.f_back
    return is_ours and is_at_work


def _begin_anew() -> None:
    """Take a lock that nobody waits for: those who did stayed in the parent."""
    global _making
    _making = RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_wait_for_others, after_in_child=_begin_anew)


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
