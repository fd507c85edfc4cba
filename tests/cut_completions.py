"""Completions as the API may give them, and the same ones cut into chunks at random, as hypothesis strategies."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Tuple

from hypothesis import strategies as st

__all__ = ["completions", "cut"]

Json = Dict[str, Any]

words = st.text(max_size=12)
names = st.text("abcdef_", min_size=1, max_size=6)
counts = st.integers(0, 1000)
seconds = st.floats(0, 100)
usages = st.fixed_dictionaries(
    {"prompt_tokens": counts, "completion_tokens": counts, "total_tokens": counts},
    optional={"queue_time": seconds, "prompt_tokens_details": st.fixed_dictionaries({"cached_tokens": counts})},
)
annotations = st.fixed_dictionaries(
    {
        "type": st.just("document_citation"),
        "document_citation": st.fixed_dictionaries({"document_id": words, "start_index": counts, "end_index": counts}),
    }
)
token_logprobs = st.fixed_dictionaries(
    {
        "token": words,
        "logprob": seconds,
        "bytes": st.lists(counts, max_size=2),
        "top_logprobs": st.lists(st.fixed_dictionaries({"token": words, "logprob": seconds}), max_size=1),
    }
)
tools_run = st.fixed_dictionaries(
    {"type": names, "arguments": words},
    optional={
        "output": words,
        "name": names,  # which is not among the declared fields
        "search_results": st.fixed_dictionaries(
            {"results": st.lists(st.fixed_dictionaries({"title": words, "score": seconds}), max_size=2)}
        ),
    },
)
calls = st.fixed_dictionaries(
    {
        "id": names,
        "type": st.just("function"),
        "function": st.fixed_dictionaries({"name": names, "arguments": words}),
    }
)


def numbered(values: st.SearchStrategy[Json]) -> st.SearchStrategy[List[Json]]:
    lists = st.lists(values, min_size=1, max_size=3)
    return lists.map(lambda found: [{"index": number, **value} for number, value in enumerate(found)])


messages = st.fixed_dictionaries(
    {"role": st.just("assistant"), "content": st.none() | words},
    optional={
        "reasoning": words,
        "tool_calls": st.lists(calls, min_size=1, max_size=3),
        "executed_tools": numbered(tools_run),
        "annotations": st.lists(annotations, min_size=1, max_size=3),
        "function_call": st.fixed_dictionaries({"name": names, "arguments": words}),
        "refusal": words,  # which is not among the declared fields
        "verdict": st.fixed_dictionaries({"score": seconds, "why": words}),  # nor is this
    },
)
choices = st.fixed_dictionaries(
    {"finish_reason": st.sampled_from(["stop", "length", "tool_calls", "something_new"]), "message": messages},
    optional={
        "logprobs": st.none() | st.fixed_dictionaries({"content": st.lists(token_logprobs, min_size=1, max_size=3)}),
        "flagged": st.booleans(),
    },
)


def settled(completion: Json) -> Json:
    """A message that calls tools and says nothing has no text."""
    for choice in completion["choices"]:
        message = choice["message"]
        if message["content"] == "" and ("tool_calls" in message or "function_call" in message):
            message["content"] = None
    return completion


completions: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "id": names,
        "object": st.just("chat.completion"),
        "created": counts,
        "model": names,
        "choices": numbered(choices),
        "x_groq": st.fixed_dictionaries({"id": names}, optional={"seed": counts, "new": words}),
        "usage": usages,
    },
    optional={
        "service_tier": st.sampled_from(["auto", "flex", "new"]),
        "system_fingerprint": st.none() | names,
        "usage_breakdown": st.fixed_dictionaries(
            {"models": st.lists(st.fixed_dictionaries({"model": names, "usage": usages}), max_size=2)}
        ),
        "mcp_list_tools": st.lists(st.fixed_dictionaries({"id": names, "server_label": words}), max_size=1),
        "more": st.fixed_dictionaries({"words": st.lists(words, max_size=2)}),
    },
).map(settled)


# What a choice says, as lists of deltas: the deltas of one list come in their order, the lists in any.


def pieces(draw: Callable[..., Any], text: str) -> List[str]:
    """A text in one piece or more, of which some may be empty."""
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    return [text[start:end] for start, end in zip([0, *bounds], [*bounds, len(text)])]


def deltas_of(draw: Callable[..., Any], message: Json) -> List[List[Json]]:
    found: List[List[Json]] = []
    for name, value in message.items():
        if isinstance(value, str) and name != "role":
            found.append([{name: piece} for piece in pieces(draw, value)])
        elif name == "tool_calls":
            found.extend(call_deltas(draw, number, call) for number, call in enumerate(value))
        elif name == "function_call":
            parts = pieces(draw, value["arguments"])
            first = {name: {"name": value["name"], "arguments": parts[0]}}
            found.append([first, *({name: {"arguments": part}} for part in parts[1:])])
        elif name == "executed_tools":
            found.extend(tool_deltas(draw, tool) for tool in value)
        elif name == "annotations":
            found.append([{name: [each]} for each in value])
        elif name == "verdict":
            why = [{name: {"why": piece}} for piece in pieces(draw, value["why"])]
            found.append([{name: {"score": value["score"]}}, *why])
    return found


def call_deltas(draw: Callable[..., Any], index: int, call: Json) -> List[Json]:
    parts = pieces(draw, call["function"]["arguments"])
    first = {"index": index, **call, "function": {**call["function"], "arguments": parts[0]}}
    others = [{"index": index, "function": {"arguments": part}} for part in parts[1:]]
    return [{"tool_calls": [each]} for each in [first, *others]]


def tool_deltas(draw: Callable[..., Any], tool: Json) -> List[Json]:
    """A tool that Groq ran, told when it begins and when it ends, or only then."""
    begun = {name: value for name, value in tool.items() if name not in ("output", "search_results")}
    return [{"executed_tools": [each]} for each in ([begun, tool] if draw(st.booleans()) else [tool])]


def shuffled(draw: Callable[..., Any], lists: List[List[Any]]) -> List[Any]:
    """The members of all lists, those of one in their order."""
    turns = draw(st.permutations([place for place, each in enumerate(lists) for _ in each]))
    left = [iter(each) for each in lists]
    return [next(left[place]) for place in turns]


def choice_pieces(draw: Callable[..., Any], choice: Json) -> List[Json]:
    """A choice in the pieces that chunks have of it: whose turn it is first, why it ended last."""
    message, index = choice["message"], choice["index"]
    said: List[List[Json]] = [[{"delta": delta} for delta in each] for each in deltas_of(draw, message)]
    if choice.get("logprobs"):
        said.append([{"delta": {}, "logprobs": {"content": [each]}} for each in choice["logprobs"]["content"]])
    silent = message["content"] is None
    opening = {"role": "assistant", "content": "" if silent and calls_something(message) else None}
    first = {"delta": opening if silent else {"role": "assistant"}}
    rest = {name: value for name, value in choice.items() if name not in ("message", "index", "finish_reason")}
    last = {"delta": {}, **rest, "logprobs": None} if "logprobs" in rest else {"delta": {}, **rest}
    last["finish_reason"] = choice["finish_reason"]
    between = [{**each, "finish_reason": None} for each in shuffled(draw, said)]
    return [{"index": index, **each} for each in [first, *between, last]]


def calls_something(message: Json) -> bool:
    return "tool_calls" in message or "function_call" in message


@st.composite
def cut(draw: Callable[..., Any]) -> Tuple[Json, List[Json]]:
    """A completion, and the chunks of the same answer."""
    whole = draw(completions)
    said = shuffled(draw, [choice_pieces(draw, choice) for choice in whole["choices"]])
    ends = sorted(draw(st.sets(st.integers(1, len(said)), max_size=6)) | {len(said)})
    groups = [said[start:end] for start, end in zip([0, *ends], ends)]
    head = {"id": whole["id"], "object": "chat.completion.chunk", "created": whole["created"], "model": whole["model"]}
    chunks: List[Json] = [{**head, "choices": group} for group in groups]
    beside = ("service_tier", "system_fingerprint", "mcp_list_tools", "more")
    chunks[0].update({name: whole[name] for name in beside if name in whole}, x_groq=whole["x_groq"])
    counted = {name: whole[name] for name in ("usage", "usage_breakdown") if name in whole}
    if draw(st.booleans()):
        chunks.append({**head, "choices": [], **counted})
    else:
        chunks[-1]["x_groq"] = {**chunks[-1].get("x_groq", {}), "id": whole["x_groq"]["id"], **counted}
    return whole, chunks
