"""Runs of tools: what is sent, what is run, what the model is told, and what comes of it all."""

from __future__ import annotations

import asyncio
import copy
import enum
import json
import pickle
import subprocess
import sys
import threading
import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, Dict, List, Optional

import anyio
import pydantic
import pytest

import groq
from backends import under_trio
from groq.lib.tools import ToolCall, ToolChunkEvent, ToolRun, ToolTurn
from groq.lib.tools._loop import _within
from groq.testing import LocalGroq
from groq.testing import ToolCall as ToolReply
from twin import Twin, sse

MODEL = "openai/gpt-oss-20b"
MESSAGES: List[Any] = [{"role": "user", "content": "What is 2 + 3?"}]


def add(a: int, b: int = 1) -> int:
    """Add two numbers."""
    return a + b


def fail(reason: str) -> str:
    """Never works."""
    raise LookupError(reason)


class Book(pydantic.BaseModel):
    """Book a table."""

    people: int
    name: str = "nobody"

    def __call__(self) -> str:
        return "%d for %s" % (self.people, self.name)


def run(twin: Twin, tools: Any, **options: Any) -> Any:
    completions = twin.local_client(max_retries=0).chat.completions
    return twin.call(completions.run_tools(MESSAGES, **{"model": MODEL, "tools": tools, **options}))


def bodies(twin: Twin) -> List[Any]:
    return [request.json for request in twin.local.requests]


def told(twin: Twin) -> List[str]:
    """What the model was last told of its calls."""
    return [message["content"] for message in bodies(twin)[-1]["messages"] if message["role"] == "tool"]


# Whole runs.


def test_a_run_asks_until_no_tool_is_called(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 2, "b": 3}, id="call_1", reasoning="Add them.")
    twin.local.reply("It is 5.")
    result = run(twin, [add], temperature=0.5)
    assert isinstance(result, ToolRun)
    assert (result.text, result.completion.choices[0].message.content) == ("It is 5.", "It is 5.")
    call = {"id": "call_1", "type": "function", "function": {"name": "add", "arguments": '{"a":2,"b":3}'}}
    transcript = [
        *MESSAGES,
        {"role": "assistant", "content": None, "reasoning": "Add them.", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_1", "content": "5"},
        {"role": "assistant", "content": "It is 5."},
    ]
    assert result.messages == transcript
    first, second = bodies(twin)
    assert first["messages"] == MESSAGES
    assert second["messages"] == result.messages[:3]
    assert [body["temperature"] for body in (first, second)] == [0.5, 0.5]
    assert first["tools"] == second["tools"] == [groq.function_tool(add).param]
    assert MESSAGES == [{"role": "user", "content": "What is 2 + 3?"}]


def test_a_run_tells_its_turns_and_calls_and_sums_their_usage(twin: Twin) -> None:
    twin.local.reply_tool_calls([("add", {"a": 2}), ("Book", {"people": "4"})])
    twin.local.reply("Done.")
    result = run(twin, [add, Book])
    assert [(turn.number, len(turn.calls), len(turn.messages), turn.text) for turn in result.turns] == [
        (1, 2, 3, ""),
        (2, 0, 1, "Done."),
    ]
    assert [(call.name, call.status, call.parsed, call.result, call.output) for call in result.calls] == [
        ("add", "done", {"a": 2}, 3, "3"),
        ("Book", "done", Book(people=4), "4 for nobody", "4 for nobody"),
    ]
    usages = [turn.completion.usage for turn in result.turns]
    assert result.usage.total_tokens == sum(usage.total_tokens for usage in usages) > usages[0].total_tokens
    assert result.usage.completion_time == pytest.approx(sum(usage.completion_time for usage in usages))
    cached = [usage.prompt_tokens_details.cached_tokens for usage in usages]
    assert result.usage.prompt_tokens_details.cached_tokens == sum(cached) > 0


def test_a_server_that_tells_little_is_understood(twin: Twin) -> None:
    calls = [{"id": None, "function": {"name": None, "arguments": None}}, {"id": "a"}]
    client = twin.client({"choices": [{"message": {"tool_calls": calls}}]}, {"choices": []})
    result = twin.call(client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[add]))
    assert [(call.id, call.name, call.status) for call in result.calls] == [("", "", "unknown"), ("a", "", "unknown")]
    assert (result.text, result.usage, result.turns[1].messages) == ("", None, [])


def test_a_run_without_a_call_is_one_request(twin: Twin) -> None:
    twin.local.reply("Five.")
    result = run(twin, [])
    assert (result.text, len(result.turns), result.calls) == ("Five.", 1, [])
    assert "tools" not in bodies(twin)[0]


def test_a_transcript_goes_on_and_can_be_stored_as_json(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 2})
    twin.local.reply("Three.")
    twin.local.reply("Again: three.")
    result = run(twin, [add])
    messages = [*json.loads(json.dumps(result.messages)), {"role": "user", "content": "Again?"}]
    completions = twin.local_client().chat.completions
    assert twin.call(completions.run_tools(messages, model=MODEL, tools=[add])).text == "Again: three."


