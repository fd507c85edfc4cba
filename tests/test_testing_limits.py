"""The local Groq's rate limits: headers that go down and come back, and refusals over a budget that is enforced."""

from __future__ import annotations

from typing import Any, Dict, List

import httpx
import pytest

import groq
from groq.testing import LocalGroq
from groq.testing._limits import duration

MODEL = "llama-3.1-8b-instant"
MESSAGES: Any = [{"role": "user", "content": "Why does low latency matter?"}]
NOW = 1_800_000_000.0


class Clock:
    """A clock that stands still until it is set forward."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


def limits(headers: httpx.Headers) -> Dict[str, str]:
    """The rate-limit headers, by what follows their common beginning."""
    start = "x-ratelimit-"
    return {name[len(start) :]: value for name, value in headers.items() if name.startswith(start)}


def ask(client: groq.Groq, **options: Any) -> Any:
    return client.chat.completions.with_raw_response.create(**{"messages": MESSAGES, "model": MODEL, **options})


def words(count: int) -> str:
    """A text of so many tokens."""
    return " ".join(["word"] * count)


def error_of(caught: Any) -> Dict[str, Any]:
    error: Dict[str, Any] = caught.value.body["error"]
    return error


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (0.172, "172ms"),
        (0.0001, "1ms"),
        (0.9999, "1s"),
        (7.66, "7.66s"),
        (59.9999, "1m0s"),
        (60, "1m0s"),
        (179.56, "2m59.56s"),
        (578.016, "9m38.016s"),
        (3723, "1h2m3s"),
        (86400, "24h0m0s"),
    ],
)
def test_a_duration_is_written_as_groq_writes_it(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_headers_go_down_with_what_an_answer_used_and_come_back_with_the_clock() -> None:
    clock = Clock()
    client = LocalGroq(clock=clock).client()
    raw = ask(client)
    used = raw.parse().usage.total_tokens
    assert limits(raw.headers) == {
        "limit-requests": "14400",
        "limit-tokens": "18000",
        "remaining-requests": "14399",
        "remaining-tokens": str(18000 - used),
        "reset-requests": "6s",
        "reset-tokens": duration(used / 300),
    }
    clock.now += 3
    assert limits(client.models.with_raw_response.list().headers) == {
        "limit-requests": "14400",
        "limit-tokens": "18000",
        "remaining-requests": "14398",
        "remaining-tokens": "18000",
        "reset-requests": "9s",
        "reset-tokens": "0s",
    }


def test_a_stream_uses_the_tokens_that_its_last_chunk_tells_of() -> None:
    local = LocalGroq(clock=Clock())
    whole = limits(ask(local.client()).headers)
    local.reset()
    with local.client().chat.completions.with_streaming_response.create(
        messages=MESSAGES, model=MODEL, stream=True
    ) as response:
        assert limits(response.headers) == whole
    assert int(whole["remaining-tokens"]) < 18000


def test_a_refusal_uses_a_request_and_no_tokens() -> None:
    client = LocalGroq(clock=Clock()).client(max_retries=0)
    with pytest.raises(groq.NotFoundError) as caught:
        ask(client, model="x")
    told = limits(caught.value.response.headers)
    assert (told["remaining-requests"], told["remaining-tokens"]) == ("14399", "18000")


def test_a_request_over_the_tokens_per_minute_is_refused_until_they_are_back() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    local.limit(tokens=600)
    client = local.client(max_retries=0)
    used = ask(client).parse().usage.total_tokens
    with pytest.raises(groq.RateLimitError) as caught:
        client.embeddings.create(input=words(600), model="nomic-embed-text-v1_5")
    wait = used / 10
    assert error_of(caught) == {
        "message": "Rate limit reached for model `nomic-embed-text-v1_5` in organization `org_local` on tokens per "
        "minute (TPM): Limit 600, Used %d, Requested 600. Please try again in %s." % (used, duration(wait)),
        "type": "tokens",
        "code": "rate_limit_exceeded",
    }
    headers = caught.value.response.headers
    assert (headers["retry-after"], headers["x-ratelimit-remaining-tokens"]) == (str(-int(-wait // 1)), str(600 - used))

    clock.now += wait - 0.01
    with pytest.raises(groq.RateLimitError, match="Please try again in 10ms"):
        client.embeddings.create(input=words(600), model="nomic-embed-text-v1_5")
    clock.now += 0.01
    assert client.embeddings.create(input=words(600), model="nomic-embed-text-v1_5").usage.total_tokens == 600


def test_what_a_request_asks_for_at_most_is_what_it_requests() -> None:
    local = LocalGroq(clock=Clock())
    local.limit(tokens=1000)
    client = local.client(max_retries=0)
    ask(client)
    with pytest.raises(groq.RateLimitError, match=r"Limit 1000, Used \d+, Requested 9\d\d"):
        ask(client, max_completion_tokens=980)
    assert ask(client, max_completion_tokens=100).status_code == 200


def test_a_request_larger_than_the_whole_budget_is_too_large() -> None:
    local = LocalGroq(clock=Clock())
    local.limit(tokens=50)
    with pytest.raises(groq.APIStatusError) as caught:
        ask(local.client(), messages=[{"role": "user", "content": words(98)}])
    assert caught.value.status_code == 413
    assert "retry-after" not in caught.value.response.headers
    assert error_of(caught) == {
        "message": "Request too large for model `llama-3.1-8b-instant` in organization `org_local` on tokens per "
        "minute (TPM): Limit 50, Requested 99, please reduce your message size and try again.",
        "type": "tokens",
        "code": "rate_limit_exceeded",
    }


def test_requests_over_those_of_the_day_are_refused_and_refused_ones_do_not_count() -> None:
    clock = Clock()
    local = LocalGroq(clock=clock)
    local.limit(requests=2)
    client = local.client(max_retries=0)
    client.models.list()
    ask(client)
    for _ in range(3):
        with pytest.raises(groq.RateLimitError) as caught:
            client.models.list()
        assert error_of(caught) == {
            "message": "Rate limit reached in organization `org_local` on requests per day (RPD): Limit 2, Used 2, "
            "Requested 1. Please try again in 12h0m0s.",
            "type": "requests",
            "code": "rate_limit_exceeded",
        }
        assert caught.value.response.headers["retry-after"] == "43200"
        assert limits(caught.value.response.headers)["reset-requests"] == "24h0m0s"
    clock.now += 43200
    assert client.models.list().data


def test_a_model_can_have_a_budget_of_its_own() -> None:
    local = LocalGroq(clock=Clock())
    local.limit(requests=1, model="openai/GPT-oss-20b")
    client = local.client(max_retries=0)
    for _ in range(2):
        assert limits(ask(client).headers)["limit-requests"] == "14400"
    assert limits(ask(client, model="openai/gpt-oss-20b").headers)["remaining-requests"] == "0"
    with pytest.raises(groq.RateLimitError, match="for model `openai/gpt-oss-20b` in organization"):
        ask(client, model="openai/gpt-oss-20b")
    assert limits(ask(client).headers)["remaining-requests"] == "14397"


def test_a_client_that_retries_gets_through_once_the_budget_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    waited: List[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        clock.now += seconds

    monkeypatch.setattr("groq._http.sleep", sleep)
    local = LocalGroq(clock=clock)
    local.limit(tokens=600)
    client = local.client()
    for _ in range(2):
        client.embeddings.create(input=words(450), model="nomic-embed-text-v1_5")
    assert waited == [30]


def test_a_reset_forgets_budgets() -> None:
    local = LocalGroq(clock=Clock())
    local.limit(requests=1)
    local.reset()
    assert [limits(ask(local.client()).headers)["limit-requests"] for _ in range(2)] == ["14400", "14400"]


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({}, ValueError, "there is nothing to limit: pass `requests` per day, `tokens` per minute, or both"),
        ({"model": MODEL}, ValueError, "there is nothing to limit"),
        ({"requests": 0}, ValueError, "`requests` is 0: it must be at least 1"),
        ({"tokens": -5}, ValueError, "`tokens` is -5: it must be at least 1"),
        ({"tokens": 1.5}, TypeError, "`tokens` is 1.5: it must be a whole number"),
        ({"requests": True}, TypeError, "`requests` is True: it must be a whole number"),
        (
            {"requests": 1, "model": "x"},
            ValueError,
            "`model` is 'x', which the local Groq does not know: pass the id of",
        ),
    ],
)
def test_a_limit_that_makes_no_sense_is_told_where_it_is_set(options: Any, kind: Any, message: str) -> None:
    with pytest.raises(kind, match=message):
        LocalGroq().limit(**options)
