"""`GROQ_LOG` to log lines on standard error."""

from __future__ import annotations

import logging
import os
from typing import Any

__all__ = ["httpx_logger", "logger", "setup_logging"]

logger: logging.Logger = logging.getLogger("groq")
httpx_logger: logging.Logger = logging.getLogger("httpx")

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}


def setup_logging() -> None:
    """Show what this package and httpx log, from the level that `GROQ_LOG` names: `info` or `debug`.

    Any other value, and none at all, changes nothing.
    """
    level = _LEVELS.get(os.environ.get("GROQ_LOG", ""))
    if level is None:
        return
    logging.basicConfig(
        format="[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s",
        datefmt="%Y-%m-%d %H:%M:%S",
    )
    logger.setLevel(level)
    httpx_logger.setLevel(level)
    httpx_logger.addFilter(_without_secrets)


def _without_secrets(record: logging.LogRecord) -> bool:
    """Take passwords out of the URLs that httpx logs."""
    if isinstance(record.args, tuple):
        record.args = tuple(_shown(value) for value in record.args)
    return True


def _shown(value: Any) -> object:
    from httpx import URL

    from .._core.secret import shown_url

    return shown_url(value) if isinstance(value, URL) else value
