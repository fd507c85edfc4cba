"""The errors of what stands on the client: types that no schema can express."""

from __future__ import annotations

from .._exceptions import GroqError

__all__ = ["SchemaNotStrictError"]


class SchemaNotStrictError(GroqError):
    """A type has something that Groq's strict JSON Schema cannot express.

    `path` leads to it: the names of the fields, with `[]` for the items of a list, such as `address.labels[]`; it is
    empty for the type as a whole. `reason` says what is there, `type_name` which type was asked for.
    """

    path: str
    reason: str
    type_name: str

    def __init__(self, path: str, reason: str, *, type_name: str = "") -> None:
        self.path, self.reason, self.type_name = path, reason, type_name
        whole = "`%s`" % type_name if type_name else "the type"
        where = "`%s`%s" % (path, " of %s" % whole if type_name else "") if path else whole
        super().__init__("%s cannot be expressed in a strict schema: %s" % (where, reason))
