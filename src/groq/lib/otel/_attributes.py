"""What notices tell of a call to the attributes that the conventions of OpenTelemetry have for it.

The names are those of the "Semantic conventions for generative AI systems"; `groq.*` is what they have no name for.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple, Union, cast

import httpx

from ..._core.hooks import EndNotice, RequestNotice, TokenUsage

__all__ = ["Attributes", "Value", "answer_attributes", "error_type", "operation_name", "request_attributes", "times"]

Value = Union[str, bool, int, float, List[str]]
Attributes = Dict[str, Value]

_OPERATIONS = {"chat.completions": "chat", "responses": "chat"}


def operation_name(operation: str) -> str:
    """What the conventions call an operation; our own name for one that they have no word for."""
    return _OPERATIONS.get(operation, operation)


def _number(value: object) -> Optional[float]:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _count(value: object) -> Optional[int]:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _choices(value: object) -> Optional[int]:
    return _count(value) if value != 1 else None


def _text(value: object) -> Optional[str]:
    return value if isinstance(value, str) else None


def _texts(value: object) -> Optional[List[str]]:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, (list, tuple)):
        return None
    return [text for text in cast("List[object]", value) if isinstance(text, str)]


def _form(value: object) -> Optional[str]:
    """The kind of output that a `response_format` asks for, of those that the conventions know."""
    kind: object = cast("Dict[str, object]", value).get("type") if isinstance(value, Mapping) else None
    return {"text": "text", "json_object": "json", "json_schema": "json"}.get(str(kind))


_PARAMETERS: Tuple[Tuple[str, str, Callable[[object], Optional[Value]]], ...] = (
    ("temperature", "gen_ai.request.temperature", _number),
    ("top_p", "gen_ai.request.top_p", _number),
    ("frequency_penalty", "gen_ai.request.frequency_penalty", _number),
    ("presence_penalty", "gen_ai.request.presence_penalty", _number),
    ("max_tokens", "gen_ai.request.max_tokens", _count),
    ("max_output_tokens", "gen_ai.request.max_tokens", _count),
    ("max_completion_tokens", "gen_ai.request.max_tokens", _count),
    ("seed", "gen_ai.request.seed", _count),
    ("stop", "gen_ai.request.stop_sequences", _texts),
    ("n", "gen_ai.request.choice.count", _choices),
    ("response_format", "gen_ai.output.type", _form),
    ("encoding_format", "gen_ai.request.encoding_formats", _texts),
    ("dimensions", "gen_ai.embeddings.dimension.count", _count),
    ("service_tier", "groq.request.service_tier", _text),
    ("reasoning_effort", "groq.request.reasoning_effort", _text),
)


def request_attributes(notice: RequestNotice) -> Tuple[Attributes, Attributes]:
    """What tells calls apart in figures, and all that is known of one from the start."""
    url = httpx.URL(notice.url)
    common: Attributes = {
        "gen_ai.operation.name": operation_name(notice.operation),
        "gen_ai.provider.name": "groq",
        "gen_ai.system": "groq",  # what the provider was called before
        "server.address": url.host,
        "server.port": url.port or {"http": 80}.get(url.scheme, 443),
    }
    if notice.model is not None:
        common["gen_ai.request.model"] = notice.model
    known: Attributes = {**common, "http.request.method": notice.method}
    if notice.stream:
        known["gen_ai.request.stream"] = True
    if notice.operation == "audio.speech":
        known["gen_ai.output.type"] = "speech"
    for name, attribute, read in _PARAMETERS:
        value = read(notice.parameters.get(name))
        if value is not None:
            known[attribute] = value
    return common, known


_ANSWER = {
    "id": "gen_ai.response.id",
    "model": "gen_ai.response.model",
    "system_fingerprint": "groq.response.system_fingerprint",
    "service_tier": "groq.response.service_tier",
}


def answer_attributes(told: Any, ends: Dict[int, str]) -> Attributes:
    """What an answer, or a chunk of one, tells of itself; `ends` are the reasons why its choices ended so far."""
    told = getattr(told, "response", None) or told  # an event of the Responses API carries what it is about
    found = {attribute: _text(getattr(told, name, None)) for name, attribute in _ANSWER.items()}
    attributes: Attributes = {attribute: value for attribute, value in found.items() if value is not None}
    choices: Any = getattr(told, "choices", None)
    for choice in choices if choices.__class__ is list else ():
        reason, index = _text(getattr(choice, "finish_reason", None)), _count(getattr(choice, "index", None))
        if reason is not None:
            ends[index or 0] = reason
    if ends:
        attributes["gen_ai.response.finish_reasons"] = [ends[index] for index in sorted(ends)]
    return attributes


_USAGE = {
    "input_tokens": "gen_ai.usage.input_tokens",
    "output_tokens": "gen_ai.usage.output_tokens",
    "cached_tokens": "gen_ai.usage.cache_read.input_tokens",
    "reasoning_tokens": "gen_ai.usage.reasoning.output_tokens",
    "queue_time": "groq.usage.queue_time",
    "prompt_time": "groq.usage.prompt_time",
    "completion_time": "groq.usage.completion_time",
    "total_time": "groq.usage.total_time",
}


def times(notice: EndNotice) -> Attributes:
    """How long the answer took, and how many tokens, attempts and chunks."""
    usage = notice.usage or TokenUsage()
    figures: Dict[str, Optional[Value]] = {name: getattr(usage, field) for field, name in _USAGE.items()}
    figures["gen_ai.response.time_to_first_chunk"] = notice.first_chunk
    figures["groq.response.time_to_first_token"] = notice.first_token
    figures["groq.request_id"] = notice.request_id
    figures["http.request.resend_count"] = notice.attempt - 1 if notice.attempt > 1 else None
    if notice.outcome != "complete":
        figures["groq.outcome"] = notice.outcome
    return {name: value for name, value in figures.items() if value is not None}


def error_type(error: BaseException) -> str:
    """What kind of error it is, in one word of few."""
    return type(error).__qualname__
