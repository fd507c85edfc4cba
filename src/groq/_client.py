"""The clients, `AsyncGroq` and `Groq`, and their raw and streaming views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Literal, Mapping, Optional, Sequence, Union

from . import _settings
from ._base_client import AsyncAPIClient, SyncAPIClient, checked_retries, checked_stream_check
from ._compat import cached_property
from ._constants import DEFAULT_MAX_RETRIES
from ._core import secret
from ._lazy import lazy_exports, lazy_module
from ._types import NOT_GIVEN, NotGiven, Omit
from ._version import __version__

if TYPE_CHECKING:
    import httpx
    import typing_extensions

    from . import _history, _http, _qs
    from ._core import headers as core_headers
    from ._core import hooks as core_hooks
    from ._core import policy
    from ._exceptions import APIStatusError as APIStatusError
    from ._exceptions import GroqError as GroqError
    from ._streaming import AsyncStream as AsyncStream
    from ._streaming import Stream as Stream
    from ._types import ProxiesTypes as ProxiesTypes
    from ._types import RequestOptions as RequestOptions
    from ._types import Timeout as Timeout
    from ._types import Transport as Transport
    from .resources.audio import (
        AsyncAudio,
        AsyncAudioWithRawResponse,
        AsyncAudioWithStreamingResponse,
        Audio,
        AudioWithRawResponse,
        AudioWithStreamingResponse,
    )
    from .resources.batches import (
        AsyncBatches,
        AsyncBatchesWithRawResponse,
        AsyncBatchesWithStreamingResponse,
        Batches,
        BatchesWithRawResponse,
        BatchesWithStreamingResponse,
    )
    from .resources.chat import (
        AsyncChat,
        AsyncChatWithRawResponse,
        AsyncChatWithStreamingResponse,
        Chat,
        ChatWithRawResponse,
        ChatWithStreamingResponse,
    )
    from .resources.embeddings import (
        AsyncEmbeddings,
        AsyncEmbeddingsWithRawResponse,
        AsyncEmbeddingsWithStreamingResponse,
        Embeddings,
        EmbeddingsWithRawResponse,
        EmbeddingsWithStreamingResponse,
    )
    from .resources.files import (
        AsyncFiles,
        AsyncFilesWithRawResponse,
        AsyncFilesWithStreamingResponse,
        Files,
        FilesWithRawResponse,
        FilesWithStreamingResponse,
    )
    from .resources.fine_tunings import (
        AsyncFineTunings,
        AsyncFineTuningsWithRawResponse,
        AsyncFineTuningsWithStreamingResponse,
        FineTunings,
        FineTuningsWithRawResponse,
        FineTuningsWithStreamingResponse,
    )
    from .resources.models import (
        AsyncModels,
        AsyncModelsWithRawResponse,
        AsyncModelsWithStreamingResponse,
        Models,
        ModelsWithRawResponse,
        ModelsWithStreamingResponse,
    )
    from .resources.reranking import (
        AsyncReranking,
        AsyncRerankingWithRawResponse,
        AsyncRerankingWithStreamingResponse,
        Reranking,
        RerankingWithRawResponse,
        RerankingWithStreamingResponse,
    )
    from .resources.responses import (
        AsyncResponses,
        AsyncResponsesWithRawResponse,
        AsyncResponsesWithStreamingResponse,
        Responses,
        ResponsesWithRawResponse,
        ResponsesWithStreamingResponse,
    )
else:
    httpx = lazy_module("httpx")
    _history = lazy_module("groq._history")
    _http = lazy_module("groq._http")
    _qs = lazy_module("groq._qs")
    typing_extensions = lazy_module("typing_extensions")
    core_headers = lazy_module("groq._core.headers")
    core_hooks = lazy_module("groq._core.hooks")
    policy = lazy_module("groq._core.policy")

    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "APIStatusError": "groq._exceptions",
            "AsyncStream": "groq._streaming",
            "GroqError": "groq._exceptions",
            "ProxiesTypes": "groq._types",
            "Querystring": "groq._qs",
            "RequestOptions": "groq._types",
            "Stream": "groq._streaming",
            "Timeout": "httpx",
            "Transport": "groq._types",
        },
    )

__all__ = [
    "AsyncClient",
    "AsyncGroq",
    "Client",
    "Groq",
    "ProxiesTypes",
    "RequestOptions",
    "Timeout",
    "Transport",
]


class AsyncGroq(AsyncAPIClient):
    """An awaited client of the Groq API.

    Args:
        api_key: the key of your organisation; the environment's `GROQ_API_KEY` when left out. White space around it is
            dropped.
        base_url: where the API is; the environment's `GROQ_BASE_URL` when left out, else Groq's own address.
        timeout: seconds for each phase of a request, or an `httpx.Timeout`; 60 when left out, `None` for no limit.
            `TimeLimits` also limits the wait for the first token, for each further one, and the whole call.
        max_retries: how often a failed request is tried again.
        default_headers: added to every request. Lines of `Name: value` in `GROQ_CUSTOM_HEADERS` are added before them.
        default_query: query parameters added to every request.
        http_client: an HTTP client to send with, for proxies, transports and limits of your own.
        stream_check: what to do about a stream that ends with neither a `finish_reason` nor [DONE], which means that
            the answer is cut short: "warn" (`IncompleteStreamWarning`), "raise" (`IncompleteStreamError`), or `None`,
            which lets it end as if nothing had happened.
        retry_policy: what to try again, when, and for how long in all, where `max_retries` does not say enough.
        hooks: whom to tell what happens to calls, a `groq.Hooks` or several of them.
        sanitize_history: whether `messages` are sent without what the API refuses in them, such as the `annotations` of
            an earlier answer, as `groq.messages.sanitize` leaves them. The log tells what it was at debug level.

    Raises:
        GroqError: there is no API key, or it holds characters that no header may carry.
    """

    api_key: str = _settings.api_key_option
    _api_key: str

    def __init__(
        self,
        *,
        api_key: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Optional[Mapping[str, str]] = None,
        default_query: Optional[Mapping[str, object]] = None,
        http_client: Optional[httpx.AsyncClient] = None,
        # Validates every answer and raises APIResponseValidationError where it does not fit. For tests of the API: a
        # new version of the API must not break an application.
        _strict_response_validation: bool = False,
        stream_check: Optional[Literal["warn", "raise"]] = None,
        retry_policy: Optional[policy.RetryPolicy] = None,
        hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None] = None,
        sanitize_history: bool = False,
    ) -> None:
        api_key = secret.hidden(api_key)  # no traceback shows it from here on
        self.api_key = _settings.api_key_of(api_key)
        super().__init__(
            version=__version__,
            base_url=_settings.base_url_of(base_url),
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            custom_headers=_settings.custom_headers_of(default_headers),
            custom_query=default_query,
            retry_policy=retry_policy,
            hooks=hooks,
            _strict_response_validation=_strict_response_validation,
        )
        self.stream_check: Optional[Literal["warn", "raise"]] = checked_stream_check(stream_check)
        if sanitize_history is not False:
            self.sanitize_history: bool = _history.checked_option(sanitize_history)

    @cached_property
    def chat(self) -> AsyncChat:
        """Chat completions."""
        from .resources.chat import AsyncChat

        return AsyncChat(self)

    @cached_property
    def embeddings(self) -> AsyncEmbeddings:
        """Vectors for texts."""
        from .resources.embeddings import AsyncEmbeddings

        return AsyncEmbeddings(self)

    @cached_property
    def audio(self) -> AsyncAudio:
        """Speech, transcriptions and translations."""
        from .resources.audio import AsyncAudio

        return AsyncAudio(self)

    @cached_property
    def models(self) -> AsyncModels:
        """The models that the API offers."""
        from .resources.models import AsyncModels

        return AsyncModels(self)

    @cached_property
    def batches(self) -> AsyncBatches:
        """Many requests at half the price, answered within a day or a week."""
        from .resources.batches import AsyncBatches

        return AsyncBatches(self)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files for batches, and the results of batches."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self)

    @cached_property
    def responses(self) -> AsyncResponses:
        """The Responses API, with remote MCP servers among its tools."""
        from .resources.responses import AsyncResponses

        return AsyncResponses(self)

    @cached_property
    def reranking(self) -> AsyncReranking:
        """Texts sorted by how well they answer a question."""
        from .resources.reranking import AsyncReranking

        return AsyncReranking(self)

    @cached_property
    def fine_tunings(self) -> AsyncFineTunings:
        """Models fine-tuned by adapters of your own."""
        from .resources.fine_tunings import AsyncFineTunings

        return AsyncFineTunings(self)

    @cached_property
    def with_raw_response(self) -> AsyncGroqWithRawResponse:
        """The same client, each of its operations giving the raw response."""
        return AsyncGroqWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncGroqWithStreamedResponse:
        """The same client, each of its operations giving the response before its body is read."""
        return AsyncGroqWithStreamedResponse(self)

    @property
    def qs(self) -> _qs.Querystring:
        return _qs.Querystring(array_format="comma")

    @property
    def auth_headers(self) -> Dict[str, str]:
        return {"Authorization": secret.Secret("Bearer %s" % self.api_key)}

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        colour = {"X-Stainless-Async": _http.async_colour()}
        return core_headers.merged(super().default_headers, colour, self._custom_headers)

    def copy(
        self,
        *,
        api_key: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        http_client: Optional[httpx.AsyncClient] = None,
        max_retries: Union[int, NotGiven] = NOT_GIVEN,
        default_headers: Optional[Mapping[str, str]] = None,
        set_default_headers: Optional[Mapping[str, str]] = None,
        default_query: Optional[Mapping[str, object]] = None,
        set_default_query: Optional[Mapping[str, object]] = None,
        _extra_kwargs: Mapping[str, Any] = {},
        stream_check: Union[Literal["warn", "raise"], None, NotGiven] = NOT_GIVEN,
        retry_policy: Union[policy.RetryPolicy, None, NotGiven] = NOT_GIVEN,
        hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None, NotGiven] = NOT_GIVEN,
        sanitize_history: Union[bool, NotGiven] = NOT_GIVEN,
    ) -> typing_extensions.Self:
        """A client with some options changed, over the same connections: closing one closes both.

        `default_headers` and `default_query` are added to those of this client; `set_default_headers` and
        `set_default_query` replace them. Raises `ValueError` where both are given. `retry_policy=None` takes one away,
        and `hooks` take the place of those there are.
        """
        if api_key:
            api_key = secret.hidden(api_key)
        check = self.stream_check if isinstance(stream_check, NotGiven) else checked_stream_check(stream_check)
        sanitize = self.sanitize_history
        if not isinstance(sanitize_history, NotGiven):
            sanitize = _history.checked_option(sanitize_history)
        constructed = base_url or http_client or set_default_headers is not None or set_default_query is not None
        if not constructed and not _extra_kwargs and _CONSTRUCTORS.get(type(self)) is type(self).__init__:
            copied = self._alike(api_key, timeout, max_retries, default_headers, default_query)
            copied.stream_check = check
            copied.sanitize_history = sanitize
            if not isinstance(retry_policy, NotGiven):
                copied._keep_to(retry_policy)
            if not isinstance(hooks, NotGiven):
                copied.hooks = self._checked_hooks(hooks)
            return copied
        options: Dict[str, Any] = {
            "api_key": api_key or self.api_key,
            "base_url": base_url or self._url,
            "timeout": timeout if not isinstance(timeout, NotGiven) else self.timeout if http_client else self._timeout,
            "max_retries": self.max_retries if isinstance(max_retries, NotGiven) else max_retries,
            "http_client": http_client,
            "default_headers": _either(self._custom_headers, default_headers, set_default_headers, "headers"),
            "default_query": _either(self._custom_query, default_query, set_default_query, "query"),
            "_strict_response_validation": self._strict_response_validation,
            **_extra_kwargs,
        }
        copied = type(self)(**options)
        if http_client is None and "http_client" not in _extra_kwargs:
            copied._transport = self._transport
        if "stream_check" not in _extra_kwargs:
            copied.stream_check = check  # not by the constructor, which a subclass may have one of its own for
        if "sanitize_history" not in _extra_kwargs:
            copied.sanitize_history = sanitize
        if not isinstance(retry_policy, NotGiven):
            copied._keep_to(retry_policy)
        elif "retry_policy" not in _extra_kwargs:
            copied.retry_policy = self.retry_policy  # its attempts are in `max_retries` by now
        if not isinstance(hooks, NotGiven):
            copied.hooks = self._checked_hooks(hooks)
        elif self.hooks and "hooks" not in _extra_kwargs:
            copied.hooks = self.hooks
        copied._transport.instruments = self._transport.instruments
        return copied

    def _alike(
        self,
        api_key: Optional[str],
        timeout: Union[float, httpx.Timeout, None, NotGiven],
        max_retries: Union[int, NotGiven],
        headers: Optional[Mapping[str, str]],
        query: Optional[Mapping[str, object]],
    ) -> typing_extensions.Self:
        """A copy with what a constructor need not look at: all else was checked when this client was made."""
        copied = object.__new__(type(self))
        copied._api_key = _settings.checked_key(api_key) if api_key else self._api_key
        copied._version = self._version
        copied._url = self._url
        copied.max_retries = self.max_retries if isinstance(max_retries, NotGiven) else checked_retries(max_retries)
        copied.retry_policy = self.retry_policy
        if self.hooks:
            copied.hooks = self.hooks
        copied._timeout = self._timeout if isinstance(timeout, NotGiven) else timeout
        own = secret.HeaderFields(self._custom_headers)
        copied._custom_headers = core_headers.merged(own, headers) if headers else own
        copied._custom_query = {**self._custom_query, **query} if query else {**self._custom_query}
        copied._strict_response_validation = self._strict_response_validation
        copied._idempotency_header = None
        copied._transport = self._transport
        return copied

    def _accepted_url(self, url: Union[str, httpx.URL]) -> Union[str, httpx.URL]:
        return _settings.without_api_path(url)

    # Reads well where it is used: `client.with_options(timeout=10).chat.completions.create(...)`.
    with_options = copy

    def __repr__(self) -> str:
        return _settings.shown(self)


class Groq(SyncAPIClient):
    """A client of the Groq API.

    Args:
        api_key: the key of your organisation; the environment's `GROQ_API_KEY` when left out. White space around it is
            dropped.
        base_url: where the API is; the environment's `GROQ_BASE_URL` when left out, else Groq's own address.
        timeout: seconds for each phase of a request, or an `httpx.Timeout`; 60 when left out, `None` for no limit.
            `TimeLimits` also limits the wait for the first token, for each further one, and the whole call.
        max_retries: how often a failed request is tried again.
        default_headers: added to every request. Lines of `Name: value` in `GROQ_CUSTOM_HEADERS` are added before them.
        default_query: query parameters added to every request.
        http_client: an HTTP client to send with, for proxies, transports and limits of your own.
        stream_check: what to do about a stream that ends with neither a `finish_reason` nor [DONE], which means that
            the answer is cut short: "warn" (`IncompleteStreamWarning`), "raise" (`IncompleteStreamError`), or `None`,
            which lets it end as if nothing had happened.
        retry_policy: what to try again, when, and for how long in all, where `max_retries` does not say enough.
        hooks: whom to tell what happens to calls, a `groq.Hooks` or several of them.
        sanitize_history: whether `messages` are sent without what the API refuses in them, such as the `annotations` of
            an earlier answer, as `groq.messages.sanitize` leaves them. The log tells what it was at debug level.

    Raises:
        GroqError: there is no API key, or it holds characters that no header may carry.
    """

    api_key: str = _settings.api_key_option
    _api_key: str

    def __init__(
        self,
        *,
        api_key: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Optional[Mapping[str, str]] = None,
        default_query: Optional[Mapping[str, object]] = None,
        http_client: Optional[httpx.Client] = None,
        # Validates every answer and raises APIResponseValidationError where it does not fit. For tests of the API: a
        # new version of the API must not break an application.
        _strict_response_validation: bool = False,
        stream_check: Optional[Literal["warn", "raise"]] = None,
        retry_policy: Optional[policy.RetryPolicy] = None,
        hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None] = None,
        sanitize_history: bool = False,
    ) -> None:
        api_key = secret.hidden(api_key)  # no traceback shows it from here on
        self.api_key = _settings.api_key_of(api_key)
        super().__init__(
            version=__version__,
            base_url=_settings.base_url_of(base_url),
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            custom_headers=_settings.custom_headers_of(default_headers),
            custom_query=default_query,
            retry_policy=retry_policy,
            hooks=hooks,
            _strict_response_validation=_strict_response_validation,
        )
        self.stream_check: Optional[Literal["warn", "raise"]] = checked_stream_check(stream_check)
        if sanitize_history is not False:
            self.sanitize_history: bool = _history.checked_option(sanitize_history)

    @cached_property
    def chat(self) -> Chat:
        """Chat completions."""
        from .resources.chat import Chat

        return Chat(self)

    @cached_property
    def embeddings(self) -> Embeddings:
        """Vectors for texts."""
        from .resources.embeddings import Embeddings

        return Embeddings(self)

    @cached_property
    def audio(self) -> Audio:
        """Speech, transcriptions and translations."""
        from .resources.audio import Audio

        return Audio(self)

    @cached_property
    def models(self) -> Models:
        """The models that the API offers."""
        from .resources.models import Models

        return Models(self)

    @cached_property
    def batches(self) -> Batches:
        """Many requests at half the price, answered within a day or a week."""
        from .resources.batches import Batches

        return Batches(self)

    @cached_property
    def files(self) -> Files:
        """Files for batches, and the results of batches."""
        from .resources.files import Files

        return Files(self)

    @cached_property
    def responses(self) -> Responses:
        """The Responses API, with remote MCP servers among its tools."""
        from .resources.responses import Responses

        return Responses(self)

    @cached_property
    def reranking(self) -> Reranking:
        """Texts sorted by how well they answer a question."""
        from .resources.reranking import Reranking

        return Reranking(self)

    @cached_property
    def fine_tunings(self) -> FineTunings:
        """Models fine-tuned by adapters of your own."""
        from .resources.fine_tunings import FineTunings

        return FineTunings(self)

    @cached_property
    def with_raw_response(self) -> GroqWithRawResponse:
        """The same client, each of its operations giving the raw response."""
        return GroqWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> GroqWithStreamedResponse:
        """The same client, each of its operations giving the response before its body is read."""
        return GroqWithStreamedResponse(self)

    @property
    def qs(self) -> _qs.Querystring:
        return _qs.Querystring(array_format="comma")

    @property
    def auth_headers(self) -> Dict[str, str]:
        return {"Authorization": secret.Secret("Bearer %s" % self.api_key)}

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        colour = {"X-Stainless-Async": _http.colour()}
        return core_headers.merged(super().default_headers, colour, self._custom_headers)

    def copy(
        self,
        *,
        api_key: Optional[str] = None,
        base_url: Union[str, httpx.URL, None] = None,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        http_client: Optional[httpx.Client] = None,
        max_retries: Union[int, NotGiven] = NOT_GIVEN,
        default_headers: Optional[Mapping[str, str]] = None,
        set_default_headers: Optional[Mapping[str, str]] = None,
        default_query: Optional[Mapping[str, object]] = None,
        set_default_query: Optional[Mapping[str, object]] = None,
        _extra_kwargs: Mapping[str, Any] = {},
        stream_check: Union[Literal["warn", "raise"], None, NotGiven] = NOT_GIVEN,
        retry_policy: Union[policy.RetryPolicy, None, NotGiven] = NOT_GIVEN,
        hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None, NotGiven] = NOT_GIVEN,
        sanitize_history: Union[bool, NotGiven] = NOT_GIVEN,
    ) -> typing_extensions.Self:
        """A client with some options changed, over the same connections: closing one closes both.

        `default_headers` and `default_query` are added to those of this client; `set_default_headers` and
        `set_default_query` replace them. Raises `ValueError` where both are given. `retry_policy=None` takes one away,
        and `hooks` take the place of those there are.
        """
        if api_key:
            api_key = secret.hidden(api_key)
        check = self.stream_check if isinstance(stream_check, NotGiven) else checked_stream_check(stream_check)
        sanitize = self.sanitize_history
        if not isinstance(sanitize_history, NotGiven):
            sanitize = _history.checked_option(sanitize_history)
        constructed = base_url or http_client or set_default_headers is not None or set_default_query is not None
        if not constructed and not _extra_kwargs and _CONSTRUCTORS.get(type(self)) is type(self).__init__:
            copied = self._alike(api_key, timeout, max_retries, default_headers, default_query)
            copied.stream_check = check
            copied.sanitize_history = sanitize
            if not isinstance(retry_policy, NotGiven):
                copied._keep_to(retry_policy)
            if not isinstance(hooks, NotGiven):
                copied.hooks = self._checked_hooks(hooks)
            return copied
        options: Dict[str, Any] = {
            "api_key": api_key or self.api_key,
            "base_url": base_url or self._url,
            "timeout": timeout if not isinstance(timeout, NotGiven) else self.timeout if http_client else self._timeout,
            "max_retries": self.max_retries if isinstance(max_retries, NotGiven) else max_retries,
            "http_client": http_client,
            "default_headers": _either(self._custom_headers, default_headers, set_default_headers, "headers"),
            "default_query": _either(self._custom_query, default_query, set_default_query, "query"),
            "_strict_response_validation": self._strict_response_validation,
            **_extra_kwargs,
        }
        copied = type(self)(**options)
        if http_client is None and "http_client" not in _extra_kwargs:
            copied._transport = self._transport
        if "stream_check" not in _extra_kwargs:
            copied.stream_check = check  # not by the constructor, which a subclass may have one of its own for
        if "sanitize_history" not in _extra_kwargs:
            copied.sanitize_history = sanitize
        if not isinstance(retry_policy, NotGiven):
            copied._keep_to(retry_policy)
        elif "retry_policy" not in _extra_kwargs:
            copied.retry_policy = self.retry_policy  # its attempts are in `max_retries` by now
        if not isinstance(hooks, NotGiven):
            copied.hooks = self._checked_hooks(hooks)
        elif self.hooks and "hooks" not in _extra_kwargs:
            copied.hooks = self.hooks
        copied._transport.instruments = self._transport.instruments
        return copied

    def _alike(
        self,
        api_key: Optional[str],
        timeout: Union[float, httpx.Timeout, None, NotGiven],
        max_retries: Union[int, NotGiven],
        headers: Optional[Mapping[str, str]],
        query: Optional[Mapping[str, object]],
    ) -> typing_extensions.Self:
        """A copy with what a constructor need not look at: all else was checked when this client was made."""
        copied = object.__new__(type(self))
        copied._api_key = _settings.checked_key(api_key) if api_key else self._api_key
        copied._version = self._version
        copied._url = self._url
        copied.max_retries = self.max_retries if isinstance(max_retries, NotGiven) else checked_retries(max_retries)
        copied.retry_policy = self.retry_policy
        if self.hooks:
            copied.hooks = self.hooks
        copied._timeout = self._timeout if isinstance(timeout, NotGiven) else timeout
        own = secret.HeaderFields(self._custom_headers)
        copied._custom_headers = core_headers.merged(own, headers) if headers else own
        copied._custom_query = {**self._custom_query, **query} if query else {**self._custom_query}
        copied._strict_response_validation = self._strict_response_validation
        copied._idempotency_header = None
        copied._transport = self._transport
        return copied

    def _accepted_url(self, url: Union[str, httpx.URL]) -> Union[str, httpx.URL]:
        return _settings.without_api_path(url)

    # Reads well where it is used: `client.with_options(timeout=10).chat.completions.create(...)`.
    with_options = copy

    def __repr__(self) -> str:
        return _settings.shown(self)


class AsyncGroqWithRawResponse:
    """The resources of `AsyncGroq`, giving raw responses."""

    _client: AsyncGroq

    def __init__(self, client: AsyncGroq) -> None:
        self._client = client

    @cached_property
    def chat(self) -> AsyncChatWithRawResponse:
        return self._client.chat.with_raw_response

    @cached_property
    def embeddings(self) -> AsyncEmbeddingsWithRawResponse:
        return self._client.embeddings.with_raw_response

    @cached_property
    def audio(self) -> AsyncAudioWithRawResponse:
        return self._client.audio.with_raw_response

    @cached_property
    def models(self) -> AsyncModelsWithRawResponse:
        return self._client.models.with_raw_response

    @cached_property
    def batches(self) -> AsyncBatchesWithRawResponse:
        return self._client.batches.with_raw_response

    @cached_property
    def files(self) -> AsyncFilesWithRawResponse:
        return self._client.files.with_raw_response

    @cached_property
    def responses(self) -> AsyncResponsesWithRawResponse:
        return self._client.responses.with_raw_response

    @cached_property
    def reranking(self) -> AsyncRerankingWithRawResponse:
        return self._client.reranking.with_raw_response

    @cached_property
    def fine_tunings(self) -> AsyncFineTuningsWithRawResponse:
        return self._client.fine_tunings.with_raw_response


class GroqWithRawResponse:
    """The resources of `Groq`, giving raw responses."""

    _client: Groq

    def __init__(self, client: Groq) -> None:
        self._client = client

    @cached_property
    def chat(self) -> ChatWithRawResponse:
        return self._client.chat.with_raw_response

    @cached_property
    def embeddings(self) -> EmbeddingsWithRawResponse:
        return self._client.embeddings.with_raw_response

    @cached_property
    def audio(self) -> AudioWithRawResponse:
        return self._client.audio.with_raw_response

    @cached_property
    def models(self) -> ModelsWithRawResponse:
        return self._client.models.with_raw_response

    @cached_property
    def batches(self) -> BatchesWithRawResponse:
        return self._client.batches.with_raw_response

    @cached_property
    def files(self) -> FilesWithRawResponse:
        return self._client.files.with_raw_response

    @cached_property
    def responses(self) -> ResponsesWithRawResponse:
        return self._client.responses.with_raw_response

    @cached_property
    def reranking(self) -> RerankingWithRawResponse:
        return self._client.reranking.with_raw_response

    @cached_property
    def fine_tunings(self) -> FineTuningsWithRawResponse:
        return self._client.fine_tunings.with_raw_response


class AsyncGroqWithStreamedResponse:
    """The resources of `AsyncGroq`, giving responses whose body is still on the wire."""

    _client: AsyncGroq

    def __init__(self, client: AsyncGroq) -> None:
        self._client = client

    @cached_property
    def chat(self) -> AsyncChatWithStreamingResponse:
        return self._client.chat.with_streaming_response

    @cached_property
    def embeddings(self) -> AsyncEmbeddingsWithStreamingResponse:
        return self._client.embeddings.with_streaming_response

    @cached_property
    def audio(self) -> AsyncAudioWithStreamingResponse:
        return self._client.audio.with_streaming_response

    @cached_property
    def models(self) -> AsyncModelsWithStreamingResponse:
        return self._client.models.with_streaming_response

    @cached_property
    def batches(self) -> AsyncBatchesWithStreamingResponse:
        return self._client.batches.with_streaming_response

    @cached_property
    def files(self) -> AsyncFilesWithStreamingResponse:
        return self._client.files.with_streaming_response

    @cached_property
    def responses(self) -> AsyncResponsesWithStreamingResponse:
        return self._client.responses.with_streaming_response

    @cached_property
    def reranking(self) -> AsyncRerankingWithStreamingResponse:
        return self._client.reranking.with_streaming_response

    @cached_property
    def fine_tunings(self) -> AsyncFineTuningsWithStreamingResponse:
        return self._client.fine_tunings.with_streaming_response


class GroqWithStreamedResponse:
    """The resources of `Groq`, giving responses whose body is still on the wire."""

    _client: Groq

    def __init__(self, client: Groq) -> None:
        self._client = client

    @cached_property
    def chat(self) -> ChatWithStreamingResponse:
        return self._client.chat.with_streaming_response

    @cached_property
    def embeddings(self) -> EmbeddingsWithStreamingResponse:
        return self._client.embeddings.with_streaming_response

    @cached_property
    def audio(self) -> AudioWithStreamingResponse:
        return self._client.audio.with_streaming_response

    @cached_property
    def models(self) -> ModelsWithStreamingResponse:
        return self._client.models.with_streaming_response

    @cached_property
    def batches(self) -> BatchesWithStreamingResponse:
        return self._client.batches.with_streaming_response

    @cached_property
    def files(self) -> FilesWithStreamingResponse:
        return self._client.files.with_streaming_response

    @cached_property
    def responses(self) -> ResponsesWithStreamingResponse:
        return self._client.responses.with_streaming_response

    @cached_property
    def reranking(self) -> RerankingWithStreamingResponse:
        return self._client.reranking.with_streaming_response

    @cached_property
    def fine_tunings(self) -> FineTuningsWithStreamingResponse:
        return self._client.fine_tunings.with_streaming_response


def _either(
    current: Mapping[str, Any], added: Optional[Mapping[str, Any]], instead: Optional[Mapping[str, Any]], what: str
) -> Mapping[str, Any]:
    if added is not None and instead is not None:
        raise ValueError(
            "The `default_%s` and `set_default_%s` arguments are mutually exclusive: the one adds, the other replaces"
            % (what, what)
        )
    if instead is not None:
        return instead
    return core_headers.merged(current, added or {}) if what == "headers" else {**current, **(added or {})}


Client = Groq
AsyncClient = AsyncGroq
_CONSTRUCTORS: Dict[Any, Any] = {cls: cls.__init__ for cls in (AsyncGroq, Groq)}
"""A subclass is copied by its own constructor, and a constructor that a tool has wrapped is called."""
Groq.__module__ = AsyncGroq.__module__ = "groq"
