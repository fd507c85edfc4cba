"""The lines of a batch's input file to the one endpoint they go to, or to what is wrong with the first bad one."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterable, NamedTuple, NoReturn, Optional, Tuple

from ._failure import Failure

__all__ = ["Requests", "check_lines"]


class Requests(NamedTuple):
    """What a file asks for."""

    endpoint: str
    total: int


def check_lines(lines: Iterable[bytes]) -> Requests:
    """Check the file line by line as Groq would, before it is uploaded. Blank lines do not count.

    Raises:
        Failure: a line is no request, or does not fit the others; the message begins with its number.
    """
    endpoint: Optional[str] = None
    numbers: Dict[str, int] = {}
    for number, data in enumerate(lines, 1):
        if not data.strip():
            continue
        try:
            custom_id, url = _request(data)
        except ValueError as error:
            raise Failure("line %d %s" % (number, error)) from None
        first = numbers.setdefault(custom_id, number)
        if first != number:
            raise Failure("line %d repeats the custom_id '%s' of line %d." % (number, custom_id, first))
        endpoint = endpoint or url
        if url != endpoint:
            start = min(numbers.values())
            raise Failure("line %d goes to %s and line %d to %s: a batch has one." % (number, url, start, endpoint))
    if endpoint is None:
        raise Failure("the file has no requests.")
    return Requests(endpoint, len(numbers))


def _request(data: bytes) -> Tuple[str, str]:
    """The custom_id and the url of a line; a ValueError completes the sentence that begins with the line's number."""
    request = _json(data)
    if not _is_object(request):
        raise ValueError("is no JSON object: a request has custom_id, method, url and body.")
    for name, is_right, wanted in _PROPERTIES:
        if name not in request:
            raise ValueError("has no %s: %s." % (name, wanted))
        if not is_right(request[name]):
            raise ValueError("has a wrong %s: %s." % (name, wanted))
    if not request["body"].get("model"):
        raise ValueError("has no model in its body.")
    if request["body"].get("stream"):
        raise ValueError("asks for a stream: the answers of a batch are whole.")
    return request["custom_id"], request["url"]


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise ValueError("is not valid JSON: %s at column %d." % (error.msg, error.colno)) from None
    except RecursionError:
        raise ValueError("is nested too deeply.") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError("is not valid JSON: it has no %s." % name)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


_PROPERTIES: Tuple[Tuple[str, Callable[[Any], bool], str], ...] = (
    ("custom_id", _is_text, "a text of your own, unique in the file"),
    ("method", lambda value: value == "POST", 'it is "POST"'),
    (
        "url",
        lambda value: isinstance(value, str) and value.startswith("/v1/"),
        'the path of an operation, such as "/v1/chat/completions"',
    ),
    ("body", _is_object, "an object with the parameters of the operation"),
)
