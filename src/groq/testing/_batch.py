"""One batch on its way: from its input file to the files of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from ._batch_lines import requests_of
from ._exchange import json_bytes

__all__ = ["FINAL", "Batch", "Pace"]

FINAL = ("failed", "completed", "expired", "cancelled")
_UNSET = ("errors", "output_file_id", "error_file_id", "in_progress_at", "finalizing_at", "cancelling_at")

# What a request of a batch comes to: its line in the output file, or, with False, in the error file.
Answered = Dict[str, Any]
Perform = Callable[[Mapping[str, Any]], Tuple[bool, Answered]]
Write = Callable[[bytes, str], str]


@dataclass(frozen=True)
class Pace:
    """How far batches go each time that they are looked at: `step` requests, all the way, or nowhere where `held`."""

    step: Optional[int] = None
    held: bool = False

    @property
    def is_natural(self) -> bool:
        """Whether batches are done in time."""
        return self.step is None and not self.held


class Batch:
    """A batch: `record` is what the API shows of it. Times are whole seconds since the epoch."""

    def __init__(self, record: Dict[str, Any]) -> None:
        self.record = record
        self._waiting: List[Dict[str, Any]] = []
        self._answers: List[bytes] = []
        self._failures: List[bytes] = []

    @classmethod
    def created(cls, batch_id: str, now: int, hours: int, **asked: Any) -> Batch:
        """A batch as it is created."""
        record: Dict[str, Any] = {
            "id": batch_id,
            "object": "batch",
            **asked,
            "status": "validating",
            "created_at": now,
            "expires_at": now + hours * 3600,
            "request_counts": {"total": 0, "completed": 0, "failed": 0},
            **dict.fromkeys((*_UNSET, *("%s_at" % end for end in FINAL))),
        }
        return cls(record)

    @property
    def status(self) -> str:
        return str(self.record["status"])

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    def validate(self, content: Optional[bytes], now: int) -> None:
        """Begin with the requests of the input file, or fail by what is wrong with it; None stands for no file."""
        if content is None:
            message = "The input file `%s` does not exist." % self.record["input_file_id"]
            errors = [{"code": "file_not_found", "message": message, "param": "input_file_id", "line": None}]
        else:
            self._waiting, errors = requests_of(content, self.record["endpoint"])
        if errors:
            self._waiting = []
            self.record["errors"] = {"object": "list", "data": errors}
            self._enter("failed", now)
        else:
            self._enter("in_progress", now)
        self._count()

    def run(self, perform: Perform, most: Optional[int], now: int) -> None:
        """Perform the next requests, `most` of them or all."""
        todo = self._waiting[:most]
        self._waiting = self._waiting[len(todo) :]
        for line in todo:
            good, answered = perform(line)
            (self._answers if good else self._failures).append(json_bytes(answered) + b"\n")
        self._count()
        if not self._waiting:
            self._enter("finalizing", now)

    def cancel(self, now: int) -> None:
        """Begin to end early."""
        self._enter("cancelling", now)

    def end(self, status: str, now: int, write: Write) -> None:
        """End, with files of what was done."""
        for kind, lines in (("output", self._answers), ("error", self._failures)):
            if lines:
                name = "%s_%s.jsonl" % (self.record["id"], kind)
                self.record[kind + "_file_id"] = write(b"".join(lines), name)
        self._enter(status, now)

    def expire(self, now: int, write: Write, new_id: Callable[[str], str]) -> None:
        """End with the window; what was not done goes to the error file."""
        message = "The request was not performed before the batch expired."
        for line in self._waiting:
            error = {"code": "batch_expired", "message": message}
            answered = {"id": new_id("batch_req"), "custom_id": line["custom_id"], "response": None, "error": error}
            self._failures.append(json_bytes(answered) + b"\n")
        self._waiting = []
        self._count()
        self.record["expires_at"] = min(now, self.record["expires_at"])
        self.end("expired", self.record["expires_at"], write)

    def _enter(self, status: str, now: int) -> None:
        self.record.update({"status": status, "%s_at" % status: now})

    def _count(self) -> None:
        completed, failed = len(self._answers), len(self._failures)
        total = completed + failed + len(self._waiting)
        self.record["request_counts"] = {"total": total, "completed": completed, "failed": failed}
