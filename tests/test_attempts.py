"""The loop of attempts: what is tried again, how often, after which waits, and what a caller is told in the end."""

from __future__ import annotations

import asyncio
import math
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Dict, List
from unittest import mock

import httpx
import pytest

import groq
from twin import CHAT, Body, Twin, said, sse

FINE = {"id": "fine"}


def create(twin: Twin, client: Any, **options: Any) -> Any:
    """What a chat completion gives, or the error that it raises."""
    try:
        return twin.call(client.chat.completions.create(**CHAT, **options))
    except groq.APIError as error:
        return error


def told(twin: Twin, client: Any, **options: Any) -> str:
    """The text of a chat completion, streamed or not."""
    answer = create(twin, client, **options)
    return "".join(said(twin.items(answer))) if options.get("stream") else str(answer.choices[0].message.content)


def retry_counts(requests: Any) -> List[str]:
    return [request.headers["x-stainless-retry-count"] for request in requests]


# What is retried


@pytest.mark.parametrize("status", [408, 409, 429, 500, 501, 502, 503, 504, 529, 599])
@pytest.mark.parametrize("stream", [False, True])
def test_a_bad_status_that_may_pass_is_retried(twin: Twin, no_sleep: List[float], status: int, stream: bool) -> None:
    twin.local.fail(status, times=2)
    twin.local.reply("Fine.")
    assert told(twin, twin.local_client(), stream=stream) == "Fine."
    assert twin.local.statuses == [status, status, 200]
    assert retry_counts(twin.local.requests) == ["0", "1", "2"]
    assert len(no_sleep) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 418, 422, 424, 425, 498, 499])
@pytest.mark.parametrize("stream", [False, True])
def test_a_bad_status_that_will_stay_is_not_retried(
    twin: Twin, no_sleep: List[float], status: int, stream: bool
) -> None:
    twin.local.fail(status)
    error = create(twin, twin.local_client(), stream=stream)
    assert (error.status_code, retry_counts(twin.local.requests), no_sleep) == (status, ["0"], [])


@pytest.mark.parametrize(
    ("status", "word", "attempts"), [(400, "true", 3), (500, "false", 1), (400, "True", 1), (500, "False", 3)]
)
def test_the_server_may_overrule_the_rule(
    twin: Twin, no_sleep: List[float], status: int, word: str, attempts: int
) -> None:
    twin.local.fail(status, headers={"x-should-retry": word}, times=attempts)
    assert create(twin, twin.local_client()).status_code == status
    assert len(twin.local.requests) == attempts


def test_the_word_of_the_server_does_not_count_with_a_good_status(twin: Twin) -> None:
    twin.local.fail(200, body=FINE, headers={"x-should-retry": "true"})
    assert create(twin, twin.local_client()).id == "fine"
    assert len(twin.local.requests) == 1


def refused_connection(twin: Twin) -> None:
    twin.local.refuse_connection(times=2)


def dropped_connection(twin: Twin) -> None:
    twin.local.drop_connection(times=2)


def silence(twin: Twin) -> None:
    twin.local.stall(61, times=2)  # the read timeout is 60 seconds


@pytest.mark.parametrize("fault", [refused_connection, dropped_connection, silence])
@pytest.mark.parametrize("stream", [False, True])
def test_a_request_that_gets_no_answer_is_retried(
    twin: Twin, no_sleep: List[float], fault: Callable[[Twin], None], stream: bool
) -> None:
    fault(twin)
    twin.local.reply("Fine.", times=None)
    assert told(twin, twin.local_client(), stream=stream) == "Fine."
    assert (retry_counts(twin.local.requests), len(no_sleep)) == (["0", "1", "2"], 2)


# What the local Groq and sockets show as well is not among these: see test_sockets.py.
TIMEOUTS = [httpx.ConnectTimeout("t"), httpx.WriteTimeout("t"), httpx.PoolTimeout("t")]
FAULTS = [
    httpx.ReadError("r"),
    httpx.WriteError("w"),
    httpx.ProxyError("x"),
    httpx.UnsupportedProtocol("u"),
    httpx.TooManyRedirects("m"),
    OSError("o"),
    TimeoutError("t"),
    ValueError("v"),
    RuntimeError("r"),
]


