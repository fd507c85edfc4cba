"""Failed generations: the calls that they mean."""

from __future__ import annotations

import json
from typing import Any, List, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq.lib.tools._recover import meant_calls

PARIS = {"city": "Paris"}
ONE = [("weather", PARIS)]
TWO = [("weather", PARIS), ("now", {})]

MEANT = [
    ('{"name": "weather", "arguments": {"city": "Paris"}}', ONE),
    ('{"name": "weather", "parameters": {"city": "Paris"}}', ONE),
    ('{"type": "function", "name": "weather", "parameters": {"city": "Paris"}}', ONE),
    ('{"name": "weather", "arguments": "{\\"city\\": \\"Paris\\"}"}', ONE),
    ('{"type": "function", "function": {"name": "weather", "arguments": "{\\"city\\": \\"Paris\\"}"}}', ONE),
    ('{"function": "weather", "arguments": {"city": "Paris"}}', ONE),
    ('{"name": "functions.weather", "arguments": {"city": "Paris"}}', ONE),
    ('[{"name": "weather", "arguments": {"city": "Paris"}}, {"name": "now"}]', TWO),
    ('{"name": "weather", "arguments": {"city": "Paris"}}; {"name": "now", "arguments": null}', TWO),
    ('{"tool_calls": [{"function": {"name": "weather"}, "parameters": {"city": "Paris"}}, {"name": "now"}]}', TWO),
    ('<tool-use>{"tool_calls": [{"name": "weather", "arguments": {"city": "Paris"}}]}</tool-use>', ONE),
    ('<tool_call>\n{"name": "weather", "arguments": {"city": "Paris"}}\n</tool_call>', ONE),
    ('<tool_call>{"name": "weather", "arguments": {"city": "Paris"}}</tool_call><tool_call>{"name": "now"}', TWO),
    ('<|python_tag|>{"name": "weather", "parameters": {"city": "Paris"}}<|eom_id|>', ONE),
    ('Let me see.\n```json\n{"name": "weather", "arguments": {"city": "Paris"}}\n```', ONE),
    ('<function=weather>{"city": "Paris"}</function>', ONE),
    ('<function=weather{"city": "Paris"}</function>', ONE),
    ('<function=weather>{"city": "Paris"}', ONE),
    ('<function=weather({"city": "Paris"})</function>', ONE),
    ('<function=weather[]{"city": "Paris"}></function>', ONE),
    ('<function/weather>{"city": "Paris"}</function>', ONE),
    ('<function(weather)>{"city": "Paris"}</function>', ONE),
    ('I call <function="weather">\n{"city": "Paris"}\n</function>.', ONE),
    ('<function=weather>{"city": "Paris"}</function> <function=now></function>', TWO),
    ("<function=now>", [("now", {})]),
    ("<function=now/>", [("now", {})]),
    ('<|channel|>commentary to=functions.weather <|constrain|>json<|message|>{"city": "Paris"}<|call|>', ONE),
    ('[{"name": "weather", "arguments": {"city": "Paris"}}, {"name": "now"}', TWO),
    ('{"name": "weather", "arguments": {"city": "a\nb"}}', [("weather", {"city": "a\nb"})]),
]


def meant(text: str) -> List[Tuple[str, Any]]:
    return [(call.name, json.loads(call.arguments)) for call in meant_calls(text)]


@pytest.mark.parametrize(("text", "calls"), MEANT)
def test_calls_in_the_words_of_models(text: str, calls: Any) -> None:
    assert meant(text) == calls


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot do that.",
        "[citation needed]",
        "{}",
        "[]",
        "3",
        '{"city": "Paris"}',
        '{"name": 3, "arguments": {}}',
        '{"name": "weather", "arguments": [1]}',
        '{"name": "weather", "arguments": {"city": "Paris"',
        '[{"name": "weather", "arguments": {}}, {"name": "now", "arguments": {',
        '[{"name": "weather", "arguments": {}}, 3]',
        '{"name": "weather"} {"city": "Paris"}',
        "<function=weather>Paris</function>",
        '<function=weather>{"city": "Paris"</function>',
        '<function=weather>{"city": "Paris"}</function><function=now>{"a": </function>',
        "<function=weather> <function=now></function>",
    ],
)
def test_what_is_anything_else_means_no_call(text: str) -> None:
    assert meant_calls(text) == []


@pytest.mark.parametrize(
    "text", ["{", "[", "[{", "[ ", "to=a ", "<function=a ", "<function=a>{", '{"a":', '[{"a":', '[{"name":"a"}x']
)
def test_a_long_text_of_beginnings_is_soon_read(text: str) -> None:
    assert meant_calls(text * 100_000) == []


values = st.recursive(st.none() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3))
names = st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_-]{0,8}", fullmatch=True)
calls = st.lists(st.tuples(names, st.dictionaries(st.text(max_size=5), values, max_size=3)), min_size=1, max_size=3)
FORMS = [
    lambda calls: json.dumps([{"name": name, "arguments": value} for name, value in calls]),
    lambda calls: "\n".join(json.dumps({"name": name, "parameters": value}) for name, value in calls),
    lambda calls: json.dumps({"tool_calls": [{"function": {"name": n, "arguments": json.dumps(v)}} for n, v in calls]}),
    lambda calls: "".join("<tool_call>%s</tool_call>" % json.dumps({"name": n, "arguments": v}) for n, v in calls),
]


@given(calls, st.sampled_from(FORMS))
def test_calls_come_back_as_they_were_meant(calls: Any, form: Any) -> None:
    assert meant(form(calls)) == calls


@given(calls)
def test_tagged_calls_come_back_as_they_were_meant(calls: Any) -> None:
    text = " ".join("<function=%s>%s</function>" % (name, json.dumps(value)) for name, value in calls)
    if text.count("<function") == len(calls) and "to=" not in text:  # arguments may look like tags themselves
        assert meant(text) == calls


@given(st.text(alphabet='{}[]",:<>=/ abfunctionme\\\n0', max_size=60))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    assert all(call.name for call in meant_calls(text))
