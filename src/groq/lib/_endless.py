"""Schemas to what in them can never come to an end."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Set

__all__ = ["endless_path"]

_Schema = Mapping[str, Any]


def endless_path(root: _Schema) -> Optional[str]:
    """The path to what has no finite value in a closed schema, `None` where everything has one."""
    definitions: Dict[str, _Schema] = root.get("$defs", {})
    finite: Set[str] = set()

    def ends(schema: _Schema) -> bool:
        if "$ref" in schema:
            return schema["$ref"].replace("#/$defs/", "", 1) in finite
        if "anyOf" in schema:
            return any(map(ends, schema["anyOf"]))
        if schema.get("type") == "array":
            return not schema.get("minItems") or ends(schema["items"])
        return all(map(ends, schema.get("properties", {}).values()))

    while True:
        more = {name for name, schema in definitions.items() if name not in finite and ends(schema)}
        if not more:
            return None if ends(root) else _first(root, definitions, ends)
        finite |= more


def _first(schema: _Schema, definitions: Mapping[str, _Schema], ends: Callable[[_Schema], bool]) -> str:
    """The way down from a schema that never ends to where it begins anew."""
    path: List[str] = []
    seen = [name for name, each in definitions.items() if each.get("properties") == schema.get("properties")]
    while True:
        if "$ref" in schema:
            name = schema["$ref"].replace("#/$defs/", "", 1)
            if name in seen:
                return ".".join(path).replace(".[]", "[]")
            seen.append(name)
            schema = definitions[name]
        elif "anyOf" in schema:
            schema = schema["anyOf"][0]
        elif schema.get("type") == "array":
            path.append("[]")
            schema = schema["items"]
        else:
            step, schema = next((name, each) for name, each in schema["properties"].items() if not ends(each))
            path.append(step)
