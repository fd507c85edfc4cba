"""Seeds to what happens by chance: how long answers take, and which requests fail."""

from __future__ import annotations

import math
from functools import partial
from random import Random
from typing import Callable, List, Optional, Tuple, Union

from ._bends import cut, erring, malformed, stalled
from ._fault import Fault, Scope, Target
from ._fault_answers import BROKEN_JSON, DROPPED, GARBLED, REFUSED, dropped, error_of, failure, page

__all__ = ["Flakiness", "latencies"]


def latencies(
    seconds: Union[float, Tuple[float, float]], distribution: Optional[str], seed: int
) -> Callable[[], float]:
    """Seconds, one after another: the same each time, between two bounds, or around a mean."""
    chance = Random(seed)
    if isinstance(seconds, tuple):
        return partial(chance.uniform, *seconds)
    mean = seconds
    if distribution == "exponential":
        return lambda: -mean * math.log(1.0 - chance.random())
    if distribution == "normal":
        return lambda: max(0.0, chance.gauss(mean, mean / 4))
    if distribution == "lognormal":
        # The mean of a lognormal distribution is exp(mu + sigma**2 / 2).
        return lambda: mean * math.exp(chance.gauss(-0.125, 0.5))
    return lambda: mean


class Flakiness:
    """A share of the requests that fail, each in a way of its own."""

    def __init__(self, rate: float, seed: int, stall: Optional[float], operation: Optional[str]) -> None:
        self._rate = rate
        self._chance = Random(seed)
        self._operation = operation
        self._mix = _mix() if stall is None else [*_mix(), _stalls(stall)]

    def draw(self, target: Target) -> Optional[Fault]:
        """The fault of the next request, or None for one of the good ones."""
        if self._operation not in (None, target.operation) or self._chance.random() >= self._rate:
            return None
        fitting = [fault for fault in self._mix if fault.meets(target)]
        return fitting[int(self._chance.random() * len(fitting))]


def _mix() -> List[Fault]:
    reset = partial(cut, chunks=2, size=None, reset=True)
    failures = [
        Fault("fail(429)", failure(429, {"error": error_of(429)}, {}, retry_after_ms=10)),
        *(Fault("fail(%d)" % status, failure(status, {"error": error_of(status)}, {})) for status in (498, 500, 503)),
        Fault("fail_html(502)", page(502), edge=True),
        Fault("drop_connection()", DROPPED),
        Fault("drop_connection(after_bytes=20)", dropped(20)),
        Fault("refuse_connection()", REFUSED),
        Fault("malformed_head()", GARBLED),
        Fault("cut_stream(after_bytes=20)", bend=partial(cut, chunks=None, size=20)),
        Fault("malformed_json()", BROKEN_JSON, scope=Scope.WHOLE),
        Fault("cut_stream(after_chunks=2)", bend=partial(cut, chunks=2, size=None), scope=Scope.STREAMED),
        Fault("cut_stream(after_chunks=2, reset=True)", bend=reset, scope=Scope.STREAMED),
        Fault("malformed_event()", bend=partial(malformed, after_chunks=1), scope=Scope.STREAMED),
    ]
    for form in ("event", "data", "x_groq"):
        bend = partial(erring, form=form, error=error_of(500), after_chunks=1)
        failures.append(Fault("stream_error(form=%r)" % form, bend=bend, scope=Scope.STREAMED))
    return failures


def _stalls(seconds: float) -> Fault:
    bend = partial(stalled, seconds=seconds, after_chunks=1)
    return Fault("stall(%g, after_chunks=1)" % seconds, bend=bend, scope=Scope.STREAMED)
