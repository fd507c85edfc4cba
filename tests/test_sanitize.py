"""Histories of other parties to what the API takes: the function, the option of clients, and answers as parameters."""

from __future__ import annotations

import copy
import json
import logging
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, Dict, List, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import groq
from groq._core.history import sanitized
from groq.types.chat import ChatCompletionMessage
from groq.types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from twin import Twin

USER: Dict[str, Any] = {"role": "user", "content": "Hi"}
CALL: Dict[str, Any] = {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}
TOOL: Dict[str, Any] = {"role": "tool", "tool_call_id": "c", "content": "4"}
IMAGE: Dict[str, Any] = {"type": "image_url", "image_url": {"url": "https://host/a.png"}}
DOCUMENT: Dict[str, Any] = {"type": "document", "document": {"data": {"any": {"thing": None}}, "id": "d"}}


def text(said: str, **more: Any) -> Dict[str, Any]:
    return {"type": "text", "text": said, **more}


def assistant(**fields: Any) -> Dict[str, Any]:
    return {"role": "assistant", "content": "Hello", **fields}


# Pairs of a message and what is left of it, with where the rest stood.
CLEANED: List[Tuple[Dict[str, Any], Dict[str, Any], List[str]]] = [
    (assistant(refusal=None, audio=None), assistant(), ["refusal", "audio"]),
    (assistant(annotations=[{"type": "x"}], executed_tools=[]), assistant(), ["annotations", "executed_tools"]),
    (assistant(parsed={"a": 1}, reasoning_content="Hm"), assistant(), ["parsed", "reasoning_content"]),
    (assistant(id="msg_1", name="Bob"), assistant(), ["id", "name"]),
    (assistant(tool_calls=None, function_call=None), assistant(), ["tool_calls", "function_call"]),
    (assistant(tool_calls=[], reasoning=None), assistant(), ["tool_calls", "reasoning"]),
    (assistant(**{"not a word": 1}), assistant(), ["(a field)"]),
    (
        assistant(tool_calls=[CALL, {**CALL, "index": 1, "function": {**CALL["function"], "parsed_arguments": {}}}]),
        assistant(tool_calls=[CALL, CALL]),
        ["tool_calls[1].function.parsed_arguments", "tool_calls[1].index"],
    ),
    (
        assistant(function_call={"name": "f", "arguments": "{}", "id": "x"}),
        assistant(function_call={"name": "f", "arguments": "{}"}),
        ["function_call.id"],
    ),
    (
        assistant(content=[{"type": "thinking", "thinking": "Hm"}, text("Hello", annotations=[]), IMAGE]),
        assistant(content=[text("Hello")]),
        ["content[0]", "content[1].annotations", "content[2]"],
    ),
    ({**USER, "name": "Bob"}, USER, ["name"]),
    ({**USER, "name": None, "reasoning": "Hm"}, USER, ["name", "reasoning"]),
    (
        {**USER, "content": [text("Hi", cache_control={"type": "ephemeral"}), IMAGE]},
        {**USER, "content": [text("Hi"), IMAGE]},
        ["content[0].cache_control"],
    ),
    (
        {**USER, "content": [{**IMAGE, "image_url": {"url": "u", "detail": None, "format": "png"}}]},
        {**USER, "content": [{**IMAGE, "image_url": {"url": "u"}}]},
        ["content[0].image_url.detail", "content[0].image_url.format"],
    ),
    ({**USER, "content": None}, {**USER, "content": ""}, ["content"]),
    ({"role": "user"}, {**USER, "content": ""}, ["content"]),
    ({"role": "tool", "tool_call_id": "c"}, {**TOOL, "content": ""}, ["content"]),
    ({**TOOL, "name": "f", "content": []}, {**TOOL, "content": ""}, ["content", "name"]),
    ({"role": "developer", "content": "Be brief.", "id": 1}, {"role": "developer", "content": "Be brief."}, ["id"]),
]

# What stays as it is: it is right, or only the API can say what is wrong with it.
KEPT: List[Any] = [
    USER,
    {"role": "system", "content": "Be brief."},
    {**USER, "content": [text("Hi"), IMAGE, DOCUMENT]},
    assistant(reasoning="Hm", tool_calls=[CALL]),
    assistant(content=None),
    assistant(content=[]),
    {"role": "assistant", "tool_calls": [CALL]},
    assistant(function_call={"name": "f", "arguments": "{}"}),
    TOOL,
    {"role": "function", "name": "f", "content": None},
    {**USER, "content": [{"type": "input_audio", "input_audio": {"data": ""}}]},
    {"role": "narrator", "content": "Meanwhile.", "voice": "deep"},
    {"role": ["user"], "content": "Hi"},
    {"content": "Hi", "extra": 1},
    assistant(tool_calls="none"),
    "Hi",
    None,
]


