from __future__ import annotations

import logging
import sys
from typing import Any, List, Optional

import pytest

from groq._core import platform as facts
from groq._utils import _logs

# The machine.


def fake_machine(monkeypatch: pytest.MonkeyPatch, **answers: object) -> None:
    import platform

    import distro

    def answer(value: object) -> Any:
        def function() -> object:
            if isinstance(value, Exception):
                raise value
            return value

        return function

    for name, value in answers.items():
        monkeypatch.setattr(distro if name == "id" else platform, name, answer(value))


@pytest.mark.parametrize(
    ("system", "description", "distribution", "expected"),
    [
        ("Linux", "Linux-5.15-x86_64", "ubuntu", "Linux"),
        ("Linux", "Linux", "freebsd", "FreeBSD"),
        ("Linux", "Linux", "openbsd", "OpenBSD"),
        ("Linux", "Linux-5.4-android", "", "Android"),
        ("Darwin", "macOS-14", "", "MacOS"),
        ("Darwin", "Darwin-iPhone-12", "", "iOS"),
        ("iPadOS", "iPad", "", "iOS"),
        ("Windows", "Windows-10", "", "Windows"),
        ("SunOS", "SunOS-5", "", "Other:sunos-5"),
        ("", "", "", "Unknown"),
        (OSError(), "Linux", "", "Unknown"),
    ],
)
def test_the_operating_system_is_known(
    monkeypatch: pytest.MonkeyPatch, system: object, description: str, distribution: str, expected: str
) -> None:
    fake_machine(monkeypatch, system=system, platform=description, id=distribution)
    assert str(facts.get_platform()) == expected


@pytest.mark.parametrize(
    ("machine", "maxsize", "expected"),
    [
        ("x86_64", 2**63 - 1, "x64"),
        ("ARM64", 2**63 - 1, "arm64"),
        ("aarch64", 2**31 - 1, "arm64"),
        ("arm", 2**31 - 1, "arm"),
        ("i686", 2**31 - 1, "x32"),
        ("riscv64", 2**63 - 1, "other:riscv64"),
        ("", 2**63 - 1, "unknown"),
        (OSError(), 2**63 - 1, "unknown"),
    ],
)
def test_the_processor_is_known(monkeypatch: pytest.MonkeyPatch, machine: object, maxsize: int, expected: str) -> None:
    fake_machine(monkeypatch, machine=machine)
    monkeypatch.setattr(sys, "maxsize", maxsize)
    assert str(facts.get_architecture()) == expected


def test_an_interpreter_that_does_not_know_itself_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_machine(monkeypatch, python_implementation=OSError(), python_version=OSError())
    assert (facts.get_python_runtime(), facts.get_python_version()) == ("unknown", "unknown")


def test_the_platform_headers_are_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    facts.platform_headers.cache_clear()
    fake_machine(
        monkeypatch,
        system="Windows",
        platform="Windows-10",
        machine="x86_64",
        python_implementation="PyPy",
        python_version="3.10.1",
    )
    expected = {
        "X-Stainless-Lang": "python",
        "X-Stainless-Package-Version": "1.2.3",
        "X-Stainless-OS": "Windows",
        "X-Stainless-Arch": "x64",
        "X-Stainless-Runtime": "PyPy",
        "X-Stainless-Runtime-Version": "3.10.1",
    }
    assert facts.platform_headers("1.2.3", platform=None) == expected
    assert facts.platform_headers("1.2.3", platform="MacOS") == {**expected, "X-Stainless-OS": "MacOS"}
    fake_machine(monkeypatch, system="Linux")
    assert facts.platform_headers("1.2.3", platform=None) == expected
    facts.platform_headers.cache_clear()


# Logging.


@pytest.fixture
def loggers(monkeypatch: pytest.MonkeyPatch) -> List[Any]:
    """The arguments of every call of `logging.basicConfig`; the levels of the loggers are put back afterwards."""
    configured: List[Any] = []
    monkeypatch.setattr(logging, "basicConfig", lambda **kwargs: configured.append(kwargs))
    for logger in (_logs.logger, _logs.httpx_logger):
        monkeypatch.setattr(logger, "level", logging.NOTSET)
    return configured


@pytest.mark.parametrize(("value", "level"), [("info", logging.INFO), ("debug", logging.DEBUG)])
def test_logging_is_set_up_at_the_level_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, loggers: List[Any], value: str, level: int
) -> None:
    monkeypatch.setenv("GROQ_LOG", value)
    _logs.setup_logging()
    assert (_logs.logger.level, _logs.httpx_logger.level) == (level, level)
    assert loggers == [
        {
            "format": "[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s",
            "datefmt": "%Y-%m-%d %H:%M:%S",
        }
    ]


@pytest.mark.parametrize("value", [None, "", "INFO", "warn"])
def test_other_values_leave_logging_alone(
    monkeypatch: pytest.MonkeyPatch, loggers: List[Any], value: Optional[str]
) -> None:
    monkeypatch.delenv("GROQ_LOG", raising=False)
    if value is not None:
        monkeypatch.setenv("GROQ_LOG", value)
    _logs.setup_logging()
    assert (_logs.logger.level, _logs.httpx_logger.level, loggers) == (logging.NOTSET, logging.NOTSET, [])
