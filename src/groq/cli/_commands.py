"""The table of commands."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from . import _chat
from ._declare import Command

__all__ = ["COMMANDS", "GROUPS"]

# In the order of the help; a name of two words is a command of a group.
COMMANDS: Tuple[Command[Any], ...] = (_chat.COMMAND,)
GROUPS: Dict[str, str] = {}
