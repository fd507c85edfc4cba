"""The pytest plugin, in runs of pytest of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent
from typing import Any, Callable, Iterator

import pytest

from backends import under_trio
from groq.testing import LocalGroq, LocalServer

pytest_plugins = ["pytester"]

PLUGIN = "groq.testing.pytest_plugin"
ASK = """
def ask(client, text="Hello"):
    message = {"role": "user", "content": text}
    return client.chat.completions.create(model="llama-3.1-8b-instant", messages=[message])
"""
Run = Callable[..., pytest.RunResult]


@pytest.fixture(name="run")
def runner(pytester: pytest.Pytester, pytestconfig: pytest.Config) -> Run:
    """Runs pytest, with warnings as errors, over a file of tests; the plugin comes by its entry point."""
    found = [] if pytestconfig.pluginmanager.has_plugin("groq") else ["-p", PLUGIN]  # run from the bare sources
    pytester.makeini(
        """
        [pytest]
        filterwarnings = error
        addopts = --strict-markers -p no:cacheprovider
        asyncio_mode = auto
        asyncio_default_fixture_loop_scope = function
        """
    )

    def run(tests: str, *arguments: str) -> pytest.RunResult:
        pytester.makepyfile(test_it=ASK + dedent(tests))
        return pytester.runpytest_subprocess(*found, *arguments, timeout=50)

    return run


@pytest.fixture(name="upstream")
def real_groq(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """What the environment names as the real Groq."""
    with LocalGroq(api_key="gsk_upstream") as real, real.serve() as server:
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        monkeypatch.setenv("GROQ_API_KEY", server.api_key)
        yield server


def entries(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))["recordings"]


def test_the_package_declares_its_plugin() -> None:
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8")
    assert '[project.entry-points.pytest11]\ngroq = "%s"\n' % PLUGIN in project


def test_the_plugin_costs_nothing_until_a_fixture_is_asked_for(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(
        """
        import sys

        def test_without():
            ours = {name for name in sys.modules if name.startswith("groq")}
            assert ours == {"groq", "groq._exceptions", "groq._lazy", "groq._types", "groq._version",
                            "groq.testing", "groq.testing.pytest_plugin"}
            assert {"httpx", "pydantic", "anyio", "distro"} & {*sys.modules} == set()

        def test_with(local_groq):
            assert {"httpx", "groq.testing._local"} <= {*sys.modules}
        """
    )
    result = pytester.runpytest_subprocess("-p", PLUGIN, "-p", "no:unittest", "-W", "error", timeout=50)
    result.assert_outcomes(passed=2)


def test_a_test_gets_a_local_groq_of_its_own_and_clients_bound_to_it(run: Run) -> None:
    result = run(
        """
        import asyncio, gc, pytest

        @pytest.mark.parametrize("time", [1, 2])
        def test_blocking(time, local_groq, groq_client):
            assert ask(groq_client).usage.total_tokens > 0
            assert [request.path for request in local_groq.requests] == ["/openai/v1/chat/completions"]

        @pytest.mark.parametrize("time", [1, 2])
        def test_awaited(time, local_groq, groq_client, async_groq_client):
            asyncio.run(ask(async_groq_client))
            ask(groq_client)
            assert len(local_groq.requests) == 2
            gc.collect()

        def test_closed(groq_client):
            global last
            last = groq_client

        def test_after():
            assert last.is_closed()
        """
    )
    result.assert_outcomes(passed=6)


@under_trio
def test_the_asynchronous_client_goes_with_every_way_to_run_awaited_tests(run: Run) -> None:
    result = run(
        """
        import anyio, gc, pytest, trio

        def test_trio(async_groq_client):
            assert trio.run(ask, async_groq_client).choices

        @pytest.mark.parametrize("backend", ["asyncio", "trio"])
        def test_anyio(backend, async_groq_client):
            assert anyio.run(ask, async_groq_client, backend=backend).choices

        def test_nothing_is_left():
            gc.collect()

        async def test_pytest_asyncio(async_groq_client):  # the last, for older ones of it leave their loop behind
            assert (await ask(async_groq_client)).choices
        """
    )
    result.assert_outcomes(passed=5)


@pytest.mark.thorough
def test_nothing_is_shared_by_tests_that_run_at_the_same_time(run: Run) -> None:
    result = run(
        """
        import pytest

        @pytest.mark.parametrize("number", range(12))
        def test_alone(number, local_groq, groq_client):
            file = groq_client.files.create(file=("a.jsonl", b"{}"), purpose="batch")
            assert [found.id for found in groq_client.files.list().data] == [file.id]
            assert len(local_groq.requests) == 2
        """,
        "-n",
        "2",
    )
    result.assert_outcomes(passed=12)


CASSETTES = """
import asyncio, pytest

