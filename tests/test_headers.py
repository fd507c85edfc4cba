"""Layers of headers to those of a request: later ones win whatever their case, and what is removed is not sent."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq import Omit
from groq._core.headers import dropped, merged, request_headers
from twin import Twin

WORDS = [
    "X-A",
    "X-B",
    "User-Agent",
    "Accept",
    "X-Stainless-Lang",
    "X-Stainless-Retry-Count",
    "X-Stainless-Read-Timeout",
]
SPELLINGS = [spelt(word) for word in WORDS for spelt in (str, str.lower, str.upper)]
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=8)
REMOVED = Omit()
LAYERS = st.dictionaries(st.sampled_from(SPELLINGS), VALUES | st.just(REMOVED), max_size=6)


def by_name(*layers: Dict[str, Any]) -> Dict[str, Any]:
    """What comes last for each name, by the plainest means."""
    return {name.lower(): value for layer in layers for name, value in layer.items()}


def lowered(headers: Any) -> List[Tuple[str, Any]]:
    return [(name.lower(), value) for name, value in headers.items()]


@given(st.lists(LAYERS, max_size=4))
def test_the_last_layer_wins_and_a_header_keeps_its_first_place(layers: List[Dict[str, Any]]) -> None:
    expected = by_name(*layers)
    found = merged(*layers)
    assert lowered(found) == list(expected.items())
    assert lowered(dropped(found)) == [item for item in expected.items() if item[1] is not REMOVED]
    for name in found:  # spelt as in the layer that won
        assert next(layer for layer in reversed(layers) if name.lower() in by_name(layer))[name] is found[name]


@given(st.lists(LAYERS, min_size=1, max_size=4), st.integers(0, 3))
def test_layers_may_be_merged_in_any_groups(layers: List[Dict[str, Any]], place: int) -> None:
    before, after = layers[:place], layers[place:]
    assert lowered(merged(merged(*before), merged(*after))) == lowered(merged(*layers))


@given(LAYERS, LAYERS, st.integers(0, 9), st.none() | st.floats(0.1, 600))
def test_what_a_caller_sets_or_removes_is_left_alone(
    defaults: Dict[str, Any], extra: Dict[str, Any], taken: int, timeout: Any
) -> None:
    own = {"x-stainless-retry-count": str(taken)}
    if timeout is not None:
        own["x-stainless-read-timeout"] = str(timeout)
    expected = {**own, **by_name(defaults, extra)}
    found = request_headers(defaults, extra, retries_taken=taken, read_timeout=timeout)
    assert dict(lowered(found)) == {name: value for name, value in expected.items() if value is not REMOVED}
    assert len(found) == len({name.lower() for name in found})


@pytest.fixture(scope="module", params=["sync", "async"])
def shared(request: pytest.FixtureRequest) -> Iterator[Twin]:
    """A colour for many examples."""
    current = Twin(request.param)
    yield current
    current.close()


@pytest.mark.parametrize("name", ["X-A", "x-a"])
def test_the_copy_of_a_copy_wins_however_it_spells_a_header(shared: Twin, name: str) -> None:
    client = shared.client({"object": "list", "data": []}, default_headers={"X-A": "first"})
    second = client.with_options(default_headers={"x-a": "second"})
    for third in (
        second.with_options(default_headers={name: "third"}),
        second.with_options(default_headers={name: "third"}, base_url="http://elsewhere"),
    ):
        shared.requests.clear()
        shared.call(third.models.list())
        assert shared.requests[0].headers.get_list("x-a") == ["third"]


@given(own=LAYERS, copied=LAYERS, extra=LAYERS)
def test_a_request_has_the_headers_of_client_copy_and_call(
    shared: Twin, own: Dict[str, Any], copied: Dict[str, Any], extra: Dict[str, Any]
) -> None:
    def sent(client: Any, **options: Any) -> httpx.Headers:
        shared.requests.clear()
        shared.call(client.models.list(**options))
        return shared.requests[0].headers

    client = shared.client({"object": "list", "data": []})
    usual = sent(client)
    client = client.with_options(default_headers=own).with_options(default_headers=copied)
    expected = {**usual, **by_name(own, copied, extra)}
    found = sent(client, extra_headers=extra)
    # httpx has a user agent, and what is accepted, of its own, where there is none.
    ours = {name for name, value in expected.items() if value is not REMOVED}
    assert {name: found[name] for name in ours} == {name: expected[name] for name in ours}
    assert {*found} - ours <= {"user-agent", "accept"}
