"""What the local Groq says: words, streams, reasoning, JSON, schemas, tools, and what they cost."""

from __future__ import annotations

import enum
import json
from datetime import date, datetime
from typing import Any, Dict, List, Optional, Tuple, Union
from uuid import UUID

import httpx
import pytest
from pydantic import BaseModel, Field, TypeAdapter
from typing_extensions import Annotated, Literal

import groq
from groq.testing import LocalGroq
from groq.testing._errors import Refusal
from groq.testing._schema import instance
from groq.testing._text import pieces, tokens

MODEL = "llama-3.3-70b-versatile"
THINKER = "openai/gpt-oss-20b"


def said(text: Any, role: str = "user", **rest: Any) -> Dict[str, Any]:
    return {"role": role, "content": text, **rest}


def complete(prompt: Any = "Why does low latency matter?", model: str = MODEL, **options: Any) -> Any:
    messages = prompt if isinstance(prompt, list) and "role" in prompt[0] else [said(prompt)]
    return LocalGroq().client(max_retries=0).chat.completions.create(messages=messages, model=model, **options)


def message(*args: Any, **options: Any) -> Any:
    return complete(*args, **options).choices[0].message


# Words


def test_the_answer_depends_on_the_prompt_and_on_nothing_else() -> None:
    assert message("One?").content == message("One?").content
    assert message("One?").content != message("Two?").content
    assert "Why does low latency matter?" in message().content
    assert message([said("Be brief.", "system"), said("One?")]).content == message("One?").content


def test_a_completion_has_what_groq_sends() -> None:
    completion = complete(seed=7)
    assert completion.id.startswith("chatcmpl-")
    assert completion.object == "chat.completion"
    assert completion.model == MODEL
    assert completion.system_fingerprint.startswith("fp_")
    assert completion.service_tier == "on_demand"
    assert completion.x_groq.id.startswith("req_01")
    assert completion.x_groq.seed == 7
    assert completion.choices[0].to_dict() == {
        "index": 0,
        "message": {"role": "assistant", "content": completion.choices[0].message.content},
        "logprobs": None,
        "finish_reason": "stop",
    }


def test_the_request_id_of_the_headers_is_that_of_the_body() -> None:
    create = LocalGroq().client().chat.completions.with_raw_response.create
    raw = create(messages=[{"role": "user", "content": "Hi"}], model=MODEL)
    completion = raw.parse()
    assert completion.x_groq is not None
    assert raw.headers["x-request-id"] == completion.x_groq.id


def test_usage_adds_up() -> None:
    usage = complete("one two three").usage
    assert usage.prompt_tokens == 7
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.total_time == pytest.approx(usage.prompt_time + usage.completion_time)
    assert usage.queue_time > 0
    assert usage.prompt_tokens_details.cached_tokens == 0
    assert usage.completion_tokens_details is None
    thought = complete("one two three", THINKER).usage
    assert 0 < thought.completion_tokens_details.reasoning_tokens < thought.completion_tokens


def test_images_are_seen_and_counted() -> None:
    image = {"type": "image_url", "image_url": {"url": "https://example.com/a.jpg"}}
    model = "meta-llama/llama-4-scout-17b-16e-instruct"
    parts: List[Any] = [{"type": "text", "text": "What is this?"}, image, image]
    assert "I see 2 images." in message(parts, model).content
    assert "I see 1 image." in message(parts[:2], model).content


def test_a_long_prompt_is_quoted_in_part_and_on_one_line() -> None:
    content = message("word \n" * 100).content
    assert "\n" not in content
    assert "…”" in content


def test_model_ids_are_compared_without_case() -> None:
    completion = complete("hello", "meta-llama/Llama-Guard-4-12B")
    assert completion.choices[0].message.content == "safe"
    assert completion.model == "meta-llama/llama-guard-4-12b"


def test_a_safeguard_model_gives_its_verdict_as_json() -> None:
    verdict = json.loads(message("hello", "openai/gpt-oss-safeguard-20b").content)
    assert set(verdict) == {"violation", "category", "rationale"}
    assert verdict["violation"] == 0
    assert 0 <= float(message("hello", "meta-llama/llama-prompt-guard-2-86m").content) <= 1


