"""A local Groq that passes requests on and records the answers, or answers from what was recorded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Callable, Optional, Union

import httpx

from ._cassette_file import loaded
from ._player import Player
from ._recorder import Recorder
from ._scrub import Scrubber
from ._state import State
from ._upstream import Upstream

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["Cassettes"]

Scrub = Callable[[str], str]


class Cassettes:
    """The part of a local Groq that records cassettes and replays them.

    A cassette is a JSON file of requests and answers, to be kept beside the tests. Faults that were asked for come
    first; then the cassette answers instead of the emulator, until it is ejected or the local Groq is closed.
    """

    _state: State
    _cassette: Optional[Union[Recorder, Player]] = None

    def record(
        self,
        path: Union[str, os.PathLike[str]],
        *,
        upstream: Optional[str] = None,
        api_key: Optional[str] = None,
        http_client: Optional[httpx.Client] = None,
        append: bool = False,
        scrub: Optional[Scrub] = None,
    ) -> Self:
        """Pass requests on to a real Groq from now on, and write them and the answers to a cassette.

        Clients may send any key. What is written has no secrets: no credentials, API keys, cookies or ids of
        organizations. Streams are read to their end before they are passed on, and replayed in the pieces they came in.
        A call that is cancelled waits for the answer that is on its way.

        Arguments:
            path: the cassette, which is replaced after each answer; its directory is made.
            upstream: the base URL to pass requests on to; by default GROQ_BASE_URL, or Groq's.
            api_key: the key to send there; by default GROQ_API_KEY.
            http_client: what to send them with; it is not closed.
            append: keep what the cassette holds, and add to it.
            scrub: given each text that is written, gives what to write instead; replay with the same.

        Raises `CassetteError` where the cassette cannot be written, here or at the end, or there is no key.
        """
        path = os.path.abspath(path)
        earlier = loaded(path) if append and os.path.exists(path) else []
        real = Upstream(upstream, api_key, http_client)
        scrubber = Scrubber((real.api_key,), scrub, self._state.api_key)
        try:
            return self._insert(Recorder(path, real, scrubber, earlier))
        except BaseException:
            real.close()
            raise

    def replay(
        self,
        path: Union[str, os.PathLike[str]],
        *,
        repeat: bool = False,
        all_used: bool = False,
        scrub: Optional[Scrub] = None,
    ) -> Self:
        """Answer from a cassette from now on, and from nothing else; nothing goes to a network.

        A request fits a recording of the same method, path, query and JSON or form, whatever its headers, the order of
        its members and its boundary. One that fits none is answered with 400, `cassette_mismatch` and what it differs
        in; the end then raises `CassetteError` over whatever became of that, so that the test fails and tells why.

        Arguments:
            path: the cassette.
            repeat: give the last of equal requests' recordings again and again; otherwise each is given once.
            all_used: raise `CassetteError` at the end where recordings were not asked for.
            scrub: the function that the cassette was recorded with.

        Raises `CassetteError` where there is no cassette, or it is not one.
        """
        path = os.path.abspath(path)
        scrubber = Scrubber((), scrub, self._state.api_key)
        return self._insert(Player(path, loaded(path), scrubber, repeat=repeat, all_used=all_used))

    def eject(self) -> None:
        """Go back to the emulator; raises `CassetteError` where the cassette's end has something to tell."""
        self._eject(None)

    def _insert(self, cassette: Union[Recorder, Player]) -> Self:
        self.eject()
        self._state.source = self._cassette = cassette
        return self

    def _eject(self, error: Optional[BaseException]) -> None:
        cassette, self._cassette, self._state.source = self._cassette, None, None
        if cassette is not None:
            cassette.close(error)
