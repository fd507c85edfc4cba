"""`limits`: how much may still be asked, as the headers of an answer say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, Mapping

from ._chat import DEFAULT_MODEL
from ._connection import connected
from ._declare import Command, option
from ._failure import Failure
from ._output import JSON, output_option, print_json, print_table

if TYPE_CHECKING:
    from groq import Groq

__all__ = ["COMMAND", "LimitsOptions", "limits"]

_PERIODS = {"requests": "a day", "tokens": "a minute"}  # as Groq counts them
_VALUES = ("limit", "remaining", "reset")


@dataclass(frozen=True)
class LimitsOptions:
    """What `limits` takes."""

    model: str = option("--model", "-m", default=DEFAULT_MODEL, metavar="MODEL", help="the model whose limits to show")
    output: str = output_option()


def limits(options: LimitsOptions) -> None:
    """Ask for one token, and show what the answer says of the limits; also an answer that says they are used up."""
    from groq import RateLimitError

    with connected() as client:
        try:
            headers = _headers(client, options.model)
        except RateLimitError as error:
            _show(error.response.headers, options)
            raise
        _show(headers, options)


COMMAND = Command("limits", "Show the rate limits of a model, by one small request.", LimitsOptions, limits)


def _headers(client: Groq, model: str) -> Mapping[str, str]:
    once = client.with_options(max_retries=0)  # a refusal says as much as an answer
    raw = once.chat.completions.with_raw_response
    return raw.create(messages=[{"role": "user", "content": "Hi"}], model=model, max_completion_tokens=1).headers


def _show(headers: Mapping[str, str], options: LimitsOptions) -> None:
    found: Dict[str, Dict[str, Any]] = {}
    for what in _PERIODS:
        values = {name: headers.get("x-ratelimit-%s-%s" % (name, what)) for name in _VALUES}
        if any(values.values()):
            found[what] = {name: _number(value) for name, value in values.items()}
    if not found:
        raise Failure("the answer says nothing of limits.")
    if options.output == JSON:
        print_json({"model": options.model, **found})
        return
    rows = [["%s %s" % (what, _PERIODS[what]), *(values[name] for name in _VALUES)] for what, values in found.items()]
    print_table(["what", "limit", "remaining", "reset in"], rows)


def _number(text: object) -> object:
    return int(text) if isinstance(text, str) and text.isdigit() else text
