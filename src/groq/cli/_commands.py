"""The table of commands."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from . import _batches, _chat, _doctor, _embed, _files, _limits, _listen, _models, _serve, _speak
from ._declare import Command

__all__ = ["COMMANDS", "GROUPS"]

# In the order of the help; a name of two words is a command of a group.
COMMANDS: Tuple[Command[Any], ...] = (
    _chat.COMMAND,
    _models.COMMAND,
    *_listen.COMMANDS,
    _speak.COMMAND,
    _embed.COMMAND,
    *_files.COMMANDS,
    *_batches.COMMANDS,
    _limits.COMMAND,
    _serve.COMMAND,
    _doctor.COMMAND,
)
GROUPS: Dict[str, str] = {
    "files": "Files stored with the API.",
    "batch": "Files of requests that are worked off in the background.",
}
