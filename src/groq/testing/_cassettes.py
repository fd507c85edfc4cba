"""Requests to a real server and its answers, kept in a file and answered from it."""

from __future__ import annotations

from ._state import State

__all__ = ["Cassettes"]


class Cassettes:
    """The part of a local Groq that records and replays."""

    _state: State