def test_plain(groq_cassette):
    assert ask(groq_cassette.client()).choices

class TestClass:
    @pytest.mark.parametrize("text", ["a/b", "c"])
    def test_awaited(self, groq_cassette, text):
        assert asyncio.run(ask(groq_cassette.async_client(), text)).choices

@pytest.mark.groq_cassette("shared/one.json", repeat=True, all_used=True)
def test_marked(groq_cassette):
    for _ in range(2):
        assert ask(groq_cassette.client()).choices

@pytest.mark.groq_cassette(scrub=lambda text: text.replace("Ada", "somebody"))
def test_scrubbed(groq_cassette):
    assert ask(groq_cassette.client(), "I am Ada").choices
"""


@pytest.mark.thorough
def test_cassettes_are_recorded_and_replayed_beside_the_tests(
    run: Run, upstream: LocalServer, pytester: pytest.Pytester
) -> None:
    run(CASSETTES, "--groq-record").assert_outcomes(passed=5)
    assert len(upstream.requests) == 6
    upstream.close()
    run(CASSETTES).assert_outcomes(passed=5)
    cassettes = sorted(path.relative_to(pytester.path).as_posix() for path in pytester.path.rglob("*.json"))
    assert cassettes == [
        "cassettes/test_it/TestClass.test_awaited-a-b.json",
        "cassettes/test_it/TestClass.test_awaited-c.json",
        "cassettes/test_it/test_plain.json",
        "cassettes/test_it/test_scrubbed.json",
        "shared/one.json",
    ]
    assert len(entries(pytester.path / "shared" / "one.json")) == 2
    (entry,) = entries(pytester.path / "cassettes" / "test_it" / "test_scrubbed.json")
    assert entry["request"]["json"]["messages"] == [{"content": "I am somebody", "role": "user"}]
    assert "gsk_" not in "".join(path.read_text("utf-8") for path in pytester.path.rglob("*.json"))


@pytest.mark.thorough
def test_a_test_without_its_cassette_is_told_how_to_record_it(run: Run, pytester: pytest.Pytester) -> None:
    result = run("def test_it(groq_cassette): pass")
    result.assert_outcomes(errors=1)
    path = pytester.path / "cassettes" / "test_it" / "test_it.json"
    sentence = "There is no cassette at %s: record one first. (pytest --groq-record records it.)" % path
    result.stdout.re_match_lines([re.escape(sentence)])
    result.stdout.no_fnmatch_line("*another exception occurred*")


@pytest.mark.thorough
def test_a_test_that_hides_a_mismatch_fails_with_what_differs(
    run: Run, upstream: LocalServer, pytester: pytest.Pytester
) -> None:
    test = """
        import groq, os

        def test_it(groq_cassette):
            try:
                ask(groq_cassette.client(), os.environ["ASKED"])
            except groq.BadRequestError:
                pass
        """
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ASKED", "One")
        run(test, "--groq-record").assert_outcomes(passed=1)
        patched.setenv("ASKED", "Two")
        result = run(test)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.re_match_lines([r"E +groq\.testing.*CassetteError: .*recording 1", r'E +- +"content": "One"'])
