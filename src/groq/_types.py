"""The words of requests: what may be left out, and the shapes of headers, queries, bodies and files."""

from __future__ import annotations

import os
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    AsyncIterable,
    Callable,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    Optional,
    Protocol,
    Sequence,
    Set,
    SupportsIndex,
    Tuple,
    Type,
    TypeVar,
    Union,
    overload,
)
from typing import Literal as Literal

from ._lazy import lazy_exports

if TYPE_CHECKING:
    import httpx
    from httpx import Timeout as Timeout
    from typing_extensions import TypeAlias, TypeGuard

    from ._httpx_types import AsyncTransport as AsyncTransport
    from ._httpx_types import HttpxSendArgs as HttpxSendArgs
    from ._httpx_types import ProxiesDict as ProxiesDict
    from ._httpx_types import ProxiesTypes as ProxiesTypes
    from ._httpx_types import RequestOptions as RequestOptions
    from ._httpx_types import Transport as Transport
    from ._models import BaseModel

__all__ = [
    "AnyMapping",
    "ArrayFormat",
    "AsyncBinaryTypes",
    "AsyncTransport",
    "Base64FileInput",
    "BinaryTypes",
    "Body",
    "FileContent",
    "FileTypes",
    "Headers",
    "HeadersLike",
    "HeadersLikeProtocol",
    "HttpxFileContent",
    "HttpxFileTypes",
    "HttpxRequestFiles",
    "HttpxSendArgs",
    "IncEx",
    "InheritsGeneric",
    "ModelBuilderProtocol",
    "NOT_GIVEN",
    "NestedFormat",
    "NoneType",
    "NotGiven",
    "Omit",
    "PostParser",
    "ProxiesDict",
    "ProxiesTypes",
    "Query",
    "RequestFiles",
    "RequestOptions",
    "ResponseT",
    "SequenceNotStr",
    "StrBytesIntFloat",
    "Timeout",
    "Transport",
    "given",
    "is_given",
    "not_given",
    "omit",
]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

# What needs httpx is resolved when it is asked for, so that `from groq import Groq` does not load it.
if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Timeout": "httpx",
            "AsyncTransport": "groq._httpx_types",
            "HttpxSendArgs": "groq._httpx_types",
            "ProxiesDict": "groq._httpx_types",
            "ProxiesTypes": "groq._httpx_types",
            "RequestOptions": "groq._httpx_types",
            "Transport": "groq._httpx_types",
        },
    )


class NotGiven:
    """The default of an option that has a meaning of its own for `None`, such as `timeout`.

    `client.chat.completions.create(..., timeout=None)` switches the timeout off, leaving it at `not_given` keeps the
    client's.
    """

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "NOT_GIVEN"

    def __copy__(self) -> NotGiven:
        return self

    def __deepcopy__(self, memo: Dict[int, Any]) -> NotGiven:
        return self

    def __reduce__(self) -> str:
        return "not_given"


class Omit:
    """A parameter that is not sent at all, where `None` would be sent as `null`.

    As the value of a header it removes a default one: `default_headers={"X-Trace": Omit()}`.
    """

    def __bool__(self) -> Literal[False]:
        return False


NotGiven.__module__ = Omit.__module__ = "groq"

not_given: NotGiven = NotGiven()
NOT_GIVEN: NotGiven = not_given
"""The older spelling of `not_given`."""

omit: Omit = Omit()


def is_given(obj: Union[_T, NotGiven, Omit]) -> TypeGuard[_T]:
    """Whether `obj` is to be sent, that is, neither `omit` nor `not_given`."""
    return not isinstance(obj, (NotGiven, Omit))


def given(parameters: Mapping[str, object]) -> Dict[str, object]:
    """The parameters that were given a value, `None` included, in their order."""
    return {name: value for name, value in parameters.items() if not isinstance(value, (NotGiven, Omit))}


AnyMapping: TypeAlias = Mapping[str, object]
Headers: TypeAlias = Mapping[str, Union[str, Omit]]
Query: TypeAlias = Mapping[str, object]
Body: TypeAlias = object
NoneType: Type[None] = type(None)

ArrayFormat: TypeAlias = Literal["comma", "repeat", "indices", "brackets"]
NestedFormat: TypeAlias = Literal["dots", "brackets"]

BinaryTypes: TypeAlias = Union[bytes, bytearray, IO[bytes], Iterable[bytes]]
AsyncBinaryTypes: TypeAlias = Union[bytes, bytearray, IO[bytes], AsyncIterable[bytes]]

if TYPE_CHECKING:
    _PathLike: TypeAlias = os.PathLike[str]
else:
    _PathLike = os.PathLike  # Python 3.8 cannot subscript it, and as text it is unknown where an alias is evaluated

Base64FileInput: TypeAlias = Union[IO[bytes], _PathLike]
FileContent: TypeAlias = Union[IO[bytes], bytes, _PathLike]
FileTypes: TypeAlias = Union[
    FileContent,
    Tuple[Optional[str], FileContent],
    Tuple[Optional[str], FileContent, Optional[str]],
    Tuple[Optional[str], FileContent, Optional[str], Mapping[str, str]],
]
RequestFiles: TypeAlias = Union[Mapping[str, FileTypes], Sequence[Tuple[str, FileTypes]]]

HttpxFileContent: TypeAlias = Union[IO[bytes], bytes]
HttpxFileTypes: TypeAlias = Union[
    HttpxFileContent,
    Tuple[Optional[str], HttpxFileContent],
    Tuple[Optional[str], HttpxFileContent, Optional[str]],
    Tuple[Optional[str], HttpxFileContent, Optional[str], Mapping[str, str]],
]
HttpxRequestFiles: TypeAlias = Union[Mapping[str, HttpxFileTypes], Sequence[Tuple[str, HttpxFileTypes]]]

StrBytesIntFloat: TypeAlias = Union[str, bytes, int, float]
IncEx: TypeAlias = Union[Set[int], Set[str], Mapping[int, Union["IncEx", bool]], Mapping[str, Union["IncEx", bool]]]
PostParser: TypeAlias = Callable[[Any], Any]

ResponseT = TypeVar(
    "ResponseT",
    bound=Union[object, str, None, "BaseModel", List[Any], Dict[str, Any], "httpx.Response"],
)


class HeadersLikeProtocol(Protocol):
    """Anything that answers `get(name)` as a mapping of headers does."""

    def get(self, __key: str) -> Optional[str]: ...


HeadersLike: TypeAlias = Union[Headers, HeadersLikeProtocol]


class ModelBuilderProtocol(Protocol):
    """A type that builds itself from a response."""

    @classmethod
    def build(cls, *, response: Any, data: object) -> Any: ...


class InheritsGeneric(Protocol):
    """A type whose generic bases can be looked up."""

    __orig_bases__: Tuple[Any, ...]


if TYPE_CHECKING:

    class SequenceNotStr(Protocol[_T_co]):
        """A sequence that is not a string, so that `stop="abc"` is never read as three one-letter items."""

        # Without `index` and `count`: their `Any` would let mypy take a list of anything.

        @overload
        def __getitem__(self, index: SupportsIndex, /) -> _T_co: ...
        @overload
        def __getitem__(self, index: slice, /) -> Sequence[_T_co]: ...
        def __contains__(self, value: object, /) -> bool: ...
        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[_T_co]: ...
        def __reversed__(self) -> Iterator[_T_co]: ...
else:
    SequenceNotStr = Sequence
