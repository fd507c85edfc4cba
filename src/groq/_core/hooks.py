"""Who wants to know of calls, and what there is to tell them: a small record for each thing that happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Callable, Dict, Iterable, List, Literal, Mapping, Optional, Tuple, Union, cast

from .._exceptions import APIError
from .limits import RateLimits

__all__ = [
    "ChunkNotice",
    "EndNotice",
    "ErrorNotice",
    "HOOKS",
    "Hooks",
    "Notice",
    "Outcome",
    "RequestNotice",
    "ResponseNotice",
    "RetryNotice",
    "TokenUsage",
    "checked_hooks",
    "operation_of",
    "token_usage",
]

Outcome = Literal["complete", "failed", "closed", "abandoned", "cancelled"]


@dataclass(frozen=True)
class TokenUsage:
    """The tokens and seconds that an answer took, whatever the operation; `None` for what it does not tell.

    The cached ones are part of the input tokens, those of the reasoning part of the output tokens.
    """

    input_tokens: Optional[int] = None
    output_tokens: Optional[int] = None
    total_tokens: Optional[int] = None
    cached_tokens: Optional[int] = None
    reasoning_tokens: Optional[int] = None
    queue_time: Optional[float] = None
    prompt_time: Optional[float] = None
    completion_time: Optional[float] = None
    total_time: Optional[float] = None


@dataclass(frozen=True)
class Notice:
    """What every notice tells of its call.

    Attributes:
        call: a number that all notices of one call have in common, and no other call of this process has.
        operation: what was asked for, such as "chat.completions" or "files.content": the path without what names a
            single file, batch or model.
        method: the HTTP method, in capitals.
        path: the path as it was called, without a query.
        model: the model that was asked, where there is one.
        attempt: the number of the attempt, counted from 1; 0 before the first.
        seconds: the time since the call began.
    """

    call: int
    operation: str
    method: str
    path: str
    model: Optional[str]
    attempt: int
    seconds: float


@dataclass(frozen=True)
class RequestNotice(Notice):
    """An attempt is about to be sent.

    Attributes:
        stream: whether the answer is to come in chunks.
        url: the address, without its secrets.
        headers: what is sent along, without the headers that prove who is calling.
        parameters: the arguments of the operation as the caller gave them. They are to be looked at, not to be changed.
        body: the parameters as JSON has them, decoded from what is sent when it is first read; `None` where there is no
            JSON, as for uploads.
    """

    stream: bool
    url: str
    headers: Mapping[str, str] = field(repr=False)
    parameters: Mapping[str, object] = field(repr=False)
    _decode: Callable[[], object] = field(repr=False, compare=False)

    @cached_property
    def body(self) -> object:
        return self._decode()


@dataclass(frozen=True)
class RetryNotice(Notice):
    """An attempt failed, and another one follows after `wait` seconds. `status` is that of a bad answer."""

    wait: float
    error: APIError
    status: Optional[int]
    request_id: Optional[str]


@dataclass(frozen=True)
class ResponseNotice(Notice):
    """A good answer is here; of one that comes in pieces, its head.

    Attributes:
        status: its HTTP status.
        headers: its headers; names ignore case.
        rate_limit: the rate limits it tells of.
        request_id: Groq's number for it.
        result: the answer as the type of its operation; `None` where it is yet to come, in chunks or as bytes.
        usage: the tokens and seconds it took, as far as it tells yet.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    rate_limit: Optional[RateLimits]
    request_id: Optional[str]
    result: object = field(repr=False)
    usage: Optional[TokenUsage]


@dataclass(frozen=True)
class ChunkNotice(Notice):
    """A chunk of a stream is about to be given to its reader: number `index`, counted from 0."""

    index: int
    chunk: object = field(repr=False)


@dataclass(frozen=True)
class ErrorNotice(Notice):
    """The call failed for good, with the `error` that it raises: no attempt is left, or a stream broke."""

    error: Exception
    status: Optional[int]
    request_id: Optional[str]


@dataclass(frozen=True)
class EndNotice(Notice):
    """The call is over; told once for each, whatever became of it.

    Attributes:
        outcome: "complete"; "failed", with `error`; "closed", a stream by its reader before its end; "abandoned",
            a stream that was dropped without a word; "cancelled", with the exception that did it as `error`.
        error: what the call raised.
        chunks: how many chunks were given to the reader.
        first_chunk: seconds from the start of the call to the first of them.
        first_token: seconds from the start of the call to the first of them with any content.
        usage: the tokens and seconds it took.
        request_id: Groq's number for the last answer.
    """

    outcome: Outcome
    error: Optional[BaseException]
    chunks: int
    first_chunk: Optional[float]
    first_token: Optional[float]
    usage: Optional[TokenUsage]
    request_id: Optional[str]


