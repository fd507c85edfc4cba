"""Files on disk to uploads that show how far they are."""

from __future__ import annotations

import io
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Generator, Optional, Tuple, cast

from ._progress import Progress, progress

__all__ = ["uploading"]


@contextmanager
def uploading(path: Path) -> Generator[Tuple[str, BinaryIO], None, None]:
    """The name and the content of a file, as a request takes them, with a bar for the time of the block."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")  # a name need not be text; what is sent must be
    with progress(name, total=path.stat().st_size or None) as bar, _Watched(path, bar) as file:
        yield name, cast(BinaryIO, file)


class _Watched(io.FileIO):
    """A file that tells a bar how much of it was read; a second attempt starts over."""

    def __init__(self, path: Path, bar: Progress) -> None:
        super().__init__(str(path), "rb")
        self._bar = bar
        self._read = 0

    def read(self, size: Optional[int] = -1) -> bytes:
        data = super().read(-1 if size is None else size) or b""
        self._read += len(data)
        self._bar.update(self._read)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._read = super().seek(offset, whence)
        return self._read
