"""Options to answers: the loop of attempts that every operation goes through, in both colours."""

from __future__ import annotations

import re
import sys
import warnings
from contextlib import suppress
from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    Generic,
    Literal,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    Type,
    TypeVar,
    Union,
    cast,
    overload,
)

from . import _exceptions, _types
from ._constants import DEFAULT_MAX_RETRIES
from ._core import secret
from ._lazy import lazy_exports, lazy_module
from ._shared import SharedClient
from ._types import (
    NOT_GIVEN,
    AsyncBinaryTypes,
    BinaryTypes,
    Body,
    Headers,
    NotGiven,
    Omit,
    PostParser,
    Query,
    RequestFiles,
    ResponseT,
    given,
    not_given,
)

if TYPE_CHECKING:
    import httpx
    from httpx import URL as URL

    from . import (
        _casting,
        _construct,
        _copying,
        _files,
        _http,
        _models,
        _pages,
        _qs,
        _response,
        _streaming,
        _telling,
        _watched,
        _wire_log,
    )
    from ._aiohttp import DefaultAioHttpClient as DefaultAioHttpClient
    from ._constants import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
    from ._core import build, clocks, decode, errors, formdata, limits, platform, policy, retry, template
    from ._core import headers as core_headers
    from ._core import hooks as core_hooks
    from ._core import options as core_options
    from ._core.platform import Arch as Arch
    from ._core.platform import OtherArch as OtherArch
    from ._core.platform import OtherPlatform as OtherPlatform
    from ._core.platform import Platform as Platform
    from ._core.platform import get_architecture as get_architecture
    from ._core.platform import get_platform as get_platform
    from ._core.platform import get_python_runtime as get_python_runtime
    from ._core.platform import get_python_version as get_python_version
    from ._core.platform import platform_headers as platform_headers
    from ._core.uploads import ForceMultipartDict as ForceMultipartDict
    from ._exceptions import APIConnectionError as APIConnectionError
    from ._exceptions import APIResponseValidationError as APIResponseValidationError
    from ._exceptions import APIStatusError as APIStatusError
    from ._exceptions import APITimeoutError as APITimeoutError
    from ._http import HTTPX_DEFAULT_TIMEOUT as HTTPX_DEFAULT_TIMEOUT
    from ._http import AsyncHttpxClientWrapper as AsyncHttpxClientWrapper
    from ._http import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
    from ._http import DefaultHttpxClient as DefaultHttpxClient
    from ._http import SyncHttpxClientWrapper as SyncHttpxClientWrapper
    from ._models import FinalRequestOptions as FinalRequestOptions
    from ._pages import AsyncPaginator as AsyncPaginator
    from ._pages import BaseAsyncPage as BaseAsyncPage
    from ._pages import BasePage as BasePage
    from ._pages import BaseSyncPage as BaseSyncPage
    from ._pages import PageInfo as PageInfo
    from ._streaming import AsyncStream as AsyncStream
    from ._streaming import Stream as Stream
    from ._types import RequestOptions as RequestOptions
    from ._types import Timeout as Timeout
else:
    # Loaded when a call needs them; `AsyncAPIClient.__init__` sees to it that no awaited call does.
    httpx = lazy_module("httpx")
    _casting = lazy_module("groq._casting")
    _construct = lazy_module("groq._construct")
    _copying = lazy_module("groq._copying")
    _files = lazy_module("groq._files")
    _http = lazy_module("groq._http")
    _models = lazy_module("groq._models")
    _pages = lazy_module("groq._pages")
    _qs = lazy_module("groq._qs")
    _response = lazy_module("groq._response")
    _streaming = lazy_module("groq._streaming")
    _telling = lazy_module("groq._telling")
    _watched = lazy_module("groq._watched")
    _wire_log = lazy_module("groq._wire_log")
    build = lazy_module("groq._core.build")
    clocks = lazy_module("groq._core.clocks")
    decode = lazy_module("groq._core.decode")
    errors = lazy_module("groq._core.errors")
    core_headers = lazy_module("groq._core.headers")
    core_hooks = lazy_module("groq._core.hooks")
    core_options = lazy_module("groq._core.options")
    formdata = lazy_module("groq._core.formdata")
    limits = lazy_module("groq._core.limits")
    platform = lazy_module("groq._core.platform")
    policy = lazy_module("groq._core.policy")
    retry = lazy_module("groq._core.retry")
    template = lazy_module("groq._core.template")

    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "APIConnectionError": "groq._exceptions",
            "APIResponseValidationError": "groq._exceptions",
            "APIStatusError": "groq._exceptions",
            "APITimeoutError": "groq._exceptions",
            "Arch": "groq._core.platform",
            "AsyncHttpxClientWrapper": "groq._http",
            "AsyncPaginator": "groq._pages",
            "AsyncStream": "groq._streaming",
            "BaseAsyncPage": "groq._pages",
            "BasePage": "groq._pages",
            "BaseSyncPage": "groq._pages",
            "DEFAULT_TIMEOUT": "groq._constants",
            "DefaultAioHttpClient": "groq._aiohttp",
            "DefaultAsyncHttpxClient": "groq._http",
            "DefaultHttpxClient": "groq._http",
            "FinalRequestOptions": "groq._models",
            "ForceMultipartDict": "groq._core.uploads",
            "HTTPX_DEFAULT_TIMEOUT": "groq._http",
            "OtherArch": "groq._core.platform",
            "OtherPlatform": "groq._core.platform",
            "PageInfo": "groq._pages",
            "Platform": "groq._core.platform",
            "Querystring": "groq._qs",
            "RequestOptions": "groq._types",
            "SSEBytesDecoder": "groq._streaming",
            "SSEDecoder": "groq._streaming",
            "Stream": "groq._streaming",
            "SyncHttpxClientWrapper": "groq._http",
            "Timeout": "httpx",
            "URL": "httpx",
            "_DefaultAioHttpClient": "groq._aiohttp",
            "_DefaultAsyncHttpxClient": "groq._http",
            "_DefaultHttpxClient": "groq._http",
            "get_architecture": "groq._core.platform",
            "get_platform": "groq._core.platform",
            "get_python_runtime": "groq._core.platform",
            "get_python_version": "groq._core.platform",
            "platform_headers": "groq._core.platform",
        },
    )