def test_half_a_surrogate_pair_comes_back_as_it_went() -> None:
    body = b'{"model":"llama-3.1-8b-instant","messages":[{"role":"user","content":"\\ud83d!"}]}'
    headers = {"authorization": "Bearer local-groq-key", "content-type": "application/json"}
    with httpx.Client(transport=LocalGroq().transport(), trust_env=False) as client:
        answer = client.post("http://local.groq/openai/v1/chat/completions", content=body, headers=headers)
    assert "\ud83d!" in answer.json()["choices"][0]["message"]["content"]


# Where an answer ends


def test_a_stop_sequence_ends_the_answer_before_it() -> None:
    whole = complete("Count.")
    assert whole.choices[0].message.content.startswith("You asked: “Count.”")
    for stop in ("asked", ["never said", "asked", "Count"]):
        stopped = complete("Count.", stop=stop)
        assert stopped.choices[0].message.content == "You "
        assert stopped.choices[0].finish_reason == "stop"
    assert complete("Count.", stop=["never said", ""]).choices == whole.choices


@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens"])
def test_a_limit_of_tokens_cuts_the_answer_and_says_so(name: str) -> None:
    cut = complete("Count.", **{name: 3})
    assert cut.choices[0].message.content == "You asked:"
    assert cut.choices[0].finish_reason == "length"
    assert cut.usage.completion_tokens == 3
    assert complete("Count.", **{name: 1000}).choices == complete("Count.").choices


def test_reasoning_counts_towards_the_limit_of_tokens() -> None:
    cut = complete("Count.", THINKER, max_completion_tokens=3)
    assert cut.choices[0].message.content == ""
    assert cut.choices[0].message.reasoning == "The user asks"
    assert cut.choices[0].finish_reason == "length"
    assert cut.usage.completion_tokens_details.reasoning_tokens == 3


# Streams


def chunks_of(prompt: Any = "Count.", model: str = MODEL, **options: Any) -> List[Any]:
    messages = prompt if isinstance(prompt, list) else [said(prompt)]
    stream: Any = LocalGroq().client().chat.completions.create(messages=messages, model=model, stream=True, **options)
    return list(stream)


def test_a_stream_says_who_speaks_then_the_words_then_why_it_ended_and_what_it_cost() -> None:
    first, *middle, last = chunks_of()
    assert first.choices[0].delta.to_dict() == {"role": "assistant", "content": ""}
    assert first.x_groq.id.startswith("req_01")
    assert first.x_groq.usage is None
    deltas = [chunk.choices[0].delta.to_dict() for chunk in middle]
    assert all(set(delta) == {"content"} for delta in deltas)
    assert [delta["content"] for delta in deltas] == pieces(message("Count.").content)
    assert all(chunk.choices[0].finish_reason is None for chunk in [first, *middle])
    assert last.choices[0].delta.to_dict() == {}
    assert last.choices[0].finish_reason == "stop"
    assert last.x_groq.id == first.x_groq.id
    assert last.x_groq.usage == complete("Count.").usage
    assert len({chunk.id for chunk in [first, *middle, last]}) == 1
    assert {chunk.object for chunk in [first, *middle, last]} == {"chat.completion.chunk"}


def test_a_stream_carries_usage_of_its_own_when_asked() -> None:
    asked, unasked = (
        LocalGroq()
        .client()
        .chat.completions.with_raw_response.create(
            messages=[{"role": "user", "content": "Count."}], model=MODEL, stream=True, extra_body=body
        )
        .http_response.read()
        .decode()
        .rstrip()
        .split("\n\n")
        for body in ({"stream_options": {"include_usage": True}}, {})
    )
    *chunks, usage = [json.loads(event[len("data: ") :]) for event in asked[:-1]]
    assert asked[-1] == unasked[-1] == "data: [DONE]"
    assert (usage["choices"], usage["usage"]) == ([], chunks[-1]["x_groq"]["usage"])
    assert all("usage" not in chunk for chunk in chunks)
    assert len(unasked) == len(asked) - 1


