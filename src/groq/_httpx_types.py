"""The words of requests that are written in httpx's own types."""

# Annotations are evaluated here, for a TypedDict that reports another module could not resolve them on Python 3.8.
from typing import Dict, Optional, Sequence, Union

import httpx
from httpx import URL, Proxy, Timeout
from typing_extensions import TypeAlias, TypedDict

from ._core.hooks import Hooks
from ._core.policy import RetryPolicy
from ._types import AnyMapping, Headers, Query

__all__ = ["AsyncTransport", "HttpxSendArgs", "ProxiesDict", "ProxiesTypes", "RequestOptions", "Transport"]

Transport: TypeAlias = httpx.BaseTransport
AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
ProxiesDict: TypeAlias = Dict[Union[str, URL], Union[None, str, URL, Proxy]]
ProxiesTypes: TypeAlias = Union[str, Proxy, ProxiesDict]


class RequestOptions(TypedDict, total=False):
    """What one call may ask for beyond its own parameters, as `client.get(path, options={...})` takes it."""

    headers: Headers
    max_retries: int
    """How often to try again after a failure; overrides the client's."""
    timeout: Union[float, Timeout, None]
    """Seconds, or one limit per phase; `None` waits forever."""
    params: Query
    extra_json: AnyMapping
    """Merged over the body, one level deep."""
    idempotency_key: str
    follow_redirects: bool
    retry_policy: Optional[RetryPolicy]
    """What to try again, and for how long; overrides the client's, `None` for none."""
    hooks: Union[Hooks, Sequence[Hooks], None]
    """Whom to tell what happens to this call, in place of the client's; `None` for nobody."""


RequestOptions.__module__ = "groq"


class HttpxSendArgs(TypedDict, total=False):
    """What is handed to `httpx.Client.send` beside the request."""

    auth: httpx.Auth
    follow_redirects: bool
