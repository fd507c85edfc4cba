"""Notices of calls to spans and figures."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional

from opentelemetry import context, trace
from opentelemetry.metrics import MeterProvider
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider

from ... import __version__
from ..._core.hooks import (
    ChunkNotice,
    EndNotice,
    ErrorNotice,
    Hooks,
    RequestNotice,
    ResponseNotice,
    RetryNotice,
)
from ..._exceptions import APIError
from ._attributes import Attributes, answer_attributes, error_type, operation_name, request_attributes, times
from ._contents import asked, said
from ._figures import Figures

__all__ = ["Spans"]


class _Call:
    """The span of one call, and what is not told at once."""

    def __init__(self, span: Span, common: Attributes) -> None:
        self.span = span
        self.common = common
        self.ends: Dict[int, str] = {}
        self.answer: Attributes = {}
        self.result: object = None
        self.chunks: List[object] = []
        self._token: Any = None

    def enter(self) -> None:
        """From now on what is recorded here is part of the span: that of the HTTP client, above all."""
        self._token = context.attach(trace.set_span_in_context(self.span))

    def leave(self) -> None:
        token, self._token = self._token, None
        if token is not None:
            context.detach(token)


class Spans:
    """Hooks that make a span of each call."""

    def __init__(
        self,
        tracer_provider: Optional[TracerProvider],
        meter_provider: Optional[MeterProvider],
        capture_content: bool,
    ) -> None:
        self._tracer = trace.get_tracer("groq", __version__, tracer_provider)
        self._figures = Figures(meter_provider)
        self._capture = capture_content
        self._calls: Dict[int, _Call] = {}
        self.hooks = Hooks(
            on_request=self._on_request,
            on_retry=self._on_retry,
            on_response=self._on_response,
            on_chunk=self._on_chunk,
            on_error=self._on_error,
            on_end=self._on_end,
        )

    def _on_request(self, notice: RequestNotice) -> None:
        call = self._calls.get(notice.call)
        if call is None:
            if context.get_value("suppress_instrumentation"):
                return
            call = self._calls[notice.call] = self._begun(notice)
        call.enter()

    def _begun(self, notice: RequestNotice) -> _Call:
        common, known = request_attributes(notice)
        name = " ".join(filter(None, [operation_name(notice.operation), notice.model]))
        began = time.time_ns() - int(notice.seconds * 1e9)
        span = self._tracer.start_span(name, kind=SpanKind.CLIENT, attributes=known, start_time=began)
        if self._capture and span.is_recording():
            span.set_attributes(asked(notice.body if notice.body is not None else notice.parameters))
        return _Call(span, common)

    def _on_retry(self, notice: RetryNotice) -> None:
        call = self._calls.get(notice.call)
        if call is None:
            return
        call.leave()
        told: Dict[str, Any] = {
            "groq.retry.attempt": notice.attempt,
            "groq.retry.wait": notice.wait,
            "error.type": error_type(notice.error),
            "http.response.status_code": notice.status,
            "groq.request_id": notice.request_id,
        }
        call.span.add_event("groq.retry", {name: value for name, value in told.items() if value is not None})

    def _on_response(self, notice: ResponseNotice) -> None:
        call = self._calls.get(notice.call)
        if call is None:
            return
        call.leave()
        call.answer["http.response.status_code"] = notice.status
        call.result = notice.result
        if notice.model is not None:
            call.answer.update(answer_attributes(notice.result, call.ends))

    def _on_chunk(self, notice: ChunkNotice) -> None:
        call = self._calls.get(notice.call)
        if call is not None:
            call.answer.update(answer_attributes(notice.chunk, call.ends))
            if self._capture:
                call.chunks.append(notice.chunk)

    def _on_error(self, notice: ErrorNotice) -> None:
        call = self._calls.get(notice.call)
        if call is not None and notice.status is not None:
            call.answer["http.response.status_code"] = notice.status

    def _on_end(self, notice: EndNotice) -> None:
        call = self._calls.pop(notice.call, None)
        if call is None:
            return
        call.leave()
        span = call.span
        if notice.error is not None:
            call.common["error.type"] = call.answer["error.type"] = error_type(notice.error)
            span.set_status(Status(StatusCode.ERROR, self._told_of(notice.error)))
        span.set_attributes({**call.answer, **times(notice)})
        if self._capture and span.is_recording():
            span.set_attributes(said(call.result, call.chunks))
        model = call.answer.get("gen_ai.response.model")
        common = call.common if model is None else {**call.common, "gen_ai.response.model": model}
        self._figures.record(notice, common, trace.set_span_in_context(span))
        span.end()

    def _told_of(self, error: BaseException) -> Optional[str]:
        """What a span says of an error: its message may quote what was said."""
        if self._capture:
            return str(error)
        return (error.code or error.type) if isinstance(error, APIError) else None
