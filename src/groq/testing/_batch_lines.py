"""The input file of a batch to its requests, or to what is wrong with its lines."""

from __future__ import annotations

from typing import Any, Dict, List, Set, Tuple

from ._checks import object_in
from ._errors import Refusal, invalid
from ._parameter_types import check

__all__ = ["requests_of"]

_LINE = "groq.types.batch_request_input.BatchRequestInput"
_MOST_REQUESTS = 50_000
_MOST_ERRORS = 100  # that are listed

Line = Dict[str, Any]


def requests_of(content: bytes, endpoint: str) -> Tuple[List[Line], List[Dict[str, Any]]]:
    """The requests of a batch to `endpoint`, and the first errors. Blank lines do not count."""
    requests: List[Line] = []
    errors: List[Dict[str, Any]] = []
    seen: Set[str] = set()
    for number, text in enumerate(content.split(b"\n"), 1):
        if not text.strip():
            continue
        try:
            if len(requests) >= _MOST_REQUESTS:
                raise invalid("The file has more than %d requests." % _MOST_REQUESTS, "too_many_requests")
            requests.append(_request(text, endpoint, seen))
        except Refusal as refusal:
            errors.append(_told(refusal, number))
            if len(errors) >= _MOST_ERRORS or refusal.code == "too_many_requests":
                break
    if not requests and not errors:
        errors.append(_told(invalid("The file has no requests.", "empty_file"), None))
    return requests, errors


def _request(text: bytes, endpoint: str, seen: Set[str]) -> Line:
    line = object_in(text, "The line")
    check(_LINE, line, strict=False)
    if line["url"] != endpoint:
        message = "'url' : value must be the endpoint of the batch, '%s', got '%s'" % (endpoint, line["url"])
        raise invalid(message, "mismatched_url", "url")
    if line["custom_id"] in seen:
        message = "'custom_id' : value must be unique, got '%s' again" % line["custom_id"]
        raise invalid(message, "duplicate_custom_id", "custom_id")
    seen.add(line["custom_id"])
    return line


def _told(refusal: Refusal, line: Any) -> Dict[str, Any]:
    return {"code": refusal.code, "message": refusal.message, "param": refusal.param, "line": line}
