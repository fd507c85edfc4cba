"""What a test has the local Groq say next: words, pieces, tool calls, JSON, functions, and in which order."""

from __future__ import annotations

import datetime
import json
import threading
from typing import Any, Dict, Iterator, List

import pytest
from pydantic import BaseModel

import groq
from groq.testing import LocalGroq, Reply, Request, ToolCall
from twin import Twin

MODEL = "llama-3.3-70b-versatile"
THINKER = "openai/gpt-oss-20b"
WEATHER = {"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object"}}}


@pytest.fixture
def local() -> Iterator[LocalGroq]:
    with LocalGroq() as made:
        yield made


def complete(local: LocalGroq, prompt: str = "Hi", model: str = MODEL, **options: Any) -> Any:
    messages: Any = [{"role": "user", "content": prompt}]
    return local.client(max_retries=0).chat.completions.create(messages=messages, model=model, **options)


def content(local: LocalGroq, **options: Any) -> Any:
    return complete(local, **options).choices[0].message.content


def deltas(local: LocalGroq, **options: Any) -> List[Dict[str, Any]]:
    """What the chunks of a stream add, without the first, that says who speaks, and the last, that is empty."""
    first, *middle, last = complete(local, stream=True, **options)
    assert (first.choices[0].delta.role, last.choices[0].delta.to_dict()) == ("assistant", {})
    return [chunk.choices[0].delta.to_dict() for chunk in middle]


# Order


def test_replies_are_said_in_order_and_then_answers_are_made_up_again(local: LocalGroq) -> None:
    usual = content(LocalGroq())
    local.reply("Paris.")
    local.reply("Rome.", times=2)
    assert local.pending_replies == ["reply('Paris.')", "reply('Rome.') 2 times"]
    local.fail(503)
    assert local.pending == ["reply('Paris.')", "reply('Rome.') 2 times", "fail(503)"]
    with pytest.raises(groq.InternalServerError):
        complete(local)
    assert [content(local) for _ in range(4)] == ["Paris.", "Rome.", "Rome.", usual]
    assert local.pending_replies == []


def test_a_reply_for_ever_stands_in_whenever_nothing_else_is_scripted(local: LocalGroq) -> None:
    local.reply("Always.", times=None)
    local.reply("Once.")
    assert local.pending_replies == ["reply('Once.')", "reply('Always.')"]
    assert [content(local) for _ in range(3)] == ["Once.", "Always.", "Always."]
    local.reply("Again.")
    assert [content(local) for _ in range(2)] == ["Again.", "Always."]
    assert local.pending_replies == []


def test_a_reset_forgets_what_was_scripted(local: LocalGroq) -> None:
    local.reply("Once.")
    local.reply("Always.", times=None)
    local.reset()
    assert local.pending_replies == []
    assert content(local) == content(LocalGroq())


def test_a_refused_request_uses_no_reply_up(local: LocalGroq) -> None:
    local.reply("Paris.")
    with pytest.raises(groq.NotFoundError):
        complete(local, model="nobody/knows-it")
    with pytest.raises(groq.BadRequestError):
        complete(local, temperature=9)
    local.client().models.list()
    assert content(local) == "Paris."


def test_both_colours_and_the_server_take_from_one_script(local: LocalGroq, twin: Twin) -> None:
    for city in ("Paris.", "Rome."):
        local.reply(city)
    create = twin.closing(twin.pick(local.client, local.async_client)()).chat.completions.create
    messages = [{"role": "user", "content": "Where?"}]
    assert twin.call(create(messages=messages, model=MODEL)).choices[0].message.content == "Paris."
    with local.serve() as server, groq.Groq(api_key=local.api_key, base_url=server.url) as client:
        said = client.chat.completions.create(messages=[{"role": "user", "content": "Where?"}], model=MODEL)
    assert said.choices[0].message.content == "Rome."


def test_each_reply_is_said_once_however_many_ask_at_the_same_time(local: LocalGroq) -> None:
    for number in range(40):
        local.reply(str(number))
    said: List[str] = []

    def ask() -> None:
        for _ in range(5):
            said.append(content(local))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(said, key=int) == [str(number) for number in range(40)]


