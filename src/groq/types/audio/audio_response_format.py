"""How much of a transcription or translation is answered."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["AudioResponseFormat"]

AudioResponseFormat: TypeAlias = Literal["json", "text", "verbose_json"]
"""`json`: the text in an object. `text`: the bare text. `verbose_json`: with language, duration and timestamps."""
