"""Live streams of chat completions: events, text, snapshots, the answer in the end, and streams that break."""

from __future__ import annotations

import asyncio
import json
import pickle
import subprocess
import sys
import threading
from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq.lib.streaming import ContentDeltaEvent, ReasoningDeltaEvent, ToolCallDeltaEvent
from groq.types.chat import ChatCompletion
from groq.types.chat.chat_completion_message import ExecutedTool
from pieces import LAST_CHUNK, event_stream
from twin import CHAT, Body, Twin, sse

USAGE = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
TOOLS = [{"type": "function", "function": {"name": name, "parameters": {"type": "object"}}} for name in "fg"]


def chunk(delta: Any, finish_reason: Any = None, index: int = 0, **more: Any) -> Dict[str, Any]:
    choice = {"index": index, "delta": delta, "finish_reason": finish_reason}
    return {"id": "c", "object": "chat.completion.chunk", "created": 5, "model": "m", "choices": [choice], **more}


def stream_of(twin: Twin, *pieces: Any, **options: Any) -> Any:
    """The manager of a stream of these bytes, or chunks."""
    body = Body(*(piece if isinstance(piece, (bytes, Exception)) else sse(piece, done=False) for piece in pieces))
    client = twin.client(lambda request: httpx.Response(200, stream=body), **{"max_retries": 0, **options})
    return client.chat.completions.stream(**CHAT)


def short(event: Any) -> Any:
    """An event as its type and what is most telling."""
    for name in ("delta", "content", "reasoning"):
        if hasattr(event, name):
            return (event.type, getattr(event, name))
    return event.type


def content(completion: Any) -> Any:
    return completion.choices[0].message.content


# Events


def test_an_answer_is_told_from_its_first_thought_to_its_end(twin: Twin) -> None:
    twin.local.reply_stream(["Hel", "lo"], reasoning="Hm well")
    client = twin.local_client()
    asked = {**CHAT, "model": "openai/gpt-oss-20b"}
    with twin.opened(client.chat.completions.stream(**asked)) as stream:
        events = twin.items(stream)
    assert list(map(short, events)) == [
        ("reasoning.delta", "Hm"),
        ("reasoning.delta", " well"),
        ("reasoning.done", "Hm well"),
        ("content.delta", "Hel"),
        ("content.delta", "lo"),
        ("content.done", "Hello"),
        "usage",
        "done",
    ]
    assert events[-2].usage == events[-1].completion.usage == stream.current.usage
    assert events[-2].usage.total_tokens > 0
    assert [event.snapshot for event in events if event.type == "content.delta"] == ["Hel", "Hello"]
    assert [event.snapshot for event in events if event.type == "reasoning.delta"] == ["Hm", "Hm well"]


def test_calls_of_tools_grow_at_the_same_time_and_are_done_in_their_order(twin: Twin) -> None:
    def calls(*entries: Any) -> Dict[str, Any]:
        return chunk({"tool_calls": list(entries)})

    manager = stream_of(
        twin,
        chunk({"role": "assistant", "content": ""}),
        calls(
            {"index": 1, "id": "b", "type": "function", "function": {"name": "g", "arguments": ""}},
            {"index": 0, "id": "a", "type": "function", "function": {"name": "f", "arguments": '{"x"'}},
        ),
        calls({"index": 1, "function": {"arguments": "{"}}, {"index": 0, "function": {"arguments": ""}}),
        calls({"index": 0, "function": {"arguments": ":1}"}}, {"index": 1, "function": {"arguments": "}"}}),
        chunk({}, "tool_calls"),
    )
    with twin.opened(manager) as stream:
        events = twin.items(stream)
    told = [(event.tool_index, event.id, event.name, event.delta, event.snapshot) for event in events[:5]]
    assert told == [
        (1, "b", "g", "", ""),
        (0, "a", "f", '{"x"', '{"x"'),
        (1, "b", "g", "{", "{"),
        (0, "a", "f", ":1}", '{"x":1}'),
        (1, "b", "g", "}", "{}"),
    ]
    assert [event.type for event in events[5:]] == ["tool_call.done", "tool_call.done", "done"]
    calls_made = stream.current.choices[0].message.tool_calls
    assert [event.tool_call for event in events[5:7]] == calls_made
    assert [(call.id, call.function.name, call.function.arguments) for call in calls_made] == [
        ("a", "f", '{"x":1}'),
        ("b", "g", "{}"),
    ]