def test_the_requests_of_a_batch_get_scripted_replies_too(local: LocalGroq) -> None:
    body = {"model": MODEL, "messages": [{"role": "user", "content": "Hi"}]}
    line = {"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": body}
    client = local.client()
    file = client.files.create(file=("it.jsonl", json.dumps(line).encode()), purpose="batch")
    made: Any = {"completion_window": "24h", "endpoint": "/v1/chat/completions", "input_file_id": file.id}
    batch = client.batches.create(**made)
    local.reply("Paris.")
    for _ in range(5):
        batch = client.batches.retrieve(batch.id)
    assert batch.output_file_id is not None
    written = json.loads(client.files.content(batch.output_file_id).read())
    assert written["response"]["body"]["choices"][0]["message"]["content"] == "Paris."


# Words


def test_a_reply_comes_as_a_completion_with_its_tokens_counted(local: LocalGroq) -> None:
    local.reply("Paris.")
    completion = complete(local, stop="aris", max_completion_tokens=1)  # neither cuts what is scripted
    assert completion.choices[0].to_dict() == {
        "index": 0,
        "message": {"role": "assistant", "content": "Paris."},
        "logprobs": None,
        "finish_reason": "stop",
    }
    assert (completion.usage.prompt_tokens, completion.usage.completion_tokens) == (5, 2)
    assert completion.model == MODEL


def test_all_that_a_reply_has_arrives(local: LocalGroq) -> None:
    tool = {"index": 0, "type": "search", "arguments": "{}"}
    citation = {"start_index": 0, "end_index": 5, "document_id": "a"}
    source = {"type": "document_citation", "document_citation": citation}
    local.reply(
        "Paris.",
        reasoning="France.",
        finish_reason="length",
        executed_tools=[tool],
        annotations=[source],
        usage={"prompt_tokens": 1000},
        model="another/model",
        message={"refusal": "No."},
        extra={"system_fingerprint": "fp_1", "x_groq": {"debug": {"input_tokens": ["Hi"]}}},
    )
    completion = complete(local)
    assert completion.choices[0].message.to_dict() == {
        "role": "assistant",
        "content": "Paris.",
        "reasoning": "France.",
        "executed_tools": [tool],
        "annotations": [source],
        "refusal": "No.",
    }
    assert completion.choices[0].finish_reason == "length"
    assert (completion.model, completion.system_fingerprint) == ("another/model", "fp_1")
    assert (completion.usage.prompt_tokens, completion.usage.total_tokens) == (1000, 1004)
    assert completion.usage.completion_tokens_details.reasoning_tokens == 2
    assert completion.x_groq.to_dict() == {"id": completion.x_groq.id, "debug": {"input_tokens": ["Hi"]}}


def test_a_usage_is_taken_as_it_is_given(local: LocalGroq) -> None:
    usage = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 4, "queue_time": 9.0}
    local.reply("Paris.", usage=usage)
    found = complete(local).usage.to_dict()
    assert found == {**found, **usage}


@pytest.mark.parametrize(
    ("asked", "reasoning", "said"),
    [
        ({}, "France.", "Paris."),
        ({"reasoning_format": "parsed"}, "France.", "Paris."),
        ({"reasoning_format": "hidden"}, None, "Paris."),
        ({"include_reasoning": False}, None, "Paris."),
        ({"reasoning_format": "raw"}, None, "<think>\nFrance.\n</think>\n\nParis."),
    ],
)
def test_scripted_reasoning_is_shown_as_the_request_asks(
    local: LocalGroq, asked: Dict[str, Any], reasoning: Any, said: str
) -> None:
    local.reply("Paris.", reasoning="France.", times=2)
    completion = complete(local, model=THINKER, **asked)
    message = completion.choices[0].message
    assert (message.reasoning, message.content) == (reasoning, said)
    assert completion.usage.completion_tokens_details.reasoning_tokens == 2
    streamed = deltas(local, model=THINKER, **asked)
    assert "".join(delta.get("reasoning", "") for delta in streamed) == (reasoning or "")
    assert "".join(delta.get("content", "") for delta in streamed) == said


def test_json_is_said_as_text(local: LocalGroq) -> None:
    local.reply_json({"city": "Málaga", "sunny": True})
    local.reply_json([1, None])
    assert [content(local) for _ in range(2)] == ['{"city":"Málaga","sunny":true}', "[1,null]"]


# Streams


