"""Clients and responses to what of them can be pickled or copied deeply: all but their connections."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Dict

from ._lazy import lazy_module

if TYPE_CHECKING:
    from . import _models
    from ._core import portable
    from ._response import BaseAPIResponse
else:
    _models = lazy_module("groq._models")
    portable = lazy_module("groq._core.portable")

__all__ = ["Detached", "Staying", "client_copy", "client_state", "response_state", "restored_response"]


def client_state(client: Any) -> Dict[str, Any]:
    """The settings of a client, with its API key: without it a copy in another process could do nothing."""
    if not client._transport.is_own:
        raise TypeError(
            "This %s was given an `http_client`, which cannot be pickled or copied deeply: make a new client where you "
            "need one, or copy it with `with_options()`, which shares the HTTP client" % client.__class__.__name__
        )
    return {name: value for name, value in _settings(client).items() if name != "_transport"}


def client_copy(client: object) -> object:
    """A client of its own over the same connections, as `copy.copy` makes one."""
    copied = object.__new__(type(client))
    vars(copied).update(_settings(client))
    return copied


def _settings(client: object) -> Dict[str, Any]:
    """The attributes of a client but for its resources, which belong to just this one and are made when asked for."""
    attributes: Dict[str, Any] = vars(client)
    return {name: value for name, value in attributes.items() if not _is_cached(client, name)}


def _is_cached(client: object, name: str) -> bool:
    return isinstance(getattr(type(client), name, None), cached_property)


class Detached:
    """What is left of the client of a response that was pickled: how it parses."""

    def __init__(self, strict: bool) -> None:
        self._strict_response_validation = strict

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise RuntimeError("This response was pickled or copied: it is no longer part of a client, nor of a stream")


class Staying:
    """A stream, which stays where it is."""

    def __reduce__(self) -> Any:
        raise TypeError("A stream cannot be pickled or copied: its connection is here. Take its chunks, or `partial`")


def response_state(response: BaseAPIResponse[Any]) -> Dict[str, Any]:
    """What can be kept of a response: what was read of it, and how it is parsed; no client, and no secrets."""
    options = response._options
    return {
        **vars(response),
        "http_response": portable.portable(response.http_response),
        "_client": response._client._strict_response_validation,
        "_options": (options.method, options.url, portable.harmless(options.headers), options.post_parser),
        "_parsed_by_type": {},
    }


def restored_response(state: Dict[str, Any]) -> Dict[str, Any]:
    """The attributes of a response, from its state."""
    method, url, headers, post_parser = state["_options"]
    options = _models.FinalRequestOptions.construct(method=method, url=url, headers=headers)
    options.post_parser = post_parser
    return {**state, "_client": Detached(state["_client"]), "_options": options}
