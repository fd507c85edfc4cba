"""The bytes of a streamed response to its chunks, through faults, new beginnings and early ends."""

from __future__ import annotations

import time
import warnings
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Generic, Iterator, Optional, Type, TypeVar

import httpx

from . import _construct, _http
from ._core.chunks import Chunks
from ._core.faults import fault, may_pass
from ._exceptions import APIConnectionError, APIError, IncompleteStreamError, IncompleteStreamWarning
from ._partial import Received, event_bytes
from ._types import NotGiven

if TYPE_CHECKING:
    from ._client import AsyncGroq, Groq
    from ._core.clocks import Course
    from ._models import FinalRequestOptions
    from ._telling import AsyncTelling, Telling

__all__ = ["AsyncReading", "Reading"]

_T = TypeVar("_T")


class AsyncReading(Generic[_T]):
    """The chunks of an answer while they are read, and what is known of them.

    A stream holds its reading and the iterator over it, and neither of them the stream: one that nobody holds any
    more is gone at once, and its iterator with it, which closes the response.
    """

    owned = False
    """Whether nobody else has the response, who could close it."""
    told: Optional[AsyncTelling] = None
    """Who is to be told what happens to the answer."""

    def __init__(
        self, cast_to: Type[_T], response: httpx.Response, client: AsyncGroq, options: Optional[FinalRequestOptions]
    ) -> None:
        self.response = response
        self.received_at = time.time()
        self.received = Received(cast_to)
        self.retries_taken: Optional[int] = None
        self.closed = False
        self._cast_to = cast_to
        self._client = client
        self._options: Any = options
        self._home = _http.async_home()
        if options is not None and not isinstance(options.retry_policy, NotGiven) and options._course is not None:
            self.told = options._course.told
            if self.told is not None:
                self.told.followed = True

    def each(self, events: Optional[Callable[[], AsyncIterator[Any]]]) -> AsyncIterator[_T]:
        """`chunks`, each of which is told of where somebody wants to know."""
        return self.chunks(events) if self.told is None else self.told.following(self, self.chunks(events))

    async def chunks(self, events: Optional[Callable[[], AsyncIterator[Any]]]) -> AsyncIterator[_T]:
        """The chunks; those of `events` where not bytes but these are to be read."""
        validate = _construct.validated if self._client._strict_response_validation else None
        while True:
            response, received, pieces = self.response, self.received, self.received.pieces
            items = Chunks(self._cast_to, response, validate)
            course: Optional[Course] = getattr(self._options, "_course", None)
            if course is not None:
                course.follow()
            body: AsyncIterator[Any] = _http.async_pieces(response) if events is None else events()
            try:
                async for data in body:
                    if self.closed:
                        return
                    pieces.append(data if events is None else event_bytes(data))
                    found = items.feed(data) if events is None else items.decode((data,))
                    for item in found if course is None else course.noting(found):
                        received.given += 1
                        yield item
                    if items.done:
                        break
                items.close()
                self._check_end(items.done)
                return
            except Exception as error:
                await _http.async_finish(response, None)
                received.said = items.said
                failed = self._failure(error, events is None)
                if self.closed and isinstance(failed, APIConnectionError):
                    return
                if not await self._reopened(failed):
                    raise failed  # noqa: B904  # it has its cause
                if self.closed:
                    return
            finally:
                await _http.async_finish(response, body, complete=items.done and events is None)

    def _check_end(self, done: bool) -> None:
        """Speak up, if that is wanted, where an answer stops in the middle and the connection does not tell."""
        check = getattr(self._client, "stream_check", None)
        if check is None or done or self.received.is_finished:
            return
        if check == "raise":
            error = IncompleteStreamError(request=self.response.request)
            error._response = self.response
            raise error
        warnings.warn(IncompleteStreamWarning(), stacklevel=3 if self.told is None else 4)

    def _failure(self, error: Exception, usual: bool) -> Exception:
        """The error to raise, with what had arrived."""
        failed = error
        if usual or isinstance(error, (httpx.RequestError, OSError)):
            failed = fault(error, self.response)
        if isinstance(failed, APIError):
            failed._received = self.received
        return failed

    async def _reopened(self, failed: Exception) -> bool:
        """Whether the answer begins anew, which it may do as long as the reader knows nothing of it."""
        if self.retries_taken is None or self.received.has_begun:
            return False
        if not isinstance(failed, APIError) or not may_pass(failed, self._client._policy_of(self._options)):
            return False
        try:
            answer = await self._client._reopened(self._options, self.retries_taken, failed)
        except APIError as error:
            error._received = self.received
            raise
        if answer is None:
            return False
        self.response, self.retries_taken = answer
        self.received_at = time.time()
        self.received = Received(self._cast_to)
        if self.closed:  # meanwhile
            await self.response.aclose()
        elif self.told is not None:
            await self.told.answered(self.response, None)
        return True

    def __del__(self) -> None:
        if self.told is not None:
            self.told.dropped()
        if self.owned and not self.response.is_closed:
            _http.async_abandon(self.response, self._home)