__all__ = [
    "AsyncAPIClient",
    "BaseClient",
    "SyncAPIClient",
    "checked_retries",
    "checked_stream_check",
    "make_request_options",
]

_HttpxClientT = TypeVar("_HttpxClientT", bound=Union["httpx.Client", "httpx.AsyncClient"])
_DefaultStreamT = TypeVar("_DefaultStreamT", bound=Union["Stream[Any]", "AsyncStream[Any]"])
_StreamT = TypeVar("_StreamT", bound="Stream[Any]")
_AsyncStreamT = TypeVar("_AsyncStreamT", bound="AsyncStream[Any]")
_SyncPageT = TypeVar("_SyncPageT", bound="BaseSyncPage[Any]")
_AsyncPageT = TypeVar("_AsyncPageT", bound="BaseAsyncPage[Any]")
_T = TypeVar("_T")

_DEBUG = 10  # that of `logging`, which is not loaded for an import

# A base URL of this shape needs no httpx to be known as good.
_PLAIN_URL = r"https?://[A-Za-z0-9.\-]+(:\d{1,5})?(/[A-Za-z0-9._~\-]+)*/?"


class BaseClient(Generic[_HttpxClientT, _DefaultStreamT]):
    """What a client of either colour knows and decides; it sends nothing."""

    max_retries: int
    retry_policy: Optional[policy.RetryPolicy] = None
    hooks: Tuple[core_hooks.Hooks, ...] = ()
    """Who is told what happens to the calls of this client."""
    _instruments: Tuple[core_hooks.Hooks, ...] = ()
    """Who is told besides, of all clients; those of single clients are with what their copies share."""
    _version: str
    _strict_response_validation: bool
    stream_check: Optional[Literal["warn", "raise"]] = None
    sanitize_history: bool = False
    _idempotency_header: Optional[str]
    _default_stream_cls: Optional[Type[_DefaultStreamT]] = None
    _transport: SharedClient
    _url: Union[str, httpx.URL]

    def __init__(
        self,
        *,
        version: str,
        base_url: Union[str, httpx.URL],
        _strict_response_validation: bool,
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = not_given,
        custom_headers: Optional[Mapping[str, str]] = None,
        custom_query: Optional[Mapping[str, object]] = None,
    ) -> None:
        self._version = version
        self._set_base_url(base_url)
        self.max_retries = checked_retries(max_retries)
        self.retry_policy = None
        self._timeout = timeout
        self._custom_headers = custom_headers or {}
        self._custom_query = custom_query or {}
        self._strict_response_validation = _strict_response_validation
        self._idempotency_header = None

    # Settings that are httpx objects are made when they are first read. They can be deleted because `mock.patch.object`
    # does so before it puts the old value back.

    @property
    def base_url(self) -> httpx.URL:
        """The URL that paths are appended to; it ends in a slash."""
        if isinstance(self._url, str):
            self._url = self._enforce_trailing_slash(httpx.URL(self._url))
        return self._url

    @base_url.setter
    def base_url(self, url: Union[str, httpx.URL]) -> None:
        self._set_base_url(self._accepted_url(url))

    @base_url.deleter
    def base_url(self) -> None:
        del self._url

    _base_url = base_url

    def _accepted_url(self, url: Union[str, httpx.URL]) -> Union[str, httpx.URL]:
        return url

    def _set_base_url(self, url: Union[str, httpx.URL]) -> None:
        plain = isinstance(url, str) and re.fullmatch(_PLAIN_URL, url) is not None
        self._url = url if plain else self._enforce_trailing_slash(httpx.URL(url))

    def _enforce_trailing_slash(self, url: httpx.URL) -> httpx.URL:
        path, mark, query = url.raw_path.partition(b"?")
        return url if path.endswith(b"/") else url.copy_with(raw_path=path + b"/" + mark + query)

    @property
    def timeout(self) -> Union[float, httpx.Timeout, None]:
        """Seconds a request may take, or an `httpx.Timeout` with one limit per phase; `None` waits forever."""
        if isinstance(self._timeout, NotGiven):
            self._timeout = self._default_timeout()
        return self._timeout

    @timeout.setter
    def timeout(self, timeout: Union[float, httpx.Timeout, None]) -> None:
        self._timeout = timeout

    @timeout.deleter
    def timeout(self) -> None:
        del self._timeout

    def _default_timeout(self) -> Union[float, httpx.Timeout, None]:
        return _http.DEFAULT_TIMEOUT

    # What subclasses override.

    @property
    def qs(self) -> _qs.Querystring:
        """How queries are written."""
        return _http.Querystring()

    @property
    def custom_auth(self) -> Optional[httpx.Auth]:
        """An httpx authentication flow for every request, `None` for the API key alone."""
        return None

    @property
    def auth_headers(self) -> Dict[str, str]:
        """The headers that prove who is calling."""
        return {}

    @property
    def user_agent(self) -> str:
        """The class's name and the version of this package."""
        return "%s/Python %s" % (type(self).__name__, self._version)

    @property
    def default_headers(self) -> Dict[str, Union[str, Omit]]:
        """The headers of every request, before those of the call."""
        return {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            **self.platform_headers(),
            **self.auth_headers,
            **self._custom_headers,
        }

    @property
    def default_query(self) -> Dict[str, object]:
        """The query parameters of every request."""
        return {**self._custom_query}

    def platform_headers(self) -> Dict[str, str]:
        """The `X-Stainless-*` facts of this machine, which never change."""
        return platform.platform_headers(self._version, platform=None)

    def _validate_headers(self, headers: Headers, custom_headers: Headers) -> None:
        """Refuse headers that cannot be sent; nothing by default."""

    def _make_status_error(self, err_msg: str, *, body: object, response: httpx.Response) -> _exceptions.APIStatusError:
        return errors.status_error(err_msg, body=body, response=response)

    def _make_status_error_from_response(self, response: httpx.Response) -> _exceptions.APIStatusError:
        message, body = errors.described(response)
        return self._make_status_error(message, body=body, response=response)

    def _should_retry(self, response: httpx.Response) -> bool:
        wanted = policy.attached(response)
        judge = retry.should_retry if wanted is None else wanted.tries_again
        return judge(response.status_code, response.headers)

    def _parse_retry_after_header(self, response_headers: Optional[httpx.Headers] = None) -> Optional[float]:
        return retry.retry_after(response_headers)

    def _calculate_retry_timeout(
        self,
        remaining_retries: int,
        options: _models.FinalRequestOptions,
        response_headers: Optional[httpx.Headers] = None,
    ) -> float:
        wanted = self._policy_of(options)
        delay = retry.retry_delay if wanted is None else wanted.delay
        return delay(self._retries_of(options) - remaining_retries, response_headers)

    def _idempotency_key(self) -> str:
        return _http.new_idempotency_key()

    def _make_sse_decoder(self) -> Union[_streaming.SSEDecoder, _streaming.SSEBytesDecoder]:
        return _streaming.SSEDecoder()

    # Building one request.

    def _prepare_url(self, url: str) -> httpx.URL:
        return build.absolute_url(self.base_url, url)

    def _build_headers(self, options: _models.FinalRequestOptions, *, retries_taken: int = 0) -> httpx.Headers:
        return httpx.Headers(self._request_headers(options, retries_taken))

    def _request_headers(self, call: _models.FinalRequestOptions, retries_taken: int) -> Dict[str, Any]:
        extra = core_options.without_override(call.headers or {})
        defaults = self.default_headers
        self._validate_headers(defaults, extra)
        key = call.idempotency_key
        return core_headers.request_headers(
            defaults,
            extra,
            retries_taken=retries_taken,
            read_timeout=build.read_timeout(self._timeout_of(call)),
            idempotency=(self._idempotency_header, key) if self._idempotency_header and key else None,
        )

    def _timeout_of(self, call: _models.FinalRequestOptions) -> Union[float, httpx.Timeout, None]:
        return self.timeout if isinstance(call.timeout, NotGiven) else call.timeout

    def _build_request(self, options: _models.FinalRequestOptions, *, retries_taken: int = 0) -> httpx.Request:
        params: Dict[str, Any] = {**self.default_query, **options.params}
        arguments = build.request_arguments(
            options,
            url=self._prepare_url(options.url),
            headers=self._request_headers(options, retries_taken),
            timeout=self._timeout_of(options),
            query=self.qs.stringify_items(params) if params else (),
            form=self._serialize_multipartform,
        )
        client = self._client
        target: httpx.URL = arguments["url"]
        if target.query and client.params:
            arguments["params"] = target.params  # newer versions of httpx would put the client's own in their place
        usual = template.posted(arguments, client, self._head_template()) if _http.builds_as_usual(client) else None
        return usual or client.build_request(**arguments)

    def _head_template(self) -> template.HeadTemplate:
        shared = self._transport
        if shared.template is None:
            shared.template = template.HeadTemplate()
        return cast("template.HeadTemplate", shared.template)

    def _serialize_multipartform(self, data: Mapping[object, object]) -> Dict[str, object]:
        return {**formdata.form_fields(cast("Mapping[str, object]", data))}

    def _should_stream_response_body(self, request: httpx.Request) -> bool:
        return core_options.response_mode(request.headers) is core_options.ResponseMode.STREAMED

    def _maybe_override_cast_to(
        self, cast_to: Type[ResponseT], options: _models.FinalRequestOptions
    ) -> Type[ResponseT]:
        return cast("Type[ResponseT]", decode.overridden(cast_to, options.headers))

    def _send_arguments(self, call: _models.FinalRequestOptions) -> Dict[str, Any]:
        arguments: Dict[str, Any] = {}
        if self.custom_auth is not None:
            arguments["auth"] = self.custom_auth
        if call.follow_redirects is not None:
            arguments["follow_redirects"] = call.follow_redirects
        return arguments

    # Judging one answer.

    def _fixed(self, call: _models.FinalRequestOptions) -> Tuple[_models.FinalRequestOptions, int, Any]:
        """A private copy of the options, with one idempotency key for all attempts, and the retries it allows.

        The last is who tells the hooks of the call, `None` where there are none.
        """
        fixed = call.model_copy()
        if fixed.idempotency_key is None and fixed.method.lower() != "get":
            fixed.idempotency_key = self._idempotency_key()
        timeout = self._timeout if isinstance(fixed.timeout, NotGiven) else fixed.timeout
        plain = self.retry_policy is None and isinstance(fixed.retry_policy, NotGiven)
        told = self.hooks or self._instruments or self._transport.instruments or fixed.hooks is not NOT_GIVEN
        if told or not plain or isinstance(timeout, clocks.TimeLimits):
            course = self._watch(fixed, timeout)
            return fixed, self._retries_of(fixed), course.told
        return fixed, self._retries_of(fixed), None

    def _watch(self, call: _models.FinalRequestOptions, timeout: object) -> clocks.Course:
        """Have a call keep to its retry policy and its time limits, which begin to run, and have it told of."""
        own, wanted = call.retry_policy, self._policy_of(call)
        if wanted is not None and not isinstance(own, NotGiven):
            call.max_retries = self._checked_policy(wanted).retries(call.get_max_retries(self.max_retries))
        call.retry_policy = wanted  # by which it is seen quickly that there is a course
        call._course = clocks.Course(wanted, timeout)
        several = self.hooks if isinstance(call.hooks, NotGiven) else self._checked_hooks(call.hooks)
        told = (*(self._transport.instruments or self._instruments), *several)
        if told:
            call._course.told = self._told_of(call, told)
        return call._course

    def _checked_hooks(self, given: Any) -> Tuple[core_hooks.Hooks, ...]:
        """Hooks as a tuple, if this client can call them."""
        return core_hooks.checked_hooks(given)

    def _told_of(self, call: _models.FinalRequestOptions, several: Tuple[core_hooks.Hooks, ...]) -> object:
        """Who tells the hooks what happens to a call."""
        raise NotImplementedError

    def _policy_of(self, call: _models.FinalRequestOptions) -> Optional[policy.RetryPolicy]:
        return self.retry_policy if isinstance(call.retry_policy, NotGiven) else call.retry_policy

    def _checked_policy(self, wanted: Any) -> policy.RetryPolicy:
        """A retry policy as it is, if this client can keep to it."""
        return policy.checked_policy(wanted)

    def _keep_to(self, wanted: Optional[policy.RetryPolicy]) -> None:
        """Take a retry policy; the retries it allows, if it says so, are those of this client from now on."""
        self.retry_policy = None if wanted is None else self._checked_policy(wanted)
        if wanted is not None:
            self.max_retries = wanted.retries(self.max_retries)

    def _worth_retrying(self, course: clocks.Course, response: httpx.Response, error: Exception) -> bool:
        """Whether another attempt may help after an answer, as the policy of the call has it."""
        wanted = course.policy
        if wanted is None:
            return self._should_retry(response)
        if wanted.gives_up(response.headers, never_fits=getattr(error, "never_fits", False)):
            return False
        response.extensions[policy.ATTACHED] = wanted  # for `_should_retry`, which takes nothing but the response
        try:
            return self._should_retry(response)
        finally:
            del response.extensions[policy.ATTACHED]

    def _retries_of(self, call: _models.FinalRequestOptions) -> int:
        """How many retries a call has; `math.inf` is taken for a number that can be counted down."""
        return min(checked_retries(call.get_max_retries(self.max_retries)), sys.maxsize)

    def _connection_error(self, error: Exception, request: httpx.Request) -> _exceptions.APIConnectionError:
        if self.is_closed():
            return _exceptions.ClientClosedError(request=request)
        return errors.connection_error(error, request)

    def _process_response_data(self, *, data: object, cast_to: Type[ResponseT], response: httpx.Response) -> ResponseT:
        validate = _construct.validated if self._strict_response_validation else None
        return cast(ResponseT, decode.constructed(data, cast_to, response, validate=validate))

    @property
    def _client(self) -> _HttpxClientT:
        """The httpx client, made when it is first needed; it may be replaced."""
        return cast(_HttpxClientT, self._transport.get())

    @_client.setter
    def _client(self, client: _HttpxClientT) -> None:
        self._transport = SharedClient.of(client)

    @_client.deleter
    def _client(self) -> None:
        del self._transport

    @property
    def rate_limits(self) -> Mapping[str, limits.RateLimits]:
        """The rate limits by model, as told by the last answers so far to this client and its copies."""
        return limits.LastSeen(self._transport.seen.copy())  # more may be seen while a caller iterates

    def is_closed(self) -> bool:
        """Whether the HTTP client underneath was closed."""
        return self._transport.is_closed()

    # Copying and pickling: `copy.copy` shares the connections, as `copy` does; the other two have new ones.

    def __copy__(self: _T) -> _T:
        return cast(_T, _copying.client_copy(self))

    def __getstate__(self) -> Dict[str, Any]:
        return _copying.client_state(self)


