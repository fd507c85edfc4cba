"""What happens to one call to its hooks: who is told, and when, in both colours."""

from __future__ import annotations

import weakref
from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Callable,
    Iterator,
    Optional,
    TypeVar,
    cast,
)

import httpx

from . import _http
from ._core.details import header
from ._core.faults import fault
from ._core.hooks import Hooks as Hooks
from ._core.hooks import Outcome, token_usage
from ._exceptions import APIError
from ._hearing import async_checked as async_checked
from ._hearing import async_heard, async_leave, heard, leave
from ._hearing import checked as checked
from ._story import Story, result_of

if TYPE_CHECKING:
    from ._models import FinalRequestOptions

__all__ = ["AsyncTelling", "Hooks", "Telling", "async_checked", "checked"]

_T = TypeVar("_T")


class AsyncTelling(Story):
    """Tells the hooks of one call what happens to it."""

    async def _say(self, name: str, make: Callable[..., object], *told: Any) -> None:
        notice: Any = None
        for hook in self.hooks[name]:
            try:
                notice = make(*told) if notice is None else notice
                await async_heard(hook(notice))
            except Exception:
                self.complain(name)

    async def sending(self, request: httpx.Request, call: FinalRequestOptions, attempt: int, stream: bool) -> None:
        """An attempt is about to be sent."""
        self._begins(request, attempt)
        await self._say("on_request", self._request_notice, request, call, stream)

    async def retrying(self, wait: float, error: APIError) -> None:
        """An attempt failed, and another one follows."""
        await self._say("on_retry", self._retry_notice, wait, error)

    async def answered(self, response: httpx.Response, value: object) -> None:
        """A good answer is here, and `value` is what is made of it."""
        self.answers += 1
        self._request_id = header(response, "x-request-id")
        self._home = _http.async_home()
        is_whole = response.is_closed and not self.followed
        result = result_of(response, value) if is_whole else None
        self._usage = token_usage(result)
        if not response.is_closed:
            response.stream = _Followed(response, self)
        try:
            await self._say("on_response", self._response_notice, response, result)
        except BaseException as error:  # a hook that is awaited may be cancelled
            await self.failed(error)
            raise
        if is_whole:
            await self.ended("complete")

    async def failed(self, error: BaseException) -> None:
        """The call, or the reading of its answer, raises an error."""
        if isinstance(error, Exception) and self._open:
            await self._say("on_error", self._error_notice, error)
        await self.ended("failed" if isinstance(error, Exception) else "cancelled", error)

    async def ended(self, outcome: Outcome, error: Optional[BaseException] = None) -> None:
        """The call is over; only the first word counts."""
        if self._closes():
            await self._say("on_end", self._end_notice, outcome, error)

    async def following(self, reading: Any, chunks: AsyncIterator[_T]) -> AsyncIterator[_T]:
        """The chunks of an answer while they are read; of each it is told."""
        try:
            self.reads = True
            async for chunk in chunks:
                self.reads = False
                self._notes(chunk)
                await self._say("on_chunk", self._chunk_notice, chunk)
                yield chunk
                self.reads = True
            await self.ended("closed" if reading.closed else "complete")
        except GeneratorExit:
            await self.ended("abandoned")
            raise
        except BaseException as error:
            await self.failed(error)
            raise
        finally:
            self.reads = True  # what the end of the chunks closes is no news
            generator: Any = chunks
            await generator.aclose()

    def dropped(self) -> None:
        """Nobody has the answer any more."""
        if self._closes():
            for hook in self.hooks["on_end"]:
                try:
                    async_leave(hook(self._end_notice("abandoned", None)), self._home, self)
                except Exception:
                    self.complain("on_end")