def test_several_deltas_of_one_choice_in_one_chunk_are_told_one_by_one(twin: Twin) -> None:
    both = chunk({"content": "A"})
    both["choices"] += [*chunk({"content": "B"})["choices"], *chunk({"content": "x"}, "stop", index=1)["choices"]]
    with twin.opened(stream_of(twin, both, chunk({"content": "C"}, "stop"))) as stream:
        events = twin.items(stream)
    assert [(short(event), getattr(event, "index", None)) for event in events] == [
        (("content.delta", "A"), 0),
        (("content.delta", "B"), 0),
        (("content.delta", "x"), 1),
        (("content.done", "x"), 1),
        (("content.delta", "C"), 0),
        (("content.done", "ABC"), 0),
        ("done", None),
    ]
    assert [choice.message.content for choice in stream.current.choices] == ["ABC", "x"]


def test_a_tool_that_groq_runs_is_told_when_it_begins_and_when_it_ends(twin: Twin) -> None:
    begun = {"index": 0, "type": "search", "arguments": '{"q":"x"}'}
    found = {"index": 0, "type": "search", "output": "Found.", "arguments": '{"q":"x"}'}
    chunks = [chunk({"executed_tools": [begun]}), chunk({"executed_tools": [found]}), chunk({"content": "A"}, "stop")]
    with twin.opened(stream_of(twin, *chunks)) as stream:
        events = twin.items(stream)
    assert [event.tool for event in events[:2]] == [ExecutedTool.construct(**each) for each in (begun, found)]
    assert stream.current.choices[0].message.executed_tools == [events[1].tool]


def test_a_model_that_thinks_again_stops_thinking_again(twin: Twin) -> None:
    deltas = [{"reasoning": "Hm"}, {"content": "A"}, {"reasoning": "Well"}, {"content": "B"}]
    with twin.opened(stream_of(twin, *map(chunk, deltas), chunk({}, "stop"))) as stream:
        events = list(map(short, twin.items(stream)))
    assert [event for event in events if event[0] == "reasoning.done"] == [
        ("reasoning.done", "Hm"),
        ("reasoning.done", "Well"),
    ]
    assert ("content.done", "AB") in events
    assert stream.current.choices[0].message.reasoning == "HmWell"


def test_usage_is_told_once_with_that_of_each_model(twin: Twin) -> None:
    each = {"models": [{"model": "m", "usage": USAGE}]}
    counted = chunk({}, "stop", x_groq={"id": "r", "usage": USAGE, "usage_breakdown": each})
    again = {**chunk({}), "choices": [], "usage": USAGE}
    with twin.opened(stream_of(twin, chunk({"content": "A"}), counted, again)) as stream:
        usages = [event for event in twin.items(stream) if event.type == "usage"]
    assert [event.usage.to_dict() for event in usages] == [USAGE]
    assert [event.usage_breakdown.to_dict() for event in usages] == [each]
    assert stream.current.usage_breakdown == usages[0].usage_breakdown


def test_figures_about_caches_are_no_usage(twin: Twin) -> None:
    cached = chunk({}, "stop", x_groq={"id": "r", "usage": {"dram_cached_tokens": 5}})
    counted = {**chunk({}), "choices": [], "usage": USAGE}
    for chunks in ([cached, counted], [counted, cached]):
        with twin.opened(stream_of(twin, chunk({"content": "A"}), *chunks)) as stream:
            assert [event.usage.to_dict() for event in twin.items(stream) if event.type == "usage"] == [USAGE]
        assert stream.current.usage.to_dict() == USAGE
        assert stream.current.x_groq.usage.to_dict() == {"dram_cached_tokens": 5}


def test_an_answer_that_stops_without_a_word_is_done_as_far_as_it_goes(twin: Twin) -> None:
    with twin.opened(stream_of(twin, chunk({"content": "A"}))) as stream:
        assert list(map(short, twin.items(stream))) == [("content.delta", "A"), ("content.done", "A"), "done"]
        assert stream.current.choices[0].finish_reason is None


def test_what_comes_after_the_end_of_a_choice_ends_it_again(twin: Twin) -> None:
    chunks = [chunk({"content": "A"}, "stop"), chunk({"content": "B"})]
    with twin.opened(stream_of(twin, *chunks)) as stream:
        events = list(map(short, twin.items(stream)))
    assert [event[1] for event in events if event[0] == "content.done"] == ["A", "AB"]


def test_events_of_another_name_are_no_part_of_the_answer(twin: Twin) -> None:
    ping = b'event: ping\ndata: {"a": 1}\n\n'
    with twin.opened(stream_of(twin, ping, chunk({"content": "A"}, "stop"), ping)) as stream:
        final = twin.call(stream.get_final_completion())
    assert (content(final), final.model_extra) == ("A", {})


# Text, snapshots, the answer


