"""The local Groq's Responses API: what it says, what was scripted, remote servers, approvals, and Groq's own tools."""

from __future__ import annotations

import json
from typing import Any, Dict, List

import pytest

import groq
from groq.testing import Reply
from twin import Twin

MODEL = "openai/gpt-oss-20b"
HUB: Dict[str, Any] = {"type": "mcp", "server_label": "hub", "server_url": "https://example.com/mcp"}
WEATHER: Dict[str, Any] = {
    "type": "function",
    "name": "get_weather",
    "description": "The weather at a place",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


def ask(twin: Twin, **arguments: Any) -> Any:
    return twin.call(twin.local_client().responses.create(**{"model": MODEL, "input": "Hi", **arguments}))


def kinds(response: Any) -> List[str]:
    return [item.type for item in response.output]


def test_the_same_request_is_answered_alike_and_in_the_words_of_a_chat(twin: Twin) -> None:
    client = twin.local_client()
    first = ask(twin, input="Why is the sky blue?", instructions="Be brief.")
    again = ask(twin, input=[{"role": "user", "content": [{"type": "input_text", "text": "Why is the sky blue?"}]}])
    chat = twin.call(
        client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Why is the sky blue?"}])
    )
    assert first.output_text == again.output_text == chat.choices[0].message.content
    assert (again.usage.input_tokens, again.usage.total_tokens) == (
        chat.usage.prompt_tokens,
        chat.usage.total_tokens,
    )
    assert first.output[0].content[0].text == chat.choices[0].message.reasoning
    assert first.instructions == "Be brief."


def test_ids_are_of_their_kind_and_none_comes_twice(twin: Twin) -> None:
    response = ask(twin, input="Weather in Paris?", tools=[WEATHER, HUB])
    assert [item.id.partition("_")[0] for item in response.output] == ["mcpl", "rs", "mcp", "fc"]
    assert len({item.id for item in response.output}) == 4
    assert response.id.startswith("resp_")


def test_a_conversation_goes_on_with_what_functions_gave(twin: Twin) -> None:
    asked = ask(twin, input="What is the weather in Paris?", tools=[WEATHER])
    call = asked.output[-1]
    assert (call.type, call.name, json.loads(call.arguments)) == ("function_call", "get_weather", {"city": "Paris"})
    output = {"type": "function_call_output", "call_id": call.call_id, "output": "18 degrees"}
    question = {"role": "user", "content": "What is the weather in Paris?"}
    answered = ask(twin, input=[question, *asked.output, output], tools=[WEATHER])
    assert answered.output_text == "get_weather says: 18 degrees"


def test_json_comes_where_it_is_asked_for(twin: Twin) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    closed = {**schema, "additionalProperties": False}
    text = {"format": {"type": "json_schema", "name": "it", "schema": closed, "strict": True}}
    response = ask(twin, text=text)
    assert isinstance(json.loads(response.output_text)["n"], int)
    assert response.text.format == text["format"]


# What a test scripts


def test_scripted_replies_are_said_whole_and_streamed(twin: Twin) -> None:
    twin.local.reply("Plain.", reasoning="Hm.", usage={"completion_tokens": 7}, extra={"x": 1})
    response = ask(twin)
    assert (response.output_text, response.output[0].content[0].text, response.x) == ("Plain.", "Hm.", 1)
    assert response.usage.output_tokens == 7
    twin.local.reply_tool_call("get_weather", {"city": "Oslo"}, pieces=3)
    got = twin.items(ask(twin, stream=True, tools=[WEATHER]))
    pieces = [event.delta for event in got if event.type == "response.function_call_arguments.delta"]
    assert (len(pieces), json.loads("".join(pieces))) == (3, {"city": "Oslo"})


def test_refusals_and_answers_that_are_cut_show_as_such(twin: Twin) -> None:
    twin.local.reply(Reply(message={"refusal": "No."}))
    refused = ask(twin)
    assert [part.type for part in refused.output[0].content] == ["refusal"]
    twin.local.reply("Half a", finish_reason="length")
    cut = ask(twin)
    assert (cut.status, cut.incomplete_details.reason, cut.output[0].status) == (
        "incomplete",
        "max_output_tokens",
        "incomplete",
    )
    twin.local.reply(Reply("Half a", finish_reason="length", message={"refusal": "No."}))
    got = twin.items(ask(twin, stream=True))
    assert got[-1].type == "response.incomplete"
    assert [event.delta for event in got if event.type == "response.refusal.delta"] == ["No."]


def test_sources_are_told_piece_by_piece(twin: Twin) -> None:
    source = {"type": "url_citation", "url": "https://example.com", "start_index": 0, "end_index": 2}
    twin.local.reply("So.", annotations=[source])
    got = twin.items(ask(twin, stream=True))
    (added,) = [event for event in got if event.type == "response.output_text.annotation.added"]
    assert added.annotation.url == "https://example.com"
    assert got[-1].response.output[-1].content[0].annotations == [added.annotation]


def test_faults_and_limits_are_those_of_other_operations(twin: Twin) -> None:
    twin.local.fail(424, on="responses.create")
    client = twin.local_client(max_retries=0)
    with pytest.raises(groq.FailedDependencyError):
        twin.call(client.responses.create(model=MODEL, input="Hi", tools=[HUB]))
    twin.local.limit(tokens=50)
    with pytest.raises(groq.APIStatusError) as refused:
        twin.call(client.responses.create(model=MODEL, input="Hi", max_output_tokens=100))
    assert (refused.value.status_code, refused.value.code) == (413, "rate_limit_exceeded")


@pytest.mark.parametrize("after", [0, 1, 4, 99])
def test_an_event_is_malformed_wherever_it_stands(twin: Twin, after: int) -> None:
    twin.local.malformed_event(after_chunks=after)
    got, error = twin.collect(ask_once(twin, stream=True, tools=[HUB]))
    assert isinstance(error, groq.APIResponseValidationError)
    assert len(got) == after or after == 99


@pytest.mark.parametrize("form", ["event", "data", "x_groq"])
def test_an_error_within_a_stream_is_raised(twin: Twin, form: Any) -> None:
    twin.local.stream_error("It broke", form=form, after_chunks=3)
    got, error = twin.collect(ask_once(twin, stream=True))
    assert (len(got), type(error)) == (3, groq.APIStreamError)
    assert "It broke" in str(error)


def ask_once(twin: Twin, **arguments: Any) -> Any:
    client = twin.local_client(max_retries=0)
    return twin.call(client.responses.create(**{"model": MODEL, "input": "Hi", **arguments}))


# Remote servers


def test_a_server_is_listed_and_called(twin: Twin) -> None:
    response = ask(twin, tools=[{**HUB, "allowed_tools": ["find", "list"], "headers": {"A": "hush"}}])
    assert kinds(response) == ["mcp_list_tools", "reasoning", "mcp_call", "message"]
    listed, _, called, _ = response.output
    assert [tool.name for tool in listed.tools] == ["find", "list"]
    assert (called.name, json.loads(called.arguments), called.status) == ("find", {"query": "Hi"}, "completed")
    assert response.tools[0].headers == {"A": "***"}


def test_a_scripted_call_of_a_servers_tool_is_made_there(twin: Twin) -> None:
    twin.local.reply("Two.", tool_calls=[("list", {"page": 2}), ("get_weather", {"city": "Oslo"})])
    response = ask(twin, tools=[{**HUB, "allowed_tools": ["find", "list"]}, WEATHER])
    assert kinds(response) == ["mcp_list_tools", "mcp_call", "message", "function_call"]
    assert (response.output[1].name, json.loads(response.output[1].arguments)) == ("list", {"page": 2})
    assert response.output[3].name == "get_weather"


def test_a_server_whose_tools_are_known_is_not_listed_again(twin: Twin) -> None:
    first = ask(twin, tools=[HUB])
    more = [{"role": "user", "content": "Hi"}, *first.output, {"role": "user", "content": "And?"}]
    assert kinds(ask(twin, input=more, tools=[HUB])) == ["reasoning", "mcp_call", "message"]
    assert kinds(ask(twin, tools=[HUB], tool_choice="none")) == ["mcp_list_tools", "reasoning", "message"]
    after = [{"role": "user", "content": "Hi"}, *first.output]
    assert kinds(ask(twin, input=after, tools=[HUB])) == ["reasoning", "message"]


@pytest.mark.parametrize(("approve", "then"), [(True, ["mcp_call", "message"]), (False, ["message"])])
def test_a_call_waits_for_approval(twin: Twin, approve: bool, then: List[str]) -> None:
    tool = {**HUB, "require_approval": "always"}
    waiting = ask(twin, tools=[tool])
    assert kinds(waiting) == ["mcp_list_tools", "reasoning", "mcp_approval_request"]
    request = waiting.output[-1]
    response = {"type": "mcp_approval_response", "approval_request_id": request.id, "approve": approve}
    answered = ask(twin, input=[{"role": "user", "content": "Hi"}, *waiting.output, response], tools=[tool])
    assert kinds(answered) == ["reasoning", *then]
    if approve:
        assert (answered.output[1].approval_request_id, answered.output[1].arguments) == (request.id, request.arguments)


def test_the_example_of_the_documentation_runs(twin: Twin) -> None:
    response = ask(
        twin,
        model="openai/gpt-oss-120b",
        input="What models are trending on Huggingface?",
        tools=[{"type": "mcp", "server_label": "Huggingface", "server_url": "https://huggingface.co/mcp"}],
    )
    assert [item.server_label for item in response.output if item.type == "mcp_call"] == ["Huggingface"]
    assert response.output_text


def test_the_example_runs_with_the_address_that_other_clients_are_given(twin: Twin) -> None:
    address = str(twin.served_client().base_url)
    with pytest.warns(UserWarning, match="/openai/v1"):
        client = twin.served_client(base_url=address.rstrip("/") + "/openai/v1")
    response = twin.call(client.responses.create(model=MODEL, input="Hi", tools=[HUB]))
    assert [item.server_label for item in response.output if item.type == "mcp_call"] == ["hub"]
    assert twin.local.requests[0].path == "/openai/v1/responses"
    twin.call(client.fine_tunings.list())
    assert twin.local.requests[1].path == "/v1/fine_tunings"


# Groq's own tools


def test_what_groq_ran_is_told(twin: Twin) -> None:
    response = ask(twin, input="Calculate 6 * 7", tools=[{"type": "code_interpreter"}, {"type": "browser_search"}])
    assert kinds(response) == ["reasoning", "code_interpreter_call", "message"]
    assert "6 * 7" in response.output[1].code
    assert response.output[1].outputs[0].logs
    searched = ask(twin, model="groq/compound", input="Search https://example.com for today's news")
    assert [item.action["type"] for item in searched.output if item.type == "web_search_call"] == [
        "search",
        "open_page",
    ]
    twin.local.reply("x", executed_tools=[{"index": 0, "type": "wolfram_alpha", "arguments": "no json"}])
    assert kinds(ask(twin)) == ["wolfram_alpha_call", "message"]


def test_every_item_is_streamed_from_its_beginning_to_its_end(twin: Twin) -> None:
    tools = [HUB, {"type": "code_interpreter"}, {"type": "browser_search"}]
    got = twin.items(ask(twin, input="Search the web and calculate 6 * 7", tools=tools, stream=True))
    added = [event for event in got if event.type == "response.output_item.added"]
    done = [event for event in got if event.type == "response.output_item.done"]
    assert [event.item.id for event in added] == [event.item.id for event in done]
    assert [event.item for event in done] == got[-1].response.output
    steps = {event.type.split(".")[1] for event in got}
    assert {"mcp_list_tools", "mcp_call", "code_interpreter_call", "web_search_call"} <= steps
    assert all(event.item.status == "in_progress" for event in added if event.item.type == "message")
