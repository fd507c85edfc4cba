"""The message, body and headers of an error to the single things that they tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Dict, Optional, cast

if TYPE_CHECKING:
    from .limits import RateLimits, Refusal

__all__ = ["header", "limits_of", "page_title", "word"]


def word(body: object, name: str) -> Optional[str]:
    """What an error says under `name`, such as its code; `None` where it does not say, or says no word."""
    value = _reported(body).get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # servers of the same form write the status as a code
    return value if isinstance(value, str) else None


def _reported(body: object) -> Dict[str, Any]:
    """The error object of a body: under "error", as Groq sends it, or the body itself, as it comes in streams."""
    if not isinstance(body, dict):
        return {}
    whole = cast("Dict[str, Any]", body)
    inner = whole.get("error")
    return cast("Dict[str, Any]", inner) if isinstance(inner, dict) else whole


def header(response: Any, name: str) -> Optional[str]:
    """A header of a response, if there is one: of either."""
    value = None if response is None else response.headers.get(name)
    return value if isinstance(value, str) else None


def limits_of(response: Any, told: Refusal, received_at: float) -> Optional[RateLimits]:
    """What the headers of a response, if there is one, and a message tell of rate limits."""
    from .limits import rate_limits  # of which an answer without an error has no need

    return rate_limits({} if response is None else response.headers, received_at, told)


# Only the beginning of a page is looked at, and of a title: a page may be long, and broken in any way.
_HTML = re.compile(r"\s*(?:<!--.{0,1000}?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>(.{0,500}?)</title", re.IGNORECASE | re.DOTALL)


def page_title(text: str, content_type: str) -> Optional[str]:
    """The title of a page in HTML, empty where it has none; `None` for a text that is no page."""
    said = "html" in content_type.lower() and text.startswith("<")  # of plain text it is said by mistake
    if not said and not _HTML.match(text):
        return None
    found = _TITLE.search(text[:100_000])
    if found is None:
        return ""
    title = found.group(1)
    if "&" in title:
        from html import unescape  # its table of characters is only loaded for such a title

        title = unescape(title)
    return " ".join(title.split())