class Reading(Generic[_T]):
    """The chunks of an answer while they are read, and what is known of them.

    A stream holds its reading and the iterator over it, and neither of them the stream: one that nobody holds any
    more is gone at once, and its iterator with it, which closes the response.
    """

    owned = False
    """Whether nobody else has the response, who could close it."""
    told: Optional[Telling] = None
    """Who is to be told what happens to the answer."""

    def __init__(
        self, cast_to: Type[_T], response: httpx.Response, client: Groq, options: Optional[FinalRequestOptions]
    ) -> None:
        self.response = response
        self.received_at = time.time()
        self.received = Received(cast_to)
        self.retries_taken: Optional[int] = None
        self.closed = False
        self._cast_to = cast_to
        self._client = client
        self._options: Any = options
        self._home = _http.home()
        if options is not None and not isinstance(options.retry_policy, NotGiven) and options._course is not None:
            self.told = options._course.told
            if self.told is not None:
                self.told.followed = True

    def each(self, events: Optional[Callable[[], Iterator[Any]]]) -> Iterator[_T]:
        """`chunks`, each of which is told of where somebody wants to know."""
        return self.chunks(events) if self.told is None else self.told.following(self, self.chunks(events))

    def chunks(self, events: Optional[Callable[[], Iterator[Any]]]) -> Iterator[_T]:
        """The chunks; those of `events` where not bytes but these are to be read."""
        validate = _construct.validated if self._client._strict_response_validation else None
        while True:
            response, received, pieces = self.response, self.received, self.received.pieces
            items = Chunks(self._cast_to, response, validate)
            course: Optional[Course] = getattr(self._options, "_course", None)
            if course is not None:
                course.follow()
            body: Iterator[Any] = _http.pieces(response) if events is None else events()
            try:
                for data in body:
                    if self.closed:
                        return
                    pieces.append(data if events is None else event_bytes(data))
                    found = items.feed(data) if events is None else items.decode((data,))
                    for item in found if course is None else course.noting(found):
                        received.given += 1
                        yield item
                    if items.done:
                        break
                items.close()
                self._check_end(items.done)
                return
            except Exception as error:
                _http.finish(response, None)
                received.said = items.said
                failed = self._failure(error, events is None)
                if self.closed and isinstance(failed, APIConnectionError):
                    return
                if not self._reopened(failed):
                    raise failed  # noqa: B904  # it has its cause
                if self.closed:
                    return
            finally:
                _http.finish(response, body, complete=items.done and events is None)

    def _check_end(self, done: bool) -> None:
        """Speak up, if that is wanted, where an answer stops in the middle and the connection does not tell."""
        check = getattr(self._client, "stream_check", None)
        if check is None or done or self.received.is_finished:
            return
        if check == "raise":
            error = IncompleteStreamError(request=self.response.request)
            error._response = self.response
            raise error
        warnings.warn(IncompleteStreamWarning(), stacklevel=3 if self.told is None else 4)

    def _failure(self, error: Exception, usual: bool) -> Exception:
        """The error to raise, with what had arrived."""
        failed = error
        if usual or isinstance(error, (httpx.RequestError, OSError)):
            failed = fault(error, self.response)
        if isinstance(failed, APIError):
            failed._received = self.received
        return failed

    def _reopened(self, failed: Exception) -> bool:
        """Whether the answer begins anew, which it may do as long as the reader knows nothing of it."""
        if self.retries_taken is None or self.received.has_begun:
            return False
        if not isinstance(failed, APIError) or not may_pass(failed, self._client._policy_of(self._options)):
            return False
        try:
            answer = self._client._reopened(self._options, self.retries_taken, failed)
        except APIError as error:
            error._received = self.received
            raise
        if answer is None:
            return False
        self.response, self.retries_taken = answer
        self.received_at = time.time()
        self.received = Received(self._cast_to)
        if self.closed:  # meanwhile
            self.response.close()
        elif self.told is not None:
            self.told.answered(self.response, None)
        return True

    def __del__(self) -> None:
        if self.told is not None:
            self.told.dropped()
        if self.owned and not self.response.is_closed:
            _http.abandon(self.response, self._home)
