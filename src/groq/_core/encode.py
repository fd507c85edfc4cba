"""Python values to the bytes of a JSON body, in one walk."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, List, Mapping, Optional

from pydantic_core import to_json

from .._types import NotGiven, Omit

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

__all__ = ["EncodedBody", "jsonable", "merged_body"]


# Bytes are no list of numbers, and a set has no order to send its members in.
_NOT_LISTS: Any = (bytes, bytearray, memoryview, set, frozenset, type)


class _NeedsCare(Exception):
    """Inside the body stands a value that is not to be sent, whose key the fast walk cannot drop, or an iterator.

    An iterator must be left alone until it is known that there will be no second walk.
    """


def _encoded_if_plain(value: Any) -> Optional[bytes]:
    """The bytes of JSON made of Python's own types, which is nearly all there is; `None` for all else."""
    try:
        return to_json(value) if _is_plain(value) else None
    except (ValueError, RecursionError):  # `json` tells what is wrong
        return None


def _is_plain(value: Any) -> bool:
    """Whether compiled code writes a value as `json` does, to the byte; it would also write what is no JSON at all."""
    kind = _type_of(value)
    if kind is dict:
        return _ONLY_TEXT.issuperset(map(type, value)) and _are_plain(value.values())
    if kind is list or kind is tuple:
        return _are_plain(value)
    if kind is float:
        return bool(value == 0 or 1e-4 <= abs(value) < 1e16)  # others have an exponent, which the two write differently
    return kind in _PLAIN_SCALARS


_type_of: Callable[[object], Any] = type
_ONLY_TEXT = frozenset([str])
_PLAIN_SCALARS = frozenset([str, int, bool, type(None)])


def _are_plain(values: Iterable[Any]) -> bool:
    for value in values:  # noqa: SIM110 - a generator takes twice as long
        if type(value) is not str and not _is_plain(value):
            return False
    return True


def _dumps(value: object, default: Callable[[Any], Any]) -> bytes:
    text = json.dumps(value, default=default, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _substitute(value: Any) -> Any:
    if isinstance(value, (NotGiven, Omit, Iterator)):
        raise _NeedsCare
    return _replacement(value)


def _replacement(value: Any) -> Any:
    """What stands for a value that `json` does not know."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    dump = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return dump(mode="json", exclude_unset=True, by_alias=True)
    if _is_mapping(value):
        return dict(value)
    if _is_listable(value):
        return list(value)
    message = "Object of type %s is not JSON serializable" % type(value).__name__
    if isinstance(value, type) and dump is not None:
        message += ": pass an instance, or for a response format its JSON Schema from `model_json_schema()`; "
        message += "or ask for the model by `client.chat.completions.parse`"
    raise TypeError(message)


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _is_listable(value: object) -> TypeGuard[Iterable[Any]]:
    return not isinstance(value, _NOT_LISTS) and isinstance(value, Iterable)


def jsonable(value: Any) -> Any:
    """`value` in the types `json` knows, without the keys that are not to be sent."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if _is_mapping(value):
        return {name: jsonable(item) for name, item in value.items() if not isinstance(item, (NotGiven, Omit))}
    if _is_listable(value) and isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value if not isinstance(item, (NotGiven, Omit))]
    return jsonable(_replacement(value))


def merged_body(body: Any, extra: Optional[Mapping[str, object]]) -> Any:
    """`body` with the keys of `extra` over it, one level deep."""
    if extra is None:
        return body
    if body is None:
        return {**extra}
    if _is_mapping(body):
        return {**body, **extra}
    raise RuntimeError("`extra_body` can only be merged over a JSON object, but the body is a %s" % type(body).__name__)


class EncodedBody:
    """The bytes of a body with iterators in it, which can be walked only once, kept for further attempts.

    Any other body is encoded for each attempt: a hook of the caller's may have changed it in place.
    """

    __slots__ = ("_bytes", "_source")

    def __init__(self) -> None:
        self._source: List[object] = []
        self._bytes = b""

    def encode(self, body: object, extra: Optional[Mapping[str, object]]) -> bytes:
        """The bytes of `body` merged with `extra`: compact JSON in UTF-8.

        Models become their set fields by alias, iterables lists, dates ISO 8601; keys whose value is `omit` or
        `not_given` are left out. Raises `ValueError` for NaN and the infinities, `TypeError` for what it cannot carry.
        """
        source = [body, extra]
        if self._source and all(old is new for old, new in zip(self._source, source)):
            return self._bytes
        merged = merged_body(body, extra)
        plain = _encoded_if_plain(merged)
        if plain is not None:
            return plain
        try:
            return _dumps(merged, _substitute)
        except _NeedsCare:
            self._bytes = _dumps(jsonable(merged), _substitute)
            self._source = source
            return self._bytes
