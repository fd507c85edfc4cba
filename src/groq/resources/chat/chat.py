"""Chat."""

from __future__ import annotations

from ..._compat import cached_property
from ..._resource import AsyncAPIResource, SyncAPIResource
from .completions import (
    AsyncCompletions,
    AsyncCompletionsWithRawResponse,
    AsyncCompletionsWithStreamingResponse,
    Completions,
    CompletionsWithRawResponse,
    CompletionsWithStreamingResponse,
)

__all__ = [
    "AsyncChat",
    "AsyncChatWithRawResponse",
    "AsyncChatWithStreamingResponse",
    "Chat",
    "ChatWithRawResponse",
    "ChatWithStreamingResponse",
]


class AsyncChat(AsyncAPIResource):
    """Chat, as `client.chat`."""

    @cached_property
    def completions(self) -> AsyncCompletions:
        """Answers to conversations."""
        return AsyncCompletions(self._client)

    @cached_property
    def with_raw_response(self) -> AsyncChatWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return AsyncChatWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncChatWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return AsyncChatWithStreamingResponse(self)


class Chat(SyncAPIResource):
    """Chat, as `client.chat`."""

    @cached_property
    def completions(self) -> Completions:
        """Answers to conversations."""
        return Completions(self._client)

    @cached_property
    def with_raw_response(self) -> ChatWithRawResponse:
        """The same operations, giving the raw response: headers, status, and `parse()` for what they give otherwise."""
        return ChatWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> ChatWithStreamingResponse:
        """The same operations as context managers around the response, whose body is read only when asked for."""
        return ChatWithStreamingResponse(self)


class AsyncChatWithRawResponse:
    """The resources of `AsyncChat`, giving raw responses."""

    def __init__(self, chat: AsyncChat) -> None:
        self._resource = chat

    @cached_property
    def completions(self) -> AsyncCompletionsWithRawResponse:
        return self._resource.completions.with_raw_response


class ChatWithRawResponse:
    """The resources of `Chat`, giving raw responses."""

    def __init__(self, chat: Chat) -> None:
        self._resource = chat

    @cached_property
    def completions(self) -> CompletionsWithRawResponse:
        return self._resource.completions.with_raw_response


class AsyncChatWithStreamingResponse:
    """The resources of `AsyncChat`, giving responses whose body is still on the wire."""

    def __init__(self, chat: AsyncChat) -> None:
        self._resource = chat

    @cached_property
    def completions(self) -> AsyncCompletionsWithStreamingResponse:
        return self._resource.completions.with_streaming_response


class ChatWithStreamingResponse:
    """The resources of `Chat`, giving responses whose body is still on the wire."""

    def __init__(self, chat: Chat) -> None:
        self._resource = chat

    @cached_property
    def completions(self) -> CompletionsWithStreamingResponse:
        return self._resource.completions.with_streaming_response