def checked_retries(max_retries: Any) -> int:
    """`max_retries` as it is, if it says how often to try again; else `TypeError` or `ValueError`."""
    if max_retries is None:
        raise TypeError(
            "max_retries cannot be None. If you want to disable retries, pass `0`; if you want unlimited retries, pass "
            "`math.inf` or a very high number; if you want the default behavior, pass `groq.DEFAULT_MAX_RETRIES`"
        )
    if isinstance(max_retries, str):
        raise TypeError("`max_retries` is %r: pass a number" % (max_retries,))
    if max_retries < 0:
        raise ValueError("`max_retries` is %r: pass 0 to switch retries off, or a positive number" % (max_retries,))
    return cast(int, max_retries)


def checked_stream_check(check: Optional[Literal["warn", "raise"]]) -> Optional[Literal["warn", "raise"]]:
    """`check` as it is, if it is one that there is; else `ValueError`."""
    if check not in ("warn", "raise", None):
        raise ValueError('`stream_check` is %r: pass "warn", "raise" or None' % (check,))
    return check


class AsyncAPIClient(BaseClient["httpx.AsyncClient", "AsyncStream[Any]"]):
    """Sends what `BaseClient` builds, awaiting the answers."""

    _default_stream_cls: Optional[Type[_streaming.AsyncStream[Any]]] = None

    def __init__(
        self,
        *,
        version: str,
        base_url: Union[str, httpx.URL],
        _strict_response_validation: bool,
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        http_client: Optional[httpx.AsyncClient] = None,
        custom_headers: Optional[Mapping[str, str]] = None,
        custom_query: Optional[Mapping[str, object]] = None,
        retry_policy: Optional[policy.RetryPolicy] = None,
        hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None] = None,
    ) -> None:
        _http.async_ready(base_url if http_client is None else None)  # twin only
        if http_client is not None:
            _http.check_client(http_client, httpx.AsyncClient)
        super().__init__(
            version=version,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            custom_headers=custom_headers,
            custom_query=custom_query,
            _strict_response_validation=_strict_response_validation,
        )
        self._transport = SharedClient(self._new_client) if http_client is None else SharedClient.of(http_client)
        if retry_policy is not None:
            self._keep_to(retry_policy)
        if hooks is not None:
            self.hooks: Tuple[core_hooks.Hooks, ...] = self._checked_hooks(hooks)

    def _checked_policy(self, wanted: Any) -> policy.RetryPolicy:
        return _watched.async_checked(wanted)

    def _checked_hooks(self, given: Any) -> Tuple[core_hooks.Hooks, ...]:
        return _telling.async_checked(given)

    def _told_of(
        self, call: _models.FinalRequestOptions, several: Tuple[core_hooks.Hooks, ...]
    ) -> _telling.AsyncTelling:
        return _telling.AsyncTelling(call, several)

    def _new_client(self) -> httpx.AsyncClient:
        return _http.AsyncHttpxClientWrapper(base_url=self.base_url, timeout=self.timeout)

    def _default_timeout(self) -> Union[float, httpx.Timeout, None]:
        return cast("Union[float, httpx.Timeout, None]", _http.timeout_of(self._transport.made))

    def __setstate__(self, state: Dict[str, Any]) -> None:
        vars(self).update(state)
        _http.async_ready(self._url)  # twin only
        self._transport = SharedClient(self._new_client)

    async def close(self) -> None:
        """Close the connections. The client, and all copies that share them, cannot be used afterwards."""
        await self._client.aclose()

    async def __aenter__(self: _T) -> _T:
        return self

    async def __aexit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def _prepare_options(self, options: _models.FinalRequestOptions) -> _models.FinalRequestOptions:
        """Change the options of a call before each attempt; for subclasses."""
        return options

    async def _prepare_request(self, request: httpx.Request) -> None:
        """Change a request just before it is sent; for subclasses."""

    @overload
    async def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    async def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: Literal[True],
        stream_cls: Type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...
    @overload
    async def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: bool,
        stream_cls: Optional[Type[_AsyncStreamT]] = None,
    ) -> Union[ResponseT, _AsyncStreamT]: ...
    async def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: Optional[Type[_AsyncStreamT]] = None,
    ) -> Union[ResponseT, _AsyncStreamT]:
        """Send one call, trying again where that can help.

        `cast_to` is the type of the answer. With `stream`, a stream of `stream_cls` is given instead. Raises
        `APIConnectionError`, `APITimeoutError` or a subclass of `APIStatusError` when no attempt came to a good end.
        """
        cast_to = self._maybe_override_cast_to(cast_to, options)
        call, max_retries, told = self._fixed(options)
        retries_taken, response = 0, None
        try:
            while response is None:
                response = await self._attempt(call, retries_taken, max_retries, stream)
                retries_taken += response is None
            value = await self._process_response(
                cast_to=cast_to,
                options=call,
                response=response,
                stream=stream,
                stream_cls=stream_cls,
                retries_taken=retries_taken,
            )
            if told is not None:
                await told.answered(response, value)
            return value
        except BaseException as error:
            if response is not None:
                await response.aclose()  # nobody else can: a body that is still on the wire would hold its connection
            if told is not None:
                await told.failed(error)
            raise

    async def _attempt(
        self, call: _models.FinalRequestOptions, retries_taken: int, max_retries: int, stream: bool
    ) -> Optional[httpx.Response]:
        """The answer to one attempt; `None`, after the wait that is due, if there is to be another one."""
        course = None if isinstance(call.retry_policy, NotGiven) else call._course  # whose look-up takes longer
        options = await self._prepare_options(call.model_copy())
        request = self._build_request(options, retries_taken=retries_taken)
        await self._prepare_request(request)
        _http.async_body(request, options.files)  # twin only
        if _http.log.isEnabledFor(_DEBUG):
            _wire_log.sending(request)
        try:
            send: Any = self._client.send
            if course is not None:
                options._course, options.retry_policy = course, course.policy  # for options of a subclass's own making
                if course.told is not None:
                    await course.told.sending(request, options, retries_taken + 1, stream)
                send = _watched.async_sending(send, course, stream)
            response: httpx.Response = await send(
                request,
                stream=stream or self._should_stream_response_body(request=request),
                **self._send_arguments(options),
            )
        except Exception as error:
            _http.log.debug("Request failed: %s", type(error).__name__)
            failure = self._connection_error(error, request)
            if retries_taken >= max_retries or isinstance(failure, _exceptions.ClientClosedError):
                raise failure from error
            failure.__cause__ = error
            await self._sleep_for_retry(
                retries_taken=retries_taken, max_retries=max_retries, options=options, response=None, error=failure
            )
            return None
        self._transport.saw(response, options.json_data)
        if _http.log.isEnabledFor(_DEBUG):
            _wire_log.answered(request, response)
        if response.is_success:
            return response
        await self._refused(response, options, retries_taken, max_retries)
        return None

    async def _refused(
        self, response: httpx.Response, options: _models.FinalRequestOptions, retries_taken: int, max_retries: int
    ) -> None:
        """Wait for the next attempt where a bad answer allows one, else raise its error."""
        course, retries_left = options._course, retries_taken < max_retries
        error: Optional[_exceptions.APIStatusError] = None
        if course is not None or not (retries_left and self._should_retry(response)):
            if not response.is_closed:
                with suppress(Exception):  # what the status says holds without the rest of the body
                    await response.aread()
            await response.aclose()
            error = self._make_status_error_from_response(response)
            if course is None or not retries_left or not self._worth_retrying(course, response, error):
                raise error
        await response.aclose()
        await self._sleep_for_retry(
            retries_taken=retries_taken, max_retries=max_retries, options=options, response=response, error=error
        )

    async def _sleep_for_retry(
        self,
        *,
        retries_taken: int,
        max_retries: int,
        options: _models.FinalRequestOptions,
        response: Optional[httpx.Response],
        error: Optional[_exceptions.APIError] = None,
    ) -> None:
        """Wait before another attempt, or raise the `error` of the last one if there is no time left for it."""
        remaining, course = max_retries - retries_taken, options._course
        wait = self._calculate_retry_timeout(remaining, options, response.headers if response is not None else None)
        if course is not None and error is not None:
            if course.is_over(wait):
                raise error
            await _watched.async_tell(course, retries_taken + 1, wait, error)
        _http.log.info("Retrying request to %s in %f seconds", secret.shown_url(httpx.URL(options.url)), wait)
        await _http.async_sleep(wait)
        if course is not None and error is not None and course.is_over():
            raise error

    async def _reopened(
        self, call: _models.FinalRequestOptions, retries_taken: int, error: _exceptions.APIError
    ) -> Optional[Tuple[httpx.Response, int]]:
        """Another answer in place of a stream that broke before it said anything, and the retries taken by then.

        `None` if there are none left. Raises the `error` it broke with if there is no time left for another attempt.
        """
        max_retries = self._retries_of(call)
        if retries_taken >= max_retries:
            return None
        await self._sleep_for_retry(
            retries_taken=retries_taken, max_retries=max_retries, options=call, response=None, error=error
        )
        response: Optional[httpx.Response] = None
        while response is None:
            retries_taken += 1
            response = await self._attempt(call, retries_taken, max_retries, True)
        return response, retries_taken

    async def _process_response(
        self,
        *,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        response: httpx.Response,
        stream: bool,
        stream_cls: Optional[Union[Type[_streaming.Stream[Any]], Type[_streaming.AsyncStream[Any]]]],
        retries_taken: int = 0,
    ) -> ResponseT:
        """The answer in the face the caller asked for: parsed, raw, or with its body still on the wire."""
        face = _response.face(cast_to, options, _response.AsyncAPIResponse)
        if face is None:
            value = _casting.parsed(
                response,
                cast_to,
                self,
                options,
                stream=stream,
                stream_cls=stream_cls,
                retries_taken=retries_taken,
            )
            return cast(ResponseT, value)
        face_cls, held = face
        wrapped = face_cls(
            raw=response,
            cast_to=held,
            client=self,
            stream=stream,
            stream_cls=stream_cls,
            options=options,
            retries_taken=retries_taken,
        )
        return cast(ResponseT, wrapped)

    def _request_api_list(
        self, model: Type[_T], page: Type[_AsyncPageT], options: _models.FinalRequestOptions
    ) -> _pages.AsyncPaginator[_T, _AsyncPageT]:
        return _pages.async_listing(self, model, page, options)

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: Literal[True],
        stream_cls: Type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...
    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: bool,
        stream_cls: Optional[Type[_AsyncStreamT]] = None,
    ) -> Union[ResponseT, _AsyncStreamT]: ...
    async def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[_AsyncStreamT]] = None,
    ) -> Union[ResponseT, _AsyncStreamT]:
        """Send a GET to `path`, relative to the base URL, and give the answer as a `cast_to`."""
        call = _models.FinalRequestOptions.construct(method="get", url=path, **options)
        return await self.request(cast_to, call, stream=stream, stream_cls=stream_cls)

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
        stream: Literal[True],
        stream_cls: Type[_AsyncStreamT],
    ) -> _AsyncStreamT: ...
    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
        stream: bool,
        stream_cls: Optional[Type[_AsyncStreamT]] = None,
    ) -> Union[ResponseT, _AsyncStreamT]: ...
    async def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[_AsyncStreamT]] = None,
    ) -> Union[ResponseT, _AsyncStreamT]:
        """Send a POST to `path` with a JSON `body`, raw `content`, or a form with `files`.

        Raises `TypeError` where two of these contradict one another.
        """
        call = _call("post", path, body, content, files, options)
        if files is None:
            return await self.request(cast_to, call, stream=stream, stream_cls=stream_cls)
        with await _files.async_multipart_files(files) as opened:
            call.files = opened.parts
            return await self.request(cast_to, call, stream=stream, stream_cls=stream_cls)

    async def patch(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
    ) -> ResponseT:
        """Send a PATCH; as `post`."""
        call = _call("patch", path, body, content, files, options)
        if files is None:
            return await self.request(cast_to, call)
        with await _files.async_multipart_files(files) as opened:
            call.files = opened.parts
            return await self.request(cast_to, call)

    async def put(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
    ) -> ResponseT:
        """Send a PUT; as `post`."""
        call = _call("put", path, body, content, files, options)
        if files is None:
            return await self.request(cast_to, call)
        with await _files.async_multipart_files(files) as opened:
            call.files = opened.parts
            return await self.request(cast_to, call)

    async def delete(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[AsyncBinaryTypes] = None,
        options: _types.RequestOptions = {},
    ) -> ResponseT:
        """Send a DELETE; as `post`, but for files."""
        return await self.request(cast_to, _call("delete", path, body, content, None, options))

    def get_api_list(
        self,
        path: str,
        *,
        model: Type[_T],
        page: Type[_AsyncPageT],
        body: Optional[Body] = None,
        options: _types.RequestOptions = {},
        method: str = "get",
    ) -> _pages.AsyncPaginator[_T, _AsyncPageT]:
        """List the items of a paged endpoint, a `page` of `model` each."""
        call = _models.FinalRequestOptions.construct(method=method, url=path, json_data=body, **options)
        return self._request_api_list(model, page, call)