@pytest.mark.parametrize("fault", [*TIMEOUTS, *FAULTS], ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("stream", [False, True])
def test_whatever_the_transport_raises_is_retried(
    twin: Twin, no_sleep: List[float], fault: Exception, stream: bool
) -> None:
    client = twin.client(fault, fault, sse(FINE) if stream else FINE)
    answer = create(twin, client, stream=stream)
    assert [item.id for item in (twin.items(answer) if stream else [answer])] == ["fine"]
    assert (retry_counts(twin.requests), len(no_sleep)) == (["0", "1", "2"], 2)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (TIMEOUTS[0], "No connection within 5 seconds."),
        (TIMEOUTS[1], "The request could not be sent on for 60 seconds."),
        (TIMEOUTS[2], "No connection was free within 60 seconds."),
    ],
    ids=[type(fault).__name__ for fault in TIMEOUTS],
)
def test_a_timeout_that_stays_is_a_timeout_error(
    twin: Twin, no_sleep: List[float], fault: Exception, told: str
) -> None:
    error = create(twin, twin.client(fault))
    assert (type(error), str(error), error.__cause__, error.body) == (
        groq.APITimeoutError,
        "Request timed out. " + told,
        fault,
        None,
    )
    assert isinstance(error, TimeoutError)
    assert error.request.headers["x-stainless-retry-count"] == "2"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_any_other_fault_that_stays_is_a_connection_error(twin: Twin, no_sleep: List[float], fault: Exception) -> None:
    error = create(twin, twin.client(fault))
    assert (type(error), str(error), error.__cause__, error.body) == (
        groq.APIConnectionError,
        "Connection error.",
        fault,
        None,
    )
    assert not isinstance(error, TimeoutError)
    assert error.request.url == "https://api.groq.com/openai/v1/chat/completions"


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit(), GeneratorExit(), asyncio.CancelledError()])
def test_what_is_no_exception_passes_at_once(twin: Twin, no_sleep: List[float], fault: BaseException) -> None:
    client = twin.client(fault, FINE)
    with pytest.raises(type(fault)):
        create(twin, client)
    assert (len(twin.requests), no_sleep) == (1, [])


def hooked(twin: Twin, event: str, hook: Callable[[Any], None]) -> Any:
    """A client over an httpx client with an event hook of the caller's."""

    async def awaited_hook(value: Any) -> None:
        hook(value)

    event_hooks = {event: [twin.pick(hook, awaited_hook)]}
    return twin.local_client(http_client=twin.http_class(transport=twin.local_transport(), event_hooks=event_hooks))


@pytest.mark.parametrize("event", ["request", "response"])
def test_a_fault_of_a_hook_of_the_callers_is_retried(twin: Twin, no_sleep: List[float], event: str) -> None:
    faults = [ValueError("first"), ValueError("second")]
    seen: List[Any] = []

    def hook(value: Any) -> None:
        seen.append(value)
        if len(seen) <= 2:
            raise faults[len(seen) - 1]

    twin.local.reply("Fine.", times=None)
    assert told(twin, hooked(twin, event, hook)) == "Fine."
    assert (len(seen), len(no_sleep)) == (3, 2)


