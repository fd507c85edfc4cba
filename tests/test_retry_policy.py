"""Retry policies: what is tried again, how often, after which waits and for how long, and who hears of it."""

from __future__ import annotations

import copy
import inspect
import logging
import math
import pickle
import random
from dataclasses import FrozenInstanceError
from typing import Any, Callable, Dict, List, Optional, Tuple, Union

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import groq
from groq import RetryPolicy
from groq._core import retry
from groq._models import FinalRequestOptions
from twin import Twin, sse

CALL: Dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}], "model": "m"}
FINE = {"id": "fine"}
NEVER_FITS = "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 9000."


def answer(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def outcome(twin: Twin, client: Any, **options: Any) -> Any:
    """What a chat completion gives, or the error that it raises."""
    try:
        return twin.call(client.chat.completions.create(**CALL, **options))
    except groq.APIError as error:
        return error


def attempts(twin: Twin, policy: Optional[RetryPolicy], *answers: Any, **options: Any) -> int:
    """How many requests are sent until one of the answers is taken for good, or no more is tried."""
    outcome(twin, twin.client(*answers, retry_policy=policy, **options))
    return len(twin.requests)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, no_sleep: List[float]) -> List[float]:
    """The clock of calls, which only goes on while we wait for the next attempt; tests may add to its one number."""
    now = [0.0]
    monkeypatch.setattr("groq._core.clocks.monotonic", lambda: now[0] + sum(no_sleep))
    return now


# Without a word all is as without a policy


def test_a_policy_decides_by_default_as_none_does() -> None:
    words: Tuple[Dict[str, str], ...] = ({}, {"x-should-retry": "true"}, {"x-should-retry": "false"})
    for status in range(100, 600):
        for headers in (*words, {"x-should-retry": "True"}):
            assert RetryPolicy().tries_again(status, headers) is retry.should_retry(status, headers)


HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "retry-after-ms", "x-should-retry"]),
    st.one_of(
        st.floats().map(str),
        st.integers(-1, 90_000).map(str),
        st.sampled_from(["", "soon", "60", "60.001", "Fri, 25 Sep 2015 10:00:01 GMT", "Fri, 25 Sep 2015 10:05:00 GMT"]),
    ),
)


@given(taken=st.integers(0, 5000), headers=st.one_of(st.none(), HEADERS), chance=st.floats(0, 1))
def test_a_policy_waits_by_default_as_none_does(taken: int, headers: Optional[Dict[str, str]], chance: float) -> None:
    now = 1443175200.0  # 25 September 2015, 10:00:00 GMT
    with_policy = RetryPolicy().delay(taken, headers, now=lambda: now, chance=lambda: chance)
    assert with_policy == retry.retry_delay(taken, headers, now=lambda: now, jitter=lambda: chance)


@pytest.mark.parametrize("status", [200, 400, 404, 408, 409, 413, 424, 429, 498, 500, 503])
def test_a_call_with_a_default_policy_goes_as_one_without(twin: Twin, no_sleep: List[float], status: int) -> None:
    random.seed(1)
    plain = (type(outcome(twin, twin.client(answer(status)))), len(twin.requests), no_sleep[:])
    twin.requests.clear()
    no_sleep.clear()
    random.seed(1)
    client = twin.client(answer(status), retry_policy=RetryPolicy())
    assert (type(outcome(twin, client)), len(twin.requests), no_sleep) == plain


# Statuses


@pytest.mark.parametrize(
    ("policy", "tried"),
    [
        (RetryPolicy(also=[498]), {408, 409, 429, 498, 500, 503}),
        (RetryPolicy(statuses=[429, 498]), {429, 498}),
        (RetryPolicy(statuses=[429], also=(424,)), {424, 429}),
        (RetryPolicy(statuses=[]), set()),
    ],
)
def test_statuses_take_the_place_of_the_usual_ones_or_are_added_to_them(
    twin: Twin, no_sleep: List[float], policy: RetryPolicy, tried: Any
) -> None:
    found = set()
    for status in (400, 404, 408, 409, 413, 424, 429, 498, 500, 503):
        twin.requests.clear()
        if attempts(twin, policy, answer(status), FINE) == 2:
            found.add(status)
    assert found == tried


def test_a_full_flex_tier_is_tried_again_by_choice_with_the_usual_delays(twin: Twin, no_sleep: List[float]) -> None:
    assert attempts(twin, RetryPolicy(also=[498], jitter=0), answer(498)) == 3
    assert no_sleep == [0.5, 1.0]


