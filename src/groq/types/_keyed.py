"""Models whose fields are read by key as well, as in the dictionaries they used to be."""

from __future__ import annotations

from typing import Any

from .._models import BaseModel

__all__ = ["KeyedModel"]


class KeyedModel(BaseModel):
    """A model with `model["field"]`, `model.get("field")` and `"field" in model` beside `model.field`.

    The keys are the fields that were sent, unknown ones too: one that is missing is a `KeyError`, where the attribute
    of an optional field reads `None`. Iterating gives pairs of name and value, as on every model.
    """

    def __getitem__(self, key: str) -> Any:
        if key not in self:
            raise KeyError(key)
        extra = self.model_extra or {}
        return extra[key] if key in extra else getattr(self, key)

    def __contains__(self, key: object) -> bool:
        return key in self.model_fields_set or key in (self.model_extra or ())

    def get(self, key: str, default: Any = None) -> Any:
        """The field as it was sent, or `default`."""
        try:
            return self[key]
        except KeyError:
            return default
