"""What a check found, in a line."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FAILED", "OK", "SKIPPED", "Finding"]

OK = "ok"
FAILED = "failed"
SKIPPED = "skipped"


@dataclass(frozen=True)
class Finding:
    """The answer to one check, and what to do about it."""

    check: str
    status: str
    detail: str
    advice: str = ""

    @property
    def line(self) -> str:
        end = ": %s." % self.advice if self.advice else ""
        return "%-8s %-9s %s%s" % (self.status, self.check, self.detail, end)
