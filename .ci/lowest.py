"""The lowest allowed run-time dependencies, as pip constraints: python .ci/lowest.py 3.8 > constraints.txt"""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement


def dependencies(pyproject: str) -> "list[str]":
    """The strings of `dependencies`; read without a TOML parser, which Python has only from 3.11 on."""
    table = re.search(r"^dependencies = \[\n(.*?)^\]", pyproject, re.MULTILINE | re.DOTALL)
    if table is None:
        raise SystemExit("pyproject.toml has no list of dependencies")
    return re.findall(r'^\s*"([^"]+)"', table.group(1), re.MULTILINE)


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
