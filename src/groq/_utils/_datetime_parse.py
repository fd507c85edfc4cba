"""Text and timestamps to dates."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Match, Optional, Pattern, Union

from .._types import StrBytesIntFloat

__all__ = [
    "EPOCH",
    "MAX_NUMBER",
    "MS_WATERSHED",
    "date_expr",
    "date_re",
    "datetime_re",
    "parse_date",
    "parse_datetime",
    "time_expr",
]

EPOCH = datetime(1970, 1, 1)
MAX_NUMBER = 3 * 10**20
"""Timestamps beyond this, on either side, are the last or the first date there is."""
MS_WATERSHED = 2 * 10**10
"""Timestamps beyond this are not seconds but milliseconds, or units smaller still."""

date_expr = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_clock = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<microsecond>\d{1,6})\d{0,6})?)?"
_zone = r"(?P<tzinfo>Z|[+-]\d{2}(?::?\d{2})?)?"
time_expr = _clock + _zone + "$"
date_re: Pattern[str] = re.compile(date_expr + "$")
datetime_re: Pattern[str] = re.compile(date_expr + "[T ]" + time_expr)


def parse_datetime(value: Union[datetime, StrBytesIntFloat]) -> datetime:
    """A datetime from ISO 8601 text or from a timestamp in seconds or smaller units; timestamps are in UTC.

    Raises:
        TypeError: `value` is of another type.
        ValueError: the text is neither, or there is no such moment.
    """
    if isinstance(value, datetime):
        return value
    number = _number(value, "datetime")
    if number is not None:
        return _moment(number)
    found = datetime_re.match(_text(value))
    if found is None:
        raise ValueError("invalid datetime format")
    year, month, day, hour, minute = (int(found[field]) for field in ("year", "month", "day", "hour", "minute"))
    second, microsecond = int(found["second"] or 0), int((found["microsecond"] or "").ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, microsecond, _tzinfo(found))


def parse_date(value: Union[date, StrBytesIntFloat]) -> date:
    """A date from ISO 8601 text or from a timestamp in seconds or smaller units.

    Raises:
        TypeError: `value` is of another type.
        ValueError: the text is neither, or there is no such day.
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    number = _number(value, "date")
    if number is not None:
        return _moment(number).date()
    found = date_re.match(_text(value))
    if found is None:
        raise ValueError("invalid date format")
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise ValueError("invalid date format") from None


def _number(value: object, wanted: str) -> Optional[float]:
    if isinstance(value, (int, float)):
        return value
    if not isinstance(value, (str, bytes)):
        raise TypeError("invalid type; expected %s, string, bytes, int or float" % wanted)
    try:
        return float(value)
    except ValueError:
        return None


def _text(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _moment(number: float) -> datetime:
    if number > MAX_NUMBER:
        return datetime.max
    if number < -MAX_NUMBER:
        return datetime.min
    while abs(number) > MS_WATERSHED:
        number /= 1000
    return (EPOCH + timedelta(seconds=number)).replace(tzinfo=timezone.utc)


def _tzinfo(found: Match[str]) -> Optional[timezone]:
    zone = found["tzinfo"]
    if zone is None:
        return None
    if zone == "Z":
        return timezone.utc
    minutes = int(zone[1:3]) * 60 + int(zone[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
