"""What a test wants a model to say next."""

from __future__ import annotations

from ._state import State

__all__ = ["ScriptedReplies"]


class ScriptedReplies:
    """The part of a local Groq that scripts its replies."""

    _state: State
