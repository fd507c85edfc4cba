"""The accepted file inputs to the parts of an httpx multipart body."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Mapping as MappingABC
from typing import IO, Any, Dict, List, Mapping, Tuple, Union, cast

from .._types import HttpxFileContent, HttpxFileTypes, NotGiven, Omit, RequestFiles

__all__ = [
    "ForceMultipartDict",
    "OpenedFiles",
    "UnusableFileError",
    "described",
    "multipart_files",
    "reads_storage",
    "unusable",
]

FilePath = Union[str, "os.PathLike[str]"]

_ACCEPTED = "bytes, an open binary file, a path, or a tuple (name, content[, media type[, headers]])"


class UnusableFileError(RuntimeError, TypeError):
    """What was given as a file is none of the accepted inputs.

    It is both of the built-in errors that different operations raise for it in earlier versions.
    """


class ForceMultipartDict(Dict[str, Any]):
    """Files that make a request multipart even where there are none."""

    def __bool__(self) -> bool:
        return True


class _Parts(List[Tuple[str, HttpxFileTypes]]):
    # httpx takes files that are false for no multipart request; an operation that takes files always makes one.
    def __bool__(self) -> bool:
        return True


class OpenedFiles:
    """The parts of a multipart body, and the files that were opened for them.

    `parts` is what httpx takes as `files`; it may be sent any number of times, because httpx rewinds a file before it
    reads it. `close` closes what was opened here and leaves alone what the caller had opened.
    """

    parts: List[Tuple[str, HttpxFileTypes]]

    def __init__(self) -> None:
        self.parts = _Parts()
        self._opened: List[io.BufferedReader] = []

    def __enter__(self) -> OpenedFiles:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()  # who is cancelled while a thread opens the files never sees them

    def close(self) -> None:
        """Close the files that were opened from paths; calling it again does nothing."""
        while self._opened:
            self._opened.pop().close()

    def stream(self, path: FilePath) -> HttpxFileContent:
        """Open the file at `path`, to be closed with the others."""
        file = open(path, "rb")  # noqa: SIM115 - closed by `close`
        self._opened.append(file)
        return _repeatable(file)


def multipart_files(files: RequestFiles) -> OpenedFiles:
    """Open `files` for sending; a path is opened and streamed, never read whole.

    A string is the path of an existing file. A stream that cannot be rewound is read into memory, once: it could be
    neither measured nor sent again. What was not given is left out.

    Raises:
        UnusableFileError: an input is none of the accepted ones; the message names its parameter.
        OSError: a file cannot be opened.
    """
    if not mimetypes.inited:
        mimetypes.init()  # reads files of the system; httpx would come to need it on the event loop
    opened = OpenedFiles()
    try:
        for name, file in _items(files):
            if not isinstance(file, (NotGiven, Omit)):
                opened.parts.append((name, _part(name, file, opened)))
    except BaseException:
        opened.close()
        raise
    return opened


def reads_storage(files: RequestFiles) -> bool:
    """Whether `multipart_files` would wait for a disk or another stream, which an event loop must not do."""
    return not mimetypes.inited or any(_waits(file) for _, file in _items(files))


def _waits(file: object) -> bool:
    if isinstance(file, tuple):
        inner = cast(Tuple[object, ...], file)
        return len(inner) > 1 and not isinstance(inner[1], str) and _waits(inner[1])
    return isinstance(file, (str, os.PathLike)) or (hasattr(file, "read") and not isinstance(file, io.BytesIO))


def _items(files: RequestFiles) -> List[Tuple[str, object]]:
    given: object = files
    if isinstance(given, MappingABC):
        return list(cast("Mapping[str, object]", given).items())
    if isinstance(given, (list, tuple)):
        return [(name, file) for name, file in cast("List[Tuple[str, object]]", given)]
    raise UnusableFileError("`files` must be a mapping or a list of pairs, not %s" % type(given).__name__)


def _part(name: str, file: object, opened: OpenedFiles) -> HttpxFileTypes:
    if not isinstance(file, tuple):
        return _unnamed(name, file, opened)
    filename, content, *rest = _fields(name, cast(Any, file))
    if isinstance(content, str):
        content = content.encode()  # beside a file name a string is the text of the file, not its path
    if filename is None and isinstance(content, os.PathLike):
        filename = _base_name(cast(object, content))
    return cast(HttpxFileTypes, (filename, _content(name, cast(object, content), opened), *rest))


def _fields(name: str, file: Tuple[Any, ...]) -> Tuple[Any, ...]:
    if not 2 <= len(file) <= 4:
        raise unusable(name, "a tuple of %d" % len(file))
    kinds: Tuple[Tuple[str, Any], ...] = (
        ("file name", str),
        ("content", object),
        ("media type", str),
        ("headers", MappingABC),
    )
    for (word, kind), value in zip(kinds, file):
        if value is not None and not isinstance(value, kind):
            raise unusable(name, "a tuple with %s for the %s" % (described(value), word))
    return file


def _unnamed(name: str, file: object, opened: OpenedFiles) -> HttpxFileTypes:
    if isinstance(file, str) and not os.path.exists(file):
        problem = "`%s`: there is no file %r; a string is the path of a file, pass what is in the file as bytes"
        raise UnusableFileError(problem % (name, file if len(file) < 200 else file[:200] + "..."))
    if isinstance(file, (str, os.PathLike)):
        return (_base_name(cast(object, file)), opened.stream(cast(FilePath, file)))
    return (_base_name(getattr(file, "name", None)) or "upload", _content(name, file, opened))


def _base_name(path: object) -> str:
    """The last part of a path; a file may also be named by a number, or by nothing."""
    if isinstance(path, (str, bytes, os.PathLike)):
        return os.path.basename(os.fsdecode(cast(FilePath, path)))
    return "" if path is None else str(path)


def _content(name: str, content: object, opened: OpenedFiles) -> HttpxFileContent:
    if isinstance(content, bytes):
        return content
    if isinstance(content, os.PathLike):
        return opened.stream(cast(FilePath, content))
    if not callable(getattr(content, "read", None)):
        raise unusable(name, described(content))
    stream = cast("IO[bytes]", content)
    _check_binary(name, stream)
    return _repeatable(stream)


def _check_binary(name: str, stream: Any) -> None:
    """Read nothing from `stream`: that shows whether it is open, readable, not text and not asynchronous."""
    try:
        nothing: object = stream.read(0)
    except (OSError, TypeError, ValueError) as error:
        raise UnusableFileError("`%s`: %s cannot be read: %s" % (name, described(stream), error)) from error
    if isinstance(nothing, str):
        raise unusable(name, "a file opened in text mode: open it with 'rb'")
    if not isinstance(nothing, bytes):
        getattr(nothing, "close", bool)()  # a coroutine that nobody awaits would warn
        raise unusable(name, "%s, which does not read bytes" % described(stream))


def _repeatable(stream: IO[bytes]) -> HttpxFileContent:
    try:
        stream.seek(stream.tell())
    except (AttributeError, OSError, ValueError):
        return stream.read()
    return stream


def described(value: object) -> str:
    """What an error calls `value`; its content may be long, or private."""
    return "an object of type %s" % type(value).__name__ if value is not None else "None"


def unusable(name: str, received: str) -> UnusableFileError:
    """The error for the parameter `name`, which lists what is accepted."""
    return UnusableFileError("`%s` must be %s, not %s" % (name, _ACCEPTED, received))