def test_the_text_alone(twin: Twin) -> None:
    twin.local.reply_stream(["Grüße", " aus", " Wien"], reasoning="Hm")
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(**{**CHAT, "model": "openai/gpt-oss-20b"})) as stream:
        assert twin.items(stream.text_stream) == ["Grüße", " aus", " Wien"]
        assert content(twin.call(stream.get_final_completion())) == "Grüße aus Wien"


def test_the_text_is_that_of_the_first_choice(twin: Twin) -> None:
    chunks = [chunk({"content": "x"}, index=1), chunk({"content": "A"}), chunk({"content": "y"}, index=1)]
    with twin.opened(stream_of(twin, *chunks)) as stream:
        assert twin.items(stream.text_stream) == ["A"]


def test_what_one_iteration_gave_the_next_does_not_give_again(twin: Twin) -> None:
    with twin.opened(stream_of(twin, *[chunk({"content": letter}) for letter in "ABC"])) as stream:
        assert twin.next(twin.iter(stream)).delta == "A"
        assert twin.next(twin.iter(stream.text_stream)) == "B"
        assert short(twin.items(stream)[0]) == ("content.delta", "C")
        assert twin.items(stream) == []


def test_the_snapshot_grows_with_the_events_and_stays(twin: Twin) -> None:
    with twin.opened(stream_of(twin, *[chunk({"content": letter}) for letter in "ABC"])) as stream:
        assert stream.current is None
        iterator = twin.iter(stream)
        seen: List[str] = []
        for _ in range(3):
            twin.next(iterator)
            seen.append(content(stream.current))
        assert stream.current.choices[0].finish_reason is None
    assert seen == ["A", "AB", "ABC"]
    assert (type(stream.current), content(stream.current), stream.parsed) == (ChatCompletion, "ABC", None)
    assert pickle.loads(pickle.dumps(stream.current)) == stream.current


def test_an_answer_of_many_chunks_adds_up(twin: Twin) -> None:
    letters = [chr(97 + number % 26) for number in range(3000)]
    with twin.opened(stream_of(twin, sse(*(chunk({"content": letter}) for letter in letters)))) as stream:
        assert content(twin.call(stream.get_final_completion())) == "".join(letters)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"max_completion_tokens": 3},
        {"seed": 5},
        {"model": "openai/gpt-oss-20b", "reasoning_effort": "high"},
        {"tools": TOOLS, "tool_choice": "required"},
        {"model": "groq/compound"},
        {"stream_options": {"include_usage": True}},
        {"response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "JSON please"}]},
    ],
)
def test_the_answer_is_the_one_that_comes_without_a_stream(twin: Twin, asked: Dict[str, Any]) -> None:
    client = twin.local_client()
    asked = {**CHAT, **asked}
    with twin.opened(client.chat.completions.stream(**asked)) as stream:
        twin.call(stream.until_done())
        streamed = twin.call(stream.get_final_completion())
    asked.pop("stream_options", None)
    whole = twin.call(client.chat.completions.create(**asked))
    for answer in (whole, streamed):
        answer.id, answer.created, answer.service_tier, answer.x_groq.id = "", 0, None, ""
    assert streamed == whole


def test_headers_are_those_of_the_response(twin: Twin) -> None:
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        assert stream.response.headers["x-request-id"].startswith("req_")


def test_options_are_those_of_create(twin: Twin) -> None:
    client = twin.client(lambda request: httpx.Response(200, stream=Body(sse(chunk({"content": "A"}, "stop")))))
    manager = client.chat.completions.stream(
        CHAT["messages"],
        model="m",
        temperature=0.5,
        n=1,
        tools=iter(TOOLS),
        response_format={"type": "json_object"},
        extra_headers={"x-a": "b"},
        extra_body={"more": 1},
        stream_options={"include_usage": True},
        user=groq.omit,
    )
    assert twin.requests == []
    with twin.opened(manager) as stream:
        twin.call(stream.until_done())
    assert json.loads(twin.requests[0].content) == {
        "messages": CHAT["messages"],
        "model": "m",
        "temperature": 0.5,
        "n": 1,
        "tools": TOOLS,
        "response_format": {"type": "json_object"},
        "stream": True,
        "stream_options": {"include_usage": True},
        "more": 1,
    }
    assert twin.requests[0].headers["x-a"] == "b"


@pytest.mark.parametrize("wrong", [{"stream": True}, {"temprature": 1}, {"retries": 2}])
def test_an_unknown_option_is_refused_before_sending(twin: Twin, wrong: Dict[str, Any]) -> None:
    client = twin.client()
    with pytest.raises(TypeError, match="`stream` takes no `%s`" % next(iter(wrong))):
        client.chat.completions.stream(**CHAT, **wrong)
    assert twin.requests == []


