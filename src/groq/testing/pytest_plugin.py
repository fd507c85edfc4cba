"""Fixtures for pytest: a local Groq, clients bound to it, and cassettes. Nothing else is loaded until one is used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Iterator, Optional

import pytest

if TYPE_CHECKING:
    from groq import AsyncGroq, Groq
    from groq.testing import LocalGroq

__all__ = [
    "async_groq_client",
    "groq_cassette",
    "groq_client",
    "local_groq",
    "pytest_addoption",
    "pytest_configure",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("groq")
    group.addoption(
        "--groq-record",
        action="store_true",
        help="record the cassettes of groq_cassette anew, from GROQ_BASE_URL or Groq, with GROQ_API_KEY",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "groq_cassette(path, repeat=False, all_used=False, scrub=None): the cassette of the fixture groq_cassette, "
        "relative to the test's file, and how it is replayed.",
    )


@pytest.fixture
def local_groq() -> Iterator[LocalGroq]:
    """A local Groq of the test's own, in memory: script it, look at its `requests`, `serve` it."""
    from groq.testing import LocalGroq

    with LocalGroq() as local:
        yield local


@pytest.fixture
def groq_client(local_groq: LocalGroq) -> Iterator[Groq]:
    """A `Groq` bound to `local_groq`."""
    with local_groq.client() as client:
        yield client


@pytest.fixture
def async_groq_client(local_groq: LocalGroq) -> AsyncGroq:
    """An `AsyncGroq` bound to `local_groq`, for any event loop. It has no connections that were to be closed."""
    return local_groq.async_client()


@pytest.fixture
def groq_cassette(request: pytest.FixtureRequest) -> Iterator[LocalGroq]:
    """A local Groq that answers from the test's cassette, and records it where pytest was given --groq-record.

    The cassette of `test_a` in `test_chat.py` is `cassettes/test_chat/test_a.json` beside that file, unless the marker
    `groq_cassette` names another. Get a client from its `client` or `async_client`.
    """
    from groq.testing import CassetteError, record, replay

    marker = request.node.get_closest_marker("groq_cassette")
    options = dict(marker.kwargs) if marker else {}
    named = options.pop("path", None) or (marker.args[0] if marker and marker.args else None)
    path = request.path.parent / (named or _path_of(request))
    local: Optional[LocalGroq] = None
    problem = ""
    try:
        if request.config.getoption("--groq-record"):
            local = record(path, scrub=options.get("scrub"))
        else:
            local = replay(path, **options)
    except CassetteError as error:
        problem = str(error)
    if local is None:  # told here, for pytest would tell of both exceptions in the handler
        pytest.fail("%s (pytest --groq-record records it.)" % problem, pytrace=False)
    with local:
        yield local


def _path_of(request: pytest.FixtureRequest) -> str:
    """The path of a test's cassette from the directory of its file."""
    node: Any = request.node
    names = [node.name]
    while node.parent is not None and not isinstance(node, pytest.Module):
        node = node.parent
        if isinstance(node, pytest.Class):
            names.insert(0, node.name)
    safe = re.sub(r"[^\w.-]+", "-", ".".join(names)).strip("-.")
    return "cassettes/%s/%s.json" % (request.path.stem, safe)