def test_a_streamed_tool_call_comes_in_one_chunk_with_its_index() -> None:
    options: Dict[str, Any] = {"tools": [WEATHER]}
    *_, call, last = chunks_of("Weather in Paris?", **options)
    (whole,) = message("Weather in Paris?", **options).tool_calls
    (streamed,) = call.choices[0].delta.tool_calls
    assert streamed.to_dict() == {"index": 0, **whole.to_dict()}
    assert last.choices[0].finish_reason == "tool_calls"


def test_streamed_reasoning_comes_before_the_words() -> None:
    deltas = [chunk.choices[0].delta.to_dict() for chunk in chunks_of("Count.", THINKER)[1:-1]]
    kinds = [next(iter(delta)) for delta in deltas]
    assert kinds == sorted(kinds, reverse=True)
    whole = message("Count.", THINKER)
    assert "".join(delta.get("reasoning", "") for delta in deltas) == whole.reasoning
    assert "".join(delta.get("content", "") for delta in deltas) == whole.content


# Reasoning


@pytest.mark.parametrize(
    ("model", "effort"), [(THINKER, "medium"), ("openai/gpt-oss-120b", "medium"), ("qwen/qwen3-32b", "default")]
)
def test_a_reasoning_model_shows_its_reasoning_as_asked(model: str, effort: str) -> None:
    shown = message("Count.", model)
    assert "Count." in shown.reasoning
    assert message("Count.", model, reasoning_format="parsed") == shown
    assert message("Count.", model, reasoning_effort=effort) == shown
    for hiding in ({"include_reasoning": False}, {"reasoning_format": "hidden"}):
        hidden = message("Count.", model, **hiding)
        assert hidden.reasoning is None
        assert "reasoning" not in hidden.model_fields_set
        assert hidden.content == shown.content
    raw = message("Count.", model, reasoning_format="raw")
    assert raw.reasoning is None
    assert raw.content == "<think>\n%s\n</think>\n\n%s" % (shown.reasoning, shown.content)


def test_a_model_that_is_told_not_to_reason_shows_none() -> None:
    assert message("Count.", "qwen/qwen3-32b", reasoning_effort="none").reasoning is None


def test_a_model_that_does_not_reason_shows_none() -> None:
    assert message("Count.", MODEL).reasoning is None


# JSON


def test_json_mode_gives_a_json_object() -> None:
    answer = json.loads(message("List 3 colors as JSON", response_format={"type": "json_object"}).content)
    assert isinstance(answer, dict)
    assert "List 3 colors" in answer["answer"]


def test_an_unknown_response_format_is_refused() -> None:
    with pytest.raises(groq.BadRequestError, match=r"response_format\.type"):
        complete(response_format={"type": "xml"})
    with pytest.raises(groq.BadRequestError, match=r"response_format\.json_schema\.name"):
        complete(response_format={"type": "json_schema", "json_schema": {}})


class Colour(enum.Enum):
    red = "red"
    green = "green"


class Address(BaseModel):
    street: str
    postcode: Annotated[str, Field(pattern=r"^\d{5}$")]
    kind: Literal["home", "work"]


class Node(BaseModel):
    name: Annotated[str, Field(min_length=8, max_length=10)]
    children: List[Node]
    parent: Optional[Node] = None


class Everything(BaseModel):
    name: str
    age: Annotated[int, Field(ge=18, lt=130)]
    score: Annotated[float, Field(gt=0.5, le=0.75)]
    even: Annotated[int, Field(ge=3, multiple_of=4)]
    negative: Annotated[int, Field(lt=-5)]
    ready: bool
    colour: Colour
    when: datetime
    day: date
    key: UUID
    nickname: Optional[str]
    either: Union[Address, int]
    addresses: Annotated[List[Address], Field(min_length=2, max_length=3)]
    pair: Tuple[int, str]
    counts: Dict[str, int]
    anything: Any
    tree: Node


class Person(BaseModel):
    name: str
    age: int