class SyncAPIClient(BaseClient["httpx.Client", "Stream[Any]"]):
    """Sends what `BaseClient` builds, blocking until the answers are there."""

    _default_stream_cls: Optional[Type[_streaming.Stream[Any]]] = None

    def __init__(
        self,
        *,
        version: str,
        base_url: Union[str, httpx.URL],
        _strict_response_validation: bool,
        max_retries: int = DEFAULT_MAX_RETRIES,
        timeout: Union[float, httpx.Timeout, None, NotGiven] = NOT_GIVEN,
        http_client: Optional[httpx.Client] = None,
        custom_headers: Optional[Mapping[str, str]] = None,
        custom_query: Optional[Mapping[str, object]] = None,
        retry_policy: Optional[policy.RetryPolicy] = None,
        hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None] = None,
    ) -> None:
        if http_client is not None:
            _http.check_client(http_client, httpx.Client)
        super().__init__(
            version=version,
            base_url=base_url,
            max_retries=max_retries,
            timeout=timeout,
            custom_headers=custom_headers,
            custom_query=custom_query,
            _strict_response_validation=_strict_response_validation,
        )
        self._transport = SharedClient(self._new_client) if http_client is None else SharedClient.of(http_client)
        if retry_policy is not None:
            self._keep_to(retry_policy)
        if hooks is not None:
            self.hooks: Tuple[core_hooks.Hooks, ...] = self._checked_hooks(hooks)

    def _checked_policy(self, wanted: Any) -> policy.RetryPolicy:
        return _watched.checked(wanted)

    def _checked_hooks(self, given: Any) -> Tuple[core_hooks.Hooks, ...]:
        return _telling.checked(given)

    def _told_of(self, call: _models.FinalRequestOptions, several: Tuple[core_hooks.Hooks, ...]) -> _telling.Telling:
        return _telling.Telling(call, several)

    def _new_client(self) -> httpx.Client:
        return _http.SyncHttpxClientWrapper(base_url=self.base_url, timeout=self.timeout)

    def _default_timeout(self) -> Union[float, httpx.Timeout, None]:
        return cast("Union[float, httpx.Timeout, None]", _http.timeout_of(self._transport.made))

    def __setstate__(self, state: Dict[str, Any]) -> None:
        vars(self).update(state)
        self._transport = SharedClient(self._new_client)

    def close(self) -> None:
        """Close the connections. The client, and all copies that share them, cannot be used afterwards."""
        self._client.close()

    def __enter__(self: _T) -> _T:
        return self

    def __exit__(
        self,
        exc_type: Optional[Type[BaseException]],
        exc: Optional[BaseException],
        exc_tb: Optional[TracebackType],
    ) -> None:
        self.close()

    def _prepare_options(self, options: _models.FinalRequestOptions) -> _models.FinalRequestOptions:
        """Change the options of a call before each attempt; for subclasses."""
        return options

    def _prepare_request(self, request: httpx.Request) -> None:
        """Change a request just before it is sent; for subclasses."""

    @overload
    def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: Literal[True],
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: Optional[Type[_StreamT]] = None,
    ) -> Union[ResponseT, _StreamT]: ...
    def request(
        self,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: Optional[Type[_StreamT]] = None,
    ) -> Union[ResponseT, _StreamT]:
        """Send one call, trying again where that can help.

        `cast_to` is the type of the answer. With `stream`, a stream of `stream_cls` is given instead. Raises
        `APIConnectionError`, `APITimeoutError` or a subclass of `APIStatusError` when no attempt came to a good end.
        """
        cast_to = self._maybe_override_cast_to(cast_to, options)
        call, max_retries, told = self._fixed(options)
        retries_taken, response = 0, None
        try:
            while response is None:
                response = self._attempt(call, retries_taken, max_retries, stream)
                retries_taken += response is None
            value = self._process_response(
                cast_to=cast_to,
                options=call,
                response=response,
                stream=stream,
                stream_cls=stream_cls,
                retries_taken=retries_taken,
            )
            if told is not None:
                told.answered(response, value)
            return value
        except BaseException as error:
            if response is not None:
                response.close()  # nobody else can: a body that is still on the wire would hold its connection
            if told is not None:
                told.failed(error)
            raise

    def _attempt(
        self, call: _models.FinalRequestOptions, retries_taken: int, max_retries: int, stream: bool
    ) -> Optional[httpx.Response]:
        """The answer to one attempt; `None`, after the wait that is due, if there is to be another one."""
        course = None if isinstance(call.retry_policy, NotGiven) else call._course  # whose look-up takes longer
        options = self._prepare_options(call.model_copy())
        request = self._build_request(options, retries_taken=retries_taken)
        self._prepare_request(request)
        if _http.log.isEnabledFor(_DEBUG):
            _wire_log.sending(request)
        try:
            send: Any = self._client.send
            if course is not None:
                options._course, options.retry_policy = course, course.policy  # for options of a subclass's own making
                if course.told is not None:
                    course.told.sending(request, options, retries_taken + 1, stream)
                send = _watched.sending(send, course, stream)
            response: httpx.Response = send(
                request,
                stream=stream or self._should_stream_response_body(request=request),
                **self._send_arguments(options),
            )
        except Exception as error:
            _http.log.debug("Request failed: %s", type(error).__name__)
            failure = self._connection_error(error, request)
            if retries_taken >= max_retries or isinstance(failure, _exceptions.ClientClosedError):
                raise failure from error
            failure.__cause__ = error
            self._sleep_for_retry(
                retries_taken=retries_taken, max_retries=max_retries, options=options, response=None, error=failure
            )
            return None
        self._transport.saw(response, options.json_data)
        if _http.log.isEnabledFor(_DEBUG):
            _wire_log.answered(request, response)
        if response.is_success:
            return response
        self._refused(response, options, retries_taken, max_retries)
        return None

    def _refused(
        self, response: httpx.Response, options: _models.FinalRequestOptions, retries_taken: int, max_retries: int
    ) -> None:
        """Wait for the next attempt where a bad answer allows one, else raise its error."""
        course, retries_left = options._course, retries_taken < max_retries
        error: Optional[_exceptions.APIStatusError] = None
        if course is not None or not (retries_left and self._should_retry(response)):
            if not response.is_closed:
                with suppress(Exception):  # what the status says holds without the rest of the body
                    response.read()
            response.close()
            error = self._make_status_error_from_response(response)
            if course is None or not retries_left or not self._worth_retrying(course, response, error):
                raise error
        response.close()
        self._sleep_for_retry(
            retries_taken=retries_taken, max_retries=max_retries, options=options, response=response, error=error
        )

    def _sleep_for_retry(
        self,
        *,
        retries_taken: int,
        max_retries: int,
        options: _models.FinalRequestOptions,
        response: Optional[httpx.Response],
        error: Optional[_exceptions.APIError] = None,
    ) -> None:
        """Wait before another attempt, or raise the `error` of the last one if there is no time left for it."""
        remaining, course = max_retries - retries_taken, options._course
        wait = self._calculate_retry_timeout(remaining, options, response.headers if response is not None else None)
        if course is not None and error is not None:
            if course.is_over(wait):
                raise error
            _watched.tell(course, retries_taken + 1, wait, error)
        _http.log.info("Retrying request to %s in %f seconds", secret.shown_url(httpx.URL(options.url)), wait)
        _http.sleep(wait)
        if course is not None and error is not None and course.is_over():
            raise error

    def _reopened(
        self, call: _models.FinalRequestOptions, retries_taken: int, error: _exceptions.APIError
    ) -> Optional[Tuple[httpx.Response, int]]:
        """Another answer in place of a stream that broke before it said anything, and the retries taken by then.

        `None` if there are none left. Raises the `error` it broke with if there is no time left for another attempt.
        """
        max_retries = self._retries_of(call)
        if retries_taken >= max_retries:
            return None
        self._sleep_for_retry(
            retries_taken=retries_taken, max_retries=max_retries, options=call, response=None, error=error
        )
        response: Optional[httpx.Response] = None
        while response is None:
            retries_taken += 1
            response = self._attempt(call, retries_taken, max_retries, True)
        return response, retries_taken

    def _process_response(
        self,
        *,
        cast_to: Type[ResponseT],
        options: _models.FinalRequestOptions,
        response: httpx.Response,
        stream: bool,
        stream_cls: Optional[Union[Type[_streaming.Stream[Any]], Type[_streaming.Stream[Any]]]],
        retries_taken: int = 0,
    ) -> ResponseT:
        """The answer in the face the caller asked for: parsed, raw, or with its body still on the wire."""
        face = _response.face(cast_to, options, _response.APIResponse)
        if face is None:
            value = _casting.parsed(
                response,
                cast_to,
                self,
                options,
                stream=stream,
                stream_cls=stream_cls,
                retries_taken=retries_taken,
            )
            return cast(ResponseT, value)
        face_cls, held = face
        wrapped = face_cls(
            raw=response,
            cast_to=held,
            client=self,
            stream=stream,
            stream_cls=stream_cls,
            options=options,
            retries_taken=retries_taken,
        )
        return cast(ResponseT, wrapped)

    def _request_api_list(
        self, model: Type[object], page: Type[_SyncPageT], options: _models.FinalRequestOptions
    ) -> _SyncPageT:
        return _pages.listing(self, model, page, options)

    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: Literal[True],
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: bool,
        stream_cls: Optional[Type[_StreamT]] = None,
    ) -> Union[ResponseT, _StreamT]: ...
    def get(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        options: _types.RequestOptions = {},
        stream: bool = False,
        stream_cls: Optional[Type[_StreamT]] = None,
    ) -> Union[ResponseT, _StreamT]:
        """Send a GET to `path`, relative to the base URL, and give the answer as a `cast_to`."""
        call = _models.FinalRequestOptions.construct(method="get", url=path, **options)
        return self.request(cast_to, call, stream=stream, stream_cls=stream_cls)

    @overload
    def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        options: _types.RequestOptions = {},
        files: Optional[RequestFiles] = None,
        stream: Literal[False] = False,
    ) -> ResponseT: ...
    @overload
    def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        options: _types.RequestOptions = {},
        files: Optional[RequestFiles] = None,
        stream: Literal[True],
        stream_cls: Type[_StreamT],
    ) -> _StreamT: ...
    @overload
    def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        options: _types.RequestOptions = {},
        files: Optional[RequestFiles] = None,
        stream: bool,
        stream_cls: Optional[Type[_StreamT]] = None,
    ) -> Union[ResponseT, _StreamT]: ...
    def post(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        options: _types.RequestOptions = {},
        files: Optional[RequestFiles] = None,
        stream: bool = False,
        stream_cls: Optional[Type[_StreamT]] = None,
    ) -> Union[ResponseT, _StreamT]:
        """Send a POST to `path` with a JSON `body`, raw `content`, or a form with `files`.

        Raises `TypeError` where two of these contradict one another.
        """
        call = _call("post", path, body, content, files, options)
        if files is None:
            return self.request(cast_to, call, stream=stream, stream_cls=stream_cls)
        with _files.multipart_files(files) as opened:
            call.files = opened.parts
            return self.request(cast_to, call, stream=stream, stream_cls=stream_cls)

    def patch(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
    ) -> ResponseT:
        """Send a PATCH; as `post`."""
        call = _call("patch", path, body, content, files, options)
        if files is None:
            return self.request(cast_to, call)
        with _files.multipart_files(files) as opened:
            call.files = opened.parts
            return self.request(cast_to, call)

    def put(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        files: Optional[RequestFiles] = None,
        options: _types.RequestOptions = {},
    ) -> ResponseT:
        """Send a PUT; as `post`."""
        call = _call("put", path, body, content, files, options)
        if files is None:
            return self.request(cast_to, call)
        with _files.multipart_files(files) as opened:
            call.files = opened.parts
            return self.request(cast_to, call)

    def delete(
        self,
        path: str,
        *,
        cast_to: Type[ResponseT],
        body: Optional[Body] = None,
        content: Optional[BinaryTypes] = None,
        options: _types.RequestOptions = {},
    ) -> ResponseT:
        """Send a DELETE; as `post`, but for files."""
        return self.request(cast_to, _call("delete", path, body, content, None, options))

    def get_api_list(
        self,
        path: str,
        *,
        model: Type[object],
        page: Type[_SyncPageT],
        body: Optional[Body] = None,
        options: _types.RequestOptions = {},
        method: str = "get",
    ) -> _SyncPageT:
        """List the items of a paged endpoint, a `page` of `model` each."""
        call = _models.FinalRequestOptions.construct(method=method, url=path, json_data=body, **options)
        return self._request_api_list(model, page, call)


