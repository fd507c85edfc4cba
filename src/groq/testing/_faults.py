"""What a test wants to go wrong next."""

from __future__ import annotations

from ._state import State

__all__ = ["ScriptedFaults"]


class ScriptedFaults:
    """The part of a local Groq that scripts its faults."""

    _state: State
