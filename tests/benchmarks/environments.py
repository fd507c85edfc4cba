"""Contestants to virtual environments of their own, made with `python -m venv` and pip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterable, List, Optional

from contestants import Contestant

__all__ = ["clean_environment", "interpreters", "versions"]

CHECKOUT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 600  # seconds that an installation may take


def clean_environment(**more: str) -> Dict[str, str]:
    """This process's environment, without keys, proxies, certificates and settings of Python."""
    dropped = ("GROQ_", "OPENAI_", "PYTHON", "SSL_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(dropped)}
    return {**kept, **more}


def interpreters(contestants: Iterable[Contestant], python: str, directory: Path) -> Dict[str, str]:
    """For each contestant that can be measured, the Python it is installed for; this checkout as it is now."""
    directory.mkdir(parents=True, exist_ok=True)
    found: Dict[str, str] = {}
    wheel: Optional[Path] = None
    for contestant in contestants:
        environment = directory / contestant.name.translate(str.maketrans("=[", "--", "]"))
        executable = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
        made = environment / "made"
        if not made.exists():
            _run([python, "-m", "venv", "--clear", str(environment)])
        if any("{wheel}" in requirement for requirement in contestant.requirements):
            wheel = wheel or _wheel(str(executable), directory)
        _install(contestant, str(executable), wheel, made)
        if not contestant.needs or _succeeds(str(executable), "assert " + contestant.needs):
            found[contestant.name] = str(executable)
    return found


def _wheel(python: str, directory: Path) -> Path:
    """A wheel of this checkout, built anew."""
    for old in directory.glob("groq-*.whl"):
        old.unlink()
    _run([python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(directory), str(CHECKOUT)])
    (wheel,) = directory.glob("groq-*.whl")
    return wheel


def _install(contestant: Contestant, python: str, wheel: Optional[Path], made: Path) -> None:
    """Install what is asked for the first time; later only the wheel, and what it needs by now."""
    pip = [python, "-m", "pip", "install", "--quiet"]
    ours = "{wheel}" in contestant.requirements[0]
    if ours and made.exists():
        _run([*pip, "--force-reinstall", "--no-deps", str(wheel)])
    if ours or not made.exists():
        _run([*pip, *(requirement.format(wheel=wheel) for requirement in contestant.requirements)])
        made.touch()


def _run(command: List[str]) -> None:
    print("+ " + " ".join(command), file=sys.stderr, flush=True)
    subprocess.run(command, check=True, timeout=_PATIENCE, stdout=sys.stderr)


def _succeeds(python: str, program: str) -> bool:
    command = [python, "-c", program]
    return not subprocess.run(command, env=clean_environment(), capture_output=True, timeout=60).returncode


def versions(python: str) -> List[str]:
    """What is installed for an interpreter: names and versions, as pip writes them."""
    command = [python, "-m", "pip", "list", "--format=freeze"]
    listed = subprocess.run(command, check=True, capture_output=True, timeout=60, text=True).stdout.split()
    return [line.partition(" @")[0] for line in listed if not line.startswith(("pip==", "setuptools=="))]
