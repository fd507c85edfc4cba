"""A response and the type that was asked for to the value a caller gets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Optional, Type, Union, cast

import httpx
import pydantic
from typing_extensions import Annotated, get_args, get_origin

from . import _construct, _models
from ._core import decode
from ._core.options import ResponseMode, response_mode
from ._streaming import AsyncStream, Stream, extract_stream_chunk_type, is_stream_class_type
from ._types import NotGiven

if TYPE_CHECKING:
    from ._base_client import BaseClient
    from ._models import FinalRequestOptions

__all__ = ["AnyStreamClass", "MissingStreamClassError", "parsed"]

AnyStreamClass = Union[Type[Stream[Any]], Type[AsyncStream[Any]]]

_SCALARS = (None, type(None), str, bytes, int, float, bool, object)


class MissingStreamClassError(TypeError):
    """`stream=True` was given without `stream_cls`."""

    def __init__(self) -> None:
        super().__init__(
            "The `stream` argument was set to `True` but the `stream_cls` argument was not given: pass "
            "`stream_cls=Stream[X]`, where `X` is the type of a chunk"
        )

    def __reduce__(self) -> Any:
        return type(self), ()


MissingStreamClassError.__module__ = "groq._response"


def parsed(
    response: httpx.Response,
    cast_to: Any,
    client: BaseClient[Any, Any],
    options: FinalRequestOptions,
    *,
    stream: bool,
    stream_cls: Optional[AnyStreamClass],
    retries_taken: int = 0,
) -> Any:
    """The response as a `cast_to`, or as the stream that was asked for."""
    if stream:
        value: Any = _stream(response, cast_to, client, options, stream_cls)
        _entrust(value, options, retries_taken)
    else:
        value = _value(response, cast_to, client)
    return value if isinstance(options.post_parser, NotGiven) else options.post_parser(value)


def _stream(
    response: httpx.Response,
    cast_to: Any,
    client: BaseClient[Any, Any],
    options: FinalRequestOptions,
    stream_cls: Optional[AnyStreamClass],
) -> Any:
    wanted: Any = cast_to if is_stream_class_type(cast_to) else stream_cls
    if wanted is not None:
        chunk_type: Any = extract_stream_chunk_type(wanted)
    else:
        wanted, chunk_type = client._default_stream_cls, cast_to
    if wanted is None:
        raise MissingStreamClassError
    return wanted(cast_to=chunk_type, response=response, client=client, options=options)


def _entrust(stream: Any, options: FinalRequestOptions, retries_taken: int) -> None:
    """Tell a stream how far it may act for itself: under a view the response belongs to the caller, too."""
    mode = response_mode(options.headers)
    if mode is not ResponseMode.STREAMED and hasattr(stream, "_reading"):
        stream._reading.retries_taken = retries_taken
        stream._reading.owned = mode is ResponseMode.PARSED


def _value(response: httpx.Response, cast_to: Any, client: BaseClient[Any, Any]) -> Any:
    is_model, is_response = _kind(cast_to) if cast_to.__hash__ is not None else _kind.__wrapped__(cast_to)
    if is_response:
        return response
    validate = _construct.validated if client._strict_response_validation else None
    return decode.decoded(response, cast_to, is_model=is_model, validate=validate)


@lru_cache(maxsize=512)
def _kind(cast_to: Any) -> tuple[bool, bool]:
    """Whether a type is a model of ours, and whether it is the response itself; refuses what cannot be built."""
    inner = get_args(cast_to)[0] if get_origin(cast_to) is Annotated else cast_to
    origin: Any = get_origin(inner) or inner
    if inner in _SCALARS or origin in (dict, list, Union) or _is_union(origin):
        return False, False
    if not isinstance(origin, type):
        raise TypeError("`cast_to` is %r: pass a type" % (cast_to,))
    if issubclass(origin, httpx.Response):
        if origin is not httpx.Response:
            raise ValueError("A response is given as it is: pass `httpx.Response` itself, not the subclass %s" % origin)
        return False, True
    if issubclass(origin, _models.BaseModel):
        return True, False
    if issubclass(origin, pydantic.BaseModel):
        raise TypeError("Pydantic models must subclass our base model type, e.g. `from groq import BaseModel`")
    raise RuntimeError(
        "Unsupported type, expected %s to be a subclass of %s, %s, %s, %s, %s, %s or %s."
        % (cast_to, _models.BaseModel, dict, list, Union, type(None), str, httpx.Response)
    )


def _is_union(origin: Any) -> bool:
    return getattr(origin, "__name__", "") == "UnionType" and cast(str, origin.__module__) == "types"
