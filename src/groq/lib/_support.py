"""Models to what they can do for a JSON schema: a table with a date, for whatever it says may change."""

from __future__ import annotations

import re
from typing import Dict

from .._exceptions import APIStatusError

__all__ = ["AS_OF", "STRICT_MODELS", "is_strict", "refuses_schema"]

AS_OF = "2026-08"
"""When the table was last compared with what Groq says."""

STRICT_MODELS: Dict[str, bool] = {
    "openai/gpt-oss-120b": True,
    "openai/gpt-oss-20b": True,
}
"""Whether the answers of a model can be held to a strict schema; those that are not named here count as `False`.

May be changed, for a model that is newer than this table: `groq.lib.STRICT_MODELS["vendor/model"] = True`.
"""


def is_strict(model: str) -> bool:
    """Whether the answers of a model can be held to a strict schema, as far as the table knows."""
    known = {name.lower(): strict for name, strict in STRICT_MODELS.items()}
    return known.get(model.lower(), False)


_UNSUPPORTED = re.compile(r"not support(ed)?\b", re.IGNORECASE)


def refuses_schema(error: APIStatusError) -> bool:
    """Whether the server says that the model takes no schema, or none that is strict: then the table is out of date."""
    about = "%s %s" % (error.param or "", error.message)
    named = "response_format" in about or "response format" in about or "json_schema" in about
    return error.status_code == 400 and named and _UNSUPPORTED.search(about) is not None
