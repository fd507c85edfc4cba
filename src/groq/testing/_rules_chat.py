"""What the API asks of a chat request beyond its types: numbers, messages, images and reasoning."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Tuple

from . import _rules_format, _rules_tools
from ._checks import is_list
from ._conversation import Conversation
from ._errors import invalid
from ._models import CHAT, Model, find
from ._operation import Rule
from ._rules import at_most_items, between, model_for
from ._state import State

__all__ = ["ASKED", "RULES"]

_MOST_IMAGES = 5
_UNSUPPORTED = ("logprobs", "logit_bias", "top_logprobs")
_LIMITS = ("max_completion_tokens", "max_tokens")


def a_message_at_least(body: Mapping[str, Any], _: State) -> None:
    if not body["messages"]:
        raise invalid("'messages' : minimum number of items is 1", param="messages")


def contents_are_not_empty_lists(body: Mapping[str, Any], _: State) -> None:
    for number, message in enumerate(body["messages"]):
        if message.get("content") == [] and message["role"] != "assistant":
            path = "messages.%d.content" % number
            raise invalid("'%s' : minimum number of items is 1" % path, param=path)


def messages_have_no_names(body: Mapping[str, Any], _: State) -> None:
    for number, message in enumerate(body["messages"]):
        if "name" in message and message["role"] != "function":
            path = "messages.%d.name" % number
            raise invalid("'%s' : property 'name' is not supported" % path, "unsupported_parameter", path)


def images_for_models_that_see(body: Mapping[str, Any], state: State) -> None:
    model, paths = _model(body, state), list(_images(body))
    if paths and not model.vision and not model.system:
        message = "'%s' : the model `%s` does not support images, its content must be text" % (paths[0], model.id)
        raise invalid(message, "model_not_supported", paths[0])


def five_images_at_most(body: Mapping[str, Any], _: State) -> None:
    count = len(list(_images(body)))
    if count > _MOST_IMAGES:
        message = "Too many images: a request takes %d of them, got %d" % (_MOST_IMAGES, count)
        raise invalid(message, "too_many_images", "messages")


def no_log_probabilities_and_no_bias(body: Mapping[str, Any], _: State) -> None:
    for name in _UNSUPPORTED:
        if body.get(name) not in (None, False) or (name == "top_logprobs" and body.get(name) == 0):
            raise invalid("`%s` is not supported with this model" % name, "unsupported_parameter", name)


def no_more_tokens_than_the_model_gives(body: Mapping[str, Any], state: State) -> None:
    model = _model(body, state)
    for name in _LIMITS:
        if (body.get(name) or 0) > model.max_completion_tokens:
            most = (name, model.max_completion_tokens, model.id)
            raise invalid("'%s' : must be less than or equal to `%d`, the most that `%s` gives" % most, param=name)


def a_prompt_that_fits_into_the_context(body: Mapping[str, Any], state: State) -> None:
    model, length = _model(body, state), Conversation(body["messages"]).tokens
    if length > model.context_window:
        message = "Please reduce the length of the messages: they have %d tokens, the context of `%s` holds %d."
        code = "context_length_exceeded"
        raise invalid(message % (length, model.id, model.context_window), code, "messages")


def one_way_to_show_reasoning(body: Mapping[str, Any], _: State) -> None:
    if body.get("reasoning_format") is not None and body.get("include_reasoning") is not None:
        message = "`reasoning_format` and `include_reasoning` are mutually exclusive: pass one of them"
        raise invalid(message, param="reasoning_format")


def reasoning_apart_from_json_and_calls(body: Mapping[str, Any], _: State) -> None:
    wanted: Mapping[str, Any] = body.get("response_format") or {"type": "text"}
    if body.get("reasoning_format") == "raw" and (body.get("tools") or wanted["type"] != "text"):
        message = "`reasoning_format` must be `parsed` or `hidden` with JSON mode and with tools, not `raw`"
        raise invalid(message, param="reasoning_format")


def reasoning_for_models_that_reason(body: Mapping[str, Any], state: State) -> None:
    model = _model(body, state)
    for name in ("reasoning_effort", "reasoning_format"):
        if body.get(name) is not None and not model.reasons and not model.system:
            raise invalid("`%s` is not supported with this model" % name, "unsupported_parameter", name)


def an_effort_the_model_knows(body: Mapping[str, Any], state: State) -> None:
    efforts, effort = _model(body, state).efforts, body.get("reasoning_effort")
    if effort is not None and efforts and effort not in efforts:
        message = "`reasoning_effort` must be one of %s" % ", ".join("`%s`" % known for known in efforts)
        raise invalid(message, param="reasoning_effort")


def stream_options_for_streams(body: Mapping[str, Any], _: State) -> None:
    if body.get("stream_options") is not None and not body.get("stream"):
        raise invalid("'stream_options' : only to be set with `stream`: true", param="stream_options")


def a_browser_with_a_search(body: Mapping[str, Any], _: State) -> None:
    custom: Mapping[str, Any] = body.get("compound_custom") or {"tools": None}
    tools: Mapping[str, Any] = custom.get("tools") or {"enabled_tools": None}
    enabled: List[str] = tools.get("enabled_tools") or []
    if "browser_automation" in enabled and "web_search" not in enabled:
        path = "compound_custom.tools.enabled_tools"
        raise invalid("'%s' : `browser_automation` needs `web_search` to be enabled too" % path, param=path)


def _model(body: Mapping[str, Any], state: State) -> Model:
    return find(state.models, body["model"], CHAT)


def _images(body: Mapping[str, Any]) -> Iterator[str]:
    """Where the images of a request stand."""
    for number, message in enumerate(body["messages"]):
        content: Any = message.get("content")
        for position, part in enumerate(content if is_list(content) else ()):
            if part["type"] == "image_url":
                yield "messages.%d.content.%d" % (number, position)


ASKED: Tuple[Rule, ...] = (
    model_for(CHAT),
    no_more_tokens_than_the_model_gives,
    reasoning_for_models_that_reason,
    an_effort_the_model_knows,
    images_for_models_that_see,
    five_images_at_most,
    *_rules_format.RULES,
    a_prompt_that_fits_into_the_context,
)
"""What the model that is asked has to be able to do."""

RULES: Tuple[Rule, ...] = (
    a_message_at_least,
    contents_are_not_empty_lists,
    messages_have_no_names,
    between("n", 1, 1),
    between("temperature", 0, 2),
    between("top_p", 0, 1),
    between("frequency_penalty", -2, 2),
    between("presence_penalty", -2, 2),
    between("top_logprobs", 0, 20),
    no_log_probabilities_and_no_bias,
    *(between(name, 1) for name in _LIMITS),
    at_most_items("stop", 4),
    stream_options_for_streams,
    one_way_to_show_reasoning,
    reasoning_apart_from_json_and_calls,
    a_browser_with_a_search,
    *_rules_tools.RULES,
    *ASKED,
)
