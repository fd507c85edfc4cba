"""Rate-limit headers to numbers: durations, what answers tell, and what a client has last seen of each model."""

from __future__ import annotations

import pickle
import time
from dataclasses import FrozenInstanceError
from fractions import Fraction
from typing import Any, Dict, List, Optional, get_type_hints

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

import groq
from groq import RateLimit, RateLimits
from groq._core.limits import Refusal, duration, rate_limits, refusal
from groq.testing import LocalGroq
from twin import Twin, sse

HEADERS = {
    "x-ratelimit-limit-requests": "14400",
    "x-ratelimit-limit-tokens": "18000",
    "x-ratelimit-remaining-requests": "14370",
    "x-ratelimit-remaining-tokens": "17997",
    "x-ratelimit-reset-requests": "2m59.56s",
    "x-ratelimit-reset-tokens": "7.66s",
}
CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
CHUNK = {"id": "1", "choices": []}
NOW = 1_000_000_000.0

# Durations


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("172ms", 0.172),
        ("7.66s", 7.66),
        ("2m59.56s", 179.56),
        ("1h2m3s", 3723.0),
        ("6.780999999s", 6.780999999),
        ("9m38.016s", 578.016),
        ("2d3h", 183_600.0),
        ("24h0m0s", 86_400.0),
        ("1m2ms", 60.002),
        ("1.5h", 5_400.0),
        ("0s", 0.0),
        ("0.1s", 0.1),
        ("250us", 0.000250),
        ("250µs", 0.000250),
        ("250\u03bcs", 0.000250),
        ("15ns", 15e-9),
    ],
)
def test_a_duration_is_read_exactly(text: str, seconds: float) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "s",
        "5",
        "5.5",
        "-1s",
        "+1s",
        "1.s",
        ".5s",
        "1e3s",
        "1s1s",
        "1s2m",
        "1m 2s",
        "1,5s",
        "1 s",
        "1S",
        "nan",
        "infs",
        "\u0663s",
        "1s\n",
        "1sec",
        "1msx",
        "9" * 19 + "s",
        "Wed, 21 Oct 2015 07:28:00 GMT",
    ],
)
def test_what_is_no_duration_is_none(text: Optional[str]) -> None:
    assert duration(text) is None


def written(nanoseconds: int) -> str:
    """A duration as Go writes it, which Groq's servers are made with."""
    if nanoseconds < 10**9:
        for unit, size in (("ms", 10**6), ("µs", 10**3), ("ns", 1)):
            if nanoseconds >= size:
                return decimal(nanoseconds, size) + unit
        return "0s"
    minutes, rest = divmod(nanoseconds, 60 * 10**9)
    hours, minutes = divmod(minutes, 60)
    text = decimal(rest, 10**9) + "s"
    return "%dh%dm%s" % (hours, minutes, text) if hours else "%dm%s" % (minutes, text) if minutes else text


def decimal(amount: int, size: int) -> str:
    return ("%d.%0*d" % (amount // size, len(str(size)) - 1, amount % size)).rstrip("0").rstrip(".")


@given(st.integers(0, 10**18))
def test_a_duration_comes_back_as_it_was_written(nanoseconds: int) -> None:
    assert duration(written(nanoseconds)) == float(Fraction(nanoseconds, 10**9))


@given(st.text("0123456789.dhmsµun -", max_size=12) | st.text(max_size=12))
def test_no_text_is_more_than_a_duration_can_be(text: str) -> None:
    seconds = duration(text)
    assert seconds is None or seconds >= 0


# Headers


def test_headers_are_read_as_numbers() -> None:
    assert rate_limits(httpx.Headers(HEADERS), NOW) == RateLimits(
        requests=RateLimit(limit=14400, remaining=14370, reset=179.56, reset_at=NOW + 179.56),
        tokens=RateLimit(limit=18000, remaining=17997, reset=7.66, reset_at=NOW + 7.66),
        retry_after=None,
        kind=None,
        received_at=NOW,
    )


@pytest.mark.parametrize("value", ["", " ", "many", "-1", "1.5", "1e3", "\u0661", "1_000", "9" * 19])
def test_a_count_that_is_none_is_unknown(value: str) -> None:
    assert rate_limits({"x-ratelimit-limit-tokens": value, "x-ratelimit-remaining-tokens": value}, NOW) is None


def test_one_header_alone_is_enough() -> None:
    for name in HEADERS:
        found = rate_limits({name: HEADERS[name]}, NOW)
        assert found is not None
        (unit,) = {"requests", "tokens"} & {*name.split("-")}
        other = {"requests": "tokens", "tokens": "requests"}[unit]
        assert getattr(found, unit) != RateLimit()
        assert getattr(found, other) == RateLimit()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "6"}, 6.0),
        ({"retry-after": " 2.5 "}, 2.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after-ms": "1500", "retry-after": "6"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "6"}, 6.0),
        ({"retry-after": "Sun, 09 Sep 2001 01:47:10 GMT"}, 30.0),
        ({"retry-after": "Sun, 09 Sep 2001 01:46:10 GMT"}, 0.0),
        ({"retry-after": "3600"}, 3600.0),
    ],
)
def test_the_wait_is_read_in_all_its_forms(headers: Dict[str, str], seconds: float) -> None:
    found = rate_limits(headers, NOW)
    assert found is not None
    assert (found.retry_after, found.requests, found.tokens) == (seconds, RateLimit(), RateLimit())


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "-inf", "Mon, 01 Jan 99999 00:00:00 GMT"])
def test_a_wait_that_is_none_is_unknown(text: str) -> None:
    assert rate_limits({"retry-after": text}, NOW) is None


