"""Live streams of answers in a type: values while they grow, and validated in the end."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from typing import Any, Dict, List, Optional, Set, Tuple, Union

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field
from typing_extensions import Annotated, Literal, TypedDict

import groq
from groq.lib._formats import format_of
from groq.lib.streaming._growing import grown
from groq.types.chat import ParsedChatCompletion
from twin import CHAT, Twin, sse

MESSAGES = CHAT["messages"]
MODEL = "openai/gpt-oss-20b"


class Step(BaseModel):
    text: str
    done: bool = False


class Plan(BaseModel):
    title: str
    steps: List[Step]


class look_up(BaseModel):
    """Look something up."""

    query: str


def fetch(url: str) -> str:
    """Fetch a page."""
    return url


def sent(twin: Twin) -> Any:
    return json.loads(twin.local.requests[-1].body)


# On a stream


def test_an_answer_grows_as_a_value_of_its_type(twin: Twin) -> None:
    pieces = ['{"title": "Mo', 've", "steps": [{"te', 'xt": "Pack"}, {"text": "G', 'o", "done": true}]}']
    twin.local.reply_stream(pieces)
    client = twin.local_client()
    seen: List[Any] = []
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan)) as stream:
        assert stream.parsed is None
        iterator = twin.iter(stream)
        for _ in pieces:
            event = twin.next(iterator)
            assert (type(event.parsed), event.parsed) == (Plan, stream.parsed)
            seen.append((event.parsed.title, event.parsed.steps))
        done = twin.next(iterator)
        final = twin.call(stream.get_final_completion())
    assert seen == [
        ("Mo", None),
        ("Move", [Step.model_construct(text=None, done=False)]),
        ("Move", [Step(text="Pack"), Step(text="G")]),
        ("Move", [Step(text="Pack"), Step(text="Go", done=True)]),
    ]
    whole = Plan(title="Move", steps=[Step(text="Pack"), Step(text="Go", done=True)])
    assert done.type == "content.done"
    assert type(final) is ParsedChatCompletion
    assert done.parsed == stream.parsed == final.choices[0].message.parsed == whole
    assert final.to_dict() == stream.current.to_dict()


def test_a_type_is_asked_for_in_words_because_a_stream_takes_no_schema(twin: Twin) -> None:
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan)) as stream:
        final = twin.call(stream.get_final_completion())
    assert isinstance(final.choices[0].message.parsed, Plan)
    body = sent(twin)
    assert "response_format" not in body
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert '"steps"' in body["messages"][0]["content"]
    assert len(MESSAGES) == 1


@pytest.mark.parametrize("strict", [True, False])
def test_who_knows_better_has_the_schema_sent(twin: Twin, strict: bool) -> None:
    client = twin.local_client()
    manager = client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan, strict=strict)
    with pytest.raises(groq.BadRequestError, match="does not go with `stream`"), twin.opened(manager):
        pass
    assert sent(twin)["response_format"]["json_schema"]["strict"] is strict
    assert sent(twin)["messages"] == MESSAGES


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (List[int], '{"value": [1, 2]}', [1, 2]),
        (int, '{"value": 5}', 5),
        (Dict[str, int], '{"a": 1}', {"a": 1}),
        (Union[int, str], '{"value": "x"}', "x"),
        (int, "5", 5),  # could go on, as long as there is no end
        (Dict[str, int], 'Here it is: {"a": 1}', {"a": 1}),
        (Dict[str, int], '<think>{"b": 2}?</think>{"a": 1}', {"a": 1}),
    ],
)
def test_plain_types_work_too(twin: Twin, type_: Any, text: str, value: Any) -> None:
    twin.local.reply(text)
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=type_)) as stream:
        final = twin.call(stream.get_final_completion())
    assert (final.choices[0].message.parsed, stream.parsed) == (value, value)


def test_fences_around_an_answer_do_not_matter(twin: Twin) -> None:
    twin.local.reply_stream(["```json\n", '{"title": "A", ', '"steps": []}', "\n```"])
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan)) as stream:
        events = twin.items(stream)
        final = twin.call(stream.get_final_completion())
    assert [event.parsed.title for event in events[1:4]] == ["A"] * 3
    assert events[4].parsed == final.choices[0].message.parsed == Plan(title="A", steps=[])


def test_an_answer_that_does_not_fit_raises_when_its_value_is_asked_for(twin: Twin) -> None:
    twin.local.reply('{"title": 5, "steps": []}')
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan)) as stream:
        events = twin.items(stream)
        for _ in range(2):
            with pytest.raises(groq.ParseValidationError, match="title") as caught:
                twin.call(stream.get_final_completion())
            assert len(caught.value.attempts) == 1
        assert twin.items(stream) == []
    with pytest.raises(pydantic.ValidationError):
        next(event for event in events if event.type == "content.done").parsed  # noqa: B018 - it is asked for
    assert events[-1].completion.choices[0].message.content == '{"title": 5, "steps": []}'
    assert stream.parsed.title is None


def test_an_answer_that_is_cut_off_is_no_value(twin: Twin) -> None:
    twin.local.reply('{"title": "A', finish_reason="length")
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan)) as stream:
        with pytest.raises(groq.ParseLengthError):
            twin.call(stream.get_final_completion())
        assert stream.parsed.title == "A"


def test_an_answer_without_choices_is_no_value(twin: Twin) -> None:
    client = twin.client(sse({"id": "c", "object": "chat.completion.chunk", "choices": []}))
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, response_format=Plan)) as stream:
        with pytest.raises(groq.GroqError, match="it had no choices"):
            twin.call(stream.get_final_completion())
        assert (stream.current.choices, stream.parsed) == ([], None)


def test_calls_of_models_and_functions_are_validated(twin: Twin) -> None:
    twin.local.reply_tool_calls([("look_up", {"query": "x"}), ("fetch", {"url": "y"})])
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, tools=[look_up, fetch])) as stream:
        final = twin.call(stream.get_final_completion())
    assert [tool["function"]["name"] for tool in sent(twin)["tools"]] == ["look_up", "fetch"]
    calls = final.choices[0].message.tool_calls
    assert calls[0].function.parsed_arguments == look_up(query="x")
    assert final.choices[0].message.parsed is None


def test_wrong_arguments_raise_in_the_end(twin: Twin) -> None:
    twin.local.reply_tool_call("look_up", {"q": "x"})
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(MESSAGES, model=MODEL, tools=[look_up])) as stream:
        twin.call(stream.until_done())
        with pytest.raises(groq.ParseValidationError, match="query"):
            twin.call(stream.get_final_completion())


def test_tools_go_with_a_type(twin: Twin) -> None:
    twin.local.reply_json({"title": "A", "steps": []})
    client = twin.local_client()
    asked = {"model": MODEL, "response_format": Plan, "tools": [look_up]}
    with twin.opened(client.chat.completions.stream(MESSAGES, **asked)) as stream:
        assert twin.call(stream.get_final_completion()).choices[0].message.parsed == Plan(title="A", steps=[])


class Impossible(BaseModel):
    call: Any = Field(default_factory=lambda: print)
    kind: type


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"response_format": Impossible}, groq.SchemaNotStrictError),
        ({"response_format": Dict[str, int], "strict": True}, groq.SchemaNotStrictError),
        ({"response_format": "json"}, TypeError),
        ({"tools": [lambda x: x]}, groq.ToolDefinitionError),
        ({"tools": [fetch, fetch]}, groq.ToolDefinitionError),
        ({"tools": look_up}, TypeError),
        ({"tools": [None]}, groq.ToolDefinitionError),
        ({"response_format": Plan, "strict": 1}, TypeError),
    ],
)
def test_what_cannot_be_asked_for_is_named_before_sending(twin: Twin, wrong: Any, error: Any) -> None:
    client = twin.local_client()
    with pytest.raises(error):
        client.chat.completions.stream(MESSAGES, model=MODEL, **wrong)
    assert twin.local.requests == []


# Values while they grow


class Kind(enum.Enum):
    SMALL = "small"
    LARGE = "large"


class Cat(BaseModel):
    type: Literal["cat"]
    lives: int


class Dog(BaseModel):
    type: Literal["dog"]
    barks: List[str]


@dataclasses.dataclass(frozen=True)
class Place:
    x: float
    name: Optional[str] = None
    notes: List[str] = dataclasses.field(default_factory=list)


class Film(TypedDict):
    title: str
    year: int


class Everything(BaseModel):
    title: str = Field(alias="Title")
    day: datetime.date
    kind: Kind
    pets: List[Union[Cat, Dog]]
    place: Place
    film: Film
    pair: Tuple[int, str]
    counts: Dict[str, List[int]]
    tags: Annotated[List[str], Field(min_length=2)]
    count: int = 5
    next: Optional[Everything] = None


LAST: Dict[str, Any] = {
    "Title": "Hello",
    "day": "2024-01-02",
    "kind": "small",
    "pets": [{"type": "cat", "lives": 9}, {"type": "dog", "barks": ["Wau", "Wuff"]}],
    "place": {"x": 1.5, "name": "Ö", "notes": ["a"]},
    "film": {"title": "M", "year": 1931},
    "pair": [1, "x"],
    "counts": {"a": [1, 2]},
    "tags": ["u", "v"],
    "count": 6,
    "next": None,
}
WHOLE = json.dumps({**LAST, "next": LAST}, ensure_ascii=False)


def at(text: str) -> Any:
    data = format_of(Everything).partial(text)
    return None if data is None else grown(Everything, data)


def test_every_beginning_of_an_answer_is_a_value() -> None:
    seen = [at(WHOLE[:end]) for end in range(1, len(WHOLE) + 1)]
    assert {type(value) for value in seen} == {Everything}
    assert seen[-1] == format_of(Everything).validate(WHOLE)


@pytest.mark.parametrize(
    ("end", "name", "value"),
    [
        ('"Title": "Hel', "title", "Hel"),
        ('"2024-01', "day", None),
        ('"2024-01-02"', "day", datetime.date(2024, 1, 2)),
        ('"smal', "kind", None),
        ('"small"', "kind", Kind.SMALL),
        ('"ca', "pets", [None]),
        ('"cat"', "pets", [Cat.model_construct(type="cat", lives=None)]),
        ('"barks": ["Wa', "pets", [Cat(type="cat", lives=9), Dog(type="dog", barks=["Wa"])]),
        ('"place": {', "place", Place(x=None, name=None, notes=[])),  # type: ignore[arg-type]  # not there yet
        ('"film": {"title": "M"', "film", {"title": "M"}),
        ('"pair": [1,', "pair", (1,)),
        ('"counts": {"a": [1, ', "counts", {"a": [1]}),
        ('"tags": ["u"', "tags", ["u"]),
        ('"count": ', "count", 5),
        ('"count": 6,', "count", 6),
    ],
)
def test_what_is_not_complete_is_there_as_far_as_it_can_be(end: str, name: str, value: Any) -> None:
    text = WHOLE[: WHOLE.index(end) + len(end)]
    assert getattr(at(text), name) == value


def test_what_is_left_out_as_null_has_its_default() -> None:
    text = '{"title": "A", "steps": [{"text": "B", "done": null}]}'
    assert grown(Plan, format_of(Plan).partial(text[:-1])) == format_of(Plan).validate(text)


def test_a_model_of_a_list_grows_with_it() -> None:
    pets = pydantic.RootModel[List[Cat]]
    beginnings = [grown(pets, format_of(pets).partial(text)) for text in ("[", '[{"type": "ca', '[{"type": "cat"}, ')]
    assert beginnings[0] == pets([])
    assert [[member.type for member in value.root] for value in beginnings[1:]] == [[None], ["cat"]]


def test_a_field_grows_by_each_of_its_names() -> None:
    class Named(BaseModel):
        name: str = Field(validation_alias=pydantic.AliasChoices("fullName", "name"))
        age: int

    assert [grown(Named, {key: "Ada"}).name for key in ("fullName", "name")] == ["Ada", "Ada"]


def test_a_list_that_is_none_of_its_type_is_not_there() -> None:
    assert grown(Dict[str, Set[int]], {"a": [1], "b": ["x"]}) == {"a": {1}, "b": None}


class Careful(BaseModel):
    name: str
    other: str = "x"

    def model_post_init(self, _: Any) -> None:
        self.name.upper()


class Checked(BaseModel):
    name: str

    @pydantic.field_validator("name")
    @classmethod
    def is_long(cls, name: str) -> str:
        return name[3] + name


def test_a_class_that_counts_on_whole_values_is_not_there_before_it_can_be() -> None:
    assert grown(Careful, {"other": "y"}) is None
    assert grown(Careful, {"name": "a", "other": "y"}) == Careful(name="a", other="y")


def test_an_error_of_a_validator_leaves_the_text_as_it_is() -> None:
    assert grown(Checked, {"name": "ab"}).name == "ab"
    assert grown(Checked, {"name": "abcd"}).name == "dabcd"


_values = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "cat", "small"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*LAST, "type"]), inner, max_size=5),
    max_leaves=15,
)


@given(_values)
def test_nothing_is_too_odd_to_grow(data: Any) -> None:
    assert isinstance(grown(Everything, data), (Everything, type(None)))
