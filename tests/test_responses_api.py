"""The Responses API: what is sent, what comes back, and the events of a stream."""

from __future__ import annotations

import json
import pickle
from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq._core.clocks import has_content
from groq._core.parse import parser
from groq.testing import LocalGroq, Reply, record, replay
from groq.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseCreatedEvent,
    ResponseFunctionToolCall,
    ResponseMcpCall,
    ResponseMcpListTools,
    ResponseMcpTool,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseReasoningItem,
    ResponseStreamEvent,
    ResponseTextDeltaEvent,
    ResponseUnknownEvent,
    ResponseUnknownItem,
    ResponseUnknownPart,
)
from twin import Body, Twin

MODEL = "openai/gpt-oss-20b"
TEXT: Dict[str, Any] = {"type": "output_text", "text": "Hello", "annotations": []}
MESSAGE: Dict[str, Any] = {"type": "message", "id": "msg_1", "role": "assistant", "content": [TEXT]}
ANSWER: Dict[str, Any] = {
    "id": "resp_1",
    "object": "response",
    "created_at": 1,
    "model": MODEL,
    "status": "completed",
    "output": [MESSAGE],
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
}
SERVER: Dict[str, Any] = {
    "type": "mcp",
    "server_label": "hub",
    "server_url": "https://someone:hush-word@example.com/mcp?token=hush-token",
    "headers": {"X-Plain": "hush-plain", "Authorization": "Bearer hush-key"},
}
WEATHER: Dict[str, Any] = {
    "type": "function",
    "name": "get_weather",
    "description": "The weather at a place",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


def ask(twin: Twin, client: Any, **arguments: Any) -> Any:
    return twin.call(client.responses.create(**{"model": MODEL, "input": "Hi", **arguments}))


def events(*events: Dict[str, Any]) -> bytes:
    """Events as they come over the wire, each under the name of its type."""
    return b"".join(b"event: %s\ndata: %s\n\n" % (e["type"].encode(), json.dumps(e).encode()) for e in events)


def stream_of(twin: Twin, *pieces: Any, **options: Any) -> Any:
    answer = httpx.Response(200, headers={"content-type": "text/event-stream"}, stream=Body(*pieces))
    return ask(twin, twin.client(answer, **options), stream=True)


# What comes back


def test_output_text_is_all_that_was_said_in_words(twin: Twin) -> None:
    refusal = {"type": "refusal", "refusal": "no"}
    second = {**MESSAGE, "content": [{**TEXT, "text": " world"}, refusal, {**TEXT, "text": "!"}]}
    call = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
    response = ask(twin, twin.client({**ANSWER, "output": [MESSAGE, call, second]}))
    assert type(response) is Response
    assert response.output_text == "Hello world!"
    assert "output_text" not in response.to_dict()


@pytest.mark.parametrize("output", [[], None, [{"type": "message"}], [{"type": "message", "content": None}], "x"])
def test_a_response_that_says_nothing_has_an_empty_text(twin: Twin, output: Any) -> None:
    assert ask(twin, twin.client({**ANSWER, "output": output})).output_text == ""


def test_items_are_told_apart_by_their_type(twin: Twin) -> None:
    output = [
        {"type": "mcp_list_tools", "id": "l", "server_label": "hub", "tools": [{"name": "a", "input_schema": {}}]},
        {"type": "reasoning", "id": "r", "summary": [], "content": [{"type": "reasoning_text", "text": "Hm."}]},
        {"type": "mcp_call", "id": "m", "name": "a", "arguments": "{}", "server_label": "hub", "output": "1"},
        {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
        MESSAGE,
    ]
    response = ask(twin, twin.client({**ANSWER, "output": output}))
    kinds = [ResponseMcpListTools, ResponseReasoningItem, ResponseMcpCall, ResponseFunctionToolCall]
    assert [type(item) for item in response.output] == [*kinds, ResponseOutputMessage]
    assert response.output[0].tools[0].name == "a"
    assert response.output[1].content[0].text == "Hm."
    assert response.to_dict() == {**ANSWER, "output": output}


def test_items_parts_and_annotations_that_are_not_known_are_kept(twin: Twin) -> None:
    film = {"type": "film_call", "id": "f", "frames": [{"at": 1}]}
    sung = {"type": "output_song", "notes": ["c", "e"]}
    cited = {"type": "dream_citation", "night": 3}
    output = [film, {**MESSAGE, "content": [sung, {**TEXT, "annotations": [cited]}]}, {"no": "type"}]
    response = ask(twin, twin.client({**ANSWER, "output": output, "tools": [{"type": "crane", "reach": 9}]}))
    unknown, message, typeless = response.output
    assert (type(unknown), unknown.type, unknown["frames"]) == (ResponseUnknownItem, "film_call", [{"at": 1}])
    assert type(message.content[0]) is ResponseUnknownPart
    assert message.content[1].annotations[0]["night"] == 3
    assert (type(typeless), typeless.type, typeless.no) == (ResponseUnknownItem, None, "type")
    assert response.tools[0].get("reach") == 9
    assert response.output_text == "Hello"
    assert response.to_dict()["output"] == output


def test_a_response_of_odd_types_is_kept_as_it_came(twin: Twin) -> None:
    odd = {**ANSWER, "created_at": "soon", "usage": "much", "tool_choice": 7, "tools": "none", "output": {"a": 1}}
    assert ask(twin, twin.client(odd)).to_dict() == odd


def test_strict_validation_refuses_what_is_not_known(twin: Twin) -> None:
    client = twin.client({**ANSWER, "output": [{"type": "film_call"}]}, _strict_response_validation=True)
    with pytest.raises(groq.APIResponseValidationError):
        ask(twin, client)
    assert ask(twin, twin.client(ANSWER, _strict_response_validation=True)).output_text == "Hello"


def test_a_response_pickles(twin: Twin) -> None:
    response = ask(twin, twin.client({**ANSWER, "output": [MESSAGE, {"type": "film_call"}]}))
    again = pickle.loads(pickle.dumps(response))
    assert (again, type(again.output[1])) == (response, ResponseUnknownItem)


# What is sent


def test_the_output_of_a_response_goes_back_as_it_came(twin: Twin) -> None:
    film = {"type": "film_call", "id": "f", "frames": 2}
    reasoning = {"type": "reasoning", "id": "r", "summary": [], "status": None}
    client = twin.client({**ANSWER, "output": [reasoning, MESSAGE, film]}, ANSWER)
    response = ask(twin, client)
    ask(twin, client, input=[{"role": "user", "content": "Hi"}, *response.output, {"role": "user", "content": "Go on"}])
    assert json.loads(twin.requests[1].content)["input"] == [
        {"role": "user", "content": "Hi"},
        reasoning,
        MESSAGE,
        film,
        {"role": "user", "content": "Go on"},
    ]


def test_every_parameter_goes_into_the_body_under_its_name(twin: Twin) -> None:
    sent: Dict[str, Any] = {
        "input": [{"role": "user", "content": "Hi"}],
        "model": MODEL,
        "instructions": "Be brief.",
        "max_output_tokens": 5,
        "metadata": {"a": "b"},
        "parallel_tool_calls": False,
        "reasoning": {"effort": "low"},
        "service_tier": "flex",
        "store": False,
        "stream": False,
        "temperature": 0.5,
        "text": {"format": {"type": "text"}},
        "tool_choice": {"type": "function", "name": "get_weather"},
        "tools": [WEATHER, SERVER, {"type": "code_interpreter"}],
        "top_p": 0.9,
        "truncation": "auto",
        "user": "u",
    }
    ask(twin, twin.client(ANSWER), **sent)
    assert json.loads(twin.requests[0].content) == sent


def test_a_missing_argument_and_an_unknown_one_are_refused_before_sending(twin: Twin) -> None:
    client = twin.client(ANSWER)
    for arguments in ({"model": MODEL}, {"input": "Hi"}, {"model": MODEL, "input": "Hi", "previous_response_id": "r"}):
        with pytest.raises(TypeError):
            twin.call(client.responses.create(**arguments))
    assert twin.requests == []


# Streams


CREATED = {"type": "response.created", "response": {**ANSWER, "output": [], "status": "in_progress", "error": None}}
DELTA = {"type": "response.output_text.delta", "item_id": "m", "output_index": 0, "content_index": 0, "delta": "Hel"}
DONE = {"type": "response.completed", "response": {**ANSWER, "error": None}}


def test_events_are_typed_by_their_type(twin: Twin) -> None:
    got = twin.items(stream_of(twin, events(CREATED, DELTA, DONE)))
    assert [type(event) for event in got] == [ResponseCreatedEvent, ResponseTextDeltaEvent, ResponseCompletedEvent]
    assert got[1].delta == "Hel"
    assert got[2].response.output_text == "Hello"
    assert [event.to_dict() for event in got] == [CREATED, DELTA, DONE]


def test_events_that_are_not_known_are_kept(twin: Twin) -> None:
    film = {"type": "response.film.frame", "frame": {"at": 1}}
    (event, _) = twin.items(stream_of(twin, events(film, DONE)))
    assert (type(event), event.type, event["frame"]) == (ResponseUnknownEvent, "response.film.frame", {"at": 1})
    assert event.to_dict() == film


def test_events_need_neither_a_name_nor_a_type_where_they_have_the_other(twin: Twin) -> None:
    nameless = b"data: %s\n\n" % json.dumps(DELTA).encode()
    bare = json.dumps({name: value for name, value in DELTA.items() if name != "type"}).encode()
    got = twin.items(stream_of(twin, nameless, b"event: response.output_text.delta\ndata: %s\n\n" % bare, events(DONE)))
    assert [type(event) for event in got] == [ResponseTextDeltaEvent, ResponseTextDeltaEvent, ResponseCompletedEvent]


@pytest.mark.parametrize("size", [1, 7])
def test_events_come_in_any_split(twin: Twin, size: int) -> None:
    data = events(CREATED, DELTA, DONE) + b"data: [DONE]\n\n"
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert [event.to_dict() for event in twin.items(stream_of(twin, *pieces))] == [CREATED, DELTA, DONE]


@pytest.mark.parametrize("kind", ["response.completed", "response.incomplete", "response.failed"])
def test_the_last_event_ends_the_stream(twin: Twin, kind: str) -> None:
    """Nothing is read after it, be it the end of the connection or `[DONE]`, and nothing is missing."""
    last = {**DONE, "type": kind}
    body = (events(DELTA), events(last), events(DELTA))
    got = twin.items(stream_of(twin, *body, stream_check="raise"))
    assert [event.type for event in got] == ["response.output_text.delta", kind]


def test_a_stream_without_its_last_event_is_incomplete(twin: Twin) -> None:
    got, error = twin.collect(stream_of(twin, events(CREATED, DELTA), stream_check="raise"))
    assert ([event.type for event in got], type(error)) == (
        ["response.created", "response.output_text.delta"],
        groq.IncompleteStreamError,
    )


@pytest.mark.parametrize(
    "event",
    [
        b'event: error\ndata: {"type":"error","code":"server_error","message":"It broke","param":null}\n\n',
        b'data: {"type":"error","code":"server_error","message":"It broke"}\n\n',
        b'event: error\ndata: {"error":{"code":"server_error","message":"It broke"}}\n\n',
        b'data: {"error":{"code":"server_error","message":"It broke"}}\n\n',
    ],
)
def test_an_error_among_the_events_is_raised(twin: Twin, event: bytes) -> None:
    got, error = twin.collect(stream_of(twin, events(DELTA), event))
    assert [type(item) for item in got] == [ResponseTextDeltaEvent]
    assert (type(error), error.message, error.code) == (groq.APIStreamError, "It broke", "server_error")


def test_a_failed_response_is_an_event_that_says_why(twin: Twin) -> None:
    failed = {**ANSWER, "status": "failed", "error": {"code": "server_error", "message": "It broke"}}
    (event,) = twin.items(stream_of(twin, events({"type": "response.failed", "response": failed})))
    assert (event.response.status, event.response.error.message) == ("failed", "It broke")


def test_an_event_that_is_no_json_is_an_error(twin: Twin) -> None:
    got, error = twin.collect(stream_of(twin, events(DELTA), b"event: response.completed\ndata: {\n\n"))
    assert [event.delta for event in got] == ["Hel"]
    assert isinstance(error, groq.APIResponseValidationError)


def test_events_are_validated_where_that_is_asked_for(twin: Twin) -> None:
    film = {"type": "response.film.frame"}
    got, error = twin.collect(stream_of(twin, events(DELTA, film), _strict_response_validation=True))
    assert ([event.delta for event in got], type(error)) == (["Hel"], groq.APIResponseValidationError)


def test_a_stream_that_breaks_before_its_first_event_is_opened_again(twin: Twin) -> None:
    twin.local.cut_stream(after_chunks=0)
    client = twin.local_client(max_retries=1)
    got = twin.items(ask(twin, client, stream=True))
    assert [event.sequence_number for event in got] == [*range(len(got))]
    assert len(twin.local.requests) == 2
    assert got[-1].response.output_text == ask(twin, client).output_text


def test_what_a_stream_says_adds_up_to_the_response(twin: Twin) -> None:
    reply = Reply.stream(["Fast", " and", " short."], reasoning="Be brief.")
    for _ in range(2):
        twin.local.reply(reply)
    client = twin.local_client()
    plain = ask(twin, client, tools=[SERVER])
    got = twin.items(ask(twin, client, tools=[SERVER], stream=True))
    texts = [event.delta for event in got if event.type == "response.output_text.delta"]
    assert texts == ["Fast", " and", " short."]
    done = [event.item for event in got if event.type == "response.output_item.done"]
    last = got[-1].response
    assert (done, last.output_text) == (last.output, plain.output_text)
    assert [type(item) for item in last.output] == [type(item) for item in plain.output]
    assert [event.sequence_number for event in got] == [*range(len(got))]
    assert not [event for event in got if isinstance(event, ResponseUnknownEvent)]


# Secrets


def test_no_repr_shows_what_is_sent_to_a_remote_server(twin: Twin) -> None:
    response = ask(twin, twin.client({**ANSWER, "tools": [SERVER]}))
    tool = response.tools[0]
    assert isinstance(tool, ResponseMcpTool)
    assert tool.headers == SERVER["headers"]
    for shown in (repr(response), str(response), repr(tool), str([tool])):
        assert "hush" not in shown
        assert "headers={'X-Plain': '***', 'Authorization': '***'}" in shown
    assert "server_url='https://***@example.com/mcp?***'" in repr(tool)
    assert response.to_dict()["tools"] == [SERVER]


def test_no_repr_of_a_request_shows_what_is_sent_to_a_remote_server() -> None:
    body = {"model": MODEL, "tools": [SERVER, WEATHER], "input": "Hi"}
    shown = repr(groq._models.FinalRequestOptions.construct(method="post", url="/x", json_data=body, extra_json=body))
    assert "hush" not in shown
    assert "get_weather" in shown
    assert body["tools"] == [SERVER, WEATHER]


def test_no_log_shows_what_is_sent_to_a_remote_server(
    twin: Twin, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_LOG_BODIES", "1")
    caplog.set_level("DEBUG")
    client = twin.client({**ANSWER, "tools": [SERVER]})
    ask(twin, client, tools=[SERVER, {**SERVER, "headers": {'a"}b': "hush {brace}"}}])
    twin.call(client.chat.completions.create(model=MODEL, messages=[], tools=[SERVER]))
    lines: List[str] = [record.getMessage() for record in caplog.records if "body: " in record.getMessage()]
    assert len(lines) == 4
    assert "hush" not in "".join(lines)
    assert all('"headers":"***"' in line.replace(" ", "") for line in lines[:3])


ODD_HEADERS = ["hush", ["hush"], {"X-Plain": ["a", "hush"]}, {"X-Plain": {"a": "}", "b": "hush"}}]


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=str)
def test_what_is_sent_in_another_form_is_not_shown_either(
    twin: Twin, headers: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("GROQ_LOG_BODIES", "1")
    caplog.set_level("DEBUG")
    path = tmp_path / "mcp.json"
    with LocalGroq().serve() as upstream:
        recording = record(path, upstream=upstream.url, api_key="local-groq-key")
        with recording as local, pytest.raises(groq.BadRequestError) as caught:
            asked(twin, local, tools=[{**SERVER, "headers": headers}])
    for shown in (caplog.text, path.read_text("utf-8"), pickle.dumps(caught.value).decode("latin-1")):
        assert "hub" in shown
        assert "hush" not in shown


def test_no_cassette_holds_what_is_sent_to_a_remote_server(twin: Twin, tmp_path: Any) -> None:
    path = tmp_path / "mcp.json"
    with LocalGroq().serve() as upstream, record(path, upstream=upstream.url, api_key="local-groq-key") as local:
        recorded = asked(twin, local, tools=[SERVER])
        streamed = twin.items(asked(twin, local, tools=[SERVER], stream=True))
    assert "hush" not in path.read_text("utf-8")
    assert "X-Plain" in path.read_text("utf-8")
    with replay(path, all_used=True) as local:
        other = {**SERVER, "headers": {"X-Plain": "new", "Authorization": "new"}}
        assert asked(twin, local, tools=[other]).output == recorded.output
        # all but the events with the whole response, which tells of the tools
        assert twin.items(asked(twin, local, tools=[other], stream=True))[2:-1] == streamed[2:-1]


def asked(twin: Twin, local: LocalGroq, **arguments: Any) -> Any:
    return ask(twin, twin.closing(twin.pick(local.client, local.async_client)()), **arguments)


def test_part_types_are_reachable() -> None:
    assert ResponseOutputText.__name__ in dir(groq.types.responses)


def test_only_events_that_say_something_are_tokens() -> None:
    """For the clocks of `TimeLimits`: that a response begins is no token yet."""
    read = parser(ResponseStreamEvent).python
    assert [has_content(read(event)) for event in (CREATED, {"type": "response.in_progress"}, DELTA, DONE)] == [
        False,
        False,
        True,
        True,
    ]


def test_a_stream_that_breaks_before_it_says_anything_is_opened_again(twin: Twin) -> None:
    kind = {"content-type": "text/event-stream"}
    bodies = [(events(CREATED), httpx.ReadError("gone")), (events(CREATED, DELTA, DONE),)]
    answers = [httpx.Response(200, headers=kind, stream=Body(*body)) for body in bodies]
    stream = ask(twin, twin.client(*answers, max_retries=1), stream=True)
    assert [event.type for event in twin.items(stream)] == [
        "response.created",
        "response.created",
        "response.output_text.delta",
        "response.completed",
    ]
    assert len(twin.requests) == 2


def test_a_stream_that_breaks_after_it_said_something_is_not(twin: Twin) -> None:
    got, error = twin.collect(stream_of(twin, events(CREATED, DELTA), httpx.ReadError("gone"), max_retries=1))
    assert [event.type for event in got] == ["response.created", "response.output_text.delta"]
    assert isinstance(error, groq.APIConnectionError)
    assert len(twin.requests) == 1
