"""What many tests use: a client of either colour, told apart by one fixture."""

from __future__ import annotations

import os
import time
from typing import Any, Iterator, List

import anyio
import pytest
from hypothesis import HealthCheck, settings

from twin import Twin

# A busy machine is slow, not wrong. What runs in CI is the same each time; elsewhere the search goes on.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("suite")

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


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