def _call(
    method: str, path: str, body: Any, content: Any, files: Any, options: _types.RequestOptions
) -> _models.FinalRequestOptions:
    if content is not None and (body is not None or files is not None):
        raise TypeError("Pass only one of `content` and `%s`" % ("body" if body is not None else "files"))
    if isinstance(body, (NotGiven, Omit)):
        body = None
    if isinstance(body, bytes):
        warnings.warn("Bytes as `body` are deprecated: pass them as `content`", DeprecationWarning, stacklevel=3)
        body, content = None, body
    return _models.FinalRequestOptions.construct(method=method, url=path, json_data=body, content=content, **options)


def make_request_options(
    *,
    query: Optional[Query] = None,
    extra_headers: Optional[Headers] = None,
    extra_query: Optional[Query] = None,
    extra_body: Optional[Body] = None,
    idempotency_key: Optional[str] = None,
    timeout: Union[float, httpx.Timeout, None, NotGiven] = not_given,
    post_parser: Union[PostParser, NotGiven] = not_given,
) -> _types.RequestOptions:
    """The `options` of one call, from the arguments that every operation takes."""
    options: Dict[str, Any] = {}
    if extra_headers is not None:
        options["headers"] = extra_headers
    if extra_body is not None:
        options["extra_json"] = (
            given(cast("Mapping[str, object]", extra_body)) if isinstance(extra_body, Mapping) else extra_body
        )
    if query is not None or extra_query is not None:
        options["params"] = {**(query or {}), **(extra_query or {})}
    if not isinstance(timeout, NotGiven):
        options["timeout"] = timeout
    if idempotency_key is not None:
        options["idempotency_key"] = idempotency_key
    if not isinstance(post_parser, NotGiven):
        options["post_parser"] = post_parser
    return cast("_types.RequestOptions", options)
