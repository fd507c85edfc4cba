"""What the API asks of a chat request for JSON: that it says so, and of strict schemas that they are closed."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List, Mapping, Optional, Tuple

from ._checks import is_list, is_object
from ._errors import Refusal, invalid
from ._models import find
from ._operation import Rule
from ._state import State

__all__ = ["RULES"]

_PATH = "response_format.json_schema"
_MAPS = ("properties", "$defs", "definitions")  # of names to schemas
_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
_SINGLE = ("items", "additionalProperties", "not")


def json_mode_is_spoken_of(body: Mapping[str, Any], _: State) -> None:
    wanted: Mapping[str, Any] = body.get("response_format") or {}
    if wanted.get("type") == "json_object" and "json" not in json.dumps(body["messages"]).lower():
        message = (
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
        )
        raise invalid(message, param="messages")


def a_schema_without_a_stream(body: Mapping[str, Any], _: State) -> None:
    if _described(body) is not None and body.get("stream"):
        raise invalid("`response_format` of type `json_schema` does not go with `stream`", param="response_format")


def a_schema_without_tools(body: Mapping[str, Any], _: State) -> None:
    if _described(body) is not None and body.get("tools"):
        raise invalid("`response_format` of type `json_schema` does not go with `tools`", param="response_format")


def strict_schemas_for_models_that_keep_to_them(body: Mapping[str, Any], state: State) -> None:
    described, model = _described(body), find(state.models, body["model"])
    if described is not None and described.get("strict") and not model.strict:
        known = ", ".join(other.id for other in state.models.values() if other.strict)
        message = "`strict` schemas are not supported with `%s`, only with: %s" % (model.id, known)
        raise invalid(message, "unsupported_parameter", _PATH + ".strict")


def strict_schemas_are_closed(body: Mapping[str, Any], _: State) -> None:
    described = _described(body)
    if described is None or not described.get("strict"):
        return
    for path, schema in _schemas(described.get("schema")):
        problem = _open(schema)
        if problem is not None:
            raise _unfit(described["name"], path, *problem)


def _described(body: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
    """The schema asked for, with its name, or None where none is."""
    wanted: Mapping[str, Any] = body.get("response_format") or {}
    return wanted.get("json_schema") if wanted.get("type") == "json_schema" else None


def _schemas(root: Any) -> Iterator[Tuple[Tuple[str, ...], Dict[str, Any]]]:
    """A schema and all schemas within it, each after the path that leads to it."""
    waiting: List[Tuple[Tuple[str, ...], Any]] = [((), root)]
    while waiting:
        path, schema = waiting.pop()
        if not is_object(schema):
            continue
        yield path, schema
        waiting += [((*path, key), schema[key]) for key in _SINGLE if key in schema]
        for key in _MAPS:
            inner: Any = schema.get(key)
            waiting += [((*path, key, name), inner[name]) for name in inner] if is_object(inner) else []
        for key in _LISTS:
            options: Any = schema.get(key)
            waiting += [((*path, key, str(n)), option) for n, option in enumerate(options if is_list(options) else ())]


def _open(schema: Mapping[str, Any]) -> Optional[Tuple[str, str]]:
    """The keyword by which an object schema lets more or less through than its properties, and what it must be."""
    properties: Any = schema.get("properties")
    if schema.get("type") != "object" and not is_object(properties):
        return None
    # Groq's own guide passes what pydantic makes of a model as it is: a titled object that says nothing of others.
    if schema.get("additionalProperties", "title" not in schema) is not False:
        return "additionalProperties", "`additionalProperties:false` must be set on every object"
    required: Any = schema.get("required")
    named = required if is_list(required) else []
    missing = [name for name in (properties if is_object(properties) else ()) if name not in named]
    if not missing:
        return None
    return "required", "`required` must be an array of every key in properties. Missing %r" % missing[0]


def _unfit(name: str, path: Tuple[str, ...], keyword: str, problem: str) -> Refusal:
    steps = [*path, keyword]
    pointer = "/" + "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
    message = "invalid JSON schema for response_format: '%s': %s: %s" % (name, pointer, problem)
    details = {"schema_path": pointer, "schema_path_segments": steps, "schema_kind": "response_format"}
    return Refusal(400, message, "invalid_schema", param="%s.schema" % _PATH, details=details)


RULES: Tuple[Rule, ...] = (
    json_mode_is_spoken_of,
    a_schema_without_a_stream,
    a_schema_without_tools,
    strict_schemas_for_models_that_keep_to_them,
    strict_schemas_are_closed,
)