def test_a_streamed_reply_comes_in_exactly_the_pieces_given(local: LocalGroq) -> None:
    local.reply_stream(["Par", "is.", "\n\n", " "], times=2)
    assert deltas(local) == [{"content": piece} for piece in ("Par", "is.", "\n\n", " ")]
    assert content(local) == "Paris.\n\n "


def test_pieces_follow_the_reasoning_that_is_raw(local: LocalGroq) -> None:
    local.reply_stream(["Par", "is."], reasoning="France.")
    raw = deltas(local, model=THINKER, reasoning_format="raw")
    assert raw[-2:] == [{"content": "Par"}, {"content": "is."}]
    assert "".join(delta["content"] for delta in raw[:-2]) == "<think>\nFrance.\n</think>\n\n"


def test_a_stream_ends_with_why_and_what_it_cost(local: LocalGroq) -> None:
    local.reply_stream(["Paris."], usage={"prompt_tokens": 70}, finish_reason="length", extra={"x_groq": {"seed": 3}})
    options = {"include_usage": True}
    first, *_, last, usage = complete(local, stream=True, stream_options=options)
    assert (last.choices[0].finish_reason, last.x_groq.seed) == ("length", 3)
    assert (usage.choices, usage.usage) == ([], last.x_groq.usage)
    assert (usage.usage.prompt_tokens, usage.usage.total_tokens) == (70, 72)
    assert first.x_groq.id == last.x_groq.id == usage.x_groq.id


def test_what_else_a_message_has_is_streamed_too(local: LocalGroq) -> None:
    tool = {"index": 0, "type": "search", "arguments": "{}"}
    source = {"type": "document_citation"}
    local.reply("Paris.", executed_tools=[tool], annotations=[source], message={"refusal": "No."})
    assert deltas(local) == [
        {"executed_tools": [tool]},
        {"content": "Paris."},
        {"annotations": [source], "refusal": "No."},
    ]


# Tool calls


def test_a_tool_call_takes_an_object_or_any_text(local: LocalGroq) -> None:
    local.reply_tool_call("get_weather", {"city": "Málaga"}, id="call_1")
    local.reply_tool_call("get_weather", '{"city": ')
    local.reply_tool_call("get_weather")
    completions = [complete(local, tools=[WEATHER]) for _ in range(3)]
    messages = [completion.choices[0].message for completion in completions]
    assert [completion.choices[0].finish_reason for completion in completions] == ["tool_calls"] * 3
    assert [message.content for message in messages] == [None] * 3
    arguments = [message.tool_calls[0].function.arguments for message in messages]
    assert arguments == ['{"city":"Málaga"}', '{"city": ', "{}"]
    assert messages[0].tool_calls[0].to_dict() == {
        "id": "call_1",
        "type": "function",
        "function": {"name": "get_weather", "arguments": '{"city":"Málaga"}'},
    }
    ids = {message.tool_calls[0].id for message in messages}
    assert len(ids) == 3
    assert all(each.startswith("call_") for each in ids)


def test_several_tools_are_called_in_one_reply(local: LocalGroq) -> None:
    sent = {"id": "c", "type": "function", "function": {"name": "c", "arguments": "3"}}
    local.reply_tool_calls([("a", {"x": 1}), ToolCall("b", "2", id="b"), sent, ("d",)])  # type: ignore[list-item]
    local.reply("And words.", tool_calls=[("a", {})])
    calls = complete(local).choices[0].message.tool_calls
    assert [(call.function.name, call.function.arguments) for call in calls] == [
        ("a", '{"x":1}'),
        ("b", "2"),
        ("c", "3"),
        ("d", "{}"),
    ]
    assert [call.id for call in calls][1:3] == ["b", "c"]
    assert len({call.id for call in calls}) == 4
    both = complete(local).choices[0]
    assert (both.message.content, both.finish_reason) == ("And words.", "tool_calls")


def test_a_streamed_tool_call_comes_whole_or_in_the_pieces_asked_for(local: LocalGroq) -> None:
    local.reply_tool_calls([("a", {"x": 1}), ToolCall("b", '{"y":2345}', id="b", pieces=3)])
    streamed = [delta["tool_calls"] for delta in deltas(local)]
    whole = {"index": 0, "id": streamed[0][0]["id"], "type": "function"}
    assert streamed == [
        [{**whole, "function": {"name": "a", "arguments": '{"x":1}'}}],
        [{"index": 1, "id": "b", "type": "function", "function": {"name": "b", "arguments": '{"y'}}],
        [{"index": 1, "function": {"arguments": '":2'}}],
        [{"index": 1, "function": {"arguments": "345}"}}],
    ]
    local.reply_tool_call("a", {}, pieces=9)  # as many pieces as there are characters
    assert [delta["tool_calls"][0]["function"]["arguments"] for delta in deltas(local)] == ["{", "}"]
    local.reply_tool_call("a", "", pieces=2)
    assert [delta["tool_calls"][0]["function"]["arguments"] for delta in deltas(local)] == [""]


