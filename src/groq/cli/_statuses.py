"""What the exit statuses mean, in words."""

from __future__ import annotations

__all__ = ["CLOSED", "FAILED", "INTERRUPTED", "MISUSED", "STATUSES"]

FAILED = 1
MISUSED = 2
INTERRUPTED = 130  # the last two as shells count signals
CLOSED = 141

STATUSES = "Exit status: 0 success, 1 failure (told in one line), 2 wrong usage, 130 interrupted, 141 output closed."
