"""`chat` without a prompt on a terminal: lines to answers, each with all that was said before."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, List, Optional

from ._answering import Answering
from ._connection import explained_by
from ._failure import Failure
from ._output import note
from ._statuses import FAILED

if TYPE_CHECKING:
    from groq.types.chat import ChatCompletionMessageParam

__all__ = ["converse"]

_LEAVING = ("/exit", "/quit")


def converse(answering: Answering, messages: List[ChatCompletionMessageParam]) -> int:
    """Answer line after line until the end of input or `/exit`; gives an exit status, that of the last answer."""
    with suppress(ImportError):  # where it is there, lines can be edited and called back
        import readline

        del readline  # only to be loaded
    note("%s listens. /exit or the end of input leaves, Ctrl-C stops an answer." % answering.model)
    status = 0
    while True:
        line = _line()
        if line is None or line.strip() in _LEAVING:
            return status
        if line.strip():
            messages.append({"role": "user", "content": line})
            status = _turn(answering, messages)


def _turn(answering: Answering, messages: List[ChatCompletionMessageParam]) -> int:
    """Answer, and remember what was said, also where it was stopped; forget a question that got no answer."""
    said: List[str] = []
    status = 0
    try:
        with explained_by(answering.client):
            answering.show(messages, said)
    except Failure as failure:
        note(str(failure))
        status = FAILED
    except KeyboardInterrupt:
        note("stopped.")
    if any(said):
        messages.append({"role": "assistant", "content": "".join(said)})
    else:
        messages.pop()
    return status


def _line() -> Optional[str]:
    """The next line; None at the end of input. The prompt goes where no program takes it for an answer."""
    try:
        if sys.stdout.isatty():
            return input("> ")
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
    except EOFError:
        line = ""
    except KeyboardInterrupt:
        _end_line()
        raise
    except UnicodeDecodeError as error:
        raise Failure("standard input is not %s text." % error.encoding) from None
    if not line:
        _end_line()
    return line.rstrip("\n") if line else None


def _end_line() -> None:
    print(file=sys.stderr, flush=True)
