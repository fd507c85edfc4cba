"""Fine-tunings: made of a base model and an adapter, listed, used and deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest

import groq
from groq.types import FineTuning, FineTuningDeleteResponse, FineTuningListResponse, FineTuningReadResponse
from twin import Twin

BASE = "llama-3.1-8b-instant"


def create(twin: Twin, client: Any, name: str = "support") -> Any:
    file = twin.call(client.files.create(file=("adapter.jsonl", b"{}"), purpose="batch"))
    return twin.call(client.fine_tunings.create(base_model=BASE, input_file_id=file.id, name=name, type="lora"))


def test_a_fine_tuning_is_made_retrieved_used_and_deleted(twin: Twin) -> None:
    client = twin.local_client()
    made = create(twin, client)
    assert (type(made), made.object, type(made.data)) == (FineTuningReadResponse, "fine_tuning", FineTuning)
    assert (made.data.id, made.data.name, made.data.base_model, made.data.type) == (made.id, "support", BASE, "lora")
    assert twin.call(client.fine_tunings.retrieve(made.id)) == made
    said = twin.call(
        client.chat.completions.create(model=made.data.fine_tuned_model, messages=[{"role": "user", "content": "Hi"}])
    )
    assert said.model == made.data.fine_tuned_model
    deleted = twin.call(client.fine_tunings.delete(made.id))
    assert type(deleted) is FineTuningDeleteResponse
    assert deleted.to_dict() == {"id": made.id, "object": "fine_tuning", "deleted": True}
    with pytest.raises(groq.NotFoundError, match="fine_tuning"):
        twin.call(client.fine_tunings.retrieve(made.id))
    with pytest.raises(groq.NotFoundError, match="does not exist"):
        twin.call(client.models.retrieve(made.data.fine_tuned_model))


def test_iterating_over_the_list_gives_each_the_newest_first(twin: Twin) -> None:
    client = twin.local_client()
    assert [*twin.call(client.fine_tunings.list())] == []
    first, second = create(twin, client, "one"), create(twin, client, "two")
    listed = twin.call(client.fine_tunings.list())
    assert type(listed) is FineTuningListResponse
    assert [*listed] == listed.data == [second.data, first.data]
    with pytest.raises(groq.BadRequestError, match="of the name 'two' already"):
        create(twin, client, "two")
    twin.local.reset()
    assert twin.call(client.fine_tunings.list()).data == []


def test_the_paths_have_no_prefix(twin: Twin) -> None:
    client = twin.client({})
    twin.call(client.fine_tunings.create(base_model="m", input_file_id="f", name="n", type="lora"))
    twin.call(client.fine_tunings.list())
    twin.call(client.fine_tunings.retrieve("ft/1"))
    twin.call(client.fine_tunings.delete("ft 1"))
    assert [(request.method, request.url.raw_path) for request in twin.requests] == [
        ("POST", b"/v1/fine_tunings"),
        ("GET", b"/v1/fine_tunings"),
        ("GET", b"/v1/fine_tunings/ft%2F1"),
        ("DELETE", b"/v1/fine_tunings/ft%201"),
    ]
    assert json.loads(twin.requests[0].content) == {
        "base_model": "m",
        "input_file_id": "f",
        "name": "n",
        "type": "lora",
    }


@pytest.mark.parametrize("id", ["", ".."])
def test_an_id_that_leads_elsewhere_is_refused(twin: Twin, id: str) -> None:
    client = twin.client({})
    for method in (client.fine_tunings.retrieve, client.fine_tunings.delete):
        with pytest.raises(ValueError, match=r"id|dot"):
            twin.call(method(id))
    assert twin.requests == []


def test_what_the_server_leaves_out_reads_none(twin: Twin) -> None:
    read = twin.call(twin.client({"data": {"id": "x"}}).fine_tunings.retrieve("x"))
    assert (read.id, read.data.id, read.data.name, read.to_dict()) == (None, "x", None, {"data": {"id": "x"}})
    assert [*twin.call(twin.client({}).fine_tunings.list())] == []
