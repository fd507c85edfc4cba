"""What the API asks of fine-tunings and of texts to be sorted beyond their types."""

from __future__ import annotations

from typing import Any, Mapping, Tuple

from ._errors import invalid, not_found
from ._models import CHAT, RERANKING, find
from ._operation import Rule
from ._rules import at_most_items, model_for
from ._state import State

__all__ = ["RERANKED", "TUNING"]


def docs_that_are_not_empty(body: Mapping[str, Any], _: State) -> None:
    for number, doc in enumerate(body["docs"]):
        if not doc:
            path = "docs.%d" % number
            raise invalid("'%s' : minimum length is 1" % path, param=path)


def a_kind_of_adapter_that_is_known(body: Mapping[str, Any], _: State) -> None:
    if body["type"] != "lora":
        raise invalid("'type' : value must be one of ['lora']", param="type")


def an_adapter_that_exists(body: Mapping[str, Any], state: State) -> None:
    if body["input_file_id"] not in state.files:
        raise not_found("file", body["input_file_id"], "input_file_id")


def a_name_that_is_free(body: Mapping[str, Any], state: State) -> None:
    if not body["name"]:
        raise invalid("'name' : minimum length is 1", param="name")
    if any(body["name"] == made["name"] for made in state.fine_tunings.values()):
        raise invalid("'name' : there is a fine-tuning of the name '%s' already" % body["name"], param="name")


def a_base_model_to_chat_with(body: Mapping[str, Any], state: State) -> None:
    if find(state.models, body["base_model"]).kind != CHAT:
        message = "'base_model' : the model `%s` cannot be fine-tuned" % body["base_model"]
        raise invalid(message, "model_not_supported", "base_model")


RERANKED: Tuple[Rule, ...] = (at_most_items("docs", 100, least=1), docs_that_are_not_empty, model_for(RERANKING))
TUNING: Tuple[Rule, ...] = (
    a_kind_of_adapter_that_is_known,
    a_name_that_is_free,
    an_adapter_that_exists,
    a_base_model_to_chat_with,
)
