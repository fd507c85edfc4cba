"""What many tests use: a client of either colour, told apart by one fixture."""

from __future__ import annotations

import asyncio
import importlib
import os
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any, Generator, Iterator, List

import anyio
import pytest
from hypothesis import HealthCheck, settings

from command_line import SECRET
from twin import Twin

# A busy machine is slow, not wrong. What runs in CI is the same each time; elsewhere the search goes on.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("suite")

FAST = os.environ.get("GROQ_TEST_TRANSPORT") == "fast"
if FAST:
    fast_everywhere = importlib.import_module("fast_everywhere")
    fast_everywhere.install()

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    if FAST:
        fast_everywhere.skip(items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Close the loop that pytest-asyncio leaves set after an awaited test.

    `asyncio.run` in a later test would drop it as it is, to be warned of in whichever test the collector runs.
    """
    result = yield
    if item.get_closest_marker("asyncio"):
        with suppress(RuntimeError), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            asyncio.get_event_loop_policy().get_event_loop().close()
        asyncio.set_event_loop(None)
    return result


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test: neither a key nor a proxy."""
    for name in list(os.environ):
        if name.startswith("GROQ_") or name.upper() in _PROXIES:
            monkeypatch.delenv(name)


@pytest.fixture(params=["sync", "async"])
def twin(request: pytest.FixtureRequest) -> Iterator[Twin]:
    """The library in one colour, then in the other."""
    current = Twin(request.param)
    yield current
    current.close()


@pytest.fixture
def no_sleep(monkeypatch: pytest.MonkeyPatch) -> List[float]:
    """The waits between attempts, in seconds, which now take no time."""
    waits: List[float] = []

    async def awaited_sleep(seconds: float) -> None:
        waits.append(seconds)

    def sleep(seconds: Any) -> None:
        waits.append(seconds)

    monkeypatch.setattr(time, "sleep", sleep)
    monkeypatch.setattr(anyio, "sleep", awaited_sleep)
    return waits


@pytest.fixture
def groq_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A local Groq over loopback that the environment says is Groq; commands have its key."""
    from groq.testing import LocalGroq

    with LocalGroq(api_key=SECRET) as local, local.serve() as server:
        monkeypatch.setenv("GROQ_API_KEY", SECRET)
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        yield server


@pytest.fixture
def cli() -> None:
    """The extra "cli", without which there is nothing to test."""
    pytest.importorskip("typer", reason='the extra "cli" is not installed')


@pytest.fixture
def own_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory that nobody else writes to."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=["typer", "argparse"])
def face(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What parses the command line: the extra "cli", or the standard library where that is not installed."""
    if request.param == "typer":
        pytest.importorskip("typer", reason='the extra "cli" is not installed')
    else:
        monkeypatch.setitem(sys.modules, "typer", None)
    return str(request.param)
