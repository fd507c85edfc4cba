"""The Python library for the Groq API.

`Groq` and `AsyncGroq` are the clients; everything else here is what they take, give and raise. Names are resolved when
they are first used, so that importing this package costs next to nothing.

PYTEST_DONT_REWRITE: a pytest plugin comes along, but there is nothing in here for pytest to rewrite.
"""

from __future__ import annotations

import os as _os
from typing import TYPE_CHECKING, Any

from . import _exceptions
from ._lazy import lazy_exports
from ._types import NOT_GIVEN as NOT_GIVEN
from ._types import NoneType as NoneType
from ._types import NotGiven as NotGiven
from ._types import Omit as Omit
from ._types import not_given as not_given
from ._types import omit as omit
from ._version import __title__ as __title__
from ._version import __version__ as __version__

if TYPE_CHECKING:
    from . import lib as lib
    from . import resources as resources
    from . import types as types
    from ._base_client import DefaultAioHttpClient as DefaultAioHttpClient
    from ._base_client import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
    from ._base_client import DefaultHttpxClient as DefaultHttpxClient
    from ._client import AsyncClient as AsyncClient
    from ._client import AsyncGroq as AsyncGroq
    from ._client import Client as Client
    from ._client import Groq as Groq
    from ._constants import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
    from ._constants import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
    from ._constants import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
    from ._core.clocks import TimeLimits as TimeLimits
    from ._core.hooks import ChunkNotice as ChunkNotice
    from ._core.hooks import EndNotice as EndNotice
    from ._core.hooks import ErrorNotice as ErrorNotice
    from ._core.hooks import Hooks as Hooks
    from ._core.hooks import RequestNotice as RequestNotice
    from ._core.hooks import ResponseNotice as ResponseNotice
    from ._core.hooks import RetryNotice as RetryNotice
    from ._core.hooks import TokenUsage as TokenUsage
    from ._core.limits import RateLimit as RateLimit
    from ._core.limits import RateLimits as RateLimits
    from ._core.policy import RetryPolicy as RetryPolicy
    from ._exceptions import APIConnectionError as APIConnectionError
    from ._exceptions import APIError as APIError
    from ._exceptions import APIResponseValidationError as APIResponseValidationError
    from ._exceptions import APIStatusError as APIStatusError
    from ._exceptions import APIStreamError as APIStreamError
    from ._exceptions import APITimeoutError as APITimeoutError
    from ._exceptions import AuthenticationError as AuthenticationError
    from ._exceptions import BadRequestError as BadRequestError
    from ._exceptions import CapacityExceededError as CapacityExceededError
    from ._exceptions import ClientClosedError as ClientClosedError
    from ._exceptions import ConflictError as ConflictError
    from ._exceptions import ContextLengthExceededError as ContextLengthExceededError
    from ._exceptions import FailedDependencyError as FailedDependencyError
    from ._exceptions import GroqError as GroqError
    from ._exceptions import IncompleteStreamError as IncompleteStreamError
    from ._exceptions import IncompleteStreamWarning as IncompleteStreamWarning
    from ._exceptions import InternalServerError as InternalServerError
    from ._exceptions import JSONValidateFailedError as JSONValidateFailedError
    from ._exceptions import ModelDecommissionedError as ModelDecommissionedError
    from ._exceptions import NotFoundError as NotFoundError
    from ._exceptions import PermissionDeniedError as PermissionDeniedError
    from ._exceptions import RateLimitError as RateLimitError
    from ._exceptions import RequestCancelledError as RequestCancelledError
    from ._exceptions import RequestTooLargeError as RequestTooLargeError
    from ._exceptions import ToolUseFailedError as ToolUseFailedError
    from ._exceptions import UnprocessableEntityError as UnprocessableEntityError
    from ._fast import DefaultAsyncFastHttpxClient as DefaultAsyncFastHttpxClient
    from ._fast import DefaultFastHttpxClient as DefaultFastHttpxClient
    from ._models import BaseModel as BaseModel
    from ._response import APIResponse as APIResponse
    from ._response import AsyncAPIResponse as AsyncAPIResponse
    from ._streaming import AsyncStream as AsyncStream
    from ._streaming import Stream as Stream
    from ._types import ProxiesTypes as ProxiesTypes
    from ._types import RequestOptions as RequestOptions
    from ._types import Timeout as Timeout
    from ._types import Transport as Transport
    from ._utils import file_from_path as file_from_path
    from .lib import messages as messages
    from .lib._errors import ParseAttempt as ParseAttempt
    from .lib._errors import ParseError as ParseError
    from .lib._errors import ParseLengthError as ParseLengthError
    from .lib._errors import ParseRefusalError as ParseRefusalError
    from .lib._errors import ParseToolCallError as ParseToolCallError
    from .lib._errors import ParseValidationError as ParseValidationError
    from .lib._errors import SchemaNotStrictError as SchemaNotStrictError
    from .lib._images import ImageError as ImageError
    from .lib._schema import strict_schema as strict_schema
    from .lib._verdicts import VerdictError as VerdictError
    from .lib.moderation import ModerationInputError as ModerationInputError
    from .lib.streaming import accumulate as accumulate
    from .lib.tools import ToolArgumentsError as ToolArgumentsError
    from .lib.tools import ToolCallError as ToolCallError
    from .lib.tools import ToolDefinitionError as ToolDefinitionError
    from .lib.tools import ToolExecutionError as ToolExecutionError
    from .lib.tools import ToolLoopLimitError as ToolLoopLimitError
    from .lib.tools import ToolRunError as ToolRunError
    from .lib.tools import function_tool as function_tool

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APIStreamError",
    "APITimeoutError",
    "AsyncClient",
    "AsyncGroq",
    "AsyncStream",
    "AuthenticationError",
    "BadRequestError",
    "BaseModel",
    "CapacityExceededError",
    "ChunkNotice",
    "Client",
    "ClientClosedError",
    "ConflictError",
    "ContextLengthExceededError",
    "DEFAULT_CONNECTION_LIMITS",
    "DEFAULT_MAX_RETRIES",
    "DEFAULT_TIMEOUT",
    "DefaultAioHttpClient",
    "DefaultAsyncFastHttpxClient",
    "DefaultAsyncHttpxClient",
    "DefaultFastHttpxClient",
    "DefaultHttpxClient",
    "EndNotice",
    "ErrorNotice",
    "FailedDependencyError",
    "Groq",
    "GroqError",
    "Hooks",
    "ImageError",
    "IncompleteStreamError",
    "IncompleteStreamWarning",
    "InternalServerError",
    "JSONValidateFailedError",
    "ModelDecommissionedError",
    "ModerationInputError",
    "NOT_GIVEN",
    "NoneType",
    "NotFoundError",
    "NotGiven",
    "Omit",
    "ParseAttempt",
    "ParseError",
    "ParseLengthError",
    "ParseRefusalError",
    "ParseToolCallError",
    "ParseValidationError",
    "PermissionDeniedError",
    "ProxiesTypes",
    "RateLimit",
    "RateLimitError",
    "RateLimits",
    "RequestCancelledError",
    "RequestNotice",
    "RequestOptions",
    "RequestTooLargeError",
    "ResponseNotice",
    "RetryNotice",
    "RetryPolicy",
    "SchemaNotStrictError",
    "Stream",
    "TimeLimits",
    "Timeout",
    "TokenUsage",
    "ToolArgumentsError",
    "ToolCallError",
    "ToolDefinitionError",
    "ToolExecutionError",
    "ToolLoopLimitError",
    "ToolRunError",
    "ToolUseFailedError",
    "Transport",
    "UnprocessableEntityError",
    "VerdictError",
    "__title__",
    "__version__",
    "accumulate",
    "file_from_path",
    "function_tool",
    "not_given",
    "omit",
    "strict_schema",
    "types",
]