def test_a_hook_that_raises_for_status_is_a_connection_error_that_names_it(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.fail(404, times=3)
    error = create(twin, hooked(twin, "response", httpx.Response.raise_for_status))
    assert type(error) is groq.APIConnectionError
    assert isinstance(error.__cause__, httpx.HTTPStatusError)
    assert len(twin.local.requests) == 3


def test_an_answer_that_breaks_off_is_asked_for_again(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.reply("Fine.", times=3)
    twin.local.cut_stream(after_bytes=9, times=2)
    assert told(twin, twin.local_client()) == "Fine."
    assert (retry_counts(twin.local.requests), len(no_sleep)) == (["0", "1", "2"], 2)


def test_an_answer_that_always_breaks_off_is_a_connection_error(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.cut_stream(after_bytes=9, times=3)
    error = create(twin, twin.local_client())
    assert (type(error), type(error.__cause__)) == (groq.APIConnectionError, httpx.RemoteProtocolError)
    assert "received 9 bytes, expected" in str(error.__cause__)
    assert len(twin.local.requests) == 3


@pytest.mark.parametrize("status", [400, 500])
def test_a_fault_while_the_body_of_an_error_is_read_is_retried(twin: Twin, no_sleep: List[float], status: int) -> None:
    fault = httpx.ReadError("cut")
    client = twin.client(lambda request: httpx.Response(status, stream=Body(b'{"id"', fault)))
    error = create(twin, client)
    assert (type(error), error.__cause__, len(twin.requests)) == (groq.APIConnectionError, fault, 3)


def test_a_timeout_while_the_body_is_read_is_a_timeout_error(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.slow(chunk_size=50, pause=61, times=3)
    error = create(twin, twin.local_client())
    assert (type(error), type(error.__cause__)) == (groq.APITimeoutError, httpx.ReadTimeout)
    assert len(twin.local.requests) == 3


# How often


@pytest.mark.parametrize("max_retries", [0, 1, 4])
@pytest.mark.parametrize("script", ["fail", "refuse_connection"])
def test_retries_are_counted_down(twin: Twin, no_sleep: List[float], max_retries: int, script: str) -> None:
    getattr(twin.local, script)(times=max_retries + 1)
    client = twin.local_client().with_options(max_retries=max_retries)
    assert isinstance(create(twin, client), groq.APIError)
    assert retry_counts(twin.local.requests) == [str(count) for count in range(max_retries + 1)]


def test_the_last_answer_is_the_one_that_is_raised(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.refuse_connection()
    twin.local.fail(500)
    twin.local.fail(429, body={"error": "slow"})
    error = create(twin, twin.local_client())
    assert (type(error), str(error)) == (groq.RateLimitError, "Error code: 429 - {'error': 'slow'}")


def test_unlimited_retries_go_on_until_they_help(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.fail(500, times=50)
    twin.local.reply("Fine.")
    assert told(twin, twin.local_client(max_retries=math.inf)) == "Fine."
    assert retry_counts(twin.local.requests) == [str(count) for count in range(51)]
    assert 0.375 <= no_sleep[0] <= 0.5
    assert 0.75 <= no_sleep[1] <= 1.0
    assert all(6 <= wait <= 8 for wait in no_sleep[5:])


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_a_response_knows_how_many_attempts_failed_before_it(twin: Twin, no_sleep: List[float], failures: int) -> None:
    if failures:
        twin.local.fail(500, times=failures)
    twin.local.reply("Fine.")
    raw = twin.call(twin.local_client().chat.completions.with_raw_response.create(**CHAT))
    assert (raw.retries_taken, raw.http_request.headers["x-stainless-retry-count"]) == (failures, str(failures))
    assert twin.call(raw.parse()).choices[0].message.content == "Fine."


@pytest.mark.parametrize("failures", [0, 1, 2])
def test_a_streamed_response_knows_it_too(twin: Twin, no_sleep: List[float], failures: int) -> None:
    if failures:
        twin.local.stall(61, times=failures)
    with twin.opened(twin.local_client().chat.completions.with_streaming_response.create(**CHAT)) as response:
        assert response.retries_taken == failures


# After which waits


def test_the_waits_double(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.fail(500, times=8)
    create(twin, twin.local_client(max_retries=7))
    assert [0.75 * longest < wait <= longest for wait, longest in zip(no_sleep, [0.5, 1, 2, 4, 8, 8, 8])] == [True] * 7
    assert len(no_sleep) == 7


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        ({"retry_after": 3}, 3.0),
        ({"retry_after": 0.25}, 0.25),
        ({"retry_after": "3"}, 3.0),
        ({"retry_after": timedelta(milliseconds=3500)}, 3.5),
        ({"retry_after_ms": 3000}, 3.0),
        ({"retry_after_ms": 3000, "retry_after": 9}, 3.0),
    ],
)
def test_a_wait_that_the_server_asks_for_is_kept(
    twin: Twin, no_sleep: List[float], asked: Dict[str, Any], wait: float
) -> None:
    twin.local.fail(429, **asked)
    twin.local.fail(503, **asked)
    twin.local.reply("Fine.")
    assert told(twin, twin.local_client()) == "Fine."
    assert no_sleep == [wait, wait]


def test_a_wait_until_a_date_is_kept(twin: Twin, no_sleep: List[float]) -> None:
    twin.local.fail(429, retry_after=datetime.now(timezone.utc) + timedelta(seconds=40))
    create(twin, twin.local_client())
    (wait,) = no_sleep
    assert 30 < wait <= 40


@pytest.mark.parametrize("retry_after", [0, 61, "soon"])
def test_a_wait_that_is_not_reasonable_is_not_kept(twin: Twin, no_sleep: List[float], retry_after: Any) -> None:
    twin.local.fail(429, retry_after=retry_after)
    create(twin, twin.local_client())
    (wait,) = no_sleep
    assert 0.375 < wait <= 0.5


def test_a_rate_limit_is_waited_out(twin: Twin, no_sleep: List[float]) -> None:
    """Of 60 tokens a minute 20 are left, a call asks for 2 and up to 38 in answer, and one comes back each second."""
    twin.local_with(clock=lambda: 1e9 + sum(no_sleep)).limit(tokens=60)
    twin.local.reply("Fine.", times=2, usage={"total_tokens": 40})
    client = twin.local_client()
    options = {"max_completion_tokens": 38}
    assert [told(twin, client, **options) for _ in range(2)] == ["Fine.", "Fine."]
    assert twin.local.statuses == [200, 429, 200]
    assert no_sleep == [20.0]


@mock.patch("groq._base_client.BaseClient._calculate_retry_timeout", return_value=0.1)
def test_a_patched_calculation_of_the_wait_is_honoured(
    calculate: mock.MagicMock, twin: Twin, no_sleep: List[float]
) -> None:
    twin.local.stall(61)
    twin.local.fail(503, retry_after=9)
    twin.local.fail(500)
    error = create(twin, twin.local_client())
    assert (error.status_code, no_sleep) == (500, [0.1, 0.1])
    (first, options, headers), (second, _, later_headers) = [call.args for call in calculate.call_args_list]
    assert (first, second, headers, later_headers["retry-after"]) == (2, 1, None, "9")
    assert (options.method, options.url) == ("post", "/openai/v1/chat/completions")


# The state in between


@pytest.mark.parametrize(("stream", "read"), [(False, 1), (True, 0)])
def test_a_response_that_will_be_retried_is_closed_before_the_wait(
    twin: Twin, no_sleep: List[float], stream: bool, read: int
) -> None:
    body = Body(b"{}")
    states: List[Any] = []

    class Client(twin.client_class):  # type: ignore[misc]  # the class is known at run time
        def _calculate_retry_timeout(self, *arguments: Any) -> float:
            states.append((body.closed, body.taken))
            return 0.0

    good: Any = sse(FINE) if stream else FINE
    client = twin.client(lambda request: httpx.Response(500, stream=body), good, client_class=Client)
    answer = create(twin, client, stream=stream)
    assert [item.id for item in (twin.items(answer) if stream else [answer])] == ["fine"]
    assert states == [(True, read)]


def test_each_attempt_is_prepared_anew_with_the_same_key(twin: Twin, no_sleep: List[float]) -> None:
    seen: List[Any] = []

    def remember(options: Any) -> Any:
        seen.append((options.method, options.url, options.idempotency_key))
        options.headers = {"X-Attempt": str(len(seen))}
        return options

    class Sync(groq.Groq):
        def _prepare_options(self, options: Any) -> Any:
            return remember(options)

    class Awaited(groq.AsyncGroq):
        async def _prepare_options(self, options: Any) -> Any:
            return remember(options)

    twin.local.fail(500)
    twin.local.reply("Fine.")
    assert told(twin, twin.local_client(client_class=twin.pick(Sync, Awaited))) == "Fine."
    assert [request.headers["x-attempt"] for request in twin.local.requests] == ["1", "2"]
    assert seen == [("post", "/openai/v1/chat/completions", seen[0][2])] * 2
    assert seen[0][2].startswith("stainless-python-retry-")