# Leaving early, closing


def test_leaving_early_gives_up_the_rest_and_keeps_what_was_read(twin: Twin) -> None:
    body = Body(*(sse(chunk({"content": letter}), done=False) for letter in "ABC"))
    client = twin.client(lambda request: httpx.Response(200, stream=body))
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        twin.next(twin.iter(stream))
    assert (body.closed, body.taken) == (True, 1)
    assert content(stream.current) == "A"
    assert twin.items(stream) == []
    with pytest.raises(groq.GroqError, match="closed before the answer was complete") as caught:
        twin.call(stream.get_final_completion())
    assert type(caught.value) is groq.GroqError


def test_an_exception_in_the_block_closes_the_stream_and_passes(twin: Twin) -> None:
    body = Body(*(sse(chunk({"content": letter}), done=False) for letter in "ABC"))
    client = twin.client(lambda request: httpx.Response(200, stream=body))
    with pytest.raises(ZeroDivisionError), twin.opened(client.chat.completions.stream(**CHAT)):
        raise ZeroDivisionError
    assert body.closed


def test_closing_ends_the_iteration_and_may_be_done_again(twin: Twin) -> None:
    with twin.opened(stream_of(twin, *[chunk({"content": letter}) for letter in "ABC"])) as stream:
        twin.next(twin.iter(stream))
        twin.call(stream.close())
        twin.call(stream.close())
        assert twin.items(stream) == twin.items(stream.text_stream) == []


def test_an_answer_that_was_read_stays_when_the_block_is_left(twin: Twin) -> None:
    with twin.opened(stream_of(twin, chunk({"content": "A"}, "stop"), sse())) as stream:
        twin.call(stream.until_done())
    assert content(twin.call(stream.get_final_completion())) == "A"
    assert twin.call(stream.get_final_completion()) is twin.call(stream.get_final_completion())


def test_the_connection_of_a_whole_answer_is_used_again_and_that_of_half_an_answer_ended(twin: Twin) -> None:
    first, last = (sse(chunk({"content": letter}), done=False) for letter in "AB")
    whole = event_stream(first, last, sse()) + LAST_CHUNK
    server = twin.serve(whole, whole, event_stream(first), whole)
    client = twin.client(base_url=server.url, http_client=None)
    for _ in range(2):
        with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
            assert twin.items(stream.text_stream) == ["A", "B"]
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        assert twin.next(twin.iter(stream)).delta == "A"
    assert server.ended(0)
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        twin.call(stream.until_done())
    assert server.connections == [0, 0, 0, 1]


def test_a_stream_that_another_task_closes_ends_for_its_reader(twin: Twin) -> None:
    first = sse(chunk({"content": "A"}), done=False)
    server = twin.serve(event_stream(first))
    client = twin.client(base_url=server.url, http_client=None)
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        twin.next(twin.iter(stream))
        assert twin.call(both(stream) if twin.is_async else in_a_thread(stream)) == []
        assert content(stream.current) == "A"


async def both(stream: Any) -> List[Any]:
    reading = asyncio.ensure_future(collected(stream))
    await asyncio.sleep(0.01)
    await stream.close()
    return await reading


async def collected(stream: Any) -> List[Any]:
    return [event async for event in stream]


def in_a_thread(stream: Any) -> List[Any]:
    closing = threading.Timer(0.01, stream.close)
    closing.start()
    try:
        return list(stream)
    finally:
        closing.join()


def test_a_stream_is_opened_once(twin: Twin) -> None:
    manager = stream_of(twin, chunk({"content": "A"}, "stop"))
    with twin.opened(manager) as stream:
        twin.call(stream.until_done())
    with pytest.raises(groq.GroqError, match="call `stream` again"), twin.opened(manager):
        pass
    assert len(twin.requests) == 1


# Streams that break


def test_a_cut_answer_ends_in_an_error_event_and_then_raises(twin: Twin) -> None:
    twin.local.reply_stream(["A", "B", "C"])
    twin.local.cut_stream(after_chunks=3)
    client = twin.local_client(max_retries=0)
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        events, error = twin.collect(stream)
        assert list(map(short, events)) == [("content.delta", "A"), ("content.delta", "B"), "error"]
        assert isinstance(error, groq.APIConnectionError)
        assert events[-1].error is error
        assert content(stream.current) == content(error.partial) == "AB"
        for again in (stream.get_final_completion, stream.until_done):
            with pytest.raises(groq.APIConnectionError) as caught:
                twin.call(again())
            assert caught.value is error
    assert content(stream.current) == "AB"
    with pytest.raises(groq.APIConnectionError):
        twin.call(stream.get_final_completion())


