"""Python values to what the API names and formats them, as annotations of their types say."""

from __future__ import annotations

import base64
import io
import os
import pathlib
from collections.abc import Iterable as IterableABC
from collections.abc import Mapping as MappingABC
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Dict, Iterable, List, Literal, Mapping, Optional, TypeVar, Union, cast

import pydantic
import typing_extensions
from typing_extensions import TypeAlias

from .._types import is_given
from ._compat import get_args, get_origin, is_typeddict
from ._sync import to_thread
from ._typing import (
    is_annotated_type,
    is_iterable_type,
    is_list_type,
    is_required_type,
    is_sequence_type,
    is_union_type,
    strip_annotated_type,
)

__all__ = [
    "PropertyFormat",
    "PropertyInfo",
    "async_maybe_transform",
    "async_transform",
    "get_type_hints",
    "maybe_transform",
    "transform",
]

T = TypeVar("T")
PropertyFormat: TypeAlias = Literal["iso8601", "base64", "custom"]


class PropertyInfo:
    """What an API calls and how it writes a field of a `TypedDict`: `Annotated[str, PropertyInfo(alias="fooBar")]`."""

    alias: Optional[str]
    format: Optional[PropertyFormat]
    format_template: Optional[str]
    discriminator: Optional[str]

    def __init__(
        self,
        *,
        alias: Optional[str] = None,
        format: Optional[PropertyFormat] = None,
        format_template: Optional[str] = None,
        discriminator: Optional[str] = None,
    ) -> None:
        self.alias = alias
        self.format = format
        self.format_template = format_template
        self.discriminator = discriminator

    def __repr__(self) -> str:
        fields = (self.alias, self.format, self.format_template, self.discriminator)
        return "PropertyInfo(alias='%s', format=%s, format_template='%s', discriminator='%s')" % fields


def maybe_transform(data: object, expected_type: object) -> Optional[Any]:
    """`transform`, but `None` stays `None`."""
    return None if data is None else transform(data, expected_type)


def transform(data: T, expected_type: object) -> T:
    """A copy of `data` with fields renamed and formatted as `expected_type` declares with `PropertyInfo`.

    What was not given is left out; models become the dictionaries of their set fields; what `expected_type` does not
    describe is passed on as it is.
    """
    return cast(T, _transformed(data, cast(type, expected_type), cast(type, expected_type)))


async def async_maybe_transform(data: object, expected_type: object) -> Optional[Any]:
    """`async_transform`, but `None` stays `None`."""
    return None if data is None else await async_transform(data, expected_type)


async def async_transform(data: T, expected_type: object) -> T:
    """`transform` in a worker thread: it may read the files that are sent as base64."""
    return await to_thread(transform, data, expected_type)


@lru_cache(maxsize=8096)
def get_type_hints(
    obj: Any,
    globalns: Optional[Dict[str, Any]] = None,
    localns: Optional[Mapping[str, Any]] = None,
    include_extras: bool = False,
) -> Dict[str, Any]:
    """`typing.get_type_hints`, remembered."""
    return typing_extensions.get_type_hints(obj, globalns, localns, include_extras=include_extras)


def _transformed(data: object, typ: type, annotation: type) -> object:
    """`data` of type `typ`; `annotation` is what its field is annotated with, where formats are written."""
    inner = strip_annotated_type(typ)
    if is_typeddict(inner) and isinstance(data, MappingABC):
        return _typed_dict(cast("Mapping[str, object]", data), inner)
    if get_origin(inner) is dict and isinstance(data, MappingABC):
        values = get_args(inner)[1]
        return {key: _transformed(value, values, values) for key, value in cast("Mapping[str, object]", data).items()}
    if _is_array(data, inner):
        items = cast("Iterable[object]", data)
        item_type: type = get_args(inner)[0]
        if item_type in (int, float) and isinstance(data, list):
            return cast(object, data)  # long lists of tokens are not walked for nothing
        return [_transformed(item, item_type, annotation) for item in items]
    if is_union_type(inner):
        for variant in get_args(inner):
            data = _transformed(data, variant, annotation)
        return data
    if isinstance(data, pydantic.BaseModel):
        return data.model_dump(mode="json", exclude_unset=True)
    return _formatted(data, annotation)


def _is_array(data: object, typ: type) -> bool:
    if not get_args(typ) or isinstance(data, (str, bytes, MappingABC)):
        return False
    if is_list_type(typ):
        return isinstance(data, list)
    return isinstance(data, IterableABC) and (is_iterable_type(typ) or is_sequence_type(typ))


def _typed_dict(data: Mapping[str, object], typ: type) -> Dict[str, object]:
    hints = get_type_hints(typ, include_extras=True)
    result: Dict[str, object] = {}
    for key, value in data.items():
        if not is_given(value):
            continue
        hint: Optional[type] = hints.get(key)
        if hint is None:
            result[key] = value
        else:
            result[_alias(key, hint)] = _transformed(value, hint, hint)
    return result


def _properties(annotation: type) -> List[PropertyInfo]:
    if is_required_type(annotation):
        annotation = get_args(annotation)[0]
    metadata = get_args(annotation)[1:] if is_annotated_type(annotation) else ()
    return [item for item in metadata if isinstance(item, PropertyInfo)]


def _alias(key: str, annotation: type) -> str:
    aliases = (info.alias for info in _properties(annotation) if info.alias is not None)
    return next(aliases, key)


def _formatted(data: object, annotation: type) -> object:
    for info in _properties(annotation):
        if info.format is not None:
            return _in_format(data, info.format, info.format_template)
    return data


def _in_format(data: object, format: PropertyFormat, template: Optional[str]) -> object:
    if isinstance(data, (date, datetime)):
        if format == "iso8601":
            return data.isoformat()
        if format == "custom" and template is not None:
            return data.strftime(template)
    if format == "base64" and isinstance(data, (io.IOBase, os.PathLike)):
        return base64.b64encode(_bytes(cast(Any, data))).decode("ascii")
    return data


def _bytes(file: Union[io.IOBase, os.PathLike[str]]) -> bytes:
    content: Any = pathlib.Path(file).read_bytes() if isinstance(file, os.PathLike) else cast(Any, file).read()
    return content.encode() if isinstance(content, str) else cast(bytes, content)