@pytest.mark.parametrize("model", [Everything, Node, Person, Address])
def test_a_schema_gets_an_instance_that_validates_against_it(model: Any) -> None:
    response_format = {
        "type": "json_schema",
        "json_schema": {"name": "it", "schema": model.model_json_schema()},
    }
    made = model.model_validate_json(message("Describe 4 of them.", response_format=response_format).content)
    assert isinstance(made, model)


def test_a_schema_is_filled_with_what_the_prompt_names() -> None:
    schema = {**Person.model_json_schema()}
    response_format = {"type": "json_schema", "json_schema": {"name": "person", "schema": schema}}
    content = message("Extract: John Doe is 30 years old", response_format=response_format).content
    assert json.loads(content) == {"name": "John Doe", "age": 30}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"const": 5}, 5),
        ({"enum": ["a", "b"]}, "a"),
        ({"type": "null"}, None),
        ({"type": ["null", "integer"]}, 1),
        ({"type": "boolean"}, True),
        ({"type": "array", "items": {"enum": ["x", "y"]}, "minItems": 2, "uniqueItems": True}, ["x", "y"]),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2, "uniqueItems": True}, [1, 2]),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 0}, []),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "null"}]}, [1, None]),
        ({"items": {"type": "integer"}}, [1]),
        ({"properties": {"a": {"type": "integer"}}}, {"a": 1}),
        ({"type": "object", "required": ["a"]}, {"a": "a"}),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 1),
        ({"oneOf": [{"type": "integer", "minimum": 7}]}, 7),
        ({"type": "integer", "exclusiveMinimum": 10, "multipleOf": 10}, 20),
        ({"type": "number", "minimum": 0.25, "maximum": 0.5}, 0.25),
        ({"type": "number", "exclusiveMinimum": 0.25, "exclusiveMaximum": 0.5}, 0.375),
        ({"type": "string", "maxLength": 2}, "te"),
        ({"type": "string", "format": "email"}, "someone@example.com"),
        ({"$ref": "#/definitions/a", "definitions": {"a": {"const": 1}}}, 1),
        (
            {"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}, "required": ["b"]}]},
            {"a": 1, "b": 2},
        ),
        (True, "text"),
        ({}, "text"),
    ],
)
def test_each_kind_of_schema_has_its_instance(schema: Any, expected: Any) -> None:
    made = instance(schema, "", "schema")
    assert made == expected
    assert type(made) is type(expected)


@pytest.mark.parametrize(
    "schema", [{"type": "text"}, {"type": "array", "minItems": "two"}, {"type": "integer", "minimum": "a"}]
)
def test_a_schema_that_is_none_is_refused(schema: Any) -> None:
    with pytest.raises(Refusal, match="'where' : not a valid JSON schema") as caught:
        instance(schema, "", "where")
    assert (caught.value.status, caught.value.code) == (400, "invalid_schema")


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]},
        {"allOf": [{"const": 1}, {"const": 2}]},
        {"type": "string", "pattern": "x^"},
        {"not": {}},
    ],
)
def test_a_schema_that_nothing_satisfies_is_refused(schema: Any) -> None:
    with pytest.raises(Refusal, match="'where' : the local Groq found no instance of this schema: ") as caught:
        instance(schema, "", "where")
    assert (caught.value.status, caught.value.code) == (400, "json_validate_failed")


def test_emails_of_the_prompt_are_used() -> None:
    schema = TypeAdapter(Dict[str, Any]).validate_python(
        {"properties": {"email": {"type": "string"}, "age": {"type": "integer"}}}
    )
    assert instance(schema, "Write to ann9@example.org, 41.", "schema") == {"email": "ann9@example.org", "age": 41}


# Tools


def tool(name: str, description: str, **properties: Any) -> Dict[str, Any]:
    parameters = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "function", "function": {"name": name, "description": description, "parameters": parameters}}


WEATHER = tool(
    "get_weather",
    "Get the current weather for a location",
    location={"type": "string"},
    unit={"type": "string", "enum": ["celsius", "fahrenheit"]},
)
CALCULATE = tool("calculate", "Evaluate an expression", expression={"type": "string"})


