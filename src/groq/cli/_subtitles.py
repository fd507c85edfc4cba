"""Stretches of speech to subtitles: SubRip (SRT) and WebVTT."""

from __future__ import annotations

import math
from typing import Any, Callable, Dict, Iterable, List, NamedTuple, Optional, Sequence

__all__ = ["WRITERS", "Cue", "cues", "srt", "vtt"]


class Cue(NamedTuple):
    """What is shown from one moment to another, in milliseconds."""

    start: int
    end: int
    text: str


def cues(spoken: Any, *, words: bool = False) -> Optional[List[Cue]]:
    """A cue for each segment, or for each word, of a verbose answer; None where its text came without times.

    Stretches without words are left out, and no cue ends before it starts.
    """
    stretches: Sequence[Any] = getattr(spoken, "words" if words else "segments", None) or ()
    found: List[Cue] = []
    for stretch in stretches:
        text = " ".join(str((stretch.word if words else stretch.text) or "").split())
        start, end = _milliseconds(stretch.start), _milliseconds(stretch.end)
        if start is None or end is None:
            return None
        if text:
            found.append(Cue(start, max(start, end), text))
    return found if found or not (spoken.text or "").strip() else None


def srt(shown: Iterable[Cue]) -> str:
    """SubRip: cues numbered from 1. Times have a comma; an arrow within a text would be taken for a time's."""
    blocks = (
        "%d\n%s --> %s\n%s\n" % (number, _time(cue.start, ","), _time(cue.end, ","), cue.text.replace("-->", "->"))
        for number, cue in enumerate(shown, 1)
    )
    return "\n".join(blocks)


def vtt(shown: Iterable[Cue]) -> str:
    """WebVTT: a head, then cues. What would be markup is escaped (W3C WebVTT, 6.4)."""
    blocks = ("%s --> %s\n%s\n" % (_time(cue.start, "."), _time(cue.end, "."), _escaped(cue.text)) for cue in shown)
    return "\n".join(["WEBVTT\n", *blocks])


WRITERS: Dict[str, Callable[[Iterable[Cue]], str]] = {"srt": srt, "vtt": vtt}


def _milliseconds(seconds: object) -> Optional[int]:
    """None for what is no time. Rounded once, so that 59.9996 s are a minute and not 59 s and 1000 ms."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not math.isfinite(seconds):
        return None
    return max(0, round(seconds * 1000))


def _time(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return "%02d:%02d:%02d%s%03d" % (seconds // 3600, seconds // 60 % 60, seconds % 60, point, rest)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