@pytest.mark.parametrize(("status", "word", "sent"), [(400, "true", 2), (429, "false", 1), (498, "false", 1)])
def test_the_word_of_the_server_comes_first(
    twin: Twin, no_sleep: List[float], status: int, word: str, sent: int
) -> None:
    assert attempts(twin, RetryPolicy(also=[498]), answer(status, x_should_retry=word), FINE) == sent


@pytest.mark.parametrize("status", [413, 429])
@pytest.mark.parametrize(("policy", "sent"), [(RetryPolicy(also=[413]), 1), (None, 2)])
def test_what_never_fits_is_never_sent_again(
    twin: Twin, no_sleep: List[float], status: int, policy: Optional[RetryPolicy], sent: int
) -> None:
    headers = {"x-should-retry": "true"}  # which counts where there is no policy, as ever
    refusal = httpx.Response(status, json={"error": {"message": NEVER_FITS}}, headers=headers)
    assert attempts(twin, policy, refusal, FINE) == sent


def test_faults_of_the_connection_are_tried_again_whatever_the_statuses(twin: Twin, no_sleep: List[float]) -> None:
    assert attempts(twin, RetryPolicy(statuses=[]), httpx.ConnectError("c"), httpx.ReadTimeout("r"), FINE) == 3


# How often


@pytest.mark.parametrize(("number", "sent"), [(1, 1), (2, 2), (5, 5), (math.inf, 30)])
def test_attempts_count_the_first_one(twin: Twin, no_sleep: List[float], number: float, sent: int) -> None:
    assert (
        attempts(twin, RetryPolicy(attempts=number), *[answer(500)] * 29, FINE if number > 9 else answer(500)) == sent
    )


def test_attempts_are_another_way_to_say_max_retries(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(answer(500), retry_policy=RetryPolicy(attempts=4), max_retries=9)
    assert client.max_retries == 3
    assert client.with_options(max_retries=1).max_retries == 1
    assert client.with_options(max_retries=1, retry_policy=RetryPolicy(attempts=6)).max_retries == 5
    assert client.with_options(retry_policy=RetryPolicy()).max_retries == 3
    assert client.with_options(base_url="http://b.example", max_retries=0).max_retries == 0
    assert client.with_options(base_url="http://b.example").max_retries == 3
    outcome(twin, client)
    assert len(twin.requests) == 4


def test_max_retries_holds_where_the_policy_leaves_it_open(twin: Twin, no_sleep: List[float]) -> None:
    assert attempts(twin, RetryPolicy(also=[498]), answer(498), max_retries=5) == 6


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ({"max_retries": 0}, 1),
        ({"retry_policy": RetryPolicy(attempts=2)}, 2),
        ({"retry_policy": RetryPolicy(attempts=2), "max_retries": 7}, 2),
        ({"retry_policy": RetryPolicy(), "max_retries": 4}, 5),
        ({"retry_policy": RetryPolicy(statuses=[429])}, 1),
        ({"retry_policy": None}, 4),
        ({}, 4),
    ],
)
def test_a_single_call_may_have_a_policy_of_its_own(twin: Twin, no_sleep: List[float], options: Any, sent: int) -> None:
    client = twin.client(answer(500), retry_policy=RetryPolicy(attempts=4))
    with pytest.raises(groq.InternalServerError):
        twin.call(client.post("/x", cast_to=object, body={}, options=options))
    assert len(twin.requests) == sent


# After which waits


@pytest.mark.parametrize(
    ("policy", "waits"),
    [
        (RetryPolicy(initial_delay=1, factor=3, max_delay=20, jitter=0), [1, 3, 9, 20, 20]),
        (RetryPolicy(initial_delay=0, jitter=0), [0, 0, 0, 0, 0]),
        (RetryPolicy(initial_delay=2, factor=1, jitter=0.5), [1.5] * 5),
        (RetryPolicy(jitter=1), [0.25, 0.5, 1, 2, 4]),
    ],
)
def test_delays_grow_to_a_longest_one_less_a_part_that_is_chance(policy: RetryPolicy, waits: List[float]) -> None:
    assert [policy.backoff(taken, chance=lambda: 0.5) for taken in range(5)] == waits


@given(taken=st.integers(0, 10**6), factor=st.floats(1, 1e300), jitter=st.floats(0, 1), chance=st.floats(0, 1))
def test_no_delay_is_longer_than_the_longest_however_many_came_before(
    taken: int, factor: float, jitter: float, chance: float
) -> None:
    policy = RetryPolicy(factor=factor, jitter=jitter)
    assert 0 <= policy.backoff(taken, chance=lambda: chance) <= 8
    assert 0 <= RetryPolicy(max_delay=math.inf, factor=factor).backoff(taken, chance=lambda: chance) <= 1e8


