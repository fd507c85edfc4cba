"""Path templates and their values to the paths of operations."""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping, Match, Tuple
from urllib.parse import quote

__all__ = ["path_template"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# A template's parts: the path, then the query after "?", then the fragment after "#" (RFC 3986, section 3).
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_DOT_SEGMENT = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)

_SUB_DELIMITERS = "!$&'()*+,;="
_SEGMENT = _SUB_DELIMITERS + ":@"
_FRAGMENT = _SEGMENT + "/?"
# Within one value of a query "&" and "=" are data, not punctuation.
_QUERY_VALUE = "!$'()*+,;:@/?"

_WORDS: Mapping[Any, str] = {None: "null", True: "true", False: "false"}


def path_template(template: str, /, **values: Any) -> str:
    """`template` with each `{name}` replaced by its value, percent-encoded for where it stands.

    In the path all but the characters of RFC 3986 `pchar` are encoded, a slash too, so that a value is never more than
    one segment; in the query and the fragment what is punctuation there.

    Raises:
        KeyError: a placeholder has no value.
        ValueError: the path would hold a dot segment (`.` or `..`, encoded or not), which servers and proxies resolve.
    """
    path, query, fragment = _split(template)
    path = _PLACEHOLDER.sub(_filler(values, _SEGMENT), path)
    for segment in path.split("/"):
        if _DOT_SEGMENT.fullmatch(segment):
            raise ValueError("Constructed path '%s' contains dot-segment '%s' which is not allowed" % (path, segment))
    query = _PLACEHOLDER.sub(_filler(values, _QUERY_VALUE), query)
    return path + query + _PLACEHOLDER.sub(_filler(values, _FRAGMENT), fragment)


def _split(template: str) -> Tuple[str, str, str]:
    parts = _PARTS.fullmatch(template)
    assert parts is not None  # every text matches
    return parts[1], parts[2] or "", parts[3] or ""


def _filler(values: Mapping[str, Any], safe: str) -> Callable[[Match[str]], str]:
    def fill(placeholder: Match[str]) -> str:
        name = placeholder[1]
        if name not in values:
            raise KeyError("a value for placeholder {%s} was not provided" % name)
        value = values[name]
        word = _WORDS[value] if value is None or isinstance(value, bool) else str(value)
        return quote(word, safe=safe)

    return fill
