"""The chunks of an answer to the answer they add up to."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq._core.accumulate import accumulated, is_finished, says_something
from groq._core.parse import parser
from groq.testing import LocalGroq, Reply, ToolCall
from groq.types.chat import ChatCompletion

USAGE = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
MODEL = "llama-3.3-70b-versatile"
TOOLS = [{"type": "function", "function": {"name": "look_up", "parameters": {"type": "object"}}}]


def chunk(delta: Any, finish_reason: Any = None, **more: Any) -> Dict[str, Any]:
    return {"id": "1", "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}], **more}


def message_of(*deltas: Any) -> Any:
    return accumulated(map(chunk, deltas))["choices"][0]["message"]


def test_texts_are_joined() -> None:
    deltas = [{"role": "assistant", "content": ""}, {"reasoning": "Hm"}, {"reasoning": "."}, {"content": "A"}]
    assert message_of(*deltas, {"content": None}, {"content": "B"}) == {
        "role": "assistant",
        "content": "AB",
        "reasoning": "Hm.",
    }


def test_tool_calls_are_put_together_by_their_index() -> None:
    def calls(*entries: Any) -> Dict[str, Any]:
        return {"tool_calls": list(entries)}

    deltas = [
        {"role": "assistant", "content": ""},
        calls({"index": 0, "id": "a", "type": "function", "function": {"name": "f", "arguments": ""}}),
        calls({"index": 0, "function": {"arguments": '{"x"'}}),
        calls({"index": 1, "id": "b", "type": "function", "function": {"name": "g", "arguments": "{"}}),
        calls({"index": 1, "function": {"arguments": "}"}}, {"index": 0, "id": "a", "function": {"arguments": ":1}"}}),
    ]
    assert message_of(*deltas) == {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": "a", "type": "function", "function": {"name": "f", "arguments": '{"x":1}'}},
            {"id": "b", "type": "function", "function": {"name": "g", "arguments": "{}"}},
        ],
    }


def test_an_older_call_of_a_function_is_put_together() -> None:
    deltas = [{"function_call": {"name": "f", "arguments": "{"}}, {"function_call": {"arguments": "}"}}]
    assert message_of({"content": ""}, *deltas) == {"content": None, "function_call": {"name": "f", "arguments": "{}"}}


def test_tools_that_groq_ran_are_as_they_were_told_last() -> None:
    begun = {"index": 0, "type": "search", "arguments": '{"q":"x"}'}
    deltas = [{"executed_tools": [begun]}, {"executed_tools": [{**begun, "output": "Found."}]}]
    assert message_of(*deltas) == {"executed_tools": [{**begun, "output": "Found."}]}


def test_lists_without_index_grow() -> None:
    choices = [{"index": 0, "delta": {"annotations": [{"type": "x"}]}, "logprobs": {"content": [{"token": "A"}]}}] * 2
    assert accumulated([{"choices": [choice]} for choice in choices])["choices"] == [
        {
            "index": 0,
            "message": {"annotations": [{"type": "x"}] * 2},
            "logprobs": {"content": [{"token": "A"}] * 2},
        }
    ]


def test_choices_are_in_their_order() -> None:
    second, first = [{"choices": [{"index": index, "delta": {"content": str(index)}}]} for index in (1, 0)]
    found = accumulated([second, first])["choices"]
    assert [(choice["index"], choice["message"]["content"]) for choice in found] == [(0, "0"), (1, "1")]


def test_what_stands_beside_the_choices_is_kept() -> None:
    found = accumulated(
        [
            chunk({}, object="chat.completion.chunk", model="m", created=5, x_groq={"id": "r", "seed": 7}),
            chunk({"content": "A"}, model=None),
            chunk({}, "stop", x_groq={"id": "r", "usage": USAGE, "usage_breakdown": {"models": []}}, more=1),
        ]
    )
    assert found == {
        "id": "1",
        "object": "chat.completion",
        "model": "m",
        "created": 5,
        "x_groq": {"id": "r", "seed": 7},
        "usage": USAGE,
        "usage_breakdown": {"models": []},
        "more": 1,
        "choices": [{"index": 0, "message": {"content": "A"}, "finish_reason": "stop"}],
    }


def test_figures_about_the_cache_stay_with_groqs_own() -> None:
    told = {"id": "r", "usage": {"dram_cached_tokens": 5}}
    assert accumulated([chunk({}, x_groq=told)])["x_groq"] == told


def test_of_two_beginnings_the_second_holds() -> None:
    found = accumulated([chunk({"role": "assistant"}, id="first"), chunk({"role": "assistant"}, id="second")])
    assert (found["id"], found["choices"][0]["message"]) == ("second", {"role": "assistant"})


def test_nothing_adds_up_to_a_completion_without_choices() -> None:
    assert accumulated([]) == {"object": "chat.completion", "choices": []}


@pytest.mark.parametrize(
    ("delta", "finish_reason", "says", "finished"),
    [
        ({"role": "assistant", "content": ""}, None, False, False),
        ({"role": "assistant", "content": None, "tool_calls": []}, None, False, False),
        ({}, None, False, False),
        ({"content": "A"}, None, True, False),
        ({"reasoning": "A"}, None, True, False),
        ({"tool_calls": [{"index": 0}]}, None, True, False),
        ({}, "stop", True, True),
    ],
)
def test_a_chunk_says_something_that_a_reader_may_act_on(
    delta: Any, finish_reason: Any, says: bool, finished: bool
) -> None:
    assert (says_something(chunk(delta, finish_reason)), is_finished(chunk(delta, finish_reason))) == (says, finished)


REQUESTS: Dict[str, Dict[str, Any]] = {
    "plain": {},
    "short": {"max_completion_tokens": 3},
    "seeded": {"seed": 5},
    "thinking": {"model": "openai/gpt-oss-20b", "reasoning_effort": "high"},
    "tools": {"tools": TOOLS, "tool_choice": "required"},
    "compound": {"model": "groq/compound"},
    "counted": {"stream_options": {"include_usage": True}},
}
REPLIES = {
    "text": Reply("Grüße 🐸"),
    "empty": Reply(""),
    "calls": Reply.calls([ToolCall("look_up", '{"q": "é"}', id="a", pieces=3), ToolCall("look_up", "{}", id="b")]),
    "both": Reply("Let me see.", "Hm. Well.", (ToolCall("look_up", "{}", id="c"),)),
    "more": Reply("No.", message={"refusal": "I won't."}, extra={"service_tier": "flex"}),
    "tools": Reply("Found.", executed_tools=[{"index": 0, "type": "search", "arguments": "{}", "output": "x"}]),
}


def answers(local: LocalGroq, **request: Any) -> List[ChatCompletion]:
    """What is answered whole, and what the chunks of the same answer add up to, without what differs by request."""
    found = []
    with local.client() as client:
        messages: Any = [{"role": "user", "content": "What is new?"}]
        create: Any = client.chat.completions.create
        chunks = [json.loads(item.to_json()) for item in create(messages=messages, **request, stream=True)]
        request.pop("stream_options", None)
        for answer in (create(messages=messages, **request), parser(ChatCompletion).python(accumulated(chunks))):
            answer.id, answer.created, answer.service_tier = "", 0, None
            answer.x_groq.id = ""
            found.append(answer)
    return found


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
def test_chunks_add_up_to_the_answer_that_is_not_streamed(request_: Dict[str, Any]) -> None:
    with LocalGroq() as local:
        whole, streamed = answers(local, **{"model": MODEL, **request_})
    assert streamed == whole


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_chunks_add_up_to_the_reply(reply: Reply) -> None:
    with LocalGroq() as local:
        local.reply_with(lambda request: reply, times=2)
        whole, streamed = answers(local, model=MODEL, tools=TOOLS)
    assert streamed == whole


_NAMES = [
    *("choices", "index", "delta", "message", "content", "role", "tool_calls", "function", "arguments", "logprobs"),
    *("x_groq", "usage", "total_tokens", "executed_tools", "finish_reason"),
]
odd = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "assistant"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4),
    max_leaves=20,
)


def test_a_chunk_without_choices_tells_who_knows_what() -> None:
    assert [says_something(each) for each in ({"choices": []}, {"x_groq": {}}, {}, None, "x")] == [True] * 5


@given(st.lists(odd, max_size=5))
def test_no_chunks_are_too_odd(chunks: List[Any]) -> None:
    json.dumps(accumulated(chunks))
    assert parser(ChatCompletion).python(accumulated(chunks)).object == "chat.completion"
    assert [type(says_something(each)) for each in chunks] == [type(is_finished(each)) for each in chunks]
