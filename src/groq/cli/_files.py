"""`files`: what is stored with the API, and its way there and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Sequence, Tuple, TypeVar

from ._batch_lines import check_lines
from ._connection import connected
from ._declare import Command, argument, option
from ._failure import Failure, explained
from ._ids import check_ids
from ._output import JSON, note, output_option, print_json, print_listed, print_text
from ._paths import check_readable, writing
from ._progress import progress
from ._targets import STANDARD_OUTPUT, check_targets, force_option, target_option
from ._uploads import uploading

if TYPE_CHECKING:
    from groq import BaseModel, Groq

__all__ = ["COMMANDS", "checked", "moment", "save_content"]

NameT = TypeVar("NameT", str, Path)


@dataclass(frozen=True)
class ListOptions:
    """What `files list` takes."""

    output: str = output_option()


@dataclass(frozen=True)
class UploadOptions:
    """What `files upload` takes."""

    files: Tuple[Path, ...] = argument("requests for a batch, as lines of JSON", metavar="FILE")
    check: bool = option("--check/--no-check", default=True, help="check each line before anything is sent")
    output: str = output_option()


@dataclass(frozen=True)
class DownloadOptions:
    """What `files download` takes."""

    id: str = argument("the id of a file, as `files list` shows it", metavar="ID")
    target: Optional[Path] = target_option("the file to write (default: standard output)")
    force: bool = force_option()
    output: str = output_option()


@dataclass(frozen=True)
class DeleteOptions:
    """What `files delete` takes."""

    ids: Tuple[str, ...] = argument("the ids of files; they are deleted without a question", metavar="ID")
    output: str = output_option()


def list_files(options: ListOptions) -> None:
    """Show the files, the API's order kept."""
    with connected() as client:
        files = client.files.list()
    rows = ((file.id, file.filename, file.bytes, file.purpose, moment(file.created_at)) for file in files.data or ())
    print_listed(files, options.output, ("id", "name", "bytes", "purpose", "created"), rows)


def upload(options: UploadOptions) -> int:
    """Upload files for batches; print the id of each."""
    for path in options.files:
        check_readable(path)
        if options.check:
            checked(path)

    def send(client: Groq, path: Path) -> BaseModel:
        with uploading(path) as file:
            return client.files.create(file=file, purpose="batch")

    return _each(options.files, send, "%(id)s", options.output)


def download(options: DownloadOptions) -> None:
    """Save the content of a file, or print it."""
    check_ids([options.id])
    target = options.target or STANDARD_OUTPUT
    check_targets([target], force=options.force, output=options.output)
    with connected() as client:
        size = save_content(client, [options.id], target)
    if options.output == JSON:
        print_json({"id": options.id, "file": str(target), "bytes": size})
    elif target != STANDARD_OUTPUT:
        note("wrote %s (%d bytes)." % (target, size))


def delete(options: DeleteOptions) -> int:
    """Delete files."""
    check_ids(options.ids)
    return _each(options.ids, lambda client, id: client.files.delete(id), "deleted %(id)s", options.output)


def checked(path: Path) -> Any:
    """What the requests in a batch file are, each line checked; see `check_lines`."""
    if path.stat().st_size > 100 << 20:
        raise Failure("%s is larger than the 100 MB that a file may have: split it." % path)
    try:
        with path.open("rb") as lines:
            return check_lines(lines)
    except Failure as failure:
        raise Failure("%s: %s" % (path, failure)) from None


def save_content(client: Any, ids: List[str], target: Path) -> int:
    """Write the files with these ids to `target`, one after the other, as they come; give the bytes in all."""
    size = 0
    with progress("Downloading") as bar, writing(target) as file:
        for id in ids:
            with client.files.with_streaming_response.content(id) as response:
                for piece in response.iter_bytes():
                    file.write(piece)
                    size += len(piece)
                    bar.update(size)
    return size


def moment(seconds: Optional[int]) -> str:
    """A time of the API (seconds since 1970) for people, in UTC; nothing where there is none."""
    if not isinstance(seconds, (int, float)):
        return ""
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d %H:%M:%SZ")


def _each(names: Sequence[NameT], ask: Callable[[Groq, NameT], BaseModel], told: str, output: str) -> int:
    """Ask for each and tell what became of it; 1 where one of them failed, which leaves the others alone."""
    documents: List[Dict[str, Any]] = []
    failed = False
    with connected() as client:
        for name in names:
            try:
                with explained(str(client.base_url), client.api_key):
                    document = ask(client, name).to_dict(mode="json")
            except Failure as failure:
                failed = True
                note("%s: %s" % (name, failure))
                document = {"failed": str(name), "error": str(failure)}
            else:
                if output != JSON:
                    print_text(told % {"id": name, **document})
            documents.append(document)
    if output == JSON:
        print_json(documents if len(documents) > 1 else documents[0])
    return int(failed)


COMMANDS: Tuple[Command[Any], ...] = (
    Command("files list", "Show the stored files.", ListOptions, list_files),
    Command("files upload", "Upload files of requests for batches.", UploadOptions, upload),
    Command("files download", "Download a stored file.", DownloadOptions, download),
    Command("files delete", "Delete stored files.", DeleteOptions, delete),
)
