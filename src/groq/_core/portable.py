"""Requests and responses to copies that can be pickled, without the secrets of the former."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Union

import httpx

from .._types import NotGiven
from .secret import is_secret, scrubbed

__all__ = ["harmless", "portable"]


def harmless(headers: Union[Mapping[str, Any], NotGiven]) -> Dict[str, Any]:
    """The headers of a call without those that prove who is calling."""
    return {name: value for name, value in headers.items() if not is_secret(name)} if headers else {}


def portable(value: Any) -> Any:
    """A request or response as a copy that can be pickled; anything else as it is.

    What was not read of a body stays behind, as do connections, and headers and user names that prove who is calling,
    to Groq or, in the body, to remote MCP servers.
    """
    if isinstance(value, httpx.Request):
        return _request(value)
    return _response(value) if isinstance(value, httpx.Response) else value


def _request(request: httpx.Request) -> httpx.Request:
    headers = [(name, text) for name, text in request.headers.raw if not is_secret(name)]
    state: Dict[str, Any] = {**request.__getstate__(), "headers": httpx.Headers(headers)}
    body: Any = state.get("_content")
    if isinstance(body, bytes) and b'"mcp"' in body:
        state["_content"] = scrubbed(body.decode("latin-1")).encode("latin-1")
    if request.url.userinfo:
        state["url"] = request.url.copy_with(username="", password="")
    copied = object.__new__(type(request))
    copied.__setstate__(state)
    return copied


def _response(response: httpx.Response) -> httpx.Response:
    state: Dict[str, Any] = response.__getstate__()
    if callable(state.get("default_encoding")):  # which may well be a lambda; what it found out is kept
        state["default_encoding"] = (response.encoding if hasattr(response, "_content") else None) or "utf-8"
    for name in ("_request", "next_request"):
        state[name] = portable(state.get(name))
    state["history"] = [portable(earlier) for earlier in response.history]
    copied = object.__new__(type(response))
    copied.__setstate__(state)
    return copied
