"""Text in pieces: what counts as a token, and what is streamed at a time."""

from __future__ import annotations

import re
from typing import Any, List, Mapping, Sequence

__all__ = ["digest_index", "pieces", "text_of", "tokens", "words"]

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+\Z")
_PIECE = re.compile(r"\s*\S+|\s+\Z")
_WORD = re.compile(r"\w+")


def tokens(text: str) -> List[str]:
    """Words and punctuation marks with the space before them: joined, the text again."""
    return _TOKEN.findall(text)


def pieces(text: str) -> List[str]:
    """What a stream sends at a time: a word with the space before it. Joined, the text again."""
    return _PIECE.findall(text)


def words(text: str) -> List[str]:
    """The words alone, in lower case."""
    return _WORD.findall(text.lower())


def digest_index(text: str, choices: int) -> int:
    """A number below `choices` that depends on the text only, the same in every process."""
    return sum(index * byte for index, byte in enumerate(text.encode("utf-8", "replace"), 1)) % choices


def text_of(content: Any) -> str:
    """The text of a message's content: a string, an array of parts, or null."""
    if isinstance(content, str):
        return content
    parts: Sequence[Mapping[str, Any]] = content or ()
    return "\n".join(str(part["text"]) for part in parts if part.get("type") == "text")
