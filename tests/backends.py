"""Which libraries of event loops can be tested with what is installed."""

from __future__ import annotations

import importlib

import pytest

__all__ = ["under_trio"]


def _anyio_knows_this_trio() -> bool:
    try:
        importlib.import_module("anyio._backends._trio")
    except AttributeError:
        return False
    return True


under_trio = pytest.mark.skipif(not _anyio_knows_this_trio(), reason="anyio is too old for this release of trio")