@given(st.dictionaries(st.sampled_from([*HEADERS, "retry-after", "retry-after-ms"]), st.text(max_size=20)))
def test_no_header_breaks_the_reading(headers: Dict[str, str]) -> None:
    found = rate_limits(headers, NOW)
    assert found is None or isinstance(found, RateLimits)


def test_limits_do_not_change_and_pickle() -> None:
    found = rate_limits(HEADERS, NOW)
    assert pickle.loads(pickle.dumps(found)) == found
    assert {found: 1}[pickle.loads(pickle.dumps(found))] == 1
    with pytest.raises(FrozenInstanceError):
        found.kind = "TPM"  # type: ignore[misc,union-attr]  # what is tested
    assert (RateLimits.__module__, RateLimit.__module__) == ("groq", "groq")


def test_limits_can_be_a_field_of_a_model() -> None:
    found = rate_limits(HEADERS, NOW)
    adapter = TypeAdapter(Optional[RateLimits])
    assert adapter.validate_json(adapter.dump_json(found)) == found
    assert get_type_hints(RateLimits)["tokens"] is RateLimit


# Messages


@pytest.mark.parametrize("kind", ["RPM", "RPD", "TPM", "TPD", "ASH", "ASD", "ITPM", "OTPM"])
def test_the_kind_of_a_limit_is_read_from_the_message(kind: str) -> None:
    message = "Rate limit reached for model `m` on such per time (%s): Limit 7200, Used 7190.5, Requested 20.25." % kind
    assert refusal(message) == Refusal(kind, 7200, 20.25, None)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Please try again in 9m38.016s. Visit (URL) for more (TPM).", Refusal(retry_after=578.016)),
        ("Please try again in 172ms", Refusal(retry_after=0.172)),
        ("Please try again in 1h2m3s, or so", Refusal(retry_after=3723)),
        ("Please try again in a while", Refusal()),
        ("Please try again in 5 minutes", Refusal()),
        ("on tokens per day (TPD): Limit 100000, Used x", Refusal("TPD", 100_000)),
        ("The limit is 5, you requested 6", Refusal()),
        ("", Refusal()),
    ],
)
def test_what_a_message_does_not_tell_is_none(message: str, expected: Refusal) -> None:
    assert refusal(message) == expected


@given(st.text(st.sampled_from("LimitRequested try again in0123456789.:,()TPMper smh"), max_size=60) | st.text())
def test_no_message_breaks_the_reading(message: str) -> None:
    assert isinstance(refusal(message), Refusal)


# Answers

EXPECTED = (RateLimit(14400, 14370, 179.56), RateLimit(18000, 17997, 7.66))


def without_clock(found: Any) -> Any:
    """The limits without what depends on when they came, which is checked here."""
    assert 0 <= time.time() - found.received_at < 60
    units = [found.requests, found.tokens]
    assert [unit.reset_at for unit in units] == [found.received_at + unit.reset for unit in units]
    return tuple(RateLimit(unit.limit, unit.remaining, unit.reset) for unit in units)


def answer(headers: Dict[str, str] = HEADERS, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json={"model": "m"}, headers=headers)


def test_a_raw_response_has_them(twin: Twin) -> None:
    completions = twin.client(lambda _: answer()).chat.completions
    assert without_clock(twin.call(completions.with_raw_response.create(**CALL)).rate_limit) == EXPECTED
    with twin.opened(completions.with_streaming_response.create(**CALL)) as response:
        assert without_clock(response.rate_limit) == EXPECTED
        assert not response.is_closed


def test_a_stream_has_them(twin: Twin) -> None:
    client = twin.client(lambda _: httpx.Response(200, content=sse(CHUNK), headers=HEADERS))
    stream = twin.call(client.chat.completions.create(**CALL, stream=True))
    assert without_clock(stream.rate_limit) == EXPECTED
    assert len(twin.items(stream)) == 1
    assert without_clock(stream.rate_limit) == EXPECTED


def test_a_file_has_them(twin: Twin) -> None:
    client = twin.client(lambda _: httpx.Response(200, content=b"a", headers=HEADERS))
    assert without_clock(twin.call(client.files.content("f")).rate_limit) == EXPECTED


