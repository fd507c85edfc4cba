"""The whole suite over the compiled transport: `GROQ_TEST_TRANSPORT=fast python -m pytest`.

Every client that is not given an HTTP client then makes one over that transport for itself. What is skipped, and why,
stands here.
"""

from __future__ import annotations

import asyncio
import inspect
import weakref
from typing import Any, Iterable, Optional

import pytest

from groq import _http
from groq._fast import _DefaultAsyncFastHttpxClient, _DefaultFastHttpxClient

__all__ = ["install", "skip"]

INSIDE_HTTPCORE = ("._pool", "connections_of(", "pool_of(", "loops_of(")
"""What the source of a test says that looks into the pool of httpcore."""

SKIPPED = {
    "test_pools": "is about the pools of httpcore",
    "test_respx": "respx takes the place of httpcore's pool",
    "test_surface::test_classes_have_their_bases[groq._base_client.SyncHttpxClientWrapper]": "is replaced here",
    "test_surface::test_classes_have_their_bases[groq._base_client.AsyncHttpxClientWrapper]": "is replaced here",
    "test_client_copy::test_connections_are_kept_and_closed_with_the_client": "another timeout takes other connections",
    "test_wire::test_one_connection_serves_many_calls_of_all_kinds": "an upload takes another connection",
    "test_wire::test_a_request_arrives_as_one_head_and_one_body": "names of headers are sent in title case",
    "test_wire::test_a_server_that_hangs_up_is_asked_again": "names of headers are sent in title case",
    "test_wire::test_an_awaited_client_works_over_a_socket_under_trio": "runs on asyncio only",
    "test_stream_ends::test_a_reader_under_trio_whose_stream_is_closed_by_another_is_done": "runs on asyncio only",
    "test_sockets::test_a_connection_that_the_server_closed_meanwhile_is_replaced": (
        "whether it is closed is known a moment later, and a call in between fails: by default it is tried again"
    ),
}
"""Modules, tests and single cases to the reason for which they are skipped."""


class SyncHttpxClientWrapper(_DefaultFastHttpxClient):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        weakref.finalize(self, _http._close, [self._transport, *self._mounts.values()])


class AsyncHttpxClientWrapper(_DefaultAsyncFastHttpxClient):
    def __del__(self) -> None:
        _http._quietly(
            lambda: None if self.is_closed else asyncio.get_running_loop().create_task(_http._async_close(self))
        )


def install() -> None:
    """Let clients make such HTTP clients for themselves."""
    for wrapper in (SyncHttpxClientWrapper, AsyncHttpxClientWrapper):
        setattr(_http, wrapper.__name__, wrapper)


def skip(items: Iterable[pytest.Item]) -> None:
    """Mark what cannot be so over the compiled transport."""
    for item in items:
        reason = _reason(item)
        if reason is not None:
            item.add_marker(pytest.mark.skip(reason=reason))


def _reason(item: pytest.Item) -> Optional[str]:
    module = item.path.stem
    name = "%s::%s" % (module, item.name)
    for known in (module, name.partition("[")[0], name):
        if known in SKIPPED:
            return SKIPPED[known]
    source = inspect.getsource(item.function) if isinstance(item, pytest.Function) else ""
    return "looks into the pool of httpcore" if any(said in source for said in INSIDE_HTTPCORE) else None
