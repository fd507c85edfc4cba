"""The table of commands."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from . import _chat, _doctor, _limits, _models, _serve
from ._declare import Command

__all__ = ["COMMANDS", "GROUPS"]

# In the order of the help; a name of two words is a command of a group.
COMMANDS: Tuple[Command[Any], ...] = (
    _chat.COMMAND,
    _models.COMMAND,
    _limits.COMMAND,
    _serve.COMMAND,
    _doctor.COMMAND,
)
GROUPS: Dict[str, str] = {}