def test_an_error_that_the_server_reports_raises_in_the_text_too(twin: Twin) -> None:
    twin.local.reply_stream(["A", "B"])
    twin.local.stream_error("Out of words", code="no_words", after_chunks=2)
    client = twin.local_client()
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        texts, error = twin.collect(stream.text_stream)
    assert (texts, type(error), error.code) == (["A"], groq.APIStreamError, "no_words")


def test_an_error_before_the_first_chunk_leaves_nothing(twin: Twin) -> None:
    with twin.opened(stream_of(twin, httpx.ReadError("cut"))) as stream:
        events, error = twin.collect(stream)
        assert (list(map(short, events)), type(stream.current)) == (["error"], type(None))
        assert error.partial is None


def test_a_stream_without_chunks_is_no_answer(twin: Twin) -> None:
    with twin.opened(stream_of(twin, sse())) as stream:
        assert (twin.items(stream), stream.current) == ([], None)
        with pytest.raises(groq.GroqError, match="it had no chunks"):
            twin.call(stream.get_final_completion())


def test_a_request_that_is_refused_raises_on_entering(twin: Twin) -> None:
    client = twin.local_client()
    manager = client.chat.completions.stream(CHAT["messages"], model="nobody")
    with pytest.raises(groq.NotFoundError), twin.opened(manager):
        pass


def test_a_stream_that_breaks_before_it_says_anything_is_opened_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.reply_stream(["A", "B"])
    twin.local.reply_stream(["A", "B"])
    twin.local.cut_stream(after_chunks=1)
    client = twin.local_client(max_retries=1)
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        assert twin.items(stream.text_stream) == ["A", "B"]
    assert len(no_sleep) == 1


class Stopped(BaseException):
    """What ends a program or a task, as a cancellation does."""


def test_a_stream_whose_reader_was_stopped_is_not_done(twin: Twin) -> None:
    body = Body(sse(chunk({"content": "A"}), done=False), Stopped(), sse(chunk({"content": "B"}, "stop")))
    client = twin.client(lambda request: httpx.Response(200, stream=body))
    with twin.opened(client.chat.completions.stream(**CHAT)) as stream:
        with pytest.raises(Stopped):
            twin.call(stream.until_done())
        assert (twin.items(stream), content(stream.current)) == ([], "A")
        with pytest.raises(groq.GroqError, match="closed before the answer was complete"):
            twin.call(stream.get_final_completion())


def test_an_answer_that_stops_without_a_word_raises_where_that_is_wanted(twin: Twin) -> None:
    with twin.opened(stream_of(twin, chunk({"content": "A"}), stream_check="raise")) as stream:
        events, error = twin.collect(stream)
    assert list(map(short, events)) == [("content.delta", "A"), "error"]
    assert isinstance(error, groq.IncompleteStreamError)


# What is told


def test_events_are_equal_by_what_they_tell_and_show_it() -> None:
    one = ContentDeltaEvent("A", 0, ["A"], 1, None)  # type: ignore[arg-type]  # nothing is parsed here
    other = ContentDeltaEvent("A", 0, ["x", "A"], 2, None)  # type: ignore[arg-type]  # as above
    assert (one, repr(one)) == (other, "ContentDeltaEvent(delta='A', index=0)")
    assert one != ReasoningDeltaEvent("A", 0, ["A"], 1)
    assert ToolCallDeltaEvent("{", 0, 1, "a", "f", ["{"], 1).snapshot == "{"


# accumulate


def test_chunks_of_a_stream_accumulate(twin: Twin) -> None:
    twin.local.reply("Hello there", times=2)
    client = twin.local_client()
    stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
    made = twin.call(groq.accumulate(stream))
    whole = twin.call(client.chat.completions.create(**CHAT))
    assert (made.choices, made.usage, type(made)) == (whole.choices, whole.usage, ChatCompletion)


@pytest.mark.parametrize("wrong", ["text", [5], [None], [b"{}"]])
def test_what_is_no_chunk_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="takes chunks of chat completions, got"):
        groq.accumulate(wrong)


def test_no_chunks_are_no_completion() -> None:
    with pytest.raises(ValueError, match="there are no chunks"):
        groq.accumulate([])


def test_live_streams_are_found_without_a_further_import() -> None:
    program = "import groq; print(groq.lib.streaming.ChatCompletionStream.__name__, groq.accumulate.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=50, check=True)
    assert done.stdout.split() == [b"ChatCompletionStream", b"accumulate"]
