"""`chat`: a prompt to an answer, streamed to the terminal."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, List

from ._connection import connected
from ._failure import Failure

if TYPE_CHECKING:
    from groq.types.chat import ChatCompletionMessageParam

__all__ = ["DEFAULT_MODEL", "add_to"]

DEFAULT_MODEL = "openai/gpt-oss-20b"


def add_to(commands: Any) -> None:
    """Add the command to the parser's subcommands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "chat",
        help="ask a model and stream its answer",
        description="Ask a model and stream its answer. Without GROQ_API_KEY the built-in local Groq answers.",
    )
    parser.add_argument("prompt", nargs="?", help="what to ask; read from standard input where it is left out")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="the model to ask (default: %(default)s)")
    parser.add_argument("--system", metavar="TEXT", help="how the model should answer")
    parser.set_defaults(run=partial(_run, parser))


def _run(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    prompt = _prompt(parser, arguments.prompt)
    messages: List[ChatCompletionMessageParam] = []
    if arguments.system:
        messages.append({"role": "system", "content": _clean(arguments.system)})
    messages.append({"role": "user", "content": prompt})
    with connected() as client:
        chunks = client.chat.completions.create(messages=messages, model=_clean(arguments.model), stream=True)
        _show(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def _prompt(parser: argparse.ArgumentParser, given: Any) -> str:
    """The prompt that was given or is piped in; without one, usage and exit status 2."""
    if given is None and sys.stdin.isatty():
        parser.error("pass a prompt, or pipe one in")
    try:
        prompt = _clean(sys.stdin.read() if given is None else given)
    except UnicodeDecodeError as error:
        raise Failure("standard input is not %s text." % error.encoding) from error
    if not prompt.strip():
        parser.error("the prompt is empty")
    return prompt


def _clean(text: str) -> str:
    """Text that can be sent: bytes of the command line that were no characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _show(pieces: Any) -> None:
    """Print the pieces as they come; end the line, also where they break off."""
    shown = False
    try:
        for piece in pieces:
            shown = shown or bool(piece)
            sys.stdout.write(piece)
            sys.stdout.flush()
    finally:
        if shown:
            print(flush=True)