def test_a_tool_call_answers_functions_in_their_older_form(local: LocalGroq) -> None:
    functions = [{"name": "get_weather", "parameters": {"type": "object"}}]
    local.reply_tool_call("get_weather", {"city": "Rome"}, times=2)
    choice = complete(local, functions=functions).choices[0]
    assert choice.message.to_dict() == {
        "role": "assistant",
        "content": None,
        "function_call": {"name": "get_weather", "arguments": '{"city":"Rome"}'},
    }
    assert choice.finish_reason == "function_call"
    *_, call, last = complete(local, functions=functions, stream=True)
    assert call.choices[0].delta.function_call.name == "get_weather"
    assert last.choices[0].finish_reason == "function_call"


def test_a_loop_of_tools_takes_a_few_lines(local: LocalGroq) -> None:
    local.reply_tool_call("get_weather", {"city": "Paris"})
    local.reply("Sunny in Paris.")
    messages: List[Any] = [{"role": "user", "content": "Weather in Paris?"}]
    asked = complete_all(local, messages)
    messages += [asked, {"role": "tool", "tool_call_id": asked.tool_calls[0].id, "content": "sunny"}]
    assert complete_all(local, messages).content == "Sunny in Paris."
    assert local.requests[-1].json["messages"][-1]["content"] == "sunny"


def complete_all(local: LocalGroq, messages: List[Any]) -> Any:
    tools: Any = [WEATHER]
    completion = local.client().chat.completions.create(messages=messages, model=MODEL, tools=tools)
    return completion.choices[0].message


# Functions


def test_a_function_sees_the_request_and_gives_any_reply(local: LocalGroq) -> None:
    def shout(request: Request) -> Any:
        prompt = request.json["messages"][-1]["content"]
        answers = {"text": "TEXT", "reply": Reply("Said.", reasoning="Thought."), "json": Reply.json({"a": 1})}
        return answers.get(prompt)

    local.reply_with(shout, times=None)
    assert content(local, prompt="text") == "TEXT"
    assert complete(local, prompt="reply").choices[0].message.reasoning == "Thought."
    assert content(local, prompt="json") == '{"a":1}'
    assert content(local, prompt="Hi") == content(LocalGroq())


def test_a_function_is_called_as_often_as_asked(local: LocalGroq) -> None:
    local.reply_with(lambda _: "once")
    assert local.pending_replies == ["reply_with(<lambda>)"]
    assert [content(local) for _ in range(2)] == ["once", content(LocalGroq())]


def test_a_function_that_fails_is_told_of_at_once_and_not_tried_again(local: LocalGroq) -> None:
    def fails(request: Request) -> str:
        raise LookupError("no city here")

    local.reply_with(fails)
    local.reply_with(lambda _: 5)  # type: ignore[arg-type, return-value]
    for sentence in ("LookupError: no city here", "TypeError: it must give a text, a Reply or None, got int"):
        with pytest.raises(groq.InternalServerError) as caught:
            local.client().chat.completions.create(messages=[{"role": "user", "content": "Hi"}], model=MODEL)
        body: Any = caught.value.body
        assert body["error"] == {
            "message": "The function given to `reply_with` failed: " + sentence,
            "type": "internal_server_error",
            "code": "reply_failed",
        }
    assert len(local.requests) == 2


def test_a_function_may_ask_the_local_groq_itself(local: LocalGroq) -> None:
    local.reply_with(lambda request: "%d" % len(local.requests))
    assert content(local) == "1"


def test_a_function_that_must_be_awaited_is_refused(local: LocalGroq) -> None:
    async def later(request: Request) -> str:
        return "later"

    with pytest.raises(TypeError, match="`reply_with` takes a plain function of the request, got <function"):
        local.reply_with(later)  # type: ignore[arg-type]


