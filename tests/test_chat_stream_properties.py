"""Completions, cut into chunks at random, against what is made of the chunks: the answer and its events."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import Any, AsyncIterator, Dict, Iterable, Iterator, List, Set, Tuple

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import groq
from cut_completions import cut
from groq._core.parse import parser
from groq.lib.streaming import ChatCompletionStream
from groq.types.chat import ChatCompletion, ChatCompletionChunk
from twin import CHAT, Body, sse

Cut = Tuple[Dict[str, Any], List[Dict[str, Any]]]


def typed(chunks: Iterable[Dict[str, Any]]) -> List[ChatCompletionChunk]:
    return [parser(ChatCompletionChunk).python(chunk) for chunk in chunks]


@contextmanager
def streamed(*pieces: bytes) -> Iterator[ChatCompletionStream[ChatCompletion, None]]:
    """A live stream of these bytes."""
    transport = httpx.MockTransport(lambda request: httpx.Response(200, stream=Body(*pieces)))
    with groq.Groq(
        api_key="k", http_client=httpx.Client(transport=transport)
    ) as client, client.chat.completions.stream(**CHAT) as stream:
        yield stream


def told(events: List[Any], type_: str, name: str) -> Dict[Tuple[int, ...], str]:
    """The texts that events of a type have under a name, joined, by what they belong to."""
    found: Dict[Tuple[int, ...], str] = {}
    for event in events:
        if event.type == type_:
            key = (event.index, event.tool_index) if hasattr(event, "tool_index") else (event.index,)
            value = event.tool_call.function.arguments if name == "arguments" else getattr(event, name)
            found[key] = found.get(key, "") + value
            if type_.endswith(".delta") and type_ != "reasoning.delta":
                assert event.snapshot == found[key]
    return found


def check_events(whole: ChatCompletion, events: List[Any]) -> None:
    said = {(choice.index,): choice.message.content for choice in whole.choices if choice.message.content}
    assert told(events, "content.delta", "delta") == told(events, "content.done", "content") == said
    thought = {(choice.index,): choice.message.reasoning for choice in whole.choices if choice.message.reasoning}
    assert told(events, "reasoning.delta", "delta") == told(events, "reasoning.done", "reasoning") == thought
    calls = {
        (choice.index, number): call
        for choice in whole.choices
        for number, call in enumerate(choice.message.tool_calls or ())
    }
    arguments = {key: call.function.arguments for key, call in calls.items()}
    assert told(events, "tool_call.delta", "delta") == told(events, "tool_call.done", "arguments") == arguments
    dones = {(event.index, event.tool_index): event.tool_call for event in events if event.type == "tool_call.done"}
    assert dones == calls
    ran = {(event.index, event.tool.index): event.tool for event in events if event.type == "executed_tool"}
    tools = {(each.index, tool.index): tool for each in whole.choices for tool in each.message.executed_tools or ()}
    assert ran == tools
    assert [event.usage for event in events if event.type == "usage"] == [whole.usage]
    assert [event.usage_breakdown for event in events if event.type == "usage"] == [whole.usage_breakdown]
    assert [number for number, event in enumerate(events, start=1) if event.type == "done"] == [len(events)]
    assert events[-1].completion == whole


@settings(max_examples=30)
@given(cut())
def test_chunks_add_up_to_the_completion(case: Cut) -> None:
    check_sum(case)


@pytest.mark.thorough
@settings(max_examples=500)
@given(cut())
def test_chunks_of_many_completions_add_up(case: Cut) -> None:
    check_sum(case)


def check_sum(case: Cut) -> None:
    plain, chunks = case
    whole = parser(ChatCompletion).python(plain)
    for given_ in (chunks, typed(chunks), iter(typed(chunks))):
        made = groq.accumulate(given_)
        assert made == whole
        assert made.to_dict() == plain


@settings(max_examples=20)
@given(cut())
def test_chunks_from_an_asynchronous_iterator_add_up_to_the_same(case: Cut) -> None:
    async def arriving() -> AsyncIterator[Dict[str, Any]]:
        for chunk in case[1]:
            yield chunk

    async def main() -> ChatCompletion:
        return await groq.accumulate(arriving())

    assert asyncio.run(main()) == groq.accumulate(case[1])


places = st.sets(st.floats(0, 1), max_size=5)


@settings(max_examples=30)
@given(cut(), places)
def test_events_tell_all_of_the_completion(case: Cut, cuts: Set[float]) -> None:
    check_stream(case, cuts)


@pytest.mark.thorough
@settings(max_examples=500)
@given(cut(), places)
def test_events_tell_all_of_many_completions(case: Cut, cuts: Set[float]) -> None:
    check_stream(case, cuts)


def check_stream(case: Cut, cuts: Set[float]) -> None:
    plain, chunks = case
    sent = sse(*chunks)
    ends = [0, *(int(place * len(sent)) for place in sorted(cuts)), len(sent)]
    with streamed(*(sent[start:end] for start, end in zip(ends, ends[1:]))) as stream:
        events = list(stream)
        final = stream.get_final_completion()
    assert (final, final.to_dict()) == (parser(ChatCompletion).python(plain), plain)
    check_events(final, events)


@settings(max_examples=25)
@given(cut(), st.integers(0, 1 << 12))
def test_a_snapshot_is_what_the_chunks_so_far_add_up_to_and_changes_nothing(case: Cut, looks: int) -> None:
    plain, chunks = case
    known = [groq.accumulate(chunks[:count]) for count in range(1, len(chunks) + 1)]
    with streamed(*(sse(chunk, done=False) for chunk in chunks)) as stream:
        for place, _ in enumerate(stream):
            if looks >> place & 1:
                assert stream.current in known
        assert stream.current == parser(ChatCompletion).python(plain)


_NAMES = ["id", "choices", "index", "delta", "content", "reasoning", "tool_calls", "function", "arguments", "name"]
_NAMES += ["executed_tools", "usage", "total_tokens", "x_groq", "finish_reason", "logprobs", "model", "object"]
odd = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | st.floats(allow_nan=False) | st.sampled_from(["", "x", "stop"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=5),
    max_leaves=30,
)
odd_choices = st.fixed_dictionaries(
    {"index": odd, "delta": odd | st.dictionaries(st.sampled_from(_NAMES), odd, max_size=5)},
    optional={"finish_reason": odd, "logprobs": odd},
)
odd_chunks = st.dictionaries(st.sampled_from(_NAMES), odd, max_size=6) | st.fixed_dictionaries(
    {"choices": st.lists(odd_choices, max_size=3)}, optional={"usage": odd, "x_groq": odd, "id": odd}
)


@settings(max_examples=40)
@given(st.lists(odd_chunks, min_size=1, max_size=4))
def test_no_chunk_is_too_odd_to_follow(chunks: List[Dict[str, Any]]) -> None:
    with streamed(sse(*chunks)) as stream:
        events = list(stream)
        assert events[-1].type == "done"
        assert all(repr(event) for event in events)
        assert isinstance(stream.get_final_completion(), ChatCompletion)
