"""File inputs, at the import path that applications know."""

from __future__ import annotations

import io
import os
import pathlib
from collections.abc import Mapping as MappingABC
from collections.abc import Sequence as SequenceABC
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    TypeVar,
    cast,
    overload,
)

from ._core.querystring import item_suffix
from ._core.uploads import OpenedFiles, UnusableFileError, described, multipart_files, reads_storage, unusable
from ._lazy import lazy_module
from ._types import (
    ArrayFormat,
    Base64FileInput,
    FileContent,
    FileTypes,
    HttpxFileContent,
    HttpxFileTypes,
    HttpxRequestFiles,
    NotGiven,
    Omit,
    RequestFiles,
)

if TYPE_CHECKING:
    from anyio import to_thread
    from typing_extensions import TypeGuard
else:
    to_thread = lazy_module("anyio.to_thread")

__all__ = [
    "assert_is_file_content",
    "async_multipart_files",
    "async_read_file_content",
    "async_to_httpx_files",
    "deepcopy_with_paths",
    "extract_files",
    "is_base64_file_input",
    "is_file_content",
    "multipart_files",
    "read_file_content",
    "to_httpx_files",
]

_T = TypeVar("_T")


async def async_multipart_files(files: RequestFiles) -> OpenedFiles:
    """`multipart_files` that waits for disks and streams in a thread, so that the event loop runs on."""
    if reads_storage(files):
        return await to_thread.run_sync(multipart_files, files)
    return multipart_files(files)


def is_base64_file_input(obj: object) -> TypeGuard[Base64FileInput]:
    return isinstance(obj, (io.IOBase, os.PathLike))


def is_file_content(obj: object) -> TypeGuard[FileContent]:
    return isinstance(obj, (bytes, tuple, io.IOBase, os.PathLike))


def assert_is_file_content(obj: object, *, key: Optional[str] = None) -> None:
    """Refuse what is no file input.

    Raises:
        RuntimeError: naming `key`, the parameter, where it is known.
    """
    if not is_file_content(obj):
        raise unusable(key or "file", described(obj))


@overload
def to_httpx_files(files: None) -> None: ...
@overload
def to_httpx_files(files: RequestFiles) -> HttpxRequestFiles: ...
def to_httpx_files(files: Optional[RequestFiles]) -> Optional[HttpxRequestFiles]:
    """`files` as httpx takes them, with what is behind a path read whole."""
    given = cast(object, files)
    if given is None:
        return None
    if isinstance(given, MappingABC):
        return {key: _read(key, file) for key, file in cast("Mapping[str, object]", given).items()}
    if not isinstance(given, SequenceABC):
        raise UnusableFileError("`files` must be a mapping or a sequence of pairs, not %s" % described(given))
    return [(key, _read(key, file)) for key, file in cast("Sequence[Tuple[str, object]]", given)]


@overload
async def async_to_httpx_files(files: None) -> None: ...
@overload
async def async_to_httpx_files(files: RequestFiles) -> HttpxRequestFiles: ...
async def async_to_httpx_files(files: Optional[RequestFiles]) -> Optional[HttpxRequestFiles]:
    """`to_httpx_files` that reads in a thread."""
    if files is None:
        return None
    return await to_thread.run_sync(to_httpx_files, files)


def _read(key: str, file: object) -> HttpxFileTypes:
    if isinstance(file, os.PathLike):
        path = pathlib.Path(cast("os.PathLike[str]", file))
        return (path.name, path.read_bytes())
    assert_is_file_content(file, key=key)
    if isinstance(file, tuple):
        fields = cast(Any, file)
        return cast(HttpxFileTypes, (*fields[:1], *map(read_file_content, fields[1:2]), *fields[2:]))
    return cast(HttpxFileTypes, file)


def read_file_content(file: FileContent) -> HttpxFileContent:
    """What is behind a path, read whole; anything else as it is."""
    return pathlib.Path(file).read_bytes() if isinstance(file, os.PathLike) else file


async def async_read_file_content(file: FileContent) -> HttpxFileContent:
    """`read_file_content` that reads in a thread."""
    return await to_thread.run_sync(read_file_content, file)


def deepcopy_with_paths(item: _T, paths: Sequence[Sequence[str]]) -> _T:
    """A copy of `item` that shares all but the containers on the way to `paths`.

    `<array>` in a path stands for every item of a list. Files may so be taken out of the copy and stay in `item`.
    """
    return cast(_T, _copied(item, [path for path in paths if path]))


def _copied(item: object, paths: Sequence[Sequence[str]]) -> object:
    if not paths:
        return item
    if isinstance(item, dict):
        entries = cast(Dict[str, object], item)
        return {key: _copied(value, _after(key, paths)) for key, value in entries.items()}
    if isinstance(item, list):
        below = _after("<array>", paths)
        through = any(path[0] == "<array>" for path in paths)
        return [_copied(value, below) for value in cast(List[object], item)] if through else cast(object, item)
    return item


def _after(key: str, paths: Sequence[Sequence[str]]) -> List[Sequence[str]]:
    return [path[1:] for path in paths if path[0] == key and len(path) > 1]


def extract_files(
    query: Mapping[str, object], *, paths: Sequence[Sequence[str]], array_format: ArrayFormat = "brackets"
) -> List[Tuple[str, FileTypes]]:
    """Take the files at `paths` out of `query`, which is changed, each under the name of its form field.

    `<array>` in a path stands for every item of a list.

    Raises:
        RuntimeError: what stands at a path is no file input.
    """
    return [found for path in paths for found in _extracted(query, path, "", array_format)]


def _extracted(item: object, path: Sequence[str], field: str, array_format: str) -> List[Tuple[str, FileTypes]]:
    if isinstance(item, (NotGiven, Omit)):
        return []
    if isinstance(item, list) and (not path or path[0] == "<array>"):
        items = cast(List[object], item)
        names = [field + item_suffix(array_format, index) for index in range(len(items))]
        return [found for name, value in zip(names, items) for found in _extracted(value, path[1:], name, array_format)]
    if not path:
        file = cast(FileTypes, item)
        assert_is_file_content(file, key=field)
        return [(field, file)]
    if not isinstance(item, dict) or path[0] not in item:
        return []
    entries = cast(Dict[str, object], item)
    key = path[0]
    # The last key of a path is taken out, together with the list it may hold; the ones before are only passed.
    last = all(part == "<array>" for part in path[1:])
    value = entries.pop(key) if last else entries[key]
    return _extracted(value, path[1:], "%s[%s]" % (field, key) if field else key, array_format)