def test_delays_of_a_policy_are_what_is_waited(twin: Twin, no_sleep: List[float]) -> None:
    attempts(twin, RetryPolicy(attempts=4, initial_delay=3, max_delay=7, jitter=0), answer(500))
    assert no_sleep == [3, 6, 7]


@pytest.mark.parametrize(
    ("policy", "asked", "waits"),
    [
        (RetryPolicy(), "60", [60]),
        (RetryPolicy(jitter=0), "61", [0.5]),
        (RetryPolicy(max_wait=5, jitter=0), "6", [0.5]),
        (RetryPolicy(max_wait=90), "90", [90]),
        (RetryPolicy(on_longer_wait="wait"), "3600", [3600]),
        (RetryPolicy(on_longer_wait="wait"), "inf", None),
        (RetryPolicy(on_longer_wait="raise"), "60", [60]),
        (RetryPolicy(on_longer_wait="raise"), "61", []),
        (RetryPolicy(on_longer_wait="raise"), "inf", []),
        (RetryPolicy(on_longer_wait="raise", max_wait=0), "1", []),
        (RetryPolicy(on_longer_wait="raise", jitter=0), "-1", [0.5]),
        (RetryPolicy(on_longer_wait="raise", jitter=0), "nan", [0.5]),
        (RetryPolicy(on_longer_wait="raise", jitter=0), "soon", [0.5]),
    ],
)
def test_a_wait_longer_than_the_longest_is_left_out_waited_or_raised(
    twin: Twin, no_sleep: List[float], policy: RetryPolicy, asked: str, waits: Optional[List[float]]
) -> None:
    result = outcome(twin, twin.client(answer(429, retry_after=asked), FINE, retry_policy=policy))
    if waits is None:  # no system sleeps for infinity
        assert math.isfinite(no_sleep[0])
    else:
        assert no_sleep == waits
    assert isinstance(result, groq.RateLimitError) is (waits == [])


# For how long in all


def test_a_wait_that_would_pass_the_deadline_is_not_begun(twin: Twin, clock: List[float]) -> None:
    policy = RetryPolicy(deadline=10, attempts=9, initial_delay=4, max_delay=4, jitter=0)
    error = outcome(twin, twin.client(answer(503), answer(503), answer(500), retry_policy=policy))
    assert (type(error), error.status_code, len(twin.requests)) == (groq.InternalServerError, 500, 3)


def test_a_wait_that_ends_with_the_deadline_is_not_begun_either(
    twin: Twin, clock: List[float], no_sleep: List[float]
) -> None:
    policy = RetryPolicy(deadline=4, initial_delay=4, jitter=0)
    assert attempts(twin, policy, answer(503)) == 1
    assert no_sleep == []


def test_a_retry_after_that_passes_the_deadline_is_raised_at_once(twin: Twin, clock: List[float]) -> None:
    policy = RetryPolicy(deadline=30)
    error = outcome(twin, twin.client(answer(429, retry_after="31"), FINE, retry_policy=policy))
    assert (type(error), error.retry_after, len(twin.requests)) == (groq.RateLimitError, 31, 1)


def test_a_wait_that_takes_longer_than_it_should_ends_the_call_with_the_last_error(
    twin: Twin, clock: List[float]
) -> None:
    policy = RetryPolicy(deadline=10, on_retry=lambda *_: clock.__setitem__(0, 10))
    assert outcome(twin, twin.client(answer(503), FINE, retry_policy=policy)).status_code == 503
    assert len(twin.requests) == 1


def test_a_fault_of_the_connection_past_the_deadline_keeps_its_cause(twin: Twin, clock: List[float]) -> None:
    fault = httpx.ConnectError("c")
    error = outcome(twin, twin.client(fault, FINE, retry_policy=RetryPolicy(deadline=0.1)))
    assert (type(error), error.__cause__, len(twin.requests)) == (groq.APIConnectionError, fault, 1)


def test_what_is_done_in_time_is_done(twin: Twin, clock: List[float], no_sleep: List[float]) -> None:
    policy = RetryPolicy(deadline=10, jitter=0)
    assert outcome(twin, twin.client(answer(503), answer(503), FINE, retry_policy=policy)).id == "fine"
    assert no_sleep == [0.5, 1.0]


