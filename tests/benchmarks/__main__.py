"""How fast we are, next to others: `python tests/benchmarks` measures everything and prints one table.

    python tests/benchmarks                       five rounds of all scenarios, some twelve minutes
    python tests/benchmarks --list                the names of the scenarios and contestants
    python tests/benchmarks --only chat stream    some scenarios; `--contestants ours httpx`: some contestants
    python tests/benchmarks --instructions        instructions instead of time, which valgrind counts: with all
                                                  scenarios for most of an hour, so name some
    python tests/benchmarks --soak 10             one client for ten minutes; what it uses must not grow

Each contestant gets a virtual environment of its own in `--directory`, which is kept for the next time (remove it for
the newest releases); this checkout is installed anew every time. A server in its own process answers over loopback with
prepared bytes. Each figure is the CPU time, user and system, of a process that only asks; the processes of the
contestants take turns. Quote ratios from one run, made while nothing else runs: two runs or machines do not compare.

The contestants, and the scenarios with their rows and targets, are the tables in `contestants.py` and `scenarios.py`.
The figures are read by people: no test asserts them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

from contestants import CONTESTANTS, OURS
from environments import clean_environment, interpreters, versions
from rounds import Bench, serving
from scenarios import COUNTED_ROWS, ROWS, SCENARIOS
from table import as_json, as_text

__all__ = ["main"]


def _options(arguments: Optional[List[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description=(__doc__ or "").partition("\n")[0])
    cache = Path(tempfile.gettempdir()) / "groq-benchmarks"
    names: Dict[str, Any] = {"nargs": "+", "metavar": "NAME"}
    parser.add_argument("--rounds", type=int, default=5, help="how often to measure each (default: 5)")
    parser.add_argument("--only", choices=SCENARIOS, default=[*SCENARIOS], help="these scenarios", **names)
    parser.add_argument("--contestants", choices=CONTESTANTS, default=[*CONTESTANTS], help="these libraries", **names)
    parser.add_argument("--output", choices=["text", "json"], default="text", help="as a table or as JSON")
    parser.add_argument("--instructions", action="store_true", help="count instructions with valgrind")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="only use one client for this long")
    parser.add_argument("--python", default=sys.executable, help="the interpreter to measure with (default: this one)")
    parser.add_argument(
        "--directory", type=Path, default=cache, help="where the environments are (default: %(default)s)"
    )
    parser.add_argument("--list", action="store_true", help="print the names of the scenarios and contestants")
    return parser.parse_args(arguments)


def main(arguments: Optional[List[str]] = None) -> None:
    """Measure what the arguments ask for and print it."""
    options = _options(arguments)
    if options.list:
        print("scenarios:   %s\ncontestants: %s" % (" ".join(SCENARIOS), " ".join(CONTESTANTS)))
        return
    wanted = [CONTESTANTS[name] for name in options.contestants]
    pythons = interpreters(wanted if options.soak is None else [CONTESTANTS[OURS]], options.python, options.directory)
    with serving() as urls, tempfile.TemporaryDirectory() as directory:
        if options.soak is not None:
            _soak(pythons[OURS], urls["http"], options.soak)
            return
        bench = Bench(urls, pythons, Path(directory))
        scenarios = [SCENARIOS[name] for name in options.only]
        started = time.monotonic()
        figures = bench.instructions(scenarios) if options.instructions else bench.rounds(scenarios, options.rounds)
    rows = COUNTED_ROWS if options.instructions else ROWS
    number = 1 if options.instructions else options.rounds
    about = {
        **_circumstances(options.python, pythons),
        "took": "%d rounds, %.0f s" % (number, time.monotonic() - started),
        "failures": bench.failures,
    }
    if options.output == "json":
        print(json.dumps({**about, "rows": as_json(figures, rows, [*pythons])}, indent=1))
    else:
        print(as_text(figures, rows, [*pythons]), _footer(about), sep="\n")


def _soak(python: str, url: str, minutes: float) -> None:
    command = [python, str(Path(__file__).with_name("soak.py")), url, str(minutes)]
    subprocess.run(command, env=clean_environment(), check=True, timeout=60 * minutes + 120)


def _circumstances(python: str, pythons: Dict[str, str]) -> Dict[str, Any]:
    """When, on what and with what it was measured."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": "%s, %s CPUs, Python %s" % (platform.machine(), os.cpu_count(), _version(python)),
        "versions": {name: versions(executable) for name, executable in pythons.items()},
    }


def _version(python: str) -> str:
    command = [python, "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


def _footer(about: Dict[str, Any]) -> str:
    """The same in words, and what could not be measured."""
    installed = ["  %s: %s" % (name, " ".join(found)) for name, found in about["versions"].items()]
    failed = ["  failed: " + failure for failure in about["failures"]]
    return "\n".join(["", "%(date)s, %(machine)s, %(took)s" % about, *installed, *failed])


if __name__ == "__main__":
    main()
