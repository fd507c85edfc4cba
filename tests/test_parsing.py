"""`chat.completions.parse`: answers of a type, what is sent for them, and what happens where they do not fit."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any, Dict, Iterable, List, Optional, Tuple

import httpx
import pydantic
import pytest
from pydantic import BaseModel, Field
from typing_extensions import TypedDict

import groq
from groq import lib
from groq.testing import Reply
from groq.types.chat import ParsedChatCompletion, ParsedChatCompletionMessage, ParsedFunctionToolCall
from twin import Twin

STRICT, OTHER = "openai/gpt-oss-20b", "llama-3.1-8b-instant"
MESSAGES: Any = [{"role": "user", "content": "Who was Ada Lovelace?"}]
CALL: Any = {"messages": MESSAGES, "model": OTHER}


class Person(BaseModel):
    name: str
    age: int = 36
    nickname: Optional[str] = None


@dataclasses.dataclass
class Point:
    x: float
    y: float = 0.0


class Film(TypedDict):
    title: str


class Labels(BaseModel):
    labels: Dict[str, int]


class Weather(BaseModel):
    """Tell the weather."""

    city: str
    days: int = Field(1, ge=1)


def wind(city: str) -> str:
    return city


def parse(twin: Twin, **options: Any) -> Any:
    return twin.call(twin.local_client(max_retries=0).chat.completions.parse(**{**CALL, **options}))


def refused(twin: Twin, kind: Any, **options: Any) -> Any:
    with pytest.raises(kind) as info:
        parse(twin, **options)
    return info.value


def sent(twin: Twin) -> List[Any]:
    return [request.json for request in twin.local.requests]


def failed(generation: Optional[str], code: str = "json_validate_failed") -> Dict[str, Any]:
    body: Dict[str, Any] = {"message": "Failed to generate JSON.", "type": "invalid_request_error", "code": code}
    return {"error": body if generation is None else {**body, "failed_generation": generation}}


# What is asked for, and what comes


def test_a_model_that_can_is_held_to_the_schema(twin: Twin) -> None:
    twin.local.reply_json({"name": "Ada", "age": None, "nickname": None})
    completion = parse(twin, model=STRICT, response_format=Person)
    assert type(completion) is ParsedChatCompletion
    assert type(completion.choices[0].message) is ParsedChatCompletionMessage
    assert completion.choices[0].message.parsed == Person(name="Ada", age=36)
    described = {"name": "Person", "strict": True, "schema": groq.strict_schema(Person)}
    assert sent(twin) == [
        {
            "messages": MESSAGES,
            "model": STRICT,
            "response_format": {"type": "json_schema", "json_schema": described},
        }
    ]


def test_another_is_asked_for_its_best(twin: Twin) -> None:
    assert isinstance(parse(twin, response_format=Person).choices[0].message.parsed, Person)
    described = sent(twin)[0]["response_format"]["json_schema"]
    assert described == {"name": "Person", "strict": False, "schema": groq.strict_schema(Person)}


@pytest.mark.parametrize(
    ("type_", "reply", "value"),
    [
        (Point, {"x": 1, "y": None}, Point(1.0, 0.0)),
        (Film, {"title": "M"}, {"title": "M"}),
        (List[int], {"value": [1, 2]}, [1, 2]),
        (Optional[Person], {"value": None}, None),
        (bool, {"value": True}, True),
    ],
)
def test_any_type_of_json_can_be_asked_for(twin: Twin, type_: Any, reply: Any, value: Any) -> None:
    twin.local.reply_json(reply)
    completion = parse(twin, model=STRICT, response_format=type_, temperature=0.5)
    parsed = completion.choices[0].message.parsed
    assert (parsed, type(parsed)) == (value, type(value))
    assert sent(twin)[0]["temperature"] == 0.5


def test_an_iterable_is_validated_when_it_comes(twin: Twin) -> None:
    twin.local.reply_json({"value": [{"title": 1}]})
    twin.local.reply_json({"value": [{"title": "Pi"}]})
    completion = parse(twin, response_format=Iterable[Film], retries=1)
    assert completion.choices[0].message.parsed == [{"title": "Pi"}]
    assert copy.deepcopy(completion) == completion


def test_a_parsed_completion_is_the_completion_and_more(twin: Twin) -> None:
    twin.local.reply_json({"name": "Ada", "age": 3}, reasoning="Who?", extra={"new": 1}, message={"mood": "good"})
    completion = parse(twin, model=STRICT, response_format=Person)
    twin.local.reply_json({"name": "Ada", "age": 3}, reasoning="Who?", extra={"new": 1}, message={"mood": "good"})
    format_: Any = {"type": "json_object"}
    messages = [{"role": "user", "content": "JSON!"}]
    plain = twin.call(
        twin.local_client().chat.completions.create(model=STRICT, messages=messages, response_format=format_)
    )
    assert isinstance(completion, groq.types.chat.ChatCompletion)
    changing = ("id", "created", "usage", "x_groq")
    as_dict, as_plain = completion.to_dict(), plain.to_dict()
    assert {key: value for key, value in as_dict.items() if key not in changing} == {
        key: value for key, value in as_plain.items() if key not in changing
    }
    assert completion.new == 1
    assert completion.choices[0].message.mood == "good"
    assert completion.choices[0].message.reasoning == "Who?"
    assert completion.model_dump()["choices"][0]["message"]["parsed"] == {"name": "Ada", "age": 3, "nickname": None}


def test_its_message_goes_back_as_it_is(twin: Twin) -> None:
    first = parse(twin, response_format=Person)
    second = parse(twin, response_format=Person, messages=[*MESSAGES, first.choices[0].message, *MESSAGES])
    assert sent(twin)[1]["messages"][1] == {"role": "assistant", "content": first.choices[0].message.content}
    called = parse(twin, tools=[Weather], tool_choice="required")
    message = called.choices[0].message
    answer = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": "Rain."}
    parse(twin, tools=[Weather], messages=[*MESSAGES, message, answer])
    assert "parsed_arguments" not in json.dumps(sent(twin)[-1])
    assert second.choices[0].message.parsed is not None


def test_the_conversation_is_not_changed_and_may_be_any_iterable(twin: Twin) -> None:
    messages = copy.deepcopy(MESSAGES)
    twin.local.reply("no")
    twin.local.reply_json({"name": "Ada"})
    parse(twin, messages=messages, response_format=Person, retries=1)
    assert messages == MESSAGES
    twin.local.reply("no")
    twin.local.reply_json({"name": "Ada"})
    parse(twin, messages=iter(messages), response_format=Person, retries=1)
    assert [len(body["messages"]) for body in sent(twin)] == [1, 3, 1, 3]


def test_it_stands_on_create(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    completions = twin.local_client().chat.completions
    asked: List[Any] = []
    create = completions.create
    monkeypatch.setattr(completions, "create", lambda **options: asked.append(options) or create(**options))
    twin.call(completions.parse(MESSAGES, model=STRICT, response_format=Person, seed=3))
    assert [(options["model"], options["seed"]) for options in asked] == [(STRICT, 3)]


# Which models are strict


@pytest.mark.parametrize(
    ("model", "options", "strict"),
    [
        (STRICT, {}, True),
        ("OpenAI/GPT-OSS-120B", {}, True),
        (OTHER, {}, False),
        ("somebody/new", {}, False),
        (STRICT, {"strict": False}, False),
        (OTHER, {"strict": True}, True),
        (STRICT, {"strict": groq.omit}, True),
    ],
)
def test_the_table_tells_who_is_strict_and_the_caller_overrules_it(
    twin: Twin, model: str, options: Any, strict: bool
) -> None:
    answer = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"content": '{"name": "Ada"}'}}]}
    client = twin.client(answer)
    twin.call(client.chat.completions.parse(MESSAGES, model=model, response_format=Person, **options))
    assert json.loads(twin.requests[0].content)["response_format"]["json_schema"]["strict"] is strict


def test_the_table_can_be_changed(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lib.STRICT_MODELS, STRICT, False)
    parse(twin, model=STRICT, response_format=Person)
    assert sent(twin)[0]["response_format"]["json_schema"]["strict"] is False


UNSUPPORTED = {
    "error": {
        "message": "This model does not support response format `json_schema`.",
        "type": "invalid_request_error",
        "param": "response_format",
    }
}


def test_where_the_table_is_out_of_date_less_is_asked_for(twin: Twin) -> None:
    for _ in range(2):
        twin.local.fail(400, body=UNSUPPORTED)
    system = {"role": "system", "content": "Be brief."}
    completion = parse(twin, model=STRICT, messages=[system, *MESSAGES], response_format=Person)
    assert isinstance(completion.choices[0].message.parsed, Person)
    strict, loose, words = sent(twin)
    assert strict["response_format"]["json_schema"]["strict"] is True
    assert loose["response_format"]["json_schema"]["strict"] is False
    assert words["response_format"] == {"type": "json_object"}
    assert strict["messages"] == loose["messages"] == [system, *MESSAGES]
    assert [each["role"] for each in words["messages"]] == ["system", "system", "user"]
    assert '"nickname"' in words["messages"][1]["content"]


def test_the_local_groq_refuses_strict_schemas_of_other_models_which_is_no_end(
    twin: Twin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(lib.STRICT_MODELS, OTHER, True)
    assert isinstance(parse(twin, response_format=Person).choices[0].message.parsed, Person)
    assert twin.local.statuses == [400, 200]


def test_a_caller_who_knows_better_is_told(twin: Twin) -> None:
    error = refused(twin, groq.BadRequestError, response_format=Person, strict=True)
    assert error.param == "response_format.json_schema.strict"
    twin.local.fail(400, body=UNSUPPORTED)
    refused(twin, groq.BadRequestError, response_format=Person, strict=False)
    twin.local.fail(400)
    refused(twin, groq.BadRequestError, response_format=Person)
    assert len(sent(twin)) == 3


def test_what_cannot_be_strict_is_named_before_anything_is_sent(twin: Twin) -> None:
    error = refused(twin, groq.SchemaNotStrictError, model=STRICT, response_format=Labels)
    assert (error.path, error.type_name, "`strict=False`" in str(error)) == ("labels", "Labels", True)
    assert sent(twin) == []
    twin.local.reply_json({"labels": {"a": 1}})
    completion = parse(twin, model=STRICT, response_format=Labels, strict=False)
    assert completion.choices[0].message.parsed == Labels(labels={"a": 1})


# Asking again


def test_what_is_a_matter_of_form_needs_no_second_answer(twin: Twin) -> None:
    twin.local.reply('Sure:\n```json\n{"name": "Ada",}\n```')
    completion = parse(twin, response_format=Person)
    assert completion.choices[0].message.parsed == Person(name="Ada")
    assert completion.choices[0].message.content == 'Sure:\n```json\n{"name": "Ada",}\n```'
    assert len(sent(twin)) == 1


def test_the_model_is_asked_again_with_the_words_of_the_validator(twin: Twin) -> None:
    twin.local.reply_json({"name": "Ada", "age": "old"}, usage={"prompt_tokens": 10, "completion_tokens": 5})
    twin.local.reply("I will not.", usage={"prompt_tokens": 20, "completion_tokens": 6})
    twin.local.reply_json({"name": "Ada", "age": 5}, usage={"prompt_tokens": 30, "completion_tokens": 7})
    completion = parse(twin, response_format=Person, retries=2)
    assert completion.choices[0].message.parsed == Person(name="Ada", age=5)
    assert (completion.usage.prompt_tokens, completion.usage.completion_tokens) == (60, 18)
    first, second, third = sent(twin)
    assert second["messages"][:1] == first["messages"]
    assert second["messages"][1] == {"role": "assistant", "content": '{"name":"Ada","age":"old"}'}
    assert second["messages"][2]["role"] == "user"
    assert "`age`: Input should be a valid integer" in second["messages"][2]["content"]
    assert "not 'old'" in second["messages"][2]["content"]
    assert third["messages"][:3] == second["messages"]
    assert "Invalid JSON" in third["messages"][4]["content"]
    assert first["response_format"] == second["response_format"] == third["response_format"]


def test_the_last_error_carries_every_attempt(twin: Twin) -> None:
    twin.local.fail(400, body=failed('{"name": 3}'))
    twin.local.reply("one", usage={"prompt_tokens": 1, "completion_tokens": 2})
    twin.local.reply_json({"age": 4}, usage={"prompt_tokens": 3, "completion_tokens": 4})
    error = refused(twin, groq.ParseValidationError, response_format=Person, retries=2)
    assert [attempt.content for attempt in error.attempts] == ['{"name": 3}', "one", '{"age":4}']
    assert [attempt.completion is None for attempt in error.attempts] == [True, False, False]
    assert "`name`: Input should be a valid string, not 3" in error.attempts[0].problem
    assert "`name`: Field required" in str(error)
    assert (error.usage.prompt_tokens, error.usage.completion_tokens) == (4, 6)
    assert error.completion is error.attempts[2].completion
    assert isinstance(error.__cause__, pydantic.ValidationError)
    assert isinstance(error, groq.ParseError)
    for same in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (str(same), same.attempts, same.usage) == (str(error), error.attempts, error.usage)


def test_without_retries_the_first_answer_decides(twin: Twin) -> None:
    twin.local.reply("no")
    assert len(refused(twin, groq.ParseValidationError, response_format=Person).attempts) == 1
    assert len(sent(twin)) == 1


def test_a_generation_that_the_server_refused_is_mended_first(twin: Twin) -> None:
    twin.local.fail(400, body=failed('```json\n{"name": "Ada \\_ L", "age": null}\n```'))
    completion = parse(twin, model=STRICT, response_format=Person, retries=2)
    message = completion.choices[0].message
    assert message.parsed == Person(name="Ada _ L")
    assert json.loads(message.content) == {"name": "Ada _ L", "age": None}
    assert (completion.model, completion.choices[0].finish_reason, completion.usage) == (STRICT, "stop", None)
    assert completion.id.startswith("req_")
    assert len(sent(twin)) == 1


def test_one_that_cannot_be_mended_is_told_to_the_model(twin: Twin) -> None:
    twin.local.fail(400, body=failed('{"name": '))
    twin.local.fail(400, body=failed(None))
    twin.local.reply_json({"name": "Ada"})
    completion = parse(twin, model=STRICT, response_format=Person, retries=2)
    assert completion.choices[0].message.parsed == Person(name="Ada")
    _, second, third = sent(twin)
    assert second["messages"][1] == {"role": "assistant", "content": '{"name": '}
    assert "Invalid JSON" in second["messages"][2]["content"]
    # Nobody knows what was written the second time: the server's words are all there is to tell.
    assert [each["role"] for each in third["messages"]] == ["user", "assistant", "user", "user"]
    assert "Failed to generate JSON." in third["messages"][3]["content"]


def test_other_errors_of_the_api_are_what_they_are(twin: Twin) -> None:
    no = {"choices": [{"index": 0, "finish_reason": "stop", "message": {"content": "no"}}]}
    client = twin.client(no, httpx.Response(429), max_retries=0)
    with pytest.raises(groq.RateLimitError):
        twin.call(client.chat.completions.parse(**CALL, response_format=Person, retries=3))
    assert len(twin.requests) == 2


# No answer


def test_a_refusal_is_no_answer(twin: Twin) -> None:
    twin.local.reply(Reply(None, message={"refusal": "I will not."}))
    error = refused(twin, groq.ParseRefusalError, response_format=Person, retries=3)
    assert (error.refusal, len(error.attempts), len(sent(twin))) == ("I will not.", 1, 1)
    assert error.usage.total_tokens > 0


def test_an_answer_that_was_cut_off_tells_how_far_it_got(twin: Twin) -> None:
    twin.local.reply('{"name": "Ada", "age": 3', finish_reason="length")
    error = refused(twin, groq.ParseLengthError, response_format=Person, retries=3)
    assert error.partial == {"name": "Ada"}
    assert error.completion.choices[0].finish_reason == "length"
    copied = pickle.loads(pickle.dumps(error))
    assert copied.partial == {"name": "Ada"}


def test_a_tool_that_was_not_offered_is_no_answer(twin: Twin) -> None:
    twin.local.reply_tool_call("look_up", {"name": "Ada"})
    error = refused(twin, groq.ParseToolCallError, response_format=Person, retries=3)
    assert (error.tool_name, "`look_up`" in str(error)) == ("look_up", True)


@pytest.mark.parametrize("answer", [{"choices": []}, {}, {"choices": [{"index": 0}]}])
def test_an_answer_without_a_message_is_none(twin: Twin, answer: Any) -> None:
    client = twin.client(answer)
    with pytest.raises(groq.ParseError, match="no message"):
        twin.call(client.chat.completions.parse(MESSAGES, model=STRICT, response_format=Person))


# Tools


def look_up(name: str) -> str:
    """Look somebody up."""
    return name


BY_HAND: Any = {"type": "function", "function": {"name": "by_hand", "parameters": {"type": "object"}}}


def arguments(completion: Any) -> List[Tuple[str, Any]]:
    calls = completion.choices[0].message.tool_calls
    assert {type(call) for call in calls} == {ParsedFunctionToolCall}
    return [(call.function.name, call.function.parsed_arguments) for call in calls]


def test_calls_are_parsed_where_their_tool_is_a_model(twin: Twin) -> None:
    twin.local.reply_tool_calls([("Weather", {"city": "Rome"}), ("by_hand", {"a": 1}), ("look_up", {"name": "Ada"})])
    completion = parse(twin, tools=[Weather, BY_HAND, groq.function_tool(look_up)])
    assert arguments(completion) == [
        ("Weather", Weather(city="Rome", days=1)),
        ("by_hand", None),
        ("look_up", {"name": "Ada"}),
    ]
    assert completion.choices[0].message.parsed is None
    (body,) = sent(twin)
    assert [tool["function"]["name"] for tool in body["tools"]] == ["Weather", "by_hand", "look_up"]
    assert "response_format" not in body


def test_arguments_that_do_not_fit_are_told_to_the_model(twin: Twin) -> None:
    wrong = [("Weather", {"city": "Rome", "days": 0}), ("Weather", {"city": "Oslo"})]
    twin.local.reply_tool_calls(wrong, usage={"prompt_tokens": 1, "completion_tokens": 2})
    twin.local.reply_tool_call("Weather", {"city": "Rome", "days": 2}, usage={"prompt_tokens": 3})
    completion = parse(twin, tools=[Weather], retries=1)
    assert arguments(completion) == [("Weather", Weather(city="Rome", days=2))]
    assert completion.usage.prompt_tokens == 4
    called, first, second = sent(twin)[1]["messages"][1:]
    assert [call["function"]["name"] for call in called["tool_calls"]] == ["Weather", "Weather"]
    assert [first["role"], second["role"]] == ["tool", "tool"]
    assert [first["tool_call_id"], second["tool_call_id"]] == [call["id"] for call in called["tool_calls"]]
    assert "`days`: Input should be greater than or equal to 1, not 0" in first["content"]
    assert "make all of them again" in second["content"]


def test_arguments_that_never_fit_are_an_error(twin: Twin) -> None:
    twin.local.reply_tool_call("Weather", "{", times=2)
    error = refused(twin, groq.ParseValidationError, tools=[Weather], retries=1)
    assert len(error.attempts) == 2
    assert "Invalid JSON" in str(error)


def test_a_call_that_the_server_refused_is_tried_again(twin: Twin) -> None:
    twin.local.fail(400, body=failed("I call Weather!", "tool_use_failed"))
    twin.local.reply_tool_call("Weather", {"city": "Rome"})
    assert arguments(parse(twin, tools=[Weather], retries=1)) == [("Weather", Weather(city="Rome"))]
    assert sent(twin)[1]["messages"][1] == {"role": "assistant", "content": "I call Weather!"}


def test_a_call_that_the_server_refused_is_taken_where_it_is_plain(twin: Twin) -> None:
    twin.local.fail(400, body=failed('<function=Weather>{"city": "Rome", "days": 2}</function>', "tool_use_failed"))
    completion = parse(twin, tools=[Weather], retries=1)
    assert arguments(completion) == [("Weather", Weather(city="Rome", days=2))]
    assert (completion.choices[0].finish_reason, len(sent(twin))) == ("tool_calls", 1)
    twin.local.fail(400, body=failed('<function=look_up>{"name": "Ada"}</function>', "tool_use_failed"))
    assert len(refused(twin, groq.ParseValidationError, tools=[Weather]).attempts) == 1
    twin.local.fail(400, body=failed('<function=Weather>{"days": 0}</function>', "tool_use_failed"))
    error = refused(twin, groq.ParseValidationError, tools=[Weather])
    assert "`city`: Field required" in error.attempts[0].problem


def test_with_tools_the_type_is_asked_for_in_words(twin: Twin) -> None:
    system = {"role": "system", "content": "Be brief."}
    completion = parse(twin, messages=[system, *MESSAGES], tools=[Weather], response_format=Person)
    assert isinstance(completion.choices[0].message.parsed, Person)
    (body,) = sent(twin)
    assert "response_format" not in body
    assert [each["role"] for each in body["messages"]] == ["system", "system", "user"]
    assert json.dumps(groq.strict_schema(Person), separators=(",", ":")) in body["messages"][1]["content"]
    called = parse(twin, tools=[Weather], response_format=Person, tool_choice="required")
    assert isinstance(called.choices[0].message.tool_calls[0].function.parsed_arguments, Weather)
    assert called.choices[0].message.parsed is None


def test_with_tools_alone_words_are_just_words(twin: Twin) -> None:
    twin.local.reply("No call.")
    completion = parse(twin, tools=[Weather])
    assert (completion.choices[0].message.parsed, completion.choices[0].message.content) == (None, "No call.")


def test_two_tools_of_one_name_are_refused_before_sending(twin: Twin) -> None:
    refused(twin, groq.ToolDefinitionError, tools=[Weather, groq.function_tool(look_up, name="Weather")])
    assert sent(twin) == []


# Bad input


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"response_format": {"type": "json_object"}}, TypeError, "a type is needed"),
        ({"response_format": None}, TypeError, "a type is needed"),
        ({"response_format": Person(name="Ada")}, TypeError, "a type is needed"),
        ({"response_format": Person, "retries": "2"}, TypeError, "`retries` is '2'"),
        ({"response_format": Person, "retries": True}, TypeError, "`retries` is True"),
        ({"response_format": Person, "retries": -1}, ValueError, "`retries` is -1"),
        ({"response_format": Person, "stream": True}, TypeError, "takes no `stream`: an answer is parsed when it is"),
        ({"response_format": Person, "temprature": 1}, TypeError, "takes no `temprature`"),
        ({"response_format": Person, "tools": Weather}, TypeError, "pass a list of tools"),
        ({"response_format": Person, "tools": [Weather], "strict": True}, ValueError, "does not go with `tools`"),
        ({"response_format": Person, "strict": "yes"}, TypeError, "`strict` is 'yes': pass True or False"),
        ({"response_format": Person, "messages": "Who?"}, TypeError, "`messages` is 'Who?': pass a list of messages"),
        ({"response_format": Person, "messages": None}, TypeError, "`messages` is None: pass a list of messages"),
        ({"tools": wind}, TypeError, "pass a list of tools"),
        ({"tools": [3]}, groq.ToolDefinitionError, "3 is no tool"),
        ({"tools": [None]}, groq.ToolDefinitionError, "None is no tool"),
    ],
)
def test_bad_input_is_named_before_sending(twin: Twin, options: Any, kind: Any, words: str) -> None:
    assert words in str(refused(twin, kind, **options))
    assert sent(twin) == []


def test_the_errors_are_public() -> None:
    names = ["ParseError", "ParseLengthError", "ParseRefusalError", "ParseToolCallError", "ParseValidationError"]
    for name in [*names, "SchemaNotStrictError", "ParseAttempt", "strict_schema"]:
        assert name in groq.__all__
        assert getattr(groq, name).__module__ == "groq"
    assert all(issubclass(getattr(groq, name), groq.ParseError) for name in names)
