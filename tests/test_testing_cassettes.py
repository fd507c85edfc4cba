"""Cassettes: recorded from an upstream on loopback without its secrets, replayed strictly and without a network."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest
import trio

import groq
from backends import under_trio
from groq.testing import CassetteError, LocalGroq, LocalServer, record, replay
from twin import Twin

KEY = "gsk_Zx81Zx81Zx81Zx81Zx81"
CHAT: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hello"}], "model": "llama-3.1-8b-instant"}
JSONL = b'{"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {}}\n'


@pytest.fixture(name="cassette")
def path_of_a_cassette(tmp_path: Path) -> Path:
    return tmp_path / "cassettes" / "chat.json"


@pytest.fixture(name="upstream")
def real_groq() -> Iterator[LocalServer]:
    with LocalGroq(api_key=KEY) as real, real.serve() as server:
        yield server


def answering(*answers: Any) -> httpx.Client:
    """What reaches an upstream that answers in turn: with a response, or with what is made of the request."""
    script = list(answers)

    def handle(request: httpx.Request) -> httpx.Response:
        answer = script.pop(0) if len(script) > 1 else script[0]
        found: httpx.Response = answer(request) if callable(answer) else answer
        return found

    return httpx.Client(transport=httpx.MockTransport(handle), trust_env=False)


def said(text: str) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]})


def recorded(path: Path, *answers: Any, **options: Any) -> LocalGroq:
    return record(path, upstream="https://real.test", api_key=KEY, http_client=answering(*answers), **options)


def bound(twin: Twin, local: Any, **options: Any) -> Any:
    return twin.closing(twin.pick(local.client, local.async_client)(**options))


def send(local: LocalGroq, method: str, path: str, **options: Any) -> httpx.Response:
    with httpx.Client(transport=local.transport(), base_url="http://local.groq", trust_env=False) as client:
        return client.request(method, path, **options)


def entries(path: Path) -> List[Dict[str, Any]]:
    found: List[Dict[str, Any]] = json.loads(path.read_text("utf-8"))["recordings"]
    return found


def said_by(client: Any, **changes: Any) -> Any:
    return client.chat.completions.create(**{**CHAT, **changes}).choices[0].message.content


# From an upstream to a replay


def session(twin: Twin, client: Any) -> List[Any]:
    """What a program gets out of each kind of call."""
    chat = twin.call(client.chat.completions.create(**CHAT))
    stream = twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))
    file = twin.call(client.files.create(file=("requests.jsonl", JSONL), purpose="batch"))
    content = twin.call(twin.call(client.files.content(file.id)).read())
    speech = twin.call(
        client.audio.speech.create(input="Hello", model="playai-tts", voice="Fritz-PlayAI", response_format="wav")
    )
    with pytest.raises(groq.NotFoundError) as refused:
        twin.call(client.models.retrieve("openai/nothing"))
    error = refused.value
    request_id = error.response.headers["x-request-id"]
    return [chat, stream, file, content, twin.call(speech.read()), error.status_code, error.body, request_id]


def test_a_session_is_recorded_and_replayed(twin: Twin, upstream: LocalServer, cassette: Path) -> None:
    with record(cassette, upstream=upstream.url, api_key=KEY) as local:
        first = session(twin, bound(twin, local))
    seen = len(upstream.requests)
    with replay(cassette, all_used=True) as local:
        assert session(twin, bound(twin, local)) == first
    assert (seen, len(upstream.requests)) == (6, 6)
    assert KEY not in cassette.read_text("utf-8")


def test_a_session_over_a_socket_is_the_one_in_memory(twin: Twin, upstream: LocalServer, cassette: Path) -> None:
    with record(cassette, upstream=upstream.url, api_key=KEY) as local, local.serve() as server:
        first = session(twin, bound(twin, server))
    with replay(cassette, all_used=True) as local:
        in_memory = session(twin, bound(twin, local))
    with replay(cassette, all_used=True) as local, local.serve() as server:
        assert session(twin, bound(twin, server)) == in_memory == first


def test_the_upstream_and_its_key_come_from_the_environment(
    upstream: LocalServer, cassette: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_BASE_URL", upstream.url + "/")
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    with record(cassette) as local:
        assert local.client(api_key="anything").models.list().data != []
    assert [request.headers["authorization"] for request in upstream.requests] == ["Bearer " + KEY]


def test_retries_are_recorded_and_replayed(twin: Twin, cassette: Path, no_sleep: List[float]) -> None:
    limited = httpx.Response(429, headers={"retry-after": "3"}, json={"error": {"message": "Slow down"}})
    with recorded(cassette, limited, said("At last")) as local:
        twin.call(bound(twin, local, max_retries=1).chat.completions.create(**CHAT))
    with replay(cassette, all_used=True) as local:
        answer = twin.call(bound(twin, local, max_retries=1).chat.completions.create(**CHAT))
        assert [request.headers["x-stainless-retry-count"] for request in local.requests] == ["0", "1"]
    assert answer.choices[0].message.content == "At last"
    assert no_sleep == [3.0, 3.0]


@under_trio
def test_a_trio_program_can_record(upstream: LocalServer, cassette: Path) -> None:
    async def run() -> Any:
        with record(cassette, upstream=upstream.url, api_key=KEY) as local:
            return (await local.async_client().models.list()).object

    assert trio.run(run) == "list"


# What goes to the upstream


def test_the_upstream_gets_the_request_under_its_own_key(cassette: Path) -> None:
    seen: List[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    with recorded(cassette, handle) as local:
        headers = {"authorization": "Bearer local", "cookie": "a=b", "x-mine": "1"}
        send(local, "POST", "/openai/v1/models/a%2Fb?x=1&x=%2F", content=b"sent", headers=headers)
    (request,) = seen
    assert str(request.url) == "https://real.test/openai/v1/models/a%2Fb?x=1&x=%2F"
    assert (request.method, request.content) == ("POST", b"sent")
    assert request.headers["authorization"] == "Bearer " + KEY
    assert request.headers["host"] == "real.test"
    assert request.headers["x-mine"] == "1"
    assert "cookie" not in request.headers


def test_an_upstream_that_cannot_be_reached_is_a_bad_gateway_and_not_recorded(twin: Twin, cassette: Path) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to host")

    with recorded(cassette, fail) as local:
        for face in (local, local.serve()):
            with pytest.raises(groq.InternalServerError) as refused:
                twin.call(bound(twin, face, max_retries=0).models.list())
            assert refused.value.status_code == 502
            assert refused.value.body == {
                "error": {
                    "message": "The upstream https://real.test gave no answer: ConnectError: no route to host",
                    "type": "api_error",
                    "code": "upstream_unreachable",
                }
            }
    assert entries(cassette) == []


async def test_requests_in_flight_do_not_wait_for_one_another_nor_block_the_loop(cassette: Path) -> None:
    meeting = threading.Barrier(3)

    def meet(request: httpx.Request) -> httpx.Response:
        meeting.wait(10)
        return httpx.Response(200, json={"data": [], "object": "list"})

    with recorded(cassette, meet) as local:
        client = local.async_client()
        calls = [asyncio.ensure_future(client.models.list()), asyncio.ensure_future(client.files.list())]
        await asyncio.get_running_loop().run_in_executor(None, meeting.wait, 10)
        await asyncio.gather(*calls)
    paths = {entry["request"]["path"] for entry in entries(cassette)}  # in the order they were answered
    assert paths == {"/openai/v1/models", "/openai/v1/files"}


def test_threads_share_a_recording_and_its_replay(upstream: LocalServer, cassette: Path) -> None:
    def ask(client: Any) -> List[Any]:
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(lambda number: said_by(client, seed=number), range(24)))

    with record(cassette, upstream=upstream.url, api_key=KEY) as local:
        first = ask(local.client())
    with replay(cassette, all_used=True) as local:
        assert ask(local.client()) == first


# What stands in the file


def test_a_cassette_is_json_that_people_can_read(cassette: Path) -> None:
    headers = {
        "Content-Type": "application/json",
        "X-Request-Id": "req_1",
        "x-ratelimit-remaining-tokens": "12",
        "retry-after": "1",
        "set-cookie": "session=secret",
        "cf-ray": "abc",
        "connection": "keep-alive",
    }
    with recorded(cassette, httpx.Response(200, headers=headers, content='{"b": "é", "a": 1.5}'.encode())) as local:
        send(local, "POST", "/openai/v1/chat/completions?b=2&a=1", json={"model": "m", "messages": []})
    text = cassette.read_text("utf-8")
    cassette_json = json.loads(text)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", cassette_json.pop("recorded"))
    assert cassette_json == {
        "format": 1,
        "groq": groq.__version__,
        "upstream": "https://real.test",
        "recordings": [
            {
                "request": {
                    "method": "POST",
                    "path": "/openai/v1/chat/completions",
                    "query": [["a", "1"], ["b", "2"]],
                    "json": {"messages": [], "model": "m"},
                },
                "answer": {
                    "status": 200,
                    "headers": {
                        "content-type": "application/json",
                        "retry-after": "1",
                        "x-ratelimit-remaining-tokens": "12",
                        "x-request-id": "req_1",
                    },
                    "json": {"b": "é", "a": 1.5},
                },
            }
        ],
    }
    assert '"b": "é",\n' in text
    assert text.index('"messages"') < text.index('"model"')
    assert text.endswith("}\n")


BODIES = [
    ("application/json", b'{"a":[1,null]}', {"json": {"a": [1, None]}}),
    ("application/json", b'{"a": ', {"text": '{"a": '}),
    ("text/html", b"<h1>Bad</h1>", {"text": "<h1>Bad</h1>"}),
    ("audio/wav", b"RIFF\xff\xfe", {"base64": base64.b64encode(b"RIFF\xff\xfe").decode()}),
    ("application/json", b"", {}),
]


@pytest.mark.parametrize(("content_type", "body", "found"), BODIES)
def test_a_body_is_kept_in_the_most_readable_form(
    content_type: str, body: bytes, found: Dict[str, Any], cassette: Path
) -> None:
    answer = httpx.Response(418, headers={"content-type": content_type}, content=body)
    with recorded(cassette, answer) as local:
        first = send(local, "GET", "/openai/v1/models")
    assert entries(cassette)[0]["answer"] == {"status": 418, "headers": {"content-type": content_type}, **found}
    with replay(cassette) as local:
        again = send(local, "GET", "/openai/v1/models")
    assert (first.status_code, first.headers["content-type"], first.content) == (418, content_type, body)
    assert (again.status_code, again.headers["content-type"], again.content) == (418, content_type, body)


def test_a_stream_is_kept_in_the_pieces_it_came_in(cassette: Path) -> None:
    pieces = [b'data: {"a"', b": 1}\n\n", "data: é".encode()[:-1], b"\xa9\n\n", b"data: [DONE]\n\n"]
    answer = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Pieces(pieces))
    with recorded(cassette, answer) as local:
        send(local, "POST", "/openai/v1/chat/completions")
    kept = ['data: {"a"', ": 1}\n\n", {"base64": "ZGF0YTogww=="}, {"base64": "qQoK"}, "data: [DONE]\n\n"]
    assert entries(cassette)[0]["answer"]["chunks"] == kept
    with replay(cassette) as local, httpx.Client(transport=local.transport()) as client:
        request = client.build_request("POST", "http://local.groq/openai/v1/chat/completions")
        assert list(client.send(request, stream=True).iter_raw()) == pieces


class Pieces(httpx.SyncByteStream):
    def __init__(self, pieces: List[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)


def test_a_form_is_kept_without_its_boundary_and_long_files_by_their_digest(cassette: Path) -> None:
    sound = bytes(range(256)) * 40
    files = {"file": ("a.wav", sound), "note": ("note.txt", b"short")}
    with recorded(cassette, httpx.Response(200, json={})) as local:
        send(local, "POST", "/openai/v1/audio/transcriptions", data={"model": "whisper-large-v3"}, files=files)
    assert entries(cassette)[0]["request"] == {
        "method": "POST",
        "path": "/openai/v1/audio/transcriptions",
        "form": [
            {"name": "file", "filename": "a.wav", "bytes": 10240, "sha256": hashlib.sha256(sound).hexdigest()},
            {"name": "model", "text": "whisper-large-v3"},
            {"name": "note", "filename": "note.txt", "text": "short"},
        ],
    }


# Secrets

ORGANIZATION = "org_01hxyz4w0pe2nv9qk3zj7t5abc"
MCP = {
    "type": "mcp",
    "server_label": "mine",
    "server_url": "https://user:hunter2@mcp.test/sse?apiKey=hunter2",
    "headers": {"Authorization": "Bearer hunter2", "X-Token": "hunter2"},
}
SECRETS: List[Dict[str, Any]] = [
    {"json": {"messages": [{"content": "my key is %s." % KEY}]}},
    {"json": {"messages": [{"content": "my key is gsk_hunter2"}]}},
    {"json": {"tools": [MCP]}},
    {"json": {"compound_custom": {"tools": {"wolfram_settings": {"authorization": "hunter2"}}}}},
    {"json": {KEY: 1, "user": ORGANIZATION}},
    {"params": {"api_key": "hunter2", "other": KEY}},
    {"data": {"authorization": "hunter2", "prompt": KEY}, "files": {"file": ("a", KEY.encode())}},
    {"files": {"file": ("a.jsonl", b'{"a": 1}\n{"body": {"tools": [%s]}}' % json.dumps(MCP).encode())}},
    {"content": b"\xff" + KEY.encode()},
    {"headers": {"authorization": "Bearer hunter2-of-mine", "cookie": "hunter2"}, "json": "hunter2-of-mine"},
]


@pytest.mark.parametrize("sent", SECRETS)
def test_no_secret_of_a_request_is_written_and_its_replay_is_found(sent: Dict[str, Any], cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        send(local, "POST", "/openai/v1/chat/completions", **sent)
    text = cassette.read_text("utf-8")
    assert [secret for secret in (KEY, "gsk_", "hunter2", ORGANIZATION) if secret in text] == []
    with replay(cassette, all_used=True) as local:
        assert send(local, "POST", "/openai/v1/chat/completions", **sent).status_code == 200


LIMITED = "Rate limit reached in organization `%s` for %s" % (ORGANIZATION, KEY)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(429, json={"error": {"message": LIMITED}}),
        httpx.Response(429, text=LIMITED),
        httpx.Response(200, headers={"x-request-id": KEY, "set-cookie": KEY}, json={}),
        httpx.Response(200, headers={"content-type": "audio/wav"}, content=b"\xff" + KEY.encode()),
        httpx.Response(
            200,
            headers={"content-type": "text/event-stream"},
            stream=Pieces([b"data: gsk_", KEY[4:].encode(), ORGANIZATION.encode() + b"\n\n"]),
        ),
    ],
)
def test_no_secret_of_an_answer_is_written(answer: httpx.Response, cassette: Path) -> None:
    with recorded(cassette, answer) as local:
        send(local, "GET", "/openai/v1/models")
    found = entries(cassette)[0]["answer"]
    text = json.dumps(found) + base64.b64decode(found.get("base64", "")).decode("latin-1")
    assert [secret for secret in (KEY, KEY[4:], ORGANIZATION) if secret in text] == []


def test_the_program_itself_gets_the_answer_as_it_is(cassette: Path) -> None:
    with recorded(cassette, said("It is " + KEY)) as local:
        assert said_by(local.client()) == "It is " + KEY
    with replay(cassette) as local:
        assert said_by(local.client()) == "It is [scrubbed]"


def test_names_that_begin_like_an_organization_are_left_alone(cassette: Path) -> None:
    content = 'def org_name(): return {"organization_id": org_settings_v2}'
    with recorded(cassette, said(content)) as local:
        said_by(local.client())
    with replay(cassette) as local:
        assert said_by(local.client()) == content


def test_a_hook_takes_out_what_only_its_user_knows(cassette: Path) -> None:
    def nameless(text: str) -> str:
        return text.replace("Ada", "somebody")

    message = [{"role": "user", "content": "I am Ada"}]
    with recorded(cassette, said("Hello Ada"), scrub=nameless) as local:
        assert said_by(local.client(), messages=message) == "Hello Ada"
    assert "Ada" not in cassette.read_text("utf-8")
    with replay(cassette, scrub=nameless) as local:
        assert said_by(local.client(), messages=message) == "Hello somebody"


# Matching


def mismatch(response: httpx.Response) -> str:
    body = response.json()
    message = body["error"].pop("message")
    assert (response.status_code, response.headers["x-should-retry"]) == (400, "false")
    assert body == {"error": {"type": "invalid_request_error", "code": "cassette_mismatch"}}
    return str(message)


def test_the_order_of_members_parameters_and_fields_and_all_headers_do_not_matter(cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        send(local, "POST", "/a?x=1&y=2", content=b'{"a":1,"b":{"c":2,"d":3}}')
        send(local, "POST", "/b", files=[("file", ("a", b"1")), ("model", (None, b"m"))])
    with replay(cassette, all_used=True) as local:
        headers = {"authorization": "Bearer else", "idempotency-key": "2"}
        first = send(local, "POST", "/a?y=2&x=1", content=b'{ "b": {"d": 3, "c": 2}, "a": 1 }', headers=headers)
        second = send(local, "POST", "/b", files=[("model", (None, b"m")), ("file", ("a", b"1"))])
    assert (first.status_code, second.status_code) == (200, 200)


UNLIKE: List[Any] = [
    ("GET", "/a?x=1", {"json": {"a": 1}}, '- "method": "POST",\n+ "method": "GET",'),
    ("POST", "/b?x=1", {"json": {"a": 1}}, '- "path": "/a",\n+ "path": "/b",'),
    ("POST", "/a?x=2", {"json": {"a": 1}}, '-   "1"\n+   "2"'),
    ("POST", "/a?x=1", {"json": {"a": "1"}}, '-  "a": 1\n+  "a": "1"'),
    ("POST", "/a?x=1", {"files": {"a": ("a", b"1")}}, '+   "filename": "a",'),
    ("POST", "/a?x=1", {"content": b"\xff"}, '+ "bytes": 1,'),
]


@pytest.mark.parametrize(("method", "url", "sent", "shown"), UNLIKE)
def test_a_request_that_was_not_recorded_is_refused_with_what_differs(
    method: str, url: str, sent: Dict[str, Any], shown: str, cassette: Path
) -> None:
    with recorded(cassette, said("Hello")) as local:
        send(local, "POST", "/a?x=1", json={"a": 1})
    with pytest.raises(CassetteError) as raised, replay(cassette) as local:
        message = mismatch(send(local, method, url, **sent))
    beginning = "The cassette %s has no recording of this %s %s. The nearest is recording 1, POST /a (- recorded, + "
    assert message.startswith(beginning % (cassette, method, url.partition("?")[0]))
    assert shown in message
    assert str(raised.value) == message


def test_the_nearest_recording_is_one_of_the_same_operation_with_the_most_equal_lines(cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        client = local.client()
        said_by(client, messages=[{"role": "user", "content": "Hello"}, {"role": "user", "content": "there"}])
        said_by(client, temperature=0.5)
        send(local, "POST", "/else", json={**CHAT, "temperature": 0.25})
    with pytest.raises(CassetteError) as raised, replay(cassette) as local:
        send(local, "POST", "/openai/v1/chat/completions", json={**CHAT, "temperature": 0.25})
    sentence, _, lines = str(raised.value).partition("\n")
    assert sentence.endswith("The nearest is recording 2, POST /openai/v1/chat/completions (- recorded, + asked):")
    assert lines == '   "model": "llama-3.1-8b-instant",\n-  "temperature": 0.5\n+  "temperature": 0.25\n  }'


def test_a_long_difference_is_cut(cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        send(local, "POST", "/a", json={})
    with pytest.raises(CassetteError) as raised, replay(cassette) as local:
        send(local, "POST", "/a", json={str(number): "x" * 500 for number in range(100)})
    lines = str(raised.value).split("\n")
    assert (len(lines), max(map(len, lines[1:]))) == (32, 160)
    assert re.fullmatch(r"\.\.\. and \d\d more lines", lines[-1])


def test_a_cassette_without_recordings_says_so(cassette: Path) -> None:
    with recorded(cassette, said("Hello")):
        pass
    with pytest.raises(CassetteError, match=r"GET /a\. It holds no recordings\.$"), replay(cassette) as local:
        send(local, "GET", "/a")


def test_a_mismatch_is_not_retried_and_fails_the_test_over_the_error_of_the_client(twin: Twin, cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        said_by(local.client())
    asked = {**CHAT, "messages": [{"role": "user", "content": "Bonjour"}]}
    with pytest.raises(CassetteError, match=r"(?s)recording 1.*Bonjour") as raised, replay(cassette) as local:
        twin.call(bound(twin, local).chat.completions.create(**asked))
    assert isinstance(raised.value.__context__, groq.BadRequestError)
    assert len(local.requests) == 1


def test_a_mismatch_that_a_program_hides_fails_the_test_as_well(cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        said_by(local.client())
    local = replay(cassette)
    for number in range(2):
        with pytest.raises(groq.BadRequestError):
            said_by(local.client(), seed=number)
    with pytest.raises(CassetteError, match=r"^2 requests have no recording in the cassette .* The first: The "):
        local.eject()


def test_an_interruption_is_not_hidden_by_a_mismatch(cassette: Path) -> None:
    with recorded(cassette, said("Hello")):
        pass
    local = replay(cassette)
    send(local, "GET", "/a")
    with pytest.raises(KeyboardInterrupt), local:
        raise KeyboardInterrupt


def test_equal_requests_get_their_recordings_in_order_and_then_no_more(cassette: Path) -> None:
    with recorded(cassette, said("One"), said("Two")) as local:
        assert [said_by(local.client()) for _ in range(2)] == ["One", "Two"]
    local = replay(cassette)
    assert [said_by(local.client()) for _ in range(2)] == ["One", "Two"]
    message = mismatch(send(local, "POST", "/openai/v1/chat/completions", json=CHAT))
    with pytest.raises(CassetteError) as raised:
        local.eject()
    assert str(raised.value) == message
    assert message == (
        "The cassette %s has given all 2 recordings of this POST /openai/v1/chat/completions: record it anew, or "
        "replay it with repeat=True." % cassette
    )


def test_the_last_recording_can_be_repeated(cassette: Path) -> None:
    with recorded(cassette, said("One"), said("Two")) as local:
        assert [said_by(local.client()) for _ in range(2)] == ["One", "Two"]
    with replay(cassette, repeat=True, all_used=True) as local:
        assert [said_by(local.client()) for _ in range(4)] == ["One", "Two", "Two", "Two"]


def test_recordings_that_nobody_asked_for_fail_a_test_that_wants_all_used(cassette: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        said_by(local.client())
        said_by(local.client())
        local.client().models.list()
    with replay(cassette):
        pass
    with pytest.raises(CassetteError) as raised, replay(cassette, all_used=True) as local:
        said_by(local.client())
    assert str(raised.value) == (
        "2 of the 3 recordings of the cassette %s were not asked for: 2 (POST /openai/v1/chat/completions), "
        "3 (GET /openai/v1/models)." % cassette
    )
    with pytest.raises(ZeroDivisionError), replay(cassette, all_used=True):
        raise ZeroDivisionError


# A local Groq that has one


def test_a_local_groq_switches_between_emulator_and_cassette(cassette: Path) -> None:
    with LocalGroq() as local:
        client = local.client()
        emulated = said_by(client)
        local.record(cassette, upstream="https://real.test", api_key=KEY, http_client=answering(said("Real")))
        assert said_by(client) == "Real"
        assert local.replay(cassette) is local
        assert said_by(client) == "Real"
        local.eject()
        local.eject()
        assert said_by(client) == emulated
        assert len(local.requests) == 4


def test_ejecting_tells_of_a_mismatch_once(cassette: Path) -> None:
    with recorded(cassette, said("Hello")):
        pass
    with LocalGroq() as local:
        send(local.replay(cassette), "GET", "/a")
        with pytest.raises(CassetteError, match="no recording"):
            local.eject()


def test_a_cassette_that_cannot_be_put_in_leaves_the_one_that_is(cassette: Path, tmp_path: Path) -> None:
    with recorded(cassette, said("Hello")) as local:
        with pytest.raises(CassetteError, match="There is no cassette"):
            local.replay(tmp_path / "none.json")
        assert said_by(local.client()) == "Hello"


def test_a_recording_replaces_the_cassette_or_adds_to_it(cassette: Path) -> None:
    for append, answer in ((True, "One"), (False, "Two"), (True, "Three")):
        with recorded(cassette, said(answer), append=append) as local:
            said_by(local.client(), seed=len(answer))
    found = [entry["answer"]["json"]["choices"][0]["message"]["content"] for entry in entries(cassette)]
    assert found == ["Two", "Three"]


def test_each_exchange_is_written_at_once(cassette: Path) -> None:
    local = recorded(cassette, said("Hello"))
    assert not cassette.exists()
    said_by(local.client())
    assert len(entries(cassette)) == 1
    assert [entry.name for entry in cassette.parent.iterdir()] == ["chat.json"]
    local.eject()


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_write_that_fails_leaves_the_old_cassette_and_nothing_else(
    failure: BaseException, cassette: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise failure

    with recorded(cassette, said("Old")) as local:
        said_by(local.client())
    local = recorded(cassette, said("New"))
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", fail)
        with pytest.raises((KeyboardInterrupt, CassetteError)) as raised, local:
            assert said_by(local.client()) == "New"
    if isinstance(failure, OSError):
        assert str(raised.value) == "The cassette %s cannot be written: No space left on device." % cassette
    assert entries(cassette)[0]["answer"]["json"]["choices"][0]["message"]["content"] == "Old"
    assert [entry.name for entry in cassette.parent.iterdir()] == ["chat.json"]


# Bad input


GOOD: Dict[str, Any] = {"request": {"method": "GET", "path": "/a"}, "answer": {"status": 200, "headers": {}}}
CORRUPT: List[Any] = [
    ("not JSON", "The cassette {} is not JSON: Expecting value: line 1 column 1 (char 0)."),
    ("[1]", '{} is not a cassette: it names no "format".'),
    ({"recordings": []}, '{} is not a cassette: it names no "format".'),
    (
        {"format": 2, "recordings": []},
        "The cassette {} has format 2, this version of groq reads format 1: record it anew.",
    ),
    ({"format": 1}, 'The cassette {} has no list of "recordings".'),
    ({"format": 1, "recordings": [GOOD, 1]}, 'Recording 2 of the cassette {} has no "request".'),
    ({"format": 1, "recordings": [GOOD, {**GOOD, "answer": 1}]}, 'Recording 2 of the cassette {} has no "answer".'),
    (
        {"format": 1, "recordings": [{**GOOD, "request": {"method": "GET"}}]},
        'Recording 1 of the cassette {} has no "path" in its "request".',
    ),
    (
        {"format": 1, "recordings": [{**GOOD, "answer": {"status": 200}}]},
        'Recording 1 of the cassette {} has no "headers" in its "answer".',
    ),
    (
        {"format": 1, "recordings": [{**GOOD, "answer": {"status": "fine", "headers": {}}}]},
        'Recording 1 of the cassette {} has an "answer" that is none: invalid literal for int() with base 10: ',
    ),
    (
        {"format": 1, "recordings": [{**GOOD, "answer": {"status": 200, "headers": {}, "base64": "?"}}]},
        'Recording 1 of the cassette {} has an "answer" that is none: ',
    ),
]


@pytest.mark.parametrize(("content", "message"), CORRUPT)
@pytest.mark.parametrize("put_in", [replay, lambda path: recorded(path, said("Hello"), append=True)])
def test_a_corrupt_cassette_is_told_in_a_sentence(
    content: Any, message: str, put_in: Callable[[Path], Any], tmp_path: Path
) -> None:
    path = tmp_path / "chat.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(CassetteError) as raised:
        put_in(path)
    assert str(raised.value).startswith(message.format(path))
    assert isinstance(raised.value, groq.GroqError)
    assert raised.value.__cause__ is None


def test_what_is_no_file_cannot_be_replayed_nor_recorded(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xff")
    cases: List[Any] = [
        (replay, "none.json", "There is no cassette at {}: record one first."),
        (replay, "", "The cassette {} cannot be read: Is a directory."),
        (replay, "file", "The cassette {} is not JSON: 'utf-8' codec can't decode byte 0xff in position 0: "),
        (lambda path: recorded(path, said("x")), "", "The cassette {} cannot be written: it is a directory."),
        (lambda path: recorded(path, said("x")), "file/chat.json", "The cassette {} cannot be written: "),
    ]
    for put_in, name, message in cases:
        path = tmp_path / name if name else tmp_path
        with pytest.raises(CassetteError) as raised:
            put_in(path)
        assert str(raised.value).startswith(message.format(path))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file"]


def test_recording_needs_a_key_and_a_url(cassette: Path) -> None:
    with pytest.raises(CassetteError, match=r"^Recording needs a key of the upstream: pass `api_key` or set GROQ_API_"):
        record(cassette)
    with pytest.raises(CassetteError, match=r"^The upstream 'api\.groq\.com' is no URL: it must begin with https://"):
        record(cassette, upstream="api.groq.com", api_key=KEY)
    assert not cassette.parent.exists()


# With faults


def test_a_scripted_fault_comes_before_the_cassette(twin: Twin, upstream: LocalServer, cassette: Path) -> None:
    def ask(local: LocalGroq) -> List[Any]:
        local.fail(503)
        client = bound(twin, local, max_retries=0)
        with pytest.raises(groq.InternalServerError):
            twin.call(client.chat.completions.create(**CHAT))
        return twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True)))

    with record(cassette, upstream=upstream.url, api_key=KEY) as local:
        first = ask(local)
    assert len(upstream.requests) == len(entries(cassette)) == 1
    with replay(cassette, all_used=True) as local:
        assert ask(local) == first


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n"])
def test_a_replayed_stream_is_cut_after_events_whatever_the_pieces_it_came_in(
    end: str, twin: Twin, cassette: Path
) -> None:
    events = "".join('data: {"id": "%d", "choices": []}%s' % (number, end) for number in range(5)).encode()
    pieces = Pieces([events[:60], events[60:]])
    with recorded(cassette, httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=pieces)) as local:
        whole = [chunk.id for chunk in local.client().chat.completions.create(**CHAT, stream=True)]
    with replay(cassette) as local:
        local.cut_stream(after_chunks=3)
        chunks, error = twin.collect(twin.call(bound(twin, local).chat.completions.create(**CHAT, stream=True)))
    assert whole == ["0", "1", "2", "3", "4"]
    assert [chunk.id for chunk in chunks] == ["0", "1", "2"]
    assert isinstance(error, httpx.RemoteProtocolError)
