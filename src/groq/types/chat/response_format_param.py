"""What the content of an answer has to be."""

from __future__ import annotations

from typing import Dict, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

__all__ = [
    "ResponseFormat",
    "ResponseFormatResponseFormatJsonObject",
    "ResponseFormatResponseFormatJsonSchema",
    "ResponseFormatResponseFormatJsonSchemaJsonSchema",
    "ResponseFormatResponseFormatText",
]


class ResponseFormatResponseFormatText(TypedDict, total=False):
    """Any text, the default."""

    type: Required[Literal["text"]]


class ResponseFormatResponseFormatJsonSchemaJsonSchema(TypedDict, total=False):
    """The JSON Schema to follow."""

    name: Required[str]

    description: str
    """What it is for; the model reads this."""

    schema: Dict[str, object]
    """With `strict`, every property has to be required and `additionalProperties` false."""

    strict: Optional[bool]
    """Make other JSON impossible (gpt-oss models only). Otherwise, the default, it is an attempt: an answer that fails
    the schema is an error `json_validate_failed`."""


class ResponseFormatResponseFormatJsonSchema(TypedDict, total=False):
    """JSON that follows a schema."""

    json_schema: Required[ResponseFormatResponseFormatJsonSchemaJsonSchema]

    type: Required[Literal["json_schema"]]


class ResponseFormatResponseFormatJsonObject(TypedDict, total=False):
    """Any JSON object. The messages have to ask for JSON themselves."""

    type: Required[Literal["json_object"]]


ResponseFormat: TypeAlias = Union[
    ResponseFormatResponseFormatText,
    ResponseFormatResponseFormatJsonSchema,
    ResponseFormatResponseFormatJsonObject,
]
"""Told apart by their `type`."""