def test_an_answer_without_them_has_none(twin: Twin) -> None:
    completions = twin.client(lambda request: sse(CHUNK) if b"stream" in request.content else {}).chat.completions
    assert twin.call(completions.with_raw_response.create(**CALL)).rate_limit is None
    assert twin.call(completions.create(**CALL, stream=True)).rate_limit is None


# Clients


def asked(twin: Twin, client: Any, model: str) -> None:
    twin.call(client.chat.completions.create(**{**CALL, "model": model}))


def test_a_client_knows_the_limits_of_each_model(twin: Twin) -> None:
    answers = [answer(), answer({**HEADERS, "x-ratelimit-remaining-tokens": "5"}), answer({})]
    client = twin.client(*answers)
    none = client.rate_limits
    for model in ("a", "b", "c"):
        asked(twin, client, model)
    assert (len(none), [*none], none.get("a"), "a" in none, repr(none)) == (0, [], None, False, "{}")
    limits = client.rate_limits
    assert (len(limits), [*limits]) == (2, ["a", "b"])  # c told nothing
    assert {model: found.tokens.remaining for model, found in limits.items()} == {"a": 17997, "b": 5}
    assert without_clock(limits["a"]) == EXPECTED
    assert repr(limits) == repr({"a": limits["a"], "b": limits["b"]})
    with pytest.raises(KeyError, match="'c'"):
        limits["c"]


def test_copies_of_a_client_share_what_they_see(twin: Twin) -> None:
    client = twin.client(lambda _: answer())
    other = twin.client(lambda _: answer())
    asked(twin, client.with_options(timeout=3).copy(default_query={"a": "b"}), "a")
    assert [*client.rate_limits] == ["a"]
    assert [*other.rate_limits] == []


def test_every_operation_that_names_a_model_is_seen(twin: Twin) -> None:
    client = twin.client(lambda _: answer())
    twin.call(client.embeddings.create(input="a", model="e"))
    twin.call(client.audio.transcriptions.create(file=b"a", model="t"))
    twin.call(client.audio.speech.create(input="a", model="s", voice="v"))
    twin.call(client.models.list())
    twin.call(client.post("/x", cast_to=object, body={"model": "p"}))
    twin.call(client.post("/x", cast_to=object, body={"model": None}))
    twin.call(client.post("/x", cast_to=object, body=["model"]))
    assert [*client.rate_limits] == ["e", "t", "s", "p"]


def test_a_used_up_limit_is_seen_also_where_it_is_retried(twin: Twin, no_sleep: List[float]) -> None:
    spent = {**HEADERS, "x-ratelimit-remaining-tokens": "0", "retry-after": "2"}
    seen: List[Any] = []
    client = twin.client(lambda _: answer(spent, 429), lambda _: seen.append(client.rate_limits["a"]) or answer())
    asked(twin, client, "a")
    assert [(found.tokens.remaining, found.retry_after) for found in seen] == [(0, 2)]
    assert (client.rate_limits["a"].tokens.remaining, no_sleep) == (17997, [2])


@pytest.mark.parametrize("failure", [httpx.ConnectError("no"), httpx.Response(502), httpx.Response(400, json={})])
def test_a_failure_hides_nothing_that_was_seen(twin: Twin, failure: Any) -> None:
    client = twin.client(answer(), failure, max_retries=0)
    asked(twin, client, "a")
    with pytest.raises(groq.APIError):
        asked(twin, client, "a")
    assert without_clock(client.rate_limits["a"]) == EXPECTED


def test_a_stream_is_seen_before_it_is_read(twin: Twin) -> None:
    client = twin.client(lambda _: httpx.Response(200, content=sse(CHUNK), headers=HEADERS))
    twin.call(client.chat.completions.create(**CALL, stream=True))
    assert [*client.rate_limits] == ["m"]


def test_a_client_remembers_the_latest_of_many_models(twin: Twin) -> None:
    client = twin.client(lambda _: answer())
    for number in range(500):
        asked(twin, client, str(number))
        assert str(number) in client.rate_limits
    assert 25 <= len(client.rate_limits) <= 100


def test_the_local_groq_tells_what_is_used(twin: Twin) -> None:
    with LocalGroq(clock=lambda: NOW) as local:
        local.limit(requests=2)
        client = twin.closing(twin.pick(local.client, local.async_client)(max_retries=0))
        left: List[Any] = []
        for _ in range(2):
            asked(twin, client, "openai/gpt-oss-20b")
            left.append(client.rate_limits["openai/gpt-oss-20b"].requests.remaining)
        with pytest.raises(groq.RateLimitError) as caught:
            asked(twin, client, "openai/gpt-oss-20b")
    assert left == [1, 0]
    error = caught.value
    assert error.rate_limit is not None
    assert (error.rate_limit.kind, error.limit, error.requested, error.retry_after) == ("RPD", 2, 1, 43200)
    assert (error.rate_limit.requests.remaining, error.rate_limit.requests.reset) == (0, 86400)