def test_each_call_has_its_own_deadline(twin: Twin, clock: List[float]) -> None:
    client = twin.client(FINE, answer(503), FINE, retry_policy=RetryPolicy(deadline=10, jitter=0))
    assert outcome(twin, client).id == "fine"
    clock[0] = 100
    assert outcome(twin, client).id == "fine"
    assert len(twin.requests) == 3


# Who hears of it


def test_on_retry_hears_of_the_attempt_the_wait_and_the_error(twin: Twin, no_sleep: List[float]) -> None:
    heard: List[Any] = []
    policy = RetryPolicy(on_retry=lambda *told: heard.append((*told, no_sleep[:])), jitter=0, attempts=4)
    body = {"error": {"message": "slow down", "code": "rate_limit_exceeded"}}
    fault = httpx.ConnectError("c")
    answers = [httpx.Response(429, json=body, headers={"retry-after": "7"}), fault, answer(500), FINE]
    assert outcome(twin, twin.client(*answers, retry_policy=policy)).id == "fine"
    assert [(number, wait, type(error), before) for number, wait, error, before in heard] == [
        (1, 7, groq.RateLimitError, []),
        (2, 1.0, groq.APIConnectionError, [7]),
        (3, 2.0, groq.InternalServerError, [7, 1.0]),
    ]
    assert (heard[0][2].code, heard[0][2].retry_after, heard[1][2].__cause__) == ("rate_limit_exceeded", 7, fault)


def test_on_retry_does_not_hear_of_the_last_error(twin: Twin, no_sleep: List[float]) -> None:
    heard: List[int] = []
    attempts(twin, RetryPolicy(on_retry=lambda number, *_: heard.append(number)), answer(500))
    assert heard == [1, 2]


def test_on_retry_of_an_awaited_client_may_be_a_coroutine_function() -> None:
    twin, heard = Twin("async"), []

    async def on_retry(number: int, wait: float, error: groq.APIError) -> None:
        heard.append(number)

    try:
        policy = RetryPolicy(on_retry=on_retry, initial_delay=0)
        assert outcome(twin, twin.client(answer(500), FINE, retry_policy=policy)).id == "fine"
    finally:
        twin.close()
    assert heard == [1]


async def awaited_on_retry(number: int, wait: float, error: groq.APIError) -> None:
    """Nobody can wait for this in a blocking client."""


def test_a_blocking_client_refuses_a_coroutine_function(no_sleep: List[float], caplog: Any) -> None:
    policy, client = RetryPolicy(on_retry=awaited_on_retry), groq.Groq(api_key="k")
    refused = "`on_retry` is a coroutine function, which this client cannot await: pass a plain function"
    makers: List[Callable[[], object]] = [
        lambda: groq.Groq(api_key="k", retry_policy=policy),
        lambda: client.with_options(retry_policy=policy),
        lambda: client.post("/x", cast_to=object, options={"retry_policy": policy}),
    ]
    for make in makers:
        with pytest.raises(TypeError, match=refused):
            make()


def test_a_blocking_client_says_so_where_it_finds_out_too_late(no_sleep: List[float], caplog: Any) -> None:
    twin = Twin("sync")
    policy = RetryPolicy(on_retry=lambda *told: awaited_on_retry(*told))
    try:
        assert outcome(twin, twin.client(answer(500), FINE, retry_policy=policy)).id == "fine"
    finally:
        twin.close()
    assert "on_retry gave a coroutine, which this client cannot await" in caplog.text


def test_what_on_retry_raises_is_logged_and_changes_nothing(
    twin: Twin, no_sleep: List[float], caplog: pytest.LogCaptureFixture
) -> None:
    def on_retry(number: int, wait: float, error: groq.APIError) -> None:
        raise ValueError("mine")

    with caplog.at_level(logging.WARNING, logger="groq"):
        assert attempts(twin, RetryPolicy(on_retry=on_retry), answer(500), FINE) == 2
    (record,) = caplog.records
    assert (record.name, record.getMessage(), str(record.exc_info[1] if record.exc_info else None)) == (
        "groq._base_client",
        "on_retry failed",
        "mine",
    )


def test_what_is_no_exception_passes_on_retry(twin: Twin, no_sleep: List[float]) -> None:
    def on_retry(number: int, wait: float, error: groq.APIError) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempts(twin, RetryPolicy(on_retry=on_retry), answer(500), FINE)


# Streams


