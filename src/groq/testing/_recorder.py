"""Requests passed on to a real Groq, and kept with its answers."""

from __future__ import annotations

import itertools
import threading
from typing import Dict, Optional, Sequence

import httpx

from ._cassette_file import CassetteError, prepare, save
from ._exchange import Answer, Request, json_answer
from ._recording import Recording, answer_as_json, request_as_json
from ._scrub import Scrubber
from ._upstream import Upstream

__all__ = ["Recorder"]


class Recorder:
    """Answers with what the upstream answers, and writes each exchange to a cassette at once.

    Requests may overlap; recordings stand in the order of their arrival, after the `earlier` ones.
    """

    waits = True

    def __init__(self, path: str, upstream: Upstream, scrubber: Scrubber, earlier: Sequence[Recording]) -> None:
        prepare(path)
        self._path = path
        self._upstream = upstream
        self._scrubber = scrubber
        self._recordings: Dict[int, Recording] = dict(enumerate(earlier))
        self._numbers = itertools.count(len(earlier))
        self._lock = threading.Lock()
        self._written = False
        self._failure: Optional[CassetteError] = None

    def answer(self, request: Request) -> Answer:
        number = next(self._numbers)
        try:
            answer = self._upstream.answer(request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return _no_answer(self._upstream.url, error)
        scrubber = self._scrubber.knowing(request)
        recording = Recording(request_as_json(request, scrubber), answer_as_json(answer, scrubber))
        with self._lock:
            self._recordings[number] = recording
            self._save()
        return answer

    def close(self, error: Optional[BaseException]) -> None:
        """Write the cassette where nothing was; raises `CassetteError` where it cannot be written.

        Arguments:
            error: what is on its way, and not to be hidden.
        """
        self._upstream.close()
        with self._lock:
            if not self._written:
                self._save()
        if self._failure is not None and error is None:
            raise self._failure

    def _save(self) -> None:
        recordings = [recording for _, recording in sorted(self._recordings.items(), key=lambda item: item[0])]
        try:
            save(self._path, self._scrubber.text(self._upstream.url), recordings)
        except CassetteError as error:
            self._failure = error  # raised in the end: the client that waits for its answer cannot help it
        else:
            self._written = True
            self._failure = None


def _no_answer(url: str, error: Exception) -> Answer:
    """What a gateway says; it is not recorded."""
    message = "The upstream %s gave no answer: %s: %s" % (url, type(error).__name__, error)
    return json_answer({"error": {"message": message, "type": "api_error", "code": "upstream_unreachable"}}, 502)
