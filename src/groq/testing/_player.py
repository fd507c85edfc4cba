"""Requests to the answers that were recorded for them."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from typing import Any, DefaultDict, Dict, List, Mapping, Optional, Sequence

from ._cassette_file import CassetteError
from ._difference import difference, title
from ._exchange import Answer, Request, json_answer
from ._recording import Recording, answer_of, request_as_json
from ._scrub import Scrubber

__all__ = ["Player"]


class Player:
    """Answers from a cassette, and refuses what it does not hold.

    Equal requests get their recordings in order, and then, with `repeat`, the last one again.
    """

    waits = False

    def __init__(
        self, path: str, recordings: Sequence[Recording], scrubber: Scrubber, *, repeat: bool, all_used: bool
    ) -> None:
        self._path = path
        self._scrubber = scrubber
        self._recordings = recordings
        self._repeat = repeat
        self._all_used = all_used
        self._answers: Dict[str, List[Answer]] = {}
        self._asked: DefaultDict[str, int] = defaultdict(int)
        self._refused: List[str] = []
        self._lock = threading.Lock()
        for recording in recordings:
            self._answers.setdefault(_canonical(recording.request), []).append(answer_of(recording.answer))

    def answer(self, request: Request) -> Answer:
        asked = request_as_json(request, self._scrubber.knowing(request))
        canonical = _canonical(asked)
        answers = self._answers.get(canonical, [])
        with self._lock:
            number = self._asked[canonical]
            self._asked[canonical] += 1
            if number < len(answers):
                return answers[number]
            if answers and self._repeat:
                return answers[-1]
            message = self._used_up(asked, len(answers)) if answers else self._unknown(asked)
            self._refused.append(message)
        error = {"message": message, "type": "invalid_request_error", "code": "cassette_mismatch"}
        return json_answer({"error": error}, 400).with_headers((("x-should-retry", "false"),))

    def close(self, error: Optional[BaseException]) -> None:
        """Raise `CassetteError` where requests were refused or, if all were to be, recordings not used.

        Arguments:
            error: what is on its way; it may come of a refusal, unless it is an interruption.
        """
        if error is not None and not (self._refused and isinstance(error, Exception)):
            return
        if len(self._refused) == 1:
            raise CassetteError(self._refused[0])
        if self._refused:
            message = "%d requests have no recording in the cassette %s. The first: %s"
            raise CassetteError(message % (len(self._refused), self._path, self._refused[0]))
        unused = self._unused() if self._all_used else []
        if unused:
            message = "%d of the %d recordings of the cassette %s were not asked for: %s."
            raise CassetteError(message % (len(unused), len(self._recordings), self._path, ", ".join(unused)))

    def _unused(self) -> List[str]:
        left = dict(self._asked)
        unused: List[str] = []
        for number, recording in enumerate(self._recordings, 1):
            canonical = _canonical(recording.request)
            left[canonical] = left.get(canonical, 0) - 1
            if left[canonical] < 0:
                unused.append("%d (%s)" % (number, title(recording.request)))
        return unused

    def _unknown(self, asked: Mapping[str, Any]) -> str:
        unlike = difference(asked, [recording.request for recording in self._recordings])
        return "The cassette %s has no recording of this %s. %s" % (self._path, title(asked), unlike)

    def _used_up(self, asked: Mapping[str, Any], recorded: int) -> str:
        times = "the only recording" if recorded == 1 else "all %d recordings" % recorded
        message = "The cassette %s has given %s of this %s: record it anew, or replay it with repeat=True."
        return message % (self._path, times, title(asked))


def _canonical(request: Mapping[str, Any]) -> str:
    return json.dumps(request, sort_keys=True)
