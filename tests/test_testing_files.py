"""The local Groq's files: uploads that are kept, described, listed, read and deleted."""

from __future__ import annotations

from typing import Any, Dict, Tuple

import httpx
import pytest

import groq
from groq.testing import LocalGroq

NOW = 1_800_000_000


def post(local: LocalGroq, **form: Any) -> Tuple[int, Dict[str, Any]]:
    """The status and the error of an upload that no client of ours would send."""
    with httpx.Client(transport=local.transport(), base_url="http://local.groq", trust_env=False) as client:
        response = client.post("/openai/v1/files", headers={"authorization": "Bearer " + local.api_key}, **form)
    return response.status_code, response.json()["error"]


def test_a_file_is_kept_described_listed_and_deleted(twin: Any) -> None:
    local = LocalGroq(clock=lambda: NOW + 0.9)
    files = twin.closing(twin.pick(local.client, local.async_client)()).files
    content = bytes(range(256)) * 3 + b"\r\n--\r\n"
    first = twin.call(files.create(file=("first.jsonl", content), purpose="batch"))
    second = twin.call(files.create(file=b"{}\n", purpose="batch"))

    assert first.to_dict() == {
        "id": first.id,
        "object": "file",
        "bytes": len(content),
        "created_at": NOW,
        "filename": "first.jsonl",
        "purpose": "batch",
        "status": "processed",
    }
    assert first.id.startswith("file_01")
    assert twin.call(twin.call(files.content(first.id)).read()) == content
    assert twin.call(files.info(first.id)).to_dict() == first.to_dict()
    assert second.filename == "upload"
    listed = twin.call(files.list()).to_dict()
    assert listed == {"object": "list", "data": [second.to_dict(), first.to_dict()]}
    assert twin.call(files.delete(first.id)).to_dict() == {"id": first.id, "object": "file", "deleted": True}
    with pytest.raises(groq.NotFoundError):
        twin.call(files.info(first.id))
    assert twin.call(files.list()).to_dict() == {"object": "list", "data": [second.to_dict()]}


@pytest.mark.parametrize("operation", ["info", "content", "delete"])
def test_an_unknown_file_is_not_found(operation: str) -> None:
    with pytest.raises(groq.NotFoundError) as caught:
        getattr(LocalGroq().client().files, operation)("file_x")
    assert caught.value.body == {
        "error": {
            "message": "The file `file_x` does not exist.",
            "type": "invalid_request_error",
            "code": "file_not_found",
        }
    }


def test_an_upload_needs_a_file_and_a_purpose() -> None:
    local = LocalGroq()
    status, error = post(local, files={"file": b"x"})
    assert (status, error["param"]) == (400, "purpose")
    status, error = post(local, files={"purpose": (None, b"batch")})
    assert (status, error["param"]) == (400, "file")
    status, error = post(local, files={"file": b"x"}, data={"purpose": "fun"})
    assert (status, error["code"]) == (400, "invalid_value")
    assert local.client().files.list().data == []


def test_files_last_as_long_as_the_local_groq_and_no_longer_than_a_reset() -> None:
    with LocalGroq() as local:
        file = local.client().files.create(file=b"{}", purpose="batch")
        assert [found.id for found in local.client().files.list()] == [file.id]
        local.reset()
        assert local.client().files.list().data == []
