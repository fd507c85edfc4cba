"""Contestants and scenarios to figures: each measurement a process of its own, interleaved in rounds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import bodies
from contestants import CONTESTANTS, Contestant
from environments import clean_environment
from scenarios import Scenario

__all__ = ["Bench", "Figures", "serving"]

JSON = Dict[str, Any]
Figures = Dict[Tuple[str, str], List[JSON]]
"""For each scenario and contestant, what was measured in each round."""

_HERE = Path(__file__).resolve().parent
_CERTIFICATE = _HERE.parent / "loopback.pem"
_PATIENCE = 180  # seconds that a measurement may take
_VALGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
_COLLECTED = re.compile(r"Collected : (\d+)")


@contextmanager
def serving() -> Iterator[Dict[str, str]]:
    """The server in its own process: its URLs by scheme."""
    command = [sys.executable, str(_HERE / "server.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            ports = json.loads(server.stdout.readline())
            yield {scheme: "%s://127.0.0.1:%d" % (scheme, port) for scheme, port in ports.items()}
        finally:
            server.stdin.close()  # it stops


class Bench:
    """Measures with a server at `urls`, the Python of each contestant and a directory for large files."""

    def __init__(self, urls: Dict[str, str], pythons: Dict[str, str], directory: Path) -> None:
        self.failures: List[str] = []
        self._urls = urls
        self._pythons = pythons
        self._large = directory / "large.jsonl"
        self._written = directory / "written.jsonl"
        with open(self._large, "wb") as file:
            for _ in range(100):
                file.write(bodies.payload(bodies.SIZE // 100))

    def rounds(self, scenarios: List[Scenario], number: int) -> Figures:
        """All scenarios `number` times; within each the contestants take turns, each round another one is first."""
        figures: Figures = {}
        for current in range(number):
            for place, scenario in enumerate(scenarios, 1):
                if scenario.once and current:
                    continue
                print("round %d, %d/%d: %s" % (current + 1, place, len(scenarios), scenario.name), file=sys.stderr)
                for contestant in self._turns(scenario, current):
                    measured = self._measured(contestant, scenario)
                    if measured is not None:
                        figures.setdefault((scenario.name, contestant.name), []).append(measured)
        return figures

    def instructions(self, scenarios: List[Scenario]) -> Figures:
        """The instructions of one call, for scenarios where they say something: the same on every run, so run once."""
        figures: Figures = {}
        for scenario in scenarios:
            if not any(scenario.runs):
                continue
            for contestant in self._turns(scenario, 0):
                print("%s: %s" % (scenario.name, contestant.name), file=sys.stderr)
                few, many = (self._counted(contestant, scenario, count) for count in scenario.runs)
                if few is not None and many is not None:
                    each = (many - few) / (scenario.runs[1] - scenario.runs[0]) / scenario.units
                    figures[scenario.name, contestant.name] = [{"cpu": each}]
        return figures

    def _turns(self, scenario: Scenario, current: int) -> List[Contestant]:
        able = [CONTESTANTS[name] for name in scenario.contestants if name in self._pythons]
        first = current % len(able) if able else 0
        return able[first:] + able[:first]

    def _measured(self, contestant: Contestant, scenario: Scenario) -> Optional[JSON]:
        ran = self._run(contestant, scenario, self._arguments(contestant, scenario))
        if ran is None:
            return None
        figures = json.loads(ran.stdout.splitlines()[-1])
        if "cpu" in figures:
            figures["cpu"] /= scenario.units
        if scenario.program == "ask":
            figures["wall"] -= scenario.delay / 1000
        return dict(figures)

    def _counted(self, contestant: Contestant, scenario: Scenario, count: int) -> Optional[int]:
        ran = self._run(contestant, scenario, self._arguments(contestant, scenario, count), _VALGRIND)
        found = _COLLECTED.search(ran.stderr) if ran else None
        return int(found.group(1)) if found else None

    def _arguments(self, contestant: Contestant, scenario: Scenario, count: Optional[int] = None) -> List[str]:
        """The script that measures, and what it is told; with `count`, that it makes so many calls."""
        specification = scenario.specification(self._urls[scenario.scheme])
        programs = {"import": contestant.importing, "ask": contestant.asking}
        if scenario.program in programs:
            program = programs[scenario.program] if count is None or count else ""
            return [str(_HERE / "cold.py"), program, specification["url"]]
        if count is not None:
            specification.update(count=count, seconds=_PATIENCE)
        file = self._large if scenario.operation == "upload" else self._written
        specification.update(driver=contestant.driver, options=contestant.options, file=str(file))
        return [str(_HERE / "worker.py"), json.dumps(specification)]

    def _run(
        self, contestant: Contestant, scenario: Scenario, arguments: List[str], prefix: Optional[List[str]] = None
    ) -> Optional[subprocess.CompletedProcess[str]]:
        """Run a script under the Python of a contestant; None where it fails, which is noted."""
        environment = clean_environment(PYTHONHASHSEED="0")
        if scenario.scheme == "https":  # where it is not, everybody loads the certificates that come along
            environment["SSL_CERT_FILE"] = str(_CERTIFICATE)
        command = [*(prefix or ()), self._pythons[contestant.name], *arguments]
        patience = _PATIENCE * (10 if prefix else 1)
        try:
            return subprocess.run(
                command, env=environment, check=True, capture_output=True, timeout=patience, text=True
            )
        except subprocess.CalledProcessError as error:
            reason = _last_error(error.stderr) or "status %d" % error.returncode
        except subprocess.TimeoutExpired:
            reason = "took more than %d seconds" % patience
        self.failures.append("%s, %s: %s" % (scenario.name, contestant.name, reason))
        print("  failed: " + self.failures[-1], file=sys.stderr)
        return None


def _last_error(said: str) -> str:
    """The last line of a program's complaints that names an error; where none does, the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "error" in line.lower()), lines[-1] if lines else "")
