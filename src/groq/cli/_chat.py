"""`chat`: a prompt to an answer, streamed to the terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, List, Optional

from ._connection import connected
from ._declare import Command, argument, option
from ._failure import Failure, Usage

if TYPE_CHECKING:
    from groq.types.chat import ChatCompletionMessageParam

__all__ = ["COMMAND", "DEFAULT_MODEL", "ChatOptions", "chat"]

DEFAULT_MODEL = "openai/gpt-oss-20b"


@dataclass(frozen=True)
class ChatOptions:
    """What `chat` takes."""

    prompt: Optional[str] = argument("what to ask; read from standard input where it is left out", default=None)
    model: str = option("--model", "-m", default=DEFAULT_MODEL, metavar="MODEL", help="the model to ask")
    system: Optional[str] = option("--system", help="how the model should answer")
    stream: bool = option("--stream/--no-stream", default=True, help="show the answer as it comes")
    local: bool = option("--local", default=False, help="let the built-in local Groq answer, even with a key")


def chat(options: ChatOptions) -> None:
    """Ask a model and show its answer."""
    prompt = _prompt(options.prompt)
    messages: List[ChatCompletionMessageParam] = []
    if options.system:
        messages.append({"role": "system", "content": options.system})
    messages.append({"role": "user", "content": prompt})
    with connected(options.local) as client:
        chunks = client.chat.completions.create(messages=messages, model=options.model, stream=True)
        _show(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


COMMAND = Command(
    "chat",
    "Ask a model and stream its answer. Without GROQ_API_KEY the built-in local Groq answers.",
    ChatOptions,
    chat,
    plain=True,
)


def _prompt(given: Optional[str]) -> str:
    """The prompt that was given or is piped in."""
    if given is None and sys.stdin.isatty():
        raise Usage("pass a prompt, or pipe one in")
    try:
        prompt = sys.stdin.read() if given is None else given
    except UnicodeDecodeError as error:
        raise Failure("standard input is not %s text." % error.encoding) from error
    if not prompt.strip():
        raise Usage("the prompt is empty")
    return prompt


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
