"""Whatever goes wrong, whenever it does: the error that names it, and a client that is as good as before."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any, Dict, List

import anyio.from_thread
import anyio.to_thread
import httpx
import pytest

import groq
from backends import under_trio
from fault_matrix import FAULTS, MEDIA, PHASES, TABLE, cells, run, takes_time
from groq.testing import LocalGroq
from groq.testing._chance import Flakiness
from groq.testing._faults import ScriptedFaults
from groq.testing._scripted import RateLimits
from twin import CHAT, Twin


def rows() -> List[Any]:
    """A fault, a phase and what it happens over, where there are cells."""
    return [
        pytest.param(*row, id="-".join(row).replace(" ", "_"))
        for row in itertools.product(FAULTS, PHASES, MEDIA)
        if any(cells(row[0], row[1], media=[row[2]]))
    ]


@pytest.mark.thorough
@pytest.mark.parametrize(("fault", "phase", "medium"), rows())
def test_every_cell_of_the_matrix_holds(twin: Twin, fault: str, phase: str, medium: str) -> None:
    tried = list(cells(fault, phase, media=[medium], colours=[twin.colour]))
    assert {str(cell): wrong for cell, wrong in ((cell, run(cell, twin)) for cell in tried) if wrong} == {}
    assert tried


class UnderTrio(Twin):
    """The awaited colour where trio runs, in another thread than the test."""

    def __init__(self) -> None:
        super().__init__("async")

    def call(self, value: Any) -> Any:
        async def awaited() -> Any:
            return await value

        return anyio.from_thread.run(awaited) if hasattr(value, "__await__") else value


@under_trio
@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "flaky"])
def test_cells_of_every_fault_hold_under_trio(fault: str) -> None:
    tried = [
        cell
        for phase in PHASES
        for cell in cells(fault, phase, colours=["async"])
        if cell.retries == "left" and cell.kind in ("whole", "stream") and not takes_time(fault, phase, cell.medium)
    ]
    assert {cell.medium for cell in tried}

    def try_all() -> Dict[str, List[str]]:
        found: Dict[str, List[str]] = {}
        for cell in tried:
            twin = UnderTrio()
            found[str(cell)] = run(cell, twin)
            twin.close()
        return found

    async def main() -> Dict[str, List[str]]:
        return await anyio.to_thread.run_sync(try_all)

    found = anyio.run(main, backend="trio")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_matrix_is_complete() -> None:
    assert {*TABLE} == {*itertools.product(FAULTS, PHASES)}
    methods = [name for scripts in (ScriptedFaults, RateLimits) for name in vars(scripts) if not name.startswith("_")]
    assert {*FAULTS} == {*methods} - {"pending_faults"}
    by_chance = {fault.text.partition("(")[0] for fault in Flakiness(1.0, 0, 1.0, None)._mix}
    assert by_chance <= {*FAULTS}
    assert all(found for found in TABLE.values())  # no cell without a reason


def test_a_cell_that_does_not_hold_is_told(twin: Twin) -> None:
    cell = next(cells("fail_html", "headers", media=["memory"], colours=[twin.colour]))
    other_class = replace(cell.case, error=groq.NotFoundError)
    assert run(replace(cell, case=other_class), twin) == [
        "it raises PermissionDeniedError('Error code: 403 - 403 Forbidden')"
    ]
    other_facts = replace(cell.case, told=(("code", "x"),), known=True, said="A", cause=httpx.ReadError)
    assert run(replace(cell, case=other_facts), twin) == [
        "it is none of ReadError, but caused by None",
        "its code is None",
        "its request_id is None",
        "its partial answer is None",
        "the reader got None",
    ]
    with_success = replace(cell.case, error=None)
    assert run(replace(cell, case=with_success), twin)[0].startswith("it says None and raises PermissionDeniedError(")


def test_a_whole_answer_that_breaks_at_any_byte_is_an_error(twin: Twin) -> None:
    twin.local.reply("Grüße 🐸", times=None)
    client = twin.local_client(max_retries=0)
    whole = twin.call(client.chat.completions.with_raw_response.create(**CHAT)).http_response.content
    for place in range(len(whole)):
        twin.local.cut_stream(after_bytes=place)
        with pytest.raises(groq.APIConnectionError) as caught:
            twin.call(client.chat.completions.create(**CHAT))
        assert type(caught.value.__cause__) is httpx.RemoteProtocolError
        assert "(received %d bytes, expected %d)" % (place, len(whole)) in str(caught.value.__cause__)
    assert twin.call(client.chat.completions.create(**CHAT)).choices[0].message.content == "Grüße 🐸"


def test_a_stream_of_the_local_groq_that_breaks_at_any_place_says_what_it_said(twin: Twin) -> None:
    with LocalGroq() as other, other.client() as plain:
        other.reply_stream(["Grü", "ße", " 🐸"])
        with plain.chat.completions.with_streaming_response.create(**CHAT, stream=True) as response:
            size = len(response.read())
    twin.local.reply_stream(["Grü", "ße", " 🐸"], times=None)
    client = twin.local_client(max_retries=0)
    seen = []
    for place in [*range(0, size, 7), size]:
        twin.local.cut_stream(after_bytes=place)
        stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
        chunks, error = twin.collect(stream)
        said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
        assert isinstance(error, groq.APIConnectionError) is (place < size)
        partial = stream.partial if error is None else error.partial
        assert (partial and partial.choices[0].message.content) == (said if chunks else None)
        seen.append(said)
    assert sorted({*seen}, key=len) == ["", "Grü", "Grüße", "Grüße 🐸"]