def test_a_transcript_is_json_also_where_it_began_with_answers(twin: Twin) -> None:
    twin.local.reply("Hello!")
    twin.local.reply_tool_call("add", {"a": 2})
    twin.local.reply_tool_call("add", {"a": 3})
    twin.local.reply("Four.")
    completions = twin.local_client().chat.completions
    answer = twin.call(completions.create(messages=MESSAGES, model=MODEL)).choices[0].message
    history = [*MESSAGES, answer, {"role": "user", "content": "And now?"}]
    runner = twin.call(completions.run_tools(iter(history), model=MODEL, tools=[add], steps=True))
    twin.next(runner)
    runner.messages.append(answer)
    result = twin.call(runner.until_done())
    assert json.loads(json.dumps(result.messages)) == result.messages
    assert [message["content"] for message in result.messages if message["role"] == "assistant"] == [
        "Hello!",
        None,
        "Hello!",
        None,
        "Four.",
    ]
    assert history[1] is answer


def test_a_model_that_was_given_what_to_run(twin: Twin) -> None:
    class Note(pydantic.BaseModel):
        text: str

    notes: List[str] = []
    twin.local.reply_tool_call("Note", {"text": "milk"})
    twin.local.reply("Noted.")
    run(twin, [groq.function_tool(Note, run=lambda note: notes.append(note.text))])
    assert (notes, told(twin)) == (["milk"], ["null"])


class Colour(enum.Enum):
    RED = "red"


@dataclass
class Point:
    x: int
    day: date


RESULTS = [
    ("as it is", "as it is"),
    ("", ""),
    (None, "null"),
    (True, "true"),
    (2.5, "2.5"),
    ({"é": [1, (2, 3)]}, '{"é": [1, [2, 3]]}'),
    (Point(1, date(2026, 3, 4)), '{"x": 1, "day": "2026-03-04"}'),
    (Book(people=2), '{"people": 2, "name": "nobody"}'),
    ([Colour.RED], '["red"]'),
]


@pytest.mark.parametrize(("result", "text"), RESULTS)
def test_what_a_function_gives_is_told_as_text_or_as_json(twin: Twin, result: Any, text: str) -> None:
    def give() -> Any:
        return result

    twin.local.reply_tool_call("give")
    twin.local.reply("Thanks.")
    calls = run(twin, [give]).calls
    assert (calls[0].result, told(twin)) == (result, [text])


@pytest.mark.parametrize("on_error", ["return", "raise"])
@pytest.mark.parametrize("result", [object(), {"deep": threading.Lock()}, float("nan"), [float("inf")]])
def test_what_no_model_can_be_told_raises(twin: Twin, on_error: str, result: Any) -> None:
    def give() -> Any:
        return result

    twin.local.reply_tool_call("give")
    with pytest.raises(groq.ToolExecutionError, match=r"The tool `give` gave a .*, which cannot be told to a model"):
        run(twin, [give], on_error=on_error)
    assert len(twin.local.requests) == 1


# Errors of calls.

MISFITS = [
    ("add", {"b": 2}, "Error: the arguments do not fit. `a`: Field required."),
    ("add", {"a": 1, "c": 2}, "Error: the arguments do not fit. `c`: Extra inputs are not permitted."),
    ("add", '{"a": 1', "Error: the arguments do not fit. Invalid JSON"),
    ("add", "[1]", "Error: the arguments do not fit. Input should be"),
    ("Book", {"people": "many"}, "Error: the arguments do not fit. `people`: Input should be a valid integer"),
]


@pytest.mark.parametrize(("name", "arguments", "text"), MISFITS)
def test_the_model_is_told_what_is_wrong_with_arguments(twin: Twin, name: str, arguments: Any, text: str) -> None:
    twin.local.reply_tool_call(name, arguments)
    twin.local.reply("Sorry.")
    result = run(twin, [add, Book])
    (call,) = result.calls
    assert (call.status, result.text, call.result) == ("invalid", "Sorry.", None)
    assert isinstance(call.error, pydantic.ValidationError)
    assert told(twin) == [call.output]
    assert call.output.startswith(text)
    assert "pydantic.dev" not in call.output


@pytest.mark.parametrize(("name", "arguments", "text"), MISFITS)
def test_arguments_that_do_not_fit_raise_before_anything_of_the_turn_runs(
    twin: Twin, name: str, arguments: Any, text: str
) -> None:
    ran: List[int] = []

    def note(a: int) -> None:
        ran.append(a)

    twin.local.reply_tool_calls([("note", {"a": 1}), (name, arguments)])
    with pytest.raises(groq.ToolArgumentsError) as caught:
        run(twin, [add, Book, note], on_error="raise")
    assert isinstance(caught.value.__cause__, pydantic.ValidationError)
    assert (caught.value.call.name, ran) == (name, [])
    assert [call.status for call in caught.value.turns[0].calls] == ["asked", "invalid"]
    assert caught.value.messages == MESSAGES


def test_the_model_is_told_what_a_function_raised(twin: Twin) -> None:
    twin.local.reply_tool_calls([("fail", {"reason": "gone"}), ("add", {"a": 1})])
    twin.local.reply("Sorry.")
    result = run(twin, [fail, add])
    assert [(call.status, call.output) for call in result.calls] == [
        ("failed", "Error: LookupError: gone"),
        ("done", "2"),
    ]
    assert isinstance(result.calls[0].error, LookupError)
    assert told(twin) == ["Error: LookupError: gone", "2"]