_SUBMODULES = (
    "_base_client",
    "_client",
    "_compat",
    "_constants",
    "_exceptions",
    "_files",
    "_models",
    "_qs",
    "_resource",
    "_response",
    "_streaming",
    "_types",
    "_utils",
    "_version",
    "lib",
    "resources",
    "types",
)

# Objects of httpx and typing among our public names; they report their module as all our names do.
_FOREIGN = ("DEFAULT_CONNECTION_LIMITS", "DEFAULT_TIMEOUT", "ProxiesTypes", "Timeout", "Transport", "file_from_path")

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    _resolve, __dir__ = lazy_exports(
        __name__,
        {
            "APIResponse": "._response",
            "AsyncAPIResponse": "._response",
            "AsyncClient": "._client",
            "AsyncGroq": "._client",
            "AsyncStream": "._streaming",
            "BaseModel": "._models",
            "ChunkNotice": "._core.hooks",
            "Client": "._client",
            "DEFAULT_CONNECTION_LIMITS": "._constants",
            "DEFAULT_MAX_RETRIES": "._constants",
            "DEFAULT_TIMEOUT": "._constants",
            "DefaultAioHttpClient": "._aiohttp",
            "DefaultAsyncFastHttpxClient": "._fast",
            "DefaultAsyncHttpxClient": "._http",
            "DefaultFastHttpxClient": "._fast",
            "DefaultHttpxClient": "._http",
            "EndNotice": "._core.hooks",
            "ErrorNotice": "._core.hooks",
            "Groq": "._client",
            "Hooks": "._telling",  # which calls with hooks need: no awaited one is to load anything
            "ImageError": ".lib._images",
            "ModerationInputError": ".lib.moderation",
            "VerdictError": ".lib._verdicts",
            "ParseAttempt": ".lib._errors",
            "ParseError": ".lib._errors",
            "ParseLengthError": ".lib._errors",
            "ParseRefusalError": ".lib._errors",
            "ParseToolCallError": ".lib._errors",
            "ParseValidationError": ".lib._errors",
            "ProxiesTypes": "._types",
            "RateLimit": "._core.limits",
            "RateLimits": "._core.limits",
            "RequestNotice": "._core.hooks",
            "RequestOptions": "._types",
            "ResponseNotice": "._core.hooks",
            "RetryNotice": "._core.hooks",
            "RetryPolicy": "._core.policy",
            "SchemaNotStrictError": ".lib._errors",
            "Stream": "._streaming",
            "TimeLimits": "._core.clocks",
            "Timeout": "._types",
            "TokenUsage": "._core.hooks",
            "ToolArgumentsError": ".lib.tools",
            "ToolCallError": ".lib.tools",
            "ToolDefinitionError": ".lib.tools",
            "ToolExecutionError": ".lib.tools",
            "ToolLoopLimitError": ".lib.tools",
            "ToolRunError": ".lib.tools",
            "Transport": "._types",
            "accumulate": ".lib.streaming",
            "file_from_path": "._utils",
            "function_tool": ".lib.tools",
            "messages": ".lib",
            "strict_schema": ".lib._schema",
            **dict.fromkeys(_exceptions.__all__, "._exceptions"),
        },
        _SUBMODULES,
    )

    def __getattr__(name: str) -> Any:
        value = _resolve(name)
        if name in _FOREIGN:
            try:  # noqa: SIM105 - `suppress` would be one more module to load
                value.__module__ = __name__
            except (AttributeError, TypeError):
                pass  # a union of types says where it comes from only up to Python 3.13
        return value


if _os.environ.get("GROQ_LOG"):
    from ._utils._logs import setup_logging as _setup_logging

    _setup_logging()
