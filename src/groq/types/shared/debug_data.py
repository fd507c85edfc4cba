"""The tokens of a request, for debugging."""

from __future__ import annotations

from typing import List, Optional

from ..._models import BaseModel

__all__ = ["XGroqDebug"]


class XGroqDebug(BaseModel):
    """The tokens that went in and came out, as ids and as text. Sent only where the API was asked to debug."""

    input_token_ids: Optional[List[int]] = None

    input_tokens: Optional[List[str]] = None

    output_token_ids: Optional[List[int]] = None

    output_tokens: Optional[List[str]] = None
