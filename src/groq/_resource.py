"""What every resource has: its client, and the client's verbs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from ._lazy import lazy_module

if TYPE_CHECKING:
    import anyio

    from ._client import AsyncGroq, Groq
else:
    anyio = lazy_module("anyio")

__all__ = ["AsyncAPIResource", "SyncAPIResource"]


class _Verb:
    """A verb of the client as a method of the resource; it may be replaced on the class and on the object."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, resource: Any, owner: object = None) -> Any:
        return self if resource is None else getattr(resource._client, self._name)


class AsyncAPIResource:
    """A part of the API, as an attribute of `AsyncGroq`."""

    _client: AsyncGroq

    if TYPE_CHECKING:

        def __init__(self, client: AsyncGroq) -> None:
            self._client = client
            self._get = client.get
            self._post = client.post
            self._patch = client.patch
            self._put = client.put
            self._delete = client.delete
            self._get_api_list = client.get_api_list

    else:

        def __init__(self, client: AsyncGroq) -> None:
            self._client = client

        _get = _Verb("get")
        _post = _Verb("post")
        _patch = _Verb("patch")
        _put = _Verb("put")
        _delete = _Verb("delete")
        _get_api_list = _Verb("get_api_list")

    async def _sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)


class SyncAPIResource:
    """A part of the API, as an attribute of `Groq`."""

    _client: Groq

    if TYPE_CHECKING:

        def __init__(self, client: Groq) -> None:
            self._client = client
            self._get = client.get
            self._post = client.post
            self._patch = client.patch
            self._put = client.put
            self._delete = client.delete
            self._get_api_list = client.get_api_list

    else:

        def __init__(self, client: Groq) -> None:
            self._client = client

        _get = _Verb("get")
        _post = _Verb("post")
        _patch = _Verb("patch")
        _put = _Verb("put")
        _delete = _Verb("delete")
        _get_api_list = _Verb("get_api_list")

    def _sleep(self, seconds: float) -> None:
        time.sleep(seconds)
