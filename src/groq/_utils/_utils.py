"""Checks, conversions and decorators that belong to no other module."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterable as IterableABC
from collections.abc import Mapping as MappingABC
from collections.abc import Sequence as SequenceABC
from datetime import date, datetime
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    Dict,
    Iterable,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    TypeVar,
    Union,
    cast,
)

from .._files import extract_files as extract_files
from .._types import FileTypes, HeadersLike, NotGiven
from .._types import is_given as is_given

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

__all__ = [
    "coerce_boolean",
    "coerce_float",
    "coerce_integer",
    "extract_files",
    "file_from_path",
    "flatten",
    "get_async_library",
    "get_required_header",
    "human_join",
    "is_dict",
    "is_given",
    "is_iterable",
    "is_list",
    "is_mapping",
    "is_mapping_t",
    "is_sequence",
    "is_sequence_t",
    "is_tuple",
    "is_tuple_t",
    "json_safe",
    "lru_cache",
    "maybe_coerce_boolean",
    "maybe_coerce_float",
    "maybe_coerce_integer",
    "quote",
    "removeprefix",
    "removesuffix",
    "required_args",
    "strip_not_given",
]

_T = TypeVar("_T")
_CallableT = TypeVar("_CallableT", bound=Callable[..., Any])
_MappingT = TypeVar("_MappingT", bound=Mapping[str, object])
_SequenceT = TypeVar("_SequenceT", bound=Sequence[object])
_TupleT = TypeVar("_TupleT", bound=Tuple[object, ...])


def is_dict(obj: object) -> TypeGuard[Dict[object, object]]:
    return isinstance(obj, dict)


def is_list(obj: object) -> TypeGuard[List[object]]:
    return isinstance(obj, list)


def is_tuple(obj: object) -> TypeGuard[Tuple[object, ...]]:
    return isinstance(obj, tuple)


def is_tuple_t(obj: Union[_TupleT, object]) -> TypeGuard[_TupleT]:
    return isinstance(obj, tuple)


def is_mapping(obj: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(obj, MappingABC)


def is_mapping_t(obj: Union[_MappingT, object]) -> TypeGuard[_MappingT]:
    return isinstance(obj, MappingABC)


def is_sequence(obj: object) -> TypeGuard[Sequence[object]]:
    return isinstance(obj, SequenceABC)


def is_sequence_t(obj: Union[_SequenceT, object]) -> TypeGuard[_SequenceT]:
    return isinstance(obj, SequenceABC)


def is_iterable(obj: object) -> TypeGuard[Iterable[object]]:
    return isinstance(obj, IterableABC)


def coerce_integer(val: str) -> int:
    return int(val, base=10)


def coerce_float(val: str) -> float:
    return float(val)


def coerce_boolean(val: str) -> bool:
    """Whether `val` is one of the words for yes: `true`, `1` or `on`, in lower case."""
    return val in ("true", "1", "on")


def maybe_coerce_integer(val: Optional[str]) -> Optional[int]:
    return None if val is None else coerce_integer(val)


def maybe_coerce_float(val: Optional[str]) -> Optional[float]:
    return None if val is None else coerce_float(val)


def maybe_coerce_boolean(val: Optional[str]) -> Optional[bool]:
    return None if val is None else coerce_boolean(val)


def flatten(t: Iterable[Iterable[_T]]) -> List[_T]:
    return [item for inner in t for item in inner]


def removeprefix(string: str, prefix: str) -> str:
    return string[len(prefix) :] if string.startswith(prefix) else string


def removesuffix(string: str, suffix: str) -> str:
    # An empty suffix is not cut: string[:-0] would be nothing at all.
    return string[: -len(suffix)] if suffix and string.endswith(suffix) else string


def quote(string: str) -> str:
    return "'%s'" % string


def human_join(seq: Sequence[str], *, delim: str = ", ", final: str = "or") -> str:
    """The items as a phrase: `a, b or c`."""
    if len(seq) < 2:
        return "".join(seq)
    return "%s %s %s" % (delim.join(seq[:-1]), final, seq[-1])


def strip_not_given(obj: Optional[object]) -> object:
    """A mapping without its entries that are `not_given`; anything else as it is."""
    if not isinstance(obj, MappingABC):
        return obj
    entries = cast("Mapping[object, object]", obj)
    return {key: value for key, value in entries.items() if not isinstance(value, NotGiven)}


def get_required_header(headers: HeadersLike, header: str) -> str:
    """The value of `header`, in whatever case it is spelt.

    Raises:
        ValueError: the header is missing.
    """
    if isinstance(headers, MappingABC):
        entries = cast("Mapping[str, object]", headers)
        for name, value in entries.items():
            if name.lower() == header.lower() and isinstance(value, str):
                return value
        raise ValueError("Could not find %s header" % header)
    # An object that is no mapping may tell cases apart: try the ways a header is commonly written.
    for name in (header, header.lower(), header.upper(), "-".join(part.capitalize() for part in header.split("-"))):
        found = headers.get(name)
        if found:
            return found
    raise ValueError("Could not find %s header" % header)


def get_async_library() -> str:
    """The running async library, such as `asyncio` or `trio`; `false` outside of any."""
    import sniffio

    try:
        return sniffio.current_async_library()
    except sniffio.AsyncLibraryNotFoundError:
        return "false"


def lru_cache(*, maxsize: Optional[int] = 128) -> Callable[[_CallableT], _CallableT]:
    """`functools.lru_cache` that keeps the signature of what it decorates."""
    return cast("Callable[[_CallableT], _CallableT]", functools.lru_cache(maxsize=maxsize))


def file_from_path(path: str) -> FileTypes:
    """The file at `path`, read whole, under its base name."""
    file = Path(path)
    return (file.name, file.read_bytes())


def json_safe(data: object) -> object:
    """`data` with dates as ISO 8601 text and iterables as lists, as JSON needs them."""
    if isinstance(data, MappingABC):
        entries = cast("Mapping[object, object]", data)
        return {json_safe(key): json_safe(value) for key, value in entries.items()}
    if isinstance(data, IterableABC) and not isinstance(data, (str, bytes, bytearray)):
        return [json_safe(item) for item in cast("Iterable[object]", data)]
    if isinstance(data, (datetime, date)):
        return data.isoformat()
    return data


def required_args(*variants: Sequence[str]) -> Callable[[_CallableT], _CallableT]:
    """A decorator that asks for one of several sets of arguments, beyond what a signature can say.

    Raises:
        TypeError: in the decorated function, when no set of `variants` is complete, or on too many positionals.
    """

    def decorate(function: _CallableT) -> _CallableT:
        positional = _positional(function)

        @functools.wraps(function)
        def checked(*args: object, **kwargs: object) -> object:
            if len(args) > len(positional):
                counts = (function.__name__, len(positional), len(args))
                raise TypeError("%s() takes %d argument(s) but %d were given" % counts)
            received = {*positional[: len(args)], *kwargs}
            if not any(received.issuperset(variant) for variant in variants):
                raise TypeError(_missing(variants, received))
            return function(*args, **kwargs)

        return cast(_CallableT, checked)

    return decorate


def _positional(function: Callable[..., Any]) -> List[str]:
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [name for name, parameter in inspect.signature(function).parameters.items() if parameter.kind in kinds]


def _missing(variants: Sequence[Sequence[str]], received: Iterable[str]) -> str:
    if len(variants) > 1:
        sets = ["(%s)" % human_join([quote(name) for name in variant], final="and") for variant in variants]
        return "Missing required arguments; Expected either %s arguments to be given" % human_join(sets)
    names = [quote(name) for variant in variants for name in variant if name not in received]
    return "Missing required argument%s: %s" % ("" if len(names) == 1 else "s", human_join(names))