# Replies that cannot be


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (
            lambda local: local.reply(),
            ValueError("a reply says something: pass a text, tool calls, or what else it has"),
        ),
        (lambda local: local.reply(5), TypeError("`content` of a reply is a string or None, got 5")),
        (lambda local: local.reply("a", reasoning=None), TypeError("`reasoning` of a reply is a string, got None")),
        (lambda local: local.reply("a", usage=[1]), TypeError("`usage` of a reply is an object, got [1]")),
        (lambda local: local.reply("a", annotations={}), TypeError("`annotations` of a reply is a list, got {}")),
        (
            lambda local: local.reply("a", finish_reason=""),
            ValueError("`finish_reason` of a reply is empty: leave it out for the usual one"),
        ),
        (
            lambda local: local.reply("a", message={"x": float("nan")}),
            ValueError("a reply must be JSON: Out of range float values are not JSON compliant"),
        ),
        (lambda local: local.reply(Reply("a"), reasoning="b"), TypeError("pass either a Reply or what it says")),
        (lambda local: local.reply("a", times=0), ValueError("`times` is 0: it must be at least 1")),
        (lambda local: local.reply("a", times=True), TypeError("`times` is True: it must be a whole number")),
        (
            lambda local: local.reply_stream("Paris."),
            TypeError("the pieces of a streamed reply are several strings, got one: 'Paris.'"),
        ),
        (lambda local: local.reply_stream([]), ValueError("a streamed reply needs at least one piece")),
        (
            lambda local: local.reply_stream(["a", ""]),
            ValueError("piece 1 of a streamed reply must be a text that is not empty, got ''"),
        ),
        (
            lambda local: local.reply_tool_call("", {}),
            ValueError("a tool call needs the name of a function, got ''"),
        ),
        (
            lambda local: local.reply_tool_call("a", {"x": object}),
            ValueError("a reply must be JSON: Object of type type is not JSON serializable"),
        ),
        (
            lambda local: local.reply_tool_call("a", [1]),
            TypeError("the arguments of a tool call are an object, or a text as it is, got [1]"),
        ),
        (
            lambda local: local.reply_tool_call("a", args={}),
            TypeError("a reply has no `args`: did you mean `arguments`?"),
        ),
        (
            lambda local: local.reply_json([], model_name="a"),
            TypeError("a reply has no `model_name`: did you mean `model`?"),
        ),
        (
            lambda local: local.reply_stream(["a"], x=1),
            TypeError(
                "a reply has no `x`: it takes pieces, times, reasoning, finish_reason, executed_tools, annotations, "
                "usage, model, message, extra"
            ),
        ),
        (
            lambda local: local.reply_tool_call("a", pieces=0),
            ValueError("the arguments of a tool call come in at least one piece, got 0"),
        ),
        (lambda local: local.reply_tool_call("a", id=5), TypeError("the id of a tool call is a string, got 5")),
        (
            lambda local: local.reply(Reply("a", pieces=("b",))),
            ValueError("the pieces of a reply are not its content: make it with Reply.stream"),
        ),
        (lambda local: local.reply_tool_calls([]), ValueError("a reply of tool calls needs at least one call")),
        (
            lambda local: local.reply_tool_calls([5]),
            TypeError("a tool call is a pair of a name and arguments, or an object as Groq sends it, got 5"),
        ),
        (
            lambda local: local.reply_json({1, 2}),
            ValueError("a reply must be JSON: Object of type set is not JSON serializable"),
        ),
        (lambda local: local.reply_with("a"), TypeError("`reply_with` takes a plain function of the request, got 'a'")),
        (lambda _: ToolCall("a", {}), TypeError("the arguments of a tool call are JSON text, got dict")),  # type: ignore[arg-type]
    ],
)
def test_a_reply_that_cannot_be_is_refused_at_once(local: LocalGroq, script: Any, error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        script(local)
    assert str(caught.value).split(": nan")[0] == str(error)  # newer Pythons name the float
    assert local.pending_replies == []


def test_a_pydantic_model_is_said_as_what_it_holds(local: LocalGroq) -> None:
    class Person(BaseModel):
        name: str
        born: datetime.date

    ada = Person(name="Ada", born=datetime.date(1815, 12, 10))
    local.reply_json({"people": [ada]})
    assert content(local) == '{"people":[{"name":"Ada","born":"1815-12-10"}]}'
