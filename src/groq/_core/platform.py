"""This machine to the X-Stainless-* headers that describe it."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Dict, Optional, Union
from typing import Literal as Literal

from .._lazy import load

__all__ = [
    "Arch",
    "OtherArch",
    "OtherPlatform",
    "Platform",
    "get_architecture",
    "get_platform",
    "get_python_runtime",
    "get_python_version",
    "platform_headers",
]


class OtherPlatform:
    """An operating system the headers have no word for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return "Other:%s" % self.name


class OtherArch:
    """A processor the headers have no word for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return "other:%s" % self.name


Platform = Union[
    OtherPlatform,
    Literal["MacOS", "Linux", "Windows", "FreeBSD", "OpenBSD", "iOS", "Android", "Unknown"],
]
Arch = Union[OtherArch, Literal["x32", "x64", "arm", "arm64", "unknown"]]


@lru_cache(maxsize=None)
def platform_headers(version: str, *, platform: Optional[Platform] = None) -> Dict[str, str]:
    """The headers for this `version` of the package; `platform` where it is already known, else it is found out."""
    return {
        "X-Stainless-Lang": "python",
        "X-Stainless-Package-Version": version,
        "X-Stainless-OS": str(platform or get_platform()),
        "X-Stainless-Arch": str(get_architecture()),
        "X-Stainless-Runtime": get_python_runtime(),
        "X-Stainless-Runtime-Version": get_python_version(),
    }


def get_platform() -> Platform:
    """The operating system, `"Unknown"` where Python cannot tell."""
    try:
        system: str = load("platform").system().lower()
        description: str = load("platform").platform().lower()
    except Exception:
        return "Unknown"
    # Phones first: they run a kernel that goes by the name of a desktop system.
    if "iphone" in description or "ipad" in description:
        return "iOS"
    if system == "darwin":
        return "MacOS"
    if system == "windows":
        return "Windows"
    if "android" in description:
        return "Android"
    if system == "linux":
        return _linux()
    return OtherPlatform(description) if description else "Unknown"


def _linux() -> Platform:
    # A BSD userland may run on, or call itself, Linux; its distribution knows better.
    import distro  # spelt out for what gathers the modules of a frozen application; only Linux needs it

    distribution = distro.id()
    if distribution == "freebsd":
        return "FreeBSD"
    return "OpenBSD" if distribution == "openbsd" else "Linux"


def get_architecture() -> Arch:
    """The processor, `"unknown"` where Python cannot tell."""
    try:
        machine: str = load("platform").machine().lower()
    except Exception:
        return "unknown"
    if machine in ("arm64", "aarch64"):
        return "arm64"
    if machine == "arm":
        return "arm"
    if machine == "x86_64":
        return "x64"
    if sys.maxsize <= 2**32:
        return "x32"
    return OtherArch(machine) if machine else "unknown"


def get_python_runtime() -> str:
    """The name of the interpreter, such as `"CPython"`."""
    try:
        return str(load("platform").python_implementation())
    except Exception:
        return "unknown"


def get_python_version() -> str:
    """The version of the interpreter, such as `"3.11.7"`."""
    try:
        return str(load("platform").python_version())
    except Exception:
        return "unknown"
