"""One cold start: `cold.py PROGRAM URL` runs a program once and prints what that took, as a line of JSON.

It imports next to nothing by itself, so that all the program loads is the program's.
"""

import resource
import sys
import time

__all__ = []


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _main(program: str, url: str) -> None:
    messages = [{"role": "user", "content": "Explain why low latency matters."}]
    names = {"URL": url, "ASKED": {"model": "openai/gpt-oss-20b", "messages": messages}}
    compiled = compile(program, "program", "exec")
    loaded = len(sys.modules)
    cpu, wall = _cpu(), time.perf_counter()
    exec(compiled, names)
    figures = _cpu() - cpu, time.perf_counter() - wall, len(sys.modules) - loaded
    print('{"cpu": %r, "wall": %r, "modules": %d}' % figures)


if __name__ == "__main__":
    _main(*sys.argv[1:])
