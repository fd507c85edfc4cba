"""`groq.resources`, loaded when it is first used."""

from __future__ import annotations

from typing import Any

from .._lazy import load
from ._proxy import LazyProxy

__all__ = ["ResourcesProxy", "resources"]


class ResourcesProxy(LazyProxy[Any]):
    """Stands for the module `groq.resources`."""

    def __load__(self) -> Any:
        return load("groq.resources")


resources = ResourcesProxy().__as_proxied__()