class Telling(Story):
    """Tells the hooks of one call what happens to it."""

    def _say(self, name: str, make: Callable[..., object], *told: Any) -> None:
        notice: Any = None
        for hook in self.hooks[name]:
            try:
                notice = make(*told) if notice is None else notice
                heard(hook(notice))
            except Exception:
                self.complain(name)

    def sending(self, request: httpx.Request, call: FinalRequestOptions, attempt: int, stream: bool) -> None:
        """An attempt is about to be sent."""
        self._begins(request, attempt)
        self._say("on_request", self._request_notice, request, call, stream)

    def retrying(self, wait: float, error: APIError) -> None:
        """An attempt failed, and another one follows."""
        self._say("on_retry", self._retry_notice, wait, error)

    def answered(self, response: httpx.Response, value: object) -> None:
        """A good answer is here, and `value` is what is made of it."""
        self.answers += 1
        self._request_id = header(response, "x-request-id")
        self._home = _http.home()
        is_whole = response.is_closed and not self.followed
        result = result_of(response, value) if is_whole else None
        self._usage = token_usage(result)
        if not response.is_closed:
            response.stream = _Followed(response, self)
        try:
            self._say("on_response", self._response_notice, response, result)
        except BaseException as error:  # a hook that is awaited may be cancelled
            self.failed(error)
            raise
        if is_whole:
            self.ended("complete")

    def failed(self, error: BaseException) -> None:
        """The call, or the reading of its answer, raises an error."""
        if isinstance(error, Exception) and self._open:
            self._say("on_error", self._error_notice, error)
        self.ended("failed" if isinstance(error, Exception) else "cancelled", error)

    def ended(self, outcome: Outcome, error: Optional[BaseException] = None) -> None:
        """The call is over; only the first word counts."""
        if self._closes():
            self._say("on_end", self._end_notice, outcome, error)

    def following(self, reading: Any, chunks: Iterator[_T]) -> Iterator[_T]:
        """The chunks of an answer while they are read; of each it is told."""
        try:
            self.reads = True
            for chunk in chunks:
                self.reads = False
                self._notes(chunk)
                self._say("on_chunk", self._chunk_notice, chunk)
                yield chunk
                self.reads = True
            self.ended("closed" if reading.closed else "complete")
        except GeneratorExit:
            self.ended("abandoned")
            raise
        except BaseException as error:
            self.failed(error)
            raise
        finally:
            self.reads = True  # what the end of the chunks closes is no news
            generator: Any = chunks
            generator.close()

    def dropped(self) -> None:
        """Nobody has the answer any more."""
        if self._closes():
            for hook in self.hooks["on_end"]:
                try:
                    leave(hook(self._end_notice("abandoned", None)), self._home, self)
                except Exception:
                    self.complain("on_end")


class _Followed(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer that is still on the wire; it tells how it ends, unless a stream does."""

    def __init__(self, response: httpx.Response, telling: Any) -> None:
        self._response = weakref.ref(response)  # which has its body: a cycle would keep both for longer
        self._body: Any = response.stream
        self._telling = telling
        self._answer: int = telling.answers
        self._outcome: Outcome = "closed"

    def __iter__(self) -> Iterator[bytes]:
        self._pieces = iter(self._body)
        return self

    def __next__(self) -> bytes:
        try:
            return cast(bytes, next(self._pieces))
        except StopIteration:
            self._outcome = "complete"
            raise
        except Exception as error:
            if not self._telling.followed:
                self._telling.failed(self._fault(error))
            raise

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._pieces = self._body.__aiter__()
        return self

    async def __anext__(self) -> bytes:
        try:
            return cast(bytes, await self._pieces.__anext__())
        except StopAsyncIteration:
            self._outcome = "complete"
            raise
        except Exception as error:
            if not self._telling.followed:
                await self._telling.failed(self._fault(error))
            raise

    def close(self) -> None:
        self._body.close()
        if not self._telling.reads:
            self._telling.ended(self._outcome)

    async def aclose(self) -> None:
        await self._body.aclose()
        if not self._telling.reads:
            await self._telling.ended(self._outcome)

    def __del__(self) -> None:
        if self._answer == self._telling.answers:
            self._telling.dropped()

    def _fault(self, error: Exception) -> Exception:
        response = self._response()
        return error if response is None else fault(error, response)