@pytest.mark.parametrize(("message", "left", "out"), CLEANED, ids=lambda value: str(value)[:40])
def test_what_the_api_refuses_is_left_out(message: Any, left: Any, out: List[str]) -> None:
    before = copy.deepcopy(message)
    assert sanitized([USER, message]) == ([USER, left], ["messages[1].%s" % name for name in out])
    assert groq.messages.sanitize([message]) == [left]
    assert message == before


@pytest.mark.parametrize("message", KEPT, ids=lambda value: str(value)[:40])
def test_a_message_in_which_all_is_well_stays_the_same_object(message: Any) -> None:
    (kept,) = groq.messages.sanitize([message])
    assert kept is message


@pytest.mark.parametrize("message", [*(message for message, _, _ in CLEANED), *KEPT[:9]], ids=lambda it: str(it)[:40])
def test_what_is_left_is_taken_by_the_api(twin: Twin, message: Any) -> None:
    client = twin.local_client(sanitize_history=True)
    create = client.chat.completions.create(messages=[USER, message], model="llama-4-scout-17b-16e-instruct")
    assert twin.call(create).choices


NAMES = ["role", "content", "name", "tool_calls", "reasoning", "refusal", "function_call", "tool_call_id", "x"]
ROLES = ["system", "developer", "user", "assistant", "tool", "function"]
VALUES = st.recursive(
    st.sampled_from([None, "", "a", 1, *ROLES, "text", "image_url", "document", "refusal"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*NAMES, "type", "text"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES) | VALUES, max_size=3), st.sampled_from(ROLES))
def test_any_history_is_cleaned_once_and_for_all(history: List[Any], role: str) -> None:
    history = [{**message, "role": role} if isinstance(message, dict) else message for message in history]
    before = json.dumps(history)
    clean, _ = sanitized(history)
    assert sanitized(clean) == (clean, [])
    assert json.dumps(history) == before


def test_models_among_the_messages_are_cleaned_too() -> None:
    call = ChatCompletionMessageToolCall.construct(**CALL, index=3)
    answer = ChatCompletionMessage.construct(role="assistant", content="Hello", annotations=[], tool_calls=[call])
    plain = ChatCompletionMessage.construct(role="assistant", content="Hello")
    clean = assistant(tool_calls=[CALL])
    assert groq.messages.sanitize([answer, assistant(tool_calls=(call,))]) == [clean, clean]
    assert groq.messages.sanitize([plain])[0] is plain
    assert groq.messages.sanitize([ChatCompletionMessage]) == [ChatCompletionMessage]  # type: ignore[list-item]


@pytest.mark.parametrize("single", ["Hi", {"role": "user"}, None])
def test_a_single_message_is_no_history(twin: Twin, single: Any) -> None:
    with pytest.raises(TypeError, match="`history` is a single %s: pass a list of messages" % type(single).__name__):
        groq.messages.sanitize(single)
    with pytest.raises(groq.BadRequestError, match="'messages' : value must be an array"):
        twin.call(twin.local_client(sanitize_history=True).chat.completions.create(model="m", messages=single))


def test_an_iterator_in_a_message_is_left_for_who_sends_it() -> None:
    parts = iter([text("Hi", x=1)])
    (message,) = groq.messages.sanitize([{"role": "user", "content": parts, "name": "Bob"}])
    assert message == {"role": "user", "content": parts}
    assert list(parts) == [text("Hi", x=1)]


# The option of clients


def test_histories_are_sent_as_they_are_unless_the_client_is_told(twin: Twin) -> None:
    client = twin.client({})
    history = [USER, assistant(annotations=[], tool_calls=None)]
    for asked in (client, client.with_options(sanitize_history=True)):
        twin.call(asked.chat.completions.create(messages=iter(history), model="m"))
    sent = [json.loads(request.content)["messages"] for request in twin.requests]
    assert sent == [history, [USER, assistant()]]


def test_streams_and_raw_responses_are_asked_for_with_clean_histories_too(twin: Twin) -> None:
    client = twin.local_client(sanitize_history=True)
    call: Dict[str, Any] = {"messages": [USER, assistant(refusal=None)], "model": "llama-3.1-8b-instant"}
    assert twin.items(twin.call(client.chat.completions.create(**call, stream=True)))
    assert twin.call(client.chat.completions.with_raw_response.create(**call)).status_code == 200
    with twin.opened(client.chat.completions.with_streaming_response.create(**call)) as response:
        assert response.status_code == 200


