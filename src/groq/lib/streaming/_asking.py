"""The arguments of `stream` to those of `create`, and to what is made of the answer."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Mapping, NamedTuple, Optional, Union

from ..._types import Omit
from ...types.chat import completion_create_params
from ...types.chat.chat_completion_message_param import ChatCompletionMessageParam
from .._formats import Format, format_of
from .._listed import listed
from .._parse_options import ParseOptions
from .._parsing import Parsing
from ._answers import Answers, PlainAnswers, TypedAnswers

__all__ = ["Asked", "StreamingOptions", "asked"]


class StreamingOptions(ParseOptions, total=False):
    """What the request is sent with: as the arguments of `create` that have these names."""

    function_call: Union[completion_create_params.FunctionCall, Omit, None]
    functions: Union[Iterable[completion_create_params.Function], Omit, None]
    n: Union[int, Omit, None]
    stream_options: Union[completion_create_params.StreamOptions, Omit, None]


class Asked(NamedTuple):
    """A request, as the arguments of `create`, and what to make of its answer."""

    request: Dict[str, Any]
    answers: Answers[Any, Any]


def asked(
    messages: Iterable[ChatCompletionMessageParam],
    model: str,
    options: Mapping[str, Any],
    *,
    response_format: object,
    tools: Any,
    strict: Union[bool, Omit],
) -> Asked:
    """What to send. An answer is parsed where a type is given, as its format or as one of the tools.

    Groq takes no schema together with a stream: a type is asked for in words where the caller does not know better.
    """
    for name in options:
        if name not in StreamingOptions.__annotations__:
            raise TypeError("`stream` takes no `%s`" % name)
    is_typed = not isinstance(response_format, (Omit, Mapping, type(None)))
    offered = [] if tools is None or isinstance(tools, Omit) else listed("tools", tools)  # which are read twice
    if not is_typed:
        options = {**options, "response_format": response_format}
        if all(isinstance(tool, Mapping) for tool in offered):
            return Asked({**options, "messages": messages, "model": model, "tools": offered or tools}, PlainAnswers())
    format_: Optional[Format[Any]] = format_of(response_format) if is_typed else None
    wanted: Any = response_format if is_typed else Omit()
    run = Parsing(
        messages,
        model,
        options,
        response_format=wanted,
        tools=offered or tools,
        strict=strict,
        retries=0,
        in_words=isinstance(strict, Omit),
    )
    return Asked(run.request, TypedAnswers(run, format_))
