"""Calls to traces and metrics of OpenTelemetry, by its conventions for generative AI: `pip install "groq[otel]"`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional, Union

from ..._base_client import AsyncAPIClient, BaseClient, SyncAPIClient
from ..._exceptions import GroqError

if TYPE_CHECKING:
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

__all__ = ["instrument", "uninstrument"]

_Client = Union[SyncAPIClient, AsyncAPIClient, None]


def instrument(
    client: _Client = None,
    *,
    tracer_provider: Optional[TracerProvider] = None,
    meter_provider: Optional[MeterProvider] = None,
    capture_content: bool = False,
) -> None:
    """Make a span of each call, and record how long it took and how many tokens.

    A span lasts from the first attempt to the end of the answer, whatever retries there are, and of a stream to its
    end, however it comes. What the HTTP client records of the attempts becomes part of it. To call this again replaces
    what was said before.

    Args:
        client: the client whose calls it is about, and those of all copies over its connections; all clients, those
            that are there already included, where it is left out.
        tracer_provider, meter_provider: where spans and figures go; by default to the global ones.
        capture_content: whether spans tell what was said: messages, tools and answers. What users write and models
            answer then goes where your traces go.

    Raises:
        GroqError: the package opentelemetry-api is not installed.
        TypeError: `client` is no client of this library.
    """
    try:
        from ... import _telling as _telling  # which no awaited call is to load
        from ._spans import Spans
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("opentelemetry"):
            raise
        raise GroqError('OpenTelemetry is not installed: pip install "groq[otel]"') from error
    _place(client, (Spans(tracer_provider, meter_provider, capture_content).hooks,))


def uninstrument(client: _Client = None) -> None:
    """Undo what `instrument` did, with the same `client` or without; calls that are under way are still recorded."""
    _place(client, ())


def _place(client: Any, instruments: Any) -> None:
    if client is None:
        BaseClient._instruments = instruments
    elif isinstance(client, BaseClient):
        client._transport.instruments = instruments
    else:
        raise TypeError("`client` is %r: pass a Groq or AsyncGroq, or nothing for all of them" % (client,))
