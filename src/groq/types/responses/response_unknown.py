"""What a response has that this version does not know, kept as it came."""

from __future__ import annotations

from typing_extensions import Literal

from .._keyed import KeyedModel

__all__ = ["ResponseUnknown", "ResponseUnknownEvent", "ResponseUnknownItem", "ResponseUnknownPart"]


class ResponseUnknown(KeyedModel):
    """Something newer than this version: all that the server sent is there, as `thing["name"]`, and in `to_dict()`."""

    type: Literal["unknown"]
    """Reads what the server sent, a word this version does not know."""


class ResponseUnknownItem(ResponseUnknown):
    """An item of the output that this version does not know."""


class ResponseUnknownPart(ResponseUnknown):
    """A part of a message, or an annotation in it, that this version does not know."""


class ResponseUnknownEvent(ResponseUnknown):
    """An event of a stream that this version does not know."""
