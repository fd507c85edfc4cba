"""A short soak: hundreds of calls to a server that fails one in ten of them, with nothing lost, doubled or left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOAK = Path(__file__).with_name("soak.py")


@pytest.mark.thorough
@pytest.mark.parametrize("colour", ["sync", "async"])
def test_hundreds_of_calls_to_a_flaky_server_end_once_each_and_leave_nothing(colour: str) -> None:
    arguments = ["--requests", "300", "--at-a-time", "50", "--colour", colour, "--stall", "4", "--patience", "1"]
    done = subprocess.run(
        [sys.executable, "-W", "error", str(SOAK), *arguments], capture_output=True, text=True, timeout=55
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    assert "%s: 300 calls, 50 at a time" % colour in done.stdout
    assert "nothing is lost, doubled or left" in done.stdout


def test_a_call_that_nobody_answers_right_is_told() -> None:
    from soak import _accounted, _Book, _grown  # it is a script first of all

    book = _Book(3)
    book.note(0, "You asked: “0” and no model was asked.", None)
    book.note(1, "You asked: “0” and no model was asked.", None)
    book.note(2, "You asked: “2” You asked: “2” and no model was asked.", None)
    book.note(2, None, ValueError("of ours it is not"))
    assert [said.partition(":")[0] for said in book.wrong] == ["call 1", "call 2", "call 2"]
    assert list(book.ends) == [1, 1, 2]
    assert _accounted({"0": [0], "1": [0, 1, 1], "2": [3]}, 4) == [
        "call 1 sent [0, 1, 1]",
        "call 2 sent [3]",
        "1 calls never arrived",
    ]
    flat = {"tasks": 1, "threads": 1, "descriptors": 9, "objects": 5000, "memory KB": 9000}
    assert _grown([{}, flat, flat]) == []
    assert _grown([{}, flat, {**flat, "tasks": 2, "memory KB": 20_000}]) == [
        "tasks grew from 1 to 2",
        "memory KB grew from 9000 to 20000",
    ]