def test_a_stream_is_opened_as_often_as_the_policy_allows(twin: Twin, no_sleep: List[float]) -> None:
    client = twin.client(answer(498), sse(FINE), retry_policy=RetryPolicy(also=[498]))
    assert [chunk.id for chunk in twin.items(outcome(twin, client, stream=True))] == ["fine"]


def in_band(code: str) -> bytes:
    return sse({"error": {"message": "m", "code": code}}, done=False)


@pytest.mark.parametrize(
    ("policy", "code", "sent"),
    [
        (None, "capacity_exceeded", 1),
        (RetryPolicy(also=[498]), "capacity_exceeded", 2),
        (None, "internal_server_error", 2),
        (RetryPolicy(statuses=[429]), "internal_server_error", 1),
        (RetryPolicy(statuses=[429]), "rate_limit_exceeded", 2),
        (RetryPolicy(attempts=1), "rate_limit_exceeded", 1),
    ],
)
def test_an_error_inside_a_stream_that_said_nothing_counts_as_its_status(
    twin: Twin, no_sleep: List[float], policy: Any, code: str, sent: int
) -> None:
    client = twin.client(in_band(code), sse(FINE), retry_policy=policy)
    twin.collect(outcome(twin, client, stream=True))
    assert len(twin.requests) == sent


def test_on_retry_hears_of_a_stream_that_is_opened_again(twin: Twin, no_sleep: List[float]) -> None:
    heard: List[Any] = []
    policy = RetryPolicy(on_retry=lambda *told: heard.append(told), jitter=0)
    client = twin.client(in_band("server_error"), sse(FINE), retry_policy=policy)
    twin.items(outcome(twin, client, stream=True))
    assert [(number, wait, type(error)) for number, wait, error in heard] == [(1, 0.5, groq.APIStreamError)]


# Subclasses


def test_a_subclass_may_still_decide_what_is_tried_again(twin: Twin, no_sleep: List[float]) -> None:
    def should_retry(self: Any, response: httpx.Response) -> bool:
        return response.status_code == 418 or super(cls, self)._should_retry(response)

    cls: Any = type("Mine", (twin.client_class,), {"_should_retry": should_retry})
    policy = RetryPolicy(statuses=[498])
    for status, sent in ((418, 2), (498, 2), (500, 1)):
        twin.requests.clear()
        assert attempts(twin, policy, answer(status), FINE, client_class=cls) == sent


def test_a_subclass_may_still_decide_how_long_is_waited(twin: Twin, no_sleep: List[float]) -> None:
    def delay(self: Any, remaining: int, options: Any, headers: Any = None) -> float:
        return super(cls, self)._calculate_retry_timeout(remaining, options, headers) + 100

    cls: Any = type("Mine", (twin.client_class,), {"_calculate_retry_timeout": delay})
    attempts(twin, RetryPolicy(jitter=0), answer(500), FINE, client_class=cls)
    assert no_sleep == [100.5]


def test_a_response_does_not_keep_the_policy(twin: Twin, no_sleep: List[float]) -> None:
    error = outcome(twin, twin.client(answer(500), retry_policy=RetryPolicy()))
    assert not [name for name in error.response.extensions if "policy" in name]


def test_the_methods_of_a_client_may_be_called_on_their_own(twin: Twin) -> None:
    client = twin.client(retry_policy=RetryPolicy(initial_delay=3, jitter=0))
    options = FinalRequestOptions(method="get", url="/x", max_retries=3)
    assert client._calculate_retry_timeout(3, options) == 3
    assert client._should_retry(answer(500)) is True


def test_options_that_a_subclass_makes_anew_are_kept_to_the_policy(twin: Twin, no_sleep: List[float]) -> None:
    def made(self: Any, options: FinalRequestOptions) -> FinalRequestOptions:
        return FinalRequestOptions(method=options.method, url=options.url, json_data=options.json_data)

    async def awaited(self: Any, options: FinalRequestOptions) -> FinalRequestOptions:
        return made(self, options)

    cls = type("Mine", (twin.client_class,), {"_prepare_options": twin.pick(made, awaited)})
    assert attempts(twin, RetryPolicy(also=[498]), answer(498), FINE, client_class=cls) == 2


# Copies


