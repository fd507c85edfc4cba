"""What type checkers make of the library: `typing/*.py`, through pyright and mypy.

Each file says by `assert_type` what is inferred. A line that ends in `# refused` must be an error, and no other may be.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Dict, Set, Tuple

import pytest

CASES = Path(__file__).with_name("typing")
REFUSED = "# refused"

Place = Tuple[str, int]

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(300),
]  # a checker without its cache reads httpx and pydantic too


def refused() -> Set[Place]:
    return {
        (path.name, number)
        for path in CASES.glob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.endswith(REFUSED)
    }


def run(directory: Path, *arguments: str) -> str:
    """What a checker that found errors says, run on a copy of the cases, so that no settings but its own reach it."""
    if find_spec(arguments[0]) is None:
        pytest.skip("%s is not installed" % arguments[0])
    for path in CASES.glob("*.py"):
        shutil.copy(str(path), str(directory))
    # Pyright's launcher would fetch pyright where it never ran before; tests do not leave this machine.
    environment = {**os.environ, "npm_config_offline": "true", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=str(directory),
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=280,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def compare(found: Dict[Place, str]) -> None:
    expected = refused()
    assert {place: message for place, message in found.items() if place not in expected} == {}
    assert expected - set(found) == set(), "accepted"


def test_pyright_agrees(tmp_path: Path) -> None:
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.9",
        "reportPrivateUsage": False,  # hooks and response classes are overridden and named by users
        "reportUnusedCoroutine": False,
    }
    tmp_path.joinpath("pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    output = run(tmp_path, "pyright", "--outputjson", "--pythonpath", sys.executable)
    found: Dict[Place, str] = {}
    for diagnostic in json.loads(output)["generalDiagnostics"]:
        place = (Path(diagnostic["file"]).name, diagnostic["range"]["start"]["line"] + 1)
        found.setdefault(place, diagnostic["message"])
    compare(found)


def test_mypy_agrees(tmp_path: Path) -> None:
    found: Dict[Place, str] = {}
    for line in run(tmp_path, "mypy", "--strict", "--config-file=", "--no-error-summary", ".").splitlines():
        match = re.match(r"([^:]+):(\d+): error: (.*)", line)
        if match:
            found.setdefault((match.group(1), int(match.group(2))), match.group(3))
        else:
            assert ": note: " in line, line
    compare(found)