def calls(*args: Any, **options: Any) -> List[Tuple[str, Any]]:
    made = message(*args, **options).tool_calls or []
    return [(call.function.name, json.loads(call.function.arguments)) for call in made]


def test_a_tool_is_called_when_the_prompt_mentions_it() -> None:
    completion = complete("What's the weather in San Francisco, in fahrenheit?", tools=[CALCULATE, WEATHER])
    answer = completion.choices[0].message
    (call,) = answer.tool_calls
    assert call.function.name == "get_weather"
    assert json.loads(call.function.arguments) == {"location": "San Francisco", "unit": "fahrenheit"}
    assert call.id.startswith("call_")
    assert call.type == "function"
    assert answer.content is None
    assert completion.choices[0].finish_reason == "tool_calls"


@pytest.mark.parametrize(
    ("prompt", "options"),
    [
        ("What is the capital of France?", {"tools": [WEATHER]}),
        ("Get the current time for a location", {"tools": [CALCULATE]}),
        ("Weather in Paris?", {"tools": [WEATHER], "tool_choice": "none"}),
        ("Weather in Paris?", {"tools": []}),
        ("Weather in Paris?", {"tools": [{"type": "browser_search"}]}),
    ],
)
def test_without_a_fitting_tool_the_answer_is_words(prompt: str, options: Dict[str, Any]) -> None:
    assert prompt in message(prompt, **options).content
    assert calls(prompt, **options) == []


def test_a_required_and_a_named_tool_are_called_whatever_the_prompt() -> None:
    tools = [WEATHER, CALCULATE]
    assert [name for name, _ in calls("Hello", tools=tools, tool_choice="required")] == ["get_weather"]
    assert [name for name, _ in calls("Calculate", tools=tools, tool_choice="required")] == ["calculate"]
    choice = {"type": "function", "function": {"name": "calculate"}}
    assert calls("hello", tools=tools, tool_choice=choice) == [("calculate", {"expression": "expression"})]


def after_tool(*names: str) -> List[Dict[str, Any]]:
    made = [{"id": name, "type": "function", "function": {"name": name, "arguments": "{}"}} for name in names]
    answers = [said("Sunny, 21 degrees.", "tool", tool_call_id=name) for name in names]
    return [said("Weather in Paris?"), said(None, "assistant", tool_calls=made), *answers]


def test_what_a_tool_answered_is_told_in_words() -> None:
    answer = message(after_tool("get_weather"), tools=[WEATHER])
    assert answer.content == "get_weather says: Sunny, 21 degrees."
    assert answer.tool_calls is None


def test_a_required_tool_that_was_called_makes_room_for_the_others() -> None:
    tools = [WEATHER, CALCULATE]
    assert [name for name, _ in calls(after_tool("get_weather"), tools=tools, tool_choice="required")] == ["calculate"]
    again = after_tool("get_weather", "calculate")
    assert [name for name, _ in calls(again, tools=tools, tool_choice="required")] == ["get_weather"]


@pytest.mark.parametrize(
    "options",
    [
        {"tool_choice": "required"},
        {"tools": [WEATHER], "tool_choice": {"type": "function", "function": {"name": "nope"}}},
        {"tools": [WEATHER], "tool_choice": "get_weather"},
        {"tools": ["get_weather"]},
        {"tools": [{"type": "function"}]},
        {"tools": [{"type": "function", "function": {}}]},
    ],
)
def test_tools_that_make_no_sense_are_refused(options: Dict[str, Any]) -> None:
    with pytest.raises(groq.BadRequestError) as caught:
        complete("Hello", **options)
    body: Any = caught.value.body
    assert body["error"]["type"] == "invalid_request_error"


def test_tools_add_to_the_tokens_of_the_prompt() -> None:
    assert complete("Hi", tools=[WEATHER]).usage.prompt_tokens > complete("Hi").usage.prompt_tokens + 20


# Pieces


@pytest.mark.parametrize("text", ["", " ", "a", "a b", " a  b\n\nc ", "naïve — “x”, y.z\t", "\n"])
def test_tokens_and_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert "".join(pieces(text)) == text
