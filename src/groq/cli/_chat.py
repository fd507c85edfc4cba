"""`chat`: a prompt, or a conversation, to answers on the terminal."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Optional, cast

from ._answering import Answering
from ._connection import connected
from ._conversation import converse
from ._declare import Command, argument, option
from ._failure import Failure, Usage
from ._output import JSON, output_option

if TYPE_CHECKING:
    from groq.types.chat import ChatCompletionMessageParam

__all__ = ["COMMAND", "DEFAULT_MODEL", "ChatOptions", "chat"]

DEFAULT_MODEL = "openai/gpt-oss-20b"


@dataclass(frozen=True)
class ChatOptions:
    """What `chat` takes."""

    prompt: Optional[str] = argument(
        "what to ask; left out, it is read from standard input, which on a terminal makes a conversation", default=None
    )
    model: str = option("--model", "-m", default=DEFAULT_MODEL, metavar="MODEL", help="the model to ask")
    system: Optional[str] = option("--system", "-s", help="how the model should answer")
    json: bool = option("--json", default=False, help="have the answer in JSON")
    schema: Optional[str] = option(
        "--schema", metavar="FILE_OR_JSON", help="have the answer in JSON that fits this JSON schema"
    )
    temperature: Optional[float] = option("--temperature", help="how far from the likeliest words it may go, 0 to 2")
    max_tokens: Optional[int] = option("--max-tokens", help="end the answer after so many tokens")
    stream: bool = option(
        "--stream/--no-stream", default=True, help="show the answer as it comes; JSON is always shown when it is whole"
    )
    local: bool = option("--local", default=False, help="let the built-in local Groq answer, even with a key")
    output: str = output_option()


def chat(options: ChatOptions) -> Optional[int]:
    """Ask a model and show its answer, or go on asking."""
    settings = _settings(options)
    messages: List[ChatCompletionMessageParam] = []
    system = _system(options)
    if system:
        messages.append({"role": "system", "content": system})
    prompt = None if options.prompt is None and _at_terminal() else _prompt(options.prompt)
    whole = options.json or options.schema is not None or not options.stream
    with connected(options.local) as client:
        answering = Answering(client, settings, streamed=not whole, as_json=options.output == JSON)
        if prompt is None:
            return converse(answering, messages)
        answering.show([*messages, {"role": "user", "content": prompt}])
        return None


COMMAND = Command(
    "chat",
    "Ask a model and stream its answer. Without GROQ_API_KEY the built-in local Groq answers.",
    ChatOptions,
    chat,
    plain=True,
)


def _settings(options: ChatOptions) -> Dict[str, Any]:
    """What each request of the conversation asks for beside its messages."""
    settings: Dict[str, Any] = {"model": options.model}
    if options.schema is not None:
        settings["response_format"] = {"type": "json_schema", "json_schema": _schema(options.schema)}
    elif options.json:
        settings["response_format"] = {"type": "json_object"}
    if options.temperature is not None:
        settings["temperature"] = options.temperature
    if options.max_tokens is not None:
        settings["max_completion_tokens"] = options.max_tokens
    return settings


def _system(options: ChatOptions) -> str:
    """The system prompt. Groq refuses JSON mode where no message speaks of JSON, so one does."""
    system = options.system or ""
    if options.json and options.schema is None and "json" not in system.lower():
        return (system + "\n\nAnswer in JSON.").strip()
    return system


def _schema(given: str) -> Dict[str, Any]:
    """A JSON schema, as it is or in a file, under a name; what has a name and a schema already is taken as it is."""
    source, text = ("--schema", given) if given.lstrip().startswith("{") else (given, _read(Path(given)))
    try:
        schema: Any = json.loads(text)
    except ValueError as error:
        raise Failure("%s is not JSON: %s." % (source, error)) from None
    if not isinstance(schema, dict):
        raise Failure("%s is not a JSON schema: that is an object." % source)
    named = cast(Dict[str, Any], schema)
    return named if {"name", "schema"} <= {*named} else {"name": "answer", "schema": named}


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise Failure("cannot read %s: %s." % (path, error.strerror)) from None
    except UnicodeDecodeError:
        raise Failure("%s is not utf-8 text." % path) from None


def _at_terminal() -> bool:
    stdin: Any = getattr(sys, "stdin", None)
    if stdin is None:  # closed before the program began
        raise Usage("pass a prompt: there is no standard input")
    return bool(stdin.isatty())


def _prompt(given: Optional[str]) -> str:
    """The prompt that was given or is piped in."""
    try:
        prompt = sys.stdin.read() if given is None else given
    except UnicodeDecodeError as error:
        raise Failure("standard input is not %s text." % error.encoding) from error
    if not prompt.strip():
        raise Usage("the prompt is empty")
    return prompt
