"""What this process has used so far: time, memory, and the objects it keeps."""

from __future__ import annotations

import gc
import os
import resource
from contextlib import suppress

__all__ = ["cpu", "descriptors", "forget_peak", "objects", "peak", "resident"]


def cpu() -> float:
    """Seconds of CPU, of the program and of the system on its behalf."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _status(name: str) -> int:
    """A size, in bytes, that Linux keeps of a process; 0 where it does not."""
    with suppress(OSError), open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
    return 0


def resident() -> int:
    """The bytes in memory now."""
    return _status("VmRSS")


def peak() -> int:
    """The most bytes in memory since `forget_peak`."""
    return _status("VmHWM")


def forget_peak() -> None:
    with suppress(OSError), open("/proc/self/clear_refs", "w", encoding="ascii") as clear:
        clear.write("5")


def descriptors() -> int:
    """How many files and sockets are open; 0 where it is not known."""
    with suppress(OSError):
        return len(os.listdir("/proc/self/fd")) - 1  # but for the directory itself
    return 0


def objects() -> int:
    """How many objects the collector knows after it has collected."""
    for _ in range(3):  # what finalisers let go of goes with the next one
        gc.collect()
    return len(gc.get_objects())
