"""Request bodies to the plain fields of a form."""

from __future__ import annotations

from typing import Dict, List, Mapping, Union

from .querystring import stringify_items

__all__ = ["form_fields"]


def form_fields(body: Mapping[str, object]) -> Dict[str, Union[str, List[str]]]:
    """`body` as the `data=` that httpx writes as form fields, multipart or urlencoded.

    An array becomes the repeated field `name[]`, a nested mapping `name[key]`; what is `None`, empty or not given is
    left out. A field that repeats stands where it came first.
    """
    fields: Dict[str, Union[str, List[str]]] = {}
    for name, value in stringify_items(body, array_format="brackets"):
        earlier = fields.get(name)
        if earlier is None:
            fields[name] = value
        elif isinstance(earlier, list):
            earlier.append(value)
        else:
            fields[name] = [earlier, value]
    return fields
