"""What frameworks, tracing tools and tests replace or read on our objects: all of it keeps working."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import threading
from typing import Any, Dict, List
from unittest import mock

import httpx
import pytest

import groq
from groq import NOT_GIVEN, not_given, omit
from groq._constants import RAW_RESPONSE_HEADER
from groq.types.chat import ChatCompletion, ChatCompletionChunk
from groq.types.chat.completion_create_params import CompletionCreateParams
from twin import Body, Twin, sse

CALL: Dict[str, Any] = {"messages": [], "model": "m"}


def resource_class(twin: Twin, path: str, name: str) -> Any:
    """A resource class, found where tracing tools find it."""
    module = importlib.import_module("groq.resources." + path)
    return getattr(module, twin.pick(name, "Async" + name))


def completions_class(twin: Twin) -> Any:
    return resource_class(twin, "chat.completions", "Completions")


def giving(twin: Twin, value: Any, calls: List[Any]) -> Any:
    """A function in the colour of the twin that records its arguments and gives `value`."""

    def function(*args: Any, **kwargs: Any) -> Any:
        calls.append((args, kwargs))
        return value

    async def awaited_function(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return twin.pick(function, awaited_function)


# Verbs


def test_create_goes_through_post_of_its_class(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    client = twin.client({})
    existing = client.chat.completions
    calls: List[Any] = []
    monkeypatch.setattr(completions_class(twin), "_post", giving(twin, "patched", calls))
    assert twin.call(existing.create(**CALL, timeout=3, extra_headers={"a": "b"})) == "patched"
    assert twin.call(existing.create(**CALL, stream=True)) == "patched"
    stream_cls = twin.pick(groq.Stream, groq.AsyncStream)[ChatCompletionChunk]
    expected = {"cast_to": ChatCompletion, "stream_cls": stream_cls}
    assert calls == [
        (
            (existing, "/openai/v1/chat/completions"),
            {**expected, "body": CALL, "options": {"headers": {"a": "b"}, "timeout": 3}, "stream": False},
        ),
        (
            (existing, "/openai/v1/chat/completions"),
            {**expected, "body": {**CALL, "stream": True}, "options": {}, "stream": True},
        ),
    ]
    assert twin.requests == []


def test_create_goes_through_post_of_its_object(twin: Twin) -> None:
    client = twin.client({})
    calls: List[Any] = []
    client.chat.completions._post = giving(twin, "patched", calls)
    assert twin.call(client.chat.completions.create(**CALL)) == "patched"
    assert calls[0][0] == ("/openai/v1/chat/completions",)
    del client.chat.completions._post
    assert isinstance(twin.call(client.chat.completions.create(**CALL)), ChatCompletion)


def test_the_verbs_of_a_resource_are_those_of_its_client(twin: Twin) -> None:
    client = twin.client({})
    for verb in ("get", "post", "put", "patch", "delete", "get_api_list"):
        assert getattr(client.models, "_" + verb) == getattr(client, verb)
    calls: List[Any] = []
    client.get = giving(twin, "patched", calls)
    assert twin.call(client.models.list()) == "patched"


def test_an_upload_passes_its_files_to_post(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: List[Any] = []
    transcriptions = resource_class(twin, "audio.transcriptions", "Transcriptions")
    monkeypatch.setattr(transcriptions, "_post", giving(twin, "patched", calls))
    assert twin.call(twin.client({}).audio.transcriptions.create(model="m", file=b"x")) == "patched"
    ((_, path), keywords) = calls[0]
    assert (path, keywords["files"], keywords["body"]) == (
        "/openai/v1/audio/transcriptions",
        {"file": b"x"},
        {"model": "m"},
    )


# Methods

PATCHED = [
    ("chat.completions", "Completions", "create"),
    ("embeddings", "Embeddings", "create"),
    ("audio.speech", "Speech", "create"),
    ("audio.transcriptions", "Transcriptions", "create"),
    ("audio.translations", "Translations", "create"),
    ("models", "Models", "list"),
    ("batches", "Batches", "create"),
    ("files", "Files", "content"),
]


@pytest.mark.parametrize(("path", "name", "method"), PATCHED)
@pytest.mark.parametrize("on", ["class", "object"])
@pytest.mark.parametrize("view_is_made", ["before", "after"])
def test_a_replaced_method_is_what_views_call(
    twin: Twin, monkeypatch: pytest.MonkeyPatch, path: str, name: str, method: str, on: str, view_is_made: str
) -> None:
    resource: Any = twin.client({})
    for part in path.split("."):
        resource = getattr(resource, part)
    if view_is_made == "before":
        assert resource.with_raw_response is not None
        assert resource.with_streaming_response is not None
    calls: List[Any] = []
    response = httpx.Response(200)
    fake = giving(twin, mock.Mock(http_response=response, close=giving(twin, None, [])), calls)
    if on == "class":
        cls = resource_class(twin, path, name)
        monkeypatch.setattr(cls, method, lambda self, **kwargs: fake(**kwargs))
    else:
        setattr(resource, method, fake)
    twin.call(getattr(resource, method)(a=1))
    twin.call(getattr(resource.with_raw_response, method)(a=1))
    with twin.opened(getattr(resource.with_streaming_response, method)(a=1, extra_headers={"b": "c"})):
        pass
    plain, raw, streamed = (keywords for _, keywords in calls)
    assert plain == {"a": 1}
    assert (raw["a"], raw["extra_headers"][RAW_RESPONSE_HEADER]) == (1, "raw")
    assert (streamed["a"], streamed["extra_headers"][RAW_RESPONSE_HEADER]) == (1, "stream")
    assert streamed["extra_headers"]["b"] == "c"
    assert twin.requests == []


def test_a_method_may_be_wrapped_on_its_class(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    """As tracing tools do: by way of the class, with the arguments bound to the signature of the original."""
    cls = completions_class(twin)
    original = cls.create
    seen: List[Any] = []

    def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(inspect.signature(original).bind(self, *args, **kwargs).arguments["model"])
        return original(self, *args, **kwargs)

    monkeypatch.setattr(cls, "create", wrapper)
    client = twin.client({"id": "1"})
    assert twin.call(client.chat.completions.create(**CALL)).id == "1"
    assert twin.call(twin.call(client.chat.completions.with_raw_response.create(**CALL)).parse()).id == "1"
    assert twin.call(twin.call(client.with_raw_response.chat.completions.create(**CALL)).parse()).id == "1"
    assert seen == ["m", "m", "m"]


def test_the_raw_header_set_by_hand_gives_a_raw_response(twin: Twin) -> None:
    client = twin.client({"id": "1"})
    for name, value in ((RAW_RESPONSE_HEADER, "raw"), (RAW_RESPONSE_HEADER.lower(), "true")):
        raw = twin.call(client.chat.completions.create(**CALL, extra_headers={name: value}))
        assert type(raw) is twin.pick(groq._response.APIResponse, groq._response.AsyncAPIResponse)
        assert twin.call(raw.parse()).id == "1"
        assert twin.requests[-1].headers[RAW_RESPONSE_HEADER] == value


def test_a_resource_is_one_object_that_takes_attributes_and_patches(twin: Twin) -> None:
    client = twin.client({"id": "1"})
    assert client.chat.completions is client.chat.completions
    assert client.with_raw_response is client.with_raw_response
    assert client.audio.transcriptions is client.audio.transcriptions
    client.chat.completions.mark = client.mark = 5
    assert (client.chat.completions.mark, client.mark) == (5, 5)
    with mock.patch.object(client.chat.completions, "create") as create:
        assert twin.call(client.chat.completions.create()) is create.return_value
    assert twin.call(client.chat.completions.create(**CALL)).id == "1"


# Streams


def test_iteration_goes_through_the_method_of_the_class(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    cls = twin.pick(groq.Stream, groq.AsyncStream)
    name = twin.pick("__iter__", "__aiter__")
    original = getattr(cls, name)
    seen: List[Any] = []

    def patched(self: Any) -> Any:
        seen.append(self)
        return original(self)

    monkeypatch.setattr(cls, name, patched)
    stream = twin.call(twin.client(Body(sse({"id": "1"}, {"id": "2"}))).chat.completions.create(**CALL, stream=True))
    stream.mark = 5
    assert [chunk.id for chunk in twin.items(stream)] == ["1", "2"]
    assert (seen, stream.mark) == ([stream], 5)


def test_a_raw_response_is_iterated_in_the_colour_of_its_client(twin: Twin) -> None:
    raw = twin.call(twin.client(b"bytes").audio.speech.with_raw_response.create(input="x", model="m", voice="v"))
    assert b"".join(twin.items(raw.iter_bytes())) == b"bytes"
    raw = twin.call(twin.client(b"{}").models.with_raw_response.list())
    assert b"".join(twin.items(raw.iter_bytes())) == b"{}"


# Models, errors, sentinels


def test_models_are_open_to_change(twin: Twin) -> None:
    answer = twin.call(twin.client({"id": "1", "new": {"a": 1}}).chat.completions.create(**CALL))
    assert answer.new == {"a": 1}
    answer.mine = 5
    answer.id = "2"
    assert answer.to_dict() == {"id": "2", "new": {"a": 1}, "mine": 5}
    built = ChatCompletion(id="1", choices=[], created=1, model="m", object="chat.completion", unknown=[1])
    assert built.unknown == [1]  # type: ignore[attr-defined]  # what is unknown has no type
    assert built.model_dump_json(exclude_unset=True) == (
        '{"id":"1","choices":[],"created":1,"model":"m","object":"chat.completion","unknown":[1]}'
    )


def test_an_error_has_the_whole_decoded_body(twin: Twin) -> None:
    body = {"error": {"message": "no", "code": "c"}}
    with pytest.raises(groq.BadRequestError) as caught:
        twin.call(twin.client(httpx.Response(400, json=body, headers={"x-a": "1"})).models.list())
    error = caught.value
    assert (error.body, error.response.json(), error.response.headers["x-a"]) == (body, body, "1")
    assert '"no"' in error.response.text
    cause = httpx.ConnectError("refused")
    with pytest.raises(groq.APIConnectionError) as broken:
        twin.call(twin.client(cause, max_retries=0).models.list())
    assert broken.value.__cause__ is cause


def test_the_sentinels_look_as_they_always_did() -> None:
    assert (type(omit).__name__, type(NOT_GIVEN).__name__) == ("Omit", "NotGiven")
    assert {type(value).__module__ for value in (omit, NOT_GIVEN)} == {"groq"}
    assert repr(omit).startswith("<groq.Omit object at")
    assert (repr(NOT_GIVEN), repr(not_given)) == ("NOT_GIVEN", "NOT_GIVEN")
    assert (bool(omit), bool(NOT_GIVEN)) == (False, False)


def test_the_signature_of_create_names_every_parameter(twin: Twin) -> None:
    parameters = inspect.signature(completions_class(twin).create).parameters
    declared = set(CompletionCreateParams.__annotations__) | {"stream"}
    extras = {"self", "extra_headers", "extra_query", "extra_body", "timeout"}
    assert set(parameters) - extras == declared


def test_the_distribution_has_the_version_of_the_package() -> None:
    assert importlib.metadata.version("groq") == groq.__version__


def test_threads_share_one_client() -> None:
    twin = Twin("sync")
    server = twin.serve()
    client = twin.closing(groq.Groq(api_key="k", base_url=server.url))
    start = threading.Barrier(8)
    found: List[Any] = []

    def work() -> None:
        start.wait(10)
        found.append((client.chat.completions, client._client, client.models.list().to_dict()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(found) == 8
    assert {(id(completions), id(http_client)) for completions, http_client, _ in found} == {
        (id(client.chat.completions), id(client._client))
    }
    assert [answer for _, _, answer in found] == [{}] * 8
    twin.close()


# Patches that are taken back


@pytest.mark.parametrize("name", ["_client", "_base_url", "timeout", "max_retries", "api_key"])
def test_a_setting_of_a_client_can_be_patched_for_a_while(twin: Twin, name: str) -> None:
    client = twin.client({})
    before = getattr(client, name)
    replacement = httpx.URL("http://patched/") if name == "_base_url" else mock.sentinel.replacement
    with mock.patch.object(client, name, replacement):
        assert getattr(client, name) == replacement
    assert getattr(client, name) == before
    twin.call(client.models.list())


@pytest.mark.parametrize("module", ["_client", "_base_client", "_streaming", "_exceptions"])
def test_what_is_patched_through_a_module_of_ours_reaches_everybody(module: str) -> None:
    original = httpx.Limits
    with mock.patch("groq.%s.httpx.Limits" % module) as limits:
        assert httpx.Limits is limits
    assert httpx.Limits is original


def test_a_stream_of_a_subclass_may_choose_its_events(twin: Twin) -> None:
    base: Any = twin.pick(groq.Stream, groq.AsyncStream)[ChatCompletionChunk]

    class Sync(base):  # type: ignore[misc]  # the class is known at run time
        def _iter_events(self) -> Any:
            return (event for event in super()._iter_events() if event.json()["id"] != "2")

    class Async(base):  # type: ignore[misc]  # the class is known at run time
        async def _iter_events(self) -> Any:
            async for event in super()._iter_events():
                if event.json()["id"] != "2":
                    yield event

    stream_cls = twin.pick(Sync, Async)
    client = twin.client(sse({"id": "1"}, {"id": "2"}, {"id": "3"}, done=False))
    stream = twin.call(client.post("/x", cast_to=ChatCompletionChunk, stream=True, stream_cls=stream_cls))
    assert [chunk.id for chunk in twin.items(stream)] == ["1", "3"]