@dataclass(frozen=True)
class Hooks:
    """Functions that are told what happens to the calls of a client, each of which takes one notice.

    With `AsyncGroq` they may be coroutine functions, which are awaited. What they raise is logged and changes nothing.
    They are called where the call is made, which goes on when they are done: they had better be quick.

    Args:
        on_request: before each attempt is sent.
        on_retry: before the wait for another attempt.
        on_response: when a good answer is here, or the head of a streamed one.
        on_chunk: for each chunk of a stream, before its reader gets it.
        on_error: when the call fails for good, also in the middle of a stream.
        on_end: when the call is over, once for each: streams that were closed, cancelled or just dropped as well. Of
            the latter the garbage collector may be the one to tell, from any thread.

    Raises:
        TypeError: one of these is no function.
    """

    on_request: Optional[Callable[[RequestNotice], object]] = None
    on_retry: Optional[Callable[[RetryNotice], object]] = None
    on_response: Optional[Callable[[ResponseNotice], object]] = None
    on_chunk: Optional[Callable[[ChunkNotice], object]] = None
    on_error: Optional[Callable[[ErrorNotice], object]] = None
    on_end: Optional[Callable[[EndNotice], object]] = None

    def __post_init__(self) -> None:
        for name in HOOKS:
            hook = getattr(self, name)
            if hook is not None and not callable(hook):
                raise TypeError("`%s` is %r: pass a function that takes a notice" % (name, hook))


HOOKS = ("on_request", "on_retry", "on_response", "on_chunk", "on_error", "on_end")

_PUBLIC = (
    Hooks,
    TokenUsage,
    RequestNotice,
    RetryNotice,
    ResponseNotice,
    ChunkNotice,
    ErrorNotice,
    EndNotice,
)
for _class in _PUBLIC:
    _class.__module__ = "groq"


def checked_hooks(given: Any) -> Tuple[Hooks, ...]:
    """What was given as `hooks`, as a tuple. Raises `TypeError` where it is none."""
    if given is None:
        return ()
    several: List[Any] = [*cast("Iterable[Any]", given)] if isinstance(given, (list, tuple)) else [given]
    for hooks in several:
        if not isinstance(hooks, Hooks):
            raise TypeError("`hooks` is or holds %r: pass groq.Hooks(...), a list of them, or None" % (hooks,))
    return tuple(several)


_PARTS = frozenset(
    [
        *("chat", "completions", "embeddings", "responses", "input_items", "reranking"),
        *("audio", "speech", "transcriptions", "translations"),
        *("models", "files", "content", "batches", "fine_tunings", "cancel"),
    ]
)


def operation_of(path: str) -> str:
    """The dotted name of what a path leads to, without the parts that name a single thing."""
    parts = [part for part in path.split("/") if part and part not in ("openai", "v1")]
    return ".".join(part for place, part in enumerate(parts) if place == 0 or part in _PARTS)


def token_usage(told: Any) -> Optional[TokenUsage]:
    """What an answer or a chunk tells of its tokens; `None` where it tells nothing."""
    usage: Any = getattr(told, "usage", None)
    if usage is None:
        return None
    inputs, outputs = (
        _first(usage, "prompt_tokens", "input_tokens"),
        _first(usage, "completion_tokens", "output_tokens"),
    )
    if inputs is None and outputs is None:
        return None
    cached = _first(usage, "prompt_tokens_details", "input_tokens_details")
    spent = _first(usage, "completion_tokens_details", "output_tokens_details")
    times: Dict[str, Any] = {name: _number(_member(usage, name)) for name in _TIMES}
    return TokenUsage(
        input_tokens=_number(inputs),
        output_tokens=_number(outputs),
        total_tokens=_number(_member(usage, "total_tokens")),
        cached_tokens=_number(_member(cached, "cached_tokens")),
        reasoning_tokens=_number(_member(spent, "reasoning_tokens")),
        **times,
    )


_TIMES = ("queue_time", "prompt_time", "completion_time", "total_time")


def _first(value: Any, *names: str) -> Any:
    """The first of these members that there is."""
    return next((found for found in (_member(value, name) for name in names) if found is not None), None)


def _member(value: Any, name: str) -> Any:
    return cast("Dict[str, Any]", value).get(name) if isinstance(value, dict) else getattr(value, name, None)


def _number(value: Union[object, None]) -> Any:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
