"""The lowest allowed run-time dependencies, as pip constraints: python .ci/lowest.py 3.8 > constraints.txt"""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement


def dependencies(pyproject: str) -> "list[str]":
    """The strings of `dependencies` and of two extras; read without a TOML parser, new in Python 3.11."""
    table = re.search(r"^dependencies = \[\n(.*?)^\]", pyproject, re.MULTILINE | re.DOTALL)
    extras = re.findall(r"^(?:cli|otel) = \[(.*)\]$", pyproject, re.MULTILINE)
    if table is None or len(extras) != 2:
        raise SystemExit("pyproject.toml has no list of dependencies, or no extra cli or otel")
    return re.findall(r'^\s*"([^"]+)"', table.group(1), re.MULTILINE) + re.findall(r'"([^"]+)"', " ".join(extras))


def lowest(text: str, python: str) -> "str | None":
    """`name==bound`, or None where the marker leaves this Python out."""
    requirement = Requirement(text)
    if requirement.marker and not requirement.marker.evaluate({"python_version": python}):
        return None
    bounds = [specifier.version for specifier in requirement.specifier if specifier.operator == ">="]
    if len(bounds) != 1:
        raise SystemExit(f"{text}: expected one lower bound")
    return f"{requirement.name}=={bounds[0]}"


if __name__ == "__main__":
    for dependency in dependencies(Path(__file__).parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8")):
        constraint = lowest(dependency, sys.argv[1])
        if constraint:
            print(constraint)
