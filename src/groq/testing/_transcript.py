"""What is said in a recording: a text that a test scripted, or one that is made up."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import accumulate
from typing import Deque, Iterable, List, NamedTuple, Optional

__all__ = ["WORDS_PER_SECOND", "Heard", "Recordings", "Span", "made_up", "sentences", "spans"]

WORDS_PER_SECOND = 2.5
_SENTENCES = (
    "Thank you all for coming.",
    "Let us begin with what has changed since last time.",
    "The first results arrived faster than anyone expected.",
    "There are two questions we should answer today.",
    "I will send the notes after this call.",
    "That is all for now.",
)
_BREAK = re.compile(r"(?<=[.!?…])\s+|(?<=[\u3002\uff01\uff1f])|\n+")


@dataclass(frozen=True)
class Heard:
    """What was said, and in which language."""

    text: str
    language: str = "en"


class Recordings:
    """What the next recordings say, in turn, and what all others say; the lock of the state is held around it."""

    def __init__(self) -> None:
        self._queue: Deque[Heard] = deque()
        self._standing: Optional[Heard] = None

    def add(self, heard: Heard, times: Optional[int]) -> None:
        """Hear it so many times after the others; None for whenever nothing else is scripted."""
        if times is None:
            self._standing = heard
        else:
            self._queue.extend([heard] * times)

    def next(self) -> Optional[Heard]:
        """What the next recording says, or None where nothing is scripted."""
        return self._queue.popleft() if self._queue else self._standing


def made_up(name: str, seconds: float, seed: int, prompt: str) -> Heard:
    """As many sentences as fit the recording, one at least."""
    about = " (%s)" % prompt if prompt else ""
    said = ["This is what the local Groq heard in %s%s." % (name, about)]
    spoken = len(said[0].split())
    while spoken < seconds * WORDS_PER_SECOND:
        said.append(_SENTENCES[(seed + len(said)) % len(_SENTENCES)])
        spoken += len(said[-1].split())
    return Heard(" ".join(said))


def sentences(text: str) -> List[str]:
    """The sentences of a text."""
    return [sentence for sentence in _BREAK.split(text.strip()) if sentence]


class Span(NamedTuple):
    """A stretch of text, and the seconds from when to when it is said."""

    text: str
    start: float
    end: float


def spans(texts: Iterable[str], start: float, end: float) -> List[Span]:
    """The texts, one after the other from `start` to `end`, each for as long as it is."""
    said = list(texts)
    lengths = list(accumulate(map(len, said)))
    ends = [round(start + (end - start) * length / lengths[-1], 2) for length in lengths]
    return [Span(*span) for span in zip(said, [start, *ends], [*ends[:-1], end])]
