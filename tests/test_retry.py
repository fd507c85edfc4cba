"""Whether and when a request is tried again: the rules as tables, and through the methods of a client."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Dict, Optional
from unittest import mock

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq._core import retry
from groq._models import FinalRequestOptions
from twin import Twin

NOW = 1443175200.0  # 25 September 2015, 10:00:00 GMT


# Whether


def test_a_status_is_retried_if_another_attempt_may_help() -> None:
    retried = [status for status in range(100, 1000) if retry.should_retry(status, {})]
    assert retried == [408, 409, 429, *range(500, 1000)]


@pytest.mark.parametrize(
    ("status", "word", "answer"),
    [
        (400, "true", True),
        (500, "false", False),
        (200, "true", True),
        (429, "true", True),
        (404, "false", False),
        # Exactly these two words count.
        (400, "True", False),
        (500, "FALSE", True),
        (500, "", True),
        (400, "1", False),
        (400, " true", False),
    ],
)
def test_the_word_of_the_server_overrules_the_status(status: int, word: str, answer: bool) -> None:
    assert retry.should_retry(status, {"x-should-retry": word}) is answer


# After how long


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (None, None),
        ({}, None),
        ({"retry-after": "20"}, 20.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "1e1"}, 10.0),
        ({"retry-after": "  3 "}, 3.0),
        ({"retry-after": "-10"}, -10.0),
        ({"retry-after": "Fri, 25 Sep 2015 10:00:20 GMT"}, 20.0),
        ({"retry-after": "Fri, 25 Sep 2015 12:00:20 +0200"}, 20.0),
        ({"retry-after": "Fri, 25 Sep 2015 09:59:20 GMT"}, -40.0),
        ({"retry-after": "Fri, 25 Sep 99999 10:00:20 GMT"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1,2"}, None),
        ({"retry-after": "2s"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"retry-after-ms": "0.5"}, 0.0005),
        ({"retry-after-ms": "1500", "retry-after": "20"}, 1.5),
        ({"retry-after-ms": "-5", "retry-after": "20"}, -0.005),
        ({"retry-after-ms": "soon", "retry-after": "20"}, 20.0),
        ({"retry-after-ms": "", "retry-after": "20"}, 20.0),
        ({"retry-after-ms": "soon"}, None),
    ],
)
def test_retry_after_is_read_as_seconds(headers: Optional[Dict[str, str]], seconds: Optional[float]) -> None:
    assert retry.retry_after(headers, now=lambda: NOW) == seconds


SECONDS = st.integers(-(10**6), 10**9)
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(SECONDS, st.sampled_from(["%d", " %d ", "%d.0", "%.3f"]), SECONDS)
def test_a_number_of_seconds_or_milliseconds_is_read_as_it_is_written(seconds: int, form: str, other: int) -> None:
    assert retry.retry_after({"retry-after": form % seconds}) == seconds
    headers = {"retry-after-ms": form % seconds, "retry-after": str(other)}
    assert retry.retry_after(headers) == seconds / 1000


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)), ZONES, st.floats(0, 2**33))
def test_a_date_is_read_in_any_zone(date: datetime, zone: timezone, now: float) -> None:
    moment = date.replace(microsecond=0, tzinfo=timezone.utc)
    expected = moment.timestamp() - now
    for text in (format_datetime(moment, usegmt=True), format_datetime(moment.astimezone(zone))):
        assert retry.retry_after({"retry-after": text}, now=lambda: now) == expected


TEXTS = st.text(max_size=30) | st.text("0123456789.eE+-_naif :,GMTFriSep", max_size=30)


@given(st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms"]), TEXTS), st.integers(0, 50))
def test_whatever_a_server_asks_the_wait_is_a_reasonable_one(headers: Dict[str, str], taken: int) -> None:
    ordered = retry.retry_after(headers, now=lambda: NOW)
    assert ordered is None or isinstance(ordered, float)
    delay = retry.retry_delay(taken, headers, now=lambda: NOW, jitter=lambda: 0.0)
    assert delay == (ordered if ordered is not None and 0 < ordered <= 60 else retry.backoff(taken, jitter=lambda: 0.0))
    assert 0 < delay <= 60


@pytest.mark.parametrize(
    ("headers", "delay"),
    [
        ({"retry-after": "20"}, 20.0),
        ({"retry-after": "60"}, 60.0),
        ({"retry-after": "59.9"}, 59.9),
        ({"retry-after": "0.001"}, 0.001),
        ({"retry-after": "Fri, 25 Sep 2015 10:01:00 GMT"}, 60.0),
        ({"retry-after-ms": "60000"}, 60.0),
        ({"retry-after-ms": "20", "retry-after": "20"}, 0.02),
        # What is not reasonable is not waited.
        ({"retry-after": "0"}, 0.5),
        ({"retry-after": "-10"}, 0.5),
        ({"retry-after": "60.1"}, 0.5),
        ({"retry-after": "61"}, 0.5),
        ({"retry-after": "9" * 35}, 0.5),
        ({"retry-after": "nan"}, 0.5),
        ({"retry-after": "inf"}, 0.5),
        ({"retry-after": "soon"}, 0.5),
        ({"retry-after": ""}, 0.5),
        ({"retry-after": "Fri, 25 Sep 2015 10:00:00 GMT"}, 0.5),
        ({"retry-after": "Fri, 25 Sep 2015 10:01:01 GMT"}, 0.5),
        ({"retry-after": "Tue, 29 Sep 2099 10:00:00 GMT"}, 0.5),
        ({"retry-after-ms": "60001", "retry-after": "20"}, 0.5),
        ({"retry-after-ms": "0", "retry-after": "20"}, 0.5),
        ({}, 0.5),
        (None, 0.5),
    ],
)
def test_a_reasonable_wait_that_the_server_asks_for_wins_over_the_backoff(
    headers: Optional[Dict[str, str]], delay: float
) -> None:
    assert retry.retry_delay(0, headers, now=lambda: NOW, jitter=lambda: 0.0) == delay


@pytest.mark.parametrize(
    ("retries_taken", "delay"),
    [(0, 0.5), (1, 1.0), (2, 2.0), (3, 4.0), (4, 8.0), (5, 8.0), (100, 8.0), (10**6, 8.0), (-1, 0.25)],
)
def test_the_backoff_doubles_up_to_eight_seconds(retries_taken: int, delay: float) -> None:
    assert retry.backoff(retries_taken, jitter=lambda: 0.0) == delay
    assert retry.backoff(retries_taken, jitter=lambda: 0.5) == delay * 0.875
    assert retry.retry_delay(retries_taken, jitter=lambda: 1.0) == delay * 0.75


@given(st.integers(0, 20))
def test_jitter_takes_away_at_most_a_quarter(retries_taken: int) -> None:
    longest = min(0.5 * 2**retries_taken, 8.0)
    delays = [retry.retry_delay(retries_taken) for _ in range(20)]
    assert all(0.75 * longest < delay <= longest for delay in delays)
    assert len(set(delays)) > 1


# The same through the method that subclasses override and tests patch


@pytest.mark.parametrize(
    ("remaining", "header", "longest"),
    [
        (3, "20", 20.0),
        (3, "60", 60.0),
        (3, "61", 0.25),
        (3, "0", 0.25),
        (3, "-10", 0.25),
        (3, "Fri, 29 Sep 2015 16:26:57 GMT", 20.0),
        (3, "Fri, 29 Sep 2015 16:26:37 GMT", 0.25),
        (3, "Fri, 29 Sep 2015 16:27:38 GMT", 0.25),
        (3, "Zun, 29 Sep 2015 16:26:27 GMT", 0.25),
        (3, "9" * 35, 0.25),
        (3, "", 0.25),
        (2, "", 0.5),
        (1, "", 1.0),
        (0, "", 2.0),
        (-1100, "", 8.0),
    ],
)
@mock.patch("time.time", mock.MagicMock(return_value=1443543997.0))  # 29 September 2015, 16:26:37 GMT
def test_a_client_calculates_the_wait(twin: Twin, remaining: int, header: str, longest: float) -> None:
    client = twin.client({}, max_retries=2)
    options = FinalRequestOptions(method="get", url="/foo")
    wait = client._calculate_retry_timeout(remaining, options, httpx.Headers({"retry-after": header}))
    assert wait == pytest.approx(longest, rel=0.26)
    assert wait <= longest
    assert client._calculate_retry_timeout(1, options) <= 1.0


def test_the_retries_of_a_call_shift_the_backoff(twin: Twin) -> None:
    client = twin.client({}, max_retries=2)
    options = FinalRequestOptions(method="get", url="/foo", max_retries=5)
    assert 1.5 < client._calculate_retry_timeout(3, options, None) <= 2.0


def test_a_client_reads_the_retry_headers(twin: Twin) -> None:
    client = twin.client({})
    assert client._parse_retry_after_header(httpx.Headers({"Retry-After": "2.5"})) == 2.5
    assert client._parse_retry_after_header() is None
    assert client._should_retry(httpx.Response(503)) is True
    assert client._should_retry(httpx.Response(503, headers={"X-Should-Retry": "false"})) is False
