"""`responses.parse`: a response of one type, tools whose arguments are parsed, and what is done about other answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

import pydantic
import pytest

import groq
from groq.testing import Reply
from groq.types.responses import ParsedResponse, ParsedResponseFunctionToolCall, ParsedResponseOutputText
from twin import Twin

STRICT, LOOSE = "openai/gpt-oss-20b", "qwen/qwen3-32b"


class Person(pydantic.BaseModel):
    name: str
    age: int = 36


class get_weather(pydantic.BaseModel):
    """The weather at a place."""

    city: str


@dataclass
class Point:
    x: int
    y: int


def add(a: int, b: int = 1) -> int:
    """Add two numbers.

    Args:
        a: the first.
        b: the second.
    """
    return a + b


def parse(twin: Twin, client: Any = None, **arguments: Any) -> Any:
    client = client or twin.local_client()
    return twin.call(client.responses.parse(**{"model": STRICT, "input": "Who?", **arguments}))


def sent(twin: Twin, place: int = -1) -> Any:
    return twin.local.requests[place].json


def test_the_text_is_of_the_type(twin: Twin) -> None:
    twin.local.reply_json({"name": "Ada", "age": None})
    response = parse(twin, text_format=Person)
    assert type(response) is ParsedResponse
    assert response.output_parsed == Person(name="Ada", age=36)
    part = response.output[-1].content[0]
    assert (type(part), part.parsed) == (ParsedResponseOutputText, response.output_parsed)
    assert response.output_text == '{"name":"Ada","age":null}'
    assert sent(twin)["text"]["format"] == {
        "type": "json_schema",
        "name": "Person",
        "strict": True,
        "schema": dict(groq.strict_schema(Person)),
    }


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (List[int], '{"value":[1,2]}', [1, 2]),
        (Point, '{"x":1,"y":2}', Point(1, 2)),
        (Optional[int], '{"value":null}', None),
        (Dict[str, int], '{"a":1}', {"a": 1}),
    ],
)
def test_a_type_is_any_that_json_can_carry(twin: Twin, type_: Any, text: str, value: Any) -> None:
    twin.local.reply(text)
    assert parse(twin, text_format=type_, strict=False).output_parsed == value


def test_the_table_of_models_and_the_caller_say_whether_the_server_holds_the_schema(twin: Twin) -> None:
    client = twin.local_client()
    for model, strict, held in ((LOOSE, groq.omit, False), (STRICT, False, False), (STRICT, groq.omit, True)):
        parse(twin, client, text_format=Person, model=model, strict=strict)
        assert sent(twin)["text"]["format"]["strict"] is held


def test_a_type_that_no_strict_schema_expresses_is_refused_before_sending(twin: Twin) -> None:
    class Open(pydantic.BaseModel):
        by_name: Dict[str, int]

    client = twin.client({})
    with pytest.raises(groq.SchemaNotStrictError, match="strict=False") as refused:
        parse(twin, client, text_format=Open)
    assert (refused.value.path, twin.requests) == ("by_name", [])


def test_what_was_parsed_does_not_go_back(twin: Twin) -> None:
    client = twin.local_client()
    twin.local.reply_json({"name": "Ada", "age": 1})
    response = parse(twin, client, text_format=Person)
    parse(twin, client, text_format=Person, input=[*response.output, {"role": "user", "content": "Who else?"}])
    assert "parsed" not in json.dumps(sent(twin))
    assert [item["type"] for item in sent(twin)["input"][:-1]] == [item.type for item in response.output]
    assert "parsed" not in json.dumps(response.to_dict())


def test_arguments_of_calls_are_parsed(twin: Twin) -> None:
    twin.local.reply(tool_calls=[("get_weather", {"city": "Paris"}), ("add", {"a": 2}), ("plain", {"z": 1})])
    plain = {"type": "function", "name": "plain", "parameters": {"type": "object"}}
    response = parse(twin, text_format=Person, tools=[get_weather, add, plain], instructions="Be brief.")
    calls = [item for item in response.output if item.type == "function_call"]
    assert {type(call) for call in calls} == {ParsedResponseFunctionToolCall}
    assert [call.parsed_arguments for call in calls] == [get_weather(city="Paris"), {"a": 2}, None]
    assert response.output_parsed is None
    first, second, third = sent(twin)["tools"]
    assert (first["type"], first["name"], first["description"]) == (
        "function",
        "get_weather",
        "The weather at a place.",
    )
    assert (second["name"], second["parameters"]["properties"]["a"]["description"]) == ("add", "the first.")
    assert third == plain
    assert "text" not in sent(twin)  # Groq takes no schema together with tools
    assert sent(twin)["instructions"].startswith("Be brief.\n\nAnswer with nothing but a JSON object")


def test_a_tool_that_was_not_offered_is_an_error(twin: Twin) -> None:
    twin.local.reply_tool_call("fly", {})
    with pytest.raises(groq.ParseToolCallError, match="`fly`") as stopped:
        parse(twin, text_format=Person, tools=[get_weather])
    assert stopped.value.tool_name == "fly"


def test_remote_servers_are_among_the_tools(twin: Twin) -> None:
    server = {"type": "mcp", "server_label": "hub", "server_url": "https://example.com/mcp"}
    twin.local.reply_json({"name": "Ada", "age": 1})
    response = parse(twin, text_format=Person, tools=[server])
    assert sent(twin)["tools"] == [server]
    assert [item.type for item in response.output] == ["mcp_list_tools", "mcp_call", "message"]
    assert response.output_parsed == Person(name="Ada", age=1)


def test_a_call_that_waits_for_approval_is_no_answer_yet(twin: Twin) -> None:
    server = {
        "type": "mcp",
        "server_label": "hub",
        "server_url": "https://example.com/mcp",
        "require_approval": "always",
    }
    response = parse(twin, text_format=Person, tools=[server])
    assert (response.output[-1].type, response.output_parsed) == ("mcp_approval_request", None)


def test_an_answer_of_bad_form_is_mended(twin: Twin) -> None:
    twin.local.reply('Here it is:\n```json\n{"name": "Ada", "age": 1,}\n```')
    assert parse(twin, text_format=Person).output_parsed == Person(name="Ada", age=1)


def test_what_the_server_refused_is_mended(twin: Twin) -> None:
    error = {"message": "no JSON", "type": "invalid_request_error", "code": "json_validate_failed"}
    failed = {"error": {**error, "failed_generation": '```\n{"name": "Ada"}\n```'}}
    twin.local.fail(400, body=failed)
    response = parse(twin, text_format=Person)
    assert (response.output_parsed, response.output_text) == (Person(name="Ada"), '{"name": "Ada"}')
    twin.local.fail(400, body={"error": {**error, "failed_generation": "dear me"}})
    with pytest.raises(groq.ParseValidationError) as caught:
        parse(twin, text_format=Person)
    assert [attempt.content for attempt in caught.value.attempts] == ["dear me"]


def test_a_model_is_asked_again_with_what_was_wrong(twin: Twin) -> None:
    twin.local.reply_json({"name": "Ada", "age": "old"})
    twin.local.reply_json({"name": "Ada", "age": 2})
    response = parse(twin, text_format=Person, retries=2)
    assert response.output_parsed == Person(name="Ada", age=2)
    first, second, third = sent(twin)["input"]
    assert (first, second["role"]) == ({"role": "user", "content": "Who?"}, "assistant")
    assert "`age`: Input should be a valid integer" in third["content"]
    assert len(twin.local.requests) == 2
    assert sent(twin, 0)["input"] == [first]


def test_the_usage_is_that_of_all_answers(twin: Twin) -> None:
    for text in ("no", '{"name": "Ada"}'):
        twin.local.reply(text, usage={"prompt_tokens": 10, "completion_tokens": 5})
    usage = parse(twin, text_format=Person, retries=1).usage
    assert (usage.input_tokens, usage.output_tokens, usage.total_tokens) == (20, 10, 30)


def test_a_call_with_wrong_arguments_is_made_again(twin: Twin) -> None:
    twin.local.reply(tool_calls=[("get_weather", {"town": "Paris"}), ("add", {"a": 1})])
    twin.local.reply_tool_call("get_weather", {"city": "Paris"})
    response = parse(twin, text_format=Person, tools=[get_weather, add], retries=1)
    assert response.output[-1].parsed_arguments == get_weather(city="Paris")
    wrong, fine = [item["output"] for item in sent(twin)["input"] if item.get("type") == "function_call_output"]
    assert wrong.startswith("The arguments do not fit.\n`city`: Field required")
    assert fine.startswith("Nothing is wrong with this call")


def test_the_last_error_carries_every_attempt(twin: Twin) -> None:
    for text in ("one", "two"):
        twin.local.reply(text, usage={"prompt_tokens": 10, "completion_tokens": 5})
    with pytest.raises(groq.ParseValidationError) as caught:
        parse(twin, text_format=Person, retries=1)
    error = caught.value
    assert [attempt.content for attempt in error.attempts] == ["one", "two"]
    assert [attempt.response.output_text for attempt in error.attempts] == ["one", "two"]
    assert error.usage is not None
    assert (error.usage.prompt_tokens, error.usage.total_tokens) == (20, 30)
    assert isinstance(error.__cause__, pydantic.ValidationError)


def test_a_refusal_an_answer_cut_off_and_a_failure_are_errors_of_their_own(twin: Twin) -> None:
    client = twin.local_client()
    twin.local.reply(Reply(message={"refusal": "I would rather not."}))
    with pytest.raises(groq.ParseRefusalError, match="I would rather not") as refused:
        parse(twin, client, text_format=Person)
    assert refused.value.refusal == "I would rather not."
    twin.local.reply('{"name": "Ada Love', finish_reason="length")
    with pytest.raises(groq.ParseLengthError) as cut:
        parse(twin, client, text_format=Person)
    assert cut.value.partial == {"name": "Ada Love"}
    twin.local.reply("x", finish_reason="content_filter")
    with pytest.raises(groq.ParseError, match="cut off: content_filter"):
        parse(twin, client, text_format=Person)
    failed = {"id": "r", "status": "failed", "output": [], "error": {"code": "server_error", "message": "It broke"}}
    with pytest.raises(groq.ParseError, match="server_error: It broke"):
        parse(twin, twin.client(failed), text_format=Person)


def test_without_a_type_only_calls_are_parsed(twin: Twin) -> None:
    twin.local.reply("Hello.")
    response = parse(twin, tools=[get_weather])
    assert (response.output_parsed, response.output_text) == (None, "Hello.")
    assert "instructions" not in sent(twin)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"stream": True}, TypeError, "`parse` takes no `stream`: an answer is parsed when it is whole"),
        ({"text": {}}, TypeError, "`parse` takes no `text`: pass the type as `text_format`"),
        ({"retries": -1}, ValueError, "`retries` is -1"),
        ({"retries": 1.5}, TypeError, "`retries` is 1.5"),
        ({"tools": get_weather}, TypeError, "pass a list of tools"),
        ({"tools": [get_weather, get_weather]}, groq.ToolDefinitionError, "Two tools are called `get_weather`"),
        ({"text_format": object()}, groq.SchemaNotStrictError, "cannot be expressed"),
    ],
)
def test_what_makes_no_sense_is_refused_before_sending(twin: Twin, options: Any, error: Any, words: str) -> None:
    client = twin.client({})
    with pytest.raises(error) as caught:
        parse(twin, client, **{"text_format": Person, **options})
    assert words in str(caught.value)
    assert twin.requests == []
