"""The end of a call to figures: how long it took, and how many tokens."""

from __future__ import annotations

from typing import Optional

from opentelemetry import metrics
from opentelemetry.context import Context
from opentelemetry.metrics import MeterProvider

from ... import __version__
from ..._core.hooks import EndNotice
from ._attributes import Attributes

__all__ = ["Figures"]

# Where the conventions draw the lines between what is short and long, few and many.
_SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
_TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864]


class Figures:
    """The histograms that calls are added to."""

    def __init__(self, meter_provider: Optional[MeterProvider]) -> None:
        meter = metrics.get_meter("groq", __version__, meter_provider)
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration",
            unit="s",
            description="GenAI operation duration.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._first_chunk = meter.create_histogram(
            "gen_ai.client.operation.time_to_first_chunk",
            unit="s",
            description="Time to receive the first chunk, for streamed operations.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage",
            unit="{token}",
            description="Number of input and output tokens used.",
            explicit_bucket_boundaries_advisory=_TOKENS,
        )

    def record(self, notice: EndNotice, common: Attributes, of_span: Context) -> None:
        """Add a call; whoever keeps examples of figures finds its span by its context."""
        self._duration.record(notice.seconds, common, of_span)
        if notice.first_chunk is not None:
            self._first_chunk.record(notice.first_chunk, common, of_span)
        usage = notice.usage
        counts = {} if usage is None else {"input": usage.input_tokens, "output": usage.output_tokens}
        for kind, count in counts.items():
            if count is not None:
                self._tokens.record(count, {**common, "gen_ai.token.type": kind}, of_span)
