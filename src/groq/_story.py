"""One call to what is known of it so far, and to the notices that tell of it."""

from __future__ import annotations

import functools
import itertools
import json
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional, Tuple, cast

import httpx

from . import _casting, _http
from ._core import limits
from ._core.clocks import has_content
from ._core.hooks import (
    HOOKS,
    ChunkNotice,
    EndNotice,
    ErrorNotice,
    Hooks,
    Outcome,
    RequestNotice,
    ResponseNotice,
    RetryNotice,
    TokenUsage,
    operation_of,
    token_usage,
)
from ._core.portable import harmless
from ._core.secret import scrubbed, shown_url
from ._exceptions import APIError
from ._response import BaseAPIResponse

if TYPE_CHECKING:
    from ._models import FinalRequestOptions

__all__ = ["Hook", "Story", "result_of"]

Hook = Callable[[Any], object]
_numbers = itertools.count(1)


class Story:
    """What is known of one call so far, and who wants to hear of it."""

    followed = False
    """Whether a stream tells of chunks, and of the end."""
    reads = False
    """Whether it is about to take the next one: what ends meanwhile is told by the stream."""

    answers = 0
    """How many good answers there were; the last one counts, which a stream may have asked for anew."""

    def __init__(self, call: FinalRequestOptions, several: Tuple[Hooks, ...]) -> None:
        url = httpx.URL(call.url)
        self.hooks: Dict[str, List[Hook]] = {
            name: [hook for hook in (getattr(hooks, name) for hooks in several) if hook is not None] for name in HOOKS
        }
        self._began = time.monotonic()
        self._parameters = _parameters(call)
        model = self._parameters.get("model")
        path = url.raw_path.partition(b"?")[0].decode("ascii")
        self._common: Dict[str, Any] = {
            "call": next(_numbers),
            "operation": operation_of(path),
            "method": call.method.upper(),
            "path": path,
            "model": model if isinstance(model, str) else None,
        }
        self._attempt = 0
        self._chunks = 0
        self._first_chunk: Optional[float] = None
        self._first_token: Optional[float] = None
        self._usage: Optional[TokenUsage] = None
        self._key = ""
        self._request_id: Optional[str] = None
        self._open = [True]
        self._home: Any = None

    def _so_far(self) -> Dict[str, Any]:
        return {**self._common, "attempt": self._attempt, "seconds": time.monotonic() - self._began}

    def _begins(self, request: httpx.Request, attempt: int) -> None:
        self._attempt = attempt
        self._request_id = None
        self._key = request.headers.get("authorization", "").rpartition(" ")[2]

    def _request_notice(self, request: httpx.Request, call: FinalRequestOptions, stream: bool) -> RequestNotice:
        return RequestNotice(
            **self._so_far(),
            stream=stream,
            url=shown_url(request.url),
            headers=harmless(request.headers),
            parameters=self._parameters,
            _decode=functools.partial(_body_of, call),
        )

    def _retry_notice(self, wait: float, error: APIError) -> RetryNotice:
        return RetryNotice(
            **self._so_far(), wait=wait, error=error, status=_status_of(error), request_id=error.request_id
        )

    def _response_notice(self, response: httpx.Response, result: object) -> ResponseNotice:
        return ResponseNotice(
            **self._so_far(),
            status=response.status_code,
            headers=response.headers,
            rate_limit=limits.rate_limits(response.headers, time.time()),
            request_id=self._request_id,
            result=result,
            usage=self._usage,
        )

    def _chunk_notice(self, chunk: object) -> ChunkNotice:
        return ChunkNotice(**self._so_far(), index=self._chunks - 1, chunk=chunk)

    def _error_notice(self, error: Exception) -> ErrorNotice:
        return ErrorNotice(
            **self._so_far(), error=error, status=_status_of(error), request_id=getattr(error, "request_id", None)
        )

    def _end_notice(self, outcome: Outcome, error: Optional[BaseException]) -> EndNotice:
        return EndNotice(
            **self._so_far(),
            outcome=outcome,
            error=error,
            chunks=self._chunks,
            first_chunk=self._first_chunk,
            first_token=self._first_token,
            usage=self._usage,
            request_id=getattr(error, "request_id", None) or self._request_id,
        )

    def _notes(self, chunk: object) -> None:
        """Take note of a chunk."""
        if self._first_token is None:
            now = time.monotonic() - self._began
            self._first_chunk = now if self._first_chunk is None else self._first_chunk
            self._first_token = now if has_content(chunk) else None
        self._chunks += 1
        self._usage = token_usage(chunk) or token_usage(getattr(chunk, "response", None)) or self._usage

    def _closes(self) -> bool:
        """Whether the call is over just now; for one thread or task only."""
        try:
            return self._open.pop()
        except IndexError:
            return False

    def complain(self, name: str) -> None:
        """Log what a hook has just raised, without the key of the call."""
        _http.log.warning("%s failed: %s", name, scrubbed(traceback.format_exc(), self._key))


def _status_of(error: object) -> Optional[int]:
    status: object = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _parameters(call: FinalRequestOptions) -> Mapping[str, object]:
    """The arguments of an operation as they were given."""
    parameters: Dict[str, object] = {}
    for part in (call.json_data, call.extra_json):
        if isinstance(part, Mapping):
            parameters.update(cast("Mapping[str, object]", part))
    return parameters


def _body_of(call: FinalRequestOptions) -> object:
    """The JSON that a call sends, if it sends any."""
    if call.files is not None or call.content is not None or (call.json_data is None and call.extra_json is None):
        return None
    return json.loads(call.encoded_body())


def result_of(response: httpx.Response, value: Any) -> object:
    """What an operation gives, also where it is to be given raw."""
    raw: Any = value
    if not isinstance(value, BaseAPIResponse):
        return raw
    with suppress(Exception):  # what cannot be parsed is found out by who parses it
        if not raw._is_sse_stream:
            return cast(object, _casting._value(response, raw._cast_to, raw._client))
    return None
