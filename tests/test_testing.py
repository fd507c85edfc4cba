"""The local Groq: the table of operations, routing, refusals, models and forms."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import subprocess
import sys
from typing import Any, Dict, List, Tuple

import httpx
import pytest

import groq
from groq.testing import OPERATIONS, LocalGroq, Operation, Part
from groq.testing._canned import BATCH_ID, FILE_ID, JSONL
from groq.testing._canned_responses import FINE_TUNING_ID
from groq.testing._errors import Refusal
from groq.testing._multipart import boundary_of, parts_of

KEY = "local-groq-key"
NAMED_IN_THE_WILD = (
    "mixtral-8x7b-32768",
    "llama3-70b-8192",
    "llama3-8b-8192",
    "llama-3.1-8b-instant",
    "llama-3.3-70b-versatile",
    "gemma2-9b-it",
    "nomic-embed-text-v1.5",
    "nomic-embed-text-v1_5",
    "whisper-large-v3",
    "whisper-large-v3-turbo",
    "playai-tts",
    "playai-tts-arabic",
    "groq/compound",
    "groq/compound-mini",
    "compound-beta",
    "openai/gpt-oss-20b",
    "openai/gpt-oss-120b",
    "openai/gpt-oss-safeguard-20b",
    "qwen/qwen3-32b",
    "meta-llama/Llama-Guard-4-12B",
    "moonshotai/kimi-k2-instruct-0905",
    "meta-llama/llama-4-scout-17b-16e-instruct",
    "meta-llama/llama-4-maverick-17b-128e-instruct",
    "llama-4-scout-17b-16e-instruct",
    "canopylabs/orpheus-v1-english",
)
EACH = pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.name for operation in OPERATIONS])


def method(client: Any, operation: Operation) -> Any:
    found = client
    for name in operation.name.split("."):
        found = getattr(found, name)
    return found


def named(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def arguments_with_ids(local: LocalGroq, operation: Operation) -> Dict[str, Any]:
    """The canned arguments, with the ids of a file and a batch that this local Groq has."""
    client = local.client()
    file = client.files.create(file=("requests.jsonl", JSONL), purpose="batch")
    batch = client.batches.create(completion_window="24h", endpoint="/v1/chat/completions", input_file_id=file.id)
    ids = {FILE_ID: file.id, BATCH_ID: batch.id}
    if FINE_TUNING_ID in operation.arguments.values():
        tuned = client.fine_tunings.create(
            base_model="llama-3.1-8b-instant", input_file_id=file.id, name="support", type="lora"
        )
        ids[FINE_TUNING_ID] = str(tuned.id)
    return {
        name: ids.get(value, value) if isinstance(value, str) else value for name, value in operation.arguments.items()
    }


def send(local: LocalGroq, method: str, path: str, key: str = KEY, **options: Any) -> httpx.Response:
    """A request that no client of ours would send."""
    headers = {"authorization": "Bearer " + key, **options.pop("headers", {})}
    with httpx.Client(transport=local.transport(), base_url="http://local.groq", trust_env=False) as client:
        return client.request(method, path, headers=headers, **options)


def refused(response: httpx.Response) -> Tuple[int, Dict[str, Any]]:
    body = response.json()
    assert set(body) == {"error"}
    return response.status_code, body["error"]


# The table


def test_the_table_has_every_operation_once_and_each_is_a_method_of_both_clients() -> None:
    names = [operation.name for operation in OPERATIONS]
    assert sorted(names) == [
        "audio.speech.create",
        "audio.transcriptions.create",
        "audio.translations.create",
        "batches.cancel",
        "batches.create",
        "batches.list",
        "batches.retrieve",
        "chat.completions.create",
        "embeddings.create",
        "files.content",
        "files.create",
        "files.delete",
        "files.info",
        "files.list",
        "fine_tunings.create",
        "fine_tunings.delete",
        "fine_tunings.list",
        "fine_tunings.retrieve",
        "models.delete",
        "models.list",
        "models.retrieve",
        "reranking.create",
        "responses.create",
    ]
    local = LocalGroq()
    for operation in OPERATIONS:
        assert callable(method(local.client(), operation))
        assert inspect.iscoroutinefunction(method(local.async_client(), operation))


@EACH
def test_the_canned_call_sends_what_its_row_says(operation: Operation) -> None:
    sent: List[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(
            operation.answer.status, headers=list(operation.answer.headers), content=operation.answer.content
        )

    client = groq.Groq(
        api_key=KEY, base_url="http://local.groq", http_client=httpx.Client(transport=httpx.MockTransport(answer))
    )
    result = method(client, operation)(**operation.arguments)

    assert isinstance(result, named(operation.result))
    (request,) = sent
    assert (request.method, request.url.raw_path.decode()) == (operation.method, operation.url_path)
    assert request.headers["accept"] == operation.accept
    assert operation.match(operation.url_path) is not None
    if operation.json is not None:
        assert json.loads(request.content) == operation.json
    elif operation.form is not None:
        assert tuple(parts_of(request.content, boundary_of(request.headers["content-type"]))) == operation.form
    else:
        assert request.content == b""


@EACH
def test_the_local_groq_answers_every_operation(operation: Operation) -> None:
    with LocalGroq() as local:
        result = method(local.client(), operation)(**arguments_with_ids(local, operation))
        assert isinstance(result, named(operation.result))
        assert local.requests[-1].method == operation.method


@EACH
async def test_the_local_groq_answers_every_operation_of_the_asynchronous_client(operation: Operation) -> None:
    with LocalGroq() as local:
        async with local.async_client() as client:
            result = await method(client, operation)(**arguments_with_ids(local, operation))
            assert isinstance(result, named(operation.async_result))


@EACH
def test_an_answer_has_the_headers_and_fields_of_the_canned_one(operation: Operation) -> None:
    with LocalGroq() as local:
        response = method(local.client().with_raw_response, operation)(**arguments_with_ids(local, operation))
    canned = httpx.Response(200, headers=list(operation.answer.headers), content=operation.answer.content)
    assert response.headers["content-type"] == canned.headers["content-type"]
    assert {name for name, _ in operation.answer.headers} <= {*response.headers}
    if canned.headers["content-type"] == "application/json":
        assert set(response.http_response.json()) == set(canned.json())


def test_exactly_the_streamed_operations_have_a_canned_stream_and_it_ends_as_streams_do() -> None:
    chat, responses = (operation for operation in OPERATIONS if operation.stream is not None)
    assert (chat.name, chat.chunk) == ("chat.completions.create", "groq.types.chat.ChatCompletionChunk")
    assert chat.stream is not None
    assert chat.stream.content.endswith(b"data: [DONE]\n\n")
    assert (responses.name, responses.chunk) == ("responses.create", "groq.types.responses.ResponseStreamEvent")
    assert responses.stream is not None
    assert responses.stream.content.rpartition(b"event: ")[2].startswith(b"response.completed\n")


# What is remembered


def test_requests_are_recorded_as_they_came() -> None:
    with LocalGroq() as local:
        client = local.client()
        client.chat.completions.create(
            messages=[{"role": "user", "content": "Hello"}], model="llama-3.1-8b-instant", extra_query={"a": "1"}
        )
        request = local.requests[-1]
        assert request.method == "POST"
        assert request.path == "/openai/v1/chat/completions"
        assert request.query["a"] == "1"
        assert request.headers["Authorization"] == "Bearer local-groq-key"
        assert request.json == {"messages": [{"role": "user", "content": "Hello"}], "model": "llama-3.1-8b-instant"}
        assert json.loads(request.body) == request.json
        client.models.list()
        assert local.requests[-1].json is None
        assert len(local.requests) == 2


def test_reset_forgets_requests_files_batches_and_deletions() -> None:
    with LocalGroq() as local:
        client = local.client()
        client.files.create(file=b"{}", purpose="batch")
        client.models.delete("playai-tts")
        local.reset()
        assert local.requests == []
        assert client.files.list().data == []
        assert client.models.retrieve("playai-tts").id == "playai-tts"


def test_two_local_groqs_share_nothing_and_answer_alike() -> None:
    with LocalGroq() as one, LocalGroq() as other:
        asked: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hello"}], "model": "llama-3.1-8b-instant"}
        answers = [local.client().chat.completions.create(**asked) for local in (one, other)]
        assert answers[0].choices == answers[1].choices
        assert answers[0].id == answers[1].id
        one.client().files.create(file=b"{}", purpose="batch")
        assert other.client().files.list().data == []


def test_importing_the_package_loads_neither_httpx_nor_the_emulator() -> None:
    code = "import sys, groq.testing; print([m for m in ('httpx', 'groq.testing._local') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, timeout=60)
    assert done.stdout.strip() == b"[]"


# Refusals


@pytest.mark.parametrize("headers", [{"authorization": "Bearer wrong"}, {"authorization": ""}, {"authorization": KEY}])
def test_a_wrong_key_is_refused_as_groq_does(headers: Dict[str, str]) -> None:
    error = {"message": "Invalid API Key", "type": "invalid_request_error", "code": "invalid_api_key"}
    assert refused(send(LocalGroq(), "GET", "/openai/v1/models", headers=headers)) == (401, error)


def test_a_wrong_key_is_an_authentication_error_and_an_own_key_is_let_in() -> None:
    with LocalGroq(api_key="mine") as local:
        assert local.client().models.list().data
        with pytest.raises(groq.AuthenticationError, match="Invalid API Key"):
            local.client(api_key="yours").models.list()


@pytest.mark.parametrize(
    ("key", "error"),
    [
        ("", ValueError("`api_key` is '': it must be ASCII characters, with no space around them")),
        ("a\n", ValueError("`api_key` is 'a\\n': it must be ASCII characters, with no space around them")),
        (5, TypeError("`api_key` is 5: it must be a string")),
    ],
)
def test_a_key_that_no_client_could_send_is_refused(key: Any, error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        LocalGroq(api_key=key)
    assert str(caught.value) == str(error)


def test_an_unknown_route_is_refused_as_groq_does() -> None:
    message = (
        "Unknown request URL: GET /x. Please check the URL for typos, or see the docs at https://console.groq.com/docs/"
    )
    error = {"message": message, "type": "invalid_request_error", "code": "unknown_url"}
    assert refused(send(LocalGroq(), "GET", "/x")) == (404, error)


def test_a_wrong_method_is_refused_and_told_the_right_ones() -> None:
    response = send(LocalGroq(), "PUT", "/openai/v1/files")
    status, error = refused(response)
    assert (status, error["code"]) == (405, "method_not_allowed")
    assert {name.strip() for name in response.headers["allow"].split(",")} == {"GET", "POST"}


@pytest.mark.parametrize("model", ["x", "gpt-4"])
@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("chat/completions", {"messages": [{"role": "user", "content": "Hi"}]}),
        ("embeddings", {"input": "Hi"}),
        ("audio/speech", {"input": "Hi", "voice": "v"}),
    ],
)
def test_an_unknown_model_is_refused_as_groq_does(path: str, rest: Dict[str, Any], model: str) -> None:
    body = {"model": model, **rest}
    message = "The model `%s` does not exist or you do not have access to it." % model
    error = {"message": message, "type": "invalid_request_error", "code": "model_not_found", "param": "model"}
    assert refused(send(LocalGroq(), "POST", "/openai/v1/" + path, json=body)) == (404, error)


def test_a_model_of_another_kind_is_refused() -> None:
    body = {"model": "whisper-large-v3", "messages": [{"role": "user", "content": "Hi"}]}
    status, error = refused(send(LocalGroq(), "POST", "/openai/v1/chat/completions", json=body))
    assert (status, error["message"]) == (400, "The model `whisper-large-v3` does not support chat completions.")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "invalid_json"),
        (b"", "invalid_json"),
        (b"\xff{}", "invalid_json"),
        (b'{"model": NaN}', "invalid_json"),
        pytest.param(b"[" * 100_000, "invalid_json", id="nested too deep"),
        (b"[]", "invalid_type"),
        (b'"text"', "invalid_type"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(content: bytes, code: str) -> None:
    headers = {"content-type": "application/json"}
    response = send(LocalGroq(), "POST", "/openai/v1/embeddings", content=content, headers=headers)
    status, error = refused(response)
    assert (status, error["type"], error["code"]) == (400, "invalid_request_error", code)


@pytest.mark.parametrize(
    ("change", "message", "code", "param"),
    [
        ({"model": None}, "'model' : value must be a string", "invalid_type", "model"),
        ({"model": 3}, "'model' : value must be a string", "invalid_type", "model"),
        ({"model": ...}, "'model' : property 'model' is missing", "missing_property", "model"),
        ({"messages": ...}, "'messages' : property 'messages' is missing", "missing_property", "messages"),
        ({"messages": "Hi"}, "'messages' : value must be an array", "invalid_type", "messages"),
        ({"messages": []}, "'messages' : minimum number of items is 1", "invalid_value", "messages"),
        ({"messages": ["Hi"]}, "'messages.0' : value must be an object", "invalid_type", "messages.0"),
        (
            {"messages": [{"role": "user"}]},
            "'messages.0.content' : property 'content' is missing",
            "missing_property",
            "messages.0.content",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "text"}]}]},
            "'messages.0.content.0.text' : property 'text' is missing",
            "missing_property",
            "messages.0.content.0.text",
        ),
        ({"temperature": "hot"}, "'temperature' : value must be a number", "invalid_type", "temperature"),
        ({"temperature": True}, "'temperature' : value must be a number", "invalid_type", "temperature"),
        ({"stream": "yes"}, "'stream' : value must be a boolean", "invalid_type", "stream"),
        ({"tools": {}}, "'tools' : value must be an array", "invalid_type", "tools"),
        ({"max_tokens": 1.5}, "'max_tokens' : value must be an integer", "invalid_type", "max_tokens"),
        ({"max_tokens": 0}, "'max_tokens' : minimum value is 1", "invalid_value", "max_tokens"),
    ],
)
def test_a_chat_request_that_is_not_well_formed_is_refused(
    change: Dict[str, Any], message: str, code: str, param: str
) -> None:
    body: Dict[str, Any] = {"model": "llama-3.1-8b-instant", "messages": [{"role": "user", "content": "Hi"}], **change}
    body = {name: value for name, value in body.items() if value is not ...}
    error = {"message": message, "type": "invalid_request_error", "code": code, "param": param}
    assert refused(send(LocalGroq(), "POST", "/openai/v1/chat/completions", json=body)) == (400, error)


def test_an_unknown_role_is_refused_with_the_known_ones() -> None:
    body = {"model": "llama-3.1-8b-instant", "messages": [{"role": "wizard", "content": "Hi"}]}
    status, error = refused(send(LocalGroq(), "POST", "/openai/v1/chat/completions", json=body))
    assert (status, error["param"]) == (400, "messages.0.role")
    assert "'assistant'" in error["message"]


def test_null_is_as_good_as_absent_for_what_is_optional() -> None:
    with LocalGroq() as local:
        completion = local.client().chat.completions.create(
            messages=[{"role": "user", "content": "Hi"}], model="llama-3.1-8b-instant", stop=None, tools=None, seed=None
        )
        assert completion.choices[0].finish_reason == "stop"


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("chat/completions", "text/plain"),
        ("chat/completions", "multipart/form-data; boundary=x"),
        ("embeddings", ""),
        ("files", "application/json"),
        ("audio/transcriptions", "application/x-www-form-urlencoded"),
    ],
)
def test_an_unsupported_media_type_is_refused(path: str, content_type: str) -> None:
    headers = {"content-type": content_type}
    status, error = refused(send(LocalGroq(), "POST", "/openai/v1/" + path, content=b"{}", headers=headers))
    assert (status, error["code"]) == (415, "unsupported_media_type")


def test_a_fault_of_the_emulator_is_a_server_error_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groq.testing._catalogue.find", None)
    with LocalGroq() as local, pytest.raises(groq.InternalServerError, match="The local Groq failed"):
        local.client(max_retries=0).models.retrieve("playai-tts")


def test_every_answer_has_an_id_and_rate_limits_and_refusals_have_them_too() -> None:
    local = LocalGroq()
    responses = [send(local, "GET", path) for path in ("/openai/v1/models", "/x")]
    ids = [response.headers["x-request-id"] for response in responses]
    assert all(request_id.startswith("req_01") and len(request_id) == 30 for request_id in ids)
    assert ids[0] != ids[1]
    assert [response.headers["x-groq-region"] for response in responses] == ["local", "local"]
    assert [response.headers["x-ratelimit-remaining-requests"] for response in responses] == ["14399", "14398"]


# Models


def test_every_model_that_examples_in_the_wild_name_is_there() -> None:
    models = LocalGroq().client().models
    for name in NAMED_IN_THE_WILD:
        assert models.retrieve(name).id == name.lower()


def test_a_model_says_what_it_can_hold() -> None:
    model = LocalGroq().client().models.retrieve("mixtral-8x7b-32768")
    assert model.to_dict() == {
        "id": "mixtral-8x7b-32768",
        "object": "model",
        "created": 1693721698,
        "owned_by": "Mistral AI",
        "active": True,
        "context_window": 32768,
        "max_completion_tokens": 32768,
        "public_apps": None,
    }


def test_a_model_id_with_a_slash_is_found_encoded_and_not() -> None:
    local = LocalGroq()
    for path in ("/openai/v1/models/openai%2Fgpt-oss-20b", "/openai/v1/models/openai/gpt-oss-20b"):
        assert send(local, "GET", path).json()["id"] == "openai/gpt-oss-20b"


def test_a_deleted_model_is_gone() -> None:
    client = LocalGroq().client()
    assert client.models.delete("playai-tts").to_dict() == {"id": "playai-tts", "object": "model", "deleted": True}
    with pytest.raises(groq.NotFoundError, match="playai-tts"):
        client.models.retrieve("playai-tts")
    assert "playai-tts" not in [model.id for model in client.models.list().data]


# Multipart


def test_a_form_is_read_however_it_is_spelt() -> None:
    body = (
        b"preamble\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
        b'--b\r\ncontent-disposition: form-data; filename="a%22b;c.wav"; name="f"\r\nContent-Type: audio/wav\r\n\r\n'
        b"\x00\r\n--bb\r\n\xff\r\n"
        b'--b\r\nContent-Disposition: form-data; name="g"; filename*=utf-8\'\'na%C3%AFve.wav; filename="x"\r\n\r\n\r\n'
        b"--b--\r\nepilogue"
    )
    assert parts_of(body.replace(b"--bb", b"-bb"), b"b") == [
        Part("a", b"1"),
        Part("f", b"\x00\r\n-bb\r\n\xff", 'a"b;c.wav', "audio/wav"),
        Part("g", b"", "naïve.wav"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b\r\n",
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
        b"--b\r\n\r\n1\r\n--b--",
        b"--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--",
        b"--b\r\nno end of headers\r\n--b--",
    ],
)
def test_a_form_that_is_broken_is_refused(body: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        parts_of(body, b"b")
    assert (caught.value.status, caught.value.code) == (400, "invalid_multipart")


def test_a_form_without_a_boundary_is_refused() -> None:
    with pytest.raises(Refusal, match="no boundary"):
        boundary_of("multipart/form-data")
    assert boundary_of('multipart/form-data; charset=utf-8; Boundary="a b"') == b"a b"


# Both colours at once


async def test_many_calls_at_once_are_answered_each_its_own() -> None:
    with LocalGroq() as local:
        async with local.async_client() as client:
            answers = await asyncio.gather(
                *(
                    client.chat.completions.create(
                        messages=[{"role": "user", "content": "What is %d?" % number}], model="llama-3.1-8b-instant"
                    )
                    for number in range(20)
                )
            )
        assert all("What is %d?" % number in str(answer) for number, answer in enumerate(answers))
        assert len({answer.id for answer in answers}) == 20