class SpeechlessError(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def test_an_exception_that_cannot_tell_what_it_is_about(twin: Twin) -> None:
    def speechless() -> None:
        """Break."""
        raise SpeechlessError

    twin.local.reply_tool_call("speechless", {})
    twin.local.reply("Sorry.")
    assert run(twin, [speechless]).calls[0].output == "Error: SpeechlessError"
    twin.local.reply_tool_call("speechless", {})
    with pytest.raises(groq.ToolExecutionError, match="Error: SpeechlessError") as caught:
        run(twin, [speechless], on_error="raise")
    assert isinstance(caught.value.__cause__, SpeechlessError)


def test_what_a_function_raised_raises(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    twin.local.reply_tool_call("fail", {"reason": "gone"})
    with pytest.raises(
        groq.ToolExecutionError, match=r"The call `fail\({\"reason\":\"gone\"}\)` failed. gone"
    ) as caught:
        run(twin, [fail, add], on_error="raise")
    error = caught.value
    assert isinstance(error.__cause__, LookupError)
    assert (error.call.name, error.call.status) == ("fail", "failed")
    assert [turn.number for turn in error.turns] == [1, 2]
    assert [message["role"] for message in error.messages] == ["user", "assistant", "tool"]
    assert error.completion is error.turns[1].completion
    assert error.usage is not None


@pytest.mark.parametrize("timeout", [None, 30])
@pytest.mark.parametrize("kind", [StopIteration, StopAsyncIteration, TimeoutError, asyncio.TimeoutError])
def test_what_has_a_meaning_to_python_is_told_as_any_other(twin: Twin, kind: Any, timeout: Optional[float]) -> None:
    def stop() -> None:
        raise kind

    twin.local.reply_tool_calls([("stop", {}), ("add", {"a": 1})])
    twin.local.reply("Sorry.")
    calls = run(twin, [stop, add], timeout=timeout).calls
    assert [(call.status, kind.__name__ in call.output) for call in calls] == [("failed", True), ("done", False)]


def test_nothing_runs_that_was_not_declared(twin: Twin) -> None:
    twin.local.reply_tool_call("system", {"command": "rm"})
    twin.local.reply("Sorry.")
    result = run(twin, [add, Book])
    assert [(call.status, call.parsed) for call in result.calls] == [("unknown", None)]
    assert told(twin) == ["Error: there is no tool `system`. The tools are: `add`, `Book`."]


def test_a_tool_that_was_not_declared_raises(twin: Twin) -> None:
    twin.local.reply_tool_call("system", {"command": "rm"})
    with pytest.raises(groq.ToolCallError, match="there is no tool `system`"):
        run(twin, [add], on_error="raise")


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("timeout", [None, 30])
def test_what_is_no_exception_of_a_tool_ends_the_program(kind: Any, timeout: Optional[float]) -> None:
    def stop() -> None:
        raise kind

    with LocalGroq() as local, local.client() as client:
        local.reply_tool_call("stop")
        with pytest.raises(kind):
            client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[stop], timeout=timeout)


# Limits.


def test_a_run_ends_with_its_last_turn(twin: Twin) -> None:
    for number in range(3):
        twin.local.reply_tool_call("add", {"a": number})
    with pytest.raises(groq.ToolLoopLimitError, match=r"`max_turns` \(3\): the model still asks for `add`") as caught:
        run(twin, [add], max_turns=3)
    error = caught.value
    assert (error.limit, error.tools) == ("max_turns", [])
    assert [[call.status for call in turn.calls] for turn in error.turns] == [["done"], ["done"], ["asked"]]
    assert [message["role"] for message in error.messages] == ["user", *["assistant", "tool"] * 2]


def test_a_run_may_need_all_its_turns(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    twin.local.reply("Two.")
    assert run(twin, [add], max_turns=2).text == "Two."


def test_no_call_runs_of_an_answer_that_asks_for_too_many(twin: Twin) -> None:
    ran: List[int] = []

    def note(a: int) -> None:
        ran.append(a)

    twin.local.reply_tool_calls([("note", {"a": 1}), ("note", {"a": 2})])
    twin.local.reply_tool_calls([("note", {"a": 3}), ("note", {"a": 4})])
    with pytest.raises(groq.ToolLoopLimitError, match=r"`max_tool_calls` \(3\)") as caught:
        run(twin, [note], max_tool_calls=3, parallel_tool_calls=True)
    assert (caught.value.limit, sorted(ran)) == ("max_tool_calls", [1, 2])


def test_a_run_may_need_all_its_calls(twin: Twin) -> None:
    twin.local.reply_tool_calls([("add", {"a": 1}), ("add", {"a": 2})])
    twin.local.reply("Done.")
    assert run(twin, [add], max_tool_calls=2).text == "Done."


@pytest.mark.thorough
def test_a_program_ends_though_a_tool_does_not() -> None:
    program = """
import asyncio, threading
from groq import ToolLoopLimitError
from groq.lib.tools._loop import _within
from groq.testing import LocalGroq

def wait() -> None:
    threading.Event().wait(60)

async def main() -> None:
    local = LocalGroq()
    local.reply_tool_calls([("wait", {}), ("wait", {})])
    async with local.async_client() as client:
        try:
            await client.chat.completions.run_tools(
                [{"role": "user", "content": "Hi"}], model="openai/gpt-oss-20b", tools=[wait], timeout=0.3
            )
        except ToolLoopLimitError as error:
            print(error.limit)

asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=40)
    assert (done.stdout, done.stderr) == ("timeout\n", "")


@pytest.mark.parametrize(("total", "least"), [(None, 3), (50, 3), (2, 2)])
def test_a_request_has_no_more_time_than_its_run(total: Optional[float], least: float) -> None:
    limits = _within(3, groq.TimeLimits(7, read=8, first_token=4, between_tokens=5, total=total))
    assert limits == groq.TimeLimits(7, read=8, first_token=4, between_tokens=5, total=least)
    assert _within(3, 7) == groq.TimeLimits(7, total=3)
    assert _within(3, None) == groq.TimeLimits(None, total=3)


def test_a_run_goes_on_from_where_a_limit_ended_it(twin: Twin) -> None:
    for number in range(2):
        twin.local.reply_tool_call("add", {"a": number})
    with pytest.raises(groq.ToolLoopLimitError) as caught:
        run(twin, [add], max_turns=2)
    twin.local.reply("Done.")
    completions = twin.local_client().chat.completions
    assert twin.call(completions.run_tools(caught.value.messages, model=MODEL, tools=[add])).text == "Done."


def test_a_tool_that_never_ends_is_named(twin: Twin) -> None:
    never = threading.Event()

    def wait(a: int) -> None:
        never.wait(20)

    twin.local.reply_tool_calls([("add", {"a": 1}), ("wait", {"a": 1})])
    with pytest.raises(groq.ToolLoopLimitError, match=r"`timeout` \(0.5 s\) while `wait` was still running") as caught:
        run(twin, [add, wait], timeout=0.5)
    never.set()
    assert (caught.value.limit, caught.value.tools) == ("timeout", ["wait"])
    assert [call.status for call in caught.value.turns[0].calls] == ["done", "running"]


def test_an_answer_that_is_too_late_ends_a_run(twin: Twin) -> None:
    client = twin.served_client()

    def slow(a: int) -> None:
        twin.local.latency(20)

    twin.local.reply_tool_call("slow", {"a": 1})
    with pytest.raises(groq.ToolLoopLimitError, match=r"`timeout` \(0.5 s\)$") as caught:
        twin.call(client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[slow], timeout=0.5))
    assert isinstance(caught.value.__cause__, groq.APITimeoutError)
    assert [call.status for call in caught.value.turns[0].calls] == ["done"]


def test_a_request_has_the_timeout_of_its_own(twin: Twin) -> None:
    twin.local.reply("Hi.")
    run(twin, [add], request_timeout=7.0)
    assert twin.local.requests[0].headers["x-stainless-read-timeout"] == "7.0"


def test_the_limits_of_a_request_hold_in_a_run_that_has_a_limit(twin: Twin) -> None:
    twin.local.reply("Hi.")
    twin.local.reply("Hi.")
    run(twin, [add], request_timeout=groq.TimeLimits(7.0, first_token=2, total=3), timeout=60)
    run(twin, [add], timeout=60)
    assert [request.headers["x-stainless-read-timeout"] for request in twin.local.requests] == ["7.0", "60"]


def let_pass(runner: Any, seconds: float) -> None:
    """Have the clock of a run go on by so many seconds."""
    runner._loop._clock = lambda: time.monotonic() + seconds


@pytest.mark.parametrize("number", [1, 2])
def test_no_call_begins_when_the_time_is_over(twin: Twin, number: int) -> None:
    ran: List[int] = []

    def note(a: int) -> None:
        ran.append(a)

    def approve(call: ToolCall) -> bool:
        let_pass(steps, 100)
        return True

    twin.local.reply_tool_calls([("note", {"a": 1})] * number)
    steps = run(twin, [note], approve=approve, timeout=60, steps=True)
    _, error = twin.collect(steps)
    assert isinstance(error, groq.ToolLoopLimitError)
    assert (error.limit, error.tools, ran) == ("timeout", [], [])
    assert {call.status for call in error.turns[0].calls} == {"asked"}


def test_no_request_is_sent_when_the_time_is_over(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    steps = run(twin, [add], steps=True, timeout=60)
    twin.next(steps)
    let_pass(steps, 100)
    _, error = twin.collect(steps)
    assert isinstance(error, groq.ToolLoopLimitError)
    assert (error.limit, len(twin.local.requests)) == ("timeout", 1)
    assert [message["role"] for message in error.messages] == ["user", "assistant", "tool"]


def test_nothing_begins_when_the_time_is_over_before_the_calls(twin: Twin) -> None:
    ran: List[int] = []

    def note(a: int) -> None:
        ran.append(a)

    twin.local.reply_tool_call("note", {"a": 1})
    events = run(twin, [note], stream=True, timeout=60)
    while twin.next(events).type != "tool_call":
        pass
    let_pass(events, 100)
    _, error = twin.collect(events)
    assert isinstance(error, groq.ToolLoopLimitError)
    assert (error.tools, ran) == ([], [])


# Approval.


def test_what_is_not_approved_does_not_run(twin: Twin) -> None:
    asked: List[Any] = []

    def approve(call: ToolCall) -> bool:
        asked.append((call.name, call.parsed, call.status))
        return call.parsed == {"a": 1}

    twin.local.reply_tool_calls([("add", {"a": 1}), ("add", {"a": 2}), ("add", {}), ("none", {})])
    twin.local.reply("Well.")
    result = run(twin, [add], approve=approve)
    assert asked == [("add", {"a": 1}, "asked"), ("add", {"a": 2}, "asked")]
    assert [call.status for call in result.calls] == ["done", "refused", "invalid", "unknown"]
    assert told(twin)[:2] == ["2", "Error: the user does not allow this call. It was not made."]


def test_approval_says_yes_or_no(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    with pytest.raises(TypeError, match="`approve` gave None for the call of `add`: it must give True or False"):
        run(twin, [add], approve=lambda call: None)


def test_what_approval_raises_ends_the_run(twin: Twin) -> None:
    def approve(call: ToolCall) -> bool:
        raise PermissionError("not you")

    twin.local.reply_tool_call("add", {"a": 1})
    with pytest.raises(PermissionError, match="not you"):
        run(twin, [add], approve=approve)


def test_async_approval_is_awaited_or_refused(twin: Twin) -> None:
    async def approve(call: ToolCall) -> bool:
        await anyio.sleep(0)
        return False

    if not twin.is_async:
        with pytest.raises(TypeError, match="`approve` is async, which a `Groq` client cannot wait for"):
            run(twin, [add], approve=approve)
        assert twin.local.requests == []
        return
    twin.local.reply_tool_call("add", {"a": 1})
    twin.local.reply("Well.")
    assert run(twin, [add], approve=approve).calls[0].status == "refused"


# Step by step.


def test_a_run_goes_only_as_far_as_it_is_asked_to(twin: Twin) -> None:
    ran: List[int] = []

    def note(a: int) -> int:
        ran.append(a)
        return a

    twin.local.reply_tool_call("note", {"a": 1})
    twin.local.reply_tool_call("note", {"a": 2})
    twin.local.reply("Done.")
    steps = run(twin, [note], steps=True)
    assert (twin.local.requests, steps.turns, steps.messages) == ([], [], MESSAGES)
    turn = twin.next(steps)
    assert isinstance(turn, ToolTurn)
    assert (turn.number, [call.output for call in turn.calls], ran) == (1, ["1"], [1])
    assert len(twin.local.requests) == 1
    with pytest.raises(RuntimeError, match="The run is not done"):
        _ = steps.result
    steps.messages.append({"role": "user", "content": "Go on."})
    twin.next(steps)
    assert bodies(twin)[1]["messages"][-1] == {"role": "user", "content": "Go on."}
    result = twin.call(steps.until_done())
    assert (result.text, steps.is_done, len(steps.turns)) == ("Done.", True, 3)
    assert result == steps.result
    assert twin.items(steps) == []


def test_a_run_that_is_closed_goes_no_further(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    with twin.opened(run(twin, [add], steps=True)) as steps:
        twin.next(steps)
    assert (twin.items(steps), len(twin.local.requests), steps.is_done) == ([], 1, False)


def test_turns_are_given_one_by_one(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    twin.local.reply("Done.")
    turns = twin.items(run(twin, [add], steps=True))
    assert [(turn.number, len(turn.calls), turn.text) for turn in turns] == [(1, 1, ""), (2, 0, "Done.")]


# Streamed.


def test_a_streamed_run_tells_all_that_happens(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 2, "b": 3}, pieces=3)
    twin.local.reply_stream(["It ", "is ", "5."])
    with twin.opened(run(twin, [add], stream=True)) as events:
        seen = twin.items(events)
    kinds = [event.type for event in seen if event.type != "chunk"]
    assert kinds == ["tool_call", "tool_result", "turn", "turn"]
    assert [event.type for event in seen[:4]] == ["chunk"] * 4
    assert [event.text for event in seen if event.type == "chunk" and event.text] == ["It ", "is ", "5."]
    assert {event.number for event in seen if event.type == "chunk"} == {1, 2}
    (asked,) = (event for event in seen if event.type == "tool_call")
    assert (asked.number, asked.call.name, asked.call.parsed) == (1, "add", {"a": 2, "b": 3})
    assert [event.turn.number for event in seen if event.type == "turn"] == [1, 2]
    assert [body["stream"] for body in bodies(twin)] == [True, True]
    assert (events.result.text, events.result.calls[0].output) == ("It is 5.", "5")


def test_a_streamed_run_comes_to_what_a_plain_one_does(twin: Twin) -> None:
    results = []
    for stream in (False, True):
        calls = [ToolReply.of("add", {"a": 2}, id="a", pieces=2), ToolReply.of("fail", {"reason": "gone"}, id="b")]
        twin.local.reply_tool_calls(calls, reasoning="Hm.")
        twin.local.reply("Three.")
        result = run(twin, [add, fail], stream=stream)
        results.append(twin.call(result.until_done()) if stream else result)
    plain, streamed = results
    assert plain.messages == streamed.messages
    assert plain.text == streamed.text
    assert plain.usage.total_tokens == streamed.usage.total_tokens


def test_a_call_is_told_before_it_runs(twin: Twin) -> None:
    ran: List[int] = []

    def note(a: int) -> None:
        ran.append(a)

    twin.local.reply_tool_call("note", {"a": 1})
    events = run(twin, [note], stream=True)
    while twin.next(events).type != "tool_call":
        pass
    assert ran == []
    assert twin.next(events).type == "tool_result"
    assert ran == [1]
    twin.call(events.aclose() if twin.is_async else events.close())
    assert len(twin.local.requests) == 1


def test_a_stream_that_is_cut_short_runs_nothing(twin: Twin) -> None:
    ran: List[int] = []

    def note() -> None:
        ran.append(1)

    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "delta": {"tool_calls": [{"index": 0, "id": "a", "function": {"name": "note", "arguments": "{}"}}]},
                "finish_reason": None,
            }
        ],
    }
    client = twin.client(sse(chunk, done=False))
    events = twin.call(client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[note], stream=True))
    seen, error = twin.collect(events)
    assert isinstance(error, groq.IncompleteStreamError)
    assert ([type(event) for event in seen], ran) == ([ToolChunkEvent], [])


def test_the_chunk_of_no_choice_has_no_text(twin: Twin) -> None:
    twin.local.reply("Hi.")
    events = run(twin, [add], stream=True, stream_options={"include_usage": True})
    texts = [event.text for event in twin.items(events) if event.type == "chunk"]
    assert "".join(texts) == "Hi."


# What Groq runs itself.


def test_tools_that_groq_runs_pass_through(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    executed = {"index": 0, "type": "browser_search", "arguments": "{}", "output": "found"}
    twin.local.reply("Found it.", executed_tools=[executed])
    result = run(twin, [{"type": "browser_search"}, add, {"type": "code_interpreter"}])
    assert [tool["type"] for tool in bodies(twin)[0]["tools"]] == ["browser_search", "function", "code_interpreter"]
    assert result.completion.choices[0].message.executed_tools[0].output == "found"
    assert result.messages[-1] == {"role": "assistant", "content": "Found it."}
    assert [call.name for call in result.calls] == ["add"]


def test_what_a_compound_system_has_run_is_not_run_again(twin: Twin) -> None:
    completions = twin.local_client().chat.completions
    question = [{"role": "user", "content": "Calculate 2 + 3 with python"}]
    result = twin.call(completions.run_tools(question, model="groq/compound", tools=[]))
    assert [tool.type for tool in result.completion.choices[0].message.executed_tools] == ["python"]
    assert (result.calls, len(result.turns)) == ([], 1)


def test_a_forced_call_holds_for_the_first_answer(twin: Twin) -> None:
    for choice in ("required", {"type": "function", "function": {"name": "add"}}, "auto", "none"):
        twin.local.reply_tool_call("add", {"a": 1})
        twin.local.reply("Two.")
        run(twin, [add], tool_choice=choice)
    choices = [body["tool_choice"] for body in bodies(twin)]
    assert choices[1::2] == ["auto", "auto", "auto", "none"]
    assert choices[::2] == ["required", {"type": "function", "function": {"name": "add"}}, "auto", "none"]


# Calls that the server took for none.


def refuse(twin: Twin, text: Optional[str]) -> None:
    error = {"message": "Failed to call a function.", "type": "invalid_request_error", "code": "tool_use_failed"}
    twin.local.fail(400, body={"error": {**error, **({} if text is None else {"failed_generation": text})}})


@pytest.mark.parametrize("stream", [False, True])
def test_a_failed_generation_that_means_a_call_is_one(twin: Twin, stream: bool) -> None:
    refuse(twin, '<function=add>{"a": 2, "b": 3}</function>')
    twin.local.reply("It is 5.")
    result = run(twin, [add], stream=stream)
    result = twin.call(result.until_done()) if stream else result
    assert (result.text, [turn.recovered for turn in result.turns]) == ("It is 5.", [True, False])
    assert [(call.name, call.parsed, call.output) for call in result.calls] == [("add", {"a": 2, "b": 3}, "5")]
    first = result.turns[0].completion
    assert (first.model, first.choices[0].finish_reason, first.usage) == (MODEL, "tool_calls", None)
    assert result.usage == result.completion.usage
    sent = bodies(twin)[1]["messages"]
    assert sent[1]["tool_calls"][0]["id"] == sent[2]["tool_call_id"]


def test_a_failed_generation_inside_of_a_stream_is_recovered(twin: Twin) -> None:
    meant = '{"name": "add", "arguments": {"a": 1}}'
    error = {"message": "Failed.", "code": "tool_use_failed", "failed_generation": meant}
    done = {"choices": [{"index": 0, "delta": {"content": "2"}, "finish_reason": "stop"}]}
    client = twin.client(sse({"error": error}, done=False), sse(done), max_retries=0)
    events = twin.call(client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[add], stream=True))
    result = twin.call(events.until_done())
    assert (result.text, result.calls[0].output, result.turns[0].recovered) == ("2", "2", True)


@pytest.mark.parametrize(
    "text",
    [
        '<function=rm>{"a": 1}</function>',
        '<function=add>{"b": 1}</function>',
        '<function=add>{"a": 1, "c": 1}</function>',
        '[{"name": "add", "arguments": {"a": 1}}, {"name": "rm", "arguments": {}}]',
        '{"name": "add", "arguments": {"a": 1',
        "I cannot do that.",
        "",
        None,
    ],
)
def test_a_failed_generation_that_means_anything_else_raises(twin: Twin, text: Optional[str]) -> None:
    refuse(twin, text)
    with pytest.raises(groq.ToolUseFailedError) as caught:
        run(twin, [add])
    assert caught.value.failed_generation == text
    assert len(twin.local.requests) == 1


def test_other_errors_raise_as_they_are(twin: Twin) -> None:
    twin.local.reply_tool_call("add", {"a": 1})
    steps = run(twin, [add], steps=True)
    twin.next(steps)
    twin.local.fail(401)
    _, error = twin.collect(steps)
    assert isinstance(error, groq.AuthenticationError)
    assert [message["role"] for message in steps.messages] == ["user", "assistant", "tool"]


# Bad input.

BAD = [
    ({"tools": add}, TypeError, "`tools` is .*: pass a list of tools"),
    ({"tools": "add"}, TypeError, "pass a list of tools"),
    ({"tools": None}, TypeError, "`tools` is None: pass a list of tools"),
    ({"tools": [add, add]}, groq.ToolDefinitionError, "Two tools are called `add`"),
    (
        {"tools": [{"type": "function", "function": {"name": "f"}}]},
        groq.ToolDefinitionError,
        "pass the function itself",
    ),
    ({"tools": [{"name": "f"}]}, groq.ToolDefinitionError, "has no `type`"),
    ({"tools": [3]}, groq.ToolDefinitionError, "3 is no tool"),
    ({"tools": [lambda a: a]}, groq.ToolDefinitionError, "A lambda has neither a name nor hints"),
    ({"tools": [pydantic.create_model("Idle")]}, groq.ToolDefinitionError, "The model `Idle` has nothing to run"),
    ({"tools": [{"type": "mcp%d" % n} for n in range(129)]}, groq.ToolDefinitionError, "129 tools were declared"),
    ({"messages": "Hi"}, TypeError, "`messages` is 'Hi': pass a list of messages"),
    ({"messages": None}, TypeError, "`messages` is None: pass a list of messages"),
    ({"max_turns": 0}, ValueError, "`max_turns` is 0: pass 1 or more"),
    ({"max_turns": "2"}, TypeError, "`max_turns` is '2': pass a whole number"),
    ({"max_turns": True}, TypeError, "`max_turns` is True"),
    ({"max_tool_calls": -1}, ValueError, "`max_tool_calls` is -1: pass 0 or more"),
    ({"timeout": 0}, ValueError, "`timeout` is 0: pass the seconds that the whole run may take"),
    ({"timeout": groq.Timeout(3)}, TypeError, "`request_timeout` is for each request"),
    ({"on_error": "ignore"}, ValueError, "`on_error` is 'ignore': pass 'return'"),
    ({"approve": True}, TypeError, "`approve` is True: pass a function"),
    ({"temprature": 1}, TypeError, "`run_tools` takes no `temprature`"),
    ({"n": 2}, TypeError, "`run_tools` takes no `n`"),
]


@pytest.mark.parametrize(("arguments", "error", "words"), BAD)
def test_bad_input_is_named_before_sending(twin: Twin, arguments: Dict[str, Any], error: Any, words: str) -> None:
    completions = twin.local_client().chat.completions
    with pytest.raises(error, match=words):
        twin.call(completions.run_tools(**{"messages": MESSAGES, "model": MODEL, "tools": [add], **arguments}))
    assert twin.local.requests == []


async def later(a: int) -> int:
    """Later."""
    await anyio.sleep(0)
    return a


class Later(pydantic.BaseModel):
    a: int

    async def __call__(self) -> int:
        return await later(self.a)


@pytest.mark.parametrize("tool", [later, Later, groq.function_tool(later, name="even_later")])
def test_async_tools_are_awaited_or_refused(twin: Twin, tool: Any) -> None:
    name = getattr(tool, "name", None) or tool.__name__
    if not twin.is_async:
        with pytest.raises(groq.ToolDefinitionError, match="The tool `%s` is async, which a `Groq` client" % name):
            run(twin, [tool])
        assert twin.local.requests == []
        return
    twin.local.reply_tool_call(name, {"a": 7})
    twin.local.reply("Seven.")
    assert run(twin, [tool]).calls[0].output == "7"


def test_a_function_that_gives_a_coroutine_in_secret(twin: Twin) -> None:
    def secret(a: int) -> Any:
        return later(a)

    twin.local.reply_tool_call("secret", {"a": 7})
    if twin.is_async:
        twin.local.reply("Seven.")
        assert run(twin, [secret]).calls[0].output == "7"
    else:
        with pytest.raises(groq.ToolExecutionError, match="The tool `secret` gave a coroutine"):
            run(twin, [secret])


# How functions are run.


def test_calls_run_in_turn_or_at_the_same_time(twin: Twin) -> None:
    both = threading.Barrier(2)
    running: List[int] = []

    def meet(a: int) -> str:
        running.append(a)
        if twin.is_async:
            both.wait(10)  # broken unless the other call comes, too
        return "%d" % a

    twin.local.reply_tool_calls([("meet", {"a": 1}), ("meet", {"a": 2})])
    twin.local.reply("Met.")
    assert [call.output for call in run(twin, [meet]).calls] == ["1", "2"]
    assert sorted(running) == [1, 2]


async def test_async_functions_run_at_the_same_time() -> None:
    there: Dict[int, anyio.Event] = {1: anyio.Event(), 2: anyio.Event()}

    async def meet(a: int) -> int:
        there[a].set()
        await there[3 - a].wait()
        return a

    with LocalGroq() as local, anyio.fail_after(10):
        local.reply_tool_calls([("meet", {"a": 1}), ("meet", {"a": 2})])
        local.reply("Met.")
        async with local.async_client() as client:
            result = await client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[meet])
    assert [call.output for call in result.calls] == ["1", "2"]


async def test_a_plain_function_does_not_block_the_loop() -> None:
    moved, loop_thread = threading.Event(), threading.get_ident()

    def wait() -> bool:
        return moved.wait(10) and threading.get_ident() != loop_thread

    async def move() -> str:
        moved.set()
        return "moved"

    with LocalGroq() as local:
        local.reply_tool_calls([("wait", {}), ("move", {})])
        local.reply("Well.")
        async with local.async_client() as client:
            result = await client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[wait, move])
    assert [call.output for call in result.calls] == ["true", "moved"]


async def test_a_failure_that_raises_ends_what_runs_beside_it() -> None:
    async def forever(a: int) -> None:
        await anyio.sleep_forever()

    with LocalGroq() as local, anyio.fail_after(10):
        local.reply_tool_calls([("forever", {"a": 1}), ("fail", {"reason": "gone"})])
        async with local.async_client() as client:
            with pytest.raises(groq.ToolExecutionError) as caught:
                await client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[forever, fail], on_error="raise")
    assert [call.status for call in caught.value.turns[0].calls] == ["running", "failed"]


async def test_a_run_that_is_cancelled_ends_its_tools() -> None:
    ended: List[int] = []

    async def forever(a: int) -> None:
        if a == 2:
            scope.cancel()
        try:
            await anyio.sleep_forever()
        finally:
            ended.append(a)

    with LocalGroq() as local:
        local.reply_tool_calls([("forever", {"a": 1}), ("forever", {"a": 2})])
        async with local.async_client() as client:
            with anyio.fail_after(10), anyio.CancelScope() as scope:
                await client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[forever])
    assert (scope.cancel_called, sorted(ended)) == (True, [1, 2])


def test_functions_see_the_context_of_their_caller(twin: Twin) -> None:
    seen: List[str] = []
    user: ContextVar[str] = ContextVar("user", default="nobody")

    def whoami() -> None:
        seen.append(user.get())

    async def ask(timeout: Optional[float]) -> None:
        user.set("ada")
        value = twin.local_client().chat.completions.run_tools(MESSAGES, model=MODEL, tools=[whoami], timeout=timeout)
        if twin.is_async:
            await value

    for timeout in (None, 30.0):
        twin.local.reply_tool_call("whoami")
        twin.local.reply("Ada.")
        if twin.is_async:
            twin.call(ask(timeout))
        else:
            anyio.run(ask, timeout)
    assert seen == ["ada", "ada"]


@under_trio
def test_tools_run_under_trio() -> None:
    async def ask() -> Any:
        async with local.async_client() as client:
            return await client.chat.completions.run_tools(MESSAGES, model=MODEL, tools=[add, later], timeout=30)

    with LocalGroq() as local:
        local.reply_tool_calls([("add", {"a": 1}), ("later", {"a": 2})])
        local.reply("Done.")
        result = anyio.run(ask, backend="trio")
    assert [call.output for call in result.calls] == ["2", "2"]


def test_requests_go_through_create_as_it_is_patched(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    completions = twin.local_client().chat.completions
    create, seen = completions.create, []

    def patched(**arguments: Any) -> Any:
        seen.append(sorted(arguments))
        return create(**arguments)

    monkeypatch.setattr(completions, "create", patched)
    twin.local.reply("Hi.")
    twin.call(completions.run_tools(MESSAGES, model=MODEL, tools=[add], user="ada"))
    assert seen == [["messages", "model", "tools", "user"]]


# Errors, stored.


@pytest.mark.parametrize("copied", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy])
def test_errors_with_their_transcripts_can_be_copied(twin: Twin, copied: Any) -> None:
    lock = threading.Lock()

    def locked() -> str:
        raise LookupError(lock)

    twin.local.reply_tool_call("add", {"a": 1})
    twin.local.reply_tool_call("locked")
    with pytest.raises(groq.ToolExecutionError) as caught:
        run(twin, [add, locked], on_error="raise")
    again = copied(caught.value)
    assert type(again) is groq.ToolExecutionError
    assert (str(again), again.messages) == (str(caught.value), caught.value.messages)
    assert [(call.name, call.status) for turn in again.turns for call in turn.calls] == [
        ("add", "done"),
        ("locked", "failed"),
    ]
    assert again.turns[0].calls[0].parsed == {"a": 1}


def test_all_errors_of_tools_are_errors_of_groq() -> None:
    runs = (groq.ToolLoopLimitError, groq.ToolCallError, groq.ToolArgumentsError, groq.ToolExecutionError)
    assert all(issubclass(kind, groq.ToolRunError) for kind in runs)
    assert issubclass(groq.ToolRunError, groq.GroqError)
    assert issubclass(groq.ToolDefinitionError, (groq.GroqError, ValueError))
    assert not issubclass(groq.ToolDefinitionError, groq.ToolRunError)
