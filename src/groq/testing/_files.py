"""The files operations: uploads kept in memory, and what became of them."""

from __future__ import annotations

from ._errors import not_found
from ._exchange import Answer, Call, json_answer
from ._form import Part
from ._listing import listing
from ._state import State, StoredFile

__all__ = ["content", "create", "delete", "find", "info", "list_all"]


def create(call: Call, state: State) -> Answer:
    """Store an upload."""
    file: Part = call.body["file"]
    return json_answer(state.add_file(file.content, file.filename or "upload", "batch").as_json())


def list_all(call: Call, state: State) -> Answer:
    """List the files, the newest first."""
    return listing([file.as_json() for file in reversed(list(state.files.values()))], call.request)


def info(call: Call, state: State) -> Answer:
    """Describe a file."""
    return json_answer(find(state, call.parameters["file_id"]).as_json())


def content(call: Call, state: State) -> Answer:
    """Send a file's bytes."""
    file = find(state, call.parameters["file_id"])
    return Answer(200, (("content-type", "application/octet-stream"),), file.content)


def delete(call: Call, state: State) -> Answer:
    """Forget a file."""
    file = find(state, call.parameters["file_id"])
    del state.files[file.id]
    return json_answer({"id": file.id, "object": "file", "deleted": True})


def find(state: State, file_id: str) -> StoredFile:
    """The file of that id; refuses an unknown one."""
    file = state.files.get(file_id)
    if file is None:
        raise not_found("file", file_id)
    return file
