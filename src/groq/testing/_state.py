"""What a local Groq remembers: requests, models, files and batches, behind one lock."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass
from typing import Any, Callable, ContextManager, Dict, List, Optional, Protocol

from ._batch import Batch, Pace
from ._exchange import Answer, Request
from ._fault import Faults
from ._limits import Budget
from ._models import MODELS, Model, key_of
from ._script import Script
from ._transcript import Recordings

__all__ = ["Source", "State", "StoredFile"]

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, as in the ids Groq gives


@dataclass(frozen=True)
class StoredFile:
    """An uploaded or written file."""

    id: str
    filename: str
    purpose: str
    created_at: int
    content: bytes

    def as_json(self) -> Dict[str, Any]:
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.content),
            "created_at": self.created_at,
            "filename": self.filename,
            "purpose": self.purpose,
            "status": "processed",
        }


class Source(Protocol):
    """What answers requests in place of the operations, such as a cassette."""

    @property
    def waits(self) -> bool:
        """Whether an answer takes time, which an event loop has not."""
        ...

    def answer(self, request: Request) -> Answer:
        """The answer to a request; called without the lock, and by several threads."""
        ...


class State:
    """Everything that outlives a request. Whoever reads or changes it holds `lock`.

    Ids are counted, so that two fresh states asked the same things answer the same.
    """

    def __init__(self, api_key: str, *, clock: Callable[[], float] = time.time, strict: bool = True) -> None:
        self.api_key = api_key
        self.strict = strict
        self.lock: ContextManager[bool] = threading.RLock()
        self.source: Optional[Source] = None
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Forget everything but the key and the source."""
        with self.lock:
            self._issued = 0
            self.requests: List[Request] = []
            self.statuses: List[Optional[int]] = []
            self.faults: Faults = Faults()
            self.budgets: Dict[str, Budget] = {"": Budget()}
            self.heard: Recordings = Recordings()
            self.models: Dict[str, Model] = {key_of(model.id): model for model in MODELS}
            self.replies: Script = Script()
            self.prompts: Dict[str, float] = {}  # beginnings of prompts, by digest, and when they were last sent
            self.files: Dict[str, StoredFile] = {}
            self.batches: Dict[str, Batch] = {}
            self.fine_tunings: Dict[str, Dict[str, Any]] = {}
            self.pace: Pace = Pace()

    def recorded(self) -> List[Request]:
        """A copy of the list of requests."""
        with self.lock:
            return list(self.requests)

    def time(self) -> float:
        """Seconds since the epoch."""
        return self._clock()

    def now(self) -> int:
        """Whole seconds since the epoch."""
        return int(self._clock())

    def new_id(self, prefix: str) -> str:
        """A fresh id in Groq's form, such as `req_01` and 24 more characters."""
        with self.lock:
            self._issued += 1
            number = int.from_bytes(hashlib.sha256(b"%s %d" % (prefix.encode(), self._issued)).digest()[:15], "big")
        return "%s_01%s" % (prefix, "".join(_DIGITS[number >> shift & 31] for shift in range(0, 120, 5)))

    def add_file(self, content: bytes, filename: str, purpose: str) -> StoredFile:
        """Store a file."""
        with self.lock:
            file = StoredFile(self.new_id("file"), filename, purpose, self.now(), content)
            self.files[file.id] = file
        return file

    def write_output(self, content: bytes, filename: str) -> str:
        """The id of a new file that a batch writes."""
        return self.add_file(content, filename, "batch_output").id
