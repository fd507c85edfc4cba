"""The speech recognition models known by name."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["AudioModel"]

AudioModel: TypeAlias = Literal["whisper-large-v3", "whisper-large-v3-turbo"]
"""Ids known when this version was made; every parameter that takes one takes any other `str` too."""
