"""Messages to an answer that is shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Callable, Iterator, List, Mapping, Optional, Sequence

from ._output import print_json, printable

if TYPE_CHECKING:
    from groq import Groq
    from groq.types.chat import ChatCompletionMessageParam

__all__ = ["Answering"]


class Answering:
    """Asks with the same settings each time: `streamed` shows an answer as it comes, `as_json` all that came."""

    def __init__(self, client: Groq, settings: Mapping[str, Any], *, streamed: bool, as_json: bool) -> None:
        self.client = client
        self.model: str = settings["model"]
        self._settings = settings
        self._streamed = streamed
        self._as_json = as_json

    def show(self, messages: Sequence[ChatCompletionMessageParam], said: Optional[List[str]] = None) -> None:
        """Show the answer to the messages, and put each piece of it into `said`, as far as it comes."""
        said = [] if said is None else said
        create = self.client.chat.completions.create
        if self._streamed and not self._as_json:
            with create(messages=list(messages), stream=True, **self._settings) as chunks:
                _show((chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices), said)
            return
        completion = create(messages=list(messages), stream=False, **self._settings)
        pieces = [choice.message.content or "" for choice in completion.choices[:1]]
        if self._as_json:
            said.extend(pieces)
            print_json(completion)
        else:
            _show(iter(pieces), said)


def _show(pieces: Iterator[str], said: List[str]) -> None:
    """Print the pieces as they come; end the line, also where they break off."""
    shown: Callable[[str], str] = printable if sys.stdout.isatty() else str
    try:
        for piece in pieces:
            said.append(piece)
            sys.stdout.write(shown(piece))
            sys.stdout.flush()
    finally:
        if any(said):
            print(flush=True)
