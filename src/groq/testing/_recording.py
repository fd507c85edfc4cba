"""Requests and answers to JSON that people can read and compare, and back."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Tuple, Union

from ._errors import Refusal
from ._exchange import Answer, Request, json_bytes
from ._form import Part
from ._multipart import boundary_of, parts_of
from ._scrub import Scrubber

__all__ = ["Recording", "answer_as_json", "answer_of", "kept", "request_as_json"]

# What a client reads of an answer. Cookies, and what a proxy adds for itself, are nobody's business.
_KEPT = re.compile(r"content-type|content-disposition|retry-after(-ms)?|x-request-id|x-ratelimit-.*|x-should-retry")
_LONG = 4096  # characters; of a longer text in a request the digest is kept


@dataclass(frozen=True)
class Recording:
    """A request and its answer, as they stand in a cassette."""

    request: Dict[str, Any]
    answer: Dict[str, Any]


def request_as_json(request: Request, scrubber: Scrubber) -> Dict[str, Any]:
    """What tells a request from others. Headers and the order of members, parameters and form fields do not."""
    found: Dict[str, Any] = {"method": request.method, "path": scrubber.text(request.path)}
    query = sorted(request.query.multi_items())
    if query:
        found["query"] = [[name, scrubber.named(name, value)] for name, value in query]
    return {**found, **_body(request, scrubber)}


def answer_as_json(answer: Answer, scrubber: Scrubber) -> Dict[str, Any]:
    headers = {name: scrubber.text(value) for name, value in sorted(kept(answer.headers))}
    return {"status": answer.status, "headers": headers, **_answer_body(answer, scrubber)}


def kept(headers: Iterable[Tuple[str, str]]) -> Tuple[Tuple[str, str], ...]:
    """The headers of an answer that are recorded."""
    return tuple((name.lower(), value) for name, value in headers if _KEPT.fullmatch(name.lower()))


def answer_of(found: Dict[str, Any]) -> Answer:
    """The answer back; raises LookupError, TypeError or ValueError where `found` was not made of one."""
    headers = tuple((str(name), str(value)) for name, value in found["headers"].items())
    chunks = found.get("chunks")
    if chunks is not None:
        return Answer(int(found["status"]), headers, chunks=tuple(_bytes(chunk) for chunk in chunks))
    if "json" in found:
        body = json_bytes(found["json"])
    elif "base64" in found:
        body = _bytes({"base64": found["base64"]})
    else:
        body = _bytes(found.get("text", ""))
    return Answer(int(found["status"]), headers, body)


def _body(request: Request, scrubber: Scrubber) -> Dict[str, Any]:
    if not request.body:
        return {}
    parts = _parts(request)
    if parts is not None:
        return {"form": [_part(part, scrubber) for part in sorted(parts, key=lambda part: part.name)]}
    try:
        value = scrubber.value(json.loads(request.body.decode()))
    except (ValueError, RecursionError):
        return _summary(request.body, scrubber)
    return {"json": json.loads(json.dumps(value, sort_keys=True))}


def _parts(request: Request) -> Optional[List[Part]]:
    """The parts of a form, or None where the request brings none that can be read."""
    try:
        return parts_of(request.body, boundary_of(request.headers.get("content-type", "")))
    except Refusal:
        return None


def _part(part: Part, scrubber: Scrubber) -> Dict[str, Any]:
    # The content type is left out: it is what the machine's tables make of the file name.
    if part.filename is None:
        return {"name": part.name, "text": scrubber.named(part.name, part.text)}
    return {"name": part.name, "filename": scrubber.text(part.filename), **_summary(part.content, scrubber)}


def _summary(content: bytes, scrubber: Scrubber) -> Dict[str, Any]:
    """A short text as it is, of anything else as much as tells whether it is the same."""
    try:
        text = scrubber.text(content.decode())
    except ValueError:
        pass
    else:
        if len(text) <= _LONG:
            return {"text": text}
        content = text.encode()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _answer_body(answer: Answer, scrubber: Scrubber) -> Dict[str, Any]:
    if answer.chunks is not None:
        return {"chunks": _chunks(answer, scrubber)}
    if "json" in dict(answer.headers).get("content-type", ""):
        try:
            value = scrubber.value(json.loads(answer.body.decode()))
            json.dumps(value, allow_nan=False)
            return {"json": value}
        except (ValueError, RecursionError):
            pass  # an error page, a broken body: as it is
    found = _readable(answer.body, scrubber)
    return found if isinstance(found, dict) else {"text": found} if found else {}


def _chunks(answer: Answer, scrubber: Scrubber) -> List[Union[str, Dict[str, str]]]:
    """The pieces of a stream as they came, unless a secret stands on a seam."""
    whole = _readable(answer.content, scrubber)
    pieces = [_readable(chunk, scrubber) for chunk in answer.chunks or ()]
    seamless = b"".join(map(_bytes, pieces)) == _bytes(whole)
    return pieces if seamless else [whole]


def _readable(content: bytes, scrubber: Scrubber) -> Union[str, Dict[str, str]]:
    """Text as it is, other bytes in base 64."""
    try:
        return scrubber.text(content.decode())
    except ValueError:
        return {"base64": base64.b64encode(scrubber.content(content)).decode()}


def _bytes(found: Any) -> bytes:
    if isinstance(found, str):
        return found.encode()
    return base64.b64decode(found["base64"], validate=True)