def test_the_log_says_where_and_not_what(twin: Twin, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "groq")
    client = twin.client({}, sanitize_history=True)
    history = [assistant(refusal="a secret", tool_calls=[]), {**USER, "name": "a secret", "a secret": 1}]
    for messages in (history, [USER]):
        twin.call(client.chat.completions.create(messages=messages, model="m"))
    (record,) = [record for record in caplog.records if record.name == "groq"]
    out = "messages[0].refusal, messages[0].tool_calls, messages[1].name, messages[1].(a field)"
    assert (record.levelname, record.getMessage()) == ("DEBUG", "sanitize_history left out: " + out)


def test_it_is_an_option_of_clients_and_copies(twin: Twin) -> None:
    client = twin.client()
    assert (client.sanitize_history, client.copy().sanitize_history) == (False, False)
    cleaning = client.with_options(sanitize_history=True)
    assert (cleaning.sanitize_history, client.sanitize_history) == (True, False)
    assert cleaning.copy(timeout=3).sanitize_history
    assert cleaning.copy(set_default_headers={}).sanitize_history
    assert not cleaning.copy(sanitize_history=False).sanitize_history
    assert client.copy(_extra_kwargs={"sanitize_history": True}).sanitize_history
    assert copy.copy(twin.client(sanitize_history=True)).sanitize_history


@pytest.mark.parametrize("wrong", [None, "yes", 1])
def test_another_wish_is_refused(twin: Twin, wrong: Any) -> None:
    for make in (twin.client, twin.client().with_options):
        with pytest.raises(TypeError, match=r"^`sanitize_history` is .*: pass True or False$"):
            make(sanitize_history=wrong)


def test_a_client_that_cleans_loads_at_once_what_it_takes() -> None:
    program = """if True:
        import sys
        from groq import AsyncGroq
        client = AsyncGroq(api_key="k")
        assert client.chat.completions and "groq._history" not in sys.modules
        client.copy(sanitize_history=True)
        assert "groq._history" in sys.modules"""
    assert subprocess.run([sys.executable, "-c", program], timeout=50).returncode == 0


# An answer as a parameter


def answer_of(twin: Twin, **reply: Any) -> ChatCompletionMessage:
    twin.local.reply("Hello", **reply)
    completion = twin.call(
        twin.local_client().chat.completions.create(messages=[USER], model="openai/gpt-oss-20b", include_reasoning=True)
    )
    message = completion.choices[0].message
    assert isinstance(message, ChatCompletionMessage)
    return message


def test_an_answer_goes_back_as_what_a_request_may_hold(twin: Twin) -> None:
    citation = {
        "type": "function_citation",
        "function_citation": {"start_index": 0, "end_index": 1, "tool_call_id": "c"},
    }
    extra = {"reasoning": "Hm", "annotations": [citation], "message": {"refusal": None, "channel": "final"}}
    message = answer_of(twin, **extra)
    assert message.annotations
    assert message.model_extra == {"refusal": None, "channel": "final"}
    param = message.to_param()
    assert param == assistant(reasoning="Hm")
    messages = [USER, param, USER]
    assert twin.call(twin.local_client().chat.completions.create(messages=messages, model="openai/gpt-oss-20b")).choices


def test_the_tools_an_answer_calls_go_back_with_it(twin: Twin) -> None:
    param = answer_of(twin, tool_calls=[("f", {"a": 1})]).to_param()
    (call,) = param["tool_calls"]
    assert (set(param), set(call), call["function"]) == (
        {"role", "content", "tool_calls"},
        {"id", "type", "function"},
        {"name": "f", "arguments": '{"a":1}'},
    )


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({}, {"role": "assistant", "content": None}),
        ({"content": None, "tool_calls": None}, {"role": "assistant", "content": None}),
        ({"content": "a", "tool_calls": [], "reasoning": ""}, {"role": "assistant", "content": "a", "reasoning": ""}),
        ({"tool_calls": [{**CALL, "index": 0}]}, {"role": "assistant", "content": None, "tool_calls": [CALL]}),
    ],
)
def test_an_odd_answer_has_a_parameter_too(fields: Any, param: Any) -> None:
    assert ChatCompletionMessage.construct(**fields).to_param() == param


def test_a_parameter_shares_nothing_with_the_answer() -> None:
    message = ChatCompletionMessage.construct(role="assistant", content=None, tool_calls=[CALL])
    (call,) = message.to_param()["tool_calls"]
    call["function"]["name"] = "g"
    assert message.tool_calls is not None
    assert message.tool_calls[0].function.name == "f"


def test_a_resource_of_a_client_that_knows_nothing_of_it_sends_what_it_gets() -> None:
    from groq.resources.chat import Completions

    sent: List[Any] = []
    client: Any = SimpleNamespace(post=lambda *_, body, **__: sent.append(body["messages"]))
    Completions(client).create(messages=[assistant(refusal=None)], model="m")  # type: ignore[list-item]
    assert sent == [[assistant(refusal=None)]]
