"""Path templates, at the import path that applications know."""

from __future__ import annotations

from .._core.paths import path_template as path_template

__all__ = ["path_template"]