def test_copies_have_the_policy_of_their_client(twin: Twin) -> None:
    policy = RetryPolicy(also=[498])
    client = twin.client(retry_policy=policy)
    for copied in (client.copy(), client.with_options(timeout=1), client.copy(base_url="http://b.example")):
        assert copied.retry_policy is policy
    assert client.copy(retry_policy=None).retry_policy is None
    assert client.copy(retry_policy=None, base_url="http://b.example").retry_policy is None
    other = RetryPolicy()
    assert client.copy(retry_policy=other).retry_policy is other
    assert client.copy(_extra_kwargs={"retry_policy": other}).retry_policy is other
    assert twin.client().copy().retry_policy is None


def test_a_subclass_with_a_constructor_of_before_is_copied_with_its_policy(twin: Twin) -> None:
    class Mine(twin.client_class):  # type: ignore[misc]
        def __init__(
            self,
            *,
            api_key: Optional[str] = None,
            base_url: Union[str, httpx.URL, None] = None,
            timeout: Any = groq.NOT_GIVEN,
            max_retries: int = 2,
            default_headers: Any = None,
            default_query: Any = None,
            http_client: Any = None,
            _strict_response_validation: bool = False,
        ) -> None:
            super().__init__(api_key="own", http_client=http_client, max_retries=max_retries, retry_policy=policy)

    policy = RetryPolicy(also=[498])
    client = twin.client(client_class=Mine)
    assert client.copy(max_retries=5).retry_policy is policy
    assert client.copy(max_retries=5).max_retries == 5
    assert client.copy(retry_policy=None).retry_policy is None


# What a policy is


def test_a_policy_is_a_value() -> None:
    policy = RetryPolicy(statuses=[429, 498], also=(424,), attempts=3)
    assert policy == RetryPolicy(statuses=(498, 429), also={424}, attempts=3)
    assert hash(policy) == hash(copy.deepcopy(policy))
    assert pickle.loads(pickle.dumps(policy)) == policy
    assert RetryPolicy.__module__ == "groq"
    with pytest.raises(FrozenInstanceError):
        policy.attempts = 4  # type: ignore[misc]


def test_every_option_is_described() -> None:
    described = inspect.getdoc(RetryPolicy) or ""
    assert [name for name in RetryPolicy.__dataclass_fields__ if "\n    %s: " % name not in described] == []


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("statuses", 429, TypeError),
        ("statuses", "429", TypeError),
        ("statuses", {429: True}, TypeError),
        ("statuses", ["429"], TypeError),
        ("statuses", [True], TypeError),
        ("statuses", [200], ValueError),
        ("statuses", [302], ValueError),
        ("statuses", [600], ValueError),
        ("also", None, TypeError),
        ("also", [399], ValueError),
        ("attempts", 0, ValueError),
        ("attempts", -1, ValueError),
        ("attempts", 1.5, ValueError),
        ("attempts", math.nan, ValueError),
        ("attempts", "3", TypeError),
        ("attempts", True, TypeError),
        ("max_wait", -1, ValueError),
        ("max_wait", math.nan, ValueError),
        ("max_wait", None, TypeError),
        ("on_longer_wait", "ignore", ValueError),
        ("on_longer_wait", None, ValueError),
        ("initial_delay", -0.1, ValueError),
        ("initial_delay", 9, ValueError),  # more than the longest delay
        ("factor", 0.5, ValueError),
        ("factor", "2", TypeError),
        ("max_delay", -1, ValueError),
        ("jitter", 1.1, ValueError),
        ("jitter", -0.1, ValueError),
        ("jitter", True, TypeError),
        ("deadline", 0, ValueError),
        ("deadline", -1, ValueError),
        ("deadline", math.nan, ValueError),
        ("deadline", "10", TypeError),
        ("on_retry", "log", TypeError),
    ],
)
def test_a_bad_value_is_refused_in_one_sentence_that_names_it(option: str, value: Any, error: Any) -> None:
    with pytest.raises(error) as caught:
        RetryPolicy(**{option: value})
    message = str(caught.value)
    assert message.startswith("`%s` " % option)
    assert ": pass " in message
    assert "\n" not in message


@pytest.mark.parametrize("value", [3, {"attempts": 3}, RetryPolicy])
def test_a_policy_that_is_none_is_refused(twin: Twin, value: Any) -> None:
    client = twin.client()
    with pytest.raises(TypeError, match=r"^`retry_policy` is .*: pass a groq\.RetryPolicy, or None$"):
        twin.client_class(api_key="k", retry_policy=value)
    with pytest.raises(TypeError, match="`retry_policy` is "):
        client.with_options(retry_policy=value)
    with pytest.raises(TypeError, match="`retry_policy` is "):
        twin.call(client.get("/x", cast_to=object, options={"retry_policy": value}))
    assert twin.requests == []
